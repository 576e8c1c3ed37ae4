package period_test

import (
	"errors"
	"testing"
	"time"

	"entente/period"
)

// FuzzDay holds the reader of days against the standard library's.
func FuzzDay(f *testing.F) {
	for _, s := range []string{"2019-02-10", "2020-02-29", "2019-02-29", "1799-12-31", "2200-12-31", "2019-02", "2019", "12.03.2024", "2019-2-1", "٢٠١٩-٠٢-١٠"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := period.ParseDay(s)
		want, wantErr := time.Parse(time.DateOnly, s)
		valid := wantErr == nil && want.Year() >= period.MinYear && want.Year() <= period.MaxYear
		switch {
		case err != nil && !errors.Is(err, period.ErrFormat):
			t.Fatalf("ParseDay(%q): %v is not ErrFormat", s, err)
		case valid != (err == nil):
			t.Fatalf("ParseDay(%q) = %s, %v; package time says %v, %v", s, d, err, want, wantErr)
		case err != nil:
			return
		}
		if !d.Time().Equal(want) || d.String() != s || period.DayOf(want) != d {
			t.Fatalf("ParseDay(%q) = %s, package time says %v", s, d, want)
		}
		p, err := period.Parse(s)
		if err != nil || p.First() != d || p.Last() != d {
			t.Fatalf("Parse(%q) runs from %s to %s, %v", s, p.First(), p.Last(), err)
		}
	})
}
