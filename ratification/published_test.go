package ratification_test

import (
	"testing"

	"entente/internal/vectors"
	"entente/ratification"
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
			"five members, by hand: 5 seats, quorum 3, attendance .8, yes .6", "ratification_binomial",
			`{"members": 5, "quorum": 3, "attend": 0.8, "yes": 0.6, "rule": "yes > present/2"}`,
			map[string]any{"P_quorum": 0.94208, "P_pass": 0.5510135808},
			1e-10,
		},
		{
			"three blocs of thirty, by exact convolution", "ratification_blocs",
			`{"total": 30, "blocs_n_attend_yes": [[17, 0.6, 0.75], [11, 0.65, 0.95], [2, 0.6, 0.1]]}`,
			map[string]any{"P_quorum": 0.8737801605892851, "P_pass": 0.8716774746404845, "E_present": 18.55, "E_yes": 14.5625},
			1e-12,
		},
		{
			"Iida 1993, Tarar 2001: a hard ratifier helps only above the free share", "two_level_rubinstein",
			`{"delta": 0.9, "c": [[0, 0], [0.4, 0], [0.5, 0], [0.6, 0], [0, 0.6], [0.6, 0.3], [0.45, 0.5]]}`,
			map[string]any{
				"x1_proposer1": []float64{0.526316, 0.526316, 0.55, 0.64, 0.4, 0.64, 0.5},
				"x1_proposer2": []float64{0.473684, 0.473684, 0.5, 0.6, 0.36, 0.6, 0.45},
			},
			1e-6,
		},
		{
			"Milner and Rosendorff 1997: the conjecture fails when the legislature is too hawkish", "two_level_spatial_nbs",
			`{"F": 0, "P": 4, "q": 10, "utility": "-(x-ideal)^2", "H": [null, 6, 6.5, 7, 8, 9, 10, 12]}`,
			map[string]any{
				"x": []any{2.899, 2.899, 3.0, 4.0, 6.0, 8.0, nil, nil}, "uP": []any{-1.212, -1.212, -1.0, 0.0, -4.0, -16.0, nil, nil},
			},
			1e-3,
		},
		{
			"Council of the European Communities 1958 (Felsenthal and Machover 1998): Luxembourg has no power", "power",
			`{"w": [4, 4, 4, 2, 2, 1], "q": 12}`,
			map[string]any{
				"ss": []any{"7/30", "7/30", "7/30", "3/20", "3/20", "0"}, "banzhaf": []any{"5/21", "5/21", "5/21", "1/7", "1/7", "0"},
				"swings": []any{10, 10, 10, 6, 6, 0},
			},
			0,
		},
		{
			"Security Council since 1966", "power", `{"w": [7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], "q": 39}`,
			map[string]any{"ss_permanent": "421/2145", "ss_other": "4/2145", "swings": []any{848, 84}, "banzhaf_permanent": "106/635"},
			0,
		},
		{
			"Security Council before 1966 (Shapley and Shubik 1954)", "power", `{"w": [5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1], "q": 27}`,
			map[string]any{"ss_permanent": "76/385", "ss_other": "1/462"},
			0,
		},
		{
			"Council of the European Communities 1973", "power", `{"w": [10, 10, 10, 10, 5, 5, 3, 3, 2], "q": 41}`,
			map[string]any{
				"ss":     []any{"5/28", "5/28", "5/28", "5/28", "17/210", "17/210", "2/35", "2/35", "1/105"},
				"swings": []any{53, 53, 53, 53, 29, 29, 21, 21, 5},
			},
			0,
		},
		{
			"pooling, extremised by 2.5", "forecast_pooling", `{"p": [0.6, 0.7, 0.65, 0.8], "a": 2.5}`,
			map[string]any{"mean": 0.6875, "extremised_mean": 0.8777339, "logodds_mean": 0.6930727},
			1e-6,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := ratification.Published().Run(c.model, []byte(c.input))
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range vectors.Differences(c.want, got, c.tolerance) {
				t.Error(d)
			}
		})
	}
}

func TestPublishedRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, model, input string }{
		{"unknown model", "tea_leaves", `{}`},
		{"unknown key", "ratification_binomial", `{"members": 5, "attend": 0.8, "yes": 0.6, "whip": 1}`},
		{"no input", "power", ``},
		{"probability above one", "ratification_binomial", `{"members": 5, "attend": 1.8, "yes": 0.6}`},
		{"no members", "ratification_binomial", `{"members": 0, "attend": 0.8, "yes": 0.6}`},
		{"half a member", "ratification_blocs", `{"blocs_n_attend_yes": [[1.5, 0.8, 0.6]]}`},
		{"a rule that is none", "ratification_binomial", `{"members": 5, "attend": 0.8, "yes": 0.6, "rule": "by applause"}`},
		{"too many to count", "power", `{"w": [1000000], "q": 1}`},
		{"nobody to pool", "forecast_pooling", `{"p": []}`},
		{"no discount", "two_level_rubinstein", `{"c": [[0, 0]]}`},
		{"an unknown utility", "two_level_spatial_nbs", `{"F": 0, "P": 4, "q": 10, "utility": "log x", "H": [1]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := ratification.Published().Run(c.model, []byte(c.input)); err == nil {
				t.Errorf("Published(%s, %s) = %v, want an error", c.model, c.input, got)
			}
		})
	}
}
