package schedule

import (
	"fmt"
	"slices"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/series"
)

// compiler builds a plan. Figures are built when they are first asked for, so
// that a rule may read any other year; one that asks for itself is a cycle.
type compiler struct {
	in       Input
	opt      Options
	plan     *Plan
	found    diag.List
	series   map[string]*series.Series
	figures  map[yearKey]*yearFigure
	building []yearKey
	asOf     period.Day
	constant map[string]ID
	seen     map[string]ID                     // observations, once each
	paid     map[sumKey]ID                     // what an agreement pays up to a year
	amended  map[string][]*agreement.Agreement // by what amends it
	told     map[string]bool                   // findings, once each
	marks    map[markKey]ID
}

// maxNodes bounds the plan: 2000 files of one line each could ask for 400
// years each of a long formula. The bundled dossier has some 2,000 nodes.
const maxNodes = 1_000_000

type yearKey struct {
	agreement string
	year      int
}

// yearFigure is a year of an agreement while it is built: for each currency of
// the text what the next year starts from and what is paid.
type yearFigure struct {
	agreement *agreement.Agreement
	parts     []part
	basis     Basis
	failed    bool
	rate      *ID // the growth that the rule applies, where it is one
}

type part struct {
	currency money.Currency
	carry    ID // what the next year grows from
	paid     ID // what is paid
}

func newCompiler(in Input, opt Options) *compiler {
	c := &compiler{
		in: in, opt: opt, plan: &Plan{byID: map[string]*Figure{}, input: in, options: opt},
		series: map[string]*series.Series{}, figures: map[yearKey]*yearFigure{}, constant: map[string]ID{}, seen: map[string]ID{},
		paid: map[sumKey]ID{}, amended: map[string][]*agreement.Agreement{}, told: map[string]bool{}, marks: map[markKey]ID{},
	}
	for _, s := range in.Series {
		c.series[s.ID] = s
		for _, o := range s.Observations {
			c.asOf = later(c.asOf, o.Published)
		}
	}
	for _, a := range in.Agreements {
		if a.Amends != "" {
			c.amended[a.Amends] = append(c.amended[a.Amends], a)
		}
		for _, m := range a.Timeline {
			if m.Event != "expired" { // written beforehand
				c.asOf = later(c.asOf, m.On.Last())
			}
		}
	}
	return c
}

// report adds a finding once: the rule of a range of years is compiled for
// each of them.
func (c *compiler) report(d diag.Diagnostic) {
	if key := d.String(); !c.told[key] {
		c.told[key] = true
		c.found.Add(d)
	}
}

func later(a, b period.Day) period.Day {
	if b.After(a) {
		return b
	}
	return a
}

// all builds every figure of every agreement.
func (c *compiler) all() {
	for _, a := range c.in.Agreements {
		c.overlaps(a)
		years := a.Years()
		last := years.To
		if c.opt.Extend == a.ID {
			last = max(last, c.opt.ExtendTo)
		}
		for year := years.From; year <= last; year++ {
			if len(c.plan.Nodes) > maxNodes {
				c.report(diag.Diagnostic{Code: diag.TooLarge, Pos: a.Pos, Path: "agreements/" + a.ID, Message: fmt.Sprintf("the rules make more than %d steps; the others are not computed", maxNodes)})
				return
			}
			if _, extended, ok := c.amountFor(a, year); ok {
				c.addFigure(a, year, extended)
			}
		}
	}
}

// overlaps reports two agreements that claim the same year.
func (c *compiler) overlaps(a *agreement.Agreement) {
	for _, b := range c.in.Agreements {
		if b == a {
			return
		}
		if a.Amends == b.ID || b.Amends == a.ID {
			continue
		}
		both := a.Years().Intersect(b.Years())
		for year := both.From; year <= both.To; year++ {
			_, inA := a.AmountFor(year)
			_, inB := b.AmountFor(year)
			if inA && inB {
				c.report(diag.Diagnostic{
					Code: diag.TermOverlap, Pos: a.Pos, Width: len(a.ID), Path: "agreements/" + a.ID, Message: fmt.Sprintf("%s and %s both cover %d", b.ID, a.ID, year),
					Hint: "if one replaces years of the other, say so: amends: " + b.ID, Related: []diag.Related{{Pos: b.Pos, Message: b.ID + " is here"}},
				})
				return
			}
		}
	}
}

// amountFor returns the rule of a year: its own, or the last one prolonged.
func (c *compiler) amountFor(a *agreement.Agreement, year int) (m *agreement.Amount, extended, ok bool) {
	if m, ok := a.AmountFor(year); ok {
		return m, false, true
	}
	if c.opt.Extend != a.ID || year > c.opt.ExtendTo || len(a.Amounts) == 0 {
		return nil, false, false
	}
	last := &a.Amounts[len(a.Amounts)-1]
	if year <= last.Years.To {
		return nil, false, false
	}
	return last, true, true
}

// Prolongable reports whether the last rule of an agreement says anything about
// the years after its term: a sum for one year does not.
func Prolongable(a *agreement.Agreement) bool {
	if len(a.Amounts) == 0 {
		return false
	}
	switch t := a.Amounts[len(a.Amounts)-1].Term.(type) {
	case agreement.Escalate:
		return t.Year == 0
	case agreement.Formula:
		return true
	case agreement.SameAs, agreement.Fixed, agreement.Open:
		return false
	default:
		return false
	}
}

// year builds the figure of a year of an agreement, once.
func (c *compiler) year(a *agreement.Agreement, year int) *yearFigure {
	key := yearKey{a.ID, year}
	if y, done := c.figures[key]; done {
		return y
	}
	m, extended, ok := c.amountFor(a, year)
	if !ok {
		return nil
	}
	if i := slices.Index(c.building, key); i >= 0 {
		c.cycle(m, c.building[i:], key)
		return c.broken(a, "the figure rests on itself")
	}
	c.building = append(c.building, key)
	y := c.build(a, year, m, extended)
	c.building = c.building[:len(c.building)-1]
	c.amend(a, year, y)
	c.figures[key] = y
	return y
}

func (c *compiler) cycle(m *agreement.Amount, round []yearKey, back yearKey) {
	path := ""
	for _, k := range append(slices.Clone(round), back) {
		if path != "" {
			path += " rests on "
		}
		path += k.agreement + "/" + strconv.Itoa(k.year)
	}
	c.report(diag.Diagnostic{Code: diag.Cycle, Pos: m.Pos, Path: m.Path, Message: path, Hint: "one of these years needs a sum, or a rule that reads an earlier one"})
}

func (c *compiler) broken(a *agreement.Agreement, why string) *yearFigure {
	id := c.missing(why)
	return &yearFigure{agreement: a, parts: []part{{c.in.Currency, id, id}}, basis: ByRule, failed: true}
}

// figureOf finds the figure of the year that a rule of a starts from: its own,
// or that of the agreement before it.
func (c *compiler) figureOf(a *agreement.Agreement, year int) *yearFigure {
	if _, _, ok := c.amountFor(a, year); ok {
		return c.year(a, year)
	}
	for _, b := range slices.Backward(c.in.Agreements) {
		if _, covers := b.AmountFor(year); covers && b.ID != a.ID {
			return c.year(b, year)
		}
	}
	return nil
}

// amend lets an amendment take over a year from the day it is known.
func (c *compiler) amend(a *agreement.Agreement, year int, y *yearFigure) {
	for _, b := range c.amended[a.ID] {
		if _, covers := b.AmountFor(year); !covers || b == a {
			continue
		}
		over := c.year(b, year)
		for i, p := range y.parts {
			j := slices.IndexFunc(over.parts, func(q part) bool { return q.currency == p.currency })
			if j < 0 {
				c.report(diag.Diagnostic{
					Code: diag.MixedCurrency, Pos: b.Pos, Path: "agreements/" + b.ID, Message: fmt.Sprintf("%s amends the part of %d in %s but pays none in it", b.ID, year, p.currency),
					Hint: "an amendment keeps the currencies of the text",
				})
				continue
			}
			label := fmt.Sprintf("%s, as amended by %s", a.ID, b.ID)
			y.parts[i].carry = c.either(p.carry, over.parts[j].carry, a, b, label, string(p.currency))
			y.parts[i].paid = c.either(p.paid, over.parts[j].paid, a, b, label, string(p.currency))
		}
	}
}

func (c *compiler) either(old, amended ID, a, b *agreement.Agreement, label, unit string) ID {
	return c.plan.add(Node{Kind: Gate, In: []ID{old, amended}, Known: []period.Day{a.KnownFrom(), b.KnownFrom()}, Unit: unit, Label: label, Pos: b.Pos})
}

// Small nodes, each distinct constant and observation once.

func (c *compiler) missing(why string) ID { return c.plan.add(Node{Kind: Missing, Label: why}) }

func (c *compiler) number(v decimal.Fraction, unit string) ID {
	key := unit + "|" + v.String()
	if id, done := c.constant[key]; done {
		return id
	}
	id := c.plan.add(Node{Kind: Const, Value: v, Unit: unit})
	c.constant[key] = id
	return id
}

// observation reads a series at a period. A value that is missing although its
// time has passed is reported; one that is still to come is merely unknown.
func (c *compiler) observation(id string, p period.Period, pos diag.Position, path string) ID {
	key := id + "|" + p.String()
	if n, done := c.seen[key]; done {
		return n
	}
	s, known := c.series[id]
	if !known {
		return c.missing("series " + id + " is not in the dossier")
	}
	if len(s.Vintages(p)) == 0 && c.overdue(s, p) {
		first, _ := s.First()
		last, some := s.Last()
		have := "holds nothing"
		if some {
			have = fmt.Sprintf("holds %s to %s", first, last)
		}
		c.report(diag.Diagnostic{
			Code: diag.SeriesShort, Pos: pos, Path: path, Message: fmt.Sprintf("%s is needed for %s but %s", id, p, have),
			Hint: "add the observation to " + s.File, Related: []diag.Related{{Pos: s.Pos, Message: "the series is declared here"}},
		})
	}
	n := c.plan.add(Node{Kind: Observation, Series: s, Period: p, Unit: unitOf(s), Label: s.What.EN, Pos: pos})
	c.seen[key] = n
	return n
}

// publicationDelay is how long a statistical office may take before a missing
// value counts as a hole in the dossier rather than as the future.
const publicationDelay = 200

// overdue reports whether a missing observation should be there: the series
// has nothing at all, or begins later, or goes on after it, or the dossier
// knows of a day by which it must have been published.
func (c *compiler) overdue(s *series.Series, p period.Period) bool {
	last, some := s.Last()
	if !some || p.Compare(last) < 0 {
		return true
	}
	return p.Last().AddDays(publicationDelay).Before(c.asOf)
}

func unitOf(s *series.Series) string {
	switch s.Kind {
	case series.Growth, series.Share:
		return "percent"
	case series.Level, series.Rate, series.Amount, series.Count:
		return s.Unit
	default:
		return s.Unit
	}
}
