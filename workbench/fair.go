package workbench

import (
	"entente/decimal"
	"entente/dossier"
	"entente/fairness"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// FairRequest asks what sums are a share of.
type FairRequest struct {
	NegotiationQuestion
}

// FairResult lays sums and bases side by side, all in one currency.
type FairResult struct {
	Header
	Negotiation string          `json:"negotiation"` // id of the negotiation
	Title       text.Text       `json:"title"`
	On          period.Day      `json:"on"`
	Currency    money.Currency  `json:"currency"`
	Rates       []string        `json:"rates"`      // how other currencies became this one
	Bases       []BaseLine      `json:"bases"`      // the costs that sums are measured against
	Sums        []SumLine       `json:"sums"`       // what was paid, offered or demanded
	Yields      []YieldLine     `json:"yields"`     // what common factors make of each base, beside the sum demanded
	Statements  []StatementLine `json:"statements"` // what was said of shares, and where it is true
	Rules       []RuleOutcome   `json:"rules"`      // what rules of division make of the dispute
	Notes       []string        `json:"notes"`      // what to know of the figures

	Units money.Units `json:"-"`
}

// BaseLine is a cost.
type BaseLine struct {
	ID     string            `json:"base"` // id of the base
	Title  text.Text         `json:"title"`
	Amount *decimal.Fraction `json:"amount"`
	AsPut  string            `json:"as_put"` // in the currency of its source
	Source []string          `json:"source"`
	Note   string            `json:"note,omitempty"`
}

// SumLine is a sum and what it is of each base, in the order of the bases.
type SumLine struct {
	ID     string            `json:"sum"` // id of the sum
	Title  text.Text         `json:"title"`
	By     string            `json:"by"` // the party whose sum it is
	Amount *decimal.Fraction `json:"amount"`
	Shares []string          `json:"shares"` // of each base, in percent to one decimal
	Source []string          `json:"source"`
}

// YieldLine is what a factor makes of a base.
type YieldLine struct {
	Demanded string            `json:"demanded"` // id of the sum
	Base     string            `json:"base"`     // id of the base
	Factor   string            `json:"factor"`   // half, all, all plus half
	Amount   *decimal.Fraction `json:"amount"`
	Off      string            `json:"off"`   // distance from the sum demanded, in percent to one decimal
	Meets    bool              `json:"meets"` // it is within the tolerance of the file
}

// StatementLine is what was said, with the sums and bases for which it is true.
type StatementLine struct {
	By     string     `json:"by"` // who said it
	Words  string     `json:"words"`
	Holds  []HoldLine `json:"holds"` // where it is true; empty where it is nowhere
	Source []string   `json:"source"`
}

// HoldLine is a sum and a base for which a statement is true.
type HoldLine struct {
	Sum   string `json:"sum"`  // id of the sum
	Base  string `json:"base"` // id of the base
	Share string `json:"share"`
}

// RuleOutcome is the payment by a rule, and how far the sums lie from it, in
// the order of the sums.
type RuleOutcome struct {
	Rule      string            `json:"rule"`      // its name
	Idea      string            `json:"idea"`      // in a few words
	Payment   *decimal.Fraction `json:"payment"`   // what the payer would pay
	Distances []string          `json:"distances"` // of each sum, in percent of the payment to one decimal
}

// Fair tells what sums are a share of, which base makes which statement true,
// and what rules of division would give.
func (w *Workbench) Fair(r FairRequest) (*FairResult, error) {
	b, err := w.bargain(r.NegotiationQuestion)
	if err != nil {
		return nil, err
	}
	f := b.about.Fair
	if f == nil {
		return nil, usage("%s says nothing about fair shares", b.about.File)
	}
	out := &FairResult{
		Header: b.header(), Negotiation: b.about.ID, Title: b.about.Title, On: b.day, Currency: b.Currency, Rates: []string{}, Bases: []BaseLine{}, Sums: []SumLine{},
		Yields: []YieldLine{}, Statements: []StatementLine{}, Rules: []RuleOutcome{}, Notes: []string{}, Units: b.Units,
	}
	for _, rate := range f.Convert {
		out.Rates = append(out.Rates, rate.String())
	}
	if f.Note != "" {
		out.Notes = append(out.Notes, f.Note)
	}
	bases, err := b.bases(f, out)
	if err != nil {
		return nil, err
	}
	amounts, all, err := b.sums(f, bases, out)
	if err != nil {
		return nil, err
	}
	for _, s := range f.Statements {
		line := StatementLine{By: s.By, Words: s.Words, Holds: []HoldLine{}, Source: cited(s.Mark)}
		for i, standings := range all {
			for _, x := range s.Holds(standings) {
				line.Holds = append(line.Holds, HoldLine{f.Sums[i].ID, x.Base.ID, percent(x.Share)})
			}
		}
		out.Statements = append(out.Statements, line)
	}
	if f.Dispute == nil {
		return out, nil
	}
	return out, b.dispute(f, bases, amounts, out)
}

func cited(m source.Mark) []string {
	if m.Source.IDs == nil {
		return []string{}
	}
	return m.Source.IDs
}

func percent(share decimal.Fraction) string { return share.Mul(decimal.Whole(100)).Approx(1) }

// inOne converts a sum into the dossier's currency by the rates of the file.
func (b *bargain) inOne(a money.Amount, rates []money.Rate) (money.Amount, error) {
	if a.Currency == b.Currency {
		return a, nil
	}
	for _, r := range rates {
		if out, err := r.Convert(a); err == nil && out.Currency == b.Currency {
			return out, nil
		}
	}
	return a, usage("%s: no rate makes %s of %s", b.about.File, b.Currency, a.Currency)
}

func (b *bargain) bases(f *dossier.Fairness, out *FairResult) ([]fairness.Base, error) {
	var bases []fairness.Base
	for _, x := range f.Bases {
		a, err := b.inOne(x.Amount, f.Convert)
		if err != nil {
			return nil, err
		}
		bases = append(bases, fairness.Base{ID: x.ID, Name: x.Name, Amount: a})
		out.Bases = append(out.Bases, BaseLine{x.ID, x.Name, &a.Value, money.Short(x.Amount), cited(x.Mark), x.Mark.Note})
	}
	return bases, nil
}

func (b *bargain) sums(f *dossier.Fairness, bases []fairness.Base, out *FairResult) (amounts []money.Amount, all [][]fairness.Standing, err error) {
	for _, s := range f.Sums {
		a, err := b.sum(s.Value)
		if err == nil {
			a, err = b.inOne(a, f.Convert)
		}
		if err != nil {
			return nil, nil, err
		}
		standings, err := fairness.Panel(a, bases)
		if err != nil {
			return nil, nil, usage("%s: %w", b.about.File, err)
		}
		line := SumLine{ID: s.ID, Title: s.Title, By: s.By, Amount: &a.Value, Shares: []string{}, Source: cited(s.Mark)}
		for _, x := range standings {
			line.Shares = append(line.Shares, percent(x.Share))
		}
		amounts, all, out.Sums = append(amounts, a), append(all, standings), append(out.Sums, line)
	}
	return amounts, all, nil
}

// dispute adds what makes the demand, and what rules make of demand and offer.
func (b *bargain) dispute(f *dossier.Fairness, bases []fairness.Base, amounts []money.Amount, out *FairResult) error {
	d := fairness.Dispute{}
	var demanded money.Amount
	for i, s := range f.Sums {
		if s.ID == f.Dispute.Demand {
			demanded, d.Demand = amounts[i], amounts[i].Value
		}
		if s.ID == f.Dispute.Offer {
			d.Offer = amounts[i].Value
		}
	}
	for _, x := range bases {
		if x.ID == f.Dispute.Cost {
			d.Cost = x.Amount.Value
		}
	}
	yields, err := fairness.Search(demanded, bases, fairness.Factors(), f.Tolerance)
	if err != nil {
		return usage("%s: %w", b.about.File, err)
	}
	for _, y := range yields {
		out.Yields = append(out.Yields, YieldLine{f.Dispute.Demand, y.Base.ID, y.Factor.Name, &y.Sum.Value, percent(y.Off), y.Meets})
	}
	var capacities []fairness.Capacity
	for _, c := range f.Capacities {
		payer, err := b.inOne(c.Payer, f.Convert)
		if err != nil {
			return err
		}
		payee, err := b.inOne(c.Payee, f.Convert)
		if err != nil {
			return err
		}
		capacities = append(capacities, fairness.Capacity{Name: c.Name, Payer: payer.Value, Payee: payee.Value})
	}
	outcomes, err := d.Outcomes(capacities...)
	if err != nil {
		return usage("%s: %w", b.about.File, err)
	}
	for _, o := range outcomes {
		line := RuleOutcome{Rule: o.Rule, Idea: o.Idea, Payment: &o.Payment, Distances: []string{}}
		for _, a := range amounts {
			line.Distances = append(line.Distances, percent(fairness.Distances(a.Value, []fairness.Outcome{o})[0].Part))
		}
		out.Rules = append(out.Rules, line)
	}
	return nil
}
