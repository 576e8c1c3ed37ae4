package api

import (
	"context"

	"entente/workbench"
)

// questions are the operations that try, search and draw.
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
	add(a, operation{name: "project", path: "/{dossier}/project", says: "What is paid over drawn futures", heavy: true}, a.project)
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

type projectInput struct {
	Question
	Years

	Agreement string   `doc:"only this agreement" maxLength:"100" query:"agreement"`
	Paths     int      `default:"10000" doc:"how many futures are drawn" maximum:"200000" minimum:"1" query:"paths"`
	Seed      uint64   `default:"1" doc:"the same seed gives the same figures" query:"seed"`
	Exceeds   []string `doc:"amounts with their unit: how likely the total is above them" example:"8.2tn KRW" maxItems:"20" query:"exceeds,explode"`
}

func (a *API) project(ctx context.Context, in *projectInput) (*workbench.ProjectResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Project(ctx, workbench.ProjectRequest{Question: q, Agreement: in.Agreement, From: in.From, To: in.To, Paths: min(in.Paths, maxPaths), Seed: in.Seed, Exceeds: in.Exceeds})
}

type claimInput struct {
	Named

	Known   string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
	RawBody []byte `contentType:"text/plain" doc:"the text or HTML of an article"`
}

func (a *API) claim(_ context.Context, in *claimInput) (*workbench.ClaimResult, error) {
	q, err := a.ask(Question{Named: in.Named, Known: in.Known})
	if err != nil {
		return nil, err
	}
	return a.bench.Claim(workbench.ClaimRequest{Question: q, Files: []workbench.ClaimFile{{Name: "text", Data: in.RawBody}}})
}
