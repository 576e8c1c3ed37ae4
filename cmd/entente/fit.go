package main

import (
	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) fitCommand() *cobra.Command {
	var r workbench.FitRequest
	most := 12
	cmd := &cobra.Command{
		Use:   "fit DOSSIER",
		Short: "Which conventions reproduce the published figures",
		Long: `Which conventions reproduce the published figures.

A text often leaves unsaid in what form an index counts and how amounts are rounded. fit tries every
combination of

  index   as published, or exact (the series named under raw: beside it)
  lag     as written, or shifted by a year or two
  round   every year, or at the end only (then the exact amount is carried)
  mode    half_up half_even half_down down up floor ceiling
  carry   what the next year grows from: the rounded or the exact amount
  rates   several rates added, or compounded

on the agreements and holds each against the dossier's published: figures. Conventions that give the same
figures in every year are one class: no figure of these agreements can tell them apart. A class that fails
is shown with the first year that breaks, and by how much. Sums in the text are no evidence, nor are figures
that are marked unverified or rest on a derived observation; without --agreement, an agreement needs two
published years that its rule computes. Where several classes reproduce everything, the figures are named whose
print would decide.

Exit code 1 when no class reproduces every figure.`,
		Example: "  entente fit kr-us-sma\n  entente fit kr-us-sma --agreement sma-11\n  entente fit kr-us-sma --without sma-11/2025 --without sma-8/2013",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Fit(r)
			if err != nil {
				return err
			}
			if a.json {
				err = a.writeJSON(out)
			} else {
				look := a.look()
				look.Units = out.Units
				err = report.Fit(out.Title.In(a.lang), &out.Fit, most, look).Write(a.stdout, look.Format)
			}
			if err == nil && len(out.Fits()) == 0 {
				err = errFindings
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&r.Agreements, "agreement", nil, "only these `AGREEMENT`s (repeatable)")
	f.StringSliceVar(&r.Without, "without", nil, "leave the published `FIGURE` out of account (repeatable)")
	f.BoolVar(&r.Unverified, "unverified", false, "take figures that are marked unverified for evidence too")
	f.IntVar(&most, "most", most, "show at most `N` classes that fail (0: all); --json has all")
	f.StringVar(&r.Known, "known", "", "use only what was known on this `DAY`")
	f.StringArrayVar(&r.Set, "set", nil, "replace an observation: `SERIES/PERIOD=VALUE` (repeatable)")
	whatIfFlag(cmd, &r.Question)
	return cmd
}
