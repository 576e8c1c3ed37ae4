package evidence

import (
	"iter"
	"strings"

	"entente/period"
)

// linker names the quantity each figure speaks of. It looks at the kind of the
// figure, the words around it, the years in its clause, the agreement the
// sentence means, and the day of publication. Where these do not agree it
// abstains: no name is better than a wrong one.
type linker struct {
	k     *Knowledge
	doc   *Document
	now   period.Day // day of publication, or the best that is known of it
	rough bool       // now was concluded from the text: what leans on it is weak
	text  []sentence
	figs  []Figure
	pos   []span2 // token range of every figure in its sentence
	low   []map[string]bool
	// first is the first figure of every sentence, and one past the last.
	first []int
}

// in yields the figures of a sentence.
func (l *linker) in(s int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j := l.first[s]; j < l.first[s+1]; j++ {
			if !yield(j) {
				return
			}
		}
	}
}

// span2 is a range of tokens.
type span2 struct{ from, to int }

// link fills Quantity and Reasons of all figures.
func (l *linker) link() {
	for _, pass := range [...]func(int){l.value, l.comparison} {
		for i := range l.figs {
			if l.figs[i].Value.Converted == 0 {
				pass(i)
			}
		}
	}
	for i := range l.figs {
		if f := &l.figs[i]; l.rough && !f.firmly() {
			f.weak = true
		}
	}
	l.pair()
}

// pair gives a sum in brackets the quantity of the sum it converts.
func (l *linker) pair() {
	for i := range l.figs {
		if c := l.figs[i].Value.Converted; c > 0 {
			f, of := &l.figs[i], &l.figs[c-1]
			f.Quantity, f.Reasons = of.Quantity, []string{"the same sum in another currency"}
			f.weak, f.tied, f.paid = f.weak || of.weak, of.tied, of.paid
		}
	}
}

// value names what stands for itself.
func (l *linker) value(i int) {
	switch l.figs[i].Kind {
	case Money:
		l.money(i)
	case Share, Count:
		if !l.otherAlly(i) {
			l.topics(i)
		}
	case Ordinal:
		l.ordinal(i)
	case Date, DateRange:
		l.date(i)
	case Percent, Multiple, Duration, Frequency, Qualitative:
	}
}

// comparison names what leans on the sums and years beside it, in front or
// behind.
func (l *linker) comparison(i int) {
	switch l.figs[i].Kind {
	case Percent, Multiple:
		l.change(i)
	case Duration:
		l.duration(i)
	case Money, Share, Count, Ordinal, Date, DateRange, Frequency, Qualitative:
	}
}

// firmly reports a quantity that was named by what is printed, not by the day.
func (f *Figure) firmly() bool {
	for _, r := range f.Reasons {
		if strings.HasPrefix(r, "the year in the clause") || strings.HasPrefix(r, "the number of") || strings.HasPrefix(r, "the words of") || strings.HasPrefix(r, "the beginning") || strings.HasPrefix(r, "the year it was agreed") || r == baseReason {
			return true
		}
	}
	return false
}

// name sets the quantity of a figure with the reasons for it.
func (l *linker) name(i int, id string, reasons ...string) {
	l.figs[i].Quantity, l.figs[i].Reasons = id, reasons
}

// words returns the words of a sentence as a set.
func (l *linker) words(s int) map[string]bool {
	if l.low[s] == nil {
		m := map[string]bool{}
		for _, t := range l.text[s].toks {
			m[t.low] = true
		}
		l.low[s] = m
	}
	return l.low[s]
}

// has reports whether a sentence holds one of the words. Korean words match at
// the beginning, since particles follow.
func (l *linker) has(s int, words ...string) bool {
	m := l.words(s)
	for _, w := range words {
		if strings.Contains(w, " ") {
			if l.phrase(s, w) {
				return true
			}
			continue
		}
		if m[w] {
			return true
		}
		if w != "" && w[0] >= 0x80 {
			for _, t := range l.text[s].toks {
				if t.kind == hangul && strings.Contains(t.text, w) {
					return true
				}
			}
		}
	}
	return false
}

func (l *linker) phrase(s int, p string) bool {
	want := strings.Fields(p)
	t := l.text[s].toks
	for i := 0; i+len(want) <= len(t); i++ {
		k := 0
		for k < len(want) && t[i+k].low == want[k] {
			k++
		}
		if k == len(want) {
			return true
		}
	}
	return false
}

// near reports whether one of the words stands within before tokens in front
// of figure i or after tokens behind it, inside the sentence and on the same
// side of a semicolon.
func (l *linker) near(i, before, after int, words ...string) bool {
	t := l.text[l.figs[i].Sentence].toks
	first, last := max(0, l.pos[i].from-before), min(len(t), l.pos[i].to+after)
	for k := l.pos[i].from - 1; k >= first; k-- {
		if t[k].low == ";" {
			first = k
		}
	}
	for k := l.pos[i].to; k < last; k++ {
		if t[k].low == ";" {
			last = k
		}
	}
	return l.between(i, first, last, words)
}

// within is near across semicolons.
func (l *linker) within(i, before, after int, words ...string) bool {
	t := l.text[l.figs[i].Sentence].toks
	return l.between(i, max(0, l.pos[i].from-before), min(len(t), l.pos[i].to+after), words)
}

// between looks for words among tokens around figure i.
func (l *linker) between(i, first, last int, words []string) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := first; k < last; k++ {
		if k >= l.pos[i].from && k < l.pos[i].to {
			continue
		}
		for _, w := range words {
			if t[k].low == w || w[0] >= 0x80 && t[k].kind == hangul && strings.Contains(t[k].text, w) {
				return true
			}
		}
	}
	return false
}

// around reports whether the sentence or the one before it in the paragraph
// holds one of the words.
func (l *linker) around(s int, words ...string) bool {
	if l.has(s, words...) {
		return true
	}
	return s > 0 && l.text[s-1].paragraph >= l.text[s].paragraph-1 && l.has(s-1, words...)
}

// yearNear finds the year that a figure belongs to: a year right behind it
// (in 2021, for 2026), else the nearest one in the clause that is no deadline,
// no base of a comparison and no time of a statement.
func (l *linker) yearNear(i int) (int, string) {
	s := l.figs[i].Sentence
	best, bestDist := 0, 1000
	why, from := "", 0
	t := l.text[s].toks
	for j := range l.in(s) {
		d := &l.figs[j]
		if j == i || d.Sentence != s || !d.IsDate() || d.Role == "statement_time" {
			continue
		}
		if d.Value.Span.From.Year != d.Value.Span.To.Year {
			continue
		}
		p := l.pos[j]
		if l.figs[i].Kind == Money && budgetNext(t[p.to:]) {
			continue // as the 2023 defence budget grew: the budget's year
		}
		before := ""
		if p.from > 0 {
			before = t[p.from-1].low
		}
		if before == "the" && p.from > 1 {
			before = t[p.from-2].low
		}
		if p.from > 1 && (before == "in" || before == "of" || before == "for") && t[p.from-2].low == "than" && p.from >= l.pos[i].to {
			continue // more than in 2018: another year's sum
		}
		if strings.HasSuffix(d.Quantity, ".effective_year") && p.from > 1 && before == "from" || d.Role == "deadline" || before == "than" && (p.to > l.pos[i].from || l.pos[i].from-p.to > 2) || before == "since" || before == "over" && p.from > 1 && changeNoun(t[p.from-2].low) != "" || before == "above" || before == "below" || l.compared(i, p) || p.to < len(t) && pactNoun(t[p.to].low) {
			continue
		}
		if p.from >= l.pos[i].to && (before == "from" || before == "over" || before == "on" && d.Value.Span.Days() > 300) {
			continue
		}
		if l.eventDate(s, p) || p.from >= l.pos[i].to && l.baseBetween(i, p) || l.ofMain(i, p) || l.ofBase(i, p) ||
			l.ofNext(i, p) || l.doc.Language == "ko" && l.figs[i].Kind == Money && l.comparedWon(j) {
			continue
		}
		var dist int
		if p.from >= l.pos[i].to {
			dist = p.from - l.pos[i].to
			if l.doc.Language == "ko" {
				if l.ofFollowing(i, j) || l.comma(s, l.pos[i].to, p.from) {
					continue
				}
				dist += 40 // the year stands before its sum
			}
			if l.broken(s, l.pos[i].to, p.from) {
				dist += 60
			}
		} else {
			dist = l.pos[i].from - p.to + 3
			if l.opensBracket(s, p.to, l.pos[i].from) {
				dist = 0
			} else if l.doc.Language == "ko" && l.closedAround(s, p.to, l.pos[i].from) {
				dist += 30
			}
			if l.broken(s, p.to, l.pos[i].from) {
				dist += 12
			}
		}
		if dist < bestDist && d.Value.Span.From.IsZero() {
			best, bestDist, why = 0, dist, "" // "this year" of a day nobody printed
		} else if dist < bestDist {
			best, bestDist, why, from = d.Value.Span.From.Year, dist, "the year in the clause: "+d.Surface, j
		}
	}
	if bestDist > 45 {
		return 0, ""
	}
	l.figs[i].tied = best > 0 && bestDist <= 7 && !l.listed(i, from)
	l.figs[i].weak = l.figs[i].weak || best == 0
	return best, why
}

// lifeDate reports a date already named as the beginning, conclusion or end of
// an agreement, which is no time of a demand.
func (l *linker) lifeDate(j int) bool {
	for _, role := range [...]string{".effective_year", ".concluded", ".signed", ".expiry"} {
		if strings.HasSuffix(l.figs[j].Quantity, role) {
			return !strings.HasPrefix(l.figs[j].Quantity, l.k.Series+".series")
		}
	}
	return false
}

// compared reports a year that a percentage is measured against: more than in
// 2020, above that of 2018, 2019년 1조389억원보다.
func (l *linker) compared(i int, p span2) bool {
	f := &l.figs[i]
	t := l.text[f.Sentence].toks
	if f.Kind != Percent && f.Kind != Multiple {
		return false
	}
	for k := l.pos[i].to; k < p.from; k++ {
		switch t[k].low {
		case "from", "over", "above", "than", "compared", "against", "versus", "below":
			return true
		}
	}
	for k := p.from; k < min(p.to+7, l.pos[i].from); k++ {
		if t[k].kind == hangul && (strings.Contains(t[k].text, "보다") || strings.HasPrefix(t[k].text, "대비")) {
			return true
		}
		if k >= p.to && (t[k].low == "," || t[k].kind == number && l.yearAt(t, k)) {
			break
		}
	}
	return false
}

func (l *linker) yearAt(t []token, k int) bool { return yearOf(t[k]) > 0 }

// comma reports a comma between two tokens.
func (l *linker) comma(s, from, to int) bool {
	t := l.text[s].toks
	for k := from; k < to && k < len(t); k++ {
		if t[k].low == "," {
			return true
		}
	}
	return false
}

// opensBracket reads 2019 (1.04 trillion won): the sum belongs to the year.
func (l *linker) opensBracket(s, from, to int) bool {
	t := l.text[s].toks
	return to-from == 1 && t[from].low == "("
}

// closedAround reports a bracket that was opened and closed between two tokens.
func (l *linker) closedAround(s, from, to int) bool {
	t := l.text[s].toks
	for k := from; k < to && k < len(t); k++ {
		if t[k].low == ")" {
			return true
		}
	}
	return false
}

// eventDate reports a date that tells when something was agreed, signed or
// said, not the year a sum is for.
func (l *linker) eventDate(s int, p span2) bool {
	t := l.text[s].toks
	for k := p.from - 1; k >= max(0, p.from-4); k-- {
		switch t[k].low {
		case "signed", "agreed", "concluded", "reached", "struck", "announced", "initialed", "initialled", "ratified", "expired", "said", "told", "expires", "expire", "elected", "election":
			return true
		}
	}
	return false
}

// broken reports a boundary of clauses between two tokens.
func (l *linker) broken(s, from, to int) bool {
	t := l.text[s].toks
	for k := from; k < to && k < len(t); k++ {
		switch t[k].low {
		case ";", ":", "--", "but", "while", "whereas":
			return true
		case ",":
			if k+1 < to && (t[k+1].low == "and" || t[k+1].low == "which" || t[k+1].low == "with") {
				return true
			}
		}
	}
	return false
}

// pact finds the agreement a sentence means by name.
func (l *linker) pact(s int) (*Pact, string) {
	if p := l.numbered(s); p != nil {
		return p, "the number of the agreement"
	}
	if p := l.agreedIn(s); p != nil {
		return p, "the year it was agreed"
	}
	t := l.text[s].toks
	for i := range t {
		if !pactNoun(t[i].low) && !koreanPactNoun(t[i]) {
			continue
		}
		for k := i - 1; k >= 0 && k >= i-5; k-- {
			if p, why := l.described(t, k); p != nil {
				return p, why
			}
			if t[k].low == "," || t[k].low == "." {
				break
			}
		}
	}
	if p := l.endedOn(s); p != nil {
		return p, "the day it ended"
	}
	for i := range l.k.Pacts {
		for _, a := range l.k.Pacts[i].Aliases {
			if l.has(s, a) {
				return &l.k.Pacts[i], "its name: " + a
			}
		}
	}
	return nil, ""
}

// agreedIn reads "agreed in 2021 to pay", "the deal reached in 2021".
func (l *linker) agreedIn(s int) *Pact {
	t := l.text[s].toks
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence != s || !d.IsDate() || d.Value.Span.From.IsZero() {
			continue
		}
		for k := l.pos[j].from - 1; k >= max(0, l.pos[j].from-3); k-- {
			switch t[k].low {
			case "agreed", "reached", "struck", "concluded", "signed", "clinched", "sealed", "initialed", "initialled", "inked":
				if p := l.k.agreed(d.Value.Span); p != nil {
					return p
				}
			}
		}
		if p := l.agreedBehind(j); p != nil {
			return p
		}
	}
	return nil
}

// agreedBehind reads "In 2021, the two countries concluded a deal".
func (l *linker) agreedBehind(j int) *Pact {
	t := l.text[l.figs[j].Sentence].toks
	p := l.pos[j]
	if p.from > 1 || !l.printedYear(j) || l.figs[j].Kind != Date {
		return nil
	}
	for k := p.to; k < min(len(t), p.to+9); k++ {
		switch t[k].low {
		case "agreed", "reached", "struck", "concluded", "signed", "clinched", "sealed":
			return l.k.agreed(l.figs[j].Value.Span)
		}
	}
	return nil
}

// endedOn reads "the pact that expired on Dec. 31": the one in force until then.
func (l *linker) endedOn(s int) *Pact {
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence == s && d.Kind == Date && !d.Value.Span.From.IsZero() && d.Value.Span.To.Before(l.now) && l.near(j, 3, 0, "expired", "lapsed") {
			return l.k.covering(d.Value.Span.To.Year)
		}
	}
	return nil
}

// numbered reads 11th SMA, 제11차 협정.
func (l *linker) numbered(s int) *Pact {
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence != s || d.Kind != Ordinal {
			continue
		}
		if id, ok := strings.CutSuffix(d.Quantity, ".ordinal"); ok {
			for p := range l.k.Pacts {
				if l.k.Pacts[p].ID == id {
					return &l.k.Pacts[p]
				}
			}
		}
		if n, ok := d.Value.Amount.Int64(); ok && l.ordinalOfPact(j) {
			return l.k.pactByNumber(int(n))
		}
	}
	return nil
}

// ordinalOfPact reports an ordinal whose noun is an agreement, not a round.
func (l *linker) ordinalOfPact(j int) bool {
	t := l.text[l.figs[j].Sentence].toks
	for k := l.pos[j].to; k < min(len(t), l.pos[j].to+7); k++ {
		switch w := t[k].low; {
		case w == "round" || w == "rounds" || w == "session" || w == "meeting" || w == "day" || w == "time" || w == "year" || w == "consecutive":
			return false
		case pactNoun(w) || w == "special":
			return true
		case t[k].kind == hangul && (strings.Contains(t[k].text, "회의") || strings.Contains(t[k].text, "라운드")):
			return false
		case koreanPactNoun(t[k]) || t[k].kind == hangul && strings.Contains(t[k].text, "방위비"):
			return !strings.Contains(t[k].text, "회의") && !l.koreanRound(t, k)
		}
		if t[k].low == "," || t[k].low == "." {
			return false
		}
	}
	return false
}

// koreanRound reports that a meeting follows: 제11차 … 협상 3차 회의 counts the
// agreement, 3차 협상 the round.
func (l *linker) koreanRound(t []token, k int) bool {
	return strings.Contains(t[k].text, "협상") && !strings.Contains(t[k].text, "협정") && (k == 0 || !strings.HasPrefix(t[k-1].text, "제")) && k > 1 && t[k-2].low != "제"
}

func pactNoun(w string) bool {
	switch w {
	case "deal", "agreement", "pact", "accord", "sma", "deals", "agreements", "arrangement":
		return true
	}
	return false
}

func koreanPactNoun(t token) bool {
	return t.kind == hangul && (strings.Contains(t.text, "협정") || strings.Contains(t.text, "SMA") || strings.Contains(t.text, "합의"))
}

// described reads current deal, new pact, one-year agreement, 2014 accord.
func (l *linker) described(t []token, k int) (*Pact, string) {
	w := t[k].low
	if y := yearOf(t[k]); y > 0 {
		for i := range l.k.Pacts {
			p := &l.k.Pacts[i]
			if c, ok := p.date("concluded"); p.First == y || ok && c.From.Year == y {
				return p, "the year of the agreement"
			}
		}
	}
	if n, ok := numberWord(w); ok && k+2 < len(t) && t[k+1].low == "-" && t[k+2].low == "year" {
		return l.lasting(int(n)), "the length of the agreement"
	}
	if l.now.IsZero() {
		return nil, ""
	}
	current := l.k.covering(l.now.Year)
	if current != nil && l.unborn(current) {
		current = nil
	}
	switch w {
	case "current", "existing", "present", "현행":
		return current, "the agreement in force"
	case "new", "next", "latest", "upcoming", "fresh", "successor", "follow-on", "차기", "새":
		if p := l.k.fresh(l.now); p != nil {
			return p, "the agreement just concluded"
		}
		return l.k.negotiated(l.now), "the agreement under negotiation"
	case "previous", "last", "expired", "old", "prior", "expiring", "earlier", "former", "preceding":
		if n := l.k.fresh(l.now); n != nil {
			return l.k.pactByNumber(n.Number - 1), "the agreement before the one just concluded"
		}
		if c := l.k.negotiated(l.now); c != nil && current != nil && c.Number == current.Number+1 && (w == "last" || w == "expiring") {
			return current, "the agreement before the one under negotiation"
		}
		if current != nil {
			return l.k.pactByNumber(current.Number - 1), "the agreement before"
		}
	}
	return nil, ""
}

// lasting returns the agreement of that many years nearest to the publication.
func (l *linker) lasting(years int) *Pact {
	var best *Pact
	bestDist := 1 << 20
	for i := range l.k.Pacts {
		p := &l.k.Pacts[i]
		if p.Last-p.First+1 != years && (p.opening() == nil || p.Last-p.opening().Year+1 != years) || l.unborn(p) {
			continue
		}
		d := 0
		if !l.now.IsZero() {
			d = abs(p.First - l.now.Year)
		}
		if d < bestDist || d == bestDist && !l.now.IsZero() {
			best, bestDist = p, d
		}
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
