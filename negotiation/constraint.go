package negotiation

// Constraint is a hard limit on outcomes: a red line, or a combination that
// makes no sense. It never bends, however large a utility would be.
type Constraint interface {
	// Allows reports whether the outcome keeps the limit. It must be a pure
	// function that is safe for concurrent use.
	Allows(Outcome) bool
}

// Span is the condition that an issue takes one of the positions From..To.
type Span struct{ Issue, From, To int }

// Holds reports whether an outcome meets the condition.
func (s Span) Holds(o Outcome) bool { return o[s.Issue] >= s.From && o[s.Issue] <= s.To }

// Forbid excludes the outcomes that meet all conditions at once.
type Forbid []Span

// Allows reports whether some condition is not met.
func (f Forbid) Allows(o Outcome) bool {
	for _, s := range f {
		if !s.Holds(o) {
			return true
		}
	}
	return false
}

// Require admits only the outcomes that meet all conditions.
type Require []Span

// Allows reports whether all conditions are met.
func (r Require) Allows(o Outcome) bool {
	for _, s := range r {
		if !s.Holds(o) {
			return false
		}
	}
	return true
}

// AtLeast admits only outcomes that a utility values at Floor or more, the
// form in which a party, or its ratifiers, state a red line.
type AtLeast struct {
	Utility Utility
	Floor   float64
}

// Allows reports whether the outcome reaches the floor, allowing for the last
// bits of the sum.
func (a AtLeast) Allows(o Outcome) bool { return a.Utility.Of(o) >= a.Floor-Noise }

// Where makes a constraint of a function.
type Where func(Outcome) bool

// Allows calls the function.
func (w Where) Allows(o Outcome) bool { return w(o) }
