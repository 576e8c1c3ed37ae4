package main

import (
	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) projectCommand() *cobra.Command {
	var r workbench.ProjectRequest
	cmd := &cobra.Command{
		Use:     "project DOSSIER",
		Short:   "What is paid when nobody knows inflation, budgets or exchange rates: drawn futures",
		Example: "  entente project kr-us-sma --from 2026 --to 2035 --extend sma-12 --paths 1000000 --seed 7\n  entente project kr-us-sma --from 2026 --to 2030 --known 2024-10-04 --assume kr.cpi=2.0",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Project(cmd.Context(), r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printProject(out)
		},
	}
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	f := cmd.Flags()
	f.StringVar(&r.Agreement, "agreement", "", "only this `AGREEMENT`")
	f.IntVar(&r.From, "from", 0, "first `YEAR`")
	f.IntVar(&r.To, "to", 0, "last `YEAR`")
	f.IntVar(&r.Paths, "paths", 10_000, "how many futures to draw: `N`")
	f.Uint64Var(&r.Seed, "seed", 1, "the `SEED` of the draws: the same one gives the same bytes")
	f.StringArrayVar(&r.Exceeds, "exceeds", nil, "how likely the total is above this `AMOUNT`, such as \"18tn KRW\" (repeatable)")
	return cmd
}

func (a *app) printProject(out *workbench.ProjectResult) error {
	look := a.look()
	look.Units = out.Units
	_ = report.Text
	return nil
}
