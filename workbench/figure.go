package workbench

import (
	"strings"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
	"entente/schedule"
)

// FigureResult is a figure by its address: the amount at the top, how it comes
// about below, and what rests on it.
type FigureResult struct {
	Header
	Figure  string              `json:"figure"`
	Title   text.Text           `json:"title"`          // of its agreement or key
	Year    int                 `json:"year,omitempty"` // 0: a sum over years
	Amount  *decimal.Fraction   `json:"amount"`
	Unit    string              `json:"unit"`
	Status  schedule.Status     `json:"status"`
	Basis   schedule.Basis      `json:"basis"`
	RestsOn []string            `json:"rests_on,omitempty"` // figures that it is computed from, nearest first
	Used    []string            `json:"used,omitempty"`     // figures that rest on it, in order of years
	Node    schedule.Derivation `json:"node"`

	Units money.Units `json:"-"`
}

// Figure tells one figure.
func (w *Workbench) Figure(r ExplainRequest) (*FigureResult, error) {
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	name := strings.TrimPrefix(r.Figure, c.ID+"/")
	out := &FigureResult{Header: c.header(), Figure: name, Units: c.Units}
	if out.Node, err = c.explain(name, r.Depth); err != nil {
		return nil, err
	}
	out.Amount, out.Unit, out.Status, out.Basis = out.Node.Value, out.Node.Unit, out.Node.Status, out.Node.Basis
	owner, _, _ := strings.Cut(name, "/")
	if a, ok := c.Agreement(owner); ok {
		out.Title = a.Title
	}
	if e, _, ok := c.findKey(name); ok {
		out.Title = e.Title
	}
	if f, ok := c.schedule.Plan.Find(name); ok {
		out.Year, out.Used = f.Year, c.restOn(f)
	}
	out.RestsOn = restsOn(out.Node.Inputs, nil)
	return out, nil
}

// restOn returns the figures that rest on a figure.
func (c *computed) restOn(f *schedule.Figure) []string {
	rests := make([]bool, len(c.schedule.Plan.Nodes))
	rests[f.Node] = true
	for i, n := range c.schedule.Plan.Nodes {
		for _, in := range n.In {
			rests[i] = rests[i] || rests[in]
		}
	}
	var out []string
	for _, g := range c.schedule.Plan.Figures {
		if rests[g.Node] && g.ID != f.ID {
			out = append(out, g.ID)
		}
	}
	return out
}

// restsOn collects the figures that steps name, each once.
func restsOn(steps []schedule.Derivation, seen map[string]bool) []string {
	if seen == nil {
		seen = map[string]bool{}
	}
	var out []string
	for _, d := range steps {
		if d.Figure != "" && !seen[d.Figure] {
			seen[d.Figure] = true
			out = append(out, d.Figure)
		}
		out = append(out, restsOn(d.Inputs, seen)...)
	}
	return out
}
