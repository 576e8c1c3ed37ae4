package agreement

import (
	"entente/decimal"
	"entente/diag"
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

// LevelGrowth is the growth of an index level: from Since years before the
// observed year, or from the fixed year Base, to the observed year.
type LevelGrowth struct {
	Series string
	Lag    int
	Since  int
	Base   int
	Adjust Adjust
	Mark   source.Mark
	Pos    diag.Position
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
