package key_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/decimal"
	"entente/key"
)

func texts(ds []decimal.Decimal) (out []string) {
	for _, d := range ds {
		out = append(out, d.String())
	}
	return out
}

// TestResidues shows the policies on amounts small enough to check by eye.
func TestResidues(t *testing.T) {
	t.Parallel()
	thirds := []decimal.Fraction{frac("1/3"), frac("1/3"), frac("1/3")}
	for _, c := range []struct {
		name, total string
		shares      []decimal.Fraction
		r           key.Rounding
		want        []string
		residue     string
	}{
		{"thirds left", "100", thirds, key.Rounding{To: dec("0.01")}, []string{"33.33", "33.33", "33.33"}, "0.01"},
		{"thirds, ties in order", "100", thirds, key.Rounding{To: dec("0.01"), Residue: key.LargestRemainder}, []string{"33.34", "33.33", "33.33"}, "0"},
		{"thirds, two cents", "0.05", thirds, key.Rounding{To: dec("0.01"), Residue: key.LargestRemainder}, []string{"0.02", "0.02", "0.01"}, "0"},
		{"to the largest", "100", []decimal.Fraction{frac("0.155"), frac("0.245"), frac("0.6")}, key.Rounding{To: dec("1"), Residue: key.LargestParty}, []string{"16", "25", "59"}, "0"},
		{"largest remainder", "100", []decimal.Fraction{frac("0.155"), frac("0.245"), frac("0.6")}, key.Rounding{To: dec("1"), Residue: key.LargestRemainder}, []string{"16", "24", "60"}, "0"},
		{"half even", "100", []decimal.Fraction{frac("0.155"), frac("0.245"), frac("0.6")}, key.Rounding{To: dec("1"), Mode: decimal.HalfEven}, []string{"16", "24", "60"}, "0"},
		{"to fives", "100", thirds, key.Rounding{To: dec("5"), Residue: key.LargestRemainder}, []string{"35", "35", "30"}, "0"},
		{"too much for the table", "10", []decimal.Fraction{frac("0.456"), frac("0.546")}, key.Rounding{To: dec("1")}, []string{"5", "5"}, "0"},
		{"money back", "-10", []decimal.Fraction{frac("0.25"), frac("0.75")}, key.Rounding{To: dec("1"), Residue: key.LargestRemainder}, []string{"-2", "-8"}, "0"},
		{"nothing", "0", thirds, key.Rounding{To: dec("1"), Residue: key.LargestRemainder}, []string{"0", "0", "0"}, "0"},
		{
			"very fine", "1000000000000", thirds,
			key.Rounding{To: dec("0.001"), Residue: key.LargestRemainder},
			[]string{"333333333333.334", "333333333333.333", "333333333333.333"},
			"0",
		},
	} {
		got, err := key.Apportion(frac(c.total), c.shares, c.r)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, texts(got.Amounts)); diff != "" {
			t.Errorf("%s: Apportion(%s) mismatch (-want +got)\n%s", c.name, c.total, diff)
		}
		if !got.Residue.Equal(frac(c.residue)) {
			t.Errorf("%s: residue %s, want %s", c.name, got.Residue, c.residue)
		}
	}
}

// TestWords reads every word of a closed set back.
func TestWords(t *testing.T) {
	t.Parallel()
	for _, w := range key.ResidueNames() {
		if r, ok := key.ParseResidue(w); !ok || r.String() != w {
			t.Errorf("ParseResidue(%s) = %s, %t", w, r, ok)
		}
	}
	for _, w := range key.PayerNames() {
		if p, ok := key.ParsePayers(w); !ok || p.String() != w {
			t.Errorf("ParsePayers(%s) = %s, %t", w, p, ok)
		}
	}
	for _, w := range key.EqualNames() {
		if e, ok := key.ParseEqual(w); !ok || e.String() != w {
			t.Errorf("ParseEqual(%s) = %s, %t", w, e, ok)
		}
	}
	_, r := key.ParseResidue("half")
	_, p := key.ParsePayers("")
	_, e := key.ParseEqual("same")
	if slices.Contains([]bool{r, p, e}, true) {
		t.Error("an unknown word is read")
	}
}

// TestLongWeights: weights of 58 digits make factors so small that a bracket of
// the usual width shows none of their digits. The limits and the rounding must
// be those of the exact shares all the same.
func TestLongWeights(t *testing.T) {
	t.Parallel()
	digits := "1234567890123456789012345678901234567890123456789012345678"
	var weights []decimal.Fraction
	for i := range 40 {
		weights = append(weights, frac(digits[i%9:]+digits[:i%9]).Mul(decimal.Frac(int64(i*i+1), 7)))
	}
	ceiling := frac("0.04")
	k := limited(weights, nil, &ceiling)
	k.Round = key.Rounding{To: dec("0.0001")}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	capped := 0
	for i, got := range scale.Rounded {
		share := scale.Share(i)
		if share.Equal(ceiling) {
			capped++
		} else if share.Cmp(ceiling) > 0 {
			t.Errorf("party %d is above the ceiling", i)
		}
		if want, _ := share.Round(k.Round.To, k.Round.Mode); !got.Equal(want) {
			t.Errorf("party %d has %s, want %s", i, got, want)
		}
	}
	if total := scale.Total(); capped == 0 || !total.Equal(decimal.Whole(1)) {
		t.Errorf("%d parties at the ceiling, the shares add to %s", capped, total)
	}
}
