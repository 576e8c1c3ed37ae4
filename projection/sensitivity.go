package projection

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Sensitivity says how much of the variance of the total one series explains,
// and what the total is when the series runs low or high.
type Sensitivity struct {
	Series    string
	First     float64 // alone: the share that would go if its course were known
	Total     float64 // with all that it does together with others
	Errors    [2]float64
	Low, High Average // the mean total in the tenth of the futures in which its average over the years is lowest, and highest
}

// Average is a mean over futures with its Monte Carlo error.
type Average struct{ Value, Error float64 }

// Sensitivities returns the Sobol indices of the drawn series for the total,
// each series with all its years as one group, the largest first. It runs the
// projection twice, and once more for each series with the draws of that series
// alone taken from the second run: as draws are keyed by series, another seed
// for one of them is all it takes. The estimators are those of Jansen (1999):
//
//	total index: E(f(A) − f(AᵢB))² / 2V    first: 1 − E(f(B) − f(AᵢB))² / 2V
//
// Tied series share draws; the indices are then those of their own parts.
func Sensitivities(ctx context.Context, prepare func(seedOf map[string]uint64) (*Projection, error), seed uint64, o Options) ([]Sensitivity, error) {
	other := streamOf(seed, "sensitivity", 0).key
	totalsOf := func(seedOf map[string]uint64) ([]float64, error) {
		p, err := prepare(seedOf)
		if err != nil {
			return nil, err
		}
		return p.Totals(ctx, o)
	}
	p, err := prepare(nil)
	if err != nil {
		return nil, err
	}
	draws, a, err := p.kept(ctx, o)
	if err != nil {
		return nil, err
	}
	all := map[string]uint64{}
	for _, d := range p.drivers {
		all[d.series.ID] = other
	}
	b, err := totalsOf(all)
	if err != nil {
		return nil, err
	}
	variance := varianceOf(a, b)
	if variance == 0 {
		return nil, fmt.Errorf("%w: the total does not depend on what is drawn", ErrNothing)
	}
	var out []Sensitivity
	for _, d := range p.drivers {
		mixed, err := totalsOf(map[string]uint64{d.series.ID: other})
		if err != nil {
			return nil, err
		}
		total, totalError := p.points.meanSquare(a, mixed)
		rest, restError := p.points.meanSquare(b, mixed)
		low, high := p.swing(d, draws, a)
		out = append(out, Sensitivity{d.series.ID, 1 - rest/(2*variance), total / (2 * variance), [2]float64{restError / (2 * variance), totalError / (2 * variance)}, low, high})
	}
	slices.SortStableFunc(out, func(x, y Sensitivity) int {
		switch {
		case x.Total > y.Total:
			return -1
		case x.Total < y.Total:
			return 1
		default:
			return 0
		}
	})
	return out, nil
}

func varianceOf(samples ...[]float64) float64 {
	sum, n := 0.0, 0.0
	for _, s := range samples {
		for _, v := range s {
			sum += v
		}
		n += float64(len(s))
	}
	mean, squares := sum/n, 0.0
	for _, s := range samples {
		for _, v := range s {
			squares += float64((v - mean) * (v - mean))
		}
	}
	return squares / n
}

// meanSquare returns the mean of (x − y)² and its standard error.
func (p Points) meanSquare(x, y []float64) (mean, err float64) {
	if p.Replicates > 0 {
		sets := make([]float64, p.Replicates)
		for i := range sets {
			from, to := i<<p.Bits, (i+1)<<p.Bits
			sets[i], _ = Points{}.meanSquare(x[from:to], y[from:to])
		}
		return meanOf(sets)
	}
	sum, squares := 0.0, 0.0
	for i := range x {
		d := float64((x[i] - y[i]) * (x[i] - y[i]))
		sum += d
		squares += float64(d * d)
	}
	n := float64(len(x))
	mean = sum / n
	return mean, math.Sqrt(max(squares/n-float64(mean*mean), 0) / n)
}

// Totals returns the total of every future, in order.
func (p *Projection) Totals(ctx context.Context, o Options) ([]float64, error) {
	_, totals, err := p.kept(ctx, o)
	return totals, err
}

// kept runs the projection and returns every future, and the total in each.
func (p *Projection) kept(ctx context.Context, o Options) (Draws, []float64, error) {
	o.Keep = true
	r, err := p.Run(ctx, o)
	if err != nil {
		return Draws{}, nil, err
	}
	i := slices.Index(r.Draws.Names, "total")
	if i < 0 {
		return Draws{}, nil, fmt.Errorf("%w: there is no total", ErrNothing)
	}
	return r.Draws, r.Draws.Columns[i], nil
}

// SpreadOf returns the distribution of values, one for each future.
func SpreadOf(values []float64) Spread { return (&tally{raw: values}).spread(1) }

// Differences returns b − a for each future: the spread of what separates two
// projections that were drawn from the same seed and points.
func Differences(a, b []float64, points Points) Spread {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = b[i] - a[i]
	}
	return points.Spread(d)
}
