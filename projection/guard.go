package projection

import (
	"iter"
	"maps"
	"math"

	"entente/agreement"
	"entente/internal/vector"
	"entente/schedule"
)

func nan() float64 { return math.NaN() }

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }

// guard watches whether a cap, or a floor, binds in a year: whether without it
// the year would pay another sum.
type guard struct {
	year   int
	cap    bool
	pairs  []guardPair
	always bool // it binds whatever is drawn
	column int
}

// guardPair is one bound: what it bounds, and the bound itself.
type guardPair struct {
	of, limit         operand
	ofNode, limitNode schedule.ID
}

// addGuards finds the bounds of every year.
func (p *Projection) addGuards(t *translator) error {
	for _, o := range p.outputs[:p.years] {
		caps, floors := &guard{year: o.year, cap: true, column: -1}, &guard{year: o.year, column: -1}
		for _, id := range p.boundsOf(o.node) {
			n := &p.plan.Nodes[id]
			g := caps
			if n.Kind == schedule.Max {
				g = floors
			}
			if err := g.add(t, n); err != nil {
				return err
			}
		}
		for _, g := range []*guard{caps, floors} {
			if !g.always && len(g.pairs) == 0 && g.column == -1 {
				continue
			}
			if len(g.pairs) > 0 {
				g.column = t.column()
				t.prog.steps = append(t.prog.steps, g)
			}
			p.guards = append(p.guards, g)
		}
	}
	return nil
}

// boundsOf walks from a figure to the bounds of its own year. Every year ends
// in a gate, so the walk stops at the second one.
func (p *Projection) boundsOf(id schedule.ID) (found []schedule.ID) {
	seen := map[schedule.ID]bool{}
	var walk func(id schedule.ID, gates int)
	walk = func(id schedule.ID, gates int) {
		n := &p.plan.Nodes[id]
		if n.Kind == schedule.Gate && len(n.In) == 1 {
			gates++
		}
		if gates > 1 || seen[id] {
			return
		}
		seen[id] = true
		if n.Bound != agreement.BoundKind("") {
			found = append(found, id)
		}
		for _, in := range n.In {
			walk(in, gates)
		}
	}
	walk(id, 0)
	return found
}

// never marks a guard whose bounds do not depend on a draw and do not bind.
const never = -2

func (g *guard) add(t *translator, n *schedule.Node) error {
	of, err := t.node(n.In[0])
	if err != nil {
		return err
	}
	limit, err := t.node(n.In[1])
	if err != nil {
		return err
	}
	if !of.drawn() && !limit.drawn() {
		g.always = g.always || (of.number.Cmp(limit.number) > 0) == g.cap && of.number.Cmp(limit.number) != 0
		if g.column == -1 {
			g.column = never
		}
		return nil
	}
	unit := common([]value{of, limit})
	g.pairs = append(g.pairs, guardPair{t.aligned(of, unit), t.aligned(limit, unit), n.In[0], n.In[1]})
	return nil
}

// run writes 1 for every future in which a bound binds.
func (g *guard) run(b *block) {
	out := b.column(g.column)
	for k, pair := range g.pairs {
		low, high := pair.of, pair.limit // binds where high < low
		if !g.cap {
			low, high = high, low
		}
		switch {
		case k == 0 && high.column < 0:
			vector.Above(out, b.column(low.column), high.number.of)
			continue
		case k == 0 && low.column < 0:
			vector.Below(out, b.column(high.column), low.number.of)
			continue
		case k == 0:
			clear(out)
		}
		switch {
		case high.column < 0: // a cap in the text
			limit := high.number.of
			for i, v := range b.column(low.column)[:len(out)] {
				if v > limit {
					out[i] = 1
				}
			}
		case low.column < 0: // a floor in the text
			limit := low.number.of
			for i, v := range b.column(high.column)[:len(out)] {
				if v < limit {
					out[i] = 1
				}
			}
		default:
			for i := range out {
				if high.at(b, i) < low.at(b, i) {
					out[i] = 1
				}
			}
		}
	}
	b.bounds[g.column] = bounds{low: 0, high: 1}
}

func (o operand) at(b *block, i int) float64 {
	if o.column < 0 {
		return o.number.of
	}
	return b.values[o.column*blockSize+i]
}

// exact decides for one future by the exact interpreter.
func (g *guard) exact(b *block, i int, s *schedule.Schedule) {
	if g.column < 0 {
		return
	}
	binds := 0.0
	for _, pair := range g.pairs {
		if c := s.At(pair.ofNode).Number.Cmp(s.At(pair.limitNode).Number); c > 0 && g.cap || c < 0 && !g.cap {
			binds = 1
		}
	}
	b.values[g.column*blockSize+i] = binds
}

// tally counts the futures of a block in which the guard binds.
func (g *guard) tally(b *block) (n int) {
	if g.always {
		return b.size
	}
	if g.column < 0 {
		return 0
	}
	for _, v := range b.column(g.column) {
		n += int(v)
	}
	return n
}
