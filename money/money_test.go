package money_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/money"
)

func TestCurrency(t *testing.T) {
	t.Parallel()
	all := money.Currencies()
	if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Error("the codes are not in order, each once")
	}
	for _, code := range all {
		if c, err := money.ParseCurrency(code); err != nil || string(c) != code {
			t.Errorf("ParseCurrency(%s) = %s, %v", code, c, err)
		}
	}
	for _, s := range []string{"", "KR", "krw", "KRWX", "KRX", "D A", " KR", "W U", "$"} {
		if c, err := money.ParseCurrency(s); !errors.Is(err, money.ErrCurrency) {
			t.Errorf("ParseCurrency(%q) = %s, %v; want ErrCurrency", s, c, err)
		}
	}
	for c, want := range map[money.Currency]string{"KRW": "₩", "USD": "$", "EUR": "€", "JPY": "¥", "GBP": "£", "CHF": "CHF "} {
		if got := c.Symbol(); got != want {
			t.Errorf("%s.Symbol() = %q, want %q", string(c), got, want)
		}
	}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	sum, err := money.Of(7, "USD").Add(money.Amount{Currency: "USD", Value: decimal.Frac(1, 4)})
	if err != nil || sum.String() != "7.25 USD" {
		t.Errorf("7 + 1/4 USD = %s, %v", sum, err)
	}
	if sum, err := money.Of(7, "USD").Add(money.Of(7, "KRW")); !errors.Is(err, money.ErrMixed) {
		t.Errorf("7 USD + 7 KRW = %s, %v; want ErrMixed", sum, err)
	}
	if money.Of(7, "USD").Equal(money.Of(7, "KRW")) || !money.Of(7, "USD").Equal(money.Amount{Currency: "USD", Value: decimal.MustParse("7.00").Fraction()}) {
		t.Error("Equal looks at more or less than currency and value")
	}
}

func TestConvert(t *testing.T) {
	t.Parallel()
	rate := money.Rate{Value: decimal.Whole(1300), Of: "KRW", Per: "USD"}
	tests := []struct {
		name string
		rate money.Rate
		in   money.Amount
		want string
		err  error
	}{
		{"the part of 2002 in dollars, to won", rate, money.Of(58_800_000, "USD"), "76440000000 KRW", nil},
		{"won to dollars, not rounded", rate, money.Of(1000, "KRW"), "10/13 USD", nil},
		{"another currency", rate, money.Of(1, "JPY"), "", money.ErrMixed},
		{"a rate of zero divides nothing", money.Rate{Of: "KRW", Per: "USD"}, money.Of(1, "KRW"), "", money.ErrRate},
	}
	for _, tt := range tests {
		got, err := tt.rate.Convert(tt.in)
		if !errors.Is(err, tt.err) || err == nil && got.String() != tt.want {
			t.Errorf("%s: Convert(%s) = %s, %v; want %s, %v", tt.name, tt.in, got, err, tt.want, tt.err)
		}
	}
}

// There and back gives the same money, because nothing is rounded on the way.
func TestConvertBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate := money.Rate{Value: decimal.Frac(rapid.Int64Range(1, 1e9).Draw(t, "rate"), 10_000), Of: "KRW", Per: "USD"}
		in := money.Of(rapid.Int64().Draw(t, "amount"), rapid.SampledFrom([]money.Currency{"KRW", "USD"}).Draw(t, "currency"))
		there, err := rate.Convert(in)
		if err != nil || there.Currency == in.Currency {
			t.Fatalf("Convert(%s) = %s, %v", in, there, err)
		}
		if back, err := rate.Convert(there); err != nil || !back.Equal(in) {
			t.Fatalf("%s became %s and then %s, %v", in, there, back, err)
		}
	})
}
