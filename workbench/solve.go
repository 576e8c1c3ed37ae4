package workbench

import (
	"strings"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
	"entente/schedule"
)

// SolveRequest asks which value of a term makes a figure come nearest to a
// target.
type SolveRequest struct {
	Question
	Figure  string
	For     string // a lever; or, where Figure is a sum in the text, the figure aimed at
	Target  string // with its unit
	Series  string // for index
	All     bool   // for index: published observations move too
	Step    string // with its unit; "" is the step of the text
	Between string // LOW..HIGH with their units
}

// SolveResult is every best answer.
type SolveResult struct {
	Header
	Title text.Text `json:"title"`
	schedule.Solution
	Assume []string `json:"assume,omitempty"`
	Set    []string `json:"set,omitempty"`
	WhatIf []string `json:"what_if,omitempty"`
	Extend string   `json:"extend,omitempty"`

	Units money.Units `json:"-"`
}

// Solve turns a question round.
func (w *Workbench) Solve(r SolveRequest) (*SolveResult, error) {
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	aim, err := r.aim(c)
	if err != nil {
		return nil, err
	}
	solution, err := schedule.Solve(Input(c.Dossier), c.schedule.Plan.Options(), c.schedule.World, aim)
	if err != nil {
		return nil, usage("%w", err)
	}
	return &SolveResult{
		Header: c.header(), Title: c.Title, Solution: *solution, Assume: r.Assume, Set: r.Set, WhatIf: r.WhatIf, Extend: r.Extend, Units: c.Units,
	}, nil
}

// aim reads the request. FIGURE --for AGREEMENT/total is the same question as
// AGREEMENT/total --for first_year, put the other way round.
func (r SolveRequest) aim(c *computed) (schedule.Aim, error) {
	short := func(s string) string { return strings.TrimPrefix(s, c.ID+"/") }
	aim := schedule.Aim{Figure: short(r.Figure), For: strings.ReplaceAll(r.For, "-", "_"), Series: r.Series, Known: r.All}
	if owner, _, _ := strings.Cut(aim.Figure, "/"); r.For == "total" || strings.Contains(r.For, "/") {
		aim.Moves, aim.For, aim.Figure = aim.Figure, "first_year", short(r.For)
		if r.For == "total" {
			aim.Figure = owner + "/total"
		}
	}
	var err error
	if aim.Target, err = c.Units.Parse(r.Target); err != nil {
		return aim, usage("--target: %w (such as 81_000 eok or 8.1tn KRW)", err)
	}
	if r.Step != "" {
		if aim.Step, err = r.quantity("step", r.Step, aim.For, c); err != nil {
			return aim, err
		}
	}
	if r.Between != "" {
		low, high, found := strings.Cut(r.Between, "..")
		if !found {
			return aim, usage("--between %.60q: LOW..HIGH, such as 0%%..8%%", r.Between)
		}
		if aim.Low, err = r.quantity("between", low, aim.For, c); err != nil {
			return aim, err
		}
		if aim.High, err = r.quantity("between", high, aim.For, c); err != nil {
			return aim, err
		}
	}
	return aim, nil
}

// quantity reads a value of the lever: a sum with its unit, or a rate in
// percent; an index may be a bare number, as in its series.
func (r SolveRequest) quantity(flag, s, lever string, c *computed) (*decimal.Fraction, error) {
	s = strings.TrimSpace(s)
	if p, err := money.ParsePercent(s); err == nil && lever != "first_year" {
		v := p.Fraction()
		return &v, nil
	}
	if d, err := decimal.Parse(s); err == nil && lever == "index" {
		v := d.Fraction()
		return &v, nil
	}
	a, err := c.Units.Parse(s)
	if err != nil || lever == "rate" {
		return nil, usage("--%s %.40q: a value of the %s, with its unit", flag, s, strings.ReplaceAll(lever, "_", " "))
	}
	return &a.Value, nil
}
