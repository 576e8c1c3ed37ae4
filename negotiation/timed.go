package negotiation

import (
	"fmt"
	"math"
)

// Timed is a Utility that falls with time. Of is its value at time 0.
type Timed interface {
	Utility
	// At returns the utility of an outcome agreed at time t, the share of the
	// deadline that has passed, 0 to 1.
	At(o Outcome, t float64) float64
}

// Discounted is a utility that melts: after time t it is worth Factor^t of
// what it was at the start. The reservation value melts in the same way (see
// [Profile.Reserved]), as in Genius, where t is relative to the deadline.
type Discounted struct {
	Utility Utility
	Factor  float64 // above 0, at most 1
}

// Of returns the utility at time 0.
func (d Discounted) Of(o Outcome) float64 { return d.Utility.Of(o) }

// At returns the utility at time t.
func (d Discounted) At(o Outcome, t float64) float64 {
	return d.Utility.Of(o) * math.Pow(d.Factor, t)
}

// Delayed is a utility that loses Cost for each unit of time.
type Delayed struct {
	Utility Utility
	Cost    float64
}

// Of returns the utility at time 0.
func (d Delayed) Of(o Outcome) float64 { return d.Utility.Of(o) }

// At returns the utility at time t.
func (d Delayed) At(o Outcome, t float64) float64 { return d.Utility.Of(o) - float64(d.Cost*t) }

// Still returns the utility without any effect of time.
func Still(u Utility) Utility {
	for {
		switch d := u.(type) {
		case Discounted:
			u = d.Utility
		case Delayed:
			u = d.Utility
		default:
			return u
		}
	}
}

func (d Discounted) check(s Space) error {
	if !(d.Factor > 0 && d.Factor <= 1) {
		return fmt.Errorf("discount factor %v: %w", d.Factor, ErrBadNumber)
	}
	return checkUtility(d.Utility, s)
}

func (d Delayed) check(s Space) error {
	if !finite(d.Cost) {
		return fmt.Errorf("cost of delay %v: %w", d.Cost, ErrBadNumber)
	}
	return checkUtility(d.Utility, s)
}
