package period_test

import (
	"testing"
	"time"

	"entente/period"
)

func TestFiscalYears(t *testing.T) {
	t.Parallel()
	japan := period.Fiscal{Month: time.April, Day: 1}
	us := period.Fiscal{Month: time.October, Day: 1, NamedAfterEnd: true}
	day := func(s string) period.Day {
		d, err := period.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		fiscal   period.Fiscal
		from, to string
		want     period.Years
	}{
		{period.Fiscal{}, "2019-03-08", "2019-12-31", period.Years{From: 2019, To: 2019}},
		{japan, "2022-04-01", "2027-03-31", period.Years{From: 2022, To: 2026}},
		{japan, "2022-03-31", "2027-04-01", period.Years{From: 2021, To: 2027}},
		{us, "2020-10-01", "2021-09-30", period.Years{From: 2021, To: 2021}},
		{us, "2021-01-01", "2021-12-31", period.Years{From: 2021, To: 2022}},
	} {
		if got := c.fiscal.Years(period.Span{From: day(c.from), To: day(c.to)}); got != c.want {
			t.Errorf("Years(%s to %s) = %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
