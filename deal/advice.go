package deal

import (
	"cmp"
	"math"
	"slices"

	"entente/negotiation"
)

// Move changes some issues of a package.
type Move struct {
	Issues []int               // that change
	To     negotiation.Outcome // the package after it
	Change []float64           // of the utility of each party
}

// Table answers questions about a scenario whose packages are all valued.
type Table struct {
	Scenario negotiation.Scenario
	reserved []float64
	size     int64
}

// NewTable prepares a scenario of [Valued.Scenario].
func NewTable(s negotiation.Scenario) Table {
	t := Table{Scenario: s}
	t.size, _ = s.Space.Count() // fits, as checked when the packages were valued
	for _, p := range s.Profiles {
		t.reserved = append(t.reserved, p.Reserved())
	}
	return t
}

func (t Table) move(from, to negotiation.Outcome) Move {
	m := Move{To: slices.Clone(to)}
	for k := range from {
		if from[k] != to[k] {
			m.Issues = append(m.Issues, k)
		}
	}
	a, b := t.Scenario.Utils(from), t.Scenario.Utils(to)
	for i := range a {
		m.Change = append(m.Change, b[i]-a[i])
	}
	return m
}

// Steps returns what moving one issue of a package by one value gives and
// takes.
func (t Table) Steps(from negotiation.Outcome) (out []Move) {
	for k, issue := range t.Scenario.Space.Issues {
		for _, by := range []int{-1, 1} {
			to := slices.Clone(from)
			if to[k] += by; to[k] < 0 || to[k] >= issue.Values.Size() || !t.Scenario.Space.Allows(to) {
				continue
			}
			out = append(out, t.move(from, to))
		}
	}
	return out
}

// Trades returns the best changes of two issues at once by which everybody
// gains though neither change alone would please everybody: one gives on the
// first and is repaid on the second. At most n, the greatest least gain first.
func (t Table) Trades(from negotiation.Outcome, n int) (out []Move) {
	s := t.Scenario.Space
	gives := t.gives(from)
	for a := range s.Issues {
		for b := a + 1; b < len(s.Issues); b++ {
			var best *Move
			for i := range s.Issues[a].Values.Size() {
				for j := range s.Issues[b].Values.Size() {
					if !gives[a][i] || !gives[b][j] {
						continue
					}
					to := slices.Clone(from)
					if to[a], to[b] = i, j; !s.Allows(to) {
						continue
					}
					if m := t.move(from, to); slices.Min(m.Change) > negotiation.Noise && (best == nil || slices.Min(m.Change) > slices.Min(best.Change)) {
						best = &m
					}
				}
			}
			if best != nil {
				out = append(out, *best)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Move) int { return cmp.Compare(slices.Min(b.Change), slices.Min(a.Change)) })
	return out[:min(n, len(out))]
}

// gives tells for every value of every issue whether somebody loses by moving
// to it alone.
func (t Table) gives(from negotiation.Outcome) [][]bool {
	out := make([][]bool, len(from))
	for k, issue := range t.Scenario.Space.Issues {
		out[k] = make([]bool, issue.Values.Size())
		for v := range out[k] {
			to := slices.Clone(from)
			to[k] = v
			out[k][v] = v != from[k] && slices.Min(t.move(from, to).Change) < -negotiation.Noise
		}
	}
	return out
}

// alike is how far two utilities may lie apart to count as the same cost.
const alike = 0.005

// Alike returns the packages that are worth about the same to a party and
// please the others more, at most n, the most pleasing first.
func (t Table) Alike(party int, from negotiation.Outcome, n int) []Move {
	return t.best(from, n, func(m Move) (float64, bool) {
		if math.Abs(m.Change[party]) > alike {
			return 0, false
		}
		gain := 0.0
		for i, x := range m.Change {
			if i != party {
				gain += x
			}
		}
		return gain, gain > alike
	})
}

// Improvements returns the packages at which nobody loses against one and
// somebody gains, at most n, by the greatest least gain, then by the sum.
func (t Table) Improvements(from negotiation.Outcome, n int) []Move {
	return t.best(from, n, func(m Move) (float64, bool) {
		sum := 0.0
		for _, x := range m.Change {
			sum += x
		}
		low := slices.Min(m.Change)
		return low + sum/1000, low >= -negotiation.Noise && sum > 1e-9
	})
}

// Into returns the changes of the fewest issues that bring a package to where
// it suits everybody, at most n, those first that cost its own side the least.
// party -1 looks at the sum of all.
func (t Table) Into(party int, from negotiation.Outcome, n int) []Move {
	return t.best(from, n, func(m Move) (float64, bool) {
		if !suits(t.Scenario, m.To) {
			return 0, false
		}
		score := 0.0
		for i, x := range m.Change {
			if party < 0 || i == party {
				score += x
			}
		}
		return score - 1000*float64(len(m.Issues)), true
	})
}

// Misses returns the packages nearest to suiting everybody: the greatest least
// gain over the reservations, at most n. It is the answer when the zone of
// agreement is empty.
func (t Table) Misses(n int) []Move {
	return t.best(make(negotiation.Outcome, len(t.Scenario.Space.Issues)), n, func(m Move) (float64, bool) {
		least := math.Inf(1)
		for i, u := range t.Scenario.Utils(m.To) {
			least = min(least, u-t.reserved[i])
		}
		return least, true
	})
}

// Zone visits every package that suits everybody, in their order. The outcome
// is valid until visit returns.
func (t Table) Zone(visit func(o negotiation.Outcome)) {
	o := make(negotiation.Outcome, len(t.Scenario.Space.Issues))
	for i := range t.size {
		t.Scenario.Space.Fill(o, i)
		if t.Scenario.Space.Allows(o) && suits(t.Scenario, o) {
			visit(o)
		}
	}
}

// best looks at every package and keeps the n with the greatest scores, ties by
// number.
func (t Table) best(from negotiation.Outcome, n int, score func(Move) (float64, bool)) []Move {
	type scored struct {
		at    int64
		score float64
	}
	s := t.Scenario.Space
	var kept []scored
	o := make(negotiation.Outcome, len(s.Issues))
	base := t.Scenario.Utils(from)
	m := Move{To: o, Change: make([]float64, len(base))}
	for i := range t.size {
		s.Fill(o, i)
		if !s.Allows(o) {
			continue
		}
		m.Issues = m.Issues[:0]
		for k := range o {
			if o[k] != from[k] {
				m.Issues = append(m.Issues, k)
			}
		}
		for j, p := range t.Scenario.Profiles {
			m.Change[j] = p.Utility.Of(o) - base[j]
		}
		x, ok := score(m)
		if !ok || len(kept) == n && x <= kept[n-1].score {
			continue
		}
		at, _ := slices.BinarySearchFunc(kept, x, func(k scored, x float64) int {
			if k.score >= x {
				return -1
			}
			return 1
		})
		kept = slices.Insert(kept, at, scored{i, x})
		kept = kept[:min(n, len(kept))]
	}
	var out []Move
	for _, k := range kept {
		out = append(out, t.move(from, s.At(k.at)))
	}
	return out
}

// Offers returns the offers for the rounds that are left: packages of the
// frontier from a party's best that is worth its reservation to everybody, down
// to a package it would settle for, evenly in its own utility.
func (t Table) Offers(party, rounds int, frontier []negotiation.Outcome, settle negotiation.Outcome) (out []negotiation.Outcome) {
	var mine []negotiation.Outcome
	for _, o := range frontier {
		if suits(t.Scenario, o) {
			mine = append(mine, o)
		}
	}
	if len(mine) == 0 || rounds < 1 {
		return nil
	}
	u := func(o negotiation.Outcome) float64 { return t.Scenario.Profiles[party].Utility.Of(o) }
	slices.SortStableFunc(mine, func(a, b negotiation.Outcome) int { return cmp.Compare(u(b), u(a)) })
	top, end := u(mine[0]), u(settle)
	for r := range rounds {
		aim := top
		if rounds > 1 {
			aim = top + (end-top)*float64(r)/float64(rounds-1)
		}
		next := mine[0]
		for _, o := range mine {
			if math.Abs(u(o)-aim) < math.Abs(u(next)-aim) {
				next = o
			}
		}
		if len(out) == 0 || !slices.Equal(out[len(out)-1], next) {
			out = append(out, next)
		}
	}
	return out
}
