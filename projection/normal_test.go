package projection

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The polynomials miss the quantile by less than 1e-10, from the middle to the
// tails that a stream can reach, and AS 241 misses gonum's by less than 1e-13.
func TestNormals(t *testing.T) {
	t.Parallel()
	n := newNormals()
	s := streamOf(7, "test", 0)
	worst := 0.0
	check := func(random uint64) {
		p := float64(int64(random&(1<<63-1)|1)) * 0x1p-64
		want := quantile(p)
		if random>>63 == 1 {
			want = -want
		}
		worst = max(worst, math.Abs(n.of(random)-want))
	}
	for i := range uint64(200_000) {
		r := s.at(i)
		check(r)
		check(r >> (i % 60)) // the tails
	}
	if worst > 1e-10 {
		t.Errorf("the largest error is %g", worst)
	}
	for _, p := range []float64{1e-300, 1e-12, 0.001, 0.0749, 0.0751, 0.3, 0.5, 0.8, 0.999} {
		if got, want := quantile(p), distuv.UnitNormal.Quantile(p); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
			t.Errorf("quantile(%g) is %v, want %v", p, got, want)
		}
	}
}

// fill is of in a loop, bit by bit, wherever a block begins.
func TestFillIsOf(t *testing.T) {
	t.Parallel()
	n, s := newNormals(), streamOf(7, "test", 1)
	z := make([]float64, 3000)
	n.fill(z, s, 12_345)
	for i, got := range z {
		if want := n.of(s.at(12_345 + uint64(i))); math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("number %d is %v, want %v", i, got, want)
		}
	}
}

func TestElementary(t *testing.T) {
	t.Parallel()
	for x := -30.0; x < 30; x += 0.37 {
		if got, want := exponential(x), math.Exp(x); math.Abs(got-want) > 1e-13*want {
			t.Errorf("exponential(%v) is %v, want %v", x, got, want)
		}
		y := math.Exp(x)
		if got, want := logarithm(y), math.Log(y); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
			t.Errorf("logarithm(%v) is %v, want %v", y, got, want)
		}
	}
}
