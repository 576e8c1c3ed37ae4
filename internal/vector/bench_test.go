package vector

import "testing"

const block = 1024 // what projections compute at once

func BenchmarkNormals(b *testing.B) {
	z, table := make([]float64, block), someTable()
	for name, f := range map[string]func([]float64, *Table, uint64){"vector": Normals, "plain": normals} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f(z, table, 7)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/block, "ns/number")
		})
	}
}

func BenchmarkPublish(b *testing.B) {
	in, out := make([]float64, block), make([]float64, block)
	for name, f := range map[string]func(){
		"vector": func() { Publish(out, in, 0, 10, -1000) },
		"plain":  func() { publish(out, in, 0, 10, -1000, 0, 0) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/block, "ns/number")
		})
	}
}

func BenchmarkRoundRatio(b *testing.B) {
	in, out := make([]float64, block), make([]float64, block)
	for name, f := range map[string]func([]float64, []float64, float64, float64, float64){"vector": RoundRatio, "plain": roundRatio} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f(out, in, 2, 1000, 2000)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/block, "ns/number")
		})
	}
}
