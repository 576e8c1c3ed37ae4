package verification

import "strings"

// Suite is a family of cases with one model behind them.
type Suite struct {
	Model string
	Own   func() ([]Case, error) // the numbers of this package
	// Names are the words by which a file calls itself; Accepts decides.
	Names   []string
	Accepts func(*File) bool
	Run     func(*File) ([]Case, error)
}

// Suites returns every suite in the order in which they are shown.
func Suites() []Suite {
	return []Suite{
		koreaSuite(),
		knownSuite(),
		identitySuite(),
		escalatorSuite(),
		roundingSuite(),
		factSuite(),
		colaSuite(),
		deductionSuite(),
		upratingSuite(),
	}
}

func accepted() string {
	var names []string
	for _, s := range Suites() {
		names = append(names, s.Names...)
	}
	return strings.Join(names, ", ")
}

// named accepts files whose suite is one of the names.
func named(names ...string) func(*File) bool {
	return func(f *File) bool {
		for _, n := range names {
			if f.Suite == n {
				return true
			}
		}
		return false
	}
}
