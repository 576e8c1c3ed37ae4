package verification

import (
	_ "embed"
	"fmt"
	"strconv"

	"entente/decimal"
	"entente/key"
)

//go:embed cases/apportionment.json
var apportionmentData []byte

// An apportionment is weights that become shares within limits, and an amount
// that is divided by the shares.
type apportionment struct {
	ID      string   `json:"id"`
	Weights []number `json:"weights"`
	Cap     *number  `json:"cap"`
	Floor   *number  `json:"floor"`
	Total   number   `json:"total"`
	Unit    number   `json:"unit"`
	Shares  []number `json:"expect_shares"`
	HalfUp  []number `json:"expect_half_up"`
	Residue *number  `json:"half_up_residue"`
	Largest []number `json:"expect_largest_remainder"`
	Party   []number `json:"expect_residue_to_largest_party"`
	Note    string   `json:"note"`
}

// maxParties bounds the parties of a key in a file.
const maxParties = 2_000

// weighed is the name of the weight that sketched keys share by.
const weighed = "weight"

func apportionmentSuite() suite {
	return suite{
		Model: "apportionment", Names: []string{"apportionment"}, Accepts: named("apportionment"),
		Own: func() ([]Case, error) { return own(apportionmentData, runApportionments) },
		Run: runApportionments,
	}
}

// runApportionments computes each key by key.Compute and divides by
// Scale.Apportion, as every dossier does.
func runApportionments(f *file) ([]Case, error) {
	var all []apportionment
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	var cases []Case
	for i, x := range all {
		x.ID = nth(x.ID, "apportionment", i)
		made, err := x.run()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", x.ID, err)
		}
		for j := range made {
			made[j].Source, made[j].Note, made[j].Tolerance = f.cited(), x.Note, "0"
		}
		cases = append(cases, made...)
	}
	return cases, nil
}

func (x apportionment) run() ([]Case, error) {
	k, err := x.key()
	if err != nil {
		return nil, err
	}
	unit, err := x.Unit.decimal()
	if err != nil {
		return nil, err
	}
	if x.Total == "" || unit.Sign() <= 0 || len(x.Shares)+len(x.HalfUp)+len(x.Largest)+len(x.Party) == 0 {
		return nil, fmt.Errorf("%w: total, unit and what is expected are due", ErrShape)
	}
	scale, err := key.Compute(k)
	if err != nil {
		return []Case{{ID: x.ID, Expected: texts(x.Shares), Got: "refused: " + err.Error()}}, nil
	}
	var cases []Case
	if len(x.Shares) > 0 {
		cases = append(cases, Case{ID: x.ID, Expected: texts(x.Shares), Got: joined(scale.Shares())})
	}
	for _, policy := range []struct {
		name    string
		residue key.Residue
		expect  []number
	}{{"half-up", key.Leave, x.HalfUp}, {"largest-remainder", key.LargestRemainder, x.Largest}, {"largest-party", key.LargestParty, x.Party}} {
		if len(policy.expect) == 0 {
			continue
		}
		c := Case{ID: x.ID + "/" + policy.name, Expected: texts(policy.expect)}
		d, err := scale.Apportion(x.Total.fraction(), key.Rounding{To: unit, Residue: policy.residue})
		if err != nil {
			c.Got = "refused: " + err.Error()
		} else {
			c.Got = joined(d.Amounts)
		}
		cases = append(cases, c)
		if policy.residue == key.Leave && x.Residue != nil {
			cases = append(cases, Case{ID: x.ID + "/residue", Expected: string(*x.Residue), Got: d.Residue.String()})
		}
	}
	return cases, nil
}

// key is the key of a case: shares of a weight, then the floor, then the
// ceiling.
func (x apportionment) key() (key.Key, error) {
	if len(x.Weights) == 0 || len(x.Weights) > maxParties {
		return key.Key{}, fmt.Errorf("%w: %d weights; from 1 to %d are due", ErrTooLarge, len(x.Weights), maxParties)
	}
	k := key.Key{ID: x.ID, Rules: []key.Rule{{Step: key.ShareOf{Weight: weighed}}}}
	for i, w := range x.Weights {
		// Decimals keep the shares short; a list of fractions could multiply its denominators up.
		d, err := w.decimal()
		if err != nil {
			return k, err
		}
		k.Parties = append(k.Parties, key.Party{ID: strconv.Itoa(i + 1), Weights: map[key.Weight]decimal.Fraction{{Name: weighed}: d.Fraction()}})
	}
	if x.Floor != nil {
		k.Rules = append(k.Rules, key.Rule{Step: key.Floor{At: x.Floor.fraction()}})
	}
	if x.Cap != nil {
		k.Rules = append(k.Rules, key.Rule{Step: key.Ceiling{At: x.Cap.fraction()}})
	}
	return k, nil
}

// joined writes numbers as a list.
func joined[N fmt.Stringer](all []N) string {
	words := make([]number, len(all))
	for i, n := range all {
		words[i] = number(n.String())
	}
	return texts(words)
}
