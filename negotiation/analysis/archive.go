package analysis

import (
	"math"
	"slices"
)

// archive collects vectors that no other collected vector beats in every
// component. Vectors are offered in the order of their numbers, so that of
// equal vectors the first stays.
type archive interface {
	// offer takes a vector with its number; the archive copies what it keeps.
	offer(u []float64, index int64)
	// each calls f for what is kept, in any order.
	each(f func(u []float64, index int64))
	size() int
}

func newArchive(parties int) archive {
	if parties == 2 {
		return &stairs{}
	}
	return &crowd{parties: parties}
}

// stairs is the archive of two parties: the first utility falls, the second
// rises. A vector is beaten exactly when the last step at least as high in the
// first utility is at least as high in the second.
type stairs struct {
	first, second []float64
	index         []int64
	last          int // the step that beat the previous vector: neighbours are often beaten alike
}

func (s *stairs) offer(u []float64, index int64) { s.add(u[0], u[1], index) }

func (s *stairs) add(a, b float64, index int64) {
	if s.last < len(s.first) && s.first[s.last] >= a && s.second[s.last] >= b {
		return
	}
	lo, hi := 0, len(s.first)
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); s.first[mid] >= a {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 0 && s.second[lo-1] >= b {
		s.last = lo - 1
		return
	}
	from, to := lo, lo
	if from > 0 && s.first[from-1] == a {
		from--
	}
	for to < len(s.second) && s.second[to] <= b {
		to++
	}
	s.first = slices.Replace(s.first, from, to, a)
	s.second = slices.Replace(s.second, from, to, b)
	s.index = slices.Replace(s.index, from, to, index)
}

func (s *stairs) each(f func(u []float64, index int64)) {
	for i := range s.first {
		f([]float64{s.first[i], s.second[i]}, s.index[i])
	}
}

func (s *stairs) size() int { return len(s.first) }

// crowd is the archive of any number of parties. Vectors that one of a few
// popular ones beats are dropped at once; the others wait, and are pruned
// together when enough have come.
type crowd struct {
	parties int
	kept    layer
	pending layer
	often   []float64 // vectors that beat often, the most popular in front
}

// batch is how many vectors wait at least.
const batch = 2048

func (c *crowd) offer(u []float64, index int64) {
	n := c.parties
	for j := 0; j < len(c.often); j += n {
		if v := c.often[j : j+n]; beats(v, u) {
			if up := j / n / 2 * n; up != j {
				for i := range n {
					c.often[up+i], c.often[j+i] = c.often[j+i], c.often[up+i]
				}
			}
			return
		}
	}
	c.pending.u = append(c.pending.u, u...)
	c.pending.from = append(c.pending.from, index)
	if len(c.pending.from) >= max(batch, len(c.kept.from)) {
		c.settle()
	}
}

// settle prunes what has come together with what was kept. Numbers only rise,
// so the order of the two is the order of the numbers.
func (c *crowd) settle() {
	if len(c.pending.from) == 0 {
		return
	}
	c.kept.u = append(c.kept.u, c.pending.u...)
	c.kept.from = append(c.kept.from, c.pending.from...)
	c.pending.u, c.pending.from = c.pending.u[:0], c.pending.from[:0]
	prune(&c.kept, c.parties, 0.5) // half a grid step: rounded vectors differ by whole ones
	c.choose()
}

// choose takes vectors from all over the frontier as popular ones.
func (c *crowd) choose() {
	c.often = c.often[:0]
	count := len(c.kept.from)
	for j := range min(count, popular) {
		at := j * count / min(count, popular) * c.parties
		c.often = append(c.often, c.kept.u[at:at+c.parties]...)
	}
	best, sum := 0, math.Inf(-1)
	for j := range count {
		total := 0.0
		for _, x := range c.kept.u[j*c.parties : (j+1)*c.parties] {
			total += x
		}
		if total > sum {
			best, sum = j, total
		}
	}
	c.often = append(c.kept.u[best*c.parties:(best+1)*c.parties:(best+1)*c.parties], c.often...)
}

func (c *crowd) each(f func(u []float64, index int64)) {
	c.settle()
	for i, index := range c.kept.from {
		f(c.kept.u[i*c.parties:(i+1)*c.parties], index)
	}
}

func (c *crowd) size() int {
	c.settle()
	return len(c.kept.from)
}

// beats reports whether v is at least u in every component.
func beats(v, u []float64) bool {
	for k := range v {
		if v[k] < u[k] {
			return false
		}
	}
	return true
}
