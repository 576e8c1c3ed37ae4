package series

import (
	"entente/decimal"
	"entente/diag"
	"entente/source"
)

// Assumption says how the periods of a series that nobody has observed yet are
// drawn: a model with its parameters, shocks on top, and whose opinion it is.
// Growth and shares are counted in percent, everything else in the unit of the
// series.
type Assumption struct {
	Model  Model
	Shocks []Shock
	Mark   source.Mark // Source is "own" where it is the analyst's
	Pos    diag.Position
}

// Model is a random process for the yearly values of a series. Observed values
// are x(1) … x(n); z is a standard normal draw.
//
//sumtype:decl
type Model interface{ model() }

// Constant is the same value in every year.
type Constant struct {
	Value decimal.Decimal
}

// Given is a path that somebody published, such as an official forecast. Years
// that it does not name stay unknown.
type Given struct {
	Values map[int]decimal.Decimal
}

// Normal draws each year by itself: x = Mean + SD·z.
type Normal struct {
	Mean, SD decimal.Decimal
}

// LogNormal draws each year by itself: x = Median·exp(SD·z), SD in percent.
// For growth 1 + x/100 is meant.
type LogNormal struct {
	Median, SD decimal.Decimal
}

// Triangular draws each year by itself, between Low and High, most often near
// Mode.
type Triangular struct {
	Low, Mode, High decimal.Decimal
}

// Empirical draws each year by itself one of the observed values, from the
// year From on (0: from the first).
type Empirical struct {
	From int
}

// AutoRegressive returns to its mean: x(t) = Mean + Persistence·(x(t−1) − Mean)
// + SD·z, the AR(1) process. Without an observation it begins in its
// stationary state.
type AutoRegressive struct {
	Mean, Persistence, SD decimal.Decimal
}

// RandomWalk is x(t) = x(t−1) + Drift + SD·z.
type RandomWalk struct {
	Drift, SD decimal.Decimal
}

// GeometricBrownian is x(t) = x(t−1)·exp(Drift − SD²/2 + SD·z), so that the
// mean grows by exp(Drift); both in percent a year.
type GeometricBrownian struct {
	Drift, SD decimal.Decimal
}

// Bootstrap strings pieces of the observed history together, of the mean
// length Block years and each beginning anywhere (Politis and Romano 1994:
// the stationary bootstrap). Growth and shares are resampled as they are,
// everything else by its yearly changes.
type Bootstrap struct {
	Block decimal.Decimal
	From  int
}

// Regimes switches between states with a chance each year; it begins in the
// first one.
type Regimes struct {
	States []Regime
}

// Regime is one state: x = Mean + SD·z while it lasts. Stay is the chance in
// percent that the next year is in it too; otherwise any other state follows,
// each as likely.
type Regime struct {
	Name           string
	Mean, SD, Stay decimal.Decimal
}

func (Constant) model()          {}
func (Given) model()             {}
func (Normal) model()            {}
func (LogNormal) model()         {}
func (Triangular) model()        {}
func (Empirical) model()         {}
func (AutoRegressive) model()    {}
func (RandomWalk) model()        {}
func (GeometricBrownian) model() {}
func (Bootstrap) model()         {}
func (Regimes) model()           {}

// Tied reports whether a model rests on normal draws, which a correlation can
// tie to those of another series.
func Tied(m Model) bool {
	switch m.(type) {
	case Normal, LogNormal, Triangular, AutoRegressive, RandomWalk, GeometricBrownian, Regimes:
		return true
	case Constant, Given, Empirical, Bootstrap:
		return false
	default:
		return false
	}
}

// Models returns the words for the models, in the order of the types.
func Models() []string {
	return []string{"constant", "path", "normal", "lognormal", "triangular", "empirical", "ar1", "random_walk", "brownian", "bootstrap", "regimes"}
}

// Shock happens once: in Year, with Probability in percent, Add is added to
// what the model gives. The model does not remember it.
type Shock struct {
	Year        int
	Add         decimal.Decimal
	Probability decimal.Decimal
}

// Correlation ties the yearly draws of two series: of their z, before the
// models turn them into values. Value is nil where it is to be estimated from
// what both series observed.
type Correlation struct {
	Between [2]string
	Value   *decimal.Decimal
	Mark    source.Mark
	Pos     diag.Position
}
