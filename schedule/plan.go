package schedule

import (
	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/series"
	"entente/source"
)

// Kind says how a node comes by its value.
type Kind uint8

// The kinds of nodes.
const (
	Const       Kind = iota // Value
	Missing                 // nothing is known, for the reason in Label
	Observation             // Series at Period
	Sum                     // in[0] + in[1] + …
	Scale                   // in[0] × in[1] × …
	Ratio                   // in[0] ÷ in[1]
	Min                     // the smallest input
	Max                     // the largest input
	Grow                    // in[0] × (1 + in[1] ÷ 100)
	Round                   // in[0] to a multiple of Step
	Convert                 // in[0] × in[1], a conversion rate
	Gate                    // the input that was known last; unknown before the first
	Select                  // in[1] where in[0] is above zero, else in[2]
)

// String returns the name of the kind.
func (k Kind) String() string {
	return [...]string{"const", "missing", "observation", "sum", "scale", "ratio", "min", "max", "grow", "round", "convert", "gate", "select"}[k]
}

// ID is the place of a node in its plan. Inputs come before what uses them.
type ID int

// Node is one step of the computation.
type Node struct {
	Kind   Kind
	In     []ID
	Value  decimal.Fraction    // Const
	Series *series.Series      // Observation
	Period period.Period       // Observation
	Step   decimal.Decimal     // Round
	Mode   decimal.Mode        // Round
	Known  []period.Day        // Gate: from when each input is known
	Assume string              // Gate: what is assumed by passing it
	Unit   string              // currency code, percent, factor, KRW/USD, …
	Label  string              // the rule in words
	Figure string              // the figure whose value this is, where it is one
	Bound  agreement.BoundKind // Min, Max: what the text binds; "" is arithmetic
	Mark   source.Mark
	Pos    diag.Position
}

// Plan is the graph of all figures of a dossier.
type Plan struct {
	Nodes   []Node
	Figures []*Figure // in order of agreements and years
	byID    map[string]*Figure
	input   Input
	options Options
}

// Figure is one sum that a reader can ask for.
type Figure struct {
	ID         string
	Agreement  *agreement.Agreement
	Year       int
	Currency   money.Currency
	Node       ID
	Basis      Basis
	Gap        bool
	Extended   bool            // past the term, by assumption
	Category   string          // set on a part of a year
	Due        period.Day      // set on an instalment
	Parts      []PartFigure    // the currencies of the text, where they are not Currency alone
	Conversion *UsedConversion // how the parts became Currency
	Shown      *ID             // in the further currency of Options
	Rate       *ID             // the growth that its rule applies, in percent
	Amount     *agreement.Amount
	Rule       *agreement.Rule // a text that cannot be computed
	Known      period.Day
	children   []*Figure
	whole      bool // a year of an agreement, not a part of one
}

// PartFigure is one currency of a figure.
type PartFigure struct {
	Currency money.Currency
	Node     ID
}

// UsedConversion is how the parts of a year were converted.
type UsedConversion struct {
	Rate ID
	Kind string
	Unit string
}

// Find returns a figure by its name.
func (p *Plan) Find(id string) (*Figure, bool) {
	f, ok := p.byID[id]
	return f, ok
}

// Input returns what the plan was compiled from.
func (p *Plan) Input() Input { return p.input }

// Title returns the title of the agreement of a figure.
func (f *Figure) Title() text.Text {
	if f.Agreement == nil {
		return text.Text{}
	}
	return f.Agreement.Title
}

func (p *Plan) add(n Node) ID {
	p.Nodes = append(p.Nodes, n)
	return ID(len(p.Nodes) - 1)
}

// Options returns the options that the plan was compiled with.
func (p *Plan) Options() Options { return p.options }
