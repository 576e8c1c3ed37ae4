// Package source says where a figure is written: the document, its publisher
// and date, the clause, and how it was read.
//
// A figure without a source cannot be defended; a source that was only
// recalled must say so. That is why every reference carries both. Written
// claims, who said what about a figure, live here too.
package source

import (
	"entente/diag"
	"entente/period"
)

// HowRead says how well a source is known to whoever entered it.
type HowRead string

// The ways of reading, best first.
const (
	FullText HowRead = "full text"
	Excerpt  HowRead = "excerpt" // a search result, an abstract, a quotation
	Listed   HowRead = "listed"  // its title is known, the page was not opened
	Recalled HowRead = "recalled"
)

// HowReads returns every way of reading.
func HowReads() []string {
	return []string{string(FullText), string(Excerpt), string(Listed), string(Recalled)}
}

// Source is one document.
type Source struct {
	ID        string
	Title     string
	Publisher string
	Date      string // as printed; may be partial or inferred, so it is text
	URL       string
	Kind      string
	HowRead   HowRead
	Note      string
	Pos       diag.Position
}

// Ref points into a source. The zero value means that none was given.
type Ref struct {
	IDs    []string // most telling first
	Clause string   // "" where no text was read
	Pos    diag.Position
}

// IsZero reports whether the reference points nowhere.
func (r Ref) IsZero() bool { return len(r.IDs) == 0 }

// Mark tells what is known about a value besides its number.
type Mark struct {
	Source     Ref
	Unverified bool       // widely quoted or recalled, no source retrieved
	Known      period.Day // from which day it was known; zero: with its agreement
	Note       string
}
