package fairness

import (
	"fmt"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
)

// Base is a cost of which a payment can be called a share.
type Base struct {
	ID     string
	Name   text.Text
	Amount money.Amount
}

// Standing is what a sum is of a base.
type Standing struct {
	Base  Base
	Share decimal.Fraction // 1 is all of it
}

// Panel returns what a sum is of each base. It fails with ErrCurrency when one
// is in another currency, and with ErrBase when one is not above zero.
func Panel(sum money.Amount, bases []Base) ([]Standing, error) {
	out := make([]Standing, len(bases))
	for i, b := range bases {
		if b.Amount.Currency != sum.Currency {
			return nil, fmt.Errorf("base %s: %w: %s and %s", b.ID, ErrCurrency, b.Amount.Currency, sum.Currency)
		}
		if b.Amount.Value.Sign() <= 0 {
			return nil, fmt.Errorf("base %s: %w: %s", b.ID, ErrBase, b.Amount)
		}
		out[i] = Standing{b, quotient(sum.Value, b.Amount.Value)}
	}
	return out, nil
}

// Factor is a part, or a multiple, of a base that somebody has asked for: all
// of it, half of it, all and half again.
type Factor struct {
	Name  string
	Times decimal.Fraction
}

// Factors returns those that are common in the debate.
func Factors() []Factor {
	return []Factor{{"half", decimal.Frac(1, 2)}, {"all", decimal.Whole(1)}, {"all plus half", decimal.Frac(3, 2)}}
}

// Yield is what a factor makes of a base, beside a sum that was demanded.
type Yield struct {
	Base   Base
	Factor Factor
	Sum    money.Amount
	Off    decimal.Fraction // (Sum − demanded)/demanded
	Meets  bool             // it is within the tolerance
}

// Search returns what every factor makes of every base, in order of the bases,
// and marks what comes within a tolerance (0.05 is 5 %) of the sum demanded.
// None need do.
func Search(demanded money.Amount, bases []Base, factors []Factor, tolerance decimal.Fraction) ([]Yield, error) {
	if demanded.Value.Sign() <= 0 {
		return nil, fmt.Errorf("sum demanded: %w: %s", ErrBase, demanded)
	}
	standings, err := Panel(demanded, bases)
	if err != nil {
		return nil, err
	}
	var out []Yield
	for _, s := range standings {
		for _, f := range factors {
			made := money.Amount{Currency: demanded.Currency, Value: s.Base.Amount.Value.Mul(f.Times)}
			off := quotient(made.Value.Sub(demanded.Value), demanded.Value)
			out = append(out, Yield{s.Base, f, made, off, off.Max(off.Neg()).Cmp(tolerance) <= 0})
		}
	}
	return out, nil
}

// Statement is a sentence about a share: that it is at least Low and at most
// High.
type Statement struct {
	By        string
	Words     string
	Low, High decimal.Fraction
}

// Holds returns the standings on which the statement is true.
func (s Statement) Holds(all []Standing) []Standing {
	var out []Standing
	for _, x := range all {
		if x.Share.Cmp(s.Low) >= 0 && x.Share.Cmp(s.High) <= 0 {
			out = append(out, x)
		}
	}
	return out
}
