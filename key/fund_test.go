package key_test

import (
	"testing"

	"entente/decimal"
	"entente/key"
)

// fund is the scale of the Multilateral Fund: the United Nations scale of its
// payers, the largest fixed at 22 %.
func fund(ids []string, rates []decimal.Fraction) key.Key {
	k := key.Key{
		Rules: []key.Rule{
			{Step: key.ShareOf{Weight: "un_scale"}},
			{Step: key.Fix{Shares: []key.Fixed{{Party: "United States of America", Share: frac("0.22")}}}},
		},
		Round: key.Rounding{To: dec("0.000001")}, // printed in percent with four decimals
	}
	for i, id := range ids {
		k.Parties = append(k.Parties, key.Party{ID: id, Weights: map[key.Weight]decimal.Fraction{{Name: "un_scale"}: rates[i]}})
	}
	return k
}

func TestReplenishmentVectors(t *testing.T) {
	t.Parallel()
	var meta struct {
		Total   decimal.Fraction `json:"total_usd"`
		Parties int
	}
	readJSON(t, "mlf-replenishment/2021-2023.meta.json", &meta)
	rows := readCSV(t, "mlf-replenishment/2021-2023.csv")
	if len(rows) != meta.Parties || len(rows) == 0 {
		t.Fatalf("%d parties, want %d", len(rows), meta.Parties)
	}
	var ids []string
	var rates []decimal.Fraction
	for _, r := range rows {
		ids, rates = append(ids, r["country"]), append(rates, frac(r["un_scale_pct"]))
	}
	scale, err := key.Compute(fund(ids, rates))
	if err != nil {
		t.Fatal(err)
	}
	paid, err := scale.Apportion(meta.Total, key.Rounding{To: dec("1")})
	if err != nil {
		t.Fatal(err)
	}
	var sum decimal.Fraction
	tolerance := frac("0.0000374") // of the published six-month average of the rate
	for i, r := range rows {
		if got, want := paid.Amounts[i], dec(r["contribution_usd"]); !got.Equal(want) {
			t.Errorf("%s pays %s, want %s", ids[i], got, want)
		}
		got := scale.Rounded[i].Fraction().Mul(decimal.Whole(100))
		if want := frac(r["adjusted_scale_pct"]); !got.Equal(want) {
			t.Errorf("%s has %s %%, want %s", ids[i], got, want)
		}
		sum = sum.Add(paid.Amounts[i].Fraction())
		if r["contribution_lcu"] == "" {
			continue
		}
		local, want := scale.Share(i).Mul(meta.Total).Mul(frac(r["fx_lcu_per_usd"])), frac(r["contribution_lcu"])
		if off, _ := local.Sub(want).Quo(want); off.Max(off.Neg()).Cmp(tolerance) > 0 {
			t.Errorf("%s pays %s in its currency, want %s", ids[i], local.Approx(0), want)
		}
	}
	if !sum.Equal(frac("474999999")) || !paid.Residue.Equal(frac("1")) {
		t.Errorf("contributions add to %s, residue %s", sum, paid.Residue)
	}
}

// TestReplenishment restates a corner of the scale 2021-2023: Ireland, whose
// printed share is 234 dollars off, and the rest of the payers as one weight.
// The rates of the United Nations scale of A/RES/73/271 add to 47.529 without
// the United States.
func TestReplenishment(t *testing.T) {
	t.Parallel()
	scale, err := key.Compute(fund(
		[]string{"Ireland", "Japan", "Holy See", "others", "United States of America"},
		[]decimal.Fraction{frac("0.371"), frac("8.564"), frac("0.001"), frac("38.593"), frac("22")},
	))
	if err != nil {
		t.Fatal(err)
	}
	total := frac("475000000")
	paid, err := scale.Apportion(total, key.Rounding{To: dec("1")})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2892034", "66758442", "7795", "300841728", "104500000"} {
		if got := paid.Amounts[i]; !got.Equal(dec(want)) {
			t.Errorf("%s pays %s, want %s", scale.Key.Parties[i].ID, got, want)
		}
	}
	if !paid.Residue.Equal(frac("1")) { // four fractions below one half go down
		t.Errorf("residue %s, want 1", paid.Residue)
	}
	if got := scale.Rounded[0].String(); got != "0.006088" {
		t.Errorf("Ireland is printed as %s, want 0.006088", got)
	}
	printed := scale.Rounded[0].Fraction().Mul(total)
	if off := printed.Sub(paid.Amounts[0].Fraction()); !off.Equal(frac("-234")) {
		t.Errorf("the printed share is off by %s, want -234", off)
	}
	if want := frac("0.371").Mul(frac("78/4752.9")); !scale.Share(0).Equal(want) {
		t.Errorf("Ireland's share is %s, want %s", scale.Share(0), want)
	}
}
