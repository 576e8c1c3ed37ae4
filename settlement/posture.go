package settlement

import (
	"fmt"
	"math"
)

// Postures are two demands that cannot both be met, each held by a side that
// may be one that never gives in (Abreu and Gul, Econometrica 68 (2000)).
type Postures struct {
	Demand1, Demand2       float64 // shares of the pie; together above 1
	Rate1, Rate2           float64 // of discounting, per unit of time
	Obstinate1, Obstinate2 float64 // believed probability that the side never gives in
}

// Standoff is what follows from two postures.
type Standoff struct {
	Concede1, Concede2   float64 // rates at which each gives in
	Convince1, Convince2 float64 // time after which each would be taken for obstinate
	End                  float64 // time by which one of them has given in or both are obstinate
	AtOnce1, AtOnce2     float64 // probability that a side gives in at the start
}

// Solve returns the equilibrium of the war of attrition:
//
//	λi = rj·(1 − ai)/(a1 + a2 − 1),  Ti = −ln zi/λi,  T0 = min(T1, T2)
//
// and the side with the larger T gives in at once with probability
// 1 − zi·exp(λi·T0). A larger demand lowers the rate at which the own side
// gives in and so lengthens its T: unless it is believed to be obstinate, an
// extreme demand makes its holder the one who gives in at once.
func (p Postures) Solve() (Standoff, error) {
	if err := within(1, map[string]float64{"demand 1": p.Demand1, "demand 2": p.Demand2}); err != nil {
		return Standoff{}, fmt.Errorf("postures: %w", err)
	}
	excess := p.Demand1 + p.Demand2 - 1
	switch {
	case !(excess > 0):
		return Standoff{}, fmt.Errorf("postures: %w: the demands are compatible", ErrInput)
	case p.Demand1 == 1 || p.Demand2 == 1:
		return Standoff{}, fmt.Errorf("postures: %w: a demand for everything leaves nothing to give in for", ErrInput)
	case !(p.Rate1 > 0 && p.Rate2 > 0) || math.IsInf(p.Rate1+p.Rate2, 0):
		return Standoff{}, fmt.Errorf("postures: %w: rates %g and %g", ErrInput, p.Rate1, p.Rate2)
	case !(p.Obstinate1 > 0 && p.Obstinate1 < 1 && p.Obstinate2 > 0 && p.Obstinate2 < 1):
		return Standoff{}, fmt.Errorf("postures: %w: probabilities %g and %g are to be above 0 and below 1", ErrInput, p.Obstinate1, p.Obstinate2)
	}
	s := Standoff{Concede1: p.Rate2 * (1 - p.Demand1) / excess, Concede2: p.Rate1 * (1 - p.Demand2) / excess}
	s.Convince1, s.Convince2 = -math.Log(p.Obstinate1)/s.Concede1, -math.Log(p.Obstinate2)/s.Concede2
	s.End = min(s.Convince1, s.Convince2)
	if s.Convince1 > s.End {
		s.AtOnce1 = 1 - p.Obstinate1*math.Exp(s.Concede1*s.End)
	}
	if s.Convince2 > s.End {
		s.AtOnce2 = 1 - p.Obstinate2*math.Exp(s.Concede2*s.End)
	}
	return s, nil
}

// GivenIn returns the probability that each side has given in by a time, if it
// is not obstinate or is: Fi(t) = 1 − ci·exp(−λi·t), with 1 − ci the
// probability to give in at once, up to the end.
func (s Standoff) GivenIn(t float64) (side1, side2 float64) {
	t = min(max(t, 0), s.End)
	return 1 - (1-s.AtOnce1)*math.Exp(-s.Concede1*t), 1 - (1-s.AtOnce2)*math.Exp(-s.Concede2*t)
}

// Believed returns the probability of obstinacy that a side must be given for
// its posture to hold against the other's: the one with which neither gives in
// at once, zi = zj^(λi/λj).
func (p Postures) Believed() (side1, side2 float64, err error) {
	s, err := p.Solve()
	if err != nil {
		return 0, 0, err
	}
	return math.Pow(p.Obstinate2, s.Concede1/s.Concede2), math.Pow(p.Obstinate1, s.Concede2/s.Concede1), nil
}

// Attrition is a war of attrition in which each side pays by the unit of time
// to hold out for a prize (Maynard Smith, Journal of Theoretical Biology 47
// (1974)).
type Attrition struct {
	Prize1, Prize2 float64
	Cost1, Cost2   float64 // per unit of time
}

// Exit is how fast each side gives up.
type Exit struct {
	Hazard1, Hazard2 float64
}

// Solve returns the mixed equilibrium: each gives up at the rate that leaves
// the other indifferent, hazard i = cost j / prize j. The side that has less to
// gain holds out longer, a known paradox of the model.
func (a Attrition) Solve() (Exit, error) {
	for _, v := range []float64{a.Prize1, a.Prize2, a.Cost1, a.Cost2} {
		if !(v > 0) || math.IsInf(v, 0) {
			return Exit{}, fmt.Errorf("war of attrition: %w: prizes and costs are above zero, not %g", ErrInput, v)
		}
	}
	return Exit{a.Cost2 / a.Prize2, a.Cost1 / a.Prize1}, nil
}

// Lasts returns the probability that a side with such a hazard holds out for
// longer than t.
func Lasts(hazard, t float64) float64 { return math.Exp(-hazard * max(t, 0)) }
