package vector

import (
	"math"
	"os/exec"
	"testing"

	"pgregory.net/rapid"
)

// same compares bits; what is no number may be so in any way.
func same(x, y []float64) bool {
	for i := range x {
		if math.Float64bits(x[i]) != math.Float64bits(y[i]) && !(math.IsNaN(x[i]) && math.IsNaN(y[i])) {
			return false
		}
	}
	return len(x) == len(y)
}

// numbers are of the sizes that amounts and rates have, with those among them
// at which comparisons and roundings turn.
func numbers(n int) *rapid.Generator[[]float64] {
	number := rapid.OneOf(
		rapid.Float64Range(-1e6, 1e6),
		rapid.Float64Range(-4, 4),
		rapid.Map(rapid.Int64Range(-1<<52, 1<<52), func(i int64) float64 { return float64(i) / 2 }),
		rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.5, -0.5, 0.49999999999999994, 1 << 53, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324}),
	)
	return rapid.SliceOfN(number, n, n)
}

// Every function does what its plain Go does, whatever the length.
func TestBits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 37).Draw(t, "length")
		a, b := numbers(n).Draw(t, "a"), numbers(n).Draw(t, "b")
		p := numbers(3).Draw(t, "parameters")
		got, want := make([]float64, n), make([]float64, n)
		check := func(name string) {
			t.Helper()
			if !same(got, want) {
				t.Fatalf("%s: %v, want %v", name, got, want)
			}
		}
		Affine(got, a, p[0], p[1])
		affine(want, a, p[0], p[1])
		check("Affine")
		AddScaled(got, b, p[2])
		addScaled(want, b, p[2])
		check("AddScaled")
		Multiply(got, a, b)
		multiply(want, a, b)
		check("Multiply")
		AtMost(got, a, p[0])
		atMost(want, a, p[0])
		check("AtMost")
		AtLeast(got, a, p[0])
		atLeast(want, a, p[0])
		check("AtLeast")
		Above(got, a, p[0])
		above(want, a, p[0])
		check("Above")
		Below(got, a, p[0])
		below(want, a, p[0])
		check("Below")
		copy(got, b)
		copy(want, b)
		Regress(got, a, p[0], p[1], p[2])
		regress(want, a, p[0], p[1], p[2])
		check("Regress")
		RoundRatio(got, a, p[0], p[1], p[2])
		roundRatio(want, a, p[0], p[1], p[2])
		check("RoundRatio")
		low, high := Publish(got, a, p[0], p[1], p[2])
		wantLow, wantHigh := publish(want, a, p[0], p[1], p[2], math.Inf(1), math.Inf(-1))
		check("Publish")
		if !same([]float64{low, high}, []float64{wantLow + 0, wantHigh + 0}) {
			t.Fatalf("Publish: %v to %v, want %v to %v", low, high, wantLow, wantHigh)
		}
		state := rapid.Uint64().Draw(t, "state")
		table := someTable()
		Normals(got, table, state)
		normals(want, table, state)
		check("Normals")
	})
}

// Half a million numbers in a row, so that rare rows of the table are met.
func TestNormalsBits(t *testing.T) {
	t.Parallel()
	table := someTable()
	got, want := make([]float64, 1<<19+3), make([]float64, 1<<19+3)
	Normals(got, table, 42)
	normals(want, table, 42)
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("number %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// someTable has another number in every place.
func someTable() *Table {
	t := &Table{}
	for i := range t {
		t[i] = float64(Mix(uint64(i))>>11)*0x1p-52 - 1
	}
	return t
}

// Columns that are too short are refused before the assembly reads past them.
func TestShortColumns(t *testing.T) {
	t.Parallel()
	long, short := make([]float64, 8), make([]float64, 4)
	for name, f := range map[string]func(){
		"Affine": func() { Affine(long, short, 1, 0) }, "AddScaled": func() { AddScaled(long, short, 1) },
		"Multiply": func() { Multiply(long, long, short) }, "AtMost": func() { AtMost(long, short, 1) },
		"AtLeast": func() { AtLeast(long, short, 1) }, "Above": func() { Above(long, short, 1) }, "Below": func() { Below(long, short, 1) },
		"Regress": func() { Regress(long, short, 1, 1, 1) }, "Publish": func() { Publish(long, short, 1, 1, 1) }, "RoundRatio": func() { RoundRatio(long, short, 1, 1, 1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s reads past the end", name)
				}
			}()
			f()
		}()
	}
}

// The package builds without its assembly, as on other machines.
func TestBuildsWithoutAssembly(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("go", "vet", "-tags", "purego", ".").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
