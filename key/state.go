package key

import (
	"slices"

	"entente/decimal"
)

// state is a scale in the making, for one base period.
type state struct {
	key     Key
	base    string
	rule    int // the rule being applied
	income  []decimal.Fraction
	fresh   bool // the shares are still proportional to income
	divided bool
	shares  []portion
	unit    *factor // of shares that a text gives as a number
	held    []bool  // fixed by a limit: later limits leave it alone
	onTop   []bool  // outside the whole
	stages  []stage
}

func newState(k Key, base string, onTop []bool) *state {
	return &state{
		key: k, base: base, onTop: onTop, unit: newFactor(decimal.Whole(1)),
		shares: make([]portion, len(k.Parties)), held: make([]bool, len(k.Parties)),
	}
}

// stage is what one rule did.
type stage struct {
	rule          int
	base          string
	first         bool // there were no shares before
	before, after []portion
	held          []bool
}

func (s *state) fault(err error, party, detail string) *StepError {
	return &StepError{Err: err, Rule: s.rule, Base: s.base, Party: party, Detail: detail}
}

// run applies the rules in turn and keeps what each did.
func (s *state) run(rules []Rule, offset int) error {
	for i, r := range rules {
		s.rule = offset + i
		if _, divides := r.Step.(interface{ divides() }); divides == s.divided {
			if divides {
				return s.fault(ErrOrder, "", "the whole is divided once, by the first step")
			}
			return s.fault(ErrOrder, "", "the first step divides the whole by weights")
		}
		before, first := slices.Clone(s.shares), !s.divided
		if err := r.Step.apply(s); err != nil {
			return err
		}
		s.stages = append(s.stages, stage{
			rule: s.rule, base: s.base, first: first,
			before: before, after: slices.Clone(s.shares), held: slices.Clone(s.held),
		})
	}
	return nil
}

// weights returns the weight of that name for every party in who; a party
// without it is a fault.
func (s *state) weights(name string, who func(i int) bool) ([]decimal.Fraction, error) {
	out := make([]decimal.Fraction, len(s.key.Parties))
	for i, p := range s.key.Parties {
		if !who(i) {
			continue
		}
		w, ok := p.Weights[Weight{name, s.base}]
		if !ok {
			w, ok = p.Weights[Weight{Name: name}]
		}
		if !ok {
			return nil, s.fault(ErrWeight, p.ID, name)
		}
		if w.Sign() < 0 {
			return nil, s.fault(ErrNegative, p.ID, name+" is "+w.String())
		}
		out[i] = w
	}
	return out, nil
}

// among returns the test for the parties that a step concerns. Those on top are
// never among them.
func (s *state) among(a Among) (func(i int) bool, error) {
	if a.Group == "" {
		return func(i int) bool { return !s.onTop[i] }, nil
	}
	found := false
	for i, p := range s.key.Parties {
		found = found || !s.onTop[i] && p.in(a.Group)
	}
	if !found {
		return nil, s.fault(ErrGroup, "", a.Group)
	}
	return func(i int) bool { return !s.onTop[i] && s.key.Parties[i].in(a.Group) != a.Except }, nil
}

func (s *state) find(id string) (int, error) {
	for i, p := range s.key.Parties {
		if p.ID == id {
			return i, nil
		}
	}
	return 0, s.fault(ErrParty, id, "")
}

// free reports whether a limit may move the party.
func (s *state) free(i int) bool { return !s.onTop[i] && !s.held[i] }

// hold fixes a party at a share.
func (s *state) hold(i int, share decimal.Fraction) {
	s.shares[i], s.held[i] = portion{s.unit, share}, true
}

// scale multiplies the shares of the parties in who by one number.
func (s *state) scale(who func(i int) bool, by decimal.Fraction) {
	scaled := map[*factor]*factor{}
	var was, is *factor // of the last party; most have the same
	for i, p := range s.shares {
		if p.f == nil || !who(i) {
			continue
		}
		if p.f != was {
			f, ok := scaled[p.f]
			if !ok {
				f = newFactor(p.f.exact.Mul(by))
				scaled[p.f] = f
			}
			was, is = p.f, f
		}
		s.shares[i].f = is
	}
}

// total adds the shares of the parties in who.
func (s *state) total(who func(i int) bool) decimal.Fraction {
	return total(s.shares, who)
}

func total(shares []portion, who func(i int) bool) decimal.Fraction {
	var order []*factor
	weights := map[*factor][]decimal.Fraction{}
	for i, p := range shares {
		if p.f == nil || !who(i) {
			continue
		}
		if weights[p.f] == nil {
			order = append(order, p.f)
		}
		weights[p.f] = append(weights[p.f], p.w)
	}
	var parts []decimal.Fraction
	for _, f := range order {
		parts = append(parts, f.exact.Mul(decimal.Sum(weights[f]...)))
	}
	return decimal.Sum(parts...)
}

// rest is what the free parties have to share: the whole less what is held.
func (s *state) rest() decimal.Fraction {
	return decimal.Whole(1).Sub(s.total(func(i int) bool { return !s.onTop[i] && s.held[i] }))
}
