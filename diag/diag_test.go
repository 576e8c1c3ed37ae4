package diag_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/diag"
)

func TestPositionString(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]diag.Position{
		"a.yaml":     {File: "a.yaml"},
		"a.yaml:7":   {File: "a.yaml", Line: 7},
		"a.yaml:7:3": {File: "a.yaml", Line: 7, Column: 3},
	} {
		if got := p.String(); got != want {
			t.Errorf("position = %s, want %s", got, want)
		}
	}
}

func TestSeverity(t *testing.T) {
	t.Parallel()
	var zero diag.Diagnostic
	if zero.Severity != diag.Error {
		t.Error("a finding whose severity was forgotten is not an error")
	}
	for want, s := range map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note} {
		if s.String() != want {
			t.Errorf("severity %d = %s, want %s", s, s, want)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	var list diag.List
	if list.HasErrors() || len(list.Errors()) != 0 {
		t.Error("an empty list has errors")
	}
	list.Add(diag.Diagnostic{Code: diag.Unverified, Severity: diag.Note}, diag.Diagnostic{Code: diag.UnusedSeries, Severity: diag.Warning})
	if list.HasErrors() {
		t.Error("a note or a warning is taken for an error")
	}
	list.Add(diag.Diagnostic{Code: diag.Cycle})
	if got := list.Errors(); !list.HasErrors() || len(got) != 1 || got[0].Code != diag.Cycle {
		t.Errorf("errors = %v", got)
	}
}

func TestSort(t *testing.T) {
	t.Parallel()
	at := func(file string, line, column int, code diag.Code) diag.Diagnostic {
		return diag.Diagnostic{Code: code, Pos: diag.Position{File: file, Line: line, Column: column}}
	}
	want := diag.List{
		at("a.yaml", 0, 0, diag.MissingFile),
		at("a.yaml", 2, 1, diag.BadUnit),
		at("a.yaml", 2, 1, diag.BadWord),
		at("a.yaml", 2, 10, diag.BadUnit),
		at("a.yaml", 10, 1, diag.BadUnit),
		at("b.yaml", 1, 1, diag.BadUnit),
	}
	rapid.Check(t, func(t *rapid.T) {
		got := slices.Clone(rapid.Permutation(want).Draw(t, "order"))
		got.Sort()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("Sort mismatch (-want +got):\n%s", diff)
		}
	})
}
