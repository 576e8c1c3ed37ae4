package analysis_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"
	"time"

	"entente/internal/patience"
	"entente/negotiation"
	"entente/negotiation/analysis"
)

// opposed is two parties who want the opposite in every one of many values.
func opposed(issues, values int) negotiation.Scenario {
	var s negotiation.Scenario
	var up, down negotiation.Additive
	for k := range issues {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{To: int64(values) - 1}})
		t := negotiation.Term{Weight: 1 / float64(issues)}
		v := negotiation.Term{Weight: 1 / float64(issues)}
		for i := range values {
			x := float64(i) / float64(values-1)
			t.Values, v.Values = append(t.Values, x), append(v.Values, math.Sqrt(1-x)*(1+0.01*float64(k)))
		}
		up.Terms, down.Terms = append(up.Terms, t), append(down.Terms, v)
	}
	s.Profiles = []negotiation.Profile{{Party: "up", Utility: up}, {Party: "down", Utility: down}}
	return s
}

// TestEffort analyses scenarios that are made to be much work: each must end
// in time, with an honest bound.
func TestEffort(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	boxes := opposed(20, 30)
	for i := range boxes.Profiles {
		r := negotiation.Rectangles{Divisor: 1000, Ceiling: 1}
		for j := range 500 {
			r.Rectangles = append(r.Rectangles, negotiation.Rectangle{Utility: 1, Weight: 1, Inside: []negotiation.Span{{Issue: j % 20, From: j % 30, To: 29}, {Issue: (j * 7) % 20, From: 0, To: (j*i + j) % 30}}})
		}
		boxes.Profiles[i].Utility = r
	}
	limited := opposed(8, 50)
	limited.Space.Constraints = []negotiation.Constraint{negotiation.AtLeast{Utility: limited.Profiles[0].Utility, Floor: 0.3}}
	for name, s := range map[string]negotiation.Scenario{
		"many values":     opposed(3, 20_000),
		"many issues":     opposed(60, 30),
		"many boxes":      boxes,
		"many constraint": limited,
		"many parties":    random(5, 8, 40, 0),
	} {
		t.Run(name, func(t *testing.T) {
			var a analysis.Analysis
			var err error
			took := patience.Spent(func() { a, err = analysis.Analyze(s) })
			if err != nil {
				t.Fatal(err)
			}
			bound := "unknown"
			if a.Bound != nil {
				bound = fmt.Sprint(*a.Bound)
			}
			t.Log(a.Method, bound, a.ParetoSize, took)
			if took > patience.Limit(2*time.Minute) {
				t.Errorf("took %v", took)
			}
			if a.Bound == nil || *a.Bound < 0 || math.IsInf(*a.Bound, 0) {
				t.Errorf("bound %s", bound)
			}
		})
	}
}
