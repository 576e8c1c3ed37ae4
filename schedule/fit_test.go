package schedule_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

// publish asserts what the chain pays from its second year on.
func publish(tb failer, c chain) schedule.Input {
	tb.Helper()
	s := c.schedule(tb)
	in := c.input(tb)
	a := in.Agreements[0]
	for year := firstYear + 1; year <= a.Years().To; year++ {
		a.Published = append(a.Published, agreement.Published{Years: period.Years{From: year, To: year}, Amount: money.Amount{Currency: in.Currency, Value: amount(tb, s, year)}})
	}
	return in
}

// TestFitFindsTheConvention: whatever convention made the figures, the class
// that holds it reproduces them all.
func TestFitFindsTheConvention(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := chain{
			first: rapid.Int64Range(1000, 20000).Draw(t, "first"), step: "1", lag: 2, exact: rapid.Bool().Draw(t, "exact"),
			mode: decimal.Mode(rapid.IntRange(0, len(decimal.Modes())-1).Draw(t, "mode")),
		}
		for range rapid.IntRange(2, 5).Draw(t, "years") {
			c.rates = append(c.rates, decimal.New(rapid.Int64Range(-20, 90).Draw(t, "rate"), -1).String())
		}
		in := publish(t, c)
		in.Agreements[0].Rounding.Mode, in.Agreements[0].Rounding.Exact = decimal.HalfUp, false // the text hides it
		fit, err := schedule.FitConventions(in, schedule.World{}, schedule.FitScope{})
		if err != nil {
			t.Fatal(err)
		}
		members := 0
		found := false
		for i, class := range fit.Classes {
			members += len(class.Members)
			if class.Reproduced != class.Of && class.FirstBreak == nil || class.Reproduced == class.Of && class.FirstBreak != nil {
				t.Fatalf("class %d reproduces %d of %d, first break %v", i, class.Reproduced, class.Of, class.FirstBreak)
			}
			if i > 0 && class.Reproduced > fit.Classes[i-1].Reproduced {
				t.Fatalf("class %d is better than the one before", i)
			}
			found = found || class.Reproduced == class.Of && slices.ContainsFunc(class.Members, func(m schedule.Convention) bool {
				return m.Lag == schedule.AsWritten && m.Mode == c.mode.String() && m.Round == "year" && (m.Carry == "exact") == c.exact
			})
		}
		if !found {
			t.Fatalf("the convention that made the figures is not among those that fit")
		}
		if members != fit.Tried {
			t.Fatalf("%d conventions tried, %d in classes", fit.Tried, members)
		}
	})
}

// TestFitSums: a published sum of years is rounded once where amounts are
// rounded at the end, and year by year otherwise.
func TestFitSums(t *testing.T) {
	t.Parallel()
	// The exact years are 1007.012 and 1011.040: 1008 + 1012 where each is rounded up, 2019 where their sum is.
	in := chain{first: 1003, rates: []string{"0.4", "0.4"}, step: "1", lag: 1}.input(t)
	in.Agreements[0].Published = []agreement.Published{{Years: period.Years{From: 2002, To: 2003}, Amount: money.Of(2019, "KRW")}}
	fit, err := schedule.FitConventions(in, schedule.World{}, schedule.FitScope{Agreements: []string{"deal"}})
	if err != nil {
		t.Fatal(err)
	}
	var up []string
	for _, class := range fit.Fits() {
		for _, m := range class.Members {
			if m.Lag == schedule.AsWritten && m.Mode == "up" {
				up = append(up, m.Round+"/"+m.Carry)
			}
		}
	}
	if diff := cmp.Diff([]string{"end/exact"}, up); diff != "" {
		t.Errorf("rounding up that gives 2019 (-want +got)\n%s", diff)
	}
}

func TestFitRefuses(t *testing.T) {
	t.Parallel()
	in := publish(t, chain{first: 1000, rates: []string{"1.5", "2.5"}, step: "1", lag: 1})
	for _, tt := range []struct {
		name  string
		scope schedule.FitScope
		want  error
	}{
		{"no such agreement", schedule.FitScope{Agreements: []string{"other"}}, schedule.ErrFigure},
		{"no such figure", schedule.FitScope{Without: []string{"deal/1999"}}, schedule.ErrFigure},
		{"nothing left", schedule.FitScope{Without: []string{"deal/2002", "deal/2003"}}, schedule.ErrNoEvidence},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := schedule.FitConventions(in, schedule.World{}, tt.scope); !errors.Is(err, tt.want) {
				t.Errorf("FitConventions: %v, want %v", err, tt.want)
			}
		})
	}
}

// TestFitTextsThatDoBoth: where one year adds its rates and another compounds
// them, the texts as they stand are a convention of their own.
func TestFitTextsThatDoBoth(t *testing.T) {
	t.Parallel()
	c := chain{first: 1000, rates: []string{"5", "5"}, step: "1", lag: 1}
	in := c.input(t)
	a := in.Agreements[0]
	two := []agreement.Rate{agreement.Index{Series: "index", Lag: 1}, agreement.FixedRate{Percent: decimal.MustParse("10")}}
	a.Amounts = append(a.Amounts[:1],
		agreement.Amount{Years: period.Years{From: 2002, To: 2002}, Term: agreement.Escalate{By: agreement.SumRate{Rates: two}}},
		agreement.Amount{Years: period.Years{From: 2003, To: 2003}, Term: agreement.Escalate{By: agreement.CompoundRate{Rates: two}}},
	)
	a.Published = []agreement.Published{ // 1000 × 1.15, then × 1.05 × 1.1 = 1328.25
		{Years: period.Years{From: 2002, To: 2002}, Amount: money.Of(1150, "KRW")}, {Years: period.Years{From: 2003, To: 2003}, Amount: money.Of(1328, "KRW")},
	}
	fit, err := schedule.FitConventions(in, schedule.World{}, schedule.FitScope{})
	if err != nil {
		t.Fatal(err)
	}
	if len(fit.Fits()) == 0 || !fit.Fits()[0].AsWritten {
		t.Fatalf("the texts as they stand do not fit: %+v", fit.Classes[0])
	}
	for _, class := range fit.Fits() {
		for _, m := range class.Members {
			if m.Rates != schedule.AsWritten {
				t.Errorf("%v fits, too", m)
			}
		}
	}
}
