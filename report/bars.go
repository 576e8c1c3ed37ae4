package report

import (
	"fmt"
	"strconv"

	"entente/chart"
	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// Bars draws the lines of a schedule: a bar a year, coloured by agreement, each
// a link to its figure below the given address. The figure only, where it is
// named, stands out.
func Bars(title, below, only string, lines []schedule.Line, currency money.Currency, look Look) chart.Bars {
	c := chart.Bars{Title: title, Up: Say(look.Language, "billions", currency), Description: Say(look.Language, "bars described")}
	looks := []chart.Look{chart.Strong, chart.Fifth, chart.Second, chart.Third, chart.Fourth}
	colour := map[string]int{}
	for _, l := range lines {
		b := chart.Bar{Label: strconv.Itoa(l.Year), Gap: l.Gap, Soft: l.Status != schedule.Agreed}
		if l.Period != nil {
			b.Label = l.Party
		}
		if l.Agreement != nil {
			if _, seen := colour[*l.Agreement]; !seen {
				colour[*l.Agreement] = len(colour)
			}
			b.Look = looks[colour[*l.Agreement]%len(looks)]
		}
		if l.Figure != nil {
			b.Href = below + "/" + *l.Figure
			if *l.Figure == only {
				b.Look = chart.First
			}
		}
		if l.Amount != nil {
			v := l.Amount.Float64() / 1e9 // for drawing
			b.Value = &v
		}
		b.Title = fmt.Sprintf("%s: %s", b.Label, Sum(l.Amount, l.Currency, look))
		c.Bars = append(c.Bars, b)
	}
	return c
}

// Pairs draws two agreements side by side: for each year of their terms a bar
// of the one and a bar of the other, each a link to its figure below the given
// address.
func Pairs(below, a, b string, d schedule.Diff, look Look) chart.Bars {
	c := chart.Bars{Title: a + " – " + b, Up: Say(look.Language, "billions", d.Totals.Currency), Description: Say(look.Language, "pairs described"), Every: 1}
	bar := func(of string, year int, v *decimal.Fraction, outside bool, colour chart.Look) {
		x := chart.Bar{Label: strconv.Itoa(year), Look: colour}
		if outside {
			x.Label = ""
			x.Value = new(float64)
			c.Bars = append(c.Bars, x)
			return
		}
		if v != nil {
			billions := v.Float64() / 1e9 // for drawing
			x.Value = &billions
		}
		x.Href = below + "/" + of + "/" + x.Label
		x.Title = fmt.Sprintf("%s %s: %s", of, x.Label, Sum(v, d.Totals.Currency, look))
		c.Bars = append(c.Bars, x)
	}
	for _, y := range d.Years {
		bar(a, y.Year, y.A, y.OutsideA, chart.Strong)
		bar(b, y.YearB, y.B, y.OutsideB, chart.Fifth)
	}
	return c
}
