package evidence

// baseReason is why a change belongs to the year behind the one it is measured
// against.
const baseReason = "the year it is measured against"

// based finds the year of a change by what it is measured against in print:
// "8.2 percent more than the 960.2 billion won it paid in 2018", 2025년
// 1조4028억원보다 8.3%. It is the first year behind the base whose sum differs.
func (l *linker) based(i int) (year, base int) {
	base = l.baseYear(i)
	if base == 0 {
		return 0, 0
	}
	from := l.k.amount(base)
	for y := base + 1; from != nil && y <= base+3; y++ {
		to := l.k.amount(y)
		if to == nil {
			break
		}
		if !to.Amount.Equal(from.Amount) {
			return y, base
		}
	}
	return 0, base
}

// spans reports a percentage that is right between two years further apart.
func (l *linker) spans(i, base, year int) bool {
	from, to := l.k.amount(base), l.k.amount(year)
	if from == nil || to == nil {
		return false
	}
	g, ok := growth(to.Amount, from.Amount)
	return ok && allowed(l.figs[i]).wide.touches(point(g))
}

// limit reports a ceiling of changes, which is neither a change nor a share.
func (l *linker) limit(i int) bool {
	return l.figs[i].Kind == Percent && (l.near(i, 8, 4, "cap", "caps", "capped", "ceiling", "limit", "limited", "exceed", "exceeding", "exceeds", "surpass", "상한", "상한선", "넘지", "넘을", "초과") ||
		l.near(i, 2, 0, "top", "above", "beyond") && l.near(i, 5, 0, "not", "cannot", "never") || l.noMore(i))
}

// goesOn reads "That is five times as much": a multiple that speaks of the
// demand in the sentence before.
func (l *linker) goesOn(i int) {
	s := l.figs[i].Sentence
	if s == 0 || len(l.text[s].toks) == 0 {
		return
	}
	switch l.text[s].toks[0].low {
	case "that", "this", "it":
	default:
		return
	}
	for j := range l.in(s - 1) {
		if t := l.k.topic(l.figs[j].Quantity); t != nil && t.Of != "" && l.figs[j].Kind == Money {
			l.name(i, t.ID, "the demand in the sentence before")
		}
	}
}

// whenYear reads "since 2002, when the figure soared 25.7 percent".
func (l *linker) whenYear(i int) int {
	t := l.text[l.figs[i].Sentence].toks
	for j := range l.in(l.figs[i].Sentence) {
		k := l.pos[j].to
		if j >= i || !l.figs[j].IsDate() || !l.printedYear(j) || l.pos[i].from-k > 10 {
			continue
		}
		if k < len(t) && t[k].low == "," {
			k++
		}
		if k < len(t) && t[k].low == "when" {
			return l.figs[j].Value.Span.From.Year
		}
	}
	return 0
}

// baseYear returns the printed year of the base of a change, or 0.
func (l *linker) baseYear(i int) int {
	f := &l.figs[i]
	if f.Kind != Percent {
		return 0
	}
	s := f.Sentence
	for j := range l.in(s) {
		d := &l.figs[j]
		if !d.IsDate() || d.Value.Span.From.IsZero() || d.Value.Span.From.Year != d.Value.Span.To.Year || !l.printedYear(j) && l.doc.Language != "ko" {
			continue
		}
		if l.doc.Language == "ko" && !l.comparedWon(j) {
			continue // 2021년 ... 전년보다: another base
		}
		if l.compared(i, l.pos[j]) && l.sameClause(i, j) {
			return d.Value.Span.From.Year
		}
	}
	for j := range l.in(s) {
		if l.figs[j].Kind != Money || l.figs[j].Value.Converted > 0 || !l.baseSum(i, j) || !l.sameClause(i, j) {
			continue
		}
		if _, y := l.k.byQuantity(l.figs[j].Quantity); y != nil && !l.figs[j].weak {
			return y.Year
		}
	}
	return 0
}

// baseSum reports a sum that a change is measured against: "from", "than" or
// "over" stands between the two, 보다 or 대비 behind the sum in Korean.
func (l *linker) baseSum(i, j int) bool {
	t := l.text[l.figs[i].Sentence].toks
	if j < i {
		return l.doc.Language == "ko" && l.comparedWon(j)
	}
	p := l.pos[j].from
	for k := p - 1; k >= max(l.pos[i].to, p-3); k-- {
		switch t[k].low {
		case "from", "than", "over", "against":
			return true
		}
	}
	return false
}

// sameClause reports that no clause ends and no other change stands between two
// figures.
func (l *linker) sameClause(i, j int) bool {
	from, to := l.pos[i].to, l.pos[j].from
	if j < i {
		from, to = l.pos[j].to, l.pos[i].from
	}
	if to-from > 16 || l.broken(l.figs[i].Sentence, from, to) {
		return false
	}
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if l.figs[k].Kind == Percent || l.figs[k].Kind == Multiple {
			return false
		}
	}
	return true
}

// printedYear reports a date whose year stands in the text.
func (l *linker) printedYear(j int) bool {
	t := l.text[l.figs[j].Sentence].toks
	for k := l.pos[j].from; k < l.pos[j].to; k++ {
		if yearOf(t[k]) > 0 {
			return true
		}
	}
	return false
}

// baseBetween reports that the year at a place belongs to another sum, the one
// this sum is compared with: "to 1.25 trillion won, from 1.18 trillion in 2021".
func (l *linker) baseBetween(i int, p span2) bool {
	t := l.text[l.figs[i].Sentence].toks
	for j := range l.in(l.figs[i].Sentence) {
		q := l.pos[j].from
		if l.figs[j].Kind != Money || l.figs[j].Value.Converted > 0 || q <= l.pos[i].from || q >= p.from {
			continue
		}
		for k := q - 1; k >= max(l.pos[i].to, q-3); k-- {
			switch t[k].low {
			case "from", "than", "against", "above", "over", "below":
				return true
			}
		}
	}
	return false
}

// ofMain reports a year in front of a sum that is only compared with another
// one: "will pay 1.18 trillion won this year, against 1.04 trillion" leaves the
// second without a year.
func (l *linker) ofMain(i int, p span2) bool {
	t := l.text[l.figs[i].Sentence].toks
	if l.figs[i].Kind != Money || p.to > l.pos[i].from {
		return false
	}
	cue := -1
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-3); k-- {
		if w := t[k].low; w == "against" || w == "from" || w == "than" {
			cue = k
		}
	}
	if cue < 0 || p.from > cue {
		return false
	}
	for j := range l.in(l.figs[i].Sentence) {
		if j < i && l.figs[j].Kind == Money && l.figs[j].Value.Converted == 0 {
			return true
		}
	}
	return false
}

// ofNext reports a year behind a sum that belongs to another one: "613 billion
// won, the 2004 payment 747 billion", "from 760 billion won to 870 billion won
// in 2013".
func (l *linker) ofNext(i int, p span2) bool {
	if l.figs[i].Kind != Money || p.from < l.pos[i].to {
		return false
	}
	t := l.text[l.figs[i].Sentence].toks
	if p.to < len(t) && t[p.from-1].low == "the" && (payWord(t[p.to].low) || t[p.to].low == "figure" || t[p.to].low == "total") {
		return true
	}
	if p.from-2 >= l.pos[i].to && t[p.from-2].low == "that" && (t[p.from-1].low == "of" || t[p.from-1].low == "for" || t[p.from-1].low == "in") {
		return true // $890 million and that of 2025 $970 million
	}
	if !l.near(i, 1, 0, "from") {
		return false
	}
	for j := range l.in(l.figs[i].Sentence) {
		if j > i && l.figs[j].Kind == Money && l.figs[j].Value.Converted == 0 && l.pos[j].from < p.from {
			return true
		}
	}
	return false
}

// ofBase reports a year right behind a sum that is compared with another one:
// "1.29 trillion won in 2023, compared with 1.25 trillion a year earlier, a
// rise of 3.4 percent".
func (l *linker) ofBase(i int, p span2) bool {
	if l.figs[i].Kind != Percent {
		return false
	}
	t := l.text[l.figs[i].Sentence].toks
	for j := range l.in(l.figs[i].Sentence) {
		q := l.pos[j]
		if l.figs[j].Kind != Money || q.to > p.from || p.from-q.to > 2 {
			continue
		}
		for k := q.from - 1; k >= max(0, q.from-3); k-- {
			switch t[k].low {
			case "from", "than", "against", "compared":
				return true
			}
		}
	}
	return false
}

// afterBase names a sum without a year of its own by the year of the sum it is
// compared with: the year behind. It accuses nobody.
func (l *linker) afterBase(i int) int {
	s := l.figs[i].Sentence
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.IsDate() && l.printedYear(j) && d.Value.Span.From.Year == d.Value.Span.To.Year && l.pos[j].from >= l.pos[i].to && l.baseBetween(i, l.pos[j]) {
			if y := l.k.amount(d.Value.Span.From.Year + 1); y != nil {
				return y.Year
			}
		}
	}
	return 0
}

// definite reports "the 8.2 percent rise": it speaks of a change already told.
func (l *linker) definite(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i]
	if l.near(i, 0, 3, "금액", "규모", "액수") {
		return true // 지난해보다 13.9% 오른 금액이다
	}
	if p.from == 0 || p.to >= len(t) {
		return false
	}
	switch t[p.from-1].low {
	case "the", "that", "this":
		return changeNoun(t[p.to].low) != ""
	}
	return false
}

// payer reports a sum whose verb says that it is paid, not asked for: "South
// Korea pays roughly $920 million".
func (l *linker) payer(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-4); k-- {
		switch t[k].low {
		case "pays", "paid", "paying", "contributes", "contributed", "provides", "provided", "shoulders", "shouldered":
			return k == 0 || t[k-1].low != "be" && t[k-1].low != "start" && t[k-1].low != "should"
		case ",", ";", "to", "for":
			return false
		}
	}
	return false
}
