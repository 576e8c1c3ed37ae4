package key

import "entente/decimal"

// Equalise gives two parties the same share and fixes them there. With [Meet]
// they meet in the middle and nobody else is concerned. With [Lower] the larger
// comes down to the smaller and all the others, the smaller included, take what
// is freed in proportion, so that the two end equal. An agreed common share is
// [Fix].
type Equalise struct {
	Parties [2]string
	How     Equal
}

// Equal is a way of making two shares equal.
type Equal uint8

// The ways.
const (
	Meet Equal = iota
	Lower
)

var equalNames = [...]string{"meet", "lower"}

// String returns the word used in dossiers.
func (e Equal) String() string {
	if int(e) < len(equalNames) {
		return equalNames[e]
	}
	return "?"
}

// ParseEqual reads the word used in dossiers.
func ParseEqual(s string) (Equal, bool) {
	for i, n := range equalNames {
		if n == s {
			return Equal(i), true
		}
	}
	return 0, false
}

// EqualNames returns the words that ParseEqual reads.
func EqualNames() []string { return equalNames[:] }

// String returns the step in words.
func (t Equalise) String() string {
	if t.How == Lower {
		return "lower the larger of " + t.Parties[0] + " and " + t.Parties[1] + " to the other"
	}
	return t.Parties[0] + " and " + t.Parties[1] + " meet in the middle"
}

func (t Equalise) apply(s *state) error {
	var pair [2]int
	for n, id := range t.Parties {
		i, err := s.find(id)
		if err != nil {
			return err
		}
		if s.onTop[i] {
			return s.fault(ErrParty, id, "is assessed on top")
		}
		pair[n] = i
	}
	if pair[0] == pair[1] {
		return s.fault(ErrParties, t.Parties[0], "cannot be equal to itself")
	}
	a, b := s.shares[pair[0]].exact(), s.shares[pair[1]].exact()
	s.fresh = false
	if a.Equal(b) {
		s.held[pair[0]], s.held[pair[1]] = true, true
		return nil
	}
	if t.How == Meet {
		half := a.Add(b).Mul(decimal.Frac(1, 2))
		s.hold(pair[0], half)
		s.hold(pair[1], half)
		return nil
	}
	// k scales the smaller and the others: 2 × k × smaller + k × others is
	// what parties fixed earlier leave.
	s.held[pair[0]], s.held[pair[1]] = true, true
	smaller, others := a.Min(b), s.total(s.free)
	fixed := s.total(func(i int) bool { return !s.onTop[i] && s.held[i] }).Sub(a).Sub(b)
	k, ok := decimal.Whole(1).Sub(fixed).Quo(smaller.Add(smaller).Add(others))
	if !ok || others.Sign() == 0 {
		return s.fault(ErrAbsorb, "", "nobody can take what the larger gives up")
	}
	s.scale(s.free, k)
	s.hold(pair[0], smaller.Mul(k))
	s.hold(pair[1], smaller.Mul(k))
	return nil
}
