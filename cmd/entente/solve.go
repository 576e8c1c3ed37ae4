package main

import (
	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) solveCommand() *cobra.Command {
	var r workbench.SolveRequest
	cmd := &cobra.Command{
		Use:   "solve DOSSIER FIGURE --for LEVER --target AMOUNT",
		Short: "Which first year, cap, rate, index or year gives a sum",
		Long: `Which first year, cap, rate, index or year gives a sum.

FIGURE is what is aimed at: AGREEMENT/total, AGREEMENT/YEAR or a part of a year. --for names what may move:

  first_year  the sum in the text for the first year of the agreement
  cap         the cap of the agreement (on the yearly step, else on the level, else on the sum); a text
              without any is given one on the yearly step
  rate        one rate of growth, the same in every year that grows
  index       one value for every observation of a series that is not known yet (--series where there are
              several; --all moves the published ones too): the break-even index
  year        the year in which the sum of the agreement (FIGURE is AGREEMENT/total) or the yearly amount
              (FIGURE is AGREEMENT) reaches the target; see --extend

The question may also be put the other way round: FIGURE is a sum in the text, AGREEMENT/YEAR, and --for the
figure aimed at, such as sma-12/total (or just total).

Amounts are rounded every year, so the figure moves in steps. All best answers are given, on a grid: the
rounding step for sums, 0.1 % for caps and rates, the decimals of the series for an index (--step changes
it), with the distance to the target and the years under the first answer. Where the plan proves that the
figure only rises or only falls as the lever is raised, answers are bracketed and bisected; else every value
is tried, at most 200,000 (--between says where).`,
		Example: "  entente solve kr-us-sma sma-12/total --for first_year --target '81_000 eok' --assume kr.cpi=2.0\n  entente solve kr-us-sma sma-8/total --for cap --target '40_600 eok'\n" +
			"  entente solve kr-us-sma sma-11/2025 --for rate --target '14_000 eok'\n  entente solve kr-us-sma sma-12/2030 --for index --target '17_000 eok'\n  entente solve kr-us-sma sma-9/total --for year --target '3tn KRW'",
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier, r.Figure = args[0], args[1]
			out, err := a.bench.Solve(r)
			if err != nil {
				return err
			}
			if a.json {
				err = a.writeJSON(out)
			} else {
				look := a.look()
				look.Units = out.Units
				err = report.Solution(&out.Solution, look).Write(a.stdout, look.Format)
			}
			if err == nil && len(out.Answers) == 0 {
				err = errFindings
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.For, "for", "", "what may move: a `LEVER`, or the figure aimed at")
	f.StringVar(&r.Target, "target", "", "the `AMOUNT` aimed at, with its unit")
	f.StringVar(&r.Series, "series", "", "for index: the `SERIES` that moves")
	f.BoolVar(&r.All, "all", false, "for index: published observations move too")
	f.StringVar(&r.Step, "step", "", "answers are multiples of this `VALUE`, such as 0.01% or '10 eok'")
	f.StringVar(&r.Between, "between", "", "look only between `LOW..HIGH`, such as 0%..8%")
	for _, name := range []string{"for", "target"} {
		_ = cmd.MarkFlagRequired(name) // the flag is defined above
	}
	questionFlags(cmd, &r.Question)
	return cmd
}
