package ratification

import (
	"errors"
	"fmt"
	"math"
)

// ErrNoDeal is returned, wrapped, when no deal can be ratified on both sides.
var ErrNoDeal = errors.New("no deal is in every win-set")

// Shares are what side 1 gets of a pie of one, by who proposes.
type Shares struct {
	Proposer1 float64 // side 1 proposes
	Proposer2 float64
}

// Constrained returns the division by alternating offers when each side's
// ratifier refuses less than a share (Iida 1993, Tarar 2001): with discount
// factors d1, d2 and minimum shares c1, c2
//
//	y = max(d1·x, c1),  x = min(1 − d2·(1−y), 1 − c2)
//
// where x and y are side 1's share when 1 and when 2 proposes. It fails with
// ErrNoDeal when c1 + c2 exceeds the pie.
func Constrained(d1, d2, c1, c2 float64) (Shares, error) {
	for _, p := range []float64{d1, d2, c1, c2} {
		if !(p >= 0 && p <= 1) {
			return Shares{}, fmt.Errorf("constrained offers: %w: %g", ErrProbability, p)
		}
	}
	if d1*d2 == 1 {
		return Shares{}, fmt.Errorf("constrained offers: %w: somebody must be impatient", ErrProbability)
	}
	if c1+c2 > 1+1e-12 {
		return Shares{}, fmt.Errorf("constrained offers: %w: the ratifiers want %g of 1", ErrNoDeal, c1+c2)
	}
	// y ↦ max(c1, min(d1(1−d2(1−y)), d1(1−c2))) rises by less than y does, so it
	// meets y once; the free division, cut by both ratifiers, is that point.
	free := d1 * (1 - d2) / (1 - d1*d2)
	y := max(c1, min(free, d1*(1-c2)))
	return Shares{Proposer1: min(1-d2*(1-y), 1-c2), Proposer2: y}, nil
}

// Loss is how a side's utility falls with the distance of a deal from its
// ideal point.
type Loss uint8

// The losses.
const (
	Quadratic Loss = iota // −(x − ideal)²
	Absolute              // −|x − ideal|
)

func (l Loss) of(x, ideal float64) float64 {
	if l == Absolute {
		return -math.Abs(x - ideal)
	}
	return -(x - ideal) * (x - ideal)
}

// Table is a bargain between an executive with a legislature at home and a
// foreign side, over one quantity (Milner and Rosendorff 1997).
type Table struct {
	Foreign   float64 // ideal points
	Executive float64
	Reversion float64 // what holds without a deal
	Loss      Loss
}

// Bargain is where the table ends.
type Bargain struct {
	X                  float64
	Executive, Foreign float64 // utilities
	Product            float64 // of the gains over the reversion
}

// Solve returns the Nash bargaining solution among the deals that both sides
// like at least as well as the reversion and that lie in the win-set; ErrNoDeal
// when there is none but the reversion itself.
func (t Table) Solve(wins Interval) (Bargain, error) {
	set := Intersect(WinSet(t.Foreign, t.Reversion), WinSet(t.Executive, t.Reversion), wins)
	if !(set.To-set.From > 1e-12) {
		x := t.Reversion
		if !set.Empty() && set.From != t.Reversion {
			return t.at(set.From), nil // a single deal
		}
		return t.at(x), fmt.Errorf("table: %w", ErrNoDeal)
	}
	return t.at(peak(set, func(x float64) float64 { return t.at(x).Product })), nil
}

func (t Table) at(x float64) Bargain {
	b := Bargain{X: x, Executive: t.Loss.of(x, t.Executive), Foreign: t.Loss.of(x, t.Foreign)}
	b.Product = max(0, b.Executive-t.Loss.of(t.Reversion, t.Executive)) * max(0, b.Foreign-t.Loss.of(t.Reversion, t.Foreign))
	return b
}

// peak returns where a function with one peak is highest. The product of two
// gains has one, as each is concave.
func peak(set Interval, f func(float64) float64) float64 {
	golden := (math.Sqrt(5) - 1) / 2
	low, high := set.From, set.To
	a, b := high-golden*(high-low), low+golden*(high-low)
	fa, fb := f(a), f(b)
	for range 200 {
		if fa >= fb {
			high, b, fb = b, a, fa
			a = high - golden*(high-low)
			fa = f(a)
		} else {
			low, a, fa = a, b, fb
			b = low + golden*(high-low)
			fb = f(b)
		}
	}
	best := (low + high) / 2
	for _, end := range []float64{set.From, set.To} { // a bound that binds is hit exactly
		if f(end) >= f(best) {
			best = end
		}
	}
	return best
}

// Leverage is what a legislature does to the executive's own side.
type Leverage struct {
	Legislature float64
	Bargain     Bargain
	NoDeal      bool
	Gain        float64 // the executive's utility over the one without a legislature
}

// Schelling returns, for each place where the legislature may stand, whether it
// helps the executive at the table: Schelling's conjecture holds only where
// Gain is above zero. With no deal the executive is left with the reversion.
func (t Table) Schelling(legislatures []float64) ([]Leverage, error) {
	free, err := t.Solve(Everything())
	if err != nil {
		return nil, err
	}
	out := make([]Leverage, len(legislatures))
	for i, h := range legislatures {
		b, err := t.Solve(WinSet(h, t.Reversion))
		if err != nil && !errors.Is(err, ErrNoDeal) {
			return nil, err
		}
		out[i] = Leverage{h, b, err != nil, b.Executive - free.Executive}
	}
	return out, nil
}

// Stand is one place where the legislature may stand, with its probability.
type Stand struct{ Legislature, Probability float64 }

// Chance is a deal with the probability that it is ratified.
type Chance struct {
	Bargain
	Ratified float64
}

// TradeOff returns, for a legislature of which only the chances are known, the
// deals worth considering: for each probability of ratification that can be
// had, the deal with the highest product of gains. A better deal at the table
// is a less certain one at home.
func (t Table) TradeOff(stands []Stand) ([]Chance, error) {
	total := 0.0
	candidates := []Interval{Everything()}
	for _, s := range stands {
		if !(s.Probability >= 0 && s.Probability <= 1) {
			return nil, fmt.Errorf("trade-off: %w: %g", ErrProbability, s.Probability)
		}
		total += s.Probability
		candidates = append(candidates, WinSet(s.Legislature, t.Reversion))
	}
	if math.Abs(total-1) > 1e-9 {
		return nil, fmt.Errorf("trade-off: %w: the chances add to %g", ErrProbability, total)
	}
	var out []Chance
	for _, set := range candidates {
		b, err := t.Solve(set)
		if err != nil {
			continue // nothing in that set; another one may do
		}
		c := Chance{Bargain: b}
		for _, s := range stands {
			if WinSet(s.Legislature, t.Reversion).Contains(b.X) {
				c.Ratified += s.Probability
			}
		}
		out = append(out, c)
	}
	return undominated(out), nil
}

// undominated keeps the deals to which no other is better both at the table
// and at home, the surest first.
func undominated(all []Chance) []Chance {
	var out []Chance
	for i, c := range all {
		keep := true
		for j, d := range all {
			better := d.Ratified > c.Ratified && d.Product >= c.Product || d.Ratified >= c.Ratified && d.Product > c.Product
			twin := d.Ratified == c.Ratified && d.Product == c.Product && j < i
			keep = keep && !better && !twin
		}
		if keep {
			at := len(out)
			for at > 0 && out[at-1].Ratified < c.Ratified {
				at--
			}
			out = append(out[:at], append([]Chance{c}, out[at:]...)...)
		}
	}
	return out
}
