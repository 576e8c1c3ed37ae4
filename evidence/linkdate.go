package evidence

import (
	"strings"

	"entente/period"
)

// ordinal names an ordinal: the number of an agreement or of a round of talks.
func (l *linker) ordinal(i int) {
	f := &l.figs[i]
	s := f.Sentence
	if l.ordinalOfPact(i) || l.afterPact(i) || l.near(i, 0, 6, "deal", "agreement", "pact", "accord", "sma") && !l.near(i, 0, 6, "round", "session", "meeting") {
		n, ok := f.Value.Amount.Int64()
		if !ok {
			return
		}
		if l.near(i, 6, 1, "current", "existing") && !l.ordinalOfPact(i) && !l.now.IsZero() {
			if p := l.k.covering(l.now.Year); p != nil {
				l.name(i, p.ID+".ordinal", "the agreement in force")
			}
			return
		}
		if !l.countsOn(s, i) { // where several are counted, which years go with which number is open
			y := l.wrongYear(i, int(n))
			if y == nil {
				y = l.yearOfPact(i)
			}
			if y != nil {
				l.name(i, y.ID+".ordinal", "the year of the agreement")
				return
			}
		}
		if p := l.k.pactByNumber(int(n)); p != nil {
			l.name(i, p.ID+".ordinal", "the number of the agreement")
		}
		return
	}
	if n, ok := f.Value.Amount.Int64(); ok && l.elliptic(i) {
		if p := l.k.pactByNumber(int(n)); p != nil {
			l.name(i, p.ID+".ordinal", "the number of the agreement")
		}
		return
	}
	if !l.near(i, 4, 4, "round", "rounds", "session", "meeting", "회의", "협상", "라운드") {
		return
	}
	p, why := l.pactOrTalks(s)
	if p != nil {
		l.name(i, p.ID+".round", why, "a round of talks")
	}
}

// elliptic reads "the 10th covered 2019" behind "the ninth agreement": an
// ordinal without a noun goes on counting what the one before it counted.
func (l *linker) elliptic(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i]
	if p.from == 0 || t[p.from-1].low != "the" || p.to >= len(t) {
		return false
	}
	switch t[p.to].low {
	case "returns", "restores", "climbed", "the", "it", "seoul", "(", "brought", "brings", "gave", "gives", "took", "takes", "pays", "paid", "starts", "started", "began", "begins", "opened", "ended":
	case ",", "covered", "covers", "ran", "runs", "was", "is", "concluded", "signed", "reached", "expired", "expires", "raised", "lasted", "set":
	default:
		return false
	}
	for j := i - 1; j >= 0 && l.text[l.figs[j].Sentence].paragraph >= l.text[l.figs[i].Sentence].paragraph-2; j-- {
		if l.figs[j].Kind == Ordinal {
			return strings.HasSuffix(l.figs[j].Quantity, ".ordinal")
		}
	}
	return false
}

// afterPact reads "the current agreement, the ninth since 1991".
func (l *linker) afterPact(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i].from
	return p >= 3 && t[p-1].low == "the" && t[p-2].low == "," && pactNoun(t[p-3].low)
}

// wrongYear reads "the 12th agreement in 2019": the year right behind the noun
// decides when nothing in the life of the numbered agreement falls in it.
func (l *linker) wrongYear(i, n int) *Pact {
	p := l.k.pactByNumber(n)
	t := l.text[l.figs[i].Sentence].toks
	for k := l.pos[i].to; k+2 < min(len(t), l.pos[i].to+6); k++ {
		y := yearOf(t[k+2])
		if !pactNoun(t[k].low) || t[k+1].low != "in" && t[k+1].low != "of" || y == 0 {
			continue
		}
		if p == nil || p.First <= y && y <= p.Last {
			return nil
		}
		for _, d := range p.Dates {
			if d.Span.From.Year <= y && y <= d.Span.To.Year {
				return nil
			}
		}
		return l.k.covering(y)
	}
	return nil
}

// yearOfPact finds the agreement by the years beside its number: the ninth
// deal, which runs from 2014 to 2018.
func (l *linker) yearOfPact(i int) *Pact {
	s := l.figs[i].Sentence
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence != s || d.Kind != DateRange || d.Value.Span.From.IsZero() {
			continue
		}
		for p := range l.k.Pacts {
			if l.k.Pacts[p].First == d.Value.Span.From.Year && l.k.Pacts[p].Last == d.Value.Span.To.Year {
				return &l.k.Pacts[p]
			}
		}
	}
	return nil
}

// pactOrTalks returns the agreement the sentence names, else the one under
// negotiation on the day of publication.
func (l *linker) pactOrTalks(s int) (*Pact, string) {
	if p := l.numbered(s); p != nil {
		return p, "the number of the agreement"
	}
	y := l.statementYear(s)
	if y > 0 && (l.now.IsZero() || y < l.now.Year-1) {
		if p := l.k.negotiated(dayOf(y, 12, 1)); p != nil {
			return p, "the talks of that year"
		}
	}
	if l.now.IsZero() {
		return nil, ""
	}
	return l.k.negotiated(l.now), "the talks of the day"
}

// date names a date by what happens on it.
func (l *linker) date(i int) {
	f := &l.figs[i]
	s := f.Sentence
	if f.Role == "statement_time" {
		l.name(i, "statement.date", "the time of a statement")
		return
	}
	if l.otherAlly(i) {
		return // the end of Japan's agreement
	}
	if l.sinceFirst(i) {
		l.name(i, l.k.Series+".series.start", "the beginning of the series")
		return
	}
	cue := l.dateCue(i)
	if cue == "" && l.doc.Language == "ko" && f.Role == "deadline" && l.near(i, 0, 4, "적용되", "적용하", "유효") && l.has(s, "협정") {
		cue = "expiry"
	}
	if cue == "expiry" && f.Kind != DateRange {
		if l.begins(i) {
			if p, why := l.pactOf(i); p != nil {
				l.name(i, p.ID+".effective_year", why, "the year it began")
			}
			return
		}
		if p := l.pactFor(i); p != nil {
			l.name(i, p.ID+".expiry", "the end of the agreement")
		}
		return
	}
	if f.Value.Span.From.IsZero() || l.elections(i) {
		return
	}
	if f.Kind == DateRange && l.has(s, "first round", "1차 회의") {
		if p, _ := l.pactOrTalks(s); p != nil && p.dated("round_1_dates") != nil {
			l.name(i, p.ID+".round_1_dates", "the first round")
			return
		}
	}
	p, _ := l.pactOf(i)
	if cue == "concluded" || cue == "signed" {
		if own := l.datedWithin(cue, f.Value.Span); own != nil && l.numbered(s) == nil {
			p = own // the day itself tells which agreement is meant
		}
	}
	switch {
	case cue == "effective":
		l.effective(i, p)
	case l.target(i):
		l.name(i, l.k.negotiated(l.now).ID+".target_agreement_date", "a day hoped for")
	case cue == "" && f.Role == "start" && f.Value.Span.Days() > 300 && l.has(s, "rounds", "round", "talks"):
		if l.now.Before(f.Value.Span.From) {
			l.effective(i, p) // talks on an agreement that would apply from 2026
		}
	case cue == "" && f.Role == "start" && l.has(s, "rounds", "round", "talks"):
		l.talks(i, p)
	case cue == "talks" && f.Value.Span.Days() > 300 && l.pactStarts(i):
		l.effective(i, p)
	case cue == "talks":
		if l.has(s, "talks", "negotiations", "round", "협상") {
			l.talks(i, p)
		}
	case cue != "" && cue != "expiry":
		l.role(i, p, cue)
	}
}

// datedWithin returns the only agreement that has a date of that role in a span.
func (l *linker) datedWithin(role string, span period.Span) *Pact {
	var found *Pact
	for i := range l.k.Pacts {
		d, ok := l.k.Pacts[i].date(role)
		if !ok {
			continue
		}
		if _, touch := d.Intersect(span); touch {
			if found != nil {
				return nil
			}
			found = &l.k.Pacts[i]
		}
	}
	return found
}

// begins reports "ran from 2020": the first year, not the last.
func (l *linker) begins(i int) bool {
	return l.near(i, 1, 0, "from") && l.figs[i].Value.Span.Days() > 300
}

// dateCue returns what the nearest telling word says about a date. Before it
// the search stops at a comma and at "to" ("agreed to pay ... in 2026");
// behind it, it reaches four words.
func (l *linker) dateCue(i int) string {
	t := l.text[l.figs[i].Sentence].toks
	korean := l.doc.Language == "ko"
	for k := l.pos[i].from - 1; !korean && k >= max(0, l.pos[i].from-12); k-- {
		w := t[k].low
		if w == "," || w == ";" || w == "to" && k+1 < l.pos[i].from && roleWord(t[k+1].low) == "" && t[k+1].low != "take" {
			break
		}
		if r := roleWord(w); r != "" {
			return r
		}
	}
	for k := l.pos[i].to; k < min(len(t), l.pos[i].to+5); k++ {
		w := t[k].low
		if w == "," || w == ";" || w == "and" {
			break
		}
		if korean && t[k].kind == hangul {
			if r := koreanRole(t[k].text); r != "" {
				return r
			}
		} else if r := roleWord(w); r != "" {
			return r
		}
	}
	return ""
}

func roleWord(w string) string {
	switch w {
	case "expire", "expires", "expired", "expiring", "expiration", "expiry", "lapse", "lapses", "lapsed", "runs", "ends", "ended", "valid", "ran":
		return "expiry"
	case "force":
		return "entry_into_force"
	case "effect", "effective", "covers", "covering", "applies":
		return "effective"
	case "named", "appointed", "tapped":
		return "envoys_named"
	case "signed", "inked":
		return "signed"
	case "concluded", "reached", "struck", "agreed", "clinched", "sealed":
		return "concluded"
	case "began", "begin", "begins", "start", "started", "starts", "kicked", "launched", "opened":
		return "talks"
	}
	return ""
}

func koreanRole(w string) string {
	for _, r := range [...]struct{ stem, role string }{
		{"만료", "expiry"},
		{"종료", "expiry"},
		{"끝", "expiry"},
		{"발효", "entry_into_force"},
		{"적용되는", "effective"},
		{"적용될", "effective"},
		{"적용할", "effective"},
		{"임명", "envoys_named"},
		{"서명", "signed"},
		{"타결", "concluded"},
		{"시작", "talks"},
		{"개시", "talks"},
	} {
		if strings.HasPrefix(w, r.stem) {
			return r.role
		}
	}
	return ""
}

// close reports words next to a date, before it and behind it.
func (l *linker) close(i int, words ...string) bool { return l.near(i, 9, 5, words...) }

// pactFor finds the agreement whose end a date is: the one the sentence names,
// else the one in force on the day of publication.
func (l *linker) pactFor(i int) *Pact {
	s := l.figs[i].Sentence
	if p, why := l.pactOf(i); p != nil {
		if end := l.endingOn(l.figs[i].Value.Span); end != nil && (inferred(why) || l.printedYear(i) && l.numbered(s) == nil) {
			return end // the day in print is the end of that one
		}
		if !l.succeeded(s) && l.has(s, "replace", "replaces", "replacing", "succeed", "succeeds", "succeeding", "successor", "대체") {
			return l.k.pactByNumber(p.Number - 1)
		}
		return p
	}
	if day := l.figs[i].Value.Span.To; !day.IsZero() && day.Before(l.now) && l.near(i, 7, 4, "expired", "lapsed", "ended") {
		return l.k.covering(day.Year)
	}
	if l.now.IsZero() {
		return nil
	}
	return l.k.covering(l.now.Year)
}

// succeeded reads "a successor to the 10th agreement": the number is that of the
// old one.
func (l *linker) succeeded(s int) bool {
	t := l.text[s].toks
	for j := range l.in(s) {
		if l.figs[j].Kind != Ordinal {
			continue
		}
		for k := l.pos[j].from - 1; k >= max(0, l.pos[j].from-4); k-- {
			switch t[k].low {
			case "successor", "replace", "replaces", "replacing", "succeed", "succeeds", "replaced", "replacement":
				return true
			}
		}
	}
	return false
}

// endingOn returns the agreement whose last day lies in a span of a year or
// less.
func (l *linker) endingOn(span period.Span) *Pact {
	for i := range l.k.Pacts {
		p := &l.k.Pacts[i]
		if _, touch := span.Intersect(daySpan(dayOf(p.Last, 12, 31))); touch && !span.From.IsZero() {
			return p
		}
	}
	return nil
}

// role names a date of an agreement when the dossier knows one of that role.
func (l *linker) role(i int, p *Pact, role string) {
	if p == nil {
		p = l.roleNear(i, role)
		l.figs[i].weak = true
	}
	if p == nil {
		return
	}
	if d := p.dated(role); d != nil {
		l.name(i, d.Quantity, "the words for "+strings.ReplaceAll(role, "_", " "))
	}
}

// roleNear takes the agreement whose date of that role is the nearest, within
// two years: the sentence need not name it.
func (l *linker) roleNear(i int, role string) *Pact {
	day := l.figs[i].Value.Span.From
	var best *Pact
	far := 800
	for k := range l.k.Pacts {
		if span, ok := l.k.Pacts[k].date(role); ok {
			if d := abs(span.From.DaysUntil(day)); d < far {
				best, far = &l.k.Pacts[k], d
			}
		}
	}
	return best
}

// effective names the first year of an agreement, or the day it came in force.
func (l *linker) effective(i int, p *Pact) {
	f := &l.figs[i]
	f.weak = f.weak || p == nil
	switch {
	case p == nil && !l.now.IsZero() && f.Value.Span.To.Before(l.now):
		p = l.k.covering(f.Value.Span.From.Year)
	case p == nil && !l.now.IsZero():
		p = l.k.negotiated(l.now)
		if n := l.k.fresh(l.now); n != nil {
			p = n
		}
	}
	if p == nil {
		return
	}
	if next := l.k.pactByNumber(p.Number + 1); f.Value.Span.From.Year == p.Last+1 && l.numbered(f.Sentence) == nil {
		if next == nil {
			return
		}
		p = next // from 2026, when the present agreement has run out
	}
	if f.Value.Span.Days() > 300 {
		l.role(i, p, "effective_year")
		return
	}
	l.role(i, p, "entry_into_force")
}

// sinceFirst reads "since 1991", "first signed in the early 1990s".
func (l *linker) sinceFirst(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	p := l.pos[i].from
	since := p > 0 && (t[p-1].low == "since" || p > 1 && t[p-2].low == "since")
	span := l.figs[i].Value.Span
	old := span.To.Year < 2000
	korean := l.pos[i].to < len(t) && strings.HasPrefix(t[l.pos[i].to-1].text, "년") && l.near(i, 0, 3, "이후", "이래", "부터")
	if (since || korean) && old && l.around(l.figs[i].Sentence, "deal", "agreement", "pact", "sma", "accord", "cost-sharing", "sharing", "costs", "cost", "shouldering", "협정", "분담금", "방위비") {
		return true
	}
	if old && l.near(i, 8, 0, "dates", "dating") && l.near(i, 10, 0, "agreement", "pact", "deal", "accord", "arrangement") {
		return true
	}
	return old && l.near(i, 12, 6, "first", "began", "started", "begun", "dates", "dating", "처음") && l.around(l.figs[i].Sentence, "cost-sharing", "sharing", "special", "sma", "costs", "cost", "contributions", "협정", "분담금")
}

// elections leaves out dates of votes and visits.
func (l *linker) elections(i int) bool {
	return l.near(i, 5, 4, "election", "elections", "presidential", "summit", "visit", "inauguration", "birthday", "대선", "선거", "정상회담")
}

// pactStarts reads "a deal that would start in 2026": an agreement begins, not
// the talks about it.
func (l *linker) pactStarts(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-8); k-- {
		switch w := t[k].low; {
		case pactNoun(w) || w == "payments":
			return true
		case w == "talks" || w == "negotiations" || w == "round" || w == "," || w == ";":
			return false
		}
	}
	return false
}

// talks names the first day of talks.
func (l *linker) talks(i int, p *Pact) {
	if p != nil && l.succeeded(l.figs[i].Sentence) {
		p = l.k.pactByNumber(p.Number + 1)
	}
	if p == nil && !l.now.IsZero() {
		if p = l.k.fresh(l.now); p == nil {
			p = l.k.negotiated(l.now)
		}
	}
	if p == nil {
		return
	}
	if l.figs[i].Kind == DateRange {
		if d := p.dated("round_1_dates"); d != nil && l.near(i, 10, 6, "first", "1차") {
			l.name(i, d.Quantity, "the first round")
			return
		}
	}
	l.role(i, p, "talks_start")
}

// duration names the length of an agreement and the span of a record.
func (l *linker) duration(i int) {
	s := l.figs[i].Sentence
	t := l.text[s].toks
	if l.otherAlly(i) {
		return
	}
	if k := l.pos[i].to; k < len(t) && (agoWord(t[k].low) || t[k].low == "until") {
		return // two years before the deal runs out
	}
	for k := l.pos[i].to; k < min(len(t), l.pos[i].to+3); k++ {
		if pactNoun(t[k].low) || koreanPactNoun(t[k]) || t[k].low == "plan" || t[k].low == "successor" || t[k].low == "predecessor" || t[k].low == "stopgap" || t[k].low == "framework" || t[k].low == "extension" {
			n, ok := l.figs[i].Value.Amount.Int64()
			if !ok || l.figs[i].Value.Unit != "years" {
				return
			}
			p, why := l.numberedOrNamed(s)
			if p == nil || l.apart(i) && !p.lasts(int(n)) {
				p, why = l.lasting(int(n)), "the length of the agreement"
			}
			if p != nil {
				l.name(i, p.ID+".term", why)
			}
			return
		}
	}
	if l.figs[i].Value.Unit == "years" && l.near(i, 6, 5, "covers", "valid", "good", "lasts", "lasted", "runs", "covering", "적용", "유효기간은", "유효기간", "기간은") {
		if n, ok := l.figs[i].Value.Amount.Int64(); ok {
			p, why := l.numberedOrNamed(s)
			if p == nil {
				p, why = l.pactOf(i)
			}
			if p == nil && !l.now.IsZero() {
				p, why = l.k.fresh(l.now), "the agreement just concluded"
			}
			if p == nil || inferred(why) && !p.lasts(int(n)) && l.neighbour(p, int(n)) {
				p, why = l.lasting(int(n)), "the length of the agreement"
			}
			if p != nil {
				l.name(i, p.ID+".term", why)
			}
		}
		return
	}
	if l.near(i, 9, 2, "biggest", "largest", "highest", "steepest", "sharpest", "최대") {
		for j := i - 1; j >= l.first[max(0, s-1)]; j-- {
			if l.figs[j].Kind == Percent && strings.Contains(l.figs[j].Quantity, ".increase_") {
				l.name(i, l.figs[j].Quantity+".record_span", "the span of a record")
				l.figs[i].weak = l.figs[j].weak
				return
			}
		}
	}
}

// records names the spans of records anew when the changes they speak of may
// have been named otherwise.
func (l *linker) records() {
	for i := range l.figs {
		if strings.HasSuffix(l.figs[i].Quantity, ".record_span") {
			l.figs[i].Quantity = ""
			l.duration(i)
		}
	}
}

// apart reports a length whose own noun phrase begins after the number of an
// agreement and calls it current, old or new: "the 12th succeeds the current
// six-year deal" speaks of two.
func (l *linker) apart(i int) bool {
	return l.near(i, 2, 0, "current", "existing", "previous", "last", "old", "expiring", "earlier", "new")
}

// neighbour reports that the agreement before or behind covers so many years:
// that one may be meant.
func (l *linker) neighbour(p *Pact, years int) bool {
	for _, n := range [...]int{p.Number - 1, p.Number + 1} {
		if q := l.k.pactByNumber(n); q != nil && q.lasts(years) {
			return true
		}
	}
	return false
}

// lasts reports the number of years an agreement covers.
func (p *Pact) lasts(years int) bool { return p.Last-p.First+1 == years }

// numberedOrNamed is pact without the descriptions that lean on a length.
func (l *linker) numberedOrNamed(s int) (*Pact, string) {
	if p := l.numbered(s); p != nil {
		return p, "the number of the agreement"
	}
	for j := range l.in(s) {
		d := &l.figs[j]
		if d.Sentence == s && d.Kind == DateRange && !d.Value.Span.From.IsZero() {
			if p := l.k.covering(d.Value.Span.From.Year); p != nil && p.First == d.Value.Span.From.Year {
				return p, "the years of the agreement"
			}
		}
	}
	return nil, ""
}

// target reads a day by which talks are hoped or expected to end.
func (l *linker) target(i int) bool {
	if l.now.IsZero() || l.k.negotiated(l.now) == nil || l.figs[i].Value.Span.To.Before(l.now) {
		return false
	}
	return l.close(i, "conclude", "finish", "finalize", "finalise", "complete", "wrap", "agreement", "deal", "deadline", "reach", "타결", "마무리", "체결", "합의") &&
		l.near(i, 14, 8, "hope", "hopes", "hoped", "aim", "aims", "aiming", "want", "wants", "expected", "expect", "could", "may", "whether", "deadline", "seek", "seeks", "trying", "target", "목표", "전망", "희망", "계획")
}
