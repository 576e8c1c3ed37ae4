package analysis

import (
	"math"
	"math/big"
	"sync"

	"entente/negotiation"
)

// halfLimit is the greatest number of partial outcomes that countRational
// lists for one half of the issues.
const halfLimit = 1 << 20

// limit says what one party's sums must reach.
type limit struct {
	sums
	least float64
}

// countRational counts the outcomes of a large additive space that reach every
// reservation value, without listing them: the issues are cut in two halves,
// each is listed, and pairs are counted by sorting. It can do so when at most
// two parties have a reservation value that binds and the halves are small
// enough; otherwise it returns nil. An outcome whose utility lies within the
// last bits of a reservation value may be counted on either side.
func countRational(space negotiation.Space, all []sums, thresholds, minimum []float64) *big.Int {
	var binding []limit
	for i, t := range thresholds {
		if t > minimum[i] {
			binding = append(binding, limit{all[i], (t - 0.5) / grid})
		}
	}
	if len(binding) == 0 {
		return space.Size()
	}
	cut, ok := halve(space)
	if !ok || len(binding) > 2 {
		return nil
	}
	if len(binding) == 1 {
		// a second party that is always content
		binding = append(binding, limit{sums{part: make([][]float64, len(space.Issues))}, math.Inf(-1)})
	}
	var left, right, ranks []pair
	var both sync.WaitGroup
	both.Go(func() { left = listHalf(space, binding[0].sums, binding[1].sums, 0, cut) })
	both.Go(func() {
		right = listHalf(space, binding[0].sums, binding[1].sums, cut, len(space.Issues))
		ranks = listHalf(space, binding[1].sums, binding[0].sums, cut, len(space.Issues))
	})
	both.Wait()
	return big.NewInt(countPairs(left, right, ranks, binding[0].least-binding[0].bias, binding[1].least-binding[1].bias))
}

type pair struct{ a, b float64 }

// halve finds the cut that makes the larger half smallest.
func halve(space negotiation.Space) (int, bool) {
	sizes := make([]float64, len(space.Issues)+1)
	sizes[0] = 1
	for k, issue := range space.Issues {
		sizes[k+1] = sizes[k] * float64(issue.Values.Size())
	}
	whole, best, cut := sizes[len(space.Issues)], math.Inf(1), 0
	for k, left := range sizes {
		if larger := max(left, whole/left); larger < best {
			best, cut = larger, k
		}
	}
	return cut, best <= halfLimit
}

// listHalf lists the sums over the issues from..to-1, ascending in the first.
// Adding one value of an issue to a sorted list leaves it sorted, so the lists
// for its values are merged instead of sorted anew.
func listHalf(space negotiation.Space, first, second sums, from, to int) []pair {
	out := []pair{{}}
	for k := from; k < to; k++ {
		run := len(out)
		next := make([]pair, 0, run*space.Issues[k].Values.Size())
		for v := range space.Issues[k].Values.Size() {
			add := pair{}
			if first.part[k] != nil {
				add.a = first.part[k][v]
			}
			if second.part[k] != nil {
				add.b = second.part[k][v]
			}
			for _, p := range out {
				next = append(next, pair{p.a + add.a, p.b + add.b})
			}
		}
		out = mergeRuns(next, run)
	}
	return out
}

// mergeRuns sorts a list that consists of sorted runs of one length.
func mergeRuns(list []pair, run int) []pair {
	other := make([]pair, len(list))
	for ; run < len(list); run *= 2 {
		for at := 0; at < len(list); at += 2 * run {
			i, mid, end := at, min(at+run, len(list)), min(at+2*run, len(list))
			j, out := mid, other[at:end]
			for k := range out {
				if j >= end || i < mid && list[i].a <= list[j].a {
					out[k] = list[i]
					i++
				} else {
					out[k] = list[j]
					j++
				}
			}
		}
		list, other = other, list
	}
	return list
}

// countPairs counts the pairs whose sums reach both limits. Going up the left
// half in a, ever more of the right half reach the first limit; a Fenwick tree
// (1994) over the ranks of b counts those among them that reach the second.
// sorted is the right half, ascending in b, which stands first in it.
func countPairs(left, right, sorted []pair, leastA, leastB float64) int64 {
	ranks := newRanker(sorted)
	tree := make([]int32, len(right)+1)
	entered, total := 0, int64(0)
	for _, l := range left {
		for ; entered < len(right) && l.a+right[len(right)-1-entered].a >= leastA; entered++ {
			for i := ranks.below(right[len(right)-1-entered].b) + 1; i < len(tree); i += i & -i {
				tree[i]++
			}
		}
		if entered == 0 {
			continue
		}
		total += int64(entered)
		for i := ranks.below(leastB - l.b); i > 0; i -= i & -i {
			total -= int64(tree[i])
		}
	}
	return total
}

// ranker counts how many of many sorted numbers lie below a given one. Cells
// of equal width say where to begin looking.
type ranker struct {
	sorted     []pair
	from       []int32
	low, scale float64
}

func newRanker(sorted []pair) ranker {
	r := ranker{sorted: sorted, from: make([]int32, len(sorted)+1), low: sorted[0].a}
	if width := sorted[len(sorted)-1].a - r.low; width > 0 {
		r.scale = float64(len(sorted)-1) / width
	}
	next := 0
	for i, p := range sorted {
		for ; next <= r.cell(p.a); next++ {
			r.from[next] = int32(i)
		}
	}
	for ; next < len(r.from); next++ {
		r.from[next] = int32(len(sorted))
	}
	return r
}

// cell never falls as x rises, so whatever lies in a lower cell is lower.
func (r ranker) cell(x float64) int {
	if at := (x - r.low) * r.scale; at > 0 { // not for NaN, from infinity times 0
		return int(min(at, float64(len(r.from)-1)))
	}
	return 0
}

func (r ranker) below(x float64) int {
	c := r.cell(x)
	lo, hi := int(r.from[c]), len(r.sorted)
	if c+1 < len(r.from) {
		hi = int(r.from[c+1])
	}
	if r.scale == 0 {
		hi = len(r.sorted)
	}
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); r.sorted[mid].a < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
