package settlement_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"entente/internal/vectors"
	"entente/settlement"
)

// Published numbers, restated with where they come from.
func TestPublished(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, model, input string
		want               map[string]any
		tolerance          float64
	}{
		{
			"Rubinstein 1982: (1 − d2)/(1 − d1 d2)", "rubinstein", `{"d1": 0.9, "d2": 0.9}`,
			map[string]any{"x1_when_1_proposes": 10.0 / 19, "x1_when_2_proposes": 9.0 / 19},
			1e-15,
		},
		{"Binmore, Rubinstein and Wolinsky 1986: r2/(r1 + r2)", "rubinstein_continuous", `{"r1": 0.05, "r2": 0.1}`, map[string]any{"x1": 2.0 / 3}, 1e-15},
		{
			"Ståhl 1972", "alternating_offers_deadline", `{"delta": 0.9, "T": [1, 2, 3, 4, 5, 6]}`,
			map[string]any{"first_proposer_share": []float64{1, 0.1, 0.91, 0.181, 0.8371, 0.24661}},
			1e-12,
		},
		{"Neelin, Sonnenschein and Spiegel 1988, two rounds", "shrinking_pie", `{"pies": [5, 1.25]}`, map[string]any{"equilibrium_offer_to_responder": 1.25}, 1e-12},
		{"the same, three rounds", "shrinking_pie", `{"pies": [5, 2.5, 1.25]}`, map[string]any{"equilibrium_offer_to_responder": 1.25}, 1e-12},
		{"the same, five rounds", "shrinking_pie", `{"pies": [5, 1.7, 0.58, 0.2, 0.07]}`, map[string]any{"equilibrium_offer_to_responder": 1.25}, 1e-12},
		{
			"Binmore, Shaked and Sutton 1989: deal me out, 47, 47 and 57 per cent", "rubinstein_outside_option", `{"cake": 7, "delta": 0.9, "w2": [0, 2, 4]}`,
			map[string]any{"player2": []float64{3.3157894736842106, 3.3157894736842106, 4}, "share2": []float64{0.473684, 0.473684, 0.571429}},
			1e-6,
		},
		{"Baron and Ferejohn 1989", "baron_ferejohn_closed", `{"n": [3, 5, 3], "delta": [1, 1, 0.9]}`, map[string]any{"proposer": []float64{2.0 / 3, 0.6, 0.7}}, 1e-15},
		{
			"Abreu and Gul 2000: an extreme demand gives in at once in two cases of three", "abreu_gul",
			`{"cases": [{"a1": 0.6, "a2": 0.6, "r1": 0.1, "r2": 0.1, "z1": 0.1, "z2": 0.1}, {"a1": 0.8, "a2": 0.6, "r1": 0.1, "r2": 0.05, "z1": 0.2, "z2": 0.1}]}`,
			map[string]any{
				"lambda": [][]float64{{0.2, 0.2}, {0.025, 0.1}}, "T": [][]float64{{11.5129, 11.5129}, {64.3775, 23.0259}},
				"T0": []float64{11.5129, 23.0259}, "concede_at_0": [][]float64{{0, 0}, {0.644344, 0}},
			},
			1e-4,
		},
		{"Maynard Smith 1974", "war_of_attrition", `{"V": 10, "c": 1}`, map[string]any{"hazard": 0.1, "mean": 10, "P(T>5)": 0.60653}, 1e-5},
		{
			"Dixit and Pindyck 1994, chapter 2: 600, 773, 173", "real_option_two_period", `{"I": 1600, "P0": 200, "up": 300, "down": 100, "q": 0.5, "r": 0.1}`,
			map[string]any{"npv_now": 600, "npv_wait": 772.727, "option_value": 172.727},
			1e-3,
		},
		{
			"Dixit and Pindyck 1994, chapter 5: twice the cost", "real_option_gbm", `{"cases_sigma_rho_delta": [[0.2, 0.04, 0.04], [0.2, 0.08, 0.04]]}`,
			map[string]any{"beta1": []float64{2, 1.561552813}, "Vstar_over_I": []float64{2, 2.780776406}},
			1e-8,
		},
		{
			"Buisseret and Bernhardt 2018, figure 1 and proposition 5", "buisseret_bernhardt_endogenous",
			`{"delta": 1, "vF": 3, "theta": 0.5, "sigma": 3, "v_hostile": -3, "v_e": -1, "alpha": [4, 5.1, 6], "v_friendly": [-0.7, 0]}`,
			map[string]any{
				"b1": [][]float64{{0.88223, 0.91667}, {0.77462, 0.77465}, {0.70996, 0.6875}}, "argmin_v_at_alpha_5.1": -0.3567,
				"alpha_thresholds": []float64{4.6156, 5.5414},
			},
			1e-4,
		},
		{
			"the same, after the election", "buisseret_bernhardt_date2", `{"vF": 3, "theta": 0.5, "sigma": 3, "cases_v2_s": [[0, 0.9], [-3, 0.9], [-1, 0.2]], "v_agent": -1}`,
			map[string]any{"V_F": []float64{1.54875, 0.49875, 1.3533333}, "V_D": []float64{0.45125, 1.25125, 0.73}},
			1e-6,
		},
		{
			"the same, an election that the deal does not sway", "buisseret_bernhardt_exogenous",
			`{"delta": 1, "vF": 5, "theta": 0.9, "sigma": 5, "v_friendly": 0, "v_hostile": -4, "P_friendly": [1, 0.75, 0.5, 0.25, 0]}`,
			map[string]any{
				"s_star_unclipped": []float64{-0.263158, 0.263158, 0.789474, 1.315789, 1.842105},
				"at_P_.5": map[string]any{
					"EV_settle": 1.684211, "EV_no_deal_s1_0": 1.625, "gain": 0.059211, "break_even_backlash": 0.28125,
					"P_stand_hostile": 0.178947, "P_stand_hostile_no_deal": 0.1, "P_quit_hostile": 0.4,
				},
			},
			1e-6,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := settlement.Published().Run(c.model, []byte(c.input), slices.Sorted(maps.Keys(c.want))...)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range vectors.Differences(c.want, got, c.tolerance) {
				t.Error(d)
			}
		})
	}
}

// The paper prints v*(α) = ½(−3α + √3·√(α(7α − 8)) − 6) for its figure.
func TestCheapestIsThePapersFormula(t *testing.T) {
	t.Parallel()
	r := settlement.Regime{Payer: 3, Theta: 0.5, Sigma: 3, Discount: 1, Hostile: -3}
	for a := 4.0; a < 8; a += 0.25 {
		want := 0.5 * (-3*a + math.Sqrt(3)*math.Sqrt(a*(7*a-8)) - 6)
		got := r.Cheapest(settlement.Voter{Middle: -1, Spread: a})
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("α = %g: %g, want %g", a, got, want)
		}
		if back := r.SpreadAt(got, -1); math.Abs(back-a) > 1e-9 {
			t.Errorf("SpreadAt(Cheapest(%g)) = %g", a, back)
		}
	}
}

func TestPublishedRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ model, input string }{
		{"tea_leaves", `{}`},
		{"rubinstein", `{"d1": 0.9}`},
		{"rubinstein", `{"d1": 1, "d2": 1}`},
		{"rubinstein", `{"d1": 0.9, "d2": 1.1}`},
		{"rubinstein", `{"d1": 0.9, "d2": 0.9, "luck": 1}`},
		{"rubinstein_continuous", `{"r1": 0, "r2": 0}`},
		{"rubinstein_outside_option", `{"cake": 7, "delta": 0.9, "w2": [8]}`},
		{"rubinstein_outside_option", `{"cake": 0, "delta": 0.9, "w2": [0]}`},
		{"alternating_offers_deadline", `{"delta": 0.9, "T": [0]}`},
		{"shrinking_pie", `{"pies": [1, 2]}`},
		{"shrinking_pie", `{"pies": []}`},
		{"baron_ferejohn_closed", `{"n": [4], "delta": [1]}`},
		{"abreu_gul", `{"cases": [{"a1": 0.4, "a2": 0.6, "r1": 0.1, "r2": 0.1, "z1": 0.1, "z2": 0.1}]}`},
		{"abreu_gul", `{"cases": [{"a1": 1, "a2": 0.6, "r1": 0.1, "r2": 0.1, "z1": 0.1, "z2": 0.1}]}`},
		{"abreu_gul", `{"cases": [{"a1": 0.8, "a2": 0.6, "r1": 0.1, "r2": 0.1, "z1": 0, "z2": 0.1}]}`},
		{"war_of_attrition", `{"V": 10, "c": 0}`},
		{"real_option_two_period", `{"I": 1600, "P0": 200, "up": 300, "down": 100, "q": 0.5, "r": 0}`},
		{"real_option_gbm", `{"cases_sigma_rho_delta": [[0.2, 0.04]]}`},
		{"real_option_gbm", `{"cases_sigma_rho_delta": [[0.2, 0.04, 0]]}`},
		{"buisseret_bernhardt_exogenous", `{"vF": 5, "theta": 0.9, "sigma": 0, "v_friendly": 0, "v_hostile": -4, "P_friendly": [1]}`},
		{"buisseret_bernhardt_exogenous", `{"vF": 5, "theta": 0.9, "sigma": 5, "v_friendly": -5, "v_hostile": -4, "P_friendly": [1]}`},
		{"buisseret_bernhardt_endogenous", `{"vF": 5, "theta": 0.9, "sigma": 5, "v_hostile": -4, "v_e": 0, "alpha": [0], "v_friendly": [0]}`},
		{"buisseret_bernhardt_date2", `{"vF": 5, "theta": 0.9, "sigma": 5, "cases_v2_s": [[1]], "v_agent": 0}`},
	} {
		if got, err := settlement.Published().Run(c.model, []byte(c.input)); err == nil {
			t.Errorf("Published(%s, %s) = %v, want an error", c.model, c.input, got)
		}
	}
}
