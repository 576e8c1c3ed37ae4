package analysis

import (
	"slices"

	"entente/negotiation"
)

// plan is how a search settles the issues: those first that matter most, and
// of values that nobody can tell apart only the first.
type plan struct {
	order  []int                 // issues of the space
	values [][]int               // positions to try, by place in the order
	reach  []negotiation.Bounded // the utilities with their issues in this order
	cost   float64               // of one bound, in steps
}

// newPlan makes a plan; false when some utility knows no bounds. A utility of
// another kind that knows its bounds keeps the issues in their own order.
func newPlan(s negotiation.Scenario) (plan, bool) {
	p := plan{cost: 1}
	fixed := false
	stake, cuts := make([]float64, len(s.Space.Issues)), make([][]int, len(s.Space.Issues))
	whole := len(s.Space.Constraints) > 0 // a constraint may tell all values apart
	for _, profile := range s.Profiles {
		switch u := negotiation.Still(profile.Utility).(type) {
		case negotiation.Additive:
			whole = true
			for k, t := range u.Terms {
				stake[k] += abs(t.Weight) * (slices.Max(t.Values) - slices.Min(t.Values))
			}
			p.cost += float64(len(u.Terms))
		case negotiation.Rectangles:
			for _, r := range u.Rectangles {
				for _, b := range slices.Concat(r.Inside, r.Outside) {
					stake[b.Issue] += abs(r.Utility * r.Weight / u.Divisor)
					cuts[b.Issue] = append(cuts[b.Issue], b.From, b.To+1)
					p.cost += 2
				}
			}
		default:
			b, ok := u.(negotiation.Bounded)
			if !ok {
				return p, false
			}
			fixed, whole = true, true
			p.cost += cost(negotiation.Scenario{Profiles: []negotiation.Profile{{Utility: b}}})
		}
	}
	for k := range s.Space.Issues {
		p.order = append(p.order, k)
	}
	slices.SortStableFunc(p.order, func(a, b int) int {
		switch {
		case fixed:
			return a - b
		case stake[a] > stake[b]:
			return -1
		case stake[a] < stake[b]:
			return 1
		}
		return 0
	})
	for _, k := range p.order {
		size := s.Space.Issues[k].Values.Size()
		values := []int{0}
		if whole {
			values = looked(size, size)
		}
		for _, c := range cuts[k] {
			if c > 0 && c < size {
				values = append(values, c)
			}
		}
		slices.Sort(values)
		p.values = append(p.values, slices.Compact(values))
	}
	for _, profile := range s.Profiles {
		p.reach = append(p.reach, p.reordered(negotiation.Still(profile.Utility)))
	}
	return p, true
}

// original puts an outcome back into the order of the space.
func (p plan) original(o negotiation.Outcome) negotiation.Outcome {
	out := make(negotiation.Outcome, len(o))
	for at, k := range p.order {
		out[k] = o[at]
	}
	return out
}

// reordered is a utility with its issues in the order of the plan.
func (p plan) reordered(u negotiation.Utility) negotiation.Bounded {
	switch u := u.(type) {
	case negotiation.Additive:
		out := ahead{bias: u.Bias, best: make([]float64, len(p.order)+1)}
		for _, k := range p.order {
			out.terms = append(out.terms, u.Terms[k])
		}
		for at := len(out.terms) - 1; at >= 0; at-- {
			t := out.terms[at]
			out.best[at] = out.best[at+1] + max(float64(t.Weight*slices.Max(t.Values)), float64(t.Weight*slices.Min(t.Values)))
		}
		return out
	case negotiation.Rectangles:
		place := make([]int, len(p.order))
		for at, k := range p.order {
			place[k] = at
		}
		move := func(spans []negotiation.Span) []negotiation.Span {
			out := slices.Clone(spans)
			for i := range out {
				out[i].Issue = place[out[i].Issue]
			}
			return out
		}
		out := u
		out.Rectangles = make([]negotiation.Rectangle, len(u.Rectangles))
		for i, r := range u.Rectangles {
			out.Rectangles[i] = negotiation.Rectangle{Inside: move(r.Inside), Outside: move(r.Outside), Utility: r.Utility, Weight: r.Weight}
		}
		return out
	}
	return u.(negotiation.Bounded) // newPlan made sure of it
}

// ahead is an additive utility that knows the best of what is open.
type ahead struct {
	bias  float64
	terms []negotiation.Term
	best  []float64 // best[k]: the most that issues k and after can add
}

// Of adds the terms.
func (a ahead) Of(o negotiation.Outcome) float64 { return a.AtMost(o, len(a.terms)) }

// AtMost adds what is settled and the best of what is open. Sums in another
// order differ in their last bits; the noise is added so that the bound holds.
func (a ahead) AtMost(o negotiation.Outcome, settled int) float64 {
	u := a.bias
	for k, t := range a.terms[:settled] {
		u += float64(t.Weight * t.Values[o[k]])
	}
	return u + a.best[settled] + negotiation.Noise
}

func abs(x float64) float64 { return max(x, -x) }
