package projection

import (
	"fmt"
	"slices"
	"strconv"

	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// Measure is something to know of every future besides its years. It adds nodes
// to the plan, so that both interpreters compute it.
//
//sumtype:decl
type Measure interface {
	measure(p *Projection, years []output) ([]output, error)
}

// PresentValue is the sum of the years, each divided by (1 + Rate)^n, n the
// years since Base. Rate is in percent.
type PresentValue struct {
	Rate decimal.Decimal
	Base int
}

// ConstantPrices is every year at the prices of the year Base, and their sum:
// divided by what the growth series Prices makes of 1 from Base on.
type ConstantPrices struct {
	Prices *series.Series
	Base   int
}

// ShareOf is every year in percent of an amount series, such as GDP.
type ShareOf struct {
	Whole *series.Series
	Units money.Units
}

// Observed is the value of a series itself, in years.
type Observed struct {
	Series *series.Series
	Years  []int
}

func (m Observed) measure(p *Projection, _ []output) (out []output, err error) {
	for _, year := range m.Years {
		out = append(out, output{m.Series.ID, year, p.observation(m.Series, year)})
	}
	return out, nil
}

func (m PresentValue) measure(p *Projection, years []output) ([]output, error) {
	factor := decimal.Whole(100).Add(m.Rate.Fraction()).Mul(decimal.Frac(1, 100))
	if factor.Sign() <= 0 {
		return nil, fmt.Errorf("%w: a discount rate of %s%%", ErrPlan, m.Rate)
	}
	var in []schedule.ID
	for _, y := range years {
		value := decimal.Whole(1)
		for range max(y.year-m.Base, m.Base-y.year) {
			if y.year > m.Base {
				value, _ = value.Quo(factor) // above zero, as checked
			} else {
				value = value.Mul(factor)
			}
		}
		by := p.add(schedule.Node{Kind: schedule.Const, Value: value, Unit: "factor", Label: "discount"})
		in = append(in, p.add(schedule.Node{Kind: schedule.Scale, In: []schedule.ID{y.node, by}, Label: "discounted"}))
	}
	return []output{{"present_value", 0, p.add(schedule.Node{Kind: schedule.Sum, In: in, Label: "present value"})}}, nil
}

func (m ConstantPrices) measure(p *Projection, years []output) ([]output, error) {
	if m.Prices.Kind != series.Growth {
		return nil, fmt.Errorf("%w: %s is a %s; prices are a growth series", ErrPlan, m.Prices.ID, m.Prices.Kind)
	}
	one := p.add(schedule.Node{Kind: schedule.Const, Value: decimal.Whole(1), Unit: "factor"})
	level := map[int]schedule.ID{m.Base: one}
	last := slices.MaxFunc(years, func(a, b output) int { return a.year - b.year }).year
	first := slices.MinFunc(years, func(a, b output) int { return a.year - b.year }).year
	for year := m.Base + 1; year <= last; year++ {
		level[year] = p.add(schedule.Node{Kind: schedule.Grow, In: []schedule.ID{level[year-1], p.observation(m.Prices, year)}, Unit: "factor", Label: "prices"})
	}
	for year := m.Base - 1; year >= first; year-- { // the price level of a year is that of the next, before its growth
		grown := p.add(schedule.Node{Kind: schedule.Grow, In: []schedule.ID{one, p.observation(m.Prices, year+1)}, Unit: "factor"})
		level[year] = p.add(schedule.Node{Kind: schedule.Ratio, In: []schedule.ID{level[year+1], grown}, Unit: "factor", Label: "prices"})
	}
	var out []output
	for _, y := range years {
		id := p.add(schedule.Node{Kind: schedule.Ratio, In: []schedule.ID{y.node, level[y.year]}, Label: "at prices of " + strconv.Itoa(m.Base)})
		out = append(out, output{"constant_prices", y.year, id})
	}
	sum := p.add(schedule.Node{Kind: schedule.Sum, In: nodesOf(out), Label: "at prices of " + strconv.Itoa(m.Base)})
	return append(out, output{"constant_prices", 0, sum}), nil
}

func (m ShareOf) measure(p *Projection, years []output) ([]output, error) {
	unit, err := m.Units.Parse("1 " + m.Whole.Unit)
	if m.Whole.Kind != series.Amount || err != nil || unit.Currency != p.currency {
		return nil, fmt.Errorf("%w: %s is no amount in %s", ErrPlan, m.Whole.ID, p.currency)
	}
	hundredth, _ := unit.Value.Quo(decimal.Whole(100)) // 100 is not zero
	by := p.add(schedule.Node{Kind: schedule.Const, Value: hundredth, Unit: "factor", Label: "one percent of the unit"})
	var out []output
	for _, y := range years {
		whole := p.add(schedule.Node{Kind: schedule.Scale, In: []schedule.ID{p.observation(m.Whole, y.year), by}})
		out = append(out, output{"share_of", y.year, p.add(schedule.Node{Kind: schedule.Ratio, In: []schedule.ID{y.node, whole}, Unit: "percent"})})
	}
	return out, nil
}

// observation reads a series in a year, through the node that reads it already
// where there is one.
func (p *Projection) observation(s *series.Series, year int) schedule.ID {
	for i := range p.plan.Nodes {
		if n := &p.plan.Nodes[i]; n.Kind == schedule.Observation && n.Series == s && n.Period == period.Year(year) {
			return schedule.ID(i)
		}
	}
	return p.add(schedule.Node{Kind: schedule.Observation, Series: s, Period: period.Year(year), Label: s.What.EN})
}
