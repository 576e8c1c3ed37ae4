package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) verifyCommand() *cobra.Command {
	var r workbench.VerifyRequest
	all := false
	cmd := &cobra.Command{
		Use:     "verify",
		Short:   "Run published numbers through the engine",
		Long:    "Run published numbers through the functions that the other commands use, and compare. docs/verification.md tells what the suites are\nand what is known not to agree.",
		Example: "  entente verify\n  entente verify --all\n  entente verify --cases my-cases.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			out, err := a.bench.Verify(r)
			if err != nil {
				return err
			}
			if a.json {
				err = a.writeJSON(out)
			} else {
				err = a.printVerified(out, all)
			}
			for _, c := range out.Cases {
				if err == nil && !c.Pass {
					err = errFindings
				}
			}
			return err
		},
	}
	cmd.Flags().StringArrayVar(&r.Cases, "cases", nil, "run the cases of a `FILE` in the shape of the published vectors instead (repeatable)")
	cmd.Flags().BoolVar(&all, "all", false, "list every case, not only those that fail")
	return cmd
}

// printVerified prints a line for each model, then the cases that fail.
func (a *app) printVerified(out *workbench.VerifyResult, all bool) error {
	if all || a.format == string(report.CSV) {
		return a.verifiedCases(out).Write(a.stdout, report.Format(a.format))
	}
	t := &report.Table{Columns: []report.Column{{Name: "model"}, {Name: "passed", Right: true}, {Name: "of", Right: true}}}
	passed, of := map[string]int{}, map[string]int{}
	var models []string
	for _, c := range out.Cases {
		if of[c.Model]++; of[c.Model] == 1 {
			models = append(models, c.Model)
		}
		if c.Pass {
			passed[c.Model]++
		} else {
			t.Notes = append(t.Notes, fmt.Sprintf("FAIL  %s %s: expected %s, got %s%s", c.Model, c.ID, c.Expected, c.Got, behind(" (", c.Note, ")")))
		}
	}
	for _, m := range models {
		t.Add(m, strconv.Itoa(passed[m]), strconv.Itoa(of[m]))
	}
	t.Notes = append(t.Notes, fmt.Sprintf("%d of %d cases pass", len(out.Cases)-len(t.Notes), len(out.Cases)))
	if len(out.Used) > 0 {
		t.Notes = append(t.Notes, "read with it: "+strings.Join(out.Used, ", "))
	}
	if len(out.Unread) > 0 {
		t.Notes = append(t.Notes, "not run: "+strings.Join(out.Unread, ", "))
	}
	return t.Write(a.stdout, report.Format(a.format))
}

// verifiedCases lists every case; what is written to be read on is complete.
func (a *app) verifiedCases(out *workbench.VerifyResult) *report.Table {
	t := &report.Table{Columns: []report.Column{{Name: "model"}, {Name: "case"}, {Name: "expected"}, {Name: "got"}, {Name: "pass"}}}
	complete := a.format != string(report.Text)
	if complete {
		t.Columns = append(t.Columns, report.Column{Name: "tolerance"}, report.Column{Name: "note"}, report.Column{Name: "source"})
	}
	for _, c := range out.Cases {
		word := "ok"
		if !c.Pass {
			word = "FAIL"
		}
		if complete {
			t.Add(c.Model, c.ID, c.Expected, c.Got, word, c.Tolerance, c.Note, c.Source)
		} else {
			t.Add(c.Model, c.ID, clip(c.Expected), clip(c.Got), word)
		}
	}
	return t
}

// clip shortens a long list of numbers for the eye.
func clip(text string) string {
	const widest = 40
	if r := []rune(text); len(r) > widest {
		return string(r[:widest-1]) + "…"
	}
	return text
}

// behind puts text between two others, or writes nothing.
func behind(before, text, after string) string {
	if text == "" {
		return ""
	}
	return before + text + after
}
