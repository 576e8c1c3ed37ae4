package evidence

import "strings"

// misnumbered looks at a sentence whose agreement was named by its number. Where
// what the sentence says of that agreement fits another one and nothing fits the
// number, the number is the error: "the sixth agreement, which expires at the
// end of 2025".
func (l *second) misnumbered(s int) {
	for o := range l.in(s) {
		id, ok := strings.CutSuffix(l.figs[o].Quantity, ".ordinal")
		if !ok || l.figs[o].Kind != Ordinal {
			continue
		}
		p := l.k.byID(id)
		if p == nil || p.Number != l.stated(o) {
			continue
		}
		if q := l.meant(s, o, p); q != nil {
			l.renumber(s, o, p, q)
		}
	}
}

func (k *Knowledge) byID(id string) *Pact {
	for i := range k.Pacts {
		if k.Pacts[i].ID == id {
			return &k.Pacts[i]
		}
	}
	return nil
}

func (l *second) stated(o int) int {
	n, _ := l.figs[o].Value.Amount.Int64()
	return int(n)
}

// meant returns the only agreement that the figures beside a number fit, when
// none of them fits the number.
func (l *second) meant(s, o int, p *Pact) *Pact {
	if l.countsOn(s, o) {
		return nil
	}
	var found *Pact
	for j := range l.in(s) {
		f := &l.figs[j]
		if j == o || f.Value.Converted > 0 || f.Quantity == "" {
			continue
		}
		if f.Kind == Ordinal {
			return nil // two numbers: which figure goes with which is open
		}
		q := l.other(j, o, p)
		if q == p || q != nil && found != nil && q != found {
			return nil
		}
		if q != nil {
			found = q
		}
	}
	return found
}

// countsOn reports a sentence that goes on counting: "the second covered 1994 and
// 1995, the third 1996 to 1998".
func (l *linker) countsOn(s, o int) bool {
	for k, t := range l.text[s].toks {
		if (k < l.pos[o].from || k >= l.pos[o].to) && ordinalWord(t.low) > 1 {
			return true
		}
	}
	return false
}

// other returns the agreement a figure speaks of: p when it fits it, another one
// when it fits only that, nil when it tells nothing.
func (l *second) other(j, o int, p *Pact) *Pact {
	f := &l.figs[j]
	if f.Kind == Money && f.Value.Unit != l.k.Home {
		return nil // at a rate of its time it fits too much
	}
	if !strings.HasPrefix(f.Quantity, p.ID+".") {
		own, sum := l.k.byQuantity(f.Quantity)
		for n := range p.Years {
			if sum != nil && p.Years[n].Amount.Equal(sum.Amount) {
				return p // the agreement goes on paying the sum before it
			}
		}
		if own != nil && l.underNumber(o) && l.fits(j, f.Quantity) && f.tied && j > o && l.opens(own, f.Quantity) {
			return own
		}
		return nil
	}
	if l.fits(j, f.Quantity) {
		return p
	}
	rest := strings.TrimPrefix(f.Quantity, p.ID)
	if rest == ".annual_amount" {
		return nil // of some year: too many agreements fit
	}
	var found *Pact
	for n := range l.k.Pacts {
		q := &l.k.Pacts[n]
		if q != p && l.fits(j, q.ID+rest) {
			if found != nil {
				return nil
			}
			found = q
		}
	}
	return found
}

// opens reports the first year of an agreement: the sum it is known by.
func (l *second) opens(p *Pact, id string) bool {
	o := p.opening()
	return o != nil && (o.Quantity == id || o.Change == id)
}

// underNumber reports "under the 12th agreement" and "the 12th agreement, under
// which".
func (l *second) underNumber(o int) bool {
	return l.near(o, 3, 0, "under") || l.near(o, 0, 7, "under")
}

// renumber makes the number the error, and the figures beside it right.
func (l *second) renumber(s, o int, p, q *Pact) {
	l.name(o, q.ID+".ordinal", "the figures beside it are those of that agreement")
	for j := range l.in(s) {
		f := &l.figs[j]
		if rest, ok := strings.CutPrefix(f.Quantity, p.ID); j != o && ok && l.fits(j, q.ID+rest) {
			l.name(j, q.ID+rest, "the agreement that the figures of the sentence fit")
		}
	}
}
