package key_test

import (
	"encoding/json"
	"slices"
	"testing"

	"entente/decimal"
	"entente/key"
)

// unLike is the method of the United Nations scale by its published elements;
// the order of steps is unconfirmed.
func unLike(bases []string) key.Key {
	return key.Key{
		ID:    "un-like",
		Bases: bases,
		Rules: []key.Rule{
			{Step: key.ShareOf{Weight: "gni"}},
			{Step: key.Subtract{Weight: "debt", Rate: frac("0.125"), Where: key.Among{Group: "debt_eligible"}}},
			{Step: key.Relief{Gradient: frac("0.80"), Per: "pop", Below: key.Threshold{Mean: "gni"}}},
			{Step: key.Floor{At: frac("0.00001")}},
			{Step: key.Ceiling{At: frac("0.0001"), Where: key.Among{Group: "ldc"}}},
			{Step: key.Ceiling{At: frac("0.22")}},
		},
		Round: key.Rounding{To: dec("0.00001"), Residue: key.LargestRemainder},
	}
}

type unLikeCase struct {
	Members []struct {
		ID             string
		GNI, Pop, Debt map[string]json.Number
		Eligible       bool `json:"debt_eligible"`
		LDC            bool
	}
	Steps3  map[string]json.RawMessage `json:"expect_steps_3y"`
	Steps6  map[string]json.RawMessage `json:"expect_steps_6y"`
	Average []string                   `json:"expect_average_15dp"`
	Percent []string                   `json:"expect_scale_pct"`
	Sum     string                     `json:"sum_pct"`
}

func (c unLikeCase) key() key.Key {
	k := unLike([]string{"3y", "6y"})
	for _, m := range c.Members {
		p := key.Party{ID: m.ID, Weights: map[key.Weight]decimal.Fraction{}}
		if m.Eligible {
			p.Groups = append(p.Groups, "debt_eligible")
		}
		if m.LDC {
			p.Groups = append(p.Groups, "ldc")
		}
		for name, values := range map[string]map[string]json.Number{"gni": m.GNI, "pop": m.Pop, "debt": m.Debt} {
			for base, v := range values {
				p.Weights[key.Weight{Name: name, Base: base}] = frac(v.String())
			}
		}
		k.Parties = append(k.Parties, p)
	}
	return k
}

func TestUnLikeScaleVectors(t *testing.T) {
	t.Parallel()
	var c unLikeCase
	readJSON(t, "un-like-scale/case.json", &c)
	scale, err := key.Compute(c.key())
	if err != nil {
		t.Fatal(err)
	}
	tolerance := frac("1e-12")
	near := func(what string, i int, got decimal.Fraction, want string) {
		t.Helper()
		if d := got.Sub(frac(want)); d.Max(d.Neg()).Cmp(tolerance) > 0 {
			t.Errorf("%s of %s is %s, want %s", what, c.Members[i].ID, got.Approx(15), want)
		}
	}
	steps := []string{
		"1_income_share", "2_debt_adjusted_share", "3_low_income_adjusted_share",
		"4_after_floor", "5_after_ldc_ceiling", "6_after_ceiling",
	}
	var all decimal.Fraction
	for i := range c.Members {
		moves := scale.Explain(i)
		for n, name := range steps {
			for b, expect := range []map[string]json.RawMessage{c.Steps3, c.Steps6} {
				var want []string
				if err := json.Unmarshal(expect[name], &want); err != nil {
					t.Fatal(err)
				}
				near(name+" "+scale.Key.Bases[b], i, moves[b*len(steps)+n].After, want[i])
			}
		}
		near("average", i, scale.Share(i), c.Average[i])
		percent := scale.Rounded[i].Fraction().Mul(decimal.Whole(100))
		if !percent.Equal(frac(c.Percent[i])) {
			t.Errorf("rate of %s is %s, want %s", c.Members[i].ID, percent, c.Percent[i])
		}
		all = all.Add(percent)
	}
	if !all.Equal(frac(c.Sum)) {
		t.Errorf("rates add to %s, want %s", all, c.Sum)
	}
	if !slices.Equal(scale.Key.Bases, []string{"3y", "6y"}) || !scale.Total().Equal(decimal.Whole(1)) {
		t.Errorf("shares add to %s, want 1", scale.Total())
	}
}
