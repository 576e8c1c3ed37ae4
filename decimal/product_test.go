package decimal_test

import (
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
)

func drawFraction(t *rapid.T, name string) decimal.Fraction {
	return decimal.Frac(rapid.Int64Range(-1<<40, 1<<40).Draw(t, name), rapid.OneOf(rapid.Just(int64(1)), rapid.Int64Range(1, 1<<30)).Draw(t, name+" over"))
}

// TestSum holds the sum against adding one by one.
func TestSum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all []decimal.Fraction
		var want decimal.Fraction
		for range rapid.IntRange(0, 40).Draw(t, "how many") {
			x := drawFraction(t, "x")
			all, want = append(all, x), want.Add(x)
		}
		before := want
		if got := decimal.Sum(all...); !got.Equal(want) || got.String() != want.String() {
			t.Fatalf("Sum(%v) = %s, want %s", all, got, want)
		}
		if got := decimal.Sum(all...); !got.Equal(before) {
			t.Fatalf("Sum changed its arguments: %s, want %s", got, before)
		}
	})
	long := make([]decimal.Fraction, 700) // beyond mostBits
	var want decimal.Fraction
	for i := range long {
		long[i] = decimal.Frac(1, 1<<40+int64(i))
		want = want.Add(long[i])
	}
	if got := decimal.Sum(long...); !got.Equal(want) {
		t.Errorf("the sum of 700 long fractions is wrong by %s", got.Sub(want).Approx(60))
	}
}

// TestProducts holds what is decided without lowest terms against the product.
func TestProducts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := drawFraction(t, "x"), drawFraction(t, "y"), drawFraction(t, "z")
		if got, want := x.CmpProduct(y, z), x.Cmp(y.Mul(z)); got != want {
			t.Fatalf("%s.CmpProduct(%s, %s) = %d, want %d", x, y, z, got, want)
		}
		if got := y.Mul(z).CmpProduct(z, y); got != 0 {
			t.Fatalf("a product is not equal to itself: %d", got)
		}
		n, more, ok := y.FloorOfProduct(z)
		if y.Sign() < 0 || z.Sign() < 0 {
			if ok {
				t.Fatalf("FloorOfProduct(%s, %s) = %d, want no answer", y, z, n)
			}
			return
		}
		floor, inexact := y.Mul(z).Round(decimal.FromInt(1), decimal.Floor)
		want, fits := floor.Fraction().Int64()
		if ok != fits || ok && (n != want || more != inexact) {
			t.Fatalf("FloorOfProduct(%s, %s) = %d, %v, %v; want %d, %v, %v", y, z, n, more, ok, want, inexact, fits)
		}
		top, bottom := x.Parts()
		if q, known := top.Quo(bottom); !known || !q.Equal(x) || !top.IsInt() || !bottom.IsInt() || bottom.Sign() <= 0 {
			t.Fatalf("Parts(%s) = %s, %s", x, top, bottom)
		}
	})
	for text, want := range map[string]int{"0.5": 0, "0.05": 1, "0.0000123": 4, "1e-40": 39, "12": 0, "-0.001": 2} {
		x, err := decimal.ParseFraction(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.Zeros(); got < want-1 || got > want+1 {
			t.Errorf("%s has about %d zeros, want %d", text, got, want)
		}
	}
}
