package deal

import (
	"math"
)

// tail is the share of futures that the measures of the worst look at.
const tail = 0.05

// tails finds the dearest and the cheapest futures; a worker uses it over and
// over.
type tails struct {
	low, high []float64
}

// ends tells of both ends of a distribution: the mean of the tail, and the
// value at which it begins.
type ends struct {
	cheapest, dearest float64
	low, high         float64
}

// sampled is how many values tell where the tails begin, roughly.
const sampled = 512

// of finds the tails of numbers without ordering them: a sample tells where to
// look, one pass keeps what lies there, and a selection among that is exact. The
// result depends on the numbers and their order alone.
func (t *tails) of(x []float64) ends {
	n := len(x)
	k := max(int(math.Ceil(tail*float64(n))), 1)
	t.keep(x, k)
	if len(t.low) < k || len(t.high) < k {
		t.low, t.high = append(t.low[:0], x...), append(t.high[:0], x...)
	}
	split(t.high, len(t.high)-k)
	dear := t.high[len(t.high)-k:]
	split(t.low, k-1)
	cheap := t.low[:k]
	return ends{cheapest: mean(cheap), dearest: mean(dear), low: cheap[k-1], high: least(dear)}
}

// keep takes what lies beyond a little more than the tails of a sample. Where
// the sample misleads, too little is left, and the caller looks at everything.
func (t *tails) keep(x []float64, k int) {
	t.low, t.high = t.low[:0], t.high[:0]
	stride := len(x) / sampled
	if stride < 2 {
		return
	}
	for i := 0; i < len(x); i += stride {
		t.low = append(t.low, x[i])
	}
	share := float64(k) / float64(len(x)) * float64(len(t.low))
	rank := min(int(share+4*math.Sqrt(share))+1, len(t.low)-1)
	split(t.low, rank)
	below := t.low[rank]
	split(t.low, len(t.low)-1-rank)
	above := t.low[len(t.low)-1-rank]
	t.low = t.low[:0]
	for _, v := range x {
		if v >= above {
			t.high = append(t.high, v)
		}
		if v <= below {
			t.low = append(t.low, v)
		}
	}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func least(x []float64) float64 {
	low := math.Inf(1)
	for _, v := range x {
		low = min(low, v)
	}
	return low
}

// split puts the k smallest in front, number k behind them (Hoare's selection,
// with the middle of three as pivot).
func split(x []float64, k int) {
	for low, high := 0, len(x)-1; low < high; {
		a, b, c := x[low], x[(low+high)/2], x[high]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return
		}
	}
}
