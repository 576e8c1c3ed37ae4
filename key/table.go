package key

import (
	"fmt"

	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/period"
	"entente/source"
)

// Table is a published scale: rates by party and years, with the totals that
// they should add to.
type Table struct {
	ID     string
	Title  text.Text
	Rates  Book
	Totals []Total
	Notes  text.Text
	Mark   source.Mark
	Pos    diag.Position
}

// Total is what the rates of some years add to, in percent.
type Total struct {
	Years   period.Years
	Percent decimal.Decimal
	Mark    source.Mark
	Pos     diag.Position
}

// Check adds the rates of each period, looks for parties with two rates in a
// year, and notes what is marked unverified.
func (t Table) Check() diag.List {
	var found diag.List
	path := "keys/" + t.ID
	for _, want := range t.Totals {
		if got := t.Rates.Total(want.Years); !got.Equal(want.Percent.Fraction()) {
			found.Add(diag.Diagnostic{
				Code: diag.PublishedDiffers, Pos: want.Pos, Path: path, Message: fmt.Sprintf("the rates of %s add to %s %%, not to %s %%", want.Years, got, want.Percent),
			})
		}
	}
	byParty := map[string]Book{}
	unverified := map[period.Years]int{}
	for _, r := range t.Rates {
		for _, other := range byParty[r.Party] {
			if both := other.Years.Intersect(r.Years); both.Len() > 0 {
				found.Add(diag.Diagnostic{
					Code: diag.YearOverlap, Pos: r.Pos, Path: path, Message: fmt.Sprintf("%s has two rates in %s", r.Party, both),
					Related: []diag.Related{{Pos: other.Pos, Message: "the other rate"}},
				})
			}
		}
		byParty[r.Party] = append(byParty[r.Party], r)
		if r.Mark.Unverified {
			unverified[r.Years]++
		}
	}
	for _, y := range t.Rates.Periods() {
		if n := unverified[y]; n > 0 {
			found.Add(diag.Diagnostic{
				Code: diag.Unverified, Severity: diag.Note, Pos: t.Pos, Path: path, Message: fmt.Sprintf("%d rates of %s in %s are marked unverified", n, t.ID, y),
			})
		}
	}
	found.Sort()
	return found
}
