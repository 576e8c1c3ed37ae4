package projection_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

func dec(s string) decimal.Decimal { return decimal.MustParse(s) }

// growth is a growth series with one observation, 2020, and a model.
func growth(id string, decimals int, m series.Model) *series.Series {
	return &series.Series{
		ID: id, Kind: series.Growth, Unit: "percent", Decimals: decimals, Frequency: "year",
		Observations: []series.Observation{{Period: period.Year(2020), Value: dec("2.0"), Published: period.Day{Year: 2020, Month: 12, Day: 31}}},
		Assumption:   &series.Assumption{Model: m},
	}
}

// setting is an agreement that pays 100 in 2021 and then grows by a rate.
type setting struct {
	series  []*series.Series
	rate    agreement.Rate
	amount  agreement.Amount
	to      int
	step    string // "": amounts are not rounded
	request projection.Request
}

func (s setting) input() schedule.Input {
	grown := s.amount
	grown.Years, grown.Term = period.Years{From: 2022, To: s.to}, agreement.Escalate{By: s.rate}
	a := &agreement.Agreement{
		ID: "pact", Parties: []string{"a", "b"}, Term: period.Span{From: period.Day{Year: 2021, Month: 1, Day: 1}, To: period.Day{Year: s.to, Month: 12, Day: 31}},
		Amounts: []agreement.Amount{
			{Years: period.Years{From: 2021, To: 2021}, Term: agreement.Fixed{Sums: []money.Amount{{Currency: "EUR", Value: decimal.Whole(100_000)}}}},
			grown,
		},
	}
	if s.step != "" {
		a.Rounding.Steps = []money.Amount{{Currency: "EUR", Value: dec(s.step).Fraction()}}
	}
	return schedule.Input{Currency: "EUR", Years: period.Years{From: 2021, To: s.to}, Agreements: []*agreement.Agreement{a}, Series: s.series}
}

func (s setting) prepare(tb testing.TB) *projection.Projection {
	tb.Helper()
	plan, found := schedule.Compile(s.input(), schedule.Options{})
	if errs := found.Errors(); len(errs) > 0 {
		tb.Fatal(errs)
	}
	r := s.request
	r.Currency = "EUR"
	if r.Selection.Years == (period.Years{}) {
		r.Selection.Years = period.Years{From: 2021, To: s.to}
	}
	p, found, err := projection.Prepare(plan, r)
	if err != nil {
		tb.Fatal(err, found)
	}
	return p
}

func (s setting) run(tb testing.TB, paths int, keep bool) *projection.Result {
	tb.Helper()
	r, err := s.prepare(tb).Run(context.Background(), projection.Options{Paths: paths, Keep: keep})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func index(id string) agreement.Rate { return agreement.Index{Series: id, Lag: 1} }

// digest stands for every byte of a result.
func digest(r *projection.Result) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%+v", *r)))
}
