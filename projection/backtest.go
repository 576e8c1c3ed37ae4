package projection

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"

	"entente/decimal"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// What a forecast is of.
const (
	Within  = "within"  // the agreement was known, the index was not
	Renewal = "renewal" // the agreement of the year was still to be made: the old rule prolonged
	Fixed   = "fixed"   // the lag had already fixed the year
	Index   = "index"   // a series itself
)

// Forecast is one forecast with what came.
type Forecast struct {
	Class   string
	What    string // the figure or the series
	Origin  int    // made with what was known at the end of this year
	Horizon int    // years ahead
	Came    float64
	Median  float64
	CRPS    float64
	PIT     float64
	Covered map[int]bool       // by percent: 50, 80, 90
	Naive   map[string]float64 // CRPS of each naive rule: the distance of its one value
}

// NaiveRules returns the rules that a forecast must beat.
func NaiveRules() []string { return []string{"no change", "last growth", "2 percent"} }

// Backtest is what forecasts of the past were worth.
type Backtest struct {
	Forecasts []Forecast
	Left      []string // origins that allowed no forecast, and why
}

// BacktestOptions say how far ahead, over how many futures, and with which seed.
type BacktestOptions struct {
	Model    string // one of Estimated
	Horizon  int
	Paths    int
	Seed     uint64
	Progress func(origins int)
}

// RunBacktest stands at the end of every year in turn, fits the model to what
// was known, projects, and scores what came. Only the figures of years, in the
// currency of the dossier, are scored, and the series that they rest on.
func RunBacktest(ctx context.Context, in schedule.Input, o BacktestOptions) (*Backtest, error) {
	b := &Backtest{}
	truth, _ := schedule.Compile(in, schedule.Options{})
	came := truth.Evaluate(schedule.World{})
	first, last := span(in)
	for origin := first; origin < last; origin++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		day := period.Day{Year: origin, Month: 12, Day: 31}
		fitted, names := fitAll(in, o.Model, day)
		if len(names) > 0 {
			if err := b.figures(ctx, fitted, came, origin, o); err != nil {
				return nil, err
			}
			if err := b.series(ctx, fitted, names, origin, o); err != nil {
				return nil, err
			}
		}
		if o.Progress != nil {
			o.Progress(1)
		}
	}
	return b, nil
}

// span returns the first and last year that any agreement or observation has.
func span(in schedule.Input) (first, last int) {
	first, last = math.MaxInt, math.MinInt
	for _, a := range in.Agreements {
		first, last = min(first, a.Years().From), max(last, a.Years().To)
	}
	return first, last
}

// fitAll gives each growth series that some agreement may read the model fitted
// on a day, and takes every other assumption away.
func fitAll(in schedule.Input, model string, day period.Day) (schedule.Input, []string) {
	var names []string
	out := in
	out.Series = nil
	for _, s := range in.Series {
		c := *s
		c.Assumption = nil
		if s.Frequency == "year" && s.Kind == series.Growth && s.Assumption != nil {
			if e, err := Fit(s, model, day); err == nil {
				c.Assumption = &series.Assumption{Model: e.Model}
				names = append(names, s.ID)
			}
		}
		out.Series = append(out.Series, &c)
	}
	return out, names
}

// figures scores the years ahead of an origin.
func (b *Backtest) figures(ctx context.Context, in schedule.Input, came *schedule.Schedule, origin int, o BacktestOptions) error {
	world := schedule.World{Known: period.Day{Year: origin, Month: 12, Day: 31}}
	opt := schedule.Options{ExtendTo: origin + o.Horizon}
	for _, a := range in.Agreements { // the last one known; a sum for one year cannot be prolonged
		if !world.Known.Before(a.KnownFrom()) && a.Years().From <= origin+1 {
			opt.Extend = ""
			if schedule.Prolongable(a) {
				opt.Extend = a.ID
			}
		}
	}
	years := period.Years{From: origin + 1, To: origin + o.Horizon}
	plan, _ := schedule.Compile(in, opt)
	p, _, err := Prepare(plan, Request{World: world, Selection: schedule.Selection{Years: years}, Seed: o.Seed, Currency: in.Currency})
	if err != nil {
		if errors.Is(err, ErrNothing) {
			b.Left = append(b.Left, strconv.Itoa(origin)+": "+err.Error())
			return nil
		}
		return err
	}
	r, err := p.Run(ctx, Options{Paths: o.Paths})
	if err != nil {
		return err
	}
	past := came.Lines(schedule.Selection{Years: period.Years{From: origin - 1, To: origin}})
	actual := came.Lines(schedule.Selection{Years: years})
	for i, l := range p.Lines {
		k := slices.IndexFunc(r.Years, func(y YearSpread) bool { return y.Year == l.Year })
		if k < 0 || actual[i].Amount == nil || actual[i].Status != schedule.Agreed || past[1].Amount == nil {
			continue
		}
		class := Within
		switch {
		case l.Extended || *l.Agreement != *actual[i].Agreement:
			class = Renewal
		case l.Status == schedule.Agreed:
			class = Fixed
		}
		f := score(r.Years[k].Spread, actual[i].Amount.Float64())
		f.Class, f.What, f.Origin, f.Horizon = class, *actual[i].Figure, origin, l.Year-origin
		f.Naive = naive(past[0].Amount, past[1].Amount, f.Horizon, f.Came)
		b.Forecasts = append(b.Forecasts, f)
	}
	return nil
}

func score(s Spread, came float64) Forecast {
	f := Forecast{Came: came, Median: s.Quantile(0.5), CRPS: s.CRPS(came), PIT: s.PIT(came), Covered: map[int]bool{}}
	for _, percent := range []int{50, 80, 90} {
		f.Covered[percent] = s.Covers(came, float64(percent)/100)
	}
	return f
}

// naive returns the distances of the naive rules' values from what came.
func naive(before, now *decimal.Fraction, horizon int, came float64) map[string]float64 {
	last := now.Float64()
	growth := 0.0
	if before != nil && before.Sign() > 0 {
		growth = last/before.Float64() - 1
	}
	return map[string]float64{
		"no change":   math.Abs(last - came),
		"last growth": math.Abs(last*math.Pow(1+growth, float64(horizon)) - came),
		"2 percent":   math.Abs(last*math.Pow(1.02, float64(horizon)) - came),
	}
}

// series scores the series themselves, for which "no change" and "last growth"
// are one and the same: the last value.
func (b *Backtest) series(ctx context.Context, in schedule.Input, names []string, origin int, o BacktestOptions) error {
	world := schedule.World{Known: period.Day{Year: origin, Month: 12, Day: 31}}
	for _, s := range in.Series {
		if !slices.Contains(names, s.ID) {
			continue
		}
		history := historyOf(s, world.Known)
		last := history[len(history)-1]
		var years []int
		for year := last.year + 1; year <= last.year+o.Horizon; year++ {
			if _, ok := s.At(period.Year(year), period.Day{}); ok {
				years = append(years, year)
			}
		}
		if len(years) == 0 {
			continue
		}
		plan, _ := schedule.Compile(schedule.Input{Currency: in.Currency, Series: in.Series}, schedule.Options{})
		p, _, err := Prepare(plan, Request{World: world, Seed: o.Seed, Measures: []Measure{Observed{s, years}}})
		if err != nil {
			return err
		}
		r, err := p.Run(ctx, Options{Paths: o.Paths})
		if err != nil {
			return err
		}
		for _, y := range r.Others {
			v, _ := s.At(period.Year(y.Year), period.Day{})
			f := score(y.Spread, v.Value.Float64())
			f.Class, f.What, f.Origin, f.Horizon = Index, s.ID, origin, y.Year-last.year
			f.Naive = map[string]float64{"no change": math.Abs(last.value - f.Came), "last growth": math.Abs(last.value - f.Came), "2 percent": math.Abs(2 - f.Came)}
			b.Forecasts = append(b.Forecasts, f)
		}
	}
	return nil
}
