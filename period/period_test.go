package period_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/period"
)

func day(t *testing.T, s string) period.Day {
	t.Helper()
	if s == "" {
		return period.Day{}
	}
	d, err := period.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, first, last string }{
		{"2019", "2019-01-01", "2019-12-31"},
		{"2019-02", "2019-02-01", "2019-02-28"},
		{"2020-02", "2020-02-01", "2020-02-29"},
		{"2019-02-10", "2019-02-10", "2019-02-10"},
		{"2000-02-29", "2000-02-29", "2000-02-29"},
		{"1800-01-01", "1800-01-01", "1800-01-01"},
		{"2200", "2200-01-01", "2200-12-31"},
	}
	for _, tt := range tests {
		p, err := period.Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%s): %v", tt.in, err)
			continue
		}
		if got := []string{p.First().String(), p.Last().String(), p.String()}; !cmp.Equal(got, []string{tt.first, tt.last, tt.in}) {
			t.Errorf("Parse(%s) runs from %s to %s and prints %s", tt.in, got[0], got[1], got[2])
		}
		if p.IsYear() != (len(tt.in) == 4) {
			t.Errorf("%s.IsYear() = %t", p, p.IsYear())
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "19", "20190210", "12.03.2024", "03/12/2024", "2024-3-12", "2019-13", "2019-00", "2019-02-29", "2019-02-00", "2019-04-31", "1900-02-29",
		"1799", "2201", "0000-00-00", "2019-02-10T00:00", "2024-W05", "2019/02/10", "-019", "２０１９", "2019-", strings.Repeat("2", 1_000_000),
	} {
		p, err := period.Parse(in)
		if !errors.Is(err, period.ErrFormat) {
			t.Errorf("Parse(%.40q) = %s, %v; want ErrFormat", in, p, err)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("Parse(%.40q): the error repeats all of a long text", in)
		}
		if d, err := period.ParseDay(in); !errors.Is(err, period.ErrFormat) {
			t.Errorf("ParseDay(%.40q) = %s, %v; want ErrFormat", in, d, err)
		}
	}
	for _, in := range []string{"2019", "2019-02"} {
		if d, err := period.ParseDay(in); !errors.Is(err, period.ErrFormat) {
			t.Errorf("ParseDay(%s) = %s, %v; want ErrFormat", in, d, err)
		}
	}
}

// The days between events of the talks, counted by hand from a calendar.
func TestDaysUntil(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from, to string
		want     int
	}{
		{"2018-03-07", "2018-12-31", 299},
		{"2019-09-24", "2019-12-31", 98},
		{"2024-04-23", "2025-12-31", 617},
		{"2024-02-28", "2024-03-01", 2},
		{"2023-02-28", "2023-03-01", 1},
		{"2025-12-31", "2025-01-01", -364},
		{"1800-01-01", "2200-12-31", 400*365 + 97 + 364}, // longer than a time.Duration
	}
	for _, tt := range tests {
		a, b := day(t, tt.from), day(t, tt.to)
		if got := a.DaysUntil(b); got != tt.want || b.DaysUntil(a) != -tt.want {
			t.Errorf("%s to %s: %d days, want %d", a, b, got, tt.want)
		}
		if got := a.AddDays(tt.want); got != b {
			t.Errorf("%s + %d days = %s, want %s", a, tt.want, got, b)
		}
	}
}

func TestUnknownDay(t *testing.T) {
	t.Parallel()
	var unknown period.Day
	known := day(t, "2019-02-10")
	if !unknown.IsZero() || unknown.String() != "" || !unknown.Before(known) || known.Before(unknown) || !known.After(unknown) {
		t.Error("the zero day is not the day before all others that prints as nothing")
	}
	if got := unknown.AddDays(30); !got.IsZero() {
		t.Errorf("30 days after an unknown day is %s", got)
	}
}

func TestDayOf(t *testing.T) {
	t.Parallel()
	seoul := time.FixedZone("KST", 9*60*60)
	at := time.Date(2021, time.March, 7, 20, 0, 0, 0, time.UTC)
	if got := period.DayOf(at).String(); got != "2021-03-07" {
		t.Errorf("day in Greenwich = %s", got)
	}
	if got := period.DayOf(at.In(seoul)).String(); got != "2021-03-08" {
		t.Errorf("day in Seoul = %s", got)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	type dates struct {
		On, Not period.Day
		For     period.Period
	}
	in := dates{On: day(t, "2021-03-10"), For: period.Period{Year: 2021, Month: time.March}}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"On":"2021-03-10","Not":"","For":"2021-03"}`; string(text) != want {
		t.Errorf("Marshal = %s, want %s", text, want)
	}
	var out dates
	if err := json.Unmarshal(text, &out); err != nil || out != in {
		t.Errorf("Unmarshal = %v, %v; want %v", out, err, in)
	}
	for _, bad := range []string{`{"On":"2021-03"}`, `{"For":"March"}`} {
		if err := json.Unmarshal([]byte(bad), &out); !errors.Is(err, period.ErrFormat) {
			t.Errorf("Unmarshal(%s): %v, want ErrFormat", bad, err)
		}
	}
}

func TestAddYears(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		n    int
		want string
	}{
		{"2019", 2, "2021"}, {"2019-02", -1, "2018-02"}, {"2020-02-29", 1, "2021-02-28"}, {"2020-02-29", 4, "2024-02-29"}, {"2021-12-31", -1, "2020-12-31"},
	}
	for _, tt := range tests {
		p, err := period.Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.AddYears(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d years = %s, want %s", tt.in, tt.n, got, tt.want)
		}
	}
}

func TestComparePeriods(t *testing.T) {
	t.Parallel()
	order := []string{"2018-12-31", "2019", "2019-01", "2019-01-01", "2019-01-02", "2019-02", "2020"}
	for i, a := range order {
		for j, b := range order {
			p, errP := period.Parse(a)
			q, errQ := period.Parse(b)
			if errP != nil || errQ != nil {
				t.Fatal(errP, errQ)
			}
			if got, want := p.Compare(q), min(max(i-j, -1), 1); got != want {
				t.Errorf("Compare(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
}

func days() *rapid.Generator[period.Day] {
	return rapid.Custom(func(t *rapid.T) period.Day {
		return period.Day{Year: 1800, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 146_000).Draw(t, "days"))
	})
}

func TestDayProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, e := days().Draw(t, "d"), days().Draw(t, "e")
		if back, err := period.ParseDay(d.String()); err != nil || back != d {
			t.Fatalf("ParseDay(%s) = %s, %v", d, back, err)
		}
		n := d.DaysUntil(e)
		if d.AddDays(n) != e || e.DaysUntil(d) != -n {
			t.Fatalf("%s to %s: %d days, back %d", d, e, n, e.DaysUntil(d))
		}
		if d.Before(e) != (n > 0) || d.After(e) != (n < 0) || (d == e) != (n == 0) {
			t.Fatalf("%s and %s are %d days apart but order otherwise", d, e, n)
		}
	})
}
