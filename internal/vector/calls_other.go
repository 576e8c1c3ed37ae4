//go:build !amd64 || purego

package vector

import "math"

// Normals fills z with the numbers that SplitMix64 draws from a state on, each
// turned by the table.
func Normals(z []float64, table *Table, state uint64) { normals(z, table, state) }

// Affine sets out to in·by + add.
func Affine(out, in []float64, by, add float64) { affine(out, in, by, add) }

// AddScaled adds in·by to out.
func AddScaled(out, in []float64, by float64) { addScaled(out, in, by) }

// Multiply sets out to a·b.
func Multiply(out, a, b []float64) { multiply(out, a, b) }

// AtMost sets out to in, or to the limit where in is above it.
func AtMost(out, in []float64, limit float64) { atMost(out, in, limit) }

// AtLeast sets out to in, or to the limit where in is below it.
func AtLeast(out, in []float64, limit float64) { atLeast(out, in, limit) }

// Above sets out to 1 where in is above the limit, and to 0 elsewhere.
func Above(out, in []float64, limit float64) { above(out, in, limit) }

// Below sets out to 1 where in is below the limit, and to 0 elsewhere.
func Below(out, in []float64, limit float64) { below(out, in, limit) }

// Regress moves x on by one step of a first-order autoregression:
// (base + persistence·x) + sd·z.
func Regress(x, z []float64, base, persistence, sd float64) { regress(x, z, base, persistence, sd) }

// Publish sets out to the nearest whole multiples, half up, of (in + add)·grid,
// least where they are below it, and returns the lowest and the highest.
func Publish(out, in []float64, add, grid, least float64) (low, high float64) {
	low, high = publish(out, in, add, grid, least, math.Inf(1), math.Inf(-1))
	return low + 0, high + 0 // no negative zero: which of them comes first depends on the order
}

// RoundRatio sets out to the floor of (in·num + half) ÷ denom.
func RoundRatio(out, in []float64, num, half, denom float64) { roundRatio(out, in, num, half, denom) }
