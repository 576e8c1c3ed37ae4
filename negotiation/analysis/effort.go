package analysis

import (
	"math"

	"entente/negotiation"
)

// Bounds on effort, in elementary steps of about a nanosecond. A scenario may
// come from a stranger: it must not be able to keep a machine busy, so what is
// too much work to do whole is searched within these bounds.
const (
	listEffort  = 2e9 // valuing every outcome of a space
	climbEffort = 1e8 // looking for good outcomes to begin a search with
	nodeEffort  = 2e8 // half-settled outcomes of a search
	tradeEffort = 3e8 // pairs of values of pairs of issues
	mixEffort   = 5e8 // a lottery of more than two parties
)

// crowded is how many candidates may come together between two issues of a
// large additive space.
const crowded = 2_000_000

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

// listLimit is how many outcomes are listed for so many parties. The more
// there are, the fewer outcomes are beaten by others, and comparing all with
// all takes its time.
func listLimit(parties int) int64 {
	switch {
	case parties <= 4:
		return math.MaxInt64
	case parties <= 6:
		return 500_000
	case parties <= 10:
		return 50_000
	default:
		return 10_000
	}
}

// keepLimit is how many partial sums may be kept so that building up a large
// additive space ends in time.
func keepLimit(space negotiation.Space, parties int) int {
	values := 1
	for _, issue := range space.Issues {
		values += issue.Values.Size()
	}
	switch {
	case parties <= 2:
		return max(1000, 15_000_000/values)
	case parties <= 4:
		return max(1000, 10_000_000/values)
	default:
		return max(1000, 5_000_000/values/parties/parties)
	}
}

// listable reports whether every outcome is to be valued. Additive spaces are
// listed a little further where two of their issues have so many values that
// building the frontier up would need more room.
func (l Limits) listable(s negotiation.Scenario, count int64, additive bool) bool {
	if count > listLimit(len(s.Profiles)) {
		return false
	}
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
