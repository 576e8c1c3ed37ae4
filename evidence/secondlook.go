package evidence

import (
	"slices"
	"strings"
)

// second looks again at what the first naming could only infer. Where tense,
// recency or order chose the agreement and a figure then does not fit, every
// agreement that the words do not exclude is tried: the one under which most
// figures of the sentence fit is meant. What the words name (an ordinal, the
// year of the figure itself) is left alone.
type second struct {
	*linker
	judge *judge
}

// look goes over the sentences.
func (l *second) look() {
	for s := range l.text {
		l.misnumbered(s)
		var open []int
		settled, bad := 0, false
		for i := range l.in(s) {
			switch {
			case !l.movable(i):
			case l.unnamed(i):
				open, bad = append(open, i), true
			default:
				open = append(open, i)
				if l.fits(i, l.figs[i].Quantity) {
					settled++
				} else {
					bad = true
				}
			}
		}
		if bad {
			l.joint(s, open, settled)
		}
	}
}

// movable reports a sum or a change whose agreement was not named by the words.
func (l *second) movable(i int) bool {
	f := &l.figs[i]
	if f.Kind != Percent && f.Kind != Money || f.Value.Converted > 0 || f.Value.Low != nil {
		return false
	}
	if f.Quantity == "" {
		return l.unnamed(i)
	}
	p, _ := l.k.byQuantity(f.Quantity)
	if p == nil && !strings.HasSuffix(f.Quantity, ".annual_amount") {
		return false
	}
	return slices.ContainsFunc(f.Reasons, inferred)
}

// inferred reports a reason that leans on the day, on tense or on order, not on
// a name.
func inferred(reason string) bool {
	for _, p := range [...]string{"the agreement", "what is paid", "the sum", "the length"} {
		if strings.HasPrefix(reason, p) {
			return true
		}
	}
	return false
}

// unnamed reports a sum or a change that may be one of an agreement though none
// could be named: a sentence about an agreement, and nothing that makes it a
// wish, a total or another ally's.
func (l *second) unnamed(i int) bool {
	f := &l.figs[i]
	if f.Quantity != "" || f.Value.Low != nil || l.otherAlly(i) || !l.payContext(i) {
		return false
	}
	if !l.near(i, 4, 0, "paying", "pays", "paid", "pay") && !l.has(f.Sentence, "deal", "agreement", "pact", "accord", "sma", "payment", "contribution", "share", "cut", "rise", "increase") {
		return false
	}
	if l.near(i, 6, 0, "should", "must", "ought", "would", "wants", "d") {
		return false
	}
	switch f.Kind {
	case Money:
		return f.Value.Unit == l.k.Home && !l.otherMoney(i) && !l.measure(i)
	case Percent:
		return !l.otherChange(i) && !l.wished(i)
	case Multiple, Share, Count, Ordinal, Date, DateRange, Duration, Frequency, Qualitative:
	}
	return false
}

// fits reports whether a figure is right as a quantity.
func (l *second) fits(i int, id string) bool {
	kept := l.figs[i]
	l.figs[i].Quantity = id
	l.judge.strict = true
	l.judge.figure(i)
	l.judge.strict = false
	v := l.figs[i].Verdict
	l.figs[i] = kept
	return v == Consistent || v == ConsistentRounded
}

// joint names the figures of a sentence by the agreement under which more of
// them fit than now.
func (l *second) joint(s int, open []int, settled int) {
	var best *Pact
	most := settled
	for n := range l.k.Pacts {
		p := &l.k.Pacts[len(l.k.Pacts)-1-n]
		if l.excluded(s, p) || l.old(p) {
			continue
		}
		got, firm := 0, 0
		for _, i := range open {
			if l.under(i, p) != "" {
				got++
				if l.figs[i].Quantity != "" || l.figs[i].Kind == Money {
					firm++
				}
			}
		}
		if got > most && (firm > 0 || got > 1) {
			best, most = p, got
		}
	}
	if best == nil {
		return
	}
	for _, i := range open {
		if id := l.under(i, best); id != "" {
			l.name(i, id, "it fits the agreement that the words leave open")
			l.figs[i].weak = false
		}
	}
	for _, i := range open {
		if l.figs[i].Quantity != "" && !l.fits(i, l.figs[i].Quantity) || l.figs[i].Quantity == "" && l.leadsTo(s, i) {
			l.alike(i, best)
		}
	}
}

// leadsTo reports "by 8.2 percent to 1.04 trillion won" whose sum was named.
func (l *second) leadsTo(s, i int) bool {
	for j := range l.in(s) {
		if l.figs[i].Kind == Percent && l.figs[j].Kind == Money && l.figs[j].Quantity != "" && l.risesTo(i, j) {
			return true
		}
	}
	return false
}

// old reports an agreement too long gone to be meant without its name or year.
func (l *second) old(p *Pact) bool {
	return !l.now.IsZero() && !l.rough && p.Last < l.now.Year-6
}

// alike names a figure that fits nothing by the agreement that the figures
// beside it mean.
func (l *second) alike(i int, p *Pact) {
	o := p.opening()
	if o == nil {
		return
	}
	id := o.Quantity
	if l.figs[i].Kind == Percent {
		id = o.Change
	}
	if id != "" {
		l.name(i, id, "the agreement that the figures beside it fit")
	}
}

// under returns the quantity of an agreement that a figure fits: of its opening
// year, else of any year when the sum is home money stated to three digits.
func (l *second) under(i int, p *Pact) string {
	o := p.opening()
	if o == nil {
		return ""
	}
	f := &l.figs[i]
	if f.Kind == Percent {
		if o.Change != "" && l.fits(i, o.Change) {
			return o.Change
		}
		return ""
	}
	if l.fits(i, o.Quantity) {
		return o.Quantity
	}
	if f.Value.Unit != l.k.Home || len(significant(f.Value.Amount)) < 3 {
		return ""
	}
	for n := range p.Years {
		if y := &p.Years[n]; !y.Unsure && l.fits(i, y.Quantity) {
			return y.Quantity
		}
	}
	return ""
}

// excluded reports an agreement that the sentence cannot mean: another number,
// another length or another day of conclusion stands in it, or it was not yet
// concluded.
func (l *second) excluded(s int, p *Pact) bool {
	if n := l.numbered(s); n != nil {
		return n != p
	}
	if a := l.agreedIn(s); a != nil {
		return a != p
	}
	if c, ok := p.date("concluded"); ok && !l.now.IsZero() && !l.rough && l.now.Before(c.From) {
		return true
	}
	for j := range l.in(s) {
		if strings.HasSuffix(l.figs[j].Quantity, ".term") && l.figs[j].Value.Unit == "years" {
			if n, ok := l.figs[j].Value.Amount.Int64(); ok && !p.lasts(int(n)) {
				return true
			}
		}
	}
	return false
}
