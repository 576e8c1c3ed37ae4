package main

import (
	"context"

	"github.com/spf13/cobra"

	"entente/workbench"
)

func (a *app) dealCommand() *cobra.Command {
	var r workbench.DealRequest
	var svg string
	cmd := &cobra.Command{
		Use:   "deal DOSSIER NEGOTIATION",
		Short: "Which packages of real terms suit both sides, and what to offer",
		Long: "Which packages of real terms suit both sides, and what to offer. Every combination of the issues is an amended agreement, valued by what it\n" +
			"pays in drawn futures. docs/negotiation-file.md tells how issues and profiles are written. A private profile is read only with --as.",
		Example: "  entente deal kr-us-sma 2024\n  entente deal kr-us-sma 2019 --from demanded\n  entente deal my-dossier talks --as kr --rounds 4",
		Args:    cobra.ExactArgs(2),
		RunE: negotiated(a, &r.NegotiationQuestion, &svg, func(ctx context.Context) (*workbench.DealResult, error) {
			return a.bench.Deal(ctx, r)
		}, a.printDeal),
	}
	f := cmd.Flags()
	f.StringVar(&r.As, "as", "", "read the private profile of this `PARTY`, and advise it")
	f.StringVar(&r.From, "from", "", "advise from this `PACKAGE` (default: what was agreed, else the first that suits everybody, else the Nash solution)")
	f.IntVar(&r.Rounds, "rounds", 3, "how many `ROUNDS` are left, for the next offers")
	f.IntVar(&r.Paths, "paths", 0, "over how many futures: `N` (default: as the file says)")
	f.IntVar(&r.Draws, "draws", 100, "how `MANY` preferences are drawn within their ranges")
	f.StringVar(&svg, "svg", "", "draw the plane of utilities to a `FILE`")
	questionFlags(cmd, &r.Question)
	return cmd
}
