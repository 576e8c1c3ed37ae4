package dossier_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"entente/decimal"
	"entente/dossier"
	"entente/internal/patience"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

// seeds are the files of a kind in the vectors of package schedule and in the
// examples of the diagnostics.
func seeds(f *testing.F, folder string) {
	f.Helper()
	for _, pattern := range []string{"../schedule/testdata/*.txtar", "testdata/diagnostics/*.txtar", "testdata/schema/*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, name := range names {
			a, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, file := range a.Files {
				if strings.Contains(file.Name, folder) {
					f.Add(file.Data)
				}
			}
		}
	}
}

// whole reads, compiles, evaluates, checks and explains, whatever is found on
// the way and in good time: the steps must bear what the ones before let
// through.
func whole(t *testing.T, fsys fstest.MapFS) {
	t.Helper()
	if took := patience.Spent(func() { steps(t, fsys) }); took > patience.Limit(20*time.Second) {
		t.Errorf("it took %v", took)
	}
}

func steps(t *testing.T, fsys fstest.MapFS) {
	t.Helper()
	d, list, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	plan, found := schedule.Compile(schedule.Input{Currency: d.Currency, Units: d.Units, Years: d.Years, Agreements: d.Agreements, Series: d.Series},
		schedule.Options{Extend: "x", ExtendTo: 2030, Currency: "USD", FX: schedule.FX{Kind: "average"}})
	for _, w := range []schedule.World{{}, {Known: period.Day{Year: 2021, Month: 6, Day: 1}}, {Assume: map[string]decimal.Decimal{"cpi": decimal.FromInt(2)}}} {
		s := plan.Evaluate(w)
		list.Add(s.Check(func(a money.Amount) string { return d.Units.Natural(a) })...)
		s.Lines(schedule.Selection{Years: d.Years})
		for _, f := range plan.Figures[:min(len(plan.Figures), 50)] {
			if _, err := s.Explain(f.ID, 0, d.Source); err != nil {
				t.Errorf("explain %s: %v", f.ID, err)
			}
		}
		for _, a := range d.Agreements {
			if _, err := s.Explain(a.ID+"/total", 3, d.Source); err != nil {
				t.Errorf("explain %s/total: %v", a.ID, err)
			}
		}
	}
	list.Add(found...)
	for _, f := range list {
		if f.Code == "" || f.Message == "" || f.Pos.File == "" {
			t.Errorf("a finding says too little: %+v", f)
		}
	}
}

var around = map[string]string{
	"dossier.yaml": "dossier: x\ncurrency: KRW\nyears: 2018..2026\npayer: a\npayee: b\nparties: {a: {name: A}, b: {name: B, year: {starts: 10-01, named_after: end}}}\nunits: {eok: 100_000_000 KRW}\n" +
		"round: {KRW: 1 eok, USD: 0.1m USD, mode: half_up, carry: rounded}\nseries:\n  cpi: {kind: growth, unit: percent, decimals: 1}\n  index: {kind: level, unit: index}\n" +
		"  spent: {kind: amount, unit: eok}\n  average: {kind: rate, unit: KRW/USD}\n",
	"sources.yaml":        "sources: {S1: {title: text}}\n",
	"series/cpi.csv":      "period,value,published_on,status,source\n2018,1.5,2018-12-31,final,S1\n2019,-0.4,2019-12-31,final,S1\n2020,6.0,2020-12-31,final,S1\n2020,5.8,2021-12-31,final,S1\n",
	"series/index.csv":    "period,value,published_on,status,source\n2018,100,2018-12-31,final,S1\n2019,104,2019-12-31,final,S1\n2020,103,2020-12-31,final,S1\n",
	"series/spent.csv":    "period,value,published_on,status,source\n2020,850,2021-03-01,final,S1\n2021,940,2022-03-01,final,S1\n",
	"series/average.csv":  "period,value,published_on,status,source\n2020,1180.25,2021-01-05,final,S1\n2021,1144.4,2022-01-05,final,S1\n",
	"agreements/old.yaml": "agreement: old\nterm: {from: 2018-01-01, to: 2019-12-31}\namounts: {2018..2019: {parts: [100 eok, 2m USD], source: S1}}\nconvert: {2018..2019: {rate: 1100 KRW/USD, kind: agreed}}\n",
}

func surrounded(name string, data []byte) fstest.MapFS {
	fsys := fstest.MapFS{name: {Data: data}}
	for file, text := range around {
		if file != name {
			fsys[file] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

// FuzzDossier puts any text into a dossier as an agreement: no panic, no hang,
// and the customary layout of a text is a fixed point that keeps its meaning.
func FuzzDossier(f *testing.F) {
	seeds(f, "agreements/")
	f.Fuzz(func(t *testing.T, data []byte) {
		fixedPoint(t, "agreements/x.yaml", data)
		whole(t, surrounded("agreements/x.yaml", data))
	})
}

// FuzzSeries puts any text into a dossier as a series.
func FuzzSeries(f *testing.F) {
	seeds(f, "series/")
	user := "agreement: x\nterm: {from: 2020-01-01, to: 2023-12-31}\namounts:\n  2020: {value: 1_000 eok, source: S1}\n  2021: {escalate: previous, by: {series: cpi, lag: 1}}\n" +
		"  2022: {formula: \"previous * (1 + percent(series('cpi', -2))) + previous * series('cpi', -1) / series('cpi', 0)\"}\n  2023: {same_as: 2022}\nreopener: {series: cpi, above: 5%, source: S1}\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		fixedPoint(t, "series/cpi.csv", data)
		fsys := surrounded("series/cpi.csv", data)
		fsys["agreements/x.yaml"] = &fstest.MapFile{Data: []byte(user)}
		whole(t, fsys)
	})
}
