package api

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/workbench"
)

// dossiers are the operations on whole dossiers, and on the engine.
func (a *API) dossiers() {
	add(a, operation{name: "dossiers", path: "/dossiers", says: "The dossiers that are served"}, func(context.Context, *struct{}) (*workbench.DossiersResult, error) { return a.bench.Served(a.served) })
	add(a, operation{name: "version", path: "/version", says: "The version of the program and of the files of a dossier"}, func(context.Context, *struct{}) (*workbench.VersionResult, error) {
		out := a.bench.Version()
		return &out, nil
	})
	add(a, operation{name: "outline", path: "/{dossier}/outline", says: "What a dossier holds"}, func(_ context.Context, in *Named) (*workbench.OutlineResult, error) {
		path, err := a.served.Find(in.Dossier)
		if err != nil {
			return nil, err
		}
		return a.bench.Outline(path)
	})
	add(a, operation{name: "check", path: "/{dossier}/check", says: "What is wrong in a dossier"}, func(_ context.Context, in *checkInput) (*workbench.CheckResult, error) {
		path, err := a.served.Find(in.Dossier)
		if err != nil {
			return nil, err
		}
		out, err := a.bench.Check(workbench.CheckRequest{Dossiers: []string{path}, Notes: in.Notes})
		if err != nil {
			return nil, err
		}
		for i := range out.Diagnostics {
			out.Diagnostics[i].Dossier = in.Dossier // and not the folder it is in
		}
		return out, nil
	})
	add(a, operation{name: "test", path: "/{dossier}/test", says: "The tests that a dossier carries"}, func(_ context.Context, in *Named) (*workbench.TestResult, error) {
		path, err := a.served.Find(in.Dossier)
		if err != nil {
			return nil, err
		}
		return a.bench.Test(path, nil)
	})
	add(a, operation{name: "sources", path: "/{dossier}/sources", says: "The sources of a dossier with the figures they support"}, func(_ context.Context, in *Named) (*workbench.SourcesResult, error) {
		path, err := a.served.Find(in.Dossier)
		if err != nil {
			return nil, err
		}
		return a.bench.Sources(workbench.Question{Dossier: path})
	})
	add(a, operation{name: "verify", path: "/verify", says: "Published numbers beside what the engine gives", heavy: true, once: true}, a.verified)
}

type checkInput struct {
	Named

	Notes bool `doc:"notes too: what is unverified, what the text leaves open" query:"notes"`
}

type verifyInput struct {
	Model string `doc:"only the cases of this suite" maxLength:"100" query:"model"`
}

func (a *API) verified(_ context.Context, in *verifyInput) (*workbench.VerifyResult, error) {
	all, err := a.verify()
	if err != nil || in.Model == "" {
		return all, err
	}
	out := &workbench.VerifyResult{Cases: []workbench.VerifiedCase{}}
	var models []string
	for _, c := range all.Cases {
		if c.Model == in.Model {
			out.Cases = append(out.Cases, c)
		}
		models = append(models, c.Model)
	}
	if len(out.Cases) == 0 {
		return nil, fmt.Errorf("%w: no suite is called %.60q: one of %s", workbench.ErrUsage, in.Model, strings.Join(slices.Compact(slices.Sorted(slices.Values(models))), ", "))
	}
	return out, nil
}
