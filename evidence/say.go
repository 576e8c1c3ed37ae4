package evidence

import (
	"strings"

	"entente/decimal"
)

// tidy writes a number for reading, without zeros at the end.
func tidy(v decimal.Fraction, places int) string {
	s := v.Approx(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// say writes a value with its unit the way a text would.
func say(v decimal.Fraction, unit string) string {
	switch unit {
	case "percent":
		return tidy(v, 2) + " %"
	case "points":
		return tidy(v, 2) + " points"
	case "times":
		return tidy(v, 2) + " times"
	case "persons", "votes", "rounds", "":
		return grouped(tidy(v, 0))
	case "fraction":
		return tidy(v.Mul(decimal.Whole(100)), 1) + " %"
	case "ordinal", "years", "months", "days":
		return tidy(v, 1)
	}
	return big(v) + " " + unit
}

// big writes a sum in trillions, billions or millions.
func big(v decimal.Fraction) string {
	for _, s := range [...]struct {
		exp  int
		name string
	}{{12, "tn"}, {9, "bn"}, {6, "m"}} {
		if v.Cmp(pow10(s.exp)) >= 0 {
			q, _ := v.Quo(pow10(s.exp))
			return tidy(q, 4) + " " + s.name
		}
	}
	return grouped(tidy(v, 0))
}

// grouped sets commas between thousands.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	if len(s) < 4 || strings.Contains(s, ".") {
		return sign + s
	}
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}

// sayInterval writes one value or a range.
func sayInterval(r interval, unit string) string {
	if r.lo.Equal(r.hi) {
		return say(r.lo, unit)
	}
	return say(round4(r.lo), unit) + " to " + say(round4(r.hi), unit)
}

// round4 keeps four digits of a sum: a range needs no more.
func round4(v decimal.Fraction) decimal.Fraction {
	for e := 15; e > 3; e-- {
		if v.Cmp(pow10(e)) >= 0 {
			d, _ := v.Round(decimalOf(pow10(e-3)), decimal.HalfUp)
			return d.Fraction()
		}
	}
	return v
}
