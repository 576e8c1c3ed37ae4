package projection

import (
	"cmp"
	"slices"
)

// tail is the share of the futures at either end: of a hundred, ten.
const tail = 10

// swing returns the mean total in the tenth of the futures in which a series is
// lowest on average over the years that are read, and in the tenth in which it
// is highest. Other series are what they are in these futures: tied ones move
// along. Where futures come in sets, each has its tenths.
func (p *Projection) swing(d *driver, draws Draws, totals []float64) (low, high Average) {
	average := make([]float64, len(totals))
	for i, in := range p.inputs() {
		if in.cell.Series != d.series.ID {
			continue
		}
		for k, v := range draws.Columns[i] { // the inputs come first, in this order
			average[k] += v
		}
	}
	size := len(totals)
	if p.points.Replicates > 0 {
		size = 1 << p.points.Bits
	}
	var lows, highs [][]float64
	for from := 0; from < len(totals); from += size {
		places := make([]int, size)
		for i := range places {
			places[i] = from + i
		}
		slices.SortFunc(places, func(a, b int) int { return cmp.Or(cmp.Compare(average[a], average[b]), a-b) })
		n := min(max(size/tail, 2), size) // two at least, for an error
		lows, highs = append(lows, at(totals, places[:n])), append(highs, at(totals, places[size-n:]))
	}
	return averageOf(lows), averageOf(highs)
}

func at(values []float64, places []int) []float64 {
	out := make([]float64, len(places))
	for i, k := range places {
		out[i] = values[k]
	}
	return out
}

// averageOf returns the mean of sets that are equally large; its error is that
// of independent values where there is only one set.
func averageOf(sets [][]float64) Average {
	if len(sets) == 1 {
		mean, err := meanOf(sets[0])
		return Average{mean, err}
	}
	means := make([]float64, len(sets))
	for i, s := range sets {
		for _, v := range s {
			means[i] += v / float64(len(s))
		}
	}
	mean, err := meanOf(means)
	return Average{mean, err}
}
