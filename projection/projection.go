package projection

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// ErrNothing is returned, wrapped, when no year that is asked for has a figure.
var ErrNothing = errors.New("nothing to project")

// Request says what is to be drawn.
type Request struct {
	World      schedule.World
	Selection  schedule.Selection
	Correlated []series.Correlation
	Seed       uint64
	SeedOf     map[string]uint64 // another seed for single series, to move one of them alone
	Measures   []Measure
	Currency   money.Currency // of the lines
	Points     Points
	YearsOnly  bool // for [Runner.Each]: neither the total nor how often caps bind, and no measures
}

// Projection is a plan made ready to be run over futures.
type Projection struct {
	Lines []schedule.Line // of the years asked for, with their status; amounts are not those of a future

	plan       *schedule.Plan
	world      schedule.World
	program    *program
	outputs    []output
	years      int // the first so many outputs are years
	guards     []*guard
	drivers    []*driver
	ties       []*driver
	normals    func() *normals // built when first drawn from
	directions func() *[dimensions]directions
	columns    map[*driver][]int // by year from firstDrawn on; -1: nothing reads it
	firstDrawn int
	lastDrawn  int
	currency   money.Currency
	sorted     []input
	seed       uint64
	points     Points
}

// output is a node whose spread is wanted.
type output struct {
	name string
	year int // 0: not a year
	node schedule.ID
}

// Prepare translates a plan. The list says what is wrong with the assumptions.
func Prepare(plan *schedule.Plan, r Request) (*Projection, diag.List, error) {
	extended := *plan // further nodes may be added to the copy
	extended.Nodes = slices.Clone(plan.Nodes)
	p := &Projection{plan: &extended, world: r.World, normals: sync.OnceValue(newNormals), directions: sync.OnceValue(newDirections), points: r.Points, columns: map[*driver][]int{}, currency: r.Currency, seed: r.Seed}
	drawable, base := assumed(p.plan, r.World)
	figures := plan.Evaluate(base)
	p.Lines = figures.Lines(r.Selection)
	if err := p.addOutputs(r); err != nil {
		return nil, nil, err
	}
	if !r.YearsOnly {
		drawable, base = assumed(p.plan, r.World) // of what the measures read too
		figures = p.plan.Evaluate(base)
	}
	t := &translator{plan: p.plan, base: figures, prog: &program{inputs: map[schedule.Cell]int{}, values: make([]value, len(p.plan.Nodes))}}
	if err := p.measurable(t.base); err != nil {
		return nil, nil, err
	}
	byName := map[string]*driver{}
	t.unit = func(c schedule.Cell) (*big.Rat, bool) {
		s, ok := drawable[c]
		if !ok {
			return nil, false
		}
		places := freePlaces
		if s.Decimals >= 0 {
			places = s.Decimals
		}
		byName[c.Series] = nil
		return rat(decimal.New(1, int32(-places)).Fraction()), true
	}
	for _, o := range p.outputs {
		if _, err := t.node(o.node); err != nil {
			return nil, nil, err
		}
	}
	if !r.YearsOnly {
		if err := p.addGuards(t); err != nil {
			return nil, nil, err
		}
	}
	p.program = t.prog
	return p.withDrivers(r, drawable, byName)
}

// assumed finds what can be drawn and puts one value into each such cell.
func assumed(plan *schedule.Plan, w schedule.World) (map[schedule.Cell]*series.Series, schedule.World) {
	known := histories{}
	cells := drawableCells(plan, w, known)
	w.Drawn = map[schedule.Cell]decimal.Decimal{}
	for cell, s := range cells {
		w.Drawn[cell] = center(s, known.of(s, w.Known))
	}
	return cells, w
}

// histories keeps what was known of each series on one day: a plan reads the
// same few series in many years.
type histories map[string][]point

func (h histories) of(s *series.Series, known period.Day) []point {
	all, there := h[s.ID]
	if !there {
		all = historyOf(s, known)
		h[s.ID] = all
	}
	return all
}

// measurable refuses measures that read what nobody knows or assumes.
func (p *Projection) measurable(s *schedule.Schedule) error {
	for _, o := range p.outputs {
		if v := s.At(o.node); !v.Known() {
			return fmt.Errorf("%w: %s needs what is not known: %s", ErrNothing, o.name, strings.Join(v.Reasons, ", "))
		}
	}
	return nil
}

// drawableCells finds the observations of the plan that nobody knows and that
// an assumption fills.
func drawableCells(plan *schedule.Plan, w schedule.World, known histories) map[schedule.Cell]*series.Series {
	cells := map[schedule.Cell]*series.Series{}
	for i := range plan.Nodes {
		n := &plan.Nodes[i]
		if n.Kind != schedule.Observation || n.Series.Assumption == nil || !n.Period.IsYear() {
			continue
		}
		cell := schedule.Cell{Series: n.Series.ID, Period: n.Period}
		if drawableIn(n.Series, n.Period, w, known) {
			cells[cell] = n.Series
		}
	}
	return cells
}

func drawableIn(s *series.Series, p period.Period, w schedule.World, known histories) bool {
	if _, set := w.Set[schedule.Cell{Series: s.ID, Period: p}]; set {
		return false
	}
	if _, assumed := w.Assume[s.ID]; assumed {
		return false
	}
	if g, ok := s.Assumption.Model.(series.Given); ok {
		if _, has := g.Values[p.Year]; !has {
			return false
		}
	}
	history := known.of(s, w.Known)
	return len(history) == 0 || p.Year > history[len(history)-1].year
}

// addOutputs names the nodes whose spread is wanted: years, their total, and
// the measures.
func (p *Projection) addOutputs(r Request) error {
	var known []output
	for _, l := range p.Lines {
		if l.Figure == nil || l.Status == schedule.Unknown {
			continue
		}
		f, _ := p.plan.Find(*l.Figure)
		id := f.Node
		if f.Shown != nil {
			id = *f.Shown
		}
		known = append(known, output{strconv.Itoa(l.Year), l.Year, id})
	}
	if len(known) == 0 && !slices.ContainsFunc(r.Measures, isObserved) {
		return fmt.Errorf("%w: %s", ErrNothing, p.whyUnknown())
	}
	p.outputs, p.years = slices.Clone(known), len(known)
	if r.YearsOnly {
		return nil
	}
	if len(known) > 0 {
		p.outputs = append(p.outputs, output{"total", 0, p.add(schedule.Node{Kind: schedule.Sum, In: nodesOf(known), Unit: string(p.currency), Label: "the years together"})})
	}
	for _, m := range r.Measures {
		all, err := m.measure(p, known)
		if err != nil {
			return err
		}
		p.outputs = append(p.outputs, all...)
	}
	return nil
}

func isObserved(m Measure) bool { _, ok := m.(Observed); return ok }

func (p *Projection) whyUnknown() string {
	for _, l := range p.Lines {
		if len(l.Reasons) > 0 {
			return l.Reasons[0]
		}
	}
	return "no agreement covers these years"
}

func nodesOf(all []output) []schedule.ID {
	ids := make([]schedule.ID, len(all))
	for i, o := range all {
		ids[i] = o.node
	}
	return ids
}

func (p *Projection) add(n schedule.Node) schedule.ID {
	p.plan.Nodes = append(p.plan.Nodes, n)
	return schedule.ID(len(p.plan.Nodes) - 1)
}

// withDrivers makes a driver for each series that something reads, and for the
// years between the last known and the last read.
func (p *Projection) withDrivers(r Request, drawable map[schedule.Cell]*series.Series, names map[string]*driver) (*Projection, diag.List, error) {
	first, last := map[string]int{}, map[string]int{}
	all := map[string]*series.Series{}
	for cell := range p.program.inputs {
		s, year := drawable[cell], cell.Period.Year
		if _, seen := all[s.ID]; !seen || year < first[s.ID] {
			first[s.ID] = year
		}
		all[s.ID], last[s.ID] = s, max(last[s.ID], year)
	}
	p.firstDrawn, p.lastDrawn = 0, -1
	for _, id := range slices.Sorted(keysOf(all)) {
		seed := r.Seed
		if other, ok := r.SeedOf[id]; ok {
			seed = other
		}
		d, err := newDriver(all[id], r.World, seed, last[id])
		if err != nil {
			return nil, diag.List{{Code: diag.HistoryShort, Pos: all[id].Assumption.Pos, Path: "dossier/series/" + id, Message: err.Error()}}, err
		}
		if !d.started {
			d.first = first[id]
		}
		d.points, d.table = p.points, p.directions
		p.drivers = append(p.drivers, d)
		names[id] = d
		if p.lastDrawn < p.firstDrawn {
			p.firstDrawn, p.lastDrawn = d.first, d.last
		}
		p.firstDrawn, p.lastDrawn = min(p.firstDrawn, d.first), max(p.lastDrawn, d.last)
	}
	for _, d := range p.drivers {
		columns := make([]int, p.lastDrawn-p.firstDrawn+1)
		for i := range columns {
			columns[i] = -1
			if c, there := p.program.inputs[schedule.Cell{Series: d.series.ID, Period: period.Year(p.firstDrawn + i)}]; there {
				columns[i] = c
			}
		}
		p.columns[d] = columns
	}
	p.sorted = p.inputs()
	found, err := p.correlate(r)
	return p, found, err
}

func (p *Projection) columnOf(d *driver, year int) int { return p.columns[d][year-p.firstDrawn] }

func (p *Projection) driverOf(id string) *driver {
	i := slices.IndexFunc(p.drivers, func(d *driver) bool { return d.series.ID == id })
	return p.drivers[i]
}

// count returns what the exact interpreter found for a node, in the unit that
// its column counts in.
func (p *Projection) count(s *schedule.Schedule, id schedule.ID, v value) float64 {
	at := s.At(id)
	if !at.Known() {
		return nan()
	}
	n, _ := new(big.Rat).Quo(rat(at.Number), v.unit).Float64()
	return n
}
