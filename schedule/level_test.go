package schedule_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// levels is a yearly series from a first year on.
func levels(id string, first int, values ...string) *series.Series {
	s := &series.Series{ID: id, Kind: series.Level, Unit: "index", Decimals: -1, Frequency: "year"}
	for i, v := range values {
		s.Observations = append(s.Observations, series.Observation{Period: period.Year(first + i), Value: decimal.MustParse(v), Status: series.Final})
	}
	return s
}

// grown is an agreement that begins in 2000 with 100 and grows by a rate;
// amounts are not rounded.
func grown(id string, last int, by agreement.Rate) *agreement.Agreement {
	return &agreement.Agreement{
		ID: id, Parties: []string{"a", "b"},
		Amounts: []agreement.Amount{
			{Years: period.Years{From: 2000, To: 2000}, Term: agreement.Fixed{Sums: []money.Amount{money.Of(100, "EUR")}}},
			{Years: period.Years{From: 2001, To: last}, Term: agreement.Escalate{By: by}},
		},
	}
}

func evaluate(t *testing.T, s []*series.Series, agreements ...*agreement.Agreement) *schedule.Schedule {
	t.Helper()
	plan, found := schedule.Compile(schedule.Input{Currency: "EUR", Units: money.Standard(), Agreements: agreements, Series: s}, schedule.Options{})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return plan.Evaluate(schedule.World{})
}

// rates lists the growth of each year after the first.
func rates(t *testing.T, s *schedule.Schedule, id string, years period.Years) string {
	t.Helper()
	var all []string
	for year := years.From; year <= years.To; year++ {
		f, ok := s.Plan.Find(id + "/" + strconv.Itoa(year))
		if !ok || f.Rate == nil {
			t.Fatalf("%s/%d has no rate", id, year)
		}
		v := s.At(*f.Rate)
		if !v.Known() {
			all = append(all, "unknown")
			continue
		}
		all = append(all, v.Number.String())
	}
	return strings.Join(all, " ")
}

// TestSinceLastRise measures growth from a high-water mark: what fell must be
// made good first, and a growth that rounds to nothing is no rise.
func TestSinceLastRise(t *testing.T) {
	t.Parallel()
	by := agreement.LevelGrowth{
		Series: "cpi", Lag: 1, LastRise: true,
		Adjust: agreement.Adjust{Round: new(decimal.MustParse("0.1")), Floor: &agreement.Bound{On: agreement.StepBound}},
	}
	for _, tt := range []struct {
		name   string
		levels []string
		want   string
	}{
		{"a fall is made good", []string{"100", "102", "101", "101.9", "103"}, "2 0 0 1"},
		{"too small to count, then counted in full", []string{"100", "100.04", "100.08", "100.2"}, "0 0.1 0.1"},
		{"always rising", []string{"100", "110", "121", "133.1"}, "10 10 10"},
		{"a value that is missing", []string{"100", "110"}, "10 unknown"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			last := 2000 + strings.Count(tt.want, " ") + 1
			s := evaluate(t, []*series.Series{levels("cpi", 1999, tt.levels...)}, grown("x", last, by))
			if got := rates(t, s, "x", period.Years{From: 2001, To: last}); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestSinceLastRiseAcrossAgreements keeps the mark where one agreement follows
// on another, and counts a rise that a text fixed as a rise.
func TestSinceLastRiseAcrossAgreements(t *testing.T) {
	t.Parallel()
	by := agreement.LevelGrowth{Series: "cpi", LastRise: true, Adjust: agreement.Adjust{Round: new(decimal.MustParse("0.1")), Floor: &agreement.Bound{On: agreement.StepBound}}}
	first := grown("first", 2002, by)
	second := &agreement.Agreement{ID: "second", Amounts: []agreement.Amount{
		{Years: period.Years{From: 2003, To: 2003}, Term: agreement.Escalate{By: agreement.FixedRate{Percent: decimal.MustParse("5")}}},
		{Years: period.Years{From: 2004, To: 2004}, Term: agreement.Escalate{By: by}},
	}}
	s := evaluate(t, []*series.Series{levels("cpi", 2000, "100", "110", "105", "106", "107.06")}, first, second)
	if got, want := rates(t, s, "first", period.Years{From: 2001, To: 2002}), "10 0"; got != want {
		t.Errorf("first: got %s, want %s", got, want)
	}
	if got, want := rates(t, s, "second", period.Years{From: 2003, To: 2004}), "5 1"; got != want {
		t.Errorf("second: got %s, want %s", got, want)
	}
}

// TestAverage reads a year as the mean of some months, over the turn of the
// year too, and rounds the mean by the year read.
func TestAverage(t *testing.T) {
	t.Parallel()
	monthly := &series.Series{ID: "cpi", Kind: series.Level, Unit: "index", Decimals: -1, Frequency: "month"}
	for i := range 36 { // 2000-01 is 100, each month one more
		p := period.Period{Year: 2000 + i/12, Month: time.Month(i%12 + 1)}
		monthly.Observations = append(monthly.Observations, series.Observation{Period: p, Value: decimal.FromInt(int64(100 + i)), Status: series.Final})
	}
	for _, tt := range []struct {
		average agreement.Average
		want    string
	}{
		{agreement.Average{Months: 1, To: 1}, "12"},                     // 112 ÷ 100
		{agreement.Average{Months: 3, To: 9}, "1200/107"},               // 119 ÷ 107
		{agreement.Average{Months: 12, To: 8, Mode: decimal.Down}, "-"}, // reads months before the series begins
		{agreement.Average{Months: 2, To: 2, Steps: []agreement.AverageStep{{Years: period.Years{From: 2001, To: 2001}, Step: decimal.FromInt(10)}}}, "1900/201"}, // 100.5 stays, 112.5 → 110
	} {
		t.Run(fmt.Sprint(tt.average.Months, tt.average.To), func(t *testing.T) {
			t.Parallel()
			by := agreement.LevelGrowth{Series: "cpi", Since: 1, Average: &tt.average}
			plan, found := schedule.Compile(schedule.Input{Currency: "EUR", Agreements: []*agreement.Agreement{grown("x", 2001, by)}, Series: []*series.Series{monthly}}, schedule.Options{})
			s := plan.Evaluate(schedule.World{})
			if tt.want == "-" {
				if len(found) == 0 || found[0].Code != diag.SeriesShort {
					t.Errorf("found %v, want %s", found, diag.SeriesShort)
				}
				return
			}
			if got := rates(t, s, "x", period.Years{From: 2001, To: 2001}); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestExplainSelect tells which level a high-water mark chose.
func TestExplainSelect(t *testing.T) {
	t.Parallel()
	by := agreement.LevelGrowth{Series: "cpi", LastRise: true, Adjust: agreement.Adjust{Floor: &agreement.Bound{On: agreement.StepBound}}}
	s := evaluate(t, []*series.Series{levels("cpi", 2000, "100", "90", "95", "105")}, grown("x", 2003, by))
	d, err := s.Explain("x/2003", 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	var walk func(schedule.Derivation)
	walk = func(d schedule.Derivation) {
		if strings.Contains(d.Rule, "last rise") && d.Unit == "index" {
			labels = append(labels, d.Rule+" = "+d.Value.String())
		}
		for _, in := range d.Inputs {
			walk(in)
		}
	}
	walk(d)
	if !slices.Contains(labels, "the level of the last rise up to 2001 = 100") || !slices.Contains(labels, "the level of the last rise up to 2002 = 100") {
		t.Errorf("labels %q", labels)
	}
}

func TestMeanGrowth(t *testing.T) {
	t.Parallel()
	line := func(year int, amount string) schedule.Line {
		l := schedule.Line{Year: year, Currency: "KRW"}
		if amount != "" {
			l.Amount = new(decimal.MustParse(amount).Fraction())
		}
		return l
	}
	type result struct {
		Growth string
		OK     bool
	}
	for _, tt := range []struct {
		name     string
		from, to schedule.Line
		step     string
		want     result
	}{
		{"the 11th agreement", line(2020, "10389"), line(2025, "14028"), "0.1", result{"6.2", true}},
		{"to five digits", line(2020, "10389"), line(2025, "14028"), "0.00001", result{"6.19019", true}},
		{"one year", line(2004, "7469"), line(2005, "6804"), "0.1", result{"-8.9", true}},
		{"a tie below zero", line(2000, "100"), line(2001, "99.95"), "0.1", result{"-0.1", true}},
		{"a tie above zero", line(2000, "100"), line(2001, "100.05"), "0.1", result{"0.1", true}},
		{"unknown", line(2020, ""), line(2025, "14028"), "0.1", result{"0", false}},
		{"from nothing", line(2020, "0"), line(2025, "14028"), "0.1", result{"0", false}},
		{"backwards", line(2025, "1"), line(2020, "1"), "0.1", result{"0", false}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g, ok := schedule.MeanGrowth(tt.from, tt.to, decimal.MustParse(tt.step))
			if diff := cmp.Diff(tt.want, result{g.String(), ok}); diff != "" {
				t.Errorf("MeanGrowth mismatch (-want +got)\n%s", diff)
			}
		})
	}
}
