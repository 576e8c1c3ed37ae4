package period_test

import (
	"fmt"
	"time"

	"entente/period"
)

// A partial date counts from its last possible day.
func ExamplePeriod_Last() {
	signed, _ := period.Parse("1991-01")
	fmt.Println(signed, signed.Last())
	// Output: 1991-01 1991-01-31
}

func ExampleDay_DaysUntil() {
	began, _ := period.ParseDay("2024-04-23")
	expires, _ := period.ParseDay("2025-12-31")
	fmt.Println(began.DaysUntil(expires))
	// Output: 617
}

// The fiscal year 2021 of the United States began on 1 October 2020.
func ExampleFiscal_Span() {
	us := period.Fiscal{Month: time.October, Day: 1, NamedAfterEnd: true}
	year := us.Span(2021)
	fmt.Println(year.From, year.To, year.Days())
	// Output: 2020-10-01 2021-09-30 365
}

func ExampleParseYears() {
	years, _ := period.ParseYears("2015..2018")
	fmt.Println(years.Len(), years.Contains(2018), years.Intersect(period.Years{From: 2017, To: 2020}))
	// Output: 4 true 2017..2018
}
