package key_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/decimal"
	"entente/key"
)

// told writes moves as text, with shares in percent.
func told(moves []key.Move) string {
	var b strings.Builder
	percent := func(x decimal.Fraction) string { return x.Mul(decimal.Whole(100)).Approx(3) }
	for _, m := range moves {
		fmt.Fprintf(&b, "%s%s: %s -> %s", strings.TrimPrefix(m.Base+" ", " "), m.Words, percent(m.Before), percent(m.After))
		for _, f := range m.From {
			fmt.Fprintf(&b, " +%s %s", percent(f.Share), f.Party)
		}
		for _, f := range m.To {
			fmt.Fprintf(&b, " -%s %s", percent(f.Share), f.Party)
		}
		if m.Held {
			b.WriteString(" held")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestExplain follows the four parties through every kind of move.
func TestExplain(t *testing.T) {
	t.Parallel()
	k := four(byIncome, relief, key.Floor{At: frac("0.01")}, key.Ceiling{At: frac("0.5")})
	k.Round = key.Rounding{To: dec("0.001"), Residue: key.LargestRemainder}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	for party, want := range map[int]string{
		0: `share of income: 0.000 -> 60.000
relief of 80 % below the mean income per heads: 60.000 -> 64.373 +3.413 poor +0.960 poorest
floor 1 %: 64.373 -> 64.088 -0.285 poorest
ceiling 50 %: 64.088 -> 50.000 -12.931 middle -1.157 poor held
round to 0.1 %, residue: largest_remainder: 50.000 -> 50.000
`,
		3: `share of income: 0.000 -> 2.000
relief of 80 % below the mean income per heads: 2.000 -> 0.560 -0.960 rich -0.480 middle
floor 1 %: 0.560 -> 1.000 +0.285 rich +0.142 middle +0.013 poor held
ceiling 50 %: 1.000 -> 1.000 held
round to 0.1 %, residue: largest_remainder: 1.000 -> 1.000
`,
	} {
		if diff := cmp.Diff(want, told(scale.Explain(party))); diff != "" {
			t.Errorf("Explain(%d) mismatch (-want +got)\n%s", party, diff)
		}
	}
}

// TestExplainBases shows base periods, the average, and what is done after it.
func TestExplainBases(t *testing.T) {
	t.Parallel()
	k := key.Key{
		Bases: []string{"3y", "6y"},
		Rules: []key.Rule{{Step: key.ShareOf{Weight: "w"}}},
		Then:  []key.Rule{{Step: key.Ceiling{At: frac("0.6")}}},
		Round: key.Rounding{To: dec("0.01")},
	}
	for _, p := range []struct{ id, three, six string }{{"a", "60", "80"}, {"b", "40", "20"}} {
		k.Parties = append(k.Parties, key.Party{ID: p.id, Weights: map[key.Weight]decimal.Fraction{
			{Name: "w", Base: "3y"}: frac(p.three), {Name: "w", Base: "6y"}: frac(p.six),
		}})
	}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	want := `3y share of w: 0.000 -> 40.000
6y share of w: 0.000 -> 20.000
average of the base periods: 0.000 -> 30.000
ceiling 60 %: 30.000 -> 40.000 +10.000 a
round to 1 % half_up, residue: leave: 40.000 -> 40.000
`
	if diff := cmp.Diff(want, told(scale.Explain(1))); diff != "" {
		t.Errorf("Explain(b) mismatch (-want +got)\n%s", diff)
	}
}
