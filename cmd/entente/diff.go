package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) diffCommand() *cobra.Command {
	var r workbench.DiffRequest
	cmd := &cobra.Command{
		Use:     "diff DOSSIER/AGREEMENT DOSSIER/AGREEMENT",
		Short:   "What separates two agreements: terms first, then money",
		Example: "  entente diff kr-us-sma/sma-11 kr-us-sma/sma-12",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			r.A, r.B = args[0], args[1]
			out, err := a.bench.Diff(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printDiff(out)
		},
	}
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	return cmd
}

func (a *app) printDiff(out *workbench.DiffResult) error {
	look := a.look()
	look.Units = out.Units
	if err := a.printTerms(out, look); err != nil {
		return err
	}
	c := out.Totals.Currency
	years := &report.Table{Title: "money", Columns: []report.Column{{Name: "year"}, {Name: out.A, Right: true}, {Name: "year"}, {Name: out.B, Right: true}, {Name: "difference", Right: true}}}
	for _, y := range out.Years {
		x, z := report.Full(y.A, c, look), report.Full(y.B, c, look)
		if y.OutsideA {
			x = "–"
		}
		if y.OutsideB {
			z = "–"
		}
		years.Add(strconv.Itoa(y.Year), x, strconv.Itoa(y.YearB), z, report.Difference(y.Difference, c, look))
	}
	years.Add("total", report.Full(&out.Totals.A.Amount, c, look), "total", report.Full(&out.Totals.B.Amount, c, look), report.Difference(&out.Totals.Difference, c, look))
	years.Notes = append(years.Notes, fmt.Sprintf("the difference adds the %d years known in both; totals leave unknown years out", out.Totals.YearsBoth))
	return years.Write(a.stdout, look.Format)
}

// printTerms shows the terms one above the other on a terminal, where they
// are too long to stand side by side.
func (a *app) printTerms(out *workbench.DiffResult, look report.Look) error {
	if look.Format == report.Text {
		var l report.Lines
		l.Addf("terms that differ\n")
		for _, t := range out.Terms {
			l.Addf("%s\n  %s  %s\n  %s  %s", t.Term, out.A, orDash(t.A), out.B, orDash(t.B))
		}
		l.Addf("")
		_, err := l.WriteTo(a.stdout)
		return err
	}
	terms := &report.Table{Title: "terms that differ", Columns: []report.Column{{Name: "term"}, {Name: out.A}, {Name: out.B}}}
	for _, t := range out.Terms {
		terms.Add(t.Term, orDash(t.A), orDash(t.B))
	}
	return terms.Write(a.stdout, look.Format)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
