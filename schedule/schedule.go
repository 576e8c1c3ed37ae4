// Package schedule computes what agreements pay.
//
// # What it is for
//
// [Compile] turns agreements and series into a [Plan]: a graph of figures in
// which every rule, index, cap and rounding is a node. [Plan.Evaluate] runs
// the plan exactly in a [World] - what is known on a day, what is assumed,
// what is set - and gives a [Schedule]: figures with their status, and with
// the whole way that led to them ([Schedule.Explain]).
//
// # What it promises
//
// A schedule is a pure function of its arguments. There is no float, no clock
// and no file here. A value that is not known is unknown, with the reason, and
// whatever rests on it is unknown too; nothing is carried forward unless the
// agreement says so. Knowledge is not compiled in: one plan answers for every
// day.
//
// # What it refuses
//
// Rules that cannot be computed are found when the plan is built and reported
// with their place in the dossier: a cycle, a series that is too short, a
// foreign part without a conversion.
package schedule

import (
	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/series"
)

// Input is what a schedule is computed from.
type Input struct {
	Currency   money.Currency // what totals are shown in
	Units      money.Units
	Years      period.Years // what a schedule prints unless asked otherwise
	Agreements []*agreement.Agreement
	Series     []*series.Series
}

// Options change what the plan holds, not what is known.
type Options struct {
	Extend   string         // an agreement to prolong past its term
	ExtendTo int            // the last year of the prolongation
	Currency money.Currency // a further currency to show figures in
	FX       FX             // how to convert into it
}

// World is what a plan is evaluated in. The zero World knows everything that
// the dossier holds and assumes nothing.
type World struct {
	Known  period.Day                 // only what was known on this day; zero: all
	Set    map[Cell]decimal.Decimal   // observations replaced
	Drawn  map[Cell]decimal.Decimal   // what a projection drew for unknown observations
	Assume map[string]decimal.Decimal // by series: what fills unknown observations
}

// Cell is one period of one series.
type Cell struct {
	Series string
	Period period.Period
}

// Status says how firm a figure is.
type Status uint8

// The statuses in order: joined along the edges of the plan, the weakest wins.
const (
	Agreed    Status = iota // terms and observations only
	Projected               // rests on an assumption
	Unknown                 // rests on something not known
)

// String returns the word used on screen and in JSON.
func (s Status) String() string {
	return [...]string{"agreed", "projected", "unknown"}[min(s, Unknown)]
}

// MarshalText writes the status as String does.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Basis says what a figure rests on.
type Basis string

// The bases: change an input and only what rests on it moves.
const (
	ByRule     Basis = "rule"       // computed from the text
	Converted  Basis = "converted"  // from parts in other currencies
	SameAs     Basis = "same_as"    // the figure of another year
	Negotiated Basis = "negotiated" // a sum in the text
	Stated     Basis = "stated"     // published; the rule is not computable
	LeftOpen   Basis = "open"       // the text says nothing
)

// Compile builds the plan of all agreements. The list holds what is wrong with
// the rules; figures that rest on it are unknown.
func Compile(in Input, opt Options) (*Plan, diag.List) {
	c := newCompiler(in, opt)
	c.all()
	c.found.Sort()
	return c.plan, c.found
}
