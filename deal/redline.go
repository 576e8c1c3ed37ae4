package deal

import (
	"cmp"
	"math"
	"slices"

	"entente/negotiation"
)

// Miss is a package that crosses red lines.
type Miss struct {
	Outcome negotiation.Outcome
	Crosses []Crossing // at least one
}

// Crossing is a red line with what a package has beyond it.
type Crossing struct {
	Party string
	RedLine
	Value float64 // of the measure
}

// NearestToLines returns at most n packages that cross the red lines of the
// profiles least, the nearest first, ties by number. It is the answer when no
// package keeps them all. How far one lies beyond a line is a share of what
// separates the least and the most of the measure; shares of several lines add.
func (v *Valued) NearestToLines(profiles []Profile, n int) []Miss {
	span := v.spans()
	type scored struct {
		at  int64
		far float64
	}
	var kept []scored
	s := v.Problem.Space()
	size, _ := s.Count() // fits: every package was valued
	o := make(negotiation.Outcome, len(s.Issues))
	for at := range size {
		far := 0.0
		for _, c := range v.crossed(profiles, o) {
			far += max(c.Low-c.Value, c.Value-c.High) / span[slices.Index(v.Problem.Measures, c.Measure)]
		}
		if len(kept) < n || far < kept[len(kept)-1].far {
			k, _ := slices.BinarySearchFunc(kept, scored{at, far}, func(a, b scored) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.at, b.at)) })
			kept = slices.Insert(kept, k, scored{at, far})
			kept = kept[:min(n, len(kept))]
		}
		v.next(o)
	}
	var all []Miss
	for _, k := range kept {
		s.Fill(o, k.at)
		if crossed := v.crossed(profiles, o); len(crossed) > 0 {
			all = append(all, Miss{slices.Clone(o), crossed})
		}
	}
	return all
}

func (v *Valued) crossed(profiles []Profile, o negotiation.Outcome) []Crossing {
	row := v.Of(o)
	var all []Crossing
	for _, p := range profiles {
		for _, l := range p.RedLines {
			if x := row[slices.Index(v.Problem.Measures, l.Measure)]; x < l.Low || x > l.High {
				all = append(all, Crossing{p.Party, l, x})
			}
		}
	}
	return all
}

// spans returns by measure what separates the least and the most of all
// packages, 1 where they are one.
func (v *Valued) spans() []float64 {
	n := len(v.Problem.Measures)
	span := make([]float64, n)
	for m := range n {
		least, most := math.Inf(1), math.Inf(-1)
		for i := m; i < len(v.rows); i += n {
			least, most = min(least, v.rows[i]), max(most, v.rows[i])
		}
		if span[m] = most - least; !(span[m] > 0) {
			span[m] = 1
		}
	}
	return span
}
