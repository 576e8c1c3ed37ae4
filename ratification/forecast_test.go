package ratification_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"entente/period"
	"entente/ratification"
)

func date(t *testing.T, s string) period.Date {
	t.Helper()
	d, err := period.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func day(t *testing.T, s string) period.Day { t.Helper(); return date(t, s).Last() }

func ledger(t *testing.T) []ratification.Forecast {
	t.Helper()
	return []ratification.Forecast{
		{Question: "rain", Probability: 0.9, Owner: "b", On: date(t, "2024-01"), Outcome: ratification.Yes, Resolved: date(t, "2024-03-01")},
		{Question: "rain", Probability: 0.6, Owner: "a", On: date(t, "2024-01-01"), Outcome: ratification.Yes, Resolved: date(t, "2024-03-01")},
		{Question: "rain", Probability: 0.7, Owner: "a", On: date(t, "2024-02-01"), Outcome: ratification.Yes, Resolved: date(t, "2024-03-01")},
		{Question: "snow", Probability: 0.5, Owner: "a", On: date(t, "2024-02-01"), Outcome: ratification.No, Resolved: date(t, "2024-02-02")},
		{Question: "hail", Probability: 0.1, Owner: "a", On: date(t, "2024-02-01"), Outcome: ratification.Void, Resolved: date(t, "2024-02-02")},
	}
}

// What was said later, and how it came out later, is not known yet.
func TestAsOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		day  string
		want []float64
	}{{"2023-12-31", nil}, {"2024-01-30", []float64{0.6}}, {"2024-01-31", []float64{0.6, 0.9}}, {"2024-02-01", []float64{0.7, 0.9}}} {
		var got []float64
		for _, f := range ratification.AsOf(ledger(t), "rain", day(t, c.day)) {
			got = append(got, f.Probability)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("AsOf(%s) mismatch (-want +got):\n%s", c.day, diff)
		}
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	got := ratification.Score(ledger(t), day(t, "2024-03-01"))
	want := []ratification.Tally{
		{Owner: "a", Given: 4, Decided: 3, Brier: (0.16 + 0.09 + 0.25) / 3, Log: -(math.Log(0.6) + math.Log(0.7) + math.Log(0.5)) / 3},
		{Owner: "b", Given: 1, Decided: 1, Brier: 0.01, Log: -math.Log(0.9)},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Errorf("Score mismatch (-want +got):\n%s", diff)
	}
	early := ratification.Score(ledger(t), day(t, "2024-02-02"))
	if early[0].Decided != 1 || early[1].Decided != 0 || !math.IsNaN(early[1].Brier) {
		t.Errorf("before the outcome of rain: %+v", early)
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	for _, r := range []ratification.Result{ratification.No, ratification.Yes, ratification.Void} {
		if got := ratification.ParseResult(r.String()); got != r {
			t.Errorf("ParseResult(%s) = %s", r, got)
		}
	}
	if got := ratification.ParseResult("perhaps"); got != ratification.Open {
		t.Errorf("ParseResult(perhaps) = %s", got)
	}
}

// Both scores are proper: the probability one believes in scores best.
func TestScoresAreProper(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, q := rapid.Float64Range(0.01, 0.99).Draw(t, "believed"), rapid.Float64Range(0.01, 0.99).Draw(t, "said")
		expected := func(score func(float64, bool) float64, said float64) float64 {
			return p*score(said, true) + (1-p)*score(said, false)
		}
		for name, score := range map[string]func(float64, bool) float64{"Brier": ratification.Brier, "log": ratification.LogScore} {
			if expected(score, q) < expected(score, p)-1e-12 {
				t.Fatalf("%s: believing %g it pays to say %g", name, p, q)
			}
		}
	})
}

func TestPool(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ps := rapid.SliceOfN(rapid.Float64Range(0.001, 0.999), 1, 8).Draw(t, "ps")
		a := rapid.Float64Range(1, 3).Draw(t, "a")
		got, err := ratification.Pool(ps, a)
		if err != nil {
			t.Fatal(err)
		}
		against := make([]float64, len(ps))
		for i, p := range ps {
			against[i] = 1 - p
		}
		mirror, err := ratification.Pool(against, a)
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range [][2]float64{{got.Mean, mirror.Mean}, {got.LogOdds, mirror.LogOdds}, {got.Extremised, mirror.Extremised}} {
			if math.Abs(pair[0]+pair[1]-1) > 1e-9 {
				t.Fatalf("a question and its opposite: %+v and %+v", got, mirror)
			}
		}
		if (got.Mean-0.5)*(got.Extremised-got.Mean) < -1e-12 {
			t.Fatalf("extremising pulled %g to %g", got.Mean, got.Extremised)
		}
	})
	if _, err := ratification.Pool([]float64{0.5, 1.2}, 1); !errors.Is(err, ratification.ErrProbability) {
		t.Errorf("Pool of 1.2: %v", err)
	}
	if got, err := ratification.Pool([]float64{0, 1}, 1); err != nil || got.Mean != 0.5 {
		t.Errorf("Pool of 0 and 1 = %+v, %v", got, err)
	}
}
