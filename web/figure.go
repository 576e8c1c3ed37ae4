package web

import (
	"fmt"
	"net/http"
	"strings"

	"entente/report"
	"entente/workbench"
)

type figurePage struct {
	*workbench.FigureResult
	Agreement string // its page, where it has one
	Citation  string
}

// figureAs serves a figure as a page, JSON, CSV or SVG.
func (s *Site) figureAs(w http.ResponseWriter, r *http.Request, figure, suffix string) {
	q, err := s.question(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	out, err := s.bench.Figure(workbench.ExplainRequest{Question: q, Figure: figure})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	switch suffix {
	case ".json":
		s.sendJSON(w, r, out)
	case ".csv":
		value := ""
		if out.Amount != nil {
			value = out.Amount.String()
		}
		t := report.Table{Columns: []report.Column{{Name: "figure"}, {Name: "amount"}, {Name: "unit"}, {Name: "status"}, {Name: "basis"}}}
		t.Add(figure, value, out.Unit, out.Status.String(), string(out.Basis))
		s.sendCSV(w, r, &t)
	case ".svg":
		s.scheduleSVG(w, r, figure)
	default:
		s.render(w, r, http.StatusOK, s.figure(r, out))
	}
}

// figure is the page of a figure.
func (s *Site) figure(r *http.Request, out *workbench.FigureResult) *view {
	name := r.PathValue("dossier")
	p := figurePage{FigureResult: out}
	if o, err := s.bench.Outline(out.Dossier); err == nil || o != nil {
		owner, _, _ := strings.Cut(out.Figure, "/")
		for _, a := range o.Agreements {
			if a.ID == owner {
				p.Agreement = owner
			}
		}
	}
	known := ""
	if out.KnownAt != nil {
		known = ", known on " + out.KnownAt.String()
	}
	p.Citation = fmt.Sprintf("%s, %s: %s. Entente, dossier %s (%s)%s. http://%s/%s/%s",
		out.Title.In(language(r)), out.Figure, report.Value(out.Node, report.Look{Units: out.Units}), out.Dossier, out.Digest, known, r.Host, name, out.Figure)
	v := &view{Page: "figure", Dossier: name, Title: out.Figure, Data: p}
	v.twins("/"+name+"/"+out.Figure, r.URL.RawQuery)
	return v
}

// scheduleAs serves the schedule as JSON, CSV or SVG.
func (s *Site) scheduleAs(w http.ResponseWriter, r *http.Request, suffix string) {
	switch suffix {
	case ".svg":
		s.scheduleSVG(w, r, "")
		return
	case "":
		http.Redirect(w, r, "/"+r.PathValue("dossier"), http.StatusSeeOther)
		return
	}
	req, err := s.scheduleRequest(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	out, err := s.bench.Schedule(req)
	switch {
	case err != nil:
		s.fail(w, r, err)
	case suffix == ".csv":
		s.sendCSV(w, r, report.Schedule("", out.Lines, out.Totals, report.Look{Format: report.CSV, Units: out.Units}))
	default:
		s.sendJSON(w, r, out)
	}
}

// scheduleSVG serves the chart of a schedule, with one figure standing out.
func (s *Site) scheduleSVG(w http.ResponseWriter, r *http.Request, figure string) {
	req, err := s.scheduleRequest(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	out, err := s.bench.Schedule(req)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.sendSVG(w, r, bars(r.PathValue("dossier"), figure, language(r), out))
}
