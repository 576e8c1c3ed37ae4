package evidence

import "entente/decimal"

// interval is what a value may be.
type interval struct{ lo, hi decimal.Fraction }

func point(v decimal.Fraction) interval { return interval{v, v} }

func (a interval) touches(b interval) bool { return a.lo.Cmp(b.hi) <= 0 && b.lo.Cmp(a.hi) <= 0 }

func (a interval) scale(f decimal.Fraction) interval { return interval{a.lo.Mul(f), a.hi.Mul(f)} }

// tolerance is what the words of a figure allow: near is the rounding of the
// last stated digit, wide what a hedge or round numbers leave open, cut what
// cutting digits off would give.
type tolerance struct {
	near, wide, cut interval
	words           string
}

// share returns p percent of v, without sign.
func share(v decimal.Fraction, p int64) decimal.Fraction {
	r := v.Mul(decimal.Frac(p, 100))
	if r.Sign() < 0 {
		return r.Neg()
	}
	return r
}

// allowed computes the tolerance of a figure.
//
// An exact figure stands for everything that rounds to it: half of its last
// digit. Zeros at the end of a large number may be rounding too, as far as 3 %.
// "About" widens to half of the last digit that is not zero, at least 5 % and
// at most 15 %; "nearly" reaches as far down; "more than" and "up to" are open
// to one side.
func allowed(f Figure) tolerance {
	v, step := f.Value.Amount, f.Value.Step
	if f.Value.Low != nil {
		r := interval{*f.Value.Low, *f.Value.High}
		half := step.Mul(decimal.Frac(1, 2))
		w := interval{r.lo.Sub(half), r.hi.Add(half)}
		return tolerance{w, w, w, "a range"}
	}
	return around(v, step, f.Bound, f.Kind)
}

func around(v, step decimal.Fraction, bound Bound, kind Kind) tolerance {
	half := step.Mul(decimal.Frac(1, 2))
	round := lastDigit(v, step).Mul(decimal.Frac(1, 2))
	near := interval{v.Sub(half), v.Add(half)}
	t := tolerance{near: near, cut: near}
	if v.Cmp(step.Mul(decimal.Whole(10))) > 0 { // digits are cut off long numbers only
		t.cut.hi = v.Add(step.Mul(decimal.Frac(99, 100)))
	}
	free := half.Max(round.Min(share(v, 3)))
	if kind == Percent && v.Cmp(decimal.Whole(100)) < 0 || kind == Ordinal || kind == Multiple {
		free = half
	}
	loose := round.Max(share(v, 5)).Min(share(v, 15)).Max(half)
	switch bound {
	case Approx:
		t.wide, t.words = interval{v.Sub(loose), v.Add(loose)}, "“about” leaves "+percentOf(loose, v)+" either way"
	case NearLess:
		low := loose.Max(share(v, 15))
		t.wide, t.words = interval{v.Sub(low), v.Add(half)}, "“nearly” leaves "+percentOf(low, v)+" below"
	case AtLeast:
		t.wide, t.words = interval{v.Sub(half), v.Mul(decimal.Whole(2))}, "“more than” leaves it open above"
	case AtMost:
		t.wide, t.words = interval{v.Mul(decimal.Frac(1, 2)), v.Add(half)}, "“up to” leaves it open below"
	case Exact:
		fallthrough
	default:
		t.wide, t.words = interval{v.Sub(free), v.Add(free)}, "half of the last stated digit"
	}
	return t
}

func percentOf(part, v decimal.Fraction) string {
	q, ok := part.Quo(v)
	if !ok {
		return "nothing"
	}
	return tidy(q.Mul(decimal.Whole(100)), 1) + " %"
}

// lastDigit returns the worth of the last digit of a number that is not zero,
// not below the worth of the last one stated.
func lastDigit(v, step decimal.Fraction) decimal.Fraction {
	if v.Sign() == 0 {
		return step
	}
	for range 15 {
		next := step.Mul(decimal.Whole(10))
		q, _ := v.Quo(next)
		if !q.IsInt() {
			return step
		}
		step = next
	}
	return step
}
