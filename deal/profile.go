package deal

import (
	"fmt"
	"math"
	"slices"

	"entente/negotiation"
)

// Range is a number of which the analyst is not sure.
type Range struct{ Low, Likely, High float64 }

// Profile is what a party wants, on a scale from 0 to 1.
type Profile struct {
	Party    string
	Weights  []Weight // likely values sum to 1
	RedLines []RedLine
	Walks    []Walk // what it falls back to
	Loss     Range  // what no agreement costs it besides, on the same scale
}

// Weight is one thing that counts.
type Weight struct {
	Measure Measure // "" for an issue
	Issue   int
	Weight  Range
	Shape   Shape
	Values  []float64 // worth of each value of the issue; nil: by its number
}

// RedLine is a hard limit on a measure: a package outside it is no outcome.
type RedLine struct {
	Measure Measure
	Low     float64 // -Inf where there is none
	High    float64 // +Inf where there is none
}

// Walk is a path without agreement and the chance that it is the one.
type Walk struct {
	Path   int
	Chance float64
}

// Shape turns a number into worth between 0 and 1.
//
//sumtype:decl
type Shape interface {
	Of(x float64) float64
	shape()
}

// Linear rises from 0 at Worst to 1 at Best, and is flat outside.
type Linear struct{ Worst, Best float64 }

// Kinked is linear from Worst to At, where it is Worth, and from there to Best.
type Kinked struct{ Worst, At, Worth, Best float64 }

// Saturating gains ever less on the way from Worst to Best.
type Saturating struct{ Worst, Best float64 }

func (Linear) shape()     {}
func (Kinked) shape()     {}
func (Saturating) shape() {}

// Of returns the worth of a number.
func (s Linear) Of(x float64) float64 { return along(x, s.Worst, s.Best) }

// Of returns the worth of a number.
func (s Kinked) Of(x float64) float64 {
	return float64(s.Worth*along(x, s.Worst, s.At)) + float64((1-s.Worth)*along(x, s.At, s.Best))
}

// bend is how strongly Saturating bends: the first half of the way is worth
// four fifths.
const bend = 2.77258872223978

// Of returns the worth of a number.
func (s Saturating) Of(x float64) float64 {
	return -math.Expm1(-bend*along(x, s.Worst, s.Best)) / -math.Expm1(-bend)
}

func along(x, from, to float64) float64 { return min(max((x-from)/(to-from), 0), 1) }

// Check refuses a profile that cannot be used with the problem.
func (p Profile) Check(v *Valued) error {
	for _, w := range p.Weights {
		switch {
		case w.Measure != "" && !slices.Contains(v.Problem.Measures, w.Measure):
			return fmt.Errorf("%w: %s is not measured", ErrSeries, w.Measure)
		case w.Measure != "" || w.Values != nil:
		case slices.Contains(v.Problem.Issues[w.Issue].Numbers, nil):
			return fmt.Errorf("%w: %s has values that are no numbers", ErrNoIssue, v.Problem.Issues[w.Issue].ID)
		}
	}
	return nil
}

// worth is what a profile makes of packages, weight by weight.
type worth struct {
	rows   [][]float64 // by weight: by row of the measures; nil for an issue
	issues [][]float64 // by weight: by value of the issue; nil for a measure
	paths  [][]float64 // by weight: by path without agreement
}

func (v *Valued) worthOf(p Profile) worth {
	out := worth{}
	n := len(v.Problem.Measures)
	for _, w := range p.Weights {
		var rows, issues, paths []float64
		if w.Measure != "" {
			m := slices.Index(v.Problem.Measures, w.Measure)
			rows = make([]float64, len(v.rows)/n)
			for i := range rows {
				rows[i] = w.Shape.Of(v.rows[i*n+m])
			}
			for _, path := range v.paths {
				paths = append(paths, w.Shape.Of(path[m]))
			}
		} else {
			for i, x := range v.Problem.Issues[w.Issue].Numbers {
				if w.Values != nil {
					issues = append(issues, w.Values[i])
				} else {
					issues = append(issues, w.Shape.Of(*x))
				}
			}
			paths = make([]float64, len(v.paths)) // what is not said is worth nothing
			for i, values := range v.Problem.Paths {
				if at := values[w.Issue]; at >= 0 {
					paths[i] = issues[at]
				}
			}
		}
		out.rows, out.issues, out.paths = append(out.rows, rows), append(out.issues, issues), append(out.paths, paths)
	}
	return out
}

// table adds the worths of every package up.
func (v *Valued) table(p Profile, w worth, weights []float64) negotiation.Table {
	return negotiation.Table{Space: v.Problem.Space(), Values: v.utilities(p, w, weights)}
}

// utilities returns what every package is worth.
func (v *Valued) utilities(p Profile, w worth, weights []float64) []float64 {
	money, by := v.parts(p, w, weights)
	out := make([]float64, v.size())
	for i, row := range v.rowOf {
		out[i] = money[row]
	}
	stride := len(out)
	for k, values := range by {
		n := len(v.Problem.Issues[k].Labels)
		stride /= n
		if values == nil {
			continue
		}
		for first := 0; first < len(out); first += stride {
			x := values[first/stride%n]
			part := out[first : first+stride]
			for i := range part {
				part[i] += x
			}
		}
	}
	return out
}

// utility returns what one package is worth: the sum that utilities has there.
func (v *Valued) utility(p Profile, w worth, weights []float64, o negotiation.Outcome) float64 {
	u, row := 0.0, v.axes.row(v.Problem, o)
	for k, rows := range w.rows {
		if rows != nil {
			u += float64(weights[k] * rows[row])
		}
	}
	_, by := v.parts(p, w, weights)
	for k, values := range by {
		if values != nil {
			u += values[o[k]]
		}
	}
	return u
}

// parts returns what packages are worth by their money, and by issue.
func (v *Valued) parts(p Profile, w worth, weights []float64) (money []float64, by [][]float64) {
	money = make([]float64, len(v.rows)/len(v.Problem.Measures))
	for k, rows := range w.rows {
		for i, x := range rows {
			money[i] += float64(weights[k] * x)
		}
	}
	by = make([][]float64, len(v.Problem.Issues))
	for k, values := range w.issues {
		if values == nil {
			continue
		}
		i := p.Weights[k].Issue
		if by[i] == nil {
			by[i] = make([]float64, len(values))
		}
		for j, x := range values {
			by[i][j] += float64(weights[k] * x)
		}
	}
	return money, by
}

// size is the number of packages.
func (v *Valued) size() int { return len(v.rowOf) }

// number notes for every package where its measures stand.
func (v *Valued) number() {
	count, _ := v.Problem.Space().Count() // fits, as checked
	v.rowOf = make([]int32, count)
	o := make(negotiation.Outcome, len(v.Problem.Issues))
	for i := range v.rowOf {
		v.rowOf[i] = int32(v.axes.row(v.Problem, o))
		v.next(o)
	}
}

// next counts on to the next package.
func (v *Valued) next(o negotiation.Outcome) {
	for k := len(o) - 1; k >= 0; k-- {
		if o[k]++; o[k] < len(v.Problem.Issues[k].Labels) {
			return
		}
		o[k] = 0
	}
}

// fallback is what no agreement is worth: by path, and as expected with the
// loss taken off.
func (p Profile) fallback(w worth, weights []float64, loss float64) (byPath []float64, reserved float64) {
	byPath = make([]float64, len(w.paths[0]))
	for k, paths := range w.paths {
		for i, x := range paths {
			byPath[i] += float64(weights[k] * x)
		}
	}
	for _, walk := range p.Walks {
		reserved += float64(walk.Chance * byPath[walk.Path])
	}
	return byPath, reserved - loss
}

func likely(p Profile) []float64 {
	out := make([]float64, len(p.Weights))
	for k, w := range p.Weights {
		out[k] = w.Weight.Likely
	}
	return out
}

// Fallback is what a party has without agreement, by the likely weights.
type Fallback struct {
	ByPath   []float64 // worth of each path
	Reserved float64   // expected, less the loss
}

// Scenario makes the negotiation of some profiles, by their likely weights. Red
// lines become constraints.
func (v *Valued) Scenario(profiles []Profile) (negotiation.Scenario, []Fallback, error) {
	s := negotiation.Scenario{Name: v.Problem.Name, Space: v.Problem.Space()}
	var back []Fallback
	for _, p := range profiles {
		if err := p.Check(v); err != nil {
			return s, nil, fmt.Errorf("profile of %s: %w", p.Party, err)
		}
		if len(p.Weights) == 0 {
			return s, nil, fmt.Errorf("profile of %s: %w", p.Party, ErrNoIssue)
		}
		w := v.worthOf(p)
		byPath, reserved := p.fallback(w, likely(p), p.Loss.Likely)
		back = append(back, Fallback{byPath, reserved})
		s.Profiles = append(s.Profiles, negotiation.Profile{Party: p.Party, Utility: v.table(p, w, likely(p)), Reservation: negotiation.AtValue(reserved)})
		for _, l := range p.RedLines {
			s.Space.Constraints = append(s.Space.Constraints, v.line(l))
		}
	}
	return s, back, s.Check()
}

// line makes a constraint of a red line.
func (v *Valued) line(l RedLine) negotiation.Constraint {
	m := slices.Index(v.Problem.Measures, l.Measure)
	return negotiation.Where(func(o negotiation.Outcome) bool {
		x := v.Of(o)[m]
		return x >= l.Low && x <= l.High
	})
}
