package main

import (
	"os"
	"testing"
)

// TestSize keeps the plain build small enough to hand on: under 40 MB.
func TestSize(t *testing.T) {
	const budget = 40_000_000
	at, err := os.Stat(build(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the binary has %.1f MB", float64(at.Size())/1e6)
	if at.Size() > budget {
		t.Errorf("the binary has %d bytes, the budget is %d: go list -deps shows what came in", at.Size(), budget)
	}
}
