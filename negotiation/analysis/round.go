package analysis

import "math"

// grid is the number of steps to 1 on which utilities are compared: ten
// decimals.
const grid = 1e10

// tie is how far from the optimum a point may lie and still be listed.
const tie = 1e-9

// degenerate is the range of gains below which a party is taken to have none.
const degenerate = 1e-12

// slack is what a utility may lack of the reservation value and still count as
// reaching it: the last bits of a sum.
const slack = 1e-12

// units rounds a utility to the grid; the result is a whole number, so that
// equality and order are exact.
func units(u float64) float64 { return math.RoundToEven(u * grid) }

// utility is the utility that a whole number of grid steps stands for.
func utility(units float64) float64 { return units / grid }

// threshold is the least number of grid steps that reaches a reservation
// value.
func threshold(reserved float64) float64 {
	if math.IsInf(reserved, -1) {
		return reserved
	}
	t := math.Ceil((reserved - slack) * grid)
	for utility(t) < reserved-slack {
		t++
	}
	for utility(t-1) >= reserved-slack {
		t--
	}
	return t
}
