package schedule_test

import (
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

func observations(kind series.Kind, unit string, values map[int]string) *series.Series {
	s := &series.Series{ID: "x", Kind: kind, Unit: unit, Decimals: -1, Frequency: "year"}
	for year, v := range values {
		s.Observations = append(s.Observations, series.Observation{Period: period.Year(year), Value: decimal.MustParse(v), Published: period.Day{Year: year, Month: 12, Day: 31}, Status: series.Final})
	}
	s.Sort()
	return s
}

func TestAtPrices(t *testing.T) {
	t.Parallel()
	s := chain{first: 100}.schedule(t)
	growth := observations(series.Growth, "percent", map[int]string{2002: "10", 2003: "-50", 2004: "25"})
	level := observations(series.Level, "index", map[int]string{2001: "80", 2003: "100"})
	for _, tt := range []struct {
		name     string
		series   *series.Series
		from, to int
		want     string // "" is unknown
	}{
		{"the same year", growth, 1990, 1990, "100"},
		{"forward", growth, 2001, 2003, "55"}, // 100 × 1.1 × 0.5
		{"back", growth, 2003, 2001, "2000/11"},
		{"one year", growth, 2003, 2004, "125"},
		{"a year between is missing", growth, 2000, 2003, ""},
		{"a level", level, 2001, 2003, "125"},
		{"a level back", level, 2003, 2001, "80"},
		{"no such level", level, 2002, 2003, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := s.AtPrices(decimal.Whole(100), tt.series, tt.from, tt.to)
			if got.Known() != (tt.want != "") || got.Known() && got.Value.String() != tt.want {
				t.Errorf("AtPrices: %s (%s), want %q", got.Value, got.Why, tt.want)
			}
		})
	}
}

// TestAtPricesThereAndBack: restating there and back gives the amount again.
func TestAtPricesThereAndBack(t *testing.T) {
	t.Parallel()
	s := chain{first: 100}.schedule(t)
	rapid.Check(t, func(t *rapid.T) {
		values := map[int]string{}
		for year := 2001; year <= 2010; year++ {
			values[year] = decimal.New(rapid.Int64Range(-300, 900).Draw(t, "growth"), -1).String()
		}
		x := observations(series.Growth, "percent", values)
		from, to := rapid.IntRange(2000, 2010).Draw(t, "from"), rapid.IntRange(2000, 2010).Draw(t, "to")
		amount := decimal.Whole(rapid.Int64Range(-1e12, 1e12).Draw(t, "amount"))
		there := s.AtPrices(amount, x, from, to)
		back := s.AtPrices(there.Value, x, to, from)
		if !there.Known() || !back.Known() || !back.Value.Equal(amount) {
			t.Fatalf("%s in %d is %s in %d, and that %s", amount, from, there.Value, to, back.Value)
		}
	})
}

func TestPerAndCurrency(t *testing.T) {
	t.Parallel()
	in := chain{first: 100}.input(t)
	in.Units = money.Standard()
	rate := observations(series.Rate, "KRW/USD", map[int]string{2001: "1300"})
	in.Series = append(in.Series, rate)
	plan, _ := schedule.Compile(in, schedule.Options{})
	s := plan.Evaluate(schedule.World{})
	troops := observations(series.Count, "persons", map[int]string{2001: "28500"})
	if got := s.Per(decimal.Whole(57_000), troops, 2001, decimal.Whole(1)); !got.Known() || got.Value.String() != "2" {
		t.Errorf("per head: %s %s", got.Value, got.Why)
	}
	if got := s.Per(decimal.Whole(57_000), troops, 2002, decimal.Whole(1)); got.Known() {
		t.Errorf("per head without troops: %s", got.Value)
	}
	gdp := observations(series.Amount, "tn KRW", map[int]string{2001: "2"})
	if got := s.Per(decimal.Whole(10_000_000_000), gdp, 2001, decimal.Whole(100)); !got.Known() || got.Value.String() != "0.5" {
		t.Errorf("percent of GDP: %s %s", got.Value, got.Why)
	}
	average, err := schedule.ParseFX("average")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		amount money.Amount
		to     money.Currency
		year   int
		want   string
	}{
		{money.Of(2600, "KRW"), "USD", 2001, "2"},
		{money.Of(2, "USD"), "KRW", 2001, "2600"},
		{money.Of(2, "USD"), "USD", 1999, "2"},
		{money.Of(2, "USD"), "KRW", 2002, ""},
		{money.Of(2, "EUR"), "KRW", 2001, ""},
	} {
		got := s.InCurrency(tt.amount, tt.to, average, tt.year)
		if got.Known() != (tt.want != "") || got.Known() && got.Value.String() != tt.want {
			t.Errorf("%s in %s, %d: %s (%s), want %q", tt.amount, tt.to, tt.year, got.Value, got.Why, tt.want)
		}
	}
}
