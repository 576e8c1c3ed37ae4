package evidence

import (
	"strings"

	"entente/decimal"
	"entente/period"
)

// money names a sum: a demand, another known quantity, or what an agreement
// pays in a year.
func (l *linker) money(i int) {
	f := &l.figs[i]
	if f.Value.Unit != l.k.Home && f.Value.Unit != "USD" && f.Value.Unit != "EUR" && f.Value.Unit != "JPY" {
		return
	}
	if l.otherAlly(i) || l.topics(i) {
		return
	}
	if l.otherMoney(i) {
		return
	}
	if l.near(i, 0, 2, "would") || l.near(i, 5, 0, "should", "must", "ought", "'d") || l.near(i, 4, 0, "d") || l.near(i, 3, 0, "paying") && l.near(i, 6, 0, "would") {
		return // what somebody wishes for
	}
	s := f.Sentence
	f.paid = l.near(i, 9, 0, "pay", "pays", "paid", "paying", "contribute", "contributes", "contributed", "contribution", "contributions", "payment", "payments", "share", "sum", "amount", "bill", "분담금", "방위비", "부담") || l.near(i, 0, 9, "분담금", "부담")
	year, why := l.yearNear(i)
	if year == 0 {
		if year = l.afterBase(i); year > 0 {
			why, f.weak = baseReason, true
		}
	}
	pact, pactWhy := l.pactOf(i)
	if l.firstYear(i) && pact != nil && (!f.tied || year == pact.opening().Year || pact.year(year) == nil) {
		l.yearly(i, pact.opening(), pactWhy, "the first year")
		return
	}
	if l.firstYear(i) && pact == nil && !l.now.IsZero() {
		if p := l.k.fresh(l.now); p != nil && year == 0 {
			l.yearly(i, p.opening(), "the agreement just concluded", "the first year")
			return
		}
	}
	if year > 0 && l.payContext(i) {
		if y := l.amount(i, year); y != nil {
			l.yearly(i, y, why)
		}
		return
	}
	if !l.payContext(i) {
		return
	}
	if p := l.agreedIn(s); p != nil && p == pact {
		l.yearly(i, p.opening(), pactWhy)
		return
	}
	if y := l.endOf(i, pact); y != nil {
		l.yearly(i, y, pactWhy, "its first or last year")
		return
	}
	if pact != nil {
		if pact.First == pact.Last || len(pact.Years) == 1 {
			l.yearly(i, pact.opening(), pactWhy)
			return
		}
		if l.isNew(pact) && !l.hasDuration(i) {
			l.yearly(i, pact.opening(), pactWhy, "a new agreement is known by its first year")
			return
		}
		l.name(i, pact.ID+".annual_amount", pactWhy, "no year is named")
		return
	}
	l.undated(i)
}

// amount returns the sum of a year, unless the text is older than the agreement
// that sets it. What a rule will make of a year behind the next, whose index is not
// out yet, is a forecast: another number is no error.
func (l *linker) amount(i, year int) *Yearly {
	p := l.k.covering(year)
	if p == nil || l.unborn(p) {
		return nil
	}
	y := p.year(year)
	if y != nil && !l.now.IsZero() && !l.rough && year > l.now.Year+1 && y != p.opening() {
		l.figs[i].weak = true
	}
	return y
}

// unborn reports an agreement that was concluded after the text appeared.
func (l *linker) unborn(p *Pact) bool {
	c, ok := p.date("concluded")
	return ok && !l.now.IsZero() && !l.rough && l.now.Before(c.From)
}

// endOf reads "opened at", "closed at": the first or last year of an agreement.
func (l *linker) endOf(i int, p *Pact) *Yearly {
	switch {
	case p == nil || len(p.Years) == 0:
	case l.near(i, 3, 0, "opened", "opens", "began", "begins", "started", "starts"):
		return p.opening()
	case l.near(i, 3, 0, "closed", "closes", "ended", "ends", "finished"):
		return &p.Years[len(p.Years)-1]
	}
	return nil
}

// isNew reports an agreement whose first year had not begun, or just had.
func (l *linker) isNew(p *Pact) bool {
	return !l.now.IsZero() && p.opening() != nil && l.now.Year <= p.opening().Year
}

// opening returns the negotiated first year of an agreement: where the first
// years only repeat the last sum of the one before, the first that does not.
func (p *Pact) opening() *Yearly {
	want := p.ID + ".first_year_amount"
	for i := range p.Years {
		if p.Years[i].Quantity == want {
			return &p.Years[i]
		}
	}
	if len(p.Years) > 0 {
		return &p.Years[0]
	}
	return nil
}

// yearly names the sum of a year.
func (l *linker) yearly(i int, y *Yearly, reasons ...string) {
	if y == nil {
		return
	}
	l.name(i, y.Quantity, reasons...)
}

// undated names a sum without year by tense: what Korea pays is the sum of the
// year of publication, what it paid that of the year before.
func (l *linker) undated(i int) {
	if l.now.IsZero() {
		return
	}
	f := &l.figs[i]
	switch {
	case l.near(i, 7, 0, "would", "should", "if", "wants", "could"):
		return // what somebody wishes for
	case l.near(i, 4, 0, "had") && l.near(i, 3, 0, "paying", "paid", "contributing", "contributed"):
		if p := l.k.fresh(l.now); p != nil && p.opening() != nil {
			l.yearly(i, l.k.amount(p.opening().Year-1), "what is paid until the agreement just concluded")
		}
	case l.near(i, 8, 0, "new") && l.near(i, 6, 0, "figure", "sum", "amount", "bill", "payment"):
		if p := l.k.fresh(l.now); p != nil {
			l.yearly(i, p.opening(), "the agreement just concluded")
		}
	case l.near(i, 8, 6, "pays", "paying", "currently", "now", "annual", "yearly", "현재") && f.Value.Per == "year" || l.near(i, 6, 0, "current", "currently"):
		if p := l.k.covering(l.now.Year); p != nil {
			if p.First == p.Last {
				l.yearly(i, p.opening(), "what is paid now")
				return
			}
			l.name(i, p.ID+".annual_amount", "what is paid now, every year")
		}
	case l.near(i, 10, 4, "will", "would", "agreed", "raise", "인상"):
		if p := l.k.fresh(l.now); p != nil {
			l.yearly(i, p.opening(), "the agreement just concluded")
		}
	}
}

// firstYear reports words for the first year of an agreement.
func (l *linker) firstYear(i int) bool {
	return l.has(l.figs[i].Sentence, "first year", "initial year", "opening year", "first-year", "첫해", "첫 해")
}

// payContext reports that the sentence speaks of what is paid under an
// agreement.
func (l *linker) payContext(i int) bool {
	s := l.figs[i].Sentence
	if l.ofDemand(i) || l.inTitle([]string{"cost-sharing", "cost sharing", "defense cost", "troop cost", "방위비", "분담금"}) {
		return true
	}
	return l.around(s, "pay", "pays", "paid", "paying", "hand", "hands", "handed", "shell", "shells", "shelled", "payment", "payments", "contribution", "contributions", "contribute", "contributed", "contributes", "share", "shoulder", "shouldered", "cost-sharing", "cost", "costs", "burden", "upkeep", "amount", "sum", "figure", "sma", "deal", "agreement", "pact", "accord", "bill", "provide", "provided", "funding", "분담금", "방위비", "부담", "지급", "납부", "협정")
}

// ofDemand reports the sum that a demand in the same sentence is measured
// against: it is what is paid.
func (l *linker) ofDemand(i int) bool {
	if l.figs[i].Kind != Money || !l.near(i, 4, 0, "from", "times", "than") {
		return false
	}
	for j := range l.in(l.figs[i].Sentence) {
		if t := l.k.topic(l.figs[j].Quantity); j < i && t != nil && t.Of != "" {
			return true
		}
	}
	return false
}

// otherMoney reports sums that are no yearly payment: totals over years,
// budgets, differences, offers, savings, arms.
func (l *linker) otherMoney(i int) bool {
	f := &l.figs[i]
	if l.near(i, 5, 5, "total") && !l.yearTotal(i) || l.near(i, 5, 5, "totaling", "totalling", "combined", "altogether", "budget", "gdp", "arms", "weapons", "aid", "loan", "investment", "trade", "deficit", "per", "stop-gap", "stopgap", "furlough", "wages", "salaries", "labor", "labour", "construction", "logistics", "예산", "총", "총액", "인건비", "군사건설", "군수지원", "무기", "국방비", "extra", "additional", "saved", "savings", "expansion", "base", "supplementary", "unspent", "unused", "interest", "미집행", "미집행금", "불용", "이월", "이자", "full", "entire", "costing", "losing", "loses") && !l.near(i, 4, 4, "contribution", "분담금") {
		return true
	}
	if l.hasDuration(i) && f.Value.Per == "" && !l.firstYear(i) || l.near(i, 5, 0, "owes", "owed") || l.near(i, 2, 2, "plus") || l.beside(i) ||
		l.near(i, 14, 2, "average", "averaged", "averaging", "평균") || l.has(f.Sentence, "budget", "예산") && l.near(i, 6, 0, "aside", "earmarked", "allocated", "appropriated", "requested", "편성", "배정") {
		return true
	}
	t := l.text[f.Sentence].toks
	before, two := "", ""
	if p := l.pos[i].from; p > 0 {
		before = t[p-1].low
		if p > 1 {
			two = t[p-2].low
		}
	}
	if before == "by" && (changeVerb(two) != "" || two == "contribution" || two == "payment") || l.counts(i) && before != "to" {
		return true
	}
	return l.near(i, 6, 3, "offer", "offered", "offering", "proposed", "제안", "제시")
}

// yearTotal reads "the total for 2019 is": the sum of one year.
func (l *linker) yearTotal(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := max(0, l.pos[i].from-5); k+2 < l.pos[i].from; k++ {
		if t[k].low == "total" && (t[k+1].low == "for" || t[k+1].low == "in") && yearOf(t[k+2]) > 0 {
			return true
		}
	}
	return false
}

// beside reports a sum in brackets right behind a percentage: 5.8%(505억원), the
// same change in money.
func (l *linker) beside(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i].from
	return i > 0 && l.figs[i-1].Sentence == l.figs[i].Sentence && l.figs[i-1].Kind == Percent && p > 0 && t[p-1].low == "(" && l.pos[i-1].to == p-1
}

// counts reports a sum that measures a change: a 78.7 billion won increase,
// $500 million more, 787억원 인상.
func (l *linker) counts(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	if l.comparedWon(i) {
		return false
	}
	for k := l.pos[i].to; k < min(len(t), l.pos[i].to+3); k++ {
		w := t[k].low
		if t[k].kind == symbol && w != "-" {
			return false
		}
		if changeNoun(w) != "" || w == "more" || w == "extra" {
			return true
		}
		if t[k].kind == hangul && hasAnyPrefix(t[k].text, "인상", "증가", "늘", "증액") {
			return !strings.Contains(t[l.pos[i].to-1].text, "로")
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes ...string) bool { return anyPrefix(s, prefixes...) != "" }

// comparedWon reports 1조389억원보다: the sum another one is measured against.
func (l *linker) comparedWon(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	last := l.pos[i].to - 1
	if last < 0 || t[last].kind == hangul && strings.HasSuffix(t[last].text, "보다") {
		return last >= 0
	}
	for k := last + 1; k < min(len(t), last+5); k++ {
		near := k < last+3
		if t[k].kind == hangul && (near && strings.HasPrefix(t[k].text, "보다") || near && strings.HasPrefix(t[k].text, "대비") || strings.HasPrefix(t[k].text, "비교")) {
			return true
		}
		if t[k].kind == number {
			break
		}
	}
	return false
}

// hasDuration reports "over six years", "for five years" close to the sum.
func (l *linker) hasDuration(i int) bool {
	for j := range l.in(l.figs[i].Sentence) {
		d := &l.figs[j]
		if d.Sentence == l.figs[i].Sentence && d.Kind == Duration && l.pos[j].from >= l.pos[i].to && l.pos[j].from-l.pos[i].to <= 4 && !strings.Contains(d.Surface, "-") {
			return true
		}
	}
	return false
}

// topics tries the quantities that the dossier describes by words.
func (l *linker) topics(i int) bool {
	f := &l.figs[i]
	if f.Kind == Count && (l.partial(i) || l.near(i, 1, 0, "not")) {
		return false
	}
	var first *Topic
	for t := range l.k.Topics {
		topic := &l.k.Topics[t]
		if !unitFits(topic, f) || f.Kind == Percent && topic.Of == "" && l.changedBy(i) || !l.topicWords(i, topic) || !l.topicYears(i, topic) || topic.Of != "" && (l.measure(i) || l.figs[i].Kind == Money && l.payer(i)) {
			continue
		}
		if topic.Of == "" || l.reported(i, topic) {
			l.name(i, topic.ID, "the words of "+topic.ID)
			return true
		}
		if first == nil && topic.Unit != "percent" {
			first = topic
		}
	}
	if first != nil {
		l.name(i, first.ID, "the words of "+first.ID)
	}
	return first != nil
}

// reported reports a figure that somebody reported of a demand or an offer. Of
// several demands that the words allow, the one it was reported of is meant.
func (l *linker) reported(i int, t *Topic) bool {
	f := &l.figs[i]
	j := judge{k: l.k, doc: &Document{}, now: l.now}
	for _, r := range j.topicReadings(f, t) {
		if v := fits(allowed(*f), f, r); v == Consistent || v == ConsistentRounded {
			return true
		}
	}
	return false
}

// partial reports a count that is not the number of today: of another year, one
// that is left behind or aimed at, or a part that is moved.
func (l *linker) partial(i int) bool {
	if l.near(i, 1, 0, "the") && l.near(i, 2, 0, "of") {
		return false // some of the 28,500
	}
	if l.near(i, 2, 0, "from") && l.near(i, 5, 0, "down", "up", "reduced", "cut", "lowered", "dropped", "fell", "shrank", "grew", "rose", "increased") ||
		l.near(i, 4, 0, "withdraw", "withdrawing", "withdrawal", "pull", "pulling", "remove", "removing", "cut", "cutting", "additional", "another", "extra", "sent", "send", "sending", "deploy", "rotate", "rotating", "fewer", "by", "below") ||
		l.near(i, 0, 2, "more", "fewer", "additional", "extra") {
		return true
	}
	if l.near(i, 1, 0, "to") && l.near(i, 6, 0, "from") {
		return true // from 37,500 to 29,500: a change of another time
	}
	s := l.figs[i].Sentence
	for j := range l.in(s) {
		d := &l.figs[j]
		gap := l.pos[j].from - l.pos[i].to
		if before := l.pos[i].from - l.pos[j].to; before >= 0 && l.pos[j].from <= 2 {
			gap = before // In the 1950s, 326,000 troops
		}
		if !d.IsDate() || !l.printedYear(j) || gap < 0 || gap > 8 || d.Value.Span.From.IsZero() {
			continue
		}
		if l.near(j, 2, 0, "in", "of", "until", "by") && (l.now.IsZero() || abs(l.now.Year-d.Value.Span.To.Year) > 1) {
			return true
		}
	}
	return false
}

// measure reports a sum that a demand is measured against, not the demand:
// five times the 1.04 trillion won Seoul pays, from this year's $923 million.
func (l *linker) measure(i int) bool {
	if l.figs[i].Kind != Money {
		return false
	}
	t := l.text[l.figs[i].Sentence].toks
	if l.near(i, 12, 0, "lowered", "cut", "reduced", "lower", "scaled", "down", "dropped") {
		return l.near(i, 1, 0, "to") || l.near(i, 2, 0, "to") // a demand made smaller is another one
	}
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-5); k-- {
		switch t[k].low {
		case "times", "from", "than":
			return (t[k].low != "from" || k >= l.pos[i].from-1 || !t[k+1].capital()) && (t[k].low != "than" || k != l.pos[i].from-1)
		case ",", ";", "(":
			return false
		}
		if t[k].kind == hangul && strings.HasPrefix(t[k].text, "배") {
			return false // 분담금의 5배에 달하는 50억 달러: the demand itself
		}
		if t[k].kind == hangul && strings.HasPrefix(t[k].text, "분담금") {
			return true
		}
	}
	return l.near(i, 0, 5, "pays", "paid", "paying") || l.comparedWon(i)
}

// unitFits reports whether a figure can state a topic.
func unitFits(t *Topic, f *Figure) bool {
	switch f.Kind {
	case Money:
		return (t.Unit == "USD" || t.Unit == "KRW") && (f.Value.Unit == "USD" || f.Value.Unit == "KRW")
	case Count:
		return t.Unit == "persons" && (f.Value.Unit == "persons" || f.Value.Unit == "")
	case Percent:
		return t.Unit == "percent" || t.Unit == "fraction" && f.Value.Direction == "" || t.Of != "" && (f.Value.Factor != nil || f.Value.Amount.Cmp(decimal.Whole(100)) >= 0)
	case Multiple:
		return t.Of != ""
	case Share:
		return t.Unit == "fraction" || t.Unit == "percent"
	case Ordinal, Date, DateRange, Duration, Frequency, Qualitative:
	}
	return false
}

// topicWords reports that every group of words is there and none that speaks
// against the topic. The last group may stand in the sentence before.
func (l *linker) topicWords(i int, t *Topic) bool {
	s := l.figs[i].Sentence
	for g, group := range t.Words {
		if g == 0 {
			behind := 12
			if l.doc.Language == "ko" {
				behind = 24 // the verb closes the sentence
			}
			if !l.within(i, 22, behind, group...) && !l.phraseNear(s, group) {
				return false
			}
			continue
		}
		if !l.around(s, group...) && !l.inTitle(group) {
			return false
		}
	}
	return !l.avoided(i, t)
}

// avoided reports a word that speaks against a topic. Before a demand it counts
// only when no word of the demand stands nearer: "rejected its offer, demanding
// $5 billion".
func (l *linker) avoided(i int, t *Topic) bool {
	if t.Of == "" {
		before, after := l.own(i, 10, 5)
		return l.near(i, before, after, t.Avoid...)
	}
	reach := 10
	for n := range 10 {
		if l.near(i, n+1, 0, t.Words[0]...) {
			reach = n
			break
		}
	}
	return l.near(i, reach, 5, t.Avoid...)
}

// own shortens a stretch of words around a count to those that no other count
// beyond a comma has nearer: 28,500 troops, 8,500 workers.
func (l *linker) own(i, before, after int) (int, int) {
	f := &l.figs[i]
	if f.Kind != Count {
		return before, after
	}
	if j := i + 1; j < len(l.figs) && l.figs[j].Sentence == f.Sentence && l.figs[j].Kind == Count && l.comma(f.Sentence, l.pos[i].to, l.pos[j].from) {
		for k := l.pos[i].to; k < l.pos[j].from; k++ {
			if l.text[f.Sentence].toks[k].low == "," {
				after = min(after, k-l.pos[i].to)
				break
			}
		}
	}
	return before, after
}

func (l *linker) phraseNear(s int, group []string) bool {
	for _, w := range group {
		if strings.Contains(w, " ") && l.phrase(s, w) {
			return true
		}
	}
	return false
}

func (l *linker) inTitle(words []string) bool {
	low := strings.ToLower(l.doc.Title)
	for _, w := range words {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// topicYears keeps a demand of 2019 apart from one of 2024.
func (l *linker) topicYears(i int, t *Topic) bool {
	if t.Years == (period.Years{}) {
		return true
	}
	y, _ := l.yearNear(i)
	if y == 0 {
		y = l.statementYear(l.figs[i].Sentence)
	}
	if !l.now.IsZero() && l.now.Year < t.Years.From {
		return false
	}
	if y == 0 {
		current := l.near(i, 8, 0, "has", "have", "is", "wants", "calls", "should", "would")
		return !current || l.now.IsZero() || t.Years.Contains(l.now.Year) || l.near(i, 8, 0, "had", "said")
	}
	return t.Years.Contains(y)
}

// statementYear returns the year of a date in the sentence that tells when
// something was said.
func (l *linker) statementYear(s int) int {
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence == s && d.IsDate() && d.Value.Span.From.Year == d.Value.Span.To.Year && d.Role != "statement_time" && !l.lifeDate(j) && !l.near(j, 1, 0, "than", "over", "from") {
			return d.Value.Span.From.Year
		}
	}
	return 0
}
