package key

import (
	"errors"
	"fmt"
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/source"
)

// Errors of looking up a published rate, returned wrapped.
var (
	ErrUnrated = errors.New("no rate is published")
	ErrTwice   = errors.New("more than one rate is published")
)

// Rate is the share of a party over some years as a table prints it, in
// percent.
type Rate struct {
	Party   string
	Name    string
	Years   period.Years
	Percent decimal.Decimal
	// Amount is what the table prints beside the percentage, in units of the
	// table; nil where it prints none.
	Amount *decimal.Decimal
	Mark   source.Mark
	Pos    diag.Position
}

// Book is a table of published rates. Nothing in it is brought to 100 %: tables
// add to less when a member left, and to more when one was admitted.
type Book []Rate

// Find returns the rate of a party in a year. The error wraps ErrUnrated or
// ErrTwice.
func (b Book) Find(party string, year int) (Rate, error) {
	var found []Rate
	for _, r := range b {
		if r.Party == party && r.Years.Contains(year) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Rate{}, fmt.Errorf("%w: %s in %d", ErrUnrated, party, year)
	default:
		return Rate{}, fmt.Errorf("%w: %s in %d", ErrTwice, party, year)
	}
}

// Periods returns the spans of years that rates are published for, in order.
func (b Book) Periods() []period.Years {
	var out []period.Years
	for _, r := range b {
		if !slices.Contains(out, r.Years) {
			out = append(out, r.Years)
		}
	}
	slices.SortFunc(out, func(x, y period.Years) int {
		if x.From != y.From {
			return x.From - y.From
		}
		return x.To - y.To
	})
	return out
}

// Total returns the exact sum, in percent, of the rates published for just
// these years.
func (b Book) Total(years period.Years) decimal.Fraction {
	var parts []decimal.Fraction
	for _, r := range b {
		if r.Years == years {
			parts = append(parts, r.Percent.Fraction())
		}
	}
	return decimal.Sum(parts...)
}

// Dues returns what a party owes of a budget in a year, unrounded. The error
// wraps ErrUnrated or ErrTwice.
func (b Book) Dues(party string, year int, budget decimal.Fraction) (decimal.Fraction, error) {
	r, err := b.Find(party, year)
	if err != nil {
		return decimal.Fraction{}, fmt.Errorf("dues: %w", err)
	}
	return r.Percent.Fraction().Mul(budget).Mul(decimal.Frac(1, 100)), nil
}
