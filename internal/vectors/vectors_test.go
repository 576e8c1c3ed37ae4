package vectors_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/vectors"
)

func TestFlatten(t *testing.T) {
	t.Parallel()
	got := vectors.Flatten(map[string]any{"b": []any{1.0, nil, "1/3"}, "a": map[string]any{"c": 2.5}, "formula": "2x"})
	want := []vectors.Number{{"a/c", "2.5"}, {"b/0", "1"}, {"b/1", "null"}, {"b/2", "1/3"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Flatten mismatch (-want +got):\n%s", diff)
	}
}

// A case that says more than the model reads is refused.
func TestDecode(t *testing.T) {
	t.Parallel()
	var in struct{ X int }
	if err := vectors.Decode([]byte(`{"x": 3}`), &in); err != nil || in.X != 3 {
		t.Errorf("Decode reads %d: %v", in.X, err)
	}
	for _, bad := range []string{``, `{`, `{"x": "three"}`, `{"x": 3, "luck": 1}`} {
		if err := vectors.Decode([]byte(bad), &in); !errors.Is(err, vectors.ErrModel) {
			t.Errorf("Decode(%s): %v, want %v", bad, err, vectors.ErrModel)
		}
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
