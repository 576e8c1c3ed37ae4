package money_test

import (
	"errors"
	"testing"

	"entente/decimal"
	"entente/money"
)

// FuzzAmount: whatever is read is written and read again as the same money, and
// whatever is refused is refused with an error of the list.
func FuzzAmount(f *testing.F) {
	for _, s := range []string{
		"5_368 eok", "58.8m USD", "120 m USD", "1_000_000 KRW", "9200", "9_200 eoks", "120 m", "5368 eok USD", "1e3 KRW", "조 1", "1.2 조",
		"-0 k EUR", "999999999999999999999999999999999999999999999999999999999999 tn KRW", ".5\tbn\u00a0JPY", "1300 KRW/USD", "4 %",
	} {
		f.Add(s)
	}
	units := korean()
	f.Fuzz(func(t *testing.T, s string) {
		a, err := units.Parse(s)
		if err != nil {
			for _, known := range []error{decimal.ErrSyntax, decimal.ErrRange, money.ErrNoUnit, money.ErrUnit, money.ErrCurrency, money.ErrMixed} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatalf("Parse(%q): %v is none of the errors it may return", s, err)
		}
		if _, err := money.ParseCurrency(string(a.Currency)); err != nil {
			t.Fatalf("Parse(%q) = %s: %v", s, a, err)
		}
		b, err := units.Parse(a.String())
		if err != nil || !b.Equal(a) || b.String() != a.String() {
			t.Fatalf("%q is written %s and read back as %s, %v", s, a, b, err)
		}
	})
}

// FuzzAllocate: parts and rest always add to the amount, no part is far from
// its share, and nothing is a panic.
func FuzzAllocate(f *testing.F) {
	f.Add(int64(10_000), int64(1), int32(0), uint8(1), uint8(0), []byte{1, 1, 1})
	f.Add(int64(-47_499_999_900), int64(25), int32(-1), uint8(0), uint8(3), []byte{22, 0, 78, 255})
	f.Add(int64(7), int64(5), int32(2), uint8(2), uint8(4), []byte{0, 9})
	f.Fuzz(func(t *testing.T, cents, coefficient int64, exponent int32, residue, mode uint8, bytes []byte) {
		if coefficient < 1 || exponent < -20 || exponent > 20 || len(bytes) > 200 {
			return
		}
		total := money.Amount{Currency: "USD", Value: decimal.Frac(cents, 100)}
		split := money.Split{
			Step:    decimal.New(coefficient, exponent),
			Mode:    decimal.Mode(mode % uint8(len(decimal.Modes()))),
			Residue: money.Residue(residue % uint8(len(money.Residues()))),
		}
		ws, weighs := make([]decimal.Fraction, len(bytes)), false
		for i, b := range bytes {
			ws[i] = decimal.Whole(int64(b))
			weighs = weighs || b > 0
		}
		a, err := money.Allocate(total, ws, split)
		if !weighs {
			if !errors.Is(err, money.ErrWeights) {
				t.Fatalf("Allocate by %v = %v, %v", bytes, a, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if wrong := check(total, ws, split, a); wrong != "" {
			t.Fatalf("Allocate(%s, %v, %+v): %s", total, bytes, split, wrong)
		}
	})
}
