// Package settlement asks when two sides settle, on what, and whether it pays
// to settle now or to wait.
//
// # What it is for
//
// Several models speak to the question, and they do not agree:
//
//   - patience and options: [Offers], [Deadline], [ShrinkingPie], [SplitDifference];
//   - optimism about a deadline: [Optimism];
//   - postures: [Postures], [Attrition];
//   - a change of government: [Regime], [TearUp];
//   - the value of waiting for news: [News], [Diffusion].
//
// [Compare] puts what they say side by side as [Reading] values and says where
// they part. There is no function that makes one number of them.
//
// # What it promises
//
// Every formula is the paper's, named at its function, and is run against the
// numbers published for it. Probabilities, discount factors and beliefs are
// inputs: whoever calls knows whose they are and of which day.
//
// # What it keeps apart
//
// An inside option is what a side has while it goes on disagreeing, such as
// the cost of a lapse: it always moves the division. An outside option is what
// a side has if it walks away for good: it moves the division only when it is
// better than what bargaining gives (Binmore, Shaked and Sutton 1989). They
// are different inputs and are never added.
//
// # What it refuses
//
// A discount factor cannot be observed and a type cannot be seen; nothing here
// estimates either. Show results over a range of them.
package settlement

import (
	"errors"
	"fmt"

	"entente/internal/vectors"
)

// Errors returned by this package, wrapped.
var (
	ErrInput  = errors.New("the input of the model is out of its range")
	ErrNoDeal = errors.New("the outside options leave nothing to divide")
	ErrModel  = vectors.ErrModel
)

// within reports values that are not between zero and a bound, by name.
func within(high float64, values map[string]float64) error {
	var bad string
	for name, v := range values {
		if !(v >= 0 && v <= high) && (bad == "" || name < bad) { // the first by name, whatever the order of the map
			bad = name
		}
	}
	if bad == "" {
		return nil
	}
	return fmt.Errorf("%w: %s is %g, not from 0 to %g", ErrInput, bad, values[bad], high)
}
