package source

import (
	"entente/diag"
	"entente/internal/text"
	"entente/period"
)

// Quantity is something that texts state and no agreement computes: a demand, a
// number of troops, a share of the cost. Words tell how texts speak of it.
type Quantity struct {
	ID       string
	Title    text.Text
	Unit     string       // USD, persons, percent, fraction
	Words    [][]string   // of every group one must be there, the first close to the figure
	Without  []string     // words that speak against it
	Years    period.Years // the years it belongs to; zero: any
	Of       string       // the quantity that multiples and percentages are measured against
	Official bool         // one figure is right; what differs is wrong, not another report
	Value    *ClaimValue  // the official figure, or the one the dossier rests on
	Mark     Mark
	Pos      diag.Position
}

// Name is what a person, institution or party is called in texts.
type Name struct {
	Name string
	Also []string // in lower case
	Side string   // a party of the dossier; "" for none
	Pos  diag.Position
}
