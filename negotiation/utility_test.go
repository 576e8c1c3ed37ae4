package negotiation_test

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"entente/negotiation"
)

// TestSpread compares the closed form for ranges of weights with the corners
// of the set of admissible weights.
func TestSpread(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "issues")
		r := negotiation.Ranged{}
		var v []float64
		low, high := 0.0, 0.0
		for range n {
			a, b := rapid.Float64Range(0, 1.0/float64(n)).Draw(t, "low"), rapid.Float64Range(0, 1).Draw(t, "room")
			r.Weights = append(r.Weights, negotiation.Range{Low: a, High: a + b})
			low, high = low+a, high+a+b
			v = append(v, rapid.Float64Range(-1, 1).Draw(t, "value"))
		}
		if high < 1 {
			t.Skip("weights cannot sum to 1")
		}
		// a corner has all weights but one at an end of their ranges
		least, most := math.Inf(1), math.Inf(-1)
		for free := range n {
			for ends := range 1 << n {
				sum, u, rest := 0.0, 0.0, 1.0
				for k := range n {
					if k == free {
						continue
					}
					w := r.Weights[k].Low
					if ends>>k&1 == 1 {
						w = r.Weights[k].High
					}
					sum += w
					u += w * v[k]
				}
				if rest -= sum; rest < r.Weights[free].Low-1e-12 || rest > r.Weights[free].High+1e-12 {
					continue
				}
				u += rest * v[free]
				least, most = min(least, u), max(most, u)
			}
		}
		got := r.Spread(v)
		if math.Abs(got.Low-least) > 1e-9 || math.Abs(got.High-most) > 1e-9 {
			t.Fatalf("%v, corners give %v to %v", got, least, most)
		}
		sum := 0.0
		for range n {
			r.Values = append(r.Values, []float64{1})
		}
		for _, term := range r.Central().Terms {
			sum += term.Weight
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("central weights sum to %v", sum)
		}
	})
}

// anyBoxes draws a sum of hyper-rectangles over a space of whole numbers.
func anyBoxes(space negotiation.Space) *rapid.Generator[negotiation.Rectangles] {
	return rapid.Custom(func(t *rapid.T) negotiation.Rectangles {
		u := negotiation.Rectangles{Divisor: 50, Ceiling: 1, Bias: rapid.Float64Range(-1, 1).Draw(t, "bias")}
		for range rapid.IntRange(0, 8).Draw(t, "boxes") {
			r := negotiation.Rectangle{Utility: rapid.Float64Range(-20, 40).Draw(t, "utility"), Weight: 1}
			for range rapid.IntRange(0, 3).Draw(t, "spans") {
				k := rapid.IntRange(0, len(space.Issues)-1).Draw(t, "issue")
				n := space.Issues[k].Values.Size()
				s := negotiation.Span{Issue: k, From: rapid.IntRange(0, n-1).Draw(t, "from")}
				s.To = rapid.IntRange(s.From, n-1).Draw(t, "to")
				if rapid.Bool().Draw(t, "outside") {
					r.Outside = append(r.Outside, s)
				} else {
					r.Inside = append(r.Inside, s)
				}
			}
			u.Rectangles = append(u.Rectangles, r)
		}
		return u
	})
}

// TestAtMost checks that no completion of a half-settled outcome beats its
// bound, and that a settled outcome reaches it.
func TestAtMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var s negotiation.Space
		for k := range 3 {
			s.Issues = append(s.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{From: 0, To: int64(rapid.IntRange(0, 4).Draw(t, "size"))}})
		}
		a := negotiation.Additive{Bias: 0.25}
		for _, issue := range s.Issues {
			a.Terms = append(a.Terms, negotiation.Term{Weight: rapid.Float64Range(-1, 1).Draw(t, "weight"), Values: rapid.SliceOfN(rapid.Float64Range(-1, 1), issue.Values.Size(), issue.Values.Size()).Draw(t, "values")})
		}
		for _, u := range []negotiation.Bounded{a, anyBoxes(s).Draw(t, "boxes")} {
			n, _ := s.Count()
			for i := range n {
				o := s.At(i)
				for settled := range 4 {
					if bound := u.AtMost(o, settled); u.Of(o) > bound+1e-9 {
						t.Fatalf("%v is worth %v, bound %v after %d issues", o, u.Of(o), bound, settled)
					}
				}
				if math.Abs(u.AtMost(o, 3)-u.Of(o)) > 1e-9 {
					t.Fatalf("%v is worth %v, bound %v", o, u.Of(o), u.AtMost(o, 3))
				}
			}
		}
	})
}

func TestTime(t *testing.T) {
	t.Parallel()
	u := negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: []float64{0.2, 0.8}}}}
	p := negotiation.Profile{Utility: negotiation.Discounted{Utility: u, Factor: 0.25}, Reservation: negotiation.AtValue(0.4)}
	o := negotiation.Outcome{1}
	if d := p.Utility.(negotiation.Timed); d.Of(o) != 0.8 || d.At(o, 0.5) != 0.4 || p.ReservedAt(0.5) != 0.2 || p.Discount() != 0.25 {
		t.Error(d.At(o, 0.5), p.ReservedAt(0.5))
	}
	late := negotiation.Delayed{Utility: u, Cost: 0.5}
	if got := late.At(o, 1); math.Abs(got-0.3) > 1e-15 || late.Of(o) != 0.8 {
		t.Error(got)
	}
	if _, ok := negotiation.Still(negotiation.Delayed{Utility: p.Utility}).(negotiation.Additive); !ok {
		t.Error("time is not peeled off")
	}
	byExample := negotiation.Profile{Utility: u, Reservation: negotiation.AtOutcome{1}}
	if byExample.Reserved() != 0.8 || !math.IsInf(negotiation.Profile{Utility: u}.Reserved(), -1) {
		t.Error("reservation")
	}
}

func TestConstraints(t *testing.T) {
	t.Parallel()
	u := negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: []float64{0, 1, 2}}, {Weight: 1, Values: []float64{0, 1}}}}
	space := negotiation.Space{Issues: []negotiation.Issue{{Name: "a", Values: negotiation.Integer{To: 2}}, {Name: "b", Values: negotiation.Integer{To: 1}}}}
	for name, c := range map[string]struct {
		c    negotiation.Constraint
		want int
	}{
		"forbid":   {negotiation.Forbid{{Issue: 0, From: 1, To: 2}, {Issue: 1, From: 1, To: 1}}, 4},
		"require":  {negotiation.Require{{Issue: 0, From: 1, To: 2}, {Issue: 1, From: 1, To: 1}}, 2},
		"at least": {negotiation.AtLeast{Utility: u, Floor: 2}, 3},
		"where":    {negotiation.Where(func(o negotiation.Outcome) bool { return o[0] == o[1] }), 2},
	} {
		space.Constraints = []negotiation.Constraint{c.c}
		got := 0
		for i := range int64(6) {
			if space.Allows(space.At(i)) {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s allows %d, want %d", name, got, c.want)
		}
	}
}
