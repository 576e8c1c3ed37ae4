package fairness_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/decimal"
	"entente/fairness"
	"entente/money"
)

func usd(millions int64) money.Amount { return money.Of(millions*1_000_000, "USD") }

func bases() []fairness.Base {
	return []fairness.Base{{ID: "all", Amount: usd(4464)}, {ID: "operation", Amount: usd(2218)}}
}

func TestPanel(t *testing.T) {
	t.Parallel()
	got, err := fairness.Panel(usd(1116), bases())
	if err != nil || !got[0].Share.Equal(decimal.Frac(1, 4)) || got[1].Share.Approx(3) != "0.503" {
		t.Fatalf("Panel = %v, %v", got, err)
	}
	about := fairness.Statement{By: "kr", Words: "about half", Low: decimal.Frac(45, 100), High: decimal.Frac(55, 100)}
	if holds := about.Holds(got); len(holds) != 1 || holds[0].Base.ID != "operation" {
		t.Errorf("about half holds on %v", holds)
	}
	if _, err := fairness.Panel(money.Of(1, "KRW"), bases()); !errors.Is(err, fairness.ErrCurrency) {
		t.Errorf("won of dollars: %v", err)
	}
	if _, err := fairness.Panel(usd(1), []fairness.Base{{Amount: usd(0)}}); !errors.Is(err, fairness.ErrBase) {
		t.Errorf("a share of nothing: %v", err)
	}
}

// The demand of 2019, about 5 bn dollars, against the Pentagon's estimate of
// March 2019: no half and no all-plus-half of either base comes near it, all of
// the total is a tenth below.
func TestSearch(t *testing.T) {
	t.Parallel()
	got, err := fairness.Search(usd(5000), bases(), fairness.Factors(), decimal.Frac(11, 100))
	if err != nil {
		t.Fatal(err)
	}
	var meets []string
	for _, y := range got {
		if y.Meets {
			meets = append(meets, y.Factor.Name+" of "+y.Base.ID+" "+y.Off.Approx(4))
		}
	}
	if diff := cmp.Diff([]string{"all of all -0.1072"}, meets); diff != "" {
		t.Errorf("Search (-want +got):\n%s", diff)
	}
	if _, err := fairness.Search(usd(0), bases(), nil, decimal.Fraction{}); !errors.Is(err, fairness.ErrBase) {
		t.Errorf("nothing was demanded: %v", err)
	}
}

func TestDispute(t *testing.T) {
	t.Parallel()
	d := fairness.Dispute{Cost: decimal.Whole(40), Demand: decimal.Whole(30), Offer: decimal.Whole(10)}
	got, err := d.Outcomes(fairness.Capacity{Name: "gdp", Payer: decimal.Whole(1), Payee: decimal.Whole(9)})
	if err != nil {
		t.Fatal(err)
	}
	payments := map[string]string{}
	for _, o := range got {
		payments[o.Rule] = o.Payment.String()
	}
	want := map[string]string{"proportional": "20", "equal awards": "20", "equal losses": "20", "contested garment": "20", "random arrival": "20", "capacity: gdp": "4"}
	if diff := cmp.Diff(want, payments); diff != "" {
		t.Errorf("Outcomes (-want +got):\n%s", diff)
	}
	far := fairness.Distances(decimal.Whole(15), got)
	if last := far[len(far)-1]; !last.By.Equal(decimal.Whole(11)) || !last.Part.Equal(decimal.Frac(11, 4)) {
		t.Errorf("distance from capacity: %+v", last)
	}
	// a demand for more than there is claims all of it; the rules now part
	d = fairness.Dispute{Cost: decimal.Whole(40), Demand: decimal.Whole(60), Offer: decimal.Whole(10)}
	if got, err = d.Outcomes(); err != nil {
		t.Fatal(err)
	}
	if p, g := got[0].Payment, got[3].Payment; !p.Equal(decimal.Frac(160, 7)) || !g.Equal(decimal.Whole(25)) {
		t.Errorf("proportional %s, garment %s, want 160/7 and 25", p, g)
	}
	d.Offer = decimal.Whole(70)
	if _, err := d.Outcomes(); !errors.Is(err, fairness.ErrClaims) {
		t.Errorf("an offer above the demand: %v", err)
	}
}
