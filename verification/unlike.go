package verification

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"entente/decimal"
	"entente/key"
)

//go:embed cases/un-like-scale.json
var unlikeData []byte

// unlikeMember is a member with its numbers by base period.
type unlikeMember struct {
	ID       string            `json:"id"`
	Income   map[string]number `json:"gni"`
	Heads    map[string]number `json:"pop"`
	Debt     map[string]number `json:"debt"`
	Eligible bool              `json:"debt_eligible"`
	Least    bool              `json:"ldc"`
}

// unlikeTerms are the numbers of the method.
type unlikeTerms struct {
	Debt     number `json:"debt_rate"`
	Gradient number `json:"gradient"`
	Floor    number `json:"floor"`
	Least    number `json:"ldc_ceiling"`
	Ceiling  number `json:"ceiling"`
	Round    number `json:"round_pct_to"`
}

// Groups of members, by the names that the bundled dossier has for them.
const (
	indebted       = "debt_eligible"
	leastDeveloped = "ldc"
)

func unlikeSuite() suite {
	return suite{
		Model: "un-like-scale", Names: []string{"un-like-scale"}, Accepts: named("un-like-scale"),
		Own: func() ([]Case, error) { return own(unlikeData, runUnlike) },
		Run: runUnlike,
	}
}

// unlikeTolerance is the distance up to which a share printed with fifteen
// digits passes.
const unlikeTolerance = "0.000000000001"

// runUnlike computes a scale by the published elements of the method of the
// United Nations and compares what every step makes of every member.
func runUnlike(f *file) ([]Case, error) {
	k, err := readUnlike(f)
	if err != nil {
		return nil, err
	}
	var average, percents []number
	var total *number
	expected := map[string]map[string]any{}
	for _, base := range k.Bases {
		steps := map[string]any{}
		if _, err := f.read("expect_steps_"+base, &steps); err != nil {
			return nil, err
		}
		expected[base] = steps
	}
	if err := f.need("expect_average_15dp", &average); err != nil {
		return nil, err
	}
	if err := f.need("expect_scale_pct", &percents); err != nil {
		return nil, err
	}
	if _, err := f.read("sum_pct", &total); err != nil {
		return nil, err
	}
	scale, err := key.Compute(k)
	if err != nil {
		return nil, fmt.Errorf("%w: the scale is refused: %w", ErrShape, err)
	}
	cases, err := stepCases(scale, expected)
	if err != nil {
		return nil, err
	}
	percent := decimal.Decimal.Fraction
	var rates []decimal.Fraction
	var sum decimal.Fraction
	for _, r := range scale.Rounded {
		rates = append(rates, percent(r).Mul(decimal.Whole(100)))
		sum = sum.Add(rates[len(rates)-1])
	}
	cases = append(cases,
		Case{ID: "average", Expected: texts(average), Got: approximate(scale.Shares()), Tolerance: unlikeTolerance},
		Case{ID: "scale", Expected: texts(percents), Got: joined(rates), Tolerance: "0", Note: "in percent"})
	if total != nil {
		cases = append(cases, Case{ID: "sum", Expected: string(*total), Got: sum.String(), Tolerance: "0", Note: "in percent"})
	}
	for i := range cases {
		cases[i].Source = f.cited()
	}
	return cases, nil
}

// unlikeSteps are the names of the steps, in the order of the rules of readUnlike.
var unlikeSteps = [...]string{"1_income_share", "2_debt_adjusted_share", "3_low_income_adjusted_share", "4_after_floor", "5_after_ldc_ceiling", "6_after_ceiling"}

// stepCases makes a case for every step in every base period. What a file
// expects beyond the shares after a step, such as the threshold, is not told
// by the scale and makes no case.
func stepCases(scale key.Scale, expected map[string]map[string]any) ([]Case, error) {
	var cases []Case
	after := make([][]key.Move, len(scale.Key.Parties))
	for i := range after {
		after[i] = scale.Explain(i)
	}
	for b, base := range scale.Key.Bases {
		for n, step := range unlikeSteps {
			want, ok := expected[base][step].([]any)
			if !ok {
				return nil, fmt.Errorf("%w: expect_steps_%s: %s is a list of shares", ErrShape, base, step)
			}
			words := make([]number, len(want))
			for i, w := range want {
				words[i] = number(fmt.Sprint(w))
			}
			var got []decimal.Fraction
			for i := range after {
				got = append(got, after[i][b*len(unlikeSteps)+n].After)
			}
			cases = append(cases, Case{ID: base + "/" + step, Expected: texts(words), Got: approximate(got), Tolerance: unlikeTolerance})
		}
	}
	return cases, nil
}

// approximate writes shares with more digits than their tolerance asks for;
// exactly they have hundreds.
func approximate(shares []decimal.Fraction) string {
	words := make([]number, len(shares))
	for i, s := range shares {
		words[i] = number(s.Approx(18))
	}
	return texts(words)
}

// readUnlike makes a key of the members and the numbers of the method.
func readUnlike(f *file) (key.Key, error) {
	var members []unlikeMember
	var terms unlikeTerms
	if err := f.need("members", &members); err != nil {
		return key.Key{}, err
	}
	if err := f.need("parameters", &terms); err != nil {
		return key.Key{}, err
	}
	if len(members) == 0 || len(members) > maxParties {
		return key.Key{}, fmt.Errorf("%w: %d members; from 1 to %d are due", ErrTooLarge, len(members), maxParties)
	}
	step, err := terms.Round.decimal()
	if err != nil || step.Sign() <= 0 {
		return key.Key{}, fmt.Errorf("%w: round_pct_to is a number above zero", ErrShape)
	}
	to, ok := step.Fraction().Mul(decimal.Frac(1, 100)).Decimal()
	if !ok {
		return key.Key{}, fmt.Errorf("%w: round_pct_to %s", ErrShape, step)
	}
	k := key.Key{
		ID: "un-like", Bases: slices.Sorted(maps.Keys(members[0].Income)),
		Rules: []key.Rule{
			{Step: key.ShareOf{Weight: "gni"}},
			{Step: key.Subtract{Weight: "debt", Rate: terms.Debt.fraction(), Where: key.Among{Group: indebted}}},
			{Step: key.Relief{Gradient: terms.Gradient.fraction(), Per: "pop", Below: key.Threshold{Mean: "gni"}}},
			{Step: key.Floor{At: terms.Floor.fraction()}},
			{Step: key.Ceiling{At: terms.Least.fraction(), Where: key.Among{Group: leastDeveloped}}},
			{Step: key.Ceiling{At: terms.Ceiling.fraction()}},
		},
		Round: key.Rounding{To: to, Residue: key.LargestRemainder},
	}
	if len(k.Bases) == 0 || len(k.Bases) > 30 {
		return k, fmt.Errorf("%w: the first member has numbers for %d base periods", ErrShape, len(k.Bases))
	}
	for _, m := range members {
		p, err := m.party()
		if err != nil {
			return k, err
		}
		k.Parties = append(k.Parties, p)
	}
	return k, nil
}

func (m unlikeMember) party() (key.Party, error) {
	p := key.Party{ID: m.ID, Weights: map[key.Weight]decimal.Fraction{}}
	if m.Eligible {
		p.Groups = append(p.Groups, indebted)
	}
	if m.Least {
		p.Groups = append(p.Groups, leastDeveloped)
	}
	for name, values := range map[string]map[string]number{"gni": m.Income, "pop": m.Heads, "debt": m.Debt} {
		for base, v := range values {
			d, err := v.decimal()
			if err != nil {
				return p, err
			}
			p.Weights[key.Weight{Name: name, Base: base}] = d.Fraction()
		}
	}
	return p, nil
}
