package api

import (
	"cmp"
	"fmt"
	"strings"

	"entente/workbench"
)

// Named is the parameter of every operation on a dossier.
type Named struct {
	Dossier string `doc:"one of the dossiers that are served" example:"kr-us-sma" maxLength:"100" path:"dossier"`
}

// Question is what every question about a dossier may carry.
type Question struct {
	Named
	Terms
}

// Terms are the conditions of a question: what is known, assumed and changed.
type Terms struct {
	Known    string   `doc:"use only what was known on this day" example:"2020-06-30"                             maxLength:"40"  query:"known"`
	Assume   []string `doc:"SERIES=VALUE, where nothing is known" example:"kr.cpi=2.0"                            maxItems:"20"   query:"assume,explode"`
	Set      []string `doc:"SERIES/PERIOD=VALUE in place of what was observed" example:"kr.cpi/2024=3.1"          maxItems:"20"   query:"set,explode"`
	Change   []string `doc:"PATH=VALUE in place of what the files say" example:"sma-12/amounts/2026/value=16_000 eok" maxItems:"20" query:"change,explode"`
	Extend   string   `doc:"prolong this agreement past its term" example:"sma-12"                                maxLength:"100" query:"extend"`
	Currency string   `doc:"a further currency to show sums in" example:"USD"                                     maxLength:"3"   query:"currency"`
	FX       string   `doc:"how to convert: average, agreed, month:YYYY-MM or spot:YYYY-MM-DD" example:"average"  maxLength:"40"  query:"fx"`
}

// Years are the parameters of a span of years.
type Years struct {
	From int `doc:"first year" maximum:"9999" minimum:"0" query:"from"`
	To   int `doc:"last year"  maximum:"9999" minimum:"0" query:"to"`
}

// ask turns the parameters into a question of the workbench.
func (a *API) ask(q Question) (workbench.Question, error) {
	path, err := a.served.Find(q.Dossier)
	if err != nil {
		return workbench.Question{}, err
	}
	return q.question(path)
}

// known is a question about a dossier as known on a day.
func (a *API) known(n Named, day string) (workbench.Question, error) {
	return a.ask(Question{Named: n, Terms: Terms{Known: day}})
}

func (t Terms) question(path string) (workbench.Question, error) {
	out := workbench.Question{Dossier: path, Known: t.Known, Assume: t.Assume, Set: t.Set, Extend: t.Extend}
	for _, change := range t.Change {
		if !strings.Contains(change, "=") { // it would be the name of a file
			return out, fmt.Errorf("%w: change %.60q: PATH=VALUE", workbench.ErrUsage, change)
		}
		out.WhatIf = append(out.WhatIf, change)
	}
	if t.Currency != "" {
		out.Currency, out.FX = t.Currency, cmp.Or(t.FX, "average")
	}
	return out, nil
}

// agreement looks an id up among the agreements of a dossier: what a request
// says is never part of a path.
func (a *API) agreement(path, id string) error {
	o, err := a.bench.Outline(path)
	if err != nil {
		return err
	}
	for _, known := range o.Agreements {
		if known.ID == id {
			return nil
		}
	}
	return fmt.Errorf("%w: there is no agreement %.60q", workbench.ErrUsage, id)
}
