package projection

import (
	"math"
	"slices"
	"sort"
)

// Spread is the distribution of an amount over the drawn futures: every value
// that was drawn, with how often. Amounts are in whole currency units.
//
// Where futures come in sets that were drawn independently, the Monte Carlo
// errors are those of the mean of the sets; else those of independent futures.
type Spread struct {
	Paths  int
	values []float64
	counts []uint64
	sets   []Spread
}

// Mean returns the mean and its Monte Carlo error: the standard deviation
// divided by the root of the number of futures.
func (s Spread) Mean() (mean, err float64) {
	mean, sd := s.moments()
	if s.sets != nil {
		return mean, s.between(func(set Spread) float64 { m, _ := set.moments(); return m })
	}
	return mean, sd / math.Sqrt(float64(max(s.Paths, 1)))
}

// SD returns the standard deviation of the sample.
func (s Spread) SD() float64 {
	_, sd := s.moments()
	return sd
}

// moments are taken about the middle value, so that nothing cancels.
func (s Spread) moments() (mean, sd float64) {
	if s.Paths == 0 {
		return math.NaN(), math.NaN()
	}
	middle := s.values[len(s.values)/2]
	n := float64(s.Paths)
	sum := 0.0
	for i, v := range s.values {
		sum += float64((v - middle) * float64(s.counts[i]))
	}
	shift := sum / n
	squares := 0.0
	for i, v := range s.values {
		d := v - middle - shift
		squares += float64(float64(d*d) * float64(s.counts[i]))
	}
	if s.Paths > 1 {
		sd = math.Sqrt(squares / (n - 1))
	}
	return middle + shift, sd
}

// Quantile returns the smallest drawn value that at least the share p of the
// futures does not exceed: a value that was drawn, found exactly.
func (s Spread) Quantile(p float64) float64 {
	return s.ranked(uint64(math.Ceil(p*float64(s.Paths) - 1e-9)))
}

// ranked returns the value of the k-th smallest future, from 1.
func (s Spread) ranked(k uint64) float64 {
	k = min(max(k, 1), uint64(s.Paths))
	var below uint64
	for i, n := range s.counts {
		if below += n; below >= k {
			return s.values[i]
		}
	}
	return math.NaN()
}

// QuantileError returns half the distance between the two order statistics that
// enclose the true quantile in 68 of 100 runs.
func (s Spread) QuantileError(p float64) float64 {
	if s.sets != nil {
		return s.between(func(set Spread) float64 { return set.Quantile(p) })
	}
	n := float64(s.Paths)
	half := math.Sqrt(n * p * (1 - p))
	low, high := s.ranked(uint64(max(math.Floor(n*p-half), 1))), s.ranked(uint64(math.Ceil(n*p+half)))
	return (high - low) / 2
}

// Least and Most return the ends of what was drawn.
func (s Spread) Least() float64 { return s.values[0] }

// Most returns the largest drawn value.
func (s Spread) Most() float64 { return s.values[len(s.values)-1] }

// Exceeds returns the share of futures above an amount.
func (s Spread) Exceeds(amount float64) Probability {
	i := sort.Search(len(s.values), func(i int) bool { return s.values[i] > amount })
	var above uint64
	for _, n := range s.counts[i:] {
		above += n
	}
	e := ProbabilityOf(int(above), s.Paths)
	if s.sets != nil {
		e.Error = max(s.between(func(set Spread) float64 { return set.Exceeds(amount).Value }), halfFuture(s.Paths))
	}
	return e
}

// Shortfall returns the mean of the worst futures: of the share 1−p with the
// highest payments (expected shortfall, with the future on the edge counted in
// part), and its Monte Carlo error.
func (s Spread) Shortfall(p float64) (mean, err float64) {
	tail := (1 - p) * float64(s.Paths)
	left, sum := tail, 0.0
	edge := s.Quantile(p)
	for i, v := range slices.Backward(s.values) {
		n := min(float64(s.counts[i]), left)
		sum += float64((v - edge) * n)
		if left -= n; left <= 0 {
			break
		}
	}
	mean = edge + sum/tail
	if s.sets != nil {
		return mean, s.between(func(set Spread) float64 { m, _ := set.Shortfall(p); return m })
	}
	// The error of the mean of max(x − edge, 0) ÷ (1 − p).
	first, second := 0.0, 0.0
	for i, v := range s.values {
		if d := v - edge; d > 0 {
			first += float64(d * float64(s.counts[i]))
			second += float64(float64(d*d) * float64(s.counts[i]))
		}
	}
	n := float64(s.Paths)
	variance := max(second/n-float64(first/n)*float64(first/n), 0)
	return mean, math.Sqrt(variance/n) / (1 - p)
}

// Probability is a share of futures with its Monte Carlo error.
type Probability struct {
	Value float64
	Error float64
}

// ProbabilityOf returns k of n; the error is that of Wilson's interval, which
// is not zero when k is none or all.
func ProbabilityOf(k, n int) Probability {
	if n == 0 {
		return Probability{math.NaN(), math.NaN()}
	}
	p, m := float64(k)/float64(n), float64(n)
	return Probability{p, math.Sqrt(p*(1-p)/m+1/(4*m*m)) / (1 + 1/m)}
}
