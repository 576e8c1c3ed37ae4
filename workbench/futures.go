package workbench

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/projection"
	"entente/schedule"
)

// SensitivityLine says how much of the spread of the total one series explains,
// and what the total is when the series runs low or high.
type SensitivityLine struct {
	Series     string  `json:"series"`
	First      float64 `json:"first"`       // Sobol index: the share of the variance that goes once its course is known
	Total      float64 `json:"total"`       // with what it does together with other series
	FirstError float64 `json:"first_error"` // standard error
	TotalError float64 `json:"total_error"` // standard error
	Low        float64 `json:"low"`         // the mean total in the tenth of the futures in which the series is lowest, on average over its years
	High       float64 `json:"high"`        // the mean total in the tenth in which it is highest
	LowError   float64 `json:"low_error"`   // standard error
	HighError  float64 `json:"high_error"`  // standard error
}

// CompareFutures is what a change makes of the total, or what other terms pay,
// future by future.
type CompareFutures struct {
	WhatIf     string     `json:"what_if,omitempty"` // the change
	With       string     `json:"with,omitempty"`    // or DOSSIER or DOSSIER/AGREEMENT beside which it is put
	Difference Statistics `json:"difference"`        // total with the change or of the other, less the total
	Dearer     Estimate   `json:"dearer"`            // the share of futures in which the change or the other costs more
}

// SolvedFirst is the largest sum of a year with which the total stays under a
// limit in enough futures.
type SolvedFirst struct {
	Figure      string            `json:"figure"`
	Amount      *decimal.Fraction `json:"amount"`      // null when even nothing in that year is too much
	Under       float64           `json:"under"`       // the limit of the total
	With        float64           `json:"with"`        // the probability asked for
	Probability float64           `json:"probability"` // that the total stays under it with this sum
	Next        float64           `json:"next"`        // and with one step of rounding more
	MCError     float64           `json:"mc_error"`    // standard error of the probability
}

// further answers the questions that need more than one run.
func (w *Workbench) further(ctx context.Context, r ProjectRequest, c *computed, out *ProjectResult) (err error) {
	if r.Sensitivity {
		if out.Sensitivity, err = w.sensitivity(ctx, r); err != nil {
			return err
		}
	}
	if r.Compare != "" {
		if out.Compare, err = w.compareFutures(ctx, r); err != nil {
			return err
		}
	}
	if r.Solve != "" {
		out.Solve, err = w.solveFirst(ctx, r, c)
	}
	return err
}

func (w *Workbench) sensitivity(ctx context.Context, r ProjectRequest) ([]SensitivityLine, error) {
	found, err := projection.Sensitivities(ctx, func(seedOf map[string]uint64) (*projection.Projection, error) {
		again := r
		again.seedOf = seedOf
		p, _, err := w.prepare(again)
		return p, err
	}, r.Seed, projection.Options{Paths: r.Paths})
	if err != nil {
		return nil, problem(err)
	}
	var lines []SensitivityLine
	for _, s := range found {
		lines = append(lines, SensitivityLine{s.Series, s.First, s.Total, s.Errors[0], s.Errors[1], s.Low.Value, s.High.Value, s.Low.Error, s.High.Error})
	}
	return lines, nil
}

// compareFutures runs a what-if, or another dossier or agreement, on the same
// futures: draws are told apart by series and period, not by who asks.
func (w *Workbench) compareFutures(ctx context.Context, r ProjectRequest) (*CompareFutures, error) {
	other, compared := w.compared(r)
	var totals [2][]float64
	var currency [2]money.Currency
	for i, request := range []ProjectRequest{r, other} {
		p, c, err := w.prepare(request)
		if err != nil {
			return nil, err
		}
		currency[i] = request.currency(c)
		if totals[i], err = p.Totals(ctx, projection.Options{Paths: r.Paths}); err != nil {
			return nil, problem(err)
		}
	}
	if currency[0] != currency[1] {
		return nil, usage("--compare: %s is in %s and not in %s; --currency with --fx brings both to one", r.Compare, currency[1], currency[0])
	}
	d := projection.Differences(totals[0], totals[1], r.points)
	dearer := d.Exceeds(0)
	compared.Difference, compared.Dearer = *statistics(d), Estimate{dearer.Value, dearer.Error}
	return compared, nil
}

// compared is the request beside which another is put: a DOSSIER, one agreement
// of it, or else a change of the same dossier.
func (w *Workbench) compared(r ProjectRequest) (ProjectRequest, *CompareFutures) {
	other := r
	if w.exists(r.Compare) {
		other.Dossier = r.Compare
		return other, &CompareFutures{With: r.Compare}
	}
	if name, agreement := path.Split(r.Compare); name != "" && w.exists(path.Clean(name)) {
		other.Dossier, other.Agreement = path.Clean(name), agreement
		if r.Extend != agreement {
			other.Extend = ""
		}
		return other, &CompareFutures{With: r.Compare}
	}
	other.WhatIf = append(slices.Clone(r.WhatIf), r.Compare)
	return other, &CompareFutures{WhatIf: r.Compare}
}

// exists reports whether there is a dossier of that name.
func (w *Workbench) exists(name string) bool {
	_, closer, err := w.find(name)
	if err == nil {
		closer()
	}
	return err == nil
}

// solveFirst searches the sum by halving: over the same futures the total
// never falls when a year's sum rises.
func (w *Workbench) solveFirst(ctx context.Context, r ProjectRequest, c *computed) (*SolvedFirst, error) {
	limits, err := amounts(c, "under", []string{r.Under})
	if err != nil {
		return nil, err
	}
	with, err := money.ParsePercent(r.With)
	if err != nil || with.Sign() <= 0 || with.Cmp(decimal.FromInt(100)) > 0 {
		return nil, usage("--with %s: a probability such as 90%%", r.With)
	}
	s := &SolvedFirst{Figure: r.Solve, Under: limits[0], With: with.Float64() / 100}
	f, step, err := fixedSum(c, r.Solve)
	if err != nil {
		return nil, err
	}
	stays := func(steps int64) (projection.Probability, error) {
		p, err := w.withSum(r, c, f, step.Mul(decimal.Whole(steps)))
		if err != nil {
			return projection.Probability{}, err
		}
		run, err := p.Run(ctx, projection.Options{Paths: r.Paths})
		if err != nil {
			return projection.Probability{}, problem(err)
		}
		above := run.Total.Exceeds(limits[0])
		return projection.Probability{Value: 1 - above.Value, Error: above.Error}, nil
	}
	low, high := int64(0), int64(limits[0]/step.Float64())+1 // the year alone would exceed the limit
	for low+1 < high {
		middle := (low + high) / 2
		p, err := stays(middle)
		if err != nil {
			return nil, err
		}
		if p.Value >= s.With {
			low = middle
		} else {
			high = middle
		}
	}
	if low == 0 {
		return s, nil
	}
	at, err := stays(low)
	if err != nil {
		return nil, err
	}
	next, err := stays(low + 1)
	if err != nil {
		return nil, err
	}
	amount := step.Mul(decimal.Whole(low))
	s.Amount, s.Probability, s.MCError, s.Next = &amount, at.Value, at.Error, next.Value
	return s, nil
}

// fixedSum finds the year whose sum is to be solved for, and its step.
func fixedSum(c *computed, figure string) (*schedule.Figure, decimal.Fraction, error) {
	f, ok := c.schedule.Plan.Find(strings.TrimPrefix(figure, c.ID+"/"))
	if !ok {
		return nil, decimal.Fraction{}, usage("--solve: there is no figure %.60q", figure)
	}
	fixed, ok := f.Amount.Term.(agreement.Fixed)
	if !ok || len(fixed.Sums) != 1 || fixed.Sums[0].Currency != c.Currency || f.ID != f.Agreement.ID+"/"+strconv.Itoa(f.Year) {
		return nil, decimal.Fraction{}, usage("--solve: %s is no single sum in the text", figure)
	}
	step, ok := f.Agreement.Rounding.Step(c.Currency)
	if !ok {
		return f, decimal.Whole(1), nil
	}
	return f, step.Fraction(), nil
}

// withSum makes a projection of the same dossier with another sum in a year.
func (w *Workbench) withSum(r ProjectRequest, c *computed, f *schedule.Figure, sum decimal.Fraction) (*projection.Projection, error) {
	in := c.schedule.Plan.Input()
	in.Agreements = slices.Clone(in.Agreements)
	for i, a := range in.Agreements {
		if a.ID != f.Agreement.ID {
			continue
		}
		changed := *a
		changed.Amounts = slices.Clone(a.Amounts)
		for k := range changed.Amounts {
			if changed.Amounts[k].Years.Contains(f.Year) {
				changed.Amounts[k].Term = agreement.Fixed{Sums: []money.Amount{{Currency: c.Currency, Value: sum}}}
			}
		}
		in.Agreements[i] = &changed
	}
	opt, err := r.options(c.Dossier)
	if err != nil {
		return nil, err
	}
	plan, found := schedule.Compile(in, opt)
	if errs := found.Errors(); len(errs) > 0 {
		return nil, fmt.Errorf("with another sum in %s: %s", f.ID, errs[0])
	}
	years, err := ScheduleRequest{Question: r.Question, Agreement: r.Agreement, From: r.From, To: r.To}.years(c)
	if err != nil {
		return nil, err
	}
	p, _, err := projection.Prepare(plan, projection.Request{
		World: c.schedule.World, Selection: schedule.Selection{Agreement: r.Agreement, Years: years}, Correlated: c.Correlated, Seed: r.Seed, Currency: r.currency(c), Points: r.points,
	})
	if err != nil {
		return nil, problem(err)
	}
	return p, nil
}
