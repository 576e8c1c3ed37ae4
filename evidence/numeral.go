package evidence

import (
	"strings"

	"entente/decimal"
)

// numeral is a number as a text states it.
type numeral struct {
	value   decimal.Fraction
	step    decimal.Fraction // worth of the last stated digit
	next    int              // first token behind it
	spelt   bool             // in letters
	scaled  bool             // with thousand, million, ...
	exp     int              // the power of ten of those words
	grouped bool             // with separators between thousands
	decimal bool             // with a point
}

func pow10(n int) decimal.Fraction { return decimal.New(1, int32(n)).Fraction() }

// digits reads one number token.
func digits(t token) (numeral, bool) {
	s := t.text
	n := numeral{grouped: strings.ContainsAny(s, ",\u202f\u2009")}
	if n.grouped {
		s = strings.NewReplacer(",", "", "\u202f", "", "\u2009", "").Replace(s)
	}
	if strings.Count(s, ".") > 1 {
		return n, false
	}
	d, err := decimal.Parse(s)
	if err != nil {
		return n, false
	}
	n.decimal = d.Places() > 0
	n.value, n.step = d.Fraction(), pow10(-d.Places())
	return n, true
}

// numeralAt reads a number at token i: digits or words, with its scale.
func numeralAt(toks []token, i int) (numeral, bool) {
	if i >= len(toks) {
		return numeral{}, false
	}
	var n numeral
	ok := false
	switch toks[i].kind {
	case number:
		if n, ok = spaced(toks, i); !ok {
			if n, ok = digits(toks[i]); ok {
				n.next = i + 1
			}
		}
		if ok {
			n = mixedFraction(toks, n)
			if n.next < len(toks) && dozen(toks[n.next].low) && !toks[n.next].line {
				n.value, n.next = n.value.Mul(decimal.Whole(12)), n.next+1
			}
		}
	case word:
		if w := toks[i].low; (w == "minus" || w == "negative") && i+1 < len(toks) && toks[i+1].low != w {
			n, ok := numeralAt(toks, i+1)
			n.value = n.value.Neg()
			return n, ok
		}
		n, ok = spelled(toks, i)
	case hangul, symbol:
	}
	if !ok {
		return n, false
	}
	return andPart(toks, scaled(toks, n)), true
}

// signedAt reads a number with the sign that touches it: -8.9, never the second
// number of a range. first is the token of the sign.
func signedAt(toks []token, i int) (n numeral, first int, ok bool) {
	n, ok = numeralAt(toks, i)
	if ok && i > 0 && i < len(toks) && toks[i-1].low == "-" && toks[i].glued && (!toks[i-1].glued || i == 1) {
		n.value = n.value.Neg()
		return n, i - 1, true
	}
	return n, i, ok
}

// spaced reads 1 183 300 000: groups of three between blanks, at least two of
// them, so that neighbouring numbers are not joined.
func spaced(toks []token, i int) (numeral, bool) {
	if len(toks[i].text) > 3 || i > 0 && toks[i-1].kind == number {
		return numeral{}, false
	}
	text, k := toks[i].text, i+1
	for k < len(toks) && toks[k].kind == number && len(toks[k].text) == 3 && !toks[k].glued && !toks[k].line && whole(toks[k]) >= 0 && group(toks[k].text) {
		text += toks[k].text
		k++
	}
	if k < i+3 || !group3(toks[i].text) {
		return numeral{}, false
	}
	d, err := decimal.Parse(text)
	if err != nil {
		return numeral{}, false
	}
	return numeral{value: d.Fraction(), step: pow10(0), next: k, grouped: true}, true
}

// group3 reports one to three digits.
func group3(s string) bool {
	for _, c := range []byte(s) {
		if !digit(c) {
			return false
		}
	}
	return true
}

// andPart adds the part in words behind a number: 3 million and a half, one
// and three quarters.
func andPart(toks []token, n numeral) numeral {
	if n.next+1 >= len(toks) || toks[n.next].low != "and" {
		return n
	}
	f, next, ok := partPhrase(toks, n.next+1)
	if !ok || next < len(toks) && toks[next].low == "of" {
		return n
	}
	n.value, n.next = n.value.Add(f.Mul(pow10(n.exp))), next
	n.step = decimal.Frac(1, 4).Mul(pow10(n.exp))
	return scaled(toks, n)
}

// partPhrase reads a half, a quarter, one fourth, two thirds.
func partPhrase(toks []token, i int) (decimal.Fraction, int, bool) {
	num := int64(1)
	w := toks[i].low
	if v, ok := numberWord(w); ok && v > 0 {
		num = v
	} else if w != "a" {
		return decimal.Fraction{}, 0, false
	}
	if i+1 >= len(toks) {
		return decimal.Fraction{}, 0, false
	}
	if toks[i+1].low == "half" && num == 1 {
		return decimal.Frac(1, 2), i + 2, true
	}
	den, plural := denominator(toks[i+1].low)
	if den == 0 || plural != (num > 1) {
		return decimal.Fraction{}, 0, false
	}
	return decimal.Frac(num, den), i + 2, true
}

// mixedFraction adds a half or a/b written behind a whole number (2 1/2, 1½).
func mixedFraction(toks []token, n numeral) numeral {
	i := n.next
	if i < len(toks) {
		if f, ok := vulgar(toks[i].text); ok {
			n.value, n.next, n.step = n.value.Add(f), i+1, decimal.Frac(1, 4)
			return n
		}
	}
	if i+2 < len(toks) && toks[i].kind == number && toks[i+1].text == "/" && toks[i+2].kind == number && !toks[i].glued {
		a, okA := digits(toks[i])
		b, okB := digits(toks[i+2])
		if q, ok := a.value.Quo(b.value); okA && okB && ok && q.Cmp(decimal.Whole(1)) < 0 {
			n.value, n.next, n.step = n.value.Add(q), i+3, decimal.Frac(1, 4)
		}
	}
	return n
}

func vulgar(s string) (decimal.Fraction, bool) {
	switch s {
	case "½":
		return decimal.Frac(1, 2), true
	case "¼":
		return decimal.Frac(1, 4), true
	case "¾":
		return decimal.Frac(3, 4), true
	case "⅓":
		return decimal.Frac(1, 3), true
	case "⅔":
		return decimal.Frac(2, 3), true
	}
	return decimal.Fraction{}, false
}

// scaled applies the scale words behind a number: 1.04 billion, 4.7bn, 500m.
func scaled(toks []token, n numeral) numeral {
	for n.next < len(toks) {
		i := n.next
		if toks[i].low == "-" && toks[i].glued && i+1 < len(toks) && toks[i+1].glued {
			i++ // 4.7-billion
		}
		exp, ok := scaleWord(toks[i].low)
		if !ok && toks[i].glued && i == n.next {
			exp, ok = scaleLetter(toks[i].low)
		}
		if !ok || toks[i].line {
			return n
		}
		n.value, n.step = n.value.Mul(pow10(exp)), n.step.Mul(pow10(exp))
		n.next, n.scaled, n.exp = i+1, true, n.exp+exp
		if len(toks[i].low) <= 3 && n.next+1 < len(toks) && toks[n.next].text == "." && toks[n.next+1].kind == word && !toks[n.next+1].capital() {
			n.next++ // the point of an abbreviation: 4.7 bn. dollars
		}
		if n.value.Sign() != 0 && exp < 6 {
			continue // hundred thousand, thousand billion
		}
		return n
	}
	return n
}

func scaleWord(s string) (int, bool) {
	switch s {
	case "hundred":
		return 2, true
	case "thousand":
		return 3, true
	case "million", "mn", "mln", "mio", "mil":
		return 6, true
	case "billion", "bn", "bln", "milliard":
		return 9, true
	case "trillion", "tn", "trn", "tln":
		return 12, true
	case "quadrillion":
		return 15, true
	case "lakh", "lac":
		return 5, true
	case "crore":
		return 7, true
	}
	return 0, false
}

// scaleLetter reads scales that only count when they touch the number.
func scaleLetter(s string) (int, bool) {
	switch s {
	case "k":
		return 3, true
	case "m", "mm":
		return 6, true
	case "b":
		return 9, true
	case "t":
		return 12, true
	}
	return 0, false
}

// unit returns the value of a small number word.
func numberWord(s string) (int64, bool) {
	switch s {
	case "zero", "nought", "naught":
		return 0, true
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	}
	return tens(s)
}

func tens(s string) (int64, bool) {
	switch s {
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty", "fourty": //nolint:misspell // a misspelling that is read
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// spelled reads a number in words: twenty-eight thousand five hundred, one and
// a half (billion), a dozen, a couple of.
func spelled(toks []token, i int) (numeral, bool) {
	if i >= len(toks) {
		return numeral{}, false
	}
	if _, ok := numberWord(toks[i].low); !ok {
		return loose(toks, i)
	}
	total, current := int64(0), int64(0)
	some, last := false, i
	for j := i; j < len(toks) && toks[j].kind == word && (j == i || !toks[j].line); {
		w := toks[j].low
		v, isNum := numberWord(w)
		switch {
		case isNum && (current%100 == 0 || current%10 == 0 && current%100 >= 20 && v < 10):
			current, some = current+v, true
		case w == "hundred" && (some && current > 0 && current < 100):
			current *= 100
		case w == "thousand" && some && current > 0 && total == 0:
			total, current = current*1000, 0
		case bigScale(w) > 0 && some && current > 0 && nextNumber(toks, j+1):
			total, current = total+current*bigScale(w), 0
		case w == "and" && some && j > i && (total > 0 || current >= 100) && nextSmall(toks, j+1):
			j++
			continue
		default:
			j = len(toks)
			continue
		}
		j++
		last = j
		if j+1 < len(toks) && toks[j].low == "-" && toks[j].glued && toks[j+1].glued && isNumberish(toks[j+1].low) {
			j++ // twenty-eight
		}
	}
	n := numeral{value: decimal.Whole(total + current), step: decimal.Whole(1), next: last, spelt: true}
	if !some {
		return loose(toks, i)
	}
	if n.next < len(toks) && dozen(toks[n.next].low) {
		n.value, n.next = n.value.Mul(decimal.Whole(12)), n.next+1
	}
	return spokenPoint(toks, n), true
}

// spokenPoint reads thirteen point nine, two hundred point zero three, two
// hundred point seventy-one: the digits behind the point one by one, or as a
// number.
func spokenPoint(toks []token, n numeral) numeral {
	k := n.next
	hyphen := func() {
		if k+1 < len(toks) && toks[k].low == "-" && toks[k].glued {
			k++ // eight-point-three, as scripts of broadcasters have it
		}
	}
	hyphen()
	if k+1 >= len(toks) || toks[k].low != "point" || toks[k].line {
		return n
	}
	k++
	hyphen()
	part, unit := decimal.Fraction{}, decimal.Whole(1)
	for k < len(toks) && toks[k].kind == word {
		v, ok := numberWord(toks[k].low)
		if !ok {
			break
		}
		if v >= 10 {
			more := v
			if k+2 < len(toks) && toks[k+1].low == "-" && v >= 20 {
				if d, ok := numberWord(toks[k+2].low); ok && d < 10 {
					more, k = v+d, k+2
				}
			}
			unit = unit.Mul(decimal.Frac(1, 100))
			part, k = part.Add(unit.Mul(decimal.Whole(more))), k+1
			break
		}
		unit = unit.Mul(decimal.Frac(1, 10))
		part, k = part.Add(unit.Mul(decimal.Whole(v))), k+1
	}
	if unit.Equal(decimal.Whole(1)) {
		return n
	}
	n.value, n.step, n.next, n.decimal = n.value.Add(part), unit, k, true
	return n
}

func dozen(s string) bool { return s == "dozen" || s == "dozens" || s == "dz" || s == "dzs" }

func isNumberish(s string) bool {
	_, ok := numberWord(s)
	return ok || s == "hundred" || s == "thousand"
}

func bigScale(s string) int64 {
	switch s {
	case "million":
		return 1e6
	case "billion":
		return 1e9
	case "trillion":
		return 1e12
	}
	return 0
}

// nextNumber reports whether a number goes on behind a scale word: twenty-one
// trillion three hundred, five million and two.
func nextNumber(toks []token, i int) bool {
	if i < len(toks) && toks[i].low == "and" {
		i++
	}
	return nextSmall(toks, i)
}

func nextSmall(toks []token, i int) bool {
	if i >= len(toks) {
		return false
	}
	if i+1 < len(toks) {
		if den, _ := denominator(toks[i+1].low); den > 0 {
			return false // five billion and three quarters
		}
	}
	_, ok := numberWord(toks[i].low)
	return ok
}

// loose reads "a million", "a dozen", "a couple of", "half a million".
func loose(toks []token, i int) (numeral, bool) {
	switch toks[i].low {
	case "a", "an", "half", "quarter", "dozen", "dz", "dzs":
	default:
		return numeral{}, false
	}
	n := numeral{value: decimal.Whole(1), step: decimal.Whole(1), spelt: true}
	at := func(k int) string {
		if k < len(toks) {
			return toks[k].low
		}
		return ""
	}
	article := at(i) == "a" || at(i) == "an"
	switch {
	case article && dozen(at(i+1)):
		n.value, n.next = decimal.Whole(12), i+2
	case dozen(at(i)) && at(i) != "dozens":
		n.value, n.next = decimal.Whole(12), i+1
	case article && at(i+1) == "couple":
		n.value, n.next = decimal.Whole(2), i+2
		if at(i+2) == "of" {
			n.next++
		}
	case article && scaleIs(at(i+1)):
		n.next = i + 1
	case at(i) == "half" && (at(i+1) == "a" || at(i+1) == "an") && scaleIs(at(i+2)):
		n.value, n.step, n.next = decimal.Frac(1, 2), decimal.Frac(1, 2), i+2
	case article && (at(i+1) == "half" || at(i+1) == "quarter") && scaleIs(at(i+2)):
		n.value, n.next = partOf(at(i+1)), i+2
		n.step = n.value
	case (at(i) == "half" || at(i) == "quarter") && scaleIs(at(i+1)):
		n.value, n.next = partOf(at(i)), i+1
		n.step = n.value
	case at(i) == "half" && at(i+1) == "a" && dozen(at(i+2)):
		n.value, n.next = decimal.Whole(6), i+3
	default:
		return n, false
	}
	return n, true
}

func partOf(w string) decimal.Fraction {
	if w == "half" {
		return decimal.Frac(1, 2)
	}
	return decimal.Frac(1, 4)
}

// scaleIs leaves out the abbreviations: "a mil" is no number of ours.
func scaleIs(s string) bool {
	switch s {
	case "hundred", "thousand", "million", "billion", "trillion":
		return true
	}
	return false
}
