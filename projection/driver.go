package projection

import (
	"math"

	"entente/decimal"
	"entente/internal/vector"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// driver draws the unknown years of one series.
type driver struct {
	series  *series.Series
	process process
	first   int             // the first year drawn: the one after the last known
	last    int             // the last year that something needs
	start   float64         // the last known value
	started bool            // there is one
	fixed   map[int]float64 // years that the question sets
	shocks  []series.Shock
	normal  bool      // the process needs standard normal draws
	tie     []float64 // z as a mix of the tied drivers' own draws; nil: its own
	grid    float64   // drawn values are whole multiples of 1/grid
	places  int32
	low     float64 // no multiple below this one is drawn
	seed    uint64
	points  Points
	table   func() *[dimensions]directions
}

// freePlaces is how exactly a series is drawn that declares no decimals.
const freePlaces = 6

func newDriver(s *series.Series, w schedule.World, seed uint64, last int) (*driver, error) {
	d := &driver{series: s, last: last, shocks: s.Assumption.Shocks, seed: seed, places: freePlaces, fixed: map[int]float64{}}
	if s.Decimals >= 0 {
		d.places = int32(s.Decimals)
	}
	d.grid = math.Pow10(int(d.places))
	d.normal = series.Tied(s.Assumption.Model)
	switch s.Kind {
	case series.Growth:
		d.low = -100 * d.grid
	case series.Rate, series.Level:
		d.low = 1
	default:
		d.low = math.Inf(-1)
		if s.Kind != series.Share {
			d.low = 0
		}
	}
	history := historyOf(s, w.Known)
	if n := len(history); n > 0 {
		d.first, d.start, d.started = history[n-1].year+1, history[n-1].value, true
	}
	for cell, v := range w.Set {
		if cell.Series == s.ID && cell.Period.IsYear() {
			d.fixed[cell.Period.Year] = v.Float64()
		}
	}
	var err error
	d.process, err = newProcess(s, history)
	return d, err
}

// point is the value of a year.
type point struct {
	year  int
	value float64
}

// historyOf returns what was known of a yearly series on a day.
func historyOf(s *series.Series, known period.Day) []point {
	var all []point
	for i, o := range s.Observations {
		if i > 0 && s.Observations[i-1].Period == o.Period {
			continue
		}
		if o, ok := s.At(o.Period, known); ok && o.Period.IsYear() {
			all = append(all, point{o.Period.Year, o.Value.Float64()})
		}
	}
	return all
}

// Every series has its own streams: adding one changes none of the others.
func (d *driver) normalStream(year int) stream { return d.stream("/z", year) }
func (d *driver) uniforms(year int) stream     { return d.stream("/u", year) }

func (d *driver) stream(what string, year int) stream {
	if d.points.Replicates == 0 {
		return streamOf(d.seed, d.series.ID+what, year)
	}
	return evenly(d.points, d.table(), d.seed, d.series.ID+what, year, d.first)
}

// center is a value to find statuses with, before anything is drawn.
func center(s *series.Series, history []point) decimal.Decimal {
	switch m := s.Assumption.Model.(type) {
	case series.Constant:
		return m.Value
	case series.Normal:
		return m.Mean
	case series.LogNormal:
		return m.Median
	case series.Triangular:
		return m.Mode
	case series.AutoRegressive:
		return m.Mean
	default:
		if len(history) == 0 {
			return decimal.FromInt(1)
		}
		last, _ := s.Last()
		o, _ := s.At(last, period.Day{})
		return o.Value
	}
}

// begin sets the state of a block of futures before the first drawn year.
func (d *driver) begin(m *memory) {
	start := d.start
	if !d.started {
		start = math.NaN() // processes without a beginning of their own are refused when prepared
	}
	for i := range m.latent {
		m.latent[i], m.state[i] = start, 0
	}
}

// memory is what a process remembers from year to year, for a block of futures.
type memory struct {
	latent []float64 // the value before shocks and before it is published
	state  []float64 // a regime, a place in history
}

// publish turns latent values into whole multiples of 1/grid, shocks included,
// and returns the smallest and the largest.
func (d *driver) publish(year int, m *memory, first uint64, out []float64) (low, high float64) {
	add := 0.0
	var chance []series.Shock
	for _, s := range d.shocks {
		switch {
		case s.Year != year:
		case s.Probability.Cmp(decimal.FromInt(100)) >= 0:
			add += s.Add.Float64()
		default:
			chance = append(chance, s)
		}
	}
	out = out[:len(m.latent)]
	low, high = vector.Publish(out, m.latent, add, d.grid, d.low)
	for k, s := range chance {
		draw, p, by := d.stream("/shock/"+string(rune('0'+k)), year), s.Probability.Float64()/100, math.Floor(float64(s.Add.Float64()*d.grid)+0.5)
		for i := range out {
			if draw.uniform(first+uint64(i)) < p {
				out[i] = max(out[i]+by, d.low)
			}
		}
		low, high = max(min(low, low+by), d.low), max(high, high+by)
	}
	return low, high
}

// fix gives every future the same value, where the question sets a year.
func (d *driver) fix(v float64, m *memory, out []float64) (low, high float64) {
	n := math.Floor(float64(v*d.grid) + 0.5)
	for i := range out {
		m.latent[i], out[i] = v, n
	}
	return n, n
}

// decimal returns a drawn value as a number with its digits.
func (d *driver) decimal(n float64) decimal.Decimal { return decimal.New(int64(n), -d.places) }
