package projection

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"entente/decimal"
	"entente/diag"
	"entente/series"
)

// leastPairs is how many years two series must share before their correlation
// is estimated.
const leastPairs = 8

// correlate makes the tied drivers share their draws: z = L·e with L·Lᵀ the
// matrix of correlations (Cholesky) and e each driver's own draws. A driver
// rests on those before it in the order of their names alone, so one that is
// added changes none of those before it.
func (p *Projection) correlate(r Request) (diag.List, error) {
	var found diag.List
	var given []series.Correlation
	for _, c := range r.Correlated {
		a, b := p.find(c.Between[0]), p.find(c.Between[1])
		if a == nil || b == nil {
			continue // nothing of this projection reads it
		}
		if c.Value == nil {
			v, err := estimateCorrelation(a, b, r)
			if err != nil {
				found.Add(diag.Diagnostic{Code: diag.HistoryShort, Pos: c.Pos, Path: "dossier/correlations", Message: err.Error()})
				return found, err
			}
			c.Value = &v
		}
		given = append(given, c)
		for _, d := range []*driver{a, b} {
			if !slices.Contains(p.ties, d) {
				p.ties = append(p.ties, d)
			}
		}
	}
	if len(p.ties) == 0 {
		return nil, nil
	}
	slices.SortFunc(p.ties, func(a, b *driver) int { return slices.Index(p.drivers, a) - slices.Index(p.drivers, b) })
	n := len(p.ties)
	m := mat.NewSymDense(n, nil)
	for i := range n {
		m.SetSym(i, i, 1)
	}
	for _, c := range given {
		m.SetSym(slices.Index(p.ties, p.find(c.Between[0])), slices.Index(p.ties, p.find(c.Between[1])), c.Value.Float64())
	}
	var chol mat.Cholesky
	if !chol.Factorize(m) {
		moved := nearestCorrelation(m)
		found.Add(diag.Diagnostic{
			Code: diag.BadCorrelation, Severity: diag.Warning, Pos: given[0].Pos, Path: "dossier/correlations",
			Message: fmt.Sprintf("the correlations contradict each other; the nearest ones that do not were taken, at most %.3f away", moved),
			Hint:    "no three series can be tied so: lower one of the correlations",
		})
		if !chol.Factorize(m) {
			return found, fmt.Errorf("%w: the correlations cannot be made to agree", ErrPlan)
		}
	}
	var l mat.TriDense
	chol.LTo(&l)
	for i, d := range p.ties {
		d.tie = make([]float64, n)
		for j := range i + 1 {
			d.tie[j] = l.At(i, j)
		}
	}
	return found, nil
}

func (p *Projection) find(id string) *driver {
	for _, d := range p.drivers {
		if d.series.ID == id {
			return d
		}
	}
	return nil
}

// nearestCorrelation clips the eigenvalues at a small one and scales back to a
// unit diagonal (Rebonato and Jäckel 1999); it returns the largest change.
func nearestCorrelation(m *mat.SymDense) (moved float64) {
	var eigen mat.EigenSym
	eigen.Factorize(m, true)
	n := m.SymmetricDim()
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	for i, v := range values {
		values[i] = math.Sqrt(max(v, 1e-6))
	}
	var root, full mat.Dense
	root.Mul(&vectors, mat.NewDiagDense(n, values))
	full.Mul(&root, root.T())
	for i := range n {
		for j := range i {
			v := full.At(i, j) / math.Sqrt(full.At(i, i)*full.At(j, j))
			moved = max(moved, math.Abs(v-m.At(i, j)))
			m.SetSym(i, j, v)
		}
	}
	return moved
}

// estimateCorrelation returns the correlation of what surprised in both series
// in the years that both know: of the residuals of their models, or of the
// values themselves.
func estimateCorrelation(a, b *driver, r Request) (v decimal.Decimal, err error) {
	x, y := surprises(a, r), surprises(b, r)
	var u, w []float64
	for _, year := range slices.Sorted(keysOf(x)) { // in order: sums of floats depend on it
		if t, both := y[year]; both {
			u, w = append(u, x[year]), append(w, t)
		}
	}
	if len(u) < leastPairs {
		return v, fmt.Errorf("%w: %s and %s share %d years, a correlation needs %d", ErrHistory, a.series.ID, b.series.ID, len(u), leastPairs)
	}
	return toDecimal(stat.Correlation(u, w, nil), 3), nil
}

// surprises returns, for each known year, what the model did not expect.
func surprises(d *driver, r Request) map[int]float64 {
	out := map[int]float64{}
	history := historyOf(d.series, r.World.Known)
	for i, h := range history {
		after := i > 0 && history[i-1].year == h.year-1
		switch m := d.process.(type) {
		case autoRegressive:
			if after {
				out[h.year] = h.value - m.mean - m.persistence*(history[i-1].value-m.mean)
			}
		case randomWalk:
			if after {
				out[h.year] = h.value - history[i-1].value
			}
		case brownian:
			if after {
				out[h.year] = logarithm(h.value / history[i-1].value)
			}
		default:
			out[h.year] = h.value
		}
	}
	return out
}
