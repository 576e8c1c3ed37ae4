package projection_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/period"
	"entente/projection"
	"entente/series"
)

// TestRunnerDrawsTheSame runs plans over kept futures and wants what each
// gives with futures of its own.
func TestRunnerDrawsTheSame(t *testing.T) {
	t.Parallel()
	of := func(to int, step string) setting {
		s := growth("x", 1, series.AutoRegressive{Mean: dec("2"), Persistence: dec("0.5"), SD: dec("1.5")})
		return setting{series: []*series.Series{s}, rate: index("x"), to: to, step: step, request: projection.Request{Seed: 9}}
	}
	futures, err := of(2030, "1").prepare(t).Futures(2500)
	if err != nil {
		t.Fatal(err)
	}
	r := &projection.Runner{Futures: futures}
	settings := []setting{of(2030, "1"), of(2026, "10"), of(2029, ""), of(2028, "1")}
	var plans []*projection.Projection
	for _, s := range settings {
		plans = append(plans, s.prepare(t))
	}
	together := kept(t, r, plans)
	for i, p := range plans {
		s, got := settings[i], kept(t, r, plans[i:i+1])[0]
		if diff := cmp.Diff(got, together[i]); diff != "" {
			t.Errorf("to %d, step %q: years differ when plans run together (-alone +together):\n%s", s.to, s.step, diff)
		}
		want, err := p.Run(context.Background(), projection.Options{Paths: 2500, Keep: true})
		if err != nil {
			t.Fatal(err)
		}
		var columns [][]float64
		for i, name := range want.Draws.Names {
			if y, err := period.ParseYears(name); err == nil && y.Len() == 1 {
				columns = append(columns, want.Draws.Columns[i])
			}
		}
		if diff := cmp.Diff(columns, got); diff != "" {
			t.Errorf("to %d, step %q: years over kept futures differ (-own +kept):\n%s", s.to, s.step, diff)
		}
	}
	if err := r.Each([]*projection.Projection{of(2033, "1").prepare(t)}, func(int, int, []projection.Year) {}); err == nil {
		t.Error("a plan that reads years nobody drew was run")
	}
}

// kept runs plans over kept futures and returns what each pays: by plan, year
// and future.
func kept(t *testing.T, r *projection.Runner, plans []*projection.Projection) [][][]float64 {
	t.Helper()
	out := make([][][]float64, len(plans))
	err := r.Each(plans, func(plan, first int, years []projection.Year) {
		if out[plan] == nil {
			out[plan] = make([][]float64, len(years))
		}
		for y, x := range years {
			if len(out[plan][y]) != first {
				t.Fatalf("a block begins at %d after %d futures", first, len(out[plan][y]))
			}
			for _, n := range x.Counts {
				out[plan][y] = append(out[plan][y], n*x.Unit)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTogether counts the steps that two plans share: all of a plan with
// itself, and the growth where only the first sum differs.
func TestTogether(t *testing.T) {
	t.Parallel()
	of := func(to int) *projection.Projection {
		s := growth("x", 1, series.AutoRegressive{Mean: dec("2"), Persistence: dec("0.5"), SD: dec("1.5")})
		return setting{series: []*series.Series{s}, rate: index("x"), to: to, step: "1", request: projection.Request{Seed: 9}}.prepare(t)
	}
	a, b := of(2030), of(2027)
	if shared, all := projection.Together(a, a); shared != all || all == 0 {
		t.Errorf("with itself a plan shares %d of %d steps", shared, all)
	}
	if shared, all := projection.Together(a, b); shared <= 0 || shared >= all {
		t.Errorf("a plan shares %d of %d steps with a shorter one", shared, all)
	}
}
