package money_test

import (
	"fmt"

	"entente/decimal"
	"entente/money"
)

// A unit is how a sum is written: eok is a hundred million won.
func ExampleUnits_Parse() {
	units := append(money.Standard(), money.Unit{Name: "eok", Factor: decimal.FromInt(100_000_000), Currency: "KRW"})
	for _, s := range []string{"10_389 eok", "1.0389 tn KRW", "58.8m USD", "9200"} {
		a, err := units.Parse(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a)
	}
	// Output:
	// 1038900000000 KRW
	// 1038900000000 KRW
	// 58800000 USD
	// amount "9200": unit missing
}

// Converting names the rate and rounds nothing.
func ExampleRate_Convert() {
	rate, _ := money.ParseRate("1200 KRW/USD")
	won, _ := rate.Convert(money.Of(64_900_000, "USD"))
	dollars, _ := rate.Convert(money.Of(1_000_000, "KRW"))
	fmt.Println(won, "at", rate)
	fmt.Println(dollars)
	// Output:
	// 77880000000 KRW at 1200 KRW/USD
	// 2500/3 USD
}

// A hundred euros by three: the last cent goes to the largest remainder, and
// among equals to the party that comes first.
func ExampleAllocate() {
	third := []decimal.Fraction{decimal.Whole(1), decimal.Whole(1), decimal.Whole(1)}
	cent := decimal.New(1, -2)
	for _, residue := range []money.Residue{money.LargestRemainder, money.Leave} {
		a, err := money.Allocate(money.Of(100, "EUR"), third, money.Split{Step: cent, Residue: residue})
		fmt.Println(residue, a.Parts, "left", a.Left, err)
	}
	// Output:
	// largest_remainder [33.34 EUR 33.33 EUR 33.33 EUR] left 0 EUR <nil>
	// leave [33.33 EUR 33.33 EUR 33.33 EUR] left 0.01 EUR <nil>
}

func ExampleParsePercent() {
	rate, err := money.ParsePercent("6.5%")
	fmt.Println(rate, err)
	_, err = money.ParsePercent("6.5")
	fmt.Println(err)
	// Output:
	// 6.5 <nil>
	// rate "6.5": unit missing
}

func ExampleCurrency_Symbol() {
	fmt.Println(money.Currency("KRW").Symbol()+"1,183.3 bn", money.Currency("NOK").Symbol()+"5 m")
	// Output: ₩1,183.3 bn NOK 5 m
}
