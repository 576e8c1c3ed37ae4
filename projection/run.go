package projection

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// ErrPaths is returned, wrapped, for a number of futures that cannot be drawn.
var ErrPaths = errors.New("impossible number of futures")

// MaxPaths bounds one run.
const MaxPaths = 1_000_000_000

// MaxKept bounds the numbers that one run keeps future by future.
const MaxKept = 100_000_000

// Options say how a projection is run; they change nothing that is drawn.
type Options struct {
	Paths    int
	Keep     bool            // keep every future's value: see Result.Draws
	Progress func(paths int) // told now and then how many more are done; may be nil
}

// Result is what came out.
type Result struct {
	Paths  int
	Seed   uint64
	Years  []YearSpread
	Total  Spread
	Others []NamedSpread // of the measures
	Caps   []Binding
	Floors []Binding
	Exact  int   // futures that the exact interpreter computed
	Draws  Draws // with Options.Keep
}

// YearSpread is the distribution of one year.
type YearSpread struct {
	Year int
	Spread
}

// NamedSpread is the distribution of a measure.
type NamedSpread struct {
	Name string
	Year int
	Spread
}

// Binding says how likely it is that a bound binds in a year.
type Binding struct {
	Year int
	Probability
}

// Draws are the values of every future: one column for each year, the total,
// each measure and each drawn observation.
type Draws struct {
	Names   []string
	Columns [][]float64
}

// Run draws the futures. It stops early, with the context's error, when ctx
// ends. With Sobol points it takes as many futures as they are, and the error
// of every number is how much the sets differ.
func (p *Projection) Run(ctx context.Context, o Options) (*Result, error) {
	if o.Paths <= 0 || o.Paths > MaxPaths {
		return nil, fmt.Errorf("%w: %d; from 1 to %d", ErrPaths, o.Paths, MaxPaths)
	}
	if columns := max(1, len(p.outputs)+len(p.inputs())); o.Keep && o.Paths > MaxKept/columns {
		return nil, fmt.Errorf("%w: %d; every one of them kept is %d numbers each, and at most %d can be kept", ErrPaths, o.Paths, columns, MaxKept)
	}
	blocks := make([]*block, runtime.GOMAXPROCS(0))
	if p.points.Replicates == 0 {
		return p.runFrom(ctx, 0, o, blocks)
	}
	if o.Paths != p.points.Paths() {
		return nil, fmt.Errorf("%w: %d; there are %d Sobol points", ErrPaths, o.Paths, p.points.Paths())
	}
	var parts []*Result
	o.Paths = 1 << p.points.Bits
	for set := range p.points.Replicates {
		r, err := p.runFrom(ctx, uint64(set)<<p.points.Bits, o, blocks)
		if err != nil {
			return nil, err
		}
		parts = append(parts, r)
	}
	return together(parts), nil
}

// runFrom draws the futures from a number on, in blocks of memory that are made
// once, one for each worker.
func (p *Projection) runFrom(ctx context.Context, from uint64, o Options, memory []*block) (*Result, error) {
	first := p.block(memory, 0)
	first.run(from, min(blockSize, o.Paths))
	shape := p.newCounts(first, o)
	var next atomic.Int64
	blocks := (o.Paths + blockSize - 1) / blockSize
	var merge sync.Mutex
	work, ctx := errgroup.WithContext(ctx)
	for w := range min(len(memory), blocks) {
		work.Go(func() error {
			b, mine := first, shape
			if w > 0 {
				merge.Lock()
				mine = shape.another()
				merge.Unlock()
				b = p.block(memory, w)
			}
			for {
				i := int(next.Add(1)) - 1
				if i >= blocks {
					break
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				at := i * blockSize
				b.run(from+uint64(at), min(blockSize, o.Paths-at))
				mine.add(b, at)
				if o.Progress != nil {
					o.Progress(b.size)
				}
			}
			if w > 0 {
				shape.waiting(mine)
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, fmt.Errorf("draw futures: %w", err)
	}
	return p.result(shape, o)
}

func (p *Projection) block(memory []*block, worker int) *block {
	if memory[worker] == nil {
		memory[worker] = newBlock(p)
	}
	return memory[worker]
}

// counts is what one worker has counted.
type counts struct {
	outputs []*tally
	inputs  []*tally // drawn observations, only where they are kept
	guards  []int
	exact   int

	lock   sync.Mutex
	others []*counts
}

func (p *Projection) newCounts(b *block, o Options) *counts {
	c := &counts{guards: make([]int, len(p.guards))}
	for _, out := range p.outputs {
		if v := p.program.values[out.node]; v.drawn() {
			c.outputs = append(c.outputs, newTally(b.column(v.column), o.Paths, o.Keep))
		} else {
			c.outputs = append(c.outputs, nil)
		}
	}
	if o.Keep {
		for range p.inputs() {
			c.inputs = append(c.inputs, &tally{raw: make([]float64, o.Paths)})
		}
	}
	return c
}

func (c *counts) another() *counts {
	n := &counts{guards: make([]int, len(c.guards)), inputs: c.inputs}
	for _, t := range c.outputs {
		if t != nil {
			t = t.another()
		}
		n.outputs = append(n.outputs, t)
	}
	return n
}

func (c *counts) waiting(o *counts) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.others = append(c.others, o)
}

// add counts a block, whose first future has the place at.
func (c *counts) add(b *block, at int) {
	p := b.projection
	for i, t := range c.outputs {
		if t != nil {
			t.add(at, b.column(p.program.values[p.outputs[i].node].column))
		}
	}
	if c.inputs != nil {
		for i, in := range p.inputs() {
			c.inputs[i].add(at, b.column(in.column))
		}
	}
	for i, g := range p.guards {
		c.guards[i] += g.tally(b)
	}
	c.exact += len(b.doubtful)
}

func (p *Projection) result(c *counts, o Options) (*Result, error) {
	for _, other := range c.others {
		for i, t := range c.outputs {
			if t != nil {
				t.merge(other.outputs[i])
			}
		}
		for i, n := range other.guards {
			c.guards[i] += n
		}
		c.exact += other.exact
	}
	r := &Result{Paths: o.Paths, Seed: p.seed, Exact: c.exact}
	spreads := make([]Spread, len(p.outputs))
	apart(len(spreads), func(i int) { spreads[i] = p.spreadOf(p.outputs[i], c.outputs[i], o.Paths) })
	for i, out := range p.outputs {
		s := spreads[i]
		if math.IsNaN(s.Least()) || math.IsNaN(s.Most()) || math.IsInf(s.Least(), 0) || math.IsInf(s.Most(), 0) {
			return nil, fmt.Errorf("%w: in some futures %s cannot be computed (a division by zero)", ErrPlan, out.name)
		}
		switch {
		case out.name == "total":
			r.Total = s
		case i < p.years:
			r.Years = append(r.Years, YearSpread{out.year, s})
		default:
			r.Others = append(r.Others, NamedSpread{out.name, out.year, s})
		}
	}
	for i, g := range p.guards {
		bound := Binding{g.year, ProbabilityOf(c.guards[i], o.Paths)}
		if g.column < 0 {
			bound.Error = 0
		}
		if g.cap {
			r.Caps = append(r.Caps, bound)
		} else {
			r.Floors = append(r.Floors, bound)
		}
	}
	if o.Keep {
		r.Draws = p.drawsOf(c, o.Paths)
	}
	return r, nil
}

// apart does n pieces of work that have nothing to do with each other, on all
// cores.
func apart(n int, piece func(i int)) {
	var work sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), n) {
		work.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				piece(i)
			}
		})
	}
	work.Wait()
}

func (p *Projection) spreadOf(out output, t *tally, paths int) Spread {
	v := p.program.values[out.node]
	if t == nil {
		x, _ := v.number.Float64()
		return Spread{Paths: paths, values: []float64{x}, counts: []uint64{uint64(paths)}}
	}
	unit, _ := v.unit.Float64()
	return t.spread(unit)
}
