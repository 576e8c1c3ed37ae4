package ratification_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"entente/ratification"
)

func TestWinSets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		sets  []ratification.Interval
		want  ratification.Interval
		empty bool
	}{
		{"nobody to ask", nil, ratification.Everything(), false},
		{"one", []ratification.Interval{ratification.WinSet(7, 10)}, ratification.Interval{From: 4, To: 10}, false},
		{"two that meet", []ratification.Interval{ratification.WinSet(7, 10), ratification.WinSet(0, 5)}, ratification.Interval{From: 4, To: 5}, false},
		{"two that do not", []ratification.Interval{ratification.WinSet(9, 10), ratification.WinSet(0, 5)}, ratification.Interval{From: 8, To: 5}, true},
		{"the reversion is ideal", []ratification.Interval{ratification.WinSet(3, 3)}, ratification.Interval{From: 3, To: 3}, false},
	} {
		got := ratification.Intersect(c.sets...)
		if diff := cmp.Diff(c.want, got); diff != "" || got.Empty() != c.empty {
			t.Errorf("%s: empty %t, (-want +got):\n%s", c.name, got.Empty(), diff)
		}
	}
}

// Romer and Rosenthal 1978: with S < H < q the setter gets max(S, 2H − q).
func TestSetter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ setter, ratifier, reversion, want float64 }{{0, 7, 10, 4}, {5, 7, 10, 5}, {12, 7, 10, 10}, {0, -2, -3, -1}} {
		if got := ratification.Setter(c.setter, c.ratifier, c.reversion); got != c.want {
			t.Errorf("Setter(%g, %g, %g) = %g, want %g", c.setter, c.ratifier, c.reversion, got, c.want)
		}
	}
}

// A legislature that is a little hawkish helps the executive, one that is too
// hawkish hurts it, and one more so leaves no deal.
func TestSchelling(t *testing.T) {
	t.Parallel()
	table := ratification.Table{Foreign: 0, Executive: 4, Reversion: 10}
	got, err := table.Schelling([]float64{6, 6.5, 7, 8, 9, 10})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0, 0.212, 1.212, -2.788, -14.788, -34.788} {
		if math.Abs(got[i].Gain-want) > 1e-3 || got[i].NoDeal != (i == 5) {
			t.Errorf("legislature at %g: gain %g (no deal: %t), want %g", got[i].Legislature, got[i].Gain, got[i].NoDeal, want)
		}
	}
}

func TestTradeOff(t *testing.T) {
	t.Parallel()
	table := ratification.Table{Foreign: 0, Executive: 4, Reversion: 10}
	got, err := table.TradeOff([]ratification.Stand{{Legislature: 6, Probability: 0.5}, {Legislature: 7, Probability: 0.3}, {Legislature: 8, Probability: 0.2}})
	if err != nil {
		t.Fatal(err)
	}
	type pair struct{ X, Ratified float64 }
	var pairs []pair
	for _, c := range got {
		pairs = append(pairs, pair{c.X, c.Ratified})
	}
	want := []pair{{6, 1}, {4, 0.8}, {2.899, 0.5}}
	if diff := cmp.Diff(want, pairs, cmpopts.EquateApprox(0, 1e-3)); diff != "" {
		t.Errorf("TradeOff mismatch (-want +got):\n%s", diff)
	}
	if _, err := table.TradeOff([]ratification.Stand{{Legislature: 6, Probability: 0.5}}); !errors.Is(err, ratification.ErrProbability) {
		t.Errorf("chances that add to a half: %v", err)
	}
}

// Exchanging the sides exchanges the answers, and the deal is what both
// equations ask for.
func TestConstrainedIsSymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d1, d2 := rapid.Float64Range(0, 0.999).Draw(t, "d1"), rapid.Float64Range(0, 0.999).Draw(t, "d2")
		c1 := rapid.Float64Range(0, 1).Draw(t, "c1")
		c2 := rapid.Float64Range(0, 1-c1).Draw(t, "c2")
		a, err := ratification.Constrained(d1, d2, c1, c2)
		if err != nil {
			t.Fatal(err)
		}
		b, err := ratification.Constrained(d2, d1, c2, c1)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(a.Proposer1-(1-b.Proposer2)) > 1e-9 || math.Abs(a.Proposer2-(1-b.Proposer1)) > 1e-9 {
			t.Fatalf("%+v, exchanged %+v", a, b)
		}
		x, y := a.Proposer1, a.Proposer2
		if math.Abs(y-max(d1*x, c1)) > 1e-9 || math.Abs(x-min(1-d2*(1-y), 1-c2)) > 1e-9 {
			t.Fatalf("x = %g, y = %g solve neither equation", x, y)
		}
	})
	if _, err := ratification.Constrained(0.9, 0.9, 0.7, 0.4); !errors.Is(err, ratification.ErrNoDeal) {
		t.Errorf("ratifiers that want more than there is: %v", err)
	}
}
