package projection

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// Check is a number that mathematics gives, beside what drawn futures give.
type Check struct {
	ID        string
	What      string
	Expected  float64
	Got       float64
	Tolerance float64 // four Monte Carlo errors
	Source    string
}

// Pass reports whether the distance is within the tolerance.
func (c Check) Pass() bool { return math.Abs(c.Got-c.Expected) <= c.Tolerance }

// sigmas is how many Monte Carlo errors a check allows: chance alone exceeds
// four in one of 16,000.
const sigmas = 4

// trial is a model on one series, and an agreement that reads it: 100 in the
// first year, grown by the series of the same year in each later one.
type trial struct {
	model  series.Model
	kind   series.Kind
	start  string // the value of the first year; "": nothing was observed
	years  int
	amount agreement.Amount
}

// trialYear is the first year; its sum is trialSum.
const (
	trialYear = 2000
	trialSum  = 100
)

func (t trial) run(d draw, measures ...Measure) (*Result, error) {
	s := &series.Series{ID: "x", Kind: series.Growth, Unit: "percent", Decimals: freePlaces, Frequency: "year", Assumption: &series.Assumption{Model: t.model}}
	if t.kind != "" {
		s.Kind, s.Unit = t.kind, "index"
	}
	if t.start != "" {
		s.Observations = []series.Observation{{Period: period.Year(trialYear), Value: decimal.MustParse(t.start)}}
	}
	last := trialYear + t.years
	grown := t.amount
	grown.Years = period.Years{From: trialYear + 1, To: last}
	grown.Term = agreement.Escalate{By: agreement.Index{Series: "x"}}
	if s.Kind != series.Growth {
		grown.Term = agreement.SameAs{Year: trialYear}
	}
	a := &agreement.Agreement{ID: "trial", Amounts: []agreement.Amount{
		{Years: period.Years{From: trialYear, To: trialYear}, Term: agreement.Fixed{Sums: []money.Amount{{Currency: "EUR", Value: decimal.Whole(trialSum)}}}}, grown,
	}}
	plan, found := schedule.Compile(schedule.Input{Currency: "EUR", Agreements: []*agreement.Agreement{a}, Series: []*series.Series{s}}, schedule.Options{})
	if found.HasErrors() && t.start != "" { // without observations the series is too short, which is meant
		return nil, fmt.Errorf("%w: %s", ErrPlan, found[0])
	}
	for i, m := range measures {
		if o, ok := m.(Observed); ok {
			o.Series = s
			measures[i] = o
		}
	}
	p, _, err := Prepare(plan, Request{Selection: schedule.Selection{Years: period.Years{From: trialYear, To: last}}, Seed: d.seed, Currency: "EUR", Measures: measures, Points: d.points})
	if err != nil {
		return nil, err
	}
	return p.Run(context.Background(), Options{Paths: d.paths})
}

// draw says which futures a check draws.
type draw struct {
	paths  int
	seed   uint64
	points Points
}

// Analytic runs every driver against its closed form, and capped and summed
// payments against the normal tail and a numerical integral.
func Analytic(paths int, seed uint64) ([]Check, error) {
	return analytic(draw{paths: paths, seed: seed})
}

func analytic(d draw) ([]Check, error) {
	var all []Check
	for _, f := range []func(draw) ([]Check, error){momentChecks, capChecks, sumChecks} {
		checks, err := f(d)
		if err != nil {
			return nil, err
		}
		all = append(all, checks...)
	}
	for i := range all {
		all[i].ID = fmt.Sprintf("future-%s-seed-%d", all[i].ID, d.seed)
	}
	return all, nil
}

func number(s string) decimal.Decimal { return decimal.MustParse(s) }

// expectation is a model whose value in the last year has a known mean and
// standard deviation.
type expectation struct {
	id, what, source string
	trial            trial
	mean, sd         float64
	kurtosis         float64 // of the value, for the error of its standard deviation; 3 is normal
}

func expectations() []expectation {
	stationary := 1.1 / math.Sqrt(1-0.6*0.6)
	five := math.Pow(0.6, 5)
	ar := series.AutoRegressive{Mean: number("2.2"), Persistence: number("0.6"), SD: number("1.1")}
	walk := 1.5 * math.Sqrt(4)
	spread := 0.08 * 0.08 * 3
	brownian := 1200 * math.Exp(0.02*3)
	lognormal := 1.02 * math.Exp(0.05*0.05/2)
	return []expectation{
		{"normal", "normal growth", "definition", trial{model: series.Normal{Mean: number("2"), SD: number("1.5")}, years: 1}, 2, 1.5, 3},
		{
			"lognormal", "lognormal growth: 1 + x/100 has mean m·exp(s²/2), m the median", "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, ch. 14",
			trial{model: series.LogNormal{Median: number("2"), SD: number("5")}, years: 1},
			100 * (lognormal - 1), 100 * lognormal * math.Sqrt(math.Exp(0.05*0.05)-1), 3.1,
		},
		{
			"triangular", "triangular growth: mean (a+b+c)/3", "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, ch. 26",
			trial{model: series.Triangular{Low: number("-1"), Mode: number("2"), High: number("6")}, years: 1},
			7. / 3, math.Sqrt((1 + 4 + 36 + 2 + 6 - 12) / 18.), 2.4,
		},
		{"ar1-stationary", "AR(1) that nobody observed: mean m, variance s²/(1−φ²)", "Hamilton, Time Series Analysis, 3.4", trial{model: ar, years: 6}, 2.2, stationary, 3},
		{
			"ar1-five-years", "AR(1) five years on: mean m + φ⁵(x₀ − m), variance s²(1−φ¹⁰)/(1−φ²)", "Hamilton, Time Series Analysis, 4.2",
			trial{model: ar, years: 5, start: "6"},
			2.2 + five*3.8, stationary * math.Sqrt(1-five*five), 3,
		},
		{"walk", "random walk with drift after four years", "definition", trial{model: series.RandomWalk{Drift: number("0.25"), SD: number("1.5")}, years: 4, start: "1"}, 2, walk, 3},
		{
			"brownian", "geometric Brownian motion: mean x₀·exp(μt), variance mean²·(exp(σ²t) − 1)", "Hull, Options, Futures, and Other Derivatives, ch. 15",
			trial{model: series.GeometricBrownian{Drift: number("2"), SD: number("8")}, years: 3, start: "1200", kind: series.Level},
			brownian, brownian * math.Sqrt(math.Exp(spread)-1), 3.4,
		},
		{
			"regimes", "two regimes that last alike: after many years half of the futures in each",
			"Hamilton, Time Series Analysis, 22.2",
			trial{model: series.Regimes{States: []series.Regime{
				{Name: "calm", Mean: number("2"), SD: number("0.5"), Stay: number("80")}, {Name: "high", Mean: number("6"), SD: number("1.5"), Stay: number("80")},
			}}, years: 40},
			4, math.Sqrt(4 + (0.25+2.25)/2), 2,
		},
	}
}

func momentChecks(d draw) (all []Check, err error) {
	for _, e := range expectations() {
		last := trialYear + e.trial.years
		r, err := e.trial.run(d, Observed{Years: []int{last}})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.id, err)
		}
		s := r.Others[0].Spread
		mean, _ := s.Mean()
		n := math.Sqrt(float64(d.paths))
		all = append(all,
			Check{e.id + "-mean", e.what + ": mean", e.mean, mean, sigmas * e.sd / n, e.source},
			Check{e.id + "-sd", e.what + ": standard deviation", e.sd, s.SD(), sigmas * e.sd * math.Sqrt(max(e.kurtosis-1, 1)) / (2 * n), e.source},
		)
	}
	return all, nil
}

// capChecks: growth is normal with mean 3 and deviation 2, the cap is 5.
func capChecks(d draw) ([]Check, error) {
	const mean, sd, limit = 3, 2, 5
	t := trial{model: series.Normal{Mean: decimal.FromInt(mean), SD: decimal.FromInt(sd)}, years: 1}
	t.amount.Caps = []agreement.Bound{{On: agreement.StepBound, Rate: decimal.FromInt(limit)}}
	r, err := t.run(d)
	if err != nil {
		return nil, err
	}
	z := (limit - mean) / float64(sd)
	tail := math.Erfc(z/math.Sqrt2) / 2
	density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	// E min(X, c) = m·Φ(z) − s·φ(z) + c·(1 − Φ(z))
	capped := mean*(1-tail) - sd*density + limit*tail
	got, err1 := r.Years[1].Mean()
	return []Check{
		{"cap-binds", "the chance that a cap of 5 % binds on normal growth, mean 3, deviation 2: the upper tail at one", tail, r.Caps[0].Value, sigmas * r.Caps[0].Error, "normal distribution"},
		{"cap-mean", "the mean payment under that cap", trialSum * (1 + capped/100), got, sigmas * err1, "mean of a censored normal variable"},
	}, nil
}

// sumChecks: two years of capped growth; the total and its tail come from a
// double integral.
func sumChecks(d draw) ([]Check, error) {
	const mean, sd, limit = 2, 2.5, 4
	t := trial{model: series.Normal{Mean: decimal.FromInt(mean), SD: number("2.5")}, years: 2}
	t.amount.Caps = []agreement.Bound{{On: agreement.StepBound, Rate: decimal.FromInt(limit)}}
	r, err := t.run(d)
	if err != nil {
		return nil, err
	}
	above := float64(trialSum * 3.09)
	total, second := 0.0, 0.0
	const steps, width = 4000, 8.0 // trapezia over ±8 deviations of the first year; the second in closed form
	for i := range steps + 1 {
		z := -width + 2*width*float64(i)/steps
		w := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) * 2 * width / steps
		first := trialSum * (1 + min(mean+sd*z, limit)/100)
		edge := (limit - mean) / sd
		tail := math.Erfc(edge/math.Sqrt2) / 2
		capped := mean*(1-tail) - sd*math.Exp(-edge*edge/2)/math.Sqrt(2*math.Pi) + limit*tail
		total += w * (trialSum + first + first*(1+capped/100))
		// The total exceeds the limit when the second growth is above g.
		if g := 100 * ((above-trialSum-first)/first - 1); g < limit {
			second += w * math.Erfc((g-mean)/sd/math.Sqrt2) / 2
		}
	}
	got, errMean := r.Total.Mean()
	p := r.Total.Exceeds(above)
	return []Check{
		{"capped-sum-mean", "the sum of three years under a cap of 4 %, growth normal with mean 2 and deviation 2.5", total, got, sigmas * errMean, "numerical integration over the first year, the second in closed form"},
		{"capped-sum-tail", "the chance that this sum is above " + strconv.FormatFloat(above, 'f', -1, 64), second, p.Value, sigmas * p.Error, "numerical integration over the first year, the second in closed form"},
	}, nil
}
