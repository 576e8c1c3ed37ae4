package deal

import (
	"fmt"
	"math"

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

// tail is the share of futures that the measures of the worst look at.
const tail = 0.05

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

// meter measures packages; a worker uses one over and over.
type meter struct {
	problem   *Problem
	deflators deflators
	totals    []float64
	sorted    []float64
	means     map[Measure][]float64 // by year: mean, as the measure counts
}

// measure fills one row for each term: rows[t*len(Measures)+m].
func (m *meter) measure(paid [][]float64, ends []int, rows []float64) {
	m.prepare(paid)
	n := len(m.problem.Measures)
	for t, end := range ends {
		factors := m.problem.factors(end)
		if t > 0 && same(factors, m.problem.factors(ends[t-1])) { // only the end differs
			copy(rows[t*n:(t+1)*n], rows[(t-1)*n:t*n])
		} else {
			m.row(paid, factors, rows[t*n:(t+1)*n])
		}
		for i, name := range m.problem.Measures {
			if name == FixedYears {
				rows[t*n+i] = float64(min(end, m.problem.Years.To) - m.problem.Years.From + 1)
			}
		}
	}
}

func same(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// factors returns by how much each year is raised because terms have ended.
func (p *Problem) factors(end int) []float64 {
	out := make([]float64, p.Years.Len())
	length := max(end-p.Years.From+1, 1)
	for i := range out {
		out[i] = math.Pow(1+p.Renewal, float64(i/length))
	}
	return out
}

// prepare computes the means by year that do not depend on the term.
func (m *meter) prepare(paid [][]float64) {
	m.means = map[Measure][]float64{Total: make([]float64, len(paid))}
	for y, x := range paid {
		sum := 0.0
		for _, v := range x {
			sum += v
		}
		m.means[Total][y] = sum / float64(len(x))
	}
	for name, by := range m.deflators {
		m.means[name] = make([]float64, len(paid))
		for y, x := range paid {
			sum := 0.0
			for i, v := range x {
				sum += float64(v * by[y][i])
			}
			m.means[name][y] = sum / float64(len(x))
		}
	}
}

func weighted(means, factors []float64) float64 {
	sum := 0.0
	for y, x := range means {
		sum += float64(x * factors[y])
	}
	return sum
}

// row computes every measure for one term.
func (m *meter) row(paid [][]float64, factors, out []float64) {
	mean := m.means[Total]
	total := weighted(mean, factors)
	ready := false
	for i, name := range m.problem.Measures {
		switch name {
		case WorstTwenty, LowestTwenty, Spread:
			if !ready {
				m.sum(paid, factors)
				ready = true
			}
			out[i] = m.extreme(name, total)
		case Total:
			out[i] = total
		case FirstYear:
			out[i] = mean[0]
		case FirstIncrease:
			out[i] = 100 * (mean[0]/m.problem.Over - 1)
		case Average:
			out[i] = total / float64(len(mean))
		case PresentValue:
			for y, x := range mean {
				out[i] += float64(x*factors[y]) / math.Pow(1+m.problem.Discount, float64(y))
			}
		case Real, InDollars:
			out[i] = weighted(m.means[name], factors)
		case ShareOfGDP:
			out[i] = weighted(m.means[name], factors) / float64(len(mean))
		case FixedYears: // known without the payments
		}
	}
}

// sum adds the years of every future.
func (m *meter) sum(paid [][]float64, factors []float64) {
	if len(m.totals) != len(paid[0]) {
		m.totals, m.sorted = make([]float64, len(paid[0])), make([]float64, len(paid[0]))
	}
	clear(m.totals)
	for y, x := range paid {
		by := factors[y]
		for i, v := range x {
			m.totals[i] += float64(v * by)
		}
	}
}

func (m *meter) extreme(name Measure, total float64) float64 {
	n := len(m.totals)
	k := max(int(math.Ceil(tail*float64(n))), 1)
	s := m.sorted[:n]
	copy(s, m.totals)
	switch name {
	case WorstTwenty:
		split(s, n-k)
		return mean(s[n-k:])
	case LowestTwenty:
		split(s, k)
		return mean(s[:k])
	default:
		split(s, n-k)
		high := least(s[n-k:])
		split(s[:n-k], k-1)
		return 100 * (high - s[k-1]) / total
	}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func least(x []float64) float64 {
	low := math.Inf(1)
	for _, v := range x {
		low = min(low, v)
	}
	return low
}

// split puts the k smallest in front, number k behind them (Hoare's selection,
// with the middle of three as pivot).
func split(x []float64, k int) {
	for low, high := 0, len(x)-1; low < high; {
		a, b, c := x[low], x[(low+high)/2], x[high]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return
		}
	}
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
