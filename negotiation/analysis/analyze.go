package analysis

import (
	"fmt"
	"math"
	"math/big"

	"entente/negotiation"
)

// Analyze works a scenario through with the default limits.
func Analyze(s negotiation.Scenario) (Analysis, error) { return Limits{}.Analyze(s) }

// Analyze works a scenario through. It returns ErrUnusable, wrapped, when the
// scenario fails its own check or its constraints admit no outcome.
func (l Limits) Analyze(s negotiation.Scenario) (Analysis, error) {
	if err := s.Check(); err != nil {
		return Analysis{}, fmt.Errorf("%w: %w", ErrUnusable, err)
	}
	l = l.orDefault(len(s.Profiles))
	reserved, thresholds := make([]float64, len(s.Profiles)), make([]float64, len(s.Profiles))
	for i, p := range s.Profiles {
		reserved[i] = p.Reserved()
		thresholds[i] = threshold(reserved[i])
	}
	a := Analysis{}
	count, fits := s.Space.Count()
	tables, additive := additive(s)
	switch {
	case fits && l.listable(s, count, additive):
		a.enumerated(s, count, thresholds)
	case additive && len(s.Space.Constraints) == 0:
		a.summed(s, tables, thresholds, l)
	default:
		a.searched(s, l)
	}
	if len(a.Frontier) == 0 {
		return Analysis{}, fmt.Errorf("%w: the constraints admit no outcome", ErrUnusable)
	}
	a.Sample = sample(s, count, fits)
	a.solve(reserved, thresholds)
	a.Logrolling = Logrolling(s)
	return a, nil
}

func (a *Analysis) enumerated(s negotiation.Scenario, count int64, thresholds []float64) {
	t := enumerate(s, count, thresholds)
	if t.allowed == 0 {
		return
	}
	a.Method, a.Bound = Enumerated, new(float64)
	for i := range t.min {
		a.MinUtils = append(a.MinUtils, utility(t.min[i]))
		a.MaxUtils = append(a.MaxUtils, utility(t.max[i]))
		a.MeanUtils = append(a.MeanUtils, utility(math.RoundToEven(t.sum[i]/float64(t.allowed))))
	}
	a.AllowedOutcomes, a.RationalOutcomes = big.NewInt(t.allowed), big.NewInt(t.rational)
	a.Frontier = points(t.frontier, s.Space)
}

func (a *Analysis) summed(s negotiation.Scenario, tables []sums, thresholds []float64, l Limits) {
	lowest := make([]float64, len(tables))
	for i, t := range tables {
		low, high, mean := t.bias, t.bias, t.bias
		for _, row := range t.part {
			least, most, sum := math.Inf(1), math.Inf(-1), 0.0
			for _, x := range row {
				least, most, sum = min(least, x), max(most, x), sum+x
			}
			low, high, mean = low+least, high+most, mean+sum/float64(len(row))
		}
		lowest[i] = units(low)
		a.MinUtils = append(a.MinUtils, utility(lowest[i]))
		a.MaxUtils = append(a.MaxUtils, utility(units(high)))
		a.MeanUtils = append(a.MeanUtils, utility(units(mean)))
	}
	counted := make(chan *big.Int, 1)
	go func() { counted <- countRational(s.Space, tables, thresholds, lowest) }()
	frontier, bound := summed(s.Space, tables, min(l.Keep, keepLimit(s.Space, len(tables))))
	a.Frontier, a.Bound = frontier, &bound
	a.Method = Summed
	if bound > 0 {
		a.Method = Searched
	}
	a.AllowedOutcomes, a.RationalOutcomes = s.Space.Size(), <-counted
}

// solve derives everything that follows from the frontier.
func (a *Analysis) solve(reserved, thresholds []float64) {
	sortPoints(a.Frontier)
	n := len(reserved)
	a.Reserved, a.Disagreement = make([]*float64, n), make([]float64, n)
	for i, r := range reserved {
		a.Disagreement[i] = a.MinUtils[i]
		if !math.IsInf(r, 0) {
			a.Reserved[i] = &r
			if r >= a.MinUtils[i] {
				a.Disagreement[i] = r
			}
		}
	}
	whole, rational := Game{Disagreement: make([]float64, n), Best: a.MaxUtils}, Game{Disagreement: a.Disagreement, Best: a.MaxUtils}
	var inside []Point
	for _, p := range a.Frontier {
		ok := true
		for i, u := range p.Utils {
			ok = ok && units(u) >= thresholds[i]
		}
		a.ParetoUtils = append(a.ParetoUtils, p.Utils)
		a.ParetoOutcomes = append(a.ParetoOutcomes, p.OutcomeIndex)
		a.ParetoIsRational = append(a.ParetoIsRational, ok)
		whole.Points = append(whole.Points, p.Utils)
		if ok {
			inside = append(inside, p)
			rational.Points = append(rational.Points, p.Utils)
		}
	}
	a.ParetoSize, a.ParetoRationalSize = len(a.Frontier), len(inside)
	a.DegenerateRange = rational.Degenerate()
	a.Nash = choose(inside, rational.Nash(nil))
	a.NashAll = choose(a.Frontier, whole.Nash(nil))
	a.Egalitarian = choose(inside, rational.Egalitarian())
	a.KalaiSmorodinsky = choose(inside, rational.KalaiSmorodinsky())
	a.EqualUtilities = choose(a.Frontier, whole.Equal())
	a.Utilitarian = choose(inside, rational.Utilitarian())
	a.UtilitarianAll = choose(a.Frontier, whole.Utilitarian())
	a.RelativeUtilitarian = choose(inside, rational.RelativeUtilitarian())
	a.Opposition = opposition(rational.Points, a.MaxUtils)
	ideal := make([]float64, n)
	for i := range ideal {
		ideal[i] = 1
	}
	fromTop := distance(a.EqualUtilities[0].Utils, ideal)
	a.OppositionGenius = &fromTop
	a.ZOPA = zone(rational.Points, a.RationalOutcomes, a.AllowedOutcomes)
	a.Lotteries = rational.Mixtures()
}

// NashWeighted returns the rational efficient outcomes with the greatest
// product of gains, each gain raised to the power of its party's weight: the
// solution of parties of unequal standing. Weights must be above 0.
func (a Analysis) NashWeighted(weights []float64) ([]Point, error) {
	if len(weights) != len(a.Disagreement) {
		return nil, fmt.Errorf("%w: %d weights for %d parties", ErrUnusable, len(weights), len(a.Disagreement))
	}
	for _, w := range weights {
		if !(w > 0) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("%w: weight %v is not above 0", ErrUnusable, w)
		}
	}
	game := Game{Disagreement: a.Disagreement, Best: a.MaxUtils}
	var inside []Point
	for j, p := range a.Frontier {
		if a.ParetoIsRational[j] {
			inside, game.Points = append(inside, p), append(game.Points, p.Utils)
		}
	}
	return choose(inside, game.Nash(weights)), nil
}

func choose(from []Point, positions []int) []Point {
	out := make([]Point, len(positions))
	for i, j := range positions {
		out[i] = from[j]
	}
	return out
}

// opposition searches the rational frontier alone: every rational outcome is
// matched or beaten by a rational efficient one, which is at least as near to
// the top.
func opposition(rational [][]float64, best []float64) *float64 {
	if len(rational) == 0 {
		return nil
	}
	least := math.Inf(1)
	for _, u := range rational {
		sum := 0.0
		for i, x := range u {
			if best[i] != 0 {
				gap := 1 - x/best[i]
				sum += gap * gap
			}
		}
		least = min(least, math.Sqrt(sum))
	}
	return &least
}

func zone(rational [][]float64, inside, allowed *big.Int) ZOPA {
	z := ZOPA{Empty: len(rational) == 0}
	if inside != nil && allowed != nil {
		share, _ := new(big.Rat).SetFrac(inside, allowed).Float64()
		z.Share = &share
	}
	for j, u := range rational {
		if j == 0 {
			z.Best, z.Least = append([]float64(nil), u...), append([]float64(nil), u...)
		}
		for i, x := range u {
			z.Best[i], z.Least[i] = max(z.Best[i], x), min(z.Least[i], x)
		}
	}
	return z
}
