package report

import (
	"slices"
	"strings"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
	"entente/schedule"
)

// Paying is what a brief says first: what is paid in a year, until when, and
// what the next year costs.
type Paying struct {
	Year      int
	Line      *schedule.Line // of the year; nil where there is none
	Agreement text.Text      // its title
	Expires   string         // a day; "" where the agreement has none
	Over      bool           // it lies behind
	Next      *schedule.Line // of the year after; nil where there is none
}

// Sentence says it.
func (p Paying) Sentence(look Look) string {
	language := look.Language
	var parts []string
	switch {
	case p.Line == nil:
		parts = append(parts, Say(language, "brief nothing", p.Year))
	case p.Line.Amount == nil:
		parts = append(parts, Say(language, "brief unknown", p.Year, p.Agreement.In(language), why(p.Line)))
	default:
		parts = append(parts, Say(language, "brief pays", p.Year, Sum(p.Line.Amount, p.Line.Currency, look), p.Agreement.In(language), Word(language, "status", p.Line.Status)))
	}
	switch {
	case p.Expires == "":
	case p.Over:
		parts = append(parts, Say(language, "brief expired", p.Expires))
	default:
		parts = append(parts, Say(language, "brief expires", p.Expires))
	}
	switch next := p.Year + 1; {
	case p.Next == nil || p.Next.Agreement == nil:
		parts = append(parts, Say(language, "brief next none", next))
	case p.Next.Amount == nil:
		parts = append(parts, Say(language, "brief next unknown", next, why(p.Next)))
	default:
		parts = append(parts, Say(language, "brief next", next, Sum(p.Next.Amount, p.Next.Currency, look), Word(language, "status", p.Next.Status)))
	}
	return strings.Join(parts, Say(language, "brief and")) + "."
}

// why is the first reason for which a line is not known.
func why(l *schedule.Line) string {
	if len(l.Reasons) == 0 {
		return "–"
	}
	return l.Reasons[0]
}

// Together says what parties that share a sum pay of it.
func Together(lines []schedule.Line, total schedule.Total, look Look) string {
	language := look.Language
	parties := map[string]bool{}
	for _, l := range lines {
		parties[l.Party] = true
	}
	return Say(language, "brief together", lineYear(lines[0]), len(parties), Sum(&total.Amount, total.Currency, look)) + "."
}

// Apart says what separates two agreements in the years known in both.
func Apart(a, b text.Text, d schedule.Diff, look Look) string {
	language := look.Language
	sumA, sumB, n := decimal.Fraction{}, decimal.Fraction{}, 0
	for _, y := range d.Years {
		if y.A != nil && y.B != nil {
			sumA, sumB, n = sumA.Add(*y.A), sumB.Add(*y.B), n+1
		}
	}
	if n == 0 {
		return Say(language, "brief never both") + "."
	}
	more, c := sumB.Sub(sumA), d.Totals.Currency
	return Say(language, "brief apart", n, a.In(language), Sum(&sumA, c, look), b.In(language), Sum(&sumB, c, look), plus(more, c, look)) + "."
}

func plus(v decimal.Fraction, c money.Currency, look Look) string {
	if v.Sign() > 0 {
		return "+" + Sum(&v, c, look)
	}
	return Sum(&v, c, look)
}

// Uncertain names what is not known, not verified or assumed: years with the
// same reason together.
func Uncertain(lines []schedule.Line, look Look) []string {
	language := look.Language
	var out []string
	var unverified, projected []int
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch l.Status {
		case schedule.Unknown:
			same := []int{l.Year}
			for i+1 < len(lines) && lines[i+1].Status == schedule.Unknown && slices.Equal(lines[i+1].Reasons, l.Reasons) {
				i++
				same = append(same, lines[i].Year)
			}
			out = append(out, Say(language, "brief years", years(same), strings.Join(l.Reasons, "; ")))
		case schedule.Projected:
			projected = append(projected, l.Year)
		case schedule.Agreed:
		}
		if l.Unverified && l.Period == nil {
			unverified = append(unverified, l.Year)
		}
	}
	if len(projected) > 0 {
		out = append(out, Say(language, "brief projected", years(projected)))
	}
	if len(unverified) > 0 {
		out = append(out, Say(language, "brief unverified", years(unverified)))
	}
	return out
}
