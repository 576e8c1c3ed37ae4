package analysis

import (
	"math"
	"math/big"
	"runtime"
	"sync"

	"entente/negotiation"
)

// blockSize is how many outcomes one block holds. Blocks are cut by outcome
// number alone and put together in order, so that the number of cores changes
// nothing, not even the last bit of a mean.
const blockSize = 1 << 16

// tally is what a block of outcomes, or all of them, adds up to. Utilities are
// in grid steps.
type tally struct {
	min, max, sum []float64
	allowed       int64
	rational      int64
	frontier      archive
}

func newTally(parties int) tally {
	t := tally{min: make([]float64, parties), max: make([]float64, parties), sum: make([]float64, parties), frontier: newArchive(parties)}
	for i := range parties {
		t.min[i], t.max[i] = math.Inf(1), math.Inf(-1)
	}
	return t
}

// take counts one outcome.
func (t *tally) take(u, threshold []float64, index int64) {
	rational := true
	for i, x := range u {
		t.min[i] = min(t.min[i], x)
		t.max[i] = max(t.max[i], x)
		t.sum[i] += x
		rational = rational && x >= threshold[i]
	}
	if rational {
		t.rational++
	}
	t.allowed++
	t.frontier.offer(u, index)
}

// join adds a later block.
func (t *tally) join(b tally) {
	for i := range t.min {
		t.min[i] = min(t.min[i], b.min[i])
		t.max[i] = max(t.max[i], b.max[i])
		t.sum[i] += b.sum[i]
	}
	t.allowed += b.allowed
	t.rational += b.rational
	b.frontier.each(t.frontier.offer)
}

// enumerate values every outcome.
func enumerate(s negotiation.Scenario, count int64, thresholds []float64) tally {
	blocks := int((count + blockSize - 1) / blockSize)
	parts := make([]tally, blocks)
	visit := visitor(s, thresholds)
	var next sync.Mutex
	at := 0
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), blocks) {
		workers.Go(func() {
			for {
				next.Lock()
				b := at
				at++
				next.Unlock()
				if b >= blocks {
					return
				}
				t := newTally(len(s.Profiles))
				visit(&t, int64(b)*blockSize, min(count, int64(b+1)*blockSize))
				parts[b] = t
			}
		})
	}
	workers.Wait()
	whole := newTally(len(s.Profiles))
	for _, p := range parts {
		whole.join(p)
	}
	return whole
}

// visitor returns the function that values the outcomes lo..hi-1 in order.
func visitor(s negotiation.Scenario, thresholds []float64) func(t *tally, lo, hi int64) {
	sums, ok := additive(s)
	switch {
	case ok && len(s.Space.Constraints) == 0 && len(sums) == 2:
		return func(t *tally, lo, hi int64) { visitPair(t, s.Space, sums, thresholds, lo, hi) }
	case ok && len(s.Space.Constraints) == 0:
		return func(t *tally, lo, hi int64) { visitSums(t, s.Space, sums, thresholds, lo, hi) }
	default:
		return func(t *tally, lo, hi int64) { visitAny(t, s, thresholds, lo, hi) }
	}
}

// visitAny values outcomes one by one through the Utility interface.
func visitAny(t *tally, s negotiation.Scenario, thresholds []float64, lo, hi int64) {
	o, u := make(negotiation.Outcome, len(s.Space.Issues)), make([]float64, len(s.Profiles))
	for i := lo; i < hi; i++ {
		s.Space.Fill(o, i)
		if !s.Space.Allows(o) {
			continue
		}
		for p := range s.Profiles {
			u[p] = units(s.Profiles[p].Utility.Of(o))
		}
		t.take(u, thresholds, i)
	}
}

// points turns a frontier of numbered vectors into points.
func points(f archive, s negotiation.Space) []Point {
	out := make([]Point, 0, f.size())
	f.each(func(u []float64, index int64) {
		p := Point{OutcomeIndex: big.NewInt(index), Outcome: s.At(index), Utils: make([]float64, len(u))}
		for k, x := range u {
			p.Utils[k] = utility(x)
		}
		out = append(out, p)
	})
	return out
}
