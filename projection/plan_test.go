package projection

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// randomPlan draws a plan of all kinds of nodes over the observations of two
// series, one to a decimal and one to four.
func randomPlan(t *rapid.T) *schedule.Plan {
	growth := &series.Series{ID: "growth", Kind: series.Growth, Unit: "percent", Decimals: 1}
	level := &series.Series{ID: "level", Kind: series.Level, Unit: "index", Decimals: rapid.IntRange(0, 4).Draw(t, "decimals")}
	for _, s := range []*series.Series{growth, level} {
		s.Assumption = &series.Assumption{Model: series.Normal{Mean: decimal.FromInt(2), SD: decimal.FromInt(3)}}
	}
	p := &schedule.Plan{}
	add := func(n schedule.Node) { p.Nodes = append(p.Nodes, n) }
	for year := range 3 {
		add(schedule.Node{Kind: schedule.Observation, Series: growth, Period: period.Year(2020 + year)})
		add(schedule.Node{Kind: schedule.Observation, Series: level, Period: period.Year(2020 + year)})
	}
	add(schedule.Node{Kind: schedule.Const, Value: decimal.Whole(rapid.Int64Range(1, 1_000_000).Draw(t, "sum"))})
	earlier := func(name string) schedule.ID {
		return schedule.ID(rapid.IntRange(0, len(p.Nodes)-1).Draw(t, name))
	}
	kinds := []schedule.Kind{
		schedule.Const, schedule.Sum, schedule.Scale, schedule.Ratio, schedule.Min, schedule.Max, schedule.Grow, schedule.Grow, schedule.Round, schedule.Round, schedule.Gate, schedule.Select,
	}
	for range rapid.IntRange(1, 25).Draw(t, "nodes") {
		n := schedule.Node{Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
		switch n.Kind {
		case schedule.Const:
			n.Value = decimal.Frac(rapid.Int64Range(-100_000, 1_000_000).Draw(t, "a"), rapid.SampledFrom([]int64{1, 2, 3, 7, 10, 100, 1000}).Draw(t, "b"))
		case schedule.Round:
			n.In = []schedule.ID{earlier("in")}
			n.Step = rapid.SampledFrom([]decimal.Decimal{decimal.New(1, -1), decimal.FromInt(1), decimal.New(1, -3), decimal.New(5, -1), decimal.FromInt(100), decimal.FromInt(3)}).Draw(t, "step")
			n.Mode = decimal.Mode(rapid.IntRange(0, 6).Draw(t, "mode"))
		case schedule.Gate:
			n.In, n.Known = []schedule.ID{earlier("in")}, []period.Day{{}}
		case schedule.Select:
			n.In = []schedule.ID{earlier("if"), earlier("then"), earlier("else")}
		default:
			for range 2 {
				n.In = append(n.In, earlier("in"))
			}
		}
		add(n)
	}
	return p
}

// translateAll makes a projection of which every node is an output.
func translateAll(p *schedule.Plan, cells map[schedule.Cell]decimal.Decimal) (*Projection, error) {
	w := schedule.World{Drawn: cells}
	pr := &Projection{plan: p, world: w}
	t := &translator{plan: p, base: p.Evaluate(w), prog: &program{inputs: map[schedule.Cell]int{}, values: make([]value, len(p.Nodes))}}
	grids := map[string]int32{}
	for i := range p.Nodes {
		if s := p.Nodes[i].Series; s != nil {
			grids[s.ID] = int32(s.Decimals)
		}
	}
	t.unit = func(c schedule.Cell) (*big.Rat, bool) { return rat(decimal.New(1, -grids[c.Series]).Fraction()), true }
	for id := range p.Nodes {
		if _, err := t.node(schedule.ID(id)); err != nil {
			return nil, err
		}
		pr.outputs = append(pr.outputs, output{node: schedule.ID(id)})
	}
	for id, d := range map[string]int32{"growth": grids["growth"], "level": grids["level"]} {
		pr.drivers = append(pr.drivers, &driver{series: &series.Series{ID: id}, places: d})
	}
	pr.program = t.prog
	return pr, nil
}

// Whatever the plan and the draws, a future is worth what the exact interpreter
// says: each rounded figure to the last digit, and the others as near as
// float64 comes.
func TestBlocksAgreeWithTheExactInterpreter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan := randomPlan(t)
		center := map[schedule.Cell]decimal.Decimal{}
		for year := range 3 {
			center[schedule.Cell{Series: "growth", Period: period.Year(2020 + year)}] = decimal.New(21, -1)
			center[schedule.Cell{Series: "level", Period: period.Year(2020 + year)}] = decimal.FromInt(103)
		}
		p, err := translateAll(plan, center)
		if err != nil {
			t.Skip(err) // a constant division by zero
		}
		b := newBlock(p)
		b.size = 16
		for cell, column := range p.program.inputs {
			low, high := -500, 900
			if cell.Series == "level" {
				low = 1
			}
			bound := bounds{low: float64(high), high: float64(low)}
			for i := range b.size {
				v := float64(rapid.IntRange(low, high).Draw(t, cell.Series))
				b.column(column)[i] = v
				bound.low, bound.high = min(bound.low, v), max(bound.high, v)
			}
			b.bounds[column] = bound
		}
		for _, s := range p.program.steps {
			s.run(b)
		}
		doubtful := len(b.doubtful)
		for _, i := range b.doubtful {
			b.exact(i)
		}
		for i := range b.size {
			world := schedule.World{Drawn: map[schedule.Cell]decimal.Decimal{}}
			for cell, column := range p.program.inputs {
				world.Drawn[cell] = p.driverOf(cell.Series).decimal(b.column(column)[i])
			}
			s := plan.Evaluate(world)
			for id := range plan.Nodes {
				compareNode(t, p, b, s, schedule.ID(id), i, doubtful)
			}
		}
	})
}

func compareNode(t *rapid.T, p *Projection, b *block, s *schedule.Schedule, id schedule.ID, i, doubtful int) {
	v, want := p.program.values[id], s.At(id)
	if !want.Known() { // a division by zero: the block must not have a number
		if v.drawn() {
			if got := b.column(v.column)[i]; !math.IsNaN(got) {
				t.Fatalf("node %d in future %d is unknown, the block has %v", id, i, got)
			}
		}
		return
	}
	if !v.drawn() {
		if v.number.Cmp(rat(want.Number)) != 0 {
			t.Fatalf("node %d is %s, want %s", id, v.number, want.Number)
		}
		return
	}
	got := b.column(v.column)[i]
	exact, _ := new(big.Rat).Quo(rat(want.Number), v.unit).Float64()
	if p.plan.Nodes[id].Kind == schedule.Round && v.unit.Cmp(rat(p.plan.Nodes[id].Step.Fraction())) == 0 || b.bounds[v.column].err == 0 {
		if got != exact {
			t.Fatalf("node %d (%s) in future %d of a block with %d doubtful ones: %v times %s, want %v", id, p.plan.Nodes[id].Kind, i, doubtful, got, v.unit, exact)
		}
		return
	}
	if e := b.bounds[v.column].err; got-exact > 2*e || exact-got > 2*e {
		t.Fatalf("node %d (%s) in future %d: %v, want %v within %v", id, p.plan.Nodes[id].Kind, i, got, exact, e)
	}
}
