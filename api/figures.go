package api

import (
	"context"

	"entente/workbench"
)

// figures are the operations on sums.
func (a *API) figures() {
	add(a, operation{name: "schedule", path: "/{dossier}/schedule", says: "What is paid each year, and on what each figure rests"}, a.schedule)
	add(a, operation{name: "figure", path: "/{dossier}/figure", says: "One figure: its sum, how it comes about, what rests on it"}, func(_ context.Context, in *figureInput) (*workbench.FigureResult, error) {
		q, err := a.ask(in.Question)
		if err != nil {
			return nil, err
		}
		return a.bench.Figure(workbench.ExplainRequest{Question: q, Figure: in.Figure, Depth: in.Depth})
	})
	add(a, operation{name: "explain", path: "/{dossier}/explain", says: "How a figure comes about, down to clause and source"}, func(_ context.Context, in *figureInput) (*workbench.ExplainResult, error) {
		q, err := a.ask(in.Question)
		if err != nil {
			return nil, err
		}
		return a.bench.Explain(workbench.ExplainRequest{Question: q, Figure: in.Figure, Depth: in.Depth})
	})
	add(a, operation{name: "agreement", path: "/{dossier}/agreement", says: "What an agreement says and pays, with its timeline"}, a.oneAgreement)
	add(a, operation{name: "diff", path: "/{dossier}/diff", says: "What separates two agreements of a dossier: terms first, then money"}, a.diff)
	add(a, operation{name: "key", path: "/{dossier}/key", says: "Who pays which share"}, func(_ context.Context, in *keyInput) (*workbench.KeyResult, error) {
		q, err := a.ask(in.Question)
		if err != nil {
			return nil, err
		}
		return a.bench.Key(workbench.KeyRequest{Question: q, Key: in.Key, Year: in.Year})
	})
}

type scheduleInput struct {
	Question
	Years

	Agreement string `doc:"only this agreement" example:"sma-11" maxLength:"100" query:"agreement"`
	Fiscal    string `doc:"a party whose fiscal years are shown beside" example:"us" maxLength:"100" query:"fiscal"`
}

func (a *API) scheduleRequest(in *scheduleInput) (workbench.ScheduleRequest, error) {
	q, err := a.ask(in.Question)
	return workbench.ScheduleRequest{Question: q, Agreement: in.Agreement, From: in.From, To: in.To, Fiscal: in.Fiscal}, err
}

func (a *API) schedule(_ context.Context, in *scheduleInput) (*workbench.ScheduleResult, error) {
	r, err := a.scheduleRequest(in)
	if err != nil {
		return nil, err
	}
	return a.bench.Schedule(r)
}

type figureInput struct {
	Question

	Figure string `doc:"AGREEMENT/YEAR, with a part behind it where there are several, or AGREEMENT/total" example:"sma-11/2021" maxLength:"200" query:"figure" required:"true"`
	Depth  int    `doc:"stop after so many steps; 0 tells all" maximum:"1000" minimum:"0" query:"depth"`
}

type agreementInput struct {
	Question

	Agreement string `doc:"its id" example:"sma-11" maxLength:"100" query:"agreement" required:"true"`
}

func (a *API) oneAgreement(_ context.Context, in *agreementInput) (*workbench.AgreementResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Agreement(q, in.Agreement)
}

type diffInput struct {
	Question

	A string `doc:"the first agreement" example:"sma-11" maxLength:"100" query:"a" required:"true"`
	B string `doc:"the second" example:"sma-12" maxLength:"100" query:"b" required:"true"`
}

func (a *API) diff(_ context.Context, in *diffInput) (*workbench.DiffResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	for _, id := range []string{in.A, in.B} {
		if err := a.agreement(q.Dossier, id); err != nil {
			return nil, err
		}
	}
	return a.bench.Diff(workbench.DiffRequest{A: q.Dossier + "/" + in.A, B: q.Dossier + "/" + in.B, Question: q})
}

type keyInput struct {
	Question

	Key  string `doc:"a share key or published scale; none is the first" maxLength:"100" query:"key"`
	Year int    `doc:"of a published scale; 0 is its last period" maximum:"9999" minimum:"0" query:"year"`
}
