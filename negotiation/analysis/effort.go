package analysis

import "entente/negotiation"

// Bounds on effort, in elementary steps of about a nanosecond. A scenario may
// come from a stranger: it must not be able to keep a machine busy, so what is
// too much work to do whole is searched within these bounds.
const (
	listEffort  = 5e9 // valuing every outcome of a space
	climbEffort = 5e8 // looking for good outcomes to begin a search with
	nodeEffort  = 1e9 // half-settled outcomes of a search
	tradeEffort = 3e8 // pairs of values of pairs of issues
	mixEffort   = 5e8 // a lottery of more than two parties
)

// crowded is how many candidates may come together between two issues of a
// large additive space.
const crowded = 8_000_000

// cost is about how many steps it takes to value an outcome for everybody.
func cost(s negotiation.Scenario) float64 {
	steps := 1.0 + 10*float64(len(s.Space.Constraints))
	for _, p := range s.Profiles {
		switch u := negotiation.Still(p.Utility).(type) {
		case negotiation.Rectangles:
			for _, r := range u.Rectangles {
				steps += 2 + float64(len(r.Inside)+len(r.Outside))
			}
		default:
			steps += 5 + float64(len(s.Space.Issues))
		}
	}
	return steps
}

// listable reports whether every outcome is to be valued. Additive spaces are
// listed a little further where two of their issues have so many values that
// building the frontier up would need more room.
func (l Limits) listable(s negotiation.Scenario, count int64, additive bool) bool {
	if !additive || len(s.Space.Constraints) > 0 {
		return count <= l.Enumerate && float64(count)*cost(s) <= listEffort
	}
	first, second := 0, 0
	for _, issue := range s.Space.Issues {
		switch n := issue.Values.Size(); {
		case n > first:
			first, second = n, first
		case n > second:
			second = n
		}
	}
	return count <= l.Enumerate || l.Enumerate > 0 && first*second > crowded && count <= 20*l.Enumerate
}
