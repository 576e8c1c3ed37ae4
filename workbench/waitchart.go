package workbench

import (
	"fmt"
	"math"

	"entente/chart"
	"entente/decimal"
	"entente/money"
)

// cash prints a sum of a model, in whole currency units.
func (r *WaitResult) cash(v float64) string {
	if math.IsNaN(v) || math.Abs(v) > 1e18 {
		return "no sum"
	}
	return money.Short(money.Amount{Currency: r.Currency, Value: decimal.Whole(int64(math.Round(v)))})
}

// Chart returns what the models say, one row each: to the right of the line
// they say settle, to the left wait. Every row has its own scale, since the
// models measure different things.
func (r *WaitResult) Chart(lang string) chart.Spans {
	c := chart.Spans{
		Title: r.Title.In(lang),
		Description: fmt.Sprintf("Settle before %s or wait, seen by %s on %s: each model by itself, with the range when one input after the other is moved to the end of its range. Right of the line: settle; left: wait.",
			r.Event.On, r.Names.In(r.For, lang), r.On),
		Across: chart.Axis{Label: "wait  ←  0  →  settle; each model on a scale of its own", Low: -1.05, High: 1.05}, Bare: true,
	}
	for _, m := range r.Models {
		show := func(v float64) string { return fmt.Sprintf("%.3f", v) }
		if m.Money {
			show = r.cash
		}
		row := chart.Span{
			Label: m.Model + " (" + m.Paper + "): " + m.Verdict, Text: fmt.Sprintf("%s (%s to %s)", show(m.Value.Likely), show(m.Value.Low), show(m.Value.High)),
			Href: "/" + r.Dossier + "/wait/" + r.Negotiation + "#" + m.Model, Title: m.Measure + ": " + show(m.Value.Likely) + "; reverses " + m.Reverses, Look: chart.Third,
		}
		switch m.Verdict {
		case "settle":
			row.Look = chart.Second
		case "wait":
			row.Look = chart.First
		}
		if scale := max(math.Abs(m.Value.Low), math.Abs(m.Value.High), math.Abs(m.Value.Likely)); scale > 0 && !math.IsInf(scale, 0) {
			row.Low, row.Likely, row.High = m.Value.Low/scale, m.Value.Likely/scale, m.Value.High/scale
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}
