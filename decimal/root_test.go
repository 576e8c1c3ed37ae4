package decimal_test

import (
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
)

func TestRoot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, x string
		n       int
		step    string
		mode    decimal.Mode
		want    string
		fails   bool
	}{
		{name: "square", x: "2", n: 2, step: "0.001", mode: decimal.HalfUp, want: "1.414"},
		{name: "square cut off", x: "3", n: 2, step: "0.01", mode: decimal.Down, want: "1.73"},
		{name: "square upwards", x: "3", n: 2, step: "0.01", mode: decimal.Up, want: "1.74"},
		{name: "exact", x: "1.157625", n: 3, step: "0.01", mode: decimal.Ceiling, want: "1.05"},
		{name: "exact half goes up", x: "6.25", n: 2, step: "1", mode: decimal.HalfUp, want: "3"},
		{name: "exact half to even", x: "6.25", n: 2, step: "1", mode: decimal.HalfEven, want: "2"},
		{name: "just below a half", x: "6.249999999999999999", n: 2, step: "1", mode: decimal.HalfUp, want: "2"},
		{name: "five years of the 11th agreement", x: "14028/10389", n: 5, step: "0.0000001", mode: decimal.HalfUp, want: "1.0619019"},
		{name: "first", x: "7/3", n: 1, step: "0.1", mode: decimal.HalfUp, want: "2.3"},
		{name: "of nothing", x: "0", n: 4, step: "0.1", mode: decimal.HalfUp, want: "0.0"},
		{name: "below one", x: "0.001", n: 3, step: "0.01", mode: decimal.HalfUp, want: "0.10"},
		{name: "negative", x: "-1", n: 3, step: "0.1", fails: true},
		{name: "no root", x: "1", n: 0, step: "0.1", fails: true},
		{name: "no step", x: "1", n: 2, step: "0", fails: true},
		{name: "too high", x: "1", n: decimal.MaxRoot + 1, step: "1", fails: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x, err := decimal.ParseFraction(tt.x)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := x.Root(tt.n, decimal.MustParse(tt.step), tt.mode)
			if ok == tt.fails {
				t.Fatalf("Root ok = %v", ok)
			}
			if ok && got.String() != tt.want {
				t.Errorf("Root(%s, %d) = %s, want %s", tt.x, tt.n, got, tt.want)
			}
		})
	}
}

// TestRootEncloses raises the cut-off root to its power again: it must not
// exceed the number, and the next step must.
func TestRootEncloses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := decimal.Frac(rapid.Int64Range(0, 1<<40).Draw(t, "numerator"), rapid.Int64Range(1, 1<<20).Draw(t, "denominator"))
		n := rapid.IntRange(1, 12).Draw(t, "n")
		step := decimal.New(1, int32(-rapid.IntRange(0, 6).Draw(t, "places")))
		root, ok := x.Root(n, step, decimal.Down)
		if !ok {
			t.Fatal("no root")
		}
		power := func(y decimal.Fraction) decimal.Fraction {
			p := decimal.Whole(1)
			for range n {
				p = p.Mul(y)
			}
			return p
		}
		if power(root.Fraction()).Cmp(x) > 0 {
			t.Errorf("%s^%d is above %s", root, n, x)
		}
		if power(root.Fraction().Add(step.Fraction())).Cmp(x) <= 0 {
			t.Errorf("(%s + %s)^%d is not above %s", root, step, n, x)
		}
	})
}
