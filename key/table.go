package key

import (
	"fmt"

	"entente/decimal"
	"entente/diag"
	"entente/internal/text"
	"entente/money"
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
	// Divides is the sum that the printed amounts are shares of, in the unit that
	// they are printed in; nil where the table prints none.
	Divides *PrintedSum
	Notes   text.Text
	Mark    source.Mark
	Pos     diag.Position
}

// PrintedSum is a sum that a published table divides.
type PrintedSum struct {
	Sum  money.Amount
	Unit money.Amount // what an amount of 1 in the table stands for
	Mark source.Mark
	Pos  diag.Position
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
	t.checkAmounts(path, &found)
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

// checkAmounts compares printed amounts with printed percentages. An amount that
// some percentage with the same print would give is consistent; only one that no
// such percentage gives is a finding.
func (t Table) checkAmounts(path string, found *diag.List) {
	if t.Divides == nil {
		return
	}
	sum, ok := t.Divides.Sum.Value.Quo(t.Divides.Unit.Value)
	if !ok {
		return // reported where the table is read
	}
	for _, r := range t.Rates {
		if r.Amount != nil && CompareAmount(*r.Amount, r.Percent, sum) == Differs {
			low, high := Printed(r.Percent)
			hundredth := decimal.Frac(1, 100).Mul(sum)
			found.Add(diag.Diagnostic{
				Code: diag.PublishedDiffers, Pos: r.Pos, Path: path,
				Message: fmt.Sprintf("%s: what prints as %s %% is between %s and %s of the sum; printed is %s", r.Party, r.Percent, low.Mul(hundredth).Approx(2), high.Mul(hundredth).Approx(2), r.Amount),
			})
		}
	}
}
