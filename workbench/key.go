package workbench

import (
	"fmt"
	"slices"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/key"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

// checkKeys computes every share key and adds up every published scale.
func (o *opened) checkKeys() diag.List {
	var found diag.List
	for _, e := range o.Keys {
		found.Add(e.Check()...)
	}
	for _, t := range o.Tables {
		found.Add(t.Check()...)
	}
	return found
}

// keyLines returns a line for every party of every sum that a key divides, and
// what rounding left to nobody.
func (c *computed) keyLines(only string, years period.Years) (lines []schedule.Line, residues []ResidueLine, err error) {
	for _, e := range c.Keys {
		if e.Divides == nil || e.Members == "" || only != "" && e.ID != only || e.Years.Intersect(years).Len() == 0 {
			continue
		}
		res, err := e.Compute()
		if err != nil {
			return nil, nil, &FindingsError{e.Check(), c.File}
		}
		for i, p := range e.Parties {
			lines = append(lines, c.keyLine(e, res, i, p))
		}
		if r := res.Division.Residue; r.Sign() != 0 {
			residues = append(residues, ResidueLine{e.ID, e.Divides.Amount.Currency, e.Divides.Amount.Value, r})
		}
	}
	return lines, residues, nil
}

// ResidueLine is what rounding left of a sum that a key divides.
type ResidueLine struct {
	Key      string           `json:"key"` // id of the share key
	Currency money.Currency   `json:"currency"`
	Sum      decimal.Fraction `json:"sum"`    // what was divided
	Amount   decimal.Fraction `json:"amount"` // what nobody pays; negative where they pay more
}

func (c *computed) keyLine(e *key.Entry, res key.Result, i int, p key.Party) schedule.Line {
	figure, basis := e.ID+"/"+p.ID, schedule.ByRule
	l := schedule.Line{
		Figure: &figure, Year: e.Years.From, Period: &schedule.YearSpan{From: e.Years.From, To: e.Years.To}, Agreement: &e.ID, Party: p.ID, Currency: e.Divides.Amount.Currency, Basis: &basis,
		Unverified: e.Mark.Unverified || e.Divides.Mark.Unverified,
		Published:  slices.ContainsFunc(e.Published, func(x key.Published) bool { return x.Party == p.ID && x.Amount != nil }),
	}
	if from := e.Mark.Known; !from.IsZero() && !c.schedule.World.Known.IsZero() && from.After(c.schedule.World.Known) {
		l.Status, l.Reasons = schedule.Unknown, []string{"the key was not known on " + c.schedule.World.Known.String()}
		return l
	}
	amount := res.Division.Amounts[i].Fraction()
	l.Amount = &amount
	return l
}

// findKey returns the key that a figure names, and the rest of its name.
func (o *opened) findKey(figure string) (e *key.Entry, rest string, ok bool) {
	id, rest, cut := strings.Cut(figure, "/")
	if !cut {
		return nil, "", false
	}
	for _, e := range o.Keys {
		if e.ID == id {
			return e, rest, true
		}
	}
	return nil, "", false
}

// explainKey tells what each step of a key did to a party, and what it pays.
func (c *computed) explainKey(e *key.Entry, party string, depth int) (schedule.Derivation, error) {
	if e.Members == "" {
		return schedule.Derivation{}, usage("key %s is a method without members: it is told, not computed", e.ID)
	}
	res, err := e.Compute()
	if err != nil {
		return schedule.Derivation{}, &FindingsError{e.Check(), c.File}
	}
	if party == "total" {
		return c.keyTotal(e, res), nil
	}
	i, ok := res.Scale.Index(party)
	if !ok {
		return schedule.Derivation{}, usage("%w: %s has no party %.40q: %s", ErrNoFigure, e.ID, party, nearest.Hint(party, parties(e)))
	}
	share := c.shareOf(e, res.Scale, i, depth)
	if res.Division == nil {
		share.Figure = e.ID + "/" + party
		return share, nil
	}
	exact, paid := e.Divides.Amount.Value.Mul(res.Scale.Share(i)), res.Division.Amounts[i].Fraction()
	d := schedule.Derivation{
		Figure: e.ID + "/" + party, Value: &paid, Unit: string(e.Divides.Amount.Currency), Rule: fmt.Sprintf("the exact share of %s in the sum that is divided", e.Parties[i].Name),
		Basis: schedule.ByRule, Rounding: &schedule.Rounding{Before: exact, After: paid, To: e.Divides.Pay.To, Mode: e.Divides.Pay.Mode.String()},
		Source: schedule.CiteMark(e.Divides.Mark, c.cite), Note: c.printedNote(e, i, paid),
	}
	if depth == 1 {
		return d, nil
	}
	sum := e.Divides.Amount.Value
	d.Inputs = []schedule.Derivation{share, {
		Value: &sum, Unit: string(e.Divides.Amount.Currency), Rule: "the sum that is divided, for " + e.Years.String(), Source: schedule.CiteMark(e.Divides.Mark, c.cite), Note: e.Divides.Mark.Note,
	}}
	return d, nil
}

// printedNote says what a reader would get who starts from the share as
// printed.
func (c *computed) printedNote(e *key.Entry, i int, paid decimal.Fraction) string {
	for _, p := range e.Published {
		if p.Party != e.Parties[i].ID || p.Percent == nil {
			continue
		}
		from, _ := e.Divides.Amount.Value.Mul(p.Percent.Fraction()).Mul(decimal.Frac(1, 100)).Round(e.Divides.Pay.To, e.Divides.Pay.Mode)
		off := from.Fraction().Sub(paid)
		if off.Sign() == 0 {
			return fmt.Sprintf("the share as printed, %s%%, gives the same", p.Percent)
		}
		return fmt.Sprintf("the share as printed, %s%%, would give %s %s, %s off: it is rounded to %d decimals, the contribution follows from the exact share",
			p.Percent, money.Grouped(from.Fraction()), e.Divides.Amount.Currency, money.Grouped(off), p.Percent.Places())
	}
	return ""
}

// shareOf tells how a share came about, step by step.
func (c *computed) shareOf(e *key.Entry, scale key.Scale, i, depth int) schedule.Derivation {
	share := scale.Share(i)
	d := schedule.Derivation{Value: &share, Unit: "share", Rule: "share of " + e.Parties[i].Name + " by " + e.Title.EN, Source: schedule.CiteMark(e.Mark, c.cite), Note: e.Mark.Note}
	if scale.Rounded != nil {
		rounded := scale.Rounded[i].Fraction()
		d.Rounding = &schedule.Rounding{Before: share, After: rounded, To: e.Round.To, Mode: e.Round.Mode.String()}
	}
	if depth == 1 || depth == 2 {
		return d
	}
	for _, m := range scale.Explain(i) {
		d.Inputs = append(d.Inputs, c.move(e, m))
	}
	return d
}

// move tells one step: what it did, who paid for it and whom it paid.
func (c *computed) move(e *key.Entry, m key.Move) schedule.Derivation {
	after := m.After
	d := schedule.Derivation{Value: &after, Unit: "share", Rule: m.Words}
	if m.Base != "" {
		d.Rule += " (base period " + m.Base + ")"
	}
	if rules := slices.Concat(e.Rules, e.Then); m.Rule >= 0 && m.Rule < len(rules) {
		d.Source, d.Note = schedule.CiteMark(rules[m.Rule].Source, c.cite), rules[m.Rule].Source.Note
	}
	var words []string
	switch {
	case m.First:
	case m.Before.Equal(m.After):
		words = append(words, "unchanged")
	default:
		words = append(words, "before "+percentOf(m.Before))
	}
	words = append(words, transfers("taken over from", m.From)...)
	words = append(words, transfers("given to", m.To)...)
	if m.Held {
		words = append(words, "held there from now on")
	}
	d.Reasons = words
	return d
}

// transfers names the largest transfers and counts the others.
func transfers(word string, all []key.Transfer) []string {
	const named = 3
	if len(all) == 0 {
		return nil
	}
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b key.Transfer) int { return b.Share.Cmp(a.Share) })
	var parts []string
	for _, t := range sorted[:min(named, len(sorted))] {
		parts = append(parts, t.Party+" "+percentOf(t.Share))
	}
	line := word + " " + strings.Join(parts, ", ")
	if n := len(sorted) - named; n > 0 {
		line += fmt.Sprintf(" and %d more", n)
	}
	return []string{line}
}

func percentOf(share decimal.Fraction) string {
	return share.Mul(decimal.Whole(100)).Approx(6) + "%"
}

func (c *computed) keyTotal(e *key.Entry, res key.Result) schedule.Derivation {
	d := schedule.Derivation{Figure: e.ID + "/total", Rule: "the parties of " + e.Title.EN + " together", Basis: schedule.ByRule}
	if res.Division == nil {
		total := res.Scale.Total()
		d.Value, d.Unit = &total, "share"
		return d
	}
	sum := decimal.Fraction{}
	for _, a := range res.Division.Amounts {
		sum = sum.Add(a.Fraction())
	}
	d.Value, d.Unit = &sum, string(e.Divides.Amount.Currency)
	if r := res.Division.Residue; r.Sign() != 0 {
		d.Note = fmt.Sprintf("rounding leaves %s %s of %s to nobody", money.Grouped(r), d.Unit, money.Grouped(e.Divides.Amount.Value))
	}
	return d
}

func parties(e *key.Entry) []string {
	all := make([]string, len(e.Parties))
	for i, p := range e.Parties {
		all[i] = p.ID
	}
	return all
}

// KeyRequest asks for a share key or a published scale.
type KeyRequest struct {
	Question
	Key  string // "" is the first one
	Year int    // of a published scale; 0 is its last period
}

// KeyResult is who pays which share.
type KeyResult struct {
	Header
	Key      string       `json:"key"` // id of the share key
	Title    text.Text    `json:"title"`
	Years    period.Years `json:"years"`
	Computed bool         `json:"computed"` // from weights by steps; false: as published
	Currency string       `json:"currency,omitempty"`
	Parties  []ShareLine  `json:"parties"`
	Total    string       `json:"total"`             // the exact shares together, in percent
	Residue  string       `json:"residue,omitempty"` // what rounding leaves of the sum, in whole currency units
	Others   []string     `json:"others"`            // the other keys of the dossier
}

// ShareLine is a party with its share.
type ShareLine struct {
	Figure     string            `json:"figure"`
	Party      string            `json:"party"`
	Name       string            `json:"name"`
	Share      string            `json:"share"`     // exact, in percent; a fraction where the decimal does not end
	Rounded    *decimal.Fraction `json:"rounded"`   // as the key rounds it, in percent; null where it does not
	Published  *decimal.Decimal  `json:"published"` // as a source prints it, in percent; null where none does
	Amount     *decimal.Fraction `json:"amount"`    // its part of the sum; null where the key divides none
	Unverified bool              `json:"unverified,omitempty"`
}

// Key computes a share key, or reads a published scale.
func (w *Workbench) Key(r KeyRequest) (*KeyResult, error) {
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range c.Keys {
		names = append(names, e.ID)
	}
	for _, t := range c.Tables {
		names = append(names, t.ID)
	}
	if len(names) == 0 {
		return nil, usage("%s has no share key", c.ID)
	}
	if r.Key == "" {
		r.Key = names[0]
	}
	out := &KeyResult{Header: c.header(), Key: r.Key, Parties: []ShareLine{}, Others: slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == r.Key })}
	for _, e := range c.Keys {
		if e.ID == r.Key {
			return out, c.fillKey(out, e)
		}
	}
	for _, t := range c.Tables {
		if t.ID == r.Key {
			return out, fillTable(out, t, r.Year)
		}
	}
	return nil, usage("%s has no share key %.60q: %s", c.ID, r.Key, nearest.Hint(r.Key, names))
}

func (c *computed) fillKey(out *KeyResult, e *key.Entry) error {
	out.Title, out.Years, out.Computed = e.Title, e.Years, true
	if e.Members == "" {
		return usage("key %s is a method without members: it is told, not computed", e.ID)
	}
	res, err := e.Compute()
	if err != nil {
		return &FindingsError{e.Check(), c.File}
	}
	hundred := decimal.Whole(100)
	for i, p := range e.Parties {
		l := ShareLine{Figure: e.ID + "/" + p.ID, Party: p.ID, Name: p.Name, Share: res.Scale.Share(i).Mul(hundred).String(), Unverified: e.Mark.Unverified}
		if res.Scale.Rounded != nil {
			v := res.Scale.Rounded[i].Fraction().Mul(hundred)
			l.Rounded = &v
		}
		for _, pub := range e.Published {
			if pub.Party == p.ID {
				l.Published = pub.Percent
			}
		}
		if res.Division != nil {
			v := res.Division.Amounts[i].Fraction()
			l.Amount, out.Currency, out.Residue = &v, string(e.Divides.Amount.Currency), res.Division.Residue.String()
		}
		out.Parties = append(out.Parties, l)
	}
	out.Total = res.Scale.Total().Mul(hundred).String()
	return nil
}

func fillTable(out *KeyResult, t *key.Table, year int) error {
	out.Title = t.Title
	periods := t.Rates.Periods()
	if len(periods) == 0 {
		return usage("%s holds no rates", t.ID)
	}
	out.Years = periods[len(periods)-1]
	if year != 0 {
		i := slices.IndexFunc(periods, func(y period.Years) bool { return y.Contains(year) })
		if i < 0 {
			return usage("%s holds no rates for %d: it has %v", t.ID, year, periods)
		}
		out.Years = periods[i]
	}
	for _, r := range t.Rates {
		if r.Years != out.Years {
			continue
		}
		percent := r.Percent
		out.Parties = append(out.Parties, ShareLine{Party: r.Party, Name: r.Name, Share: r.Percent.String(), Published: &percent, Unverified: r.Mark.Unverified || t.Mark.Unverified})
	}
	out.Total = t.Rates.Total(out.Years).String()
	return nil
}
