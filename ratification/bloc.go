package ratification

import (
	"fmt"
	"math"
)

// MaxMembers bounds a chamber: the largest parliaments have below 1000 elected
// members, and the exact law takes time that grows with the cube.
const MaxMembers = 1000

// Offer is what is put to the vote, as far as the vote depends on it.
type Offer struct {
	Increase float64 // growth of the price over what was paid before; 0.139 is 13.9 %
	NewItems float64 // cost items the agreement did not have before
}

// Bloc is a group of members who are alike: a party, a wing, the independents.
type Bloc struct {
	Name    string
	Members int
	// Attend is the probability that a member is present.
	Attend float64
	// Yes is the probability that a member who is present votes yes to an
	// offer of the same price without new items.
	Yes float64
	// Price and Item say how much the log-odds of a yes fall for a doubling of
	// the price (an increase of 1) and for one new item. Both are ≥ 0.
	Price, Item float64
}

// YesRate is the probability that a member who is present votes yes:
// logistic(logit Yes − Price·increase − Item·items + shock).
func (b Bloc) YesRate(o Offer, shock float64) float64 {
	fall := b.Price*o.Increase + b.Item*o.NewItems - shock
	switch {
	case b.Yes <= 0 || b.Yes >= 1 || fall == 0: // unconditional, or nothing to add: keep the digits
		return b.Yes
	default:
		return 1 / (1 + (1-b.Yes)/b.Yes*math.Exp(fall))
	}
}

// Check reports values that cannot be meant.
func (b Bloc) Check() error {
	for _, p := range []float64{b.Attend, b.Yes} {
		if !(p >= 0 && p <= 1) {
			return fmt.Errorf("bloc %s: %w: %g", b.Name, ErrProbability, p)
		}
	}
	for _, s := range []float64{b.Price, b.Item} {
		if !(s >= 0) || math.IsInf(s, 0) {
			return fmt.Errorf("bloc %s: %w: %g", b.Name, ErrSlope, s)
		}
	}
	if b.Members < 0 || b.Members > MaxMembers {
		return fmt.Errorf("bloc %s: %w: %d", b.Name, ErrMembers, b.Members)
	}
	return nil
}

// ballot is a bloc with its rates for one offer and one shock: a member says
// yes, is there and does not, or is absent.
type ballot struct {
	members     int
	yes, others float64
}

func ballots(blocs []Bloc, o Offer, shock float64) []ballot {
	out := make([]ballot, len(blocs))
	for i, b := range blocs {
		y := b.YesRate(o, shock)
		out[i] = ballot{b.Members, b.Attend * y, b.Attend * (1 - y)}
	}
	return out
}
