package api

import (
	"context"

	"entente/workbench"
)

// story are the operations on the talks.
func (a *API) story() {
	add(a, operation{name: "status", path: "/{dossier}/status", says: "Where the talks stand on a day"}, func(_ context.Context, in *statusInput) (*workbench.StatusResult, error) {
		q, err := a.ask(Question{Named: in.Named})
		if err != nil {
			return nil, err
		}
		return a.bench.Status(workbench.StatusRequest{Question: q, On: in.On})
	})
	add(a, operation{name: "rounds", path: "/{dossier}/rounds", says: "The rounds of the talks: who met, what was asked and offered, the gap"}, func(_ context.Context, in *roundsInput) (*workbench.RoundsResult, error) {
		q, err := a.ask(Question{Named: in.Named, Known: in.Known})
		if err != nil {
			return nil, err
		}
		return a.bench.Rounds(q, in.Agreement)
	})
	add(a, operation{name: "events", path: "/{dossier}/events", says: "What happened, in order of time"}, func(_ context.Context, in *eventsInput) (*workbench.EventsResult, error) {
		q, err := a.ask(Question{Named: in.Named, Known: in.Known})
		if err != nil {
			return nil, err
		}
		return a.bench.Events(workbench.EventsRequest{Question: q, From: in.From, To: in.To, Kind: in.Kind})
	})
}

type statusInput struct {
	Named

	On string `doc:"the day; none is today" example:"2019-11-19" maxLength:"40" query:"on"`
}

type roundsInput struct {
	Named

	Agreement string `doc:"only the talks on this agreement" example:"sma-11" maxLength:"100" query:"agreement"`
	Known     string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
}

type eventsInput struct {
	Named

	From  string `doc:"first day, month or year" maxLength:"40" query:"from"`
	To    string `doc:"last day, month or year" maxLength:"40" query:"to"`
	Kind  string `doc:"only this kind of event" example:"statement" maxLength:"40" query:"kind"`
	Known string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
}
