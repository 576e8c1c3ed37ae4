package key

import "entente/decimal"

// Move is what one rule did to one party.
type Move struct {
	Rule   int    // index into Rules, then into Then; -1 for averaging and rounding
	Base   string // the base period, "" where there is none
	Words  string // the rule in words
	First  bool   // there was no share before: the whole was divided, or base periods averaged
	Before decimal.Fraction
	After  decimal.Fraction
	Held   bool       // fixed by this rule or an earlier one
	From   []Transfer // whose share the party took over
	To     []Transfer // who took over its share
}

// Transfer is a part of a share that went from one party to another.
type Transfer struct {
	Party string
	Share decimal.Fraction
}

// Explain returns what every rule did to a party, in order: base period by base
// period, then the average, the rules after it, and rounding. Where a rule moved
// shares, those who gained took from those who lost in proportion to what each
// lost; that is what pro rata means, so the transfers are exact and add to the
// difference.
func (c Scale) Explain(party int) []Move {
	var moves []Move
	bases := max(1, len(c.Key.Bases))
	averaged := false
	for _, g := range c.stages {
		if g.rule >= len(c.Key.Rules) && !averaged && bases > 1 {
			moves, averaged = append(moves, c.average(party, moves)), true
		}
		moves = append(moves, c.move(g, party))
	}
	if !averaged && bases > 1 {
		moves = append(moves, c.average(party, moves))
	}
	if c.Rounded != nil {
		moves = append(moves, Move{
			Rule: -1, Words: c.Key.Round.words(percent(c.Key.Round.To.Fraction())),
			Before: c.Share(party), After: c.Rounded[party].Fraction(),
		})
	}
	return moves
}

// average is the step from the base periods to their mean.
func (c Scale) average(party int, moves []Move) Move {
	var last mean
	for _, g := range c.stages {
		if g.rule == len(c.Key.Rules)-1 {
			last = append(last, g.after[party])
		}
	}
	held := true
	for _, m := range moves {
		if m.Rule == len(c.Key.Rules)-1 {
			held = held && m.Held
		}
	}
	x := last.exact()
	return Move{Rule: -1, Words: "average of the base periods", First: true, After: x, Held: held}
}

func (c Scale) move(g stage, party int) Move {
	m := Move{
		Rule: g.rule, Base: g.base, Words: c.Key.rule(g.rule).Step.String(), First: g.first,
		After: g.after[party].exact(), Held: g.held[party],
	}
	if g.first {
		return m
	}
	m.Before = g.before[party].exact()
	own := m.After.Sub(m.Before)
	if own.Sign() != 0 && g.before[party].f != nil {
		m.From, m.To = c.transfers(g, own)
	}
	return m
}

// transfers returns who gave to a party that gained, or who took from one that
// lost. own is the change of its share.
func (c Scale) transfers(g stage, own decimal.Fraction) (from, to []Transfer) {
	d := differ{unit: newFactor(decimal.Whole(1)), between: map[[2]*factor]*factor{}}
	changes := make([]portion, len(g.after))
	for i := range changes {
		if g.before[i].f != nil { // a party on top takes from nobody
			changes[i] = d.change(g.before[i], g.after[i])
		}
	}
	gained := total(changes, func(i int) bool { return changes[i].sign() > 0 })
	part, ok := own.Quo(gained)
	if !ok {
		return nil, nil
	}
	scaled := map[*factor]decimal.Fraction{}
	for i, p := range changes {
		if p.sign()*own.Sign() >= 0 {
			continue
		}
		by, ok := scaled[p.f]
		if !ok {
			by = p.f.exact.Mul(part)
			scaled[p.f] = by
		}
		t := Transfer{c.Key.Parties[i].ID, by.Mul(p.w)}
		if t.Share.Sign() < 0 {
			t.Share = t.Share.Neg()
		}
		if own.Sign() > 0 {
			from = append(from, t)
		} else {
			to = append(to, t)
		}
	}
	return from, to
}

// differ takes differences of portions and keeps them short: most parties keep
// either their weight or their factor in a step.
type differ struct {
	unit    *factor
	between map[[2]*factor]*factor
}

// change returns after − before; its weight may be negative.
func (d differ) change(before, after portion) portion {
	switch {
	case before == after:
		return portion{}
	case after.f == before.f:
		return portion{after.f, after.w.Sub(before.w)}
	case after.f != nil && after.w.Equal(before.w):
		pair := [2]*factor{before.f, after.f}
		f, ok := d.between[pair]
		if !ok {
			f = newFactor(after.f.exact.Sub(before.f.exact))
			d.between[pair] = f
		}
		return portion{f, after.w}
	default:
		return portion{d.unit, after.exact().Sub(before.exact())}
	}
}

// rule returns the rule at an index into Rules, then into Then.
func (k Key) rule(i int) Rule {
	if i < len(k.Rules) {
		return k.Rules[i]
	}
	return k.Then[i-len(k.Rules)]
}
