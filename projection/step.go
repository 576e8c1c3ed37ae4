package projection

import (
	"math"

	"entente/decimal"
	"entente/internal/vector"
)

// exactLimit is 2^53: whole numbers up to it are exact in float64.
const exactLimit = 1 << 53

// roundoff bounds the relative error of one operation in float64.
const roundoff = 0x1p-53

// step is one operation over the columns of a block. It keeps the bounds of
// what it wrote, and a bound on the error: zero where every number is exact.
type step interface{ run(b *block) }

// bounds hold for every future of a block.
type bounds struct {
	low, high float64
	err       float64
}

// most returns the largest absolute value.
func (b bounds) most() float64 { return max(-b.low, b.high) }

// settle adds what computing itself may have lost, which is nothing as long as
// all numbers are whole and small.
func (b bounds) settle(whole bool, largest float64, operations float64) bounds {
	if math.IsNaN(b.err) || math.IsNaN(b.low) || math.IsNaN(b.high) || math.IsNaN(largest) {
		return bounds{math.Inf(-1), math.Inf(1), math.Inf(1)}
	}
	if !whole || b.err > 0 || largest > exactLimit {
		b.err += operations * largest * roundoff
		b.err += b.err * 4 * roundoff
		b.low -= b.err
		b.high += b.err
	}
	return b
}

// linear is add + Σ by·in.
type linear struct {
	in  []int
	by  []factor
	add factor
	out int
}

func (s *linear) run(b *block) {
	out := b.column(s.out)
	vector.Affine(out, b.column(s.in[0]), s.by[0].of, s.add.of)
	for k := 1; k < len(s.in); k++ {
		vector.AddScaled(out, b.column(s.in[k]), s.by[k].of)
	}
	r, whole, largest := bounds{low: s.add.of, high: s.add.of}, s.add.exact, math.Abs(s.add.of)
	for k, in := range s.in {
		x, by := b.bounds[in], s.by[k]
		whole = whole && by.exact && x.err == 0
		largest += x.most() * math.Abs(by.of)
		r.err += x.err * math.Abs(by.of)
		if by.of < 0 {
			r.low, r.high = r.low+x.high*by.of, r.high+x.low*by.of
		} else {
			r.low, r.high = r.low+x.low*by.of, r.high+x.high*by.of
		}
	}
	b.bounds[s.out] = r.settle(whole, largest, float64(3*len(s.in)+1))
}

// product is a·b.
type product struct{ a, b, out int }

func (s *product) run(b *block) {
	vector.Multiply(b.column(s.out), b.column(s.a), b.column(s.b))
	p, q := b.bounds[s.a], b.bounds[s.b]
	r := productBounds(p, q)
	r.err = p.err*q.most() + q.err*p.most()
	b.bounds[s.out] = r.settle(p.err == 0 && q.err == 0, p.most()*q.most(), 2)
}

func productBounds(p, q bounds) bounds {
	a, b, c, d := p.low*q.low, p.low*q.high, p.high*q.low, p.high*q.high
	return bounds{low: min(a, b, c, d), high: max(a, b, c, d)}
}

// quotient is a ÷ b, or number ÷ b.
type quotient struct {
	a, b, out int
	number    factor
}

func (s *quotient) run(b *block) {
	y, out := b.column(s.b), b.column(s.out)
	p := bounds{low: s.number.of, high: s.number.of, err: math.Abs(s.number.of) * roundoff}
	if s.a < 0 {
		for i, y := range y {
			out[i] = s.number.of / y
		}
	} else {
		p = b.bounds[s.a]
		for i, x := range b.column(s.a) {
			out[i] = x / y[i]
		}
	}
	q := b.bounds[s.b]
	if q.low <= q.err && q.high >= -q.err { // it may divide by zero: the exact interpreter will tell
		for i, y := range y {
			if !(math.Abs(y) > q.err) {
				b.doubt(i)
			}
		}
		b.bounds[s.out] = bounds{math.Inf(-1), math.Inf(1), math.Inf(1)}
		return
	}
	r := productBounds(p, bounds{low: 1 / q.high, high: 1 / q.low})
	least := min(math.Abs(q.low), math.Abs(q.high)) - q.err
	r.err = (p.err + r.most()*q.err) / least
	b.bounds[s.out] = r.settle(false, r.most(), 3)
}

// extreme is the smaller or the larger of two.
type extreme struct {
	smallest bool
	a, b     operand
	out      int
}

func (s *extreme) run(b *block) {
	x, y, out := s.a, s.b, b.column(s.out)
	if x.column < 0 {
		x, y = y, x
	}
	p, q := b.bounds[x.column], bounds{low: y.number.of, high: y.number.of}
	switch {
	case y.column >= 0:
		q = b.bounds[y.column]
		other := b.column(y.column)
		for i, v := range b.column(x.column) {
			if w := other[i]; v < w != s.smallest {
				v = w
			}
			out[i] = v
		}
	default:
		if !y.number.exact {
			q.err = math.Abs(q.low) * roundoff
		}
		if s.smallest {
			vector.AtMost(out, b.column(x.column), y.number.of)
		} else {
			vector.AtLeast(out, b.column(x.column), y.number.of)
		}
	}
	r := bounds{low: max(p.low, q.low), high: max(p.high, q.high), err: max(p.err, q.err)}
	if s.smallest {
		r.low, r.high = min(p.low, q.low), min(p.high, q.high)
	}
	b.bounds[s.out] = r
}

// round is the nearest whole number to in·ratio, in the sense of mode.
type round struct {
	in, out    int
	mode       decimal.Mode
	ratio      factor
	num, denom float64 // the ratio as a fraction, where both are exact
}

func (s *round) run(b *block) {
	p := b.bounds[s.in]
	if p.err == 0 && s.denom > 0 && 2*p.most()*s.num+s.denom < exactLimit && s.num <= exactLimit {
		s.whole(b, p)
	} else {
		s.near(b, p)
	}
}

// whole rounds n·num ÷ denom. Both n·num and its double are exact, and so is
// the floor of their quotient: the quotient of two whole numbers below 2^53
// differs from the next whole number by more than half a unit in its last
// place.
func (s *round) whole(b *block, p bounds) {
	out := b.column(s.out)
	in := b.column(s.in)[:len(out)]
	num, denom := s.num, s.denom
	switch {
	case denom == 1 && num == 1:
		copy(out, in)
	case denom == 1:
		for i, n := range in {
			out[i] = n * num
		}
	case s.mode == decimal.HalfUp && p.low >= 0:
		vector.RoundRatio(out, in, 2*num, denom, 2*denom)
	default:
		for i, n := range in {
			a := math.Abs(n) * num
			q := math.Floor(a / denom)
			if rest := a - float64(q*denom); rest > 0 && away(s.mode, n < 0, 2*rest-denom, math.Mod(q, 2) == 1) {
				q++
			}
			out[i] = math.Copysign(q, n) + 0 // no negative zero
		}
	}
	b.bounds[s.out] = bounds{low: math.Floor(p.low*s.ratio.of) - 1, high: math.Ceil(p.high*s.ratio.of) + 1}
}

// away reports whether a number goes to the step further from zero; half is
// negative, zero or positive as the rest is below, at or above one half.
func away(mode decimal.Mode, negative bool, half float64, odd bool) bool {
	switch mode {
	case decimal.HalfEven:
		return half > 0 || half == 0 && odd
	case decimal.HalfDown:
		return half > 0
	case decimal.Up:
		return true
	case decimal.Floor:
		return negative
	case decimal.Ceiling:
		return !negative
	case decimal.Down:
		return false
	default: // HalfUp
		return half >= 0
	}
}

// near rounds numbers that are not exact, and hands futures in which the error
// could decide to the exact interpreter.
func (s *round) near(b *block, p bounds) {
	out := b.column(s.out)
	ratio := s.ratio.of
	slack := p.err*ratio + (p.most()+p.err)*ratio*4*roundoff
	halves := s.mode == decimal.HalfUp || s.mode == decimal.HalfEven || s.mode == decimal.HalfDown
	for i, n := range b.column(s.in) {
		y := n * ratio
		a := math.Abs(y)
		q := math.Floor(a)
		rest := a - q
		edge := min(rest, 1-rest)
		if halves {
			edge = math.Abs(rest - 0.5)
		}
		if !(edge > slack) { // also where y is no number
			b.doubt(i)
		}
		if away(s.mode, y < 0, rest-0.5, math.Mod(q, 2) == 1) && rest > 0 {
			q++
		}
		out[i] = math.Copysign(q, y) + 0
	}
	r := bounds{low: math.Floor(p.low*ratio-slack) - 1, high: math.Ceil(p.high*ratio+slack) + 1}
	if r.most() > exactLimit {
		r.err = r.most() * 2 * roundoff
	}
	b.bounds[s.out] = r
}
