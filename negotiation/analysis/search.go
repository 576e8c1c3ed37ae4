package analysis

import (
	"container/heap"
	"math"
	"math/rand/v2"

	"entente/negotiation"
)

// A space too large to list, with utilities that do not add up, is searched.
// Hill climbing from spread-out starts finds good outcomes; then half-settled
// outcomes are taken up in the order of how much they might still add to the
// frontier, and dropped when they can add nothing. When the budget is spent,
// what the best open one might add is the bound.

// starts is the number of hill climbs.
const starts = 96

// searched fills the analysis by search. Least and greatest utilities are
// those met.
func (a *Analysis) searched(s negotiation.Scenario, l Limits) {
	f := &finder{s: s, n: len(s.Profiles), low: make([]float64, len(s.Profiles)), high: make([]float64, len(s.Profiles)), cost: cost(s), effort: climbEffort}
	for i := range f.n {
		f.low[i], f.high[i] = math.Inf(1), math.Inf(-1)
	}
	f.climbAll()
	a.Bound = f.refine(l.Nodes)
	a.Method = Searched
	a.Frontier = f.frontier
	for i := range f.n {
		a.MinUtils = append(a.MinUtils, utility(f.low[i]))
		a.MaxUtils = append(a.MaxUtils, utility(f.high[i]))
	}
	if len(s.Space.Constraints) == 0 {
		a.AllowedOutcomes = s.Space.Size()
	}
}

// finder keeps the frontier found so far.
type finder struct {
	s         negotiation.Scenario
	n         int
	frontier  []Point   // Utils in utility
	low, high []float64 // grid steps
	cost      float64   // of valuing an outcome
	effort    float64   // that is left for climbing
}

// offer values an outcome and takes it into the frontier where it belongs.
func (f *finder) offer(o negotiation.Outcome) []float64 {
	u := f.s.Utils(o)
	for i := range u {
		steps := units(u[i])
		u[i] = utility(steps)
		f.low[i], f.high[i] = min(f.low[i], steps), max(f.high[i], steps)
	}
	index, err := f.s.Space.BigIndex(o)
	if err != nil {
		panic(err) // the finder only makes outcomes of the space
	}
	var kept []Point
	for _, p := range f.frontier {
		if beats(p.Utils, u) {
			if p.OutcomeIndex.Cmp(index) > 0 && beats(u, p.Utils) {
				p.OutcomeIndex.Set(index)
				copy(p.Outcome, o)
			}
			return u
		}
		if !beats(u, p.Utils) {
			kept = append(kept, p)
		}
	}
	kept = append(kept, Point{OutcomeIndex: index, Outcome: append(negotiation.Outcome(nil), o...), Utils: u})
	f.frontier = kept
	return u
}

// climbAll climbs from starts spread over the space, each in its own direction
// of utilities. The draws are fixed, so that the answer is.
func (f *finder) climbAll() {
	draw := rand.New(rand.NewPCG(1950, 1975)) //nolint:gosec // repeatable on purpose
	for j := range starts {
		o := make(negotiation.Outcome, len(f.s.Space.Issues))
		for k, issue := range f.s.Space.Issues {
			o[k] = draw.IntN(issue.Values.Size())
		}
		weights := make([]float64, f.n)
		for i := range weights {
			weights[i] = draw.ExpFloat64()
		}
		if j < f.n { // each party's own best
			for i := range weights {
				weights[i] = 1e-3
			}
			weights[j] = 1
		}
		if f.effort > 0 && (f.s.Space.Allows(o) || f.repair(o, draw)) {
			f.climb(o, weights)
		}
	}
}

// repair looks for an allowed outcome near one that is not.
func (f *finder) repair(o negotiation.Outcome, draw *rand.Rand) bool {
	for range 2000 {
		k := draw.IntN(len(o))
		o[k] = draw.IntN(f.s.Space.Issues[k].Values.Size())
		if f.s.Space.Allows(o) {
			return true
		}
	}
	return false
}

// climb changes one issue at a time to whatever is best, until nothing helps.
func (f *finder) climb(o negotiation.Outcome, weights []float64) {
	score := func() float64 {
		sum := 0.0
		for i, u := range f.offer(o) {
			sum += float64(weights[i] * u)
		}
		return sum
	}
	top := score()
	for improved := true; improved; {
		improved = false
		for k, issue := range f.s.Space.Issues {
			best := o[k]
			for _, v := range looked(issue.Values.Size(), tradeValues) {
				if f.effort < 0 {
					break
				}
				f.effort -= f.cost + float64(f.n*len(f.frontier))
				if o[k] = v; f.s.Space.Allows(o) {
					if x := score(); x > top+tie {
						best, top, improved = v, x, true
					}
				}
			}
			o[k] = best
		}
	}
}

// node is a half-settled outcome with what it can still reach.
type node struct {
	o       negotiation.Outcome
	settled int
	reach   []float64
	excess  float64
	serial  int
}

type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].excess != q[j].excess {
		return q[i].excess > q[j].excess
	}
	return q[i].serial < q[j].serial
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push and Pop serve container/heap.
func (q *queue) Push(x any) { *q = append(*q, x.(*node)) }

// Pop serves container/heap.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// refine works through half-settled outcomes, the most promising first, and
// returns the bound. nil when some utility cannot say what it may still reach.
func (f *finder) refine(budget int) *float64 {
	p, ok := newPlan(f.s)
	if !ok {
		return nil
	}
	effort := float64(nodeEffort)
	open := &queue{}
	serial := 0
	push := func(o negotiation.Outcome, settled int) {
		n := &node{o: o, settled: settled, reach: make([]float64, f.n), serial: serial}
		serial++
		effort -= p.cost + float64(f.n*len(f.frontier))
		for i, b := range p.reach {
			n.reach[i] = utility(units(b.AtMost(o, settled)))
		}
		if n.excess = f.excess(n.reach); n.excess > 0 {
			heap.Push(open, n)
		}
	}
	push(make(negotiation.Outcome, len(p.order)), 0)
	for open.Len() > 0 && serial < budget && effort > 0 {
		n := heap.Pop(open).(*node)
		effort -= float64(f.n * len(f.frontier))
		if now := f.excess(n.reach); now < n.excess { // the frontier has moved on
			if n.excess = now; now > 0 {
				heap.Push(open, n)
			}
			continue
		}
		for _, v := range p.values[n.settled] {
			o := append(negotiation.Outcome(nil), n.o...)
			o[n.settled] = v
			if n.settled+1 < len(o) {
				push(o, n.settled+1)
			} else if o = p.original(o); f.s.Space.Allows(o) {
				f.offer(o)
			}
		}
	}
	bound := f.least(open)
	return &bound
}

// least is the bound that the open outcomes leave. What they were last worth
// is never too low; the first few are looked at again, as the frontier may
// have risen since.
func (f *finder) least(open *queue) float64 {
	for range 1000 {
		if open.Len() == 0 {
			return 0
		}
		n := (*open)[0]
		now := f.excess(n.reach)
		if now >= n.excess {
			return now
		}
		if n.excess = now; now > 0 {
			heap.Fix(open, 0)
		} else {
			heap.Pop(open)
		}
	}
	if open.Len() == 0 {
		return 0
	}
	return (*open)[0].excess
}

// excess is by how much the frontier would have to be raised everywhere to
// reach a vector: 0 or less when a point of it already does.
func (f *finder) excess(u []float64) float64 {
	least := math.Inf(1)
	for _, p := range f.frontier {
		most := math.Inf(-1)
		for i, x := range p.Utils {
			most = max(most, u[i]-x)
		}
		least = min(least, most)
	}
	return least
}
