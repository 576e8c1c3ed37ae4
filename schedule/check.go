package schedule

import (
	"fmt"
	"slices"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/series"
)

// Check compares a schedule with what the dossier asserts: published figures,
// categories that must add up, reopeners that are met. Show prints money in
// the units of the dossier.
func (s *Schedule) Check(show func(money.Amount) string) diag.List {
	var found diag.List
	for _, a := range s.Plan.input.Agreements {
		for _, p := range a.Published {
			s.checkPublished(a, p, show, &found)
		}
		s.checkReopener(a, &found)
		checkFloor(a, &found)
	}
	for _, f := range s.Plan.Figures {
		if len(f.children) > 0 {
			s.checkCategories(f, show, &found)
		}
		if f.whole && f.Amount.Mark.Unverified && f.Year == f.Amount.Years.From {
			found.Add(diag.Diagnostic{Code: diag.Unverified, Severity: diag.Note, Pos: f.Amount.Pos, Path: f.Amount.Path, Message: f.ID + " is marked unverified"})
		}
	}
	found.Sort()
	return found
}

func (s *Schedule) checkPublished(a *agreement.Agreement, p agreement.Published, show func(money.Amount) string, found *diag.List) {
	path := "agreements/" + a.ID + "/published/" + p.Years.String()
	d := diag.Diagnostic{Code: diag.PublishedDiffers, Pos: p.Pos, Path: path}
	sum := decimal.Fraction{}
	for year := p.Years.From; year <= p.Years.To; year++ {
		id := a.ID + "/" + strconv.Itoa(year)
		f, ok := s.Plan.Find(id)
		if !ok {
			d.Message = fmt.Sprintf("%s has no figure for %d", a.ID, year)
			found.Add(d)
			return
		}
		node, ok := f.in(p.Amount.Currency)
		if !ok {
			d.Code, d.Message = diag.MixedCurrency, fmt.Sprintf("%s has no part in %s", id, p.Amount.Currency)
			found.Add(d)
			return
		}
		v := s.At(node)
		if !v.Known() {
			d.Message = fmt.Sprintf("the terms give nothing for %s: %s", id, first(v.Reasons))
			d.Hint = "published is " + show(p.Amount)
			found.Add(d)
			return
		}
		sum = sum.Add(v.Number)
	}
	if got := (money.Amount{Currency: p.Amount.Currency, Value: sum}); !got.Equal(p.Amount) {
		d.Message = fmt.Sprintf("the terms give %s for %s; published is %s", show(got), p.Years, show(p.Amount))
		d.Hint = fmt.Sprintf("entente explain … %s/%d shows each step", a.ID, p.Years.From)
		found.Add(d)
	}
}

// in returns the node of a figure in a currency: itself, or one of its parts.
func (f *Figure) in(c money.Currency) (ID, bool) {
	if f.Currency == c {
		return f.Node, true
	}
	for _, p := range f.Parts {
		if p.Currency == c {
			return p.Node, true
		}
	}
	return 0, false
}

// checkCategories compares the categories of a year with its amount. Published
// tables sometimes do not add; the difference is shown.
func (s *Schedule) checkCategories(f *Figure, show func(money.Amount) string, found *diag.List) {
	sum, some := decimal.Fraction{}, false
	currency := f.Currency
	for _, child := range f.children {
		v := s.At(child.Node)
		if child.Category == "" { // an instalment
			continue
		}
		if !v.Known() || some && child.Currency != currency {
			return
		}
		currency, some = child.Currency, true
		sum = sum.Add(v.Number)
	}
	node, ok := f.in(currency)
	if !some || !ok || !s.At(node).Known() {
		return
	}
	if whole := s.At(node).Number; !whole.Equal(sum) {
		found.Add(diag.Diagnostic{
			Code: diag.CategoriesDiffer, Severity: diag.Note, Pos: f.Amount.Categories[0].Pos, Path: f.Amount.Path + "/categories",
			Message: fmt.Sprintf("the categories of %s add to %s, the amount is %s", f.ID, show(money.Amount{Currency: currency, Value: sum}), show(money.Amount{Currency: currency, Value: whole})),
		})
	}
}

// checkReopener names the years in which the series passed the value.
func (s *Schedule) checkReopener(a *agreement.Agreement, found *diag.List) {
	r := a.Reopener
	if r == nil {
		return
	}
	i := slices.IndexFunc(s.Plan.input.Series, func(x *series.Series) bool { return x.ID == r.Series })
	if i < 0 {
		return
	}
	for _, o := range s.Plan.input.Series[i].Observations {
		if y := o.Period.Year; y < a.Term.From.Year || y > a.Term.To.Year || !s.World.knownBy(o.Published) {
			continue
		}
		if r.Above != nil && o.Value.Cmp(*r.Above) > 0 || r.Below != nil && o.Value.Cmp(*r.Below) < 0 {
			found.Add(diag.Diagnostic{
				Code: diag.ReopenerMet, Severity: diag.Note, Pos: r.Pos, Path: "agreements/" + a.ID + "/reopener",
				Message: fmt.Sprintf("%s was %s%% in %s: the parties of %s have to talk", r.Series, o.Value, o.Period, a.ID),
			})
		}
	}
}

// checkFloor notes indexed rules with a cap that say nothing of falling prices.
func checkFloor(a *agreement.Agreement, found *diag.List) {
	for i := range a.Amounts {
		m := &a.Amounts[i]
		e, ok := m.Term.(agreement.Escalate)
		if !ok || len(agreement.SeriesOf(e.By)) == 0 {
			continue
		}
		x, indexed := e.By.(agreement.Index)
		capped := len(m.Caps) > 0 || indexed && x.Adjust.Cap != nil
		floored := len(m.Floors) > 0 || indexed && x.Adjust.Floor != nil
		if capped && !floored {
			found.Add(diag.Diagnostic{
				Code: diag.FloorNotStated, Severity: diag.Note, Pos: m.Pos, Path: m.Path,
				Message: "the rule has a cap but no floor: if the index falls, so does the payment", Hint: "if the text says otherwise: floor: {step: 0%}",
			})
		}
	}
}
