package verification_test

import (
	"strings"
	"testing"

	"entente/verification"
)

// TestPolitics runs the published vectors: those of the models that are here
// pass, the others are named.
func TestPolitics(t *testing.T) {
	t.Parallel()
	r, err := verification.RunFile("vectors.json", published(t, "politics/test-vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Failed() {
		t.Errorf("%s: expected %s, got %s; %s", c.ID, c.Expected, c.Got, c.Note)
	}
	if len(r.Cases) < 32 || len(r.Cases)+len(r.Unread) != 53 {
		t.Errorf("%d cases, %d of other models: %v", len(r.Cases), len(r.Unread), r.Unread)
	}
}

// TestPoliticsFaults wants a vector that cannot be run to fail, not to vanish.
func TestPoliticsFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, vector, note, unread string }{
		{"refused", `{"id": "x", "model": "rubinstein", "input": {"d1": 2, "d2": 0.9}, "expected": {"x1_when_1_proposes": 1}}`, "out of its range", ""},
		{"unknown key", `{"id": "x", "model": "rubinstein", "input": {"d1": 0.9, "d2": 0.9, "d3": 1}, "expected": {"x1_when_1_proposes": 1}}`, "d3", ""},
		{"nothing of that name", `{"id": "x", "model": "rubinstein", "input": {"d1": 0.9, "d2": 0.9}, "expected": {"y": 1}}`, "", ""},
		{"no number for null", `{"id": "x", "model": "two_level_spatial_nbs", "input": {"F": 0, "P": 4, "q": 10, "H": [12]}, "expected": {"x": [10]}}`, "", ""},
		{"unknown model", `{"id": "x", "model": "tea_leaves", "input": {}, "expected": {"y": 1}}, {"model": "woa", "input": {}, "expected": {"y": 1}}`, "", "tea_leaves"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sound := `{"id": "sound", "model": "war_of_attrition", "input": {"V": 10, "c": 1}, "expected": {"hazard": 0.1}}`
			r, err := verification.RunFile("x.json", []byte(`{"vectors": [`+sound+`, `+c.vector+`]}`))
			if err != nil {
				t.Fatal(err)
			}
			failed := r.Failed()
			if c.unread != "" {
				if len(failed) != 0 || len(r.Unread) != 2 || !strings.Contains(r.Unread[0], c.unread) {
					t.Errorf("failed %v, unread %v", failed, r.Unread)
				}
				return
			}
			if len(failed) != 1 || !strings.Contains(failed[0].Got, c.note) || len(r.Cases) != 2 {
				t.Errorf("failed %+v, want one that says %q", failed, c.note)
			}
		})
	}
	for _, file := range []string{`{"vectors": []}`, `{"vectors": [{"id": "x", "model": "woa"}]}`, `{"vectors": [{"id": "x", "model": "rubinstein", "input": {}}]}`, `{"vectors": 1}`} {
		if r, err := verification.RunFile("x.json", []byte(file)); err == nil {
			t.Errorf("%s: %+v", file, r)
		}
	}
}
