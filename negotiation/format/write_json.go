package format

import (
	"encoding/json"
	"strings"

	"entente/negotiation"
)

// indented writes JSON by hand, because the order of keys is the order of
// issues and values.
type indented struct {
	b     strings.Builder
	depth int
	begun bool // something stands in the current object or list
}

func (j *indented) item() {
	if j.begun {
		j.b.WriteByte(',')
	}
	if j.depth > 0 {
		j.b.WriteByte('\n')
		j.b.WriteString(strings.Repeat("  ", j.depth))
	}
	j.begun = true
}

// start begins an object or list that stands by itself or in a list.
func (j *indented) start(bracket byte) {
	j.item()
	j.bracket(bracket)
}

// open begins an object or list under a key, which may be the empty text.
func (j *indented) open(key string, bracket byte) {
	j.item()
	j.b.WriteString(text(key) + ": ")
	j.bracket(bracket)
}

func (j *indented) bracket(bracket byte) {
	j.b.WriteByte(bracket)
	j.depth++
	j.begun = false
}

func (j *indented) close(bracket byte) {
	j.depth--
	j.b.WriteByte('\n')
	j.b.WriteString(strings.Repeat("  ", j.depth))
	j.b.WriteByte(bracket)
	j.begun = true
}

// field writes a key with a value that is JSON already.
func (j *indented) field(key, value string) {
	j.item()
	j.b.WriteString(text(key) + ": " + value)
}

// text is a JSON string.
func text(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// geniusWeb writes a domain and profiles in one of the two spellings.
func (w *writer) geniusWeb(form Form) {
	j := &indented{}
	j.start('{')
	w.geniusWebDomain(j)
	j.close('}')
	j.b.WriteByte('\n')
	w.file("domain.json", &j.b)
	for i := range w.s.Profiles {
		if u, ok := w.plain(i); ok {
			w.geniusWebProfile(i, u, form)
		}
	}
}

func (w *writer) geniusWebDomain(j *indented) {
	j.field("name", text(w.s.Name))
	j.open("issuesValues", '{')
	for _, issue := range w.s.Space.Issues {
		j.open(issue.Name, '{')
		j.open("values", '[')
		for p := range issue.Values.Size() {
			j.item()
			j.b.WriteString(text(issue.Values.Label(p)))
		}
		j.close(']')
		j.close('}')
	}
	j.close('}')
}

func (w *writer) geniusWebProfile(i int, u negotiation.Additive, form Form) {
	w.still(i, "GeniusWeb")
	spelling := "discreteutils"
	if form == GeniusWebANL {
		spelling = "DiscreteValueSetUtilities"
	}
	j := &indented{}
	j.start('{')
	j.open("LinearAdditiveUtilitySpace", '{')
	j.open("issueUtilities", '{')
	for k, issue := range w.s.Space.Issues {
		j.open(issue.Name, '{')
		j.open(spelling, '{')
		j.open("valueUtilities", '{')
		for p := range issue.Values.Size() {
			j.field(issue.Values.Label(p), exact(u.Terms[k].Values[p]))
		}
		j.close('}')
		j.close('}')
		j.close('}')
	}
	j.close('}')
	w.weights(j, u)
	j.open("domain", '{')
	w.geniusWebDomain(j)
	j.close('}')
	j.field("name", text(w.s.Profiles[i].Party))
	if o := w.reservedOutcome(i); o != nil {
		j.open("reservationBid", '{')
		j.open("issuevalues", '{')
		for k, issue := range w.s.Space.Issues {
			j.field(issue.Name, text(issue.Values.Label(o[k])))
		}
		j.close('}')
		j.close('}')
	}
	j.close('}')
	j.close('}')
	j.b.WriteByte('\n')
	w.file(w.profileName(i, ".json"), &j.b)
}

func (w *writer) weights(j *indented, u negotiation.Additive) {
	j.open("issueWeights", '{')
	for k, issue := range w.s.Space.Issues {
		j.field(issue.Name, exact(u.Terms[k].Weight))
	}
	j.close('}')
}

// reservedOutcome finds the outcome that stands for the reservation value, as
// GeniusWeb has no other word for it: the least one that reaches it. nil when
// none is needed or none can be found.
func (w *writer) reservedOutcome(i int) negotiation.Outcome {
	p := w.s.Profiles[i]
	if r, ok := p.Reservation.(negotiation.AtOutcome); ok {
		return negotiation.Outcome(r)
	}
	r := p.Reserved()
	if r <= 0 {
		if r < 0 {
			w.warn(p.Party, "GeniusWeb has no words for a party without reservation value; it reads none as 0")
		}
		return nil
	}
	const most = 1 << 20
	if n, fits := w.s.Space.Count(); fits && n <= most {
		var best negotiation.Outcome
		least := 0.0
		for o, at := make(negotiation.Outcome, len(w.s.Space.Issues)), int64(0); at < n; at++ {
			w.s.Space.Fill(o, at)
			if u := p.Utility.Of(o); u >= r-negotiation.Noise && (best == nil || u < least) {
				best, least = append(best[:0], o...), u
			}
		}
		if best != nil {
			if least > r+negotiation.Noise {
				w.warn(p.Party, "no outcome is worth exactly the reservation value "+exact(r)+"; the next better one, worth "+exact(least)+", stands for it")
			}
			return best
		}
	}
	w.warn(p.Party, "GeniusWeb states a reservation as an outcome, and none was found for "+exact(r)+"; it is left out")
	return nil
}

// negoLog writes profiles; NegoLog has no domain file.
func (w *writer) negoLog() {
	for i := range w.s.Profiles {
		u, ok := w.plain(i)
		if !ok {
			continue
		}
		w.still(i, "NegoLog")
		j := &indented{}
		j.start('{')
		j.field("reservationValue", exact(w.reservation(i, "NegoLog")))
		w.weights(j, u)
		j.open("issues", '{')
		for k, issue := range w.s.Space.Issues {
			j.open(issue.Name, '{')
			for p := range issue.Values.Size() {
				j.field(issue.Values.Label(p), exact(u.Terms[k].Values[p]))
			}
			j.close('}')
		}
		j.close('}')
		j.close('}')
		j.b.WriteByte('\n')
		w.file(w.profileName(i, ".json"), &j.b)
	}
	if len(w.s.Profiles) != 2 {
		w.warn("", "NegoLog itself negotiates between two parties only")
	}
}
