package projection

import (
	"fmt"

	"entente/period"
	"entente/schedule"
	"entente/series"
)

// Futures are drawn observations, kept so that many plans are run over the
// same ones. They are read-only and may be shared between goroutines.
type Futures struct {
	Paths   int
	columns map[schedule.Cell]*drawnColumn
}

// drawnColumn is one observation over all futures, in whole multiples of
// 1/grid, with the least and the greatest of each block.
type drawnColumn struct {
	counts []float64
	bounds []bounds
	grid   float64
}

// Futures draws what the projection reads. Because a draw depends on the seed,
// the series, the year and the future alone, another projection that was
// prepared with the same seed and assumptions reads the same numbers.
func (p *Projection) Futures(paths int) (*Futures, error) {
	if paths <= 0 || paths > MaxPaths {
		return nil, fmt.Errorf("%w: %d; from 1 to %d", ErrPaths, paths, MaxPaths)
	}
	f := &Futures{Paths: paths, columns: map[schedule.Cell]*drawnColumn{}}
	for _, in := range p.inputs() {
		f.columns[in.cell] = &drawnColumn{counts: make([]float64, paths), grid: in.grid}
	}
	b := newBlock(p)
	for first := 0; first < paths; first += blockSize {
		b.first, b.size = uint64(first), min(blockSize, paths-first)
		b.draw()
		for _, in := range p.inputs() {
			c := f.columns[in.cell]
			copy(c.counts[first:], b.column(in.column))
			c.bounds = append(c.bounds, b.bounds[in.column])
		}
	}
	return f, nil
}

// Observed returns a series in a year over all futures, in the unit of the
// series; ok is false when it was not drawn.
func (f *Futures) Observed(s *series.Series, year int) (values []float64, ok bool) {
	c, ok := f.columns[schedule.Cell{Series: s.ID, Period: period.Year(year)}]
	if !ok {
		return nil, false
	}
	values = make([]float64, f.Paths)
	for i, n := range c.counts {
		values[i] = n / c.grid
	}
	return values, true
}

// YearsKnown returns the years that the projection knows, in the order of
// [Runner.Years].
func (p *Projection) YearsKnown() []int {
	years := make([]int, p.years)
	for i, o := range p.outputs[:p.years] {
		years[i] = o.year
	}
	return years
}
