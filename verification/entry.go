package verification

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/dossier"
	"entente/key"
)

// Tolerances of an entry whose source prints more digits than it rounded to:
// numbers that a spreadsheet holds unrounded.
const (
	unroundedAmount = "0.000001"
	unroundedShare  = "0.000000001"
	mostDigits      = 6 // of a share in percent that a source rounded
)

// entryCases computes a share key as a dossier has it and compares what was
// published for its parties: share, amount, whether the fixed rate is open to
// it, and the amount in its own currency. loose is a relative distance, in
// parts of 1, that the last of these may have beside what the printed rate
// leaves open.
func entryCases(e key.Entry, loose decimal.Fraction) ([]Case, error) {
	res, err := e.Compute()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	var cases []Case
	var published decimal.Fraction
	amounts := 0
	for _, p := range e.Published {
		i, ok := res.Scale.Index(p.Party)
		if !ok {
			return nil, fmt.Errorf("%w: %s is no party", ErrShape, p.Party)
		}
		if p.Amount != nil && res.Division != nil {
			published, amounts = published.Add(p.Amount.Fraction()), amounts+1
			cases = append(cases, Case{ID: p.Party, Expected: p.Amount.String(), Got: res.Division.Amounts[i].String(), Tolerance: exactOr(unroundedAmount, p.Amount.Places() == 0)})
		}
		if p.Percent != nil {
			got := res.Scale.Rounded[i].Fraction().Mul(decimal.Whole(100))
			cases = append(cases, Case{ID: p.Party + "/share", Expected: p.Percent.String(), Got: got.String(), Tolerance: exactOr(unroundedShare, p.Percent.Places() <= mostDigits), Note: "in percent"})
		}
		cases = append(cases, fixedRateCases(e, res, i, p, loose)...)
	}
	if amounts == len(e.Parties) {
		var paid decimal.Fraction
		for _, a := range res.Division.Amounts {
			paid = paid.Add(a.Fraction())
		}
		cases = append(cases,
			Case{ID: "total", Expected: published.String(), Got: paid.String(), Tolerance: exactOr(unroundedAmount, published.IsInt()), Note: "what the parties pay together"},
			Case{ID: "residue", Expected: e.Divides.Amount.Value.Sub(published).String(), Got: res.Division.Residue.String(), Tolerance: exactOr(unroundedAmount, published.IsInt()), Note: "what rounding leaves to nobody"})
	}
	return cases, nil
}

func exactOr(tolerance string, exact bool) string {
	if exact {
		return "0"
	}
	return tolerance
}

// fixedRateCases compares the choice of the fixed rate and the amount in the
// party's currency. The printed rate is rounded: it leaves a range open.
func fixedRateCases(e key.Entry, res key.Result, i int, p key.Published, loose decimal.Fraction) []Case {
	f := e.FixedRate
	if f == nil || res.Division == nil {
		return nil
	}
	var cases []Case
	party := e.Parties[i]
	if eligible, known := f.Eligible(party); known && p.Eligible != nil {
		inflation := party.Weights[key.Weight{Name: f.Inflation}]
		cases = append(cases, Case{
			ID: p.Party + "/eligible", Expected: yesNo(*p.Eligible), Got: yesNo(eligible), Tolerance: "0",
			Note: fmt.Sprintf("inflation of %s %%, to be below %s %%", inflation.Approx(2), f.Below),
		})
	}
	if p.Local == nil {
		return cases
	}
	low, high, ok := f.Local(party, res.Scale.Share(i).Mul(e.Divides.Amount.Value))
	if !ok {
		return cases
	}
	from, to := key.Printed(*p.Local)
	half := decimal.Frac(1, 2)
	tolerance := high.Sub(low).Add(to.Sub(from)).Mul(half).Max(p.Local.Fraction().Mul(loose))
	up, _ := tolerance.Round(decimal.New(1, -9), decimal.Up)
	return append(cases, Case{
		ID: p.Party + "/local", Expected: p.Local.String(), Got: low.Add(high).Mul(half).Approx(9), Tolerance: up.String(), Note: "in its own currency, at a rate printed with limited digits",
	})
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// entryOf finds a key of a bundled dossier.
func entryOf(name, id string) (*dossier.Dossier, key.Entry, error) {
	d, err := bundled(name)
	if err != nil {
		return nil, key.Entry{}, err
	}
	for _, e := range d.Keys {
		if e.ID == id {
			return d, *e, nil
		}
	}
	return nil, key.Entry{}, fmt.Errorf("%w: %s has no key %s", errDossier, name, id)
}

// tableOf finds a published table of a bundled dossier.
func tableOf(name, id string) (*dossier.Dossier, *key.Table, error) {
	d, err := bundled(name)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range d.Tables {
		if t.ID == id {
			return d, t, nil
		}
	}
	return nil, nil, fmt.Errorf("%w: %s has no table %s", errDossier, name, id)
}

// marked writes the sources that a mark of a dossier names.
func marked(d *dossier.Dossier, ids ...string) string { return cite(d, strings.Join(ids, ";")) }
