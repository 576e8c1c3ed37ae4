package web_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/patience"
)

// fresh returns an address that was not asked for before and gives the same
// page: nothing that is kept answers it.
func fresh(address string, n int64) string {
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	return address + join + "fresh=" + strconv.FormatInt(n, 10)
}

// slow are pages that draw a hundred thousand futures, with their limit: what
// is asked while a slider moves.
func slow() map[string]time.Duration {
	return map[string]time.Duration{"/kr-us-sma/futures?paths=100000&extend=sma-12&to=2035": 100 * time.Millisecond}
}

// BenchmarkPages makes every page anew: the middle and the 95th percentile.
func BenchmarkPages(b *testing.B) {
	d := shared()
	var n int64
	for _, address := range slices.Concat(pages(), slices.Sorted(maps.Keys(slow()))) {
		b.Run(strings.NewReplacer("/", "_", "?", "_").Replace(address), func(b *testing.B) {
			d.get(address)
			var times []time.Duration
			for b.Loop() {
				n++
				began := time.Now()
				if w := d.get(fresh(address, n)); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				times = append(times, time.Since(began))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// TestPageBudget makes every page anew at the server: it takes less than its
// limit. The limits are for processor time, which both cores may spend.
func TestPageBudget(t *testing.T) {
	d := shared()
	var n int64
	check := func(address string, limit time.Duration) {
		d.get(address) // what is worked out once is worked out
		best := time.Hour
		for range 3 {
			n++
			best = min(best, patience.Spent(func() { d.get(fresh(address, n)) }))
		}
		if best > patience.Limit(limit) {
			t.Errorf("%s takes %v, want at most %v", address, best, limit)
		}
	}
	for _, address := range pages() {
		check(address, 50*time.Millisecond)
	}
	for address, limit := range slow() {
		check(address, limit)
	}
}

// BenchmarkLoad asks for the pages in turn over real connections, eight readers
// at once: requests a second, the 95th percentile of one answer, and how far
// the heap grew.
func BenchmarkLoad(b *testing.B) {
	server := httptest.NewServer(shared())
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
