package evidence

import "entente/decimal"

// multiple reads five-fold, fivefold, 5x, five times more, doubled, twice the.
func (s *scanner) multiple(i int) (hit, bool) {
	if n, next, ok := s.fold(i); ok {
		return s.factor(n, i, next), true
	}
	if n, ok := numeralAt(s.toks, i); ok {
		if next, ok := s.times(n.next); ok {
			return s.factor(n, i, next), true
		}
		if s.low(n.next) == "x" && s.glued(n.next) && s.kind(n.next+1) != number {
			return s.factor(n, i, n.next+1), true
		}
		return hit{}, false
	}
	f, next, ok := s.multiplier(i)
	if !ok {
		return hit{}, false
	}
	return s.factor(numeral{value: decimal.Whole(f), step: decimal.Whole(1)}, i, next), true
}

func (s *scanner) factor(n numeral, first, next int) hit {
	f := Figure{Kind: Multiple, Value: Value{Amount: n.value, Step: n.step, Unit: "times", Factor: new(n.value)}}
	f.Value.Direction, f.Value.Base = "increase", s.base(next)
	return hit{f, first, next, 0, 0}
}

// fold reads five-fold, 5-fold, fivefold, five fold.
func (s *scanner) fold(i int) (numeral, int, bool) {
	w := s.low(i)
	if s.kind(i) == word && len(w) > 4 && w[len(w)-4:] == "fold" {
		if v, ok := numberWord(w[:len(w)-4]); ok {
			return numeral{value: decimal.Whole(v), step: decimal.Whole(1)}, i + 1, true
		}
		return numeral{}, 0, false
	}
	n, ok := numeralAt(s.toks, i)
	if !ok {
		return n, 0, false
	}
	k := n.next
	if s.low(k) == "-" {
		k++
	}
	if w := s.low(k); w == "fold" || w == "folds" {
		return n, k + 1, true
	}
	return n, 0, false
}

// times reads "times" when a comparison follows; "met five times" is none.
func (s *scanner) times(i int) (int, bool) {
	k := i
	if s.low(k) == "-" {
		k++
	}
	if s.low(k) != "times" {
		return 0, false
	}
	switch s.low(k + 1) {
	case "more", "higher", "larger", "bigger", "greater", "as", "the", "what", "that", "its", "current", "over", "increase", "last", "their", "than", "this", "his", "south", "seoul", "of", "above", "our":
		if s.low(k+1) == "this" && timeUnit(s.low(k+2)) != "" || s.low(k+1) == "last" && timeUnit(s.low(k+2)) != "" && s.low(k+3) != "'s" && s.low(k+3) != "'" {
			return 0, false // three times this year
		}
		if s.low(k+1) == "over" && (s.low(k+2) == "the" || s.kind(k+2) == number) {
			return 0, false
		}
		return k + 1, true
	case "2", "":
		return 0, false
	}
	if s.kind(k+1) == number && yearOf(s.toks[k+1]) > 0 {
		return k + 1, true // five times 2019
	}
	for b := i - 1; b > i-9 && b >= 0; b-- {
		switch s.low(b) {
		case "increase", "increased", "raise", "raised", "multiply", "multiplied", "rise", "grow", "quintuple", "over", "pay", "demand", "demanded":
			if s.low(k+1) == "." || s.low(k+1) == "," || s.low(k+1) == "to" || s.low(k+1) == "from" {
				return k + 1, true
			}
		case ".", ";":
			return 0, false
		}
	}
	return 0, false
}

// multiplier reads verbs and adverbs that carry their number.
func (s *scanner) multiplier(i int) (int64, int, bool) {
	if s.kind(i) != word || s.low(i+1) == "-" && s.glued(i+1) && s.kind(i+2) == word && s.glued(i+2) {
		return 0, 0, false // double-digit, double-edged
	}
	next := s.low(i + 1)
	switch s.low(i) {
	case "double", "doubled", "doubling", "doubles":
		if next == "down" || next == "check" || next == "standard" || next == "standards" || next == "digit" || next == "digits" || next == "as" || next == "taxation" {
			return 0, 0, false
		}
		return 2, i + 1, true
	case "triple", "tripled", "tripling", "treble", "trebled", "triples":
		if next == "threat" || next == "digits" {
			return 0, 0, false
		}
		return 3, i + 1, true
	case "quadruple", "quadrupled", "quadrupling", "quadruples":
		return 4, i + 1, true
	case "quintuple", "quintupled", "quintupling", "quintuples":
		return 5, i + 1, true
	case "sextuple", "sextupled":
		return 6, i + 1, true
	case "twice":
		switch next {
		case "as", "the", "what", "its", "that", "their", "current", "last", "this":
			if (next == "last" || next == "this") && timeUnit(s.low(i+2)) != "" && s.low(i+3) != "'" {
				return 0, 0, false
			}
			return 2, i + 1, true
		}
	case "thrice":
		if next == "the" || next == "as" || next == "what" {
			return 3, i + 1, true
		}
	}
	return 0, 0, false
}

// share reads half, one-third, two thirds, a quarter of, three-quarters.
func (s *scanner) share(i int) (hit, bool) {
	w := s.low(i)
	switch {
	case w == "half" || w == "halves":
		return s.half(i)
	case s.kind(i) == number && s.low(i+1) == "/" && s.kind(i+2) == number && s.glued(i+1) && s.glued(i+2):
		return s.slash(i)
	}
	num := int64(1)
	var next int
	if v, ok := numberWord(w); ok && v > 0 {
		num, next = v, i+1
		if s.low(next) == "-" {
			next++
		}
	} else if w == "a" || w == "an" {
		next = i + 1
	} else {
		return hit{}, false
	}
	if h, ok := s.oneIn(i); ok {
		return h, true
	}
	den, plural := denominator(s.low(next))
	if den == 0 || (num > 1) != plural || w == "a" && s.low(next+1) != "of" && s.low(next+1) != "or" {
		return hit{}, false
	}
	if s.low(next) == "quarter" && s.low(next+1) != "of" && w != "one" || s.low(next+1) == "-" {
		return hit{}, false
	}
	return s.shareHit(decimal.Frac(num, den), i, next+1), true
}

// oneIn reads one in five, three out of four.
func (s *scanner) oneIn(i int) (hit, bool) {
	a, ok := numeralAt(s.toks, i)
	if !ok || a.scaled || a.decimal || a.grouped {
		return hit{}, false
	}
	k := a.next
	switch {
	case s.low(k) == "in" || s.low(k) == "-" && s.low(k+1) == "in":
		k += 1 + bit(s.low(k) == "-")
		k += bit(s.low(k) == "-")
	case s.low(k) == "out" && s.low(k+1) == "of":
		k += 2
		if s.low(k) == "every" {
			k++
		}
	default:
		return hit{}, false
	}
	b, ok := numeralAt(s.toks, k)
	if !ok || b.scaled || b.decimal || a.value.Cmp(b.value) >= 0 || b.value.Cmp(decimal.Whole(1000)) > 0 || timeUnit(s.low(b.next)) != "" || isMonth(s.low(b.next)) || s.low(b.next) == "-" {
		return hit{}, false
	}
	if _, unit := percentUnit(s.toks, b.next); unit > 0 {
		return hit{}, false
	}
	q, ok := a.value.Quo(b.value)
	return s.shareHit(q, i, b.next), ok
}

func (s *scanner) shareHit(f decimal.Fraction, first, next int) hit {
	v := Value{Amount: f, Step: decimal.Frac(1, 20), Unit: "fraction", Factor: nil}
	return hit{Figure{Kind: Share, Value: v}, first, next, 0, 0}
}

func denominator(w string) (int64, bool) {
	switch w {
	case "third":
		return 3, false
	case "thirds":
		return 3, true
	case "quarter", "fourth":
		return 4, false
	case "quarters", "fourths":
		return 4, true
	case "fifth":
		return 5, false
	case "fifths":
		return 5, true
	case "sixth":
		return 6, false
	case "sixths":
		return 6, true
	case "seventh":
		return 7, false
	case "sevenths":
		return 7, true
	case "ninth":
		return 9, false
	case "ninths":
		return 9, true
	case "hundredth":
		return 100, false
	case "hundredths":
		return 100, true
	case "thousandth":
		return 1000, false
	case "thousandths":
		return 1000, true
	case "eighth":
		return 8, false
	case "eighths":
		return 8, true
	case "tenth":
		return 10, false
	case "tenths":
		return 10, true
	}
	return 0, false
}

// half leaves out the halves of a year, of a game and of an hour.
func (s *scanner) half(i int) (hit, bool) {
	switch s.low(i - 1) {
	case "first", "second", "latter", "1st", "2nd", "other", "better", "and", "last":
		return hit{}, false
	case "a":
		if s.low(i-2) == "and" {
			return hit{}, false
		}
	}
	switch s.low(i + 1) {
	case "-", "an", "hour", "way", "time":
		return hit{}, false
	case "a", "year", "years", "century", "decade", "dozen":
		if timeUnit(s.low(i+1)) != "" || timeUnit(s.low(i+2)) != "" || scaleIs(s.low(i+2)) {
			return hit{}, false
		}
	}
	return s.shareHit(decimal.Frac(1, 2), i, i+1), true
}

func (s *scanner) slash(i int) (hit, bool) {
	a, okA := digits(s.toks[i])
	b, okB := digits(s.toks[i+2])
	if !okA || !okB || a.value.Cmp(b.value) >= 0 || b.value.Cmp(decimal.Whole(20)) > 0 || s.low(i+3) == "/" || a.decimal || b.decimal {
		return hit{}, false
	}
	q, ok := a.value.Quo(b.value)
	if !ok || s.kind(i-1) == symbol && s.low(i-1) == "/" || (s.low(i+3) != "of" && s.low(i+3) != "the") {
		return hit{}, false
	}
	return s.shareHit(q, i, i+3), true
}
