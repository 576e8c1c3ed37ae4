package money_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/money"
)

func amount(t *testing.T, s string) money.Amount {
	t.Helper()
	value, currency, _ := strings.Cut(s, " ")
	v, err := decimal.ParseFraction(value)
	if err != nil {
		t.Fatal(err)
	}
	return money.Amount{Currency: money.Currency(currency), Value: v}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, short, natural string }{
		{"1183300000000 KRW", "₩1,183.3 bn", "11,833 eok"},
		{"836062500000 KRW", "₩836.1 bn", "8,360.625 eok"},
		{"58800000 USD", "$58.8 m", "58.8m USD"},
		{"-58800000 USD", "-$58.8 m", "-58.8m USD"},
		{"-1183300000000 KRW", "-₩1,183.3 bn", "-11,833 eok"},
		{"999999 USD", "$999,999", "999,999 USD"},
		{"1234.5 EUR", "€1,234.50", "1,234.5 EUR"},
		{"0 NOK", "NOK 0", "0 NOK"},
		{"100/3 USD", "$33.33", "100/3 USD"},
		{"2000000000/3 USD", "$666.7 m", "2000/3m USD"},
	}
	for _, tt := range tests {
		a := amount(t, tt.in)
		if got := money.Short(a); got != tt.short {
			t.Errorf("Short(%s) = %s, want %s", a, got, tt.short)
		}
		if got := korean().Natural(a); got != tt.natural {
			t.Errorf("Natural(%s) = %s, want %s", a, got, tt.natural)
		}
	}
}

func TestGrouped(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1,000", "-1000": "-1,000", "1234567.8901": "1,234,567.8901", "1/3": "1/3", "-100000": "-100,000",
	} {
		f, err := decimal.ParseFraction(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := money.Grouped(f); got != want {
			t.Errorf("Grouped(%s) = %s, want %s", in, got, want)
		}
	}
}

// What Natural prints of an amount that ends is that amount, without its commas.
func TestNaturalReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.Amount{
			Currency: rapid.SampledFrom([]money.Currency{"KRW", "USD", "JPY"}).Draw(t, "currency"),
			Value:    decimal.Frac(rapid.Int64().Draw(t, "value"), 1000),
		}
		text := korean().Natural(a)
		if back, err := korean().Parse(strings.ReplaceAll(text, ",", "")); err != nil || !back.Equal(a) {
			t.Fatalf("%s is printed %s, which reads back as %s, %v", a, text, back, err)
		}
	})
}
