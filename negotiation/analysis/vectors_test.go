package analysis_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/negotiation"
	"entente/negotiation/analysis"
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
		{"book", 2, 4, true}, {"whip", 2, 2, true}, {"ball", 2, 1, true}, {"bat", 2, 2, true}, {"box", 4, 1, true},
		{"pen", 10, 1, false}, {"toy", 4, 1, false}, {"knife", 6, 2, false}, {"hat", 2, 2, false},
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
		{"nash", func() (float64, error) { return s.Nash(1) }, 2.0 / 3}, {"ks", s.KalaiSmorodinsky, golden},
		{"egalitarian", s.Egalitarian, golden}, {"utilitarian", s.Utilitarian, 0.75},
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

// TestLogrollVector checks the four-dimensional bargain of the KTAB reference
// log of 2017-05-30.
func TestLogrollVector(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(shared, "../politics/test-vectors.json"))
	if err != nil {
		t.Skip("no shared vectors here")
	}
	var file struct {
		Vectors []struct {
			ID       string
			Input    json.RawMessage
			Expected json.RawMessage
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, v := range file.Vectors {
		if v.ID != "logroll" {
			continue
		}
		var in struct {
			Ti, Si, Ci, Tj, Sj, Cj []float64
			Ri, Rj                 float64
		}
		var want struct {
			Batna      []float64
			UiB, UjB   float64
			Product    float64   `json:"nash_product_x100"`
			PointBoth_ []float64 `json:"point_both"`
		}
		if json.Unmarshal(v.Input, &in) != nil || json.Unmarshal(v.Expected, &want) != nil {
			t.Fatal("bad vector")
		}
		i, j := analysis.Spatial{Ideal: in.Ti, Salience: in.Si, Risk: in.Ri}, analysis.Spatial{Ideal: in.Tj, Salience: in.Sj, Risk: in.Rj}
		b := analysis.Between(i, j, in.Ci, in.Cj)
		point, product := analysis.SpatialNash([]analysis.Spatial{i, j}, b, 2)
		t.Log(b, 2*i.Of(b), 2*j.Of(b), point, 100*product, want)
		if math.Abs(100*product-want.Product) > 1e-3 || math.Abs(2*i.Of(b)-want.UiB) > 1e-3 || math.Abs(2*j.Of(b)-want.UjB) > 1e-3 {
			t.Errorf("product %v, want %v", 100*product, want.Product)
		}
		for k := range point {
			if math.Abs(point[k]-want.PointBoth_[k]) > 1e-3 || math.Abs(b[k]-want.Batna[k]) > 1e-3 {
				t.Errorf("dimension %d: %v from %v, want %v from %v", k, point[k], b[k], want.PointBoth_[k], want.Batna[k])
			}
		}
		return
	}
	t.Error("the vectors hold no logroll")
}
