package schedule

import (
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/series"
)

// plain is the unit of a number without one.
const plain = "factor"

// formula compiles arithmetic on figures and series. Its result is money of
// the dossier's currency; a bare number is refused.
func (c *compiler) formula(t agreement.Formula, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	f := formula{c, a, year, m}
	id := f.expr(t.Expr)
	if unit := c.plan.Nodes[id].Unit; unit != string(c.in.Currency) && unit != "" {
		f.bad(fmt.Sprintf("the formula gives %s, not %s", unitWords(unit), c.in.Currency), "an amount needs its unit: eok(9200) rather than 9200, percent(x) rather than x")
		id = c.missing("the formula gives no money")
	}
	return c.plan.add(Node{Kind: Sum, In: []ID{id}, Unit: string(c.in.Currency), Label: t.Text, Mark: m.Mark, Pos: m.Pos})
}

// formula is one being compiled for a year.
type formula struct {
	*compiler
	a    *agreement.Agreement
	year int
	m    *agreement.Amount
}

func (f formula) bad(message, hint string) {
	f.report(diag.Diagnostic{Code: diag.BadFormula, Pos: f.m.Pos, Path: f.m.Path, Message: message, Hint: hint})
}

// literal is a number that an explanation shows, because the text has it.
func (f formula) literal(v decimal.Fraction, unit, label string) ID {
	return f.plan.add(Node{Kind: Const, Value: v, Unit: unit, Label: label, Pos: f.m.Pos})
}

func (f formula) expr(e agreement.Expr) ID {
	switch e := e.(type) {
	case agreement.Number:
		return f.literal(e.Value.Fraction(), plain, "number in the formula")
	case agreement.YearNumber:
		return f.literal(decimal.Whole(int64(f.year)), plain, "the year")
	case agreement.Sum:
		return f.literal(e.Amount.Value, string(e.Amount.Currency), "sum in the formula")
	case agreement.SeriesValue:
		return f.seriesValue(e)
	case agreement.PreviousFigure:
		return f.figure(f.year - 1)
	case agreement.FigureOf:
		return f.figure(e.Year)
	case agreement.Operation:
		return f.operation(e)
	case agreement.Choice:
		return f.choice(e)
	default:
		return f.missing("a formula of an unknown kind")
	}
}

// seriesValue reads an observation: growth and shares in percent, amounts as
// money, everything else as a plain number.
func (f formula) seriesValue(e agreement.SeriesValue) ID {
	id := f.observation(e.Series, period.Year(f.year+e.Offset), f.m.Pos, f.m.Path)
	s, known := f.series[e.Series]
	if !known {
		return id
	}
	switch s.Kind {
	case series.Growth, series.Share:
		return id
	case series.Amount:
		if unit, err := f.in.Units.Parse("1 " + s.Unit); err == nil {
			return f.plan.add(Node{Kind: Scale, In: []ID{id, f.number(unit.Value, plain)}, Unit: string(unit.Currency), Label: s.ID + " as money"})
		}
		return f.missing("series " + s.ID + " is not in money")
	default:
		return f.plan.add(Node{Kind: Sum, In: []ID{id}, Unit: plain, Label: s.ID + ", the number"})
	}
}

func (f formula) figure(from int) ID {
	y := f.base(f.a, f.year, from, f.m)
	if y == nil {
		return f.missing(fmt.Sprintf("there is no figure for %d", from))
	}
	for _, p := range y.parts {
		if p.currency == f.in.Currency {
			return p.carry
		}
	}
	return f.missing(fmt.Sprintf("%d is not in %s", from, f.in.Currency))
}

func (f formula) choice(e agreement.Choice) ID {
	in := make([]ID, len(e.Of))
	for i, x := range e.Of {
		in[i] = f.expr(x)
	}
	k := Min
	if e.Largest {
		k = Max
	}
	return f.plan.add(Node{Kind: k, In: in, Unit: f.together(in...), Label: k.String(), Pos: f.m.Pos})
}

func (f formula) operation(e agreement.Operation) ID {
	l, r := f.expr(e.L), f.expr(e.R)
	a, b := f.plan.Nodes[l].Unit, f.plan.Nodes[r].Unit
	n := Node{Kind: Sum, In: []ID{l, r}, Label: "sum", Pos: f.m.Pos}
	switch e.Op {
	case '+':
		n.Unit = f.together(l, r)
	case '-':
		n.Unit, n.Label = f.together(l, r), "difference"
		n.In[1] = f.plan.add(Node{Kind: Scale, In: []ID{r, f.number(decimal.Whole(-1), plain)}, Unit: b, Label: "subtracted", Pos: f.m.Pos})
	case '*':
		n.Kind, n.Label, n.Unit = Scale, "product", f.product(a, b)
	default:
		n.Kind, n.Label, n.Unit = Ratio, "quotient", f.quotient(a, b, r)
	}
	return f.plan.add(n)
}

// together returns the unit of things that are added or compared. Money meets
// money of its currency, or nothing, which may be written as 0.
func (f formula) together(in ...ID) string {
	unit := ""
	for _, id := range in {
		n := &f.plan.Nodes[id]
		switch {
		case n.Unit == "" || n.Kind == Const && n.Value.Sign() == 0 && len(in) > 1:
		case unit == "" || unit == n.Unit || unit == plain && n.Unit == percent:
			unit = n.Unit
		case unit == percent && n.Unit == plain:
		default:
			f.bad(fmt.Sprintf("%s and %s cannot be added", unitWords(unit), unitWords(n.Unit)), "turn a rate into a factor with percent(…), give a number its unit: eok(100)")
		}
	}
	return unit
}

// product returns the unit of a × b; money in percent waits to be divided by
// 100.
func (f formula) product(a, b string) string {
	switch {
	case isMoney(a) && isMoney(b):
		f.bad(a+" cannot be multiplied by "+b, "")
		return a
	case a == plain || a == "":
		return b
	case b == plain || b == "":
		return a
	case b == percent && isMoney(a):
		return a + " " + percent
	case a == percent && isMoney(b):
		return b + " " + percent
	default:
		return a
	}
}

// quotient returns the unit of a ÷ b: dividing percent by 100 leaves a factor.
func (f formula) quotient(a, b string, divisor ID) string {
	n := &f.plan.Nodes[divisor]
	hundred := n.Kind == Const && n.Value.Equal(decimal.Whole(100))
	switch {
	case a == b && a != plain:
		return plain
	case isMoney(b):
		f.bad(fmt.Sprintf("%s cannot be divided by %s", unitWords(a), b), "")
		return plain
	case hundred && a == percent:
		return plain
	case hundred && strings.HasSuffix(a, " "+percent):
		return strings.TrimSuffix(a, " "+percent)
	default:
		return a
	}
}

func unitWords(unit string) string {
	switch {
	case unit == plain:
		return "a number without unit"
	case strings.HasSuffix(unit, " "+percent):
		return strings.TrimSuffix(unit, " "+percent) + " times percent"
	default:
		return unit
	}
}

func isMoney(unit string) bool {
	_, err := money.ParseCurrency(unit)
	return err == nil
}
