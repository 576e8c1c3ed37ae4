package evidence

import (
	"strings"

	"entente/period"
)

// scanner finds the figures of one paragraph. It walks over the tokens once;
// at each token the rules are tried in a fixed order and the first that fits
// takes its tokens. No rule looks further than a fixed number of tokens, so
// the time is linear in the text.
type scanner struct {
	toks     []token
	day      period.Day // what relative dates count from; zero when unknown
	lastUnit string
	lastYear int // last year named, for "the year before"
	out      []hit
}

func (s *scanner) low(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.toks[i].low
}

func (s *scanner) kind(i int) tokenKind {
	if i < 0 || i >= len(s.toks) {
		return symbol
	}
	return s.toks[i].kind
}

func (s *scanner) glued(i int) bool { return i >= 0 && i < len(s.toks) && s.toks[i].glued }

// scan runs the rules over all tokens.
func (s *scanner) scan() []hit {
	for i := 0; i < len(s.toks); {
		h, ok := s.at(i)
		if !ok || h.next <= i {
			i++
			continue
		}
		h = s.modify(h)
		s.note(h)
		s.out = append(s.out, h)
		i = h.next
	}
	s.heading()
	s.convert()
	return s.out
}

// heading reads what a table is in: "(in billions of won)", "(won)". The sums
// below bear no unit of their own.
func (s *scanner) heading() {
	for i := 0; i+1 < len(s.toks) && s.lastUnit == ""; i++ {
		if s.toks[i].low != "(" {
			continue
		}
		for k := i + 1; k < min(len(s.toks), i+5) && s.toks[k].low != ")"; k++ {
			if u, w := currencyName(s.toks, k); w > 0 && len(u) == 3 {
				s.lastUnit = u
				break
			}
		}
	}
}

// note keeps what later figures lean on.
func (s *scanner) note(h hit) {
	v := h.figure.Value
	if h.figure.Kind == Money && !v.Guess {
		s.lastUnit = v.Unit
	}
	if h.figure.IsDate() && v.Span.From.Year == v.Span.To.Year && v.Span.From.Year > 0 {
		for k := h.first; k < h.next; k++ {
			if yearOf(s.toks[k]) > 0 { // a year in print, not one reckoned from another
				s.lastYear = v.Span.From.Year
			}
		}
	}
}

// at tries the rules at one token. The order matters: what is longest and
// surest comes first.
func (s *scanner) at(i int) (hit, bool) {
	if s.noise(i) {
		return hit{figure: Figure{}, first: i, next: i}, false
	}
	if h, ok := s.korean(i); ok {
		return h, true
	}
	rules := [...]func(int) (hit, bool){s.date, s.money, s.percent, s.multiple, s.share, s.duration, s.ordinal, s.count, s.qualitative, s.loneScale}
	if !s.promising(i) {
		return hit{}, false
	}
	for _, rule := range rules {
		if h, ok := rule(i); ok {
			return h, true
		}
	}
	return hit{}, false
}

// promising drops most words at once: only numbers, signs of currency and
// words that begin a figure go on.
func (s *scanner) promising(i int) bool {
	t := s.toks[i]
	switch t.kind {
	case number:
		return true
	case hangul:
		return false
	case symbol:
		return signUnit(t.low) != "" || t.low == "'"
	case word:
		return opens(t.low) || gluedUnit(s.toks, i) != "" || currencyCode(t.text) != "" || currencyCode(strings.ToUpper(t.text)) != "" && s.kind(i+1) == number || s.low(i+1) == "$"
	}
	return true
}

// opens reports words with which a figure can begin.
func opens(w string) bool {
	switch w {
	case "a", "an", "the", "half", "quarter", "dozen", "couple", "tens", "dozens", "hundreds", "thousands", "millions", "billions", "trillions",
		"today", "tonight", "yesterday", "tomorrow", "this", "last", "next", "past", "previous", "preceding", "prior", "following", "subsequent", "current", "coming",
		"early", "earlier", "mid", "middle", "late", "later", "end", "start", "beginning", "close", "outset", "year", "month", "fiscal", "fy", "q", "h", "latter", "final",
		"full", "whole", "all", "day", "week", "weekend", "rest", "minus", "negative", "nought", "double", "doubled", "doubling", "doubles", "triple", "tripled", "tripling", "triples", "treble", "trebled", "quadruple", "quadrupled", "quadrupling", "quadruples",
		"quintuple", "quintupled", "quintupling", "quintuples", "sextuple", "sextupled", "twice", "thrice", "halves":
		return true
	}
	if _, ok := numberWord(w); ok {
		return true
	}
	return isMonth(w) || weekdayOf(w) > 0 || ordinalWord(w) > 0 || strings.HasSuffix(w, "fold")
}

// noise reports numbers that are names: F-35, Highway 1, No. 2, version 2.0,
// web addresses, telephone numbers, and the letters of codes.
func (s *scanner) noise(i int) bool {
	if s.kind(i) != number {
		return false
	}
	prev := s.low(i - 1)
	if s.glued(i) && i > 0 && s.kind(i-1) == word && signUnit(prev) == "" && currencyCode(s.toks[i-1].text) == "" && dollarOf(prev) == "" && gluedUnit(s.toks, i-1) == "" && !monthGlued(prev) && prev != "fy" && prev != "q" && prev != "h" {
		return true // G7, A4
	}
	if s.glued(i) && prev == "-" && s.glued(i-1) && s.kind(i-2) == word && len(s.low(i-2)) <= 5 && s.toks[i-2].capital() && !isMonth(s.low(i-2)) && s.low(i-2) != "mid" {
		return true // F-35, COVID-19, UH-60
	}
	switch prev {
	case "highway", "route", "article", "section", "chapter", "page", "no", "room", "figure", "table", "annex", "paragraph", "flight", "channel", "version", "type", "gate", "#", "@", "&", "=", "_", "\\":
		return prev != "no" || s.low(i+1) != "percent"
	case ".":
		if s.low(i-2) == "no" || s.low(i-2) == "nos" || s.low(i-2) == "art" || s.low(i-2) == "vol" || s.glued(i) && s.glued(i-1) {
			return true
		}
	case "/":
		return s.glued(i) && s.glued(i-1) && s.kind(i-2) == word
	case ":":
		return s.glued(i) && s.kind(i-2) == number // 10:30
	}
	return s.clock(i) || s.phone(i)
}

// clock reports a time of day: 10:30, 9 a.m.
func (s *scanner) clock(i int) bool {
	if s.low(i+1) == ":" && s.kind(i+2) == number && s.glued(i+1) && s.glued(i+2) {
		return true
	}
	switch s.low(i + 1) {
	case "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "gmt", "kst", "est", "et":
		return true
	}
	return false
}

// phone reports digits joined by hyphens that are no years: 02-2100-2114.
func (s *scanner) phone(i int) bool {
	if s.low(i+1) != "-" || s.kind(i+2) != number || !s.glued(i+1) || !s.glued(i+2) {
		return s.low(i-1) == "-" && s.low(i-3) == "-" && s.kind(i-2) == number && s.glued(i-1) && s.glued(i-2) && len(s.low(i)) >= 4
	}
	if d, ok := s.isoDate(i); ok && !d.span.From.IsZero() {
		return false // 3-7-2017
	}
	return s.low(i+3) == "-" && s.kind(i+4) == number && len(s.low(i)) <= 3 && len(s.low(i+4)) >= 3
}

// convert joins a sum in brackets to the sum before it: one figure in two
// currencies.
func (s *scanner) convert() {
	for k := 1; k < len(s.out); k++ {
		a, b := &s.out[k-1].figure, &s.out[k].figure
		if a.Kind != Money || b.Kind != Money || a.Value.Unit == b.Value.Unit || a.Value.Converted > 0 {
			continue
		}
		if s.bridge(s.out[k-1].next, s.out[k].first) {
			b.Value.Converted = k
			if b.Value.Per == "" {
				b.Value.Per = a.Value.Per
			}
			if a.Value.Per == "" {
				a.Value.Per = b.Value.Per
			}
		}
	}
}

// bridge reports whether only an opening bracket, a dash, "or" and hedges
// stand between two sums.
func (s *scanner) bridge(from, to int) bool {
	opened := false
	if to-from > 7 {
		return false
	}
	for i := from; i < to; i++ {
		w := s.low(i)
		switch {
		case w == "(" || w == "[" || w == "--" || w == "or" || w == "=" || w == "equivalent" || w == "equal" || w == "worth":
			opened = true
		case w == "," || w == "a" || w == "year" || w == "annually" || w == "of" || w == "to" || w == "the" || w == "now" || w == "currently" || w == "then" || hedge(w):
		case s.kind(i) == hangul:
		default:
			return false
		}
	}
	return opened
}

func hedge(w string) bool {
	switch w {
	case "about", "around", "approximately", "roughly", "some", "nearly", "almost", "over", "more", "than", "just", "under", "below", "an", "estimated", "only", "close":
		return true
	}
	return false
}

// functionWord reports words that are no nouns: what stands behind a bare
// number then counts nothing.
func functionWord(s string) bool {
	switch s {
	case "a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "with", "as", "and", "or", "but", "than", "that", "which", "who", "is", "was", "were", "are",
		"be", "been", "will", "would", "has", "had", "have", "since", "until", "under", "over", "after", "before", "during", "while", "when", "if", "it", "he", "she", "they",
		"this", "these", "those", "its", "his", "their", "not", "more", "less", "per", "each", "every", "into", "up", "down", "out", "said", "against", "compared", "so", "because",
		"annually", "yearly", "through", "between", "about", "according", "up.", "again", "next", "last", "now", "then", "still", "also", "could", "should", "may", "might", "both", "where", "whose", "what", "how", "via":
		return true
	}
	return false
}
