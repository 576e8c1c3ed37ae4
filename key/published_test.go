package key_test

import (
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/decimal"
	"entente/key"
	"entente/period"
)

func years(from, to int) period.Years { return period.Years{From: from, To: to} }

// TestRegularBudgetVectors loads every scale of the United Nations regular budget
// from 1946 on and adds each period exactly.
func TestRegularBudgetVectors(t *testing.T) {
	t.Parallel()
	var suite struct{ Totals map[string]decimal.Fraction }
	readJSON(t, "un-regular-budget-scale/totals.json", &suite)
	var book key.Book
	for _, r := range readCSV(t, "un-regular-budget-scale/1946-2018.csv") {
		from, err := strconv.Atoi(r["from_year"])
		if err != nil {
			t.Fatal(err)
		}
		to, err := strconv.Atoi(r["to_year"])
		if err != nil {
			t.Fatal(err)
		}
		book = append(book, key.Rate{Party: r["member_state"], Years: years(from, to), Percent: dec(r["rate_pct"])})
	}
	periods := book.Periods()
	if len(periods) != len(suite.Totals) || len(periods) == 0 {
		t.Fatalf("%d periods, want %d", len(periods), len(suite.Totals))
	}
	for _, p := range periods {
		name := strconv.Itoa(p.From) + "-" + strconv.Itoa(p.To)
		want, ok := suite.Totals[name]
		if !ok {
			t.Errorf("no total is known for %s", name)
		}
		if got := book.Total(p); !got.Equal(want) {
			t.Errorf("total of %s is %s, want %s", name, got, want)
		}
	}
	rated := map[string]key.Book{} // by party: each year is looked up among a party's rates
	for _, r := range book {
		rated[r.Party] = append(rated[r.Party], r)
	}
	for _, r := range book {
		for year := r.Years.From; year <= r.Years.To; year++ {
			got, err := rated[r.Party].Find(r.Party, year)
			if err != nil || !got.Percent.Equal(r.Percent) {
				t.Fatalf("Find(%s, %d) = %s, %v; want %s", r.Party, year, got.Percent, err, r.Percent)
			}
		}
	}
}

// small is a corner of the United Nations scale: rates of A/RES/70/245 and
// A/RES/73/271.
func small() key.Book {
	return key.Book{
		{Party: "USA", Years: years(2016, 2018), Percent: dec("22.000")},
		{Party: "CHN", Years: years(2016, 2018), Percent: dec("7.921")},
		{Party: "CHN", Years: years(2019, 2021), Percent: dec("12.005")},
		{Party: "USA", Years: years(2019, 2021), Percent: dec("22.000")},
		{Party: "TUV", Years: years(2019, 2021), Percent: dec("0.001")},
	}
}

func TestBook(t *testing.T) {
	t.Parallel()
	b := small()
	if diff := cmp.Diff([]period.Years{years(2016, 2018), years(2019, 2021)}, b.Periods()); diff != "" {
		t.Errorf("Periods() mismatch (-want +got)\n%s", diff)
	}
	if got, want := b.Total(years(2019, 2021)), frac("34.006"); !got.Equal(want) {
		t.Errorf("Total(2019..2021) = %s, want %s", got, want)
	}
	dues, err := b.Dues("CHN", 2020, frac("3000000000"))
	if err != nil || !dues.Equal(frac("360150000")) {
		t.Errorf("Dues(CHN, 2020) = %s, %v; want 360150000", dues, err)
	}
	if _, err := b.Dues("CHN", 2022, frac("1")); !errors.Is(err, key.ErrUnrated) {
		t.Errorf("Dues(CHN, 2022): %v, want ErrUnrated", err)
	}
	b = append(b, key.Rate{Party: "CHN", Years: years(2018, 2018), Percent: dec("7.9")})
	if _, err := b.Find("CHN", 2018); !errors.Is(err, key.ErrTwice) {
		t.Errorf("Find(CHN, 2018): %v, want ErrTwice", err)
	}
}
