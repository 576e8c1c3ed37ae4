package analysis_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// random draws an additive scenario, the same for the same arguments.
func random(issues, values, parties int, reserve float64) negotiation.Scenario {
	r := rand.New(rand.NewPCG(7, uint64(issues)))
	var s negotiation.Scenario
	for k := range issues {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{To: int64(values) - 1}})
	}
	for range parties {
		u := negotiation.Additive{}
		sum := 0.0
		for range issues {
			t := negotiation.Term{Weight: r.Float64()}
			sum += t.Weight
			for range values {
				t.Values = append(t.Values, r.Float64())
			}
			u.Terms = append(u.Terms, t)
		}
		for k := range u.Terms {
			u.Terms[k].Weight /= sum
		}
		s.Profiles = append(s.Profiles, negotiation.Profile{Utility: u, Reservation: negotiation.AtValue(reserve)})
	}
	return s
}

// TestForty divides forty equal goods, 2^40 ways: all is known in closed form.
func TestForty(t *testing.T) {
	t.Parallel()
	const goods = 40
	var s negotiation.Scenario
	var a, b negotiation.Additive
	for k := range goods {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Categorical{"a", "b"}})
		a.Terms = append(a.Terms, negotiation.Term{Weight: 1.0 / goods, Values: []float64{1, 0}})
		b.Terms = append(b.Terms, negotiation.Term{Weight: 1.0 / goods, Values: []float64{0, 1}})
	}
	s.Profiles = []negotiation.Profile{{Utility: a, Reservation: negotiation.AtValue(0.5)}, {Utility: b, Reservation: negotiation.AtValue(0.5)}}
	r, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	if r.Method != analysis.Summed || *r.Bound != 0 || r.ParetoSize != goods+1 || r.ParetoRationalSize != 1 {
		t.Errorf("%s within %v: %d efficient, %d rational", r.Method, *r.Bound, r.ParetoSize, r.ParetoRationalSize)
	}
	// 40 choose 20 ways to give each half; the lowest number gives the first twenty to a
	if got := r.RationalOutcomes.String(); got != "137846528820" {
		t.Errorf("%s rational outcomes", got)
	}
	if len(r.Nash) != 1 || r.Nash[0].Utils[0] != 0.5 || r.Nash[0].OutcomeIndex.Int64() != 1<<20-1 {
		t.Errorf("Nash is %v", r.Nash)
	}
	if got := r.MeanUtils[0]; math.Abs(got-0.5) > 1e-9 {
		t.Errorf("mean %v", got)
	}
	// one party alone, and none at all
	s.Profiles[1].Reservation = nil
	if r, err = analysis.Analyze(s); err != nil || r.RationalOutcomes.String() != "618679078298" { // (2^40 + C(40,20)) / 2
		t.Errorf("%v with one reservation (%v)", r.RationalOutcomes, err)
	}
	s.Profiles[0].Reservation = nil
	if r, err = analysis.Analyze(s); err != nil || r.RationalOutcomes.String() != "1099511627776" {
		t.Errorf("%v without reservation (%v)", r.RationalOutcomes, err)
	}
}

// TestBeyond analyses 10^30 outcomes exactly.
func TestBeyond(t *testing.T) {
	t.Parallel()
	s := random(30, 10, 2, 0.5)
	r, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	if r.Method != analysis.Summed || *r.Bound != 0 || r.RationalOutcomes != nil || r.AllowedOutcomes.String() != "1000000000000000000000000000000" {
		t.Error(r.Method, *r.Bound, r.RationalOutcomes, r.AllowedOutcomes)
	}
	for _, p := range r.Frontier {
		if back, err := s.Space.BigIndex(p.Outcome); err != nil || back.Cmp(p.OutcomeIndex) != 0 {
			t.Fatal(err)
		}
		for i, u := range s.Utils(p.Outcome) {
			if math.Abs(u-p.Utils[i]) > 1e-10 {
				t.Fatalf("%v is worth %v, reported %v", p.OutcomeIndex, u, p.Utils[i])
			}
		}
	}
	// the extremes of the frontier are the parties' own best
	if r.ParetoUtils[0][0] != r.MaxUtils[0] || r.ParetoUtils[len(r.ParetoUtils)-1][1] != r.MaxUtils[1] {
		t.Error("the frontier does not reach the best")
	}
}

func TestUnusable(t *testing.T) {
	t.Parallel()
	if _, err := analysis.Analyze(negotiation.Scenario{}); !errors.Is(err, analysis.ErrUnusable) || !errors.Is(err, negotiation.ErrNoValue) {
		t.Error(err)
	}
	s := random(2, 2, 2, 0)
	s.Space.Constraints = []negotiation.Constraint{negotiation.Where(func(negotiation.Outcome) bool { return false })}
	if _, err := analysis.Analyze(s); !errors.Is(err, analysis.ErrUnusable) {
		t.Error(err)
	}
}

// TestGeneral analyses a utility that is any function, listed and searched.
func TestGeneral(t *testing.T) {
	t.Parallel()
	s := random(3, 6, 2, 0)
	s.Profiles[0].Utility = negotiation.Func(func(o negotiation.Outcome) float64 { return float64(o[0]*o[1]) / 25 })
	s.Profiles[1].Utility = negotiation.Func(func(o negotiation.Outcome) float64 { return 1 - float64(max(o[0], o[1]))/5 + float64(o[2])/50 })
	listed, err := analysis.Analyze(s)
	if err != nil || listed.Method != analysis.Enumerated || listed.Logrolling != nil {
		t.Fatal(err, listed.Method)
	}
	searched, err := analysis.Limits{Enumerate: -1}.Analyze(s)
	if err != nil || searched.Method != analysis.Searched || searched.Bound != nil {
		t.Fatal(err, searched.Method)
	}
	for _, u := range searched.ParetoUtils {
		if len(listed.Distances(u).Better) > 0 && *listed.Distances(u).Frontier > 0.5 {
			t.Errorf("%v was found and is far from efficient", u)
		}
	}
}

// level is a utility of the user's own that knows its bounds.
type level struct{ issues int }

func (l level) Of(o negotiation.Outcome) float64 { return l.AtMost(o, l.issues) }

func (l level) AtMost(o negotiation.Outcome, settled int) float64 {
	most := 0.0
	for k := range l.issues {
		if k < settled {
			most += float64(o[k]*o[k]) / 100
		} else {
			most += 0.25
		}
	}
	return most
}

// TestOwnBounds searches a space with a utility of the user's own.
func TestOwnBounds(t *testing.T) {
	t.Parallel()
	s := random(6, 6, 2, 0)
	s.Profiles[0].Utility = level{6}
	listed, err := analysis.Analyze(s)
	if err != nil {
		t.Fatal(err)
	}
	searched, err := analysis.Limits{Enumerate: -1}.Analyze(s)
	if err != nil || searched.Bound == nil || *searched.Bound > 1e-9 {
		t.Fatal(err, searched.Bound)
	}
	if !sameSet(listed.ParetoUtils, searched.ParetoUtils) {
		t.Errorf("searched %v, listed %v", searched.ParetoUtils, listed.ParetoUtils)
	}
}

func BenchmarkLarge(b *testing.B) {
	for _, c := range [][3]int{{12, 10, 2}, {30, 10, 2}, {12, 10, 3}, {12, 10, 4}} {
		s := random(c[0], c[1], c[2], 0.5)
		b.Run(fmt.Sprintf("%d^%d,%d parties", c[1], c[0], c[2]), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Analyze(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
