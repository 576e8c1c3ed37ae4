package report

import (
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
)

// Sum prints an amount as a reader of the language writes it: ₩1,183.3 bn, or
// 1조 1,833억 원. What is unknown is said to be.
func Sum(v *decimal.Fraction, c money.Currency, look Look) string {
	switch {
	case v == nil && look.Language == "ko":
		return "미정"
	case v == nil:
		return "unknown"
	case look.Language == "ko" && c == "KRW":
		return won(*v)
	default:
		return money.Short(money.Amount{Currency: c, Value: *v})
	}
}

// won prints won in jo (10¹²) and eok (10⁸), rounded to whole eok; below one
// eok every won.
func won(v decimal.Fraction) string {
	const eok, jo = 100_000_000, 10_000
	rounded, _ := v.Max(v.Neg()).Mul(decimal.Frac(1, eok)).Round(decimal.FromInt(1), decimal.HalfUp)
	n, fits := rounded.Fraction().Int64()
	if !fits || n == 0 {
		return money.Grouped(v) + "원"
	}
	var parts []string
	if n >= jo {
		parts = append(parts, money.Grouped(decimal.Whole(n/jo))+"조")
	}
	if n%jo > 0 {
		parts = append(parts, money.Grouped(decimal.Whole(n%jo))+"억")
	}
	sign := ""
	if v.Sign() < 0 {
		sign = "-"
	}
	return sign + strings.Join(parts, " ") + " 원"
}

// Year prints a year, or a span of years.
func Year(from, to int) string {
	if to == 0 || to == from {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}
