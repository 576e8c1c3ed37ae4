package projection

import (
	"slices"
)

// Summary is what the forecasts of one class were worth together.
type Summary struct {
	Class   string
	Number  int
	Origins int
	CRPS    float64
	Covered map[int]float64 // by percent: the share of what came that lay inside
	PIT     []int           // how many fell into each fifth
	Naive   []Against
	Misses  []Forecast // what came lay outside the 90 percent interval
}

// Against compares the mean CRPS with that of a naive rule. Low and High hold
// nine of ten of the differences when the origins are drawn again with
// replacement (a paired bootstrap by origin: forecasts of one origin err
// together).
type Against struct {
	Rule       string
	CRPS       float64
	Difference float64 // below zero: the projection is better
	Low, High  float64
}

// resamples is how often origins are drawn again.
const resamples = 10_000

// Summaries sums the forecasts up by class, in the order of the constants.
func (b *Backtest) Summaries(seed uint64) []Summary {
	var all []Summary
	for _, class := range []string{Within, Renewal, Fixed, Index} {
		var of []Forecast
		for _, f := range b.Forecasts {
			if f.Class == class {
				of = append(of, f)
			}
		}
		if len(of) > 0 {
			all = append(all, summarise(class, of, seed))
		}
	}
	return all
}

func summarise(class string, all []Forecast, seed uint64) Summary {
	s := Summary{Class: class, Number: len(all), Covered: map[int]float64{}, PIT: make([]int, 5)}
	n := float64(len(all))
	var origins []int
	inside := map[int]int{}
	for _, f := range all {
		s.CRPS += f.CRPS / n
		for percent, in := range f.Covered {
			if in {
				inside[percent]++
			} else if percent == 90 {
				s.Misses = append(s.Misses, f)
			}
			s.Covered[percent] = float64(inside[percent]) / n
		}
		s.PIT[min(int(f.PIT*5), 4)]++
		if !slices.Contains(origins, f.Origin) {
			origins = append(origins, f.Origin)
		}
	}
	s.Origins = len(origins)
	for _, rule := range NaiveRules() {
		s.Naive = append(s.Naive, against(rule, all, origins, seed))
	}
	return s
}

func against(rule string, all []Forecast, origins []int, seed uint64) Against {
	a := Against{Rule: rule}
	sums, counts := make([]float64, len(origins)), make([]int, len(origins))
	for _, f := range all {
		i := slices.Index(origins, f.Origin)
		sums[i] += f.CRPS - f.Naive[rule]
		counts[i]++
		a.CRPS += f.Naive[rule] / float64(len(all))
	}
	total := 0.0
	for _, v := range sums {
		total += v
	}
	a.Difference = total / float64(len(all))
	draws := streamOf(seed, "backtest/"+rule, len(all))
	means := make([]float64, resamples)
	for k := range means {
		sum, n := 0.0, 0
		for j := range origins {
			i := draws.below(uint64(k*len(origins)+j), len(origins))
			sum += sums[i]
			n += counts[i]
		}
		means[k] = sum / float64(n)
	}
	slices.Sort(means)
	a.Low, a.High = means[resamples/20], means[resamples-resamples/20]
	return a
}
