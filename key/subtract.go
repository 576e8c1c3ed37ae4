package key

import "entente/decimal"

// Subtract takes a part of another weight off the one that is shared, and
// divides the whole anew: the debt-burden adjustment of the United Nations
// scale takes a yearly repayment of external debt off income.
type Subtract struct {
	Weight string
	Rate   decimal.Fraction // the part of the weight that is taken off
	Where  Among            // whose weight is lowered
}

// String returns the step in words.
func (t Subtract) String() string {
	return "subtract " + percent(t.Rate) + " of " + t.Weight + t.Where.String()
}

func (t Subtract) apply(s *state) error {
	if t.Rate.Sign() < 0 {
		return s.fault(ErrRate, "", percent(t.Rate))
	}
	if !s.fresh {
		return s.fault(ErrOrder, "", "a burden is taken off the weight, directly after share of")
	}
	who, err := s.among(t.Where)
	if err != nil {
		return err
	}
	burden, err := s.weights(t.Weight, who)
	if err != nil {
		return err
	}
	left := make([]decimal.Fraction, len(s.income))
	for i, w := range s.income {
		left[i] = w
		if !who(i) {
			continue
		}
		left[i] = w.Sub(t.Rate.Mul(burden[i]))
		if left[i].Sign() < 0 {
			return s.fault(ErrNegative, s.key.Parties[i].ID, t.Weight+" takes off more than there is")
		}
	}
	s.income = left
	return s.divide(t.Weight)
}
