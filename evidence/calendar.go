package evidence

import (
	"time"

	"entente/period"
)

// yearOf returns the year a number token names, or 0.
func yearOf(t token) int {
	if y := whole(t); len(t.text) == 4 && y >= 1900 && y <= 2099 {
		return y
	}
	return 0
}

// small returns a whole number of at most two digits, or 0.
func small(t token) int {
	if len(t.text) > 2 {
		return 0
	}
	return whole(t)
}

// whole returns the number that a token of up to four digits writes, or 0.
func whole(t token) int {
	if t.kind != number || len(t.text) > 4 {
		return 0
	}
	v := 0
	for _, c := range []byte(t.text) {
		if !digit(c) {
			return 0
		}
		v = v*10 + int(c-'0')
	}
	return v
}

func monthOf(s string) time.Month {
	switch s {
	case "january", "jan":
		return time.January
	case "february", "feb", "febr":
		return time.February
	case "march", "mar":
		return time.March
	case "april", "apr":
		return time.April
	case "may":
		return time.May
	case "june", "jun":
		return time.June
	case "july", "jul":
		return time.July
	case "august", "aug":
		return time.August
	case "september", "sept", "sep":
		return time.September
	case "october", "oct":
		return time.October
	case "november", "nov":
		return time.November
	case "december", "dec":
		return time.December
	}
	return 0
}

func isMonth(s string) bool { return monthOf(s) > 0 }

// monthGlued allows april22 and fy2021.
func monthGlued(s string) bool { return isMonth(s) }

// weekdayOf returns 1 for Monday up to 7 for Sunday, or 0.
func weekdayOf(s string) int {
	switch s {
	case "monday", "mon":
		return 1
	case "tuesday", "tue", "tues":
		return 2
	case "wednesday", "wed":
		return 3
	case "thursday", "thu", "thur", "thurs":
		return 4
	case "friday", "fri":
		return 5
	case "saturday":
		return 6
	case "sunday":
		return 7
	}
	return 0
}

func weekday(d period.Day) int {
	w := int(d.Time().Weekday())
	if w == 0 {
		return 7
	}
	return w
}

func dayOf(y int, m time.Month, d int) period.Day { return period.Day{Year: y, Month: m, Day: d} }

func daySpan(d period.Day) period.Span { return period.Span{From: d, To: d} }

func yearSpan(y int) period.Span {
	return period.Span{From: dayOf(y, 1, 1), To: dayOf(y, 12, 31)}
}

func yearsSpan(a, b int) period.Span {
	return period.Span{From: dayOf(a, 1, 1), To: dayOf(b, 12, 31)}
}

func monthSpan(y int, m time.Month) period.Span {
	p := period.Period{Year: y, Month: m}
	return period.Span{From: p.First(), To: p.Last()}
}

// addMonths moves the first day of a month.
func addMonths(y int, m time.Month, n int) (int, time.Month) {
	k := y*12 + int(m) - 1 + n
	return k / 12, time.Month(k%12 + 1)
}

func quarterSpan(y, q int) period.Span {
	m := time.Month(q*3 - 2)
	return period.Span{From: dayOf(y, m, 1), To: monthSpan(y, m+2).To}
}

func halfSpan(y, h int) period.Span {
	if h == 1 {
		return period.Span{From: dayOf(y, 1, 1), To: dayOf(y, 6, 30)}
	}
	return period.Span{From: dayOf(y, 7, 1), To: dayOf(y, 12, 31)}
}

func seasonSpan(s string, y int) (period.Span, bool) {
	switch s {
	case "spring":
		return period.Span{From: dayOf(y, 3, 1), To: dayOf(y, 5, 31)}, true
	case "summer":
		return period.Span{From: dayOf(y, 6, 1), To: dayOf(y, 8, 31)}, true
	case "autumn", "fall":
		return period.Span{From: dayOf(y, 9, 1), To: dayOf(y, 11, 30)}, true
	case "winter":
		return period.Span{From: dayOf(y, 12, 1), To: monthSpan(y+1, 2).To}, true
	}
	return period.Span{}, false
}

func weekSpan(d period.Day, shift int) period.Span {
	monday := d.AddDays(1 - weekday(d) + 7*shift)
	return period.Span{From: monday, To: monday.AddDays(6)}
}

// within narrows a span by early, mid, late, start or end. The end of a year is
// its last day, which is what a deadline means by it.
func within(s period.Span, part string) period.Span {
	days := s.Days()
	switch part {
	case "early", "beginning", "start", "earlier", "outset":
		if days > 3000 {
			return yearsSpan(s.From.Year, s.From.Year+3)
		}
		if days > 300 && (part == "start" || part == "beginning" || part == "outset") {
			return monthSpan(s.From.Year, 1)
		}
		s.To = s.From.AddDays(days/3 - 1)
	case "mid", "middle", "midway":
		third := days / 3
		s.From, s.To = s.From.AddDays(third), s.From.AddDays(2*third)
		if days > 300 && days < 370 {
			s = period.Span{From: dayOf(s.From.Year, 5, 1), To: dayOf(s.From.Year, 8, 31)}
		}
	case "late", "later":
		if days > 3000 {
			return yearsSpan(s.To.Year-3, s.To.Year)
		}
		if days > 300 {
			return period.Span{From: dayOf(s.From.Year, 9, 1), To: s.To}
		}
		s.From = s.To.AddDays(-(days / 3))
	case "end", "close":
		if days > 300 {
			return daySpan(s.To)
		}
		s.From = s.To.AddDays(-(days / 3))
	}
	return s
}

func monthNumber(m int) time.Month { return time.Month(m) }
