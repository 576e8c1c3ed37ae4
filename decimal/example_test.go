package decimal_test

import (
	"fmt"

	"entente/decimal"
)

// A number keeps the digits it was written with.
func ExampleParse() {
	x, err := decimal.Parse("4.0")
	fmt.Println(x, x.Places(), err)
	_, err = decimal.Parse("4,0")
	fmt.Println(err)
	// Output:
	// 4.0 1 <nil>
	// parse "4,0": not a decimal number
}

// Computing is exact; rounding is a step of its own that says what it did.
func ExampleFraction_Round() {
	// The amount of 2011 and the price index of 2010, as published: 8,125 eok and 2.9 %.
	amount := decimal.Whole(8125)
	growth, _ := decimal.MustParse("102.9").Fraction().Quo(decimal.Whole(100))
	exact := amount.Mul(growth)
	rounded, inexact := exact.Round(decimal.FromInt(1), decimal.HalfUp)
	fmt.Println(exact, rounded, inexact)
	// Output: 8360.625 8361 true
}

// Shares are fractions, because a third has no last digit.
func ExampleFraction() {
	third := decimal.Frac(1, 3)
	fmt.Println(third, third.Add(third).Add(third), third.Approx(4))
	// Output: 1/3 1 0.3333
}

func ExampleParseFraction() {
	share, err := decimal.ParseFraction("22/100")
	fmt.Println(share, err)
	// Output: 0.22 <nil>
}

func ExampleDecimal_Round() {
	for _, mode := range []decimal.Mode{decimal.HalfUp, decimal.HalfEven, decimal.Down} {
		r, _ := decimal.MustParse("0.25").Round(decimal.MustParse("0.1"), mode)
		fmt.Println(mode, r)
	}
	// Output:
	// half_up 0.3
	// half_even 0.2
	// down 0.2
}

func ExampleDecimal_Reduce() {
	fmt.Println(decimal.MustParse("1.50").Reduce(), decimal.MustParse("100.0").Reduce())
	// Output: 1.5 100
}

func ExampleFraction_Decimal() {
	_, ends := decimal.Frac(1, 3).Decimal()
	d, _ := decimal.Frac(1, 8).Decimal()
	fmt.Println(ends, d)
	// Output: false 0.125
}
