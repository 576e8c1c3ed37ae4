package workbench

import (
	"strings"

	"entente/decimal"
	"entente/dossier"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/source"
)

// ScheduleRequest asks what is paid each year.
type ScheduleRequest struct {
	Question
	Agreement string // only this one
	From, To  int    // 0: as the dossier says
	Fiscal    string // a party whose fiscal years are shown beside
}

// ScheduleResult is what is paid each year.
type ScheduleResult struct {
	Header
	Title    text.Text        `json:"title"`
	Lines    []schedule.Line  `json:"lines"`
	Totals   []schedule.Total `json:"totals"`
	Residues []ResidueLine    `json:"residues,omitempty"` // what share keys leave to nobody
	Fiscal   []FiscalLine     `json:"fiscal,omitempty"`
	FX       string           `json:"fx,omitempty"`
	Assume   []string         `json:"assume,omitempty"`
	Set      []string         `json:"set,omitempty"`
	WhatIf   []string         `json:"what_if,omitempty"`
	Extend   string           `json:"extend,omitempty"`

	Units  money.Units      `json:"-"`
	Source *dossier.Dossier `json:"-"`
}

// FiscalLine is a fiscal year made of parts of calendar years, by days.
type FiscalLine struct {
	Year   int               `json:"year"`
	From   period.Day        `json:"from"`
	To     period.Day        `json:"to"`
	Amount *decimal.Fraction `json:"amount"` // rounded half up to whole currency units
}

// Schedule computes the years of a dossier.
func (w *Workbench) Schedule(r ScheduleRequest) (*ScheduleResult, error) {
	out, _, err := w.scheduled(r)
	return out, err
}

// scheduled computes the years and keeps the plan they come from.
func (w *Workbench) scheduled(r ScheduleRequest) (*ScheduleResult, *computed, error) {
	if r.Extend != "" && r.To > r.ExtendTo {
		r.ExtendTo = r.To
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, nil, err
	}
	years, err := r.years(c)
	if err != nil {
		return nil, nil, err
	}
	out := &ScheduleResult{Header: c.header(), Title: c.Title, Assume: r.Assume, Set: r.Set, WhatIf: r.WhatIf, Extend: r.Extend, Units: c.Units, Source: c.Dossier}
	out.Lines = []schedule.Line{}
	if len(c.Agreements) > 0 {
		out.Lines = c.schedule.Lines(schedule.Selection{Agreement: r.Agreement, Years: years})
	}
	shares, residues, err := c.keyLines(r.Agreement, years)
	if err != nil {
		return nil, nil, err
	}
	out.Lines, out.Residues = append(out.Lines, shares...), residues
	currency := c.Currency
	if r.Currency != "" && money.Currency(r.Currency) != c.Currency {
		currency, out.FX = money.Currency(r.Currency), r.FX
	}
	out.Totals = []schedule.Total{schedule.TotalOf(out.Lines, currency)}
	if r.Fiscal != "" {
		p, ok := c.Party(r.Fiscal)
		if !ok {
			return nil, nil, usage("--fiscal: there is no party %.40q", r.Fiscal)
		}
		out.Fiscal = fiscal(out.Lines, p.Fiscal)
	}
	return out, c, nil
}

func (r ScheduleRequest) years(c *computed) (period.Years, error) {
	years := c.Years
	if r.Agreement != "" {
		if e, _, ok := c.findKey(r.Agreement + "/"); ok {
			return e.Years, nil
		}
		a, ok := c.Agreement(r.Agreement)
		if !ok {
			return years, usage("there is no agreement %.60q: %s", r.Agreement, nearest.Hint(r.Agreement, ids(c.Dossier)))
		}
		years = a.Years()
		if r.Extend == a.ID {
			years.To = max(years.To, r.ExtendTo, c.Years.To)
		}
	}
	if r.From != 0 {
		years.From = r.From
	}
	if r.To != 0 {
		years.To = r.To
	}
	if years.To < years.From {
		return years, usage("years %d to %d: the last lies before the first", years.From, years.To)
	}
	if years.From < period.MinYear || years.To > period.MaxYear || years.Len() == 0 || years.Len() > mostYears {
		return years, usage("years %d to %d: at most %d, between %d and %d", years.From, years.To, mostYears, period.MinYear, period.MaxYear)
	}
	return years, nil
}

// fiscal divides calendar years by days among the fiscal years they touch.
func fiscal(lines []schedule.Line, f period.Fiscal) []FiscalLine {
	byYear := map[int]*decimal.Fraction{}
	for _, l := range lines {
		byYear[l.Year] = l.Amount
	}
	var out []FiscalLine
	for _, l := range lines {
		span := f.Span(l.Year)
		line := FiscalLine{Year: l.Year, From: span.From, To: span.To}
		sum, known := decimal.Fraction{}, true
		for year := span.From.Year; year <= span.To.Year; year++ {
			whole := period.Fiscal{}.Span(year)
			part, _ := whole.Intersect(span)
			amount := byYear[year]
			if amount == nil {
				known = false
				break
			}
			sum = sum.Add(amount.Mul(decimal.Frac(int64(part.Days()), int64(whole.Days()))))
		}
		if known {
			rounded, _ := sum.Round(decimal.FromInt(1), decimal.HalfUp)
			v := rounded.Fraction()
			line.Amount = &v
		}
		out = append(out, line)
	}
	return out
}

// ExplainRequest asks how a figure comes about.
type ExplainRequest struct {
	Question
	Figure string
	Depth  int
}

// ExplainResult is the derivation of a figure.
type ExplainResult struct {
	Header
	Node schedule.Derivation `json:"node"`

	Units money.Units `json:"-"`
}

// Explain returns the derivation of a figure.
func (w *Workbench) Explain(r ExplainRequest) (*ExplainResult, error) {
	if r.Depth < 0 {
		return nil, usage("--depth must be above zero")
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	node, err := c.explain(strings.TrimPrefix(r.Figure, c.ID+"/"), r.Depth)
	if err != nil {
		return nil, err
	}
	return &ExplainResult{Header: c.header(), Node: node, Units: c.Units}, nil
}

// explain tells a figure of the schedule or of a share key.
func (c *computed) explain(figure string, depth int) (schedule.Derivation, error) {
	if e, party, ok := c.findKey(figure); ok {
		return c.explainKey(e, party, depth)
	}
	node, err := c.schedule.Explain(figure, depth, c.cite)
	if err != nil {
		return node, usage("%w", err)
	}
	return node, nil
}

func (c *computed) cite(id string) (source.Source, bool) { return c.Source(id) }

// DiffRequest asks what separates two agreements.
type DiffRequest struct {
	A, B string // DOSSIER/AGREEMENT
	Question
}

// DiffResult is what separates two agreements.
type DiffResult struct {
	Header
	A string `json:"a"`
	B string `json:"b"`
	schedule.Diff

	Units money.Units `json:"-"`
}

// Diff compares two agreements: their terms, then their money.
func (w *Workbench) Diff(r DiffRequest) (*DiffResult, error) {
	nameA, idA, okA := cutLast(r.A)
	nameB, idB, okB := cutLast(r.B)
	if !okA || !okB {
		return nil, usage("diff compares DOSSIER/AGREEMENT with DOSSIER/AGREEMENT, such as kr-us-sma/sma-11 kr-us-sma/sma-12")
	}
	q := r.Question
	q.Dossier = nameA
	a, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	b := a
	if nameB != nameA {
		q.Dossier = nameB
		if b, err = w.compute(q); err != nil {
			return nil, err
		}
		if a.Currency != b.Currency && r.Currency == "" {
			return nil, usage("%s is in %s, %s in %s: name a --currency and --fx", nameA, a.Currency, nameB, b.Currency)
		}
	}
	d, err := schedule.Compare(a.schedule, b.schedule, idA, idB, a.Units.Natural)
	if err != nil {
		return nil, usage("%w", err)
	}
	return &DiffResult{Header: a.header(), A: idA, B: idB, Diff: d, Units: a.Units}, nil
}

func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(strings.TrimSuffix(s, "/"), '/')
	if i <= 0 {
		return s, "", false
	}
	return s[:i], strings.TrimSuffix(s[i+1:], "/"), true
}
