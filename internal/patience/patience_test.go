package patience_test

import (
	"testing"
	"time"

	"entente/internal/patience"
)

// TestSpent counts work and not waiting; it never counts more than what passed.
func TestSpent(t *testing.T) {
	const nap = 300 * time.Millisecond
	if spent := patience.Spent(func() { time.Sleep(nap) }); spent > 2*nap {
		t.Errorf("a nap of %v cost %v", nap, spent)
	}
	began := time.Now()
	sum := 0
	spent := patience.Spent(func() {
		for i := range 50_000_000 {
			sum += i ^ sum>>3
		}
	})
	if spent <= 0 || spent > time.Since(began) {
		t.Errorf("work that took %v (%d) cost %v", time.Since(began), sum, spent)
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	if got := patience.Limit(time.Second); got < time.Second {
		t.Errorf("a second became %v", got)
	}
}
