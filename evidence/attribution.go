package evidence

import (
	"slices"
	"strings"
)

// Narrator is the speaker of what a document says in its own voice.
const Narrator = "narrator"

// Link is one station on the way of a statement: its source, who passed it on.
type Link struct {
	Who   string
	Type  string // person, official, organisation, outlet, document
	Named bool
}

// Attribution says who stands behind a figure or a position. Chain runs from
// the source to the last relay before the document itself.
type Attribution struct {
	Speaker   string
	OnBehalf  string
	Chain     []Link
	Anonymous bool
	Quote     string // direct, paraphrase, or "" for the narrator
}

// scope is a stretch of a sentence that somebody is made responsible for.
type scope struct {
	from, to int // tokens
	att      Attribution
}

// speech reads who says what, sentence after sentence. It remembers the last
// speakers, because "he added" and quotations without a cue lean on them.
type speech struct {
	names   []string // full names of persons met so far
	person  *Attribution
	source  *Attribution // the last anonymous official or source
	last    *Attribution
	para    int          // paragraph of last
	met     *Attribution // the person named last, who need not have spoken
	inQuote bool
	korean  bool
}

// reportVerb reports verbs by which a text hands a statement to somebody.
func reportVerb(w string) bool {
	switch w {
	case "said", "says", "say", "told", "tells", "added", "adds", "noted", "notes", "stated", "announced", "announces", "argued", "argues", "claimed", "claims", "warned", "warns",
		"wrote", "writes", "tweeted", "posted", "explained", "explains", "insisted", "insists", "acknowledged", "confirmed", "confirms", "reported", "reports", "revealed", "disclosed",
		"estimated", "estimates", "predicted", "predicts", "suggested", "suggests", "stressed", "emphasized", "emphasised", "declared", "remarked", "commented", "maintained", "asserted", "recalled",
		"contended", "reiterated", "testified", "observed", "complained", "boasted", "countered", "replied", "responded", "calculated", "believes", "believe", "saying", "stating", "adding", "noting", "arguing", "claiming", "denied", "described", "concluded":
		return true
	}
	return false
}

// shareVerb reports verbs that may as well be about a plan or a fact: their
// subject counts as speaker only when somebody who can speak stands before
// them and a clause follows.
func shareVerb(w string) bool {
	switch w {
	case "estimates", "notes", "claims", "reports", "states", "describes", "described", "responded", "added", "adds", "suggested", "observed", "maintained", "posted":
		return true
	}
	return false
}

// read returns the scopes of one sentence.
func (sp *speech) read(s sentence) []scope {
	if sp.korean {
		return sp.readKorean(s)
	}
	t := s.toks
	sp.learn(t)
	var out []scope
	quotes := sp.quoted(t)
	for i := range t {
		if a, from, to, ok := sp.cue(t, i); ok {
			sp.remember(a, s.paragraph)
			out = append(out, scope{from, to, a})
		}
	}
	sp.meet(t)
	out = unrelayed(out)
	for k := range out {
		out[k].att.Quote = "paraphrase"
	}
	out = nest(out)
	if len(out) == 0 && len(quotes) > 0 && sp.last != nil && s.paragraph-sp.para <= 1 {
		for _, q := range quotes {
			if q[1]-q[0] >= 4 {
				a := *sp.last
				a.Quote = "direct"
				out = append(out, scope{q[0], q[1], a})
			}
		}
		if len(out) > 0 {
			sp.para = s.paragraph
		}
	}
	return direct(out, quotes)
}

// meet keeps the person a sentence names last with a title or a known surname:
// "he" in the next sentence is that person when nobody has spoken yet.
func (sp *speech) meet(t []token) {
	for i, x := range slices.Backward(t) {
		if !x.capital() || titleWord(x.low) || i+1 < len(t) && (t[i+1].capital() || t[i+1].low == "'") {
			continue
		}
		first := i
		for first > 0 && t[first-1].capital() && !titleWord(t[first-1].low) && !place_(t[first-1].low) {
			first--
		}
		if knownSurname(x.text) || first > 0 && titleWord(t[first-1].low) && first < i {
			a := named(sp.full(surface(t[first:i+1])), "person", "")
			sp.met = &a
			return
		}
	}
}

// unrelayed drops the statement of a relay where its source is named as well:
// "Yonhap reported, citing an official" is the official's.
func unrelayed(in []scope) []scope {
	var out []scope
	for _, s := range in {
		relay := false
		for _, o := range in {
			if n := len(o.att.Chain); n > 1 && o.att.Chain[n-1].Who == s.att.Speaker && o.from <= s.from && o.to >= s.to {
				relay = true
			}
		}
		if !relay {
			out = append(out, s)
		}
	}
	return out
}

// direct splits scopes at quotation marks: what stands between them is quoted
// word for word.
func direct(in []scope, quotes [][2]int) []scope {
	out := in
	for _, s := range in {
		for _, q := range quotes {
			if from, to := max(s.from, q[0]), min(s.to, q[1]); from < to && s.att.Quote == "paraphrase" {
				a := s.att
				a.Quote = "direct"
				out = append(out, scope{from, to, a})
			}
		}
	}
	return out
}

// nest lets a statement inside another one carry the outer speaker as relay.
func nest(in []scope) []scope {
	for i := range in {
		for j := range in {
			outer, inner := in[j], &in[i]
			if i == j || outer.from > inner.from || outer.to < inner.to || outer.to-outer.from <= inner.to-inner.from || outer.att.Speaker == inner.att.Speaker {
				continue
			}
			if len(inner.att.Chain) < 4 {
				inner.att.Chain = append(append([]Link{}, inner.att.Chain...), outer.att.Chain[len(outer.att.Chain)-1])
			}
		}
	}
	return in
}

// at returns the attribution of the token range, the narrowest scope first.
func attributed(scopes []scope, from, to int) Attribution {
	best := -1
	for i, s := range scopes {
		if s.from <= from && to <= s.to && (best < 0 || s.to-s.from < scopes[best].to-scopes[best].from) {
			best = i
		}
	}
	if best < 0 {
		return Attribution{Speaker: Narrator}
	}
	return scopes[best].att
}

// quoted returns the token ranges between quotation marks. A quotation may run
// on over the end of a sentence.
func (sp *speech) quoted(t []token) [][2]int {
	var out [][2]int
	open := -1
	if sp.inQuote {
		open = 0
	}
	for i, x := range t {
		if x.low != `"` {
			continue
		}
		opening := x.text == "“" || x.text == "„" || x.text == `"` && open < 0
		if opening && open >= 0 && x.text == "“" {
			open = i + 1
			continue
		}
		if opening {
			open = i + 1
			continue
		}
		if open >= 0 {
			out = append(out, [2]int{open, i})
			open = -1
		}
	}
	sp.inQuote = false
	if open >= 0 {
		out = append(out, [2]int{open, len(t)})
		sp.inQuote = true
	}
	return out
}

// newParagraph ends a quotation that was never closed.
func (sp *speech) newParagraph() { sp.inQuote = false }

func (sp *speech) remember(a Attribution, paragraph int) {
	sp.last, sp.para = &a, paragraph
	if len(a.Chain) == 0 {
		return
	}
	switch first := a.Chain[0]; {
	case first.Type == "person":
		sp.person = &a
	case a.Anonymous:
		sp.source = &a
	}
}

// learn keeps the full names of persons, so that a surname alone finds them.
func (sp *speech) learn(t []token) {
	for i := 0; i < len(t); i++ {
		if !nameToken(t, i) {
			continue
		}
		j := i + 1
		for j < len(t) && (nameToken(t, j) || t[j].low == "-" && t[j].glued && j+1 < len(t) && t[j+1].glued) {
			j++
		}
		if n := j - i; n >= 2 && n <= 6 && !organisation(t[j-1].low) && len(sp.names) < 400 {
			sp.names = append(sp.names, surface(t[i:j]))
		}
		i = j
	}
}

// nameToken reports a capitalised word that may be part of a personal name.
func nameToken(t []token, i int) bool {
	x := t[i]
	if x.kind != word || !x.capital() || titleWord(x.low) || functionWord(x.low) || place_(x.low) || isMonth(x.low) && x.low != "may" || weekdayOf(x.low) > 0 {
		return false
	}
	return len(x.text) > 1
}

// place_ reports capitalised adjectives and countries that begin the names of
// institutions, not of persons.
func place_(w string) bool {
	switch w {
	case "south", "north", "korea", "korean", "u.s.", "us", "american", "united", "states", "seoul", "washington", "japan", "japanese", "national", "foreign", "defense", "defence", "white", "special", "measures", "agreement", "biden", "camp", "state", "but", "however", "meanwhile", "asked":
		return w != "biden" && w != "camp"
	}
	return false
}

// full returns the full name that a surname or a part of a name stands for.
func (sp *speech) full(name string) string {
	if strings.Contains(name, " ") {
		return name
	}
	for _, n := range slices.Backward(sp.names) {
		if strings.HasSuffix(n, " "+name) || strings.HasPrefix(n, name+" ") && strings.Contains(n, "-") {
			return n
		}
	}
	return name
}

// surface writes tokens as they stood.
func surface(t []token) string {
	var b strings.Builder
	for i, x := range t {
		if i > 0 && !x.glued {
			b.WriteByte(' ')
		}
		b.WriteString(x.text)
	}
	return b.String()
}
