package key

import "entente/decimal"

// Relief lowers the shares of parties whose weight per head is below a
// threshold, by Gradient times the distance in parts of the threshold, and lets
// others take what is given up in proportion to their shares. It is the low
// per-capita income adjustment of the United Nations scale (gradient 80 %,
// threshold the average of all members, paid by those above it).
//
// Weight per head is what the first step divides by, after subtractions, over
// the weight Per.
type Relief struct {
	Gradient decimal.Fraction
	Per      string // the weight that counts heads
	Below    Threshold
	PaidBy   Payers
	Where    Among // who may be relieved
}

// Threshold says where relief ends: at a number, or at the mean of a weight per
// head over all parties, taken before subtractions.
type Threshold struct {
	Mean string           // the weight whose mean per head counts; "" for a number
	At   decimal.Fraction // the number
}

// Payers says who takes the shares that relief gives up.
type Payers uint8

// The payers: those at or above the threshold, or everybody, the relieved
// parties included.
const (
	PaidAbove Payers = iota
	PaidByAll
)

var payerNames = [...]string{"above_threshold", "all"}

// String returns the word used in dossiers.
func (p Payers) String() string {
	if int(p) < len(payerNames) {
		return payerNames[p]
	}
	return "?"
}

// ParsePayers reads the word used in dossiers.
func ParsePayers(s string) (Payers, bool) {
	for i, n := range payerNames {
		if n == s {
			return Payers(i), true
		}
	}
	return 0, false
}

// PayerNames returns the words that ParsePayers reads.
func PayerNames() []string { return payerNames[:] }

// String returns the step in words.
func (t Relief) String() string {
	below := t.Below.At.String()
	if t.Below.Mean != "" {
		below = "the mean " + t.Below.Mean
	}
	return "relief of " + percent(t.Gradient) + " below " + below + " per " + t.Per + t.Where.String()
}

func (t Relief) apply(s *state) error {
	if t.Gradient.Sign() < 0 || t.Gradient.Cmp(decimal.Whole(1)) > 0 {
		return s.fault(ErrRate, "", "gradient "+percent(t.Gradient))
	}
	if s.income == nil {
		return s.fault(ErrOrder, "", "relief needs a weight to be shared first")
	}
	whole := func(i int) bool { return !s.onTop[i] }
	heads, err := s.weights(t.Per, whole)
	if err != nil {
		return err
	}
	for i := range heads {
		if whole(i) && heads[i].Sign() == 0 {
			return s.fault(ErrWeight, s.key.Parties[i].ID, t.Per+" is zero")
		}
	}
	who, err := s.among(t.Where)
	if err != nil {
		return err
	}
	threshold, err := t.threshold(s, heads)
	if err != nil {
		return err
	}
	r := t.reduction(threshold)
	below, relieved := make([]bool, len(heads)), make([]bool, len(heads))
	var full []portion
	for i := range heads {
		if !s.free(i) {
			continue
		}
		below[i] = r.below(s.income[i], heads[i])
		if relieved[i] = below[i] && who(i); relieved[i] {
			full = append(full, s.shares[i])
			s.shares[i].w = s.shares[i].w.Mul(r.kept(s.income[i], heads[i]))
		}
	}
	s.scale(func(i int) bool { return relieved[i] }, r.unit)
	left := s.total(func(i int) bool { return relieved[i] })
	return t.pay(s, total(full, func(int) bool { return true }).Sub(left), below)
}

// reduction keeps a share at 1 − gradient × (1 − y/threshold), y being income over
// heads. It is written (perHead × heads + perIncome × income) ÷ heads × unit with
// whole perHead and perIncome: unit is the same for all who are relieved and
// goes into their common factor, so that the weights stay short.
type reduction struct {
	threshold          decimal.Fraction
	perHead, perIncome decimal.Fraction
	unit               decimal.Fraction
}

func (t Relief) reduction(threshold decimal.Fraction) reduction {
	keep, keepBottom := decimal.Whole(1).Sub(t.Gradient).Parts()
	slope, _ := t.Gradient.Quo(threshold) // above zero
	slope, slopeBottom := slope.Parts()
	unit, _ := decimal.Whole(1).Quo(keepBottom.Mul(slopeBottom))
	return reduction{threshold: threshold, perHead: keep.Mul(slopeBottom), perIncome: slope.Mul(keepBottom), unit: unit}
}

// below reports whether income per head is below the threshold.
func (r reduction) below(income, heads decimal.Fraction) bool {
	return income.CmpProduct(r.threshold, heads) < 0
}

// kept is what is kept of a share, in units.
func (r reduction) kept(income, heads decimal.Fraction) decimal.Fraction {
	x, _ := r.perHead.Mul(heads).Add(r.perIncome.Mul(income)).Quo(heads) // heads are above zero
	return x
}

func (t Relief) threshold(s *state, heads []decimal.Fraction) (decimal.Fraction, error) {
	at := t.Below.At
	if t.Below.Mean != "" {
		w, err := s.weights(t.Below.Mean, func(i int) bool { return !s.onTop[i] })
		if err != nil {
			return at, err
		}
		at, _ = decimal.Sum(w...).Quo(decimal.Sum(heads...))
	}
	if at.Sign() <= 0 {
		return at, s.fault(ErrRate, "", "threshold "+at.String())
	}
	return at, nil
}

// pay divides what was given up among the payers.
func (t Relief) pay(s *state, given decimal.Fraction, below []bool) error {
	if given.Sign() == 0 {
		return nil
	}
	payers := func(i int) bool { return s.free(i) && (t.PaidBy == PaidByAll || !below[i]) }
	have := s.total(payers)
	by, ok := have.Add(given).Quo(have)
	if !ok {
		return s.fault(ErrAbsorb, "", "relief of "+given.Approx(6)+" has no payer above the threshold")
	}
	s.fresh = false
	s.scale(payers, by)
	return nil
}
