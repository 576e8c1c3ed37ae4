package analysis

import "math"

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

// SpatialNash finds the point at which the product of gains over a
// disagreement point is greatest, and that product. times says how often each
// party's utility counts: 2 where both adopt the point and each values both
// positions.
func SpatialNash(parties []Spatial, disagreement []float64, times float64) (point []float64, product float64) {
	least := make([]float64, len(parties))
	for i, p := range parties {
		least[i] = times * p.Of(disagreement)
	}
	score := func(x []float64) float64 {
		product, worst := 1.0, math.Inf(1)
		for i, p := range parties {
			gain := times*p.Of(x) - least[i]
			product *= gain
			worst = min(worst, gain)
		}
		if worst <= 0 { // climb into the zone where everybody gains first
			return worst
		}
		return product
	}
	// each dimension near the ideal of whoever cares most about it is where
	// trading across dimensions leads
	trade := make([]float64, len(disagreement))
	for k := range trade {
		weight, sum := 0.0, 0.0
		for _, p := range parties {
			w := math.Pow(p.Salience[k], 4)
			weight, sum = weight+w, sum+w*p.Ideal[k]
		}
		trade[k] = disagreement[k]
		if weight > 0 {
			trade[k] = sum / weight
		}
	}
	point, product = Settle(disagreement, score)
	if other, value := Settle(trade, score); value > product {
		point, product = other, value
	}
	return point, max(0, product)
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
