package schedule_test

import (
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// chain is an agreement from 2001 on: a first sum, then a year for each rate.
// Rates are read from a series with the lag, so that fit has what to vary.
type chain struct {
	first  int64
	rates  []string
	step   string // "" is none
	mode   decimal.Mode
	exact  bool
	lag    int
	cap    string
	paidIn money.Currency
}

const firstYear = 2001

// failer is a test or a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// input returns what a schedule computes the chain from.
func (c chain) input(tb failer) schedule.Input {
	tb.Helper()
	if c.paidIn == "" {
		c.paidIn = "KRW"
	}
	index := &series.Series{ID: "index", Kind: series.Growth, Unit: "percent", Decimals: 1, Frequency: "year", File: "series/index.csv"}
	for i, r := range c.rates {
		index.Observations = append(index.Observations, series.Observation{
			Period: period.Year(firstYear + 1 + i - c.lag), Value: decimal.MustParse(r), Published: period.Day{Year: firstYear + 1 + i - c.lag, Month: 12, Day: 31}, Status: series.Final,
		})
	}
	last := firstYear + len(c.rates)
	a := &agreement.Agreement{
		ID: "deal", Parties: []string{"payer", "payee"},
		Term:     period.Span{From: period.Day{Year: firstYear, Month: 1, Day: 1}, To: period.Day{Year: last, Month: 12, Day: 31}},
		Rounding: agreement.Rounding{Mode: c.mode, Exact: c.exact},
		Amounts:  []agreement.Amount{{Years: period.Years{From: firstYear, To: firstYear}, Term: agreement.Fixed{Sums: []money.Amount{money.Of(c.first, c.paidIn)}}}},
	}
	if c.step != "" {
		a.Rounding.Steps = []money.Amount{{Currency: c.paidIn, Value: decimal.MustParse(c.step).Fraction()}}
	}
	rate := agreement.Index{Series: "index", Lag: c.lag}
	if c.cap != "" {
		rate.Adjust.Cap = &agreement.Bound{On: agreement.StepBound, Rate: decimal.MustParse(c.cap)}
	}
	if len(c.rates) > 0 {
		a.Amounts = append(a.Amounts, agreement.Amount{Years: period.Years{From: firstYear + 1, To: last}, Term: agreement.Escalate{By: rate}})
	}
	return schedule.Input{Currency: c.paidIn, Years: a.Years(), Agreements: []*agreement.Agreement{a}, Series: []*series.Series{index}}
}

// schedule evaluates the chain.
func (c chain) schedule(tb failer) *schedule.Schedule {
	tb.Helper()
	plan, found := schedule.Compile(c.input(tb), schedule.Options{})
	if len(found) > 0 {
		tb.Fatalf("Compile: %v", found)
	}
	return plan.Evaluate(schedule.World{})
}

// amount returns the figure of a year.
func amount(tb failer, s *schedule.Schedule, year int) decimal.Fraction {
	tb.Helper()
	f, ok := s.Plan.Find("deal/" + strconv.Itoa(year))
	if !ok {
		tb.Fatalf("no figure for %d", year)
	}
	a, v := s.Amount(f)
	if !v.Known() {
		tb.Fatalf("%d is unknown: %v", year, v.Reasons)
	}
	return a.Value
}
