package dossier_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/dossier"
	"entente/period"
)

// raised is a small dossier with a monthly index; RATE is put into its second
// year, ROWS behind its series.
func raised(rate string, rows ...string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"dossier.yaml": file(`dossier: raised
title: Raised
currency: USD
years: 2000..2001
payer: a
payee: b
parties: {a: {name: A, currency: USD}, b: {name: B, currency: USD}}
series:
  cpi: {what: prices, kind: level, unit: index, decimals: 1, publisher: P, frequency: month, base: 2000 = 100}
`),
		"agreements/x.yaml": file(`agreement: x
title: X
term: {from: 2000-01-01, to: 2001-12-31}
timeline: [{event: announced, on: 2000-01-01, source: S}]
amounts:
  2000: {value: 100 USD, source: S}
  2001: {escalate: previous, by: ` + rate + `, source: S}
`),
		"series/cpi.csv": file("period,value,published_on,status,source\n" + strings.Join(append([]string{"2000-01,100.0,2000-02-10,final,S"}, rows...), "\n") + "\n"),
		"sources.yaml":   file("sources: {S: {title: T, publisher: P, date: 2000, how_read: full text}}\n"),
	}
}

// TestReadLevelGrowth reads every way in which a rule may read an index level.
func TestReadLevelGrowth(t *testing.T) {
	t.Parallel()
	all := func(step string) []agreement.AverageStep {
		return []agreement.AverageStep{{Years: period.Years{From: period.MinYear, To: period.MaxYear}, Step: decimal.MustParse(step)}}
	}
	for _, tt := range []struct {
		name, rate string
		want       agreement.LevelGrowth
	}{
		{"since the last rise", "{growth_of: cpi, lag: 0, since: last_rise, average: {months: 3, to: 9, round: 0.1}}", agreement.LevelGrowth{
			Series: "cpi", Since: 1, LastRise: true, Average: &agreement.Average{Months: 3, To: 9, Steps: all("0.1")},
		}},
		{"a mean that is cut off by the year read", "{growth_of: cpi, lag: 1, average: {months: 12, to: 8, mode: down, round: {1983..2006: 0.1, 2007: 0.001}}}", agreement.LevelGrowth{
			Series: "cpi", Since: 1, Lag: 1, Average: &agreement.Average{Months: 12, To: 8, Mode: decimal.Down, Steps: []agreement.AverageStep{
				{Years: period.Years{From: 1983, To: 2006}, Step: decimal.MustParse("0.1")}, {Years: period.Years{From: 2007, To: 2007}, Step: decimal.MustParse("0.001")},
			}},
		}},
		{"one month since two years before", "{growth_of: cpi, lag: 0, since: 2, average: {months: 1, to: 10}}", agreement.LevelGrowth{
			Series: "cpi", Since: 2, Average: &agreement.Average{Months: 1, To: 10},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, list, err := dossier.Read(raised(tt.rate))
			if err != nil || list.HasErrors() {
				t.Fatal(err, list)
			}
			got := d.Agreements[0].Amounts[1].Term.(agreement.Escalate).By
			ignore := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Pos" }, cmp.Ignore())
			if diff := cmp.Diff(agreement.Rate(tt.want), got, ignore, cmp.Comparer(decimal.Decimal.Equal)); diff != "" {
				t.Errorf("mismatch (-want +got)\n%s", diff)
			}
		})
	}
}

func TestReadLevelGrowthRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, rate string
		rows       []string
		want       diag.Code
	}{
		{"two bases", "{growth_of: cpi, lag: 0, since: last_rise, base: 2000}", nil, diag.MissingKey},
		{"no months", "{growth_of: cpi, lag: 0, average: {months: 0, to: 9}}", nil, diag.BadNumber},
		{"a thirteenth month", "{growth_of: cpi, lag: 0, average: {months: 3, to: 13}}", nil, diag.BadNumber},
		{"an unknown key", "{growth_of: cpi, lag: 0, average: {months: 3, to: 9, until: 2}}", nil, diag.UnknownKey},
		{"a step of nothing", "{growth_of: cpi, lag: 0, average: {months: 3, to: 9, round: 0}}", nil, diag.BadNumber},
		{"a misspelt word", "{growth_of: cpi, lag: 0, since: last_raise}", nil, diag.BadNumber},
		{"a withdrawn value that is there", "{growth_of: cpi, lag: 0}", []string{"2000-01,101.0,2000-03-10,withdrawn,S"}, diag.BadNumber},
		{"no value without being withdrawn", "{growth_of: cpi, lag: 0}", []string{"2000-02,,2000-03-10,final,S"}, diag.BadNumber},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, list, err := dossier.Read(raised(tt.rate, tt.rows...))
			if err != nil {
				t.Fatal(err)
			}
			if errs := list.Errors(); len(errs) == 0 || errs[0].Code != tt.want {
				t.Errorf("found %v, want %s", list, tt.want)
			}
		})
	}
	d, list, err := dossier.Read(raised("{growth_of: cpi, lag: 0, average: {months: 1, to: 1}}", "2000-01,,2000-03-10,withdrawn,S"))
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	if _, ok := d.Series[0].At(period.Period{Year: 2000, Month: 1}, period.Day{}); ok {
		t.Error("a withdrawn value is still there")
	}
}
