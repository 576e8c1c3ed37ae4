package web_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkLoad asks for the pages in turn over real connections, eight readers
// at once: requests a second, the 95th percentile of one answer, and how far
// the heap grew.
func BenchmarkLoad(b *testing.B) {
	server := httptest.NewServer(open(b))
	defer server.Close()
	client := server.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = 8
	addresses := slices.DeleteFunc(pages(), func(a string) bool { return a == "/verify" }) // half a megabyte of table
	fetch := func(address string) bool {
		answer, err := client.Get(server.URL + address) //nolint:noctx // a benchmark has no end but its own
		if err != nil {
			return false
		}
		defer func() { _ = answer.Body.Close() }()
		_, err = answer.Body.Read(make([]byte, 1))
		return err == nil && answer.StatusCode == http.StatusOK
	}
	for _, a := range addresses {
		if !fetch(a) {
			b.Fatal(a)
		}
	}
	heap := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	before, began := heap(), time.Now()
	var next, failed atomic.Int64
	times := make([]time.Duration, 0, b.N)
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				start := time.Now()
				if !fetch(addresses[int(n)%len(addresses)]) {
					failed.Add(1)
				}
				mu.Lock()
				times = append(times, time.Since(start))
				mu.Unlock()
			}
		})
	}
	group.Wait()
	took := time.Since(began)
	slices.Sort(times)
	b.ReportMetric(float64(b.N)/took.Seconds(), "req/s")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(failed.Load()), "failed")
	b.ReportMetric(heap()-before, "MB-grown")
}
