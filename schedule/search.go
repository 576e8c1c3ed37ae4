package schedule

import (
	"errors"
	"fmt"

	"entente/decimal"
)

// ErrTooWide is returned, wrapped, when an answer can only be found by trying
// every value and there are too many.
var ErrTooWide = errors.New("too many values to try")

// Bounds of a search: how many values are tried one by one, and to which power
// of two of steps an open end is followed.
const (
	mostTried  = 200_000
	mostDouble = 60
)

// Range is values of the lever that give the same figure, all steps between
// its ends counted.
type Range struct {
	From  decimal.Fraction `json:"from"`  // the least of them
	To    decimal.Fraction `json:"to"`    // the greatest
	Gives decimal.Fraction `json:"gives"` // the figure aimed at
	Count int64            `json:"count"` // how many values
}

// Point is a value of the lever and what it gives.
type Point struct {
	At    decimal.Fraction `json:"at"`    // the value
	Gives decimal.Fraction `json:"gives"` // the figure aimed at
}

// search looks for the steps of a lever that come nearest to a target.
type search struct {
	*lever
	step      decimal.Fraction
	low, high int64 // in steps
	open      bool  // high may be raised
	target    decimal.Fraction
	seen      map[int64]decimal.Fraction
	tried     int
}

// found is the outcome of a search.
type found struct {
	ranges   []Range
	distance decimal.Fraction
	below    *Point // the nearest that gives no more than the target
	above    *Point // the nearest that gives no less
	method   string
	why      string // why every value had to be tried
}

func (s *search) value(k int64) decimal.Fraction { return s.step.Mul(decimal.Whole(k)) }

// gives evaluates a step, once.
func (s *search) gives(k int64) decimal.Fraction {
	if v, ok := s.seen[k]; ok {
		return v
	}
	s.tried++
	v := s.at(s.value(k)).Number
	if len(s.seen) < mostTried {
		s.seen[k] = v
	}
	return v
}

// run proves the direction and bisects, or tries every value.
func (s *search) run() (found, error) {
	if s.open {
		s.follow()
	}
	way, why := s.direction(s.value(s.low), s.value(s.high))
	switch way {
	case rising, still:
		return s.bisect(1), nil
	case falling:
		return s.bisect(-1), nil
	case unclear:
	}
	if n := s.high - s.low + 1; n > mostTried {
		return found{}, fmt.Errorf("%w: %d steps from %s to %s, at most %d; the figure may rise and fall, because of %s", ErrTooWide, n, s.value(s.low), s.value(s.high), mostTried, why)
	}
	f := s.enumerate()
	f.why = "the figure may rise and fall, because of " + why
	return f, nil
}

// follow doubles the upper end until the target lies below it.
func (s *search) follow() {
	s.high = max(s.high, s.low+1)
	for range mostDouble {
		if s.gives(s.high).Cmp(s.target) >= 0 || s.high > 1<<mostDouble {
			return
		}
		s.high *= 2
	}
}

// bisect finds the first step at or past the target, and the equal steps
// around it. sign is -1 where the figure falls as the lever rises.
func (s *search) bisect(sign int) found {
	past := func(k int64) bool { return sign*s.gives(k).Cmp(s.target) >= 0 }
	first := s.first(past)
	f := found{method: "bisection"}
	var candidates []int64
	if first > s.low {
		f.below = s.point(first - 1)
		candidates = append(candidates, first-1)
	}
	if first <= s.high {
		f.above = s.point(first)
		candidates = append(candidates, first)
	}
	if sign < 0 {
		f.below, f.above = f.above, f.below
	}
	for i, k := range candidates {
		d := distance(s.gives(k), s.target)
		switch c := d.Cmp(f.distance); {
		case i == 0 || c < 0:
			f.distance, f.ranges = d, []Range{s.level(k, sign)}
		case c == 0:
			f.ranges = append(f.ranges, s.level(k, sign))
		}
	}
	return f
}

// first returns the first step for which a condition holds that holds from
// there on; high+1 when there is none.
func (s *search) first(holds func(int64) bool) int64 {
	low, high := s.low, s.high+1
	for low < high {
		if mid := low + (high-low)/2; holds(mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// level returns all steps that give what step k gives.
func (s *search) level(k int64, sign int) Range {
	v := s.gives(k)
	from := s.first(func(j int64) bool { return sign*s.gives(j).Cmp(v) >= 0 })
	to := s.first(func(j int64) bool { return sign*s.gives(j).Cmp(v) > 0 }) - 1
	return Range{From: s.value(from), To: s.value(to), Gives: v, Count: to - from + 1}
}

func (s *search) point(k int64) *Point { return &Point{At: s.value(k), Gives: s.gives(k)} }

// enumerate tries every step.
func (s *search) enumerate() found {
	f := found{method: "enumeration"}
	for k := s.low; k <= s.high; k++ {
		v := s.gives(k)
		d := distance(v, s.target)
		c := d.Cmp(f.distance)
		switch last := len(f.ranges) - 1; {
		case k == s.low || c < 0:
			f.distance, f.ranges = d, []Range{{From: s.value(k), To: s.value(k), Gives: v, Count: 1}}
		case c > 0:
		case f.ranges[last].Gives.Equal(v) && f.ranges[last].To.Add(s.step).Equal(s.value(k)):
			f.ranges[last].To, f.ranges[last].Count = s.value(k), f.ranges[last].Count+1
		default:
			f.ranges = append(f.ranges, Range{From: s.value(k), To: s.value(k), Gives: v, Count: 1})
		}
		switch p := v.Cmp(s.target); {
		case p <= 0 && (f.below == nil || v.Cmp(f.below.Gives) > 0):
			f.below = s.point(k)
		case p >= 0 && (f.above == nil || v.Cmp(f.above.Gives) < 0):
			f.above = s.point(k)
		}
	}
	return f
}

func distance(a, b decimal.Fraction) decimal.Fraction {
	d := a.Sub(b)
	if d.Sign() < 0 {
		return d.Neg()
	}
	return d
}
