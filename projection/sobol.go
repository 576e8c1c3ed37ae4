package projection

import (
	"fmt"
	"math/bits"

	"entente/internal/vector"
)

// Points says where the numbers behind the draws lie. The zero value takes
// pseudo-random numbers; else Replicates sets of 2^Bits Sobol points are taken,
// each scrambled by itself, and what the sets differ by is the error.
type Points struct {
	Replicates int
	Bits       int
}

// Bounds of [SobolPoints]. Two sets are the least that can differ.
const (
	leastReplicates = 2
	mostReplicates  = 1024
	mostBits        = 28
)

// SobolPoints returns the smallest sets that hold at least so many futures
// together: Sobol points are evenly spread in powers of two.
func SobolPoints(paths, replicates int) (Points, error) {
	if replicates < leastReplicates || replicates > mostReplicates {
		return Points{}, fmt.Errorf("%w: %d replicates; from %d to %d", ErrPaths, replicates, leastReplicates, mostReplicates)
	}
	if paths <= 0 || paths > MaxPaths {
		return Points{}, fmt.Errorf("%w: %d; from 1 to %d", ErrPaths, paths, MaxPaths)
	}
	p := Points{Replicates: replicates}
	for p.Paths() < paths {
		p.Bits++
	}
	if p.Bits > mostBits || p.Paths() > MaxPaths {
		return Points{}, fmt.Errorf("%w: %d in %d sets; a set holds 2^%d at most, all together %d", ErrPaths, paths, replicates, mostBits, MaxPaths)
	}
	return p, nil
}

// Paths returns how many futures all sets hold together; 0 for pseudo-random
// numbers, of which there is no end.
func (p Points) Paths() int { return p.Replicates << p.Bits }

// coordinate is one coordinate of scrambled Sobol points: future i is point
// i mod 2^bits of set i ÷ 2^bits.
//
// Every series has sets of its own, with its years for coordinates, and every
// set has an order of its own. Adding a series therefore changes none of the
// others: the points of several series stand side by side as in Latin supercube
// sampling (Owen 1998). Within a series they are evenly spread in all years
// together; between series in each, while pairs of them are as good as random.
type coordinate struct {
	bits       uint
	order      uint64 // key of the order of the points, common to the years of a series
	scramble   uint64 // key of the scrambling of this coordinate
	directions *directions
}

// evenly returns the stream of a coordinate: of the first year that a series
// draws the first, of the next the second. Years beyond the table, and those
// before the first that another series tied to it asks for, begin further sets
// of the same series, in another order.
func evenly(points Points, table *[dimensions]directions, seed uint64, name string, year, first int) stream {
	place := ((year-first)%dimensions + dimensions) % dimensions
	further := uint64((year - first - place) / dimensions)
	return stream{even: &coordinate{
		bits: uint(points.Bits), order: vector.Mix(keyOf(seed, name, "order") + further*vector.Gamma), scramble: streamOf(seed, name, year).key, directions: &table[place],
	}}
}

// at returns the coordinate of future i as a binary fraction of 64 digits.
func (c *coordinate) at(i uint64) uint64 {
	set, k := i>>c.bits, i&(1<<c.bits-1)
	o, s := c.keys(set)
	var x uint64
	for rest := o.permute(k); rest != 0; rest &= rest - 1 {
		x ^= c.directions[bits.TrailingZeros64(rest)]
	}
	return bits.Reverse64(s.nested(x))
}

// keys returns what a set is ordered and scrambled by.
func (c *coordinate) keys(set uint64) (order, scrambling) {
	return newOrder(vector.Mix(c.order+set*vector.Gamma), c.bits), newScrambling(vector.Mix(c.scramble + set*vector.Gamma))
}

// fill writes the coordinate of futures first, first+1, … into raw: at, with
// the directions of eight digits looked up together.
func (c *coordinate) fill(raw []uint64, first uint64) {
	var tables [(mostBits + 7) / 8][256]uint64
	bytes := (int(c.bits) + 7) / 8
	for b := range bytes {
		t := &tables[b]
		for k := 1; k < 256; k++ {
			t[k] = t[k&(k-1)] ^ c.directions[8*b+bits.TrailingZeros(uint(k))]
		}
	}
	for len(raw) > 0 {
		set, k := first>>c.bits, first&(1<<c.bits-1)
		n := min(len(raw), int(1<<c.bits-k))
		o, s := c.keys(set)
		for i := range raw[:n] {
			j := o.permute(k + uint64(i))
			x := tables[0][j&255]
			for b := 1; b < bytes; b++ {
				x ^= tables[b][j>>(8*b)&255]
			}
			raw[i] = bits.Reverse64(s.nested(x))
		}
		raw, first = raw[n:], first+uint64(n)
	}
}

// order is a keyed permutation of the numbers below 2^bits: rounds of products
// with odd numbers, sums, and shifts to the right, each of which can be undone.
type order struct {
	mask  uint64
	shift uint
	by    [rounds]uint64
	add   [rounds]uint64
}

// rounds of keyed mixing. Four leave no trace of the order among 2^20 points
// that the tests could find; three would do.
const rounds = 4

func newOrder(key uint64, digits uint) order {
	o := order{mask: 1<<digits - 1, shift: digits/2 + 1}
	for r := range uint64(rounds) {
		o.by[r], o.add[r] = vector.Mix(key+(2*r+1)*vector.Gamma)|1, vector.Mix(key+(2*r+2)*vector.Gamma)
	}
	return o
}

func (o *order) permute(k uint64) uint64 {
	for r := range rounds {
		k = (k*o.by[r] + o.add[r]) & o.mask
		k ^= k >> o.shift
	}
	return k
}

// scrambling stands for the nested random permutations of digits of Owen
// (1995): whether a digit is flipped depends, as good as at random, on the
// digits before it and on nothing else. Points that are evenly spread stay so,
// and each is uniform by itself.
//
// It is a keyed hash of the kind of Laine and Karras (2011) and Burley (2020):
// in a number with its first digit lowest, sums and products carry from earlier
// digits to later ones only. All its numbers come from the key, so there are as
// many scramblings as keys.
type scrambling struct{ add, by, fold [rounds]uint64 }

func newScrambling(key uint64) (s scrambling) {
	for r := range uint64(rounds) {
		s.add[r], s.by[r] = vector.Mix(key+(3*r+1)*vector.Gamma), vector.Mix(key+(3*r+2)*vector.Gamma)|1
		s.fold[r] = vector.Mix(key+(3*r+3)*vector.Gamma)&^1 | 2*(r&1) // even: a digit does not see itself
	}
	return s
}

// nested scrambles a number whose first digit is its lowest bit.
func (s *scrambling) nested(x uint64) uint64 {
	for r := range rounds {
		x = (x + s.add[r]) * s.by[r]
		x ^= x * s.fold[r]
	}
	return x
}
