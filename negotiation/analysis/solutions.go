package analysis

import (
	"cmp"
	"math"
	"slices"
)

// Game is what the solutions need to know: the efficient points, the
// disagreement point, and the greatest utility of each party. Points and
// numbers are in utility, not in grid steps.
type Game struct {
	Points       [][]float64
	Disagreement []float64
	Best         []float64
}

// Nash returns the positions of the points with the greatest product of gains
// over the disagreement point, each gain raised to the power of its party's
// weight (Nash 1950; Harsanyi and Selten 1972 for weights). nil weights are
// equal ones.
func (g Game) Nash(weights []float64) []int {
	return g.best(func(u []float64) float64 {
		product := 1.0
		for i, x := range u {
			gain := x - g.Disagreement[i]
			if weights != nil {
				gain = math.Pow(max(gain, 0), weights[i])
			}
			product *= gain
		}
		return product
	})
}

// Egalitarian returns the points with the greatest least gain (Kalai 1977).
func (g Game) Egalitarian() []int {
	return g.best(func(u []float64) float64 {
		least := math.Inf(1)
		for i, x := range u {
			least = min(least, x-g.Disagreement[i])
		}
		return least
	})
}

// KalaiSmorodinsky returns the points whose gains, as shares of each party's
// greatest gain, lie closest together (Kalai and Smorodinsky 1975, on a finite
// set of outcomes). Where somebody has no range to gain in, all points are
// returned.
func (g Game) KalaiSmorodinsky() []int {
	if g.Degenerate() {
		return g.all()
	}
	return g.best(func(u []float64) float64 {
		low, high := math.Inf(1), math.Inf(-1)
		for i, x := range u {
			share := (x - g.Disagreement[i]) / (g.Best[i] - g.Disagreement[i])
			low, high = min(low, share), max(high, share)
		}
		return low - high
	})
}

// Utilitarian returns the points with the greatest sum of utilities.
func (g Game) Utilitarian() []int {
	return g.best(func(u []float64) float64 {
		sum := 0.0
		for _, x := range u {
			sum += x
		}
		return sum
	})
}

// RelativeUtilitarian returns the points with the greatest sum of gains, each
// as a share of its party's greatest gain.
func (g Game) RelativeUtilitarian() []int {
	if g.Degenerate() {
		return g.all()
	}
	return g.best(func(u []float64) float64 {
		sum := 0.0
		for i, x := range u {
			sum += (x - g.Disagreement[i]) / (g.Best[i] - g.Disagreement[i])
		}
		return sum
	})
}

// Equal returns the points whose utilities lie closest together.
func (g Game) Equal() []int {
	return g.best(func(u []float64) float64 { return slices.Min(u) - slices.Max(u) })
}

// Degenerate reports whether some party has nothing to gain.
func (g Game) Degenerate() bool {
	for i, best := range g.Best {
		if best-g.Disagreement[i] <= degenerate {
			return true
		}
	}
	return false
}

// best returns the positions within a hair of the greatest score.
func (g Game) best(score func([]float64) float64) []int {
	if len(g.Points) == 0 {
		return nil
	}
	scores := make([]float64, len(g.Points))
	for j, u := range g.Points {
		scores[j] = score(u)
	}
	top := slices.Max(scores)
	var out []int
	for j, x := range scores {
		if x >= top-tie {
			out = append(out, j)
		}
	}
	return out
}

func (g Game) all() []int {
	out := make([]int, len(g.Points))
	for j := range out {
		out[j] = j
	}
	return out
}

// descending orders points as the frontier is shown: the first party's best
// first.
func descending(a, b Point) int { return slices.Compare(b.Utils, a.Utils) }

// sortPoints puts a frontier in its order.
func sortPoints(f []Point) {
	slices.SortFunc(f, func(a, b Point) int {
		return cmp.Or(descending(a, b), a.OutcomeIndex.Cmp(b.OutcomeIndex))
	})
}
