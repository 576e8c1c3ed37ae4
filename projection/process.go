package projection

import (
	"errors"
	"fmt"
	"math"

	"entente/internal/vector"
	"entente/series"
)

// ErrHistory is returned, wrapped, for a model that needs more observations
// than were known.
var ErrHistory = errors.New("not enough observations")

// process moves a block of futures on by one year. z are standard normal
// draws; further ones come from the year's stream of the series.
type process interface {
	step(year int, z []float64, more stream, first uint64, m *memory)
}

// newProcess turns a model into a process.
func newProcess(s *series.Series, history []point) (process, error) {
	logs := s.Kind != series.Growth && s.Kind != series.Share
	f := func(d interface{ Float64() float64 }) float64 { return d.Float64() }
	needs := func(n int) error {
		if len(history) >= n {
			return nil
		}
		return fmt.Errorf("%w: %s has %d, its model needs %d", ErrHistory, s.ID, len(history), n)
	}
	switch m := s.Assumption.Model.(type) {
	case series.Constant:
		return constant(f(m.Value)), nil
	case series.Given:
		g := given{}
		for year, v := range m.Values {
			g[year] = f(v)
		}
		return g, nil
	case series.Normal:
		return normal{f(m.Mean), f(m.SD)}, nil
	case series.LogNormal:
		return logNormal{f(m.Median), f(m.SD) / 100, !logs}, nil
	case series.Triangular:
		return triangular{f(m.Low), f(m.Mode), f(m.High)}, nil
	case series.Empirical:
		values := since(history, m.From)
		if len(values) == 0 {
			return nil, fmt.Errorf("%w: %s has none from %d on", ErrHistory, s.ID, m.From)
		}
		return empirical(values), nil
	case series.AutoRegressive:
		return autoRegressive{f(m.Mean), f(m.Persistence), f(m.SD)}, nil
	case series.RandomWalk:
		return randomWalk{f(m.Drift), f(m.SD)}, needs(1)
	case series.GeometricBrownian:
		sd := f(m.SD) / 100
		return brownian{f(m.Drift)/100 - sd*sd/2, sd}, needs(1)
	case series.Bootstrap:
		values := since(history, m.From)
		if logs {
			values = changes(values)
		}
		if len(values) < 2 {
			return nil, fmt.Errorf("%w: %s leaves %d to draw pieces from", ErrHistory, s.ID, len(values))
		}
		return bootstrap{values, 1 / f(m.Block), logs}, nil
	case series.Regimes:
		var r regimes
		for _, state := range m.States {
			r = append(r, regime{f(state.Mean), f(state.SD), f(state.Stay) / 100})
		}
		return r, nil
	default:
		return nil, fmt.Errorf("%s has a model of an unknown kind", s.ID)
	}
}

func since(history []point, from int) (values []float64) {
	for _, p := range history {
		if p.year >= from {
			values = append(values, p.value)
		}
	}
	return values
}

// changes returns the growth of the logarithm from each value to the next.
func changes(values []float64) (logs []float64) {
	for i := 1; i < len(values); i++ {
		logs = append(logs, logarithm(values[i]/values[i-1]))
	}
	return logs
}

type constant float64

func (c constant) step(_ int, _ []float64, _ stream, _ uint64, m *memory) {
	for i := range m.latent {
		m.latent[i] = float64(c)
	}
}

type given map[int]float64

func (g given) step(year int, _ []float64, _ stream, _ uint64, m *memory) {
	for i := range m.latent {
		m.latent[i] = g[year]
	}
}

type normal struct{ mean, sd float64 }

func (n normal) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	vector.Affine(m.latent[:len(z)], z, n.sd, n.mean)
}

type logNormal struct {
	median, sd float64
	growth     bool
}

func (l logNormal) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	for i, z := range z {
		factor := exponential(float64(l.sd * z))
		if l.growth {
			m.latent[i] = float64((100+l.median)*factor) - 100
		} else {
			m.latent[i] = float64(l.median * factor)
		}
	}
}

type triangular struct{ low, mode, high float64 }

func (t triangular) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	width := t.high - t.low
	bend := (t.mode - t.low) / width
	for i, z := range z {
		u := below(z)
		if u < bend {
			m.latent[i] = t.low + math.Sqrt(float64(float64(u*width)*(t.mode-t.low)))
		} else {
			m.latent[i] = t.high - math.Sqrt(float64(float64((1-u)*width)*(t.high-t.mode)))
		}
	}
}

type empirical []float64

func (e empirical) step(_ int, _ []float64, more stream, first uint64, m *memory) {
	for i := range m.latent {
		m.latent[i] = e[more.below(first+uint64(i), len(e))]
	}
}

type autoRegressive struct{ mean, persistence, sd float64 }

func (a autoRegressive) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	latent := m.latent[:len(z)]
	if len(z) > 0 && math.IsNaN(latent[0]) { // nothing was observed: the stationary state
		sd := a.sd / math.Sqrt(1-float64(a.persistence*a.persistence))
		for i, z := range z {
			latent[i] = a.mean + float64(sd*z)
		}
		return
	}
	vector.Regress(latent, z, a.mean-float64(a.persistence*a.mean), a.persistence, a.sd)
}

type randomWalk struct{ drift, sd float64 }

func (r randomWalk) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	for i, z := range z {
		m.latent[i] += r.drift + float64(r.sd*z)
	}
}

type brownian struct{ drift, sd float64 } // of the logarithm

func (b brownian) step(_ int, z []float64, _ stream, _ uint64, m *memory) {
	for i, z := range z {
		m.latent[i] = float64(m.latent[i] * exponential(b.drift+float64(b.sd*z)))
	}
}

type bootstrap struct {
	values []float64
	jump   float64 // the chance that a new piece begins
	logs   bool
}

func (b bootstrap) step(_ int, _ []float64, more stream, first uint64, m *memory) {
	again := more.apart() // whether a piece begins, apart from where
	for i := range m.latent {
		place := int(m.state[i]) // one past the place in history last used; 0 before the first year
		if place == 0 || again.uniform(first+uint64(i)) < b.jump {
			place = more.below(first+uint64(i), len(b.values))
		}
		v := b.values[place%len(b.values)] // after the last year comes the first
		m.state[i] = float64(place%len(b.values) + 1)
		if b.logs {
			v = float64(m.latent[i] * exponential(v))
		}
		m.latent[i] = v
	}
}

type regime struct{ mean, sd, stay float64 }

type regimes []regime

func (r regimes) step(_ int, z []float64, more stream, first uint64, m *memory) {
	for i, z := range z {
		now := int(m.state[i])
		if u := more.uniform(first + uint64(i)); u >= r[now].stay {
			// The rest of the chance is divided evenly among the other states.
			other := min(int(float64((u-r[now].stay)/(1-r[now].stay))*float64(len(r)-1)), len(r)-2)
			if other >= now {
				other++
			}
			now = other
		}
		m.state[i] = float64(now)
		m.latent[i] = r[now].mean + float64(r[now].sd*z)
	}
}
