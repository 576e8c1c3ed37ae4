package api

import (
	"context"
	"strings"

	"entente/workbench"
)

// questions are the operations that try, search and judge.
func (a *API) questions() {
	add(a, operation{name: "what-if", path: "/{dossier}/what-if", says: "The figures as they stand beside those under changes", heavy: true}, func(_ context.Context, in *scheduleInput) (*workbench.WhatIfResult, error) {
		r, err := a.scheduleRequest(in)
		if err != nil {
			return nil, err
		}
		return a.bench.WhatIf(r)
	})
	add(a, operation{name: "fit", path: "/{dossier}/fit", says: "Which conventions reproduce the published figures", heavy: true}, a.fit)
	add(a, operation{name: "solve", path: "/{dossier}/solve", says: "Which first year, cap, rate, index or year gives a sum", heavy: true}, a.solve)
	add(a, operation{name: "compare", path: "/compare", says: "Several deals in one currency, at constant prices, per head or as a share of GDP"}, a.compare)
	add(a, operation{name: "claim", path: "/{dossier}/claim", says: "Are the figures in a text right, and who said them", post: true, heavy: true}, a.claim)
}

type fitInput struct {
	Question

	Agreement  []string `doc:"only these agreements" maxItems:"50" query:"agreement,explode"`
	Without    []string `doc:"published figures to leave out of account" maxItems:"50" query:"without,explode"`
	Unverified bool     `doc:"figures marked unverified are evidence too" query:"unverified"`
}

func (a *API) fit(_ context.Context, in *fitInput) (*workbench.FitResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Fit(workbench.FitRequest{Question: q, Agreements: in.Agreement, Without: in.Without, Unverified: in.Unverified})
}

type solveInput struct {
	Question

	Figure  string `doc:"what is aimed at: AGREEMENT/total or AGREEMENT/YEAR" example:"sma-12/total" maxLength:"200" query:"figure" required:"true"`
	For     string `doc:"what may move" example:"first_year" maxLength:"200" query:"for" required:"true"`
	Target  string `doc:"the amount aimed at, with its unit" example:"81_000 eok" maxLength:"60" query:"target" required:"true"`
	Series  string `doc:"for index: the series that moves" maxLength:"100" query:"series"`
	All     bool   `doc:"for index: published observations move too" query:"all"`
	Step    string `doc:"answers are multiples of this, with its unit" maxLength:"60" query:"step"`
	Between string `doc:"LOW..HIGH: look only there" maxLength:"120" query:"between"`
}

func (a *API) solve(_ context.Context, in *solveInput) (*workbench.SolveResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Solve(workbench.SolveRequest{Question: q, Figure: in.Figure, For: in.For, Target: in.Target, Series: in.Series, All: in.All, Step: in.Step, Between: in.Between})
}

type claimInput struct {
	Named

	Known   string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
	RawBody []byte `contentType:"text/plain" doc:"the text or HTML of an article"`
}

func (a *API) claim(_ context.Context, in *claimInput) (*workbench.ClaimResult, error) {
	q, err := a.known(in.Named, in.Known)
	if err != nil {
		return nil, err
	}
	return a.bench.Claim(workbench.ClaimRequest{Question: q, Files: []workbench.ClaimFile{{Name: "text", Data: in.RawBody}}})
}

type compareInput struct {
	Terms

	Deal     []string `doc:"the deals: a DOSSIER that is served, or DOSSIER/AGREEMENT" example:"kr-us-sma/sma-11,kr-us-sma/sma-12" maxItems:"20" query:"deal,explode" required:"true"`
	Prices   int      `doc:"show amounts at the prices of this year" maximum:"9999" minimum:"0" query:"prices"`
	PricesBy string   `doc:"restate by this price series" maxLength:"100" query:"prices_by"`
	Per      string   `doc:"divide by troops, gdp, or a series" maxLength:"100" query:"per"`
	Years
}

func (a *API) compare(_ context.Context, in *compareInput) (*workbench.CompareResult, error) {
	q, err := in.question("")
	if err != nil {
		return nil, err
	}
	q.FX = in.FX // a comparison may do without a conversion
	r := workbench.CompareRequest{Question: q, From: in.From, To: in.To, Prices: in.Prices, PricesBy: in.PricesBy, Per: in.Per}
	for _, deal := range in.Deal {
		name, id, part := strings.Cut(deal, "/")
		path, err := a.served.Find(name)
		if err != nil {
			return nil, err
		}
		if part {
			if err := a.agreement(path, id); err != nil {
				return nil, err
			}
			path += "/" + id
		}
		r.Deals = append(r.Deals, path)
	}
	out, err := a.bench.Compare(r)
	if err != nil {
		return nil, err
	}
	for i := range out.Deals {
		out.Deals[i].Deal = in.Deal[i] // and not the folder it is in
	}
	return out, nil
}
