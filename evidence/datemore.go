package evidence

import (
	"time"

	"entente/period"
)

// besideDay reads the day after tomorrow, the day before yesterday, two days
// from today.
func (s *scanner) besideDay(i int) (dated, bool) {
	k, n := i, 0
	switch {
	case s.low(i) == "day" && s.low(i-1) == "the":
		n, k = 1, i+1
	case s.kind(i) == number || s.kind(i) == word:
		v, ok := numeralAt(s.toks, i)
		days, whole := v.value.Int64()
		if !ok || !whole || days > 400 || timeUnit(s.low(v.next)) != "day" {
			return dated{}, false
		}
		n, k = int(days), v.next+1
	}
	switch s.low(k) {
	case "after", "from":
	case "before":
		n = -n
	default:
		return dated{}, false
	}
	switch s.low(k + 1) {
	case "tomorrow":
		n++
	case "yesterday":
		n--
	case "today":
	default:
		return dated{}, false
	}
	return s.dayShift(n, k+2), true
}

// nearMonth reads "of next month", "this month" behind a day.
func (s *scanner) nearMonth(k int) (y int, m time.Month, next int) {
	if s.low(k) == "of" || s.low(k) == "in" {
		k++
	}
	shift := 0
	switch s.low(k) {
	case "this":
	case "next":
		shift = 1
	case "last", "previous":
		shift = -1
	default:
		return 0, 0, 0
	}
	if s.low(k+1) != "month" || s.day.IsZero() {
		return 0, 0, 0
	}
	y, m = addMonths(s.day.Year, s.day.Month, shift)
	return y, m, k + 2
}

// dayNearMonth reads the 20th of next month, 4 to 22 this month.
func (s *scanner) dayNearMonth(i int) (dated, bool) {
	d1, k := s.dayNumber(i)
	if d1 == 0 {
		return dated{}, false
	}
	d2, grain := d1, byte('d')
	switch s.low(k) {
	case "-", "to", "until", "till", "through":
		if d, n := s.dayNumber(k + 1); d > d1 {
			d2, k, grain = d, n, 'r'
		}
	}
	y, m, next := s.nearMonth(k)
	if y == 0 || grain == 'd' && k == i+1 || !validDay(y, int(m), d1) || !validDay(y, int(m), d2) {
		return dated{}, false // 20 next month: no day
	}
	return dated{period.Span{From: dayOf(y, m, d1), To: dayOf(y, m, d2)}, next, grain, true}, true
}

// ordinalDay reads the second of August, and "first" behind a month.
func (s *scanner) ordinalDay(i int) (dated, bool) {
	if s.kind(i) != word {
		return dated{}, false
	}
	v, k, ok := s.ordinalAt(i)
	if !ok || v < 1 || v > 31 || s.low(k) != "of" || s.monthAt(k+1) == 0 {
		return dated{}, false
	}
	m := s.monthAt(k + 1)
	return s.finish(i, m, int(v), int(v), k+2), true
}

// nthInPeriod reads the second Monday of next month, the third week of October,
// the first week of 2027.
func (s *scanner) nthInPeriod(i int) (dated, bool) {
	v, k, ok := s.ordinalAt(i)
	last := s.low(i) == "last"
	if last {
		v, k, ok = 1, i+1, true
	}
	week := weekdayOf(s.low(k))
	if !ok || v > 5 || week == 0 && s.low(k) != "week" || s.low(k+1) != "of" && s.low(k+1) != "in" {
		return dated{}, false
	}
	in, ok := s.inner(k + 2)
	if !ok {
		return dated{}, false
	}
	if in.span.From.IsZero() {
		return dated{next: in.next, grain: 'd', open: true}, true
	}
	if week > 0 {
		day := nthWeekday(in.span, week, int(v), last)
		return dated{daySpan(day), in.next, 'd', in.open}, in.span.Contains(day)
	}
	// A week belongs to the period that holds its Thursday.
	thursday := nthWeekday(in.span, 4, int(v), last)
	return dated{weekSpan(thursday, 0), in.next, 'w', in.open}, in.span.Contains(thursday)
}

// nthWeekday returns the nth of a weekday in a span, or the last one.
func nthWeekday(in period.Span, week, n int, last bool) period.Day {
	if last {
		return in.To.AddDays(-((weekday(in.To) - week + 7) % 7))
	}
	return in.From.AddDays((week-weekday(in.From)+7)%7 + 7*(n-1))
}

// weekOf reads the week of Feb. 4, the week beginning February 4.
func (s *scanner) weekOf(i int) (dated, bool) {
	if s.low(i) != "week" || s.low(i-1) != "the" {
		return dated{}, false
	}
	k := i + 1
	switch s.low(k) {
	case "of", "beginning", "starting", "commencing":
		k++
	default:
		return dated{}, false
	}
	if s.low(k) == "on" {
		k++
	}
	d, ok := s.explicit(k)
	if !ok || d.span.From != d.span.To || d.span.From.IsZero() {
		return dated{}, false
	}
	return dated{weekSpan(d.span.From, 0), d.next, 'w', d.open}, true
}

// remainder reads the rest of the year: from the day of publication to its end.
func (s *scanner) remainder(i int) (dated, bool) {
	if s.low(i) != "rest" || s.low(i+1) != "of" {
		return dated{}, false
	}
	k := i + 2
	if s.low(k) == "the" || s.low(k) == "this" {
		k++
	}
	switch u := s.low(k); u {
	case "year", "month", "week", "decade":
		d := s.inUnit(u, 0, "", k+1)
		if d.span.Contains(s.day) {
			d.span.From = s.day
		}
		return d, true
	}
	return dated{}, false
}

// weekend reads this weekend, last weekend, over the weekend.
func (s *scanner) weekend(i int) (dated, bool) {
	k, shift := i, 0
	switch s.low(i) {
	case "this", "the", "coming":
		k++
	case "last", "past":
		k, shift = i+1, -1
	case "next":
		k, shift = i+1, 1
	}
	if s.low(k) != "weekend" || k == i && s.low(i-1) != "the" {
		return dated{}, false
	}
	if s.day.IsZero() {
		return dated{next: k + 1, grain: 'r', open: true}, true
	}
	week := weekSpan(s.day, shift)
	return dated{period.Span{From: week.From.AddDays(5), To: week.To}, k + 1, 'r', true}, true
}

// afterNext reads the week after next, the year after next.
func (s *scanner) afterNext(i int) (dated, bool) {
	u := s.low(i)
	if s.low(i-1) != "the" || s.low(i+1) != "after" || s.low(i+2) != "next" {
		return dated{}, false
	}
	switch u {
	case "year", "month", "week":
		return s.inUnit(u, 2, "", i+3), true
	}
	return dated{}, false
}

// yearMonth reads 2015 June, 2016/11, 11/2016.
func (s *scanner) yearMonth(i int) (dated, bool) {
	if s.kind(i) != number {
		return dated{}, false
	}
	if y := yearOf(s.toks[i]); y > 0 {
		if m := s.monthAt(i + 1); m > 0 && s.kind(i+2) != number {
			return dated{monthSpan(y, m), i + 2, 'm', false}, true
		}
	}
	if s.low(i+1) != "/" || s.kind(i+2) != number || !s.glued(i+1) || !s.glued(i+2) || s.low(i+3) == "/" {
		return dated{}, false
	}
	y, m := yearOf(s.toks[i]), small(s.toks[i+2])
	if y == 0 {
		y, m = yearOf(s.toks[i+2]), small(s.toks[i])
	}
	if y == 0 || m < 1 || m > 12 {
		return dated{}, false
	}
	return dated{monthSpan(y, time.Month(m)), i + 3, 'm', false}, true
}

// spokenYear reads years as they are spoken: twenty twenty-one, nineteen
// ninety-one, two thousand and eighteen; only behind a word that stands before
// years.
func (s *scanner) spokenYear(i int) (dated, bool) {
	switch s.low(i - 1) {
	case "in", "of", "since", "by", "until", "till", "from", "before", "after", "for", "through", "to":
	default:
		return dated{}, false
	}
	century, next := 0, i+1
	switch s.low(i) {
	case "nineteen":
		century = 1900
	case "twenty":
		century = 2000
	case "two":
		if s.low(i+1) != "thousand" {
			return dated{}, false
		}
		century, next = 2000, i+2
		if s.low(next) == "and" {
			next++
		}
	}
	if century == 0 || next >= len(s.toks) || s.kind(next) != word {
		return dated{}, false
	}
	n, ok := spelled(s.toks, next)
	v, whole := n.value.Int64()
	if !ok || !whole || v > 99 || s.low(i) != "two" && v < 10 || v < 1 {
		return dated{}, false
	}
	if _, unit := percentUnit(s.toks, n.next); unit > 0 || timeUnit(s.low(n.next)) != "" || personNoun(s.low(n.next)) != "" || scaleIs(s.low(n.next)) {
		return dated{}, false
	}
	return dated{yearSpan(century + int(v)), n.next, 'y', false}, true
}
