package negotiation

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// MaxValues bounds the values of one issue. A table of utilities is kept for
// each issue, so a file that claims a million values must not cost memory.
const MaxValues = 100_000

// Errors about issues, spaces and profiles, returned wrapped.
var (
	ErrNoValue   = errors.New("issue has no value")
	ErrTooLarge  = errors.New("too many values")
	ErrDuplicate = errors.New("name given twice")
	ErrBadNumber = errors.New("not a finite number")
	ErrOutside   = errors.New("outside the outcome space")
)

// Issue is one thing to settle.
type Issue struct {
	Name   string
	Values Values
}

// Values are the possible settings of an issue, addressed by position from 0.
//
//sumtype:decl
type Values interface {
	// Size is the number of positions.
	Size() int
	// Label is how the value at a position is written.
	Label(position int) string
	// Position finds a value by its label.
	Position(label string) (int, bool)

	check() error
}

// Categorical values are names in the order of the domain.
type Categorical []string

// Size is the number of names.
func (v Categorical) Size() int { return len(v) }

// Label returns the name.
func (v Categorical) Label(i int) string { return v[i] }

// Position finds a name. It searches from the front; readers that resolve many
// names keep a map.
func (v Categorical) Position(label string) (int, bool) {
	i := slices.Index(v, label)
	return i, i >= 0
}

func (v Categorical) check() error {
	if len(v) == 0 {
		return ErrNoValue
	}
	if len(v) > MaxValues {
		return fmt.Errorf("%d values, at most %d: %w", len(v), MaxValues, ErrTooLarge)
	}
	seen := make(map[string]bool, len(v))
	for _, name := range v {
		if seen[name] {
			return fmt.Errorf("value %.40q: %w", name, ErrDuplicate)
		}
		seen[name] = true
	}
	return nil
}

// Integer values are the whole numbers From..To, both included, ascending.
type Integer struct{ From, To int64 }

// Size is the number of whole numbers, or 0 for an empty or absurd range.
func (v Integer) Size() int {
	span := uint64(v.To) - uint64(v.From) //nolint:gosec // two's complement difference is the distance even across zero
	if v.To < v.From || span >= math.MaxInt32 {
		return 0
	}
	return int(span) + 1
}

// Label returns the number in digits.
func (v Integer) Label(i int) string { return strconv.FormatInt(v.From+int64(i), 10) }

// Position finds a number.
func (v Integer) Position(label string) (int, bool) {
	n, err := strconv.ParseInt(label, 10, 64)
	if err != nil || n < v.From || n > v.To || v.Size() == 0 {
		return 0, false
	}
	return int(n - v.From), true
}

func (v Integer) check() error {
	if v.To < v.From {
		return fmt.Errorf("%d to %d: %w", v.From, v.To, ErrNoValue)
	}
	if n := v.Size(); n == 0 || n > MaxValues {
		return fmt.Errorf("%d to %d, at most %d values: %w", v.From, v.To, MaxValues, ErrTooLarge)
	}
	return nil
}

// Real values are Points numbers evenly spaced from From to To, both included:
// a continuous issue is always used through such a grid, and the grid is part
// of the scenario, so that an analysis can be repeated.
type Real struct {
	From, To float64
	Points   int
}

// Size is the number of grid points.
func (v Real) Size() int { return v.Points }

// At returns the number at a grid point. The last one is To exactly.
func (v Real) At(i int) float64 {
	if i == v.Points-1 {
		return v.To
	}
	return v.From + float64((v.To-v.From)*float64(i))/float64(v.Points-1)
}

// Label returns the shortest text that reads back as the same number.
func (v Real) Label(i int) string { return strconv.FormatFloat(v.At(i), 'g', -1, 64) }

// Position finds the grid point with exactly this number, allowing for the
// last bits that different writers print differently.
func (v Real) Position(label string) (int, bool) {
	x, err := strconv.ParseFloat(label, 64)
	if err != nil || v.Points == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, false
	}
	if v.Points == 1 {
		return 0, x == v.From || x == v.To
	}
	step := (v.To - v.From) / float64(v.Points-1)
	i := math.Round((x - v.From) / step)
	if !(i >= 0 && i < float64(v.Points)) || math.Abs(v.At(int(i))-x) > step*1e-6 {
		return 0, false
	}
	return int(i), true
}

func (v Real) check() error {
	switch {
	case !finite(v.From) || !finite(v.To):
		return fmt.Errorf("%v to %v: %w", v.From, v.To, ErrBadNumber)
	case v.Points < 1 || v.To < v.From || v.Points == 1 && v.To != v.From:
		return fmt.Errorf("%v to %v in %d points: %w", v.From, v.To, v.Points, ErrNoValue)
	case v.Points > MaxValues:
		return fmt.Errorf("%d points, at most %d: %w", v.Points, MaxValues, ErrTooLarge)
	case v.Points > 1 && !(v.To > v.From && finite(v.To-v.From)):
		return fmt.Errorf("%v to %v in %d points: %w", v.From, v.To, v.Points, ErrBadNumber)
	}
	return nil
}

// Number returns the number that a position stands for, where the issue is
// numeric.
func Number(v Values, position int) (float64, bool) {
	switch v := v.(type) {
	case Integer:
		return float64(v.From + int64(position)), true
	case Real:
		return v.At(position), true
	default:
		return 0, false
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
