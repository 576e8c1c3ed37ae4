package verification

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// A trap is a number that another engine gets wrong.
type upratingTrap struct {
	ID     string   `json:"id"`
	What   string   `json:"what"`
	Base   number   `json:"base"`
	Growth []number `json:"growth_pct"`
	Exact  number   `json:"exact"`
	Source string   `json:"source"`
}

// runUpratingTraps computes sums without any rounding, by rates in the text
// and by a formula that reads its own year before.
func runUpratingTraps(f *file, traps []upratingTrap) ([]Case, error) {
	var exact number
	checked, err := f.read("exact_check", &exact)
	if err != nil {
		return nil, err
	}
	var cases []Case
	numbers := slices.IndexFunc(traps, func(t upratingTrap) bool { return t.Base != "" })
	for i, t := range traps {
		t.ID = nth(t.ID, "trap", i)
		formula := t.Base == ""
		if formula && numbers < 0 {
			return nil, fmt.Errorf("%w: %s: no trap of the file holds numbers to compute", ErrShape, t.ID)
		}
		of := t
		if formula {
			of = traps[numbers] // told in words: it is shown on the numbers of the other
		}
		got, err := of.unrounded(formula)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.ID, err)
		}
		c := Case{ID: t.ID, Expected: string(of.Exact), Got: got, Tolerance: "0", Source: cmp.Or(t.Source, f.cited()), Note: t.What}
		switch {
		case formula && checked:
			c.Expected = string(exact)
		case checked && !exact.fraction().Equal(t.Exact.fraction()):
			c.Note = strings.TrimPrefix(c.Note+fmt.Sprintf("; the file contradicts itself: its exact_check is %s", exact.fraction()), "; ")
		}
		cases = append(cases, c)
	}
	if !checked || numbers < 0 {
		return cases, nil
	}
	got, err := traps[numbers].unrounded(false)
	if err != nil {
		return nil, err
	}
	return append(cases, Case{ID: "exact_check", Expected: string(exact), Got: got, Tolerance: "0", Source: f.cited(), Note: "the same number as a fraction"}), nil
}

func (t upratingTrap) unrounded(formula bool) (string, error) {
	if t.Exact == "" || len(t.Growth) == 0 || len(t.Growth) > maxYears {
		return "", fmt.Errorf("%w: base, growth_pct and exact are due, for at most %d years", ErrShape, maxYears)
	}
	growth := map[int]decimal.Decimal{}
	a := &agreement.Agreement{ID: "sum", Amounts: []agreement.Amount{begins(firstYear, plain(t.Base.fraction()))}}
	for i, n := range t.Growth {
		d, err := n.decimal()
		if err != nil {
			return "", err
		}
		growth[firstYear+1+i] = d
		if !formula {
			a.Amounts = append(a.Amounts, grows(one(firstYear+1+i), agreement.FixedRate{Percent: d}))
		}
	}
	last := firstYear + len(t.Growth)
	var all []*series.Series
	if formula {
		const text = `previous * (1 + series("growth", 0) / 100)`
		expr, err := agreement.ParseFormula(text, nil)
		if err != nil {
			return "", err
		}
		a.Amounts = append(a.Amounts, agreement.Amount{Years: period.Years{From: firstYear + 1, To: last}, Term: agreement.Formula{Text: text, Expr: expr}})
		all = []*series.Series{observed("growth", series.Growth, growth)}
	}
	plan, err := compile(noCurrency, all, a)
	if err != nil {
		return "", err
	}
	return amountOf(plan.Evaluate(schedule.World{}), ref(last, a.ID)), nil
}
