package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/series"
)

// pulled is an input whose agreement has the lever in it, and where the lever
// may stand.
type pulled struct {
	in      Input
	aim     Aim
	moved   string
	unit    string
	step    decimal.Fraction
	low     decimal.Fraction
	high    *decimal.Fraction // nil: open
	written *decimal.Fraction
}

// mark is the position by which the constants of the lever are found again in
// the plan: no file has this name.
func mark() diag.Position { return diag.Position{File: "\x00lever"} }

// Where rates and growths are looked for, in percent.
var (
	tenth        = decimal.Frac(1, 10)
	leastPercent = decimal.Whole(-50)
)

// pull puts the lever that the aim names into the agreement.
func pull(in Input, owner string, aim Aim) (*pulled, error) {
	i := slices.IndexFunc(in.Agreements, func(a *agreement.Agreement) bool { return a.ID == owner })
	if i < 0 {
		plan, _ := Compile(in, Options{})
		return nil, plan.unknownFigure(aim.Figure)
	}
	p := &pulled{in: in, aim: aim, unit: percent, step: tenth, low: leastPercent}
	hundred := decimal.Whole(100)
	p.high = &hundred
	a := *in.Agreements[i]
	a.Amounts = slices.Clone(a.Amounts)
	var err error
	switch aim.For {
	case "first_year":
		err = p.sum(&a)
	case "cap":
		p.low = decimal.Fraction{}
		err = p.cap(&a)
	case "rate":
		err = p.rate(&a)
	case "index":
		return p, nil
	default:
		return nil, fmt.Errorf("%w: %.40q is none of %s", ErrLever, aim.For, strings.Join(Levers(), ", "))
	}
	p.in.Agreements = slices.Clone(in.Agreements)
	p.in.Agreements[i] = &a
	return p, err
}

// sum makes a sum in the text the lever.
func (p *pulled) sum(a *agreement.Agreement) error {
	year := a.Years().From
	if p.aim.Moves != "" {
		_, text, _ := strings.Cut(p.aim.Moves, "/")
		var err error
		if year, err = strconv.Atoi(text); err != nil {
			return fmt.Errorf("%w %.60q: a sum that moves is AGREEMENT/YEAR", ErrFigure, p.aim.Moves)
		}
	}
	i := slices.IndexFunc(a.Amounts, func(m agreement.Amount) bool { return m.Years.Contains(year) })
	if i < 0 {
		return fmt.Errorf("%w: %s has no amount for %d", ErrLever, a.ID, year)
	}
	m := &a.Amounts[i]
	t, ok := m.Term.(agreement.Fixed)
	if !ok {
		return fmt.Errorf("%w: %s/%d is no sum in the text but %q", ErrLever, a.ID, year, m.Words(money.Amount.String))
	}
	if len(t.Sums) != 1 {
		return fmt.Errorf("%w: %s/%d has parts in several currencies", ErrLever, a.ID, year)
	}
	m.Pos = mark()
	p.written, p.unit = &t.Sums[0].Value, string(t.Sums[0].Currency)
	p.moved = fmt.Sprintf("the sum of %s for %s", a.ID, m.Years)
	p.low, p.high, p.step = decimal.Fraction{}, nil, decimal.Whole(1)
	if step, ok := a.Rounding.Step(t.Sums[0].Currency); ok {
		p.step = step.Fraction()
	}
	return nil
}

// cap makes the caps of the agreement the lever: those on the yearly step, else
// those on the level, else those on the sum. A text without any gets one on
// every yearly step.
func (p *pulled) cap(a *agreement.Agreement) error {
	for _, kind := range []agreement.BoundKind{agreement.StepBound, agreement.LevelBound, agreement.SumBound} {
		var values []decimal.Fraction
		for i := range a.Amounts {
			m := &a.Amounts[i]
			m.Caps = slices.Clone(m.Caps)
			for j := range m.Caps {
				if m.Caps[j].On == kind {
					values = append(values, boundValue(m.Caps[j]))
					m.Caps[j].Pos = mark()
				}
			}
			if t, ok := m.Term.(agreement.Escalate); ok && kind == agreement.StepBound {
				m.Term = agreement.Escalate{Year: t.Year, By: markCaps(t.By, &values)}
			}
		}
		if len(values) == 0 {
			continue
		}
		p.moved = fmt.Sprintf("the cap of %s on the %s", a.ID, boundWord(kind))
		p.writtenIf(values)
		if kind != agreement.StepBound {
			p.unit, p.high, p.step = string(p.in.Currency), nil, decimal.Whole(1)
			if step, ok := a.Rounding.Step(p.in.Currency); ok {
				p.step = step.Fraction()
			}
		}
		return nil
	}
	for i := range a.Amounts {
		if _, ok := a.Amounts[i].Term.(agreement.Escalate); ok {
			a.Amounts[i].Caps = append(a.Amounts[i].Caps, agreement.Bound{On: agreement.StepBound, Pos: mark()})
			p.moved = fmt.Sprintf("a cap on every yearly step of %s, which the text does not have", a.ID)
		}
	}
	if p.moved == "" {
		return fmt.Errorf("%w: no year of %s grows by a rate, so there is nothing to cap", ErrLever, a.ID)
	}
	return nil
}

func boundValue(b agreement.Bound) decimal.Fraction {
	if b.On == agreement.StepBound {
		return b.Rate.Fraction()
	}
	return b.Amount.Value
}

// writtenIf keeps what the text says now, if it says one thing.
func (p *pulled) writtenIf(values []decimal.Fraction) {
	for _, v := range values[1:] {
		if !v.Equal(values[0]) {
			return
		}
	}
	p.written = &values[0]
}

// markCaps marks the caps inside a rate.
func markCaps(r agreement.Rate, values *[]decimal.Fraction) agreement.Rate {
	capped := func(b *agreement.Bound) *agreement.Bound {
		if b == nil {
			return nil
		}
		*values = append(*values, b.Rate.Fraction())
		c := *b
		c.Pos = mark()
		return &c
	}
	each := func(rates []agreement.Rate) []agreement.Rate {
		out := make([]agreement.Rate, len(rates))
		for i, x := range rates {
			out[i] = markCaps(x, values)
		}
		return out
	}
	switch r := r.(type) {
	case agreement.Index:
		r.Adjust.Cap = capped(r.Adjust.Cap)
		return r
	case agreement.LevelGrowth:
		r.Adjust.Cap = capped(r.Adjust.Cap)
		return r
	case agreement.SumRate:
		r.Rates = each(r.Rates)
		return r
	case agreement.CompoundRate:
		r.Rates = each(r.Rates)
		return r
	case agreement.FixedRate:
		return r
	default:
		return r
	}
}

// rate makes one rate of growth, the same in every year that grows, the lever.
func (p *pulled) rate(a *agreement.Agreement) error {
	var values []decimal.Fraction
	for i := range a.Amounts {
		t, ok := a.Amounts[i].Term.(agreement.Escalate)
		if !ok {
			continue
		}
		if f, ok := t.By.(agreement.FixedRate); ok {
			values = append(values, f.Percent.Fraction())
		}
		a.Amounts[i].Term = agreement.Escalate{Year: t.Year, By: agreement.FixedRate{Label: "one rate for every year", Pos: mark()}}
		p.moved = fmt.Sprintf("one rate of growth for every year of %s that grows", a.ID)
	}
	if p.moved == "" {
		return fmt.Errorf("%w: no year of %s grows by a rate", ErrLever, a.ID)
	}
	if len(values) > 0 {
		p.writtenIf(values)
	}
	return nil
}

// nodes finds the lever in the compiled plan.
func (p *pulled) nodes(plan *Plan, w World, goal []ID) ([]ID, error) {
	if p.aim.For == "index" {
		return p.index(plan, w, goal)
	}
	var out []ID
	for id, n := range plan.Nodes {
		if n.Kind == Const && n.Pos == mark() {
			out = append(out, ID(id))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: %s is part of no figure", ErrLever, p.moved)
	}
	return out, nil
}

// index makes the observations of a series the lever: those that are not known,
// or all.
func (p *pulled) index(plan *Plan, w World, goal []ID) ([]ID, error) {
	base := plan.Evaluate(World{Known: w.Known, Set: w.Set})
	unknown := func(id ID) bool { return p.aim.Known || !base.At(id).Known() }
	names, nodes := seriesBelow(plan, goal, unknown)
	id := p.aim.Series
	switch {
	case id == "" && len(names) == 1:
		id = names[0]
	case id == "" && len(names) == 0:
		return nil, fmt.Errorf("%w: every observation that %s rests on is published; --all moves those too", ErrLever, p.aim.Figure)
	case nodes[id] == nil:
		return nil, fmt.Errorf("%w: which series? %s", ErrLever, hintSeries(id, names))
	}
	s := plan.Nodes[nodes[id][0]].Series
	p.unit = unitOf(s)
	if s.Decimals >= 0 {
		p.step = decimal.New(1, int32(-s.Decimals)).Fraction()
	}
	if s.Kind != series.Growth {
		p.low, p.high = p.step, nil // a level or a rate is above zero
	}
	which := "that are not known"
	if p.aim.Known {
		which = "that the figure rests on"
	}
	p.moved = fmt.Sprintf("one value for the %d observations of %s %s", len(nodes[id]), id, which)
	return nodes[id], nil
}
