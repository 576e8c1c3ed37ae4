package dossier_test

import (
	"testing"

	"entente/diag"
	"entente/dossier"
	"entente/dossiers"
	"entente/money"
	"entente/projection"
	"entente/schedule"
)

// compute reads, compiles, evaluates and checks a dossier, and returns all that
// was found on the way.
func compute(d *dossier.Dossier) (*schedule.Schedule, diag.List) {
	plan, found := schedule.Compile(schedule.Input{Currency: d.Currency, Units: d.Units, Years: d.Years, Agreements: d.Agreements, Series: d.Series}, schedule.Options{})
	s := plan.Evaluate(schedule.World{})
	found.Add(s.Check(func(a money.Amount) string { return d.Units.Natural(a) })...)
	if !found.HasErrors() {
		_, drawn, _ := projection.Prepare(plan, projection.Request{Selection: schedule.Selection{Years: d.Years}, Correlated: d.Correlated, Currency: d.Currency}) // what is wrong is in the list
		found.Add(drawn...)
	}
	for _, e := range d.Keys {
		found.Add(e.Check()...)
	}
	for _, t := range d.Tables {
		found.Add(t.Check()...)
	}
	found.Sort()
	return s, found
}

func TestBundledDossiersAreClean(t *testing.T) {
	t.Parallel()
	names, err := dossiers.Names()
	if err != nil || len(names) == 0 {
		t.Fatalf("dossiers.Names() = %v, %v", names, err)
	}
	for _, name := range names {
		fsys, err := dossiers.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		d, list, err := dossier.Read(fsys)
		if err != nil {
			t.Fatal(err)
		}
		_, found := compute(d)
		for _, f := range append(list, found...) {
			if f.Severity < diag.Note {
				t.Errorf("%s: %s", name, f)
			}
		}
	}
}
