package evidence

// modify looks at the words around a figure: hedges before it and behind it,
// and the flow of a sum. It extends the sum over "a year"; the span of the
// figure itself stays as the rule found it.
func (s *scanner) modify(h hit) hit {
	f := &h.figure
	if f.Kind == Money || f.Kind == Qualitative {
		if per, next := s.per(h.next); per != "" {
			f.Value.Per = per
			h.core, h.next = h.next, next
		} else if w := s.low(h.first - 1); w == "annual" || w == "yearly" {
			f.Value.Per = "year"
		}
	}
	if f.Kind == Percent && f.Value.Per == "" {
		if per, next := s.per(h.next); per != "" {
			f.Value.Per, h.core, h.next = per, h.next, next
		}
	}
	if f.IsDate() || f.Kind == Ordinal || f.Bound != "" {
		return h
	}
	f.Bound, f.Cue = s.hedgeBefore(h.first)
	if f.Bound == "" {
		f.Bound, f.Cue = s.hedgeBehind(h.next)
	}
	return h
}

// hedgeBefore reads the hedge that ends right before a token, the longest
// first; an article or "the" may stand between ("nearly a third").
func (s *scanner) hedgeBefore(i int) (Bound, string) {
	k := i - 1
	if s.low(k) == "a" || s.low(k) == "the" {
		k--
	}
	if s.low(k) == "than" && k < i-1 {
		return "", "" // more than the 960.2 billion of before: a comparison
	}
	w, p, pp := s.low(k), s.low(k-1), s.low(k-2)
	switch w {
	case "about", "around", "approximately", "roughly", "some", "circa", "estimated", "approx", "near", "perhaps", "probably":
		if w == "about" && (p == "just" || p == "only") {
			return Approx, p + " " + w
		}
		return Approx, w
	case "nearly", "almost":
		return NearLess, w
	case "to":
		if p == "close" || p == "near" {
			return NearLess, "close to"
		}
		if p == "up" {
			return AtMost, "up to"
		}
		if p == "amounting" || p == "comes" || p == "came" {
			return s.hedgeBefore(k - 1)
		}
	case "than":
		return s.hedgeThan(p, pp)
	case "over", "above", "exceeding", "upwards":
		if p == "just" || p == "slightly" || p == "a" {
			return Approx, p + " " + w
		}
		if overIsHedge(p) {
			return AtLeast, w
		}
	case "least":
		if p == "at" {
			return AtLeast, "at least"
		}
	case "most":
		if p == "at" {
			return AtMost, "at most"
		}
	case "under", "below":
		if p == "just" || p == "slightly" {
			return NearLess, p + " " + w
		}
		if w == "under" && underIsHedge(p) {
			return AtMost, w
		}
	case "as":
		if (p == "much" || p == "many" || p == "high" || p == "little") && pp == "as" {
			return AtMost, "as " + p + " as"
		}
	case "of":
		if p == "upwards" {
			return AtLeast, "upwards of"
		}
		if p == "excess" {
			return AtLeast, "in excess of"
		}
		if p == "neighborhood" || p == "neighbourhood" || p == "region" {
			return Approx, "in the " + p + " of"
		}
	case "maximum", "max":
		return AtMost, w
	case "minimum":
		return AtLeast, w
	}
	return "", ""
}

// hedgeThan reads the comparison that ends in "than".
func (s *scanner) hedgeThan(p, pp string) (Bound, string) {
	if pp == "percent" || pp == "%" || pp == "times" || pp == "won" {
		return "", "" // 8.2 percent more than
	}
	switch p {
	case "more", "greater", "higher":
		if pp == "no" || pp == "not" {
			return AtMost, "no more than"
		}
		if pp == "little" || pp == "slightly" || pp == "just" {
			return Approx, pp + " more than"
		}
		return AtLeast, p + " than"
	case "less", "fewer", "lower":
		if pp == "no" || pp == "not" {
			return AtLeast, "no less than"
		}
		if pp == "little" || pp == "slightly" || pp == "just" || pp == "bit" {
			return NearLess, pp + " less than"
		}
		return AtMost, p + " than"
	}
	return "", ""
}

// overIsHedge keeps "the rise over 2019" and "over ten years" apart from "over
// $200 million": a hedge does not follow a noun of change.
func overIsHedge(p string) bool {
	return changeNoun(p) == "" && p != "percent" && p != "%" && p != "spread" && p != "paid" && p != "talks" && p != "dispute" && p != "differences" && p != "years" && p != "hand" && p != "hands" && p != "handed" && p != "handing" && p != "turn" && p != "turned"
}

func underIsHedge(p string) bool {
	switch p {
	case "at", "for", "of", "to", "with", "was", "is", "well":
		return true
	}
	return false
}

// hedgeBehind reads "or so", "or more", "or less", "-odd", "-plus".
func (s *scanner) hedgeBehind(i int) (Bound, string) {
	switch s.low(i) {
	case "or":
		switch s.low(i + 1) {
		case "so", "thereabouts":
			return Approx, "or so"
		case "more", "higher":
			return AtLeast, "or more"
		case "less", "fewer", "lower":
			return AtMost, "or less"
		}
	case "-":
		switch s.low(i + 1) {
		case "odd", "ish":
			return Approx, s.low(i + 1)
		case "plus":
			return AtLeast, "plus"
		}
	case "plus":
		if s.glued(i) {
			return AtLeast, "plus"
		}
	case "+":
		if s.glued(i) {
			return AtLeast, "+"
		}
	}
	return "", ""
}
