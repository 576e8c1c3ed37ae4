package workbench

import (
	"fmt"
	"math"

	"entente/decimal"
	"entente/dossier"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/ratification"
	"entente/schedule"
)

// NegotiationQuestion names a negotiation of a dossier. Known is the day it is
// looked at from; "" is the day that its file gives.
type NegotiationQuestion struct {
	Question
	Negotiation string
	File        string // a file of the user's that holds the negotiation, in the place of the id
}

// Chance is a probability with whose it is: the likely value, and the ends of
// the range.
type Chance struct {
	Likely float64 `json:"likely"` // from 0 to 1
	Low    float64 `json:"low"`    // at the lower end
	High   float64 `json:"high"`   // at the upper end
	Owner  string  `json:"owner"`  // whose probability it is
	On     string  `json:"on"`     // of which day
}

// bargain is a negotiation with its dossier as known on a day.
type bargain struct {
	*computed
	about *dossier.Negotiation
	day   period.Day
	read  func(file string) []byte
}

// bargain opens a negotiation. Without a day of its own the question is asked
// on the day of the file.
func (w *Workbench) bargain(q NegotiationQuestion) (*bargain, error) {
	c, err := w.compute(q.Question)
	if err != nil {
		return nil, err
	}
	n, read, err := c.negotiation(q)
	if err != nil {
		return nil, err
	}
	if q.Known == "" {
		world, err := q.world(c.Dossier)
		if err != nil {
			return nil, err
		}
		world.Known = n.On
		c.schedule = c.schedule.Plan.Evaluate(world)
	}
	return &bargain{c, n, c.schedule.World.Known, read}, nil
}

// negotiation finds a negotiation of the dossier, or reads one from a file.
func (c *computed) negotiation(q NegotiationQuestion) (*dossier.Negotiation, func(string) []byte, error) {
	if q.File != "" {
		if dossier.IsPrivate(q.File) {
			return nil, nil, usage("%s: %w", q.File, ErrPrivate)
		}
		data, err := bounded(q.File)
		if err != nil {
			return nil, nil, usage("negotiation %s: %w", q.File, err)
		}
		read := func(name string) []byte {
			if name == q.File {
				return data
			}
			return c.File(name)
		}
		n, found := c.ReadNegotiation(q.File, data)
		if found.HasErrors() {
			return nil, nil, &FindingsError{found.Errors(), read}
		}
		return n, read, nil
	}
	n, ok := c.Negotiation(q.Negotiation)
	if ok {
		return n, c.File, nil
	}
	var names []string
	for _, n := range c.Negotiations {
		names = append(names, n.ID)
	}
	if len(names) == 0 {
		return nil, nil, usage("%s has no negotiation", c.ID)
	}
	return nil, nil, usage("there is no negotiation %.60q: %s", q.Negotiation, nearest.Hint(q.Negotiation, names))
}

// sum returns the money of a figure, as known on the day.
func (b *bargain) sum(f dossier.Figure) (money.Amount, error) {
	if f.Name == "" {
		return f.Amount, nil
	}
	d, err := b.schedule.Explain(f.Name, 0, nil)
	if err != nil {
		return money.Amount{}, usage("%s: %w", b.about.File, err)
	}
	if d.Value == nil {
		return money.Amount{}, usage("%s: %s is not known on %s", b.about.File, f.Name, b.day)
	}
	currency, _ := d.UnitOf()
	return money.Amount{Currency: currency, Value: *d.Value}, nil
}

// pack finds a package; "" is the first.
func (b *bargain) pack(id string) (*dossier.Package, error) {
	var names []string
	for i, p := range b.about.Packages {
		if p.ID == id || id == "" {
			return &b.about.Packages[i], nil
		}
		names = append(names, p.ID)
	}
	return nil, usage("there is no package %.60q: %s", id, nearest.Hint(id, names))
}

// settled turns an estimate into a range with its owners: forecasts are read as
// known on the day, several owners pooled by their mean between the extremes.
func (b *bargain) settled(e dossier.Estimate) (Chance, error) {
	if e.Forecast == "" {
		return Chance{e.Likely, e.Low, e.High, e.Owner, e.On.String()}, nil
	}
	all := ratification.AsOf(b.Forecasts, e.Forecast, b.day)
	if len(all) == 0 {
		return Chance{}, usage("%s: nobody had answered %s by %s", b.about.File, e.Forecast, b.day)
	}
	out := Chance{Low: 1}
	var ps []float64
	for i, f := range all {
		ps = append(ps, f.Probability)
		low, high := f.Probability, f.Probability
		if f.Range != nil {
			low, high = f.Range.From, f.Range.To
		}
		out.Low, out.High = min(out.Low, low), max(out.High, high)
		if i > 0 {
			out.Owner, out.On = out.Owner+", ", out.On+", "
		}
		out.Owner, out.On = out.Owner+f.Owner, out.On+f.On.String()
	}
	p, err := ratification.Pool(ps, 1)
	out.Likely = p.Mean
	return out, err
}

// whole returns a sum of a model in whole units of its currency.
func whole(v float64, c money.Currency) (money.Amount, error) {
	if math.IsNaN(v) || math.Abs(v) > 1e18 {
		return money.Amount{}, fmt.Errorf("%w: a sum of %g", schedule.ErrFigure, v)
	}
	return money.Amount{Currency: c, Value: decimal.Whole(int64(math.Round(v)))}, nil
}
