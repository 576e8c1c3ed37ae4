package projection

import (
	"math"
	"slices"
)

// together puts sets of futures that were drawn independently into one result.
func together(sets []*Result) *Result {
	all := *sets[0]
	n := len(sets)
	all.Paths *= n
	all.Exact = 0
	for _, s := range sets {
		all.Exact += s.Exact
	}
	join := func(of func(*Result) Spread) Spread {
		parts := make([]Spread, n)
		for i, s := range sets {
			parts[i] = of(s)
		}
		return joined(parts)
	}
	all.Years, all.Others = slices.Clone(all.Years), slices.Clone(all.Others)
	years, others := len(all.Years), len(all.Others)
	apart(years+others+1, func(i int) {
		switch {
		case i < years:
			all.Years[i].Spread = join(func(r *Result) Spread { return r.Years[i].Spread })
		case i < years+others:
			all.Others[i-years].Spread = join(func(r *Result) Spread { return r.Others[i-years].Spread })
		default:
			all.Total = join(func(r *Result) Spread { return r.Total })
		}
	})
	all.Caps = binding(sets, all.Paths, func(r *Result) []Binding { return r.Caps })
	all.Floors = binding(sets, all.Paths, func(r *Result) []Binding { return r.Floors })
	for c := range all.Draws.Columns {
		columns := make([][]float64, n)
		for i, s := range sets {
			columns[i] = s.Draws.Columns[c]
		}
		all.Draws.Columns[c] = slices.Concat(columns...)
	}
	return &all
}

func binding(sets []*Result, paths int, of func(*Result) []Binding) []Binding {
	all := slices.Clone(of(sets[0]))
	for i := range all {
		values := make([]float64, len(sets))
		sure := true
		for k, s := range sets {
			b := of(s)[i]
			values[k] = b.Value
			sure = sure && b.Error == 0
		}
		mean, err := meanOf(values)
		if all[i].Probability = (Probability{mean, max(err, halfFuture(paths))}); sure {
			all[i].Error = 0
		}
	}
	return all
}

// halfFuture is the least error of a share of futures: that none was drawn does
// not mean that there are none. It is what Wilson's interval gives then.
func halfFuture(paths int) float64 { return 1 / (2 * float64(paths+1)) }

// joined merges distributions and keeps them as sets.
func joined(parts []Spread) Spread {
	level := slices.Clone(parts)
	for len(level) > 1 { // by twos, so that each value is moved a few times only
		for i := range len(level) / 2 {
			level[i] = level[2*i].with(level[2*i+1])
		}
		half := len(level) / 2
		if len(level)%2 == 1 {
			level[half] = level[len(level)-1]
			half++
		}
		level = level[:half]
	}
	all := level[0]
	all.sets = parts
	return all
}

// with merges two distributions.
func (s Spread) with(o Spread) Spread {
	n := len(s.values) + len(o.values)
	m := Spread{Paths: s.Paths + o.Paths, values: make([]float64, 0, n), counts: make([]uint64, 0, n)}
	for i, k := 0, 0; i < len(s.values) || k < len(o.values); {
		switch {
		case k == len(o.values) || i < len(s.values) && s.values[i] < o.values[k]:
			m.values, m.counts = append(m.values, s.values[i]), append(m.counts, s.counts[i])
			i++
		case i == len(s.values) || o.values[k] < s.values[i]:
			m.values, m.counts = append(m.values, o.values[k]), append(m.counts, o.counts[k])
			k++
		default:
			m.values, m.counts = append(m.values, s.values[i]), append(m.counts, s.counts[i]+o.counts[k])
			i, k = i+1, k+1
		}
	}
	return m
}

// between returns the error of the mean of what the sets give.
func (s Spread) between(of func(Spread) float64) float64 {
	values := make([]float64, len(s.sets))
	for i, set := range s.sets {
		values[i] = of(set)
	}
	_, err := meanOf(values)
	return err
}

// meanOf returns the mean of independent values and its standard error.
func meanOf(values []float64) (mean, err float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v / n
	}
	squares := 0.0
	for _, v := range values {
		squares += float64((v - mean) * (v - mean))
	}
	return mean, math.Sqrt(squares / (n * (n - 1)))
}

// Spread returns the distribution of values, one for each future in order.
func (p Points) Spread(values []float64) Spread {
	if p.Replicates == 0 {
		return SpreadOf(values)
	}
	parts := make([]Spread, 0, p.Replicates)
	for set := range slices.Chunk(values, 1<<p.Bits) {
		parts = append(parts, SpreadOf(set))
	}
	return joined(parts)
}
