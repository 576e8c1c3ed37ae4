package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/agreement"
	"entente/decimal"
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
	r.parts(o, &m, a)
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

// checkSteps holds the bounds beside a rule against those inside its rate, and
// reports bounds on a growth that the rule does not have.
func (r *reader) checkSteps(m agreement.Amount, o *object) {
	e, grows := m.Term.(agreement.Escalate)
	if _, open := m.Term.(agreement.Open); open {
		return
	}
	for _, b := range slices.Concat(m.Caps, m.Floors) {
		if b.On == agreement.StepBound && !grows {
			report(r.list, diag.Diagnostic{
				Code: diag.EmptyRule, Pos: b.Pos, Path: o.path, Message: "a bound on the yearly step binds nothing here: the amount does not escalate",
				Hint: "bind the amount itself by level",
			})
		}
	}
	if x, ok := e.By.(agreement.Index); ok {
		r.checkBounds(m.Caps, some(x.Adjust.Floor), o.path)
		r.checkBounds(some(x.Adjust.Cap), m.Floors, o.path)
	}
	if x, ok := e.By.(agreement.LevelGrowth); ok {
		r.checkBounds(m.Caps, some(x.Adjust.Floor), o.path)
		r.checkBounds(some(x.Adjust.Cap), m.Floors, o.path)
	}
}

func some(b *agreement.Bound) []agreement.Bound {
	if b == nil {
		return nil
	}
	return []agreement.Bound{*b}
}

// partYear reads the days of the one year that are owed.
func (r *reader) partYear(o *object, years period.Years) *agreement.PartYear {
	n := o.get("part_year")
	if n == nil {
		return nil
	}
	po := r.object(n, o.at("part_year"))
	defer po.close()
	po.need("from")
	po.need("to")
	p := &agreement.PartYear{Span: period.Span{From: po.day("from"), To: po.day("to")}, Months: po.choice("by", []string{"days", "months"}) == "months", Pos: n.pos}
	switch from, to := p.Span.From, p.Span.To; {
	case from.IsZero() || to.IsZero():
		return nil // already reported
	case to.Before(from):
		r.report(diag.BadDate, n, po.path, "the part of the year ends before it begins", "")
	case from.Year < years.From || to.Year > years.From || years.Len() != 1:
		r.report(diag.EmptyRule, n, po.path, fmt.Sprintf("%s to %s is no part of the one year %s", from, to, years), "give the year a rule of its own")
	}
	return p
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

// bounds reads {step: 4%}, {level: 10_000 eok} or {sum: 60_000 eok}; several
// may stand together.
func (r *reader) bounds(o *object, key string) []agreement.Bound {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if n.shape == scalar {
		r.report(diag.WrongShape, n, o.at(key), "say what the "+key+" binds", key+": {step: "+n.text+"} for the growth; level for the year, sum for the agreement")
		return nil
	}
	bo := r.object(n, o.at(key))
	mark := bo.mark()
	var all []agreement.Bound
	if p := bo.percent("step"); p != nil {
		all = append(all, agreement.Bound{On: agreement.StepBound, Rate: *p, Mark: mark, Pos: n.get("step").pos})
	}
	for _, kind := range []agreement.BoundKind{agreement.LevelBound, agreement.SumBound} {
		if v := bo.get(string(kind)); v != nil {
			if a, ok := r.amount(v, bo.at(string(kind))); ok {
				all = append(all, agreement.Bound{On: kind, Amount: a, Mark: mark, Pos: v.pos})
			}
		}
	}
	if len(all) == 0 && len(n.pairs) == 0 {
		r.report(diag.MissingKey, n, bo.path, "the "+key+" binds nothing", "step, level or sum")
	}
	bo.close()
	return all
}

func (r *reader) checkBounds(caps, floors []agreement.Bound, path string) {
	for _, c := range caps {
		for _, f := range floors {
			if c.On != f.On || c.Amount.Currency != f.Amount.Currency {
				continue
			}
			if c.Rate.Cmp(f.Rate) < 0 || c.Amount.Value.Cmp(f.Amount.Value) < 0 {
				report(r.list, diag.Diagnostic{
					Code: diag.CapBelowFloor, Pos: c.Pos, Path: join(path, "cap"), Message: fmt.Sprintf("cap %s is below floor %s", boundText(c), boundText(f)),
					Hint: "a collar needs a cap at or above its floor", Related: []diag.Related{{Pos: f.Pos, Message: "the floor is set here"}},
				})
			}
		}
	}
}

func boundText(b agreement.Bound) string {
	if b.On == agreement.StepBound {
		return b.Rate.String() + "%"
	}
	return b.Amount.String()
}

// parts reads the categories of a year.
func (r *reader) parts(o *object, m *agreement.Amount, a *agreement.Agreement) {
	n := o.get("categories")
	shares, rests := decimal.Fraction{}, 0
	for _, p := range r.pairsOf(n, o.at("categories")) {
		path := join(o.at("categories"), p.key.text)
		r.knownCategory(p.key, path, a, p.key.text)
		part := agreement.Part{Category: p.key.text, Mark: m.Mark, Pos: p.key.pos}
		value := p.value
		if value.shape == mapping {
			po := r.object(value, path)
			part.Mark = po.mark()
			value = po.need("value")
			po.close()
		}
		switch {
		case value == nil:
			continue
		case value.shape == list:
			for i, item := range value.items {
				if sum, ok := r.amount(item, index(path, i)); ok {
					part.Sums = append(part.Sums, sum)
				}
			}
		case value.text == "rest":
			part.Rest = true
			rests++
		case strings.HasSuffix(value.text, "%"):
			if part.Share = r.percent(value, path); part.Share != nil {
				shares = shares.Add(part.Share.Fraction())
			}
		default:
			if sum, ok := r.amount(value, path); ok {
				part.Sums = []money.Amount{sum}
			}
		}
		if part.Rest || part.Share != nil || len(part.Sums) > 0 {
			m.Categories = append(m.Categories, part)
		}
	}
	if shares.Cmp(decimal.Whole(100)) > 0 || rests > 1 {
		r.report(diag.SharesExceed, n, o.at("categories"), "the shares add to "+shares.String()+"% of the amount", "at most one category is the rest, and shares stay within 100%")
	}
}

func (r *reader) instalments(o *object, m *agreement.Amount) {
	n := o.get("instalments")
	shares, rests := decimal.Fraction{}, 0
	for i, item := range r.entries(n, o.at("instalments")) {
		io := r.object(item, index(o.at("instalments"), i))
		in := agreement.Instalment{Pos: item.pos}
		if share := io.need("share"); share != nil && share.text == "rest" {
			rests++
		} else if in.Share = r.percent(share, io.at("share")); in.Share != nil {
			shares = shares.Add(in.Share.Fraction())
		}
		month, day := r.monthDay(io.need("due"), io.at("due"))
		in.Month, in.Day = int(month), day
		io.close()
		m.Instalments = append(m.Instalments, in)
	}
	whole := shares.Cmp(decimal.Whole(100))
	if n != nil && (whole > 0 || rests > 1 || rests == 0 && whole != 0) {
		r.report(diag.SharesExceed, n, o.at("instalments"), "the instalments add to "+shares.String()+"% of the amount", "let one of them be the rest")
	}
}
