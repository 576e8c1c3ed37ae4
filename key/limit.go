package key

import "entente/decimal"

// Floor lifts shares to a minimum; the other free parties give pro rata.
type Floor struct {
	At    decimal.Fraction
	Where Among
}

// String returns the step in words.
func (t Floor) String() string { return "floor " + percent(t.At) + t.Where.String() }

func (t Floor) apply(s *state) error {
	return s.limit(t.At, t.Where, func(at *decimal.Fraction) bounds { return bounds{low: at} })
}

// Ceiling cuts shares to a maximum; the other free parties take the difference
// pro rata, which may cut some of them as well.
type Ceiling struct {
	At    decimal.Fraction
	Where Among
}

// String returns the step in words.
func (t Ceiling) String() string { return "ceiling " + percent(t.At) + t.Where.String() }

func (t Ceiling) apply(s *state) error {
	return s.limit(t.At, t.Where, func(at *decimal.Fraction) bounds { return bounds{high: at} })
}

// limit binds the parties in where to one limit.
func (s *state) limit(at decimal.Fraction, where Among, to func(*decimal.Fraction) bounds) error {
	if at.Sign() < 0 || at.Cmp(decimal.Whole(1)) > 0 {
		return s.fault(ErrRate, "", percent(at))
	}
	who, err := s.among(where)
	if err != nil {
		return err
	}
	limits := make([]bounds, len(s.shares))
	for i := range limits {
		if who(i) {
			limits[i] = to(&at)
		}
	}
	return s.bind(limits)
}

// GroupCeiling cuts the shares of a group, taken together, to a maximum: its
// free members are lowered in proportion and the others take the difference.
type GroupCeiling struct {
	At    decimal.Fraction
	Where Among
}

// String returns the step in words.
func (t GroupCeiling) String() string {
	return "ceiling " + percent(t.At) + " together" + t.Where.String()
}

func (t GroupCeiling) apply(s *state) error {
	if t.At.Sign() < 0 || t.At.Cmp(decimal.Whole(1)) > 0 {
		return s.fault(ErrRate, "", percent(t.At))
	}
	who, err := s.among(t.Where)
	if err != nil {
		return err
	}
	movable := func(i int) bool { return s.free(i) && who(i) }
	fixed := s.total(func(i int) bool { return who(i) && s.held[i] })
	have := s.total(movable)
	if have.Add(fixed).Cmp(t.At) <= 0 {
		return nil
	}
	left := t.At.Sub(fixed)
	if left.Sign() < 0 {
		return s.fault(ErrHeld, "", "members fixed earlier have "+percent(fixed)+" together")
	}
	by, ok := left.Quo(have)
	if !ok {
		return s.fault(ErrHeld, "", "members fixed earlier have "+percent(fixed)+" together")
	}
	s.scale(movable, by)
	for i := range s.shares {
		s.held[i] = s.held[i] || movable(i)
	}
	return s.fill(s.free, s.rest())
}
