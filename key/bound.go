package key

import (
	"maps"
	"slices"

	"entente/decimal"
)

// bounds are the limits of one party; nil means that there is none.
type bounds struct {
	low, high *decimal.Fraction
}

// bind keeps every free party within its bounds: it fixes those that break them
// and divides the rest among the others in their proportions before the step,
// until nothing changes. Where some parties are below and others above, the
// side that moves more is fixed first, since it decides which way the rest must
// be scaled; so one common factor holds for all parties that are not at a
// bound, whatever their order. Each round fixes a party, so it ends.
func (s *state) bind(limits []bounds) error {
	if err := s.heldWithin(limits); err != nil {
		return err
	}
	origin, rest := slices.Clone(s.shares), s.rest()
	if err := s.feasible(limits, rest); err != nil {
		return err
	}
	have := rest // the shares of the whole add to 1 before every step
	for {
		by, ok := rest.Quo(have)
		if !ok && rest.Sign() != 0 {
			return s.fault(ErrAbsorb, "", percent(rest)+" is left over")
		}
		if ok && by.Sign() == 0 {
			return s.fault(ErrAbsorb, "", "nothing is left for parties that have a weight")
		}
		for i := range origin {
			if s.free(i) {
				s.shares[i] = origin[i]
			}
		}
		if !by.Equal(decimal.Whole(1)) {
			s.scale(s.free, by)
		}
		fix := s.breaking(limits)
		if len(fix) == 0 {
			return nil
		}
		var gone []portion
		for i, bound := range fix {
			gone = append(gone, origin[i])
			rest = rest.Sub(bound)
			s.hold(i, bound)
		}
		s.fresh = false
		have = have.Sub(total(gone, func(int) bool { return true }))
	}
}

// breaking returns the parties to fix in this round, with their bounds.
func (s *state) breaking(limits []bounds) map[int]decimal.Fraction {
	low, high := map[int]decimal.Fraction{}, map[int]decimal.Fraction{}
	cmp := comparer{}
	for i, b := range limits {
		if !s.free(i) {
			continue
		}
		if b.low != nil && cmp.compare(s.shares[i], b.low) < 0 {
			low[i] = *b.low
		}
		if b.high != nil && cmp.compare(s.shares[i], b.high) > 0 {
			high[i] = *b.high
		}
	}
	if len(low) == 0 {
		return high
	}
	if len(high) == 0 {
		return low
	}
	under, over := s.distance(low), s.distance(high).Neg()
	switch under.Cmp(over) {
	case 1:
		return low
	case -1:
		return high
	default: // what the ones take is what the others give
		maps.Copy(low, high)
		return low
	}
}

// distance is how far the bounds are from the shares, added up.
func (s *state) distance(fix map[int]decimal.Fraction) decimal.Fraction {
	var to []decimal.Fraction
	for _, b := range fix {
		to = append(to, b)
	}
	return decimal.Sum(to...).Sub(s.total(func(i int) bool { _, ok := fix[i]; return ok }))
}

// heldWithin refuses a limit that contradicts what an earlier step has fixed.
func (s *state) heldWithin(limits []bounds) error {
	cmp := comparer{}
	for i, b := range limits {
		if s.onTop[i] || !s.held[i] {
			continue
		}
		if b.low != nil && cmp.compare(s.shares[i], b.low) < 0 {
			return s.fault(ErrHeld, s.key.Parties[i].ID, percent(s.shares[i].exact())+" is below "+percent(*b.low))
		}
		if b.high != nil && cmp.compare(s.shares[i], b.high) > 0 {
			return s.fault(ErrHeld, s.key.Parties[i].ID, percent(s.shares[i].exact())+" is above "+percent(*b.high))
		}
	}
	return nil
}

// feasible refuses bounds that no division of the rest can keep.
func (s *state) feasible(limits []bounds, rest decimal.Fraction) error {
	var low, high []*decimal.Fraction
	capped := true
	for i, b := range limits {
		if !s.free(i) {
			continue
		}
		if b.low != nil {
			low = append(low, b.low)
		}
		if capped = capped && b.high != nil; capped {
			high = append(high, b.high)
		}
	}
	if all := sumOf(low); all.Cmp(rest) > 0 {
		return s.fault(ErrFloors, "", percent(all)+" of "+percent(rest))
	}
	if all := sumOf(high); capped && all.Cmp(rest) < 0 {
		return s.fault(ErrCeilings, "", percent(all)+" of "+percent(rest))
	}
	return nil
}

// sumOf adds numbers many of which are the same one.
func sumOf(xs []*decimal.Fraction) decimal.Fraction {
	times := map[*decimal.Fraction]int64{}
	for _, x := range xs {
		times[x]++
	}
	var parts []decimal.Fraction
	for x, n := range times {
		parts = append(parts, x.Mul(decimal.Whole(n)))
	}
	return decimal.Sum(parts...)
}
