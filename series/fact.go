package series

import "entente/period"

// Fact is a value that holds over a span of days rather than for one period: a
// rate in force, a member's standing. Facts overlap where a later publication
// speaks of days that an earlier one had covered.
type Fact struct {
	Valid       period.Span
	Observation // Period is not read
}

// Holding returns what was known on one day about another: among the facts
// that cover the day on, the last that was published by the day known, by the
// rule of [Latest]. A zero known asks for the last of all. A fact with status
// withdrawn is returned as such: it is known that there is no value, which is
// another answer than that nothing is known.
func Holding(facts []Fact, on, known period.Day) (last Observation, ok bool) {
	for i := range facts {
		if facts[i].Valid.Contains(on) && newer(facts[i].Observation, last, ok, known) {
			last, ok = facts[i].Observation, true
		}
	}
	return last, ok
}
