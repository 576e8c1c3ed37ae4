package format

import (
	"fmt"
	"math"
	"strings"

	"entente/negotiation"
)

// negmas writes YAML. Every text is quoted, so that no name reads as a number,
// a date or a truth value.
func (w *writer) negmas() {
	var b strings.Builder
	b.WriteString("issues:\n")
	for _, issue := range w.s.Space.Issues {
		fmt.Fprintf(&b, "- name: %s\n", text(issue.Name))
		if v, ok := issue.Values.(negotiation.Integer); ok {
			fmt.Fprintf(&b, "  type: ContiguousIssue\n  values: [%d, %d]\n", v.From, v.To)
			continue
		}
		b.WriteString("  type: CategoricalIssue\n  values:\n")
		for p := range issue.Values.Size() {
			fmt.Fprintf(&b, "  - %s\n", label(issue.Values, p))
		}
	}
	fmt.Fprintf(&b, "name: %s\ntype: DiscreteCartesianOutcomeSpace\n", text(w.s.Name))
	w.file("domain.yml", &b)
	for i := range w.s.Profiles {
		w.negmasProfile(i)
	}
}

// label writes numbers as numbers, so that they stay keys of their tables.
func label(v negotiation.Values, p int) string {
	if _, numeric := negotiation.Number(v, p); numeric {
		return v.Label(p)
	}
	return text(v.Label(p))
}

func (w *writer) negmasProfile(i int) {
	p := w.s.Profiles[i]
	var b strings.Builder
	fmt.Fprintf(&b, "name: %s\n", text(p.Party))
	reserved := "-.inf"
	if r := p.Reserved(); !math.IsInf(r, 0) {
		reserved = exact(r)
	}
	fmt.Fprintf(&b, "reserved_value: %s\n", reserved)
	indent, u := "", p.Utility
	for ; ; indent += "  " {
		switch d := u.(type) {
		case negotiation.Discounted:
			fmt.Fprintf(&b, "%stype: ExpDiscountedUFun\n%sdiscount: %s\n%sfactor: relative_time\n%sufun:\n", indent, indent, exact(d.Factor), indent, indent)
			u = d.Utility
			continue
		case negotiation.Delayed:
			fmt.Fprintf(&b, "%stype: LinDiscountedUFun\n%scost: %s\n%sfactor: relative_time\n%sufun:\n", indent, indent, exact(d.Cost), indent, indent)
			u = d.Utility
			continue
		}
		break
	}
	if r, ok := u.(negotiation.Rectangles); ok {
		w.negmasRectangles(&b, indent, i, r)
	} else if a, ok := w.additive(i); ok {
		w.negmasAdditive(&b, indent, a)
	}
	w.file(w.profileName(i, ".yml"), &b)
}

func (w *writer) negmasAdditive(b *strings.Builder, indent string, u negotiation.Additive) {
	fmt.Fprintf(b, "%stype: LinearAdditiveUtilityFunction\n", indent)
	if u.Bias != 0 {
		fmt.Fprintf(b, "%sbias: %s\n", indent, exact(u.Bias))
	}
	fmt.Fprintf(b, "%svalues:\n", indent)
	for k, t := range u.Terms {
		fmt.Fprintf(b, "%s- type: TableFun\n%s  mapping:\n", indent, indent)
		for p, v := range t.Values {
			fmt.Fprintf(b, "%s    %s: %s\n", indent, label(w.s.Space.Issues[k].Values, p), exact(v))
		}
	}
	fmt.Fprintf(b, "%sweights:\n", indent)
	for _, t := range u.Terms {
		fmt.Fprintf(b, "%s- %s\n", indent, exact(t.Weight))
	}
}

// negmasRectangles writes boxes; the largest sum goes into the utilities.
func (w *writer) negmasRectangles(b *strings.Builder, indent string, i int, r negotiation.Rectangles) {
	party := w.s.Profiles[i].Party
	if !math.IsInf(r.Ceiling, 1) {
		w.warn(party, "NegMAS has no words for the ceiling of the sum of hyper-rectangles; it is left out")
	}
	fmt.Fprintf(b, "%stype: HyperRectangleUtilityFunction\n%sbias: %s\n%soutcome_ranges:\n", indent, indent, exact(r.Bias), indent)
	for _, box := range r.Rectangles {
		if len(box.Outside) > 0 {
			w.fail(party, "NegMAS has no words for what lies outside a hyper-rectangle", "")
		}
		if len(box.Inside) == 0 {
			fmt.Fprintf(b, "%s- {}\n", indent)
		}
		lead := "- "
		for _, s := range joined(box.Inside) {
			values := w.s.Space.Issues[s.Issue].Values
			if _, numeric := negotiation.Number(values, 0); !numeric || s.From > s.To || s.From < 0 || s.To >= values.Size() {
				w.fail(party, "a hyper-rectangle on an issue of names, or an empty one", "")
				continue
			}
			fmt.Fprintf(b, "%s%s%d: [%s, %s]\n", indent, lead, s.Issue, values.Label(s.From), values.Label(s.To))
			lead = "  "
		}
	}
	fmt.Fprintf(b, "%sutilities:\n", indent)
	for _, box := range r.Rectangles {
		fmt.Fprintf(b, "%s- %s\n", indent, exact(float64(box.Utility*box.Weight)/r.Divisor))
	}
}
