package analysis

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"

	"entente/negotiation"
)

// Robustness says which answers survive when weights are known only as
// ranges.
type Robustness struct {
	Draws  int
	Seed   uint64
	Points []RobustPoint // by how often they are the Nash solution, then how often efficient
}

// RobustPoint is an outcome that is efficient for some of the drawn weights.
type RobustPoint struct {
	OutcomeIndex      *big.Int            `json:"outcome_index"` // number of the outcome
	Outcome           negotiation.Outcome `json:"-"`
	Utils             []negotiation.Range `json:"utils"`              // least and most over all admissible weights, exactly, for each party
	RationalAlways    int                 `json:"rational_always"`    // parties for whom it reaches the reservation value at all weights
	RationalSometimes int                 `json:"rational_sometimes"` // parties for whom it does at some weights only
	Efficient         float64             `json:"efficient"`          // share of the draws in which it is efficient
	Nash              float64             `json:"nash"`               // share of the draws in which it is the Nash solution; ties are split
	Egalitarian       float64             `json:"kalai_egalitarian"`  // likewise, the egalitarian solution
	KalaiSmorodinsky  float64             `json:"ks"`                 // likewise, the Kalai-Smorodinsky solution
	Utilitarian       float64             `json:"max_welfare"`        // likewise, the utilitarian solution
}

// Around gives every weight of an additive scenario a range from (1-spread)
// to (1+spread) times itself. Weights are first scaled to sum to 1 and must
// not be negative.
func Around(s negotiation.Scenario, spread float64) (negotiation.Scenario, error) {
	out := s
	out.Profiles = slices.Clone(s.Profiles)
	for i, p := range s.Profiles {
		a, ok := negotiation.Still(p.Utility).(negotiation.Additive)
		if !ok || a.Bias != 0 {
			return s, fmt.Errorf("%w: party %q has no plain weights to vary", ErrUnusable, p.Party)
		}
		sum := 0.0
		for _, t := range a.Terms {
			sum += t.Weight
		}
		r := negotiation.Ranged{}
		for _, t := range a.Terms {
			w := t.Weight / sum
			r.Weights = append(r.Weights, negotiation.Range{Low: w * (1 - spread), High: min(1, w*(1+spread))})
			values := make([]float64, len(t.Values))
			for v, x := range t.Values {
				values[v] = x * sum
			}
			r.Values = append(r.Values, values)
		}
		out.Profiles[i].Utility = r
	}
	return out, out.Check()
}

// Robust draws weights from the ranges of a scenario whose utilities are all
// [negotiation.Ranged] and solves it anew for each draw. The draws follow from
// the seed alone.
func Robust(s negotiation.Scenario, draws int, seed uint64) (Robustness, error) {
	ranged := make([]negotiation.Ranged, len(s.Profiles))
	for i, p := range s.Profiles {
		r, ok := negotiation.Still(p.Utility).(negotiation.Ranged)
		if !ok {
			return Robustness{}, fmt.Errorf("%w: party %q has no ranges of weights", ErrUnusable, p.Party)
		}
		ranged[i] = r
	}
	if draws < 1 {
		return Robustness{}, fmt.Errorf("%w: %d draws", ErrUnusable, draws)
	}
	found := map[string]*RobustPoint{}
	point := func(p Point) *RobustPoint {
		key := p.OutcomeIndex.String()
		if found[key] == nil {
			found[key] = &RobustPoint{OutcomeIndex: p.OutcomeIndex, Outcome: p.Outcome}
		}
		return found[key]
	}
	share := 1 / float64(draws)
	random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // repeatable on purpose
	for range draws {
		drawn := s
		drawn.Profiles = slices.Clone(s.Profiles)
		for i, r := range ranged {
			drawn.Profiles[i].Utility = draw(r, random)
		}
		a, err := Analyze(drawn)
		if err != nil {
			return Robustness{}, err
		}
		for _, p := range a.Frontier {
			point(p).Efficient += share
		}
		for _, p := range a.Nash {
			point(p).Nash += share / float64(len(a.Nash))
		}
		for _, p := range a.Egalitarian {
			point(p).Egalitarian += share / float64(len(a.Egalitarian))
		}
		for _, p := range a.KalaiSmorodinsky {
			point(p).KalaiSmorodinsky += share / float64(len(a.KalaiSmorodinsky))
		}
		for _, p := range a.Utilitarian {
			point(p).Utilitarian += share / float64(len(a.Utilitarian))
		}
	}
	out := Robustness{Draws: draws, Seed: seed}
	for _, p := range found {
		p.ranges(s, ranged)
		out.Points = append(out.Points, *p)
	}
	slices.SortFunc(out.Points, func(a, b RobustPoint) int {
		return cmp.Or(cmp.Compare(b.Nash, a.Nash), cmp.Compare(b.Efficient, a.Efficient), a.OutcomeIndex.Cmp(b.OutcomeIndex))
	})
	return out, nil
}

// ranges computes what an outcome is worth at the least and at the most.
func (p *RobustPoint) ranges(s negotiation.Scenario, ranged []negotiation.Ranged) {
	for i, r := range ranged {
		u := r.Between(p.Outcome)
		p.Utils = append(p.Utils, u)
		least := s.Profiles[i].Reserved()
		switch {
		case math.IsInf(least, -1), u.Low >= least-slack:
			p.RationalAlways++
		case u.High >= least-slack:
			p.RationalSometimes++
		}
	}
}

// draw takes weights from the ranges, then moves all of them up or down, each
// by the same share of what its range still allows, until they sum to 1.
func draw(r negotiation.Ranged, random *rand.Rand) negotiation.Additive {
	w, sum, room := make([]float64, len(r.Weights)), 0.0, 0.0
	for k, x := range r.Weights {
		w[k] = x.Low + random.Float64()*(x.High-x.Low)
		sum += w[k]
	}
	up := sum < 1
	for k, x := range r.Weights {
		if up {
			room += x.High - w[k]
		} else {
			room += w[k] - x.Low
		}
	}
	a := negotiation.Additive{Terms: make([]negotiation.Term, len(w))}
	for k, x := range r.Weights {
		if room > 0 {
			if up {
				w[k] += (x.High - w[k]) * (1 - sum) / room
			} else {
				w[k] -= (w[k] - x.Low) * (sum - 1) / room
			}
		}
		a.Terms[k] = negotiation.Term{Weight: w[k], Values: r.Values[k]}
	}
	return a
}
