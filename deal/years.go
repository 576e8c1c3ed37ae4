package deal

import (
	"context"
	"fmt"

	"entente/negotiation"
	"entente/projection"
)

// YearPaid is what a package pays in a year, over the futures: the mean and
// what 5 and 95 of a hundred do not exceed. Renewed years lie behind the end of
// the agreement: its rule is taken to go on, raised by what a renewal costs.
type YearPaid struct {
	Year           int
	Mean, P05, P95 float64
	Renewed        bool
}

// Years runs one package over the futures over which all were valued.
func (v *Valued) Years(ctx context.Context, o negotiation.Outcome) ([]YearPaid, error) {
	p := v.Problem
	all := make([]int, len(p.Issues))
	for i := range all {
		all[i] = i
	}
	a, found := p.Drafts.Package(o)
	plan, err := p.prepare(a, found, p.describe(o, all))
	if err != nil {
		return nil, err
	}
	run, err := plan.Run(ctx, projection.Options{Paths: p.Futures})
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", p.describe(o, all), err)
	}
	end := p.Years.To
	if v.axes.ends >= 0 {
		end = p.Issues[v.axes.ends].Ends[o[v.axes.ends]]
	}
	factors := p.factors(end)
	var out []YearPaid
	for _, y := range run.Years {
		f := factors[y.Year-p.Years.From]
		mean, _ := y.Mean()
		out = append(out, YearPaid{y.Year, f * mean, f * y.Quantile(.05), f * y.Quantile(.95), y.Year > end})
	}
	return out, nil
}
