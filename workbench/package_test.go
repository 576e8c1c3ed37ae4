package workbench_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"entente/workbench"
)

// TestPackage holds a package's years to its total: terms go on behind their
// end as the file says, and the years add up to what the package was valued at.
func TestPackage(t *testing.T) {
	t.Parallel()
	w := &workbench.Workbench{Now: time.Now, Shelf: &workbench.Shelf{}}
	q := workbench.NegotiationQuestion{Question: workbench.Question{Dossier: "kr-us-sma"}, Negotiation: "2024"}
	d, err := w.Deal(t.Context(), workbench.PlainDeal(q))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []workbench.DealPackage{d.Deals[0], d.Deals[1], d.Frontier[0], d.Frontier[len(d.Frontier)-1]} {
		p, err := w.Package(t.Context(), workbench.PackageRequest{NegotiationQuestion: q, Index: k.Index})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, y := range p.Years {
			sum += y.Mean
			if y.P05 > y.P95 {
				t.Errorf("package %d in %d: %+v", k.Index, y.Year, y)
			}
		}
		if want := k.Measures["total"]; math.Abs(sum-want) > 1e-6*want {
			t.Errorf("package %d: the years add up to %v, the total is %v", k.Index, sum, want)
		}
		if p.Ratification == nil || p.Ratification.Probability.Owner == "" {
			t.Errorf("package %d: ratification %+v", k.Index, p.Ratification)
		}
	}
	for _, r := range d.Ratification {
		p, err := w.Package(t.Context(), workbench.PackageRequest{NegotiationQuestion: q, Index: r.Index})
		if err != nil || p.Ratification.Probability != r.Probability {
			t.Errorf("%s: ratified with %+v, the deal says %+v; %v", r.Of, p.Ratification, r.Probability, err)
		}
	}
	for _, index := range []int64{-1, d.NOutcomes} {
		if _, err := w.Package(t.Context(), workbench.PackageRequest{NegotiationQuestion: q, Index: index}); !errors.Is(err, workbench.ErrUsage) {
			t.Errorf("package %d: %v", index, err)
		}
	}
	if again, err := w.Deal(t.Context(), workbench.PlainDeal(q)); err != nil || again != d {
		t.Errorf("a deal that is kept is worked out again; %v", err)
	}
}
