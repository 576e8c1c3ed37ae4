package report

import (
	"strings"

	"entente/decimal"
	"entente/money"
)

// Compared prints a value in the unit of a comparison; there says that the deal
// has such a year, whose value is then unknown.
func Compared(v *decimal.Fraction, there bool, unit string, look Look) string {
	switch {
	case v == nil && there && !look.exact():
		return "unknown"
	case v == nil && look.exact():
		return ""
	case v == nil:
		return "–"
	case look.exact():
		return v.String()
	}
	if c, err := money.ParseCurrency(unit); err == nil {
		return money.Short(money.Amount{Currency: c, Value: *v})
	}
	code, _, per := strings.Cut(unit, " per ")
	if c, err := money.ParseCurrency(code); per && err == nil {
		return c.Symbol() + money.Grouped(*v)
	}
	return v.String() + "%"
}
