package evidence

import "entente/decimal"

// count reads a number with what it counts: 28,500 troops, 9,000 South Korean
// workers, seven rounds, 133 votes. A bare number counts only when it is
// written with separators; small numbers of sides, countries or officials are
// no figures.
func (s *scanner) count(i int) (hit, bool) {
	n, ok := numeralAt(s.toks, i)
	if !ok {
		return hit{}, false
	}
	low, high, end := n.value, n.value, n.next
	ranged := false
	if h, ok := s.upper(n.next, ""); ok {
		if s.low(n.next) == "to" && h.value.Cmp(n.value) < 0 {
			return hit{}, false
		}
		low, high = shareScale(n, h)
		end, ranged, n.grouped, n.scaled = h.next, true, n.grouped || h.grouped, n.scaled || h.scaled
	}
	unit, sure, next := s.counted(end)
	switch {
	case sure:
	case unit != "" && !n.spelt && !n.decimal:
	case n.grouped && !n.decimal:
	case n.scaled && n.exp >= 3 && unit != "":
	default:
		return hit{}, false
	}
	if yearOf(s.toks[i]) > 0 && !sure && !n.scaled && n.next == i+1 {
		return hit{}, false
	}
	v := Value{Amount: low, Step: n.step, Unit: unit}
	if ranged {
		v.Low, v.High = &low, &high
	}
	_ = next
	return hit{Figure{Kind: Count, Value: v}, i, end, 0, 0}, true
}

// counted finds the noun behind a number, past adjectives. sure reports that
// the noun is one of those this trade counts.
func (s *scanner) counted(i int) (unit string, sure bool, next int) {
	k := i
	if s.low(k) == "-" && s.low(k+1) == "strong" {
		return "persons", true, k + 2
	}
	if s.low(k) == "-" || s.low(k) == "of" && s.low(k+1) == "the" {
		k++
	}
	if s.low(k) == "of" {
		k++
	}
	if s.ballot(k) {
		return "votes", true, k + 1
	}
	found := ""
	for step := 0; step < 6 && k < len(s.toks); step++ {
		t := s.toks[k]
		if t.kind != word || t.line && k > i {
			if t.low == "-" || t.low == "'" {
				k++
				continue
			}
			break
		}
		if u := personNoun(t.low); u != "" {
			return u, true, k + 1
		}
		if _, spelt := numberWord(t.low); spelt || functionWord(t.low) {
			break
		}
		if found == "" && step == 0 {
			found = thing(t.low)
		}
		k++
	}
	return found, false, k
}

// ballot reads what stands behind a number of votes whose noun was said before:
// 36 against and 25 abstentions, 173 in favor.
func (s *scanner) ballot(k int) bool {
	switch s.low(k) {
	case "against", "opposed", "abstained", "abstaining":
		switch s.low(k + 1) {
		case ",", ".", "and", "with", "":
			return true
		}
	case "in":
		return s.low(k+1) == "favor" || s.low(k+1) == "favour"
	}
	return false
}

// thing gives a plural noun its own name as unit.
func thing(w string) string {
	if len(w) > 3 && w[len(w)-1] == 's' && timeUnit(w) == "" && w != "times" && w != "points" && w != "dollars" {
		return w
	}
	switch w {
	case "feet", "km", "miles", "kilometers", "hectares", "acres", "square":
		return w
	}
	return ""
}

func personNoun(w string) string {
	switch w {
	case "troops", "soldiers", "personnel", "servicemembers", "servicemen", "troop", "gis", "marines", "airmen", "forces", "force",
		"workers", "employees", "staff", "staffers", "people", "civilians", "persons", "residents", "protesters", "jobs", "workforce", "military":
		return "persons"
	case "members":
		return "persons"
	case "lawmakers", "senators", "legislators":
		return "persons"
	case "votes", "abstentions", "ballots":
		return "votes"
	case "rounds", "round":
		return "rounds"
	}
	return ""
}

// ordinal reads ninth, 9th, twenty-first; first and second only before the
// nouns of a negotiation, third not as a fraction.
func (s *scanner) ordinal(i int) (hit, bool) {
	v, next, ok := s.ordinalAt(i)
	if !ok || s.ordinalTrap(v, i, next) {
		return hit{}, false
	}
	return hit{Figure{Kind: Ordinal, Value: Value{Amount: decimal.Whole(v), Step: decimal.Whole(1), Unit: "ordinal"}}, i, next, 0, 0}, true
}

func (s *scanner) ordinalAt(i int) (int64, int, bool) {
	if s.kind(i) == number {
		switch s.low(i + 1) {
		case "st", "nd", "rd", "th":
			n, ok := digits(s.toks[i])
			v, whole := n.value.Int64()
			return v, i + 2, ok && whole && s.glued(i+1)
		}
		return 0, 0, false
	}
	w := s.low(i)
	if v, ok := tens(w); ok {
		k := i + 1
		if s.low(k) == "-" {
			k++
		}
		if o := ordinalWord(s.low(k)); o > 0 && o < 10 {
			return v + o, k + 1, true
		}
		return 0, 0, false
	}
	if n, ok := spelled(s.toks, i); ok && (n.next > i+1 || s.low(n.next) == "hundredth") {
		return s.longOrdinal(n)
	}
	if o := ordinalWord(w); o > 0 {
		return o, i + 1, true
	}
	return 0, 0, false
}

// longOrdinal reads one hundred twenty-fifth: a number whose last word is an
// ordinal.
func (s *scanner) longOrdinal(n numeral) (int64, int, bool) {
	k := n.next
	if s.low(k) == "-" || s.low(k) == "and" {
		k++
	}
	v, whole := n.value.Int64()
	if !whole {
		return 0, 0, false
	}
	switch s.low(k) {
	case "hundredth":
		return v * 100, k + 1, true
	case "thousandth":
		return v * 1000, k + 1, true
	}
	if o := ordinalWord(s.low(k)); o > 0 && o < 100 && v%10 == 0 {
		return v + o, k + 1, true
	}
	return 0, 0, false
}

// ordinalTrap reports ordinals that count nothing here.
func (s *scanner) ordinalTrap(v int64, i, next int) bool {
	w := s.low(next)
	if next < len(s.toks) && s.toks[next].capital() {
		switch w {
		case "fleet", "army", "infantry", "division", "amendment", "air", "congress", "corps", "wing", "lady", "vice", "street", "avenue", "marine", "combat", "brigade", "sustainment", "floor", "minister":
			return true
		}
	}
	switch w {
	case "parallel", "century", "hour", "party", "lady", "minister", "secretary", "hand", "floor", "time", "place", "thing", "-":
		if (w != "-" || s.low(next+1) != "round") && (w != "time" || v <= 3) {
			return true
		}
	}
	if _, plural := denominator(w); plural || s.low(i-1) == "-" && s.glued(i) && s.glued(i-1) {
		return true
	}
	if v <= 2 {
		return !s.negotiationNoun(next)
	}
	if v == 3 && (s.low(i-1) == "a" || s.low(i-1) == "one") && w == "of" {
		return true
	}
	return false
}

// negotiationNoun reports whether the noun behind an ordinal is one that is
// numbered in talks: round, session, deal, agreement.
func (s *scanner) negotiationNoun(i int) bool {
	for k := i; k < i+4; k++ {
		switch s.low(k) {
		case "round", "rounds", "session", "sessions", "meeting", "meetings", "deal", "agreement", "pact", "accord", "sma", "phase", "stage", "installment", "instalment", "draft", "reading", "summit":
			return true
		case "of", "in", "to", ",", ".", "for", "":
			return false
		}
	}
	return false
}

func ordinalWord(w string) int64 {
	switch w {
	case "first":
		return 1
	case "second":
		return 2
	case "third":
		return 3
	case "fourth":
		return 4
	case "fifth":
		return 5
	case "sixth":
		return 6
	case "seventh":
		return 7
	case "eighth":
		return 8
	case "ninth", "nineth": //nolint:misspell // a misspelling that is read
		return 9
	case "tenth":
		return 10
	case "eleventh":
		return 11
	case "twelfth":
		return 12
	case "thirteenth":
		return 13
	case "fourteenth":
		return 14
	case "fifteenth":
		return 15
	case "sixteenth":
		return 16
	case "seventeenth":
		return 17
	case "eighteenth":
		return 18
	case "nineteenth":
		return 19
	case "twentieth":
		return 20
	case "thirtieth":
		return 30
	case "fortieth":
		return 40
	case "fiftieth":
		return 50
	case "hundredth":
		return 100
	case "thousandth":
		return 1000
	}
	return 0
}
