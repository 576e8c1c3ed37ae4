package ratification

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"entente/diag"
	"entente/internal/text"
	"entente/period"
	"entente/source"
)

// Forecast is a probability that somebody gave for a question on a day.
type Forecast struct {
	ID          string
	Question    string
	About       text.Text // the question in words
	Probability float64
	Range       *Interval // what the owner gave as a range; nil for none
	Owner       string    // a person, an institution, or "analyst"
	On          period.Date
	Resolves    period.Day // the day on which it is decided; zero when not said
	Outcome     Result
	Resolved    period.Date // the day from which the outcome was known
	Mark        source.Mark
	Pos         diag.Position
}

// Result is how a question came out.
type Result uint8

// The results.
const (
	Open Result = iota
	No
	Yes
	Void // the question lost its meaning; it is not scored
)

// Results returns the words for results other than Open, as files write them.
func Results() []string { return []string{"no", "yes", "void"} }

// ParseResult reads one of Results; anything else is Open.
func ParseResult(s string) Result { return Result(slices.Index(Results(), s) + 1) }

// String returns the word for a result.
func (r Result) String() string {
	if i := int(r) - 1; i >= 0 && i < len(Results()) {
		return Results()[i]
	}
	return "open"
}

// KnownOn reports whether a forecast had been given by a day; the zero day is
// after everything. A partial date counts from its last possible day.
func (f Forecast) KnownOn(day period.Day) bool { return day.IsZero() || !f.On.Last().After(day) }

// OutcomeOn returns the outcome as it was known on a day.
func (f Forecast) OutcomeOn(day period.Day) Result {
	if !day.IsZero() && (f.Resolved == (period.Date{}) || f.Resolved.Last().After(day)) {
		return Open
	}
	return f.Outcome
}

// AsOf returns the forecasts on a question that had been given by a day, each
// owner's latest one, in order of the owners.
func AsOf(all []Forecast, question string, day period.Day) []Forecast {
	latest := map[string]Forecast{}
	for _, f := range all {
		if f.Question != question || !f.KnownOn(day) {
			continue
		}
		if old, seen := latest[f.Owner]; !seen || !f.On.Last().Before(old.On.Last()) {
			latest[f.Owner] = f
		}
	}
	var out []Forecast
	for _, f := range latest {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b Forecast) int { return cmp.Compare(a.Owner, b.Owner) })
	return out
}

// Brier is the squared distance of a probability from what happened, from 0
// (sure and right) to 1 (sure and wrong). Brier (1950) sums it over both
// answers to a question, which doubles it; this is the half in common use.
func Brier(p float64, happened bool) float64 {
	if happened {
		return (1 - p) * (1 - p)
	}
	return p * p
}

// LogScore is minus the natural logarithm of the probability given to what
// happened (Good 1952): 0 is sure and right, +Inf sure and wrong.
func LogScore(p float64, happened bool) float64 {
	if !happened {
		p = 1 - p
	}
	return 0 - math.Log(p)
}

// Tally is how an owner, or everybody, has done. The scores are means; they
// are NaN when nothing has been decided.
type Tally struct {
	Owner      string
	Given      int // forecasts
	Decided    int // of them decided yes or no
	Brier, Log float64
}

// Score tallies every owner as known on a day, in order of their names.
func Score(all []Forecast, day period.Day) []Tally {
	by := map[string]*Tally{}
	for _, f := range all {
		if !f.KnownOn(day) {
			continue
		}
		t := by[f.Owner]
		if t == nil {
			t = &Tally{Owner: f.Owner}
			by[f.Owner] = t
		}
		t.Given++
		if r := f.OutcomeOn(day); r == Yes || r == No {
			t.Decided++
			t.Brier += Brier(f.Probability, r == Yes)
			t.Log += LogScore(f.Probability, r == Yes)
		}
	}
	var out []Tally
	for _, t := range by {
		t.Brier /= float64(t.Decided)
		t.Log /= float64(t.Decided)
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Compare(a.Owner, b.Owner) })
	return out
}

// Pooled is several probabilities for one question made into one, in ways that
// differ; the difference is part of the answer.
type Pooled struct {
	Mean       float64
	LogOdds    float64 // the probability of the mean log-odds
	Extremised float64 // the mean pushed outwards
}

// Pool pools probabilities. Extremising takes the mean m to
// mᵃ/(mᵃ+(1−m)ᵃ) (Baron, Mellers, Tetlock, Stone and Ungar, Decision Analysis
// 11 (2014)); a of 1 leaves it, a up to 2.5 has been found to do well where
// forecasters know different things.
func Pool(ps []float64, a float64) (Pooled, error) {
	if len(ps) == 0 {
		return Pooled{}, fmt.Errorf("pool: %w: none is given", ErrProbability)
	}
	if !(a > 0) || math.IsInf(a, 0) {
		return Pooled{}, fmt.Errorf("pool: %w: exponent %g", ErrSlope, a)
	}
	sum, odds := 0.0, 0.0
	for _, p := range ps {
		if !(p >= 0 && p <= 1) {
			return Pooled{}, fmt.Errorf("pool: %w: %g", ErrProbability, p)
		}
		sum += p
		odds += math.Log(p) - math.Log(1-p)
	}
	n := float64(len(ps))
	return Pooled{Mean: sum / n, LogOdds: 1 / (1 + math.Exp(-odds/n)), Extremised: Extremise(sum/n, a)}, nil
}

// Extremise pushes a probability away from one half; see Pool.
func Extremise(p, a float64) float64 {
	x, y := math.Pow(p, a), math.Pow(1-p, a)
	return x / (x + y)
}
