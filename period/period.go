// Package period holds time as agreements speak of it: days, partial dates,
// spans, years, months and fiscal years.
//
// # What it is for
//
// An agreement runs over a [Span], pays by year ([Years]), reads series by
// [Period] and becomes known on a [Day]. Nothing here asks a clock: today is
// an argument like any other.
//
// # What it refuses
//
// Only ISO forms are read (2019-02-10, 2019-02, 2019). Dates such as
// 12.03.2024 mean different days to different readers.
package period

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// ErrFormat is returned, wrapped, for text that is not an ISO date or year.
var ErrFormat = errors.New("not an ISO date")

// The years that a dossier may speak of; anything else is a slip of the pen.
const (
	MinYear = 1800
	MaxYear = 2200
)

// Day is a calendar day. The zero value means that no day is known.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDay reads YYYY-MM-DD, else ErrFormat.
func ParseDay(s string) (Day, error) {
	p, err := Parse(s)
	if err != nil || p.Day == 0 {
		return Day{}, fmt.Errorf("%.40q: %w (YYYY-MM-DD)", s, ErrFormat)
	}
	return Day(p), nil
}

// DayOf returns the calendar day of t in its own time zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// IsZero reports whether no day is known.
func (d Day) IsZero() bool { return d == Day{} }

// Compare orders days; the zero day comes first.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Day) After(e Day) bool { return d.Compare(e) > 0 }

// AddDays returns the day n days later; from an unknown day it is unknown.
func (d Day) AddDays(n int) Day {
	if d.IsZero() {
		return d
	}
	return DayOf(d.Time().AddDate(0, 0, n))
}

// DaysUntil returns the number of days from d to e, negative when e is earlier.
// Both days must be known.
func (d Day) DaysUntil(e Day) int {
	const secondsPerDay = 24 * 60 * 60 // a time.Duration ends after 292 years
	return int((e.Time().Unix() - d.Time().Unix()) / secondsPerDay)
}

// String returns YYYY-MM-DD, or "" for the zero day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; empty text is the zero day.
func (d *Day) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	*d, err = ParseDay(string(text))
	return err
}

// Period is a year, a month or a day, as a series is published by: Month and
// Day are 0 where the period is longer.
type Period struct {
	Year  int
	Month time.Month
	Day   int
}

// Year returns the period of a whole year.
func Year(y int) Period { return Period{Year: y} }

// Parse reads YYYY, YYYY-MM or YYYY-MM-DD of a year from MinYear to MaxYear,
// else ErrFormat.
func Parse(s string) (Period, error) {
	p, ok := scan(s)
	if !ok {
		return Period{}, fmt.Errorf("%.40q: %w", s, ErrFormat)
	}
	return p, nil
}

// scan reads the digits and reports whether there is such a period.
func scan(s string) (p Period, ok bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Period{}, false
	}
	var parts [3]int
	part := 0
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
			if c != '-' {
				return Period{}, false
			}
			part++
		case c >= '0' && c <= '9':
			parts[part] = parts[part]*10 + int(c-'0')
		default:
			return Period{}, false
		}
	}
	p = Period{parts[0], time.Month(parts[1]), parts[2]}
	if p.Year < MinYear || p.Year > MaxYear || len(s) >= 7 && (p.Month < 1 || p.Month > 12) {
		return Period{}, false
	}
	if len(s) == 10 && DayOf(p.Last().Time()) != Day(p) {
		return Period{}, false
	}
	return p, true
}

// First returns the first day of the period.
func (p Period) First() Day { return Day{p.Year, max(p.Month, 1), max(p.Day, 1)} }

// Last returns the last day of the period.
func (p Period) Last() Day {
	switch {
	case p.Month == 0:
		return Day{p.Year, time.December, 31}
	case p.Day == 0:
		return DayOf(time.Date(p.Year, p.Month+1, 0, 0, 0, 0, 0, time.UTC))
	default:
		return Day(p)
	}
}

// Compare orders periods by their first day, a longer one first.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.Year, q.Year), cmp.Compare(p.Month, q.Month), cmp.Compare(p.Day, q.Day))
}

// IsYear reports whether the period is a whole year.
func (p Period) IsYear() bool { return p.Month == 0 }

// AddYears returns the same period n years later; 29 February becomes the 28th
// in a year that has no 29th.
func (p Period) AddYears(n int) Period {
	p.Year += n
	if p.Day != 0 {
		p.Day = min(p.Day, Period{Year: p.Year, Month: p.Month}.Last().Day)
	}
	return p
}

// String returns the ISO form.
func (p Period) String() string {
	switch {
	case p.Month == 0:
		return fmt.Sprintf("%04d", p.Year)
	case p.Day == 0:
		return fmt.Sprintf("%04d-%02d", p.Year, int(p.Month))
	default:
		return Day(p).String()
	}
}

// MarshalText writes the period as String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what Parse reads.
func (p *Period) UnmarshalText(text []byte) error {
	q, err := Parse(string(text))
	if err != nil {
		return err
	}
	*p = q
	return nil
}

// Date is a date as a source gives it, perhaps without day or month. What
// counts from it counts from its last possible day: a text dated 1991-01 was
// surely known on 31 January.
type Date = Period

// Span is an inclusive range of days. A zero end means that it is open there.
type Span struct {
	From, To Day
}

// Contains reports whether the day lies in the span.
func (s Span) Contains(d Day) bool {
	return !d.Before(s.From) && (s.To.IsZero() || !d.After(s.To))
}

// Days returns the number of days in the span, both ends counted; 0 when it is
// open at an end.
func (s Span) Days() int {
	if s.From.IsZero() || s.To.IsZero() {
		return 0
	}
	return s.From.DaysUntil(s.To) + 1
}

// Intersect returns the days that both spans share; ok is false when none.
func (s Span) Intersect(t Span) (u Span, ok bool) {
	u = s
	if t.From.After(u.From) {
		u.From = t.From
	}
	if u.To.IsZero() || !t.To.IsZero() && t.To.Before(u.To) {
		u.To = t.To
	}
	return u, u.To.IsZero() || !u.To.Before(u.From)
}

// Years returns the calendar years the span touches; none when it is open at
// the end.
func (s Span) Years() Years { return Years{s.From.Year, s.To.Year} }
