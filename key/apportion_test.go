package key_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"entente/decimal"
	"entente/key"
)

// limited is the key that every apportionment case uses: shares of a weight,
// then the floor, then the ceiling.
func limited(weights []decimal.Fraction, floor, ceiling *decimal.Fraction) key.Key {
	k := key.Key{Rules: []key.Rule{{Step: key.ShareOf{Weight: "w"}}}}
	for i, w := range weights {
		k.Parties = append(k.Parties, key.Party{
			ID: fmt.Sprintf("P%02d", i), Weights: map[key.Weight]decimal.Fraction{{Name: "w"}: w},
		})
	}
	if floor != nil {
		k.Rules = append(k.Rules, key.Rule{Step: key.Floor{At: *floor}})
	}
	if ceiling != nil {
		k.Rules = append(k.Rules, key.Rule{Step: key.Ceiling{At: *ceiling}})
	}
	return k
}

// TestApportionmentVectors holds shares and the three residue policies against
// cases made with exact fractions.
func TestApportionmentVectors(t *testing.T) {
	t.Parallel()
	var suite struct {
		Cases []struct {
			ID           string
			Weights      []json.Number
			Cap, Floor   *decimal.Fraction
			Total        json.Number
			Unit         decimal.Decimal
			Shares       []decimal.Fraction `json:"expect_shares"`
			HalfUp       []decimal.Fraction `json:"expect_half_up"`
			Residue      decimal.Fraction   `json:"half_up_residue"`
			Remainder    []decimal.Fraction `json:"expect_largest_remainder"`
			LargestParty []decimal.Fraction `json:"expect_residue_to_largest_party"`
		}
	}
	readJSON(t, "apportionment/keys.json", &suite)
	if len(suite.Cases) == 0 {
		t.Fatal("the suite has no case")
	}
	for _, c := range suite.Cases {
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			var weights []decimal.Fraction
			for _, w := range c.Weights {
				weights = append(weights, frac(w.String()))
			}
			scale, err := key.Compute(limited(weights, c.Floor, c.Cap))
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range c.Shares {
				if got := scale.Share(i); !got.Equal(want) {
					t.Errorf("share %d is %s, want %s", i, got, want)
				}
			}
			for _, policy := range []struct {
				residue key.Residue
				want    []decimal.Fraction
			}{{key.Leave, c.HalfUp}, {key.LargestRemainder, c.Remainder}, {key.LargestParty, c.LargestParty}} {
				r := key.Rounding{To: c.Unit, Residue: policy.residue}
				got, err := scale.Apportion(frac(c.Total.String()), r)
				if err != nil {
					t.Fatalf("%s: %v", r, err)
				}
				for i, want := range policy.want {
					if !got.Amounts[i].Fraction().Equal(want) {
						t.Errorf("%s: amount %d is %s, want %s", r, i, got.Amounts[i], want)
					}
				}
				left := decimal.Fraction{}
				if policy.residue == key.Leave {
					left = c.Residue
				}
				if !got.Residue.Equal(left) {
					t.Errorf("%s: residue %s, want %s", r, got.Residue, left)
				}
			}
		})
	}
}
