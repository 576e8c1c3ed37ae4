package decimal_test

import (
	"testing"

	"entente/decimal"
)

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := decimal.Parse("1_183_300_000_000"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkString(b *testing.B) {
	x := decimal.MustParse("1183300000000.50")
	for b.Loop() {
		_ = x.String()
	}
}

// BenchmarkEscalate is one year of an indexed rule: amount × (100 + rate) ÷ 100,
// rounded half up to the step and carried.
func BenchmarkEscalate(b *testing.B) {
	amount, rate, step := decimal.Whole(812_500_000_000), decimal.MustParse("2.9").Fraction(), decimal.New(1, 8)
	hundred := decimal.Whole(100)
	for b.Loop() {
		factor, _ := hundred.Add(rate).Quo(hundred)
		amount.Mul(factor).Round(step, decimal.HalfUp)
	}
}

// BenchmarkEscalateFloat is the same year in float64, as the yardstick for the
// price of exactness.
func BenchmarkEscalateFloat(b *testing.B) {
	amount, rate, step, sum := 812_500_000_000.0, 2.9, 1e8, 0.0
	for b.Loop() {
		sum += float64(int64(amount*(100+rate)/100/step+0.5)) * step
	}
	if sum == 0 {
		b.Fatal("the loop was optimised away")
	}
}

func BenchmarkRound(b *testing.B) {
	x, step := decimal.MustParse("836062500000"), decimal.New(1, 8)
	for b.Loop() {
		x.Round(step, decimal.HalfUp)
	}
}
