package report

import (
	"cmp"
	"fmt"
	"slices"

	"entente/decimal"
	"entente/schedule"
	"entente/source"
)

// Book is what a spreadsheet of a schedule is made from.
type Book struct {
	Title    string
	Dossier  string
	Digest   string
	Known    string   // the day of knowledge; "" is everything
	Notes    []string // what is assumed, set or changed
	Schedule *schedule.Schedule
	Lines    []schedule.Line
	Sources  []source.Source
	Look     Look
}

// input is one cell that a reader may change.
type input struct {
	name, period, unit, status, published, where, note string

	value   *decimal.Fraction // nil: not known; the cell is empty
	sources []string
}

// layout says in which cell each node of the plan stands.
type layout struct {
	formulas
	book   Book
	inputs []input
	helper []schedule.ID        // nodes in cells of their own, in order of the plan
	seen   map[string]int       // inputs by what they are
	uses   map[schedule.ID]int  // how often a node is read
	cited  map[string]bool      // sources of inputs and lines
	nodeOf map[int]schedule.ID  // nodes by line
	inCone map[schedule.ID]bool // nodes that the lines rest on
}

// Rows at the top of each sheet: title, remarks, header.
const (
	bookHeader  = 5 // the row of the column names, from 1
	amountAt    = 3 // columns from 0
	inputAt     = 2
	helperAt    = 1
	scheduleTab = "Schedule"
	inputsTab   = "Inputs"
	stepsTab    = "Steps"
	sourcesTab  = "Sources"
)

// arrange gives every line, every input and every step that is read more than
// once a cell.
func arrange(b Book) *layout {
	l := &layout{
		formulas: formulas{Schedule: b.Schedule, cells: map[schedule.ID]string{}, steps: map[string]string{}}, book: b,
		seen: map[string]int{}, uses: map[schedule.ID]int{}, cited: map[string]bool{}, nodeOf: map[int]schedule.ID{},
		inCone: map[schedule.ID]bool{},
	}
	var cone []schedule.ID
	for i, line := range b.Lines {
		if line.Figure == nil {
			continue
		}
		f, ok := b.Schedule.Plan.Find(*line.Figure)
		if !ok {
			continue
		}
		id := f.Node
		if f.Shown != nil {
			id = *f.Shown
		}
		l.nodeOf[i] = id
		if _, taken := l.cells[id]; !taken {
			l.cells[id] = absolute(scheduleTab, amountAt, bookHeader+1+i)
		}
		cone = append(cone, id)
	}
	l.walk(cone)
	l.place()
	return l
}

// walk finds what the lines rest on. Of a gate only the input that was taken
// counts.
func (l *layout) walk(todo []schedule.ID) {
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if l.inCone[id] {
			continue
		}
		l.inCone[id] = true
		for _, in := range l.inputsOf(id) {
			l.uses[in]++
			todo = append(todo, in)
		}
	}
}

func (l *layout) inputsOf(id schedule.ID) []schedule.ID {
	n := &l.Plan.Nodes[id]
	if n.Kind == schedule.Gate {
		v := l.At(id)
		if !v.Known() && !l.opens(n, v) {
			return nil
		}
		return n.In[v.Chosen : v.Chosen+1]
	}
	return n.In
}

// place gives cells to inputs and helpers, in order of the plan.
func (l *layout) place() {
	nodes := make([]schedule.ID, 0, len(l.inCone))
	for id := range l.inCone {
		nodes = append(nodes, id)
	}
	slices.Sort(nodes)
	for _, id := range nodes {
		n := &l.Plan.Nodes[id]
		l.cite(n.Mark.Source.IDs)
		switch n.Kind {
		case schedule.Const:
			if n.Label != "" {
				l.cells[id] = l.constant(n)
			}
		case schedule.Observation:
			l.cells[id] = l.observed(id, n)
		case schedule.Round:
			if key := stepKey(n); key != "" && l.steps[key] == "" {
				step := n.Step.Fraction()
				l.steps[key] = l.add(key, input{name: "rounding step, " + n.Mode.String(), unit: n.Unit, value: &step, where: n.Pos.String(), status: "text"})
			}
			l.help(id, n.Mode == decimal.HalfEven || n.Mode == decimal.HalfDown)
		case schedule.Sum, schedule.Scale, schedule.Ratio, schedule.Min, schedule.Max, schedule.Grow, schedule.Convert, schedule.Select:
			l.help(id, false)
		case schedule.Gate:
			if of := l.inputsOf(id); len(of) == 1 && l.cells[of[0]] == "" {
				l.help(id, false)
			}
		case schedule.Missing:
		}
	}
}

// help gives a step a cell of its own where it is read more than once.
func (l *layout) help(id schedule.ID, long bool) {
	_, placed := l.cells[id]
	if !placed && (l.uses[id] > 1 || long) {
		l.helper = append(l.helper, id)
		l.cells[id] = absolute(stepsTab, helperAt, bookHeader+len(l.helper))
	}
}

// called names a step: by its figure, where it is one, and its rule.
func (l *layout) called(id schedule.ID) string {
	n := &l.Plan.Nodes[id]
	label := n.Label
	if of := l.inputsOf(id); label == "" && len(of) > 0 {
		label = l.Plan.Nodes[of[0]].Label
	}
	if n.Figure != "" {
		return n.Figure + ": " + label
	}
	return label
}

// add puts an input on its sheet, once, and returns its cell.
func (l *layout) add(key string, in input) string {
	row, ok := l.seen[key]
	if !ok {
		row = len(l.inputs)
		l.seen[key] = row
		l.inputs = append(l.inputs, in)
		l.cite(in.sources)
	}
	return absolute(inputsTab, inputAt, bookHeader+1+row)
}

// constant is a number in the text. What one place of the text says is one
// cell, however many years it holds for.
func (l *layout) constant(n *schedule.Node) string {
	v := n.Value
	status := "text"
	if n.Mark.Unverified {
		status = "text, unverified"
	}
	return l.add(fmt.Sprintf("%s|%s|%s|%s", n.Pos, n.Label, n.Unit, v), input{
		name: n.Label, unit: n.Unit, value: &v, where: n.Pos.String(), status: status, sources: n.Mark.Source.IDs, note: n.Mark.Note,
	})
}

// observed is an observation as this world knows it.
func (l *layout) observed(id schedule.ID, n *schedule.Node) string {
	in := input{name: n.Series.ID, period: n.Period.String(), unit: n.Unit, status: "not known", note: n.Label}
	v := l.At(id)
	if v.Known() {
		in.value = &v.Number
		in.status = "assumed"
	}
	if o, ok := n.Series.At(n.Period, l.World.Known); ok {
		in.status, in.published, in.sources = string(o.Status), o.Published.String(), o.Source.IDs
		in.where = o.Pos.String()
	}
	if _, set := l.World.Set[schedule.Cell{Series: n.Series.ID, Period: n.Period}]; set {
		in.status = "set"
	}
	return l.add(n.Series.ID+"|"+n.Period.String(), in)
}

func (l *layout) cite(ids []string) {
	for _, id := range ids {
		l.cited[id] = true
	}
}

// sources returns those that something in the book rests on, in order.
func (l *layout) sources() []source.Source {
	var out []source.Source
	for _, s := range l.book.Sources {
		if l.cited[s.ID] {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b source.Source) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
