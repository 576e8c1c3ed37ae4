package workbench

import (
	"slices"

	"entente/deal"
	"entente/dossier"
	"entente/internal/nearest"
	"entente/negotiation"
)

// DealAdvice is what follows for whoever sits at the table.
type DealAdvice struct {
	From         DealPackage     `json:"from"`                // the package that the advice starts from
	Concessions  []DealMove      `json:"concessions"`         // what moving one issue by one value gives and takes
	Trades       []DealMove      `json:"trades"`              // changes of two issues by which everybody gains
	Alike        []DealAlike     `json:"same_cost"`           // for each party: packages worth about the same to it that please the other more
	Improvements []DealMove      `json:"improvements"`        // packages at which nobody loses and somebody gains, after a settlement on the first
	IntoRange    []DealIntoRange `json:"smallest_changes"`    // for each named package outside: the fewest issues to change until it suits everybody
	Offers       []DealPackage   `json:"next_offers"`         // for the rounds that are left, only with as
	Settle       *string         `json:"settle_for"`          // the solution that the offers lead to; null without offers
	Beyond       []string        `json:"conditions,omitzero"` // under which the advice holds
}

// DealMove is a change of some issues.
type DealMove struct {
	Changes []DealChange `json:"changes"`         // the issues that change
	Utils   []float64    `json:"change_of_utils"` // of each party
	Sum     float64      `json:"change_of_total"` // of what is paid, in whole units
	To      DealPackage  `json:"to"`
}

// DealChange is one issue that changes.
type DealChange struct {
	Issue string `json:"issue"` // its id
	From  string `json:"from"`
	To    string `json:"to"`
}

// DealAlike is what costs a party the same.
type DealAlike struct {
	Party string     `json:"party"`
	Moves []DealMove `json:"moves"` // to packages that please the other more
}

// DealIntoRange is how a package outside the zone gets into it.
type DealIntoRange struct {
	Package string     `json:"package"` // id of the package
	Moves   []DealMove `json:"moves"`   // the fewest issues first
}

const shown = 3

// advise fills in the advice.
func (d *dealing) advise(out *DealResult, r DealRequest) error {
	from, err := d.from(out, r.From)
	if err != nil {
		return err
	}
	a := DealAdvice{From: from, Alike: []DealAlike{}, IntoRange: []DealIntoRange{}, Offers: []DealPackage{}}
	a.Concessions = d.moves(from, d.table.Steps(from.outcome))
	a.Trades = d.moves(from, d.table.Trades(from.outcome, shown))
	a.Improvements = d.moves(from, d.table.Improvements(from.outcome, shown))
	for i, p := range d.profiles {
		if r.As == "" || r.As == p.Party {
			a.Alike = append(a.Alike, DealAlike{p.Party, d.moves(from, d.table.Alike(i, from.outcome, shown))})
		}
	}
	for _, k := range out.Deals {
		if k.Rational || out.ZOPA.Empty {
			continue
		}
		by := slices.IndexFunc(d.profiles, func(p dossier.DealProfile) bool { return p.Party == k.By })
		a.IntoRange = append(a.IntoRange, DealIntoRange{*k.ID, d.moves(k, d.table.Into(by, k.outcome, shown))})
	}
	if r.As != "" && len(out.Solutions) > 0 {
		d.offers(out, &a, r)
	}
	a.Beyond = []string{
		"by the likely weights; robust tells what the ranges allow",
		"the utilities of different parties are on scales of their own",
	}
	out.Advice = a
	return nil
}

// from finds the package that the advice starts from: the one asked for; else
// what was agreed, the first of the file that suits everybody, the Nash
// solution, or the nearest miss.
func (d *dealing) from(out *DealResult, id string) (DealPackage, error) {
	var names []string
	var agreed, suits *DealPackage
	for i, k := range out.Deals {
		if *k.ID == id {
			return k, nil
		}
		if k.By == "" && agreed == nil {
			agreed = &out.Deals[i]
		}
		if k.Rational && suits == nil {
			suits = &out.Deals[i]
		}
		names = append(names, *k.ID)
	}
	switch {
	case id != "":
		return DealPackage{}, usage("--from: there is no package %.60q: %s", id, nearest.Hint(id, names))
	case agreed != nil:
		return *agreed, nil
	case suits != nil:
		return *suits, nil
	case len(out.Solutions) > 0:
		return out.Solutions[0].DealPackage, nil
	case len(out.ZOPA.Misses) > 0:
		return out.ZOPA.Misses[0], nil
	}
	return out.Frontier[0], nil
}

func (d *dealing) moves(from DealPackage, moves []deal.Move) []DealMove {
	out := []DealMove{}
	issues := d.scenario.Space.Issues
	for _, m := range moves {
		line := DealMove{Changes: []DealChange{}, Utils: m.Change, To: d.pack(m.To)}
		line.Sum = line.To.Measures[string(deal.Total)] - from.Measures[string(deal.Total)]
		for _, k := range m.Issues {
			line.Changes = append(line.Changes, DealChange{issues[k].Name, issues[k].Values.Label(from.outcome[k]), issues[k].Values.Label(m.To[k])})
		}
		out = append(out, line)
	}
	return out
}

// offers adds what to offer in the rounds that are left.
func (d *dealing) offers(out *DealResult, a *DealAdvice, r DealRequest) {
	me := slices.IndexFunc(d.profiles, func(p dossier.DealProfile) bool { return p.Party == r.As })
	var frontier []negotiation.Outcome
	for _, f := range d.solved.Frontier {
		frontier = append(frontier, f.Outcome)
	}
	settle := out.Solutions[0]
	for _, o := range d.table.Offers(me, r.Rounds, frontier, settle.outcome) {
		a.Offers = append(a.Offers, d.pack(o))
	}
	a.Settle = &settle.Name
}
