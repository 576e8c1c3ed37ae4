package analysis

import "math"

// maximin returns the mixture over the rows that maximises the least column,
// and that least. It solves the adversary's linear program, which has few
// variables, with Dantzig's simplex method in Bland's order (1977), and reads
// the mixture off the slacks.
func maximin(rows [][]float64) ([]float64, float64) {
	n := len(rows[0])
	shift := math.Inf(1)
	for _, r := range rows {
		for _, x := range r {
			shift = min(shift, x)
		}
	}
	shift = 1 - shift // every entry at least 1, so that the value is positive
	// maximise sum y subject to rows·y ≤ 1, y ≥ 0. Row k of the tableau says
	// basic[k] = t[k][n] - Σ t[k][j]·free[j]; the last row is the objective.
	t := make([][]float64, len(rows)+1)
	basic, free := make([]int, len(rows)), make([]int, n)
	for k, r := range rows {
		t[k] = make([]float64, n+1)
		for j, x := range r {
			t[k][j] = x + shift
		}
		t[k][n] = 1
		basic[k] = n + k
	}
	t[len(rows)] = make([]float64, n+1)
	for j := range n {
		t[len(rows)][j] = -1
		free[j] = j
	}
	for range min(50*(n+len(rows)), 100+mixEffort/(n*(n+len(rows)))) {
		if !pivot(t, basic, free) {
			break
		}
	}
	x, total := make([]float64, len(rows)), 0.0
	for j, v := range free {
		if v >= n {
			x[v-n] = max(0, t[len(rows)][j])
			total += x[v-n]
		}
	}
	for k := range x {
		x[k] /= total
	}
	return x, 1/total - shift
}

// pivot makes one exchange; false when the optimum is reached.
func pivot(t [][]float64, basic, free []int) bool {
	m, n := len(basic), len(free)
	in := -1
	for j := range n {
		if t[m][j] < -1e-13 && (in < 0 || free[j] < free[in]) {
			in = j
		}
	}
	if in < 0 {
		return false
	}
	out, ratio := -1, math.Inf(1)
	for k := range m {
		if t[k][in] > 1e-13 {
			r := t[k][n] / t[k][in]
			if r < ratio || r == ratio && basic[k] < basic[out] {
				out, ratio = k, r
			}
		}
	}
	if out < 0 {
		return false
	}
	p := t[out][in]
	for j := range t[out] {
		if j != in {
			t[out][j] /= p
		}
	}
	t[out][in] = 1 / p
	for k := range t {
		if k == out || t[k][in] == 0 {
			continue
		}
		f := t[k][in]
		for j := range t[k] {
			if j != in {
				t[k][j] -= float64(f * t[out][j])
			}
		}
		t[k][in] = -f / p
	}
	basic[out], free[in] = free[in], basic[out]
	return true
}

// nashClimb climbs from the lottery with the greatest least gain. Each step
// moves probability from the worst point in use to the best point there is
// (pairwise conditional gradient, Lacoste-Julien and Jaggi 2015) as far as it
// pays.
func (g Game) nashClimb(w []float64) *Mixture {
	ones := make([]float64, len(w))
	for i := range ones {
		ones[i] = 1
	}
	start := g.level(ones)
	if start == nil {
		return nil
	}
	share := make([]float64, len(g.Points))
	for _, s := range start.Shares {
		share[s.Point] = s.Probability
	}
	gain := make([]float64, len(w))
	for range min(20_000, 200+mixEffort/(len(g.Points)*len(w)+1)) {
		for i := range gain {
			gain[i] = -g.Disagreement[i]
			for k, p := range share {
				if p > 0 {
					gain[i] += float64(p * g.Points[k][i])
				}
			}
		}
		up, down, top, bottom := g.direction(w, gain, share)
		if top-bottom < 1e-12 {
			break
		}
		move := g.stride(w, gain, up, down, share[down])
		share[up] += move
		if share[down] -= move; share[down] < 1e-15 {
			share[down] = 0
		}
	}
	var shares []Share
	for k, p := range share {
		if p > 1e-12 {
			shares = append(shares, Share{k, p})
		}
	}
	return g.mixture(shares)
}

// direction finds the point with the greatest slope and the used point with
// the least.
func (g Game) direction(w, gain, share []float64) (up, down int, top, bottom float64) {
	top, bottom = math.Inf(-1), math.Inf(1)
	for k, p := range g.Points {
		slope := 0.0
		for i, x := range p {
			slope += float64(w[i] * x / gain[i])
		}
		if slope > top {
			up, top = k, slope
		}
		if share[k] > 0 && slope < bottom {
			down, bottom = k, slope
		}
	}
	return up, down, top, bottom
}

// stride bisects the slope along the move from one point to another.
func (g Game) stride(w, gain []float64, up, down int, most float64) float64 {
	lo, hi := 0.0, most
	for range 60 {
		mid, slope := (lo+hi)/2, 0.0
		for i := range gain {
			d := g.Points[up][i] - g.Points[down][i]
			at := gain[i] + float64(mid*d)
			if at <= 0 {
				slope = math.Inf(-1)
				break
			}
			slope += float64(w[i] * d / at)
		}
		if slope > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	if hi == most {
		return most
	}
	return lo
}
