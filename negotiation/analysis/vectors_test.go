package analysis_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

// TestBarter is the two-boy barter of Nash (1950), section "Examples": the
// goods, their utilities to Bill and Jack, and the solution he gives.
func TestBarter(t *testing.T) {
	t.Parallel()
	goods := []struct {
		name       string
		bill, jack float64
		bills      bool
	}{
		{"book", 2, 4, true},
		{"whip", 2, 2, true},
		{"ball", 2, 1, true},
		{"bat", 2, 2, true},
		{"box", 4, 1, true},
		{"pen", 10, 1, false},
		{"toy", 4, 1, false},
		{"knife", 6, 2, false},
		{"hat", 2, 2, false},
	}
	s := negotiation.Scenario{Profiles: []negotiation.Profile{{Party: "Bill", Reservation: negotiation.AtValue(12)}, {Party: "Jack", Reservation: negotiation.AtValue(6)}}}
	var bill, jack negotiation.Additive
	for _, g := range goods {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: g.name, Values: negotiation.Categorical{"Bill", "Jack"}})
		bill.Terms = append(bill.Terms, negotiation.Term{Weight: 1, Values: []float64{g.bill, 0}})
		jack.Terms = append(jack.Terms, negotiation.Term{Weight: 1, Values: []float64{0, g.jack}})
	}
	s.Profiles[0].Utility, s.Profiles[1].Utility = bill, jack
	a, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Nash) != 1 || !slices.Equal(a.Nash[0].Utils, []float64{24, 11}) {
		t.Fatalf("Nash is %v, want 24, 11", a.Nash)
	}
	var gets []string
	for k, p := range a.Nash[0].Outcome {
		if p == 0 {
			gets = append(gets, goods[k].name)
		}
	}
	if want := []string{"box", "pen", "toy", "knife"}; !slices.Equal(gets, want) {
		t.Errorf("Bill gets %v, want %v", gets, want)
	}
}

// TestSplit checks the textbook divisions: x against the root of what is left,
// and the share of a party averse to risk (x to the power g), which is
// g/(1+g).
func TestSplit(t *testing.T) {
	t.Parallel()
	s := analysis.Split{
		First:  func(x float64) (float64, float64) { return x, 1 },
		Second: func(x float64) (float64, float64) { return math.Sqrt(1 - x), -0.5 / math.Sqrt(1-x) },
		To:     1,
	}
	golden := (math.Sqrt(5) - 1) / 2
	for _, c := range []struct {
		name string
		f    func() (float64, error)
		want float64
	}{
		{"nash", func() (float64, error) { return s.Nash(1) }, 2.0 / 3},
		{"ks", s.KalaiSmorodinsky, golden},
		{"egalitarian", s.Egalitarian, golden},
		{"utilitarian", s.Utilitarian, 0.75},
	} {
		if x, err := c.f(); err != nil || math.Abs(x-c.want) > 1e-12 {
			t.Errorf("%s is %v (%v), want %v", c.name, x, err, c.want)
		}
	}
	for _, g := range []float64{1, 0.5, 0.25, 0.01} {
		s := analysis.Split{
			First:  func(x float64) (float64, float64) { return math.Pow(x, g), g * math.Pow(x, g-1) },
			Second: func(x float64) (float64, float64) { return 1 - x, -1 },
			To:     1,
		}
		if x, err := s.Nash(1); err != nil || math.Abs(x-g/(1+g)) > 1e-12 {
			t.Errorf("share at risk aversion %v is %v (%v), want %v", g, x, err, g/(1+g))
		}
	}
	s.Disagreement = [2]float64{0.9, 0.9}
	if _, err := s.Nash(1); err == nil {
		t.Error("no error where nobody can gain")
	}
}

// TestHull is the example of the NegMAS documentation: three outcomes, and the
// lottery between the outer two that beats the middle one.
func TestHull(t *testing.T) {
	t.Parallel()
	g := analysis.Game{Points: [][]float64{{4, 1}, {2, 2}, {1, 4}}, Disagreement: []float64{1, 1}, Best: []float64{4, 4}}
	if n := g.Nash(nil); !slices.Equal(n, []int{1}) {
		t.Errorf("Nash is %v", n)
	}
	m := g.Mixtures()
	for name, got := range map[string]*analysis.Mixture{"nash": m.Nash, "egalitarian": m.Egalitarian, "ks": m.KalaiSmorodinsky} {
		if got == nil || math.Abs(got.Utils[0]-2.5) > 1e-9 || math.Abs(got.Utils[1]-2.5) > 1e-9 {
			t.Errorf("%s lottery is %v, want 2.5, 2.5", name, got)
		}
	}
	// a third party that gets 2 whatever happens changes nothing
	three := analysis.Game{Disagreement: []float64{1, 1, 1}, Best: []float64{4, 4, 2}}
	for _, p := range g.Points {
		three.Points = append(three.Points, append(slices.Clone(p), 2))
	}
	if n := three.NashMixture(nil); n == nil || math.Abs(n.Utils[0]-2.5) > 1e-6 || math.Abs(n.Utils[1]-2.5) > 1e-6 {
		t.Errorf("three-party lottery is %v", n)
	}
}

// TestEnglandZimbabwe checks a treaty domain of ANAC 2010 against figures
// published apart from the golden ones.
func TestEnglandZimbabwe(t *testing.T) {
	t.Parallel()
	s, _, list, err := format.ReadFS(os.DirFS(filepath.Join(shared, "scenarios/anac2010-england-zimbabwe")))
	if err != nil {
		t.Skip("no shared scenarios here")
	}
	a, err := analysis.Analyze(s)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	if a.ParetoSize != 25 || math.Abs(a.Nash[0].Utils[0]-0.9109) > 1e-4 || math.Abs(a.Nash[0].Utils[1]-0.7332) > 1e-4 || math.Abs(a.Egalitarian[0].Utils[1]-0.7866) > 1e-4 || math.Abs(*a.Opposition-0.2721) > 1e-4 {
		t.Error(a.ParetoSize, a.Nash, a.Egalitarian, *a.Opposition)
	}
}

// TestSpatialBargains checks bargains of the examples that come with KTAB
// (KAPSARC, 2015): who prevails by chance, parties averse to risk or seeking
// it, and a bargain in which the two take different positions.
func TestSpatialBargains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ chance, riskI, riskJ, product, tolerance float64 }{
		{0.5136, 0.15508, -0.27525, 11.8426, 1e-3}, {0.7755, -0.58362, 0.91837, 8.4172, 2e-3}, {0.6656, -0.75341, -0.82541, 4.4190, 1e-3},
	} {
		parties := []analysis.Spatial{
			{Ideal: []float64{0.85, 0.85, 0.85, 0.85}, Salience: []float64{0.95, 0.05, 0.5, 0.5}, Risk: c.riskI},
			{Ideal: []float64{0.15, 0.15, 0.15, 0.15}, Salience: []float64{0.05, 0.95, 0.05, 0.95}, Risk: c.riskJ},
		}
		positions, product := analysis.SpatialNash(parties, analysis.Conflict(parties, []float64{c.chance, 1 - c.chance}))
		if math.Abs(100*product-c.product) > c.tolerance {
			t.Errorf("product %v at %v, want %v", 100*product, positions, c.product)
		}
	}
}
