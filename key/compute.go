package key

import (
	"fmt"
	"slices"
	"sync"

	"entente/decimal"
)

// MaxWork is the largest product of parties, base periods and rules that is
// computed; eight rules for all states over thirty base periods have half of it.
// A dossier may come from a stranger.
const MaxWork = 100_000

// Compute applies the rules of a key and returns the scale. The error is a
// *StepError.
func Compute(k Key) (Scale, error) {
	onTop, err := k.prepare()
	if err != nil {
		return Scale{Key: k}, err
	}
	scale := Scale{Key: k, onTop: onTop}
	last, err := k.run(onTop)
	if err != nil {
		return scale, err
	}
	for _, s := range last {
		scale.stages = append(scale.stages, s.stages...)
	}
	scale.means = make([]mean, len(k.Parties))
	for i := range k.Parties {
		for _, s := range last {
			scale.means[i] = append(scale.means[i], s.shares[i])
		}
	}
	if len(k.Then) > 0 {
		if err := scale.then(last); err != nil {
			return scale, err
		}
	}
	return scale, scale.round()
}

// run applies the rules for every base period. The periods know nothing of one
// another, so each has its goroutine; of several faults the first period's counts.
func (k Key) run(onTop []bool) ([]*state, error) {
	bases := k.Bases
	if len(bases) == 0 {
		bases = []string{""}
	}
	states, faults := make([]*state, len(bases)), make([]error, len(bases))
	var all sync.WaitGroup
	for i, base := range bases {
		all.Go(func() {
			states[i] = newState(k, base, onTop)
			faults[i] = states[i].run(k.Rules, 0)
		})
	}
	all.Wait()
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return states, nil
}

// prepare checks the list of parties and finds those that are on top.
func (k Key) prepare() (onTop []bool, err error) {
	fault := func(err error, party, detail string) *StepError {
		return &StepError{Err: err, Rule: -1, Party: party, Detail: detail}
	}
	if len(k.Parties) == 0 {
		return nil, fault(ErrParties, "", "there is none")
	}
	if work := len(k.Parties) * max(1, len(k.Bases)) * (len(k.Rules) + len(k.Then)); work > MaxWork {
		return nil, fault(ErrSize, "", fmt.Sprintf("parties × base periods × rules is %d, at most %d", work, MaxWork))
	}
	index := map[string]int{}
	for i, p := range k.Parties {
		if _, twice := index[p.ID]; twice {
			return nil, fault(ErrParties, p.ID, "named twice")
		}
		index[p.ID] = i
	}
	if len(k.Rules) == 0 {
		return nil, fault(ErrOrder, "", "the key has no rule")
	}
	onTop = make([]bool, len(k.Parties))
	for n, r := range slices.Concat(k.Rules, k.Then) {
		t, ok := r.Step.(OnTop)
		if !ok {
			continue
		}
		for _, f := range t.Shares {
			i, known := index[f.Party]
			if !known {
				return nil, &StepError{Err: ErrParty, Rule: n, Party: f.Party}
			}
			onTop[i] = true
		}
	}
	return onTop, nil
}

// then applies the rules for the averaged shares. A party stays fixed where
// every base period fixed it.
func (c *Scale) then(last []*state) error {
	s := newState(c.Key, "", c.onTop)
	s.divided = true
	for i, m := range c.means {
		s.held[i] = true
		for _, t := range last {
			s.held[i] = s.held[i] && t.held[i]
		}
		if m[0].f != nil { // a party on top may have no share yet
			s.shares[i] = portion{s.unit, m.exact()}
		}
	}
	if err := s.run(c.Key.Then, len(c.Key.Rules)); err != nil {
		return err
	}
	c.stages = append(c.stages, s.stages...)
	for i, p := range s.shares {
		c.means[i] = mean{p}
	}
	return nil
}

// round rounds the shares of the whole together, and those on top each by
// itself.
func (c *Scale) round() error {
	r := c.Key.Round
	if r.To.Sign() == 0 {
		return nil
	}
	var inside []int
	parts := amounts{times: decimal.Whole(1)}
	c.Rounded = make([]decimal.Decimal, len(c.means))
	for i, m := range c.means {
		if c.onTop[i] {
			c.Rounded[i], _ = m.exact().Round(r.To, r.Mode)
			continue
		}
		inside, parts.shares = append(inside, i), append(parts.shares, m)
	}
	rounded, residue, err := r.place(parts, decimal.Whole(1))
	if err != nil {
		return &StepError{Err: err, Rule: -1, Detail: fmt.Sprintf("shares rounded to %s", r.To)}
	}
	for n, i := range inside {
		c.Rounded[i] = rounded[n]
	}
	c.Residue = residue
	return nil
}
