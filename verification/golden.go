package verification

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

// A golden is a scenario with the answers of another program.
type golden struct {
	ID       string                     `json:"id"`
	Dir      string                     `json:"dir"`
	Profiles []string                   `json:"profiles"`
	Outcomes *json.Number               `json:"n_outcomes"`
	Sizes    []int                      `json:"issue_sizes"`
	Names    []string                   `json:"issue_names"`
	Reserved []*number                  `json:"reservation"`
	Discount []number                   `json:"discount"`
	Samples  []goldenSample             `json:"samples"`
	Analysis map[string]json.RawMessage `json:"analysis"`
}

// A goldenSample is one outcome with its number and what it is worth.
type goldenSample struct {
	Outcome map[string]json.RawMessage `json:"outcome"`
	Index   json.Number                `json:"index"`
	Utils   []number                   `json:"utils"`
}

// Distances within which analyses of other programs pass: of what they print,
// and of utilities, which they print with twelve digits.
const (
	analysisTolerance = "0.000001"
	utilityTolerance  = "0.000000001"
)

var errScenario = errors.New("the scenario cannot be read")

// goldenSuite has no cases of its own: the scenarios are others'.
func goldenSuite() suite {
	return suite{
		Model: "scenarios", Names: []string{"a list of scenarios"},
		Accepts: func(f *file) bool { return f.Table == nil && f.has("scenarios") },
		Own:     func() ([]Case, error) { return nil, nil },
		Run:     runGolden,
	}
}

// runGolden reads each scenario from the folder beside the file and compares
// its analysis field by field, as analyze computes it.
func runGolden(f *file) ([]Case, error) {
	var all []golden
	if err := f.need("scenarios", &all); err != nil {
		return nil, err
	}
	var cases []Case
	for i, g := range all {
		g.ID = nth(g.ID, "scenario", i)
		made, err := g.run(f)
		if err != nil {
			made = []Case{{ID: g.ID, Expected: "a scenario", Got: err.Error(), Tolerance: "0"}}
		}
		for j := range made {
			made[j].Source = f.cited()
		}
		cases = append(cases, made...)
	}
	f.skip("scenarios", "id", "format", "dir", "domain_file", "profiles", "n_parties", "n_issues", "issue_sizes", "issue_names", "n_outcomes", "linear", "reservation", "discount", "samples", "analysis", "checks", "source")
	return cases, nil
}

// scenario reads a scenario that lies beside the file: files, or one folder
// with them.
func (f *file) scenario(names ...string) (negotiation.Scenario, error) {
	var none negotiation.Scenario
	if f.folder == nil {
		return none, fmt.Errorf("%w: nothing lies beside %s", errScenario, f.Name)
	}
	folder := path.Dir(strings.TrimSpace(names[0]))
	var inside []string
	for _, n := range names {
		inside = append(inside, path.Base(strings.TrimSpace(n)))
	}
	sub, err := fs.Sub(f.folder, folder)
	if err != nil {
		return none, fmt.Errorf("%w: %w", errScenario, err)
	}
	s, _, found, err := format.ReadFS(sub, inside...)
	if err == nil && found.HasErrors() {
		err = errors.New(found.Errors()[0].String())
	}
	if err != nil {
		return none, fmt.Errorf("%w: %w", errScenario, err)
	}
	return s, nil
}

// scenario finds the folder of a golden: beside the file, or below scenarios
// there.
func (g golden) scenario(f *file) (negotiation.Scenario, error) {
	var none negotiation.Scenario
	if f.folder == nil || g.Dir == "" {
		return none, fmt.Errorf("%w: no folder %q lies beside %s", errScenario, g.Dir, f.Name)
	}
	for _, dir := range []string{path.Join("scenarios", g.Dir), g.Dir} {
		if info, err := fs.Stat(f.folder, dir); err != nil || !info.IsDir() {
			continue
		}
		sub, err := fs.Sub(f.folder, dir)
		if err != nil {
			return none, fmt.Errorf("%w: %w", errScenario, err)
		}
		s, _, found, err := format.ReadFS(sub)
		if err == nil && found.HasErrors() {
			err = errors.New(found.Errors()[0].String())
		}
		if err != nil {
			return none, fmt.Errorf("%w: %w", errScenario, err)
		}
		return s, nil
	}
	return none, fmt.Errorf("%w: no folder scenarios/%s lies beside %s", errScenario, g.Dir, f.Name)
}

func (g golden) run(f *file) ([]Case, error) {
	s, err := g.scenario(f)
	if err != nil {
		return nil, err
	}
	cases := g.spaceCases(s)
	if len(g.Samples) > 0 {
		cases = append(cases, g.sampleCases(s)...)
	}
	if g.Analysis == nil {
		return cases, nil
	}
	a, err := analysis.Analyze(s)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(text, &got); err != nil {
		return nil, err
	}
	for _, field := range slices.Sorted(maps.Keys(g.Analysis)) {
		c := Case{ID: g.ID + "/" + field, Expected: flat(g.Analysis[field]), Got: "no field " + field, Tolerance: analysisTolerance}
		if raw, ok := got[field]; ok {
			c.Got = flat(raw)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// spaceCases compares the outcome space and what the profiles say of walking
// away and of time.
func (g golden) spaceCases(s negotiation.Scenario) []Case {
	var cases []Case
	if g.Outcomes != nil {
		cases = append(cases, Case{ID: g.ID, Expected: g.Outcomes.String(), Got: s.Space.Size().String(), Tolerance: "0", Note: "outcomes"})
	}
	var names, sizes, reserved, discount []string
	for _, issue := range s.Space.Issues {
		names, sizes = append(names, issue.Name), append(sizes, strconv.Itoa(issue.Values.Size()))
	}
	for _, p := range s.Profiles {
		reserved, discount = append(reserved, floatOr(p.Reserved())), append(discount, floatOr(p.Discount()))
	}
	var wantSizes, wantReserved []string
	for _, n := range g.Sizes {
		wantSizes = append(wantSizes, strconv.Itoa(n))
	}
	for _, n := range g.Reserved {
		text := "null"
		if n != nil {
			text = string(*n)
		}
		wantReserved = append(wantReserved, text)
	}
	for _, c := range []struct {
		name      string
		want, got []string
	}{{"issue_names", g.Names, names}, {"issue_sizes", wantSizes, sizes}, {"reservation", wantReserved, reserved}} {
		if len(c.want) > 0 {
			cases = append(cases, Case{ID: g.ID + "/" + c.name, Expected: strings.Join(c.want, separator), Got: strings.Join(c.got, separator), Tolerance: utilityTolerance})
		}
	}
	if len(g.Discount) > 0 {
		cases = append(cases, Case{ID: g.ID + "/discount", Expected: texts(g.Discount), Got: strings.Join(discount, separator), Tolerance: utilityTolerance})
	}
	return cases
}

func floatOr(x float64) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return "null"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// sampleCases compares the numbers of outcomes and what they are worth.
func (g golden) sampleCases(s negotiation.Scenario) []Case {
	var wantIndex, gotIndex, wantUtils, gotUtils []number
	for _, x := range g.Samples {
		labels := map[string]string{}
		for issue, raw := range x.Outcome {
			labels[issue] = strings.Trim(string(raw), `"`)
			var text string
			if json.Unmarshal(raw, &text) == nil {
				labels[issue] = text
			}
		}
		wantIndex, wantUtils = append(wantIndex, number(x.Index.String())), append(wantUtils, x.Utils...)
		o, err := s.Space.Parse(labels)
		if err != nil {
			gotIndex = append(gotIndex, "none")
			continue
		}
		index := big.NewInt(-1)
		if i, err := s.Space.BigIndex(o); err == nil {
			index = i
		}
		gotIndex = append(gotIndex, number(index.String()))
		for _, u := range s.Utils(o) {
			gotUtils = append(gotUtils, number(floatOr(u)))
		}
	}
	return []Case{
		{ID: g.ID + "/samples/index", Expected: texts(wantIndex), Got: texts(gotIndex), Tolerance: "0"},
		{ID: g.ID + "/samples/utils", Expected: texts(wantUtils), Got: texts(gotUtils), Tolerance: utilityTolerance},
	}
}

// flat writes the numbers and words of a JSON value in order, those of objects
// by name.
func flat(raw json.RawMessage) string {
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return "no JSON"
	}
	return strings.Join(flatten(nil, v), separator)
}

func flatten(out []string, v any) []string {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out = flatten(append(out, k), v[k])
		}
	case []any:
		for _, x := range v {
			out = flatten(out, x)
		}
	case nil:
		out = append(out, "null")
	default:
		out = append(out, fmt.Sprint(v))
	}
	return out
}
