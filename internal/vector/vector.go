// Package vector does arithmetic on columns of float64: the few operations that
// the block interpreter of projections spends its time in.
//
// # What it promises
//
// Every function gives the same bits on every machine. The plain Go functions
// are the definition: products, sums and quotients each rounded by itself, never
// fused. On amd64 with AVX2, found when the program runs, four numbers are
// computed at once by assembly that does the same; a test compares the bits. The
// build tag purego leaves the assembly out.
//
// # Columns
//
// All columns of a call are as long as the first one; out may be one of the
// others. What a comparison does with what is no number, and with zeros of both
// signs, is what the Go operator does.
//
// # Assembly
//
// vector_amd64.s is written by the program in gen, a module of its own, so that
// the generator is no part of the binary: go generate runs it.
package vector

import "math"

//go:generate go run -C gen . -out ../vector_amd64.s -stubs ../stubs_amd64.go -pkg vector

// Table holds polynomials of degree five, lowest power first, each with two
// unused places behind it: by octave and sixteenth of an octave.
type Table [64 * 16 * 8]float64

// Gamma is what the state of SplitMix64 (Steele, Lea and Flood 2014) grows by.
const Gamma = 0x9e3779b97f4a7c15

// Mix is the finaliser of SplitMix64 that Stafford calls Mix13.
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Inverse turns 64 random bits into a number by the table: the first bit is its
// sign, the others, less than 2^63 and with the last one set, are looked up by
// their exponent and the four bits behind it; what is left of them, as a
// fraction between 0 and 1, goes into the polynomial.
func (t *Table) Inverse(random uint64) float64 {
	p := float64(int64(random&(1<<63-1) | 1))
	b := math.Float64bits(p)
	at := (b>>48 - 1023<<4) & 1023 << 3
	row := t[at : at+8 : at+8]
	x := math.Float64frombits(b<<4&(1<<52-1)|1023<<52) - 1
	y := float64(row[5]*x) + row[4]
	y = float64(y*x) + row[3]
	y = float64(y*x) + row[2]
	y = float64(y*x) + row[1]
	y = float64(y*x) + row[0]
	return math.Float64frombits(math.Float64bits(y) ^ random&(1<<63))
}

func normals(z []float64, table *Table, state uint64) {
	for i := range z {
		z[i] = table.Inverse(Mix(state))
		state += Gamma
	}
}

func affine(out, in []float64, by, add float64) {
	for i, x := range in[:len(out)] {
		out[i] = float64(x*by) + add
	}
}

func addScaled(out, in []float64, by float64) {
	for i, x := range in[:len(out)] {
		out[i] += float64(x * by)
	}
}

func multiply(out, a, b []float64) {
	b = b[:len(out)]
	for i, x := range a[:len(out)] {
		out[i] = x * b[i]
	}
}

func atMost(out, in []float64, limit float64) {
	for i, x := range in[:len(out)] {
		if x > limit {
			x = limit
		}
		out[i] = x
	}
}

func atLeast(out, in []float64, limit float64) {
	for i, x := range in[:len(out)] {
		if x < limit {
			x = limit
		}
		out[i] = x
	}
}

func above(out, in []float64, limit float64) {
	for i, x := range in[:len(out)] {
		out[i] = 0
		if x > limit {
			out[i] = 1
		}
	}
}

func below(out, in []float64, limit float64) {
	for i, x := range in[:len(out)] {
		out[i] = 0
		if x < limit {
			out[i] = 1
		}
	}
}

func regress(x, z []float64, base, persistence, sd float64) {
	z = z[:len(x)]
	for i := range x {
		x[i] = float64(base+float64(persistence*x[i])) + float64(sd*z[i])
	}
}

// publish returns the ends so far, widened by its own.
func publish(out, in []float64, add, grid, least, low, high float64) (lowest, highest float64) {
	for i, x := range in[:len(out)] {
		n := math.Floor(float64((x+add)*grid) + 0.5)
		if n < least { // comparisons rather than min and max, which look at signs of zero too
			n = least
		}
		if n < low {
			low = n
		}
		if n > high {
			high = n
		}
		out[i] = n
	}
	return low, high
}

func roundRatio(out, in []float64, num, half, denom float64) {
	for i, x := range in[:len(out)] {
		out[i] = math.Floor((float64(x*num) + half) / denom)
	}
}
