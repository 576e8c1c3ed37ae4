package schedule

import (
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
)

// Diff is what separates two agreements: their terms first, then their money.
type Diff struct {
	Terms  []TermDiff `json:"terms"`
	Years  []YearDiff `json:"years"`
	Totals DiffTotals `json:"totals"`
}

// TermDiff is a term that differs.
type TermDiff struct {
	Term string `json:"term"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// YearDiff compares the n-th years of two terms, or the same calendar year
// where the terms share it.
type YearDiff struct {
	Year       int               `json:"year"`
	YearB      int               `json:"year_b"`
	A          *decimal.Fraction `json:"a"`
	B          *decimal.Fraction `json:"b"`
	Difference *decimal.Fraction `json:"difference"`
	OutsideA   bool              `json:"outside_a,omitempty"` // the term of A does not reach this year
	OutsideB   bool              `json:"outside_b,omitempty"`
}

// DiffTotals are the sums of the known years, and the difference over the years
// known in both.
type DiffTotals struct {
	Currency   money.Currency   `json:"currency"`
	A          Total            `json:"a"`
	B          Total            `json:"b"`
	Difference decimal.Fraction `json:"difference"` // B − A over the years known in both
	YearsBoth  int              `json:"years_both"`
}

// Compare sets two agreements side by side. Both schedules may come from the
// same plan or from different dossiers with one currency.
func Compare(a, b *Schedule, idA, idB string, show func(money.Amount) string) (Diff, error) {
	agrA, err := a.find(idA)
	if err != nil {
		return Diff{}, err
	}
	agrB, err := b.find(idB)
	if err != nil {
		return Diff{}, err
	}
	d := Diff{Terms: termDiffs(agrA, agrB, show)}
	linesA, linesB := a.Lines(Selection{idA, agrA.Years()}), b.Lines(Selection{idB, agrB.Years()})
	shift := 0
	if agrA.Years().Intersect(agrB.Years()).Len() == 0 {
		shift = agrB.Years().From - agrA.Years().From
	}
	first := min(agrA.Years().From, agrB.Years().From-shift)
	last := max(agrA.Years().To, agrB.Years().To-shift)
	for y := first; y <= last; y++ {
		row := YearDiff{Year: y, YearB: y + shift, A: amountIn(linesA, y), B: amountIn(linesB, y+shift)}
		row.OutsideA, row.OutsideB = !agrA.Years().Contains(y), !agrB.Years().Contains(y+shift)
		if row.A != nil && row.B != nil {
			diff := row.B.Sub(*row.A)
			row.Difference = &diff
			d.Totals.Difference = d.Totals.Difference.Add(diff)
			d.Totals.YearsBoth++
		}
		d.Years = append(d.Years, row)
	}
	d.Totals.Currency = a.currency()
	d.Totals.A, d.Totals.B = TotalOf(linesA, a.currency()), TotalOf(linesB, b.currency())
	return d, nil
}

func (s *Schedule) find(id string) (*agreement.Agreement, error) {
	for _, a := range s.Plan.input.Agreements {
		if a.ID == id {
			return a, nil
		}
	}
	var names []string
	for _, a := range s.Plan.input.Agreements {
		names = append(names, a.ID)
	}
	return nil, fmt.Errorf("%w: there is no agreement %.60q: %s", ErrFigure, id, nearest.Hint(id, names))
}

func amountIn(lines []Line, year int) *decimal.Fraction {
	for _, l := range lines {
		if l.Year == year {
			return l.Amount
		}
	}
	return nil
}

// termDiffs lists the terms that differ, in the order a negotiator reads them.
func termDiffs(a, b *agreement.Agreement, show func(money.Amount) string) []TermDiff {
	out := []TermDiff{}
	for _, t := range []struct {
		name string
		of   func(*agreement.Agreement) string
	}{
		{"term", func(x *agreement.Agreement) string { return years(x.Term.Years()) }},
		{"first year", func(x *agreement.Agreement) string { return firstYear(x, show) }},
		{"later years", func(x *agreement.Agreement) string { return laterYears(x, show) }},
		{"currency", currencies},
		{"conversion", conversions},
		{"rounding", func(x *agreement.Agreement) string { return rounding(x, show) }},
		{"categories", categories},
		{"carry-over", carryOverWords},
		{"one-off money", func(x *agreement.Agreement) string { return additions(x, show) }},
		{"sunset", sunset},
		{"reopener", reopener},
	} {
		if x, y := t.of(a), t.of(b); x != y {
			out = append(out, TermDiff{t.name, x, y})
		}
	}
	return out
}

func years(y period.Years) string { return y.String() }

func firstYear(a *agreement.Agreement, show func(money.Amount) string) string {
	if len(a.Amounts) == 0 {
		return "–"
	}
	return a.Amounts[0].Words(show)
}

func laterYears(a *agreement.Agreement, show func(money.Amount) string) string {
	var rules []string
	for i := range a.Amounts {
		m := &a.Amounts[i]
		if i == 0 && m.Years.Len() == 1 {
			continue
		}
		rules = append(rules, m.Years.String()+": "+m.Words(show))
	}
	if len(rules) == 0 {
		return "none"
	}
	return strings.Join(rules, "; ")
}

func currencies(a *agreement.Agreement) string {
	var all []string
	for _, m := range a.Amounts {
		if f, ok := m.Term.(agreement.Fixed); ok {
			for _, s := range f.Sums {
				if c := string(s.Currency); !strings.Contains(strings.Join(all, " "), c) {
					all = append(all, c)
				}
			}
		}
	}
	return strings.Join(all, " + ")
}

func conversions(a *agreement.Agreement) string {
	var all []string
	for _, c := range a.Conversions {
		text := c.Years.String() + ": "
		if c.Rate != nil {
			text += c.Rate.String() + " (" + c.Kind + ")"
		} else {
			text += c.Series
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

func rounding(a *agreement.Agreement, show func(money.Amount) string) string {
	var all []string
	for _, s := range a.Rounding.Steps {
		all = append(all, show(s))
	}
	carry := "rounded carried"
	if a.Rounding.Exact {
		carry = "exact carried"
	}
	return strings.Join(all, ", ") + ", " + a.Rounding.Mode.String() + ", " + carry
}

func categories(a *agreement.Agreement) string {
	var all []string
	for _, c := range a.Categories {
		text := c.Name
		if c.Form != "" {
			text += " " + strings.ReplaceAll(c.Form, "_", " ")
		}
		if c.Minimum != nil {
			text += " at least " + c.Minimum.String() + "%"
		}
		if c.Maximum != nil {
			text += " at most " + c.Maximum.String() + "%"
		}
		if c.Of != "" {
			text += " of " + c.Of
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

func carryOverWords(a *agreement.Agreement) string {
	if a.CarryOver == nil {
		return ""
	}
	return "unspent money up to " + a.CarryOver.Limit.String() + "%"
}

func additions(a *agreement.Agreement, show func(money.Amount) string) string {
	var all []string
	for _, x := range a.Additions {
		all = append(all, years(period.Years{From: x.Year, To: x.Year})+": "+show(x.Amount))
	}
	return strings.Join(all, "; ")
}

func sunset(a *agreement.Agreement) string {
	if a.Sunset == nil {
		return ""
	}
	return a.Sunset.On.String()
}

func reopener(a *agreement.Agreement) string {
	if a.Reopener == nil {
		return ""
	}
	text := a.Reopener.Series
	if a.Reopener.Above != nil {
		text += " above " + a.Reopener.Above.String() + "%"
	}
	if a.Reopener.Below != nil {
		text += " below " + a.Reopener.Below.String() + "%"
	}
	return text
}
