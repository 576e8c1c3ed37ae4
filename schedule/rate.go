package schedule

import (
	"fmt"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/period"
)

const percent = "percent"

// rate makes the growth of a year, in percent.
func (c *compiler) rate(r agreement.Rate, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	switch r := r.(type) {
	case agreement.FixedRate:
		label := r.Label
		if label == "" {
			label = "the rate in the text"
		}
		return c.plan.add(Node{Kind: Const, Value: r.Percent.Fraction(), Unit: percent, Label: label, Mark: r.Mark, Pos: r.Pos})
	case agreement.Index:
		observed := r.Year
		if observed == 0 {
			observed = year - r.Lag
		}
		id := c.observation(r.Series, period.Year(observed), r.Pos, m.Path)
		return c.adjust(id, r.Adjust, r.Pos)
	case agreement.LevelGrowth:
		return c.adjust(c.levelGrowth(r, a, year, m), r.Adjust, r.Pos)
	case agreement.SumRate:
		var in []ID
		for _, x := range r.Rates {
			in = append(in, c.rate(x, a, year, m))
		}
		if len(in) == 0 {
			return c.number(decimal.Fraction{}, percent)
		}
		return c.plan.add(Node{Kind: Sum, In: in, Unit: percent, Label: "the rates, added", Pos: r.Pos})
	case agreement.CompoundRate:
		id := c.number(decimal.Whole(100), percent)
		for _, x := range r.Rates {
			id = c.plan.add(Node{Kind: Grow, In: []ID{id, c.rate(x, a, year, m)}, Unit: percent, Label: "the rates, one upon the other", Pos: r.Pos})
		}
		return c.plan.add(Node{Kind: Sum, In: []ID{id, c.number(decimal.Whole(-100), percent)}, Unit: percent, Label: "the rates, compounded", Pos: r.Pos})
	default:
		return c.missing("a rate of an unknown kind")
	}
}

// adjust rounds the index, multiplies, adds, caps and floors, in this order.
func (c *compiler) adjust(id ID, a agreement.Adjust, pos diag.Position) ID {
	if a.Round != nil {
		id = c.plan.add(Node{Kind: Round, In: []ID{id}, Step: *a.Round, Mode: a.Mode, Unit: percent, Label: "the index, rounded " + a.Mode.String(), Pos: pos})
	}
	if a.Times != nil {
		factor := c.plan.add(Node{Kind: Const, Value: a.Times.Fraction().Mul(hundredth), Unit: "factor", Label: "pass-through of " + a.Times.String() + "%", Pos: pos})
		id = c.plan.add(Node{Kind: Scale, In: []ID{id, factor}, Unit: percent, Label: "the share of the index that is passed through", Pos: pos})
	}
	if a.Add != nil {
		id = c.plan.add(Node{Kind: Sum, In: []ID{id, c.number(a.Add.Fraction(), percent)}, Unit: percent, Label: "with " + a.Add.String() + " points added", Pos: pos})
	}
	if a.Cap != nil {
		id = c.stepBound(Min, id, *a.Cap)
	}
	if a.Floor != nil {
		id = c.stepBound(Max, id, *a.Floor)
	}
	return id
}

// boundRate applies the caps and floors that stand beside escalate.
func (c *compiler) boundRate(id ID, m *agreement.Amount) ID {
	for _, b := range m.Caps {
		if b.On == agreement.StepBound {
			id = c.stepBound(Min, id, b)
		}
	}
	for _, b := range m.Floors {
		if b.On == agreement.StepBound {
			id = c.stepBound(Max, id, b)
		}
	}
	return id
}

func (c *compiler) stepBound(k Kind, id ID, b agreement.Bound) ID {
	label := "at most " + b.Rate.String() + "% a year (cap)"
	if k == Max {
		label = "at least " + b.Rate.String() + "% a year (floor)"
	}
	limit := c.plan.add(Node{Kind: Const, Value: b.Rate.Fraction(), Unit: percent, Label: "the bound in the text", Mark: b.Mark, Pos: b.Pos})
	return c.plan.add(Node{Kind: k, In: []ID{id, limit}, Unit: percent, Label: label, Mark: b.Mark, Pos: b.Pos})
}

// formula compiles arithmetic on figures and series.
func (c *compiler) formula(t agreement.Formula, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	id := c.expr(t.Expr, a, year, m)
	n := &c.plan.Nodes[id]
	if n.Unit == "factor" || n.Unit == "" {
		return c.plan.add(Node{Kind: Sum, In: []ID{id}, Unit: string(c.in.Currency), Label: t.Text, Mark: m.Mark, Pos: m.Pos})
	}
	if n.Label == "" {
		n.Label = t.Text
	}
	return id
}

func (c *compiler) expr(e agreement.Expr, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	switch e := e.(type) {
	case agreement.Number:
		return c.number(e.Value.Fraction(), "factor")
	case agreement.YearNumber:
		return c.number(decimal.Whole(int64(year)), "year")
	case agreement.Sum:
		return c.number(e.Amount.Value, string(e.Amount.Currency))
	case agreement.SeriesValue:
		return c.observation(e.Series, period.Year(year+e.Offset), m.Pos, m.Path)
	case agreement.PreviousFigure:
		return c.ownFigure(a, year, year-1, m)
	case agreement.FigureOf:
		return c.ownFigure(a, year, e.Year, m)
	case agreement.Operation:
		return c.operation(e, a, year, m)
	case agreement.Choice:
		in := make([]ID, len(e.Of))
		for i, x := range e.Of {
			in[i] = c.expr(x, a, year, m)
		}
		k := Min
		if e.Largest {
			k = Max
		}
		return c.plan.add(Node{Kind: k, In: in, Unit: c.plan.Nodes[in[0]].Unit, Label: k.String(), Pos: m.Pos})
	default:
		return c.missing("a formula of an unknown kind")
	}
}

func (c *compiler) ownFigure(a *agreement.Agreement, year, from int, m *agreement.Amount) ID {
	y := c.base(a, year, from, m)
	if y == nil {
		return c.missing(fmt.Sprintf("there is no figure for %d", from))
	}
	for _, p := range y.parts {
		if p.currency == c.in.Currency {
			return p.carry
		}
	}
	return c.missing(fmt.Sprintf("%d is not in %s", from, c.in.Currency))
}

func (c *compiler) operation(e agreement.Operation, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	l, r := c.expr(e.L, a, year, m), c.expr(e.R, a, year, m)
	unit := c.plan.Nodes[l].Unit
	if unit == "factor" || unit == percent || unit == "year" {
		if other := c.plan.Nodes[r].Unit; other != "factor" {
			unit = other
		}
	}
	if r := c.plan.Nodes[r].Unit; e.Op == '+' || e.Op == '-' {
		c.sameUnits(c.plan.Nodes[l].Unit, r, m)
	}
	switch e.Op {
	case '+':
		return c.plan.add(Node{Kind: Sum, In: []ID{l, r}, Unit: unit, Label: "sum", Pos: m.Pos})
	case '-':
		minus := c.plan.add(Node{Kind: Scale, In: []ID{r, c.number(decimal.Whole(-1), "factor")}, Unit: unit, Label: "subtracted", Pos: m.Pos})
		return c.plan.add(Node{Kind: Sum, In: []ID{l, minus}, Unit: unit, Label: "difference", Pos: m.Pos})
	case '*':
		return c.plan.add(Node{Kind: Scale, In: []ID{l, r}, Unit: unit, Label: "product", Pos: m.Pos})
	default:
		return c.plan.add(Node{Kind: Ratio, In: []ID{l, r}, Unit: unit, Label: "quotient", Pos: m.Pos})
	}
}

// sameUnits reports a sum of things that cannot be added, such as won and
// percent.
func (c *compiler) sameUnits(l, r string, m *agreement.Amount) {
	if l == r || l == "factor" || r == "factor" || l == "" || r == "" {
		return
	}
	c.found.Add(diag.Diagnostic{Code: diag.BadFormula, Pos: m.Pos, Path: m.Path, Message: fmt.Sprintf("%s and %s cannot be added", l, r), Hint: "turn a rate into a factor with percent(…)"})
}
