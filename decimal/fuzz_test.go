package decimal_test

import (
	"errors"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"entente/decimal"
)

// grammar is what Parse reads, said a second time in another way.
const (
	run     = `[0-9](?:_?[0-9])*`
	grammar = `^[+-]?(?:` + run + `(?:\.(?:` + run + `)?)?|\.` + run + `)(?:[eE][+-]?[0-9]+)?$`
)

// FuzzDecimal holds Parse, String and Round against math/big.
func FuzzDecimal(f *testing.F) {
	for _, s := range []string{
		"0", "-0.00", "4.0", "10_389", "1.005e2", "1e59", "1e60", "0e99", "1e-60", ".5", "5.", "1_", "NaN", "-Infinity", "0x1p-2", "1/2",
		"8_360.625", "2.675", strings.Repeat("9", 61), "1e-", "+", "١٢",
	} {
		f.Add(s, int64(1), int8(0), uint8(decimal.HalfUp))
		f.Add(s, int64(25), int8(-2), uint8(decimal.HalfEven))
	}
	form := regexp.MustCompile(grammar)
	f.Fuzz(func(t *testing.T, s string, step int64, exponent int8, m uint8) {
		x, err := decimal.Parse(s)
		switch {
		case errors.Is(err, decimal.ErrSyntax):
			if len(s) < decimal.MaxDigits && form.MatchString(s) {
				t.Fatalf("Parse(%q) refuses a number", s)
			}
			return
		case errors.Is(err, decimal.ErrRange):
			return
		case err != nil:
			t.Fatalf("Parse(%q): %v is neither ErrSyntax nor ErrRange", s, err)
		case !form.MatchString(s):
			t.Fatalf("Parse(%q) = %s, but that is no number", s, x)
		}
		want, ok := new(big.Rat).SetString(strings.ReplaceAll(s, "_", ""))
		if !ok || fraction(want).Cmp(x.Fraction()) != 0 {
			t.Fatalf("Parse(%q) = %s, math/big reads %s", s, x, want)
		}
		again, err := decimal.Parse(x.String())
		if err != nil || again.String() != x.String() || again.Places() != x.Places() || !again.Equal(x) {
			t.Fatalf("%q is written %s and read back as %s, %v", s, x, again, err)
		}
		if y := x.Reduce(); !y.Equal(x) || y.Places() > x.Places() || y.Reduce().String() != y.String() {
			t.Fatalf("Reduce(%s) = %s", x, y)
		}
		if step < 1 || exponent < -40 || exponent > 40 {
			return
		}
		grid, mode := decimal.New(step, int32(exponent)), decimal.Mode(m%uint8(len(decimal.Modes())))
		got, inexact := x.Round(grid, mode)
		if want := roundByDefinition(x.Fraction(), grid, mode); !got.Fraction().Equal(want) || inexact == got.Equal(x) {
			t.Fatalf("Round(%s, %s, %s) = %s, inexact %t; by definition %s", x, grid, mode, got, inexact, want)
		}
	})
}

// fraction carries a number of math/big over by its two whole numbers.
func fraction(r *big.Rat) decimal.Fraction {
	whole := func(n *big.Int) decimal.Fraction { // nine digits at a time
		sum, unit, rest, digit := decimal.Fraction{}, decimal.Whole(1), new(big.Int).Abs(n), new(big.Int)
		for rest.Sign() > 0 {
			rest.QuoRem(rest, big.NewInt(1e9), digit)
			sum = sum.Add(unit.Mul(decimal.Whole(digit.Int64())))
			unit = unit.Mul(decimal.Whole(1e9))
		}
		return sum
	}
	q, _ := whole(r.Num()).Quo(whole(r.Denom()))
	if r.Sign() < 0 {
		q = q.Neg()
	}
	return q
}

// roundByDefinition finds the two neighbours of x on the grid and chooses
// between them by what the mode's name says. It shares no step with Round,
// which works on the remainder of a division.
func roundByDefinition(x decimal.Fraction, step decimal.Decimal, mode decimal.Mode) decimal.Fraction {
	s := step.Fraction()
	q, _ := x.Quo(s)
	r, ok := new(big.Rat).SetString(q.String())
	if !ok {
		panic("not a fraction: " + q.String())
	}
	below := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean: the floor
	above := new(big.Int).Add(below, big.NewInt(1))
	toBelow := new(big.Rat).Sub(r, new(big.Rat).SetInt(below))
	toAbove := new(big.Rat).Sub(new(big.Rat).SetInt(above), r)
	if toBelow.Sign() == 0 {
		return fraction(new(big.Rat).SetInt(below)).Mul(s)
	}
	nearZero, farZero := below, above
	if r.Sign() < 0 {
		nearZero, farZero = above, below
	}
	nearest, tie := below, toBelow.Cmp(toAbove) == 0
	if toAbove.Cmp(toBelow) < 0 {
		nearest = above
	}
	var n *big.Int
	switch mode {
	case decimal.Floor:
		n = below
	case decimal.Ceiling:
		n = above
	case decimal.Down:
		n = nearZero
	case decimal.Up:
		n = farZero
	case decimal.HalfUp:
		n = nearest
		if tie {
			n = farZero
		}
	case decimal.HalfDown:
		n = nearest
		if tie {
			n = nearZero
		}
	case decimal.HalfEven:
		n = nearest
		if tie && nearest.Bit(0) == 1 {
			n = above // below is odd, so the other neighbour is even
		}
	}
	return fraction(new(big.Rat).SetInt(n)).Mul(s)
}
