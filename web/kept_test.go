package web

import (
	"strconv"
	"testing"
)

// TestKeptIsBounded puts more in than there is room for: the size stays below
// the bound, and what was asked for last is still there.
func TestKeptIsBounded(t *testing.T) {
	t.Parallel()
	var k kept
	k.put(&answer{key: "large", body: make([]byte, maxAnswer)})
	if k.get("large") != nil {
		t.Error("an answer above the bound is kept")
	}
	k.put(&answer{key: "often", body: []byte("often")})
	for i := range 300 {
		k.put(&answer{key: strconv.Itoa(i), body: make([]byte, 250_000)})
		if k.size > maxKept || k.order.Len() != len(k.by) {
			t.Fatalf("after %d: %d bytes, %d in order, %d by name", i, k.size, k.order.Len(), len(k.by))
		}
		if a := k.get("often"); a == nil || string(a.body) != "often" {
			t.Fatalf("after %d: what is asked for often is gone", i)
		}
	}
	if k.get("0") != nil || k.get("299") == nil {
		t.Error("the oldest is still there, or the latest is not")
	}
}
