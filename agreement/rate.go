package agreement

import (
	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/source"
)

// Rate says by how many percent an amount grows.
//
//sumtype:decl
type Rate interface{ rate() }

// FixedRate is a rate in the text.
type FixedRate struct {
	Percent decimal.Decimal
	Label   string
	Mark    source.Mark
	Pos     diag.Position
}

// Index is the growth that a series observed. It is adjusted in the order of
// the fields: rounded, times a multiplier, plus an add-on, at most the cap, at
// least the floor.
type Index struct {
	Series string
	Lag    int // years before the year paid for
	Year   int // a fixed year instead of a lag
	Adjust Adjust
	Label  string
	Mark   source.Mark
	Pos    diag.Position
}

// LevelGrowth is the growth of an index level to the observed year: from Since
// years before it, from the fixed year Base, or, with LastRise, from the year
// that the last rise was measured by. The last is a high-water mark: a fall is
// made good before anything rises again.
type LevelGrowth struct {
	Series   string
	Lag      int
	Since    int
	Base     int
	LastRise bool
	Average  *Average // nil: the series has a value for the year
	Adjust   Adjust
	Mark     source.Mark
	Pos      diag.Position
}

// Average says that a year is read from a monthly series: as the mean of
// Months months, of which To (1 to 12) is the last; the first may lie in the
// year before. The mean is rounded as Steps says for the year read, if at all.
type Average struct {
	Months int
	To     int
	Steps  []AverageStep
	Mode   decimal.Mode
	Pos    diag.Position
}

// AverageStep is the unit to which the means of some years are rounded.
type AverageStep struct {
	Years period.Years
	Step  decimal.Decimal
}

// StepFor returns the unit to which the mean of a year is rounded; ok is false
// when it is not.
func (a Average) StepFor(year int) (step decimal.Decimal, ok bool) {
	for _, s := range a.Steps {
		if s.Years.Contains(year) {
			return s.Step, true
		}
	}
	return decimal.Decimal{}, false
}

// Adjust is what the text does to an observed growth before applying it.
type Adjust struct {
	Round *decimal.Decimal // unit in percent, such as 0.1
	Mode  decimal.Mode
	Times *decimal.Decimal // pass-through in percent
	Add   *decimal.Decimal // percentage points
	Cap   *Bound
	Floor *Bound
}

// SumRate is several rates added: 7.4 % and 6.5 % make 13.9 %.
type SumRate struct {
	Rates []Rate
	Pos   diag.Position
}

// CompoundRate is several rates applied one upon the other: 7.4 % and 6.5 %
// make 14.381 %.
type CompoundRate struct {
	Rates []Rate
	Pos   diag.Position
}

func (FixedRate) rate()    {}
func (Index) rate()        {}
func (LevelGrowth) rate()  {}
func (SumRate) rate()      {}
func (CompoundRate) rate() {}

// SeriesOf returns the names of the series that a rate reads, in order.
func SeriesOf(r Rate) []string {
	switch r := r.(type) {
	case Index:
		return []string{r.Series}
	case LevelGrowth:
		return []string{r.Series}
	case SumRate:
		return seriesOfAll(r.Rates)
	case CompoundRate:
		return seriesOfAll(r.Rates)
	case FixedRate:
		return nil
	default:
		return nil
	}
}

func seriesOfAll(rates []Rate) []string {
	var names []string
	for _, r := range rates {
		names = append(names, SeriesOf(r)...)
	}
	return names
}
