package projection_test

import (
	"context"
	"math"
	"testing"

	"entente/agreement"
	"entente/decimal"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// Two growths that are added, with deviations 1 and 2: variances of one and
// four fifths, each by itself.
func TestSensitivities(t *testing.T) {
	t.Parallel()
	s := setting{
		series: []*series.Series{growth("x", 6, series.Normal{Mean: dec("2"), SD: dec("1")}), growth("y", 6, series.Normal{Mean: dec("2"), SD: dec("2")})},
		rate:   agreement.SumRate{Rates: []agreement.Rate{agreement.Index{Series: "x"}, agreement.Index{Series: "y"}}}, to: 2022,
	}
	got, err := projection.Sensitivities(context.Background(), func(seedOf map[string]uint64) (*projection.Projection, error) {
		again := s
		again.request.SeedOf = seedOf
		return again.prepare(t), nil
	}, 7, projection.Options{Paths: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Series != "y" {
		t.Fatalf("got %v, want y before x", got)
	}
	for i, want := range []float64{0.8, 0.2} {
		g := got[i]
		// In thousands, the sum of 100 and 100·(1 + (x+y)/100) is 2 percent of 100 a standard deviation of y wide,
		// 1 for x; the mean of a normal tenth lies φ(1.2816)/0.1 = 1.755 deviations out.
		for _, e := range []struct {
			got  projection.Average
			sign float64
		}{{g.Low, -1}, {g.High, 1}} {
			want := 1000 * (204 + e.sign*1.75498*float64(2-i))
			if math.Abs(e.got.Value-want) > 4*e.got.Error || e.got.Error <= 0 || e.got.Error > 50 {
				t.Errorf("a tenth of %s gives %v, want %v", g.Series, e.got, want)
			}
		}
		if math.Abs(g.First-want) > 4*g.Errors[0]+0.01 || math.Abs(g.Total-want) > 4*g.Errors[1]+0.01 {
			t.Errorf("%s explains %v alone and %v with others, want %v", g.Series, g.First, g.Total, want)
		}
	}
}

// Common futures: a floor never costs less, in none of them.
func TestDifferences(t *testing.T) {
	t.Parallel()
	s := setting{series: []*series.Series{growth("cpi", 1, ar1())}, rate: index("cpi"), step: "1", to: 2030}
	floored := s
	floored.amount.Floors = []agreement.Bound{{On: agreement.StepBound, Rate: dec("1.5")}}
	var totals [2][]float64
	for i, x := range []setting{s, floored} {
		var err error
		if totals[i], err = x.prepare(t).Totals(context.Background(), projection.Options{Paths: 5000}); err != nil {
			t.Fatal(err)
		}
	}
	d := projection.Differences(totals[0], totals[1], projection.Points{})
	if d.Least() < 0 || d.Most() <= 0 {
		t.Errorf("the floor changes the total by %v to %v", d.Least(), d.Most())
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	s := projection.SpreadOf([]float64{4, 1, 3, 2, 2})
	mean, _ := s.Mean()
	tail, _ := s.Shortfall(0.6)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"mean", mean, 2.4},
		{"sd", s.SD(), math.Sqrt(1.3)},
		{"p20", s.Quantile(0.2), 1},
		{"p50", s.Quantile(0.5), 2},
		{"p61", s.Quantile(0.61), 3},
		{"p100", s.Quantile(1), 4},
		{"above 2", s.Exceeds(2).Value, 0.4},
		{"above 4", s.Exceeds(4).Value, 0},
		{"dearest two fifths", tail, 3.5},
		{"crps", s.CRPS(2), 0.24}, // 4/5 to what came, less half of 28/25 apart
		{"pit", s.PIT(2), 0.4},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
}

// What a fit finds of data that the model made comes back within its errors.
func TestFit(t *testing.T) {
	t.Parallel()
	s := setting{series: []*series.Series{growth("cpi", 3, ar1())}, rate: index("cpi"), to: 2260}
	r := s.run(t, 1, true)
	made := growth("made", 3, nil)
	for i, name := range r.Draws.Names {
		if _, p, ok := cutYear(name); ok {
			made.Observations = append(made.Observations, series.Observation{Period: p, Value: dec(decimalText(r.Draws.Columns[i][0])), Published: p.Last()})
		}
	}
	e, err := projection.Fit(made, "ar1", schedule.World{}.Known)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []decimal.Decimal{dec("2.2"), dec("0.5"), dec("1.1")} {
		p := e.Parameters[i]
		if math.Abs(p.Value.Float64()-want.Float64()) > 4*p.Error {
			t.Errorf("%s is %s ± %.3f, want %s", p.Name, p.Value, p.Error, want)
		}
	}
}
