package analysis

import (
	"math"
	"slices"
)

// Share is the probability with which a lottery draws a point of the game.
type Share struct {
	Point       int     `json:"point"`       // position in the list of efficient points
	Probability float64 `json:"probability"` // of being drawn
}

// Mixture is a lottery over outcomes and what it is worth in expectation.
type Mixture struct {
	Shares []Share   `json:"shares"` // what is drawn
	Utils  []float64 `json:"utils"`  // expected utilities, one for each party
}

// Mixtures are the solutions when parties may agree on a lottery: the set of
// expected utilities is then convex, as the theory asks. null where no lottery
// gives everybody more than disagreement.
type Mixtures struct {
	Nash             *Mixture `json:"nash"`              // greatest product of expected gains
	Egalitarian      *Mixture `json:"kalai_egalitarian"` // greatest least expected gain
	KalaiSmorodinsky *Mixture `json:"ks"`                // greatest least share of the greatest gains
	Utilitarian      *Mixture `json:"max_welfare"`       // greatest sum of utilities
}

// mixLimit is the number of efficient points times parties up to which
// lotteries are computed.
const mixLimit = 50_000

// Mixtures computes the solutions over lotteries among the points of the game.
func (g Game) Mixtures() Mixtures {
	var m Mixtures
	if len(g.Points)*len(g.Disagreement) > mixLimit || len(g.Points) == 0 {
		return m
	}
	if best := g.Utilitarian(); len(best) > 0 {
		m.Utilitarian = g.mixture([]Share{{best[0], 1}})
	}
	ones := make([]float64, len(g.Disagreement))
	for i := range ones {
		ones[i] = 1
	}
	m.Egalitarian = g.level(ones)
	if !g.Degenerate() {
		scale := make([]float64, len(g.Best))
		for i := range scale {
			scale[i] = g.Best[i] - g.Disagreement[i]
		}
		m.KalaiSmorodinsky = g.level(scale)
	}
	m.Nash = g.NashMixture(nil)
	return m
}

// mixture sums up a lottery.
func (g Game) mixture(shares []Share) *Mixture {
	m := Mixture{Shares: shares, Utils: make([]float64, len(g.Disagreement))}
	for _, s := range shares {
		for i := range m.Utils {
			m.Utils[i] += float64(s.Probability * g.Points[s.Point][i])
		}
	}
	return &m
}

// level is the lottery with the greatest least gain, gains measured in scale:
// the value of a matrix game in which a mediator chooses points and an
// adversary the party to look at.
func (g Game) level(scale []float64) *Mixture {
	rows := make([][]float64, len(g.Points))
	for k, p := range g.Points {
		rows[k] = make([]float64, len(p))
		for i := range p {
			rows[k][i] = (p[i] - g.Disagreement[i]) / scale[i]
		}
	}
	x, value := maximin(rows)
	if value <= 0 {
		return nil
	}
	var shares []Share
	for k, p := range x {
		if p > 1e-12 {
			shares = append(shares, Share{k, p})
		}
	}
	return g.mixture(shares)
}

// NashMixture is the lottery with the greatest (weighted) product of expected
// gains; nil when no point or lottery gives everybody a gain. Two parties are
// solved on the edges of the convex hull in closed form, more by a pairwise
// conditional-gradient search until no point could raise the logarithm of the
// product by more than 1e-12.
func (g Game) NashMixture(weights []float64) *Mixture {
	if weights == nil {
		weights = make([]float64, len(g.Disagreement))
		for i := range weights {
			weights[i] = 1
		}
	}
	if len(g.Disagreement) == 2 {
		return g.nashEdge(weights)
	}
	return g.nashClimb(weights)
}

// nashEdge tries every edge of the upper hull.
func (g Game) nashEdge(w []float64) *Mixture {
	hull := upperHull(g.Points)
	best, value := []Share(nil), math.Inf(-1)
	for j, at := range hull {
		next := hull[min(j+1, len(hull)-1)]
		a1, a2 := g.Points[at][0]-g.Disagreement[0], g.Points[at][1]-g.Disagreement[1]
		d1, d2 := g.Points[next][0]-g.Points[at][0], g.Points[next][1]-g.Points[at][1]
		// stationary point of w1·log(a1+t·d1) + w2·log(a2+t·d2)
		t := 0.0
		if d1 != 0 && d2 != 0 {
			t = min(1, max(0, -(w[0]*d1*a2+w[1]*d2*a1)/((w[0]+w[1])*d1*d2)))
		}
		g1, g2 := a1+float64(t*d1), a2+float64(t*d2)
		if g1 <= 0 || g2 <= 0 {
			continue
		}
		if v := w[0]*math.Log(g1) + w[1]*math.Log(g2); v > value+1e-15 {
			value = v
			best = []Share{{at, 1 - t}, {next, t}}
		}
	}
	if best == nil {
		return nil
	}
	return g.mixture(slices.DeleteFunc(best, func(s Share) bool { return s.Probability == 0 }))
}

// upperHull lists the corners of the convex hull that face the top right,
// from the first party's best to the second's (Andrew's monotone chain).
func upperHull(points [][]float64) []int {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Compare(points[b], points[a]) })
	var hull []int
	for _, j := range order {
		p := points[j]
		if len(hull) > 0 && p[1] <= points[hull[len(hull)-1]][1] {
			continue
		}
		for len(hull) >= 2 {
			a, b := points[hull[len(hull)-2]], points[hull[len(hull)-1]]
			if (b[0]-a[0])*(p[1]-a[1])-(b[1]-a[1])*(p[0]-a[0]) > 0 {
				break
			}
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, j)
	}
	return hull
}
