package deal

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"entente/agreement"
	"entente/diag"
	"entente/negotiation"
	"entente/period"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// Valued is a problem whose packages have been measured.
type Valued struct {
	Problem  *Problem
	Variants int // packages that differ in what they pay before the end of the term

	axes  axes
	rows  []float64   // by variant, term and measure
	rowOf []int32     // by package: which of the rows, counted in terms of variants
	paths [][]float64 // without agreement: by path and measure
}

func yearOf(y int) period.Period { return period.Year(y) }

// Value measures every package over the same futures. It stops early, with the
// context's error, when ctx ends.
func (p *Problem) Value(ctx context.Context) (*Valued, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	v := &Valued{Problem: p, axes: p.axes()}
	v.Variants = v.axes.variants
	futures, err := p.draw(v.axes)
	if err != nil {
		return nil, err
	}
	by, err := p.deflators(futures)
	if err != nil {
		return nil, err
	}
	v.rows = make([]float64, v.Variants*v.axes.terms*len(p.Measures))
	last := []int{p.Years.To}
	if v.axes.ends >= 0 {
		last = p.Issues[v.axes.ends].Ends
	}
	v.number()
	tasks := p.batches(v.axes, futures)
	var next atomic.Int64
	var lock sync.Mutex
	failed, failure := v.Variants, error(nil)
	work, ctx := errgroup.WithContext(ctx)
	for range min(runtime.GOMAXPROCS(0), len(tasks)) {
		work.Go(func() error {
			w := &worker{problem: p, runner: projection.Runner{Futures: futures}, meter: p.meter(by, last)}
			for {
				i := int(next.Add(1)) - 1
				if i >= len(tasks) || ctx.Err() != nil {
					return ctx.Err()
				}
				if at, err := w.batch(v, tasks[i]); err != nil {
					lock.Lock()
					if at < failed { // the first by number, whoever found it
						failed, failure = at, err
					}
					lock.Unlock()
				}
			}
		})
	}
	if err := work.Wait(); err != nil {
		return nil, fmt.Errorf("value packages: %w", err)
	}
	if failure != nil {
		return nil, failure
	}
	w := &worker{problem: p, runner: projection.Runner{Futures: futures}, meter: p.meter(by, []int{p.Years.To})}
	for i := range p.Paths {
		row := make([]float64, len(p.Measures))
		a, found := p.Drafts.Path(i)
		plan, err := p.prepare(a, found, "without agreement")
		if err != nil {
			return nil, err
		}
		if err := w.measure([]*projection.Projection{plan}, []string{"without agreement"}, [][]float64{row}); err != nil {
			return nil, err
		}
		v.paths = append(v.paths, row)
	}
	return v, nil
}

// worker values packages, a batch after the other.
type worker struct {
	problem *Problem
	runner  projection.Runner
	meter   *meter
	read    []reading
}

// batch values some variants together. It returns the first that cannot be.
func (w *worker) batch(v *Valued, variants []int) (at int, err error) {
	p := w.problem
	n := v.axes.terms * len(p.Measures)
	plans, names, rows := make([]*projection.Projection, len(variants)), make([]string, len(variants)), make([][]float64, len(variants))
	for i, variant := range variants {
		values := v.axes.values(p, variant)
		names[i], rows[i] = p.describe(values, v.axes.money), v.rows[variant*n:(variant+1)*n]
		a, found := p.Drafts.Package(values)
		if plans[i], err = p.prepare(a, found, names[i]); err != nil {
			return variant, err
		}
	}
	return variants[0], w.measure(plans, names, rows)
}

// measure runs plans over the futures and fills in their rows.
func (w *worker) measure(plans []*projection.Projection, names []string, rows [][]float64) error {
	futures := w.runner.Futures.Paths
	for len(w.read) < len(plans) {
		w.read = append(w.read, reading{})
	}
	for i := range plans {
		w.meter.begin(&w.read[i], futures)
	}
	err := w.runner.Each(plans, func(i, first int, years []projection.Year) { w.meter.read(&w.read[i], first, years) })
	if err != nil {
		return fmt.Errorf("package %s: %w", names[0], err)
	}
	for i := range plans {
		w.meter.finish(&w.read[i], futures, rows[i])
	}
	return nil
}

// prepare makes an agreement ready to be run over futures.
func (p *Problem) prepare(a *agreement.Agreement, found diag.List, name string, more ...projection.Measure) (*projection.Projection, error) {
	if a == nil || found.HasErrors() {
		return nil, &InvalidError{name, found.Errors(), "it makes no agreement"}
	}
	plan, found := schedule.Compile(p.input(a), schedule.Options{Extend: a.ID, ExtendTo: p.Years.To})
	if found.HasErrors() {
		return nil, &InvalidError{name, found.Errors(), ""}
	}
	out, found, err := projection.Prepare(plan, projection.Request{
		World: p.World, Selection: schedule.Selection{Agreement: a.ID, Years: p.Years}, Correlated: p.Correlated, Seed: p.Seed, Measures: more, Currency: p.Input.Currency, YearsOnly: len(more) == 0,
	})
	if found.HasErrors() {
		return nil, &InvalidError{name, found.Errors(), ""}
	}
	if err != nil {
		return nil, &InvalidError{name, nil, err.Error()}
	}
	if known := out.YearsKnown(); len(known) != p.Years.Len() {
		for _, l := range out.Lines {
			if !slices.Contains(known, l.Year) {
				return nil, &InvalidError{name, nil, fmt.Sprintf("%d is unknown: %s", l.Year, strings.Join(l.Reasons, ", "))}
			}
		}
		return nil, &InvalidError{name, nil, fmt.Sprintf("it says nothing about some of the years %s", p.Years)}
	}
	return out, nil
}

// input returns what the plan of an agreement is compiled from: itself, and
// those before it where its first year looks back.
func (p *Problem) input(a *agreement.Agreement) schedule.Input {
	in := p.Input
	in.Agreements = []*agreement.Agreement{a}
	if looksBack(a) {
		in.Agreements = append(slices.Clone(p.Drafts.Before(p.World.Known)), a)
	}
	return in
}

// looksBack reports whether an agreement may rest on figures of others.
func looksBack(a *agreement.Agreement) bool {
	first := a.Years().From
	for _, m := range a.Amounts {
		switch t := m.Term.(type) {
		case agreement.Fixed:
		case agreement.Escalate:
			if t.Year != 0 && t.Year < first || t.Year == 0 && m.Years.From == first {
				return true
			}
		default:
			return true
		}
	}
	return a.CarryOver != nil
}

// draw draws all that some package or measure reads. A draw depends on the
// seed, the series and the year alone, so that every package sees the same.
func (p *Problem) draw(a axes) (*projection.Futures, error) {
	need := map[string]bool{}
	for _, m := range p.Measures {
		if s, ok := p.seriesOf(m); ok && s != nil {
			need[s.ID] = true
		}
	}
	for k, i := range p.Issues { // values are read one issue at a time: series of pairs of issues stand in one of them
		for value := range i.Labels {
			if !slices.Contains(a.money, k) && value > 0 {
				continue
			}
			values := make([]int, len(p.Issues))
			values[k] = value
			if draft, _ := p.Drafts.Package(values); draft != nil {
				p.reads(draft, need)
			}
		}
	}
	for i := range p.Paths {
		if draft, _ := p.Drafts.Path(i); draft != nil {
			p.reads(draft, need)
		}
	}
	first, found := p.Drafts.Package(a.values(p, 0))
	var more []projection.Measure
	for _, s := range p.Input.Series {
		if !need[s.ID] || s.Assumption == nil {
			continue
		}
		from := p.Years.From
		if last, ok := lastKnown(s, p.World); ok {
			from = last + 1
		}
		var years []int
		for y := from; y <= p.Years.To; y++ {
			years = append(years, y)
		}
		if len(years) > 0 {
			more = append(more, projection.Observed{Series: s, Years: years})
		}
	}
	all, err := p.prepare(first, found, p.describe(a.values(p, 0), a.money), more...)
	if err != nil {
		return nil, err
	}
	return all.Futures(p.Futures)
}

// reads notes the series that an agreement reads.
func (p *Problem) reads(a *agreement.Agreement, need map[string]bool) {
	for _, m := range a.Amounts {
		switch t := m.Term.(type) {
		case agreement.Fixed:
		case agreement.Escalate:
			for _, id := range agreement.SeriesOf(t.By) {
				need[id] = true
			}
		default:
			for _, s := range p.Input.Series {
				need[s.ID] = need[s.ID] || s.Assumption != nil && s.Kind == series.Growth
			}
		}
	}
}

func (p *Problem) describe(values, issues []int) string {
	var words []string
	for _, k := range issues {
		words = append(words, p.Issues[k].ID+" "+p.Issues[k].Labels[values[k]])
	}
	return strings.Join(words, ", ")
}

// Of returns the measures of a package, in the order of the problem's.
func (v *Valued) Of(o negotiation.Outcome) []float64 {
	n := len(v.Problem.Measures)
	i := v.axes.row(v.Problem, o)
	return v.rows[i*n : (i+1)*n]
}

// Path returns the measures of a path without agreement.
func (v *Valued) Path(i int) []float64 { return v.paths[i] }
