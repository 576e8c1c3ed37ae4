package negotiation

import (
	"fmt"
	"math"
)

// Rectangle adds Weight times Utility to the outcomes it holds. With Inside
// only, it holds outcomes for which every span holds; no span at all holds
// everything. With Outside, Inside is ignored and it holds the outcomes for
// which at least one span of Outside does not: this is what the reference
// evaluator of Genius does with EXCLUDES bounds.
type Rectangle struct {
	Inside  []Span
	Outside []Span
	Utility float64
	Weight  float64
}

// Holds reports whether the rectangle counts for an outcome.
func (r Rectangle) Holds(o Outcome) bool {
	if len(r.Outside) > 0 {
		for _, s := range r.Outside {
			if !s.Holds(o) {
				return true
			}
		}
		return false
	}
	for _, s := range r.Inside {
		if !s.Holds(o) {
			return false
		}
	}
	return true
}

// mayHold reports whether the rectangle can still count once the first
// settled issues are fixed.
func (r Rectangle) mayHold(o Outcome, settled int) bool {
	if len(r.Outside) > 0 {
		for _, s := range r.Outside {
			if s.Issue >= settled || !s.Holds(o) {
				return true
			}
		}
		return false
	}
	for _, s := range r.Inside {
		if s.Issue < settled && !s.Holds(o) {
			return false
		}
	}
	return true
}

// mustHold reports whether the rectangle counts whatever the open issues
// become.
func (r Rectangle) mustHold(o Outcome, settled int) bool {
	if len(r.Outside) > 0 {
		for _, s := range r.Outside {
			if s.Issue < settled && !s.Holds(o) {
				return true
			}
		}
		return false
	}
	for _, s := range r.Inside {
		if s.Issue >= settled || !s.Holds(o) {
			return false
		}
	}
	return true
}

// Rectangles is a utility that is the sum of overlapping boxes in the outcome
// space, the usual form of a non-linear preference in the field: u = Bias +
// sum/Divisor, at most Ceiling. Divisor is the largest reachable sum as the
// file states it; it is not recomputed.
type Rectangles struct {
	Rectangles []Rectangle
	Bias       float64
	Divisor    float64
	Ceiling    float64 // +Inf for none
}

// Of adds the rectangles that hold the outcome.
func (u Rectangles) Of(o Outcome) float64 {
	sum := 0.0
	for _, r := range u.Rectangles {
		if r.Holds(o) {
			sum += float64(r.Utility * r.Weight)
		}
	}
	return min(u.Bias+sum/u.Divisor, u.Ceiling)
}

// AtMost adds what may still count and is positive, and what must count.
func (u Rectangles) AtMost(o Outcome, settled int) float64 {
	sum := 0.0
	for _, r := range u.Rectangles {
		gain := float64(r.Utility*r.Weight) / u.Divisor
		if gain > 0 && r.mayHold(o, settled) || gain <= 0 && r.mustHold(o, settled) {
			sum += gain
		}
	}
	return min(u.Bias+sum+Noise, u.Ceiling)
}

func (u Rectangles) check(s Space) error {
	if !finite(u.Bias) || !finite(u.Divisor) || u.Divisor == 0 || math.IsNaN(u.Ceiling) {
		return fmt.Errorf("hyper-rectangles: %w", ErrBadNumber)
	}
	for i, r := range u.Rectangles {
		if !finite(r.Utility * r.Weight) {
			return fmt.Errorf("hyper-rectangle %d: %w", i, ErrBadNumber)
		}
		for _, spans := range [][]Span{r.Inside, r.Outside} {
			for _, b := range spans {
				if b.Issue < 0 || b.Issue >= len(s.Issues) {
					return fmt.Errorf("hyper-rectangle %d bounds issue %d: %w", i, b.Issue, ErrOutside)
				}
			}
		}
	}
	return nil
}
