package verification

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"entente/fairness"
	"entente/internal/vectors"
	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/ratification"
	"entente/settlement"
)

//go:embed cases/bargaining.json
var bargainData []byte

// A bargain is a case of the literature: a model, its input, and the numbers
// that come out by name. A number may be a list or a table.
type bargain struct {
	ID       string          `json:"id"`
	Model    string          `json:"model"`
	Input    json.RawMessage `json:"input"`
	Expected map[string]any  `json:"expected"`
	Source   string          `json:"source"`
	Tol      *number         `json:"tol"`
}

// A published model computes a case of the literature; asked are the names of
// the numbers that are wanted.
type published func(model string, input []byte, asked ...string) (map[string]any, error)

// models finds the package that computes a model. Several may know one, each
// with an input of its own.
func models(f *file) map[string][]published {
	known := map[string][]published{
		multiIssue: {func(_ string, input []byte, _ ...string) (map[string]any, error) { return runTable(f, input) }},
		"data":     {recordedVotes},
	}
	for _, of := range []vectors.Models{analysis.Published(), fairness.Published(), ratification.Published(), settlement.Published()} {
		for _, m := range of.Names() {
			known[m] = append(known[m], of.Run)
		}
	}
	return known
}

func bargainSuite() suite {
	return suite{
		Model: "bargaining", Names: []string{"a list of vectors"},
		Accepts: func(f *file) bool { return f.Table == nil && f.has("vectors") },
		Own:     func() ([]Case, error) { return own(bargainData, runBargains) },
		Run:     runBargains,
	}
}

// runBargains runs the cases whose model is known here; the others are named
// as not run.
func runBargains(f *file) ([]Case, error) {
	var all []bargain
	if err := f.need("vectors", &all); err != nil {
		return nil, err
	}
	known := models(f)
	var cases []Case
	for i, b := range all {
		b.ID = nth(b.ID, "vector", i)
		runners, ok := known[b.Model]
		if !ok {
			f.skipped = append(f.skipped, fmt.Sprintf("%s (%s)", b.ID, b.Model))
			continue
		}
		made, err := b.run(runners)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.ID, err)
		}
		for j := range made {
			made[j].Source = strings.TrimSpace(b.Source)
			if made[j].Source == "" {
				made[j].Source = f.cited()
			}
		}
		cases = append(cases, made...)
	}
	return cases, nil
}

// run compares the numbers that are expected, in order of their names. Text
// that is no number, such as a formula or a name, is not compared.
func (b bargain) run(runners []published) ([]Case, error) {
	tolerance := "0"
	if b.Tol != nil {
		tolerance = string(*b.Tol)
	}
	asked := slices.Sorted(maps.Keys(b.Expected))
	if len(asked) == 0 || len(b.Input) == 0 {
		return nil, fmt.Errorf("%w: input and expected are due", ErrShape)
	}
	var got map[string]any
	var err error
	for _, run := range runners {
		if got, err = run(b.Model, b.Input, asked...); err == nil {
			break
		}
	}
	if err != nil {
		return []Case{{ID: b.ID, Expected: listed(b.Expected), Got: "not computed: " + err.Error(), Tolerance: "0"}}, nil
	}
	want, have := vectors.Flatten(b.Expected), map[string]string{}
	for _, n := range vectors.Flatten(got) {
		have[n.Place] = n.Text
	}
	if len(want) == 0 {
		return nil, fmt.Errorf("%w: nothing that is expected is a number", ErrShape)
	}
	var expected, computed []number
	for _, n := range want {
		text, ok := have[n.Place]
		if !ok {
			text = "nothing"
		}
		expected, computed = append(expected, number(n.Text)), append(computed, number(text))
	}
	return []Case{{ID: b.ID, Expected: texts(expected), Got: texts(computed), Tolerance: tolerance, Note: b.Model + ": " + strings.Join(asked, separator)}}, nil
}

func listed(result map[string]any) string {
	var all []number
	for _, n := range vectors.Flatten(result) {
		all = append(all, number(n.Text))
	}
	return texts(all)
}

// multiIssue is the model of a negotiation over several issues whose outcomes
// are analysed one and all.
const multiIssue = "multi_issue_discrete"

// A bargainTable is a negotiation of two parties as a table: what each value of
// each issue is worth to either, in points of that issue, and the weights of
// the issues.
type bargainTable struct {
	Issues []struct {
		Name   string      `json:"name"`
		Points [][]float64 `json:"points"` // of each party, by value
	} `json:"issues"`
	Weights [][]float64 `json:"weights"`    // of each party, by issue
	Files   string      `json:"files"`      // or the files of the scenario, which lie beside
	Stands  string      `json:"stands_for"` // files whose numbers the table restates
}

// runTable analyses a table, or the scenario that lies beside the file.
func runTable(f *file, input []byte) (map[string]any, error) {
	var t bargainTable
	d := json.NewDecoder(bytes.NewReader(input))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	read := t.scenario
	if t.Files != "" {
		read = func() (negotiation.Scenario, error) { return f.named(t.Files) }
	}
	s, err := read()
	if err != nil {
		return nil, err
	}
	a, err := analysis.Analyze(s)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"outcomes": s.Space.Size().String(), "pareto": a.ParetoSize}
	for name, points := range map[string][]analysis.Point{"nash": a.Nash, "egal": a.Egalitarian} {
		if len(points) > 0 {
			out[name] = points[0].Utils
		}
	}
	if a.Opposition != nil {
		out["opposition_min_dist_to_(1,1)"] = *a.Opposition
	}
	return out, nil
}

// named reads the scenario in files that lie beside; where they do not, the
// table of this package that stands for them counts.
func (f *file) named(files string) (negotiation.Scenario, error) {
	s, err := f.scenario(strings.Split(files, ",")...)
	if err == nil {
		return s, nil
	}
	own, openErr := open("cases.json", bargainData)
	if openErr != nil {
		return s, openErr
	}
	var all []bargain
	if err := own.need("vectors", &all); err != nil {
		return s, err
	}
	for _, b := range all {
		var t bargainTable
		if b.Model == multiIssue && json.Unmarshal(b.Input, &t) == nil && t.Stands != "" && t.Stands == path.Base(files) {
			return t.scenario()
		}
	}
	return s, err
}

// scenario makes a scenario of a table. Points count in parts of the greatest
// of their issue, as Genius counts them.
func (t bargainTable) scenario() (negotiation.Scenario, error) {
	var s negotiation.Scenario
	if len(t.Weights) == 0 || len(t.Issues) == 0 {
		return s, fmt.Errorf("%w: issues and weights are due, or files that lie beside", ErrShape)
	}
	utilities := make([]negotiation.Additive, len(t.Weights))
	for k, issue := range t.Issues {
		if len(issue.Points) != len(t.Weights) || len(issue.Points[0]) == 0 || len(issue.Points[0]) > maxYears {
			return s, fmt.Errorf("%w: issue %q: points of each party are due, at most %d", ErrShape, issue.Name, maxYears)
		}
		var values negotiation.Categorical
		for j := range issue.Points[0] {
			values = append(values, strconv.Itoa(j+1))
		}
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: issue.Name, Values: values})
		for i, points := range issue.Points {
			if len(points) != len(values) || len(t.Weights[i]) != len(t.Issues) || slices.Max(points) <= 0 {
				return s, fmt.Errorf("%w: issue %q: a weight, and points for each value, are due from each party", ErrShape, issue.Name)
			}
			term := negotiation.Term{Weight: t.Weights[i][k]}
			for _, p := range points {
				term.Values = append(term.Values, p/slices.Max(points))
			}
			utilities[i].Terms = append(utilities[i].Terms, term)
		}
	}
	for i, u := range utilities {
		s.Profiles = append(s.Profiles, negotiation.Profile{Party: strconv.Itoa(i + 1), Utility: u, Reservation: negotiation.AtValue(0)})
	}
	return s, nil
}
