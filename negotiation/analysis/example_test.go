package analysis_test

import (
	"fmt"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// Two parties settle a fee and a term. One cares about the fee, the other
// about the term.
func ExampleAnalyze() {
	s := negotiation.Scenario{
		Space: negotiation.Space{Issues: []negotiation.Issue{
			{Name: "fee", Values: negotiation.Categorical{"low", "middle", "high"}},
			{Name: "term", Values: negotiation.Categorical{"short", "long"}},
		}},
		Profiles: []negotiation.Profile{
			{Party: "payer", Reservation: negotiation.AtValue(0.3), Utility: negotiation.Additive{Terms: []negotiation.Term{
				{Weight: 0.7, Values: []float64{1, 0.6, 0}}, {Weight: 0.3, Values: []float64{1, 0}},
			}}},
			{Party: "payee", Utility: negotiation.Additive{Terms: []negotiation.Term{
				{Weight: 0.4, Values: []float64{0, 0.5, 1}}, {Weight: 0.6, Values: []float64{0, 1}},
			}}},
		},
	}
	a, err := analysis.Analyze(s)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.ParetoSize, "efficient,", a.RationalOutcomes, "rational")
	for _, p := range a.Nash {
		fmt.Println("Nash:", s.Space.Describe(p.Outcome), p.Utils)
	}
	// Output:
	// 5 efficient, 5 rational
	// Nash: fee: low, term: long [0.7 0.6]
}
