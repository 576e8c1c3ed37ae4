package deal

import (
	"errors"
	"fmt"
	"slices"

	"entente/agreement"
	"entente/diag"
	"entente/negotiation"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// Errors returned by this package, wrapped.
var (
	ErrNoIssue  = errors.New("there is nothing to settle")
	ErrTooLarge = errors.New("too many packages")
	ErrSeries   = errors.New("a measure lacks its series")
)

// MaxPackages bounds the space: every package is valued.
const MaxPackages = 5_000_000

// MaxVariants bounds the packages that differ in what they pay.
const MaxVariants = 200_000

// Issue is one thing to settle; its values have positions from 0.
type Issue struct {
	ID      string
	Labels  []string
	Numbers []*float64 // where a value is a number: a sum in whole units, a rate in percent; nil elsewhere
	Money   bool       // some value changes what is paid
	Ends    []int      // by value: the last year of the agreement; nil for other issues
}

// Drafts makes agreements of packages. Implementations are safe for concurrent
// use and return the same agreement for the same values.
type Drafts interface {
	// Package returns the agreement that a package makes; values by issue.
	Package(values []int) (*agreement.Agreement, diag.List)
	// Path returns what is paid while there is no agreement.
	Path(i int) (*agreement.Agreement, diag.List)
	// Before returns the other agreements known on a day.
	Before(on period.Day) []*agreement.Agreement
}

// Problem is a negotiation about terms.
type Problem struct {
	Name       string
	Issues     []Issue
	Drafts     Drafts
	Paths      [][]int        // without agreement: the values of the issues there, -1 where nothing is said
	Input      schedule.Input // without agreements
	World      schedule.World
	Correlated []series.Correlation
	Years      period.Years // over which payments count
	Futures    int
	Seed       uint64
	Over       float64 // what was paid before, in whole units
	Renewal    float64 // the rise at the end of each term, as a share
	Discount   float64 // a year, as a share
	Prices     *series.Series
	Dollars    *series.Series
	GDP        *series.Series
	Measures   []Measure // to compute; none twice
}

// InvalidError says which package makes no agreement that could be computed,
// and why.
type InvalidError struct {
	Package string
	List    diag.List
	Reason  string
}

// Error names the package and the first reason.
func (e *InvalidError) Error() string {
	if len(e.List) > 0 {
		return fmt.Sprintf("package %s: %s", e.Package, e.List[0])
	}
	return fmt.Sprintf("package %s: %s", e.Package, e.Reason)
}

// Space returns all packages, the last issue varying fastest.
func (p *Problem) Space() negotiation.Space {
	var s negotiation.Space
	for _, i := range p.Issues {
		s.Issues = append(s.Issues, negotiation.Issue{Name: i.ID, Values: negotiation.Categorical(i.Labels)})
	}
	return s
}

// check refuses what cannot be valued.
func (p *Problem) check() error {
	if len(p.Issues) == 0 {
		return ErrNoIssue
	}
	s := p.Space()
	if err := s.Check(); err != nil {
		return err
	}
	if n, fits := s.Count(); !fits || n > MaxPackages {
		return fmt.Errorf("%w: %s, at most %d", ErrTooLarge, s.Size(), MaxPackages)
	}
	if n := p.axes().variants; n > MaxVariants {
		return fmt.Errorf("%w: %d differ in what they pay, at most %d", ErrTooLarge, n, MaxVariants)
	}
	for _, m := range p.Measures {
		if s, needs := p.seriesOf(m); needs && s == nil {
			return fmt.Errorf("%w: %s", ErrSeries, m)
		}
	}
	return nil
}

// seriesOf returns the series that a measure divides by.
func (p *Problem) seriesOf(m Measure) (s *series.Series, needs bool) {
	switch m {
	case Real:
		return p.Prices, true
	case InDollars:
		return p.Dollars, true
	case ShareOfGDP:
		return p.GDP, true
	default:
		return nil, false
	}
}

// axes says on which issues what is paid depends.
type axes struct {
	money    []int // issues that change the plan
	ends     int   // the issue that ends the agreement; -1: none
	variants int
	terms    int
}

func (p *Problem) axes() axes {
	a := axes{ends: -1, variants: 1, terms: 1}
	for k, i := range p.Issues {
		switch {
		case i.Ends != nil:
			a.ends, a.terms = k, len(i.Ends)
		case i.Money:
			a.money = append(a.money, k)
			if a.variants <= MaxVariants {
				a.variants *= len(i.Labels)
			}
		}
	}
	return a
}

// values returns a package of a variant; issues outside the money stand at 0.
func (a axes) values(p *Problem, variant int) []int {
	out := make([]int, len(p.Issues))
	for _, v := range slices.Backward(a.money) {
		n := len(p.Issues[v].Labels)
		out[v] = variant % n
		variant /= n
	}
	return out
}

// row returns where the measures of a package stand.
func (a axes) row(p *Problem, o negotiation.Outcome) int {
	v := 0
	for _, k := range a.money {
		v = v*len(p.Issues[k].Labels) + o[k]
	}
	if a.ends >= 0 {
		return v*a.terms + o[a.ends]
	}
	return v
}
