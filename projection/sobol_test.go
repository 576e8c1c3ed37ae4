package projection

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"entente/internal/vector"
)

// The table generates what Sobol points are known to be.
func TestDirections(t *testing.T) {
	t.Parallel()
	table := newDirections()
	// The first points in three coordinates, in the order of the natural numbers.
	want := [][3]float64{{0, 0, 0}, {0.5, 0.5, 0.5}, {0.25, 0.75, 0.75}, {0.75, 0.25, 0.25}, {0.125, 0.625, 0.375}, {0.625, 0.125, 0.875}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}}
	for k, w := range want {
		for d, w := range w {
			var x uint64
			for i := range 3 {
				x ^= table[d][i] * uint64(k>>i&1)
			}
			if got := float64(bits.Reverse64(x)) * 0x1p-64; got != w {
				t.Errorf("coordinate %d of point %d is %v, want %v", d+1, k, got, w)
			}
		}
	}
	// Odd numbers below 2^i, and polynomials that are primitive: x has order 2^s − 1.
	for d, b := range beginnings() {
		for i, m := range b.first[:b.degree] {
			if m&1 == 0 || int(m) >= 2<<i {
				t.Errorf("coordinate %d: m%d is %d", d+2, i+1, m)
			}
		}
		polynomial := 1<<b.degree | b.middle<<1 | 1
		order, x := 0, 1
		for {
			if x <<= 1; x>>b.degree == 1 {
				x ^= polynomial
			}
			if order++; x == 1 || order > 1<<b.degree {
				break
			}
		}
		if order != 1<<b.degree-1 {
			t.Errorf("coordinate %d: the polynomial %b is not primitive", d+2, polynomial)
		}
	}
}

func testCoordinates(points Points, seed uint64, name string, n int) (all []stream) {
	table := newDirections()
	for year := range n {
		all = append(all, evenly(points, table, seed, name, 2026+year, 2026))
	}
	return all
}

// deficit returns the smallest t for which a set is a (t, m, 2)-net: every
// elementary interval of area 2^(t−m) holds 2^t points.
func deficit(x, y []uint64, m int) int {
	for t := range m {
		even := true
		for a := 0; a <= m-t && even; a++ {
			b := m - t - a
			counts := make([]int, 1<<(m-t))
			for i := range x {
				counts[top(x[i], a)<<b|top(y[i], b)]++
			}
			for _, n := range counts {
				even = even && n == 1<<t
			}
		}
		if even {
			return t
		}
	}
	return m
}

func top(x uint64, digits int) int { return int(x >> 1 >> (63 - digits)) }

// Every scrambled set is as evenly spread as the one that was scrambled: one
// point in each interval of a coordinate, and in pairs of coordinates a net of
// the same quality.
func TestSetsAreNets(t *testing.T) {
	t.Parallel()
	table := newDirections()
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(1, 10).Draw(t, "m")
		points := Points{Replicates: 4, Bits: m}
		set := rapid.Uint64Range(0, 3).Draw(t, "set")
		all := testCoordinates(points, rapid.Uint64().Draw(t, "seed"), "kr.cpi/z", dimensions)
		a := rapid.IntRange(0, dimensions-1).Draw(t, "first")
		b := rapid.IntRange(0, dimensions-1).Filter(func(b int) bool { return b != a }).Draw(t, "second")
		values := func(d int) []uint64 {
			raw := make([]uint64, 1<<m)
			all[d].even.fill(raw, set<<m)
			return raw
		}
		plain := func(d int) []uint64 {
			raw := make([]uint64, 1<<m)
			for k := range raw {
				for i := range m {
					raw[k] ^= table[d][i] * uint64(k>>i&1)
				}
				raw[k] = bits.Reverse64(raw[k])
			}
			return raw
		}
		x, y := values(a), values(b)
		seen := map[int]bool{}
		for _, v := range x {
			seen[top(v, m)] = true
		}
		if len(seen) != 1<<m {
			t.Fatalf("coordinate %d: %d of %d intervals hold a point", a+1, len(seen), 1<<m)
		}
		if got, want := deficit(x, y, m), deficit(plain(a), plain(b), m); got != want {
			t.Fatalf("coordinates %d and %d: a (%d, %d, 2)-net, want t = %d", a+1, b+1, got, m, want)
		}
		if a+b == 1 && deficit(x, y, m) != 0 {
			t.Fatal("the first two coordinates are no (0, m, 2)-net")
		}
	})
}

// fill is at, wherever it begins, over the ends of sets too.
func TestFillIsAt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := testCoordinates(Points{Replicates: 8, Bits: rapid.IntRange(0, 18).Draw(t, "bits")}, 5, "x", 3)[2]
		first := rapid.Uint64Range(0, 5<<c.even.bits).Draw(t, "first")
		raw := make([]uint64, rapid.IntRange(1, 40).Draw(t, "number"))
		c.even.fill(raw, first)
		for i, got := range raw {
			if want := c.at(first + uint64(i)); got != want {
				t.Fatalf("future %d: %x, want %x", first+uint64(i), got, want)
			}
		}
	})
}

// An order is a permutation, whatever the key.
func TestOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.IntRange(0, 12).Draw(t, "digits")
		o := newOrder(rapid.Uint64().Draw(t, "key"), uint(digits))
		seen := make([]bool, 1<<digits)
		for k := range seen {
			seen[o.permute(uint64(k))] = true
		}
		for k, s := range seen {
			if !s {
				t.Fatalf("nothing comes to place %d of %d", k, len(seen))
			}
		}
	})
}

// Whether a digit is flipped depends on the digits before it, and over the keys
// each digit is flipped half of the time, whatever these are, and independently
// of its neighbours.
func TestScrambling(t *testing.T) {
	t.Parallel()
	const keys = 4096
	for digit := range 16 {
		for _, prefix := range []uint64{0, 1<<digit - 1, 0x5555 & (1<<digit - 1)} {
			flips, pairs := 0, 0
			for key := range uint64(keys) {
				s := newScrambling(vector.Mix(key * vector.Gamma))
				flip := s.nested(prefix)>>digit&1 != 0
				other := s.nested(prefix^1)>>digit&1 != 0 // another first digit: another branch of the tree
				if flip != (s.nested(prefix|0xabcdef<<(digit+1))>>digit&1 != 0) {
					t.Fatalf("digit %d depends on later ones", digit)
				}
				if flip {
					flips++
				}
				if flip == other {
					pairs++
				}
			}
			if z := math.Abs(float64(flips)-keys/2) / math.Sqrt(keys/4); z > 4.5 {
				t.Errorf("digit %d after %b is flipped by %d of %d keys", digit, prefix, flips, keys)
			}
			if z := math.Abs(float64(pairs)-keys/2) / math.Sqrt(keys/4); digit > 0 && z > 4.5 {
				t.Errorf("digit %d after %b is flipped like that after another first digit by %d of %d keys", digit, prefix, pairs, keys)
			}
		}
	}
}

// Known integrals: unbiased, and with far less error than as many random
// points. Coordinates of one series, and of two series side by side.
func TestSobolIntegrals(t *testing.T) {
	t.Parallel()
	const m, sets = 10, 32
	points := Points{Replicates: sets, Bits: m}
	n := newNormals()
	normal := func(r uint64) float64 { return n.of(r) }
	uniform := func(r uint64) float64 { return float64(r>>11) * 0x1p-53 }
	one, other := testCoordinates(points, 11, "one/z", 8), testCoordinates(points, 11, "other/z", 8)
	for _, c := range []struct {
		name     string
		of       []stream
		f        func(at func(d int) uint64) float64
		integral float64
		gain     float64 // times less variance than random points, at least
	}{
		{"product of three", one, func(at func(int) uint64) float64 { return 8 * uniform(at(0)) * uniform(at(1)) * uniform(at(2)) }, 1, 300},
		{"sum of normals", one, func(at func(int) uint64) float64 {
			sum := 0.0
			for d := range 8 {
				sum += normal(at(d))
			}
			return sum
		}, 0, 300},
		{"growth over eight years", one, func(at func(int) uint64) float64 {
			x := 1.0
			for d := range 8 {
				x *= 1 + 0.1*normal(at(d))
			}
			return x
		}, 1, 200},
		{"the chance of a half plane", one, func(at func(int) uint64) float64 {
			if normal(at(0))+normal(at(1)) > math.Sqrt2 {
				return 1
			}
			return 0
		}, math.Erfc(1/math.Sqrt2) / 2, 4},
		{"sums over two series", append(one[:4:4], other[:4]...), func(at func(int) uint64) float64 {
			sum := 0.0
			for d := range 8 {
				sum += normal(at(d)) * normal(at(d))
			}
			return sum
		}, 8, 20},
		{"product of two series", append(one[:1:1], other[0]), func(at func(int) uint64) float64 { return normal(at(0)) * normal(at(1)) }, 0, 0.3},
	} {
		var all []float64
		for i := range uint64(points.Paths()) {
			all = append(all, c.f(func(d int) uint64 { return c.of[d].at(i) }))
		}
		mean, err := points.Spread(all).Mean()
		_, random := SpreadOf(all).Mean()
		if math.Abs(mean-c.integral) > 5*err {
			t.Errorf("%s: %v ± %v, want %v", c.name, mean, err, c.integral)
		}
		if gain := random * random / (err * err); gain < c.gain {
			t.Errorf("%s: variance falls by %.1f, want %v at least", c.name, gain, c.gain)
		} else {
			t.Logf("%s: variance falls by %.0f", c.name, gain)
		}
	}
}

// The error of the sets is the error: over many runs the distance from the
// truth is as large as they say.
func TestErrorOfSets(t *testing.T) {
	t.Parallel()
	const runs = 200
	points := Points{Replicates: 16, Bits: 7}
	n := newNormals()
	squares := 0.0
	for seed := range uint64(runs) {
		of := testCoordinates(points, seed, "x", 3)
		var all []float64
		for i := range uint64(points.Paths()) {
			all = append(all, math.Max(n.of(of[0].at(i))+n.of(of[1].at(i))+n.of(of[2].at(i)), 0))
		}
		mean, err := points.Spread(all).Mean()
		z := (mean - math.Sqrt(3)/math.Sqrt(2*math.Pi)) / err
		squares += z * z / runs
	}
	// The square of Student's t with 15 degrees of freedom has mean 15/13.
	if squares < 0.75 || squares > 1.7 {
		t.Errorf("the mean square of distance over error is %.2f, want about 1.15", squares)
	}
}

// Every model against its closed form, from evenly spread points.
func TestAnalyticEvenly(t *testing.T) {
	t.Parallel()
	points, err := SobolPoints(1<<14, 16)
	if err != nil {
		t.Fatal(err)
	}
	checks, err := analytic(draw{paths: points.Paths(), seed: 3, points: points})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if !c.Pass() {
			t.Errorf("%s: %s is %v, want %v ± %v", c.ID, c.What, c.Got, c.Expected, c.Tolerance)
		}
	}
}
