package dossier_test

import (
	"io/fs"
	"slices"
	"testing"

	"entente/diag"
	"entente/dossier"
	"entente/dossiers"
)

// TestChanged holds a dossier that is changed after it was read to one that is
// read with the change: same name, same findings; the first stays as it was.
func TestChanged(t *testing.T) {
	t.Parallel()
	fsys, err := dossiers.Open("kr-us-sma")
	if err != nil {
		t.Fatal(err)
	}
	plain, found, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	digest := plain.Digest
	changes := [][]dossier.Overlay{
		{dossier.Change("sma-12/amounts/2027..2030/by/cap/step", "3%")},
		{dossier.Change("sma-12/amounts/2026/value", "16_000 eok"), dossier.Change("sma-11/amounts/2021/by/add/1/value", "7%")},
		{dossier.Change("sma-12/amounts/2026/value", "16_000")},
		{dossier.Change("sma-99/amounts/2026/value", "1 eok")},
	}
	for _, name := range plain.WhatIfs {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, []dossier.Overlay{dossier.ParseOverlay(name, data)})
	}
	for _, c := range changes {
		want, wanted, err := dossier.Read(fsys, c...)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time from the same trees
			got, list := plain.Changed(c...)
			if got.Digest != want.Digest || got.Digest == digest && !wanted.HasErrors() {
				t.Errorf("%s: digest %s, want %s", c[0].File, got.Digest, want.Digest)
			}
			if !slices.EqualFunc(list, wanted, func(a, b diag.Diagnostic) bool { return a.String() == b.String() }) {
				t.Errorf("%s: findings %v, want %v", c[0].File, list, wanted)
			}
		}
	}
	if again, list := plain.Changed(); again.Digest != digest || len(list) != len(found) {
		t.Errorf("unchanged it is %s with %d findings, want %s with %d", again.Digest, len(list), digest, len(found))
	}
	if a, b := dossier.Sum(changes[0]), dossier.Sum(changes[1]); a == b || a != dossier.Sum(changes[0]) {
		t.Errorf("changes are named %s and %s", a, b)
	}
}

// BenchmarkChanged changes one term of a dossier that was read.
func BenchmarkChanged(b *testing.B) {
	fsys, err := dossiers.Open("kr-us-sma")
	if err != nil {
		b.Fatal(err)
	}
	d, _, err := dossier.Read(fsys)
	if err != nil {
		b.Fatal(err)
	}
	change := dossier.Change("sma-12/amounts/2027..2030/by/cap/step", "3%")
	for b.Loop() {
		d.Changed(change)
	}
}
