package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) compareCommand() *cobra.Command {
	var r workbench.CompareRequest
	cmd := &cobra.Command{
		Use:   "compare DOSSIER[/AGREEMENT] DOSSIER[/AGREEMENT]…",
		Short: "Several deals in one currency, at constant prices, per head or as a share of GDP",
		Long: `Several deals in one currency, at constant prices, per head or as a share of GDP.

A deal is a dossier, or one agreement of it. Deals in different currencies need --currency and a named
conversion (--fx); rates come from the series of each dossier.

  --prices YEAR  restates amounts at the prices of a year by the dossier's series with purpose prices, in the
                 currency of the dossier; a conversion then uses the rate of that year
  --per troops   divides by the dossier's series with purpose troops; a dossier with several: name one
  --per gdp      the share of GDP in percent, by the series with purpose gdp in the same currency

Where the deals share no year, the first years of their terms stand beside each other. What is unknown stays
unknown and is named.`,
		Example: "  entente compare kr-us-sma/sma-8 kr-us-sma/sma-9 kr-us-sma/sma-11 --prices 2020\n  entente compare kr-us-sma jp-us-sma --currency USD --fx month:2022-01 --from 2022 --to 2026\n  entente compare kr-us-sma --per us.troops_in_korea --from 2010\n  entente compare kr-us-sma/sma-9 kr-us-sma/sma-11 --per gdp",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Deals = args
			out, err := a.bench.Compare(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printCompared(out)
		},
	}
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	f := cmd.Flags()
	f.IntVar(&r.From, "from", 0, "first `YEAR`")
	f.IntVar(&r.To, "to", 0, "last `YEAR`")
	f.IntVar(&r.Prices, "prices", 0, "show amounts at the prices of this `YEAR`")
	f.StringVar(&r.PricesBy, "prices-by", "", "restate by this price `SERIES`")
	f.StringVar(&r.Per, "per", "", "divide by `WHAT`: troops, gdp, or a series")
	return cmd
}

func (a *app) printCompared(out *workbench.CompareResult) error {
	look := a.look()
	title := "in " + out.Unit
	if out.Prices != nil {
		title += " at the prices of " + strconv.Itoa(*out.Prices)
	}
	first := "year"
	if out.Aligned == "term" {
		first = "year of the term"
	}
	t := &report.Table{Title: title, Columns: []report.Column{{Name: first}}}
	for _, d := range out.Deals {
		t.Columns = append(t.Columns, report.Column{Name: d.Deal, Right: true})
	}
	for _, row := range out.Rows {
		cells := []string{strconv.Itoa(row.Year)}
		for _, c := range row.Cells {
			cells = append(cells, report.Compared(c.Value, c.Year != nil, out.Unit, look))
		}
		t.Add(cells...)
	}
	totals, means := []string{"total"}, []string{"mean of a year"}
	for _, d := range out.Deals {
		totals = append(totals, report.Compared(d.Total, false, out.Unit, look))
		means = append(means, report.Compared(d.Mean, false, out.Unit, look))
		t.Notes = append(t.Notes, comparedNotes(d)...)
	}
	if out.Per == "" {
		t.Add(totals...)
	}
	t.Add(means...)
	return t.Write(a.stdout, look.Format)
}

// comparedNotes says what a column rests on, and why years are unknown: years
// with the same reason together.
func comparedNotes(d workbench.ComparedDeal) []string {
	var notes []string
	if d.Conversion != "" {
		notes = append(notes, fmt.Sprintf("%s: %s converted by %s", d.Deal, d.Currency, d.Conversion))
	}
	if len(d.Measures) > 0 {
		notes = append(notes, d.Deal+": by "+strings.Join(d.Measures, ", "))
	}
	for i := 0; i < len(d.Unknown); {
		j := i
		for j+1 < len(d.Unknown) && d.Unknown[j+1].Why == d.Unknown[i].Why && d.Unknown[j+1].Year == d.Unknown[j].Year+1 {
			j++
		}
		years := strconv.Itoa(d.Unknown[i].Year)
		if j > i {
			years += "–" + strconv.Itoa(d.Unknown[j].Year)
		}
		notes = append(notes, fmt.Sprintf("%s: %s unknown: %s", d.Deal, years, d.Unknown[i].Why))
		i = j + 1
	}
	return notes
}
