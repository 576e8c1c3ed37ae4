package api

import (
	"context"

	"entente/workbench"
)

// futures are the operations on what nobody knows yet.
func (a *API) futures() {
	add(a, operation{name: "project", path: "/{dossier}/project", says: "What is paid over drawn futures", heavy: true}, a.project)
	add(a, operation{name: "backtest", path: "/{dossier}/backtest", says: "What projections of the past would have been worth", heavy: true}, func(ctx context.Context, in *backtestInput) (*workbench.BacktestResult, error) {
		q, err := a.known(in.Named, "")
		if err != nil {
			return nil, err
		}
		return a.bench.Backtest(ctx, workbench.BacktestRequest{Dossier: q.Dossier, Model: in.Model, Horizon: in.Horizon, Paths: in.Paths, Seed: in.Seed})
	})
	add(a, operation{name: "assume", path: "/{dossier}/assume", says: "Parameters for a series' assumptions, estimated from its history"}, func(_ context.Context, in *assumeInput) (*workbench.AssumeResult, error) {
		q, err := a.known(in.Named, "")
		if err != nil {
			return nil, err
		}
		return a.bench.Assume(workbench.AssumeRequest{Dossier: q.Dossier, Series: in.Series, Model: in.Model, Known: in.Known})
	})
}

type projectInput struct {
	Question
	Years

	Agreement   string   `doc:"only this agreement" maxLength:"100" query:"agreement"`
	Paths       int      `default:"10000" doc:"how many futures are drawn" maximum:"200000" minimum:"1" query:"paths"`
	Seed        uint64   `default:"1" doc:"the same seed gives the same figures" query:"seed"`
	Points      string   `default:"random" doc:"where the draws lie: random, or sobol, evenly spread, with far less error" enum:"random,sobol" query:"points"`
	Replicates  int      `doc:"with sobol: how many independent sets; 0 takes 16" maximum:"64" minimum:"0" query:"replicates"`
	Exceeds     []string `doc:"amounts with their unit: how likely the total is above them" example:"8.2tn KRW" maxItems:"20" query:"exceeds,explode"`
	Discount    string   `doc:"the present value of the years at this rate" example:"3%" maxLength:"40" query:"discount"`
	Prices      string   `doc:"SERIES=YEAR: every year at the prices of that year" example:"kr.cpi=2026" maxLength:"100" query:"prices"`
	ShareOf     string   `doc:"SERIES or SERIES=PERCENT: every year in percent of it, and how likely it is above" maxLength:"100" query:"share_of"`
	Sensitivity bool     `doc:"which series the spread of the total comes from" query:"sensitivity"`
	Solve       string   `doc:"the largest sum of this figure with which the total stays under the amount" example:"sma-12/2026" maxLength:"200" query:"solve"`
	Under       string   `doc:"the amount that the total may not exceed, for solve" maxLength:"60" query:"under"`
	With        string   `default:"90%" doc:"in how many of the futures, for solve" maxLength:"40" query:"with"`
}

func (a *API) project(ctx context.Context, in *projectInput) (*workbench.ProjectResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Project(ctx, workbench.ProjectRequest{
		Question: q, Agreement: in.Agreement, From: in.From, To: in.To, Paths: min(in.Paths, maxPaths), Seed: in.Seed, Points: in.Points, Replicates: in.Replicates, Exceeds: in.Exceeds,
		Discount: in.Discount, Prices: in.Prices, ShareOf: in.ShareOf, Sensitivity: in.Sensitivity, Solve: in.Solve, Under: in.Under, With: in.With,
	})
}

type backtestInput struct {
	Named

	Model   string `default:"ar1" doc:"the model that is fitted" maxLength:"40" query:"model"`
	Horizon int    `default:"5" doc:"how many years ahead" maximum:"30" minimum:"1" query:"horizon"`
	Paths   int    `default:"20000" doc:"how many futures for each origin" maximum:"50000" minimum:"1" query:"paths"`
	Seed    uint64 `default:"1" doc:"the same seed gives the same figures" query:"seed"`
}

type assumeInput struct {
	Named

	Series string `doc:"the series to fit" example:"kr.cpi" maxLength:"100" query:"fit" required:"true"`
	Model  string `default:"ar1" doc:"the model" maxLength:"40" query:"model"`
	Known  string `doc:"use only what was known on this day" maxLength:"40" query:"known"`
}
