package projection

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"entente/decimal"
	"entente/period"
	"entente/series"
)

// ErrStationary is returned, wrapped, when history looks like a process that
// does not return to its mean.
var ErrStationary = errors.New("not stationary")

// ErrModel is returned, wrapped, for a model that is not estimated.
var ErrModel = errors.New("no such model to estimate")

// LeastHistory is how many observations an estimate needs.
const LeastHistory = 8

// Estimate is a model with its parameters as estimated from what was observed.
type Estimate struct {
	Model      series.Model
	Word       string
	Parameters []Parameter
	Known      period.Day
	Years      period.Years // the history used
	Number     int          // observations, or steps between them, that were used
	Method     string
}

// Parameter is one estimated number; Error is its standard error, NaN where it
// has none.
type Parameter struct {
	Name  string
	Value decimal.Decimal
	Error float64
	Unit  string // what stands behind the number in a dossier
}

// Estimated returns the words of the models that history can be fitted with.
func Estimated() []string {
	return []string{"ar1", "normal", "lognormal", "random_walk", "brownian", "bootstrap", "empirical"}
}

// Fit estimates a model from what was known of a series on a day.
func Fit(s *series.Series, word string, known period.Day) (Estimate, error) {
	history := historyOf(s, known)
	e := Estimate{Word: word, Known: known}
	if len(history) < LeastHistory {
		return e, fmt.Errorf("%w: %s had %d by then, an estimate needs %d", ErrHistory, s.ID, len(history), LeastHistory)
	}
	e.Years = period.Years{From: history[0].year, To: history[len(history)-1].year}
	e.Number = len(history)
	f := fitting{&e, s, history}
	switch word {
	case "ar1":
		return e, f.autoRegressive()
	case "normal":
		mean, sd := f.moments(values(history))
		e.Model = series.Normal{Mean: mean, SD: sd}
	case "lognormal":
		return e, f.logNormal()
	case "random_walk":
		mean, sd := f.moments(differences(values(history)))
		e.Parameters[0].Name = "drift"
		e.Model, e.Method = series.RandomWalk{Drift: mean, SD: sd}, "mean and spread of the yearly changes"
	case "brownian":
		return e, f.brownian()
	case "bootstrap":
		block := max(1, math.Round(math.Cbrt(float64(len(history))))) // the usual order of the mean length
		e.Model, e.Method = series.Bootstrap{Block: decimal.FromInt(int64(block))}, "the observed years themselves"
		e.Parameters = []Parameter{{Name: "block", Value: decimal.FromInt(int64(block)), Error: math.NaN()}}
	case "empirical":
		e.Model, e.Method = series.Empirical{}, "the observed years themselves"
	default:
		return e, fmt.Errorf("%w: %.40q", ErrModel, word)
	}
	return e, nil
}

// fitting estimates one model.
type fitting struct {
	*Estimate
	series  *series.Series
	history []point
}

func values(history []point) []float64 {
	x := make([]float64, len(history))
	for i, p := range history {
		x[i] = p.value
	}
	return x
}

func differences(x []float64) []float64 {
	d := make([]float64, len(x)-1)
	for i := range d {
		d[i] = x[i+1] - x[i]
	}
	return d
}

// unit is what stands behind a value of the series in a dossier.
func (f fitting) unit() string {
	if f.series.Unit == "percent" {
		return "%"
	}
	return " " + f.series.Unit
}

// digits keeps two more digits than the series has.
func (f fitting) digits() int {
	if f.series.Decimals < 0 {
		return freePlaces
	}
	return f.series.Decimals + 2
}

func (f fitting) add(name string, value, err float64, unit string, digits int) decimal.Decimal {
	d := toDecimal(value, digits)
	f.Parameters = append(f.Parameters, Parameter{name, d, err, unit})
	return d
}

// moments estimates mean and standard deviation, whose errors are sd/√n and
// sd/√(2(n−1)).
func (f fitting) moments(x []float64) (mean, sd decimal.Decimal) {
	m, s := stat.MeanStdDev(x, nil)
	n := float64(len(x))
	f.Number, f.Method = len(x), "mean and spread of the observed years"
	return f.add("mean", m, s/math.Sqrt(n), f.unit(), f.digits()), f.add("sd", s, s/math.Sqrt(2*(n-1)), f.unit(), f.digits())
}

// autoRegressive estimates x(t) = a + φ·x(t−1) + e by least squares over
// consecutive years. The mean is a/(1−φ); its error follows from those of a
// and φ by the delta method.
func (f fitting) autoRegressive() error {
	var x, y []float64
	for i := 1; i < len(f.history); i++ {
		if f.history[i-1].year == f.history[i].year-1 {
			x, y = append(x, f.history[i-1].value), append(y, f.history[i].value)
		}
	}
	n := float64(len(x))
	if len(x) < LeastHistory-1 {
		return fmt.Errorf("%w: %s has %d steps from one year to the next", ErrHistory, f.series.ID, len(x))
	}
	a, phi := stat.LinearRegression(x, y, nil, false)
	if !(math.Abs(phi) < 1) {
		return fmt.Errorf("%w: the persistence of %s is estimated at %.2f; model random_walk has no mean to return to", ErrStationary, f.series.ID, phi)
	}
	mean, square := stat.Mean(x, nil), 0.0
	squares := 0.0
	for i := range x {
		r := y[i] - a - phi*x[i]
		squares += r * r
		square += (x[i] - mean) * (x[i] - mean)
	}
	sd := math.Sqrt(squares / (n - 2))
	mu := a / (1 - phi)
	muError := sd * math.Sqrt(1/n+(mu-mean)*(mu-mean)/square) / (1 - phi)
	f.Number, f.Method = len(x), "least squares over the steps from one year to the next"
	f.Model = series.AutoRegressive{
		Mean:        f.add("mean", mu, muError, f.unit(), f.digits()),
		Persistence: f.add("persistence", phi, sd/math.Sqrt(square), "", 2),
		SD:          f.add("sd", sd, sd/math.Sqrt(2*(n-2)), f.unit(), f.digits()),
	}
	return nil
}

// logarithms returns ln x, or ln(1 + x/100) for growth and shares.
func (f fitting) logarithms() ([]float64, error) {
	growth := f.series.Kind == series.Growth || f.series.Kind == series.Share
	var logs []float64
	for _, p := range f.history {
		v := p.value
		if growth {
			v = 1 + v/100
		}
		if v <= 0 {
			return nil, fmt.Errorf("%w: %s has a value that no logarithm exists of", ErrModel, f.series.ID)
		}
		logs = append(logs, logarithm(v))
	}
	return logs, nil
}

func (f fitting) logNormal() error {
	logs, err := f.logarithms()
	if err != nil {
		return err
	}
	mean, sd := stat.MeanStdDev(logs, nil)
	n := float64(len(logs))
	median := exponential(mean)
	if f.unit() == "%" {
		median = 100 * (median - 1)
	}
	f.Method = "mean and spread of the logarithms"
	f.Model = series.LogNormal{
		Median: f.add("median", median, exponential(mean)*sd/math.Sqrt(n)*scaleOf(f), f.unit(), f.digits()),
		SD:     f.add("sd", 100*sd, 100*sd/math.Sqrt(2*(n-1)), "%", 2),
	}
	return nil
}

func scaleOf(f fitting) float64 {
	if f.unit() == "%" {
		return 100
	}
	return 1
}

func (f fitting) brownian() error {
	if f.series.Kind == series.Growth || f.series.Kind == series.Share {
		return fmt.Errorf("%w: %s is a %s; geometric Brownian motion is for levels and rates", ErrModel, f.series.ID, f.series.Kind)
	}
	logs, err := f.logarithms()
	if err != nil {
		return err
	}
	steps := differences(logs)
	mean, sd := stat.MeanStdDev(steps, nil)
	n := float64(len(steps))
	f.Number, f.Method = len(steps), "mean and spread of the yearly changes of the logarithm"
	f.Model = series.GeometricBrownian{
		Drift: f.add("drift", 100*(mean+sd*sd/2), 100*sd/math.Sqrt(n), "%", 2),
		SD:    f.add("sd", 100*sd, 100*sd/math.Sqrt(2*(n-1)), "%", 2),
	}
	return nil
}
