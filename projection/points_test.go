package projection_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/agreement"
	"entente/internal/patience"
	"entente/period"
	"entente/projection"
	"entente/series"
)

func sobol(tb testing.TB, paths, replicates int) projection.Points {
	tb.Helper()
	p, err := projection.SobolPoints(paths, replicates)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// mixed are series of several models, ones with further draws among them.
func mixed() []*series.Series {
	walk := growth("bbb", 1, series.Regimes{States: []series.Regime{{Name: "calm", Mean: dec("2"), SD: dec("0.5"), Stay: dec("80")}, {Name: "high", Mean: dec("6"), SD: dec("1.5"), Stay: dec("60")}}})
	walk.Assumption.Shocks = []series.Shock{{Year: 2023, Probability: dec("25"), Add: dec("3")}}
	pieces := growth("aaa", 12, series.Bootstrap{Block: dec("3")})
	pieces.Observations = nil
	for i, v := range []string{"1.2", "3.4", "0.7", "2.0", "2.9", "1.1", "4.4"} {
		pieces.Observations = append(pieces.Observations, series.Observation{Period: period.Year(2014 + i), Value: dec(v), Published: period.Day{Year: 2020, Month: 12, Day: 31}})
	}
	return []*series.Series{pieces, walk, growth("cpi", 1, ar1())}
}

// Adding a series, or years, changes no future of the others, nor does the
// number of cores; another seed changes all.
func TestPointsAreKeyed(t *testing.T) {
	alone := setting{series: mixed()[2:], rate: index("cpi"), step: "1", to: 2025}
	all := setting{series: mixed(), to: 2031, step: "1", rate: agreement.SumRate{Rates: []agreement.Rate{index("cpi"), index("aaa"), index("bbb")}}}
	points := sobol(t, 300, 6)
	alone.request.Points, all.request.Points = points, points
	a, b := alone.run(t, points.Paths(), true), all.run(t, points.Paths(), true)
	if a.Paths != 6*64 || len(a.Draws.Columns[0]) != a.Paths {
		t.Fatalf("%d futures, %d kept, want 384", a.Paths, len(a.Draws.Columns[0]))
	}
	for _, name := range []string{"cpi 2021", "cpi 2024"} {
		x, y := a.Draws.Columns[slices.Index(a.Draws.Names, name)], b.Draws.Columns[slices.Index(b.Draws.Names, name)]
		if diff := cmp.Diff(x, y); diff != "" {
			t.Errorf("%s changed with further series:\n%s", name, diff)
		}
	}
	before := runtime.GOMAXPROCS(7)
	again := all.run(t, points.Paths(), true)
	runtime.GOMAXPROCS(before)
	if digest(b) != digest(again) {
		t.Error("7 cores give other bytes")
	}
	all.request.Seed = 9
	if digest(b) == digest(all.run(t, points.Paths(), true)) {
		t.Error("another seed gives the same futures")
	}
	futures, err := alone.prepare(t).Futures(points.Paths())
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := futures.Observed(alone.series[0], 2024)
	if diff := cmp.Diff(a.Draws.Columns[slices.Index(a.Draws.Names, "cpi 2024")], kept); diff != "" {
		t.Errorf("kept futures differ from drawn ones:\n%s", diff)
	}
}

// Both kinds of points agree within their errors, and Sobol points err less.
func TestPointsAgree(t *testing.T) {
	t.Parallel()
	s := setting{series: mixed(), to: 2030, step: "1", rate: agreement.SumRate{Rates: []agreement.Rate{index("cpi"), index("aaa"), index("bbb")}}}
	s.amount.Caps = []agreement.Bound{{On: agreement.StepBound, Rate: dec("9")}}
	even := s
	few := 1 << 14
	if patience.Racing {
		few /= 4
	}
	even.request.Points = sobol(t, few, 16)
	a, b := s.run(t, 4*few, false), even.run(t, few, false)
	for i, y := range a.Years {
		mean, err := y.Mean()
		other, otherErr := b.Years[i].Mean()
		if d := mean - other; d*d > 16*(err*err+otherErr*otherErr)+1e-12 {
			t.Errorf("%d: %v ± %v and %v ± %v", y.Year, mean, err, other, otherErr)
		}
	}
	for i, c := range a.Caps {
		o := b.Caps[i]
		if d := c.Value - o.Value; d*d > 16*(c.Error*c.Error+o.Error*o.Error) {
			t.Errorf("%d: the cap binds with %v and %v", c.Year, c, o)
		}
	}
	_, err := a.Total.Mean()
	_, otherErr := b.Total.Mean()
	if asMany := 2 * err; otherErr > 0.8*asMany { // a quarter of the random futures errs twice as much
		t.Errorf("the total errs by %v, as many random futures by %v", otherErr, asMany)
	}
	for _, p := range []float64{0.05, 0.5, 0.95} {
		d, e := a.Total.Quantile(p)-b.Total.Quantile(p), a.Total.QuantileError(p)+b.Total.QuantileError(p)
		if d*d > 16*e*e {
			t.Errorf("the quantile %v differs by %v, errors %v", p, d, e)
		}
	}
	tail, tailErr := a.Total.Shortfall(0.95)
	evenTail, evenErr := b.Total.Shortfall(0.95)
	if d := tail - evenTail; d*d > 16*(tailErr*tailErr+evenErr*evenErr) {
		t.Errorf("shortfall %v ± %v and %v ± %v", tail, tailErr, evenTail, evenErr)
	}
	if e := b.Total.Exceeds(b.Total.Most()); e.Value != 0 || e.Error <= 0 {
		t.Errorf("above the most: %v, want none, with an error", e)
	}
}

// A constant leaves no error in any set.
func TestPointsOfAConstant(t *testing.T) {
	t.Parallel()
	s := setting{series: []*series.Series{growth("cpi", 1, series.Constant{Value: dec("2")})}, rate: index("cpi"), step: "1", to: 2030}
	s.request.Points = sobol(t, 100, 4)
	r := s.run(t, 128, false)
	if _, err := r.Total.Mean(); err != 0 || r.Total.Least() != r.Total.Most() {
		t.Errorf("%v to %v ± %v", r.Total.Least(), r.Total.Most(), err)
	}
}

func TestImpossiblePoints(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]int{{0, 16}, {-1, 16}, {100, 1}, {100, 0}, {100, 5000}, {projection.MaxPaths, 2}, {projection.MaxPaths + 1, 16}} {
		if p, err := projection.SobolPoints(c[0], c[1]); !errors.Is(err, projection.ErrPaths) {
			t.Errorf("%v: %v, %v", c, p, err)
		}
	}
	s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), to: 2025}
	s.request.Points = sobol(t, 100, 4)
	if _, err := s.prepare(t).Run(context.Background(), projection.Options{Paths: 100}); !errors.Is(err, projection.ErrPaths) {
		t.Errorf("100 futures of 128: %v", err)
	}
}
