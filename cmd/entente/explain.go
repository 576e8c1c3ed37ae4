package main

import (
	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) explainCommand() *cobra.Command {
	var r workbench.ExplainRequest
	cmd := &cobra.Command{
		Use:     "explain DOSSIER FIGURE",
		Short:   "How a figure comes about, down to clause and source",
		Long:    "How a figure comes about, down to clause and source.\n\nA FIGURE is AGREEMENT/YEAR, with /CATEGORY, /instalment-N or /CURRENCY behind it where there are several,\nor AGREEMENT/total.",
		Example: "  entente explain kr-us-sma sma-11/2025\n  entente explain kr-us-sma sma-5/2004/USD --depth 2",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier, r.Figure = args[0], args[1]
			out, err := a.bench.Explain(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			look := a.look()
			look.Units = out.Units
			return report.Explain(a.stdout, out.Node, look)
		},
	}
	questionFlags(cmd, &r.Question)
	cmd.Flags().IntVar(&r.Depth, "depth", 0, "stop after `N` steps (0: all)")
	return cmd
}
