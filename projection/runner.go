package projection

import (
	"fmt"
	"math"
)

// Runner runs plans over the same futures. It keeps its memory between calls
// and must not be shared between goroutines.
type Runner struct {
	Futures *Futures
	values  []float64
	bounds  []bounds
	doubted []bool
	ones    [blockSize]float64
	years   []Year
}

// Year is what a year pays in some futures, one after the other: whole or
// broken multiples of a unit, which is a sum of money.
type Year struct {
	Counts []float64
	Unit   float64 // in whole units of the currency
}

// Each runs plans over the futures, block by block, and hands over what the
// years that a plan knows pay in each future of the block: those from first on.
// The years are valid until each returns. Plans that have steps in common run
// them once for all.
func (r *Runner) Each(plans []*Projection, each func(plan, first int, years []Year)) error {
	all := newBatch(plans)
	if err := all.lacks(r.Futures); err != nil {
		return err
	}
	b := r.block(all)
	for first := 0; first < r.Futures.Paths; first += blockSize {
		b.first, b.size = uint64(first), min(blockSize, r.Futures.Paths-first)
		b.settleDoubts(0)
		for _, in := range all.inputs {
			c := r.Futures.columns[in.cell]
			copy(b.column(in.column), c.counts[first:])
			b.bounds[in.column] = c.bounds[first/blockSize]
		}
		for _, s := range all.shared {
			s.run(b)
		}
		common := len(b.doubtful)
		for i, p := range all.plans {
			b.projection = p
			for _, s := range p.program.steps {
				s.run(b)
			}
			for _, future := range b.doubtful {
				b.exact(future)
			}
			if err := r.collect(b); err != nil {
				return err
			}
			each(i, first, r.years)
			b.settleDoubts(common)
		}
	}
	return nil
}

// settleDoubts forgets the futures in doubt, all but the first so many.
func (b *block) settleDoubts(keep int) {
	for _, i := range b.doubtful[keep:] {
		b.doubted[i] = false
	}
	b.doubtful = b.doubtful[:keep]
}

// collect points to the years of a block. A year that no draw changes is one
// sum in every future.
func (r *Runner) collect(b *block) error {
	r.years = r.years[:0]
	for _, o := range b.projection.outputs {
		v := b.projection.program.values[o.node]
		if !v.drawn() {
			x, _ := v.number.Float64()
			r.years = append(r.years, Year{r.ones[:b.size], x})
			continue
		}
		column := b.column(v.column)
		if x := b.bounds[v.column]; len(b.doubtful) > 0 || !(math.Abs(x.low) < math.MaxFloat64 && math.Abs(x.high) < math.MaxFloat64) {
			for _, n := range column {
				if math.IsNaN(n) || math.IsInf(n, 0) {
					return fmt.Errorf("%w: in some futures %s cannot be computed (a division by zero)", ErrPlan, o.name)
				}
			}
		}
		unit, _ := v.unit.Float64()
		r.years = append(r.years, Year{column, unit})
	}
	return nil
}

// block returns a block for a batch, with the memory of the runner.
func (r *Runner) block(all *batch) *block {
	if n := all.columns; len(r.bounds) < n {
		r.values, r.bounds = make([]float64, n*blockSize), make([]bounds, n)
	}
	if r.doubted == nil {
		r.doubted = make([]bool, blockSize)
		for i := range r.ones {
			r.ones[i] = 1
		}
	}
	clear(r.doubted)
	return &block{values: r.values, bounds: r.bounds, doubted: r.doubted}
}
