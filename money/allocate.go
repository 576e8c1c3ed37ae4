package money

import (
	"cmp"
	"fmt"
	"slices"

	"entente/decimal"
)

// Residue says what becomes of the money that is left over, or missing, when
// every share of an amount is rounded.
type Residue uint8

// The residue rules.
const (
	// Leave rounds every share by itself. The shares need not add up; what they
	// miss is reported, as in the scales of the Multilateral Fund, whose
	// published contributions for 2021–2023 sum to 474,999,999 dollars.
	Leave Residue = iota
	// LargestRemainder cuts every share down to the step and gives one step
	// each to the shares that lost most (Hamilton's method, 1792).
	LargestRemainder
	// LargestParty rounds every share by itself and lets the largest share
	// carry the difference.
	LargestParty
)

var residueNames = [...]string{"leave", "largest_remainder", "largest_party"}

// Residues returns the names of all residue rules.
func Residues() []string { return slices.Clone(residueNames[:]) }

// String returns the name used in dossiers and JSON.
func (r Residue) String() string {
	if int(r) < len(residueNames) {
		return residueNames[r]
	}
	return fmt.Sprintf("residue(%d)", r)
}

// ParseResidue reads the name of a residue rule.
func ParseResidue(s string) (Residue, bool) {
	i := slices.Index(residueNames[:], s)
	return Residue(max(i, 0)), i >= 0
}

// Split says how an amount is cut into shares.
type Split struct {
	Step    decimal.Decimal // smallest sum paid, in whole currency units; above zero
	Mode    decimal.Mode    // for Leave and LargestParty; LargestRemainder always cuts
	Residue Residue
}

// Allocation is an amount cut into shares. Parts and Left always add to the
// amount exactly.
type Allocation struct {
	Parts []Amount // one for each weight, in their order
	Left  Amount   // not allocated; below zero when the parts exceed the amount
}

// Allocate divides an amount in proportion to weights: the share of party i is
// total × weight i ÷ sum of the weights, rounded as the split says. Ties go to
// the party that comes first. When the amount itself is not a multiple of the
// step, what is smaller than a step is always left over.
//
// An amount below zero, a refund, is divided as its opposite would be; only the
// modes floor and ceiling look at the sign. The error wraps ErrWeights when there is no weight, one is negative or all are
// zero, and decimal.ErrRange when the step is not above zero.
func Allocate(total Amount, weights []decimal.Fraction, split Split) (Allocation, error) {
	if split.Step.Sign() <= 0 {
		return Allocation{}, fmt.Errorf("allocate %s by steps of %s: %w", total, split.Step, decimal.ErrRange)
	}
	sum := decimal.Fraction{}
	for i, w := range weights {
		if w.Sign() < 0 {
			return Allocation{}, fmt.Errorf("allocate %s: weight %d is %s: %w", total, i+1, w, ErrWeights)
		}
		sum = sum.Add(w)
	}
	perWeight, ok := total.Value.Quo(sum)
	if !ok {
		return Allocation{}, fmt.Errorf("allocate %s: all weights are zero: %w", total, ErrWeights)
	}
	exact := make([]decimal.Fraction, len(weights))
	for i, w := range weights {
		exact[i] = perWeight.Mul(w)
	}

	mode := split.Mode
	if split.Residue == LargestRemainder {
		mode = decimal.Down
	}
	parts := make([]decimal.Fraction, len(weights))
	left := total.Value
	for i, x := range exact {
		rounded, _ := x.Round(split.Step, mode)
		parts[i] = rounded.Fraction()
		left = left.Sub(parts[i])
	}
	// Only whole steps are handed out; a fraction of one stays left over.
	steps, _ := left.Round(split.Step, decimal.Down)
	switch split.Residue {
	case Leave:
	case LargestRemainder:
		handOut(parts, exact, steps.Fraction(), split.Step.Fraction())
		left = left.Sub(steps.Fraction())
	case LargestParty:
		i := largest(weights)
		parts[i] = parts[i].Add(steps.Fraction())
		left = left.Sub(steps.Fraction())
	}

	a := Allocation{Parts: make([]Amount, len(parts)), Left: Amount{total.Currency, left}}
	for i, p := range parts {
		a.Parts[i] = Amount{total.Currency, p}
	}
	return a, nil
}

// handOut adds one step to each of the parts that were cut most, until rest,
// a multiple of the step with the sign of the total, is used up. Rest is never
// more than one step for each part that was cut at all.
func handOut(parts, exact []decimal.Fraction, rest, step decimal.Fraction) {
	order := make([]int, len(parts))
	lost := make([]decimal.Fraction, len(parts))
	for i := range parts {
		order[i] = i
		lost[i] = exact[i].Sub(parts[i])
		if rest.Sign() < 0 { // a refund: what was lost is below zero
			lost[i] = lost[i].Neg()
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Or(lost[j].Cmp(lost[i]), cmp.Compare(i, j)) })
	if rest.Sign() < 0 {
		step = step.Neg()
	}
	for _, i := range order {
		if rest.Sign() == 0 {
			return
		}
		parts[i] = parts[i].Add(step)
		rest = rest.Sub(step)
	}
}

// largest returns the place of the largest weight, the first of equals.
func largest(weights []decimal.Fraction) int {
	best := 0
	for i, w := range weights {
		if w.Cmp(weights[best]) > 0 {
			best = i
		}
	}
	return best
}
