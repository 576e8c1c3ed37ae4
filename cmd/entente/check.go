package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/diag"
	"entente/workbench"
)

func (a *app) checkCommand() *cobra.Command {
	var r workbench.CheckRequest
	cmd := &cobra.Command{
		Use:     "check DOSSIER…",
		Short:   "What is wrong in a dossier; silent when nothing is",
		Example: "  entente check kr-us-sma\n  entente check my-dossier --notes",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossiers = args
			out, err := a.bench.Check(r)
			if err != nil {
				return err
			}
			found := false
			for _, c := range out.Checked {
				for _, d := range c.List {
					found = found || d.Severity != diag.Note
				}
				if !a.json {
					diag.Render(a.stdout, c.List, c.Read)
				}
			}
			if a.json {
				if err := a.writeJSON(out); err != nil {
					return err
				}
			}
			if found {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&r.Notes, "notes", false, "notes too: what is unverified, what the text leaves open")
	cmd.Flags().StringArrayVar(&r.WhatIf, "what-if", nil, "check with the changes in a `FILE` (repeatable)")
	return cmd
}

func (a *app) testCommand() *cobra.Command {
	var q workbench.Question
	cmd := &cobra.Command{
		Use:     "test DOSSIER",
		Short:   "Run the tests that a dossier carries",
		Example: "  entente test kr-us-sma",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			out, err := a.bench.Test(args[0], q.WhatIf)
			if err != nil {
				return err
			}
			failed := 0
			for _, t := range out.Tests {
				if !t.Pass {
					failed++
				}
			}
			if a.json {
				err = a.writeJSON(out)
			} else {
				a.printTests(out, failed)
			}
			if err == nil && failed > 0 {
				err = errFindings
			}
			return err
		},
	}
	whatIfFlag(cmd, &q)
	return cmd
}

func (a *app) printTests(out *workbench.TestResult, failed int) {
	for _, t := range out.Tests {
		word := "ok  "
		if !t.Pass {
			word = "FAIL"
		}
		fmt.Fprintf(a.stdout, "%s  %s\n", word, t.Name)
		for _, w := range t.Wants {
			if !w.Pass {
				fmt.Fprintf(a.stdout, "      %s:%d: %s: want %s, got %s\n", t.File, t.Line, w.Figure, w.Want, w.Got)
			}
		}
	}
	fmt.Fprintf(a.stdout, "%d passed, %d failed\n", len(out.Tests)-failed, failed)
}
