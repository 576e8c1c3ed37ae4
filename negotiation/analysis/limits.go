package analysis

import "cmp"

// Limits bounds the work of an analysis. The zero value takes the defaults.
// Limits count steps, never time, so that a slow machine gives the same
// answer as a fast one.
type Limits struct {
	Enumerate int64 // combinations that are listed one by one; default 10 million
	Keep      int   // partial sums kept between two issues of a large additive space; default 100,000 (two parties), 50,000 (more); fewer where issues have very many values
	Nodes     int   // half-settled outcomes visited by a search; default 200,000
}

const (
	defaultEnumerate = 10_000_000
	defaultKeep      = 100_000
	defaultKeepMany  = 50_000
	defaultNodes     = 200_000
)

func (l Limits) orDefault(parties int) Limits {
	keep := defaultKeep
	if parties > 2 {
		keep = defaultKeepMany
	}
	return Limits{
		Enumerate: cmp.Or(l.Enumerate, defaultEnumerate),
		Keep:      cmp.Or(l.Keep, keep),
		Nodes:     cmp.Or(l.Nodes, defaultNodes),
	}
}
