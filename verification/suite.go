package verification

import (
	"slices"
	"strings"
)

// A suite is a family of cases with one model behind them.
type suite struct {
	Model string
	Own   func() ([]Case, error) // the numbers of this package
	// Names are the words by which a file calls itself; Accepts decides. A suite
	// without Accepts reads no files.
	Names   []string
	Accepts func(*file) bool
	Run     func(*file) ([]Case, error)
}

// suites returns every suite in the order in which they are shown.
func suites() []suite {
	return []suite{
		koreaSuite(),
		knownSuite(),
		identitySuite(),
		escalatorSuite(),
		roundingSuite(),
		factSuite(),
		colaSuite(),
		deductionSuite(),
		upratingSuite(),
		politicsSuite(),
		futureSuite(),
		apportionmentSuite(),
		unlikeSuite(),
		goalSuite(),
		replenishmentSuite(),
		scaleSuite(),
		natoSuite(),
		bargainSuite(),
		goldenSuite(),
	}
}

func accepted() string {
	var names []string
	for _, s := range suites() {
		names = append(names, s.Names...)
	}
	return strings.Join(names, ", ")
}

// named accepts files whose suite is one of the names.
func named(names ...string) func(*file) bool {
	return func(f *file) bool { return slices.Contains(names, f.Suite) }
}
