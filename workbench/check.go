package workbench

import (
	"errors"
	"fmt"
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/dossier"
	"entente/money"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// CheckResult is what is wrong in some dossiers.
type CheckResult struct {
	Diagnostics []Finding `json:"diagnostics"`

	Checked []Checked `json:"-"`
}

// Checked is one dossier with what was found in it.
type Checked struct {
	Dossier string
	List    diag.List
	Read    func(file string) []byte
}

// Finding is a diagnostic in JSON.
type Finding struct {
	Dossier  string        `json:"dossier"`
	Code     diag.Code     `json:"code"`
	Severity string        `json:"severity"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Path     string        `json:"path"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
	Related  []RelatedLine `json:"related,omitempty"`
}

// RelatedLine is a further place that a finding rests on.
type RelatedLine struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// FindingsOf puts diagnostics into the shape of the contract.
func FindingsOf(name string, list diag.List) []Finding {
	out := make([]Finding, 0, len(list))
	for _, d := range list {
		f := Finding{
			Dossier: name, Code: d.Code, Severity: d.Severity.String(), File: d.Pos.File, Line: d.Pos.Line, Column: d.Pos.Column, Path: d.Path, Message: d.Message, Hint: d.Hint,
		}
		for _, r := range d.Related {
			f.Related = append(f.Related, RelatedLine{r.Pos.File, r.Pos.Line, r.Pos.Column, r.Message})
		}
		out = append(out, f)
	}
	return out
}

// CheckRequest asks what is wrong in dossiers.
type CheckRequest struct {
	Dossiers []string
	WhatIf   []string
	Notes    bool // notes too, not only errors and warnings
}

// Check reads dossiers, builds their plans and compares them with what they
// assert.
func (w *Workbench) Check(r CheckRequest) (*CheckResult, error) {
	out := &CheckResult{Diagnostics: []Finding{}}
	for _, name := range r.Dossiers {
		o, err := w.open(name, r.WhatIf)
		if err != nil {
			return nil, err
		}
		list := o.check()
		if !r.Notes {
			list = worth(list)
		}
		out.Checked = append(out.Checked, Checked{name, list, o.File})
		out.Diagnostics = append(out.Diagnostics, FindingsOf(name, list)...)
	}
	return out, nil
}

// check returns all that is wrong in a dossier, sorted. For a dossier that is
// kept it is worked out once.
func (o *opened) check() diag.List {
	if o.plain == nil {
		return o.checked()
	}
	o.plain.checking.Do(func() { o.plain.list = o.checked() })
	return slices.Clip(o.plain.list)
}

func (o *opened) checked() diag.List {
	list := slices.Clip(o.found)
	if !list.HasErrors() { // rules mean nothing in a text that was read in part
		plan, found := o.compile(schedule.Options{})
		list.Add(found...)
		if !list.HasErrors() { // and published figures nothing beside broken rules
			list.Add(o.evaluate(plan, schedule.World{}).Check(o.Units.Natural)...)
		}
		list.Add(o.checkKeys()...)
		list.Add(o.checkAssumptions(plan)...)
		list.Add(o.checkPackages()...)
	}
	list.Sort()
	return list
}

// checkAssumptions makes futures ready to be drawn, and draws none: a history
// too short for its model and correlations that contradict each other show.
func (o *opened) checkAssumptions(plan *schedule.Plan) diag.List {
	if !slices.ContainsFunc(o.Series, func(s *series.Series) bool { return s.Assumption != nil }) {
		return nil
	}
	_, found, err := projection.Prepare(plan, projection.Request{Selection: schedule.Selection{Years: o.Years}, Correlated: o.Correlated, Currency: o.Currency})
	if err != nil && len(found) == 0 {
		return nil // nothing to draw: every year is known
	}
	return found
}

// checkPackages makes an agreement of every value that a negotiation settles:
// a change that leads nowhere and a text that cannot be meant show.
func (o *opened) checkPackages() diag.List {
	var list diag.List
	for _, n := range o.Negotiations {
		if n.Deal == nil || n.Agreement == "" {
			continue
		}
		drafter, found := o.Drafter(n)
		list.Add(found.Errors()...)
		if drafter != nil && !found.HasErrors() {
			list.Add(drafter.Check()...)
		}
	}
	return list
}

// worth keeps errors and warnings.
func worth(list diag.List) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Severity != diag.Note {
			out = append(out, d)
		}
	}
	return out
}

// TestResult is how the tests of a dossier went.
type TestResult struct {
	Header
	Tests []TestCase `json:"tests"`
}

// TestCase is one test with what it wanted and got.
type TestCase struct {
	Name  string     `json:"name"`
	File  string     `json:"file"`
	Line  int        `json:"line"`
	Pass  bool       `json:"pass"`
	Wants []TestWant `json:"wants"`
}

// TestWant is one figure that a test wants.
type TestWant struct {
	Figure string `json:"figure"`
	Want   string `json:"want"`
	Got    string `json:"got"`
	Pass   bool   `json:"pass"`
}

// Test runs the tests that a dossier carries.
func (w *Workbench) Test(name string, whatIf []string) (*TestResult, error) {
	c, err := w.compute(Question{Dossier: name, WhatIf: whatIf})
	if err != nil {
		return nil, err
	}
	out := &TestResult{Header: c.header(), Tests: []TestCase{}}
	for _, t := range c.Tests {
		s, err := c.given(t)
		if err != nil {
			return nil, err
		}
		tc := TestCase{Name: t.Name, File: t.File, Line: t.Pos.Line, Pass: true}
		for _, want := range t.Want {
			one := c.want(s, want)
			tc.Pass = tc.Pass && one.Pass
			tc.Wants = append(tc.Wants, one)
		}
		out.Tests = append(out.Tests, tc)
	}
	return out, nil
}

// given evaluates the plan in the world of a test.
func (c *computed) given(t dossier.Test) (*schedule.Schedule, error) {
	world := schedule.World{Known: t.Known, Set: map[schedule.Cell]decimal.Decimal{}, Assume: map[string]decimal.Decimal{}}
	for _, in := range t.Set {
		world.Set[schedule.Cell{Series: in.Series, Period: in.Period}] = in.Value
	}
	for _, in := range t.Assume {
		world.Assume[in.Series] = in.Value
	}
	if t.Extend == "" {
		return c.schedule.Plan.Evaluate(world), nil
	}
	opt, err := Question{Extend: t.Extend, ExtendTo: lastWanted(t)}.options(c.Dossier)
	if err != nil {
		return nil, err
	}
	plan, _ := schedule.Compile(Input(c.Dossier), opt) // faults were found before
	return plan.Evaluate(world), nil
}

func lastWanted(t dossier.Test) int {
	last := 0
	for _, w := range t.Want {
		_, year, _ := cutLast(w.Figure)
		n := 0
		if _, err := fmt.Sscan(year, &n); err == nil {
			last = max(last, n)
		}
	}
	return last
}

func (c *computed) want(s *schedule.Schedule, e dossier.Expected) TestWant {
	out := TestWant{Figure: e.Figure, Want: "unknown", Got: "unknown"}
	if !e.Unknown {
		out.Want = c.Units.Natural(e.Amount)
	}
	d, err := s.Explain(e.Figure, 1, nil)
	switch {
	case errors.Is(err, schedule.ErrFigure):
		out.Got = "no such figure"
		return out
	case d.Value == nil:
		out.Pass = e.Unknown
		return out
	}
	currency, _ := d.UnitOf()
	got := money.Amount{Currency: currency, Value: *d.Value}
	out.Got, out.Pass = c.Units.Natural(got), !e.Unknown && got.Equal(e.Amount)
	return out
}
