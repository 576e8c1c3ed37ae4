package evidence

import "strings"

// pactOf is pact for one figure: where a sentence numbers several agreements, the
// one numbered last in front of the figure is meant.
func (l *linker) pactOf(i int) (*Pact, string) {
	s := l.figs[i].Sentence
	var last *Pact
	numbers := 0
	for j := range l.in(s) {
		if d := &l.figs[j]; d.Kind == Ordinal && l.ordinalOfPact(j) || strings.HasSuffix(d.Quantity, ".ordinal") {
			numbers++
			if n, ok := d.Value.Amount.Int64(); ok && j < i {
				last = l.k.pactByNumber(int(n))
			}
		}
	}
	if numbers > 1 && last != nil {
		return last, "the number of the agreement"
	}
	return l.pact(s)
}

// ofFollowing reports a year with a figure of the same kind right behind it: 8.3%는
// 2021년 13.9% 이후.
func (l *linker) ofFollowing(i, j int) bool {
	return j+1 < len(l.figs) && l.figs[j+1].Sentence == l.figs[j].Sentence && l.figs[j+1].Kind == l.figs[i].Kind && l.pos[j+1].from-l.pos[j].to <= 1
}

// listed reports a year in front of a figure that closes a list of years: "for
// 1994 and 1995, $260 million and $300 million" leaves open which is whose.
func (l *linker) listed(i, j int) bool {
	if j == 0 || j > i || !l.figs[j].IsDate() || !l.figs[j-1].IsDate() || l.figs[j-1].Sentence != l.figs[j].Sentence {
		return false
	}
	t := l.text[l.figs[j].Sentence].toks
	from, to := l.pos[j-1].to, l.pos[j].from
	return to == from+1 && (t[from].low == "and" || t[from].low == ",") || to == from+2 && t[from+1].low == "and" || to == from && t[to-1].kind == hangul
}
