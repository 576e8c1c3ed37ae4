package evidence

import (
	"time"

	"entente/period"
)

// dated is a date read from the text: its days and the token behind it.
type dated struct {
	span  period.Span // zero when the anchor is not known
	next  int
	grain byte // d day, w week, m month, q quarter, y year, D decade
	open  bool // no year was written
}

// date reads a date or a range of dates that begins at token i.
func (s *scanner) date(i int) (hit, bool) {
	a, ok := s.single(i)
	if !ok {
		return hit{}, false
	}
	kind := Date
	if b, ok := s.rangeEnd(i, a); ok {
		a, kind = b, DateRange
	} else if a.grain == 'r' {
		kind = DateRange
	}
	f := Figure{Kind: kind, Value: Value{Span: a.span, Unit: "date"}, Role: s.role(i)}
	return hit{f, i, a.next, 0, 0}, true
}

// single reads one date.
func (s *scanner) single(i int) (dated, bool) {
	rules := [...]func(int) (dated, bool){s.isoDate, s.besideDay, s.nthInPeriod, s.ordinalDay, s.dayNearMonth, s.dayMonth, s.monthDay, s.quarter, s.yearMonth, s.yearDate, s.spokenYear, s.decadeDate, s.weekend, s.weekOf, s.afterNext, s.remainder, s.weekdayDate, s.part, s.relative, s.ago}
	for _, rule := range rules {
		if d, ok := rule(i); ok {
			return d, true
		}
	}
	return dated{}, false
}

// isoDate reads 2021-03-10, 2021.3.10, 2021/3/10 and 3/10/2021.
func (s *scanner) isoDate(i int) (dated, bool) {
	if s.kind(i) != number {
		return dated{}, false
	}
	if y, m, d, ok := dotted(s.toks[i].text); ok {
		next := i + 1
		if s.low(next) == "." && s.glued(next) && s.kind(next+1) != number {
			next++
		}
		return dated{daySpan(dayOf(y, m, d)), next, 'd', false}, true
	}
	sep := s.low(i + 1)
	if y, m := yearOf(s.toks[i]), s.monthAt(i+2); y > 0 && m > 0 && (sep == "-" || sep == "/") && s.low(i+3) == sep && s.glued(i+3) && validDay(y, int(m), small1(s, i+4)) {
		return dated{daySpan(dayOf(y, m, small1(s, i+4))), i + 5, 'd', false}, true
	}
	if (sep != "-" && sep != "/" && sep != ".") || s.low(i+3) != sep || s.kind(i+2) != number || s.kind(i+4) != number {
		return dated{}, false
	}
	y, a, b, c := yearOf(s.toks[i]), small(s.toks[i]), small(s.toks[i+2]), small(s.toks[i+4])
	if y > 0 && validDay(y, b, c) {
		return dated{daySpan(dayOf(y, time.Month(b), c)), i + 5, 'd', false}, true
	}
	y = yearOf(s.toks[i+4])
	if y == 0 || !s.glued(i+1) || !s.glued(i+2) {
		return dated{}, false
	}
	if validDay(y, a, b) {
		return dated{daySpan(dayOf(y, time.Month(a), b)), i + 5, 'd', false}, true
	}
	if validDay(y, b, a) {
		return dated{daySpan(dayOf(y, time.Month(b), a)), i + 5, 'd', false}, true
	}
	return dated{}, false
}

// small1 returns the small number at a token, or 0.
func small1(s *scanner, i int) int {
	if s.kind(i) != number {
		return 0
	}
	return small(s.toks[i])
}

// dotted reads 2024.3.13, one token.
func dotted(text string) (y int, m time.Month, d int, ok bool) {
	part, parts := 0, [3]int{}
	for _, c := range []byte(text) {
		switch {
		case c == '.':
			part++
			if part > 2 {
				return 0, 0, 0, false
			}
		case digit(c) && parts[part] < 10000:
			parts[part] = parts[part]*10 + int(c-'0')
		default:
			return 0, 0, 0, false
		}
	}
	if part != 2 || parts[0] < 1900 || parts[0] > 2099 || !validDay(parts[0], parts[1], parts[2]) {
		return 0, 0, 0, false
	}
	return parts[0], time.Month(parts[1]), parts[2], true
}

func validDay(y, m, d int) bool {
	return m >= 1 && m <= 12 && d >= 1 && d <= monthSpan(y, time.Month(m)).To.Day
}

// dayMonth reads 10 March 2021, 10th of March, 7-9 March 2018.
func (s *scanner) dayMonth(i int) (dated, bool) {
	d1, k := s.dayNumber(i)
	if d1 == 0 {
		return dated{}, false
	}
	d2 := d1
	if w := s.low(k); w == "-" || w == "--" || w == "to" || w == "and" || w == "until" || w == "till" || w == "through" {
		if d, n := s.dayNumber(k + 1); d > d1 && (s.monthAt(n) > 0 || s.low(n) == "of" && s.monthAt(n+1) > 0) {
			d2, k = d, n
		}
	}
	if s.low(k) == "of" {
		k++
	} else if s.low(k) == "-" && s.glued(k) {
		k++
	}
	m := s.monthAt(k)
	if m == 0 {
		return dated{}, false
	}
	k++
	if _, abbreviated := s.trailingYear(k + 1); s.low(k) == "." && s.glued(k) && abbreviated > k+1 {
		k++ // 5 Oct. 2024
	}
	return s.finish(i, m, d1, d2, k), true
}

func (s *scanner) monthAt(i int) time.Month {
	if s.kind(i) != word {
		return 0
	}
	switch w := s.low(i); w {
	case "may", "march", "mar", "august":
		if !s.toks[i].capital() {
			return 0
		}
		return monthOf(w)
	default:
		return monthOf(w)
	}
}

// dayNumber reads a day of a month: 10, 10th.
func (s *scanner) dayNumber(i int) (int, int) {
	if s.kind(i) != number {
		return 0, i
	}
	d := small(s.toks[i])
	if d < 1 || d > 31 {
		return 0, i
	}
	switch s.low(i + 1) {
	case "st", "nd", "rd", "th":
		if s.glued(i + 1) {
			return d, i + 2
		}
	case "%", "percent":
		return 0, i
	}
	return d, i + 1
}

// monthDay reads March 10, 2021; Mar. 10; March 2021; April 23-25; November.
func (s *scanner) monthDay(i int) (dated, bool) {
	m := s.monthAt(i)
	if m == 0 {
		return dated{}, false
	}
	k := i + 1
	if s.low(k) == "." && s.glued(k) {
		k++
	}
	if s.low(k) == "-" && s.kind(k+1) == number && s.glued(k) && small(s.toks[k+1]) > 0 {
		k++
	}
	d1, n := s.dayNumber(k)
	if d1 > 0 && s.low(n) != "percent" && s.low(n) != "%" && timeUnit(s.low(n)) == "" && (s.kind(n) != word || s.low(n) != "rounds") {
		return s.monthDays(i, m, d1, n), true
	}
	y, n := s.trailingYear(k)
	if y > 0 {
		return dated{monthSpan(y, m), n, 'm', false}, true
	}
	if !s.monthAlone(i) {
		return dated{}, false
	}
	if len(s.low(i)) <= 3 && m != time.May && s.low(i+1) != "." && !datePrefix(s.low(i-1)) {
		return dated{}, false // Jan, Mar: names of people
	}
	return dated{s.openMonth(i, m), k, 'm', true}, true
}

// monthDays finishes March 7, March 7-9 and March 30-April 2.
func (s *scanner) monthDays(i int, m time.Month, d1, k int) dated {
	if w := s.low(k); w == "-" || w == "--" || w == "to" || w == "through" || w == "and" || w == "~" {
		if d2, n := s.dayNumber(k + 1); d2 > d1 && s.monthAt(n) == 0 {
			return s.finish(i, m, d1, d2, n)
		}
	}
	return s.finish(i, m, d1, d1, k)
}

// finish adds the year behind day and month, or finds it.
func (s *scanner) finish(i int, m time.Month, d1, d2, k int) dated {
	grain := byte('d')
	if d2 > d1 {
		grain = 'r'
	}
	if y, n := s.trailingYear(k); y > 0 {
		return dated{period.Span{From: dayOf(y, m, d1), To: dayOf(y, m, d2)}, n, grain, false}
	}
	y := s.openYear(i, m, d1)
	if y == 0 {
		return dated{next: k, grain: grain, open: true}
	}
	return dated{period.Span{From: dayOf(y, m, d1), To: dayOf(y, m, d2)}, k, grain, true}
}

// trailingYear reads ", 2021", "2021" or "of 2021", and "of this year",
// "last year" behind a month.
func (s *scanner) trailingYear(k int) (int, int) {
	j := k
	if s.low(j) == "," || s.low(j) == "of" || s.low(j) == "in" {
		j++
	}
	if s.kind(j) == number && !s.toks[j].line {
		if y := yearOf(s.toks[j]); y > 0 && (s.low(j) == "" || personNoun(s.low(j+1)) == "") {
			return y, j + 1
		}
	}
	if s.day.Year > 0 && s.low(j+1) == "year" {
		switch s.low(j) {
		case "this":
			return s.day.Year, j + 2
		case "last":
			return s.day.Year - 1, j + 2
		case "next":
			return s.day.Year + 1, j + 2
		}
	}
	return 0, k
}

// monthAlone keeps the verb and the march apart from the months: May and March
// need a word before them that stands before months.
func (s *scanner) monthAlone(i int) bool {
	w := s.low(i)
	if w != "may" && w != "march" && w != "august" && len(w) > 3 {
		return true
	}
	return datePrefix(s.low(i-1)) && (s.low(i-1) != "and" || w != "may")
}

// datePrefix reports words that stand before the name of a month.
func datePrefix(w string) bool {
	switch w {
	case "in", "by", "since", "until", "till", "last", "next", "this", "early", "late", "of", "from", "to", "through", "before", "after", "mid", "-", "between", "and", "during", "for", "past", "every":
		return true
	}
	return false
}

// openMonth gives a month without a year the year the tense asks for.
func (s *scanner) openMonth(i int, m time.Month) period.Span {
	y := s.openYear(i, m, 0)
	if y == 0 {
		return period.Span{}
	}
	return monthSpan(y, m)
}

// openYear finds the year of a month or day written without one: "last" and
// "next" say it; a year named before it in the sentence gives it; else the
// tense decides between the latest and the next one, seen from the day of
// publication.
func (s *scanner) openYear(i int, m time.Month, d int) int {
	if s.day.IsZero() {
		if s.ahead(i) {
			return 0
		}
		return s.lastYear
	}
	y := s.day.Year
	day := dayOf(y, m, max(d, 1))
	if d == 0 && s.day.Month == m {
		return y
	}
	later := day.After(s.day)
	prev := s.low(i - 1)
	switch {
	case prev == "last" || prev == "past":
	case prev == "this":
		return y
	case prev == "next" || prev == "coming":
		if later {
			return y
		}
		return y + 1
	case s.lastYear > 0 && s.lastYear < y && !s.ahead(i):
		return s.lastYear
	case s.ahead(i):
		if later || day == s.day || d == 0 && m == s.day.Month {
			return y
		}
		if s.day.DaysUntil(dayOf(y+1, m, max(d, 1))) > 330 && prev != "by" && prev != "until" {
			return y // a few days past, spoken of as a plan
		}
		return y + 1
	}
	if later {
		return y - 1
	}
	return y
}

// yearDate reads a year: 2021, 2021's, fiscal 2021, the year 2021.
func (s *scanner) yearDate(i int) (dated, bool) {
	k := i
	switch s.low(k) {
	case "fiscal", "fy", "year":
		k++
		if s.low(k) == "year" {
			k++
		}
	}
	if s.kind(k) != number {
		return dated{}, false
	}
	y := yearOf(s.toks[k])
	if y == 0 || s.kind(k-1) == symbol && signUnit(s.low(k-1)) != "" || s.low(k+1) == "s" && s.glued(k+1) {
		return dated{}, false
	}
	if _, w := currencyName(s.toks, k+1); w > 0 && s.low(k+1) != "$" && s.kind(k+1) == word {
		return dated{}, false
	}
	if _, w := percentUnit(s.toks, k+1); w > 0 || personNoun(s.low(k+1)) == "persons" && s.low(k+1) != "force" || scaleIs(s.low(k+1)) {
		return dated{}, false
	}
	next := k + 1
	if s.low(next) == "-" && s.kind(next+1) == number && s.glued(next) && s.glued(next+1) {
		if m := small(s.toks[next+1]); m >= 1 && m <= 12 && len(s.toks[next+1].text) == 2 && m > y%100 {
			return dated{monthSpan(y, time.Month(m)), next + 2, 'm', false}, true
		}
	}
	return dated{yearSpan(y), next, 'y', false}, true
}

// decadeDate reads 1990s, the '90s, the nineties.
func (s *scanner) decadeDate(i int) (dated, bool) {
	k := i
	if s.low(k) == "'" {
		k++
	}
	if s.kind(k) == number && s.glued(k+1) && (s.low(k+1) == "s" || s.low(k+1) == "'" && s.low(k+2) == "s") {
		y := yearOf(s.toks[k])
		if d := small(s.toks[k]); y == 0 && d >= 20 && d%10 == 0 && len(s.toks[k].text) == 2 {
			y = 1900 + d
		}
		if y%10 == 0 && y > 0 {
			n := k + 2
			if s.low(k+1) == "'" {
				n++
			}
			return dated{yearsSpan(y, y+9), n, 'D', false}, true
		}
	}
	return dated{}, false
}

// quarter reads Q3 2024, third quarter of 2024, first half of the year.
func (s *scanner) quarter(i int) (dated, bool) {
	if d, ok := s.shortQuarter(i); ok {
		return d, true
	}
	q, k := 0, i
	switch s.low(i) {
	case "first", "1st":
		q = 1
	case "second", "2nd", "latter":
		q = 2
	case "third":
		q = 3
	case "fourth", "final":
		q = 4
	}
	if q == 0 {
		return dated{}, false
	}
	k++
	half := s.low(k) == "half"
	if !half && s.low(k) != "quarter" || half && q > 2 {
		return dated{}, false
	}
	k++
	if s.low(k) == "of" {
		k++
	}
	y := 0
	if d, ok := s.yearDate(k); ok {
		y, k = d.span.From.Year, d.next
	} else if d, ok := s.relative(k); ok && d.grain == 'y' {
		y, k = d.span.From.Year, d.next
	} else if half {
		return dated{}, false
	}
	if y == 0 {
		return dated{next: k, grain: 'q'}, true
	}
	if half {
		return dated{halfSpan(y, q), k, 'q', false}, true
	}
	return dated{quarterSpan(y, q), k, 'q', false}, true
}

// shortQuarter reads Q3 2024, 2016 Q3, H1 2016.
func (s *scanner) shortQuarter(i int) (dated, bool) {
	k, y := i, 0
	if s.kind(i) == number {
		if y = yearOf(s.toks[i]); y == 0 {
			return dated{}, false
		}
		k++
	}
	w := s.low(k)
	if w != "q" && w != "h" || s.kind(k+1) != number || !s.glued(k+1) {
		return dated{}, false
	}
	q := small(s.toks[k+1])
	if q < 1 || q > 4 || w == "h" && q > 2 {
		return dated{}, false
	}
	next := k + 2
	if y == 0 {
		if d, ok := s.yearDate(next); ok {
			y, next = d.span.From.Year, d.next
		} else if d, ok := s.relative(next); ok && d.grain == 'y' {
			y, next = d.span.From.Year, d.next
		} else if s.day.IsZero() {
			return dated{next: next, grain: 'q', open: true}, true
		} else {
			y = s.day.Year
		}
	}
	if w == "h" {
		return dated{halfSpan(y, q), next, 'q', false}, true
	}
	return dated{quarterSpan(y, q), next, 'q', false}, true
}
