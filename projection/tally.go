package projection

import (
	"math"
	"slices"
)

// tally counts how often each value of an output was drawn. Values on a grid
// are counted in a window of it, those outside by themselves; values off the
// grid, spread too wide, or few are kept one by one. Either way nothing of the
// distribution is lost, and since counts are added and values have their
// places, the order of the work leaves no trace.
type tally struct {
	origin  float64
	counts  []uint32
	outside map[float64]uint32
	raw     []float64 // shared by all workers: one place for each future
}

// widest is the largest window, in steps of the grid.
const widest = 1 << 20

// sparse is how many places of a window may stand empty for each future; to sort
// fewer futures costs less than to look through the window.
const sparse = 16

// newTally chooses how to count from the values of the first block.
func newTally(pilot []float64, paths int, keep bool) *tally {
	low, high := slices.Min(pilot), slices.Max(pilot)
	width := 5*(high-low) + 256
	whole := !slices.ContainsFunc(pilot, func(v float64) bool { return v != math.Floor(v) })
	few := float64(paths) < width/sparse
	if keep || few || !whole || !(width < widest) || math.Abs(low) > exactLimit/4 || math.Abs(high) > exactLimit/4 {
		return &tally{raw: make([]float64, paths)}
	}
	return &tally{origin: math.Floor(low - 2*(high-low) - 128), counts: make([]uint32, int(width)), outside: map[float64]uint32{}}
}

// another returns an empty tally of the same kind for another worker.
func (t *tally) another() *tally {
	if t.raw != nil {
		return t
	}
	return &tally{origin: t.origin, counts: make([]uint32, len(t.counts)), outside: map[float64]uint32{}}
}

func (t *tally) add(first int, values []float64) {
	if t.raw != nil {
		copy(t.raw[first:], values)
		return
	}
	for _, v := range values {
		i := v - t.origin
		if k := int(i); i >= 0 && k < len(t.counts) && float64(k) == i {
			t.counts[k]++
		} else {
			t.outside[v]++
		}
	}
}

// merge adds what another worker counted.
func (t *tally) merge(o *tally) {
	if t == o {
		return
	}
	for i, n := range o.counts {
		t.counts[i] += n
	}
	for v, n := range o.outside {
		t.outside[v] += n
	}
}

// spread returns the distribution, in whole currency units.
func (t *tally) spread(unit float64) Spread {
	s := Spread{}
	add := func(v float64, n uint32) {
		s.values, s.counts = append(s.values, float64(v*unit)), append(s.counts, uint64(n))
		s.Paths += int(n)
	}
	if t.raw != nil {
		sorted := slices.Clone(t.raw)
		slices.Sort(sorted)
		for i := 0; i < len(sorted); {
			j := i + 1
			for j < len(sorted) && sorted[j] == sorted[i] {
				j++
			}
			add(sorted[i], uint32(j-i))
			i = j
		}
		return s
	}
	far := slices.Sorted(keysOf(t.outside))
	next := 0
	for i, n := range t.counts {
		v := t.origin + float64(i)
		for next < len(far) && far[next] < v {
			add(far[next], t.outside[far[next]])
			next++
		}
		if n > 0 {
			add(v, n)
		}
	}
	for ; next < len(far); next++ {
		add(far[next], t.outside[far[next]])
	}
	return s
}
