package negotiation

import (
	"fmt"
	"math"
)

// Noise is the difference below which two utilities are the same number
// computed in two ways.
const Noise = 1e-12

// Utility values outcomes, usually on the scale 0 to 1.
type Utility interface {
	// Of returns the utility of an outcome of the space it was made for. It
	// must be a pure function that is safe for concurrent use.
	Of(Outcome) float64
}

// Bounded is a Utility that knows the most a half-settled outcome may still
// reach; a search uses it to leave out what cannot matter.
type Bounded interface {
	Utility
	// AtMost returns an upper bound of Of over all outcomes that agree with o
	// on the first settled issues.
	AtMost(o Outcome, settled int) float64
}

// Term is what one issue contributes to an additive utility: Weight times the
// value at the chosen position.
type Term struct {
	Weight float64
	Values []float64 // one for each position
}

// Additive is a linear additive utility: Bias plus one term for each issue,
// added in the order of the issues. Weights are used as written; they need not
// sum to 1.
type Additive struct {
	Bias  float64
	Terms []Term
}

// Of adds the terms from left to right. The products are rounded before they
// are added, so that processors with fused arithmetic give the same bits.
func (a Additive) Of(o Outcome) float64 {
	u := a.Bias
	for k, t := range a.Terms {
		u += float64(t.Weight * t.Values[o[k]])
	}
	return u
}

// AtMost adds the best value of each issue that is still open.
func (a Additive) AtMost(o Outcome, settled int) float64 {
	u := a.Bias
	for k, t := range a.Terms {
		if k < settled {
			u += float64(t.Weight * t.Values[o[k]])
			continue
		}
		best := math.Inf(-1)
		for _, v := range t.Values {
			best = max(best, float64(t.Weight*v))
		}
		u += best
	}
	return u
}

func (a Additive) check(s Space) error {
	if len(a.Terms) != len(s.Issues) {
		return fmt.Errorf("%d terms for %d issues: %w", len(a.Terms), len(s.Issues), ErrOutside)
	}
	if !finite(a.Bias) {
		return fmt.Errorf("bias: %w", ErrBadNumber)
	}
	for k, t := range a.Terms {
		if !finite(t.Weight) {
			return fmt.Errorf("weight of issue %q: %w", s.Issues[k].Name, ErrBadNumber)
		}
		if len(t.Values) != s.Issues[k].Values.Size() {
			return fmt.Errorf("issue %q has %d utilities for %d values: %w", s.Issues[k].Name, len(t.Values), s.Issues[k].Values.Size(), ErrOutside)
		}
		for _, v := range t.Values {
			if !finite(v) || !finite(t.Weight*v) {
				return fmt.Errorf("issue %q: %w", s.Issues[k].Name, ErrBadNumber)
			}
		}
	}
	return nil
}

// Func is a general utility: any function of the outcome.
type Func func(Outcome) float64

// Of calls the function.
func (f Func) Of(o Outcome) float64 { return f(o) }

// Table is a general utility given outcome by outcome: Values[i] belongs to
// outcome number i of Space.
type Table struct {
	Space  Space
	Values []float64
}

// Of looks the outcome up.
func (t Table) Of(o Outcome) float64 {
	i := 0
	for k, issue := range t.Space.Issues {
		i = i*issue.Values.Size() + o[k]
	}
	return t.Values[i]
}

func (t Table) check(s Space) error {
	if n, fits := s.Count(); !fits || int64(len(t.Values)) != n {
		return fmt.Errorf("table of %d utilities for %v outcomes: %w", len(t.Values), s.Size(), ErrOutside)
	}
	for _, v := range t.Values {
		if !finite(v) {
			return fmt.Errorf("table of utilities: %w", ErrBadNumber)
		}
	}
	return nil
}

// Affine scales a utility: Scale times Utility plus Shift.
type Affine struct {
	Utility Utility
	Scale   float64
	Shift   float64
}

// Of scales the inner utility.
func (a Affine) Of(o Outcome) float64 { return float64(a.Scale*a.Utility.Of(o)) + a.Shift }

func (a Affine) check(s Space) error {
	if !finite(a.Scale) || !finite(a.Shift) {
		return fmt.Errorf("scale %v, shift %v: %w", a.Scale, a.Shift, ErrBadNumber)
	}
	return checkUtility(a.Utility, s)
}
