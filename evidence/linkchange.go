package evidence

import (
	"strings"

	"entente/decimal"
)

// change names a percentage or a multiple: the change of a year against the
// one before, a demand, or a share.
func (l *linker) change(i int) {
	f := &l.figs[i]
	if l.otherAlly(i) {
		return
	}
	if l.limit(i) {
		l.ceiling(i)
		return
	}
	if l.growthOf(i) || l.topics(i) || l.otherChange(i) || l.wished(i) {
		return
	}
	if f.Kind == Multiple {
		l.goesOn(i)
		return
	}
	year, why := l.yearNear(i)
	pact, pactWhy := l.pactOf(i)
	if y := l.whenYear(i); y > 0 {
		year, why = y, "the year in the clause"
	}
	if y, base := l.based(i); base > 0 && l.isChange(i, base) && base >= l.now.Year {
		year, why = base, "the year in the clause" // 8.3 percent more from 2026: the year it begins in
	} else if base > 0 {
		if year > 0 && year != y && l.spans(i, base, year) {
			return // 30 percent more in 2024 than in 2019: right, and no change of one year
		}
		if (year == 0 || year == base) && y > 0 {
			year, why = y, baseReason
		}
	}
	if y := l.leadsToSum(i); y != nil {
		year, why = y.Year, "the year in the clause: that of the sum it leads to"
	}
	if year == 0 && pact == nil {
		year, why = l.yearBefore(i)
	}
	rise := f.Value.Direction != "" || l.near(i, 10, 8, "increase", "increases", "rise", "raise", "hike", "growth", "grow", "higher", "up", "more", "인상", "증가", "올려", "상승", "늘어", "늘었", "올랐", "오른", "증액")
	rise = rise || l.besideRise(i) || l.changedBy(i)
	if !rise || !l.payContext(i) && pact == nil {
		return
	}
	if l.near(i, 0, 5, "first", "opening", "initial") && l.firstYear(i) {
		if year, why = 0, ""; pact == nil {
			return // the first year of an agreement that is not known
		}
	}
	f.weak = f.weak || year > 0 && why == weakReason && !l.definite(i)
	f.weak = f.weak || l.near(i, 6, 0, "would")
	if y := l.laterYears(i); y != "" {
		l.name(i, y, "the years that follow")
		return
	}
	if l.everyYear(i) {
		return // 10 percent a year: of which year is not said
	}
	if year > 0 {
		if y := l.amount(i, year); y != nil && y.Change != "" {
			l.name(i, y.Change, why)
		}
		return
	}
	if pact == nil && !l.now.IsZero() {
		pact, pactWhy = l.k.fresh(l.now), "the agreement just concluded"
	}
	if pact != nil && pact.opening() != nil && pact.opening().Change != "" {
		l.name(i, pact.opening().Change, pactWhy, "the change of its first year")
	}
}

// ofForeign reports a change that leans on a sum which no year of any agreement
// comes near: a budget of 61 trillion won, up 3.6 percent. A sum that is off by
// tens is a slip, not another sum.
func (l *linker) ofForeign(i int) bool {
	if l.figs[i].Kind != Percent {
		return false
	}
	for j := i - 1; j >= l.first[l.figs[i].Sentence]; j-- {
		f := &l.figs[j]
		if f.Kind == Percent || l.pos[i].from-l.pos[j].to > 10 {
			return false
		}
		if f.Kind != Money || f.Value.Converted > 0 {
			continue
		}
		return f.Value.Unit == l.k.Home && f.Value.Low == nil && !l.comparedWon(j) && l.strange(f)
	}
	return false
}

// ofBudget reports a change in a sentence whose only sums are tens of billions of
// dollars: a budget and its parts.
func (l *linker) ofBudget(i int) bool {
	found := false
	for j := range l.in(l.figs[i].Sentence) {
		f := &l.figs[j]
		if f.Kind != Money || f.Value.Low != nil {
			continue
		}
		if f.Value.Unit == l.k.Home {
			return false
		}
		found = found || f.Value.Unit == "USD" && f.Value.Amount.Cmp(decimal.Whole(12_000_000_000)) > 0
	}
	return found
}

// since reports a change of all years since one: "13.8 percent since 2021".
func (l *linker) since(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	k := l.pos[i].to
	return k+1 < len(t) && t[k].low == "since" && yearOf(t[k+1]) > 0
}

// strange reports a sum of home money more than four times as large as any of
// the agreements, or a fiftieth of the least, and no slip of digits of theirs.
func (l *linker) strange(f *Figure) bool {
	v, near := f.Value.Amount, allowed(*f).near
	var most, least decimal.Fraction
	for p := range l.k.Pacts {
		for _, y := range l.k.Pacts[p].Years {
			most = most.Max(y.Amount)
			if least.Sign() == 0 || y.Amount.Cmp(least) < 0 {
				least = y.Amount
			}
			for _, n := range [...]int64{10, 100, 1000} {
				if near.touches(point(y.Amount.Mul(decimal.Whole(n)))) || near.touches(point(y.Amount.Mul(decimal.Frac(1, n)))) {
					return false
				}
			}
		}
	}
	return most.Sign() > 0 && (v.Cmp(most.Mul(decimal.Whole(4))) > 0 || v.Cmp(least.Mul(decimal.Frac(1, 50))) < 0)
}

// averaged reports the mean of several years: "the average annual increase of the
// last five years, 6.2 percent".
func (l *linker) averaged(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	first := max(0, l.pos[i].from-14)
	if i > 0 && l.figs[i-1].Sentence == l.figs[i].Sentence && l.figs[i-1].Kind == Percent {
		first = max(first, l.pos[i-1].to)
	}
	for k := first; k < l.pos[i].from; k++ {
		if w := t[k].low; w == "average" || w == "averaged" || w == "averages" || w == "mean" || t[k].kind == hangul && strings.Contains(w, "평균") {
			return true
		}
	}
	return false
}

// stays reports a level that does not change, or one of a world that is not:
// "stays at 87 percent", "it might have grown 4.3 percent".
func (l *linker) stays(i int) bool {
	if l.near(i, 3, 0, "stay", "stays", "stayed", "remain", "remains", "remained", "unchanged", "kept") {
		return true
	}
	t := l.text[l.figs[i].Sentence].toks
	for k := max(0, l.pos[i].from-14); k+1 < l.pos[i].from; k++ {
		if w := t[k].low; t[k+1].low == "have" && (w == "might" || w == "could" || w == "would") {
			return true
		}
	}
	return false
}

// budgetNext reports words that begin with a budget: "defense budget", "budget".
func budgetNext(t []token) bool {
	if len(t) > 1 && (t[0].low == "defense" || t[0].low == "defence" || t[0].low == "military") {
		t = t[1:]
	}
	return len(t) > 0 && (t[0].low == "budget" || t[0].low == "spending")
}

// everyYear reports "10 percent a year", "4 percent annually", "a yearly rise of
// 10 percent", and an annual one beside a span of years.
func (l *linker) everyYear(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := max(0, l.pos[i].from-4); k < l.pos[i].from; k++ {
		if w := t[k].low; w == "yearly" || (w == "annual" || w == "annually") && l.besideSpan(i) {
			return true
		}
	}
	k := l.pos[i].to
	if k < len(t) && (t[k].low == "annually" || t[k].low == "yearly") {
		return true
	}
	if k+1 >= len(t) || t[k+1].low != "year" || k+2 < len(t) && agoWord(t[k+2].low) {
		return false
	}
	return t[k].low == "a" || t[k].low == "per" || t[k].low == "each" || t[k].low == "every"
}

// besideSpan reports a span of years in the sentence.
func (l *linker) besideSpan(i int) bool {
	for j := range l.in(l.figs[i].Sentence) {
		if s := l.figs[j].Value.Span; l.figs[j].Kind == DateRange && s.To.Year > s.From.Year {
			return true
		}
	}
	return false
}

// besideRise reports a percentage that goes on from a change before it: rose
// 13.9 percent in 2021 and then 5.4 percent in 2022.
func (l *linker) besideRise(i int) bool {
	for j := range l.in(l.figs[i].Sentence) {
		if j < i && l.figs[j].Kind == Percent && strings.Contains(l.figs[j].Quantity, ".increase_") {
			return true
		}
	}
	return false
}

// ofPeople reports 68 percent of South Koreans: a share of people.
func (l *linker) ofPeople(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	k := l.pos[i].to
	if k >= len(t) || t[k].low != "of" {
		return false
	}
	for k++; k < min(len(t), l.pos[i].to+5); k++ {
		switch t[k].low {
		case "koreans", "americans", "respondents", "people", "voters", "adults", "citizens", "koreans'", "lawmakers", "public", "those":
			return true
		}
	}
	return false
}

// yearBefore leans on the sum that the sentence joins to the change: "13.9
// percent to 1.18 trillion won" or a year in the sentence before.
func (l *linker) yearBefore(i int) (int, string) {
	s := l.figs[i].Sentence
	for j := range l.in(s) {
		if l.figs[j].Sentence == s && l.figs[j].Kind == Money && !l.comparedWon(j) && (j < i || l.risesTo(i, j)) {
			if _, y := l.k.byQuantity(l.figs[j].Quantity); y != nil {
				return y.Year, "the sum beside it"
			}
		}
	}
	for _, step := range []int{1, 2} {
		if s-step < 0 || l.text[s-step].paragraph < l.text[s].paragraph-1 {
			break
		}
		for j := range l.in(s - step) {
			if d := &l.figs[j]; d.Sentence == s-step && d.Kind == Money && d.Quantity != "" {
				if _, y := l.k.byQuantity(d.Quantity); y != nil {
					return y.Year, weakReason
				}
			}
		}
	}
	return 0, ""
}

const weakReason = "the sum in the sentence before"

// isChange reports a percentage that is the published change of a year.
func (l *linker) isChange(i, year int) bool {
	y := l.k.amount(year)
	return y != nil && y.Growth != nil && !l.now.IsZero() && allowed(l.figs[i]).near.touches(point(*y.Growth))
}

// leadsToSum returns the year of the sum that a change leads to: "4 percent to
// 790.4 billion won in 2010".
func (l *linker) leadsToSum(i int) *Yearly {
	j := i + 1
	if j >= len(l.figs) || l.figs[j].Sentence != l.figs[i].Sentence || l.figs[j].Kind != Money || !l.figs[j].tied || !l.risesTo(i, j) {
		return nil
	}
	_, y := l.k.byQuantity(l.figs[j].Quantity)
	return y
}

// overYears reports a change of several years: 26 percent in nine years, 5년간
// 35%.
func (l *linker) overYears(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for j := range l.in(l.figs[i].Sentence) {
		d, p := &l.figs[j], l.pos[j]
		if d.Kind != Duration || d.Value.Unit != "years" || d.Value.Amount.Cmp(decimal.Whole(1)) <= 0 {
			continue
		}
		if gap := p.from - l.pos[i].to; gap >= 1 && gap <= 4 && (t[p.from-1].low == "in" || t[p.from-1].low == "over" || t[p.from-1].low == "within") {
			return true
		}
		if gap := l.pos[i].from - p.to; gap >= 0 && gap <= 4 && (strings.HasSuffix(t[p.to-1].text, "간") || p.to < len(t) && (t[p.to].low == "간" || t[p.to].low == "동안")) {
			return true
		}
	}
	return false
}

// goesOnList reports a percentage in a list whose first one is no change of an
// agreement: consumer prices rose 4.0% in 2011, 2.2% in 2012, 1.3% in 2013.
func (l *linker) goesOnList(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for range 8 {
		j := i - 1
		for j >= l.first[l.figs[i].Sentence] && l.figs[j].IsDate() && i-j < 4 {
			j--
		}
		if j < l.first[l.figs[i].Sentence] || l.figs[j].Kind != Percent || l.pos[i].from-l.pos[j].to > 6 {
			return false
		}
		for k := l.pos[j].to; k < l.pos[i].from; k++ {
			if t[k].kind == word && t[k].low != "in" && t[k].low != "and" && t[k].low != "for" || t[k].low == ";" {
				return false
			}
		}
		if l.ofOther(j) {
			return true
		}
		i = j
	}
	return false
}

// risesTo reports "by 13.9 percent to 1.18 trillion won".
func (l *linker) risesTo(i, j int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[j].from
	return p > 0 && t[p-1].low == "to" && p-l.pos[i].to <= 6
}

// laterYears reads "similar increases until 2025", "each year from 2022".
func (l *linker) laterYears(i int) string {
	for j := range l.in(l.figs[i].Sentence) {
		d := &l.figs[j]
		if d.Sentence != l.figs[i].Sentence || d.Kind != DateRange || d.Value.Span.From.IsZero() {
			continue
		}
		from, to := d.Value.Span.From.Year, d.Value.Span.To.Year
		p := l.k.covering(from)
		if p == nil || from == to || to > p.Last || from <= p.First {
			continue
		}
		if gap := l.pos[j].from - l.pos[i].to; gap > 12 || gap < -16 {
			continue
		}
		return p.ID + ".increase_" + itoa(from) + "_" + itoa(to)
	}
	return ""
}

func itoa(n int) string { return decimal.FromInt(int64(n)).String() }

// otherChange reports percentages that are no yearly change: offers, averages,
// caps, shares of wages or output, polls, inflation.
func (l *linker) otherChange(i int) bool {
	return l.ofOther(i) || l.overYears(i) || l.since(i) || l.ofBudget(i) || l.goesOnList(i)
}

func (l *linker) ofOther(i int) bool {
	if l.near(i, 7, 5, "offer", "offered", "offering", "average", "averaged", "cap", "ceiling", "capped", "inflation", "gdp", "output", "wages", "salaries", "poll", "respondents", "approval", "approve", "labor", "labour", "construction", "logistics", "cpi", "consumer", "prices", "budget", "평균", "상한", "물가", "인건비", "국방비", "제안", "여론", "응답자", "국내총생산", "spending", "economy", "seats", "vote", "support", "percentage", "proposed", "least", "interest", "tariff", "tariffs", "관세") && !l.near(i, 2, 3, "increase", "인상") {
		return true
	}
	if l.near(i, 8, 4, "offer", "offered", "proposed", "cap", "capped", "ceiling", "average", "제안", "평균", "상한", "넘지", "초과하지", "linked", "defense-budget", "defence-budget") || l.near(i, 6, 8, "tabled", "floated", "rejected", "snubbed", "turned") ||
		l.near(i, 0, 3, "인상안", "oppose", "opposed", "favored", "disapprove") || l.near(i, 0, 1, "said") {
		return true
	}
	if l.near(i, 1, 0, "from") {
		return true // up from 75 percent: a level
	}
	return l.ofPeople(i) || l.averaged(i) || l.stays(i) || l.ofForeign(i) || l.figs[i].Value.Unit == "points" || l.figs[i].Value.Low != nil
}
