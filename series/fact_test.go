package series_test

import (
	"testing"

	"entente/decimal"
	"entente/period"
	"entente/series"
)

func day(t *testing.T, s string) period.Day {
	t.Helper()
	d, err := period.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func fact(t *testing.T, from, to, known string, value int64, status series.Status) series.Fact {
	t.Helper()
	return series.Fact{
		Valid:       period.Span{From: day(t, from), To: day(t, to)},
		Observation: series.Observation{Published: day(t, known), Value: decimal.FromInt(value), Status: status},
	}
}

func TestHolding(t *testing.T) {
	t.Parallel()
	facts := []series.Fact{
		fact(t, "2020-01-01", "2020-12-31", "2020-06-01", 1, series.Final),
		fact(t, "2020-03-01", "2021-12-31", "2020-06-01", 2, series.Final), // the same day: the later row counts
		fact(t, "2020-05-01", "2020-05-31", "2020-07-01", 0, series.Withdrawn),
		fact(t, "2020-05-10", "2020-05-10", "2020-08-01", 4, series.Final),
		fact(t, "2020-01-01", "2021-12-31", "2019-01-01", 5, series.Estimate), // an old row late in the file
	}
	for _, tt := range []struct {
		name, on, known string
		want            int64
		status          series.Status
		none            bool
	}{
		{name: "nothing was known", on: "2020-02-01", known: "2018-12-31", none: true},
		{name: "nothing covers the day", on: "2022-01-01", known: "2030-01-01", none: true},
		{name: "an early estimate", on: "2020-02-01", known: "2020-05-31", want: 5, status: series.Estimate},
		{name: "known on its first day", on: "2020-02-01", known: "2020-06-01", want: 1, status: series.Final},
		{name: "of one day, the later row", on: "2020-04-01", known: "2020-06-30", want: 2, status: series.Final},
		{name: "withdrawn", on: "2020-05-02", known: "2020-07-01", status: series.Withdrawn},
		{name: "not yet withdrawn", on: "2020-05-02", known: "2020-06-30", want: 2, status: series.Final},
		{name: "replaced after the withdrawal, on the one day it covers", on: "2020-05-10", known: "2020-08-01", want: 4, status: series.Final},
		{name: "both ends of a span count", on: "2021-12-31", known: "2020-06-01", want: 2, status: series.Final},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, ok := series.Holding(facts, day(t, tt.on), day(t, tt.known))
			if ok == tt.none {
				t.Fatalf("ok = %v", ok)
			}
			if got.Status != tt.status || !got.Value.Equal(decimal.FromInt(tt.want)) {
				t.Errorf("got %s (%s), want %d (%s)", got.Value, got.Status, tt.want, tt.status)
			}
		})
	}
	if got, _ := series.Holding(facts, day(t, "2020-05-10"), period.Day{}); !got.Value.Equal(decimal.FromInt(4)) {
		t.Errorf("without a day of knowledge: %s, want the last of all", got.Value)
	}
}

// TestWithdrawn takes a value back: from that day on the series has none, and
// does not fall back on what it said before.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	s := series.Series{Observations: []series.Observation{
		{Period: period.Year(2020), Published: day(t, "2021-01-10"), Value: decimal.FromInt(3), Status: series.Final},
		{Period: period.Year(2020), Published: day(t, "2021-02-10"), Status: series.Withdrawn},
		{Period: period.Year(2020), Published: day(t, "2021-03-10"), Value: decimal.FromInt(4), Status: series.Final},
	}}
	for known, want := range map[string]string{"2021-01-09": "none", "2021-01-10": "3", "2021-02-10": "none", "2021-03-09": "none", "2021-03-10": "4"} {
		got := "none"
		if o, ok := s.At(period.Year(2020), day(t, known)); ok {
			got = o.Value.String()
		}
		if got != want {
			t.Errorf("known on %s: %s, want %s", known, got, want)
		}
	}
}
