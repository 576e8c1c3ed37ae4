package money_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/money"
)

// korean are the units of a Korean dossier.
func korean() money.Units {
	return append(money.Standard(),
		money.Unit{Name: "eok", Factor: decimal.FromInt(100_000_000), Currency: "KRW"},
		money.Unit{Name: "조", Factor: decimal.FromInt(1_000_000_000_000), Currency: "KRW"},
	)
}

func TestParseAmount(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"5_368 eok", "536800000000 KRW"},
		{"5368eok", "536800000000 KRW"},
		{"1.2 조", "1200000000000 KRW"},
		{"58.8m USD", "58800000 USD"},
		{"120 m USD", "120000000 USD"},
		{"  120   m   USD  ", "120000000 USD"},
		{"1.551_1 tn KRW", "1551100000000 KRW"},
		{"1_000_000 KRW", "1000000 KRW"},
		{"0.004 EUR", "0.004 EUR"},
		{"-3 k EUR", "-3000 EUR"},
		{"+3 eok KRW", "300000000 KRW"},
		{"0 eok", "0 KRW"},
	}
	for _, tt := range tests {
		got, err := korean().Parse(tt.in)
		if err != nil || got.String() != tt.want {
			t.Errorf("Parse(%q) = %s, %v; want %s", tt.in, got, err, tt.want)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want error
	}{
		{"", decimal.ErrSyntax},
		{"eok", decimal.ErrSyntax},
		{"KRW 9200", decimal.ErrSyntax},
		{"1.2.3 eok", decimal.ErrSyntax},
		{"9200", money.ErrNoUnit},
		{"9_200 ", money.ErrNoUnit},
		{"9200 eoks", money.ErrUnit},
		{"9200 oku KRW", money.ErrUnit},
		{"9,200 eok", money.ErrUnit},
		{"1e3 KRW", money.ErrUnit},
		{"1/3 KRW", money.ErrUnit},
		{"9200 m USD now", money.ErrUnit},
		{"120 m", money.ErrCurrency},
		{"120 m DOLLAR", money.ErrCurrency},
		{"120 m usd", money.ErrCurrency},
		{"5368 eok USD", money.ErrMixed},
		{strings.Repeat("9", 60) + " KRW KRW", money.ErrUnit},
		{strings.Repeat("9", 60) + " eok", decimal.ErrRange},
		{strings.Repeat("9", 61) + " KRW", decimal.ErrRange},
	}
	for _, tt := range tests {
		got, err := korean().Parse(tt.in)
		if !errors.Is(err, tt.want) {
			t.Errorf("Parse(%q) = %s, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

// A dossier may give a standard name another meaning; the last one counts.
func TestFind(t *testing.T) {
	t.Parallel()
	units := append(money.Standard(), money.Unit{Name: "m", Factor: decimal.FromInt(1_000_000), Currency: "EUR"})
	if got, err := units.Parse("3 m"); err != nil || got.String() != "3000000 EUR" {
		t.Errorf("Parse(3 m) = %s, %v", got, err)
	}
	if got := strings.Join(units.Names(), " "); got != "k m bn tn m" {
		t.Errorf("Names = %s", got)
	}
	if u, ok := units.Find("oku"); ok {
		t.Errorf("Find(oku) = %v", u)
	}
}

// The unit is how a sum is written, never what it is worth.
func TestUnitDoesNotChangeMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-1e12, 1e12).Draw(t, "eok")
		want, err := korean().Parse(fmt.Sprintf("%d eok", n))
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range korean() {
			f, _ := decimal.Whole(n).Mul(decimal.Whole(100_000_000)).Quo(u.Factor.Fraction())
			got, err := korean().Parse(f.String() + " " + u.Name + " KRW")
			if err != nil || !got.Equal(want) {
				t.Fatalf("%d eok written in %s is %s, %v; want %s", n, u.Name, got, err, want)
			}
		}
	})
}

func TestParseRate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"1300 KRW/USD": "1300 KRW/USD", " 1_113.6 KRW/USD ": "1113.6 KRW/USD", "0.8821EUR/USD": "0.8821 EUR/USD"} {
		if got, err := money.ParseRate(in); err != nil || got.String() != want {
			t.Errorf("ParseRate(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]error{
		"1300":             money.ErrNoUnit,
		"1300 KRW / USD":   money.ErrNoUnit,
		"1300 KRW":         money.ErrUnit,
		"1300 KRW/":        money.ErrCurrency,
		"1300 won/USD":     money.ErrCurrency,
		"1 KRW/KRW":        money.ErrUnit,
		"0 KRW/USD":        decimal.ErrRange,
		"-1300 KRW/USD":    decimal.ErrRange,
		"KRW/USD":          decimal.ErrSyntax,
		"1300 KRW/USD/EUR": money.ErrCurrency,
	} {
		if got, err := money.ParseRate(in); !errors.Is(err, want) {
			t.Errorf("ParseRate(%q) = %s, %v; want %v", in, got, err, want)
		}
	}
}

func TestParsePercent(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"4%": "4", "6.5 %": "6.5", "-0.5%": "-0.5", "4.0%": "4.0", "+8.8%": "8.8"} {
		if got, err := money.ParsePercent(in); err != nil || got.String() != want {
			t.Errorf("ParsePercent(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]error{
		"4":         money.ErrNoUnit,
		"4 percent": money.ErrUnit,
		"4%%":       money.ErrUnit,
		"four%":     money.ErrUnit,
		"%":         decimal.ErrSyntax,
		"4.0.0%":    decimal.ErrSyntax,
	} {
		if got, err := money.ParsePercent(in); !errors.Is(err, want) {
			t.Errorf("ParsePercent(%q) = %s, %v; want %v", in, got, err, want)
		}
	}
}
