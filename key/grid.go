package key

import "entente/decimal"

// batch is a list of parts that are costly to write out but cheap to count.
type batch interface {
	len() int
	exact(i int) decimal.Fraction
	count(i int, g *grid) counted
}

// grid counts parts in fine units, many to a rounding step, so that rounding
// and the order of remainders are decided on whole numbers. Where the counts
// leave two answers, the parts are computed exactly.
type grid struct {
	fine  int64            // fine units to a step
	scale decimal.Fraction // fine units to 1
	seen  map[*factor]lens
}

// counted says that a part lies from count to count + slack fine units; with
// slack 0 it is just count. Without ok nothing is known.
type counted struct {
	count, slack int64
	ok           bool
}

// maxFine is how finely a step is divided where the numbers are small enough.
const maxFine = 1e15

// newGrid returns a grid for parts of up to whole.
func newGrid(whole decimal.Fraction, to decimal.Decimal) *grid {
	steps, _ := whole.Max(whole.Neg()).Quo(to.Fraction())
	for fine := int64(maxFine); fine >= 1000; fine /= 10 {
		n, _ := steps.Mul(decimal.Whole(2*fine)).Round(decimal.FromInt(1), decimal.Up)
		if _, fits := n.Fraction().Int64(); fits {
			scale, _ := decimal.Whole(fine).Quo(to.Fraction())
			return &grid{fine, scale, map[*factor]lens{}}
		}
	}
	return &grid{}
}

// whole cuts x × y, a number of fine units; more is what the number may exceed
// it by.
func (g *grid) whole(x, y decimal.Fraction, more int64) counted {
	n, inexact, fits := x.FloorOfProduct(y)
	if inexact {
		more++
	}
	return counted{n, more, fits && n < 1<<62}
}

// steps returns the number of steps that mode selects for a part.
func (g *grid) steps(c counted, mode decimal.Mode) (n int64, ok bool) {
	n, rest := c.count/g.max1(), c.count%g.max1()
	if !c.ok || rest+c.slack >= g.fine && c.slack > 0 {
		return 0, false
	}
	half := g.fine / 2
	switch {
	case rest == 0 && c.slack == 0:
		return n, true
	case mode == decimal.Floor || mode == decimal.Down:
		return n, true
	case mode == decimal.Up || mode == decimal.Ceiling:
		return n + 1, rest > 0
	case rest+c.slack < half:
		return n, true
	default:
		return n + 1, rest > half
	}
}

func (g *grid) max1() int64 { return max(1, g.fine) }

// amounts are the shares of a scale, times a sum.
type amounts struct {
	shares []mean
	times  decimal.Fraction
}

func (a amounts) len() int { return len(a.shares) }

func (a amounts) exact(i int) decimal.Fraction { return a.shares[i].exact().Mul(a.times) }

func (a amounts) count(i int, g *grid) counted {
	all := counted{ok: g.fine > 0}
	for _, p := range a.shares[i] {
		if p.f == nil || !all.ok {
			continue
		}
		l, ok := g.seen[p.f]
		if !ok {
			l = newLens(p.f.bracket(), divide(g.scale.Mul(a.times), len(a.shares[i])))
			g.seen[p.f] = l
		}
		c := g.whole(l.low, p.w, l.blur)
		all.count, all.slack = all.count+c.count, all.slack+c.slack
		all.ok = c.ok && p.w.Cmp(l.heaviest) < 0 && all.count < 1<<62
	}
	return all
}

// lens turns weights into fine units.
type lens struct {
	low      decimal.Fraction
	blur     int64            // 1 where low is a little less than the number
	heaviest decimal.Fraction // the weight from which on the blur exceeds a unit
}

func newLens(b bracket, by decimal.Fraction) lens {
	l := lens{low: b.low.Mul(by), heaviest: decimal.New(1, decimal.MaxExponent).Fraction()}
	if blur := b.high.Sub(b.low).Mul(by); blur.Sign() != 0 {
		l.blur = 1
		l.heaviest, _ = decimal.Whole(1).Quo(blur)
	}
	return l
}

// numbers are parts that are at hand.
type numbers []decimal.Fraction

func (n numbers) len() int { return len(n) }

func (n numbers) exact(i int) decimal.Fraction { return n[i] }

func (n numbers) count(i int, g *grid) counted {
	if g.fine == 0 {
		return counted{}
	}
	return g.whole(n[i], g.scale, 0)
}
