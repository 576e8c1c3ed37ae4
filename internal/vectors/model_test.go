package vectors_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/vectors"
)

// TestModels runs a model by its name and says which one failed, or that there
// is none of that name.
func TestModels(t *testing.T) {
	t.Parallel()
	m := vectors.Models{
		"sum": vectors.All(func(input []byte) (map[string]any, error) {
			var in struct{ A, B float64 }
			if err := vectors.Decode(input, &in); err != nil {
				return nil, err
			}
			return map[string]any{"sum": in.A + in.B}, nil
		}),
		"asked": func(_ []byte, asked []string) (map[string]any, error) {
			return map[string]any{"n": len(asked)}, nil
		},
	}
	if diff := cmp.Diff([]string{"asked", "sum"}, m.Names()); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		model, input string
		asked        []string
		want, fails  string
	}{
		{"sum", `{"a": 1, "b": 2}`, nil, `{"sum":3}`, ""},
		{"asked", `{}`, []string{"x", "y"}, `{"n":2}`, ""},
		{"sum", `{"a": 1, "c": 2}`, nil, "", `sum: no such model here: json: unknown field "c"`},
		{"product", `{}`, nil, "", `no such model here: "product"`},
	} {
		out, err := m.Run(c.model, []byte(c.input), c.asked...)
		if c.fails != "" {
			if !errors.Is(err, vectors.ErrModel) || err.Error() != c.fails {
				t.Errorf("%s %s: error %v, want %s", c.model, c.input, err, c.fails)
			}
			continue
		}
		if got, err2 := json.Marshal(out); err != nil || err2 != nil || string(got) != c.want {
			t.Errorf("%s %s: %s, %v; want %s", c.model, c.input, got, err, c.want)
		}
	}
}
