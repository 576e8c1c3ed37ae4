package ratification

import "math"

// Interval is a set of deals on a line, both ends in it. It is empty when From
// is above To.
type Interval struct{ From, To float64 }

// Everything is the interval of a side that no ratifier binds.
func Everything() Interval { return Interval{math.Inf(-1), math.Inf(1)} }

// Empty reports whether no deal is in the set.
func (i Interval) Empty() bool { return !(i.From <= i.To) }

// Contains reports whether a deal is in the set.
func (i Interval) Contains(x float64) bool { return i.From <= x && x <= i.To }

// Nearest returns the deal of the set that lies nearest to x.
func (i Interval) Nearest(x float64) float64 { return min(max(x, i.From), i.To) }

// Intersect returns the deals that lie in every set (Putnam 1988: what the
// table agrees must be in every win-set). Without a set it is Everything.
func Intersect(sets ...Interval) Interval {
	out := Everything()
	for _, s := range sets {
		out = Interval{max(out.From, s.From), min(out.To, s.To)}
	}
	return out
}

// WinSet returns the deals that a ratifier with an ideal point likes at least
// as well as the reversion, what holds if there is no deal, when loss grows
// with distance alike on both sides: from the reversion to its mirror image.
func WinSet(ideal, reversion float64) Interval {
	return Interval{min(reversion, 2*ideal-reversion), max(reversion, 2*ideal-reversion)}
}

// Setter returns the deal that an agenda setter makes a ratifier choose
// between it and the reversion (Romer and Rosenthal 1978): of the win-set, the
// point that the setter likes best.
func Setter(setter, ratifier, reversion float64) float64 {
	return WinSet(ratifier, reversion).Nearest(setter)
}
