package projection_test

import (
	"context"
	"testing"

	"entente/agreement"
	"entente/projection"
	"entente/series"
)

// BenchmarkProject is the job of bench/peers: ten years under a cap, carried
// rounded, over futures of one index; the time is for 100,000 futures.
func BenchmarkProject(b *testing.B) {
	s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "10", to: 2030}
	s.amount.Caps = []agreement.Bound{{On: agreement.StepBound, Rate: dec("5")}}
	p := s.prepare(b)
	const paths = 100_000
	for b.Loop() {
		if _, err := p.Run(context.Background(), projection.Options{Paths: paths}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(paths*9), "ns/path-year")
}
