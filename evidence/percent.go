package evidence

import "entente/decimal"

// percent reads 5.4 percent, 13.9%, 5 to 10 per cent, 1.5 percentage points.
func (s *scanner) percent(i int) (hit, bool) {
	n, first, ok := signedAt(s.toks, i)
	if !ok {
		return hit{}, false
	}
	high, ranged := n, false
	end := n.next
	unit, width := percentUnit(s.toks, end)
	if h, ok := s.upperPercent(end + width); ok {
		if u, w := percentUnit(s.toks, h.next); w > 0 && (width == 0 || u == unit) {
			high, ranged, unit, width, end = h, true, u, w, h.next
		}
	}
	if width == 0 {
		return hit{}, false
	}
	v := Value{Amount: n.value, Step: high.step, Unit: unit}
	if ranged {
		v.Low, v.High = new(n.value), new(high.value)
	}
	if s.low(end+width) == "annually" || s.low(end+width) == "yearly" {
		v.Per = "year"
	}
	f := Figure{Kind: Percent, Value: v}
	s.change(&f, first, end+width)
	return hit{f, first, end + width, 0, 0}, true
}

func (s *scanner) upperPercent(i int) (numeral, bool) {
	switch s.low(i) {
	case "-", "--", "~", "to":
		if s.kind(i+1) == number || s.kind(i+1) == word {
			return numeralAt(s.toks, i+1)
		}
	}
	return numeral{}, false
}

// percentUnit reads the sign or the word behind the number.
func percentUnit(toks []token, i int) (string, int) {
	at := func(k int) string {
		if k < len(toks) && (k != i || !toks[k].line) {
			return toks[k].low
		}
		return ""
	}
	k := i
	if at(k) == "-" && at(k+1) != "" {
		k++
	}
	switch at(k) {
	case "%", "percent", "percents", "pct", "percentage":
	case "per":
		if at(k+1) != "cent" {
			return "", 0
		}
		k++
	case "pp", "ppt", "ppts", "%p", "%pt", "pps":
		return "points", k + 1 - i
	default:
		return "", 0
	}
	if at(k+1) == "." && at(k) == "pct" {
		k++
	}
	if at(k+1) == "-" && (at(k+2) == "point" || at(k+2) == "points") {
		return "points", k + 3 - i
	}
	if at(k+1) == "point" || at(k+1) == "points" || at(k+1) == "pts" || at(k+1) == "p" && toks[k+1].glued {
		return "points", k + 2 - i
	}
	return "percent", k + 1 - i
}

// change finds whether a percentage or a multiple is a change, which way, and
// against what. It looks a few words back and forth inside the sentence.
func (s *scanner) change(f *Figure, first, next int) {
	dir := s.directionBehind(next)
	if dir == "" {
		dir = s.directionBefore(first)
	}
	f.Value.Direction = dir
	f.Value.Base = s.base(next)
	if f.Kind != Percent || f.Value.Unit != "percent" || f.Value.Low != nil {
		return
	}
	part := f.Value.Amount.Mul(decimal.Frac(1, 100))
	switch {
	case dir == "increase":
		f.Value.Factor = new(decimal.Whole(1).Add(part))
	case dir == "decrease":
		f.Value.Factor = new(decimal.Whole(1).Sub(part))
	case s.low(next) == "of" && part.Cmp(decimal.Whole(1)) > 0:
		f.Value.Factor = new(part) // 150 percent of the current sum
	}
}

func (s *scanner) directionBehind(i int) string {
	for k := i; k < i+5; k++ {
		w := s.low(k)
		if d := changeNoun(w); d != "" {
			return d
		}
		switch w {
		case "more", "higher", "greater", "above", "larger":
			return "increase"
		case "less", "lower", "below", "smaller":
			return "decrease"
		}
		if w == "" || s.kind(k) == symbol && w != "-" && w != "\"" || stopsNoun(w) {
			return ""
		}
	}
	return ""
}

// stopsNoun reports words at which the noun phrase behind a figure ends.
func stopsNoun(w string) bool {
	switch w {
	case "of", "from", "in", "on", "to", "for", "and", "or", "but", "by", "a", "the", "that", "which", "was", "is", "will", "would", "over", "since", "until", "next", "last", "this", "with", "as", "compared":
		return true
	}
	return false
}

func changeNoun(w string) string {
	switch w {
	case "increase", "increases", "rise", "rises", "hike", "hikes", "raise", "raises", "jump", "growth", "surge", "boost", "gain", "markup", "bump", "uptick", "upturn", "premium":
		return "increase"
	case "decrease", "cut", "cuts", "reduction", "drop", "fall", "decline", "discount", "slump", "dip", "decreases", "falls", "drops":
		return "decrease"
	}
	return ""
}

func (s *scanner) directionBefore(i int) string {
	for k := i - 1; k >= i-9 && k >= 0; k-- {
		w := s.low(k)
		if d := changeVerb(w); d != "" {
			if s.low(k-1) == "no" && d == "increase" {
				return ""
			}
			return d
		}
		switch w {
		case ".", ";", ":", "(", ")", "?", "!":
			return ""
		case "of", "share":
			if k < i-4 {
				return ""
			}
		}
	}
	return ""
}

func changeVerb(w string) string {
	if d := changeNoun(w); d != "" {
		return d
	}
	switch w {
	case "increased", "increasing", "rose", "risen", "rising", "up", "grew", "grow", "grows", "grown", "raised", "raising", "jumped", "climbed", "climb", "lifted", "lift", "hiked", "surged", "soared", "add", "adds", "added", "upped", "bumped", "gained", "boosted", "extra", "additional":
		return "increase"
	case "decreased", "decreasing", "fell", "fallen", "down", "reduced", "reduce", "reducing", "dropped", "declined", "shrank", "lowered", "slashed", "trimmed", "cutting":
		return "decrease"
	}
	return ""
}

// base reads what a change is measured against: from 2019, over the previous
// year, on 2030, than in 2018.
func (s *scanner) base(i int) string {
	for k := i; k < i+7; k++ {
		switch w := s.low(k); w {
		case "from", "over", "on", "than", "against", "versus", "vs", "compared", "since":
			return s.phrase(k + 1)
		case ".", ";", "(", ")", ",", "":
			return ""
		}
	}
	return ""
}

// phrase returns up to five words from a token, to the next stop.
func (s *scanner) phrase(i int) string {
	out := ""
	for k := i; k < i+5 && k < len(s.toks); k++ {
		t := s.toks[k]
		if t.kind == symbol && t.low != "$" && t.low != "-" && t.low != "'" || t.low == "and" || t.low == "to" && k > i {
			break
		}
		if out != "" && !t.glued {
			out += " "
		}
		out += t.text
	}
	return out
}
