package projection_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

func ar1() series.Model {
	return series.AutoRegressive{Mean: dec("2.2"), Persistence: dec("0.5"), SD: dec("1.1")}
}

// Every figure of every future is what package schedule computes for it.
func TestFuturesPayWhatTheScheduleSays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		s    setting
	}{
		{"rounded", setting{rate: index("cpi"), step: "1"}},
		{"capped", setting{rate: index("cpi"), step: "1", amount: agreement.Amount{Caps: []agreement.Bound{{On: agreement.StepBound, Rate: dec("2.5")}}, Floors: []agreement.Bound{{On: agreement.StepBound, Rate: dec("1")}}}}},
		{"added", setting{rate: agreement.SumRate{Rates: []agreement.Rate{index("cpi"), agreement.FixedRate{Percent: dec("6.5")}}}, step: "0.1"}},
		{"compounded", setting{rate: agreement.CompoundRate{Rates: []agreement.Rate{index("cpi"), index("cpi")}}, step: "0.01"}},
		{"part of the index", setting{rate: agreement.Index{Series: "cpi", Lag: 1, Adjust: agreement.Adjust{Times: new(dec("70")), Add: new(dec("0.25"))}}, step: "5"}},
		{"growth of a level", setting{rate: agreement.LevelGrowth{Series: "level", Lag: 1, Since: 1, Adjust: agreement.Adjust{Round: new(dec("0.1"))}}, step: "1"}},
		{"not rounded", setting{rate: index("cpi")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := test.s
			s.to = 2030
			level := growth("level", 2, series.GeometricBrownian{Drift: dec("2"), SD: dec("3")})
			level.Kind, level.Unit = series.Level, "index"
			level.Observations = append([]series.Observation{{Period: period.Year(2019), Value: dec("98.10"), Published: period.Day{Year: 2020, Month: 1, Day: 5}}}, level.Observations...)
			level.Observations[1].Value = dec("100.00")
			s.series = []*series.Series{growth("cpi", 1, ar1()), level}
			const paths = 300
			r := s.run(t, paths, true)
			plan, _ := schedule.Compile(s.input(), schedule.Options{})
			for i := range paths {
				w := schedule.World{Drawn: map[schedule.Cell]decimal.Decimal{}}
				for k, name := range r.Draws.Names {
					if id, year, ok := cutYear(name); ok {
						w.Drawn[schedule.Cell{Series: id, Period: year}] = dec(decimalText(r.Draws.Columns[k][i]))
					}
				}
				lines := plan.Evaluate(w).Lines(schedule.Selection{Years: period.Years{From: 2021, To: 2030}})
				for _, l := range lines {
					k := slices.Index(r.Draws.Names, yearName(l.Year))
					if got, want := r.Draws.Columns[k][i], l.Amount.Float64(); math.Abs(got-want) > 1e-9*math.Abs(want) || s.step != "" && math.Abs(got-want) > 1e-9 {
						t.Fatalf("future %d pays %v in %d, the schedule says %v", i, got, l.Year, want)
					}
				}
			}
		})
	}
}

// The bytes do not depend on the number of cores, and another seed gives others.
func TestSameOnAnyNumberOfCores(t *testing.T) {
	s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "1", to: 2030}
	const paths = 20_000
	var want string
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		got := digest(s.run(t, paths, false))
		runtime.GOMAXPROCS(before)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%d cores give other bytes than one", cores)
		}
	}
	s.request.Seed = 1
	if digest(s.run(t, paths, false)) == want {
		t.Error("another seed gives the same futures")
	}
}

// A further series, and a further year, change no draw of the others.
func TestDrawsAreKeyed(t *testing.T) {
	t.Parallel()
	alone := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "1", to: 2025}
	both := setting{
		series: []*series.Series{growth("aaa", 1, ar1()), growth("cpi", 1, ar1())}, to: 2028, step: "1",
		rate: agreement.SumRate{Rates: []agreement.Rate{index("cpi"), index("aaa")}},
	}
	a, b := alone.run(t, 3000, true), both.run(t, 3000, true)
	for _, name := range []string{"cpi 2021", "cpi 2024"} {
		x, y := a.Draws.Columns[slices.Index(a.Draws.Names, name)], b.Draws.Columns[slices.Index(b.Draws.Names, name)]
		if diff := cmp.Diff(x, y); diff != "" {
			t.Errorf("%s changed with a further series:\n%s", name, diff)
		}
	}
	if cmp.Equal(b.Draws.Columns[slices.Index(b.Draws.Names, "aaa 2021")], b.Draws.Columns[slices.Index(b.Draws.Names, "cpi 2021")]) {
		t.Error("two series have the same draws")
	}
}

func TestCorrelation(t *testing.T) {
	t.Parallel()
	x, y := growth("x", 4, series.Normal{Mean: dec("2"), SD: dec("1")}), growth("y", 4, series.Normal{Mean: dec("5"), SD: dec("2")})
	s := setting{series: []*series.Series{x, y}, rate: agreement.SumRate{Rates: []agreement.Rate{index("x"), index("y")}}, to: 2023}
	s.request.Correlated = []series.Correlation{{Between: [2]string{"x", "y"}, Value: new(dec("-0.6"))}}
	const paths = 100_000
	r := s.run(t, paths, true)
	a, b := r.Draws.Columns[slices.Index(r.Draws.Names, "x 2022")], r.Draws.Columns[slices.Index(r.Draws.Names, "y 2022")]
	sum := 0.0
	for i := range a {
		sum += (a[i] - 2) * (b[i] - 5) / 2
	}
	if got := sum / paths; math.Abs(got+0.6) > 4/math.Sqrt(paths) {
		t.Errorf("correlation %v, want -0.6", got)
	}
}

// Correlations that contradict each other are moved, and it is said.
func TestImpossibleCorrelation(t *testing.T) {
	t.Parallel()
	var all []*series.Series
	for _, id := range []string{"x", "y", "z"} {
		all = append(all, growth(id, 2, series.Normal{Mean: dec("2"), SD: dec("1")}))
	}
	s := setting{series: all, rate: agreement.SumRate{Rates: []agreement.Rate{index("x"), index("y"), index("z")}}, to: 2023}
	plan, _ := schedule.Compile(s.input(), schedule.Options{})
	r := projection.Request{Selection: schedule.Selection{Years: period.Years{From: 2021, To: 2023}}, Currency: "EUR"}
	for _, c := range []struct{ a, b, v string }{{"x", "y", "0.9"}, {"y", "z", "0.9"}, {"x", "z", "-0.9"}} {
		r.Correlated = append(r.Correlated, series.Correlation{Between: [2]string{c.a, c.b}, Value: new(dec(c.v))})
	}
	_, found, err := projection.Prepare(plan, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Code != diag.BadCorrelation || found[0].Severity != diag.Warning {
		t.Errorf("found %v, want one warning of %s", found, diag.BadCorrelation)
	}
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "1", to: 2025}
	for _, paths := range []int{0, -1, projection.MaxPaths + 1} {
		if _, err := s.prepare(t).Run(context.Background(), projection.Options{Paths: paths}); !errors.Is(err, projection.ErrPaths) {
			t.Errorf("%d futures: %v, want ErrPaths", paths, err)
		}
	}
	if _, err := s.prepare(t).Run(context.Background(), projection.Options{Paths: projection.MaxKept/2 + 1, Keep: true}); !errors.Is(err, projection.ErrPaths) {
		t.Errorf("more kept than memory is meant to hold: %v, want ErrPaths", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := s.prepare(t).Run(ctx, projection.Options{Paths: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v, want context.Canceled", err)
	}
	plan, _ := schedule.Compile(s.input(), schedule.Options{})
	if _, _, err := projection.Prepare(plan, projection.Request{Selection: schedule.Selection{Years: period.Years{From: 1990, To: 1999}}}); !errors.Is(err, projection.ErrNothing) {
		t.Errorf("years before the data: %v, want ErrNothing", err)
	}
	empty := growth("cpi", 1, series.RandomWalk{SD: dec("1")})
	empty.Observations = nil
	short := setting{series: []*series.Series{empty}, rate: index("cpi"), step: "1", to: 2025}
	plan, _ = schedule.Compile(short.input(), schedule.Options{})
	_, found, err := projection.Prepare(plan, projection.Request{Selection: schedule.Selection{Years: period.Years{From: 2021, To: 2025}}})
	if !errors.Is(err, projection.ErrHistory) || len(found) != 1 || found[0].Code != diag.HistoryShort {
		t.Errorf("a walk from nowhere: %v %v, want ErrHistory", err, found)
	}
}
