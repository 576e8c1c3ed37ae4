package money

import (
	"strings"

	"entente/decimal"
)

// Short returns an amount as the field prints it, in billions or millions to
// one decimal: ₩1,183.3 bn, $58.8 m. It is for reading; what is displayed never
// decides what is computed.
func Short(a Amount) string {
	scales, abs, symbol := Standard(), a.Value.Max(a.Value.Neg()), a.Currency.Symbol()
	if a.Value.Sign() < 0 {
		symbol = "-" + symbol
	}
	for _, name := range []string{"bn", "m"} {
		unit, _ := scales.Find(name)
		if abs.Cmp(unit.Factor.Fraction()) >= 0 {
			v, _ := abs.Quo(unit.Factor.Fraction())
			return symbol + group(v.Approx(1)) + " " + name
		}
	}
	places := 0
	if !a.Value.IsInt() {
		places = 2
	}
	return symbol + group(abs.Approx(places))
}

// Format returns the amount in the unit, with every digit: 11,833 eok.
func (u Unit) Format(a Amount) string {
	v, ok := a.Value.Quo(u.Factor.Fraction())
	if !ok {
		return a.String()
	}
	text := group(v.String()) + " " + u.Name
	if u.Currency == "" {
		text = group(v.String()) + u.Name + " " + string(a.Currency)
	}
	return text
}

// Natural returns the amount in the first unit of the dossier's own that counts
// its currency, else as 58.8m USD.
func (u Units) Natural(a Amount) string {
	for _, unit := range u {
		if unit.Currency == a.Currency {
			return unit.Format(a)
		}
	}
	abs := a.Value.Max(a.Value.Neg())
	for _, name := range []string{"bn", "m"} {
		if unit, ok := u.Find(name); ok && unit.Currency == "" && abs.Cmp(unit.Factor.Fraction()) >= 0 {
			return unit.Format(a)
		}
	}
	return group(a.Value.String()) + " " + string(a.Currency)
}

// Grouped returns a number with commas between groups of three digits.
func Grouped(d decimal.Fraction) string { return group(d.String()) }

// group puts commas between groups of three digits before the point.
func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	if strings.Contains(s, "/") {
		return sign + s
	}
	whole, fraction, pointed := strings.Cut(s, ".")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if pointed {
		b.WriteString("." + fraction)
	}
	return sign + b.String()
}
