package workbench

import (
	"strconv"
	"strings"

	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/projection"
	"entente/series"
)

// PresentValue is the sum of the years at a discount rate.
type PresentValue struct {
	Rate string `json:"rate"` // percent a year
	Base int    `json:"base"` // the year whose money it is in
	*Statistics
}

// ConstantPrices is every year in the money of one.
type ConstantPrices struct {
	Series string        `json:"series"`
	Base   int           `json:"base"` // the year whose money it is in
	Years  []MeasureYear `json:"years"`
	Total  *Statistics   `json:"total"`
}

// ShareOf is every year in percent of a series.
type ShareOf struct {
	Series string        `json:"series"`
	Above  *float64      `json:"above"` // percent
	Years  []MeasureYear `json:"years"`
}

// MeasureYear is one year of a measure.
type MeasureYear struct {
	Year        int       `json:"year"`
	Probability *Estimate `json:"probability,omitempty"` // that the share is above the limit
	*Statistics
}

// measures reads what is asked besides the years.
func (r ProjectRequest) measures(c *computed, years period.Years) ([]projection.Measure, error) {
	var all []projection.Measure
	if r.Discount != "" {
		rate, err := money.ParsePercent(r.Discount)
		if err != nil {
			return nil, usage("--discount: %w", err)
		}
		all = append(all, projection.PresentValue{Rate: rate, Base: years.From})
	}
	if r.Prices != "" {
		id, year, _ := strings.Cut(r.Prices, "=")
		base, err := strconv.Atoi(year)
		if err != nil || base < period.MinYear || base > period.MaxYear || base < years.From-100 || base > years.To+100 {
			return nil, usage("--prices %s: SERIES=YEAR, such as kr.cpi=%d", r.Prices, years.From)
		}
		s, err := c.seriesFor("prices", id)
		if err != nil {
			return nil, err
		}
		all = append(all, projection.ConstantPrices{Prices: s, Base: base})
	}
	if r.ShareOf != "" {
		id, _, err := r.share()
		if err != nil {
			return nil, err
		}
		s, err := c.seriesFor("share-of", id)
		if err != nil {
			return nil, err
		}
		all = append(all, projection.ShareOf{Whole: s, Units: c.Units})
	}
	return all, nil
}

// share reads SERIES or SERIES=PERCENT.
func (r ProjectRequest) share() (id string, above *float64, err error) {
	id, limit, limited := strings.Cut(r.ShareOf, "=")
	if !limited {
		return id, nil, nil
	}
	p, err := money.ParsePercent(limit)
	if err != nil {
		return id, nil, usage("--share-of: %w", err)
	}
	f := p.Float64()
	return id, &f, nil
}

func (c *computed) seriesFor(flag, id string) (*series.Series, error) {
	s, ok := c.FindSeries(id)
	if ok {
		return s, nil
	}
	var names []string
	for _, s := range c.Series {
		names = append(names, s.ID)
	}
	return nil, usage("--%s: there is no series %.60q: %s", flag, id, nearest.Choice(id, names))
}

// measured puts the measures into the result.
func (r ProjectRequest) measured(out *ProjectResult, run *projection.Result) error {
	id, above, err := r.share()
	if err != nil {
		return err
	}
	for _, m := range run.Others {
		switch m.Name {
		case "present_value":
			rate, _ := money.ParsePercent(r.Discount) // read before
			out.PresentValue = &PresentValue{Rate: rate.String(), Base: out.Years[0].Year, Statistics: statistics(m.Spread)}
		case "constant_prices":
			if out.ConstantPrices == nil {
				name, year, _ := strings.Cut(r.Prices, "=")
				base, _ := strconv.Atoi(year) // read before
				out.ConstantPrices = &ConstantPrices{Series: name, Base: base}
			}
			if m.Year == 0 {
				out.ConstantPrices.Total = statistics(m.Spread)
			} else {
				out.ConstantPrices.Years = append(out.ConstantPrices.Years, MeasureYear{Year: m.Year, Statistics: statistics(m.Spread)})
			}
		case "share_of":
			if out.ShareOf == nil {
				out.ShareOf = &ShareOf{Series: id, Above: above}
			}
			y := MeasureYear{Year: m.Year, Statistics: statistics(m.Spread)}
			if above != nil {
				p := m.Exceeds(*above)
				y.Probability = &Estimate{p.Value, p.Error}
			}
			out.ShareOf.Years = append(out.ShareOf.Years, y)
		}
	}
	return nil
}
