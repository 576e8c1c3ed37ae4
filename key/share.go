package key

import (
	"strings"

	"entente/decimal"
)

// ShareOf divides the whole in proportion to a weight: income, population, or
// the rates of another scale.
type ShareOf struct {
	Weight string
}

// String returns the step in words.
func (t ShareOf) String() string { return "share of " + t.Weight }

func (ShareOf) divides() {}

func (t ShareOf) apply(s *state) error {
	w, err := s.weights(t.Weight, func(i int) bool { return !s.onTop[i] })
	if err != nil {
		return err
	}
	s.income = w
	return s.divide(t.Weight)
}

// divide sets the shares in proportion to income.
func (s *state) divide(name string) error {
	q, ok := decimal.Whole(1).Quo(decimal.Sum(s.income...))
	if !ok {
		return s.fault(ErrNoWeight, "", name)
	}
	f := newFactor(q)
	for i, w := range s.income {
		s.shares[i] = portion{}
		if !s.onTop[i] {
			s.shares[i] = portion{f, w}
		}
	}
	s.fresh, s.divided = true, true
	return nil
}

// Mix divides parts of the whole by different weights, such as 40 % by income
// and 60 % by population. The parts add to 1.
type Mix struct {
	Parts []Part
}

// Part is one part of a mix.
type Part struct {
	Weight string
	Part   decimal.Fraction
}

// String returns the step in words.
func (t Mix) String() string {
	words := make([]string, len(t.Parts))
	for i, p := range t.Parts {
		words[i] = percent(p.Part) + " by " + p.Weight
	}
	return strings.Join(words, ", ")
}

func (Mix) divides() {}

func (t Mix) apply(s *state) error {
	shares := make([]decimal.Fraction, len(s.shares))
	var parts decimal.Fraction
	for _, p := range t.Parts {
		if p.Part.Sign() <= 0 {
			return s.fault(ErrRate, "", "part by "+p.Weight+" is "+percent(p.Part))
		}
		parts = parts.Add(p.Part)
		w, err := s.weights(p.Weight, func(i int) bool { return !s.onTop[i] })
		if err != nil {
			return err
		}
		by, ok := p.Part.Quo(decimal.Sum(w...))
		if !ok {
			return s.fault(ErrNoWeight, "", p.Weight)
		}
		for i := range w {
			shares[i] = shares[i].Add(by.Mul(w[i]))
		}
	}
	if !parts.Equal(decimal.Whole(1)) {
		return s.fault(ErrRate, "", "the parts add to "+percent(parts))
	}
	for i, w := range shares {
		if !s.onTop[i] {
			s.shares[i] = portion{s.unit, w}
		}
	}
	s.divided = true
	return nil
}
