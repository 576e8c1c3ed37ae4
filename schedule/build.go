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
)

// build makes the nodes of a year: its term, its bounds, its rounding, what is
// added, and the day from which it is known. The order is that of the text:
// growth is bound before it is applied, the amount before it is rounded.
func (c *compiler) build(a *agreement.Agreement, year int, m *agreement.Amount, extended bool) *yearFigure {
	y := c.term(a, year, m)
	c.checkCurrencies(a, m, y)
	for i := range y.parts {
		p := &y.parts[i]
		exact := c.bound(a, year, m, p)
		p.carry, p.paid = exact, exact
		if step, ok := a.Rounding.Step(p.currency); ok && !isSum(m.Term) && !y.failed {
			p.paid = c.plan.add(Node{
				Kind: Round, In: []ID{exact}, Step: step, Mode: a.Rounding.Mode, Unit: string(p.currency), Label: roundingLabel(a.Rounding), Pos: a.Rounding.Pos,
			})
			if !a.Rounding.Exact {
				p.carry = p.paid
			}
		}
		same := p.carry == p.paid
		p.paid = c.gate(p.paid, a, m, extended, p.currency)
		if same {
			p.carry = p.paid
		} else {
			p.carry = c.gate(p.carry, a, m, extended, p.currency)
		}
		p.paid = c.partYear(a, year, m, p)
		p.paid = c.additions(a, year, p)
	}
	return y
}

// checkCurrencies reports bounds and one-off money in a currency that the year
// does not have: they would bind and add nothing.
func (c *compiler) checkCurrencies(a *agreement.Agreement, m *agreement.Amount, y *yearFigure) {
	has := func(currency money.Currency) bool {
		return y.failed || slices.ContainsFunc(y.parts, func(p part) bool { return p.currency == currency })
	}
	for _, b := range slices.Concat(m.Caps, m.Floors) {
		if b.On != agreement.StepBound && !has(b.Amount.Currency) {
			c.report(diag.Diagnostic{Code: diag.MixedCurrency, Pos: b.Pos, Path: m.Path, Message: fmt.Sprintf("the bound is in %s, the amount is not", b.Amount.Currency), Hint: "bind each part in its own currency"})
		}
	}
	for _, add := range a.Additions {
		if m.Years.Contains(add.Year) && !has(add.Amount.Currency) {
			c.report(diag.Diagnostic{Code: diag.MixedCurrency, Pos: add.Pos, Path: m.Path, Message: fmt.Sprintf("the one-off money is in %s, the amount of %d is not", add.Amount.Currency, add.Year), Hint: "give it in the currency of the amount"})
		}
	}
}

func isSum(t agreement.Term) bool {
	switch t.(type) {
	case agreement.Fixed, agreement.SameAs, agreement.Open:
		return true
	case agreement.Escalate, agreement.Formula:
		return false
	default:
		return false
	}
}

func roundingLabel(r agreement.Rounding) string {
	label := "rounded " + r.Mode.String()
	if r.Reason != "" {
		label += ": " + r.Reason
	}
	return label
}

// gate hides a figure until its terms are known.
func (c *compiler) gate(id ID, a *agreement.Agreement, m *agreement.Amount, extended bool, currency money.Currency) ID {
	n := Node{Kind: Gate, In: []ID{id}, Known: []period.Day{knownFrom(a, m)}, Unit: string(currency), Pos: m.Pos, Mark: m.Mark}
	if same, ok := m.Term.(agreement.SameAs); ok {
		n.Label = fmt.Sprintf("the figure of %d, unchanged", same.Year)
	}
	if extended {
		n.Assume = fmt.Sprintf("%s is prolonged past %d", a.ID, a.Years().To)
	}
	return c.plan.add(n)
}

func knownFrom(a *agreement.Agreement, m *agreement.Amount) period.Day {
	if !m.Mark.Known.IsZero() {
		return m.Mark.Known
	}
	return a.KnownFrom()
}

// term makes the parts of a year before bounds and rounding; paid is not yet
// set.
func (c *compiler) term(a *agreement.Agreement, year int, m *agreement.Amount) *yearFigure {
	y := &yearFigure{agreement: a}
	switch t := m.Term.(type) {
	case agreement.Fixed:
		y.basis = Negotiated
		if m.Rule != "" {
			y.basis = Stated
		}
		for _, sum := range t.Sums {
			label := "the sum in the text"
			if y.basis == Stated {
				label = "the sum as published; its rule cannot be computed"
			}
			y.parts = append(y.parts, part{currency: sum.Currency, carry: c.plan.add(Node{
				Kind: Const, Value: sum.Value, Unit: string(sum.Currency), Label: label, Mark: m.Mark, Pos: m.Pos,
			})})
		}
	case agreement.SameAs:
		y.basis = SameAs
		base := c.base(a, year, t.Year, m)
		if base == nil {
			return c.broken(a, fmt.Sprintf("there is no figure for %d", t.Year))
		}
		for _, p := range base.parts {
			y.parts = append(y.parts, part{currency: p.currency, carry: p.carry})
		}
	case agreement.Escalate:
		y.basis = ByRule
		from := t.Year
		if from == 0 {
			from = year - 1
		}
		base := c.base(a, year, from, m)
		if base == nil {
			return c.broken(a, fmt.Sprintf("there is no figure for %d to grow from", from))
		}
		rate := c.boundRate(c.rate(t.By, a, year, m), m)
		y.rate = &rate
		for _, p := range base.parts {
			y.parts = append(y.parts, part{currency: p.currency, carry: c.plan.add(Node{
				Kind: Grow, In: []ID{p.carry, rate}, Unit: string(p.currency), Label: fmt.Sprintf("the figure of %d, grown", from), Mark: m.Mark, Pos: m.Pos,
			})})
		}
	case agreement.Formula:
		y.basis = ByRule
		y.parts = []part{{currency: c.in.Currency, carry: c.formula(t, a, year, m)}}
	case agreement.Open:
		y.basis = LeftOpen
		y.parts = []part{{currency: c.in.Currency, carry: c.missing("the text leaves " + strconv.Itoa(year) + " open")}}
	default:
		return c.broken(a, "a term of an unknown kind")
	}
	return y
}

// base finds the year that a rule starts from and reports when there is none.
func (c *compiler) base(a *agreement.Agreement, year, from int, m *agreement.Amount) *yearFigure {
	base := c.figureOf(a, from)
	if base == nil {
		c.report(diag.Diagnostic{
			Code: diag.YearMissing, Pos: m.Pos, Path: m.Path, Message: fmt.Sprintf("%d needs the figure of %d, which no agreement of the dossier gives", year, from),
			Hint: "give the first year a sum",
		})
	}
	return base
}

// bound applies caps and floors on the year and on the sum so far.
func (c *compiler) bound(a *agreement.Agreement, year int, m *agreement.Amount, p *part) ID {
	id := p.carry
	for _, b := range m.Caps {
		if limit, ok := c.limit(a, year, b, p.currency); ok {
			id = c.plan.add(Node{Kind: Min, In: []ID{id, limit}, Unit: string(p.currency), Label: "at most the cap on the " + boundWord(b.On), Bound: b.On, Mark: b.Mark, Pos: b.Pos})
		}
	}
	for _, b := range m.Floors {
		if limit, ok := c.limit(a, year, b, p.currency); ok {
			id = c.plan.add(Node{Kind: Max, In: []ID{id, limit}, Unit: string(p.currency), Label: "at least the floor on the " + boundWord(b.On), Bound: b.On, Mark: b.Mark, Pos: b.Pos})
		}
	}
	return id
}

func boundWord(k agreement.BoundKind) string {
	switch k {
	case agreement.LevelBound:
		return "year"
	case agreement.SumBound:
		return "sum of the agreement"
	case agreement.StepBound:
		return "yearly step"
	default:
		return string(k)
	}
}

// limit returns the bound on a year's amount; a bound on the sum leaves what
// the years before have not used.
func (c *compiler) limit(a *agreement.Agreement, year int, b agreement.Bound, currency money.Currency) (ID, bool) {
	if b.On == agreement.StepBound || b.Amount.Currency != currency {
		return 0, false
	}
	limit := c.plan.add(Node{Kind: Const, Value: b.Amount.Value, Unit: string(currency), Label: "the bound in the text", Mark: b.Mark, Pos: b.Pos})
	if b.On == agreement.LevelBound {
		return limit, true
	}
	less := c.plan.add(Node{Kind: Scale, In: []ID{c.paidUpTo(a, year-1, currency), c.number(decimal.Whole(-1), plain)}, Unit: string(currency), Label: "less what the years before pay"})
	left := c.plan.add(Node{Kind: Sum, In: []ID{limit, less}, Unit: string(currency), Label: "what the bound on the sum leaves", Pos: b.Pos})
	return c.plan.add(Node{Kind: Max, In: []ID{left, c.number(decimal.Fraction{}, string(currency))}, Unit: string(currency), Label: "not below zero"}), true
}

// sumKey names the sum of an agreement up to a year.
type sumKey struct {
	agreement string
	year      int
	currency  money.Currency
}

// paidUpTo is what an agreement pays up to and with a year.
func (c *compiler) paidUpTo(a *agreement.Agreement, year int, currency money.Currency) ID {
	key := sumKey{a.ID, year, currency}
	if id, done := c.paid[key]; done {
		return id
	}
	id := c.number(decimal.Fraction{}, string(currency))
	if year >= a.Years().From {
		id = c.paidUpTo(a, year-1, currency)
		if y := c.year(a, year); y != nil {
			if i := slices.IndexFunc(y.parts, func(p part) bool { return p.currency == currency }); i >= 0 {
				id = c.plan.add(Node{Kind: Sum, In: []ID{id, y.parts[i].paid}, Unit: string(currency), Label: a.ID + " up to " + strconv.Itoa(year)})
			}
		}
	}
	c.paid[key] = id
	return id
}

// partYear keeps the share of the year that is owed. The next year still grows
// from the whole.
func (c *compiler) partYear(a *agreement.Agreement, year int, m *agreement.Amount, p *part) ID {
	if m.PartYear == nil {
		return p.paid
	}
	whole := period.Fiscal{}.Span(year)
	owed, overlap := whole.Intersect(m.PartYear.Span)
	share := decimal.Fraction{}
	if overlap && m.PartYear.Months {
		share = decimal.Frac(int64(owed.To.Month-owed.From.Month)+1, 12)
	} else if overlap {
		share = decimal.Frac(int64(owed.Days()), int64(whole.Days()))
	}
	factor := c.plan.add(Node{Kind: Const, Value: share, Unit: plain, Label: fmt.Sprintf("%s to %s of %d", owed.From, owed.To, year), Pos: m.PartYear.Pos})
	id := c.plan.add(Node{Kind: Scale, In: []ID{p.paid, factor}, Unit: string(p.currency), Label: "the part of the year that is owed", Pos: m.PartYear.Pos})
	if step, ok := a.Rounding.Step(p.currency); ok {
		id = c.plan.add(Node{Kind: Round, In: []ID{id}, Step: step, Mode: a.Rounding.Mode, Unit: string(p.currency), Label: roundingLabel(a.Rounding), Pos: a.Rounding.Pos})
	}
	return id
}

// additions puts one-off money on top.
func (c *compiler) additions(a *agreement.Agreement, year int, p *part) ID {
	in := []ID{p.paid}
	for _, add := range a.Additions {
		if add.Year == year && add.Amount.Currency == p.currency {
			in = append(in, c.plan.add(Node{Kind: Const, Value: add.Amount.Value, Unit: string(p.currency), Label: "one-off: " + add.Label.EN, Mark: add.Mark, Pos: add.Pos}))
		}
	}
	if len(in) == 1 {
		return p.paid
	}
	return c.plan.add(Node{Kind: Sum, In: in, Unit: string(p.currency), Label: "with one-off money, which the next year does not grow from"})
}
