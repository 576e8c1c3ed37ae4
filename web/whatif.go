package web

import (
	"cmp"
	"errors"
	"net/http"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

type whatIfPage struct {
	Asked   workbench.Question
	Assumed map[string]string // by series
	Sets    []string          // what stands in the fields, and an empty one
	Changes []string
	To      int
	Example string // of a change
	Query   string // the same question in an address
	Result  *workbench.WhatIfResult
	Units   any // how sums are printed; of the result
	Chart   *chart.Bars
	Wrong   []workbench.Finding // the changes do not hold
	Dials   []dial
}

// whatIf sets the figures as they stand beside those under changes; the address
// holds the changes.
func (s *Site) whatIf(r *http.Request) (*view, error) {
	req, err := s.scheduleRequest(r)
	if err != nil {
		return nil, err
	}
	p := whatIfPage{Asked: req.Question, Assumed: assumptions(req.Question), Sets: append(req.Set, ""), Changes: append(filled(r.URL.Query()["change"]), ""), To: req.To, Query: r.URL.RawQuery}
	if p.Dials, err = s.dials(r, r.URL.Query().Get("agreement")); err != nil {
		return nil, err
	}
	var out *workbench.WhatIfResult
	if busy := s.alone(r.Context(), func() { out, err = s.bench.WhatIf(req) }); busy != nil {
		return nil, busy
	}
	if findings, ok := errors.AsType[*workbench.FindingsError](err); ok {
		p.Wrong, err = workbench.FindingsOf("", findings.List), nil
	}
	if err != nil {
		return nil, err
	}
	v := &view{Page: "whatif", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "what if"), Data: &p}
	if out != nil {
		p.Result, p.Units = out, out.Units
		p.Example = cmp.Or(out.Example, "AGREEMENT/amounts/YEAR/…=VALUE")
		p.Chart = bars(v.Dossier, "", language(r), out.After)
		p.Chart.Height = 300
		v.Result, v.Picture = out, p.Chart
		v.Sheet = func() *report.Table {
			return report.Schedule("", out.After.Lines, out.After.Totals, report.Look{Format: report.CSV, Units: out.Units})
		}
	}
	return v, nil
}
