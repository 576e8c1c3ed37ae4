package dossier_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"entente/diag"
	"entente/dossier"
	"entente/period"
	"entente/schedule"
)

// large is a dossier of 20,000 amounts: 50 categories in each of 400 years, in
// files of 40 years, every year grown by an index with a cap.
func large() fstest.MapFS {
	const from, to, span = 1801, 2200, 40
	var csv strings.Builder
	csv.WriteString("period,value,published_on,status,source\n")
	for year := from - 1; year <= to; year++ {
		fmt.Fprintf(&csv, "%d,%d.%d,%d-12-31,final,S1\n", year, year%5, year%10, year)
	}
	fsys := fstest.MapFS{
		"dossier.yaml": {Data: fmt.Appendf(nil, "dossier: large\ncurrency: KRW\nyears: %d..%d\npayer: a\npayee: b\nparties: {a: {name: A}, b: {name: B}}\nunits: {eok: 100_000_000 KRW}\n"+
			"round: {KRW: 1 eok, mode: half_up, carry: rounded}\nseries:\n  cpi: {kind: growth, unit: percent, decimals: 1}\n", from, to)},
		"sources.yaml":   {Data: []byte("sources: {S1: {title: text}}\n")},
		"series/cpi.csv": {Data: []byte(csv.String())},
	}
	for first := from; first < to; first += span {
		var b strings.Builder
		fmt.Fprintf(&b, "agreement: a-%[1]d\nterm: {from: %[1]d-01-01, to: %[2]d-12-31}\namounts:\n", first, first+span-1)
		for year := first; year < first+span; year++ {
			if year == from {
				fmt.Fprintf(&b, "  %d:\n    value: 10_000 eok\n    source: S1\n    categories:\n", year)
			} else {
				fmt.Fprintf(&b, "  %d:\n    escalate: previous\n    by: {series: cpi, lag: 1, cap: {step: 3%%}}\n    source: S1\n    categories:\n", year)
			}
			for c := range 50 {
				fmt.Fprintf(&b, "      c%d: %d eok\n", c, 100+c)
			}
		}
		fsys[fmt.Sprintf("agreements/%d.yaml", first)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

func load(tb testing.TB, fsys fstest.MapFS) {
	tb.Helper()
	d, list, err := dossier.Read(fsys)
	if err != nil || list.HasErrors() {
		tb.Fatal(err, list[:min(len(list), 5)])
	}
	s, found := compute(d)
	if found.HasErrors() {
		tb.Fatal(found[:min(len(found), 5)])
	}
	if n := len(s.Plan.Figures); n != 20_400 {
		tb.Fatalf("there are %d figures, want 400 years and 20,000 categories", n)
	}
	if f, ok := s.Plan.Find(fmt.Sprintf("a-%d/%d", period.MaxYear-39, period.MaxYear)); !ok || !s.At(f.Node).Known() {
		tb.Fatal("the last year is not known")
	}
}

// TestTwentyThousandAmounts: they load, check and compute in under a second on
// an ordinary machine. The limit here leaves room for the race detector and
// for a machine with other work.
func TestTwentyThousandAmounts(t *testing.T) {
	fsys := large()
	bounded(t, 1000, time.Minute, func() { load(t, fsys) })
}

// TestFiveHundredAgreements is the other shape of 20,000 amounts: agreements
// that claim the same years, as a mistake would have it.
func TestFiveHundredAgreements(t *testing.T) {
	fsys := large()
	for name := range fsys {
		if strings.HasPrefix(name, "agreements/") {
			delete(fsys, name)
		}
	}
	for i := range 500 {
		var b strings.Builder
		fmt.Fprintf(&b, "agreement: a-%d\nterm: {from: 2000-01-01, to: 2039-12-31}\namounts:\n  2000: {value: 100 eok, source: S1}\n", i)
		for year := 2001; year < 2040; year++ {
			fmt.Fprintf(&b, "  %d: {escalate: previous, by: {series: cpi, lag: 1}}\n", year)
		}
		fsys[fmt.Sprintf("agreements/%d.yaml", i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	bounded(t, 1000, time.Minute, func() {
		d, list, err := dossier.Read(fsys)
		if err != nil || list.HasErrors() {
			t.Fatal(err, list)
		}
		s, found := compute(d)
		if n := len(found.Errors()); n != 499 || found.Errors()[0].Code != diag.TermOverlap {
			t.Errorf("there are %d errors, want 499 that two agreements claim the same years", n)
		}
		if n := len(s.Lines(schedule.Selection{Years: d.Years})); n != 400 {
			t.Errorf("there are %d lines, want 400", n)
		}
	})
}

func BenchmarkTwentyThousandAmounts(b *testing.B) {
	fsys := large()
	b.ReportAllocs()
	for b.Loop() {
		load(b, fsys)
	}
}
