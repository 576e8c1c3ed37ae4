package workbench

import (
	"context"

	"entente/internal/nearest"
	"entente/projection"
)

// BacktestRequest asks what projections of the past were worth.
type BacktestRequest struct {
	Dossier  string
	Model    string
	Horizon  int
	Paths    int
	Seed     uint64
	Progress func(origins int)
}

// BacktestResult is what projections of the past were worth. Scores of figures
// are in whole currency units, those of series in their unit; lower is better.
type BacktestResult struct {
	Header
	Model   string          `json:"model"`     // fitted anew at every origin
	Horizon int             `json:"horizon"`   // years ahead, at most
	Paths   int             `json:"paths"`     // futures for each origin
	Seed    uint64          `json:"seed"`      // of the draws and of the bootstrap
	Classes []BacktestClass `json:"classes"`   // within, renewal, fixed and index, each by itself
	LeftOut []string        `json:"left_out"`  // origins without a forecast, and why
	Run     []ForecastLine  `json:"forecasts"` // every forecast with what came
}

// BacktestClass is one class of forecasts. Classes are never added up.
type BacktestClass struct {
	Class      string         `json:"class"`       // within, renewal, fixed or index
	Number     int            `json:"n"`           // forecasts
	Origins    int            `json:"origins"`     // years at whose end they were made
	CRPS       float64        `json:"crps"`        // mean continuous ranked probability score
	Coverage50 float64        `json:"coverage_50"` // share of what came inside the middle 50 %
	Coverage80 float64        `json:"coverage_80"` // inside the middle 80 %
	Coverage90 float64        `json:"coverage_90"` // inside the middle 90 %
	PIT        []int          `json:"pit"`         // how many came in each fifth of the futures
	Naive      []NaiveLine    `json:"naive"`       // beside each naive rule
	Misses     []ForecastLine `json:"misses"`      // outside the middle 90 %
}

// NaiveLine compares with a naive rule.
type NaiveLine struct {
	Rule       string  `json:"rule"`       // no change, last growth or 2 percent
	CRPS       float64 `json:"crps"`       // its mean score: the distance of its one value
	Difference float64 `json:"difference"` // the projection's score less the rule's; below zero it is better
	Low        float64 `json:"low"`        // nine of ten differences, origins drawn again, lie above this
	High       float64 `json:"high"`       // and below this
}

// ForecastLine is one forecast with what came.
type ForecastLine struct {
	Class   string  `json:"class"`   // within, renewal, fixed or index
	What    string  `json:"what"`    // the figure or the series
	Origin  int     `json:"origin"`  // made at the end of this year
	Horizon int     `json:"horizon"` // years ahead
	Median  float64 `json:"median"`  // of the futures
	Came    float64 `json:"came"`    // what came
	CRPS    float64 `json:"crps"`    // its score
	PIT     float64 `json:"pit"`     // the share of futures below what came
}

// Backtest projects from the end of every past year and scores what came.
func (w *Workbench) Backtest(ctx context.Context, r BacktestRequest) (*BacktestResult, error) {
	const farthest, most = 30, 1_000_000 // for each of dozens of origins
	if r.Paths <= 0 || r.Paths > most {
		return nil, usage("--paths %d: 1 to %d futures for each origin", r.Paths, most)
	}
	if r.Horizon <= 0 || r.Horizon > farthest {
		return nil, usage("--horizon %d: 1 to %d years", r.Horizon, farthest)
	}
	models := projection.Estimated()
	if nearest.Word(r.Model, models) != r.Model {
		return nil, usage("--model %.40q: %s", r.Model, nearest.Hint(r.Model, models))
	}
	c, err := w.compute(Question{Dossier: r.Dossier})
	if err != nil {
		return nil, err
	}
	b, err := projection.RunBacktest(ctx, Input(c.Dossier), projection.BacktestOptions{Model: r.Model, Horizon: r.Horizon, Paths: r.Paths, Seed: r.Seed, Progress: r.Progress})
	if err != nil {
		return nil, problem(err)
	}
	if len(b.Forecasts) == 0 {
		return nil, usage("no year of %s allows a forecast: series with assumptions and %d known observations are needed", c.ID, projection.LeastHistory)
	}
	out := &BacktestResult{Header: c.header(), Model: r.Model, Horizon: r.Horizon, Paths: r.Paths, Seed: r.Seed, LeftOut: b.Left}
	for _, f := range b.Forecasts {
		out.Run = append(out.Run, forecastLine(f))
	}
	for _, s := range b.Summaries(r.Seed) {
		line := BacktestClass{
			Class: s.Class, Number: s.Number, Origins: s.Origins, CRPS: s.CRPS, Coverage50: s.Covered[50], Coverage80: s.Covered[80], Coverage90: s.Covered[90], PIT: s.PIT, Misses: []ForecastLine{},
		}
		for _, n := range s.Naive {
			line.Naive = append(line.Naive, NaiveLine(n))
		}
		for _, f := range s.Misses {
			line.Misses = append(line.Misses, forecastLine(f))
		}
		out.Classes = append(out.Classes, line)
	}
	return out, nil
}

func forecastLine(f projection.Forecast) ForecastLine {
	return ForecastLine{f.Class, f.What, f.Origin, f.Horizon, f.Median, f.Came, f.CRPS, f.PIT}
}
