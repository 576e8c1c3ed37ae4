package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Spatial is the utility of a point in a space of positions from 0 to 1: it
// falls with the weighted distance from an ideal point, d, as (1-d)(1+d·Risk).
// Risk above 0 bends it outwards (averse to risk), below 0 inwards. This is
// the utility of the spatial models of politics (KTAB, KAPSARC 2015).
type Spatial struct {
	Ideal    []float64
	Salience []float64
	Risk     float64
}

// Of returns the utility of a point.
func (s Spatial) Of(x []float64) float64 {
	near, whole := 0.0, 0.0
	for k := range x {
		w := s.Salience[k] * s.Salience[k]
		near += w * (x[k] - s.Ideal[k]) * (x[k] - s.Ideal[k])
		whole += w
	}
	d := math.Sqrt(near / whole)
	return (1 - d) * (1 + d*s.Risk)
}

// Between is the point that two parties drift to without a deal: in each
// dimension the mean of their ideals, weighted by the square of salience times
// strength.
func Between(a, b Spatial, strengthA, strengthB []float64) []float64 {
	out := make([]float64, len(a.Ideal))
	for k := range out {
		const floor = 1e-8 // as in KTAB: nobody is ignored altogether
		wa := a.Salience[k]*strengthA[k]*a.Salience[k]*strengthA[k] + floor
		wb := b.Salience[k]*strengthB[k]*b.Salience[k]*strengthB[k] + floor
		out[k] = (wa*a.Ideal[k] + wb*b.Ideal[k]) / (wa + wb)
	}
	return out
}

// Conflict returns what each party expects when somebody's ideal prevails:
// party j's with chance[j], and then everybody takes that position.
func Conflict(parties []Spatial, chance []float64) []float64 {
	out := make([]float64, len(parties))
	for i, p := range parties {
		for j, q := range parties {
			out[i] += chance[j] * float64(len(parties)) * p.Of(q.Ideal)
		}
	}
	return out
}

// Alike returns what each party gets when everybody takes one position.
func Alike(parties []Spatial, x []float64) []float64 {
	out := make([]float64, len(parties))
	for i, p := range parties {
		out[i] = float64(len(parties)) * p.Of(x)
	}
	return out
}

// spatialStarts is how many drawn starts SpatialNash climbs from besides the
// considered ones: with parties that seek risk the product has several peaks.
const spatialStarts = 24

// SpatialNash finds the positions, one for each party to take, at which the
// product of gains over the least utilities is greatest. Everybody values
// everybody's position alike. The product is 0 when no bargain was found that
// all prefer. from are starts to try first.
func SpatialNash(parties []Spatial, least []float64, from ...[]float64) (positions [][]float64, product float64) {
	n, dims := len(parties), len(parties[0].Ideal)
	score := func(z []float64) float64 {
		product, worst := 1.0, math.Inf(1)
		for i, p := range parties {
			gain := -least[i]
			for j := range parties {
				gain += p.Of(z[j*dims : (j+1)*dims])
			}
			product *= gain
			worst = min(worst, gain)
		}
		if worst <= 0 { // climb into the zone where everybody gains first
			return worst
		}
		return product
	}
	best, value := []float64(nil), math.Inf(-1)
	try := func(start []float64) {
		if z, v := Settle(start, score); v > value+1e-12 {
			best, value = z, v
		}
	}
	for _, x := range append(from, byCare(parties)) {
		try(slices.Repeat(x, n))
	}
	draw := rand.New(rand.NewPCG(1950, 2015)) //nolint:gosec // repeatable on purpose
	for range spatialStarts {
		z := make([]float64, n*dims)
		for k := range z {
			z[k] = draw.Float64()
		}
		try(z)
	}
	for j := range parties {
		positions = append(positions, best[j*dims:(j+1)*dims])
	}
	return positions, max(0, value)
}

// byCare is near the ideal of whoever cares most about each dimension: where
// trading across dimensions leads.
func byCare(parties []Spatial) []float64 {
	out := make([]float64, len(parties[0].Ideal))
	for k := range out {
		weight := 0.0
		for _, p := range parties {
			w := math.Pow(p.Salience[k], 4) + 1e-12 // nobody caring is everybody alike
			weight += w
			out[k] += w * p.Ideal[k]
		}
		out[k] /= weight
	}
	return out
}

// Settle climbs to a greatest value of f over the unit cube from a start, by
// pattern search (Hooke and Jeeves 1961): steps along the axes and along the
// last success, halved when nothing helps. It needs no slopes. From a concave
// gain it finds the greatest; otherwise the nearest one.
func Settle(start []float64, f func([]float64) float64) (point []float64, value float64) {
	at := append([]float64(nil), start...)
	value = f(at)
	explore := func(x []float64, fx, step float64) ([]float64, float64) {
		x = append([]float64(nil), x...)
		for k := range x {
			before := x[k]
			for _, to := range []float64{min(1, before+step), max(0, before-step)} {
				x[k] = to
				if y := f(x); y > fx {
					fx = y
					break
				}
				x[k] = before
			}
		}
		return x, fx
	}
	for step, rounds := 0.25, 0; step > 1e-10 && rounds < 100_000; rounds++ {
		next, fn := explore(at, value, step)
		if fn <= value {
			step /= 2
			continue
		}
		for fn > value { // go on in the direction that helped
			ahead := make([]float64, len(at))
			for k := range ahead {
				ahead[k] = min(1, max(0, 2*next[k]-at[k]))
			}
			at, value = next, fn
			next, fn = explore(ahead, f(ahead), step)
		}
	}
	return at, value
}
