package analysis

import (
	"math"
	"slices"

	"entente/negotiation"
)

// Trade is what two issues offer when they are traded against each other
// instead of being settled one by one.
type Trade struct {
	Issues   []string  `json:"issues"`   // the two issues
	Apart    []string  `json:"apart"`    // each settled by itself, at the value with the greatest least satisfaction (the share of the way from a party's worst to its best value of this issue)
	Together []string  `json:"together"` // settled by the trade: the greatest sum of utilities at which nobody loses against settling them apart
	Gains    []float64 `json:"gains"`    // of each party
	Gain     float64   `json:"gain"`     // of all together
}

// Bounds on the search for trades: values of one issue that are looked at,
// issues (those that matter most), and trades that are returned.
const (
	tradeValues = 256
	tradeIssues = 64
	tradeCount  = 100
)

// Logrolling lists the pairs of issues worth trading, the most valuable first.
// It is nil when some utility is not additive: then what an issue is worth
// depends on the others. An issue with more than 256 values is looked at in
// 256 of them, spread evenly; in fewer where there are many issues or parties.
func Logrolling(s negotiation.Scenario) []Trade {
	all, ok := additive(s)
	if !ok {
		return nil
	}
	issues := weighty(all, len(s.Space.Issues))
	apart := make([]int, len(s.Space.Issues))
	most := max(4, min(tradeValues, int(math.Sqrt(2*tradeEffort/float64(len(issues)*len(issues)*len(all))))))
	for _, k := range issues {
		apart[k] = settle(all, k, most)
	}
	trades := []Trade{}
	for x, a := range issues {
		for _, b := range issues[x+1:] {
			if t, ok := trade(s.Space, all, min(a, b), max(a, b), apart, most); ok {
				trades = append(trades, t)
			}
		}
	}
	slices.SortStableFunc(trades, func(p, q Trade) int {
		switch {
		case p.Gain > q.Gain:
			return -1
		case p.Gain < q.Gain:
			return 1
		}
		return slices.Compare(p.Issues, q.Issues)
	})
	return trades[:min(len(trades), tradeCount)]
}

// weighty lists the issues by the utility that is at stake in them.
func weighty(all []sums, n int) []int {
	stake, order := make([]float64, n), make([]int, n)
	for k := range n {
		order[k] = k
		for _, u := range all {
			stake[k] += slices.Max(u.part[k]) - slices.Min(u.part[k])
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case stake[a] > stake[b]:
			return -1
		case stake[a] < stake[b]:
			return 1
		}
		return 0
	})
	return order[:min(n, tradeIssues)]
}

// settle finds the value of issue k with the greatest least satisfaction; ties
// go to the greater sum of utilities, then to the earlier value.
func settle(all []sums, k, most int) int {
	worst, top := make([]float64, len(all)), make([]float64, len(all))
	for i, u := range all {
		worst[i], top[i] = slices.Min(u.part[k]), slices.Max(u.part[k])
	}
	best, least, greatest := 0, math.Inf(-1), math.Inf(-1)
	for _, v := range looked(len(all[0].part[k]), most) {
		low, sum := math.Inf(1), 0.0
		for i, u := range all {
			sum += u.part[k][v]
			if top[i] > worst[i] {
				low = min(low, (u.part[k][v]-worst[i])/(top[i]-worst[i]))
			}
		}
		if low > least+tie || low > least-tie && sum > greatest+tie {
			best, least, greatest = v, low, sum
		}
	}
	return best
}

// looked lists the positions of an issue that are looked at: all, or so many
// spread evenly.
func looked(size, most int) []int {
	n := min(size, most)
	out := make([]int, n)
	for i := range out {
		out[i] = i
		if size > n {
			out[i] = i * (size - 1) / (n - 1)
		}
	}
	return out
}

// trade finds the best way to settle issues a and b together.
func trade(space negotiation.Space, all []sums, a, b int, apart []int, most int) (Trade, bool) {
	best, va, vb := tie, 0, 0
	rowB := looked(len(all[0].part[b]), most)
	for _, x := range looked(len(all[0].part[a]), most) {
	next:
		for _, y := range rowB {
			sum := 0.0
			for _, u := range all {
				gain := u.part[a][x] + u.part[b][y] - (u.part[a][apart[a]] + u.part[b][apart[b]])
				if gain < -negotiation.Noise {
					continue next
				}
				sum += gain
			}
			if sum > best {
				best, va, vb = sum, x, y
			}
		}
	}
	if best <= tie {
		return Trade{}, false
	}
	first, second := space.Issues[a], space.Issues[b]
	t := Trade{
		Issues:   []string{first.Name, second.Name},
		Apart:    []string{first.Values.Label(apart[a]), second.Values.Label(apart[b])},
		Together: []string{first.Values.Label(va), second.Values.Label(vb)},
		Gain:     best,
	}
	for _, u := range all {
		gain := u.part[a][va] + u.part[b][vb] - (u.part[a][apart[a]] + u.part[b][apart[b]])
		t.Gains = append(t.Gains, max(0, gain))
	}
	return t, true
}
