package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/schedule"
)

// formulas turns nodes of a plan into spreadsheet formulas. A node that has a
// cell is referred to; any other is written out where it is used.
//
// Spreadsheets count in binary floating point. A quotient that is exact in the
// plan may come out a little above or below there, so it is rounded to eight
// places before it is rounded to the step: with sums of up to fifteen digits
// this gives back the exact quotient wherever the inputs have few decimals, as
// published figures do.
type formulas struct {
	*schedule.Schedule
	cells map[schedule.ID]string // references, absolute and with their sheet
	steps map[string]string      // rounding steps, by stepKey
}

// cell is a formula with what it needs to be computed.
type cell struct {
	text    string
	needs   []string // cells that must hold a number
	missing bool     // a part of it cannot be computed at all
}

// formula returns the formula of a node, as it stands in the node's own cell.
func (f *formulas) formula(id schedule.ID) cell {
	var c cell
	c.text = f.expr(&c, id)
	if c.missing {
		c.text = `"unknown"`
	} else if !f.At(id).Known() && len(c.needs) > 0 {
		c.text = fmt.Sprintf(`IF(COUNT(%s)<%d,"unknown",%s)`, strings.Join(c.needs, ","), len(c.needs), c.text)
	}
	return c
}

// use returns a reference to a node, or its formula as an operand.
func (f *formulas) use(c *cell, id schedule.ID) string {
	if ref, ok := f.cells[id]; ok {
		c.need(ref)
		return ref
	}
	return f.expr(c, id)
}

func (c *cell) need(ref string) {
	if !slices.Contains(c.needs, ref) {
		c.needs = append(c.needs, ref)
	}
}

// operand is use, in parentheses where it is more than one thing.
func (f *formulas) operand(c *cell, id schedule.ID) string {
	text := f.use(c, id)
	if strings.ContainsAny(text, "+-*/<>") && !isCall(text) {
		return "(" + text + ")"
	}
	return text
}

// isCall reports whether a text is one function call or one parenthesis.
func isCall(text string) bool {
	i := strings.IndexByte(text, '(')
	if i < 0 || strings.ContainsAny(text[:i], "+-*/<> ") {
		return false
	}
	depth := 0
	for j := i; j < len(text); j++ {
		switch text[j] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j == len(text)-1
			}
		}
	}
	return false
}

// expr writes a node out.
func (f *formulas) expr(c *cell, id schedule.ID) string {
	n := &f.Plan.Nodes[id]
	switch n.Kind {
	case schedule.Const:
		return number(n.Value)
	case schedule.Gate:
		if v := f.At(id); v.Known() || f.opens(n, v) {
			return f.use(c, n.In[v.Chosen])
		}
		c.missing = true
		return "0"
	case schedule.Round:
		return f.round(c, n)
	case schedule.Grow:
		return fmt.Sprintf("%s*(100+%s)/100", f.operand(c, n.In[0]), f.operand(c, n.In[1]))
	case schedule.Sum:
		return f.joined(c, n.In, "+")
	case schedule.Scale, schedule.Convert:
		return f.joined(c, n.In, "*")
	case schedule.Ratio:
		return f.joined(c, n.In, "/")
	case schedule.Min, schedule.Max:
		var of []string
		for _, in := range n.In {
			of = append(of, f.use(c, in))
		}
		return strings.ToUpper(n.Kind.String()) + "(" + strings.Join(of, ",") + ")"
	case schedule.Select:
		return fmt.Sprintf("IF(%s>0,%s,%s)", f.operand(c, n.In[0]), f.use(c, n.In[1]), f.use(c, n.In[2]))
	case schedule.Missing, schedule.Observation: // an observation has a cell
		c.missing = true
		return "0"
	default:
		c.missing = true
		return "0"
	}
}

// opens reports whether a gate that is unknown would be known if what is behind
// it were: its terms are known.
func (f *formulas) opens(n *schedule.Node, v schedule.Value) bool {
	known := f.World.Known
	return known.IsZero() || !n.Known[v.Chosen].After(known)
}

func (f *formulas) joined(c *cell, in []schedule.ID, sign string) string {
	var parts []string
	for i, id := range in {
		text := f.use(c, id)
		if (sign != "+" || i > 0 && strings.HasPrefix(text, "-")) && strings.ContainsAny(text, "+-*/<>") && !isCall(text) {
			text = "(" + text + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, sign)
}

// round writes a rounding to a step. The quotient stands in some modes more
// than once.
func (f *formulas) round(c *cell, n *schedule.Node) string {
	step, ok := f.steps[stepKey(n)]
	if ok {
		c.need(step)
	} else {
		step = n.Step.String()
	}
	q := fmt.Sprintf("ROUND(%s/%s,8)", f.operand(c, n.In[0]), step)
	var whole string
	switch n.Mode {
	case decimal.HalfUp: // ROUND takes ties away from zero
		whole = "ROUND(" + q + ",0)"
	case decimal.HalfDown:
		whole = fmt.Sprintf("SIGN(%s)*ROUNDUP(ABS(%s)-0.5,0)", q, q)
	case decimal.HalfEven:
		whole = fmt.Sprintf("IF(ABS(%s-TRUNC(%s))=0.5,2*ROUND(%s/2,0),ROUND(%s,0))", q, q, q, q)
	case decimal.Down:
		whole = "TRUNC(" + q + ")"
	case decimal.Up:
		whole = "ROUNDUP(" + q + ",0)"
	case decimal.Floor:
		whole = "INT(" + q + ")"
	case decimal.Ceiling:
		whole = "-INT(-" + q + ")"
	default:
		whole = "ROUND(" + q + ",0)"
	}
	if step == "1" {
		return whole
	}
	if !isCall(whole) {
		whole = "(" + whole + ")"
	}
	return whole + "*" + step
}

// stepKey names the rounding step of a node: one text states one step for a
// currency. A step that no text states has no name.
func stepKey(n *schedule.Node) string {
	if n.Pos.File == "" {
		return ""
	}
	return n.Pos.String() + "|" + n.Unit + "|" + n.Step.String()
}

// number writes an exact number as a literal, or as a division where it does
// not end.
func number(v decimal.Fraction) string {
	if d, ok := v.Decimal(); ok {
		return d.String()
	}
	return v.String()
}

// column returns the letters of a column, from 0.
func column(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// absolute refers to a cell of a sheet, rows from 1.
func absolute(sheet string, col, row int) string {
	return sheet + "!$" + column(col) + "$" + strconv.Itoa(row)
}
