// Package money holds amounts, currencies, units and conversion.
//
// # What it is for
//
// An [Amount] is an exact number of whole currency units with its currency.
// Agreements count in [Unit]s such as the eok (100 million won) or millions of
// dollars; the unit is part of how a sum is written and rounded, never of what
// it is worth. A [Rate] says how many units of one currency one unit of
// another is. [Allocate] splits an amount by shares and says what became of the
// money that rounding leaves over.
//
// # What it refuses
//
// Amounts of different currencies are never added: convert first, by a named
// rate.
package money

import (
	"errors"
	"fmt"

	"entente/decimal"
)

// Errors returned by this package, wrapped.
var (
	ErrCurrency = errors.New("unknown currency")
	ErrMixed    = errors.New("currencies differ")
	ErrUnit     = errors.New("unknown unit")
	ErrNoUnit   = errors.New("unit missing")
	ErrRate     = errors.New("rate is zero")
	ErrWeights  = errors.New("weights do not divide")
)

// Amount is a sum of money in whole currency units.
type Amount struct {
	Currency Currency
	Value    decimal.Fraction
}

// Of returns n units of a currency.
func Of(n int64, c Currency) Amount { return Amount{c, decimal.Whole(n)} }

// Add returns the sum of two amounts of one currency, else ErrMixed.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, fmt.Errorf("add %s and %s: %w", a.Currency, b.Currency, ErrMixed)
	}
	return Amount{a.Currency, a.Value.Add(b.Value)}, nil
}

// Equal reports whether two amounts are the same money.
func (a Amount) Equal(b Amount) bool {
	return a.Currency == b.Currency && a.Value.Equal(b.Value)
}

// String returns the amount in whole currency units: "1183300000000 KRW".
func (a Amount) String() string { return a.Value.String() + " " + string(a.Currency) }

// Rate says that one unit of Per is worth Value units of Of: 1300 KRW/USD has
// Of KRW, Per USD and Value 1300.
type Rate struct {
	Value   decimal.Fraction
	Of, Per Currency
}

// String returns "1300 KRW/USD".
func (r Rate) String() string { return fmt.Sprintf("%s %s/%s", r.Value, r.Of, r.Per) }

// Convert returns the amount in the other currency of the rate, unrounded. It
// fails with ErrMixed when the rate does not know the amount's currency and
// with ErrRate when it would divide by zero.
func (r Rate) Convert(a Amount) (Amount, error) {
	switch a.Currency {
	case r.Per:
		return Amount{r.Of, a.Value.Mul(r.Value)}, nil
	case r.Of:
		v, ok := a.Value.Quo(r.Value)
		if !ok {
			return Amount{}, fmt.Errorf("convert %s at %s: %w", a.Currency, r, ErrRate)
		}
		return Amount{r.Per, v}, nil
	default:
		return Amount{}, fmt.Errorf("convert %s at %s: %w", a.Currency, r, ErrMixed)
	}
}
