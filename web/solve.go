package web

import (
	"errors"
	"net/http"
	"strings"

	"entente/report"
	"entente/workbench"
)

type solvePage struct {
	Asked   workbench.SolveRequest
	Assumed map[string]string
	Levers  []string
	Example string
	Table   *report.Table
	Refused string
}

// solve turns a question round: which term gives a sum.
func (s *Site) solve(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	var result any
	p := solvePage{
		Asked:   workbench.SolveRequest{Question: q, Figure: v.Get("figure"), For: v.Get("for"), Target: v.Get("target"), Series: v.Get("series"), Step: v.Get("step"), Between: v.Get("between")},
		Assumed: assumptions(q), Levers: workbench.Levers(), Example: "81_000 eok",
	}
	if p.Asked.Figure != "" && p.Asked.Target != "" && p.Asked.For != "" {
		var out *workbench.SolveResult
		if busy := s.alone(r.Context(), func() { out, err = s.bench.Solve(p.Asked) }); busy != nil {
			return nil, busy
		}
		switch {
		case errors.Is(err, workbench.ErrUsage):
			p.Refused = strings.ReplaceAll(err.Error(), workbench.ErrUsage.Error()+": ", "")
		case err != nil:
			return nil, err
		default:
			result = out
			p.Table = report.Solution(&out.Solution, report.Look{Units: out.Units})
		}
	}
	return &view{Page: "solve", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "solve"), Data: &p, Result: result}, nil
}
