package ratification

import (
	"fmt"
	"math"
)

// Chamber is one assembly that votes.
type Chamber struct {
	Name    string
	Members int // all seats, vacant ones among them; 0 is the sum of the blocs
	Rule    Rule
	Blocs   []Bloc
	// Shock is the standard deviation, in log-odds, of what moves all members
	// the same way on the day; 0 for none.
	Shock float64
}

// Vote is what is to be expected of a vote.
type Vote struct {
	Quorum  float64 // probability that enough members are present
	Pass    float64 // probability that it carries
	Present float64 // members present, on average
	Yes     float64 // votes for it, on average
}

// Check reports values that cannot be meant.
func (c Chamber) Check() error {
	n := size(c.Blocs)
	if n < 1 || n > MaxMembers || c.Members != 0 && c.Members < n {
		return fmt.Errorf("chamber %s: %w: %d in blocs of %d", c.Name, ErrMembers, n, c.Members)
	}
	for _, b := range c.Blocs {
		if err := b.Check(); err != nil {
			return fmt.Errorf("chamber %s: %w", c.Name, err)
		}
	}
	if !(c.Shock >= 0 && c.Shock <= MaxShock) {
		return fmt.Errorf("chamber %s: %w: %g", c.Name, ErrSlope, c.Shock)
	}
	if err := c.Rule.Check(c.seats()); err != nil {
		return fmt.Errorf("chamber %s: %w", c.Name, err)
	}
	return nil
}

func (c Chamber) seats() int {
	if c.Members > 0 {
		return c.Members
	}
	return size(c.Blocs)
}

// MaxShock is beyond any use: with 20, opinion is a coin that all share.
const MaxShock = 20

// Vote returns what is to be expected of a vote on an offer. The common shock
// is integrated over: see transition.
func (c Chamber) Vote(o Offer) (Vote, error) {
	if err := c.Check(); err != nil {
		return Vote{}, err
	}
	calm := ballots(c.Blocs, o, 0)
	v := Vote{Quorum: c.quorum(calm)}
	for i, b := range c.Blocs {
		v.Present += float64(b.Members) * b.Attend
		if c.Shock == 0 {
			v.Yes += float64(b.Members) * calm[i].yes
		}
	}
	if c.Shock == 0 {
		v.Pass = min(c.pass(calm), v.Quorum)
		return v, nil
	}
	low, high := c.transition(o)
	pass := 0.0
	for _, n := range nodes(low, high) {
		p := c.pass(ballots(c.Blocs, o, n.at*c.Shock))
		pass += n.weight * normal(n.at) * p
	}
	v.Pass = min(pass+v.Quorum*upperTail(high), v.Quorum)
	for _, n := range nodes(-shockRange, shockRange) {
		for _, b := range ballots(c.Blocs, o, n.at*c.Shock) {
			v.Yes += n.weight * normal(n.at) * float64(b.members) * b.yes
		}
	}
	return v, nil
}

// quorum is the probability that enough members are present; no shock changes
// it.
func (c Chamber) quorum(all []ballot) float64 {
	if c.Rule.Quorum == 0 {
		return 1
	}
	either := make([]ballot, len(all))
	for i, b := range all {
		either[i] = ballot{b.members, b.yes + b.others, 0}
	}
	law, _ := count(either, 1, 0)
	return tail(law, c.Rule.Quorum)
}

// pass is the probability that the vote carries, for one shock: that there are
// votes enough, less the part of it where too few members are present.
func (c Chamber) pass(all []ballot) float64 {
	enough, not := c.margin(all)
	short := 1 - c.quorum(all)
	few := 0.0 // too few present, and yet votes enough
	switch {
	case short <= c.negligible() || enough <= c.negligible():
	case not <= c.negligible():
		few = short
	default:
		for p, row := range law(all, min(c.Rule.Quorum-1, size(c.Blocs))) {
			for y, q := range row {
				if c.Rule.carries(c.seats(), p, y) {
					few += q
				}
			}
		}
	}
	return max(0, min(enough-few, 1))
}

// negligible is the probability of a missing quorum below which it is left out:
// nothing that shows, and with a common shock below the error of integrating
// over it.
func (c Chamber) negligible() float64 {
	if c.Shock > 0 {
		return 1e-7
	}
	return 1e-13
}

// margin returns the probability that there are votes enough, whatever the
// number of members present, and that there are not.
func (c Chamber) margin(all []ballot) (enough, not float64) {
	up, down, need := c.Rule.Whole-c.Rule.Part, -c.Rule.Part, 0
	if c.Rule.OfMembers {
		up, down, need = c.Rule.Whole, 0, c.Rule.Part*c.seats()
	}
	if !c.Rule.AtLeast {
		need++
	}
	law, offset := count(all, up, down)
	for i, p := range law {
		if i+offset >= need {
			enough += p
		} else {
			not += p
		}
	}
	return enough, not
}

func tail(law []float64, from int) float64 {
	total := 0.0
	for i := len(law) - 1; i >= from && i >= 0; i-- {
		total += law[i]
	}
	return min(total, 1)
}

func normal(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

// upperTail is the probability that a standard normal value exceeds x.
func upperTail(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }
