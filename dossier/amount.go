package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/agreement"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
)

// amounts reads the rules for the years of an agreement.
func (r *reader) amounts(o *object, a *agreement.Agreement, d *Dossier) {
	unread := false
	for _, p := range r.pairsOf(o.need("amounts"), o.at("amounts")) {
		path := join(o.at("amounts"), p.key.text)
		years := r.years(p.key, path)
		if years.From == 0 {
			unread = true
			continue
		}
		m := r.oneAmount(p.value, path, years, a, d)
		m.Years, m.Pos, m.Path = years, p.key.pos, path
		r.fits(p.key, path, years, a)
		for _, other := range a.Amounts {
			r.twice(p.key, path, other.Pos, other.Years.Intersect(years), "two rules in "+a.ID)
		}
		a.Amounts = append(a.Amounts, m)
	}
	slices.SortStableFunc(a.Amounts, func(x, y agreement.Amount) int { return cmp.Compare(x.Years.From, y.Years.From) })
	if !unread && o.has("amounts") {
		r.yearsCover(o, a)
	}
}

// termYears returns the years in which an agreement can pay, by the fiscal year
// of who pays; ok is false when its term could not be read.
func (r *reader) termYears(a *agreement.Agreement) (term period.Years, ok bool) {
	if a.Term.From.IsZero() || a.Term.To.IsZero() {
		return period.Years{}, false
	}
	for _, p := range r.parties {
		if p.ID == a.Payer() {
			term = p.Fiscal.Years(a.Term)
		}
	}
	if term.From == 0 {
		term = a.Term.Years()
	}
	if a.Sunset != nil && !a.Sunset.On.IsZero() {
		term.To = min(term.To, a.Sunset.On.Year)
	}
	return term, true
}

// fits reports years outside the term.
func (r *reader) fits(n *node, path string, years period.Years, a *agreement.Agreement) {
	term, ok := r.termYears(a)
	if ok && years.From != 0 && (years.From < term.From || years.To > term.To) {
		r.report(diag.EmptyRule, n, path, fmt.Sprintf("%s is outside the term %s", years, term), "a rule must match years of the term")
	}
}

// twice reports years for which something is said twice.
func (r *reader) twice(key *node, path string, other diag.Position, both period.Years, what string) {
	if both.Len() > 0 && both.From != 0 {
		report(r.list, diag.Diagnostic{
			Code: diag.YearOverlap, Pos: key.pos, Width: len(key.text), Path: path, Message: fmt.Sprintf("%s has %s", both, what),
			Hint: "give each year one rule", Related: []diag.Related{{Pos: other, Message: "the other rule"}},
		})
	}
}

// yearsCover reports years of the term without a rule.
func (r *reader) yearsCover(o *object, a *agreement.Agreement) {
	term, ok := r.termYears(a)
	if !ok || a.Amends != "" {
		return
	}
	for year := term.From; year <= term.To; year++ {
		if _, ok := a.AmountFor(year); ok {
			continue
		}
		report(r.list, diag.Diagnostic{
			Code: diag.YearMissing, Pos: o.posOf("amounts"), Path: o.at("amounts"), Message: fmt.Sprintf("%d has no amount", year),
			Hint: fmt.Sprintf("give it a rule, or say that the text leaves it open: %d: {open: yes}", year),
		})
		return // a slip in the term is reported once, not for every year
	}
}

func (o *object) posOf(key string) diag.Position {
	for _, p := range o.n.pairs {
		if p.key.text == key {
			return p.key.pos
		}
	}
	return o.n.pos
}

// termKeys are the keys that say how a year's amount comes about; exactly one
// of them stands in an amount.
var termKeys = []string{"value", "parts", "escalate", "same_as", "formula", "open"}

func (r *reader) oneAmount(n *node, path string, years period.Years, a *agreement.Agreement, d *Dossier) agreement.Amount {
	m := agreement.Amount{Term: agreement.Open{}}
	if n.shape == scalar {
		sum, ok := r.amount(n, path)
		if ok {
			m.Term = agreement.Fixed{Sums: []money.Amount{sum}}
			r.warn(diag.MissingSource, n, path, "the amount has no source", "write {value: "+n.text+", source: …}")
		}
		return m
	}
	o := r.object(n, path)
	defer o.close()
	m.Mark = o.mark()
	m.Gap = o.flag("gap")
	m.Rule = o.word("rule")
	m.Term = r.termOf(o, d)
	m.Caps, m.Floors = r.bounds(o, "cap"), r.bounds(o, "floor")
	r.checkBounds(m.Caps, m.Floors, o.path)
	r.checkSteps(m, o)
	r.parts(o, &m, years, a)
	r.instalments(o, &m)
	m.PartYear = r.partYear(o, years)
	if m.Rule != "" && !slices.ContainsFunc(a.Rules, func(x agreement.Rule) bool { return x.Name == m.Rule }) {
		var names []string
		for _, x := range a.Rules {
			names = append(names, x.Name)
		}
		r.report(diag.UnknownRule, o.n.get("rule"), o.at("rule"), fmt.Sprintf("rule %.40q is not written under rules", m.Rule), nearest.Hint(m.Rule, names))
	}
	_, fixed := m.Term.(agreement.Fixed)
	if fixed && m.Mark.Source.IsZero() && !m.Mark.Unverified {
		r.warn(diag.MissingSource, n, path, "the amount has no source", "someone will ask where it comes from")
	}
	return m
}

func (r *reader) termOf(o *object, d *Dossier) agreement.Term {
	var found []string
	for _, key := range termKeys {
		if o.has(key) {
			found = append(found, key)
		}
	}
	o.asks = append(o.asks, termKeys...)
	o.asks = append(o.asks, "by")
	switch len(found) {
	case 0:
		o.lacks("nothing says how the amount comes about", "one of "+strings.Join(termKeys, ", "), termKeys...)
		return agreement.Open{}
	case 1:
	default:
		r.report(diag.WrongShape, o.n, o.path, "an amount comes about in one way, not by "+strings.Join(found, " and "), "one of "+strings.Join(termKeys, ", "))
		return agreement.Open{}
	}
	key := found[0]
	n, path := o.get(key), o.at(key)
	if key != "escalate" && o.has("by") {
		r.report(diag.UnknownKey, o.n.get("by"), o.at("by"), "by belongs to escalate", "")
	}
	switch key {
	case "value":
		if a, ok := r.amount(n, path); ok {
			return agreement.Fixed{Sums: []money.Amount{a}}
		}
	case "parts":
		var sums []money.Amount
		for i, item := range r.entries(n, path) {
			if a, ok := r.amount(item, index(path, i)); ok {
				sums = append(sums, a)
			}
		}
		return r.fixed(n, path, sums)
	case "escalate":
		e := agreement.Escalate{}
		if r.word(n, path) != "previous" {
			e.Year = r.year(n, path)
		}
		if by := o.need("by"); by != nil {
			e.By = r.rate(by, o.at("by"), d)
		}
		if e.By == nil {
			return agreement.Open{}
		}
		return e
	case "same_as":
		return agreement.SameAs{Year: r.year(n, path)}
	case "formula":
		return r.formula(n, path, d)
	}
	return agreement.Open{}
}

// fixed holds the parts of a sum: at least one, each in a currency of its own.
func (r *reader) fixed(n *node, path string, sums []money.Amount) agreement.Term {
	for i, sum := range sums {
		if slices.ContainsFunc(sums[:i], func(a money.Amount) bool { return a.Currency == sum.Currency }) {
			r.report(diag.DuplicateID, n, path, "two parts are in "+string(sum.Currency), "parts are in different currencies: add these two")
			return agreement.Open{}
		}
	}
	if len(sums) == 0 {
		if n.shape == list && len(n.items) == 0 {
			r.report(diag.MissingKey, n, path, "there are no parts", "parts: [5_368 eok, 58.8m USD]")
		}
		return agreement.Open{}
	}
	return agreement.Fixed{Sums: sums}
}

func (r *reader) formula(n *node, path string, d *Dossier) agreement.Term {
	source := r.word(n, path)
	expr, err := agreement.ParseFormula(source, d.Units)
	if err != nil {
		r.report(diag.BadFormula, n, path, err.Error(), `a formula is: previous * (1 + series("kr.cpi", -2) / 100)`)
		return agreement.Open{}
	}
	for _, s := range agreement.SeriesIn(expr) {
		r.useSeries(&node{text: s.Series, pos: n.pos}, path, d)
	}
	return agreement.Formula{Text: source, Expr: expr}
}
