package api

import (
	"context"

	"entente/workbench"
)

// deals are the operations on what could be agreed. None of them reads a
// private profile: what is written about a party in the dossier is all they
// know.
func (a *API) deals() {
	add(a, operation{name: "deal", path: "/{dossier}/deal", says: "Which packages of real terms suit both sides, and what to offer; by public estimates only", heavy: true}, func(ctx context.Context, in *dealInput) (*workbench.DealResult, error) {
		q, err := a.negotiation(in.Negotiated)
		if err != nil {
			return nil, err
		}
		return a.bench.Deal(ctx, workbench.DealRequest{NegotiationQuestion: q, From: in.From, Rounds: in.Rounds, Draws: in.Draws, Paths: in.Paths})
	})
	add(a, operation{name: "ratify", path: "/{dossier}/ratify", says: "How likely a package is to be ratified, and what would make it likelier", heavy: true}, func(_ context.Context, in *ratifyInput) (*workbench.RatifyResult, error) {
		q, err := a.negotiation(in.Negotiated)
		if err != nil {
			return nil, err
		}
		return a.bench.Ratify(workbench.RatifyRequest{NegotiationQuestion: q, Package: in.Package})
	})
	add(a, operation{name: "wait", path: "/{dossier}/wait", says: "Settle now, or wait for the election: what several models say", heavy: true}, func(_ context.Context, in *Negotiated) (*workbench.WaitResult, error) {
		q, err := a.negotiation(*in)
		if err != nil {
			return nil, err
		}
		return a.bench.Wait(workbench.WaitRequest{NegotiationQuestion: q})
	})
	add(a, operation{name: "fair", path: "/{dossier}/fair", says: "What a sum is a share of: rival cost bases, and rules of division", heavy: true}, func(_ context.Context, in *Negotiated) (*workbench.FairResult, error) {
		q, err := a.negotiation(*in)
		if err != nil {
			return nil, err
		}
		return a.bench.Fair(workbench.FairRequest{NegotiationQuestion: q})
	})
	add(a, operation{name: "analyze", path: "/analyze", says: "What a negotiation scenario has to offer: frontier, solutions, zone of agreement", post: true, heavy: true}, a.analyze)
	add(a, operation{name: "convert", path: "/convert", says: "A negotiation scenario in another form", post: true}, func(_ context.Context, in *convertInput) (*workbench.ConvertResult, error) {
		return a.bench.Convert(workbench.ConvertRequest{Files: in.Body.scenario(), To: in.Body.To})
	})
}

// Negotiated names a negotiation of a dossier.
type Negotiated struct {
	Named

	Negotiation string   `doc:"the negotiation, by the name of its file" example:"2024" maxLength:"100" query:"negotiation" required:"true"`
	Known       string   `doc:"the day it is looked at from; none is the day of its file" maxLength:"40" query:"known"`
	Assume      []string `doc:"SERIES=VALUE, where nothing is known" maxItems:"20" query:"assume,explode"`
	Set         []string `doc:"SERIES/PERIOD=VALUE in place of what was observed" maxItems:"20" query:"set,explode"`
	Extend      string   `doc:"prolong this agreement past its term" maxLength:"100" query:"extend"`
	Change      []string `doc:"PATH=VALUE in place of what the files say" maxItems:"20" query:"change,explode"`
}

func (a *API) negotiation(in Negotiated) (workbench.NegotiationQuestion, error) {
	q, err := a.ask(Question{Named: in.Named, Terms: Terms{Known: in.Known, Assume: in.Assume, Set: in.Set, Extend: in.Extend, Change: in.Change}})
	return workbench.NegotiationQuestion{Question: q, Negotiation: in.Negotiation}, err
}

type dealInput struct {
	Negotiated

	From   string `doc:"the package that advice starts from; none is the one agreed, else the Nash solution" maxLength:"100" query:"from"`
	Rounds int    `default:"3" doc:"how many rounds are left, for the next offers" maximum:"100" minimum:"0" query:"rounds"`
	Paths  int    `doc:"over how many futures; 0 takes as many as the file says" maximum:"20000" minimum:"0" query:"paths"`
	Draws  int    `default:"100" doc:"how many preferences are drawn within their ranges" maximum:"1000" minimum:"0" query:"draws"`
}

type ratifyInput struct {
	Negotiated

	Package string `doc:"the package to ask about; none is the first" maxLength:"100" query:"package"`
}

// ScenarioFiles is a negotiation scenario in a request.
type ScenarioFiles struct {
	Name  string                   `doc:"what the scenario is called" json:"name,omitempty" maxLength:"100"`
	Files []workbench.ScenarioText `doc:"its files, by name and text: Genius, GeniusWeb, NegoLog or NegMAS" json:"files" maxItems:"50" minItems:"1"`
}

func (s ScenarioFiles) scenario() workbench.Scenario {
	return workbench.Scenario{Name: s.Name, Files: s.Files}
}

// ScenarioAsked is a scenario with what is asked about it.
type ScenarioAsked struct {
	ScenarioFiles

	Weights []float64 `doc:"the Nash solution for these weights of the parties too" json:"weights,omitempty" maxItems:"20"`
	Outcome string    `doc:"measure the outcome of this number" json:"outcome,omitempty" maxLength:"200"`
	Spread  float64   `doc:"let every weight vary by this share of itself" json:"spread,omitempty" maximum:"0.99" minimum:"0"`
	Draws   int       `default:"200" doc:"how many weights are drawn" json:"draws,omitempty" maximum:"1000" minimum:"1"`
	Seed    uint64    `default:"1" doc:"where the draws begin" json:"seed,omitempty"`
	Notes   bool      `doc:"notes too: where other programs read the files otherwise" json:"notes,omitempty"`
}

type analyzeInput struct{ Body ScenarioAsked }

func (a *API) analyze(_ context.Context, in *analyzeInput) (*workbench.AnalyzeResult, error) {
	b := in.Body
	return a.bench.Analyze(workbench.AnalyzeRequest{Files: b.scenario(), Weights: b.Weights, Measure: b.Outcome, Spread: b.Spread, Draws: b.Draws, Seed: b.Seed, Notes: b.Notes})
}

// ScenarioWanted is a scenario with the form that it is wanted in.
type ScenarioWanted struct {
	ScenarioFiles

	To string `doc:"the form to write" example:"negmas-yaml" json:"to" maxLength:"40"`
}

type convertInput struct{ Body ScenarioWanted }
