package money

import (
	"fmt"
	"slices"
	"strings"

	"entente/decimal"
)

// Unit is a multiple in which sums are written: 1 eok is 100,000,000 KRW. A
// unit without currency (m, bn) needs one behind it: 150m USD.
type Unit struct {
	Name     string
	Factor   decimal.Decimal
	Currency Currency // "" when the unit fits any currency
}

// Units is the set of units a dossier knows.
type Units []Unit

// Standard returns the multiples every dossier knows: k, m, bn and tn, for any
// currency.
func Standard() Units {
	return Units{
		{"k", decimal.New(1_000, 0), ""},
		{"m", decimal.New(1_000_000, 0), ""},
		{"bn", decimal.New(1_000_000_000, 0), ""},
		{"tn", decimal.New(1_000_000_000_000, 0), ""},
	}
}

// Find returns the unit of that name, the last declared one first, so that a
// dossier may give a standard name a currency.
func (u Units) Find(name string) (Unit, bool) {
	for _, v := range slices.Backward(u) {
		if v.Name == name {
			return v, true
		}
	}
	return Unit{}, false
}

// Names returns the names of the units.
func (u Units) Names() []string {
	names := make([]string, len(u))
	for i, v := range u {
		names[i] = v.Name
	}
	return names
}

// Parse reads an amount such as "5_368 eok", "58.8m USD", "120 m USD" or
// "1_000_000 KRW". It fails with ErrNoUnit on a bare number, ErrUnit on an
// unknown word, ErrCurrency when a unit needs a currency and none is there,
// ErrMixed when a unit counts another currency than the one behind it, and with
// the errors of decimal.Parse. An amount that is read can be written and read
// again.
func (u Units) Parse(s string) (Amount, error) {
	number, words := splitNumber(s)
	value, err := decimal.Parse(number)
	if err != nil {
		return Amount{}, fmt.Errorf("amount %.40q: %w", s, err)
	}
	if len(words) == 0 {
		return Amount{}, fmt.Errorf("amount %.40q: %w", s, ErrNoUnit)
	}
	if len(words) > 2 {
		return Amount{}, fmt.Errorf("amount %.40q: %w", s, ErrUnit)
	}
	unit, isUnit := u.Find(words[0])
	currency := unit.Currency
	last := words[len(words)-1]
	switch {
	case !isUnit && len(words) == 2:
		return Amount{}, fmt.Errorf("amount %.40q: %.20q: %w", s, words[0], ErrUnit)
	case !isUnit:
		if currency, err = ParseCurrency(last); err != nil {
			return Amount{}, fmt.Errorf("amount %.40q: %.20q: %w", s, last, ErrUnit)
		}
		unit.Factor = decimal.FromInt(1)
	case len(words) == 2:
		if currency, err = ParseCurrency(last); err != nil {
			return Amount{}, fmt.Errorf("amount %.40q: %w", s, err)
		}
		if unit.Currency != "" && unit.Currency != currency {
			return Amount{}, fmt.Errorf("amount %.40q: %s counts %s: %w", s, unit.Name, unit.Currency, ErrMixed)
		}
	case currency == "":
		return Amount{}, fmt.Errorf("amount %.40q: %s of which currency? %w", s, unit.Name, ErrCurrency)
	}
	sum := value.Fraction().Mul(unit.Factor.Fraction())
	if !sum.Writable() {
		return Amount{}, fmt.Errorf("amount %.40q: %w", s, decimal.ErrRange)
	}
	return Amount{currency, sum}, nil
}

// ParseRate reads a conversion rate such as "1300 KRW/USD".
func ParseRate(s string) (Rate, error) {
	number, words := splitNumber(s)
	value, err := decimal.Parse(number)
	if err != nil {
		return Rate{}, fmt.Errorf("rate %.40q: %w", s, err)
	}
	if len(words) != 1 {
		return Rate{}, fmt.Errorf("rate %.40q: %w", s, ErrNoUnit)
	}
	of, per, err := ParsePair(words[0])
	if err != nil {
		return Rate{}, err
	}
	if value.Sign() <= 0 {
		return Rate{}, fmt.Errorf("rate %.40q: %w: must be above zero", s, decimal.ErrRange)
	}
	return Rate{value.Fraction(), of, per}, nil
}

// ParsePair reads a pair of different currencies such as "KRW/USD".
func ParsePair(s string) (of, per Currency, err error) {
	a, b, found := strings.Cut(s, "/")
	if !found {
		return "", "", fmt.Errorf("rate %.40q: %w (KRW/USD)", s, ErrUnit)
	}
	if of, err = ParseCurrency(a); err != nil {
		return "", "", err
	}
	if per, err = ParseCurrency(b); err != nil {
		return "", "", err
	}
	if of == per {
		return "", "", fmt.Errorf("rate %.40q: a rate joins two currencies: %w", s, ErrUnit)
	}
	return of, per, nil
}

// ParsePercent reads a rate such as "4%" or "-0.5 %" and returns the number of
// percent.
func ParsePercent(s string) (decimal.Decimal, error) {
	number, words := splitNumber(s)
	if len(words) != 1 || words[0] != "%" {
		if _, err := decimal.Parse(s); err == nil {
			return decimal.Decimal{}, fmt.Errorf("rate %.40q: %w", s, ErrNoUnit)
		}
		return decimal.Decimal{}, fmt.Errorf("rate %.40q: %w", s, ErrUnit)
	}
	d, err := decimal.Parse(number)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("rate %.40q: %w", s, err)
	}
	return d, nil
}

// splitNumber cuts the leading number off: "58.8m USD" is "58.8" and
// ["m", "USD"].
func splitNumber(s string) (number string, words []string) {
	s = strings.TrimSpace(s)
	i := 0
	for i < len(s) && strings.IndexByte("+-0123456789._", s[i]) >= 0 {
		i++
	}
	return s[:i], strings.Fields(s[i:])
}
