package analysis

import "slices"

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

// crowd is the archive of any number of parties. Vectors that beat often move
// towards the front, so that most offers end after a few comparisons.
type crowd struct {
	parties int
	flat    []float64
	index   []int64
}

func (c *crowd) offer(u []float64, index int64) {
	n := c.parties
	for i := 0; i < len(c.index); i++ {
		v := c.flat[i*n : i*n+n]
		if beats(v, u) {
			c.swap(i, i/2)
			return
		}
	}
	for i := len(c.index) - 1; i >= 0; i-- {
		if beats(u, c.flat[i*n:i*n+n]) {
			c.swap(i, len(c.index)-1)
			c.index = c.index[:len(c.index)-1]
			c.flat = c.flat[:len(c.flat)-n]
		}
	}
	c.flat = append(c.flat, u...)
	c.index = append(c.index, index)
}

func (c *crowd) swap(i, j int) {
	if i == j {
		return
	}
	c.index[i], c.index[j] = c.index[j], c.index[i]
	for k := range c.parties {
		a, b := i*c.parties+k, j*c.parties+k
		c.flat[a], c.flat[b] = c.flat[b], c.flat[a]
	}
}

func (c *crowd) each(f func(u []float64, index int64)) {
	for i, index := range c.index {
		f(c.flat[i*c.parties:(i+1)*c.parties], index)
	}
}

func (c *crowd) size() int { return len(c.index) }

// beats reports whether v is at least u in every component.
func beats(v, u []float64) bool {
	for k := range v {
		if v[k] < u[k] {
			return false
		}
	}
	return true
}
