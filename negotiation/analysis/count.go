package analysis

import (
	"math"
	"math/big"
	"slices"
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
	var left, right []pair
	var both sync.WaitGroup
	both.Go(func() { left = listHalf(space, binding, 0, cut) })
	both.Go(func() { right = listHalf(space, binding, cut, len(space.Issues)) })
	both.Wait()
	return big.NewInt(countPairs(left, right, binding[0].least-binding[0].bias, binding[1].least-binding[1].bias))
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
func listHalf(space negotiation.Space, binding []limit, from, to int) []pair {
	out := []pair{{}}
	for k := from; k < to; k++ {
		next := make([]pair, 0, len(out)*space.Issues[k].Values.Size())
		for _, p := range out {
			for v := range space.Issues[k].Values.Size() {
				q := pair{p.a + binding[0].part[k][v], p.b}
				if binding[1].part[k] != nil {
					q.b += binding[1].part[k][v]
				}
				next = append(next, q)
			}
		}
		out = next
	}
	slices.SortFunc(out, func(x, y pair) int {
		if x.a < y.a {
			return -1
		}
		if x.a > y.a {
			return 1
		}
		return 0
	})
	return out
}

// countPairs counts the pairs whose sums reach both limits. Going up the left
// half in a, ever more of the right half reach the first limit; a Fenwick tree
// (1994) over the ranks of b counts those among them that reach the second.
func countPairs(left, right []pair, leastA, leastB float64) int64 {
	ranks := make([]float64, len(right))
	for i, r := range right {
		ranks[i] = r.b
	}
	slices.Sort(ranks)
	tree := make([]int32, len(right)+1)
	entered, total := 0, int64(0)
	for _, l := range left {
		for ; entered < len(right) && l.a+right[len(right)-1-entered].a >= leastA; entered++ {
			at, _ := slices.BinarySearch(ranks, right[len(right)-1-entered].b)
			for i := at + 1; i < len(tree); i += i & -i {
				tree[i]++
			}
		}
		if entered == 0 {
			continue
		}
		below, _ := slices.BinarySearch(ranks, leastB-l.b)
		total += int64(entered)
		for i := below; i > 0; i -= i & -i {
			total -= int64(tree[i])
		}
	}
	return total
}
