package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) backtestCommand() *cobra.Command {
	var r workbench.BacktestRequest
	cmd := &cobra.Command{
		Use:   "backtest DOSSIER",
		Short: "What projections of the past would have been worth",
		Long: `What projections of the past would have been worth.

Stands at the end of every past year, fits the model to what was known that day, projects, and scores what
came. Four classes are kept apart:

  within    the agreement was known, its index was not
  renewal   the agreement that came to rule the year was still to be made; the old rule is prolonged
  fixed     the lag had fixed the figure already: a check, no forecast
  index     the series themselves

The score is the continuous ranked probability score, lower is better, beside those of naive rules; the
interval of the difference draws whole origins again, as forecasts of one origin err together.`,
		Example: "  entente backtest kr-us-sma\n  entente backtest kr-us-sma --model bootstrap --horizon 3",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Dossier = args[0]
			var done func()
			r.Progress, done = a.progress("origins", -1)
			out, err := a.bench.Backtest(cmd.Context(), r)
			done()
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printBacktest(out)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Model, "model", "ar1", "the `MODEL` that is fitted: "+strings.Join(workbench.Models(), ", "))
	f.IntVar(&r.Horizon, "horizon", 5, "how many `YEARS` ahead")
	f.IntVar(&r.Paths, "paths", 20_000, "how many futures for each origin: `N`")
	f.Uint64Var(&r.Seed, "seed", 1, "the `SEED` of the draws")
	return cmd
}

func (a *app) printBacktest(out *workbench.BacktestResult) error {
	look := a.look()
	t := &report.Table{Title: fmt.Sprintf("%s: model %s, fitted at each origin, up to %d years ahead", out.Dossier, out.Model, out.Horizon), Columns: []report.Column{
		{Name: "class"},
		{Name: "n", Right: true},
		{Name: "origins", Right: true},
		{Name: "CRPS", Right: true},
		{Name: "in 50%", Right: true},
		{Name: "in 80%", Right: true},
		{Name: "in 90%", Right: true},
		{Name: "by fifths", Right: true},
		{Name: "against"},
		{Name: "its CRPS", Right: true},
		{Name: "difference", Right: true},
		{Name: "90% interval", Right: true},
	}}
	for _, c := range out.Classes {
		number := func(v float64) string {
			if c.Class == "index" {
				return strconv.FormatFloat(v, 'f', 3, 64)
			}
			return strconv.FormatFloat(v/1e9, 'f', 2, 64) + " bn"
		}
		for i, n := range c.Naive {
			head := []string{"", "", "", "", "", "", "", ""}
			if i == 0 {
				head = []string{
					c.Class, strconv.Itoa(c.Number), strconv.Itoa(c.Origins), number(c.CRPS),
					report.Chance(c.Coverage50), report.Chance(c.Coverage80), report.Chance(c.Coverage90), strings.Trim(fmt.Sprint(c.PIT), "[]"),
				}
			}
			t.Add(append(head, n.Rule, number(n.CRPS), number(n.Difference), number(n.Low)+" to "+number(n.High))...)
		}
		for _, m := range c.Misses {
			t.Notes = append(t.Notes, fmt.Sprintf("missed (%s): %s from %d, %d years ahead: %s came, median %s", m.Class, m.What, m.Origin, m.Horizon, number(m.Came), number(m.Median)))
		}
	}
	for _, l := range out.LeftOut {
		t.Notes = append(t.Notes, "no forecast from "+l)
	}
	return t.Write(a.stdout, look.Format)
}
