package evidence

import (
	"cmp"
	"slices"
	"strings"
)

// Conflict is a contradiction to show: an error, an imprecise figure, reports
// that differ, positions that differ.
type Conflict struct {
	Kind     string // error, imprecise, differing_report, differing_position
	Quantity string
	Figures  []Place
	Against  string
	Why      string
}

// Place is a stretch of a document.
type Place struct {
	File       string
	Start, End int // bytes of the document's text
}

// conflicts lists what contradicts the dossier and what contradicts itself
// between the reports.
func conflicts(reports []*Result) []Conflict {
	var out []Conflict
	for _, r := range reports {
		for i := range r.Figures {
			f := &r.Figures[i]
			kind := ""
			switch f.Verdict {
			case Inconsistent:
				kind = "error"
			case Imprecise:
				kind = "imprecise"
			case Consistent, ConsistentRounded, NotCheckable, NotApplicable:
				continue
			}
			out = append(out, Conflict{kind, f.Quantity, []Place{{r.Document.Name, f.Start, f.End}}, f.Expected, f.Why})
		}
	}
	out = append(out, differing(reports)...)
	return append(out, opposed(reports)...)
}

// stated is a figure with the document that states it.
type stated struct {
	r *Result
	f *Figure
}

// differing finds figures of one quantity and unit whose tolerances do not
// meet.
func differing(reports []*Result) []Conflict {
	by := map[string][]stated{}
	var keys []string
	for _, r := range reports {
		for i := range r.Figures {
			f := &r.Figures[i]
			if f.Quantity == "" || f.Kind != Money && f.Kind != Percent && f.Kind != Count && f.Kind != Multiple {
				continue
			}
			if strings.HasSuffix(f.Quantity, ".annual_amount") || f.Verdict == Inconsistent || f.Verdict == Imprecise {
				continue
			}
			key := f.Quantity + " " + f.Value.Unit
			if by[key] == nil {
				keys = append(keys, key)
			}
			by[key] = append(by[key], stated{r, f})
		}
	}
	slices.Sort(keys)
	var out []Conflict
	for _, key := range keys {
		list := by[key]
		first := list[0]
		var places []Place
		against, fitting := "", true
		for _, s := range list[1:] {
			if allowed(*first.f).wide.touches(allowed(*s.f).wide) {
				continue
			}
			if len(places) == 0 {
				places = append(places, Place{first.r.Document.Name, first.f.Start, first.f.End})
			}
			places = append(places, Place{s.r.Document.Name, s.f.Start, s.f.End})
			against, fitting = s.f.Surface+" ("+who(s)+")", fitting && right(s.f)
		}
		if len(places) > 0 {
			why := first.f.Surface + " (" + who(first) + ") against " + against
			if right(first.f) && fitting {
				why += "; each fits by itself, at its own rate or rounding"
			}
			out = append(out, Conflict{"differing_report", first.f.Quantity, places, against, why})
		}
	}
	return out
}

func right(f *Figure) bool { return f.Verdict == Consistent || f.Verdict == ConsistentRounded }

func who(s stated) string {
	if s.f.Speaker == Narrator {
		return cmp.Or(s.r.Document.Publisher, s.r.Document.Name)
	}
	return s.f.Speaker
}

// maxStances bounds the actors whose positions are compared with each other.
const maxStances = 2000

// opposed finds positions on one topic that pull in opposite directions, the
// first of every actor and direction.
func opposed(reports []*Result) []Conflict {
	var out []Conflict
	type held struct {
		r *Result
		p *Position
	}
	type side struct {
		topic, actor string
		sign         int
	}
	var all []held
	first := map[side]bool{}
	for _, r := range reports {
		for i := range r.Positions {
			p := &r.Positions[i]
			s := side{p.Topic, p.Actor, sign(p.Stance)}
			if s.sign == 0 || first[s] || len(all) >= maxStances {
				continue
			}
			first[s] = true
			all = append(all, held{r, p})
		}
	}
	seen := map[[3]string]bool{}
	for i, a := range all {
		for _, b := range all[i+1:] {
			key := [3]string{a.p.Topic, a.p.Actor, b.p.Actor}
			if a.p.Topic != b.p.Topic || sign(a.p.Stance)*sign(b.p.Stance) >= 0 || a.p.Actor == b.p.Actor || seen[key] || len(out) >= 50 {
				continue
			}
			seen[key] = true
			out = append(out, Conflict{
				"differing_position", "",
				[]Place{{a.r.Document.Name, a.p.Start, a.p.End}, {b.r.Document.Name, b.p.Start, b.p.End}},
				b.p.Actor + " " + b.p.Stance, a.p.Actor + " " + a.p.Stance + ", " + b.p.Actor + " " + b.p.Stance + ": " + a.p.Topic,
			})
		}
	}
	return out
}

func sign(stance string) int {
	switch stance {
	case "wants", "demands", "praises", "promises", "supports", "urges", "hopes", "expects":
		return 1
	case "refuses", "fears", "criticizes", "threatens", "doubts":
		return -1
	}
	return 0
}
