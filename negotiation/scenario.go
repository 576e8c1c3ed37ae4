package negotiation

import (
	"fmt"
	"math"
)

// Reservation says where a party walks away.
//
//sumtype:decl
type Reservation interface{ reservation() }

// AtValue is a reservation value: outcomes below it are worse than no deal.
type AtValue float64

// AtOutcome is a reservation by example: the party walks away from whatever it
// values below this outcome.
type AtOutcome Outcome

func (AtValue) reservation()   {}
func (AtOutcome) reservation() {}

// Profile is what one party makes of the outcomes. It is private to it.
type Profile struct {
	Party       string
	Utility     Utility
	Reservation Reservation // nil: any outcome is better than none
}

// Reserved returns the reservation value at the start, or minus infinity when
// the party has none.
func (p Profile) Reserved() float64 {
	switch r := p.Reservation.(type) {
	case AtValue:
		return float64(r)
	case AtOutcome:
		return p.Utility.Of(Outcome(r))
	}
	return math.Inf(-1)
}

// ReservedAt returns the reservation value at time t, which a discount melts
// like the utilities themselves.
func (p Profile) ReservedAt(t float64) float64 {
	r := p.Reserved()
	if d, ok := p.Utility.(Discounted); ok && !math.IsInf(r, 0) {
		return r * math.Pow(d.Factor, t)
	}
	return r
}

// Discount returns the factor by which the utility melts over the whole
// negotiation, 1 when it does not.
func (p Profile) Discount() float64 {
	if d, ok := p.Utility.(Discounted); ok {
		return d.Factor
	}
	return 1
}

// Scenario is a negotiation before it begins.
type Scenario struct {
	Name     string
	Space    Space
	Profiles []Profile // in the order in which the parties speak
}

// Utils returns what each party makes of an outcome.
func (s Scenario) Utils(o Outcome) []float64 {
	u := make([]float64, len(s.Profiles))
	for i, p := range s.Profiles {
		u[i] = p.Utility.Of(o)
	}
	return u
}

// Check reports the first thing that makes the scenario unusable: a bad space,
// a party without utility, a utility that does not fit the space, a number
// that is not finite.
func (s Scenario) Check() error {
	if err := s.Space.Check(); err != nil {
		return err
	}
	if len(s.Profiles) == 0 {
		return fmt.Errorf("no party: %w", ErrNoValue)
	}
	for _, p := range s.Profiles {
		if err := checkUtility(p.Utility, s.Space); err != nil {
			return fmt.Errorf("party %.40q: %w", p.Party, err)
		}
		switch r := p.Reservation.(type) {
		case AtValue:
			if !finite(float64(r)) {
				return fmt.Errorf("party %.40q: reservation value: %w", p.Party, ErrBadNumber)
			}
		case AtOutcome:
			if !s.Space.Holds(Outcome(r)) {
				return fmt.Errorf("party %.40q: reservation outcome: %w", p.Party, ErrOutside)
			}
		}
	}
	return nil
}

func checkUtility(u Utility, s Space) error {
	if u == nil {
		return fmt.Errorf("no utility: %w", ErrNoValue)
	}
	if c, ok := u.(interface{ check(Space) error }); ok {
		return c.check(s)
	}
	return nil
}
