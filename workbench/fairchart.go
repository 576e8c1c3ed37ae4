package workbench

import (
	"fmt"
	"strings"

	"entente/chart"
)

// Chart returns the cost bases side by side, with the sums as lines across.
func (r *FairResult) Chart(lang string) chart.Bars {
	c := chart.Bars{Title: r.Title.In(lang), Up: "bn " + string(r.Currency), Every: 1}
	var said []string
	for i, s := range r.Sums {
		amount := s.Amount.Float64() / 1e9
		c.Limits = append(c.Limits, chart.Limit{
			At: amount, Label: s.ID, Early: i%2 == 1, Href: "/" + r.Dossier + "/fair/" + r.Negotiation + "#" + s.ID, Title: fmt.Sprintf("%s: %.1f bn %s", s.Title.In(lang), amount, r.Currency),
		})
		said = append(said, fmt.Sprintf("%s %.1f", s.ID, amount))
	}
	for i, b := range r.Bases {
		amount := b.Amount.Float64() / 1e9
		words := []string{fmt.Sprintf("%s: %s, %.1f bn %s", b.Title.In(lang), b.AsPut, amount, r.Currency)}
		for _, s := range r.Sums {
			words = append(words, s.ID+" is "+s.Shares[i]+"%")
		}
		look := chart.Strong
		for _, y := range r.Yields {
			if y.Base == b.ID && y.Meets {
				look = chart.First
				words = append(words, fmt.Sprintf("%s of it gives the sum demanded within %s%%", y.Factor, strings.TrimPrefix(y.Off, "-")))
			}
		}
		c.Bars = append(c.Bars, chart.Bar{Label: b.ID, Value: &amount, Look: look, Title: strings.Join(words, "; "), Href: "/" + r.Dossier + "/fair/" + r.Negotiation + "#base-" + b.ID})
	}
	c.Description = fmt.Sprintf("Cost bases in bn %s, each with what the sums are of it; dashed lines are the sums: %s. A base in the warm colour gives the sum demanded, taken whole, halved or with half as much again.", r.Currency, strings.Join(said, ", "))
	return c
}
