package key

import (
	"strings"

	"entente/decimal"
)

// Discount lowers the shares of the members of each level by a part and adds
// what they are spared to the payers in proportion to their shares. It is how
// the scale for peacekeeping follows from the regular scale of the United
// Nations: nine levels with discounts, paid by the permanent members of the
// Security Council. It concerns parties that an earlier limit has fixed, too:
// the payers rise above the ceiling of the regular scale.
type Discount struct {
	Levels []Level
	PaidBy string // the group that takes the remainder
}

// Level is a group with its discount.
type Level struct {
	Group string
	Off   decimal.Fraction
}

// String returns the step in words.
func (t Discount) String() string {
	words := make([]string, len(t.Levels))
	for i, l := range t.Levels {
		words[i] = percent(l.Off) + " off for " + l.Group
	}
	return strings.Join(words, ", ") + ", paid by " + t.PaidBy
}

func (t Discount) apply(s *state) error {
	pays, err := s.among(Among{Group: t.PaidBy})
	if err != nil {
		return err
	}
	lowered := make([]bool, len(s.shares))
	var given []portion
	for _, l := range t.Levels {
		if l.Off.Sign() < 0 || l.Off.Cmp(decimal.Whole(1)) > 0 {
			return s.fault(ErrRate, "", percent(l.Off)+" off for "+l.Group)
		}
		who, err := s.among(Among{Group: l.Group})
		if err != nil {
			return err
		}
		for i := range s.shares {
			if !who(i) {
				continue
			}
			if lowered[i] || pays(i) {
				return s.fault(ErrLevels, s.key.Parties[i].ID, l.Group)
			}
			lowered[i], s.held[i] = true, false
			full := s.shares[i]
			off := full.w.Mul(l.Off)
			s.shares[i].w = full.w.Sub(off)
			given = append(given, portion{full.f, off})
		}
	}
	have := s.total(pays)
	by, ok := have.Add(total(given, func(int) bool { return true })).Quo(have)
	if !ok {
		return s.fault(ErrAbsorb, "", t.PaidBy+" has no share to add to")
	}
	s.fresh = false
	s.scale(pays, by)
	for i := range s.held {
		s.held[i] = s.held[i] && !pays(i)
	}
	return nil
}
