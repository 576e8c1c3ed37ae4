package analysis_test

import (
	"encoding/json"
	"math"
	"math/big"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// anyScenario draws an additive scenario whose utilities are multiples of 1/64:
// sums are exact, and ties are as common as they are in practice.
func anyScenario(parties int) *rapid.Generator[negotiation.Scenario] {
	return rapid.Custom(func(t *rapid.T) negotiation.Scenario {
		var s negotiation.Scenario
		for k := range rapid.IntRange(1, 4).Draw(t, "issues") {
			s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{To: int64(rapid.IntRange(0, 4).Draw(t, "size"))}})
		}
		part := rapid.Map(rapid.IntRange(-4, 32), func(n int) float64 { return float64(n) / 64 })
		for i := range parties {
			var u negotiation.Additive
			for _, issue := range s.Space.Issues {
				n := issue.Values.Size()
				u.Terms = append(u.Terms, negotiation.Term{Weight: 1, Values: rapid.SliceOfN(part, n, n).Draw(t, "values")})
			}
			p := negotiation.Profile{Party: strconv.Itoa(i), Utility: u}
			if rapid.Bool().Draw(t, "reserves") {
				p.Reservation = negotiation.AtValue(part.Draw(t, "reserved"))
			}
			s.Profiles = append(s.Profiles, p)
		}
		return s
	})
}

// bruteForce finds the frontier by comparing every outcome with every other.
func bruteForce(s negotiation.Scenario) (frontier [][]float64, first []int64, rational int64) {
	n, _ := s.Space.Count()
	var all [][]float64
	var at []int64
	for i := range n {
		if o := s.Space.At(i); s.Space.Allows(o) {
			all, at = append(all, s.Utils(o)), append(at, i)
		}
	}
	for j, u := range all {
		ok := true
		for p, x := range u {
			ok = ok && x >= s.Profiles[p].Reserved()
		}
		if ok {
			rational++
		}
		best := true
		for _, v := range all {
			better := false
			atLeast := true
			for p := range u {
				atLeast = atLeast && v[p] >= u[p]
				better = better || v[p] > u[p]
			}
			best = best && (!atLeast || !better)
		}
		if best && !slices.ContainsFunc(frontier, func(v []float64) bool { return slices.Equal(u, v) }) {
			frontier, first = append(frontier, u), append(first, at[j])
		}
	}
	return frontier, first, rational
}

func same(t *rapid.T, what string, a analysis.Analysis, frontier [][]float64, first []int64) {
	if len(a.Frontier) != len(frontier) {
		t.Fatalf("%s: %d efficient points %v, want %v", what, len(a.Frontier), a.ParetoUtils, frontier)
	}
	for j, u := range frontier {
		k := slices.IndexFunc(a.Frontier, func(p analysis.Point) bool { return slices.Equal(p.Utils, rounded(u)) })
		if k < 0 {
			t.Fatalf("%s: %v is missing in %v", what, u, a.ParetoUtils)
		}
		if a.Frontier[k].OutcomeIndex.Cmp(big.NewInt(first[j])) != 0 {
			t.Fatalf("%s: %v stands at %v, want %d", what, u, a.Frontier[k].OutcomeIndex, first[j])
		}
	}
}

func rounded(u []float64) []float64 {
	out := make([]float64, len(u))
	for i, x := range u {
		out[i] = math.RoundToEven(x*1e10) / 1e10
	}
	return out
}

// TestFrontier compares listing and summing with brute force: no point
// dominated, none missing, each with its lowest outcome number.
func TestFrontier(t *testing.T) {
	t.Parallel()
	for parties := 1; parties <= 4; parties++ {
		rapid.Check(t, func(t *rapid.T) {
			s := anyScenario(parties).Draw(t, "scenario")
			frontier, first, rational := bruteForce(s)
			listed, err := analysis.Analyze(s)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "listed", listed, frontier, first)
			if listed.RationalOutcomes.Int64() != rational {
				t.Fatalf("%v rational outcomes, want %d", listed.RationalOutcomes, rational)
			}
			summed, err := analysis.Limits{Enumerate: -1}.Analyze(s)
			if err != nil {
				t.Fatal(err)
			}
			if summed.Method != analysis.Summed {
				t.Fatal(summed.Method)
			}
			same(t, "summed", summed, frontier, first)
			if r := summed.RationalOutcomes; r != nil && r.Int64() != rational {
				t.Fatalf("%v rational outcomes counted, want %d", r, rational)
			}
			for i, u := range summed.MeanUtils { // two ways to the same mean
				if math.Abs(u-listed.MeanUtils[i]) > 1e-9 {
					t.Fatalf("mean %v, want %v", u, listed.MeanUtils[i])
				}
			}
			summed.Method, summed.MeanUtils = listed.Method, listed.MeanUtils
			if summed.RationalOutcomes == nil {
				summed.RationalOutcomes, summed.ZOPA.Share = listed.RationalOutcomes, listed.ZOPA.Share
			}
			if a, b := text(t, listed), text(t, summed); a != b {
				t.Fatalf("listed and summed differ:\n%s\n%s", a, b)
			}
		})
	}
}

func text(t *rapid.T, a analysis.Analysis) string {
	b, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestConstrained compares a constrained scenario with brute force over what
// the constraint leaves.
func TestConstrained(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(2).Draw(t, "scenario")
		s.Space.Constraints = []negotiation.Constraint{negotiation.AtLeast{Utility: s.Profiles[0].Utility, Floor: 0.25}}
		frontier, first, _ := bruteForce(s)
		a, err := analysis.Analyze(s)
		if len(frontier) == 0 {
			if err == nil {
				t.Fatal("no error where nothing is allowed")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		same(t, "constrained", a, frontier, first)
		searched, err := analysis.Limits{Enumerate: -1}.Analyze(s)
		if err != nil || searched.Bound == nil || *searched.Bound != 0 {
			t.Fatal(err, searched.Bound)
		}
		if len(searched.Frontier) != len(frontier) {
			t.Fatalf("searched: %v, want %v", searched.ParetoUtils, frontier)
		}
	})
}

// TestSearchBound checks the promise of a search that is cut short: no outcome
// exceeds every reported point by more than the bound.
func TestSearchBound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(rapid.IntRange(2, 3).Draw(t, "parties")).Draw(t, "scenario")
		for i := range s.Profiles { // make it not additive: halves of the space are worth more together
			u := s.Profiles[i].Utility.(negotiation.Additive)
			r := negotiation.Rectangles{Divisor: 4, Ceiling: math.Inf(1)}
			for k, term := range u.Terms {
				for p, v := range term.Values {
					r.Rectangles = append(r.Rectangles, negotiation.Rectangle{Inside: []negotiation.Span{{Issue: k, From: 0, To: p}, {Issue: 0, From: p % 3, To: 4}}, Utility: v, Weight: 1})
				}
			}
			s.Profiles[i].Utility = r
		}
		frontier, _, _ := bruteForce(s)
		for _, l := range []analysis.Limits{{Enumerate: -1}, {Enumerate: -1, Nodes: 3}} {
			a, err := l.Analyze(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range frontier {
				least := math.Inf(1)
				for _, p := range a.ParetoUtils {
					most := math.Inf(-1)
					for i := range u {
						most = max(most, u[i]-p[i])
					}
					least = min(least, most)
				}
				if least > *a.Bound+1e-9 {
					t.Fatalf("%v exceeds %v by %v, bound %v", u, a.ParetoUtils, least, *a.Bound)
				}
			}
			if l.Nodes == 0 && len(a.ParetoUtils) != len(frontier) {
				t.Fatalf("%v, want %v (bound %v)", a.ParetoUtils, frontier, *a.Bound)
			}
		}
	})
}

// TestThinned checks the bound of a summed analysis that may keep only a few
// sums.
func TestThinned(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(3).Draw(t, "scenario")
		frontier, _, _ := bruteForce(s)
		a, err := analysis.Limits{Enumerate: -1, Keep: 3}.Analyze(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range frontier {
			least := math.Inf(1)
			for _, p := range a.ParetoUtils {
				most := math.Inf(-1)
				for i := range u {
					most = max(most, u[i]-p[i])
				}
				least = min(least, most)
			}
			if least > *a.Bound+1e-9 {
				t.Fatalf("%v exceeds the reported points by %v, bound %v", u, least, *a.Bound)
			}
		}
	})
}

// rescale applies a positive affine transformation to one party.
func rescale(s negotiation.Scenario, party int, scale, shift float64) negotiation.Scenario {
	s.Profiles = slices.Clone(s.Profiles)
	p := s.Profiles[party]
	u := p.Utility.(negotiation.Additive)
	terms := slices.Clone(u.Terms)
	for k := range terms {
		terms[k].Weight *= scale
	}
	p.Utility = negotiation.Additive{Bias: u.Bias*scale + shift, Terms: terms}
	if r, ok := p.Reservation.(negotiation.AtValue); ok {
		p.Reservation = negotiation.AtValue(float64(r)*scale + shift)
	}
	s.Profiles[party] = p
	return s
}

func indices(points []analysis.Point) []string {
	var out []string
	for _, p := range points {
		out = append(out, p.OutcomeIndex.String())
	}
	slices.Sort(out)
	return out
}

// TestAxioms checks what the solutions promise: Nash, Kalai-Smorodinsky and
// the relative sum do not change when one party's utility is rescaled or
// shifted; the egalitarian and the utilitarian solution do not change when one
// is shifted, or all are rescaled alike; all lie on the frontier.
func TestAxioms(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parties := rapid.IntRange(2, 3).Draw(t, "parties")
		s := anyScenario(parties).Draw(t, "scenario")
		before, err := analysis.Analyze(s)
		if err != nil {
			t.Fatal(err)
		}
		i := rapid.IntRange(0, parties-1).Draw(t, "party")
		one, err := analysis.Analyze(rescale(s, i, 4, 0.5))
		if err != nil {
			t.Fatal(err)
		}
		for what, pair := range map[string][2][]analysis.Point{
			"nash": {before.Nash, one.Nash}, "ks": {before.KalaiSmorodinsky, one.KalaiSmorodinsky}, "relative": {before.RelativeUtilitarian, one.RelativeUtilitarian}, "frontier": {before.Frontier, one.Frontier},
		} {
			if d := cmp.Diff(indices(pair[0]), indices(pair[1])); d != "" {
				t.Fatalf("%s changes when party %d is rescaled: %s", what, i, d)
			}
		}
		shifted, err := analysis.Analyze(rescale(s, i, 1, 2))
		if err != nil {
			t.Fatal(err)
		}
		all := s
		for p := range parties {
			all = rescale(all, p, 2, 0)
		}
		doubled, err := analysis.Analyze(all)
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range []analysis.Analysis{shifted, doubled} {
			if d := cmp.Diff(indices(before.Egalitarian), indices(other.Egalitarian)); d != "" {
				t.Fatalf("egalitarian changes: %s", d)
			}
			if d := cmp.Diff(indices(before.Utilitarian), indices(other.Utilitarian)); d != "" {
				t.Fatalf("utilitarian changes: %s", d)
			}
		}
		for _, points := range [][]analysis.Point{before.Nash, before.Egalitarian, before.KalaiSmorodinsky, before.Utilitarian, before.EqualUtilities} {
			for _, p := range points {
				if !slices.Contains(indices(before.Frontier), p.OutcomeIndex.String()) {
					t.Fatalf("%v is not efficient", p)
				}
			}
		}
	})
}

// TestSeats checks that parties who change seats take their results along.
func TestSeats(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(3).Draw(t, "scenario")
		seats := rapid.Permutation([]int{0, 1, 2}).Draw(t, "seats")
		moved := s
		moved.Profiles = nil
		for _, i := range seats {
			moved.Profiles = append(moved.Profiles, s.Profiles[i])
		}
		a, err := analysis.Analyze(s)
		if err != nil {
			t.Fatal(err)
		}
		b, err := analysis.Analyze(moved)
		if err != nil {
			t.Fatal(err)
		}
		for j, i := range seats {
			if a.MaxUtils[i] != b.MaxUtils[j] || a.Disagreement[i] != b.Disagreement[j] {
				t.Fatalf("party %d at seat %d", i, j)
			}
		}
		for what, pair := range map[string][2][]analysis.Point{
			"frontier": {a.Frontier, b.Frontier}, "nash": {a.Nash, b.Nash}, "egalitarian": {a.Egalitarian, b.Egalitarian}, "ks": {a.KalaiSmorodinsky, b.KalaiSmorodinsky},
			"welfare": {a.Utilitarian, b.Utilitarian}, "equal": {a.EqualUtilities, b.EqualUtilities},
		} {
			if d := cmp.Diff(indices(pair[0]), indices(pair[1])); d != "" {
				t.Fatalf("%s changes with the seats: %s", what, d)
			}
		}
		if (a.Opposition == nil) != (b.Opposition == nil) || a.Opposition != nil && math.Abs(*a.Opposition-*b.Opposition) > 1e-12 {
			t.Fatal("opposition changes with the seats")
		}
	})
}

// TestLotteries checks that lotteries are at least as good as outcomes by the
// measure of each solution, and that probabilities sum to 1.
func TestLotteries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parties := rapid.IntRange(2, 4).Draw(t, "parties")
		g := analysis.Game{Disagreement: make([]float64, parties), Best: make([]float64, parties)}
		for range rapid.IntRange(1, 12).Draw(t, "points") {
			u := rapid.SliceOfN(rapid.Float64Range(0.01, 1), parties, parties).Draw(t, "point")
			g.Points = append(g.Points, u)
			for i := range u {
				g.Best[i] = max(g.Best[i], u[i])
			}
		}
		product := func(u []float64) float64 {
			p := 1.0
			for _, x := range u {
				p *= x
			}
			return p
		}
		m := g.Mixtures()
		for name, l := range map[string]*analysis.Mixture{"nash": m.Nash, "egalitarian": m.Egalitarian, "ks": m.KalaiSmorodinsky, "welfare": m.Utilitarian} {
			if l == nil {
				t.Fatalf("no %s lottery", name)
			}
			sum := 0.0
			for _, x := range l.Shares {
				sum += x.Probability
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("%s: probabilities sum to %v", name, sum)
			}
		}
		for _, u := range g.Points {
			if product(u) > product(m.Nash.Utils)*(1+1e-9) {
				t.Fatalf("%v has a greater product than the lottery %v", u, m.Nash.Utils)
			}
			if slices.Min(u) > slices.Min(m.Egalitarian.Utils)+1e-9 {
				t.Fatalf("%v has a greater least gain than the lottery %v", u, m.Egalitarian.Utils)
			}
			// first-order condition: no point improves the product on the margin
			slope := 0.0
			for i, x := range u {
				slope += x / m.Nash.Utils[i]
			}
			if slope > float64(parties)+1e-6 {
				t.Fatalf("%v improves the Nash lottery %v (slope %v)", u, m.Nash.Utils, slope)
			}
		}
	})
}

// TestCores checks that the number of cores changes nothing, to the byte.
func TestCores(t *testing.T) {
	s := random(6, 8, 2, 0.5)
	var want string
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		a, err := analysis.Analyze(s)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(b)
		} else if want != string(b) {
			t.Errorf("%d cores give other bytes", cores)
		}
	}
}
