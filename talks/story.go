// Package talks holds the story of an agreement: envoys, rounds, what each
// side asked and offered, elections and events, and where the talks stand on
// a day.
//
// # What it is for
//
// A [Story] is what events.yaml says. [Story.On] answers, for any day: which
// agreement is in force and how long still, how far its successor has come,
// which demands and offers stand, which elections lie ahead, and whether this
// is early or late against the talks before.
//
// # What it refuses
//
// It looks at no later than the day asked for: what was not known then is not
// told. It prices nothing by itself: a demand for five times the current sum
// becomes money where the schedule is at hand, in package workbench.
package talks

import (
	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// Story is the record of the talks.
type Story struct {
	Envoys    []Envoy
	Rounds    []Round
	Positions []Position
	Elections []Election
	Events    []Event
}

// Envoy heads a delegation from a day on.
type Envoy struct {
	Agreement string
	Party     string
	Name      text.Text
	From      period.Date
	Until     period.Date // zero: to the end of the talks
	Mark      source.Mark
	Pos       diag.Position
}

// Round is a formal meeting of the delegations.
type Round struct {
	Agreement string
	Number    int
	From, To  period.Date
	Place     string
	Heads     []Head
	Note      string
	Mark      source.Mark
	Pos       diag.Position
}

// Head is who led a delegation in a round.
type Head struct {
	Party, Name string
}

// Position is what a side asked or offered, from a day until it was dropped.
type Position struct {
	Agreement string
	Party     string
	Kind      string // demand or offer
	Value     Value
	For       int // the year it would pay; 0 when not said
	From      period.Date
	Until     period.Date // zero: to the end of the talks
	SaidBy    string
	Text      text.Text
	Mark      source.Mark
	Pos       diag.Position
}

// Value is how a position was put.
//
//sumtype:decl
type Value interface{ value() }

// Sum is a position in money.
type Sum struct{ Amount money.Amount }

// Increase is a growth in percent over the figure of a year.
type Increase struct {
	Percent decimal.Decimal
	Over    int
}

// Multiple is a multiple of the figure of a year.
type Multiple struct {
	Times decimal.Decimal
	Of    int
}

// Words is a position without a number.
type Words struct{}

func (Sum) value()      {}
func (Increase) value() {}
func (Multiple) value() {}
func (Words) value()    {}

// Election is a vote at home that the talks have to reckon with.
type Election struct {
	In      string
	On      period.Day
	What    text.Text
	Outcome text.Text
	Known   period.Day // the day from which its date was known; zero: always
	Mark    source.Mark
	Pos     diag.Position
}

// Event is anything else that happened.
type Event struct {
	On        period.Date
	Kind      string
	Parties   []string
	Agreement string
	Summary   text.Text
	Mark      source.Mark
	Pos       diag.Position
}

// EventKinds returns the kinds of events.
func EventKinds() []string {
	return []string{
		"round", "talks", "statement", "demand", "offer", "breakdown", "furlough", "summit", "signing", "initialling", "submission", "committee",
		"ratification", "entry_into_force", "deadline", "election", "inauguration", "budget", "report", "law", "other",
	}
}
