package report

import (
	"fmt"
	"strconv"

	"entente/chart"
	"entente/money"
	"entente/schedule"
)

// Bars draws the lines of a schedule: a bar a year, coloured by agreement, each
// a link to its figure below the given address. The figure only, where it is
// named, stands out.
func Bars(title, below, only string, lines []schedule.Line, currency money.Currency, look Look) chart.Bars {
	c := chart.Bars{Title: title, Up: string(currency) + ", billions", Description: "One bar a year; the table has the same figures."}
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
