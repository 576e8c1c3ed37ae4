package deal

import (
	"fmt"

	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// Measure is a number that says what a package pays, over all futures. Sums
// are in whole units of the currency, shares in percent.
type Measure string

// The measures. Mean is over the futures.
const (
	Total         Measure = "total"          // mean of all years together
	FirstYear     Measure = "first_year"     // mean of the first year
	FirstIncrease Measure = "first_increase" // of the first year over what was paid before, percent
	Average       Measure = "average"        // total by the number of years
	PresentValue  Measure = "present_value"  // mean, each year discounted to the first
	WorstTwenty   Measure = "worst_5"        // mean of the total in the dearest twentieth of the futures
	LowestTwenty  Measure = "lowest_5"       // mean of the total in the cheapest twentieth
	Real          Measure = "real"           // mean, at the prices of the first year
	InDollars     Measure = "dollars"        // mean, each year converted at its rate
	ShareOfGDP    Measure = "share_of_gdp"   // mean of the yearly shares, percent
	Spread        Measure = "spread"         // width of the middle nine tenths of the total, percent of its mean
	FixedYears    Measure = "fixed_years"    // years before the agreement ends
)

// deflators are what yearly sums are divided by, by measure, year and future.
type deflators map[Measure][][]float64

// deflators computes what the measures divide by from the drawn futures.
func (p *Problem) deflators(f *projection.Futures) (deflators, error) {
	out := deflators{}
	for _, m := range p.Measures {
		s, needs := p.seriesOf(m)
		if !needs {
			continue
		}
		level := make([]float64, f.Paths)
		for i := range level {
			level[i] = 1
		}
		for year := p.Years.From; year <= p.Years.To; year++ {
			row := make([]float64, f.Paths)
			switch {
			case m == Real && year == p.Years.From:
				copy(row, level)
			default:
				x, err := p.observed(f, s, year)
				if err != nil {
					return nil, err
				}
				for i := range row {
					switch m {
					case Real:
						level[i] *= 1 + x[i]/100
						row[i] = 1 / level[i]
					case InDollars:
						row[i] = 1 / x[i]
					default:
						row[i] = 100 / x[i]
					}
				}
			}
			out[m] = append(out[m], row)
		}
	}
	return out, p.scaleGDP(out)
}

// scaleGDP brings shares to the unit of the series.
func (p *Problem) scaleGDP(d deflators) error {
	if d[ShareOfGDP] == nil {
		return nil
	}
	unit, err := p.Input.Units.Parse("1 " + p.GDP.Unit)
	if err != nil || unit.Currency != p.Input.Currency {
		return fmt.Errorf("%w: %s is no amount in %s", ErrSeries, p.GDP.ID, p.Input.Currency)
	}
	by := unit.Value.Float64()
	for _, row := range d[ShareOfGDP] {
		for i := range row {
			row[i] /= by
		}
	}
	return nil
}

// observed returns a series in a year: drawn, or as known.
func (p *Problem) observed(f *projection.Futures, s *series.Series, year int) ([]float64, error) {
	if x, drawn := f.Observed(s, year); drawn {
		return x, nil
	}
	o, known := s.At(yearOf(year), p.World.Known)
	if !known {
		return nil, fmt.Errorf("%w: %s has no value for %d and no assumption", ErrSeries, s.ID, year)
	}
	out := make([]float64, f.Paths)
	for i := range out {
		out[i] = o.Value.Float64()
	}
	return out, nil
}

// lastKnown returns the last year of a series known on the day of the world; ok
// is false when there is none.
func lastKnown(s *series.Series, w schedule.World) (year int, ok bool) {
	for _, o := range s.Observations {
		if !o.Period.IsYear() {
			continue
		}
		if _, known := s.At(o.Period, w.Known); known && (!ok || o.Period.Year > year) {
			year, ok = o.Period.Year, true
		}
	}
	return year, ok
}
