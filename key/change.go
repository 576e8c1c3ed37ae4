package key

import "entente/decimal"

// Change limits how far a share may move from the previous scale: up by at most
// Up and down by at most Down, both as a part of the previous share (10 % of a
// share of 2 % is 0.2 points). The United Nations applied a scheme of limits to
// its scales from 1986 to 2000. A party without previous share must be left out
// by Where.
type Change struct {
	Against  string            // the weight that holds the previous shares
	Up, Down *decimal.Fraction // nil: no limit that way
	Where    Among
}

// String returns the step in words.
func (t Change) String() string {
	words := "limit change against " + t.Against
	if t.Up != nil {
		words += ", up " + percent(*t.Up)
	}
	if t.Down != nil {
		words += ", down " + percent(*t.Down)
	}
	return words + t.Where.String()
}

func (t Change) apply(s *state) error {
	if t.Up != nil && t.Up.Sign() < 0 {
		return s.fault(ErrRate, "", "up "+percent(*t.Up))
	}
	if t.Down != nil && (t.Down.Sign() < 0 || t.Down.Cmp(decimal.Whole(1)) > 0) {
		return s.fault(ErrRate, "", "down "+percent(*t.Down))
	}
	who, err := s.among(t.Where)
	if err != nil {
		return err
	}
	previous, err := s.weights(t.Against, who)
	if err != nil {
		return err
	}
	limits := make([]bounds, len(s.shares))
	for i, was := range previous {
		if !who(i) {
			continue
		}
		if t.Up != nil {
			high := was.Add(was.Mul(*t.Up))
			limits[i].high = &high
		}
		if t.Down != nil {
			low := was.Sub(was.Mul(*t.Down))
			limits[i].low = &low
		}
	}
	return s.bind(limits)
}
