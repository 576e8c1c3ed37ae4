package format

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/negotiation"
)

// genius writes XML that Genius and Entente read alike.
func (w *writer) genius() {
	kinds := w.geniusKinds()
	var b strings.Builder
	fmt.Fprintf(&b, "<negotiation_template>\n<utility_space number_of_issues=\"%d\">\n", len(w.s.Space.Issues))
	w.geniusObjective(&b, kinds, nil)
	b.WriteString("</utility_space>\n</negotiation_template>\n")
	w.file("domain.xml", &b)
	for i := range w.s.Profiles {
		w.geniusProfile(i, kinds)
	}
}

// geniusKinds decides how each issue is written. Genius values integer issues
// by a line kept within 0 and 1; an issue that some party values otherwise is
// written as names.
func (w *writer) geniusKinds() []string {
	kinds := make([]string, len(w.s.Space.Issues))
	for k, issue := range w.s.Space.Issues {
		kinds[k] = "discrete"
		if _, ok := issue.Values.(negotiation.Integer); !ok {
			continue
		}
		kinds[k] = "integer"
		for i := range w.s.Profiles {
			switch u := negotiation.Still(w.s.Profiles[i].Utility).(type) {
			case negotiation.Rectangles:
			case negotiation.Additive:
				if !line(u.Terms[k].Values) || u.Bias != 0 {
					kinds[k] = "discrete"
				}
			default:
				kinds[k] = "discrete"
			}
		}
		if kinds[k] == "discrete" {
			w.warn("", "issue "+quote(issue.Name)+" is written as names: some party does not value its numbers on a line from 0 to 1")
		}
	}
	return kinds
}

// line reports whether values lie on a straight line within 0 and 1.
func line(v []float64) bool {
	for p, x := range v {
		if x < 0 || x > 1 || math.Abs(v[0]+slopeOf(v)*float64(p)-x) > 1e-12 {
			return false
		}
	}
	return true
}

func slopeOf(v []float64) float64 {
	if len(v) < 2 {
		return 0
	}
	return (v[len(v)-1] - v[0]) / float64(len(v)-1)
}

// geniusObjective writes the issues, with what they are worth where u is
// given.
func (w *writer) geniusObjective(b *strings.Builder, kinds []string, u *negotiation.Additive) {
	fmt.Fprintf(b, "<objective index=\"0\" description=\"\" name=%s type=\"objective\" etype=\"objective\">\n", attribute(w.s.Name))
	var weights []float64
	for k, issue := range w.s.Space.Issues {
		kind := kinds[k]
		fmt.Fprintf(b, "<issue index=\"%d\" name=%s vtype=%q type=%q etype=%q", k+1, attribute(issue.Name), kind, kind, kind)
		if v, ok := issue.Values.(negotiation.Integer); ok && kind == "integer" {
			fmt.Fprintf(b, " lowerbound=\"%d\" upperbound=\"%d\">\n", v.From, v.To)
			if u != nil {
				values := u.Terms[k].Values
				fmt.Fprintf(b, "<evaluator ftype=\"linear\" slope=%q offset=%q></evaluator>\n", exact(slopeOf(values)), exact(values[0]))
				weights = append(weights, u.Terms[k].Weight)
			}
			b.WriteString("</issue>\n")
			continue
		}
		b.WriteString(">\n")
		if u != nil {
			most := slices.Max(u.Terms[k].Values)
			weights = append(weights, float64(u.Terms[k].Weight*most)) // the reader divides by the greatest
		}
		for p := range issue.Values.Size() {
			fmt.Fprintf(b, "<item index=\"%d\" value=%s", p+1, attribute(issue.Values.Label(p)))
			if u != nil {
				fmt.Fprintf(b, " evaluation=%q", exact(u.Terms[k].Values[p]))
			}
			b.WriteString("></item>\n")
		}
		b.WriteString("</issue>\n")
	}
	for k, x := range weights {
		fmt.Fprintf(b, "<weight index=\"%d\" value=%q></weight>\n", k+1, exact(x))
	}
	b.WriteString("</objective>\n")
}

func (w *writer) geniusProfile(i int, kinds []string) {
	p := w.s.Profiles[i]
	var b strings.Builder
	if r, ok := negotiation.Still(p.Utility).(negotiation.Rectangles); ok {
		b.WriteString("<utility_space type=\"nonlinear\">\n")
		w.geniusObjective(&b, kinds, nil)
		w.geniusRectangles(&b, p.Party, r, kinds)
	} else {
		u, ok := w.plain(i)
		if !ok {
			return
		}
		for k, t := range u.Terms {
			if kinds[k] == "discrete" && (slices.Max(t.Values) < smallest && !zero(t) || slices.Min(t.Values) < 0) {
				w.fail(p.Party, "Genius has no words for utilities below 0, or all too small, in issue "+quote(w.s.Space.Issues[k].Name), "scale the utilities first")
			}
		}
		b.WriteString("<utility_space>\n")
		w.geniusObjective(&b, kinds, &u)
	}
	switch d := p.Utility.(type) {
	case negotiation.Discounted:
		fmt.Fprintf(&b, "<discount_factor value=%q></discount_factor>\n", exact(d.Factor))
	case negotiation.Delayed:
		w.warn(p.Party, "Genius has no words for a cost of delay; it is left out")
	}
	fmt.Fprintf(&b, "<reservation value=%q></reservation>\n</utility_space>\n", exact(w.reservation(i, "Genius")))
	w.file(w.profileName(i, ".xml"), &b)
}

func zero(t negotiation.Term) bool {
	return t.Weight == 0 || slices.Max(t.Values) == 0 && slices.Min(t.Values) == 0
}

// geniusRectangles writes boxes by the numbers of their issues.
func (w *writer) geniusRectangles(b *strings.Builder, party string, r negotiation.Rectangles, kinds []string) {
	if r.Bias != 0 || r.Divisor <= 0 || r.Ceiling != 1 {
		w.fail(party, "Genius sums hyper-rectangles over a largest sum, at most 1; this utility is built otherwise", "")
	}
	fmt.Fprintf(b, "<utility maxutility=%q>\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">\n", exact(r.Divisor))
	for _, box := range r.Rectangles {
		fmt.Fprintf(b, "<hyperRectangle utility=%q", exact(box.Utility))
		if box.Weight != 1 {
			fmt.Fprintf(b, " weight=%q", exact(box.Weight))
		}
		b.WriteString(">\n")
		tag, spans := "INCLUDES", box.Inside
		if len(box.Outside) > 0 {
			tag, spans = "EXCLUDES", box.Outside
		}
		for _, s := range spans {
			v, ok := w.s.Space.Issues[s.Issue].Values.(negotiation.Integer)
			if !ok || kinds[s.Issue] != "integer" {
				w.fail(party, "Genius bounds hyper-rectangles on integer issues only", "")
				continue
			}
			fmt.Fprintf(b, "<%s index=\"%d\" min=\"%d\" max=\"%d\"/>\n", tag, s.Issue+1, v.From+int64(s.From), v.From+int64(s.To))
		}
		b.WriteString("</hyperRectangle>\n")
	}
	b.WriteString("</ufun>\n</utility>\n")
}

// attribute quotes a text for XML.
func attribute(s string) string {
	return `"` + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;").Replace(s) + `"`
}
