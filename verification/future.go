package verification

import (
	"fmt"
	"strconv"

	"entente/projection"
)

// Futures that the suite draws, for each seed. Fewer would not be wrong: the
// tolerance is four Monte Carlo errors of the number drawn.
const (
	futurePaths = 20_000
	futureSeeds = 3
)

// futureSuite holds drawn futures against mathematics: moments of every driver
// in closed form, the chance that a cap binds, capped sums by integration.
func futureSuite() suite {
	return suite{
		Model: "projection", Names: nil, Accepts: func(*file) bool { return false },
		Own: runFuture,
		Run: func(*file) ([]Case, error) {
			return nil, fmt.Errorf("%w: drawn futures are held against mathematics, not against files", ErrShape)
		},
	}
}

func runFuture() ([]Case, error) {
	var cases []Case
	for seed := range uint64(futureSeeds) {
		checks, err := projection.Analytic(futurePaths, seed+1)
		if err != nil {
			return nil, err
		}
		for _, c := range checks {
			cases = append(cases, Case{
				ID: c.ID, Expected: estimate(c.Expected), Got: estimate(c.Got), Tolerance: estimate(c.Tolerance), Source: c.Source,
				Note: fmt.Sprintf("%s; %d futures, tolerance four Monte Carlo errors", c.What, futurePaths),
			})
		}
	}
	return cases, nil
}

// estimate writes an estimate without exponent, to nine digits after the point.
func estimate(x float64) string { return strconv.FormatFloat(x, 'f', 9, 64) }
