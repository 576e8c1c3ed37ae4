package analysis_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

// shared holds scenarios and answers of other programs. It is not part of the
// repository; the tests that need it are skipped without it.
const shared = "../../../shared/verification/negotiation"

// golden is one scenario with the answers of another program.
type golden struct {
	ID         string
	Dir        string
	Profiles   []string
	IssueSizes []int       `json:"issue_sizes"`
	IssueNames []string    `json:"issue_names"`
	Outcomes   json.Number `json:"n_outcomes"`
	Res        []*float64  `json:"reservation"`
	Discount   []float64
	Samples    []struct {
		Outcome map[string]any
		Index   int64
		Utils   []float64
	}
	Analysis map[string]json.RawMessage
}

func goldens(t *testing.T) []golden {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, "golden-public.json"))
	if err != nil {
		t.Skip("no shared scenarios here")
	}
	var file struct{ Scenarios []golden }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Scenarios
}

func TestGoldenScenarios(t *testing.T) {
	t.Parallel()
	for _, g := range goldens(t) {
		t.Run(g.ID, func(t *testing.T) {
			t.Parallel()
			s, form, list, err := format.ReadFS(os.DirFS(filepath.Join(shared, "scenarios", g.Dir)))
			if err != nil || list.HasErrors() {
				t.Fatal(err, list)
			}
			for _, d := range list {
				t.Log(d)
			}
			if s.Space.Size().String() != g.Outcomes.String() {
				t.Errorf("%s: %v outcomes, want %v", form, s.Space.Size(), g.Outcomes)
			}
			checkSpace(t, g, s)
			if g.Analysis != nil {
				checkAnalysis(t, g, s)
			}
		})
	}
}

func checkSpace(t *testing.T, g golden, s negotiation.Scenario) {
	t.Helper()
	for i, p := range s.Profiles {
		if want := g.Res[i]; want == nil != math.IsInf(p.Reserved(), -1) || want != nil && math.Abs(*want-p.Reserved()) > 1e-9 {
			t.Errorf("party %d: reserved %v, want %v", i, p.Reserved(), want)
		}
		if math.Abs(p.Discount()-g.Discount[i]) > 1e-9 {
			t.Errorf("party %d: discount %v, want %v", i, p.Discount(), g.Discount[i])
		}
	}
	for k, issue := range s.Space.Issues {
		if issue.Name != g.IssueNames[k] || issue.Values.Size() != g.IssueSizes[k] {
			t.Errorf("issue %d is %q of %d, want %q of %d", k, issue.Name, issue.Values.Size(), g.IssueNames[k], g.IssueSizes[k])
		}
	}
	for _, sample := range g.Samples {
		labels := map[string]string{}
		for name, v := range sample.Outcome {
			switch v := v.(type) {
			case string:
				labels[name] = v
			default:
				text, _ := json.Marshal(v)
				labels[name] = string(text)
			}
		}
		o, err := s.Space.Parse(labels)
		if err != nil {
			t.Error(err)
			continue
		}
		if i, _ := s.Space.Index(o); i != sample.Index {
			t.Errorf("%v has index %d, want %d", labels, i, sample.Index)
		}
		for i, u := range s.Utils(o) {
			if math.Abs(u-sample.Utils[i]) > 1e-9 {
				t.Errorf("outcome %d: party %d gets %v, want %v", sample.Index, i, u, sample.Utils[i])
			}
		}
	}
}

// checkAnalysis compares every golden field with the field of the same name.
func checkAnalysis(t *testing.T, g golden, s negotiation.Scenario) {
	t.Helper()
	a, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for field, want := range g.Analysis {
		if _, ok := got[field]; !ok {
			t.Errorf("no field %s", field)
			continue
		}
		var x, y any
		if json.Unmarshal(got[field], &x) != nil || json.Unmarshal(want, &y) != nil {
			t.Fatal("bad json")
		}
		if !alike(x, y) {
			t.Errorf("%s is %s, want %s", field, got[field], want)
		}
	}
}

// alike compares JSON values, numbers within 1e-6.
func alike(x, y any) bool {
	switch x := x.(type) {
	case float64:
		y, ok := y.(float64)
		return ok && math.Abs(x-y) <= 1e-6
	case []any:
		y, ok := y.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !alike(x[i], y[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		y, ok := y.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for k := range x {
			if !alike(x[k], y[k]) {
				return false
			}
		}
		return true
	default:
		return x == y
	}
}

// workload is a scenario as plain data, with the frontier another program
// found.
type workload struct {
	Issues []struct {
		Name   string
		Values []string
	}
	Profiles []struct {
		Weights     []float64
		Values      [][]float64
		Bias        float64
		Reservation *float64
	}
	Expected struct {
		Pareto     [][]float64
		Nash       [][]float64
		Kalai      [][]float64 `json:"kalai_egalitarian"`
		KS         [][]float64
		MaxWelfare [][]float64 `json:"max_welfare"`
	}
}

func (w workload) scenario() negotiation.Scenario {
	var s negotiation.Scenario
	for _, i := range w.Issues {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: i.Name, Values: negotiation.Categorical(i.Values)})
	}
	for _, p := range w.Profiles {
		u := negotiation.Additive{Bias: p.Bias}
		for k, x := range p.Weights {
			u.Terms = append(u.Terms, negotiation.Term{Weight: x, Values: p.Values[k]})
		}
		q := negotiation.Profile{Utility: u}
		if p.Reservation != nil {
			q.Reservation = negotiation.AtValue(*p.Reservation)
		}
		s.Profiles = append(s.Profiles, q)
	}
	return s
}

func workloads(tb testing.TB) map[string]workload {
	tb.Helper()
	files, _ := filepath.Glob(filepath.Join(shared, "bench", "synth-*.json"))
	if len(files) == 0 {
		tb.Skip("no shared workloads here")
	}
	out := map[string]workload{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		var w workload
		if err := json.Unmarshal(text, &w); err != nil {
			tb.Fatal(err)
		}
		out[filepath.Base(f)] = w
	}
	return out
}

func TestWorkloads(t *testing.T) {
	t.Parallel()
	for name, w := range workloads(t) {
		a, err := analysis.Analyze(w.scenario())
		if err != nil {
			t.Fatal(err)
		}
		for what, pair := range map[string][2][][]float64{
			"frontier": {a.ParetoUtils, w.Expected.Pareto}, "nash": {utils(a.Nash), w.Expected.Nash}, "egalitarian": {utils(a.Egalitarian), w.Expected.Kalai},
			"ks": {utils(a.KalaiSmorodinsky), w.Expected.KS}, "welfare": {utils(a.Utilitarian), w.Expected.MaxWelfare},
		} {
			if len(pair[1]) == 0 || !sameSet(pair[0], pair[1]) {
				t.Errorf("%s: %s is %v, want %v", name, what, pair[0], pair[1])
			}
		}
	}
}

func utils(points []analysis.Point) [][]float64 {
	var out [][]float64
	for _, p := range points {
		out = append(out, p.Utils)
	}
	return out
}

// sameSet reports whether each point of either list has one of the other
// within 1e-6.
func sameSet(a, b [][]float64) bool {
	within := func(from, to [][]float64) bool {
		for _, p := range from {
			found := false
			for _, q := range to {
				near := true
				for i := range p {
					near = near && math.Abs(p[i]-q[i]) <= 1e-6
				}
				found = found || near
			}
			if !found {
				return false
			}
		}
		return true
	}
	return within(a, b) && within(b, a)
}

func BenchmarkAnalyze(b *testing.B) {
	for name, w := range workloads(b) {
		s := w.scenario()
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Analyze(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
