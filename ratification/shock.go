package ratification

import "math"

// shockRange is how many standard deviations of the common shock are looked
// at; what lies beyond has a probability below 10⁻¹⁶.
const shockRange = 8.5

// sure is how close to certain a vote must be for its tail to be added without
// counting votes.
const sure = 1e-10

// transition returns the shocks, in standard deviations, between which a vote
// is open: below low it fails, above high it carries whenever there is a
// quorum. In a large chamber that is a narrow band, which a fixed grid of
// points over all shocks would miss.
func (c Chamber) transition(o Offer) (low, high float64) {
	margin := func(x float64) (ok, not float64) { return c.margin(ballots(c.Blocs, o, x*c.Shock)) }
	low = bisect(func(x float64) bool { ok, _ := margin(x); return ok < sure })
	high = -bisect(func(x float64) bool { _, not := margin(-x); return not < sure })
	return low, high
}

// bisect returns the largest shock, to a thousandth, for which cond holds, with
// cond true below and false above; -shockRange when it never does.
func bisect(cond func(float64) bool) float64 {
	low, high := -shockRange, shockRange
	if cond(high) {
		return high
	}
	for high-low > 1e-3 {
		middle := (low + high) / 2
		if cond(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

type node struct{ at, weight float64 }

// nodes returns the points and weights of Gauss-Legendre integration between
// two bounds (Abramowitz and Stegun 25.4.30), more of them for a wider band;
// none when the bounds meet.
func nodes(low, high float64) []node {
	if high <= low {
		return nil
	}
	points := 24 + int(2*(high-low))
	out := make([]node, points)
	for i := range points {
		x := math.Cos(math.Pi * (float64(i) + 0.75) / (float64(points) + 0.5))
		slope := 0.0
		for range 50 { // Newton's method; it settles after a handful of steps
			p, before := 1.0, 0.0
			for k := range points {
				p, before = (float64(2*k+1)*x*p-float64(k)*before)/float64(k+1), p
			}
			slope = float64(points) * (x*p - before) / (x*x - 1)
			step := p / slope
			x -= step
			if math.Abs(step) < 1e-15 {
				break
			}
		}
		out[i] = node{(low + high - (high-low)*x) / 2, (high - low) / ((1 - x*x) * slope * slope)}
	}
	return out
}
