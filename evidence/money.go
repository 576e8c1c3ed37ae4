package evidence

import (
	"entente/decimal"
)

// hit is what a rule found: a figure and the first token behind it.
type hit struct {
	figure      Figure
	first, next int // tokens of the figure
	to          int // where the figure ends inside the last token; 0 at its end
	core        int // first token behind the figure itself, when next lies further
}

// money reads a sum at token i: a sign and a number, or a number and a name of
// a currency, with a range where one is written (a row of two numbers).
func (s *scanner) money(i int) (hit, bool) {
	toks := s.toks
	unit, width := currencySign(toks, i)
	n, ok := numeralAt(toks, i+width)
	if !ok {
		return hit{}, false
	}
	if unit == "" {
		s.splitCode(&n)
	}
	if width > 0 && (toks[i+width].line || n.spelt && !n.scaled) {
		return hit{}, false
	}
	high, ranged := s.upper(n.next, unit)
	end, last := n.next, n
	if ranged {
		end, last = high.next, high
	}
	named := false
	if u, w := currencyName(toks, end); w > 0 && (unit == "" || u == unit || toks[end].low != "$") && !s.signFollows(end, w) {
		if unit == "" || u == unit {
			unit, end, named = u, end+w, true
		}
	}
	if unit == "" {
		return hit{}, false
	}
	if width == 0 && !named {
		return hit{}, false
	}
	if unit == "cents" || unit == "pence" {
		unit = map[string]string{"cents": "USD", "pence": "GBP"}[unit]
		n.value, n.step = n.value.Mul(decimal.Frac(1, 100)), n.step.Mul(decimal.Frac(1, 100))
	} else if named && n.decimalFree() && !n.scaled {
		end = s.addCents(end, &n)
	}
	if len(unit) == 4 {
		unit, n.value, n.step = unit[1:], n.value.Mul(pow10(6)), n.step.Mul(pow10(6))
	}
	v := Value{Amount: n.value, Step: n.step, Unit: unit}
	if ranged {
		low, up := shareScale(n, last)
		v.Amount, v.Low, v.High, v.Step = low, &low, &up, last.step
	}
	return hit{Figure{Kind: Money, Value: v}, i, end, 0, 0}, true
}

func (n numeral) decimalFree() bool { return !n.decimal && !n.grouped }

// splitCode reads the scale behind a code (75 USD million) as if it stood
// before it.
func (s *scanner) splitCode(n *numeral) {
	if n.scaled || s.kind(n.next) != word || currencyCode(s.toks[n.next].text) == "" {
		return
	}
	if exp, ok := scaleWord(s.low(n.next + 1)); ok && exp >= 6 {
		n.value, n.step, n.exp, n.scaled = n.value.Mul(pow10(exp)), n.step.Mul(pow10(exp)), exp, true
		s.toks[n.next], s.toks[n.next+1] = s.swapped(n.next)
		n.next++
	}
}

// swapped exchanges what two tokens say, not where they stand.
func (s *scanner) swapped(i int) (token, token) {
	a, b := s.toks[i], s.toks[i+1]
	a.text, b.text = b.text, a.text
	a.low, b.low = b.low, a.low
	return a, b
}

// addCents reads "4 dollars and 99 cents" as one sum.
func (s *scanner) addCents(end int, n *numeral) int {
	k := end
	if s.low(k) == "and" {
		k++
	}
	c, ok := numeralAt(s.toks, k)
	if !ok || c.scaled || c.decimal || c.value.Cmp(decimal.Whole(99)) > 0 {
		return end
	}
	next := c.next
	if w := s.low(c.next); w == "cents" || w == "cent" {
		next++
	} else if _, named := currencyName(s.toks, c.next); named > 0 || s.kind(c.next) == word && !functionWord(w) || c.value.Cmp(decimal.Whole(9)) < 0 || k > end && c.spelt {
		return end
	}
	n.value = n.value.Add(c.value.Mul(decimal.Frac(1, 100)))
	n.step = decimal.Frac(1, 100)
	return next
}

// signFollows keeps "20 $5 bills" apart: a sign belongs to the number it
// touches, and between two blanks to the next.
func (s *scanner) signFollows(i, w int) bool {
	if s.kind(i+w) == number && s.glued(i+w) {
		return true
	}
	return s.kind(i+w) == number && s.toks[i+w-1].kind == symbol && (s.glued(i+w) || s.toks[i].glued == s.glued(i+w) && !s.signEnds(i+w))
}

// signEnds reports that the next number has a sign behind it too: 10 $ 30 $.
func (s *scanner) signEnds(i int) bool {
	n, ok := numeralAt(s.toks, i)
	return ok && s.kind(n.next) == symbol && signUnit(s.low(n.next)) != ""
}

// upper reads the second number of a range: 1.2-1.6, 10 to 12, 1.2 or 1.3 is
// not one. The sign of the first number may be repeated.
func (s *scanner) upper(i int, unit string) (numeral, bool) {
	switch s.low(i) {
	case "-", "--", "~", "to":
	default:
		return numeral{}, false
	}
	if s.toks[i].line {
		return numeral{}, false
	}
	j := i + 1
	if u, w := currencySign(s.toks, j); w > 0 {
		if u != unit {
			return numeral{}, false
		}
		j += w
	}
	if s.kind(j) != number {
		return numeral{}, false
	}
	return numeralAt(s.toks, j)
}

// shareScale gives the first number of a range the scale of the second when it
// has none: 1.2-1.6 billion.
func shareScale(low, high numeral) (decimal.Fraction, decimal.Fraction) {
	if !low.scaled && high.scaled {
		return low.value.Mul(pow10(high.exp)), high.value
	}
	return low.value, high.value
}

// loneScale reads "1.83 trillion" with no currency: a sum whose unit is that of
// the last sum before it, or unknown. A noun behind it makes it a count.
func (s *scanner) loneScale(i int) (hit, bool) {
	n, ok := numeralAt(s.toks, i)
	if !ok || !n.scaled || n.exp < 6 || s.lastUnit == "" {
		return hit{}, false
	}
	if s.kind(n.next) == word && !s.toks[n.next].line && !functionWord(s.low(n.next)) && !perWord(s.low(n.next)) {
		return hit{}, false
	}
	return hit{Figure{Kind: Money, Value: Value{Amount: n.value, Step: n.step, Unit: s.lastUnit, Guess: true}}, i, n.next, 0, 0}, true
}

func perWord(s string) bool { return s == "annually" || s == "yearly" || s == "more" || s == "less" }

// qualitative reads "billions of dollars", "tens of billions of won".
func (s *scanner) qualitative(i int) (hit, bool) {
	j := i
	if m := pluralScale(s.low(j)); m == 0 {
		return hit{}, false
	}
	exp := 0
	for pluralScale(s.low(j)) > 0 {
		exp += pluralScale(s.low(j))
		j++
		if s.low(j) == "of" {
			j++
		}
	}
	u, w := currencyName(s.toks, j)
	if w == 0 {
		return hit{}, false
	}
	v := Value{Amount: pow10(exp), Step: pow10(exp), Unit: u}
	return hit{Figure{Kind: Qualitative, Value: v, Bound: AtLeast}, i, j + w, 0, 0}, true
}

func pluralScale(s string) int {
	switch s {
	case "tens", "dozens":
		return 1
	case "hundreds":
		return 2
	case "thousands":
		return 3
	case "millions":
		return 6
	case "billions":
		return 9
	case "trillions":
		return 12
	}
	return 0
}

// per reads the flow behind a sum: a year, per year, annually, each year.
func (s *scanner) per(i int) (string, int) {
	switch s.low(i) {
	case "annually", "yearly":
		return "year", i + 1
	case "monthly":
		return "month", i + 1
	case "/":
		if u := timeUnit(s.low(i + 1)); u != "" {
			return u, i + 2
		}
	case "a", "per", "each", "every", "an":
		if s.low(i) == "per" && s.low(i+1) == "annum" {
			return "year", i + 2
		}
		if u := timeUnit(s.low(i + 1)); u != "" && !agoWord(s.low(i+2)) {
			return u, i + 2
		}
	}
	return "", i
}

func agoWord(s string) bool {
	switch s {
	case "ago", "earlier", "later", "before", "after", "ahead":
		return true
	}
	return false
}

// timeUnit returns the singular of a unit of time.
func timeUnit(s string) string {
	switch s {
	case "year", "years", "yr", "yrs":
		return "year"
	case "month", "months":
		return "month"
	case "week", "weeks":
		return "week"
	case "fortnight", "fortnights":
		return "fortnight"
	case "day", "days":
		return "day"
	case "quarter", "quarters":
		return "quarter"
	case "decade", "decades":
		return "decade"
	case "hour", "hours", "hr", "hrs":
		return "hour"
	case "minute", "minutes", "min", "mins":
		return "minute"
	case "second", "seconds", "sec", "secs":
		return "second"
	case "century", "centuries":
		return "century"
	}
	return ""
}
