package projection_test

import (
	"context"
	"testing"

	"entente/agreement"
	"entente/projection"
	"entente/series"
)

// BenchmarkProject is the job of bench/peers: ten years under a cap, carried
// rounded, over futures of one index; the time is for 131,072 futures.
func BenchmarkProject(b *testing.B) {
	const paths = 1 << 17
	for _, c := range []struct {
		name string
		sets int
	}{{"random", 0}, {"sobol", 16}} {
		b.Run(c.name, func(b *testing.B) {
			s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "10", to: 2030}
			s.amount.Caps = []agreement.Bound{{On: agreement.StepBound, Rate: dec("5")}}
			if c.sets > 0 {
				s.request.Points = sobol(b, paths, c.sets)
			}
			p := s.prepare(b)
			for b.Loop() {
				if _, err := p.Run(context.Background(), projection.Options{Paths: paths}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(paths*9), "ns/path-year")
		})
	}
}
