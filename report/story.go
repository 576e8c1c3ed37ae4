package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
)

// Lines collects lines of a report for a reader.
type Lines struct {
	b strings.Builder
}

// Addf appends a line.
func (l *Lines) Addf(format string, args ...any) { fmt.Fprintf(&l.b, format+"\n", args...) }

// WriteTo writes the lines.
func (l *Lines) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, l.b.String())
	return int64(n), err
}

// Days tells a distance in days in words: "98 days before", "65 days after".
func Days(n int) string {
	if n < 0 {
		return strconv.Itoa(-n) + " days after"
	}
	return strconv.Itoa(n) + " days before"
}

// Priced prints an amount in the currency of the dossier, or says that there is
// none.
func Priced(v *decimal.Fraction, c money.Currency) string {
	if v == nil {
		return "no sum"
	}
	return money.Short(money.Amount{Currency: c, Value: *v})
}

// Heads prints who led the delegations, in order of the parties.
func Heads(heads map[string]string) string {
	var all []string
	for party, name := range heads {
		all = append(all, party+": "+name)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Full prints an amount with every digit in the unit of the dossier, or says
// that it is unknown.
func Full(v *decimal.Fraction, c money.Currency, look Look) string {
	switch {
	case v == nil:
		return "unknown"
	case look.exact():
		return v.String()
	default:
		return look.Units.Natural(money.Amount{Currency: c, Value: *v})
	}
}

// Difference prints an amount with its sign; a dash where there is none.
func Difference(v *decimal.Fraction, c money.Currency, look Look) string {
	if v == nil {
		return "–"
	}
	if v.Sign() > 0 {
		return "+" + Full(v, c, look)
	}
	return Full(v, c, look)
}

// Grouped prints a number with commas between groups of three digits.
func Grouped(v decimal.Fraction) string { return money.Grouped(v) }

// Percent prints an exact share for reading: one that does not end to nine
// decimals.
func Percent(share string, look Look) string {
	f, err := decimal.ParseFraction(share)
	if err != nil || look.exact() {
		return share
	}
	return ended(f)
}

// Optional prints a number with commas, or nothing.
func Optional(v *decimal.Fraction) string {
	if v == nil {
		return ""
	}
	return money.Grouped(*v)
}

// Printed prints a figure as its source does, or nothing.
func Printed(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// Odds prints a float of percent to one decimal; what is not zero but would
// show as 0.0 or 100.0 is told as such.
func Odds(v float64) string {
	switch {
	case v > 0 && v < 0.05:
		return "under 0.1%"
	case v > 99.95 && v < 100:
		return "over 99.9%"
	default:
		return strconv.FormatFloat(v, 'f', 1, 64) + "%"
	}
}

// Cash prints a float of whole currency units, as models give it.
func Cash(v float64, c money.Currency) string {
	if math.IsNaN(v) || math.Abs(v) > 1e18 {
		return "no sum"
	}
	return money.Short(money.Amount{Currency: c, Value: decimal.Whole(int64(math.Round(v)))})
}
