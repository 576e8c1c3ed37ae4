package key_test

import (
	"errors"
	"strings"
	"testing"

	"entente/decimal"
	"entente/key"
)

// TestFaults feeds keys that cannot be computed: each is refused with its kind,
// its rule and its party.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []key.Step
		want  error
		rule  int
		party string
	}{
		{"no rule", nil, key.ErrOrder, -1, ""},
		{"party without weight", []key.Step{key.ShareOf{Weight: "area"}}, key.ErrWeight, 0, "rich"},
		{"mix that does not add to 1", []key.Step{key.Mix{Parts: []key.Part{{Weight: "income", Part: frac("0.9")}}}}, key.ErrRate, 0, ""},
		{"mix with a part below zero", []key.Step{key.Mix{Parts: []key.Part{{Weight: "income", Part: frac("-1")}}}}, key.ErrRate, 0, ""},
		{"limit before a share", []key.Step{key.Floor{At: frac("0.1")}}, key.ErrOrder, 0, ""},
		{"divided twice", []key.Step{byIncome, byIncome}, key.ErrOrder, 1, ""},
		{"floors above 1", []key.Step{byIncome, key.Floor{At: frac("0.26")}}, key.ErrFloors, 1, ""},
		{"floor out of range", []key.Step{byIncome, key.Floor{At: frac("-0.1")}}, key.ErrRate, 1, ""},
		{"floors that leave nothing", []key.Step{byIncome, key.Floor{At: frac("0.5"), Where: key.Among{Group: "low"}}}, key.ErrAbsorb, 1, ""},
		{"ceiling below the equal share", []key.Step{byIncome, key.Ceiling{At: frac("0.24")}}, key.ErrCeilings, 1, ""},
		{"ceiling under a floor", []key.Step{byIncome, key.Floor{At: frac("0.2")}, key.Ceiling{At: frac("0.1"), Where: key.Among{Group: "low"}}}, key.ErrHeld, 2, "poor"},
		{"floor above a ceiling", []key.Step{byIncome, key.Ceiling{At: frac("0.4")}, key.Floor{At: frac("0.45"), Where: key.Among{Group: "council"}}}, key.ErrHeld, 2, "rich"},
		{"unknown group", []key.Step{byIncome, key.Ceiling{At: frac("0.4"), Where: key.Among{Group: "ldc"}}}, key.ErrGroup, 1, ""},
		{"group ceiling that cannot be kept", []key.Step{
			byIncome, key.Floor{At: frac("0.1")}, key.GroupCeiling{At: frac("0.1"), Where: key.Among{Group: "low"}},
		}, key.ErrHeld, 2, ""},
		{"subtract more than there is", []key.Step{byIncome, key.Subtract{Weight: "debt", Rate: frac("4")}}, key.ErrNegative, 1, "middle"},
		{"subtract after a limit", []key.Step{byIncome, key.Ceiling{At: frac("0.5")}, key.Subtract{Weight: "debt", Rate: frac("0.1")}}, key.ErrOrder, 2, ""},
		{"relief without a weight", []key.Step{
			key.Mix{Parts: []key.Part{{Weight: "income", Part: frac("1")}}}, relief,
		}, key.ErrOrder, 1, ""},
		{"gradient above 1", []key.Step{byIncome, key.Relief{Gradient: frac("1.1"), Per: "heads", Below: key.Threshold{Mean: "income"}}}, key.ErrRate, 1, ""},
		{"relief with nobody to pay", []key.Step{byIncome, key.Relief{Gradient: frac("0.5"), Per: "heads", Below: key.Threshold{At: frac("100")}}}, key.ErrAbsorb, 1, ""},
		{"heads of zero", []key.Step{byIncome, key.Relief{Gradient: frac("0.5"), Per: "debt", Below: key.Threshold{Mean: "income"}}}, key.ErrWeight, 1, "rich"},
		{"threshold of zero", []key.Step{byIncome, key.Relief{Gradient: frac("0.5"), Per: "heads"}}, key.ErrRate, 1, ""},
		{"fix a stranger", []key.Step{byIncome, key.Fix{Shares: []key.Fixed{{Party: "nobody", Share: frac("0.1")}}}}, key.ErrParty, 1, "nobody"},
		{"fix too much", []key.Step{byIncome, key.Fix{Shares: []key.Fixed{{Party: "rich", Share: frac("0.7")}, {Party: "middle", Share: frac("0.5")}}}}, key.ErrFixed, 1, ""},
		{"fix all of it", []key.Step{byIncome, key.Fix{Shares: []key.Fixed{{Party: "rich", Share: frac("1")}}}}, key.ErrAbsorb, 1, ""},
		{"fix twice", []key.Step{byIncome, key.Fix{Shares: []key.Fixed{{Party: "rich", Share: frac("0.1")}, {Party: "rich", Share: frac("0.2")}}}}, key.ErrParties, 1, "rich"},
		{"change without previous share", []key.Step{byIncome, key.Change{Against: "last", Up: ptr("0.1")}}, key.ErrWeight, 1, "rich"},
		{"change down by more than all", []key.Step{byIncome, key.Change{Against: "before", Down: ptr("1.1")}}, key.ErrRate, 1, ""},
		{"two levels", []key.Step{byIncome, key.Discount{
			Levels: []key.Level{{Group: "low", Off: frac("0.1")}, {Group: "indebted", Off: frac("0.2")}}, PaidBy: "council",
		}}, key.ErrLevels, 1, "poor"},
		{"discount above 1", []key.Step{byIncome, key.Discount{Levels: []key.Level{{Group: "low", Off: frac("2")}}, PaidBy: "council"}}, key.ErrRate, 1, ""},
		{"equal to itself", []key.Step{byIncome, key.Equalise{Parties: [2]string{"rich", "rich"}}}, key.ErrParties, 1, "rich"},
		{"on top twice", []key.Step{byIncome, key.OnTop{Shares: []key.Fixed{{Party: "poor", Share: frac("0.1")}, {Party: "poor", Share: frac("0.1")}}}}, key.ErrParties, 1, "poor"},
		{"on top, a stranger", []key.Step{byIncome, key.OnTop{Shares: []key.Fixed{{Party: "x", Share: frac("0.1")}}}}, key.ErrParty, 1, "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := key.Compute(four(c.steps...))
			var f *key.StepError
			if !errors.As(err, &f) || !errors.Is(err, c.want) {
				t.Fatalf("Compute: %v, want %v", err, c.want)
			}
			if f.Rule != c.rule || f.Party != c.party {
				t.Errorf("fault at rule %d, party %q; want %d, %q", f.Rule, f.Party, c.rule, c.party)
			}
			if !strings.Contains(err.Error(), c.want.Error()) || !strings.Contains(err.Error(), c.party) {
				t.Errorf("the text %q does not tell", err)
			}
		})
	}
}

func TestBadParties(t *testing.T) {
	t.Parallel()
	k := four(byIncome)
	k.Parties = append(k.Parties, k.Parties[0])
	if _, err := key.Compute(k); !errors.Is(err, key.ErrParties) {
		t.Errorf("a party named twice: %v, want ErrParties", err)
	}
	if _, err := key.Compute(key.Key{Rules: k.Rules}); !errors.Is(err, key.ErrParties) {
		t.Errorf("no party: %v, want ErrParties", err)
	}
	large := four(byIncome)
	large.Bases = make([]string, key.MaxWork)
	if _, err := key.Compute(large); !errors.Is(err, key.ErrSize) {
		t.Errorf("too many base periods: %v, want ErrSize", err)
	}
	zero := four(key.ShareOf{Weight: "nothing"})
	for _, p := range zero.Parties {
		p.Weights[key.Weight{Name: "nothing"}] = decimal.Fraction{}
	}
	if _, err := key.Compute(zero); !errors.Is(err, key.ErrNoWeight) {
		t.Errorf("weights of zero: %v, want ErrNoWeight", err)
	}
	zero.Parties[1].Weights[key.Weight{Name: "nothing"}] = frac("-1")
	if _, err := key.Compute(zero); !errors.Is(err, key.ErrNegative) {
		t.Errorf("a negative weight: %v, want ErrNegative", err)
	}
	// floors that only a party of weight zero could pay for
	alone := four(byIncome, key.Ceiling{At: frac("0.3")})
	for _, p := range alone.Parties[1:] {
		p.Weights[key.Weight{Name: "income"}] = decimal.Fraction{}
	}
	if _, err := key.Compute(alone); !errors.Is(err, key.ErrAbsorb) {
		t.Errorf("nobody with a weight below the ceiling: %v, want ErrAbsorb", err)
	}
}

// TestResidueFaults asks for what rounding cannot give.
func TestResidueFaults(t *testing.T) {
	t.Parallel()
	half := []decimal.Fraction{frac("0.5"), frac("0.5")}
	many := make([]decimal.Fraction, 100)
	for i := range many {
		many[i] = frac("0.01")
	}
	for _, c := range []struct {
		name   string
		total  string
		shares []decimal.Fraction
		r      key.Rounding
		want   error
	}{
		{"whole is no multiple", "100.005", half, key.Rounding{To: dec("0.01"), Residue: key.LargestRemainder}, key.ErrResidue},
		{"no party", "1", nil, key.Rounding{To: dec("1"), Residue: key.LargestParty}, key.ErrResidue},
		{"more steps than parties", "10", []decimal.Fraction{frac("0.1"), frac("0.1")}, key.Rounding{To: dec("1"), Residue: key.LargestRemainder}, key.ErrResidue},
		{"shares above the whole", "10", []decimal.Fraction{frac("0.9"), frac("0.9")}, key.Rounding{To: dec("1"), Residue: key.LargestRemainder}, key.ErrResidue},
		{"larger than the largest", "50", many, key.Rounding{To: dec("1"), Residue: key.LargestParty}, key.ErrResidue},
		{"no step", "10", half, key.Rounding{}, key.ErrRounding},
		{"step below zero", "10", half, key.Rounding{To: dec("-1")}, key.ErrRounding},
		{"negative share", "10", []decimal.Fraction{frac("-1")}, key.Rounding{To: dec("1")}, key.ErrNegative},
	} {
		if _, err := key.Apportion(frac(c.total), c.shares, c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	k := four(byIncome)
	k.Round = key.Rounding{To: dec("0.3"), Residue: key.LargestRemainder}
	if _, err := key.Compute(k); !errors.Is(err, key.ErrResidue) {
		t.Errorf("shares rounded to 30 %%: %v, want ErrResidue", err)
	}
}
