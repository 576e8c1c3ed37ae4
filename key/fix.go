package key

import (
	"strings"

	"entente/decimal"
)

// Fix sets the shares of some parties; the others keep their proportions in
// what is left. The scale of the Multilateral Fund fixes its largest payer at
// 22 %.
type Fix struct {
	Shares []Fixed
}

// String returns the step in words.
func (t Fix) String() string { return "fix " + fixedWords(t.Shares) }

func fixedWords(shares []Fixed) string {
	words := make([]string, len(shares))
	for i, f := range shares {
		words[i] = f.Party + " at " + percent(f.Share)
	}
	return strings.Join(words, ", ")
}

func (t Fix) apply(s *state) error {
	fixed := make([]bool, len(s.shares))
	for _, f := range t.Shares {
		i, err := s.find(f.Party)
		if err != nil {
			return err
		}
		if fixed[i] || s.onTop[i] {
			return s.fault(ErrParties, f.Party, "fixed twice")
		}
		if f.Share.Sign() < 0 {
			return s.fault(ErrRate, f.Party, percent(f.Share))
		}
		fixed[i] = true
		s.hold(i, f.Share)
	}
	rest := s.rest()
	if rest.Sign() < 0 {
		return s.fault(ErrFixed, "", percent(rest.Neg())+" too much")
	}
	return s.fill(s.free, rest)
}

// fill scales the parties in who so that together they have just rest.
func (s *state) fill(who func(i int) bool, rest decimal.Fraction) error {
	s.fresh = false
	have := s.total(who)
	by, ok := rest.Quo(have)
	if !ok {
		if rest.Sign() == 0 {
			return nil
		}
		return s.fault(ErrAbsorb, "", percent(rest)+" is left over")
	}
	if rest.Sign() == 0 {
		return s.fault(ErrAbsorb, "", "nothing is left for parties that have a weight")
	}
	s.scale(who, by)
	return nil
}
