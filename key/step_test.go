package key_test

import (
	"strings"
	"testing"

	"entente/decimal"
	"entente/key"
)

// four are four parties with round numbers: income 600, 300, 80, 20; heads 10,
// 10, 20, 10; so 60, 30, 4 and 2 a head, and 20 on average.
func four(rules ...key.Step) key.Key {
	k := key.Key{ID: "four"}
	for _, p := range []struct {
		id, income, heads, debt, before string
		groups                          []string
	}{
		{"rich", "600", "10", "0", "0.50", []string{"council"}},
		{"middle", "300", "10", "100", "0.35", []string{"indebted"}},
		{"poor", "80", "20", "40", "0.10", []string{"indebted", "low"}},
		{"poorest", "20", "10", "0", "0.05", []string{"low"}},
	} {
		k.Parties = append(k.Parties, key.Party{ID: p.id, Groups: p.groups, Weights: map[key.Weight]decimal.Fraction{
			{Name: "income"}: frac(p.income), {Name: "heads"}: frac(p.heads),
			{Name: "debt"}: frac(p.debt), {Name: "before"}: frac(p.before),
		}})
	}
	for _, s := range rules {
		k.Rules = append(k.Rules, key.Rule{Step: s})
	}
	return k
}

func ptr(s string) *decimal.Fraction {
	f := frac(s)
	return &f
}

var (
	byIncome = key.ShareOf{Weight: "income"}
	relief   = key.Relief{Gradient: frac("0.8"), Per: "heads", Below: key.Threshold{Mean: "income"}}
)

// TestSteps computes every step by hand on the four parties.
func TestSteps(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []key.Step
		want  string
	}{
		{"share", []key.Step{byIncome}, "0.6 0.3 0.08 0.02"},
		{
			"mix",
			[]key.Step{key.Mix{Parts: []key.Part{{Weight: "income", Part: frac("0.5")}, {Weight: "heads", Part: frac("0.5")}}}},
			"0.4 0.25 0.24 0.11",
		},
		// 300 − 100/2 = 250 and 80 − 40/2 = 60, of 930
		{
			"subtract",
			[]key.Step{byIncome, key.Subtract{Weight: "debt", Rate: frac("0.5"), Where: key.Among{Group: "indebted"}}},
			"600/930 250/930 60/930 20/930",
		},
		// poor keeps 1 − 0.8 × (1 − 4/20) = 0.36, poorest 1 − 0.8 × (1 − 2/20) = 0.28;
		// the 0.0656 given up go to the 0.9 of the two others
		{"relief", []key.Step{byIncome, relief}, "0.57936/0.9 0.28968/0.9 0.0288 0.0056"},
		{
			"relief below a number",
			[]key.Step{byIncome, key.Relief{Gradient: frac("1"), Per: "heads", Below: key.Threshold{At: frac("4")}}},
			"0.6*0.99/0.98 0.3*0.99/0.98 0.08*0.99/0.98 0.01",
		},
		{"relief paid by all", []key.Step{byIncome, key.Relief{
			Gradient: frac("0.8"), Per: "heads", Below: key.Threshold{Mean: "income"}, PaidBy: key.PaidByAll,
		}}, "0.6/0.9344 0.3/0.9344 0.0288/0.9344 0.0056/0.9344"},
		{"relief of a group", []key.Step{byIncome, key.Relief{
			Gradient: frac("0.8"), Per: "heads", Below: key.Threshold{Mean: "income"}, Where: key.Among{Group: "indebted"},
		}}, "0.6*0.9512/0.9 0.3*0.9512/0.9 0.0288 0.02"},
		{
			"fix",
			[]key.Step{byIncome, key.Fix{Shares: []key.Fixed{{Party: "rich", Share: frac("0.22")}}}},
			"0.22 0.585 0.156 0.039",
		},
		{"floor", []key.Step{byIncome, key.Floor{At: frac("0.1")}}, "0.8*2/3 0.8/3 0.1 0.1"},
		{
			"floor within a group",
			[]key.Step{byIncome, key.Floor{At: frac("0.1"), Where: key.Among{Group: "indebted", Except: true}}},
			"0.9*0.6/0.98 0.9*0.3/0.98 0.9*0.08/0.98 0.1",
		},
		{"ceiling", []key.Step{byIncome, key.Ceiling{At: frac("0.5")}}, "0.5 0.375 0.1 0.025"},
		// fixing rich at 0.4 lifts middle to 0.45, which is fixed in its turn
		{"ceiling twice", []key.Step{byIncome, key.Ceiling{At: frac("0.4")}}, "0.4 0.4 0.16 0.04"},
		{"ceiling at the equal share", []key.Step{byIncome, key.Ceiling{At: frac("0.25")}}, "0.25 0.25 0.25 0.25"},
		{
			"floor stays under a ceiling",
			[]key.Step{byIncome, key.Floor{At: frac("0.05")}, key.Ceiling{At: frac("0.5")}},
			"0.5 0.45*0.3/0.38 0.45*0.08/0.38 0.05",
		},
		{
			"ceiling of a group",
			[]key.Step{byIncome, key.Ceiling{At: frac("0.05"), Where: key.Among{Group: "low"}}},
			"0.95*0.6/0.92 0.95*0.3/0.92 0.05 0.95*0.02/0.92",
		},
		{
			"ceiling of a group together",
			[]key.Step{byIncome, key.GroupCeiling{At: frac("0.05"), Where: key.Among{Group: "low"}}},
			"0.95*2/3 0.95/3 0.04 0.01",
		},
		{
			"group already below",
			[]key.Step{byIncome, key.GroupCeiling{At: frac("0.5"), Where: key.Among{Group: "low"}}},
			"0.6 0.3 0.08 0.02",
		},
		// before: 0.50 0.35 0.10 0.05; rich may have 0.55 and poorest must keep 0.045
		{
			"change",
			[]key.Step{byIncome, key.Change{Against: "before", Up: ptr("0.1"), Down: ptr("0.1")}},
			"0.55 0.315 0.09 0.045",
		},
		{
			"change up only",
			[]key.Step{byIncome, key.Change{Against: "before", Up: ptr("0.1")}},
			"0.55 0.45*3/4 0.45/5 0.45/20",
		},
		{"discount", []key.Step{byIncome, key.Discount{
			Levels: []key.Level{{Group: "low", Off: frac("0.5")}}, PaidBy: "council",
		}}, "0.65 0.3 0.04 0.01"},
		{"discount above a ceiling", []key.Step{byIncome, key.Ceiling{At: frac("0.5")}, key.Discount{
			Levels: []key.Level{{Group: "low", Off: frac("0.8")}}, PaidBy: "council",
		}}, "0.6 0.375 0.02 0.005"},
		{"meet", []key.Step{byIncome, key.Equalise{Parties: [2]string{"rich", "middle"}}}, "0.45 0.45 0.08 0.02"},
		// 0.3 twice, 0.08 and 0.02 are 0.7
		{
			"lower",
			[]key.Step{byIncome, key.Equalise{Parties: [2]string{"middle", "rich"}, How: key.Lower}},
			"3/7 3/7 0.8/7 0.2/7",
		},
		{"equal already", []key.Step{byIncome, key.Equalise{Parties: [2]string{"rich", "rich2"}}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := four(c.steps...)
			if c.want == "" {
				k.Parties = append(k.Parties, k.Parties[0])
				k.Parties[4].ID = "rich2"
				c.want = "0.6/1.6 0.3/1.6 0.08/1.6 0.02/1.6 0.6/1.6"
			}
			scale, err := key.Compute(k)
			if err != nil {
				t.Fatal(err)
			}
			want := fields(t, c.want)
			for i := range k.Parties {
				if got := scale.Share(i); !got.Equal(want[i]) {
					t.Errorf("%s has %s (%s), want %s", k.Parties[i].ID, got, got.Approx(6), want[i].Approx(6))
				}
			}
			if total := scale.Total(); !total.Equal(decimal.Whole(1)) {
				t.Errorf("the shares add to %s", total)
			}
		})
	}
}

// fields reads numbers with products and quotients, worked from the left.
func fields(t *testing.T, s string) (out []decimal.Fraction) {
	t.Helper()
	for field := range strings.FieldsSeq(s) {
		x, op := decimal.Whole(1), byte('*')
		for field != "" {
			n := strings.IndexAny(field, "*/")
			if n < 0 {
				n = len(field)
			}
			y := frac(field[:n])
			if op == '*' {
				x = x.Mul(y)
			} else {
				x, _ = x.Quo(y)
			}
			if field = field[n:]; field != "" {
				op, field = field[0], field[1:]
			}
		}
		out = append(out, x)
	}
	return out
}

// TestOnTop admits a party within a period: the others pay what they paid.
func TestOnTop(t *testing.T) {
	t.Parallel()
	k := four(byIncome, key.Ceiling{At: frac("0.5")}, key.OnTop{Shares: []key.Fixed{{Party: "new", Share: frac("0.01")}}})
	k.Parties = append(k.Parties, key.Party{ID: "new"})
	k.Round = key.Rounding{To: dec("0.001"), Residue: key.LargestRemainder}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"0.500", "0.375", "0.100", "0.025", "0.010"} {
		if got := scale.Rounded[i].String(); got != want {
			t.Errorf("%s has %s, want %s", k.Parties[i].ID, got, want)
		}
	}
	if got := scale.Total(); !got.Equal(frac("1.01")) {
		t.Errorf("the shares add to %s, want 1.01", got)
	}
	paid, err := scale.Apportion(frac("1000"), key.Rounding{To: dec("1"), Residue: key.LargestRemainder})
	if err != nil || paid.Amounts[4].String() != "10" || paid.Residue.Sign() != 0 {
		t.Errorf("Apportion(1000) = %v, %v; want 10 from the new party on top", paid, err)
	}
}

// TestThen averages two base periods and equalises two parties afterwards.
func TestThen(t *testing.T) {
	t.Parallel()
	k := key.Key{
		Bases: []string{"1y", "2y"},
		Rules: []key.Rule{{Step: key.ShareOf{Weight: "w"}}, {Step: key.Ceiling{At: frac("0.6")}}},
		Then:  []key.Rule{{Step: key.Equalise{Parties: [2]string{"b", "c"}}}},
	}
	for _, p := range []struct{ id, one, two string }{{"a", "70", "80"}, {"b", "20", "15"}, {"c", "10", "5"}} {
		k.Parties = append(k.Parties, key.Party{ID: p.id, Weights: map[key.Weight]decimal.Fraction{
			{Name: "w", Base: "1y"}: frac(p.one), {Name: "w", Base: "2y"}: frac(p.two),
		}})
	}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"0.6", "0.2", "0.2"} {
		if got := scale.Share(i); !got.Equal(frac(want)) {
			t.Errorf("%s has %s, want %s", k.Parties[i].ID, got, want)
		}
	}
}

// TestPeacekeeping follows the permanent members' rates from one common factor,
// as reported for 2016-2018: 22 % became 28.47 % and 7.921 % became 10.25 %.
func TestPeacekeeping(t *testing.T) {
	t.Parallel()
	// all others as one party, with the one discount that gives the United States 28.47 %
	others := frac("100").Sub(frac("22")).Sub(frac("7.921"))
	freed := frac("28.47").Sub(frac("22")).Mul(frac("29.921/22"))
	off, _ := freed.Quo(others)
	k := key.Key{Rules: []key.Rule{
		{Step: key.ShareOf{Weight: "regular"}},
		{Step: key.Discount{Levels: []key.Level{{Group: "others", Off: off}}, PaidBy: "permanent"}},
	}}
	for _, p := range []struct {
		id, group string
		w         decimal.Fraction
	}{{"USA", "permanent", frac("22")}, {"CHN", "permanent", frac("7.921")}, {"rest", "others", others}} {
		k.Parties = append(k.Parties, key.Party{ID: p.id, Groups: []string{p.group}, Weights: map[key.Weight]decimal.Fraction{{Name: "regular"}: p.w}})
	}
	scale, err := key.Compute(k)
	if err != nil {
		t.Fatal(err)
	}
	if got := scale.Share(0); !got.Equal(frac("0.2847")) {
		t.Errorf("USA has %s, want 0.2847", got)
	}
	if got := scale.Share(1); key.Compare(dec("0.1025"), got) != key.Rounded {
		t.Errorf("CHN has %s, want what prints as 0.1025", got.Approx(6))
	}
}
