package workbench

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"entente/agreement"
	"entente/decimal"
	"entente/dossier"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/ratification"
	"entente/schedule"
)

// RatifyRequest asks how likely a package is to be ratified.
type RatifyRequest struct {
	NegotiationQuestion
	Package string // "" is the first
	Curve   bool   // the probability over the price too
}

// RatifyResult is the probability that a package is ratified, over the stated
// ranges, and what would change it.
type RatifyResult struct {
	Header
	Negotiation  string            `json:"negotiation"` // id of the negotiation
	Title        text.Text         `json:"title"`
	On           period.Day        `json:"on"`
	Package      string            `json:"package"`       // id of the package
	PackageTitle text.Text         `json:"package_title"` // what it is
	Price        *decimal.Fraction `json:"price"`         // of its first year
	Over         *decimal.Fraction `json:"over"`          // what was paid before
	Currency     money.Currency    `json:"currency"`
	Increase     float64           `json:"increase"`    // of the price over what was paid before, in percent
	NewItems     int               `json:"new_items"`   // cost items that were not there before
	Probability  Chance            `json:"probability"` // that everybody consents whose consent is needed
	Bodies       []BodyLine        `json:"bodies"`      // the parties that must ask at home
	WinSets      []WinSetLine      `json:"win_sets"`    // what each body would let pass
	Concessions  []ConcessionLine  `json:"concessions"` // ways to the wanted probability, the cheapest first; for the likely values
	Curve        []PriceLine       `json:"curve"`       // the probability over the price; empty unless asked for
	Recorded     []RecordedLine    `json:"recorded"`    // votes on record by the day; nothing is fitted to them
	Notes        []string          `json:"notes"`       // what to know of the estimates

	Units money.Units `json:"-"`
	Names Names       `json:"-"`
}

// BodyLine is everybody whose consent one party needs.
type BodyLine struct {
	Party       string        `json:"party"`
	Probability Chance        `json:"probability"` // that all consent
	Chambers    []ChamberLine `json:"chambers"`    // those that vote
	Vetoes      []VetoLine    `json:"vetoes"`      // those that need not vote
}

// ChamberLine is what is to be expected of a vote.
type ChamberLine struct {
	Name    string  `json:"name"`
	Members int     `json:"members"`            // all seats
	Needed  int     `json:"quorum"`             // members who must be present
	Rule    string  `json:"rule"`               // when the vote carries
	Quorum  Chance  `json:"quorum_probability"` // that enough are present
	Pass    Chance  `json:"pass"`               // that it carries
	Present float64 `json:"present"`            // members present, on average, by the likely values
	Yes     float64 `json:"yes"`                // votes for it, on average, by the likely values
}

// VetoLine is one whose consent is needed.
type VetoLine struct {
	Name    string `json:"name"`
	Consent Chance `json:"consent"` // the probability
}

// WinSetLine is the highest price that a body lets pass with a probability, by
// the likely values.
type WinSetLine struct {
	Party    string            `json:"party"`
	Want     float64           `json:"want"`           // the probability
	Increase *float64          `json:"increase_up_to"` // in percent; null where none passes
	Price    *decimal.Fraction `json:"price_up_to"`    // in whole currency units; null where none passes
}

// ConcessionLine is a weaker package that has the wanted probability.
type ConcessionLine struct {
	Party       string            `json:"party"`
	Increase    float64           `json:"increase"`    // in percent, after the concession
	Price       *decimal.Fraction `json:"price"`       // of the first year, after the concession
	NewItems    int               `json:"new_items"`   // left
	Probability float64           `json:"probability"` // by the likely values
}

// RecordedLine is a vote on record.
type RecordedLine struct {
	Agreement string   `json:"agreement"`
	On        string   `json:"on"`
	Present   int      `json:"present"`  // members present
	Yes       int      `json:"yes"`      // votes for
	No        int      `json:"no"`       // votes against
	Abstain   int      `json:"abstain"`  // abstentions, which count as present
	Increase  *float64 `json:"increase"` // of the first sum that differs over what was paid before, in percent; null where the day does not know it
}

// Ratify tells how likely a package is to be ratified, and what would make it
// likelier.
func (w *Workbench) Ratify(r RatifyRequest) (*RatifyResult, error) {
	return keep(w.memo(r.NegotiationQuestion), fmt.Sprintf("ratify %q %q %v", r.Negotiation, r.Package, r.Curve), func() (*RatifyResult, error) { return w.ratify(r) })
}

func (w *Workbench) ratify(r RatifyRequest) (*RatifyResult, error) {
	b, err := w.bargain(r.NegotiationQuestion)
	if err != nil {
		return nil, err
	}
	if len(b.about.Ratify) == 0 {
		return nil, usage("%s says nothing about who must consent", b.about.File)
	}
	p, err := b.pack(r.Package)
	if err != nil {
		return nil, err
	}
	price, err := b.sum(p.Price)
	if err != nil {
		return nil, err
	}
	over, err := b.sum(p.Over)
	if err != nil {
		return nil, err
	}
	growth, ok := price.Value.Quo(over.Value)
	if !ok || price.Currency != over.Currency {
		return nil, usage("%s: package %s: %s over %s is no increase", b.about.File, p.ID, price, over)
	}
	offer := ratification.Offer{Increase: growth.Sub(decimal.Whole(1)).Float64(), NewItems: float64(p.NewItems)}
	out := &RatifyResult{
		Header: b.header(), Negotiation: b.about.ID, Title: b.about.Title, On: b.day, Package: p.ID, PackageTitle: p.Title, Price: &price.Value, Over: &over.Value,
		Currency: price.Currency, Increase: 100 * offer.Increase, NewItems: p.NewItems, Probability: Chance{Likely: 1, Low: 1, High: 1}, Bodies: []BodyLine{},
		WinSets: []WinSetLine{}, Concessions: []ConcessionLine{}, Recorded: b.recorded(), Curve: []PriceLine{}, Notes: []string{}, Units: b.Units, Names: b.names(),
	}
	var ends [][]ratification.Spread
	for _, c := range b.about.Ratify {
		spreads, err := b.body(c, offer, over, out)
		if err != nil {
			return nil, err
		}
		ends = append(ends, spreads)
	}
	if r.Curve {
		return out, b.curve(offer, ends, over, out)
	}
	return out, nil
}

// body adds what one party's ratifiers make of an offer, and returns the spread
// of each chamber.
func (b *bargain) body(c dossier.Consent, o ratification.Offer, over money.Amount, out *RatifyResult) (ends []ratification.Spread, err error) {
	likely := ratification.Body{Party: c.Party}
	line := BodyLine{Party: c.Party, Probability: Chance{1, 1, 1, c.Owner, c.On.String()}, Chambers: []ChamberLine{}, Vetoes: []VetoLine{}}
	own := func(l, low, high float64) Chance { return Chance{l, low, high, c.Owner, c.On.String()} }
	for _, x := range c.Chambers {
		s, err := x.Spread(o)
		if err != nil {
			return nil, usage("%s: %w", b.about.File, err)
		}
		ends = append(ends, s)
		likely.Chambers = append(likely.Chambers, x.Likely())
		pass := own(s.Likely.Pass, s.Low.Pass, s.High.Pass)
		line.Chambers = append(line.Chambers, ChamberLine{
			Name: x.Name, Members: x.Members, Needed: x.Rule.Quorum, Rule: x.Rule.String(), Pass: pass, Present: s.Likely.Present, Yes: s.Likely.Yes,
			Quorum: own(s.Likely.Quorum, min(s.Likely.Quorum, s.Low.Quorum, s.High.Quorum), max(s.Likely.Quorum, s.Low.Quorum, s.High.Quorum)),
		})
		line.Probability = line.Probability.and(pass)
	}
	for _, v := range c.Vetoes {
		chance, err := b.settled(v.Consent)
		if err != nil {
			return nil, err
		}
		likely.Vetoes = append(likely.Vetoes, ratification.Veto{Name: v.Name, Consent: ratification.Forecast{Probability: chance.Likely}})
		line.Vetoes = append(line.Vetoes, VetoLine{v.Name, chance})
		line.Probability = line.Probability.and(chance)
	}
	out.Bodies = append(out.Bodies, line)
	out.Probability = out.Probability.and(line.Probability)
	if c.Note != "" {
		out.Notes = append(out.Notes, c.Note)
	}
	if c.Want == 0 {
		return ends, nil
	}
	return ends, b.limits(c, likely, o, over, out)
}

// and is the chance that both happen, taken to be independent.
func (c Chance) and(d Chance) Chance {
	out := Chance{c.Likely * d.Likely, c.Low * d.Low, c.High * d.High, c.Owner, c.On}
	switch {
	case c.Owner == "":
		out.Owner, out.On = d.Owner, d.On
	case d.Owner != c.Owner || d.On != c.On:
		out.Owner, out.On = c.Owner+", "+d.Owner, c.On+", "+d.On
	}
	return out
}

// widest is the largest increase for which a win-set is looked for: ten times
// what was paid.
const widest = 9

// limits adds the win-set of a body and the concessions that reach the wanted
// probability.
func (b *bargain) limits(c dossier.Consent, body ratification.Body, o ratification.Offer, over money.Amount, out *RatifyResult) error {
	step := b.step(over.Currency)
	priced := func(increase float64) (*decimal.Fraction, error) { // down to a sum that the dossier's rounding knows
		a, err := whole(step*math.Floor(over.Value.Float64()*(1+increase)/step+1e-9), over.Currency)
		return &a.Value, err
	}
	set := WinSetLine{Party: c.Party, Want: c.Want}
	top, err := body.Concessions(ratification.Offer{Increase: widest}, c.Want, 0)
	if err != nil {
		return usage("%s: %w", b.about.File, err)
	}
	if len(top) > 0 {
		percent := 100 * top[0].Offer.Increase
		set.Increase = &percent
		if set.Price, err = priced(top[0].Offer.Increase); err != nil {
			return err
		}
	}
	out.WinSets = append(out.WinSets, set)
	ways, err := body.Concessions(o, c.Want, c.ItemWorth)
	if err != nil {
		return usage("%s: %w", b.about.File, err)
	}
	for _, x := range ways {
		price, err := priced(x.Offer.Increase)
		if err != nil {
			return err
		}
		out.Concessions = append(out.Concessions, ConcessionLine{c.Party, 100 * x.Offer.Increase, price, int(x.Offer.NewItems), x.Probability})
	}
	return nil
}

// step is the step to which sums of a currency are rounded, 1 where none is said.
func (b *bargain) step(c money.Currency) float64 {
	for _, s := range b.Rounding.Steps {
		if s.Currency == c {
			return s.Value.Float64()
		}
	}
	return 1
}

// recorded are the votes of the dossier by the day.
func (b *bargain) recorded() []RecordedLine {
	out := []RecordedLine{}
	for _, a := range b.Agreements {
		m, ok := a.Milestone("consent")
		if !ok || m.Vote == nil || !b.day.IsZero() && m.On.Last().After(b.day) {
			continue
		}
		out = append(out, RecordedLine{a.ID, m.On.String(), m.Vote.Present, m.Vote.Yes, m.Vote.No, m.Vote.Abstain, b.firstIncrease(a)})
	}
	slices.SortStableFunc(out, func(x, y RecordedLine) int { return cmp.Compare(x.On, y.On) })
	return out
}

// firstIncrease is by how much the first sum of an agreement that differs
// exceeds the one paid before it, in percent; nil where the day does not know.
func (b *bargain) firstIncrease(a *agreement.Agreement) *float64 {
	var before *decimal.Fraction
	for _, l := range b.schedule.Lines(schedule.Selection{Years: period.Years{From: a.Years().From - 1, To: a.Years().To}}) {
		switch {
		case l.Amount == nil:
			return nil
		case before == nil || l.Year < a.Years().From:
			before = l.Amount
		case !l.Amount.Equal(*before):
			x, ok := l.Amount.Quo(*before)
			if !ok {
				return nil
			}
			percent := 100 * x.Sub(decimal.Whole(1)).Float64()
			return &percent
		}
	}
	return nil
}
