package evidence

// ceiling names a limit of yearly changes: that of the agreement the sentence
// names, or the one spoken of just before.
func (l *linker) ceiling(i int) {
	f := &l.figs[i]
	if f.Kind != Percent || f.Value.Low != nil || l.near(i, 10, 6, "wanted", "sought", "proposed", "suggested", "demanded", "asked", "offered") {
		return
	}
	p, why := l.pactOf(i)
	for s := f.Sentence - 1; p == nil && s >= max(0, f.Sentence-4); s-- {
		p, why = l.spoken(s)
	}
	if (p == nil || p.Cap == nil && l.numbered(f.Sentence) == nil) && !l.now.IsZero() && !l.rough {
		p, why = l.k.fresh(l.now), "the agreement just concluded"
	}
	if p == nil || p.Cap == nil {
		return
	}
	l.name(i, p.ID+".cap", why, "the ceiling of a yearly change")
	if l.numbered(f.Sentence) != nil || l.capFits(i, p) {
		return
	}
	for n := range l.k.Pacts {
		if q := &l.k.Pacts[n]; l.capFits(i, q) {
			l.name(i, q.ID+".cap", "an agreement with that ceiling", "the ceiling of a yearly change")
		}
	}
}

func (l *linker) capFits(i int, p *Pact) bool {
	return p.Cap != nil && l.figs[i].Value.Amount.Equal(*p.Cap)
}

// spoken finds the agreement of an earlier sentence: by its name, or by the
// last sum that was named in it.
func (l *linker) spoken(s int) (*Pact, string) {
	if p, why := l.pact(s); p != nil {
		return p, why
	}
	for j := range l.in(s) {
		if p, y := l.k.byQuantity(l.figs[j].Quantity); y != nil && p.Cap != nil {
			return p, "the agreement of the sums before"
		}
	}
	return nil, ""
}

// noMore reports "no more than five percent in any one year".
func (l *linker) noMore(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i]
	if p.from < 3 || t[p.from-1].low != "than" || t[p.from-2].low != "more" || t[p.from-3].low != "no" && t[p.from-3].low != "not" {
		return false
	}
	return l.near(i, 0, 6, "year", "annually", "yearly")
}
