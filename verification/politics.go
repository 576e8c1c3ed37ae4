package verification

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/fairness"
	"entente/internal/vectors"
	"entente/negotiation/analysis"
	"entente/ratification"
	"entente/settlement"
)

//go:embed cases/politics.json
var politicsData []byte

// politicsSuite runs the models of bargaining, ratification, waiting and fair
// division. Its files hold vectors: a case names its model, its input, and what
// is expected by name.
func politicsSuite() suite {
	return suite{
		Model: "politics", Names: []string{"politics"},
		Accepts: func(f *file) bool { return f.Suite == "politics" || f.Suite == "" && f.has("vectors") },
		Own:     func() ([]Case, error) { return own(politicsData, runPolitics) },
		Run:     runPolitics,
	}
}

// model computes the results of a case by name; asked are the names that are
// expected.
type model func(input []byte, asked ...string) (map[string]any, error)

// models are the functions behind the names of models.
func models() map[string]model {
	all := map[string]model{"data": recordedVotes}
	for _, name := range ratification.Models() {
		all[name] = func(input []byte, asked ...string) (map[string]any, error) {
			return ratification.Published(name, input, asked...)
		}
	}
	for _, name := range settlement.Models() {
		all[name] = func(input []byte, asked ...string) (map[string]any, error) {
			return settlement.Published(name, input, asked...)
		}
	}
	for _, name := range fairness.Models() {
		all[name] = func(input []byte, asked ...string) (map[string]any, error) {
			return fairness.Published(name, input, asked...)
		}
	}
	for _, name := range analysis.Models() {
		all[name] = func(input []byte, _ ...string) (map[string]any, error) { return analysis.Published(name, input) }
	}
	return all
}

// maxVectors bounds the work of a file: a vote of a thousand members takes a
// good part of a second.
const maxVectors = 500

func runPolitics(f *file) ([]Case, error) {
	var all []vectors.Vector
	if err := f.need("vectors", &all); err != nil {
		return nil, err
	}
	if len(all) > maxVectors {
		return nil, fmt.Errorf("%w: more than %d vectors", ErrTooLarge, maxVectors)
	}
	if _, err := f.read("about", new(string)); err != nil {
		return nil, err
	}
	known := models()
	var cases []Case
	for i, v := range all {
		v.ID = nth(v.ID, "vector", i)
		run, ok := known[v.Model]
		if !ok {
			f.passed = append(f.passed, fmt.Sprintf("%.60s (no model %.60s here)", v.ID, v.Model))
			continue
		}
		if len(v.Expected) == 0 {
			return nil, fmt.Errorf("%w: %s: expected is missing", ErrShape, v.ID)
		}
		cases = append(cases, politicsCase(v, run))
	}
	return cases, nil
}

// politicsCase compares one vector. A model that refuses its input is a case
// that fails and says why, so that the others of the file are still run.
func politicsCase(v vectors.Vector, run model) Case {
	c := Case{ID: v.ID, Tolerance: strconv.FormatFloat(v.Tolerance(), 'g', -1, 64), Source: v.Source}
	got, err := run(v.Input, slices.Sorted(maps.Keys(v.Expected))...)
	if err != nil {
		c.Note = err.Error()
	}
	have := map[string]string{}
	for _, n := range vectors.Flatten(got) {
		have[n.Place] = n.Text
	}
	var want, results, words []string
	for _, n := range vectors.Flatten(v.Expected) {
		result, ok := have[n.Place]
		if !ok {
			result = "nothing"
		}
		want, results = append(want, n.Text), append(results, result)
	}
	for name, x := range v.Expected {
		if s, isText := x.(string); isText && len(vectors.Flatten(map[string]any{name: s})) == 0 {
			words = append(words, name)
		}
	}
	if len(words) > 0 && c.Note == "" {
		slices.Sort(words)
		c.Note = "in words, not compared: " + strings.Join(words, separator)
	}
	c.Expected, c.Got = strings.Join(want, separator), strings.Join(results, separator)
	return c
}

// recordedVotes are the votes that the bundled dossier records, by agreement
// and day: "9th 2014-04-16".
func recordedVotes(input []byte, _ ...string) (map[string]any, error) {
	var none struct{}
	if err := json.Unmarshal(input, &none); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	k, err := openKorea()
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, a := range k.Agreements {
		m, ok := a.Milestone("consent")
		number, isNumber := strings.CutPrefix(a.ID, "sma-")
		if !ok || m.Vote == nil || !isNumber {
			continue
		}
		out[number+"th "+m.On.String()] = map[string]any{"present": m.Vote.Present, "yes": m.Vote.Yes, "no": m.Vote.No, "abstain": m.Vote.Abstain}
	}
	if len(out) == 0 {
		return nil, errors.New("no vote is recorded")
	}
	return out, nil
}
