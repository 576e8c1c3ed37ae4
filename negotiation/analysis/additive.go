package analysis

import "entente/negotiation"

// sums is an additive utility as a table: part[k][p] is what issue k adds at
// position p.
type sums struct {
	bias float64
	part [][]float64
}

// additive returns the tables of all parties, or false when some utility is of
// another form. Effects of time do not count: an analysis stands at time 0.
func additive(s negotiation.Scenario) ([]sums, bool) {
	out := make([]sums, len(s.Profiles))
	for i, p := range s.Profiles {
		var a negotiation.Additive
		switch u := negotiation.Still(p.Utility).(type) {
		case negotiation.Additive:
			a = u
		case negotiation.Ranged:
			a = u.Central()
		default:
			return nil, false
		}
		out[i] = sums{bias: a.Bias, part: make([][]float64, len(a.Terms))}
		for k, t := range a.Terms {
			row := make([]float64, len(t.Values))
			for v, x := range t.Values {
				row[v] = float64(t.Weight * x)
			}
			out[i].part[k] = row
		}
	}
	return out, true
}

// odometer walks through the outcomes of all issues but the last and keeps the
// sums of what is settled: level[k] is the sum over the first k issues.
type odometer struct {
	at    negotiation.Outcome
	size  []int
	level [][]float64 // per party
	sums  []sums
}

func newOdometer(space negotiation.Space, all []sums, from int64) *odometer {
	outer := len(space.Issues) - 1
	o := &odometer{at: make(negotiation.Outcome, outer), size: make([]int, outer), sums: all, level: make([][]float64, len(all))}
	for k := outer - 1; k >= 0; k-- {
		o.size[k] = space.Issues[k].Values.Size()
		o.at[k] = int(from % int64(o.size[k]))
		from /= int64(o.size[k])
	}
	for i := range all {
		o.level[i] = make([]float64, outer+1)
		o.level[i][0] = all[i].bias
	}
	o.settle(0)
	return o
}

// settle recomputes the sums from issue k on.
func (o *odometer) settle(k int) {
	for i := range o.sums {
		level := o.level[i]
		for j := k; j < len(o.at); j++ {
			level[j+1] = level[j] + o.sums[i].part[j][o.at[j]]
		}
	}
}

// step moves to the next outcome of the outer issues.
func (o *odometer) step() {
	for k := len(o.at) - 1; k >= 0; k-- {
		if o.at[k]++; o.at[k] < o.size[k] {
			o.settle(k)
			return
		}
		o.at[k] = 0
	}
}

// base is party i's sum over all issues but the last.
func (o *odometer) base(i int) float64 { return o.level[i][len(o.at)] }

// visitSums values the outcomes lo..hi-1 of an additive scenario.
func visitSums(t *tally, space negotiation.Space, all []sums, thresholds []float64, lo, hi int64) {
	last := len(space.Issues) - 1
	width := int64(space.Issues[last].Values.Size())
	o := newOdometer(space, all, lo/width)
	u := make([]float64, len(all))
	for p := lo % width; lo < hi; p = 0 {
		for ; p < width && lo < hi; p, lo = p+1, lo+1 {
			for i := range all {
				u[i] = units(o.base(i) + all[i].part[last][p])
			}
			t.take(u, thresholds, lo)
		}
		o.step()
	}
}

// visitPair is visitSums for two parties, with everything in registers: the
// common case has to be fast.
func visitPair(t *tally, space negotiation.Space, all []sums, thresholds []float64, lo, hi int64) {
	last := len(space.Issues) - 1
	first, second := all[0].part[last], all[1].part[last]
	second = second[:len(first)]
	width := int64(len(first))
	o := newOdometer(space, all, lo/width)
	steps := t.frontier.(*stairs)
	minA, minB, maxA, maxB, sumA, sumB := t.min[0], t.min[1], t.max[0], t.max[1], t.sum[0], t.sum[1]
	limitA, limitB, rational := thresholds[0], thresholds[1], int64(0)
	begin := lo
	for p := lo % width; lo < hi; p = 0 {
		baseA, baseB := o.base(0), o.base(1)
		for ; p < width && lo < hi; p, lo = p+1, lo+1 {
			a, b := units(baseA+first[p]), units(baseB+second[p])
			minA, minB, maxA, maxB = min(minA, a), min(minB, b), max(maxA, a), max(maxB, b)
			sumA += a
			sumB += b
			if a >= limitA && b >= limitB {
				rational++
			}
			steps.add(a, b, lo)
		}
		o.step()
	}
	t.min[0], t.min[1], t.max[0], t.max[1], t.sum[0], t.sum[1] = minA, minB, maxA, maxB, sumA, sumB
	t.allowed += hi - begin
	t.rational += rational
}
