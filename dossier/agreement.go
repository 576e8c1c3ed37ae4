package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/series"
)

// agreement reads one file of agreements/.
func (r *reader) agreement(tree *node, d *Dossier) *agreement.Agreement {
	id := r.word(tree.get("agreement"), "agreements")
	o := r.object(tree, "agreements/"+id)
	if o.get("agreement") == nil || id == "" {
		r.report(diag.MissingKey, tree, o.path, "key agreement is missing", "agreement: NAME")
		return nil // its other keys are no mistake
	}
	a := &agreement.Agreement{ID: id, Pos: tree.get("agreement").pos, Title: o.text("title"), Notes: o.text("notes"), Rounding: d.Rounding}
	for _, other := range d.Agreements {
		if other.ID == id {
			report(r.list, diag.Diagnostic{
				Code: diag.DuplicateID, Pos: a.Pos, Path: o.path, Width: len(id), Message: "two agreements are called " + id,
				Related: []diag.Related{{Pos: other.Pos, Message: "the other one"}},
			})
			return nil
		}
	}
	defer o.close()
	a.Parties = []string{d.Payer, d.Payee}
	if n := o.get("parties"); n != nil {
		a.Parties = nil
		for i, item := range r.entries(n, o.at("parties")) {
			a.Parties = append(a.Parties, r.knownParty(item, index(o.at("parties"), i), d))
		}
	}
	for i, n := range r.entries(o.get("labels"), o.at("labels")) {
		a.Labels = append(a.Labels, r.readText(n, index(o.at("labels"), i)))
	}
	a.Amends = o.word("amends")
	r.term(o, a)
	r.timeline(o, a)
	if n := o.get("round"); n != nil {
		a.Rounding = r.rounding(n, o.at("round"))
	}
	r.rules(o, a)
	r.categories(o, a)
	r.extras(o, a, d) // before the amounts: a sunset ends the years that need one
	r.amounts(o, a, d)
	r.conversions(o, a, d)
	r.published(o, a)
	return a
}

func (r *reader) term(o *object, a *agreement.Agreement) {
	n := o.need("term")
	if n == nil {
		return
	}
	t := r.object(n, o.at("term"))
	defer t.close()
	t.need("from")
	t.need("to")
	a.Term = period.Span{From: t.day("from"), To: t.day("to")}
	if a.Term.To.Before(a.Term.From) && !a.Term.To.IsZero() {
		r.report(diag.BadDate, n.get("to"), t.at("to"), "the term ends before it begins", "")
	}
}

func (r *reader) timeline(o *object, a *agreement.Agreement) {
	for i, n := range r.entries(o.get("timeline"), o.at("timeline")) {
		m := r.object(n, index(o.at("timeline"), i))
		m.need("event")
		m.need("on")
		stone := agreement.Milestone{Event: m.choice("event", agreement.Events()), On: m.date("on"), By: m.word("by"), Pos: n.pos}
		if v := m.get("vote"); v != nil {
			stone.Vote = r.vote(v, m.at("vote"))
		}
		stone.Mark = m.mark()
		m.close()
		if stone.Event != "" && stone.On != (period.Date{}) {
			a.Timeline = append(a.Timeline, stone)
		}
	}
	slices.SortStableFunc(a.Timeline, func(x, y agreement.Milestone) int { return x.On.Compare(y.On) })
}

func (r *reader) vote(n *node, path string) *agreement.Vote {
	const house = 10_000
	o := r.object(n, path)
	defer o.close()
	v := &agreement.Vote{Present: o.count("present", house), Yes: o.count("yes", house), No: o.count("no", house), Abstain: o.count("abstain", house)}
	if sum := v.Yes + v.No + v.Abstain; sum != v.Present {
		r.report(diag.VoteDiffers, n, path, fmt.Sprintf("%d yes, %d no and %d abstentions make %d, not %d present", v.Yes, v.No, v.Abstain, sum, v.Present), "")
	}
	return v
}

// rounding reads {KRW: 1 eok, USD: 0.1m USD, mode: half_up, carry: rounded}.
func (r *reader) rounding(n *node, path string) agreement.Rounding {
	var out agreement.Rounding
	if n == nil {
		return out
	}
	o := r.object(n, path)
	out.Pos = n.pos
	mode, _ := decimal.ParseMode(o.choice("mode", decimal.Modes()))
	out.Mode = mode
	out.Exact = o.choice("carry", []string{"rounded", "exact"}) == "exact"
	out.Reason = o.word("reason")
	for _, p := range r.pairsOf(o.n, path) {
		c, err := money.ParseCurrency(p.key.text)
		if err != nil {
			continue // reported as an unknown key
		}
		o.asks = append(o.asks, p.key.text)
		step, ok := r.amount(p.value, o.at(p.key.text))
		if ok && (step.Currency != c || step.Value.Sign() <= 0) {
			r.report(diag.BadUnit, p.value, o.at(p.key.text), fmt.Sprintf("%.40q is no unit of %s above zero", p.value.text, c), "")
		} else if ok {
			out.Steps = append(out.Steps, step)
		}
	}
	o.close()
	return out
}

func (r *reader) rules(o *object, a *agreement.Agreement) {
	for _, p := range r.pairsOf(o.get("rules"), o.at("rules")) {
		ro := r.object(p.value, join(o.at("rules"), p.key.text))
		ro.need("text")
		rule := agreement.Rule{Name: p.key.text, Text: ro.text("text"), Computed: ro.flag("computed"), Mark: ro.mark(), Pos: p.key.pos}
		ro.close()
		a.Rules = append(a.Rules, rule)
	}
}

func (r *reader) categories(o *object, a *agreement.Agreement) {
	for _, p := range r.pairsOf(o.get("categories"), o.at("categories")) {
		co := r.object(p.value, join(o.at("categories"), p.key.text))
		c := agreement.Category{
			Name: p.key.text, Title: co.text("title"), Form: co.choice("form", agreement.Forms()), Minimum: co.percent("minimum"), Maximum: co.percent("maximum"),
			Of: co.word("of"), Mark: co.mark(), Pos: p.key.pos,
		}
		if c.Minimum != nil && c.Maximum != nil && c.Maximum.Cmp(*c.Minimum) < 0 {
			r.report(diag.CapBelowFloor, co.n.get("maximum"), co.at("maximum"), "the maximum is below the minimum", "")
		}
		co.close()
		a.Categories = append(a.Categories, c)
	}
}

func (r *reader) conversions(o *object, a *agreement.Agreement, d *Dossier) {
	for _, p := range r.pairsOf(o.get("convert"), o.at("convert")) {
		path := join(o.at("convert"), p.key.text)
		c := agreement.Conversion{Years: r.years(p.key, path), Pos: p.key.pos}
		co := r.object(p.value, path)
		if n := co.get("rate"); n != nil {
			if rate, err := money.ParseRate(r.word(n, co.at("rate"))); err != nil {
				r.badQuantity(n, co.at("rate"), err, "a rate is 1300 KRW/USD")
			} else {
				c.Rate = &rate
			}
			c.Kind = co.choice("kind", agreement.RateKinds())
			if c.Kind == "" {
				r.report(diag.MissingKey, n, co.at("kind"), "the kind of the rate is missing", "kind: "+strings.Join(agreement.RateKinds(), " | "))
			}
		}
		c.Series = r.useSeries(co.get("series"), co.at("series"), d, series.Rate)
		c.Month = co.date("month")
		c.Mark = co.mark()
		if co.has("rate") == co.has("series") {
			r.report(diag.MissingKey, p.key, path, "a conversion names either a rate or a series", "")
		}
		co.close()
		r.fits(p.key, path, c.Years, a)
		for _, other := range a.Conversions {
			r.twice(p.key, path, other.Pos, other.Years.Intersect(c.Years), "two conversions")
		}
		a.Conversions = append(a.Conversions, c)
	}
}

// extras reads what few agreements have.
func (r *reader) extras(o *object, a *agreement.Agreement, d *Dossier) {
	for i, n := range r.entries(o.get("additions"), o.at("additions")) {
		ao := r.object(n, index(o.at("additions"), i))
		add := agreement.Addition{Year: r.year(ao.need("year"), ao.at("year")), Label: ao.text("label"), Pos: n.pos}
		var ok bool
		add.Amount, ok = r.amount(ao.need("value"), ao.at("value"))
		add.Mark = ao.mark()
		ao.close()
		if ok && add.Year != 0 {
			r.fits(n.get("year"), ao.at("year"), period.Years{From: add.Year, To: add.Year}, a)
			a.Additions = append(a.Additions, add)
		}
	}
	r.carryOver(o, a, d)
	if n := o.get("sunset"); n != nil {
		so := r.object(n, o.at("sunset"))
		so.need("on")
		a.Sunset = &agreement.Sunset{On: so.day("on"), Mark: so.mark(), Pos: n.pos}
		so.close()
	}
	if n := o.get("reopener"); n != nil {
		ro := r.object(n, o.at("reopener"))
		a.Reopener = &agreement.Reopener{
			Series: r.useSeries(ro.need("series"), ro.at("series"), d, series.Growth, series.Share), Above: ro.percent("above"), Below: ro.percent("below"),
			Text: ro.text("text"), Mark: ro.mark(), Pos: n.pos,
		}
		if !ro.has("above") && !ro.has("below") {
			r.report(diag.MissingKey, n, ro.path, "nothing says when the parties have to talk", "above: 5%, or below: 0%")
		}
		ro.close()
	}
}

func (r *reader) carryOver(o *object, a *agreement.Agreement, d *Dossier) {
	if n := o.get("carry_over"); n != nil {
		co := r.object(n, o.at("carry_over"))
		c := &agreement.CarryOver{Outturn: r.useSeries(co.need("outturn"), co.at("outturn"), d, series.Amount), Limit: decimal.FromInt(100), Expires: 1, Pos: n.pos}
		if p := co.percent("limit"); p != nil {
			c.Limit = *p
		}
		if e := co.get("expires"); e != nil {
			if c.Expires = co.count("expires", 20); c.Expires == 0 {
				c.Expires = 1
				r.report(diag.BadNumber, e, co.at("expires"), "money that is carried over lasts for at least a year", "")
			}
		}
		c.Mark = co.mark()
		co.close()
		if c.Outturn != "" {
			a.CarryOver = c
		}
	}
}

func (r *reader) published(o *object, a *agreement.Agreement) {
	for _, p := range r.pairsOf(o.get("published"), o.at("published")) {
		path := join(o.at("published"), p.key.text)
		pub := agreement.Published{Years: r.years(p.key, path), Pos: p.value.pos}
		value := p.value
		if value.shape == mapping {
			po := r.object(value, path)
			value = po.need("value")
			pub.Mark = po.mark()
			po.close()
		}
		amount, ok := r.amount(value, path)
		if ok && pub.Years.From != 0 {
			pub.Amount = amount
			a.Published = append(a.Published, pub)
		}
	}
	slices.SortStableFunc(a.Published, func(x, y agreement.Published) int { return cmp.Compare(x.Years.From, y.Years.From) })
}

// monthDay reads MM-DD.
func (r *reader) monthDay(n *node, path string) (time.Month, int) {
	w := r.word(n, path)
	if w == "" {
		return 0, 0
	}
	if d, err := period.ParseDay("2023-" + w); err == nil { // a year without 29 February
		return d.Month, d.Day
	}
	r.report(diag.BadDate, n, path, fmt.Sprintf("%.40q is no day of the year", w), "a day of the year is MM-DD, such as 10-01")
	return 0, 0
}

func (r *reader) knownCategory(n *node, path string, a *agreement.Agreement, name string) {
	if len(a.Categories) == 0 {
		return
	}
	names := make([]string, len(a.Categories))
	for i, c := range a.Categories {
		names[i] = c.Name
	}
	if !slices.Contains(names, name) {
		r.report(diag.BadWord, n, path, "category "+strconv.Quote(name)+" is not declared", nearest.Hint(name, names))
	}
}
