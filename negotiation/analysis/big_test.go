package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

func random(issues, values, parties int, reserve float64) negotiation.Scenario {
	r := rand.New(rand.NewPCG(7, uint64(issues)))
	var s negotiation.Scenario
	for k := range issues {
		v := make(negotiation.Categorical, values)
		for i := range v {
			v[i] = fmt.Sprint("v", i)
		}
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: fmt.Sprint("i", k), Values: v})
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

func TestBig(t *testing.T) {
	for _, c := range [][3]int{{8, 10, 2}, {12, 10, 2}, {20, 10, 2}, {30, 10, 2}, {8, 10, 3}, {12, 10, 3}, {12, 10, 4}, {40, 2, 2}, {6, 100, 2}} {
		s := random(c[0], c[1], c[2], 0.5)
		b := time.Now()
		a, err := analysis.Analyze(s)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(c, a.Method, *a.Bound, a.ParetoSize, a.RationalOutcomes, time.Since(b))
	}
	for _, d := range []string{"nonlinear-S-1NIKFRT-1", "anac2014-10issues-discounted-rv"} {
		s, _, list, err := format.ReadFS(os.DirFS(shared + "/scenarios/" + d))
		if err != nil {
			t.Fatal(list)
		}
		b := time.Now()
		a, err := analysis.Analyze(s)
		t.Log(a.Method, *a.Bound, a.ParetoSize, a.ParetoUtils, a.ParetoRationalSize, time.Since(b), err)
	}
}
