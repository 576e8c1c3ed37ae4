package key

// OnTop assesses parties outside the whole: what they pay relieves nobody, and
// the total exceeds 100 %. The United Nations assesses a state admitted within a
// scale period so. These parties need no weight, and no other step moves them.
type OnTop struct {
	Shares []Fixed
}

// String returns the step in words.
func (t OnTop) String() string { return "on top: " + fixedWords(t.Shares) }

func (t OnTop) apply(s *state) error {
	for _, f := range t.Shares {
		i, err := s.find(f.Party)
		if err != nil {
			return err
		}
		if f.Share.Sign() < 0 {
			return s.fault(ErrRate, f.Party, percent(f.Share))
		}
		if s.shares[i].f != nil {
			return s.fault(ErrParties, f.Party, "assessed on top twice")
		}
		s.shares[i] = portion{s.unit, f.Share}
	}
	return nil
}
