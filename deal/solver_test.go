package deal

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// invented makes a problem whose packages pay what is drawn for the test.
func invented(t *rapid.T) (*Valued, []Profile) {
	p := &Problem{Name: "invented", Measures: []Measure{Total, FirstYear}, Paths: [][]int{{0, 0, 0}}}
	for k, id := range []string{"sum", "end", "share"} {
		issue := Issue{ID: id, Money: k == 0}
		for v := range rapid.IntRange(1, 6).Draw(t, id) {
			issue.Labels = append(issue.Labels, string(rune('a'+v)))
			issue.Numbers = append(issue.Numbers, nil)
			if k == 1 {
				issue.Ends = append(issue.Ends, 2026+v)
			}
		}
		p.Issues = append(p.Issues, issue)
	}
	v := &Valued{Problem: p, axes: p.axes()}
	grid := rapid.IntRange(2, 50).Draw(t, "grid") // a coarse one makes ties
	number := func(name string) float64 { return float64(rapid.IntRange(0, grid).Draw(t, name)) / float64(grid) }
	for range v.axes.variants * v.axes.terms * len(p.Measures) {
		v.rows = append(v.rows, number("row"))
	}
	v.paths = [][]float64{{number("path"), number("path")}}
	v.number()
	var profiles []Profile
	for i, party := range []string{"x", "y"} {
		shape := Linear{Worst: float64(1 - i), Best: float64(i)}
		values := make([]float64, len(p.Issues[2].Labels))
		for k := range values {
			values[k] = number("share")
		}
		profiles = append(profiles, Profile{Party: party, Weights: []Weight{
			{Measure: Total, Weight: Range{0.2, 0.5, 0.8}, Shape: shape}, {Measure: FirstYear, Weight: Range{0.1, 0.3, 0.6}, Shape: shape}, {Issue: 2, Weight: Range{0.1, 0.2, 0.6}, Values: values},
		}, Walks: []Walk{{0, 1}}, Loss: Range{0, 0.1, 0.3}})
	}
	if rapid.Bool().Draw(t, "red line") {
		profiles[0].RedLines = []RedLine{{Measure: Total, Low: -1, High: 0.9}}
	}
	return v, profiles
}

// TestSolverLeavesTheAnswers holds the analysis of what is promising to the one
// of every package.
func TestSolverLeavesTheAnswers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, profiles := invented(t)
		s, _, err := v.Scenario(profiles)
		if err != nil {
			t.Fatal(err)
		}
		solver := v.solver(s, profiles)
		if len(solver.allowed) == 0 {
			return
		}
		var wishes []wish
		for _, p := range profiles {
			wishes = append(wishes, wish{likely(p), p.Loss.Likely})
		}
		got, reserved, err := solver.solve(wishes)
		if err != nil {
			t.Fatal(err)
		}
		want, err := analysis.Analyze(s)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.ZOPA.Empty, got.ZOPA.Empty); diff != "" {
			t.Errorf("empty zone (-all +promising):\n%s", diff)
		}
		for name, lists := range map[string][2][]analysis.Point{"frontier": {want.Frontier, got.Frontier}, "nash": {want.Nash, got.Nash}, "egalitarian": {want.Egalitarian, got.Egalitarian}} {
			if diff := cmp.Diff(numbers(lists[0]), numbers(lists[1])); diff != "" {
				t.Errorf("%s (-all +promising):\n%s", name, diff)
			}
		}
		o := make(negotiation.Outcome, 3)
		for range v.size() {
			if solver.suits(wishes, reserved, o) != suits(s, o) {
				t.Errorf("%v suits everybody: %v, by the whole scenario %v", o, !suits(s, o), suits(s, o))
			}
			v.next(o)
		}
	})
}

// numbers are those of points, with their utilities.
func numbers(points []analysis.Point) (out [][]float64) {
	for _, p := range points {
		out = append(out, append([]float64{float64(p.OutcomeIndex.Int64())}, p.Utils...))
	}
	return out
}
