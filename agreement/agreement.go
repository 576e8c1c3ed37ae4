// Package agreement holds what the text of an agreement says: parties, term,
// timeline, amounts, rounding, conversions and categories.
//
// # What it is for
//
// An [Agreement] is the instrument as written. It knows no data: a rule names
// a series and a lag, never a value. Package schedule joins both.
//
// # The sealed sets
//
// A year's amount is a [Term]; a growth is a [Rate]. Both are closed sets: a
// switch that forgets one fails the lint.
package agreement

import (
	"cmp"
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// Agreement is one instrument.
type Agreement struct {
	ID          string
	Title       text.Text
	Labels      []text.Text // other names, as the press uses them
	Parties     []string    // payer first
	Term        period.Span
	Amends      string // the agreement whose years this one replaces or adds to
	Timeline    []Milestone
	Amounts     []Amount // in order of their first year
	Conversions []Conversion
	Rounding    Rounding
	Rules       []Rule
	Categories  []Category
	Additions   []Addition
	CarryOver   *CarryOver
	Sunset      *Sunset
	Reopener    *Reopener
	Published   []Published
	Notes       text.Text
	Pos         diag.Position
}

// Milestone is a dated step in the life of the instrument.
type Milestone struct {
	Event string // one of Events
	On    period.Date
	By    string
	Vote  *Vote
	Mark  source.Mark
	Pos   diag.Position
}

// Events returns the steps in the order in which they happen.
func Events() []string {
	return []string{"talks_opened", "agreed", "announced", "initialled", "signed", "submitted", "committee", "consent", "in_force", "expired", "other"}
}

// Vote is a recorded vote. Those who abstain count as present.
type Vote struct {
	Present, Yes, No, Abstain int
}

// Milestone returns the first milestone of a kind; ok is false when the
// timeline holds none.
func (a *Agreement) Milestone(event string) (m Milestone, ok bool) {
	for _, m := range a.Timeline {
		if m.Event == event {
			return m, true
		}
	}
	return Milestone{}, false
}

// KnownFrom returns the day from which the terms were known: the day they were
// announced, else the earliest day on which anybody could have read them. The
// zero day means always.
func (a *Agreement) KnownFrom() period.Day {
	if m, ok := a.Milestone("announced"); ok {
		return m.On.Last()
	}
	var first period.Day
	for _, event := range []string{"agreed", "initialled", "signed", "consent", "in_force"} {
		if m, ok := a.Milestone(event); ok && (first.IsZero() || m.On.Last().Before(first)) {
			first = m.On.Last()
		}
	}
	return first
}

// AmountFor returns the amount of a year; ok is false when no rule covers it.
func (a *Agreement) AmountFor(year int) (*Amount, bool) {
	after, _ := slices.BinarySearchFunc(a.Amounts, year, func(m Amount, year int) int {
		return cmp.Or(cmp.Compare(m.Years.From, year), -1) // the first that begins later
	})
	for i := after - 1; i >= 0; i-- {
		if a.Amounts[i].Years.Contains(year) {
			return &a.Amounts[i], true
		}
	}
	return nil, false
}

// ConversionFor returns the conversions of a year.
func (a *Agreement) ConversionFor(year int) (*Conversion, bool) {
	for i := range a.Conversions {
		if a.Conversions[i].Years.Contains(year) {
			return &a.Conversions[i], true
		}
	}
	return nil, false
}

// Years returns the years that have amounts.
func (a *Agreement) Years() period.Years {
	if len(a.Amounts) == 0 {
		return period.Years{From: a.Term.From.Year, To: a.Term.To.Year}
	}
	y := a.Amounts[0].Years
	for _, m := range a.Amounts[1:] {
		y.From, y.To = min(y.From, m.Years.From), max(y.To, m.Years.To)
	}
	return y
}

// Payer returns the party that pays.
func (a *Agreement) Payer() string {
	if len(a.Parties) == 0 {
		return ""
	}
	return a.Parties[0]
}

// Rule is a text that cannot be computed: it is said, not guessed.
type Rule struct {
	Name     string
	Text     text.Text
	Computed bool
	Mark     source.Mark
	Pos      diag.Position
}

// Conversion says how parts in a foreign currency become the currency of the
// dossier. Either Rate or Series is set.
type Conversion struct {
	Years  period.Years
	Rate   *money.Rate
	Series string
	Month  period.Period // the month of a monthly series; zero: the year itself
	Kind   string        // agreed, budget, official or derived; average, month or spot for a series
	Mark   source.Mark
	Pos    diag.Position
}

// RateKinds returns what a conversion rate written in a dossier may be.
func RateKinds() []string { return []string{"agreed", "budget", "official", "derived"} }

// Rounding says to which unit amounts are rounded, which way, and whether the
// next year starts from the rounded or the exact amount.
type Rounding struct {
	Steps  []money.Amount // one a currency
	Mode   decimal.Mode
	Exact  bool // the exact amount is carried, not the rounded one
	Reason string
	Pos    diag.Position
}

// Step returns the unit of a currency; ok is false when amounts in it are not
// rounded.
func (r Rounding) Step(c money.Currency) (step decimal.Decimal, ok bool) {
	for _, s := range r.Steps {
		if s.Currency == c {
			d, ok := s.Value.Decimal()
			return d, ok
		}
	}
	return decimal.Decimal{}, false
}

// Published is a figure that a source prints: an assertion, never an input.
type Published struct {
	Years  period.Years
	Amount money.Amount
	Mark   source.Mark
	Pos    diag.Position
}
