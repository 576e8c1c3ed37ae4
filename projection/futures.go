package projection

import (
	"fmt"
	"math"

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

// Runner runs plans, one after the other, over the same futures. It keeps its
// memory between them and must not be shared between goroutines.
type Runner struct {
	Futures *Futures
	values  []float64
	bounds  []bounds
	doubted []bool
}

// Years computes what every year that the projection knows pays in each
// future, in whole units of the currency. into is reused where it is long
// enough.
func (r *Runner) Years(p *Projection, into [][]float64) ([][]float64, error) {
	b, err := r.block(p)
	if err != nil {
		return nil, err
	}
	for len(into) < p.years {
		into = append(into, make([]float64, r.Futures.Paths))
	}
	into = into[:p.years]
	for first := 0; first < r.Futures.Paths; first += blockSize {
		b.again(uint64(first), min(blockSize, r.Futures.Paths-first), r.Futures)
		for y, o := range p.outputs[:p.years] {
			out := into[y][first : first+b.size]
			v := p.program.values[o.node]
			if !v.drawn() {
				x, _ := v.number.Float64()
				for i := range out {
					out[i] = x
				}
				continue
			}
			unit, _ := v.unit.Float64()
			for i, n := range b.column(v.column) {
				out[i] = float64(n * unit)
				if math.IsNaN(n) || math.IsInf(n, 0) {
					return nil, fmt.Errorf("%w: in some futures %s cannot be computed (a division by zero)", ErrPlan, o.name)
				}
			}
		}
	}
	return into, nil
}

// block returns a block for a projection, with the memory of the runner.
func (r *Runner) block(p *Projection) (*block, error) {
	for _, in := range p.inputs() {
		if _, drawn := r.Futures.columns[in.cell]; !drawn {
			return nil, fmt.Errorf("%w: the futures do not hold %s in %s", ErrPlan, in.cell.Series, in.cell.Period)
		}
	}
	if n := p.program.columns; len(r.bounds) < n {
		r.values, r.bounds = make([]float64, n*blockSize), make([]bounds, n)
	}
	if r.doubted == nil {
		r.doubted = make([]bool, blockSize)
	}
	clear(r.doubted)
	return &block{projection: p, values: r.values, bounds: r.bounds, doubted: r.doubted}, nil
}

// again is run with observations that were drawn before.
func (b *block) again(first uint64, size int, f *Futures) {
	b.first, b.size = first, size
	for _, i := range b.doubtful {
		b.doubted[i] = false
	}
	b.doubtful = b.doubtful[:0]
	for _, in := range b.projection.inputs() {
		c := f.columns[in.cell]
		copy(b.column(in.column), c.counts[first:])
		b.bounds[in.column] = c.bounds[first/blockSize]
	}
	for _, s := range b.projection.program.steps {
		if _, counts := s.(*guard); !counts { // how often caps bind is not asked here
			s.run(b)
		}
	}
	for _, i := range b.doubtful {
		b.exact(i)
	}
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
