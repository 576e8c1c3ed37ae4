package projection

import (
	"errors"
	"fmt"
	"math/big"

	"entente/decimal"
	"entente/schedule"
)

// ErrPlan is returned, wrapped, for a plan that cannot be run over futures.
var ErrPlan = errors.New("the plan cannot be drawn")

// program is a plan translated for blocks of futures: what does not depend on
// a draw is computed once, exactly; the rest is steps over columns.
type program struct {
	steps   []step
	columns int
	inputs  map[schedule.Cell]int // the column of each drawn observation
	values  []value               // by node; only of nodes that are needed
}

// value is what a node is worth: a number, or a column of them counted in a
// unit. Counts are whole unless they stem from a quotient.
type value struct {
	done   bool
	number *big.Rat // where column is below zero
	column int
	unit   *big.Rat // above zero
}

func (v value) drawn() bool { return v.column >= 0 }

// translator builds a program.
type translator struct {
	plan    *schedule.Plan
	base    *schedule.Schedule // the plan with one drawn value in each unknown cell
	prog    *program
	divides bool                                 // a division by something drawn came before
	unit    func(schedule.Cell) (*big.Rat, bool) // the grid of a drawn cell; false: it is not drawn
}

func rat(f decimal.Fraction) *big.Rat {
	r, ok := new(big.Rat).SetString(f.String())
	if !ok {
		return new(big.Rat)
	}
	return r
}

// node returns the value of a node, with the steps that lead to it.
func (t *translator) node(id schedule.ID) (value, error) {
	if v := t.prog.values[id]; v.done {
		return v, nil
	}
	v, err := t.translate(id)
	v.done = true
	t.prog.values[id] = v
	return v, err
}

func (t *translator) translate(id schedule.ID) (value, error) {
	n := &t.plan.Nodes[id]
	switch n.Kind {
	case schedule.Gate:
		at := t.base.At(id)
		if !at.Known() {
			return value{}, fmt.Errorf("%w: %s is unknown", ErrPlan, n.Figure)
		}
		return t.node(n.In[at.Chosen])
	case schedule.Observation:
		cell := schedule.Cell{Series: n.Series.ID, Period: n.Period}
		if unit, drawn := t.unit(cell); drawn {
			column, there := t.prog.inputs[cell]
			if !there {
				column = t.column()
				t.prog.inputs[cell] = column
			}
			return value{column: column, unit: unit}, nil
		}
	default: // arithmetic, below
	}
	in := make([]value, len(n.In))
	drawn := false
	for i, id := range n.In {
		var err error
		if in[i], err = t.node(id); err != nil {
			return value{}, err
		}
		drawn = drawn || in[i].drawn()
	}
	if !drawn {
		if at := t.base.At(id); !at.Known() {
			return value{}, fmt.Errorf("%w: %v", ErrPlan, at.Reasons)
		}
		return constantOf(rat(t.base.At(id).Number)), nil
	}
	return t.combine(n, in)
}

func constantOf(r *big.Rat) value { return value{column: -1, number: r} }

func (t *translator) column() int {
	t.prog.columns++
	return t.prog.columns - 1
}

func (t *translator) combine(n *schedule.Node, in []value) (value, error) {
	switch n.Kind {
	case schedule.Sum:
		return t.sum(in), nil
	case schedule.Scale, schedule.Convert:
		v := in[0]
		for _, x := range in[1:] {
			v = t.product(v, x)
		}
		return v, nil
	case schedule.Ratio:
		return t.quotient(in[0], in[1])
	case schedule.Min, schedule.Max:
		return t.extreme(in, n.Kind == schedule.Min), nil
	case schedule.Grow:
		hundred := constantOf(big.NewRat(100, 1))
		return t.product(t.product(in[0], t.sum([]value{hundred, in[1]})), constantOf(big.NewRat(1, 100))), nil
	case schedule.Round:
		return t.round(in[0], n)
	case schedule.Select:
		return t.choice(in), nil
	default:
		return value{}, fmt.Errorf("%w: a node of kind %s depends on a draw", ErrPlan, n.Kind)
	}
}

// common returns the largest unit of which all values are whole multiples.
func common(in []value) *big.Rat {
	var g *big.Rat
	for _, v := range in {
		u := v.unit
		if !v.drawn() {
			u = new(big.Rat).Abs(v.number)
		}
		if u.Sign() == 0 {
			continue
		}
		if g == nil {
			g = u
			continue
		}
		// gcd(a/b, c/d) = gcd(a·d, c·b) / (b·d)
		num := new(big.Int).GCD(nil, nil, new(big.Int).Mul(g.Num(), u.Denom()), new(big.Int).Mul(u.Num(), g.Denom()))
		g = new(big.Rat).SetFrac(num, new(big.Int).Mul(g.Denom(), u.Denom()))
	}
	if g == nil {
		return big.NewRat(1, 1)
	}
	if g.Cmp(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), finest))) < 0 {
		for _, v := range in { // no whole numbers of it would be exact: count in the coarsest unit
			if v.drawn() && v.unit.Cmp(g) > 0 {
				g = v.unit
			}
		}
	}
	return g
}

// finest is how many halvings of one a common unit may have; sums of long
// unrounded products would go beyond float64.
const finest = 256

// in units returns how many of unit v's own unit, or its number, is.
func (v value) in(unit *big.Rat) factor {
	if v.drawn() {
		return factorOf(new(big.Rat).Quo(v.unit, unit))
	}
	return factorOf(new(big.Rat).Quo(v.number, unit))
}

// factor is a float64 and whether it is exactly the whole number that was meant.
type factor struct {
	of    float64
	exact bool
}

func factorOf(r *big.Rat) factor {
	f, exact := r.Float64()
	return factor{f, exact && r.IsInt()}
}

// sum adds numbers and columns in their common unit.
func (t *translator) sum(in []value) value {
	unit := common(in)
	rest := new(big.Rat)
	s := &linear{}
	for _, v := range in {
		if v.drawn() {
			s.in, s.by = append(s.in, v.column), append(s.by, v.in(unit))
		} else {
			rest.Add(rest, v.number)
		}
	}
	if len(s.in) == 0 {
		return constantOf(rest)
	}
	s.add = factorOf(rest.Quo(rest, unit))
	if len(s.in) == 1 && s.add.of == 0 && s.by[0].of == 1 {
		return value{column: s.in[0], unit: unit}
	}
	s.out = t.column()
	t.prog.steps = append(t.prog.steps, s)
	return value{column: s.out, unit: unit}
}

// product moves numbers into the unit and multiplies columns.
func (t *translator) product(a, b value) value {
	switch {
	case !a.drawn() && !b.drawn():
		return constantOf(new(big.Rat).Mul(a.number, b.number))
	case !a.drawn():
		return t.product(b, a)
	case !b.drawn() && b.number.Sign() == 0 && !t.divides:
		return constantOf(new(big.Rat))
	case !b.drawn() && b.number.Sign() == 0: // nothing, unless a division by zero came before
		s := &linear{in: []int{a.column}, by: []factor{{0, true}}, add: factor{0, true}, out: t.column()}
		t.prog.steps = append(t.prog.steps, s)
		return value{column: s.out, unit: a.unit}
	case !b.drawn():
		v := value{column: a.column, unit: new(big.Rat).Mul(a.unit, new(big.Rat).Abs(b.number))}
		if b.number.Sign() < 0 {
			minus := &linear{in: []int{v.column}, by: []factor{{-1, true}}, add: factor{0, true}, out: t.column()}
			t.prog.steps = append(t.prog.steps, minus)
			v.column = minus.out
		}
		return v
	default:
		s := &product{a: a.column, b: b.column, out: t.column()}
		t.prog.steps = append(t.prog.steps, s)
		return t.coarser(value{column: s.out, unit: new(big.Rat).Mul(a.unit, b.unit)})
	}
}

// coarser keeps the counts of long unrounded products within float64: below a
// unit of 2^-128, where they are far beyond exact whole numbers, they are
// counted in one that is as much larger.
func (t *translator) coarser(v value) value {
	const bits = 128
	limit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), bits))
	if v.unit.Cmp(limit) > 0 {
		return v
	}
	s := &linear{in: []int{v.column}, by: []factor{{0x1p-128, false}}, add: factor{0, true}, out: t.column()}
	t.prog.steps = append(t.prog.steps, s)
	return value{column: s.out, unit: new(big.Rat).Quo(v.unit, limit)}
}

// quotient leaves the grid unless it divides by a number.
func (t *translator) quotient(a, b value) (value, error) {
	if !b.drawn() {
		if b.number.Sign() == 0 {
			return value{}, fmt.Errorf("%w: division by zero", ErrPlan)
		}
		return t.product(a, constantOf(new(big.Rat).Inv(b.number))), nil
	}
	t.divides = true
	s := &quotient{a: a.column, b: b.column, out: t.column()}
	unit := new(big.Rat).Inv(b.unit)
	if a.drawn() {
		unit.Mul(unit, a.unit)
	} else {
		number, _ := a.number.Float64()
		s.number = factor{number, false}
	}
	t.prog.steps = append(t.prog.steps, s)
	return value{column: s.out, unit: unit}, nil
}

// extreme takes the smallest or the largest, all counted in the common unit.
func (t *translator) extreme(in []value, smallest bool) value {
	unit := common(in)
	in = foldNumbers(in, smallest)
	v := t.aligned(in[0], unit)
	for _, x := range in[1:] {
		s := &extreme{smallest: smallest, a: v, b: t.aligned(x, unit), out: t.column()}
		t.prog.steps = append(t.prog.steps, s)
		v = operand{column: s.out}
	}
	return value{column: v.column, unit: unit}
}

// choice takes in[1] where in[0] is above zero, else in[2].
func (t *translator) choice(in []value) value {
	if !in[0].drawn() {
		taken, left := in[1], in[2]
		if in[0].number.Sign() <= 0 {
			taken, left = in[2], in[1]
		}
		// What is left adds nothing, unless a division by zero came before.
		return t.sum([]value{taken, t.product(left, constantOf(new(big.Rat)))})
	}
	unit := common(in[1:])
	s := &choice{test: in[0].column, yes: t.aligned(in[1], unit), no: t.aligned(in[2], unit), out: t.column()}
	t.prog.steps = append(t.prog.steps, s)
	return value{column: s.out, unit: unit}
}

// foldNumbers leaves the columns and, behind them, the one number that counts.
func foldNumbers(in []value, smallest bool) (out []value) {
	var number *big.Rat
	for _, v := range in {
		switch {
		case v.drawn():
			out = append(out, v)
		case number == nil || v.number.Cmp(number) < 0 == smallest:
			number = v.number
		}
	}
	if number != nil {
		out = append(out, constantOf(number))
	}
	return out
}

// operand is a column, or a number below column zero.
type operand struct {
	column int
	number factor
}

// aligned counts a value in a unit.
func (t *translator) aligned(v value, unit *big.Rat) operand {
	by := v.in(unit)
	if !v.drawn() {
		return operand{-1, by}
	}
	if by.of == 1 {
		return operand{column: v.column}
	}
	s := &linear{in: []int{v.column}, by: []factor{by}, add: factor{0, true}, out: t.column()}
	t.prog.steps = append(t.prog.steps, s)
	return operand{column: s.out}
}

// round counts in the step from here on.
func (t *translator) round(v value, n *schedule.Node) (value, error) {
	step := rat(n.Step.Fraction())
	if step.Sign() <= 0 {
		return v, nil
	}
	ratio := new(big.Rat).Quo(v.unit, step)
	s := &round{in: v.column, out: t.column(), mode: n.Mode, ratio: factorOf(ratio)}
	num, exactNum := new(big.Rat).SetInt(ratio.Num()).Float64()
	denom, exactDenom := new(big.Rat).SetInt(ratio.Denom()).Float64()
	if exactNum && exactDenom {
		s.num, s.denom = num, denom
	}
	t.prog.steps = append(t.prog.steps, s)
	return value{column: s.out, unit: step}, nil
}
