package schedule

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/internal/nearest"
	"entente/money"
	"entente/source"
)

// ErrFigure is returned, wrapped, for a name that is no figure.
var ErrFigure = errors.New("no such figure")

// Derivation is a step of an explanation: what a value is, by which rule, with
// what rounding, from which source, out of which inputs.
type Derivation struct {
	Figure    string            `json:"figure,omitempty"`
	Value     *decimal.Fraction `json:"value"`
	Unit      string            `json:"unit"`
	Rule      string            `json:"rule"`
	Status    Status            `json:"status"`
	Basis     Basis             `json:"basis,omitempty"`
	Reasons   []string          `json:"reasons,omitempty"`
	Rounding  *Rounding         `json:"rounding,omitempty"`
	Series    string            `json:"series,omitempty"`
	Period    string            `json:"period,omitempty"`
	Published string            `json:"published_on,omitempty"`
	Quality   string            `json:"quality,omitempty"` // of an observation: final, derived, …
	Known     string            `json:"known_from,omitempty"`
	Note      string            `json:"note,omitempty"`
	Source    *Cited            `json:"source,omitempty"`
	Repeated  bool              `json:"repeated,omitempty"` // its inputs stand further up
	Inputs    []Derivation      `json:"inputs,omitempty"`
}

// Rounding is a number before and after it was rounded.
type Rounding struct {
	Before decimal.Fraction `json:"before"`
	After  decimal.Fraction `json:"after"`
	To     decimal.Decimal  `json:"to"`
	Mode   string           `json:"mode"`
}

// Cited is the source of a step as a reader is shown it.
type Cited struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Publisher string   `json:"publisher"`
	Date      string   `json:"date"`
	Clause    *string  `json:"clause"`
	HowRead   string   `json:"how_read,omitempty"`
	URL       string   `json:"url,omitempty"`
	Also      []string `json:"also,omitempty"` // further sources, by id
}

// Cite looks a source up by its id.
type Cite func(id string) (source.Source, bool)

// Explain returns the derivation of a figure down to depth steps (0: all).
func (s *Schedule) Explain(figure string, depth int, cite Cite) (Derivation, error) {
	if id, ok := strings.CutSuffix(figure, "/total"); ok {
		return s.explainTotal(id, depth, cite)
	}
	f, ok := s.Plan.Find(figure)
	if !ok {
		return Derivation{}, s.Plan.unknownFigure(figure)
	}
	return s.explainer(cite).figure(f, depth), nil
}

// unknownFigure says which names there are.
func (p *Plan) unknownFigure(figure string) error {
	names := make([]string, len(p.Figures))
	for i, f := range p.Figures {
		names[i] = f.ID
	}
	if near := nearest.Word(figure, names); near != "" {
		return fmt.Errorf("%w %.60q: did you mean %s?", ErrFigure, figure, near)
	}
	return fmt.Errorf("%w %.60q: a figure is AGREEMENT/YEAR, such as %s", ErrFigure, figure, first(names))
}

func first(names []string) string {
	if len(names) == 0 {
		return "sma-11/2021"
	}
	return names[0]
}

// explainer tells the inputs of a step once: a plan is a graph, and a formula
// that reads the year before twice would double the tree with every year.
type explainer struct {
	*Schedule
	cite Cite
	told map[ID]int // by step, the depth to which it was told
}

func (s *Schedule) explainer(cite Cite) explainer { return explainer{s, cite, map[ID]int{}} }

// tell reports whether the inputs of a step are still to be told down to a
// depth.
func (e explainer) tell(id ID, depth int) bool {
	if depth == 0 {
		depth = math.MaxInt
	}
	if e.told[id] >= depth {
		return false
	}
	e.told[id] = depth
	return true
}

func (e explainer) figure(f *Figure, depth int) Derivation {
	d := e.node(f.Node, depth)
	d.Figure, d.Basis = f.ID, f.Basis
	if !f.Known.IsZero() {
		d.Known = f.Known.String()
	}
	if f.Rule != nil {
		rule := Derivation{Figure: f.ID + "/rule", Unit: string(f.Currency), Rule: "rule in the text, not computed: " + f.Rule.Text.EN, Status: Unknown, Note: f.Rule.Mark.Note}
		rule.Source = e.cited(f.Rule.Mark)
		d.Inputs = append(d.Inputs, rule)
	}
	return d
}

// node explains a node. Gates and roundings are no steps of their own to a
// reader: they are told with the step they close.
func (e explainer) node(id ID, depth int) Derivation {
	n := &e.Plan.Nodes[id]
	v := e.At(id)
	switch n.Kind {
	case Gate:
		if of := e.Plan.Nodes[n.In[v.Chosen]].Figure; of != "" {
			return e.same(id, depth)
		}
		inner := e.node(n.In[v.Chosen], depth)
		e.close(&inner, n, v)
		if len(n.In) > 1 {
			inner.Note = n.Label
		}
		return inner
	case Round:
		inner := e.node(n.In[0], depth)
		if inner.Rounding == nil && inner.Figure == "" && v.Known() {
			before := e.At(n.In[0])
			inner.Rounding = &Rounding{Before: before.Number, After: v.Number, To: n.Step, Mode: n.Mode.String()}
			e.close(&inner, n, v)
			return inner
		}
	case Const, Missing, Observation, Sum, Scale, Ratio, Min, Max, Grow, Convert, Select:
	}
	d := Derivation{Unit: n.Unit, Rule: n.Label, Note: n.Mark.Note}
	e.close(&d, n, v)
	d.Source = e.cited(n.Mark)
	if n.Kind == Observation {
		e.observation(&d, n)
	}
	e.inputs(&d, id, depth)
	return d
}

// same explains a figure that is another figure, unchanged.
func (e explainer) same(id ID, depth int) Derivation {
	n, v := &e.Plan.Nodes[id], e.At(id)
	d := Derivation{Rule: n.Label, Source: e.cited(n.Mark)}
	e.close(&d, n, v)
	if depth != 1 && !e.tell(id, depth) {
		d.Repeated = true
	} else if depth != 1 {
		d.Inputs = []Derivation{e.node(n.In[v.Chosen], max(0, depth-1))}
	}
	return d
}

func (e explainer) inputs(d *Derivation, id ID, depth int) {
	n := &e.Plan.Nodes[id]
	if depth == 1 || len(n.In) == 0 {
		return
	}
	if !e.tell(id, depth) {
		d.Repeated = true
		return
	}
	for _, in := range n.In {
		if x := &e.Plan.Nodes[in]; x.Kind == Const && x.Label == "" {
			continue // a factor such as -1 that only makes a difference of a sum
		}
		d.Inputs = append(d.Inputs, e.node(in, max(0, depth-1)))
	}
}

// close gives a step the value and status of the node that ends it.
func (e explainer) close(d *Derivation, n *Node, v Value) {
	d.Status, d.Reasons, d.Value = v.Status, v.Reasons, nil
	if v.Known() {
		number := v.Number
		d.Value = &number
	}
	if n.Unit != "" {
		d.Unit = n.Unit
	}
	if n.Figure != "" {
		d.Figure = n.Figure
		if f, ok := e.Plan.Find(n.Figure); ok {
			d.Basis = f.Basis
		}
	}
	if !n.Mark.Source.IsZero() && d.Source == nil {
		d.Source = e.cited(n.Mark)
	}
	if d.Note == "" {
		d.Note = n.Mark.Note
	}
}

func (e explainer) observation(d *Derivation, n *Node) {
	d.Series, d.Period = n.Series.ID, n.Period.String()
	d.Rule = fmt.Sprintf("%s, %s", n.Label, n.Period)
	if n.Label == "" {
		d.Rule = fmt.Sprintf("%s, %s", n.Series.ID, n.Period)
	}
	if _, set := e.World.Set[Cell{n.Series.ID, n.Period}]; set {
		d.Quality = "set"
		return
	}
	o, ok := n.Series.At(n.Period, e.World.Known)
	if !ok {
		if d.Value != nil {
			d.Quality = "assumed"
		}
		return
	}
	d.Published, d.Quality, d.Note = o.Published.String(), string(o.Status), o.Note
	if o.Assumed {
		d.Published += " (assumed)"
	}
	d.Source = e.cited(source.Mark{Source: o.Source})
}

func (e explainer) cited(m source.Mark) *Cited { return CiteMark(m, e.cite) }

// CiteMark shows the source that a mark names; nil where it names none.
func CiteMark(m source.Mark, cite Cite) *Cited {
	if m.Source.IsZero() {
		return nil
	}
	c := &Cited{ID: m.Source.IDs[0], Also: m.Source.IDs[1:]}
	if m.Source.Clause != "" {
		clause := m.Source.Clause
		c.Clause = &clause
	}
	if cite == nil {
		return c
	}
	if s, ok := cite(c.ID); ok {
		c.Title, c.Publisher, c.Date, c.HowRead, c.URL = s.Title, s.Publisher, s.Date, string(s.HowRead), s.URL
	}
	return c
}

// explainTotal adds the known years of an agreement and names the others.
func (s *Schedule) explainTotal(id string, depth int, cite Cite) (Derivation, error) {
	d := Derivation{Figure: id + "/total", Unit: string(s.Plan.input.Currency), Status: Agreed, Basis: ByRule}
	sum, unknown := decimal.Fraction{}, []string{}
	found, e := false, s.explainer(cite)
	for _, a := range s.Plan.input.Agreements {
		if a.ID != id {
			continue
		}
		found = true
		for year := a.Years().From; year <= a.Years().To; year++ {
			f, ok := s.Plan.Find(id + "/" + strconv.Itoa(year))
			if !ok {
				continue
			}
			v := s.At(f.Node)
			d.Status = max(d.Status, min(v.Status, Projected))
			if !v.Known() {
				unknown = append(unknown, strconv.Itoa(year))
			}
			sum = sum.Add(v.Number)
			if depth != 1 {
				d.Inputs = append(d.Inputs, e.figure(f, max(1, depth-1)))
			}
		}
		d.Rule = fmt.Sprintf("the years %s together", a.Years())
	}
	if !found {
		return Derivation{}, s.Plan.unknownFigure(id + "/total")
	}
	if len(unknown) > 0 {
		d.Reasons = []string{"without the unknown years " + strings.Join(unknown, ", ")}
	}
	d.Value = &sum
	return d, nil
}

// UnitOf reports the currency of a derivation's unit, where it is money.
func (d Derivation) UnitOf() (money.Currency, bool) {
	c, err := money.ParseCurrency(d.Unit)
	return c, err == nil
}
