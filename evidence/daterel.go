package evidence

import (
	"entente/period"
)

// weekdayDate reads Thursday, last Friday, next Monday, Wednesday next week.
func (s *scanner) weekdayDate(i int) (dated, bool) {
	k, shift := i, 0
	switch s.low(i) {
	case "last", "past", "previous":
		k, shift = i+1, -1
	case "next", "coming", "following":
		k, shift = i+1, 1
	case "this":
		k = i + 1
	}
	w := weekdayOf(s.low(k))
	if w == 0 || len(s.low(k)) <= 5 && (!s.toks[k].capital() || k == i && s.low(k+1) != "." && s.low(k+1) != ",") {
		return dated{}, false
	}
	k++
	if s.low(k) == "." && s.glued(k) && len(s.low(k-1)) <= 5 {
		k++
	}
	if s.low(k) == "," || s.low(k) == "(" {
		if d, ok := s.explicit(k + 1); ok {
			if s.low(d.next) == ")" {
				d.next++
			}
			return d, true // Thursday, Nov. 14
		}
	}
	if s.day.IsZero() {
		return dated{next: k, grain: 'd', open: true}, true
	}
	if s.low(k) == "of" {
		k++
	}
	if (s.low(k) == "last" || s.low(k) == "next" || s.low(k) == "this") && s.low(k+1) == "week" {
		n := map[string]int{"last": -1, "next": 1}[s.low(k)]
		return dated{daySpan(weekSpan(s.day, n).From.AddDays(w - 1)), k + 2, 'd', true}, true
	}
	if s.low(k-1) == "of" {
		k--
	}
	back := (weekday(s.day) - w + 7) % 7
	day := s.day.AddDays(-back)
	switch {
	case s.low(i) == "this":
		day = weekSpan(s.day, 0).From.AddDays(w - 1)
	case shift < 0 && back == 0:
		day = s.day.AddDays(-7)
	case shift > 0:
		day = day.AddDays(7)
	case shift == 0 && back > 0 && s.ahead(i):
		day = day.AddDays(7)
	}
	return dated{daySpan(day), k, 'd', true}, true
}

// explicit reads a full date behind a weekday.
func (s *scanner) explicit(i int) (dated, bool) {
	if s.monthAt(i) > 0 && s.kind(i+1) == number || s.monthAt(i) > 0 && s.low(i+1) == "." && s.kind(i+2) == number {
		return s.monthDay(i)
	}
	if d, ok := s.dayMonth(i); ok {
		return d, true
	}
	return s.isoDate(i)
}

// part reads early March, late 2024, mid-November, the end of the year,
// year-end, early in 2025, late last year, earlier this month.
func (s *scanner) part(i int) (dated, bool) {
	w := s.low(i)
	if w == "the" && (s.low(i+1) == "end" || s.low(i+1) == "start" || s.low(i+1) == "beginning" || s.low(i+1) == "middle" || s.low(i+1) == "early" || s.low(i+1) == "late" || s.low(i+1) == "mid") {
		return dated{}, false // the span begins behind the article
	}
	if (w == "year" || w == "month") && (s.low(i+1) == "end" || s.low(i+1) == "-" && s.low(i+2) == "end") {
		next := i + 2
		if s.low(i+1) == "-" {
			next++
		}
		return s.inUnit(w, 0, "end", next), true
	}
	switch w {
	case "early", "earlier", "mid", "middle", "late", "later", "end", "start", "beginning", "close", "outset":
	default:
		return dated{}, false
	}
	k := i + 1
	switch w {
	case "end", "start", "beginning", "close":
		if s.low(k) == "in" {
			return dated{}, false // will start in 2026: a verb
		}
	}
	for s.low(k) == "-" || s.low(k) == "of" || s.low(k) == "in" || s.low(k) == "the" {
		k++
	}
	if s.low(k) == "year" || s.low(k) == "month" || s.low(k) == "week" || s.low(k) == "decade" {
		if s.low(k-1) != "the" {
			return dated{}, false
		}
		d := s.inUnit(s.low(k), 0, "", k+1)
		if !d.span.From.IsZero() {
			d.span = s.narrowed(d, w)
		}
		return d, true
	}
	d, ok := s.inner(k)
	if !ok {
		return dated{}, false
	}
	if !d.span.From.IsZero() {
		d.span = s.narrowed(d, w)
	}
	return d, true
}

// narrowed cuts a period to its early or late part; "earlier this year" ends
// and "later this year" begins on the day of publication.
func (s *scanner) narrowed(d dated, w string) period.Span {
	switch {
	case w == "earlier" && d.span.Contains(s.day):
		return period.Span{From: d.span.From, To: s.day}
	case w == "later" && d.span.Contains(s.day):
		return period.Span{From: s.day, To: d.span.To}
	}
	return within(d.span, w)
}

func (s *scanner) inner(k int) (dated, bool) {
	for _, rule := range [...]func(int) (dated, bool){s.decadeDate, s.monthDay, s.yearDate, s.relative} {
		if d, ok := rule(k); ok {
			return d, true
		}
	}
	return dated{}, false
}

// relative reads today, yesterday, this year, last month, next week, the
// previous year, the following year, this spring.
func (s *scanner) relative(i int) (dated, bool) {
	shift, k := 0, i+1
	switch s.low(i) {
	case "today", "tonight":
		return s.dayShift(0, i+1), true
	case "yesterday":
		return s.dayShift(-1, i+1), true
	case "tomorrow":
		return s.dayShift(1, i+1), true
	case "this", "current":
	case "last":
		shift = -1
	case "next", "coming":
		shift = 1
	case "previous", "preceding", "prior":
		if d, ok := s.window(k, -1); ok {
			return d, true
		}
		if s.low(i-1) != "the" || s.low(k) != "year" || s.low(k+1) == "'" && indexNoun(s.low(k+3)) {
			return dated{}, false // the previous year's defense budget: any year's
		}
		return s.aroundYear(-1, k+1), true
	case "following", "subsequent":
		if s.low(i-1) != "the" || s.low(k) != "year" {
			return dated{}, false
		}
		return s.aroundYear(1, k+1), true
	case "past":
		shift = -1
	default:
		return dated{}, false
	}
	if d, ok := s.window(k, shift); ok {
		return d, true
	}
	if s.low(k) == "calendar" || s.low(k) == "fiscal" {
		k++
	}
	w := s.low(k)
	if m := s.monthAt(k); m > 0 && s.low(i) != "current" {
		if d, ok := s.monthDay(k); ok {
			return d, true
		}
	}
	if _, ok := seasonSpan(w, 2000); ok && w != "" {
		if s.day.IsZero() {
			return dated{next: k + 1, grain: 'q', open: true}, true
		}
		span, _ := seasonSpan(w, s.day.Year+shift)
		return dated{span, k + 1, 'q', true}, true
	}
	switch w {
	case "year", "month", "week", "quarter", "decade":
		if s.low(i) == "past" {
			return dated{}, false
		}
		next := k + 1
		if s.low(next) == "'" && s.low(next+1) == "s" {
			return s.inUnit(w, shift, "", next), true
		}
		if s.low(next) == "-" {
			return dated{}, false
		}
		on := next + bit(s.low(next) == "on")
		if day := weekdayOf(s.low(on)); w == "week" && day > 0 && s.toks[on].capital() && !s.day.IsZero() {
			return dated{daySpan(weekSpan(s.day, shift).From.AddDays(day - 1)), on + 1, 'd', true}, true
		}
		return s.inUnit(w, shift, "", next), true
	}
	return dated{}, false
}

// indexNoun reports words of what payments are tied to.
func indexNoun(w string) bool {
	switch w {
	case "defense", "defence", "consumer", "inflation", "cpi", "price", "prices", "budget", "gdp", "growth", "rate":
		return true
	}
	return anyPrefix(w, "국방비", "국방예산", "소비자물가", "물가") != ""
}

// window reads the past two decades, next five years: a range that ends or
// begins on the day of publication.
func (s *scanner) window(k, shift int) (dated, bool) {
	if shift == 0 {
		return dated{}, false
	}
	n, ok := numeralAt(s.toks, k)
	if !ok || n.scaled {
		return dated{}, false
	}
	unit := timeUnit(s.low(n.next))
	v, whole := n.value.Int64()
	if unit == "" || !whole || v > 1000 {
		return dated{}, false
	}
	if s.day.IsZero() {
		return dated{next: n.next + 1, grain: 'r', open: true}, true
	}
	far := shiftDay(s.day, unit, int(v)*shift)
	span := period.Span{From: far, To: s.day}
	if shift > 0 {
		span = period.Span{From: s.day.AddDays(1), To: far}
	}
	return dated{span, n.next + 1, 'r', true}, true
}

func shiftDay(d period.Day, unit string, n int) period.Day {
	switch unit {
	case "day":
		return d.AddDays(n)
	case "week":
		return d.AddDays(7 * n)
	case "fortnight":
		return d.AddDays(14 * n)
	case "month", "quarter":
		if unit == "quarter" {
			n *= 3
		}
		y, m := addMonths(d.Year, d.Month, n)
		return dayOf(y, m, min(d.Day, monthSpan(y, m).To.Day))
	case "decade":
		n *= 10
	case "century":
		n *= 100
	case "year":
	default:
		return d
	}
	y := min(max(d.Year+n, 1), 9999)
	return dayOf(y, d.Month, min(d.Day, monthSpan(y, d.Month).To.Day))
}

func (s *scanner) dayShift(n, next int) dated {
	if s.day.IsZero() {
		return dated{next: next, grain: 'd', open: true}
	}
	return dated{daySpan(s.day.AddDays(n)), next, 'd', true}
}

// aroundYear reads the year before and after: seen from the last year named,
// else from the year of publication.
func (s *scanner) aroundYear(n, next int) dated {
	y := s.lastYear
	if y == 0 {
		y = s.day.Year
	}
	if y == 0 {
		return dated{next: next, grain: 'y', open: true}
	}
	return dated{yearSpan(y + n), next, 'y', true}
}

// inUnit returns the period that is shift units away, narrowed.
func (s *scanner) inUnit(unit string, shift int, part string, next int) dated {
	if s.day.IsZero() {
		return dated{next: next, grain: unit[0], open: true}
	}
	var span period.Span
	switch unit {
	case "year":
		span = yearSpan(s.day.Year + shift)
	case "month":
		y, m := addMonths(s.day.Year, s.day.Month, shift)
		span = monthSpan(y, m)
	case "week":
		span = weekSpan(s.day, shift)
	case "quarter":
		y, m := addMonths(s.day.Year, s.day.Month, shift*3)
		span = quarterSpan(y, (int(m)-1)/3+1)
	case "decade":
		y := (s.day.Year/10 + shift) * 10
		span = yearsSpan(y, y+9)
	}
	if part != "" {
		span = within(span, part)
	}
	return dated{span, next, unit[0], true}
}

// ago reads two years ago, a year earlier, three months later, the year before.
func (s *scanner) ago(i int) (dated, bool) {
	if s.low(i) == "the" && s.low(i+1) == "year" && (s.low(i+2) == "before" || s.low(i+2) == "earlier") && s.low(i+3) != "the" {
		return s.aroundYear(-1, i+3), true
	}
	var k int
	v := int64(1)
	if s.low(i) == "a" || s.low(i) == "an" {
		k = i + 1
	} else if n, ok := numeralAt(s.toks, i); ok && !n.scaled {
		var whole bool
		if v, whole = n.value.Int64(); !whole || v > 1000 {
			return dated{}, false
		}
		k = n.next
	} else {
		return dated{}, false
	}
	unit := timeUnit(s.low(k))
	if unit == "" || unit == "second" {
		return dated{}, false
	}
	sign := 0
	switch s.low(k + 1) {
	case "ago", "earlier", "before":
		sign = -1
	case "later", "after", "hence":
		sign = 1
	case "from":
		if s.low(k+2) == "now" {
			sign, k = 1, k+1
		}
	}
	if s.low(k+1) == "before" || s.low(k+1) == "after" {
		if w := s.low(k + 2); w != "." && w != "," && w != "" {
			return dated{}, false // two weeks before the deadline: a length
		}
	}
	if sign == 0 {
		return dated{}, false
	}
	return s.shifted(unit, int(v)*sign, s.low(k+1) == "ago" || s.low(k+1) == "now", k+2), true
}

// shifted is exact to the unit that was named: two years ago is a year.
func (s *scanner) shifted(unit string, n int, fromNow bool, next int) dated {
	if !fromNow && unit == "year" {
		return s.aroundYear(n, next)
	}
	if s.day.IsZero() {
		return dated{next: next, grain: unit[0], open: true}
	}
	d := shiftDay(s.day, unit, n)
	switch unit {
	case "year":
		return dated{yearSpan(d.Year), next, 'y', true}
	case "decade", "century":
		return dated{yearSpan(d.Year), next, 'y', true}
	case "month":
		return dated{monthSpan(d.Year, d.Month), next, 'm', true}
	case "week":
		return dated{weekSpan(d, 0), next, 'w', true}
	}
	return dated{daySpan(d), next, 'd', true}
}

// rangeEnd reads the second date of a range: 2014-2018, Wednesday through
// Friday, from 2022 to 2025, between March and June.
func (s *scanner) rangeEnd(i int, a dated) (dated, bool) {
	k := a.next
	switch s.low(k) {
	case "-", "--", "~", "through", "thru":
	case "to":
		if !s.fromBefore(i) && a.grain != 'y' && a.grain != 'd' {
			return dated{}, false
		}
		if s.low(i-1) == "to" {
			return dated{}, false
		}
	case "until", "till":
		if !s.fromBefore(i) {
			return dated{}, false
		}
	case "and":
		if s.low(i-1) != "between" {
			return dated{}, false
		}
	default:
		return dated{}, false
	}
	if s.kind(k+1) == number && a.grain == 'y' {
		if y := shortYear(s.toks[k+1], a.span.From.Year); y > 0 && s.glued(k+1) {
			return dated{yearsSpan(a.span.From.Year, y), k + 2, 'r', false}, true
		}
	}
	b, ok := s.single(k + 1)
	if !ok || b.grain == 'r' {
		return dated{}, false
	}
	stated := s.low(i-1) == "between" || s.fromBefore(i) && !a.open
	if a.grain == 'y' && b.grain != 'y' && !stated || a.grain == 'd' && b.grain == 'y' {
		return dated{}, false
	}
	if a.span.From.IsZero() || b.span.To.IsZero() {
		return dated{next: b.next, grain: 'r', open: true}, true
	}
	from, to := a.span.From, b.span.To
	if a.open && !b.open && a.grain != 'y' && from.Year != to.Year {
		from.Year, a.span.From.Year = to.Year, to.Year
	}
	for b.open && to.Before(from) && a.grain == 'd' && weekdayOf(s.low(k+1)) > 0 {
		to = to.AddDays(7)
	}
	if to.Before(from) {
		return dated{}, false
	}
	return dated{period.Span{From: from, To: to}, b.next, 'r', a.open}, true
}

func (s *scanner) fromBefore(i int) bool {
	for k := i - 1; k >= i-3 && k >= 0; k-- {
		if s.low(k) == "from" {
			return true
		}
	}
	return false
}

// shortYear reads the 18 of 2014-18.
func shortYear(t token, from int) int {
	v := small(t)
	if len(t.text) != 2 || v <= from%100 {
		return 0
	}
	return from/100*100 + v
}

// role says what a date is for, from the word before it.
func (s *scanner) role(i int) string {
	switch s.low(i - 1) {
	case "by", "until", "till", "before", "through":
		return "deadline"
	case "from", "since", "starting", "beginning", "effective":
		return "start"
	}
	for k := i - 1; k >= i-8 && k >= 0; k-- {
		if s.low(k) == "added" && (s.kind(k+1) == number || signUnit(s.low(k+1)) != "") {
			return "" // added 5.8 percent in 2014
		}
		if reportVerb(s.low(k)) {
			if s.low(k) == "concluded" && (pactNoun(s.low(k-1)) || s.low(k-1) == ",") {
				return "" // an agreement concluded in January
			}
			return "statement_time"
		}
		if s.kind(k) == symbol && s.low(k) != `"` || s.low(k) == "that" || s.tense(k) != 0 || k < i-4 && !s.dayLike(i) {
			return ""
		}
	}
	return ""
}

// dayLike reports a weekday or today: what stands behind "said".
func (s *scanner) dayLike(i int) bool {
	w := s.low(i)
	return weekdayOf(w) > 0 || w == "today" || w == "yesterday"
}

// ahead reports whether the words around a date speak of the future: the cue
// nearest before it decides, else the first behind it.
func (s *scanner) ahead(i int) bool {
	for k := i + 1; k <= i+3; k++ {
		switch s.low(k) {
		case "election", "elections", "vote", "polls", "ballot", "presidential", "deadline":
			return true
		case ",", ".", "and":
			k = i + 3
		}
	}
	for k := i - 1; k >= 0 && s.low(k) != "but" && s.low(k) != ";"; k-- {
		if c := s.tense(k); c != 0 {
			return c > 0
		}
	}
	for k := i + 1; k < len(s.toks) && k < i+25; k++ {
		if c := s.tense(k); c != 0 {
			return c > 0
		}
	}
	return false
}

// tense returns 1 for a cue of the future, -1 for one of the past.
func (s *scanner) tense(k int) int {
	if s.kind(k) != word {
		return 0
	}
	w := s.low(k)
	if s.low(k-1) == "be" {
		return 0 // will be held: the word before it decides
	}
	switch w {
	case "runs", "run":
		if n := s.low(k + 1); n == "out" || n == "through" || n == "until" || n == "till" || n == "to" {
			return 1
		}
		return 0
	case "will", "would", "shall", "scheduled", "expire", "expiring", "lapse", "lapses", "valid", "due", "expected", "expects", "expect", "plan", "plans", "planned", "planning", "upcoming", "hope", "hopes", "hoped", "aims", "aim", "aiming", "deadline", "slated", "set", "going", "intends", "expires", "begins", "starts", "ends", "election", "target", "returns", "takes", "visits", "meets", "leaves", "opens", "hosts", "travels", "assumes", "enters", "could", "may", "might", "should", "must":
		return 1
	case "said", "told", "was", "were", "had", "held", "ended", "began", "took", "came", "met", "has", "have", "did", "made", "won", "went", "became", "gave", "kept", "left", "last", "broke", "fell", "rose", "saw", "spoke", "says":
		return -1
	case "to":
		if p := s.low(k - 1); p == "according" || p == "from" || p == "compared" || s.kind(k-1) == number || p == "up" {
			return 0
		}
		if n := s.low(k + 1); s.kind(k+1) == word && !s.toks[k+1].capital() && !functionWord(n) && timeUnit(n) == "" {
			return 1
		}
		return 0
	}
	if len(w) > 4 && w[len(w)-2:] == "ed" {
		return -1
	}
	return 0
}
