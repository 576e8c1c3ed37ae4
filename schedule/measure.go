package schedule

import (
	"fmt"
	"slices"

	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/series"
)

// Measured is an amount put into another measure: at the prices of a year, in
// another currency, per head. What cannot be known says why.
type Measured struct {
	Value decimal.Fraction
	Why   string // not empty: unknown
}

// Known reports whether there is a number.
func (m Measured) Known() bool { return m.Why == "" }

// observed reads a series in the world of the schedule.
func (s *Schedule) observed(x *series.Series, p period.Period) Measured {
	v := s.observe(&Node{Kind: Observation, Series: x, Period: p})
	if !v.Known() {
		return Measured{Why: first(v.Reasons)}
	}
	return Measured{Value: v.Number}
}

// AtPrices restates an amount of one year at the prices of another. A growth
// series is chained from year to year; of a level the ratio counts. Every year
// between must be known.
func (s *Schedule) AtPrices(amount decimal.Fraction, x *series.Series, from, to int) Measured {
	if from == to {
		return Measured{Value: amount}
	}
	if x.Kind != series.Growth {
		then, now := s.observed(x, period.Year(from)), s.observed(x, period.Year(to))
		for _, m := range []Measured{then, now} {
			if !m.Known() {
				return m
			}
		}
		ratio, ok := now.Value.Quo(then.Value)
		if !ok {
			return Measured{Why: fmt.Sprintf("%s %d is zero", x.ID, from)}
		}
		return Measured{Value: amount.Mul(ratio)}
	}
	chain := decimal.Whole(1)
	for year := min(from, to) + 1; year <= max(from, to); year++ {
		g := s.observed(x, period.Year(year))
		if !g.Known() {
			return g
		}
		chain = chain.Mul(decimal.Whole(100).Add(g.Value)).Mul(hundredth)
	}
	if from < to {
		return Measured{Value: amount.Mul(chain)}
	}
	q, ok := amount.Quo(chain)
	if !ok {
		return Measured{Why: fmt.Sprintf("%s falls by 100 percent between %d and %d", x.ID, to, from)}
	}
	return Measured{Value: q}
}

// Per divides an amount by what a series counted in a year: troops, or a
// product in the same currency. factor is 100 for percent.
func (s *Schedule) Per(amount decimal.Fraction, x *series.Series, year int, factor decimal.Fraction) Measured {
	n := s.observed(x, period.Year(year))
	if !n.Known() {
		return n
	}
	if x.Kind == series.Amount {
		unit, err := s.Plan.input.Units.Parse("1 " + x.Unit)
		if err != nil {
			return Measured{Why: fmt.Sprintf("%s is counted in %s", x.ID, x.Unit)}
		}
		n.Value = n.Value.Mul(unit.Value)
	}
	q, ok := amount.Quo(n.Value)
	if !ok {
		return Measured{Why: fmt.Sprintf("%s %d is zero", x.ID, year)}
	}
	return Measured{Value: q.Mul(factor)}
}

// InCurrency converts an amount at the rate of one year, or of the month or day
// that fx names.
func (s *Schedule) InCurrency(amount money.Amount, to money.Currency, fx FX, year int) Measured {
	if amount.Currency == to {
		return Measured{Value: amount.Value}
	}
	frequency, p := "year", period.Year(year)
	switch fx.Kind {
	case "month":
		frequency, p = "month", fx.When
	case "spot":
		frequency, p = "day", fx.When
	}
	i := slices.IndexFunc(s.Plan.input.Series, func(x *series.Series) bool {
		return x.Kind == series.Rate && x.Frequency == frequency && (x.Unit == pairUnit(amount.Currency, to) || x.Unit == pairUnit(to, amount.Currency))
	})
	if i < 0 {
		return Measured{Why: fmt.Sprintf("the dossier has no %s rate between %s and %s", fx, amount.Currency, to)}
	}
	x := s.Plan.input.Series[i]
	rate := s.observed(x, p)
	if !rate.Known() {
		return rate
	}
	of, per, err := money.ParsePair(x.Unit)
	if err != nil {
		return Measured{Why: x.Unit + " is no pair of currencies"}
	}
	out, err := money.Rate{Value: rate.Value, Of: of, Per: per}.Convert(amount)
	if err != nil {
		return Measured{Why: err.Error()}
	}
	return Measured{Value: out.Value}
}
