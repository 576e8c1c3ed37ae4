package workbench

import (
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// WhatIfResult is the figures as they stand beside those under changes.
type WhatIfResult struct {
	Header
	Currency   money.Currency   `json:"currency"`
	Rows       []WhatIfLine     `json:"rows"`
	Years      int              `json:"years"`      // lines whose sum moves, known in both
	Difference decimal.Fraction `json:"difference"` // under the changes less as it stands, over the lines known in both

	Example string          `json:"-"` // of a change: PATH=VALUE
	After   *ScheduleResult `json:"-"`
	Units   money.Units     `json:"-"`
}

// WhatIfLine is one line of the schedule under the changes.
type WhatIfLine struct {
	Before *decimal.Fraction `json:"before"` // as it stands; null is unknown
	After  schedule.Line     `json:"after"`
	Moves  bool              `json:"moves"`
}

// WhatIf computes a schedule with and without what a question assumes, sets,
// prolongs or changes. The day of knowledge holds for both.
func (w *Workbench) WhatIf(r ScheduleRequest) (*WhatIfResult, error) {
	plain := r
	plain.Assume, plain.Set, plain.WhatIf, plain.Extend = nil, nil, nil, ""
	before, err := w.Schedule(plain)
	if err != nil {
		return nil, err
	}
	after, err := w.Schedule(r)
	if err != nil {
		return nil, err
	}
	stood := map[string]*decimal.Fraction{}
	for _, l := range before.Lines {
		stood[lineName(l)] = l.Amount
	}
	out := &WhatIfResult{Header: after.Header, Currency: after.Totals[0].Currency, Rows: []WhatIfLine{}, After: after, Units: after.Units, Example: changeable(after.Source.Agreements, after.Units)}
	for _, l := range after.Lines {
		row := WhatIfLine{Before: stood[lineName(l)], After: l}
		switch {
		case row.Before == nil || l.Amount == nil:
			row.Moves = row.Before != l.Amount
		case !row.Before.Equal(*l.Amount):
			row.Moves = true
			out.Years++
			out.Difference = out.Difference.Add(l.Amount.Sub(*row.Before))
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// lineName tells lines apart: by year and, where a key divides a sum, by party.
func lineName(l schedule.Line) string {
	name := decimal.Whole(int64(l.Year)).String()
	if l.Period != nil && l.Figure != nil {
		name += " " + *l.Figure
	}
	return name
}

// changeable is an example of a change: of the last sum that a text names.
func changeable(all []*agreement.Agreement, units money.Units) string {
	example := ""
	for _, a := range all {
		for _, m := range a.Amounts {
			if sum, ok := m.Term.(agreement.Fixed); ok && len(sum.Sums) == 1 {
				example = a.ID + "/amounts/" + m.Years.String() + "/value=" + strings.ReplaceAll(units.Natural(sum.Sums[0]), ",", "_")
			}
		}
	}
	return example
}

// Latest returns the line of a year, else of the last year before it, that has
// a sum; nil where there is none. Contributions of parties are no answer to
// what a dossier pays.
func (r *ScheduleResult) Latest(year int) *schedule.Line {
	var last *schedule.Line
	for i := range r.Lines {
		if l := &r.Lines[i]; l.Amount != nil && l.Period == nil && l.Year <= year {
			last = l
		}
	}
	return last
}

// Levers returns what a goal-seek can move.
func Levers() []string { return schedule.Levers() }
