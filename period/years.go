package period

import (
	"fmt"
	"strings"
	"time"
)

// Years is an inclusive range of years.
type Years struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// ParseYears reads YYYY or YYYY..YYYY, else ErrFormat.
func ParseYears(s string) (Years, error) {
	first, last, found := strings.Cut(s, "..")
	from, err := parseYear(first)
	if err != nil {
		return Years{}, err
	}
	if !found {
		return Years{from, from}, nil
	}
	to, err := parseYear(last)
	if err != nil {
		return Years{}, err
	}
	if to < from {
		return Years{}, fmt.Errorf("%.40q: %w: the first year comes after the last", s, ErrFormat)
	}
	return Years{from, to}, nil
}

func parseYear(s string) (int, error) {
	p, err := Parse(s)
	if err != nil || !p.IsYear() {
		return 0, fmt.Errorf("%.40q: %w (YYYY)", s, ErrFormat)
	}
	return p.Year, nil
}

// Contains reports whether the year lies in the range.
func (y Years) Contains(year int) bool { return year >= y.From && year <= y.To }

// Len returns the number of years.
func (y Years) Len() int { return max(0, y.To-y.From+1) }

// Intersect returns the years that both ranges share; it may be empty.
func (y Years) Intersect(z Years) Years { return Years{max(y.From, z.From), min(y.To, z.To)} }

// String returns YYYY or YYYY..YYYY.
func (y Years) String() string {
	if y.From == y.To {
		return fmt.Sprintf("%04d", y.From)
	}
	return fmt.Sprintf("%04d..%04d", y.From, y.To)
}

// Fiscal says when a fiscal year begins and which calendar year names it. The
// zero value is the calendar year; a Day of 0 is the first of the month.
type Fiscal struct {
	Month         time.Month
	Day           int
	NamedAfterEnd bool // the U.S. fiscal year 2021 began on 1 October 2020
}

// Calendar reports whether the fiscal year is the calendar year.
func (f Fiscal) Calendar() bool {
	return f.Month == 0 || f.Month == time.January && f.Day <= 1
}

// Span returns the days of the fiscal year that carries the name year.
func (f Fiscal) Span(year int) Span {
	if f.Calendar() {
		return Span{Day{year, time.January, 1}, Day{year, time.December, 31}}
	}
	if f.NamedAfterEnd {
		year--
	}
	from := Day{year, f.Month, max(f.Day, 1)}
	return Span{from, Day{year + 1, from.Month, from.Day}.AddDays(-1)}
}

// Years returns the fiscal years that the span touches, by their names. For a
// span that is open at an end they are the calendar years.
func (f Fiscal) Years(s Span) Years {
	if f.Calendar() || s.From.IsZero() || s.To.IsZero() {
		return s.Years()
	}
	y := Years{s.From.Year - 1, s.To.Year + 1}
	for y.From < y.To && f.Span(y.From).To.Before(s.From) {
		y.From++
	}
	for y.To > y.From && s.To.Before(f.Span(y.To).From) {
		y.To--
	}
	return y
}
