package agreement

import (
	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// Amount is the rule for one or more years, with what binds and divides it.
type Amount struct {
	Years       period.Years
	Term        Term
	Caps        []Bound
	Floors      []Bound
	Gap         bool   // no agreement was in force; settled later
	Rule        string // the text under Rules that Term stands for
	Categories  []Part
	Instalments []Instalment
	PartYear    *PartYear
	Mark        source.Mark
	Pos         diag.Position
	Path        string
}

// Term says how a year's amount comes about.
//
//sumtype:decl
type Term interface{ term() }

// Fixed is a sum in the text; several amounts are parts in different
// currencies, each of which escalates, rounds and carries by itself.
type Fixed struct {
	Sums []money.Amount
}

// Escalate is the figure of another year, grown by a rate. Year 0 means the
// year before.
type Escalate struct {
	Year int
	By   Rate
}

// SameAs is the figure of another year, unchanged.
type SameAs struct {
	Year int
}

// Formula is arithmetic on figures and series.
type Formula struct {
	Text string
	Expr Expr
}

// Open is a year that the text leaves open: unknown.
type Open struct{}

func (Fixed) term()    {}
func (Escalate) term() {}
func (SameAs) term()   {}
func (Formula) term()  {}
func (Open) term()     {}

// Bound is a cap or a floor. What it binds is stated, never assumed.
type Bound struct {
	On     BoundKind
	Rate   decimal.Decimal // percent, for Step
	Amount money.Amount    // for Level and Sum
	Mark   source.Mark
	Pos    diag.Position
}

// BoundKind says what a bound binds.
type BoundKind string

// What a bound may bind: the growth from one year to the next, the amount of a
// year, or the sum of the agreement so far.
const (
	StepBound  BoundKind = "step"
	LevelBound BoundKind = "level"
	SumBound   BoundKind = "sum"
)

// Part is what a category receives in a year: sums, a share of the year's
// amount in percent, or the rest.
type Part struct {
	Category string
	Sums     []money.Amount
	Share    *decimal.Decimal
	Rest     bool
	Mark     source.Mark
	Pos      diag.Position
}

// Category is a part of the contribution, such as labour.
type Category struct {
	Name    string
	Title   text.Text
	Form    string           // cash, in_kind or mixed
	Minimum *decimal.Decimal // percent of what Of says
	Maximum *decimal.Decimal
	Of      string
	Mark    source.Mark
	Pos     diag.Position
}

// Forms returns how a category may be paid.
func Forms() []string { return []string{"cash", "in_kind", "mixed"} }

// Instalment is a share of the year's amount with the day it is due.
type Instalment struct {
	Share *decimal.Decimal // percent; nil is the rest
	Month int              // due every year on this day
	Day   int
	Pos   diag.Position
}

// PartYear says that only a part of the year is owed.
type PartYear struct {
	Span   period.Span
	Months bool // whole months are counted, not days
	Pos    diag.Position
}

// Addition is one-off money on top of a year, not carried into the next.
type Addition struct {
	Year   int
	Amount money.Amount
	Label  text.Text
	Mark   source.Mark
	Pos    diag.Position
}

// CarryOver moves unspent money into later years.
type CarryOver struct {
	Outturn string          // series of what was spent, an amount
	Limit   decimal.Decimal // percent of the year's amount
	Expires int             // years after which it lapses
	Mark    source.Mark
	Pos     diag.Position
}

// Sunset is an automatic end.
type Sunset struct {
	On   period.Day
	Mark source.Mark
	Pos  diag.Position
}

// Reopener is a duty to renegotiate when a series passes a value.
type Reopener struct {
	Series string
	Above  *decimal.Decimal
	Below  *decimal.Decimal
	Text   text.Text
	Mark   source.Mark
	Pos    diag.Position
}
