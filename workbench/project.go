package workbench

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"entente/internal/text"
	"entente/money"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// ProjectRequest asks what an agreement pays in drawn futures.
type ProjectRequest struct {
	Question
	Agreement   string // only this one
	From, To    int    // 0: as the dossier says
	Paths       int
	Seed        uint64
	Points      string   // where the draws lie: random, or sobol; "" is random
	Replicates  int      // with sobol: how many independent sets; 0: 16
	Exceeds     []string // amounts: how likely the total is above them
	Discount    string   // a rate: the present value in the first year
	Prices      string   // SERIES=YEAR: every year at the prices of that year
	ShareOf     string   // SERIES or SERIES=PERCENT: every year in percent of it, and how likely it is above
	Sensitivity bool     // which series the spread of the total comes from
	Compare     string   // a what-if, a dossier or DOSSIER/AGREEMENT, run over the same futures
	Solve       string   // a figure: the largest sum with which the total stays …
	Under       string   // … under this amount …
	With        string   // … with this probability
	Keep        bool     // keep every future
	Progress    func(paths int)

	seedOf map[string]uint64
	points projection.Points
}

// ProjectResult is what an agreement pays in drawn futures. All numbers are
// JSON numbers here, amounts in whole currency units: they are estimates.
type ProjectResult struct {
	Header
	Title          text.Text          `json:"title"`
	Seed           uint64             `json:"seed"`                 // of the draws: the same one gives the same bytes
	Paths          int                `json:"paths"`                // how many futures were drawn
	Points         string             `json:"points"`               // random: pseudo-random; sobol: evenly spread and scrambled
	Replicates     int                `json:"replicates,omitempty"` // with --points sobol: sets scrambled independently; how much they differ is the Monte Carlo error
	Currency       money.Currency     `json:"currency"`
	Years          []ProjectYear      `json:"years"`
	Total          ProjectTotal       `json:"total"`
	CapBinds       map[string]float64 `json:"cap_binds"`                 // by year: the share of futures in which a cap lowers the payment
	CapErrors      map[string]float64 `json:"cap_errors"`                // by year: standard error of cap_binds
	FloorBinds     map[string]float64 `json:"floor_binds,omitempty"`     // by year: the share in which a floor raises it
	FloorErrors    map[string]float64 `json:"floor_errors,omitempty"`    // by year: standard error of floor_binds
	MCError        float64            `json:"mc_error"`                  // standard error of the mean of the total
	Quantiles      string             `json:"quantile_method"`           // how quantiles are found
	Exact          int                `json:"exact_paths"`               // futures that the exact interpreter had to decide
	Assumptions    []AssumptionLine   `json:"assumptions"`               // what the draws rest on
	PresentValue   *PresentValue      `json:"present_value,omitempty"`   // with --discount
	ConstantPrices *ConstantPrices    `json:"constant_prices,omitempty"` // with --prices
	ShareOf        *ShareOf           `json:"share_of,omitempty"`        // with --share-of
	Sensitivity    []SensitivityLine  `json:"sensitivity,omitempty"`     // with --sensitivity, the largest first
	Compare        *CompareFutures    `json:"compare,omitempty"`         // with --compare
	Solve          *SolvedFirst       `json:"solve,omitempty"`           // with --solve
	Assume         []string           `json:"assume,omitempty"`
	Set            []string           `json:"set,omitempty"`
	WhatIf         []string           `json:"what_if,omitempty"`
	Extend         string             `json:"extend,omitempty"`
	FX             string             `json:"fx,omitempty"`
	Found          []Finding          `json:"diagnostics,omitempty"`

	Units money.Units        `json:"-"`
	Draws projection.Draws   `json:"-"`
	Run   *projection.Result `json:"-"`
}

// ProjectYear is one year over all futures; numbers are null where the year is
// unknown in every one of them.
type ProjectYear struct {
	Year      int             `json:"year"`
	Figure    *string         `json:"figure"`
	Agreement *string         `json:"agreement"`
	Status    schedule.Status `json:"status"`
	Reasons   []string        `json:"reasons,omitempty"`
	*Statistics
}

// ProjectTotal is the sum of the known years over all futures.
type ProjectTotal struct {
	*Statistics
	Shortfall    Estimate      `json:"expected_shortfall"` // mean of the dearest twentieth of the futures
	Exceeds      []ExceedsLine `json:"exceeds,omitempty"`  // how likely the total is above an amount, with --exceeds
	UnknownYears []int         `json:"unknown_years"`
}

// Statistics sums a distribution up.
type Statistics struct {
	Mean      float64   `json:"mean"`            // mean over all futures
	SD        float64   `json:"sd"`              // standard deviation
	Quantiles Quantiles `json:"quantiles"`       // what a share of the futures does not exceed
	MCError   float64   `json:"mc_error"`        // standard error of the mean
	Errors    Quantiles `json:"quantile_errors"` // half the width of the 68 % interval of each quantile
	Least     float64   `json:"min"`             // the lowest drawn value
	Most      float64   `json:"max"`             // the highest drawn value
}

// Quantiles are the amounts that the given share of futures does not exceed.
type Quantiles struct {
	P05 float64 `json:"p05"` // not exceeded by 5 % of the futures
	P25 float64 `json:"p25"` // not exceeded by 25 % of the futures
	P50 float64 `json:"p50"` // not exceeded by 50 % of the futures
	P75 float64 `json:"p75"` // not exceeded by 75 % of the futures
	P95 float64 `json:"p95"` // not exceeded by 95 % of the futures
}

// Estimate is a number with its Monte Carlo error.
type Estimate struct {
	Value   float64 `json:"value"`
	MCError float64 `json:"mc_error"` // standard error
}

// ExceedsLine says how likely the total is above an amount.
type ExceedsLine struct {
	Amount      float64 `json:"amount"`      // the amount asked about
	Probability float64 `json:"probability"` // the share of futures above it
	MCError     float64 `json:"mc_error"`    // standard error
}

// AssumptionLine is an assumption that the draws rest on.
type AssumptionLine struct {
	Series string   `json:"series"`
	Model  string   `json:"model"`  // the model with its parameters
	Source []string `json:"source"` // own: the analyst's
	Note   string   `json:"note,omitempty"`
	From   int      `json:"from"` // the first year drawn
	To     int      `json:"to"`
}

// Project draws futures and runs the agreement over each.
func (w *Workbench) Project(ctx context.Context, r ProjectRequest) (*ProjectResult, error) {
	r, err := r.spread()
	if err != nil {
		return nil, err
	}
	p, c, err := w.prepare(r)
	if err != nil {
		return nil, err
	}
	limits, err := amounts(c, "exceeds", r.Exceeds)
	if err != nil {
		return nil, err
	}
	run, err := p.Run(ctx, projection.Options{Paths: r.Paths, Keep: r.Keep, Progress: r.Progress})
	if err != nil {
		return nil, problem(err)
	}
	out := &ProjectResult{
		Header: c.header(), Title: c.Title, Seed: r.Seed, Paths: r.Paths, Points: r.Points, Replicates: r.points.Replicates, Currency: r.currency(c), Quantiles: "exact selection among the drawn futures", Exact: run.Exact,
		Assume: r.Assume, Set: r.Set, WhatIf: r.WhatIf, Extend: r.Extend, Units: c.Units, Draws: run.Draws, Run: run, Found: FindingsOf(c.ID, c.found), Assumptions: assumptions(p),
	}
	if out.Currency != c.Currency {
		out.FX = r.FX
	}
	out.Total.UnknownYears = []int{}
	spreads := map[int]projection.Spread{}
	for _, y := range run.Years {
		spreads[y.Year] = y.Spread
	}
	for _, l := range p.Lines {
		y := ProjectYear{Year: l.Year, Figure: l.Figure, Agreement: l.Agreement, Status: l.Status, Reasons: l.Reasons}
		if s, ok := spreads[l.Year]; ok {
			y.Statistics = statistics(s)
		} else {
			out.Total.UnknownYears = append(out.Total.UnknownYears, l.Year)
		}
		out.Years = append(out.Years, y)
	}
	out.Total.Statistics = statistics(run.Total)
	out.MCError = out.Total.MCError
	out.Total.Shortfall.Value, out.Total.Shortfall.MCError = run.Total.Shortfall(0.95)
	for _, limit := range limits {
		e := run.Total.Exceeds(limit)
		out.Total.Exceeds = append(out.Total.Exceeds, ExceedsLine{limit, e.Value, e.Error})
	}
	out.CapBinds, out.CapErrors = binding(run.Caps)
	out.FloorBinds, out.FloorErrors = binding(run.Floors)
	if err := r.measured(out, run); err != nil {
		return nil, err
	}
	if err := w.further(ctx, r, c, out); err != nil {
		return nil, err
	}
	return out, nil
}

// prepare opens a dossier and makes its plan ready for futures.
func (w *Workbench) prepare(r ProjectRequest) (*projection.Projection, *computed, error) {
	if r.Extend != "" && r.To > r.ExtendTo {
		r.ExtendTo = r.To
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, nil, err
	}
	years, err := ScheduleRequest{Question: r.Question, Agreement: r.Agreement, From: r.From, To: r.To}.years(c)
	if err != nil {
		return nil, nil, err
	}
	measures, err := r.measures(c, years)
	if err != nil {
		return nil, nil, err
	}
	p, found, err := projection.Prepare(c.schedule.Plan, projection.Request{
		World: c.schedule.World, Selection: schedule.Selection{Agreement: r.Agreement, Years: years}, Correlated: c.Correlated, Seed: r.Seed, SeedOf: r.seedOf, Measures: measures, Currency: r.currency(c), Points: r.points,
	})
	c.found = found
	if errs := found.Errors(); len(errs) > 0 {
		return nil, nil, &FindingsError{errs, c.File}
	}
	if err != nil {
		return nil, nil, problem(err)
	}
	return p, c, nil
}

func (r ProjectRequest) currency(c *computed) money.Currency {
	if r.Currency != "" {
		return money.Currency(r.Currency)
	}
	return c.Currency
}

// problem tells requests that cannot be meant from failures.
func problem(err error) error {
	for _, known := range []error{projection.ErrNothing, projection.ErrPaths, projection.ErrHistory, projection.ErrPlan} {
		if errors.Is(err, known) {
			return fmt.Errorf("%w: %w", ErrUsage, err)
		}
	}
	return err
}

// amounts reads sums of money in the currency of the dossier.
func amounts(c *computed, flag string, texts []string) ([]float64, error) {
	var all []float64
	for _, s := range texts {
		a, err := c.Units.Parse(s)
		if err != nil {
			return nil, usage("--%s: %w", flag, err)
		}
		if a.Currency != c.Currency {
			return nil, usage("--%s: %s is not in %s", flag, s, c.Currency)
		}
		all = append(all, a.Value.Float64())
	}
	return all, nil
}

func statistics(s projection.Spread) *Statistics {
	mean, err := s.Mean()
	return &Statistics{
		Mean: mean, SD: s.SD(), MCError: err, Least: s.Least(), Most: s.Most(),
		Quantiles: Quantiles{s.Quantile(.05), s.Quantile(.25), s.Quantile(.5), s.Quantile(.75), s.Quantile(.95)},
		Errors:    Quantiles{s.QuantileError(.05), s.QuantileError(.25), s.QuantileError(.5), s.QuantileError(.75), s.QuantileError(.95)},
	}
}

func binding(all []projection.Binding) (by, errs map[string]float64) {
	by, errs = map[string]float64{}, map[string]float64{}
	for _, b := range all {
		year := strconv.Itoa(b.Year)
		by[year], errs[year] = b.Value, b.Error
	}
	return by, errs
}

func assumptions(p *projection.Projection) []AssumptionLine {
	lines := []AssumptionLine{}
	for _, d := range p.Drawn() {
		a := d.Series.Assumption
		lines = append(lines, AssumptionLine{
			Series: d.Series.ID, Model: series.Describe(a.Model), Source: a.Mark.Source.IDs, Note: a.Mark.Note, From: d.Years.From, To: d.Years.To,
		})
	}
	return lines
}
