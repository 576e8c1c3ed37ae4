package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/internal/nearest"
	"entente/money"
)

// Errors of Solve, wrapped.
var (
	ErrLever   = errors.New("nothing to move")
	ErrUnknown = errors.New("the figure is not known")
)

// Levers returns what Solve can move.
func Levers() []string { return []string{"first_year", "cap", "rate", "index", "year"} }

// Aim is a question turned round: which value of a term, or of a series, makes
// a figure come nearest to a target.
type Aim struct {
	Figure string // the figure aimed at: AGREEMENT/YEAR, AGREEMENT/total or a part
	For    string // one of Levers
	Moves  string // for first_year: the sum that moves, AGREEMENT/YEAR; "" is the first of the figure's agreement
	Series string // for index: which series; "" where only one is unknown
	Known  bool   // for index: move published observations too
	Target money.Amount
	Step   *decimal.Fraction // the grid; nil: the rounding step, 0.1 percent, or the decimals of the series
	Low    *decimal.Fraction // where to look; nil: see bounds
	High   *decimal.Fraction
}

// Solution is every best answer to an aim.
type Solution struct {
	Figure      string             `json:"figure"` // the figure aimed at
	For         string             `json:"for"`    // what moved: first_year, cap, rate, index or year
	Moved       string             `json:"moved"`  // what moved, in words
	Target      decimal.Fraction   `json:"target"` // in whole currency units
	Currency    money.Currency     `json:"currency"`
	Unit        string             `json:"unit"`        // of the answers: a currency, percent, year, or the unit of the series
	Step        decimal.Fraction   `json:"step"`        // answers are multiples of it
	Answers     []decimal.Fraction `json:"answers"`     // every best answer, at most 100; ranges hold them all
	Ranges      []Range            `json:"ranges"`      // every best answer, neighbours that give the same together
	Distance    *decimal.Fraction  `json:"distance"`    // from what the answers give to the target; null without an answer
	Written     *decimal.Fraction  `json:"written"`     // what the text says now; null where it says several things or nothing
	Below       *Point             `json:"below"`       // the nearest value that gives no more than the target
	Above       *Point             `json:"above"`       // the nearest value that gives no less
	Method      string             `json:"method"`      // bisection: the figure is proved to move one way; enumeration: every value was tried
	Why         string             `json:"why"`         // why every value was tried
	Evaluations int                `json:"evaluations"` // how often the plan was run
	Year        *int               `json:"year"`        // for year: the answer as a number
	Path        []PathStep         `json:"path"`        // the years under the first answer
}

// PathStep is one year under the answer.
type PathStep struct {
	Figure string           `json:"figure"`
	Year   int              `json:"year"`
	Amount decimal.Fraction `json:"amount"` // of the year
	Sum    decimal.Fraction `json:"sum"`    // of the agreement up to this year
}

// mostAnswers is how many answers are listed one by one.
const mostAnswers = 100

// Solve finds every value of a lever that brings a figure nearest to a target.
// Amounts are rounded every year, so a figure is a step function of what it
// rests on: a root of the smooth curve, rounded, is often not the best answer.
// The terms are compiled with the lever in them; values are multiples of a
// step. Where the plan proves that the figure only rises, or only falls, the
// answers are bracketed and bisected; else every value is tried.
//
// It fails with ErrFigure for a figure that is not there, ErrLever when there
// is nothing to move, ErrUnknown when the figure is unknown wherever the lever
// stands, and ErrTooWide.
func Solve(in Input, opt Options, w World, aim Aim) (*Solution, error) {
	if aim.For == "year" {
		return crossing(in, opt, w, aim)
	}
	owner, _, _ := strings.Cut(aim.Figure, "/")
	if aim.Moves != "" {
		owner, _, _ = strings.Cut(aim.Moves, "/")
	}
	pulled, err := pull(in, owner, aim)
	if err != nil {
		return nil, err
	}
	plan, _ := Compile(pulled.in, opt) // faults of the dossier were found before
	goal, years, currency, err := plan.goal(aim.Figure)
	if err != nil {
		return nil, err
	}
	if currency != aim.Target.Currency {
		return nil, fmt.Errorf("%w: the target is in %s, %s in %s", money.ErrMixed, aim.Target.Currency, aim.Figure, currency)
	}
	nodes, err := pulled.nodes(plan, w, goal)
	if err != nil {
		return nil, err
	}
	s := search{lever: newLever(plan, w, nodes, goal, years), target: aim.Target.Value, seen: map[int64]decimal.Fraction{}}
	if !s.reaches() {
		return nil, fmt.Errorf("%w: %s does not rest on %s", ErrLever, aim.Figure, pulled.moved)
	}
	if err := s.bounds(aim, pulled); err != nil {
		return nil, err
	}
	if v := s.at(s.value(s.low)); !v.Known() {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, strings.Join(v.Reasons, "; "))
	}
	f, err := s.run()
	if err != nil {
		return nil, err
	}
	out := &Solution{
		Figure: aim.Figure, For: aim.For, Moved: pulled.moved, Target: aim.Target.Value, Currency: currency, Unit: pulled.unit, Step: s.step, Ranges: f.ranges, Distance: &f.distance,
		Written: pulled.written, Below: f.below, Above: f.above, Method: f.method, Why: f.why, Evaluations: s.tried,
	}
	out.Answers = list(f.ranges, s.step)
	s.at(f.ranges[0].From)
	out.Path = s.base.path(years)
	return out, nil
}

// list writes ranges out, as far as they are short.
func list(ranges []Range, step decimal.Fraction) []decimal.Fraction {
	out := []decimal.Fraction{}
	for _, r := range ranges {
		for x := r.From; x.Cmp(r.To) <= 0 && len(out) < mostAnswers; x = x.Add(step) {
			out = append(out, x)
		}
	}
	return out
}

// goal returns the nodes whose sum is aimed at, and the yearly figures that a
// reader wants to see with it.
func (p *Plan) goal(figure string) (nodes []ID, years []*Figure, currency money.Currency, err error) {
	owner, what, _ := strings.Cut(figure, "/")
	for _, f := range p.Figures {
		if f.Agreement.ID == owner && f.ID == owner+"/"+strconv.Itoa(f.Year) {
			years = append(years, f)
		}
	}
	if what == "total" && len(years) > 0 {
		for _, f := range years {
			nodes = append(nodes, f.Node)
		}
		return nodes, years, p.input.Currency, nil
	}
	f, ok := p.Find(figure)
	if !ok {
		return nil, nil, "", p.unknownFigure(figure)
	}
	return []ID{f.Node}, years, f.Currency, nil
}

// path reads the yearly figures that are known.
func (s *Schedule) path(years []*Figure) []PathStep {
	out := []PathStep{}
	sum := decimal.Fraction{}
	for _, f := range years {
		if v := s.At(f.Node); v.Known() {
			sum = sum.Add(v.Number)
			out = append(out, PathStep{f.ID, f.Year, v.Number, sum})
		}
	}
	return out
}

// crossing finds the first year whose amount, or the year in which the sum of
// an agreement, reaches the target.
func crossing(in Input, opt Options, w World, aim Aim) (*Solution, error) {
	owner, what, _ := strings.Cut(aim.Figure, "/")
	if what != "" && what != "total" {
		return nil, fmt.Errorf("%w: for a year, name %s (yearly amounts) or %s/total (their sum)", ErrLever, owner, owner)
	}
	plan, _ := Compile(in, opt)
	_, years, currency, err := plan.goal(owner + "/total")
	if err != nil {
		return nil, err
	}
	if currency != aim.Target.Currency {
		return nil, fmt.Errorf("%w: the target is in %s, %s in %s", money.ErrMixed, aim.Target.Currency, aim.Figure, currency)
	}
	s := plan.Evaluate(w)
	out := &Solution{
		Figure: aim.Figure, For: aim.For, Moved: "the years of " + owner, Target: aim.Target.Value, Currency: currency, Unit: "year", Step: decimal.Whole(1),
		Answers: []decimal.Fraction{}, Ranges: []Range{}, Method: "enumeration", Evaluations: 1,
	}
	sum := decimal.Fraction{}
	for _, f := range years {
		v := s.At(f.Node)
		if !v.Known() {
			if what == "total" || len(out.Path) == 0 {
				out.Why = fmt.Sprintf("%s is unknown: %s", f.ID, first(v.Reasons))
				break
			}
			continue
		}
		sum = sum.Add(v.Number)
		out.Path = append(out.Path, PathStep{f.ID, f.Year, v.Number, sum})
		reached := v.Number
		if what == "total" {
			reached = sum
		}
		point := &Point{decimal.Whole(int64(f.Year)), reached}
		if reached.Cmp(aim.Target.Value) < 0 {
			out.Below = point
			continue
		}
		d := reached.Sub(aim.Target.Value)
		out.Above, out.Distance, out.Year = point, &d, &f.Year
		out.Answers = []decimal.Fraction{point.At}
		out.Ranges = []Range{{point.At, point.At, reached, 1}}
		break
	}
	if out.Path == nil {
		out.Path = []PathStep{}
	}
	return out, nil
}

// bounds sets the grid and where to look on it.
func (s *search) bounds(aim Aim, p *pulled) error {
	s.step = p.step
	if aim.Step != nil {
		s.step = *aim.Step
	}
	if s.step.Sign() <= 0 {
		return fmt.Errorf("%w: the step must be above zero", ErrLever)
	}
	low, high := p.low, p.high
	s.open = high == nil && aim.High == nil
	if aim.Low != nil {
		low = *aim.Low
	}
	if aim.High != nil {
		high = aim.High
	}
	var ok bool
	if s.low, ok = steps(low, s.step, decimal.Ceiling); !ok {
		return fmt.Errorf("%w: from %s in steps of %s", ErrTooWide, low, s.step)
	}
	if high == nil {
		most := aim.Target.Value.Max(s.step)
		high = &most
	}
	if s.high, ok = steps(*high, s.step, decimal.Floor); !ok {
		return fmt.Errorf("%w: to %s in steps of %s", ErrTooWide, *high, s.step)
	}
	if s.high < s.low {
		return fmt.Errorf("%w: no multiple of %s lies between %s and %s", ErrLever, s.step, low, *high)
	}
	return nil
}

// steps counts how many steps a value is.
func steps(x, step decimal.Fraction, mode decimal.Mode) (int64, bool) {
	q, _ := x.Quo(step)
	n, _ := q.Round(decimal.FromInt(1), mode)
	return n.Fraction().Int64()
}

// seriesBelow returns the series that nodes rest on, in order of their names.
func seriesBelow(p *Plan, goal []ID, want func(ID) bool) (names []string, nodes map[string][]ID) {
	needed := make([]bool, len(p.Nodes))
	for _, id := range goal {
		needed[id] = true
	}
	nodes = map[string][]ID{}
	for id := len(p.Nodes) - 1; id >= 0; id-- {
		if !needed[id] {
			continue
		}
		n := &p.Nodes[id]
		for _, in := range n.In {
			needed[in] = true
		}
		if n.Kind == Observation && want(ID(id)) {
			if nodes[n.Series.ID] == nil {
				names = append(names, n.Series.ID)
			}
			nodes[n.Series.ID] = append(nodes[n.Series.ID], ID(id))
		}
	}
	slices.Sort(names)
	return names, nodes
}

// hintSeries says which series there are to move.
func hintSeries(want string, names []string) string {
	if len(names) == 0 {
		return "the figure rests on no such series"
	}
	return cmp.Or(nearest.Word(want, names), strings.Join(names, ", "))
}
