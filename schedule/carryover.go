package schedule

import (
	"fmt"
	"strconv"

	"entente/decimal"
	"entente/period"
)

// carryOver follows unspent money. What was spent in a year uses the oldest
// money first; of what is left of the year's own amount at most the limit
// moves on, and each year's money lapses after so many years.
//
// Figures: A/Y/carried_in (what the year received), A/Y/available (with its
// own amount), A/Y/unspent (what it left), A/Y/lapsed (what it lost).
func (c *compiler) carryOver(f *Figure) {
	rule := f.Agreement.CarryOver
	if rule == nil || f.Extended {
		return
	}
	zero := c.number(decimal.Fraction{}, string(f.Currency))
	spent := c.outturn(rule.Outturn, f)
	var in, lapsed []ID
	older := spent // what is still to be paid out of younger money
	for age := rule.Expires; age >= 1; age-- {
		vintage, ok := c.plan.Find(fmt.Sprintf("%s/%d/left-%d", f.Agreement.ID, f.Year-1, f.Year-age))
		if !ok {
			continue
		}
		in = append(in, vintage.Node)
		used := c.plan.add(Node{Kind: Min, In: []ID{vintage.Node, older}, Unit: string(f.Currency), Label: fmt.Sprintf("spent from the money of %d", f.Year-age)})
		left := c.minus(vintage.Node, used, f, fmt.Sprintf("left of the money of %d", f.Year-age))
		older = c.minus(older, used, f, "still to be spent")
		if age == rule.Expires {
			lapsed = append(lapsed, left)
		} else {
			c.register(&Figure{ID: fmt.Sprintf("%s/left-%d", f.ID, f.Year-age), Agreement: f.Agreement, Year: f.Year, Currency: f.Currency, Node: left, Basis: ByRule, Amount: f.Amount, Known: f.Known})
		}
	}
	unspent := c.plan.add(Node{Kind: Max, In: []ID{c.minus(f.Node, older, f, "not spent"), zero}, Unit: string(f.Currency), Label: "not below zero"})
	limit := c.plan.add(Node{
		Kind: Scale, In: []ID{f.Node, c.number(rule.Limit.Fraction().Mul(hundredth), plain)}, Unit: string(f.Currency), Label: "at most " + rule.Limit.String() + "% of the year's amount moves on", Mark: rule.Mark, Pos: rule.Pos,
	})
	moved := c.plan.add(Node{Kind: Min, In: []ID{unspent, limit}, Unit: string(f.Currency), Label: "carried into later years", Pos: rule.Pos})
	lapsed = append(lapsed, c.minus(unspent, moved, f, "over the limit"))
	carried := c.sum(in, f, "carried in from earlier years")
	for _, named := range []struct {
		name string
		id   ID
	}{
		{"carried_in", carried},
		{"available", c.sum([]ID{f.Node, carried}, f, "the year's amount and what was carried in")},
		{"unspent", moved},
		{"lapsed", c.sum(lapsed, f, "lapsed")},
		{"left-" + strconv.Itoa(f.Year), moved},
	} {
		c.register(&Figure{ID: f.ID + "/" + named.name, Agreement: f.Agreement, Year: f.Year, Currency: f.Currency, Node: named.id, Basis: ByRule, Amount: f.Amount, Known: f.Known})
	}
}

// outturn reads what was spent, in whole units of the figure's currency.
func (c *compiler) outturn(id string, f *Figure) ID {
	s, known := c.series[id]
	if !known {
		return c.missing("series " + id + " is not in the dossier")
	}
	o := c.observation(id, period.Year(f.Year), f.Agreement.CarryOver.Pos, f.Amount.Path)
	unit, err := c.in.Units.Parse("1 " + s.Unit)
	if err != nil || unit.Currency != f.Currency {
		return c.missing(fmt.Sprintf("series %s is not in %s", id, f.Currency))
	}
	return c.plan.add(Node{Kind: Scale, In: []ID{o, c.number(unit.Value, plain)}, Unit: string(f.Currency), Label: "what was spent"})
}

func (c *compiler) minus(a, b ID, f *Figure, label string) ID {
	negative := c.plan.add(Node{Kind: Scale, In: []ID{b, c.number(decimal.Whole(-1), plain)}, Unit: string(f.Currency), Label: label})
	return c.plan.add(Node{Kind: Sum, In: []ID{a, negative}, Unit: string(f.Currency), Label: label})
}

func (c *compiler) sum(in []ID, f *Figure, label string) ID {
	if len(in) == 0 {
		return c.number(decimal.Fraction{}, string(f.Currency))
	}
	return c.plan.add(Node{Kind: Sum, In: in, Unit: string(f.Currency), Label: label})
}
