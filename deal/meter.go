package deal

import (
	"math"
	"slices"

	"entente/projection"
)

// term is an end of the agreement: by how much each year is raised because
// terms have ended, and the same as weights of the sums up to a year, of which
// there is one wherever the raise changes.
type term struct {
	end     int
	factors []float64
	upTo    []int     // years, by position
	weights []float64 // of the sum of the years up to and with it
	same    int       // an earlier term with the same factors; -1: none
}

// terms prepares the ends.
func (p *Problem) terms(last []int) []term {
	out := make([]term, len(last))
	for i, end := range last {
		t := term{end: end, factors: p.factors(end), same: -1}
		for j := range i {
			if t.same < 0 && slices.Equal(out[j].factors, t.factors) {
				t.same = j
			}
		}
		// Σ f(y)·x(y) = Σ (f(y) − f(y+1))·(x(1) + … + x(y)), with f = 0 after the last
		for y, f := range t.factors {
			next := 0.0
			if y+1 < len(t.factors) {
				next = t.factors[y+1]
			}
			if f != next {
				t.upTo, t.weights = append(t.upTo, y), append(t.weights, f-next)
			}
		}
		out[i] = t
	}
	return out
}

// factors returns by how much each year is raised because terms have ended.
func (p *Problem) factors(end int) []float64 {
	out := make([]float64, p.Years.Len())
	length := max(end-p.Years.From+1, 1)
	for i := range out {
		out[i] = math.Pow(1+p.Renewal, float64(i/length))
	}
	return out
}

// meter measures packages; a worker uses one over and over.
type meter struct {
	problem   *Problem
	deflators deflators
	terms     []term
	whole     bool // some measure looks at the whole distribution
	sums      [][]float64
	tails     tails
}

func (p *Problem) meter(by deflators, last []int) *meter {
	m := &meter{problem: p, deflators: by, terms: p.terms(last)}
	for _, name := range p.Measures {
		m.whole = m.whole || name == WorstTwenty || name == LowestTwenty || name == Spread
	}
	return m
}

// reading is what was read of one package so far.
type reading struct {
	paid     []float64             // by year: over all futures, in whole units
	deflated map[Measure][]float64 // likewise, as the measure counts
	totals   [][]float64           // by term and future; nil where a term has the factors of another
}

func (m *meter) begin(r *reading, futures int) {
	years := m.problem.Years.Len()
	r.paid = append(r.paid[:0], make([]float64, years)...)
	r.deflated = map[Measure][]float64{}
	for name := range m.deflators {
		r.deflated[name] = make([]float64, years)
	}
	if !m.whole {
		return
	}
	for len(r.totals) < len(m.terms) {
		r.totals = append(r.totals, nil)
	}
	for t := range m.terms {
		if m.terms[t].same < 0 && len(r.totals[t]) != futures {
			r.totals[t] = make([]float64, futures)
		}
	}
}

// read takes in the futures of a block.
func (m *meter) read(r *reading, first int, years []projection.Year) {
	for y, x := range years {
		r.paid[y] += float64(added(x.Counts) * x.Unit)
		for name, by := range m.deflators {
			r.deflated[name][y] += float64(crossed(x.Counts, by[y][first:]) * x.Unit)
		}
	}
	if !m.whole {
		return
	}
	size := len(years[0].Counts)
	m.addUp(years, size)
	for t, term := range m.terms {
		if term.same < 0 {
			term.total(r.totals[t][first:first+size], m.sums)
		}
	}
}

// addUp makes the sums of the years up to each.
func (m *meter) addUp(years []projection.Year, size int) {
	for len(m.sums) < len(years) {
		m.sums = append(m.sums, nil)
	}
	for y, x := range years {
		if len(m.sums[y]) < size {
			m.sums[y] = make([]float64, size)
		}
		out, unit := m.sums[y][:size], x.Unit
		counts := x.Counts[:len(out)]
		if y == 0 {
			for i, n := range counts {
				out[i] = n * unit
			}
			continue
		}
		before := m.sums[y-1][:len(out)]
		for i, n := range counts {
			out[i] = before[i] + float64(n*unit)
		}
	}
}

// total computes what every future pays in all years, two sums at a time.
func (t term) total(out []float64, sums [][]float64) {
	a, w := sums[t.upTo[0]][:len(out)], t.weights[0]
	k := 1
	if len(t.upTo)%2 == 0 {
		b, v := sums[t.upTo[1]][:len(out)], t.weights[1]
		for i, x := range a {
			out[i] = float64(x*w) + float64(b[i]*v)
		}
		k = 2
	} else {
		for i, x := range a {
			out[i] = x * w
		}
	}
	for ; k < len(t.upTo); k += 2 {
		a, w := sums[t.upTo[k]][:len(out)], t.weights[k]
		b, v := sums[t.upTo[k+1]][:len(out)], t.weights[k+1]
		for i, x := range a {
			out[i] += float64(x*w) + float64(b[i]*v)
		}
	}
}

// added sums numbers, four sums side by side: whole numbers come out exact.
func added(x []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= 4; x = x[4:] {
		a, b, c, d = a+x[0], b+x[1], c+x[2], d+x[3]
	}
	for _, v := range x {
		a += v
	}
	return a + b + (c + d)
}

// crossed sums products, likewise.
func crossed(x, y []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= 4; x, y = x[4:], y[4:] {
		y := y[:4]
		a, b, c, d = a+float64(x[0]*y[0]), b+float64(x[1]*y[1]), c+float64(x[2]*y[2]), d+float64(x[3]*y[3])
	}
	for i, v := range x {
		a += float64(v * y[i])
	}
	return a + b + (c + d)
}

// finish fills one row for each term: rows[t*len(Measures)+m].
func (m *meter) finish(r *reading, futures int, rows []float64) {
	by := 1 / float64(futures)
	for y := range r.paid {
		r.paid[y] *= by
		for _, deflated := range r.deflated {
			deflated[y] *= by
		}
	}
	n := len(m.problem.Measures)
	for t, term := range m.terms {
		row := rows[t*n : (t+1)*n]
		if term.same >= 0 { // only the end differs
			copy(row, rows[term.same*n:(term.same+1)*n])
		} else {
			m.row(r, t, row)
		}
		for i, name := range m.problem.Measures {
			if name == FixedYears {
				row[i] = float64(min(term.end, m.problem.Years.To) - m.problem.Years.From + 1)
			}
		}
	}
}

func weighted(means, factors []float64) float64 {
	sum := 0.0
	for y, x := range means {
		sum += float64(x * factors[y])
	}
	return sum
}

// row computes every measure for one term.
func (m *meter) row(r *reading, t int, out []float64) {
	mean, factors := r.paid, m.terms[t].factors
	total := weighted(mean, factors)
	var far ends
	if m.whole {
		far = m.tails.of(r.totals[t])
	}
	for i, name := range m.problem.Measures {
		switch name {
		case WorstTwenty:
			out[i] = far.dearest
		case LowestTwenty:
			out[i] = far.cheapest
		case Spread:
			out[i] = 100 * (far.high - far.low) / total
		case Total:
			out[i] = total
		case FirstYear:
			out[i] = mean[0]
		case FirstIncrease:
			out[i] = 100 * (mean[0]/m.problem.Over - 1)
		case Average:
			out[i] = total / float64(len(mean))
		case PresentValue:
			out[i] = 0
			for y, x := range mean {
				out[i] += float64(x*factors[y]) / math.Pow(1+m.problem.Discount, float64(y))
			}
		case Real, InDollars:
			out[i] = weighted(r.deflated[name], factors)
		case ShareOfGDP:
			out[i] = weighted(r.deflated[name], factors) / float64(len(mean))
		case FixedYears: // known without the payments
		}
	}
}
