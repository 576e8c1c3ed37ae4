package analysis_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

// TestLogrolling works a trade out by hand. One issue matters to the first
// party, the other to the second; settled apart, each goes to the middle.
func TestLogrolling(t *testing.T) {
	t.Parallel()
	values := negotiation.Categorical{"hers", "middle", "his"}
	s := negotiation.Scenario{
		Space: negotiation.Space{Issues: []negotiation.Issue{{Name: "house", Values: values}, {Name: "boat", Values: values}}},
		Profiles: []negotiation.Profile{
			{Utility: negotiation.Additive{Terms: []negotiation.Term{{Weight: 0.8, Values: []float64{1, 0.5, 0}}, {Weight: 0.2, Values: []float64{1, 0.5, 0}}}}},
			{Utility: negotiation.Additive{Terms: []negotiation.Term{{Weight: 0.3, Values: []float64{0, 0.5, 1}}, {Weight: 0.7, Values: []float64{0, 0.5, 1}}}}},
		},
	}
	trades := analysis.Logrolling(s)
	if len(trades) != 1 {
		t.Fatal(trades)
	}
	got := trades[0]
	// apart both get 0.5; the house against the boat gives her 0.8 and him 0.7
	if !slices.Equal(got.Apart, []string{"middle", "middle"}) || !slices.Equal(got.Together, []string{"hers", "his"}) {
		t.Errorf("%v apart, %v together", got.Apart, got.Together)
	}
	if math.Abs(got.Gains[0]-0.3) > 1e-12 || math.Abs(got.Gains[1]-0.2) > 1e-12 || math.Abs(got.Gain-0.5) > 1e-12 {
		t.Errorf("gains %v", got.Gains)
	}
	// where both weigh the issues alike there is nothing to trade
	s.Profiles[1].Utility = negotiation.Additive{Terms: []negotiation.Term{{Weight: 0.8, Values: []float64{0, 0.5, 1}}, {Weight: 0.2, Values: []float64{0, 0.5, 1}}}}
	if trades := analysis.Logrolling(s); len(trades) != 0 {
		t.Errorf("a trade out of nothing: %v", trades)
	}
}

// TestRobust checks that ranges of no width give the plain answer with
// certainty, and that wider ones give ranges that hold the central value.
func TestRobust(t *testing.T) {
	t.Parallel()
	s, _, list, err := format.ReadFS(os.DirFS("../testdata/ferry"))
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	plain, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	sharp, err := analysis.Around(s, 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := analysis.Robust(sharp, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Points) != plain.ParetoSize || math.Abs(r.Points[0].Nash-1) > 1e-9 || r.Points[0].OutcomeIndex.Cmp(plain.Nash[0].OutcomeIndex) != 0 {
		t.Errorf("%+v", r.Points)
	}
	wide, err := analysis.Around(s, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = analysis.Robust(wide, 100, 1); err != nil {
		t.Fatal(err)
	}
	nash := 0.0
	for _, p := range r.Points {
		nash += p.Nash
		for i, u := range s.Utils(p.Outcome) {
			if u < p.Utils[i].Low-1e-9 || u > p.Utils[i].High+1e-9 {
				t.Errorf("%v outside %v", u, p.Utils[i])
			}
		}
		if p.RationalAlways+p.RationalSometimes > 2 {
			t.Errorf("%+v", p)
		}
	}
	if math.Abs(nash-1) > 1e-9 {
		t.Errorf("the Nash shares sum to %v", nash)
	}
	if _, err := analysis.Robust(s, 10, 1); err == nil {
		t.Error("no error without ranges")
	}
}

func TestDistances(t *testing.T) {
	t.Parallel()
	a := analysis.Analysis{
		Frontier:    []analysis.Point{{Utils: []float64{1, 0}}, {Utils: []float64{0.6, 0.8}}},
		ParetoUtils: [][]float64{{1, 0}, {0.6, 0.8}},
		Nash:        []analysis.Point{{Utils: []float64{0.6, 0.8}}},
	}
	d := a.Distances([]float64{0.3, 0.4})
	if math.Abs(*d.Frontier-0.5) > 1e-12 || math.Abs(*d.Nash-0.5) > 1e-12 || d.KalaiSmorodinsky != nil || len(d.Better) != 1 {
		t.Errorf("%+v", d)
	}
}
