package projection

import (
	"fmt"

	"entente/schedule"
)

// A batch is plans that are run over the same futures together. A step that
// several of them have in common - the growth of an index under a cap, say,
// where only the first sum differs - stands in it once, and what no year needs
// does not stand in it at all.
type batch struct {
	plans   []*Projection // with the columns of the batch and their own steps only
	inputs  []input
	shared  []step
	columns int
	same    []int // for each plan how many of its steps are shared
}

// Together says how many of the steps that two plans need are the same in both,
// and how many there are.
func Together(a, b *Projection) (shared, all int) {
	n := newBatch([]*Projection{a, b})
	for i, p := range n.plans {
		shared, all = shared+n.same[i], all+n.same[i]+len(p.program.steps)
	}
	return shared, all
}

// stepUse is a step that some plans have, in the numbers of the batch: equal
// steps over equal columns write the same column.
type stepUse struct {
	step step
	in   []int
	out  int
	last int // plan that used it
	many bool
}

// merger numbers the columns of all plans: a column is what is computed in it,
// whichever plan does.
type merger struct {
	cells map[schedule.Cell]int
	order []input
	found map[string]int // by the signature of a step
	uses  []*stepUse     // by number; nil for an observation
}

func newBatch(plans []*Projection) *batch {
	m := &merger{cells: map[schedule.Cell]int{}, found: map[string]int{}}
	numbers, lists := make([][]int, len(plans)), make([][]int, len(plans))
	for i, p := range plans {
		numbers[i], lists[i] = m.take(p, i)
	}
	b := &batch{}
	place := make([]int, len(m.uses)) // of each number: its column
	for _, in := range m.order {
		number := m.cells[in.cell]
		place[number], in.column = b.columns, b.columns
		b.inputs = append(b.inputs, in)
		b.columns++
	}
	at := func(number int) int { return place[number] }
	for number, u := range m.uses {
		if u != nil && u.many {
			place[number] = b.columns
			b.columns++
			b.shared = append(b.shared, moved(u.step, u.in, u.out, at))
		}
	}
	common := b.columns
	for i, p := range plans {
		next := common
		own := *p
		own.guards, own.outputs = nil, p.outputs[:p.years]
		prog := program{values: append([]value(nil), p.program.values...), inputs: map[schedule.Cell]int{}}
		same := 0
		for _, number := range lists[i] {
			u := m.uses[number]
			if u.many {
				same++
				continue
			}
			place[number] = next
			next++
			prog.steps = append(prog.steps, moved(u.step, u.in, u.out, at))
		}
		for cell := range p.program.inputs {
			prog.inputs[cell] = place[m.cells[cell]]
		}
		for _, o := range own.outputs {
			if v := &prog.values[o.node]; v.drawn() {
				v.column = place[numbers[i][p.program.values[o.node].column]]
			}
		}
		own.program = &prog
		b.plans, b.same, b.columns = append(b.plans, &own), append(b.same, same), max(b.columns, next)
	}
	return b
}

// take numbers the columns that the years of a plan need, and returns the
// number of each of its columns and its steps in order, each once.
func (m *merger) take(p *Projection, plan int) (numbers, list []int) {
	numbers = make([]int, p.program.columns)
	for _, in := range p.inputs() {
		number, there := m.cells[in.cell]
		if !there {
			number = m.number(nil)
			m.cells[in.cell] = number
			m.order = append(m.order, in)
		}
		numbers[in.column] = number
	}
	var key []byte
	for _, s := range p.needed() {
		in, out := columnsOf(s)
		for k := range in {
			in[k] = numbers[in[k]]
		}
		key = signature(key[:0], s, in)
		number, there := m.found[string(key)]
		if !there {
			number = m.number(&stepUse{step: s, in: in, last: plan})
			m.uses[number].out = number
			m.found[string(key)] = number
			list = append(list, number)
		} else if u := m.uses[number]; u.last != plan {
			u.last, u.many = plan, true
			list = append(list, number)
		}
		numbers[out] = number
	}
	return numbers, list
}

func (m *merger) number(u *stepUse) int {
	m.uses = append(m.uses, u)
	return len(m.uses) - 1
}

// needed returns the steps without which some year could not be computed, in
// their order.
func (p *Projection) needed() []step {
	wanted := make([]bool, p.program.columns)
	for _, o := range p.outputs[:p.years] {
		if v := p.program.values[o.node]; v.drawn() {
			wanted[v.column] = true
		}
	}
	keep := make([]bool, len(p.program.steps))
	n := 0
	for i := len(p.program.steps) - 1; i >= 0; i-- {
		s := p.program.steps[i]
		if _, counts := s.(*guard); counts { // how often caps bind is not asked here
			continue
		}
		in, out := columnsOf(s)
		if !wanted[out] {
			continue
		}
		keep[i] = true
		n++
		for _, c := range in {
			wanted[c] = true
		}
	}
	steps := make([]step, 0, n)
	for i, s := range p.program.steps {
		if keep[i] {
			steps = append(steps, s)
		}
	}
	return steps
}

// lacks reports an observation that the futures do not hold.
func (b *batch) lacks(f *Futures) error {
	for _, in := range b.inputs {
		if _, drawn := f.columns[in.cell]; !drawn {
			return fmt.Errorf("%w: the futures do not hold %s in %s", ErrPlan, in.cell.Series, in.cell.Period)
		}
	}
	return nil
}
