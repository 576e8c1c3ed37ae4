package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
)

// addFigure names a year of an agreement, its parts, categories and
// instalments.
func (c *compiler) addFigure(a *agreement.Agreement, year int, extended bool) {
	y := c.year(a, year)
	m, _, _ := c.amountFor(a, year)
	f := &Figure{
		ID: a.ID + "/" + strconv.Itoa(year), Agreement: a, Year: year, Currency: c.in.Currency, Basis: y.basis, Gap: m.Gap, Extended: extended, Amount: m, Known: knownFrom(a, m), Rate: y.rate, whole: true,
	}
	if m.Rule != "" {
		if i := slices.IndexFunc(a.Rules, func(r agreement.Rule) bool { return r.Name == m.Rule }); i >= 0 {
			f.Rule = &a.Rules[i]
		}
	}
	c.total(f, y)
	c.register(f)
	if len(f.Parts) > 0 {
		for _, p := range f.Parts {
			c.register(&Figure{ID: f.ID + "/" + string(p.Currency), Agreement: a, Year: year, Currency: p.Currency, Node: p.Node, Basis: y.basis, Amount: m, Known: f.Known})
		}
	}
	c.further(f, y)
	c.categories(f, y)
	c.instalments(f)
	c.carryOver(f)
}

func (c *compiler) register(f *Figure) {
	if c.plan.byID[f.ID] != nil {
		return
	}
	c.plan.byID[f.ID] = f
	c.plan.Figures = append(c.plan.Figures, f)
	if c.plan.Nodes[f.Node].Figure == "" {
		c.plan.Nodes[f.Node].Figure = f.ID
	}
}

// total converts the parts of a year into the currency of the dossier.
func (c *compiler) total(f *Figure, y *yearFigure) {
	if len(y.parts) == 1 && y.parts[0].currency == c.in.Currency {
		f.Node = y.parts[0].paid
		return
	}
	var in []ID
	for _, p := range y.parts {
		f.Parts = append(f.Parts, PartFigure{p.currency, p.paid})
		if p.currency == c.in.Currency {
			in = append(in, p.paid)
			continue
		}
		rate, used, ok := c.agreedRate(f, p.currency)
		if !ok {
			f.Node = c.missing(fmt.Sprintf("no rate is given to convert %s in %d", p.currency, f.Year))
			return
		}
		f.Conversion = used
		in = append(in, c.convert(p.paid, rate, p.currency, c.in.Currency, f))
	}
	f.Basis = Converted
	id := in[0]
	if len(in) > 1 {
		id = c.plan.add(Node{Kind: Sum, In: in, Unit: string(c.in.Currency), Label: "the parts together", Pos: f.Amount.Pos})
	}
	if step, ok := f.Agreement.Rounding.Step(c.in.Currency); ok {
		id = c.plan.add(Node{
			Kind: Round, In: []ID{id}, Step: step, Mode: f.Agreement.Rounding.Mode, Unit: string(c.in.Currency), Label: roundingLabel(f.Agreement.Rounding), Pos: f.Agreement.Rounding.Pos,
		})
	}
	f.Node = id
}

// agreedRate finds the conversion that the agreement names for a currency.
func (c *compiler) agreedRate(f *Figure, from money.Currency) (ID, *UsedConversion, bool) {
	conv, ok := f.Agreement.ConversionFor(f.Year)
	if !ok {
		c.report(diag.Diagnostic{
			Code: diag.NoConversion, Pos: f.Amount.Pos, Path: f.Amount.Path, Message: fmt.Sprintf("the part in %s has no conversion into %s for %d", from, c.in.Currency, f.Year),
			Hint: fmt.Sprintf("convert: {%d: {rate: … %s/%s, kind: …}}", f.Year, c.in.Currency, from),
		})
		return 0, nil, false
	}
	if conv.Rate != nil {
		unit := fmt.Sprintf("%s/%s", conv.Rate.Of, conv.Rate.Per)
		id := c.plan.add(Node{Kind: Const, Value: conv.Rate.Value, Unit: unit, Label: conv.Kind + " rate", Mark: conv.Mark, Pos: conv.Pos})
		return id, &UsedConversion{id, conv.Kind, unit}, true
	}
	s, known := c.series[conv.Series]
	if !known {
		return 0, nil, false
	}
	p, kind := period.Year(f.Year), "average"
	if conv.Month != (period.Period{}) {
		p, kind = conv.Month, "month"
	}
	id := c.observation(conv.Series, p, conv.Pos, f.Amount.Path)
	return id, &UsedConversion{id, kind, s.Unit}, true
}

// convert multiplies by a rate, or divides where the rate runs the other way.
func (c *compiler) convert(amount, rate ID, from, to money.Currency, f *Figure) ID {
	unit := c.plan.Nodes[rate].Unit
	of, per, err := money.ParsePair(unit)
	switch {
	case err == nil && of == to && per == from:
	case err == nil && of == from && per == to:
		rate = c.plan.add(Node{Kind: Ratio, In: []ID{c.number(decimal.Whole(1), plain), rate}, Unit: fmt.Sprintf("%s/%s", to, from), Label: "the rate, turned round"})
	default:
		c.report(diag.Diagnostic{
			Code: diag.MixedCurrency, Pos: c.plan.Nodes[rate].Pos, Path: f.Amount.Path, Message: fmt.Sprintf("a rate in %s cannot convert %s into %s", unit, from, to),
			Hint: fmt.Sprintf("a rate in %s/%s is due", to, from),
		})
		return c.missing("the rate does not fit")
	}
	return c.plan.add(Node{Kind: Convert, In: []ID{amount, rate}, Unit: string(to), Label: fmt.Sprintf("%s converted", from), Pos: f.Amount.Pos})
}

// further shows a figure in the currency that the options ask for.
func (c *compiler) further(f *Figure, y *yearFigure) {
	to := c.opt.Currency
	if to == "" || to == c.in.Currency {
		return
	}
	var in []ID
	for _, p := range y.parts {
		if p.currency == to {
			in = append(in, p.paid)
			continue
		}
		rate, ok := c.fxRate(f, p.currency, to)
		if !ok {
			in = append(in, c.missing(fmt.Sprintf("there is no %s rate between %s and %s for %d", c.opt.FX, p.currency, to, f.Year)))
			continue
		}
		in = append(in, c.convert(p.paid, rate, p.currency, to, f))
	}
	id := c.plan.add(Node{Kind: Sum, In: in, Unit: string(to), Label: fmt.Sprintf("in %s, converted by %s", to, c.opt.FX)})
	id = c.plan.add(Node{Kind: Round, In: []ID{id}, Step: decimal.FromInt(1), Unit: string(to), Label: "rounded half_up: shown in whole units"})
	f.Shown = &id
}

// categories divides a year's amount as the text does.
func (c *compiler) categories(f *Figure, y *yearFigure) {
	if len(f.Amount.Categories) == 0 || f.Extended {
		return
	}
	taken := []ID{f.Node}
	rest := slices.ContainsFunc(f.Amount.Categories, func(p agreement.Part) bool { return p.Rest })
	for _, part := range f.Amount.Categories {
		if part.Rest {
			continue
		}
		id, currency := c.category(f, part)
		basis := y.basis
		if len(part.Sums) > 0 && basis != Negotiated {
			basis = Stated // the year follows from a rule, this sum was only published
		}
		child := &Figure{ID: f.ID + "/" + part.Category, Agreement: f.Agreement, Year: f.Year, Currency: currency, Node: id, Basis: basis, Category: part.Category, Amount: f.Amount, Known: f.Known}
		c.register(child)
		f.children = append(f.children, child)
		if rest {
			taken = append(taken, c.less(f, id, currency, "less "+part.Category))
		}
	}
	for _, part := range f.Amount.Categories {
		if part.Rest {
			id := c.plan.add(Node{Kind: Sum, In: taken, Unit: string(f.Currency), Label: "the rest of the year's amount", Mark: part.Mark, Pos: part.Pos})
			child := &Figure{ID: f.ID + "/" + part.Category, Agreement: f.Agreement, Year: f.Year, Currency: f.Currency, Node: id, Basis: ByRule, Category: part.Category, Amount: f.Amount, Known: f.Known}
			c.register(child)
			f.children = append(f.children, child)
		}
	}
}

// less is the negative of a part of a figure, in the currency of the figure.
func (c *compiler) less(f *Figure, id ID, currency money.Currency, label string) ID {
	if currency != f.Currency {
		rate, _, ok := c.agreedRate(f, currency)
		if !ok {
			return c.missing(fmt.Sprintf("no rate is given to convert %s in %d", currency, f.Year))
		}
		id = c.convert(id, rate, currency, f.Currency, f)
	}
	return c.plan.add(Node{Kind: Scale, In: []ID{id, c.number(decimal.Whole(-1), plain)}, Unit: string(f.Currency), Label: label})
}

// category makes the node of one category: a share of the year's amount, or
// sums, which stay in their own currency where there is but one.
func (c *compiler) category(f *Figure, part agreement.Part) (ID, money.Currency) {
	if part.Share != nil {
		factor := c.plan.add(Node{Kind: Const, Value: part.Share.Fraction().Mul(hundredth), Unit: plain, Label: part.Share.String() + "% of the year's amount", Mark: part.Mark, Pos: part.Pos})
		id := c.plan.add(Node{Kind: Scale, In: []ID{f.Node, factor}, Unit: string(f.Currency), Label: "the share of " + part.Category, Mark: part.Mark, Pos: part.Pos})
		if step, ok := f.Agreement.Rounding.Step(f.Currency); ok {
			id = c.plan.add(Node{Kind: Round, In: []ID{id}, Step: step, Mode: f.Agreement.Rounding.Mode, Unit: string(f.Currency), Label: roundingLabel(f.Agreement.Rounding)})
		}
		return id, f.Currency
	}
	var in []ID
	currency := part.Sums[0].Currency
	one := !slices.ContainsFunc(part.Sums, func(a money.Amount) bool { return a.Currency != currency })
	for _, sum := range part.Sums {
		id := c.plan.add(Node{Kind: Const, Value: sum.Value, Unit: string(sum.Currency), Label: "the sum in the text", Mark: part.Mark, Pos: part.Pos})
		if !one && sum.Currency != c.in.Currency {
			rate, _, ok := c.agreedRate(f, sum.Currency)
			if !ok {
				return c.missing("no rate is given"), c.in.Currency
			}
			id = c.convert(id, rate, sum.Currency, c.in.Currency, f)
		}
		in = append(in, id)
	}
	if !one {
		currency = c.in.Currency
	}
	id := in[0]
	if len(in) > 1 {
		id = c.plan.add(Node{Kind: Sum, In: in, Unit: string(currency), Label: part.Category, Pos: part.Pos})
	}
	return c.plan.add(Node{Kind: Gate, In: []ID{id}, Known: []period.Day{f.Known}, Unit: string(currency), Mark: part.Mark, Pos: part.Pos}), currency
}

// instalments divides a year by due dates; the rest takes what rounding left.
func (c *compiler) instalments(f *Figure) {
	taken := []ID{f.Node}
	var rest []*Figure
	for i, in := range f.Amount.Instalments {
		child := &Figure{
			ID: fmt.Sprintf("%s/instalment-%d", f.ID, i+1), Agreement: f.Agreement, Year: f.Year, Currency: f.Currency, Basis: f.Basis, Amount: f.Amount, Known: f.Known,
			Due: period.Day{Year: f.Year, Month: time.Month(in.Month), Day: in.Day},
		}
		f.children = append(f.children, child)
		last := i == len(f.Amount.Instalments)-1
		if in.Share == nil || last && !hasRest(f.Amount.Instalments) {
			rest = append(rest, child) // the last one takes the odd unit where no rest is named
			continue
		}
		factor := c.plan.add(Node{Kind: Const, Value: in.Share.Fraction().Mul(hundredth), Unit: plain, Label: in.Share.String() + "% of the year's amount", Pos: in.Pos})
		child.Node = c.plan.add(Node{Kind: Scale, In: []ID{f.Node, factor}, Unit: string(f.Currency), Label: "instalment due " + child.Due.String(), Pos: in.Pos})
		if step, ok := f.Agreement.Rounding.Step(f.Currency); ok {
			child.Node = c.plan.add(Node{Kind: Round, In: []ID{child.Node}, Step: step, Mode: f.Agreement.Rounding.Mode, Unit: string(f.Currency), Label: roundingLabel(f.Agreement.Rounding)})
		}
		c.register(child)
		taken = append(taken, c.plan.add(Node{Kind: Scale, In: []ID{child.Node, c.number(decimal.Whole(-1), plain)}, Unit: string(f.Currency), Label: "less the other instalments"}))
	}
	for _, child := range rest {
		child.Node = c.plan.add(Node{Kind: Sum, In: taken, Unit: string(f.Currency), Label: "the rest, due " + child.Due.String(), Pos: f.Amount.Pos})
		c.register(child)
	}
}

func hasRest(all []agreement.Instalment) bool {
	return slices.ContainsFunc(all, func(i agreement.Instalment) bool { return i.Share == nil })
}
