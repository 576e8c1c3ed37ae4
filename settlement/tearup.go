package settlement

import (
	"fmt"
	"math"
)

// Branch is one way the governments may look later: the payee's after its
// election, the payer's after its own, or both. All sums are costs to the
// payer.
type Branch struct {
	Name        string
	Probability float64
	Late        float64 // what a deal costs that is made then
	Reopen      float64 // probability that terms settled early are reopened then
	Reopened    float64 // what the deal costs once reopened
	Friction    float64 // what reopening itself costs
	Backlash    float64 // what having settled early costs even if the terms stand
}

// TearUp is the choice between settling early at a known cost and waiting for
// what comes, when settled terms may be torn up.
type TearUp struct {
	Early    float64
	Branches []Branch
	// Approve is the probability that the early deal passes at home; if it does
	// not, the payer waits all the same and has the cost of Refused on top.
	Approve float64
	Refused float64
}

// Choice is what the tree says.
type Choice struct {
	Early, Wait float64 // expected costs
	Stand       float64 // probability that terms settled early stand, approval given
	Gain        float64 // of settling over waiting
	// Information is what it would be worth to know the branch beforehand.
	Information float64
}

func (t TearUp) check() error {
	total := 0.0
	values := map[string]float64{"the probability of approval": t.Approve}
	for _, b := range t.Branches {
		values["the probability of "+b.Name] = b.Probability
		values["the probability that "+b.Name+" reopens"] = b.Reopen
		total += b.Probability
		for _, v := range []float64{b.Late, b.Reopened, b.Friction, b.Backlash} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("tear-up: %w: a cost of %g in %s", ErrInput, v, b.Name)
			}
		}
	}
	if err := within(1, values); err != nil {
		return fmt.Errorf("tear-up: %w", err)
	}
	if math.Abs(total-1) > 1e-9 {
		return fmt.Errorf("tear-up: %w: the branches add to %g", ErrInput, total)
	}
	return nil
}

// kept is what terms settled early cost in a branch.
func (t TearUp) kept(b Branch) float64 {
	return (1-b.Reopen)*t.Early + b.Reopen*(b.Reopened+b.Friction) + b.Backlash
}

// Choose values both courses. With two branches, friendly and hostile (its
// probability q), it is
//
//	early = (1 − q)E + q[(1 − τ)E + τ(R + K) + B],  wait = (1 − q)L + qH
func (t TearUp) Choose() (Choice, error) {
	if err := t.check(); err != nil {
		return Choice{}, err
	}
	c := Choice{}
	signed, known := 0.0, 0.0
	for _, b := range t.Branches {
		signed += b.Probability * t.kept(b)
		c.Wait += b.Probability * b.Late
		c.Stand += b.Probability * (1 - b.Reopen)
		known += b.Probability * min(b.Late, t.tried(t.kept(b), b.Late))
	}
	c.Early = t.tried(signed, c.Wait)
	c.Gain = c.Wait - c.Early
	c.Information = min(c.Early, c.Wait) - known
	return c, nil
}

// tried is the cost of trying to settle, approval or refusal taken in.
func (t TearUp) tried(signed, wait float64) float64 {
	return t.Approve*signed + (1-t.Approve)*(wait+t.Refused)
}

// BreakEven returns the probability of a branch, by its place, at which both
// courses cost the same, the others keeping their proportions; ok is false
// when no probability does. In the tree of Choose it is
//
//	q* = (E − L)/{(E − L) + H − [(1 − τ)E + τ(R + K) + B]}
func (t TearUp) BreakEven(branch int) (q float64, ok bool, err error) {
	if err := t.check(); err != nil {
		return 0, false, err
	}
	if branch < 0 || branch >= len(t.Branches) {
		return 0, false, fmt.Errorf("tear-up: %w: there is no branch %d", ErrInput, branch)
	}
	loss := func(b Branch) float64 { return t.tried(t.kept(b), b.Late) - b.Late }
	rest, weight := 0.0, 0.0
	for i, b := range t.Branches {
		if i != branch {
			rest += b.Probability * loss(b)
			weight += b.Probability
		}
	}
	if weight == 0 {
		return 0, false, nil
	}
	rest /= weight
	q = rest / (rest - loss(t.Branches[branch]))
	return q, q >= 0 && q <= 1, nil
}

// Tolerance returns the backlash in a branch, by its place, that wipes out the
// gain of settling, above the one that is in the tree already. It is +Inf when
// the branch cannot come or the deal cannot pass.
func (t TearUp) Tolerance(branch int) (float64, error) {
	c, err := t.Choose()
	if err != nil {
		return 0, err
	}
	if branch < 0 || branch >= len(t.Branches) {
		return 0, fmt.Errorf("tear-up: %w: there is no branch %d", ErrInput, branch)
	}
	if w := t.Approve * t.Branches[branch].Probability; w > 0 {
		return c.Gain / w, nil
	}
	return math.Inf(1), nil
}
