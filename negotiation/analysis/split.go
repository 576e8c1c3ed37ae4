package analysis

import (
	"errors"
	"math"
)

// ErrNoDeal is returned when no division gives everybody more than
// disagreement.
var ErrNoDeal = errors.New("nothing to divide that leaves everybody better off")

// Payoff is a party's utility of a division, with its slope there.
type Payoff func(x float64) (u, slope float64)

// Split is one thing to divide continuously between two parties: the first
// gains as x goes from From to To, the second loses, and both utilities are
// concave. The solutions are found by bisecting slopes and gains, so they are
// exact to the last few bits.
type Split struct {
	First, Second Payoff
	Disagreement  [2]float64
	From, To      float64
}

// Nash is the division with the greatest product of gains, the first party's
// raised to power (1 for the symmetric solution).
func (s Split) Nash(power float64) (float64, error) {
	lo, hi, err := s.zone()
	if err != nil {
		return 0, err
	}
	return bisect(lo, hi, func(x float64) float64 {
		u, du := s.First(x)
		v, dv := s.Second(x)
		return power*du*(v-s.Disagreement[1]) + dv*(u-s.Disagreement[0])
	}), nil
}

// Egalitarian is the division with equal gains.
func (s Split) Egalitarian() (float64, error) { return s.level(1, 1) }

// KalaiSmorodinsky is the division at which both gain the same share of what
// they could gain at most.
func (s Split) KalaiSmorodinsky() (float64, error) {
	lo, hi, err := s.zone()
	if err != nil {
		return 0, err
	}
	best, _ := s.First(hi)
	other, _ := s.Second(lo)
	return s.level(best-s.Disagreement[0], other-s.Disagreement[1])
}

// Utilitarian is the division with the greatest sum of utilities.
func (s Split) Utilitarian() (float64, error) {
	lo, hi, err := s.zone()
	if err != nil {
		return 0, err
	}
	return bisect(lo, hi, func(x float64) float64 {
		_, du := s.First(x)
		_, dv := s.Second(x)
		return du + dv
	}), nil
}

// level is the division at which gains relate as the scales.
func (s Split) level(first, second float64) (float64, error) {
	lo, hi, err := s.zone()
	if err != nil {
		return 0, err
	}
	return bisect(lo, hi, func(x float64) float64 {
		u, _ := s.First(x)
		v, _ := s.Second(x)
		return (v-s.Disagreement[1])*first - (u-s.Disagreement[0])*second
	}), nil
}

// zone is the range of divisions that leave nobody worse off.
func (s Split) zone() (lo, hi float64, err error) {
	lo = bisect(s.From, s.To, func(x float64) float64 {
		u, _ := s.First(x)
		return s.Disagreement[0] - u
	})
	hi = bisect(s.From, s.To, func(x float64) float64 {
		v, _ := s.Second(x)
		return v - s.Disagreement[1]
	})
	u, _ := s.First(hi)
	v, _ := s.Second(lo)
	if lo > hi || u <= s.Disagreement[0] || v <= s.Disagreement[1] {
		return 0, 0, ErrNoDeal
	}
	return lo, hi, nil
}

// bisect finds where a falling function turns from positive to negative, or
// the end it does not reach.
func bisect(lo, hi float64, f func(float64) float64) float64 {
	if f(lo) <= 0 {
		return lo
	}
	if f(hi) > 0 {
		return hi
	}
	for range 200 {
		mid := lo + (hi-lo)/2
		if mid == lo || mid == hi {
			break
		}
		if y := f(mid); y > 0 || math.IsNaN(y) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
