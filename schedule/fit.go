package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/series"
)

// ErrNoEvidence is returned, wrapped, when nothing published can tell one
// convention from another.
var ErrNoEvidence = errors.New("no published figure that a rule computes")

// Fit is what published figures say about the conventions behind them.
type Fit struct {
	Agreements []string    `json:"agreements"` // whose conventions were tried
	Years      int         `json:"years"`      // how many yearly figures tell classes apart
	Tried      int         `json:"tried"`      // conventions
	Assertions []Assertion `json:"assertions"` // what they were held against
	Classes    []FitClass  `json:"classes"`    // best first
	Undecided  []Undecided `json:"undecided"`  // figures that would decide between classes that reproduce everything
	LeftOut    []LeftOut   `json:"left_out"`   // what is no evidence
}

// Assertion is a published figure that a rule computes.
type Assertion struct {
	Figure string           `json:"figure"`
	Year   int              `json:"year"`
	Want   decimal.Fraction `json:"want"` // as published
	Unit   money.Currency   `json:"currency"`

	agreement string
	years     period.Years
}

// FitClass is conventions that give the same figures in every year.
type FitClass struct {
	Members    []Convention `json:"members"`     // the conventions
	Reproduced int          `json:"reproduced"`  // how many assertions it gives
	Of         int          `json:"of"`          // how many there are
	FirstBreak *Break       `json:"first_break"` // null where it reproduces all
	AsWritten  bool         `json:"as_written"`  // the agreements state one of the members

	figures []string
}

// Break is the first published figure that a class does not give.
type Break struct {
	Figure     string            `json:"figure"`
	Year       int               `json:"year"`
	Want       decimal.Fraction  `json:"want"`       // as published
	Got        *decimal.Fraction `json:"got"`        // null: unknown under the convention
	Difference *decimal.Fraction `json:"difference"` // got − want
	Currency   money.Currency    `json:"currency"`
}

// Undecided is a figure on which classes that reproduce everything differ: a
// print of it would decide.
type Undecided struct {
	Figure string    `json:"figure"`
	Gives  []*string `json:"gives"` // by class, in their order; null is unknown
}

// LeftOut is an agreement or an assertion that is no evidence, with the reason.
type LeftOut struct {
	Figure string `json:"figure"`
	Why    string `json:"why"` // the reason
}

// FitScope says what is fitted.
type FitScope struct {
	Agreements []string // only these; none: every agreement with at least two computed and published years
	Without    []string // published figures to leave out of account, by name
	Unverified bool     // take figures that are marked unverified for evidence too
}

// FitConventions tries every convention on the agreements of a dossier and
// holds each against the published figures. Agreements outside the scope stay
// as written. It fails with ErrFigure for an agreement or figure that is not
// there and with ErrNoEvidence when nothing published can tell anything.
//
// There are at most 630 conventions, so all are tried.
func FitConventions(in Input, w World, scope FitScope) (*Fit, error) {
	f := &fitter{in: in, world: w, raw: twins(in.Series), out: &Fit{Undecided: []Undecided{}, LeftOut: []LeftOut{}}}
	if err := f.choose(scope); err != nil {
		return nil, err
	}
	classes := map[string]*FitClass{}
	var order []*FitClass
	stated := f.stated()
	for _, c := range conventions(f.scope, f.raw) {
		f.out.Tried++
		figures := f.try(c)
		key := figures.key()
		class := classes[key]
		if class == nil {
			class = f.judge(figures)
			classes[key] = class
			order = append(order, class)
		}
		class.Members = append(class.Members, c)
		class.AsWritten = class.AsWritten || stated(c)
	}
	for _, class := range order {
		f.out.Classes = append(f.out.Classes, *class)
	}
	slices.SortStableFunc(f.out.Classes, func(a, b FitClass) int {
		return cmp.Or(cmp.Compare(b.Reproduced, a.Reproduced), cmp.Compare(breakYear(b), breakYear(a)), asWrittenFirst(a, b), cmp.Compare(len(b.Members), len(a.Members)))
	})
	f.undecided()
	return f.out, nil
}

func asWrittenFirst(a, b FitClass) int {
	switch {
	case a.AsWritten == b.AsWritten:
		return 0
	case a.AsWritten:
		return -1
	default:
		return 1
	}
}

func breakYear(c FitClass) int {
	if c.FirstBreak == nil {
		return maxYear
	}
	return c.FirstBreak.Year
}

func twins(all []*series.Series) map[string]*series.Series {
	byID, out := map[string]*series.Series{}, map[string]*series.Series{}
	for _, s := range all {
		byID[s.ID] = s
	}
	for _, s := range all {
		if s.Raw != "" && byID[s.Raw] != nil {
			out[s.ID] = byID[s.Raw]
		}
	}
	return out
}

type fitter struct {
	in    Input
	world World
	raw   map[string]*series.Series
	scope []*agreement.Agreement
	out   *Fit
}

// choose picks the agreements and the published figures that are evidence.
func (f *fitter) choose(scope FitScope) error {
	plan, _ := Compile(f.in, Options{}) // faults are the business of check; what cannot be computed is unknown here
	base := plan.Evaluate(f.world)
	for _, id := range scope.Agreements {
		if _, err := base.find(id); err != nil {
			return err
		}
	}
	used := map[string]bool{}
	for _, a := range f.in.Agreements {
		named := slices.Contains(scope.Agreements, a.ID)
		if len(scope.Agreements) > 0 && !named {
			continue
		}
		found, doubtful := evidence(base, a, scope.Unverified)
		for _, x := range found {
			used[x.Figure] = true
		}
		switch {
		case len(found) == 0:
			f.out.LeftOut = append(f.out.LeftOut, doubtful...)
			continue
		case len(found) == 1 && !named:
			f.out.LeftOut = append(f.out.LeftOut, LeftOut{a.ID, "one computed year says nothing of carrying; name the agreement to add it"})
			continue
		}
		f.scope, f.out.LeftOut = append(f.scope, a), append(f.out.LeftOut, doubtful...)
		f.out.Agreements = append(f.out.Agreements, a.ID)
		for _, x := range found {
			if slices.Contains(scope.Without, x.Figure) {
				f.out.LeftOut = append(f.out.LeftOut, LeftOut{x.Figure, "as asked"})
				continue
			}
			f.out.Assertions = append(f.out.Assertions, x)
		}
	}
	for _, name := range scope.Without {
		if !used[name] {
			return fmt.Errorf("%w %.60q: no rule computes a published figure of this name", ErrFigure, name)
		}
	}
	if len(f.out.Assertions) == 0 {
		return ErrNoEvidence
	}
	slices.SortStableFunc(f.out.Assertions, func(a, b Assertion) int { return cmp.Compare(a.Year, b.Year) })
	return nil
}

// evidence returns the published figures of an agreement that a rule computes
// from published observations, and those that prove nothing: one that nobody
// has seen printed, or that rests on an observation which was itself worked out
// from published sums.
func evidence(s *Schedule, a *agreement.Agreement, unverified bool) (found []Assertion, doubtful []LeftOut) {
	for _, p := range a.Published {
		ruled, derived := false, false
		for year := p.Years.From; year <= p.Years.To; year++ {
			fig, ok := s.Plan.Find(a.ID + "/" + strconv.Itoa(year))
			if !ok {
				continue
			}
			switch fig.Amount.Term.(type) {
			case agreement.Escalate, agreement.Formula:
				ruled = true
			case agreement.Fixed, agreement.SameAs, agreement.Open:
			}
			derived = derived || s.At(fig.Node).Derived
		}
		name := a.ID + "/" + p.Years.String()
		switch {
		case !ruled:
		case derived:
			doubtful = append(doubtful, LeftOut{name, "rests on an observation that was derived from published sums"})
		case p.Mark.Unverified && !unverified:
			doubtful = append(doubtful, LeftOut{name, "marked unverified"})
		default:
			found = append(found, Assertion{Figure: name, Year: p.Years.From, Want: p.Amount.Value, Unit: p.Amount.Currency, agreement: a.ID, years: p.Years})
		}
	}
	return found, doubtful
}

// stated returns a test for the convention that the agreements themselves
// state, where they all state the same.
func (f *fitter) stated() func(Convention) bool {
	first := written(f.scope[0])
	for _, a := range f.scope {
		c := written(a)
		if c.Mode != first.Mode || c.Carry != first.Carry {
			return func(Convention) bool { return false }
		}
	}
	first.Rates = joinings(f.scope)[0]
	return func(c Convention) bool { return slices.Equal(c.fields(), first.fields()) }
}

// trial is what a convention gives.
type trial struct {
	names []string            // every yearly figure as text
	got   []*decimal.Fraction // for each assertion
}

// key tells trials apart that differ in any year, or in any published sum of
// years.
func (t trial) key() string {
	parts := slices.Clone(t.names)
	for _, v := range t.got {
		if v != nil {
			parts = append(parts, v.String())
		} else {
			parts = append(parts, "?")
		}
	}
	return strings.Join(parts, "|")
}

// try compiles the agreements under a convention and reads their figures.
func (f *fitter) try(c Convention) trial {
	in := f.in
	in.Agreements = slices.Clone(in.Agreements)
	for i, a := range in.Agreements {
		if slices.Contains(f.scope, a) {
			in.Agreements[i] = c.apply(a, f.raw)
		}
	}
	plan, _ := Compile(in, Options{})
	s := plan.Evaluate(f.world)
	var t trial
	f.out.Years = 0
	for _, a := range f.scope {
		for year := a.Years().From; year <= a.Years().To; year++ {
			f.out.Years++
			text := "?"
			if v := f.read(s, c, a, period.Years{From: year, To: year}, f.in.Currency); v != nil {
				text = v.String()
			}
			t.names = append(t.names, a.ID+"/"+strconv.Itoa(year)+"="+text)
		}
	}
	for _, x := range f.out.Assertions {
		i := slices.IndexFunc(f.scope, func(a *agreement.Agreement) bool { return a.ID == x.agreement })
		t.got = append(t.got, f.read(s, c, f.scope[i], x.years, x.Unit))
	}
	return t
}

// read returns a figure as the convention prints it: where amounts are rounded
// at the end, the sum of the years is rounded once.
func (f *fitter) read(s *Schedule, c Convention, a *agreement.Agreement, years period.Years, currency money.Currency) *decimal.Fraction {
	sum := decimal.Fraction{}
	for year := years.From; year <= years.To; year++ {
		fig, ok := s.Plan.Find(a.ID + "/" + strconv.Itoa(year))
		if !ok {
			return nil
		}
		node, ok := fig.in(currency)
		if !ok || !s.At(node).Known() {
			return nil
		}
		sum = sum.Add(s.At(node).Number)
	}
	if step, ok := a.Rounding.Step(currency); ok && c.Round == atEnd {
		d, _ := sum.Round(step, c.mode)
		sum = d.Fraction()
	}
	return &sum
}

// judge holds a trial against the published figures.
func (f *fitter) judge(t trial) *FitClass {
	class := &FitClass{Of: len(f.out.Assertions), figures: t.names}
	for i, x := range f.out.Assertions {
		got := t.got[i]
		if got != nil && got.Equal(x.Want) {
			class.Reproduced++
			continue
		}
		if class.FirstBreak != nil {
			continue
		}
		class.FirstBreak = &Break{Figure: x.Figure, Year: x.Year, Want: x.Want, Got: got, Currency: x.Unit}
		if got != nil {
			d := got.Sub(x.Want)
			class.FirstBreak.Difference = &d
		}
	}
	return class
}

// undecided names the figures on which the classes differ that reproduce
// everything.
func (f *fitter) undecided() {
	all := 0
	for all < len(f.out.Classes) && f.out.Classes[all].Reproduced == f.out.Classes[all].Of {
		all++
	}
	if all < 2 {
		return
	}
	for i := range f.out.Classes[0].figures {
		var u Undecided
		differ := false
		for j := range all {
			name, value, _ := strings.Cut(f.out.Classes[j].figures[i], "=")
			u.Figure = name
			if value == "?" {
				u.Gives = append(u.Gives, nil)
			} else {
				u.Gives = append(u.Gives, &value)
			}
			differ = differ || f.out.Classes[j].figures[i] != f.out.Classes[0].figures[i]
		}
		if differ {
			f.out.Undecided = append(f.out.Undecided, u)
		}
	}
}

// Fits returns the classes that reproduce every published figure.
func (f *Fit) Fits() []FitClass {
	n := 0
	for n < len(f.Classes) && f.Classes[n].Reproduced == f.Classes[n].Of {
		n++
	}
	return f.Classes[:n]
}

// Groups writes the members of a class as few lines as hold them: members that
// differ in one word only stand on one line, joined by bars.
func (c FitClass) Groups() [][]string {
	var groups [][]string
	for _, m := range c.Members {
		groups = append(groups, m.fields())
	}
	for at := range 6 {
		groups = merge(groups, at)
	}
	return groups
}

// merge joins lines that differ only at one place.
func merge(groups [][]string, at int) [][]string {
	var out [][]string
	seen := map[string]int{}
	for _, g := range groups {
		rest := slices.Clone(g)
		rest[at] = ""
		key := strings.Join(rest, "/")
		if i, ok := seen[key]; ok {
			out[i][at] += "|" + g[at]
			continue
		}
		seen[key] = len(out)
		out = append(out, slices.Clone(g))
	}
	return out
}
