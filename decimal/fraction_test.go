package decimal_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
)

func TestParseFraction(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"1/3", "1/3"}, {"2/4", "0.5"}, {"22 / 100", "0.22"}, {"-1/7", "-1/7"}, {"3/-9", "-1/3"}, {"13.9", "13.9"}, {"0.5/1.5", "1/3"},
	}
	for _, tt := range tests {
		f, err := decimal.ParseFraction(tt.in)
		if err != nil || f.String() != tt.want {
			t.Errorf("ParseFraction(%q) = %s, %v; want %s", tt.in, f, err, tt.want)
		}
	}
	for _, in := range []string{"", "/", "1/", "/3", "1/0", "1/0.00", "1/2/3", "a/b"} {
		if f, err := decimal.ParseFraction(in); !errors.Is(err, decimal.ErrSyntax) {
			t.Errorf("ParseFraction(%q) = %s, %v; want ErrSyntax", in, f, err)
		}
	}
}

func TestFractionDecimal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		f    decimal.Fraction
		want string // "" when the decimal does not end
	}{
		{decimal.Frac(1, 8), "0.125"},
		{decimal.Frac(-7, 20), "-0.35"},
		{decimal.Frac(14, 7), "2"},
		{decimal.Frac(1, 3), ""},
		{decimal.Frac(22, 7), ""},
		{decimal.Whole(math.MinInt64), "-9223372036854775808"},
	}
	for _, tt := range tests {
		d, ok := tt.f.Decimal()
		if ok != (tt.want != "") || ok && d.String() != tt.want {
			t.Errorf("%s.Decimal() = %s, %t; want %q", tt.f, d, ok, tt.want)
		}
	}
}

func TestInt64(t *testing.T) {
	t.Parallel()
	big := decimal.Whole(math.MaxInt64).Add(decimal.Whole(1))
	for _, tt := range []struct {
		f    decimal.Fraction
		want int64
		ok   bool
	}{
		{decimal.Frac(6, 3), 2, true}, {decimal.Frac(1, 2), 0, false}, {decimal.Whole(math.MinInt64), math.MinInt64, true}, {big, 0, false},
	} {
		if n, ok := tt.f.Int64(); n != tt.want || ok != tt.ok {
			t.Errorf("%s.Int64() = %d, %t; want %d, %t", tt.f, n, ok, tt.want, tt.ok)
		}
	}
}

func TestWritable(t *testing.T) {
	t.Parallel()
	long := decimal.MustParse(strings.Repeat("9", 60)).Fraction()
	fine := decimal.MustParse("1e-60").Fraction()
	for _, tt := range []struct {
		f    decimal.Fraction
		want bool
	}{
		{decimal.Frac(1, 8), true},
		{decimal.Frac(1, 3), false},
		{long, true},
		{long.Add(decimal.Whole(1)), false},
		{fine, true},
		{fine.Mul(decimal.Frac(1, 2)), false},
	} {
		if got := tt.f.Writable(); got != tt.want {
			t.Errorf("%s.Writable() = %t", tt.f, got)
		}
		if _, err := decimal.Parse(tt.f.String()); (err == nil) != tt.want {
			t.Errorf("Parse(%s): %v, but Writable is %t", tt.f, err, tt.want)
		}
	}
}

func TestApprox(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		f      decimal.Fraction
		places int
		want   string
	}{
		{decimal.Frac(1, 3), 3, "0.333"}, {decimal.Frac(2, 3), 0, "1"}, {decimal.Frac(-1, 1000), 2, "0.00"}, {decimal.Whole(1234), -2, "1200"},
	} {
		if got := tt.f.Approx(tt.places); got != tt.want {
			t.Errorf("%s.Approx(%d) = %s, want %s", tt.f, tt.places, got, tt.want)
		}
	}
}

func fractions() *rapid.Generator[decimal.Fraction] {
	return rapid.Custom(func(t *rapid.T) decimal.Fraction {
		return decimal.Frac(rapid.Int64Range(-1e15, 1e15).Draw(t, "numerator"), rapid.Int64Range(1, 1e9).Draw(t, "denominator"))
	})
}

// Fractions obey the laws of arithmetic, which no float does.
func TestFractionLaws(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := fractions().Draw(t, "a"), fractions().Draw(t, "b"), fractions().Draw(t, "c")
		equal := func(law string, x, y decimal.Fraction) {
			if !x.Equal(y) {
				t.Fatalf("%s: %s and %s", law, x, y)
			}
		}
		equal("a+b = b+a", a.Add(b), b.Add(a))
		equal("(a+b)+c = a+(b+c)", a.Add(b).Add(c), a.Add(b.Add(c)))
		equal("a(b+c) = ab+ac", a.Mul(b.Add(c)), a.Mul(b).Add(a.Mul(c)))
		equal("a−b = a+(−b)", a.Sub(b), a.Add(b.Neg()))
		if q, ok := a.Quo(b); ok {
			equal("(a÷b)b = a", q.Mul(b), a)
		} else if b.Sign() != 0 {
			t.Fatalf("%s ÷ %s has no result", a, b)
		}
		if lo, hi := a.Min(b), a.Max(b); lo.Cmp(hi) > 0 || !lo.Add(hi).Equal(a.Add(b)) {
			t.Fatalf("min and max of %s and %s are %s and %s", a, b, lo, hi)
		}
	})
}

// Arithmetic never changes its operands.
func TestFractionIsImmutable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := fractions().Draw(t, "a"), fractions().Draw(t, "b")
		before := a.String() + " " + b.String()
		a.Add(b)
		a.Sub(b)
		a.Mul(b)
		a.Quo(b)
		a.Neg()
		a.Round(decimal.New(5, -1), decimal.HalfEven)
		a.Decimal()
		if after := a.String() + " " + b.String(); after != before {
			t.Fatalf("%s became %s", before, after)
		}
	})
}

func TestFractionText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := fractions().Draw(t, "a")
		back, err := decimal.ParseFraction(a.String())
		if err != nil || !back.Equal(a) {
			t.Fatalf("ParseFraction(%s) = %s, %v", a, back, err)
		}
	})
}
