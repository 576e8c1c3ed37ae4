package schedule

import (
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
		factor := c.plan.add(Node{Kind: Const, Value: a.Times.Fraction().Mul(hundredth), Unit: plain, Label: "pass-through of " + a.Times.String() + "%", Pos: pos})
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
	return c.plan.add(Node{Kind: k, In: []ID{id, limit}, Unit: percent, Label: label, Bound: b.On, Mark: b.Mark, Pos: b.Pos})
}
