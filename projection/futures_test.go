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
	for _, s := range []setting{of(2030, "1"), of(2026, "10"), of(2029, "")} {
		p := s.prepare(t)
		got, err := r.Years(p, nil)
		if err != nil {
			t.Fatal(err)
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
	if _, err := r.Years(of(2033, "1").prepare(t), nil); err == nil {
		t.Error("a plan that reads years nobody drew was run")
	}
}
