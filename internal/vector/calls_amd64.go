//go:build amd64 && !purego

package vector

import (
	"math"

	"golang.org/x/sys/cpu"
)

// quick says whether the assembly can be used for so many numbers.
func quick(n int) bool { return cpu.X86.HasAVX2 && n >= lanes }

const lanes = 4

// whole is the greatest multiple of four in a number.
func whole(n int) int { return n &^ (lanes - 1) }

// Normals fills z with the numbers that SplitMix64 draws from a state on, each
// turned by the table.
func Normals(z []float64, table *Table, state uint64) {
	if quick(len(z)) {
		normalsAVX2(z, (*[len(Table{})]float64)(table), state)
		n := whole(len(z))
		z, state = z[n:], state+uint64(n)*Gamma
	}
	normals(z, table, state)
}

// Affine sets out to in·by + add.
func Affine(out, in []float64, by, add float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		affineAVX2(out, in, by, add)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	affine(out, in, by, add)
}

// AddScaled adds in·by to out.
func AddScaled(out, in []float64, by float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		addScaledAVX2(out, in, by)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	addScaled(out, in, by)
}

// Multiply sets out to a·b.
func Multiply(out, a, b []float64) {
	a, b = a[:len(out)], b[:len(out)]
	if quick(len(out)) {
		multiplyAVX2(out, a, b)
		n := whole(len(out))
		out, a, b = out[n:], a[n:], b[n:]
	}
	multiply(out, a, b)
}

// AtMost sets out to in, or to the limit where in is above it.
func AtMost(out, in []float64, limit float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		atMostAVX2(out, in, limit)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	atMost(out, in, limit)
}

// AtLeast sets out to in, or to the limit where in is below it.
func AtLeast(out, in []float64, limit float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		atLeastAVX2(out, in, limit)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	atLeast(out, in, limit)
}

// Above sets out to 1 where in is above the limit, and to 0 elsewhere.
func Above(out, in []float64, limit float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		aboveAVX2(out, in, limit)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	above(out, in, limit)
}

// Below sets out to 1 where in is below the limit, and to 0 elsewhere.
func Below(out, in []float64, limit float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		belowAVX2(out, in, limit)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	below(out, in, limit)
}

// Regress moves x on by one step of a first-order autoregression:
// (base + persistence·x) + sd·z.
func Regress(x, z []float64, base, persistence, sd float64) {
	z = z[:len(x)]
	if quick(len(x)) {
		regressAVX2(x, z, base, persistence, sd)
		n := whole(len(x))
		x, z = x[n:], z[n:]
	}
	regress(x, z, base, persistence, sd)
}

// Publish sets out to the nearest whole multiples, half up, of (in + add)·grid,
// least where they are below it, and returns the lowest and the highest.
func Publish(out, in []float64, add, grid, least float64) (low, high float64) {
	in = in[:len(out)]
	low, high = math.Inf(1), math.Inf(-1)
	if quick(len(out)) {
		ends := [2 * lanes]float64{low, low, low, low, high, high, high, high}
		publishAVX2(out, in, add, grid, least, &ends)
		for i := range lanes {
			if ends[i] < low {
				low = ends[i]
			}
			if ends[lanes+i] > high {
				high = ends[lanes+i]
			}
		}
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	low, high = publish(out, in, add, grid, least, low, high)
	return low + 0, high + 0 // no negative zero: which of them comes first depends on the order
}

// RoundRatio sets out to the floor of (in·num + half) ÷ denom.
func RoundRatio(out, in []float64, num, half, denom float64) {
	in = in[:len(out)]
	if quick(len(out)) {
		roundRatioAVX2(out, in, num, half, denom)
		n := whole(len(out))
		out, in = out[n:], in[n:]
	}
	roundRatio(out, in, num, half, denom)
}
