package analysis

import (
	"math"
	"slices"

	"entente/negotiation"
)

// A large additive space is not listed but built up. A partial sum q over the
// first issues is dropped when another, p, is at least as good for everybody
// and either clearly better for somebody or lower in outcome number: whatever
// the open issues bring, it is added to both, and float addition never turns
// an order around. So the frontier comes out exactly, float by float, and each
// of its points with its lowest outcome number.

// layer holds the partial sums kept after some issues, in the order of the
// outcomes they stand for.
type layer struct {
	u    []float64 // parties numbers for each sum
	from []int64   // position in the layer before times values of the issue, plus the value
}

// frontier of a large additive space: the points, and the bound that thinning
// leaves (0: exact).
func summed(space negotiation.Space, all []sums, keep int) ([]Point, float64) {
	n := len(all)
	now := layer{u: make([]float64, n), from: []int64{0}}
	for i := range all {
		now.u[i] = all[i].bias
	}
	margin, bound := clearly(all), 0.0
	layers := make([]layer, 0, len(space.Issues))
	for k, issue := range space.Issues {
		size := issue.Values.Size()
		values := usable(all, k, size, margin)
		for len(now.from)*len(values.from) > crowded { // make room first, at the price of a bound
			if len(now.from) >= len(values.from) {
				bound += thin(&now, n, len(now.from)/2, margin)
				layers[k-1] = now
			} else {
				bound += thin(&values, n, len(values.from)/2, margin)
			}
		}
		next := grow(now, all, k, size, values)
		prune(&next, n, margin)
		bound += thin(&next, n, keep, margin)
		layers = append(layers, next)
		now = next
	}
	for i, x := range now.u {
		now.u[i] = units(x)
	}
	last := layer{u: now.u, from: make([]int64, len(now.from))}
	for j := range last.from {
		last.from[j] = int64(j)
	}
	prune(&last, n, 0.5) // half a grid step: rounded vectors differ by whole ones
	out := make([]Point, len(last.from))
	for i, j := range last.from {
		o := path(layers, space, j)
		index, err := space.BigIndex(o)
		if err != nil {
			panic(err) // a path through the layers always lies in the space
		}
		out[i] = Point{OutcomeIndex: index, Outcome: o, Utils: make([]float64, n)}
		for k := range n {
			out[i].Utils[k] = utility(last.u[i*n+k])
		}
	}
	return out, bound
}

// clearly is the difference above which two sums also differ once rounded to
// the grid: two steps, or the noise of very large utilities.
func clearly(all []sums) float64 {
	largest := 0.0
	for _, s := range all {
		total := math.Abs(s.bias)
		for _, row := range s.part {
			most := 0.0
			for _, x := range row {
				most = max(most, math.Abs(x))
			}
			total += most
		}
		largest = max(largest, total)
	}
	return max(2/grid, largest*0x1p-46)
}

// usable lists the values of issue k that no other value of it makes
// pointless.
func usable(all []sums, k, size int, margin float64) layer {
	n := len(all)
	values := layer{u: make([]float64, 0, n*size), from: make([]int64, 0, size)}
	for v := range size {
		for i := range all {
			values.u = append(values.u, all[i].part[k][v])
		}
		values.from = append(values.from, int64(v))
	}
	prune(&values, n, margin)
	return values
}

// grow adds every usable value of issue k to every kept sum.
func grow(now layer, all []sums, k, size int, values layer) layer {
	n := len(all)
	next := layer{u: make([]float64, 0, len(now.u)*len(values.from)), from: make([]int64, 0, len(now.from)*len(values.from))}
	for j := range now.from {
		for _, v := range values.from {
			for i := range n {
				next.u = append(next.u, now.u[j*n+i]+all[i].part[k][v])
			}
			next.from = append(next.from, int64(j)*int64(size)+v)
		}
	}
	return next
}

// prune drops the sums that cannot lead to the frontier.
func prune(l *layer, n int, margin float64) {
	order := make([]int32, len(l.from))
	for j := range order {
		order[j] = int32(j)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := l.u[int(a)*n:int(a)*n+n], l.u[int(b)*n:int(b)*n+n]
		for i := range x {
			if x[i] != y[i] {
				if x[i] > y[i] {
					return -1
				}
				return 1
			}
		}
		return int(a) - int(b)
	})
	if n == 2 {
		order = prunePair(l, order, margin)
	} else {
		order = pruneMany(l, order, n, margin)
	}
	slices.Sort(order)
	l.pick(order, n)
}

// prunePair goes down the first utility. near is where the kept sums begin
// that are not clearly better in it.
func prunePair(l *layer, order []int32, margin float64) []int32 {
	kept := order[:0]
	near, far, best := 0, math.Inf(-1), math.Inf(-1)
next:
	for _, q := range order {
		a, b := l.u[2*q], l.u[2*q+1]
		for ; near < len(kept) && l.u[2*kept[near]] > a+margin; near++ {
			far = max(far, l.u[2*kept[near]+1])
		}
		if far >= b || best > b+margin {
			continue
		}
		for _, p := range kept[near:] {
			if l.u[2*p+1] >= b && p < q {
				continue next
			}
		}
		best = max(best, b)
		kept = append(kept, q)
	}
	return kept
}

// popular is how many of the sums that beat most often are tried first.
const popular = 24

// pruneMany goes down the utilities in lexicographic order; whatever beats a
// sum stands before it. Most sums are beaten by one of a few; the others are
// looked for in a tree.
func pruneMany(l *layer, order []int32, n int, margin float64) []int32 {
	kept := make([]int32, 0, 64)
	often := make([]int32, 0, popular)
	all := tree{n: n}
next:
	for _, q := range order {
		u := l.u[int(q)*n : int(q)*n+n]
		clears := func(p int32) bool {
			v := l.u[int(p)*n : int(p)*n+n]
			return beats(v, u) && (p < q || exceeds(v, u, margin))
		}
		for j, p := range often {
			if clears(p) {
				often[j], often[j/2] = often[j/2], often[j]
				continue next
			}
		}
		if all.any(u, func(id int32) bool {
			if p := kept[id]; clears(p) {
				if len(often) < popular {
					often = append(often, p)
				} else {
					often[popular-1] = p
				}
				return true
			}
			return false
		}) {
			continue
		}
		kept = append(kept, q)
		all.add(u)
	}
	return kept
}

// exceeds reports whether v is clearly above u in some component.
func exceeds(v, u []float64, margin float64) bool {
	for i := range v {
		if v[i] > u[i]+margin {
			return true
		}
	}
	return false
}

// pick keeps the named sums.
func (l *layer) pick(order []int32, n int) {
	u, from := make([]float64, 0, len(order)*n), make([]int64, 0, len(order))
	for _, j := range order {
		u = append(u, l.u[int(j)*n:int(j)*n+n]...)
		from = append(from, l.from[j])
	}
	l.u, l.from = u, from
}

// thin leaves one sum in each cell of a grid, wide enough that at most keep
// remain, and returns the width of the cells: the most that any dropped sum
// exceeds the one that stands for it. The best sum of each party stays, so
// that nobody's greatest utility is lost.
func thin(l *layer, n, keep int, margin float64) float64 {
	if len(l.from) <= keep {
		return 0
	}
	best, low, span := make([]int, n), slices.Clone(l.u[:n]), 0.0
	for j := range l.from {
		for i := range n {
			x := l.u[j*n+i]
			low[i] = min(low[i], x)
			if x > l.u[best[i]*n+i] {
				best[i] = j
			}
		}
	}
	for i := range n {
		span = max(span, l.u[best[i]*n+i]-low[i])
	}
	// a frontier of n parties fills about as many cells as a plane of n-1
	side := math.Pow(float64(keep), 1/math.Max(1, float64(n-1)))
	for width := max(margin, span/side/4); ; width *= 1.5 {
		seen := make(map[string]bool, keep)
		cell := make([]byte, 0, 8*n)
		var order []int32
		for j := range l.from {
			cell = cell[:0]
			for i := range n {
				c := int64(math.Floor((l.u[j*n+i] - low[i]) / width))
				for s := 0; s < 64; s += 8 {
					cell = append(cell, byte(c>>s))
				}
			}
			if seen[string(cell)] && !slices.Contains(best, j) {
				continue
			}
			seen[string(cell)] = true
			if order = append(order, int32(j)); len(order) > keep+n {
				break
			}
		}
		if len(order) <= keep+n {
			l.pick(order, n)
			return width
		}
	}
}

// path follows a sum back to the outcome it stands for.
func path(layers []layer, space negotiation.Space, j int64) negotiation.Outcome {
	o := make(negotiation.Outcome, len(layers))
	for k := len(layers) - 1; k >= 0; k-- {
		size := int64(space.Issues[k].Values.Size())
		from := layers[k].from[j]
		o[k] = int(from % size)
		j = from / size
	}
	return o
}
