package money_test

import (
	"testing"

	"entente/decimal"
	"entente/money"
)

func BenchmarkParseAmount(b *testing.B) {
	units := korean()
	for b.Loop() {
		if _, err := units.Parse("10_389 eok"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAllocate divides a budget among 49 parties, as the Multilateral Fund
// does.
func BenchmarkAllocate(b *testing.B) {
	weights := make([]decimal.Fraction, 49)
	for i := range weights {
		weights[i] = decimal.Frac(int64(i*i+1), 1000)
	}
	split := money.Split{Step: decimal.FromInt(1), Residue: money.LargestRemainder}
	for b.Loop() {
		if _, err := money.Allocate(money.Of(475_000_000, "USD"), weights, split); err != nil {
			b.Fatal(err)
		}
	}
}
