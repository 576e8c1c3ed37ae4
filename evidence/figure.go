package evidence

import (
	"entente/decimal"
	"entente/period"
)

// Kind says what sort of figure a text states.
type Kind string

// The kinds of figures.
const (
	Money       Kind = "money"
	Percent     Kind = "percent"
	Multiple    Kind = "multiple" // five-fold, doubled, five times
	Share       Kind = "fraction" // half, two-thirds
	Count       Kind = "count"
	Ordinal     Kind = "ordinal"
	Date        Kind = "date"
	DateRange   Kind = "date_range"
	Duration    Kind = "duration"
	Frequency   Kind = "frequency"
	Qualitative Kind = "money_qualitative" // billions of dollars
)

// Bound says what the words around a figure leave open.
type Bound string

// The bounds. The zero value is no bound; Exact is written out in JSON.
const (
	Exact    Bound = "exact"
	Approx   Bound = "approx"           // about, some, roughly
	AtMost   Bound = "at_most"          // up to, as much as
	AtLeast  Bound = "at_least"         // more than, over
	NearLess Bound = "less_than_approx" // nearly, a little less than
)

// Figure is one figure of a document.
type Figure struct {
	Start, End int    // bytes of the document's text, half open
	Surface    string // the bytes between
	Kind       Kind
	Value      Value
	Bound      Bound
	Cue        string // the word that makes the bound
	Sentence   int    // index of the sentence that holds it
	Role       string // of a date: effective, deadline, start, statement_time

	Attribution
	SpeechAct string // assert, demand, offer, forecast, deny, report
	Modality  string // planned, possible, negated, past; "" as a fact

	Quantity string   // id, or "" where no quantity could be named
	Reasons  []string // why that quantity
	weak     bool     // named by what stands around it only: a miss accuses nobody
	tied     bool     // the year it is of stands right beside it
	paid     bool     // a word of payment stands right beside it
	Verdict  Verdict
	Expected string // the figure computed or reported, in words
	Why      string // the arithmetic, in words
	Fits     string // the repair that would make a wrong figure right
}

// Value is what a figure is worth.
type Value struct {
	Amount    decimal.Fraction
	Low, High *decimal.Fraction // both set for a range; Amount is then Low
	Step      decimal.Fraction  // worth of the last stated digit
	Unit      string            // ISO currency, percent, points, persons, ordinal, years, ...
	Per       string            // year, month: a flow
	Factor    *decimal.Fraction // new over old, for percent changes and multiples
	Direction string            // increase, decrease
	Base      string            // what a change is measured against, as written
	Converted int               // index+1 of the figure it converts; 0 none
	Span      period.Span       // days, for dates
	ISO       string            // ISO 8601 duration
	Guess     bool              // the unit was taken from another figure
}

// Approximate reports whether the words leave the value open.
func (f Figure) Approximate() bool { return f.Bound != "" && f.Bound != Exact }

// IsDate reports whether the figure is a date or a range of dates.
func (f Figure) IsDate() bool { return f.Kind == Date || f.Kind == DateRange }
