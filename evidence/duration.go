package evidence

import (
	"strings"

	"entente/decimal"
)

// duration reads five years, one-year, a year and three months, nearly two
// decades. Ages, "a year ago" and flows ("$5 billion a year") are not its
// business.
func (s *scanner) duration(i int) (hit, bool) {
	n, ok := s.lengthNumber(i)
	if !ok {
		return hit{}, false
	}
	k := n.next
	high, ranged := numeral{}, false
	if w := s.low(k); w == "to" || w == "or" || w == "-" || w == "--" {
		if h, isNum := numeralAt(s.toks, k+1); isNum {
			high, ranged, k = h, true, h.next
		}
	}
	if s.low(k) == "-" && s.glued(k) {
		k++
	}
	for range 2 {
		switch s.low(k) {
		case "full", "calendar", "fiscal", "consecutive", "straight", "whole", "more", "long":
			k++
		}
	}
	unit := timeUnit(s.low(k))
	if unit == "" || unit == "second" && n.spelt || k > i && s.toks[k].line {
		return hit{}, false
	}
	k++
	if w := s.low(k); w == "-" && s.low(k+1) == "old" || w == "old" || w == "'" && s.low(k+1) == "old" {
		return hit{}, false
	}
	v := Value{Amount: n.value, Step: n.step, Unit: unit + "s", ISO: isoDuration(n.value, unit)}
	if ranged {
		v.Low, v.High = new(n.value), new(high.value)
		return hit{Figure{Kind: Duration, Value: v}, i, k, 0, 0}, true
	}
	if s.low(k) == "and" && s.low(k+1) == "a" && s.low(k+2) == "half" {
		v.Amount, k = v.Amount.Add(decimal.Frac(1, 2)), k+3
		v.ISO = isoDuration(v.Amount, unit)
	} else {
		k = s.secondPart(&v, unit, k)
	}
	return hit{Figure{Kind: Duration, Value: v}, i, k, 0, 0}, true
}

// lengthNumber reads the number of a duration; "a year" is one only where it
// is a length: "a year and three months", "for a year", "a one-year".
func (s *scanner) lengthNumber(i int) (numeral, bool) {
	if n, ok := numeralAt(s.toks, i); ok {
		return n, !n.grouped
	}
	one := numeral{value: decimal.Whole(1), step: decimal.Whole(1), next: i + 1, spelt: true}
	w := s.low(i)
	if (w == "full" || w == "whole" || w == "all") && timeUnit(s.low(i+1+bit(s.low(i+1) == "-"))) != "" && (w != "full" || s.low(i-1) != "'s") {
		return one, w != "all" || s.low(i+1) == "-" || s.low(i-1) == "for"
	}
	if w == "half" && (s.low(i+1) == "a" || s.low(i+1) == "an") && timeUnit(s.low(i+2)) != "" {
		one.value, one.step, one.next = decimal.Frac(1, 2), decimal.Frac(1, 2), i+2
		return one, true
	}
	if w == "half" && s.low(i+1) != "day" && timeUnit(s.low(i+1+bit(s.low(i+1) == "-"))) != "" && s.low(i-1) != "first" && s.low(i-1) != "second" && s.low(i-1) != "a" && !strings.HasSuffix(s.low(i+1), "s") {
		one.value, one.step = decimal.Frac(1, 2), decimal.Frac(1, 2)
		return one, true
	}
	if w == "several" && timeUnit(s.low(i+1)) != "" {
		return one, false
	}
	if w != "a" && w != "an" {
		return one, false
	}
	if s.low(i+1) == "half" {
		return one, false
	}
	u := timeUnit(s.low(i + 1))
	if u == "" || strings.HasSuffix(s.low(i+1), "s") || u == "second" || u == "minute" {
		return one, false
	}
	if s.low(i+2) == "and" {
		if s.low(i+3) == "a" && s.low(i+4) == "half" {
			return one, true
		}
		if n, ok := numeralAt(s.toks, i+3); ok && timeUnit(s.low(n.next)) != "" {
			return one, true
		}
	}
	switch s.low(i - 1) {
	case "for", "than", "about", "nearly", "almost", "within", "least", "over", "roughly", "around", "after", "only", "just", "under", "barely", "hardly", "lasted", "lasts", "took":
		return one, !agoWord(s.low(i+2)) || s.low(i+2) == "after"
	}
	return one, u == "decade" && !agoWord(s.low(i+2))
}

// secondPart adds "and three months" to a year.
func (s *scanner) secondPart(v *Value, unit string, k int) int {
	j := k
	if s.low(j) == "and" || s.low(j) == "," {
		j++
	}
	n, ok := numeralAt(s.toks, j)
	if !ok || n.scaled || unit != "year" && unit != "month" {
		return k
	}
	u := timeUnit(s.low(n.next))
	if u != "month" && u != "week" && u != "day" || u == unit {
		return k
	}
	v.ISO = isoDuration(v.Amount, unit) + strings.TrimPrefix(isoDuration(n.value, u), "P")
	if unit == "year" && u == "month" {
		v.Amount = v.Amount.Mul(decimal.Whole(12)).Add(n.value)
		v.Unit, v.Step = "months", decimal.Whole(1)
	}
	return n.next + 1
}

func isoDuration(n decimal.Fraction, unit string) string {
	d, ok := n.Decimal()
	if !ok {
		return ""
	}
	text := d.Reduce().String()
	switch unit {
	case "year":
		return "P" + text + "Y"
	case "decade":
		return "P" + reduced(n.Mul(decimal.Whole(10))) + "Y"
	case "century":
		return "P" + reduced(n.Mul(decimal.Whole(100))) + "Y"
	case "month":
		return "P" + text + "M"
	case "quarter":
		return "P" + reduced(n.Mul(decimal.Whole(3))) + "M"
	case "week":
		return "P" + text + "W"
	case "fortnight":
		return "P" + reduced(n.Mul(decimal.Whole(2))) + "W"
	case "day":
		return "P" + text + "D"
	case "hour":
		return "PT" + text + "H"
	case "minute":
		return "PT" + text + "M"
	case "second":
		return "PT" + text + "S"
	}
	return ""
}

func reduced(f decimal.Fraction) string {
	if d, ok := f.Decimal(); ok {
		return d.Reduce().String()
	}
	return f.Approx(6)
}
