package vectors_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/vectors"
)

const file = `{"about": "a test", "vectors": [
 {"id": "a", "model": "m", "input": {"x": 1}, "expected": {"b": [1, null, "1/3"], "a": {"c": 2.5}, "formula": "2x"}, "source": "s", "tol": 0.01},
 {"id": "b", "model": "m", "input": {}, "expected": {}}
]}`

func TestParse(t *testing.T) {
	t.Parallel()
	all, err := vectors.Parse([]byte(file))
	if err != nil || len(all) != 2 {
		t.Fatalf("Parse: %d cases, %v", len(all), err)
	}
	want := []vectors.Number{{"a/c", "2.5"}, {"b/0", "1"}, {"b/1", "null"}, {"b/2", "1/3"}}
	if diff := cmp.Diff(want, vectors.Flatten(all[0].Expected)); diff != "" {
		t.Errorf("Flatten mismatch (-want +got):\n%s", diff)
	}
	if all[0].Tolerance() != 0.01 || all[1].Tolerance() != 0 {
		t.Errorf("Tolerance: %g and %g, want 0.01 and 0", all[0].Tolerance(), all[1].Tolerance())
	}
	if _, err := vectors.Parse([]byte("[")); err == nil {
		t.Error("Parse accepts half a list")
	}
}

func TestDifferences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, want, got string
		tolerance       float64
		differences     int
	}{
		{"equal", `{"x": [1, 2]}`, `{"x": [1, 2], "y": 3}`, 0, 0},
		{"within", `{"x": 1}`, `{"x": 1.009}`, 0.01, 0},
		{"at the bound", `{"x": 1}`, `{"x": 1.01}`, 0.01, 0},
		{"beyond", `{"x": 1}`, `{"x": 1.011}`, 0.01, 1},
		{"missing", `{"x": [1, 2]}`, `{"x": [1]}`, 1, 1},
		{"null for a number", `{"x": 1}`, `{"x": null}`, 1, 1},
		{"fraction", `{"x": "1/4"}`, `{"x": 0.25}`, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var want, got map[string]any
			for text, into := range map[string]*map[string]any{c.want: &want, c.got: &got} {
				if err := json.Unmarshal([]byte(text), into); err != nil {
					t.Fatal(err)
				}
			}
			if d := vectors.Differences(want, got, c.tolerance); len(d) != c.differences {
				t.Errorf("Differences = %q, want %d", d, c.differences)
			}
		})
	}
}
