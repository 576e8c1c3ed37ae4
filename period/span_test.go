package period_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/period"
)

func span(t *testing.T, from, to string) period.Span {
	t.Helper()
	return period.Span{From: day(t, from), To: day(t, to)}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	term := span(t, "2020-01-01", "2025-12-31")
	if got := term.Days(); got != 6*365+2 {
		t.Errorf("six years from 2020 have %d days", got)
	}
	if got := term.Years().String(); got != "2020..2025" {
		t.Errorf("years = %s", got)
	}
	open := span(t, "2026-01-01", "")
	if open.Days() != 0 || open.Years().Len() != 0 {
		t.Errorf("an open span has %d days in %d years", open.Days(), open.Years().Len())
	}
	for _, tt := range []struct {
		span period.Span
		day  string
		want bool
	}{
		{term, "2020-01-01", true},
		{term, "2025-12-31", true},
		{term, "2019-12-31", false},
		{term, "2026-01-01", false},
		{open, "2199-01-01", true},
		{open, "2025-12-31", false},
		{span(t, "", "2019-12-31"), "1991-01-01", true},
		{span(t, "", "2019-12-31"), "2020-01-01", false},
		{period.Span{}, "2020-01-01", true},
	} {
		if got := tt.span.Contains(day(t, tt.day)); got != tt.want {
			t.Errorf("%v contains %s = %t", tt.span, tt.day, got)
		}
	}
}

func TestIntersect(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		a, b, want [2]string
		ok         bool
	}{
		{"overlap", [2]string{"2019-01-01", "2019-12-31"}, [2]string{"2019-07-01", "2020-06-30"}, [2]string{"2019-07-01", "2019-12-31"}, true},
		{"one day", [2]string{"2019-01-01", "2019-12-31"}, [2]string{"2019-12-31", "2020-06-30"}, [2]string{"2019-12-31", "2019-12-31"}, true},
		{"apart", [2]string{"2019-01-01", "2019-12-31"}, [2]string{"2020-01-01", "2020-06-30"}, [2]string{}, false},
		{"open at the end", [2]string{"2019-01-01", ""}, [2]string{"2018-01-01", "2020-06-30"}, [2]string{"2019-01-01", "2020-06-30"}, true},
		{"both open at the end", [2]string{"2019-01-01", ""}, [2]string{"2018-01-01", ""}, [2]string{"2019-01-01", ""}, true},
		{"open at both ends", [2]string{"", ""}, [2]string{"2018-01-01", "2018-12-31"}, [2]string{"2018-01-01", "2018-12-31"}, true},
	}
	for _, tt := range tests {
		a, b := span(t, tt.a[0], tt.a[1]), span(t, tt.b[0], tt.b[1])
		for _, pair := range [][2]period.Span{{a, b}, {b, a}} {
			got, ok := pair[0].Intersect(pair[1])
			if ok != tt.ok || ok && got != span(t, tt.want[0], tt.want[1]) {
				t.Errorf("%s: %v ∩ %v = %v, %t", tt.name, pair[0], pair[1], got, ok)
			}
		}
	}
}

// A day lies in the intersection exactly when it lies in both.
func TestIntersectProperty(t *testing.T) {
	t.Parallel()
	generator := rapid.Custom(func(t *rapid.T) period.Span {
		s := period.Span{From: days().Draw(t, "from")}
		if rapid.Bool().Draw(t, "closed") {
			s.To = s.From.AddDays(rapid.IntRange(0, 20_000).Draw(t, "length"))
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, d := generator.Draw(t, "a"), generator.Draw(t, "b"), days().Draw(t, "d")
		both, ok := a.Intersect(b)
		if got, want := ok && both.Contains(d), a.Contains(d) && b.Contains(d); got != want {
			t.Fatalf("%s in %v ∩ %v = %v: %t, want %t", d, a, b, both, got, want)
		}
	})
}

func TestParseYears(t *testing.T) {
	t.Parallel()
	for in, n := range map[string]int{"2014": 1, "2015..2018": 4, "1991..1991": 1} {
		y, err := period.ParseYears(in)
		if err != nil || y.Len() != n {
			t.Errorf("ParseYears(%s) = %s, %v with %d years, want %d", in, y, err, y.Len(), n)
		}
		if back, err := period.ParseYears(y.String()); err != nil || back != y {
			t.Errorf("%s reads back as %s, %v", y, back, err)
		}
	}
	for _, in := range []string{"", "2015..", "..2018", "2015-2018", "2015...2018", "2018..2015", "2015-01..2018", "15..18", "2015..2016..2017"} {
		if y, err := period.ParseYears(in); !errors.Is(err, period.ErrFormat) {
			t.Errorf("ParseYears(%q) = %s, %v; want ErrFormat", in, y, err)
		}
	}
}

func TestYears(t *testing.T) {
	t.Parallel()
	y := period.Years{From: 2015, To: 2018}
	for year, want := range map[int]bool{2014: false, 2015: true, 2018: true, 2019: false} {
		if y.Contains(year) != want {
			t.Errorf("%s contains %d = %t", y, year, !want)
		}
	}
	if got := y.Intersect(period.Years{From: 2017, To: 2021}); got != (period.Years{From: 2017, To: 2018}) {
		t.Errorf("intersection = %s", got)
	}
	if got := y.Intersect(period.Years{From: 2019, To: 2021}); got.Len() != 0 || got.Contains(2019) {
		t.Errorf("intersection of years apart = %s with %d years", got, got.Len())
	}
}

func TestFiscal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		fiscal   period.Fiscal
		year     int
		from, to string
	}{
		{"calendar", period.Fiscal{}, 2021, "2021-01-01", "2021-12-31"},
		{"first of January", period.Fiscal{Month: time.January, Day: 1, NamedAfterEnd: true}, 2021, "2021-01-01", "2021-12-31"},
		{"United States", period.Fiscal{Month: time.October, Day: 1, NamedAfterEnd: true}, 2021, "2020-10-01", "2021-09-30"},
		{"Japan", period.Fiscal{Month: time.April, Day: 1}, 2021, "2021-04-01", "2022-03-31"},
		{"United Kingdom, income tax", period.Fiscal{Month: time.April, Day: 6}, 2023, "2023-04-06", "2024-04-05"},
		{"a month without a day", period.Fiscal{Month: time.July}, 2023, "2023-07-01", "2024-06-30"},
		{"ends in a leap February", period.Fiscal{Month: time.March}, 2023, "2023-03-01", "2024-02-29"},
	}
	for _, tt := range tests {
		got := tt.fiscal.Span(tt.year)
		if got != span(t, tt.from, tt.to) {
			t.Errorf("%s: %d runs from %s to %s, want %s to %s", tt.name, tt.year, got.From, got.To, tt.from, tt.to)
		}
		if next := tt.fiscal.Span(tt.year + 1); next.From != got.To.AddDays(1) {
			t.Errorf("%s: %d ends on %s, the next year begins on %s", tt.name, tt.year, got.To, next.From)
		}
	}
}
