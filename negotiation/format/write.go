package format

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/diag"
	"entente/negotiation"
)

// Write writes a scenario in a form: one domain file, where the form has one,
// and one file for each party. Names keep the order of the parties. When the
// list holds an error, nothing was written; warnings say what was written
// otherwise than it stood.
func Write(s negotiation.Scenario, form Form) ([]File, diag.List) {
	w := &writer{s: s}
	if err := s.Check(); err != nil {
		w.fail("", err.Error(), "")
		return nil, w.list
	}
	if len(s.Space.Constraints) > 0 {
		w.fail("", "the forms of the field have no words for constraints on outcomes", "")
	}
	switch form {
	case Genius:
		w.genius()
	case GeniusWeb, GeniusWebANL:
		w.geniusWeb(form)
	case NegoLog:
		w.negoLog()
	case NegMAS:
		w.negmas()
	default:
		w.fail("", "unknown form "+quote(string(form)), "")
	}
	if w.list.HasErrors() {
		return nil, w.list
	}
	return w.files, w.list
}

// Convert reads the scenario in some files and writes it in another form.
func Convert(files []File, to Form) ([]File, diag.List) {
	s, _, list := Read(files)
	if list.HasErrors() {
		return nil, list
	}
	out, more := Write(s, to)
	list.Add(more...)
	return out, list
}

type writer struct {
	s     negotiation.Scenario
	files []File
	list  diag.List
}

// fail and warn speak of a party's profile, or of the whole scenario, by the
// name of the file it was read from, without ending.
func (w *writer) fail(party, message, hint string) {
	w.list.Add(diag.Diagnostic{Code: diag.CannotWrite, Pos: diag.Position{File: cmp.Or(party, w.s.Name)}, Message: message, Hint: hint})
}

func (w *writer) warn(party, message string) {
	w.list.Add(diag.Diagnostic{Code: diag.CannotWrite, Severity: diag.Warning, Pos: diag.Position{File: cmp.Or(party, w.s.Name)}, Message: message})
}

func (w *writer) file(name string, text *strings.Builder) {
	w.files = append(w.files, File{Name: name, Data: []byte(text.String())})
}

// profileName numbers the parties so that their order survives: the names of
// parties need not sort the way they sit.
func (w *writer) profileName(i int, ending string) string {
	width := len(strconv.Itoa(len(w.s.Profiles)))
	return fmt.Sprintf("profile-%0*d%s", width, i+1, ending)
}

// additive returns the utility of a party as a sum over the issues, or
// complains.
func (w *writer) additive(i int) (negotiation.Additive, bool) {
	p := w.s.Profiles[i]
	switch u := negotiation.Still(p.Utility).(type) {
	case negotiation.Additive:
		return u, true
	case negotiation.Ranged:
		w.warn(p.Party, "ranges of weights are written as their central weights")
		return u.Central(), true
	case negotiation.Table:
		if len(w.s.Space.Issues) == 1 {
			return negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: u.Values}}}, true
		}
	}
	w.fail(p.Party, "the form has words for additive utilities only", "")
	return negotiation.Additive{}, false
}

// plain is additive without bias: a bias is moved into the first issue, which
// then has weight 1.
func (w *writer) plain(i int) (negotiation.Additive, bool) {
	u, ok := w.additive(i)
	if !ok || u.Bias == 0 {
		return u, ok
	}
	terms := append([]negotiation.Term(nil), u.Terms...)
	values := make([]float64, len(terms[0].Values))
	for p, v := range terms[0].Values {
		values[p] = float64(terms[0].Weight*v) + u.Bias
	}
	terms[0] = negotiation.Term{Weight: 1, Values: values}
	w.warn(w.s.Profiles[i].Party, "the bias is written as part of the first issue")
	return negotiation.Additive{Terms: terms}, true
}

// still complains where an effect of time would be lost.
func (w *writer) still(i int, form string) {
	switch w.s.Profiles[i].Utility.(type) {
	case negotiation.Discounted, negotiation.Delayed:
		w.warn(w.s.Profiles[i].Party, form+" has no words for an effect of time; it is left out")
	}
}

// reservation returns the reservation value for a form in which none means 0.
func (w *writer) reservation(i int, form string) float64 {
	r := w.s.Profiles[i].Reserved()
	if math.IsInf(r, -1) {
		w.warn(w.s.Profiles[i].Party, form+" has no words for a party without reservation value; 0 is written")
		return 0
	}
	return r
}

// exact writes a number so that it reads back as the same bits.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// joined merges spans on one issue: an outcome meets both when it lies in
// their overlap.
func joined(spans []negotiation.Span) []negotiation.Span {
	var out []negotiation.Span
	for _, s := range spans {
		i := slices.IndexFunc(out, func(t negotiation.Span) bool { return t.Issue == s.Issue })
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].From, out[i].To = max(out[i].From, s.From), min(out[i].To, s.To)
	}
	return out
}
