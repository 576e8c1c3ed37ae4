package negotiation

import (
	"fmt"
	"slices"
)

// Range is an interval, both ends included.
type Range struct {
	Low  float64 `json:"low"`  // lower end
	High float64 `json:"high"` // upper end
}

// Mid is the middle of the interval.
func (r Range) Mid() float64 { return r.Low + float64((r.High-r.Low)/2) }

// Ranged is an additive utility whose weights are known only as ranges; the
// admissible weights are those inside the ranges that sum to 1. Delegations
// seldom can say more than "security matters more than price, perhaps twice as
// much", and an answer that holds for all admissible weights is worth more
// than one that rests on the third decimal.
type Ranged struct {
	Weights []Range
	Values  [][]float64 // Values[k][p]: issue k at position p
}

// Of values an outcome at the central weights (see [Ranged.Central]).
func (r Ranged) Of(o Outcome) float64 { return r.Central().Of(o) }

// Central is the additive utility at weights in the middle of the admissible
// set: each weight lies the same share of the way up its range, so that they
// sum to 1.
func (r Ranged) Central() Additive {
	low, high := r.totals()
	share := 0.0
	if high > low {
		share = (1 - low) / (high - low)
	}
	a := Additive{Terms: make([]Term, len(r.Weights))}
	for k, w := range r.Weights {
		a.Terms[k] = Term{Weight: w.Low + float64(share*(w.High-w.Low)), Values: r.Values[k]}
	}
	return a
}

// Between returns the least and the most that an outcome can be worth.
func (r Ranged) Between(o Outcome) Range {
	v := make([]float64, len(r.Weights))
	for k := range v {
		v[k] = r.Values[k][o[k]]
	}
	return r.Spread(v)
}

// Spread returns the least and the most of the sum of weight times v over the
// admissible weights. Starting from the low ends, what is missing to 1 goes
// first to the issues where it does the least (or the most): a knapsack whose
// greedy filling is optimal because every unit of weight costs the same.
func (r Ranged) Spread(v []float64) Range {
	order := make([]int, len(v))
	base, rest := 0.0, 1.0
	for k, w := range r.Weights {
		order[k] = k
		base += float64(w.Low * v[k])
		rest -= w.Low
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case v[a] < v[b]:
			return -1
		case v[a] > v[b]:
			return 1
		}
		return 0
	})
	fill := func(next func(i int) int) float64 {
		sum, left := base, rest
		for i := range order {
			k := order[next(i)]
			part := min(left, r.Weights[k].High-r.Weights[k].Low)
			sum += float64(part * v[k])
			left -= part
		}
		return sum
	}
	return Range{
		Low:  fill(func(i int) int { return i }),
		High: fill(func(i int) int { return len(order) - 1 - i }),
	}
}

func (r Ranged) totals() (low, high float64) {
	for _, w := range r.Weights {
		low += w.Low
		high += w.High
	}
	return low, high
}

func (r Ranged) check(s Space) error {
	if len(r.Weights) != len(r.Values) {
		return fmt.Errorf("%d weights for %d issues: %w", len(r.Weights), len(r.Values), ErrOutside)
	}
	for k, w := range r.Weights {
		if !finite(w.Low) || !finite(w.High) || w.Low < 0 || w.High < w.Low {
			return fmt.Errorf("weight %d from %v to %v: %w", k, w.Low, w.High, ErrBadNumber)
		}
	}
	if low, high := r.totals(); low > 1+Noise || high < 1-Noise {
		return fmt.Errorf("weights between %v and %v in total can never sum to 1: %w", low, high, ErrBadNumber)
	}
	return r.Central().check(s)
}
