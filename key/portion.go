package key

import "entente/decimal"

// Shares are kept as factor × weight. In a real scale the weights are short
// (an income, a population) while the factor that all free parties have in
// common grows to thousands of digits, because incomes per head bring in the
// population of every party as a denominator. Multiplying the two for every
// party after every step would cost seconds. Instead the short weight is
// compared with decimals just below and above the long quotient that decides,
// and only where those cannot tell is the exact product formed. The outcome is
// the same.

// bracketDigits is how many digits of a number a bracket shows: enough to decide
// every comparison of shares of states that is not an exact tie.
const bracketDigits = 26

// bracket is two decimals that enclose a number; they are equal where the
// number itself is that decimal.
type bracket struct {
	low, high decimal.Fraction
}

func enclose(x decimal.Fraction) bracket {
	step := decimal.New(1, -int32(x.Zeros()+bracketDigits))
	low, inexact := x.Round(step, decimal.Floor)
	b := bracket{low.Fraction(), low.Fraction()}
	if inexact {
		b.high = b.low.Add(step.Fraction())
	}
	return b
}

// factor is a number that the shares of several parties have in common. Only the
// goroutine that computes a scale asks for its bracket.
type factor struct {
	exact decimal.Fraction
	about *bracket
}

func newFactor(x decimal.Fraction) *factor { return &factor{exact: x} }

func (f *factor) bracket() bracket {
	if f.about == nil {
		b := enclose(f.exact)
		f.about = &b
	}
	return *f.about
}

// portion is the share f × w; the zero value is 0. Neither is negative, except in
// a difference.
type portion struct {
	f *factor
	w decimal.Fraction
}

func (p portion) exact() decimal.Fraction {
	if p.f == nil {
		return decimal.Fraction{}
	}
	return p.f.exact.Mul(p.w)
}

func (p portion) sign() int {
	if p.f == nil {
		return 0
	}
	return p.f.exact.Sign() * p.w.Sign()
}

// comparer compares portions with bounds and remembers where, for a factor,
// the bound lies among the weights.
type comparer map[cut]bracket

// cut is a bound in the weights of a factor.
type cut struct {
	f     *factor
	bound *decimal.Fraction
}

// compare returns the sign of p − *bound.
func (c comparer) compare(p portion, bound *decimal.Fraction) int {
	if p.f == nil || p.f.bracket().low.Sign() <= 0 {
		return p.exact().Cmp(*bound)
	}
	at := cut{p.f, bound}
	b, ok := c[at]
	if !ok {
		f := p.f.bracket()
		b.low, _ = bound.Quo(f.high)
		b.high, _ = bound.Quo(f.low)
		c[at] = b
	}
	switch {
	case p.w.Cmp(b.high) > 0:
		return 1
	case p.w.Cmp(b.low) < 0:
		return -1
	case b.low.Equal(b.high):
		return 0
	default:
		return p.exact().Cmp(*bound)
	}
}

// mean is the average of a party's portions over the base periods.
type mean []portion

func (m mean) exact() decimal.Fraction {
	if len(m) == 1 {
		return m[0].exact()
	}
	parts := make([]decimal.Fraction, len(m))
	for i, p := range m {
		parts[i] = p.exact()
	}
	return divide(decimal.Sum(parts...), len(m))
}

func divide(x decimal.Fraction, n int) decimal.Fraction {
	if n < 2 {
		return x
	}
	return x.Mul(decimal.Frac(1, int64(n)))
}
