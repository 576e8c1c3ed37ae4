// Package series holds observed figures: by period, and by the day on which
// each value was published.
//
// # What it is for
//
// Agreements are indexed to what statistical offices publish, and offices
// revise. A series therefore keeps every publication: [Series.At] answers what
// was known of a period on a day. Its identity (what is measured, in which
// unit, to how many decimals, by whom) is part of the value: a consumer price
// index adjusted for the season is another series.
//
// # What it refuses
//
// Nothing is interpolated, extrapolated or carried forward. A period without
// an observation has no value.
package series

import (
	"cmp"
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/period"
	"entente/source"
)

// Kind says what the numbers of a series mean.
type Kind string

// The kinds. Growth is in percent; a level has a base; a rate converts
// currencies; a share is in percent of something.
const (
	Growth Kind = "growth"
	Level  Kind = "level"
	Rate   Kind = "rate"
	Amount Kind = "amount"
	Share  Kind = "share"
	Count  Kind = "count"
)

// Kinds returns the names of all kinds.
func Kinds() []string {
	return []string{string(Growth), string(Level), string(Rate), string(Amount), string(Share), string(Count)}
}

// Status says how firm an observation is.
type Status string

// The statuses. Derived means worked out by the author of the dossier, not
// published; unverified means that no source was retrieved; withdrawn means
// that the publisher took the value back and gave no other: from that day on
// there is none.
const (
	Estimate    Status = "estimate"
	Provisional Status = "provisional"
	Final       Status = "final"
	Derived     Status = "derived"
	Unverified  Status = "unverified"
	Withdrawn   Status = "withdrawn"
)

// Statuses returns the names of all statuses.
func Statuses() []string {
	return []string{string(Estimate), string(Provisional), string(Final), string(Derived), string(Unverified), string(Withdrawn)}
}

// Purposes returns what a series may be for when no rule reads it.
func Purposes() []string {
	return []string{"gdp", "troops", "cost", "exchange", "prices", "split", "context"}
}

// Observation is one value of one period as published on one day.
type Observation struct {
	Period    period.Period
	Value     decimal.Decimal
	Published period.Day
	Assumed   bool // the day of publication is from memory
	Status    Status
	Source    source.Ref
	Note      string
	Pos       diag.Position
}

// Series is an identity with its observations.
type Series struct {
	ID        string
	What      text.Text
	Kind      Kind
	Unit      string
	Decimals  int // digits after the point as the agreement reads it; -1: any
	Publisher string
	File      string
	Frequency string // "year", "month" or "day"
	Seasonal  string
	Base      string
	Purpose   string
	Raw       string // the series that holds the same figures unrounded
	Pos       diag.Position

	Assumption *Assumption // how unknown periods are drawn; nil: they stay unknown

	// Observations in order of period, then publication.
	Observations []Observation
}

// Sort puts observations in order of period, then of publication. Rows of one
// period and day keep the order of the file.
func (s *Series) Sort() {
	slices.SortStableFunc(s.Observations, func(a, b Observation) int {
		return cmp.Or(a.Period.Compare(b.Period), a.Published.Compare(b.Published))
	})
}

// At returns the value of a period as known on a day: the latest publication
// up to then. A zero day asks for the latest of all. A value that was withdrawn
// by then is none. Observations must be sorted.
func (s *Series) At(p period.Period, known period.Day) (Observation, bool) {
	o, ok := Latest(s.Vintages(p), known)
	if !ok || o.Status == Withdrawn {
		return Observation{}, false
	}
	return o, true
}

// Latest returns the last of some publications, in any order, that was out on
// a day; of two on one day the later in the list, as a file is read. A zero day
// asks for the last of all. Unlike [Series.At] it tells of a withdrawal.
func Latest(vintages []Observation, known period.Day) (last Observation, ok bool) {
	for _, o := range vintages {
		if newer(o, last, ok, known) {
			last, ok = o, true
		}
	}
	return last, ok
}

// newer is the rule of knowledge: whether a publication stands before the last
// one seen, if any, on a day.
func newer(o, last Observation, seen bool, known period.Day) bool {
	if !known.IsZero() && o.Published.After(known) {
		return false
	}
	return !seen || !o.Published.Before(last.Published)
}

// Vintages returns every publication of a period, earliest first.
func (s *Series) Vintages(p period.Period) []Observation {
	i, found := slices.BinarySearchFunc(s.Observations, p, func(o Observation, p period.Period) int {
		return o.Period.Compare(p)
	})
	if !found {
		return nil
	}
	j := i
	for j < len(s.Observations) && s.Observations[j].Period == p {
		j++
	}
	return s.Observations[i:j]
}

// First returns the first period with an observation; ok is false when there
// is none.
func (s *Series) First() (p period.Period, ok bool) {
	if len(s.Observations) == 0 {
		return period.Period{}, false
	}
	return s.Observations[0].Period, true
}

// Last returns the last period with an observation; ok is false when there is
// none.
func (s *Series) Last() (p period.Period, ok bool) {
	if len(s.Observations) == 0 {
		return period.Period{}, false
	}
	return s.Observations[len(s.Observations)-1].Period, true
}
