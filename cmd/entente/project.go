package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/report/draws"
	"entente/workbench"
)

func (a *app) projectCommand() *cobra.Command {
	var r workbench.ProjectRequest
	var draws, svg, tornado string
	cmd := &cobra.Command{
		Use:   "project DOSSIER",
		Short: "What is paid when nobody knows inflation, budgets or exchange rates",
		Long: `What is paid when nobody knows inflation, budgets or exchange rates.

Draws futures of every series that ends too early, as the assumptions of the dossier say, and runs the
agreement over each: lags, caps and yearly rounding included. The result is spread: for each year and for
the total, what 5, 25, 50, 75 and 95 of a hundred futures do not exceed.

With --points sobol the draws are evenly spread points instead of random ones; they come in sets of a
power of two, so that --paths is rounded up, and what the sets differ by is the error.

The same seed gives the same bytes, on any number of cores. --assume SERIES=VALUE takes the place of a
series' assumptions; --known leaves out what was published later, and draws it instead.`,
		Example: "  entente project kr-us-sma --from 2026 --to 2035 --extend sma-12 --paths 1000000 --seed 7\n  entente project kr-us-sma --from 2026 --to 2030 --known 2024-10-04 --exceeds \"8tn KRW\"\n  entente project kr-us-sma --from 2026 --to 2030 --prices kr.cpi=2026 --discount 3% --svg fan.svg\n  entente project kr-us-sma --agreement sma-11 --extend sma-11 --from 2026 --to 2030 --compare kr-us-sma/sma-12",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Dossier, r.Keep = args[0], draws != ""
			if draws != "" && filepath.Ext(draws) != ".csv" && filepath.Ext(draws) != ".parquet" {
				return usage(fmt.Errorf("--draws %s: a file that ends in .csv or .parquet", draws))
			}
			r.Sensitivity = r.Sensitivity || tornado != ""
			var done func()
			futures, err := r.Futures()
			if err != nil {
				return err
			}
			r.Progress, done = a.progress("futures", futures)
			out, err := a.bench.Project(cmd.Context(), r)
			done()
			if err != nil {
				return err
			}
			if err := a.writeProjectFiles(cmd.Context(), out, draws, svg, tornado); err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printProject(out)
		},
	}
	projectFlags(cmd, &r)
	f := cmd.Flags()
	f.StringArrayVar(&r.Exceeds, "exceeds", nil, "how likely the total is above this `AMOUNT`, such as \"18tn KRW\" (repeatable)")
	f.StringVar(&r.Discount, "discount", "", "the present value of the years at this `RATE`, such as 3%")
	f.StringVar(&r.Prices, "prices", "", "every year at constant prices: `SERIES=YEAR`, such as kr.cpi=2026")
	f.StringVar(&r.ShareOf, "share-of", "", "every year in percent of a series, and how likely it is above a limit: `SERIES[=PERCENT]`")
	f.BoolVar(&r.Sensitivity, "sensitivity", false, "which series the spread of the total comes from: Sobol indices, and the total where each is low and high")
	f.StringVar(&r.Compare, "compare", "", "what a change makes of the total in the same futures, or what another pays there: a `FILE`, a what-if of the dossier, PATH=VALUE, DOSSIER or DOSSIER/AGREEMENT")
	f.StringVar(&r.Solve, "solve", "", "the largest sum of this `FIGURE` with which the total stays under --under")
	f.StringVar(&r.Under, "under", "", "the `AMOUNT` that the total may not exceed, for --solve")
	f.StringVar(&r.With, "with", "90%", "in how many of the futures, for --solve: `PERCENT`")
	f.StringVar(&r.Points, "points", "random", "where the draws lie: `KIND` random, or sobol: evenly spread, with far less error from as many futures")
	f.IntVar(&r.Replicates, "replicates", 0, "with --points sobol: `N` sets scrambled independently, whose differences are the error (16)")
	f.StringVar(&draws, "draws", "", "write every future to a `FILE` (.csv or .parquet)")
	f.StringVar(&svg, "svg", "", "write the fan to a `FILE` as a chart whose marks link to the figures")
	f.StringVar(&tornado, "tornado", "", "write what each series does to the total to a `FILE` as a chart (as --sensitivity)")
	return cmd
}

// projectFlags adds the flags that every question about futures takes.
func projectFlags(cmd *cobra.Command, r *workbench.ProjectRequest) {
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	f := cmd.Flags()
	f.StringVar(&r.Agreement, "agreement", "", "only this `AGREEMENT`")
	f.IntVar(&r.From, "from", 0, "first `YEAR`")
	f.IntVar(&r.To, "to", 0, "last `YEAR`")
	f.IntVar(&r.Paths, "paths", 10_000, "how many futures to draw: `N`")
	f.Uint64Var(&r.Seed, "seed", 1, "the `SEED` of the draws: the same one gives the same bytes")
}

func (a *app) writeProjectFiles(ctx context.Context, out *workbench.ProjectResult, table, svg, tornado string) error {
	if table != "" {
		d := draws.Table(out.Draws)
		write := d.CSV
		if filepath.Ext(table) == ".parquet" {
			write = d.Parquet
		}
		if err := writeFile(ctx, table, write); err != nil {
			return err
		}
	}
	if svg != "" {
		if err := writeFile(ctx, svg, func(w io.Writer) error { return out.Chart(a.lang).Draw(w) }); err != nil {
			return err
		}
	}
	if tornado == "" {
		return nil
	}
	return writeFile(ctx, tornado, func(w io.Writer) error { return out.Tornado(a.lang).Draw(w) })
}

func (a *app) printProject(out *workbench.ProjectResult) error {
	look := a.look()
	look.Units = out.Units
	title := fmt.Sprintf("%s, %s futures, seed %d", out.Title.In(a.lang), strconv.Itoa(out.Paths), out.Seed)
	if out.KnownAt != nil {
		title += ", as known on " + out.KnownAt.String()
	}
	years := make([]report.FanRow, len(out.Years))
	for i, y := range out.Years {
		years[i] = fanRow(y.Year, y.Statistics)
		if y.Agreement != nil {
			years[i].Agreement = *y.Agreement
		}
		if len(y.Reasons) > 0 {
			years[i].Why = y.Reasons[0]
		}
		if p, has := out.CapBinds[strconv.Itoa(y.Year)]; has {
			years[i].Binds = &p
		}
	}
	t := report.Fan(title, years, fanRow(0, out.Total.Statistics), out.Currency, look)
	t.Notes = projectNotes(out, look)
	if err := t.Write(a.stdout, look.Format); err != nil || len(out.Sensitivity) == 0 || look.Format == report.CSV {
		return err // CSV is one table: the years
	}
	fmt.Fprintln(a.stdout)
	rows := make([]report.SwingRow, len(out.Sensitivity))
	for i, l := range out.Sensitivity {
		rows[i] = report.SwingRow{
			Series: l.Series, First: l.First, FirstError: l.FirstError, Total: l.Total, TotalError: l.TotalError, Low: l.Low, LowError: l.LowError, High: l.High, HighError: l.HighError,
		}
	}
	return report.Tornado(rows, out.Total.Mean, out.Currency, look).Write(a.stdout, look.Format)
}

func fanRow(year int, s *workbench.Statistics) report.FanRow {
	if s == nil {
		return report.FanRow{Year: year}
	}
	q := s.Quantiles
	return report.FanRow{Year: year, Known: true, P05: q.P05, P25: q.P25, P50: q.P50, P75: q.P75, P95: q.P95, Mean: s.Mean, SD: s.SD, Error: s.MCError}
}

func projectNotes(out *workbench.ProjectResult, look report.Look) []string {
	notes := []string{}
	if out.Replicates > 0 {
		notes = append(notes, fmt.Sprintf("errors: from %d sets of %d Sobol points, each scrambled by itself", out.Replicates, out.Paths/out.Replicates))
	}
	notes = append(notes, errorNote(out, look),
		fmt.Sprintf("a twentieth of the futures costs %s or more in all; on average %s ± %s", look.Rough(out.Total.Quantiles.P95, out.Currency), look.Rough(out.Total.Shortfall.Value, out.Currency), look.Rough(out.Total.Shortfall.MCError, out.Currency)),
	)
	for _, e := range out.Total.Exceeds {
		notes = append(notes, fmt.Sprintf("the total is above %s with %s (± %s)", look.Rough(e.Amount, out.Currency), report.Chance(e.Probability), report.Chance(e.MCError)))
	}
	if p := out.PresentValue; p != nil {
		notes = append(notes, fmt.Sprintf("present value in %d at %s%%: %s ± %s (%s to %s)", p.Base, p.Rate, look.Rough(p.Mean, out.Currency), look.Rough(p.MCError, out.Currency), look.Rough(p.Quantiles.P05, out.Currency), look.Rough(p.Quantiles.P95, out.Currency)))
	}
	if p := out.ConstantPrices; p != nil {
		notes = append(notes, fmt.Sprintf("the total at prices of %d (%s): %s ± %s (%s to %s)", p.Base, p.Series, look.Rough(p.Total.Mean, out.Currency), look.Rough(p.Total.MCError, out.Currency), look.Rough(p.Total.Quantiles.P05, out.Currency), look.Rough(p.Total.Quantiles.P95, out.Currency)))
	}
	if s := out.ShareOf; s != nil {
		for _, y := range s.Years {
			line := fmt.Sprintf("%d in percent of %s: %.4f ± %.4f (%.4f to %.4f)", y.Year, s.Series, y.Mean, y.MCError, y.Quantiles.P05, y.Quantiles.P95)
			if y.Probability != nil {
				line += fmt.Sprintf("; above %g%% with %s (± %s)", *s.Above, report.Chance(y.Probability.Value), report.Chance(y.Probability.MCError))
			}
			notes = append(notes, line)
		}
	}
	if d := out.Compare; d != nil {
		what := "with " + d.WhatIf + " the total changes by"
		if d.With != "" {
			what = "the total of " + d.With + " differs by"
		}
		notes = append(notes, fmt.Sprintf("%s %s ± %s (%s to %s); it is dearer with %s (± %s)", what, look.Rough(d.Difference.Mean, out.Currency), look.Rough(d.Difference.MCError, out.Currency), look.Rough(d.Difference.Quantiles.P05, out.Currency), look.Rough(d.Difference.Quantiles.P95, out.Currency), report.Chance(d.Dearer.Value), report.Chance(d.Dearer.MCError)))
	}
	if s := out.Solve; s != nil {
		notes = append(notes, solveNote(s, out, look))
	}
	for _, l := range out.Assumptions {
		note := fmt.Sprintf("%s %d–%d: %s (%s)", l.Series, l.From, l.To, l.Model, strings.Join(l.Source, ", "))
		if l.Note != "" {
			note += ", " + l.Note
		}
		notes = append(notes, note)
	}
	for _, s := range out.Assume {
		notes = append(notes, "assumed: "+s)
	}
	for _, s := range out.Set {
		notes = append(notes, "set: "+s)
	}
	if out.Extend != "" {
		notes = append(notes, "assumed: "+out.Extend+" is prolonged past its term")
	}
	if out.FX != "" {
		notes = append(notes, fmt.Sprintf("converted into %s by %s", out.Currency, out.FX))
	}
	for _, d := range out.Found {
		notes = append(notes, fmt.Sprintf("%s: %s", d.Severity, d.Message))
	}
	return notes
}

// errorNote says how far the quantiles and the chances of a cap may be off.
func errorNote(out *workbench.ProjectResult, look report.Look) string {
	var years, binds float64
	for _, y := range out.Years {
		if y.Statistics != nil {
			e := y.Errors
			years = max(years, e.P05, e.P25, e.P50, e.P75, e.P95)
		}
	}
	for _, e := range out.CapErrors {
		binds = max(binds, e)
	}
	rough := func(v float64) string { return look.Rough(v, out.Currency) }
	e := out.Total.Errors
	note := fmt.Sprintf("quantiles of the total: ± %s, %s, %s, %s and %s; those of the years ± %s at most", rough(e.P05), rough(e.P25), rough(e.P50), rough(e.P75), rough(e.P95), rough(years))
	if binds > 0 {
		note += fmt.Sprintf("; that a cap binds ± %s at most", report.Chance(binds))
	}
	return note
}

func solveNote(s *workbench.SolvedFirst, out *workbench.ProjectResult, look report.Look) string {
	limit := look.Rough(s.Under, out.Currency)
	if s.Amount == nil {
		return fmt.Sprintf("no sum of %s keeps the total under %s with %s", s.Figure, limit, report.Chance(s.With))
	}
	return fmt.Sprintf("%s may be %s at most: the total then stays under %s with %s (± %s), with one step more only with %s",
		s.Figure, report.Full(s.Amount, out.Currency, look), limit, report.Chance(s.Probability), report.Chance(s.MCError), report.Chance(s.Next))
}
