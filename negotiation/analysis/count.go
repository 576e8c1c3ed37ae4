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
	var left, right half
	var both sync.WaitGroup
	both.Go(func() { left = newHalf(space, binding, 0, cut) })
	both.Go(func() { right = newHalf(space, binding, cut, len(space.Issues)) })
	both.Wait()
	return big.NewInt(countPairs(left, right, binding[0].least-binding[0].bias, binding[1].least-binding[1].bias))
}

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

// half is what two parties make of the partial outcomes of one half, each list
// ascending.
type half struct{ a, b []partial }

// partial is a partial outcome by its number, with one party's sum.
type partial struct {
	sum float64
	id  int32
}

func newHalf(space negotiation.Space, binding []limit, from, to int) half {
	return half{listHalf(space, binding[0].sums, from, to), listHalf(space, binding[1].sums, from, to)}
}

// listHalf lists the sums over the issues from..to-1, ascending. Adding one
// value of an issue to a sorted list leaves it sorted, so the lists for its
// values are merged instead of sorted anew.
func listHalf(space negotiation.Space, s sums, from, to int) []partial {
	out := []partial{{}}
	for k := from; k < to; k++ {
		size := space.Issues[k].Values.Size()
		next := make([]partial, 0, len(out)*size)
		for v := range size {
			add := 0.0
			if s.part[k] != nil {
				add = s.part[k][v]
			}
			for _, p := range out {
				next = append(next, partial{p.sum + add, p.id*int32(size) + int32(v)})
			}
		}
		out = mergeRuns(next, len(out))
	}
	return out
}

// mergeRuns sorts a list that consists of sorted runs of one length.
func mergeRuns(list []partial, run int) []partial {
	other := make([]partial, len(list))
	for ; run < len(list); run *= 2 {
		for at := 0; at < len(list); at += 2 * run {
			i, mid, end := at, min(at+run, len(list)), min(at+2*run, len(list))
			j, out := mid, other[at:end]
			for k := range out {
				if j >= end || i < mid && list[i].sum <= list[j].sum {
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
// (1994) over their ranks in b counts those among them that reach the second.
func countPairs(left, right half, leastA, leastB float64) int64 {
	rank := make([]int32, len(right.b))
	for i, r := range right.b {
		rank[r.id] = int32(i)
	}
	short := make([]int32, len(left.b)) // how many of the right half fall short in b
	for j, i := len(right.b), 0; i < len(left.b); i++ {
		for j > 0 && left.b[i].sum+right.b[j-1].sum >= leastB {
			j--
		}
		short[left.b[i].id] = int32(j)
	}
	tree := make([]int32, len(right.a)+1)
	entered, total := 0, int64(0)
	for _, l := range left.a {
		for ; entered < len(right.a) && l.sum+right.a[len(right.a)-1-entered].sum >= leastA; entered++ {
			for i := int(rank[right.a[len(right.a)-1-entered].id]) + 1; i < len(tree); i += i & -i {
				tree[i]++
			}
		}
		if entered == 0 {
			continue
		}
		total += int64(entered)
		for i := int(short[l.id]); i > 0; i -= i & -i {
			total -= int64(tree[i])
		}
	}
	return total
}
