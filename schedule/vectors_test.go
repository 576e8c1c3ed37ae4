package schedule_test

import (
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"entente/dossier"
	"entente/period"
	"entente/schedule"
)

func input(d *dossier.Dossier) schedule.Input {
	return schedule.Input{Currency: d.Currency, Units: d.Units, Years: d.Years, Agreements: d.Agreements, Series: d.Series}
}

// read reads a dossier that must have no errors.
func read(tb testing.TB, files map[string]string) *dossier.Dossier {
	tb.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, list, err := dossier.Read(fsys)
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range list.Errors() {
		tb.Error(f)
	}
	return d
}

// compile is Compile of a dossier whose rules must have no errors.
func compile(tb testing.TB, d *dossier.Dossier) *schedule.Plan {
	tb.Helper()
	plan, found := schedule.Compile(input(d), schedule.Options{})
	for _, f := range found.Errors() {
		tb.Error(f)
	}
	return plan
}

// TestVectors runs testdata/*.txtar: a dossier, the figures it must give
// (want.csv: figure, amount, status; want-DAY.csv: as known on that day), and
// in the comment the calculation by hand. They are written for any language.
func TestVectors(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, wants := map[string]string{}, map[string]string{}
			for _, f := range archive.Files {
				if strings.HasPrefix(f.Name, "want") {
					wants[f.Name] = string(f.Data)
				} else {
					files[f.Name] = string(f.Data)
				}
			}
			d := read(t, files)
			plan := compile(t, d)
			if len(wants) == 0 {
				t.Error("the vector wants nothing")
			}
			for file, want := range wants {
				world := schedule.World{}
				if day, dated := strings.CutPrefix(strings.TrimSuffix(file, ".csv"), "want-"); dated {
					if world.Known, err = period.ParseDay(day); err != nil {
						t.Fatal(err)
					}
				}
				compareFigures(t, plan.Evaluate(world), d, file, want)
			}
		})
	}
}

func compareFigures(t *testing.T, s *schedule.Schedule, d *dossier.Dossier, file, want string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(want)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %v", file, err)
	}
	for _, row := range rows[1:] {
		f, ok := s.Plan.Find(row[0])
		if !ok {
			t.Errorf("%s: there is no figure %s", file, row[0])
			continue
		}
		got, v := s.Amount(f)
		if v.Status.String() != row[2] {
			t.Errorf("%s: %s is %s (%q), want %s", file, row[0], v.Status, v.Reasons, row[2])
			continue
		}
		if !v.Known() {
			continue
		}
		amount, err := d.Units.Parse(row[1])
		if err != nil {
			t.Fatalf("%s: %s: %v", file, row[0], err)
		}
		if !got.Equal(amount) {
			t.Errorf("%s: %s is %s, want %s", file, row[0], d.Units.Natural(got), d.Units.Natural(amount))
		}
		if _, err := s.Explain(row[0], 0, nil); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
