package key

import (
	"fmt"

	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// Entry is a key as a dossier holds it: with the years it is for, the sum it
// divides and what was published of it. Without members it is a method that is
// told but not computed.
type Entry struct {
	Key
	Title     text.Text
	Years     period.Years
	Members   string // the file of the parties; "" for a method alone
	Divides   *Sum
	Published []Published
	FixedRate *FixedRate
	Notes     text.Text
	Mark      source.Mark
	Pos       diag.Position
}

// Sum is what a key divides. Pay.To is in whole currency units.
type Sum struct {
	Amount money.Amount
	Pay    Rounding
	Mark   source.Mark
	Pos    diag.Position
}

// Published is what a source prints for a party: assertions, never inputs. What
// it does not print is nil.
type Published struct {
	Party    string
	Percent  *decimal.Decimal
	Amount   *decimal.Decimal // whole currency units
	Eligible *bool            // for the fixed rate
	Local    *decimal.Decimal // the amount in the party's own currency
	Mark     source.Mark
	Pos      diag.Position
}

// FixedRate is an option to pay in one's own currency at a rate that is fixed
// when the scale is agreed, open to parties whose inflation is below a limit.
type FixedRate struct {
	Rate      string          // the weight that holds units of own currency to one of the sum's
	Digits    int             // digits after the point to which the rate is printed
	Inflation string          // the weight that holds average inflation in percent
	Below     decimal.Decimal // percent
	Mark      source.Mark
	Pos       diag.Position
}

// Result is a computed entry.
type Result struct {
	Scale    Scale
	Division *Division // nil where the entry divides no sum
}

// Compute computes the scale and divides the sum. The error is a *StepError, or one
// of Apportion's.
func (e Entry) Compute() (Result, error) {
	scale, err := Compute(e.Key)
	if err != nil {
		return Result{}, fmt.Errorf("key %s: %w", e.ID, err)
	}
	res := Result{Scale: scale}
	if e.Divides != nil {
		d, err := scale.Apportion(e.Divides.Amount.Value, e.Divides.Pay)
		if err != nil {
			return res, fmt.Errorf("key %s: %w", e.ID, err)
		}
		res.Division = &d
	}
	return res, nil
}

// Eligible reports whether a party may choose the fixed rate by the rule; known
// is false where its inflation is not given.
func (f FixedRate) Eligible(p Party) (eligible, known bool) {
	inflation, known := p.Weights[Weight{Name: f.Inflation}]
	return known && inflation.Cmp(f.Below.Fraction()) < 0, known
}

// Local returns the least and the most that an exact amount may be in a party's
// currency, given that its rate is printed with a limited number of digits; ok
// is false where the party has no rate.
func (f FixedRate) Local(p Party, amount decimal.Fraction) (low, high decimal.Fraction, ok bool) {
	rate, ok := p.Weights[Weight{Name: f.Rate}]
	half := decimal.New(1, int32(-f.Digits)).Fraction().Mul(decimal.Frac(1, 2))
	return amount.Mul(rate.Sub(half)), amount.Mul(rate.Add(half)), ok
}
