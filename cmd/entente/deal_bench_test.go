package main

import (
	"bytes"
	"context"
	"testing"
)

// BenchmarkDeal100k is the whole command over a hundred thousand packages and
// ten thousand futures, without starting a process.
func BenchmarkDeal100k(b *testing.B) {
	for b.Loop() {
		var out, errs bytes.Buffer
		if code := run(context.Background(), []string{"deal", "kr-us-sma", "../../bench/deal-100k.yaml"}, nil, &out, &errs); code != exitFine {
			b.Fatal(errs.String())
		}
	}
}
