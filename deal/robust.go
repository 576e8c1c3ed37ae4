package deal

import (
	"cmp"
	"math/rand/v2"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// Robust says in how many of the drawn preferences a package is efficient, a
// solution, or acceptable to both.
type Robust struct {
	Index                        int64
	Outcome                      negotiation.Outcome
	Efficient, Nash, Egalitarian float64 // shares of the draws
}

// Robustness is what survives when weights and losses vary in their ranges.
type Robustness struct {
	Draws  int
	Seed   uint64
	Empty  float64  // share of the draws in which no package suits everybody
	Points []Robust // those that are a Nash or egalitarian solution in some draw, the most frequent first
	Zone   map[int64]float64
}

// Robust draws weights and losses from their ranges, and solves each draw. For
// the packages in watch it counts how often they suit everybody.
func (v *Valued) Robust(s negotiation.Scenario, profiles []Profile, watch []negotiation.Outcome, draws int, seed uint64) (Robustness, error) {
	random := rand.New(rand.NewPCG(seed, 0))
	all := make([][]wish, draws)
	for i := range all {
		for _, p := range profiles {
			w := drawWeights(p, random)
			all[i] = append(all[i], wish{w, p.Loss.Low + random.Float64()*(p.Loss.High-p.Loss.Low)})
		}
	}
	solver := v.solver(s, profiles)
	solved := make([]analysis.Analysis, draws)
	reserved := make([][]float64, draws)
	work := errgroup.Group{}
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i := range all {
		work.Go(func() (err error) {
			solved[i], reserved[i], err = solver.solve(all[i])
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return Robustness{}, err
	}
	out := tallied(s.Space, solved, draws, seed)
	share := 1 / float64(draws)
	for i := range all {
		for _, o := range watch {
			if at, ok := s.Space.Index(o); ok && s.Space.Allows(o) && solver.suits(all[i], reserved[i], o) {
				out.Zone[at] += share
			}
		}
	}
	return out, nil
}

// tallied counts how often packages are what, draw by draw in their order.
func tallied(space negotiation.Space, solved []analysis.Analysis, draws int, seed uint64) Robustness {
	out := Robustness{Draws: draws, Seed: seed, Zone: map[int64]float64{}}
	found := map[int64]*Robust{}
	point := func(p analysis.Point) *Robust {
		i := p.OutcomeIndex.Int64()
		if found[i] == nil {
			found[i] = &Robust{Index: i, Outcome: space.At(i)}
		}
		return found[i]
	}
	share := 1 / float64(draws)
	for _, a := range solved {
		if a.ZOPA.Empty {
			out.Empty += share
		}
		for _, p := range a.Nash {
			point(p).Nash += share / float64(len(a.Nash))
		}
		for _, p := range a.Egalitarian {
			point(p).Egalitarian += share / float64(len(a.Egalitarian))
		}
		for _, p := range a.Frontier {
			point(p).Efficient += share
		}
	}
	for _, p := range found {
		if p.Nash > 0 || p.Egalitarian > 0 {
			out.Points = append(out.Points, *p)
		}
	}
	slices.SortFunc(out.Points, func(a, b Robust) int {
		return cmp.Or(cmp.Compare(b.Nash, a.Nash), cmp.Compare(b.Egalitarian, a.Egalitarian), cmp.Compare(a.Index, b.Index))
	})
	return out
}

// suits reports whether nobody values a package below its reservation.
func suits(s negotiation.Scenario, o negotiation.Outcome) bool {
	for _, p := range s.Profiles {
		if p.Utility.Of(o) < p.Reserved()-negotiation.Noise {
			return false
		}
	}
	return true
}

// drawWeights takes weights from their ranges, then moves all of them up or
// down, each by the same share of the room its range leaves, until they sum to
// 1.
func drawWeights(p Profile, random *rand.Rand) []float64 {
	w, sum, room := make([]float64, len(p.Weights)), 0.0, 0.0
	for k, x := range p.Weights {
		w[k] = x.Weight.Low + random.Float64()*(x.Weight.High-x.Weight.Low)
		sum += w[k]
	}
	for k, x := range p.Weights {
		if sum < 1 {
			room += x.Weight.High - w[k]
		} else {
			room += w[k] - x.Weight.Low
		}
	}
	if room <= 0 {
		return w
	}
	for k, x := range p.Weights {
		if sum < 1 {
			w[k] += (x.Weight.High - w[k]) * (1 - sum) / room
		} else {
			w[k] -= (w[k] - x.Weight.Low) * (sum - 1) / room
		}
	}
	return w
}
