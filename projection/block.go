package projection

import (
	"entente/decimal"
	"entente/schedule"
)

// blockSize is the number of futures that are computed together: few enough
// for their columns to stay in the cache of a core.
const blockSize = 1024

// block is a piece of the futures while it is computed; a worker uses one over
// and over. Column c is values[c·blockSize : (c+1)·blockSize].
type block struct {
	projection *Projection
	first      uint64 // the number of the first future
	size       int
	values     []float64
	bounds     []bounds
	memory     []memory    // of each driver
	z          []float64   // draws of one driver
	tied       [][]float64 // independent draws that tied drivers share, by order of p.ties
	doubtful   []int       // futures for the exact interpreter
	doubted    []bool
}

func newBlock(p *Projection) *block {
	b := &block{
		projection: p, values: make([]float64, p.program.columns*blockSize), bounds: make([]bounds, p.program.columns),
		memory: make([]memory, len(p.drivers)), z: make([]float64, blockSize), doubted: make([]bool, blockSize),
	}
	for i := range b.memory {
		b.memory[i] = memory{make([]float64, blockSize), make([]float64, blockSize)}
	}
	for range p.ties {
		b.tied = append(b.tied, make([]float64, blockSize))
	}
	return b
}

func (b *block) column(c int) []float64 { return b.values[c*blockSize : c*blockSize+b.size] }

func (b *block) doubt(i int) {
	if !b.doubted[i] {
		b.doubted[i] = true
		b.doubtful = append(b.doubtful, i)
	}
}

// run draws the futures from first on and computes the plan in them.
func (b *block) run(first uint64, size int) {
	b.first, b.size = first, size
	for _, i := range b.doubtful {
		b.doubted[i] = false
	}
	b.doubtful = b.doubtful[:0]
	b.draw()
	for _, s := range b.projection.program.steps {
		s.run(b)
	}
	for _, i := range b.doubtful {
		b.exact(i)
	}
}

// draw fills the columns of the drawn observations, year by year.
func (b *block) draw() {
	p := b.projection
	for i := range b.memory {
		m := &b.memory[i]
		m.latent, m.state = m.latent[:b.size], m.state[:b.size]
		p.drivers[i].begin(m)
	}
	for year := p.firstDrawn; year <= p.lastDrawn; year++ {
		b.mixTies(year)
		for i, d := range p.drivers {
			if year < d.first || year > d.last {
				continue
			}
			b.drawYear(d, &b.memory[i], year, p.columnOf(d, year))
		}
	}
}

// drawYear draws one year of one series into a column; a column below zero is
// drawn only because later years depend on it.
func (b *block) drawYear(d *driver, m *memory, year, column int) {
	out := b.z[:b.size] // overwritten once the draws are used up
	if column >= 0 {
		out = b.column(column)
	}
	var low, high float64
	if v, set := d.fixed[year]; set {
		low, high = d.fix(v, m, out)
	} else {
		z := b.z[:b.size]
		if d.normal {
			b.normals(d, z, year)
		}
		d.process.step(year, z, d.uniforms(year), b.first, m)
		if column < 0 {
			return
		}
		low, high = d.publish(year, m, b.first, out)
	}
	if column >= 0 {
		b.bounds[column] = bounds{low: low, high: high}
	}
}

// normals fills the standard normal draws of a driver for a year.
func (b *block) normals(d *driver, z []float64, year int) {
	p := b.projection
	if d.tie == nil {
		p.normals().fill(z, d.normalStream(year), b.first)
		return
	}
	for i := range z {
		z[i] = 0
	}
	for k, w := range d.tie {
		if w == 0 {
			continue
		}
		for i, e := range b.tied[k][:b.size] {
			z[i] += float64(w * e)
		}
	}
}

// mixTies draws the independent numbers that tied drivers share in a year.
func (b *block) mixTies(year int) {
	for k, d := range b.projection.ties {
		b.projection.normals().fill(b.tied[k][:b.size], d.normalStream(year), b.first)
	}
}

// exact computes one future with the exact interpreter and writes what the
// result needs over what the steps computed.
func (b *block) exact(i int) {
	p := b.projection
	world := p.world
	world.Drawn = make(map[schedule.Cell]decimal.Decimal, len(p.program.inputs))
	for cell, column := range p.program.inputs {
		world.Drawn[cell] = p.driverOf(cell.Series).decimal(b.values[column*blockSize+i])
	}
	s := p.plan.Evaluate(world)
	for _, o := range p.outputs {
		if v := p.program.values[o.node]; v.drawn() {
			b.values[v.column*blockSize+i] = p.count(s, o.node, v)
		}
	}
	for _, g := range p.guards {
		g.exact(b, i, s)
	}
}
