package settlement_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"entente/settlement"
)

// Exchanging the sides exchanges the answers, and the division is what both
// equations ask for.
func TestOffersAreSymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := settlement.Offers{D1: rapid.Float64Range(0, 0.999).Draw(t, "d1"), D2: rapid.Float64Range(0, 0.999).Draw(t, "d2"), W1: rapid.Float64Range(0, 1).Draw(t, "w1")}
		o.W2 = rapid.Float64Range(0, 1-o.W1).Draw(t, "w2")
		a, err := o.Solve()
		if err != nil {
			t.Fatal(err)
		}
		b, err := settlement.Offers{D1: o.D2, D2: o.D1, W1: o.W2, W2: o.W1}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(a.Proposer1-(1-b.Proposer2)) > 1e-9 || math.Abs(a.Proposer2-(1-b.Proposer1)) > 1e-9 {
			t.Fatalf("%+v, exchanged %+v", a, b)
		}
		x, y := a.Proposer1, a.Proposer2
		if math.Abs(x-(1-max(o.D2*(1-y), o.W2))) > 1e-9 || math.Abs(y-max(o.D1*x, o.W1)) > 1e-9 {
			t.Fatalf("%+v: x = %g, y = %g solve neither equation", o, x, y)
		}
		if x < y-1e-12 {
			t.Fatalf("%+v: to propose is worth %g, to be asked %g", o, x, y)
		}
	})
}

// An outside option matters only above what bargaining gives; an inside option
// always does.
func TestOptionsAreKeptApart(t *testing.T) {
	t.Parallel()
	free, err := settlement.Offers{D1: 0.9, D2: 0.9}.Solve()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w2    float64
		binds bool
	}{{0.4, false}, {0.47, false}, {0.48, true}, {0.6, true}} {
		got, err := settlement.Offers{D1: 0.9, D2: 0.9, W2: c.w2}.Solve()
		if err != nil || got.Binds2 != c.binds || (got.Proposer1 != free.Proposer1) != c.binds {
			t.Errorf("outside option of %g: %+v, %v; it should bind: %t", c.w2, got, err, c.binds)
		}
	}
	for _, d2 := range []float64{0.1, 0.4} {
		if x, err := settlement.SplitDifference(0, d2, 0.5); err != nil || math.Abs(x-(1-d2)/2) > 1e-15 {
			t.Errorf("inside option of %g: %g, %v", d2, x, err)
		}
	}
	if _, err := settlement.SplitDifference(0.7, 0.4, 0.5); !errors.Is(err, settlement.ErrNoDeal) {
		t.Errorf("disagreement worth more than the pie: %v", err)
	}
}

// With a far deadline the first share nears that of bargaining without end, and
// a pie that shrinks by the discount factor is the same game.
func TestDeadline(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.Float64Range(0.1, 0.95).Draw(t, "d")
		shares, err := settlement.Deadline(801, d, d)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(shares[0]-1/(1+d)) > 1e-9 {
			t.Fatalf("801 rounds: %g, without end %g", shares[0], 1/(1+d))
		}
		pies := make([]float64, 12)
		for i := range pies {
			pies[i] = math.Pow(d, float64(i))
		}
		short, err := settlement.Deadline(12, d, d)
		if err != nil {
			t.Fatal(err)
		}
		same, err := settlement.ShrinkingPie(pies)
		if err != nil || math.Abs(short[0]-same[0]) > 1e-9 {
			t.Fatalf("%g and %g, %v", short[0], same[0], err)
		}
	})
	// two discount factors: three rounds, side 1 first and last
	got, err := settlement.Deadline(3, 0.8, 0.5)
	if err != nil || math.Abs(got[0]-(1-0.5*(1-0.8))) > 1e-15 {
		t.Errorf("three rounds: %v, %v", got, err)
	}
}

func TestOptimism(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name               string
		one, two, discount float64
		wait               bool
	}{
		{"both expect the half", 0.5, 0.5, 0.99, false},
		{"both expect to win", 0.7, 0.6, 0.9, true},
		{"both expect to win, waiting is dear", 0.7, 0.6, 0.7, false},
		{"both expect to lose", 0.3, 0.4, 1, false},
	} {
		got, err := settlement.Optimism{Expect1: c.one, Expect2: c.two, Discount: c.discount}.Test()
		if err != nil || got.Wait != c.wait {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // Yildiz: p1 + p2 = 1 + y, wait iff y > (1 − d)/d
		y, d := rapid.Float64Range(0, 1).Draw(t, "y"), rapid.Float64Range(0.01, 1).Draw(t, "d")
		got, err := settlement.Optimism{Expect1: 1, Expect2: y, Discount: d}.Test()
		if err != nil || math.Abs(y-(1-d)/d) > 1e-9 && got.Wait != (y > (1-d)/d) {
			t.Fatalf("y = %g, d = %g: %+v, %v", y, d, got, err)
		}
	})
}

func TestPostures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.Float64Range(0.01, 0.99)
		p := settlement.Postures{
			Demand1: rapid.Float64Range(0.55, 0.95).Draw(t, "a1"), Demand2: rapid.Float64Range(0.55, 0.95).Draw(t, "a2"),
			Rate1: unit.Draw(t, "r1"), Rate2: unit.Draw(t, "r2"), Obstinate1: unit.Draw(t, "z1"), Obstinate2: unit.Draw(t, "z2"),
		}
		s, err := p.Solve()
		if err != nil {
			t.Fatal(err)
		}
		other, err := settlement.Postures{
			Demand1: p.Demand2, Demand2: p.Demand1, Rate1: p.Rate2, Rate2: p.Rate1, Obstinate1: p.Obstinate2, Obstinate2: p.Obstinate1,
		}.Solve()
		if err != nil || s.AtOnce1 != other.AtOnce2 || s.Concede2 != other.Concede1 {
			t.Fatalf("%+v, exchanged %+v, %v", s, other, err)
		}
		if s.AtOnce1 < 0 || s.AtOnce2 < 0 || s.AtOnce1 > 1 || s.AtOnce2 > 1 || s.AtOnce1 > 0 && s.AtOnce2 > 0 {
			t.Fatalf("at most one gives in at once: %+v", s)
		}
		// at the end both have given in unless they are obstinate
		one, two := s.GivenIn(s.End)
		if math.Abs(one-(1-p.Obstinate1)) > 1e-9 || math.Abs(two-(1-p.Obstinate2)) > 1e-9 {
			t.Fatalf("at the end %g and %g have given in, obstinate are %g and %g", one, two, p.Obstinate1, p.Obstinate2)
		}
		need, _, err := p.Believed()
		if err != nil || (need > p.Obstinate1+1e-9) != (s.AtOnce1 > 1e-9) && math.Abs(need-p.Obstinate1) > 1e-6 {
			t.Fatalf("side 1 needs to be believed with %g, is with %g, gives in at once with %g", need, p.Obstinate1, s.AtOnce1)
		}
	})
}

// A war of attrition between unequals: who has less to gain holds out longer.
func TestAttrition(t *testing.T) {
	t.Parallel()
	got, err := settlement.Attrition{Prize1: 10, Prize2: 5, Cost1: 1, Cost2: 1}.Solve()
	if err != nil || got.Hazard1 != 0.2 || got.Hazard2 != 0.1 {
		t.Errorf("%+v, %v", got, err)
	}
	if p := settlement.Lasts(0.1, -3); p != 1 {
		t.Errorf("before it begins: %g", p)
	}
}
