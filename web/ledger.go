package web

import (
	"net/http"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

type ledgerPage struct {
	*workbench.ClaimsResult
	Asked   workbench.ClaimsRequest
	Differ  int // quantities whose reports do not agree
	Courses []workbench.ClaimCourse
	Chart   *chart.Scatter
}

// ledger lists what was said: by quantity, topic, party, speaker and time.
func (s *Site) ledger(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	req := workbench.ClaimsRequest{Question: q, Quantity: v.Get("quantity"), Topic: v.Get("topic"), Actor: v.Get("actor"), Side: v.Get("side"), From: v.Get("from"), To: v.Get("to"), Conflicts: v.Get("conflicts") != ""}
	out, err := s.bench.Claims(req)
	if err != nil {
		return nil, err
	}
	p := ledgerPage{ClaimsResult: out, Asked: req, Courses: out.Courses(), Chart: out.Chart(language(r))}
	for _, g := range out.Groups {
		if !g.Agree {
			p.Differ++
		}
	}
	view := &view{Page: "ledger", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "what was said"), Data: p, Result: out}
	if p.Chart != nil {
		p.Chart.Inline, view.Picture = true, p.Chart
	}
	return view, nil
}
