package schedule

import (
	"fmt"
	"slices"

	"entente/decimal"
	"entente/period"
	"entente/series"
)

// Value is what a node is worth in a world.
type Value struct {
	Number     decimal.Fraction // meaningless when Status is Unknown
	Status     Status
	Reasons    []string // what it assumes, or why it is unknown
	Unverified bool     // it rests on something for which no source was retrieved
	Derived    bool     // it rests on an observation that was worked out, not published
	Changed    bool     // Round: the number was not already a multiple of the step
	Chosen     int      // Gate, Select: the input that was taken
}

// Known reports whether there is a number.
func (v Value) Known() bool { return v.Status != Unknown }

// Schedule is a plan evaluated in a world.
type Schedule struct {
	Plan   *Plan
	World  World
	values []Value
}

// Evaluate runs the plan exactly.
func (p *Plan) Evaluate(w World) *Schedule {
	s := &Schedule{Plan: p, World: w, values: make([]Value, len(p.Nodes))}
	for i := range p.Nodes {
		s.values[i] = s.value(&p.Nodes[i])
	}
	return s
}

// At returns the value of a node.
func (s *Schedule) At(id ID) Value { return s.values[id] }

func (s *Schedule) value(n *Node) Value {
	switch n.Kind {
	case Const:
		return Value{Number: n.Value, Unverified: n.Mark.Unverified}
	case Missing:
		return Value{Status: Unknown, Reasons: []string{n.Label}}
	case Observation:
		return s.observe(n)
	case Gate:
		return s.gate(n)
	case Sum, Scale, Ratio, Min, Max, Grow, Round, Convert, Select:
		return s.combine(n)
	default:
		return Value{Status: Unknown, Reasons: []string{"a node of kind " + n.Kind.String()}}
	}
}

// observe looks an observation up: as set, as published by the day, as
// assumed, or unknown.
func (s *Schedule) observe(n *Node) Value {
	name := fmt.Sprintf("%s %s", n.Series.ID, n.Period)
	if v, set := s.World.Set[Cell{n.Series.ID, n.Period}]; set {
		return Value{Number: v.Fraction(), Status: Projected, Reasons: []string{name + " is set to " + v.String()}}
	}
	if o, ok := n.Series.At(n.Period, s.World.Known); ok {
		return Value{Number: o.Value.Fraction(), Unverified: o.Status == series.Unverified, Derived: o.Status == series.Derived}
	}
	if v, ok := s.World.Drawn[Cell{n.Series.ID, n.Period}]; ok {
		return Value{Number: v.Fraction(), Status: Projected, Reasons: []string{name + " is drawn"}}
	}
	if v, ok := s.World.Assume[n.Series.ID]; ok {
		return Value{Number: v.Fraction(), Status: Projected, Reasons: []string{name + " is assumed to be " + v.String()}}
	}
	if o, ok := series.Latest(n.Series.Vintages(n.Period), s.World.Known); ok && o.Status == series.Withdrawn {
		return Value{Status: Unknown, Reasons: []string{fmt.Sprintf("%s was withdrawn on %s", name, o.Published)}}
	}
	if s.World.Known.IsZero() {
		return Value{Status: Unknown, Reasons: []string{name + " is not published"}}
	}
	return Value{Status: Unknown, Reasons: []string{fmt.Sprintf("%s was not published by %s", name, s.World.Known)}}
}

// gate takes the input whose terms were known last, as of the day.
func (s *Schedule) gate(n *Node) Value {
	chosen := -1
	for i, from := range n.Known {
		known := s.World.Known
		if !known.IsZero() && from.After(known) {
			continue
		}
		if chosen < 0 || !from.Before(n.Known[chosen]) {
			chosen = i
		}
	}
	if chosen < 0 {
		return Value{Status: Unknown, Reasons: []string{fmt.Sprintf("the terms were not known on %s", s.World.Known)}}
	}
	v := s.values[n.In[chosen]]
	v.Chosen, v.Changed = chosen, false
	if n.Assume != "" && v.Status != Unknown {
		v.Status = Projected
		v.Reasons = join(v.Reasons, []string{n.Assume})
	}
	return v
}

// combine applies arithmetic to inputs that are all known, and joins what the
// inputs rest on.
func (s *Schedule) combine(n *Node) Value {
	var v Value
	for _, in := range n.In {
		x := s.values[in]
		if x.Status > v.Status {
			v.Status, v.Reasons = x.Status, nil // what is weaker no longer matters
		}
		v.Unverified = v.Unverified || x.Unverified
		v.Derived = v.Derived || x.Derived
		if x.Status == v.Status {
			v.Reasons = join(v.Reasons, x.Reasons)
		}
	}
	v.Unverified = v.Unverified || n.Mark.Unverified
	if v.Status == Unknown {
		return v
	}
	if s.tooLong(n) {
		return Value{Status: Unknown, Reasons: join(v.Reasons, []string{"a number has grown beyond any sum of money"})}
	}
	first := s.values[n.In[0]].Number
	switch n.Kind {
	case Grow:
		rate := s.values[n.In[1]].Number
		v.Number = first.Mul(decimal.Whole(100).Add(rate)).Mul(hundredth)
	case Ratio:
		q, ok := first.Quo(s.values[n.In[1]].Number)
		if !ok {
			return Value{Status: Unknown, Reasons: join(v.Reasons, []string{"division by zero"})}
		}
		v.Number = q
	case Round:
		d, changed := first.Round(n.Step, n.Mode)
		v.Number, v.Changed = d.Fraction(), changed
	case Select:
		v.Chosen = 2
		if first.Sign() > 0 {
			v.Chosen = 1
		}
		v.Number = s.values[n.In[v.Chosen]].Number
	default:
		v.Number = first
		for _, in := range n.In[1:] {
			v.Number = apply(n.Kind, v.Number, s.values[in].Number)
		}
	}
	return v
}

// maxBits is some 5,000 digits: exact carrying over 400 years stays below it, a
// formula that squares the year before does not.
const maxBits = 16_384

// tooLong reports whether an input has so many digits that computing with it
// would take time without bound.
func (s *Schedule) tooLong(n *Node) bool {
	return slices.ContainsFunc(n.In, func(id ID) bool { return s.values[id].Number.Bits() > maxBits })
}

var hundredth = decimal.Frac(1, 100)

func apply(k Kind, x, y decimal.Fraction) decimal.Fraction {
	switch k {
	case Sum:
		return x.Add(y)
	case Min:
		return x.Min(y)
	case Max:
		return x.Max(y)
	default: // Scale, Convert
		return x.Mul(y)
	}
}

// join merges reasons, each once, in order.
func join(a, b []string) []string {
	if len(b) == 0 {
		return a
	}
	out := slices.Clip(a)
	for _, r := range b {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// knownBy reports whether something known from a day was known in the world.
func (w World) knownBy(from period.Day) bool { return w.Known.IsZero() || !from.After(w.Known) }
