package api

import (
	"context"

	"entente/workbench"
)

// story are the operations on the talks.
func (a *API) story() {
	add(a, operation{name: "claims", path: "/{dossier}/claims", says: "What was said and wanted over time, by whom, and which value the arithmetic supports"}, a.claims)
	add(a, operation{name: "status", path: "/{dossier}/status", says: "Where the talks stand on a day"}, func(_ context.Context, in *statusInput) (*workbench.StatusResult, error) {
		q, err := a.known(in.Named, "")
		if err != nil {
			return nil, err
		}
		return a.bench.Status(workbench.StatusRequest{Question: q, On: in.On})
	})
	add(a, operation{name: "rounds", path: "/{dossier}/rounds", says: "The rounds of the talks: who met, what was asked and offered, the gap"}, func(_ context.Context, in *roundsInput) (*workbench.RoundsResult, error) {
		q, err := a.known(in.Named, in.Known)
		if err != nil {
			return nil, err
		}
		return a.bench.Rounds(q, in.Agreement)
	})
	add(a, operation{name: "events", path: "/{dossier}/events", says: "What happened, in order of time"}, func(_ context.Context, in *eventsInput) (*workbench.EventsResult, error) {
		q, err := a.known(in.Named, in.Known)
		if err != nil {
			return nil, err
		}
		return a.bench.Events(workbench.EventsRequest{Question: q, From: in.From, To: in.To, Kind: in.Kind})
	})
}

type claimsInput struct {
	Named

	Quantity  string `doc:"only about this quantity" example:"demand.2019" maxLength:"100" query:"quantity"`
	Topic     string `doc:"only on this topic" maxLength:"100" query:"topic"`
	Actor     string `doc:"only by or for this one, a part of the name" example:"trump" maxLength:"100" query:"actor"`
	Side      string `doc:"only by or for this party" example:"us" maxLength:"100" query:"side"`
	From      string `doc:"first day, month or year" maxLength:"40" query:"from"`
	To        string `doc:"last day, month or year" maxLength:"40" query:"to"`
	Conflicts bool   `doc:"only what disagrees" query:"conflicts"`
	Known     string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
}

func (a *API) claims(_ context.Context, in *claimsInput) (*workbench.ClaimsResult, error) {
	q, err := a.known(in.Named, in.Known)
	if err != nil {
		return nil, err
	}
	return a.bench.Claims(workbench.ClaimsRequest{Question: q, Quantity: in.Quantity, Topic: in.Topic, Actor: in.Actor, Side: in.Side, From: in.From, To: in.To, Conflicts: in.Conflicts})
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
