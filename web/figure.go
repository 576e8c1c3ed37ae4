package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"entente/chart"
	"entente/report"
	"entente/schedule"
	"entente/workbench"
)

type figurePage struct {
	*workbench.ExplainResult
	Name string
	Used []string // figures that rest on it
}

// figureAs serves a figure as a page, JSON, CSV or SVG.
func (s *Site) figureAs(w http.ResponseWriter, r *http.Request, name, figure, suffix string) {
	q := s.question(name, r)
	out, err := s.bench.Explain(workbench.ExplainRequest{Question: q, Figure: figure})
	if err != nil {
		s.fail(w, r, fmt.Errorf("%w: %w", errNotFound, err))
		return
	}
	if same(w, r, out.Digest) {
		return
	}
	switch suffix {
	case ".json":
		writeJSON(w, figureJSON{out.Header, figure, out.Node.Value, out.Node.Unit, out.Node.Status, out.Node.Basis, out.Node})
	case ".csv":
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		t := report.Table{Columns: []report.Column{{Name: "figure"}, {Name: "amount"}, {Name: "unit"}, {Name: "status"}, {Name: "basis"}}}
		value := ""
		if out.Node.Value != nil {
			value = out.Node.Value.String()
		}
		t.Add(figure, value, out.Node.Unit, out.Node.Status.String(), string(out.Node.Basis))
		_ = t.Write(w, report.CSV) // the reader may have gone
	case ".svg":
		s.scheduleSVG(w, r, name, figure)
	default:
		used, err := s.bench.RestOn(q, figure)
		if err != nil {
			used = nil // a figure of a share key has no dependants
		}
		s.render(w, r, http.StatusOK, "figure", &view{Dossier: name, Title: figure, JSON: "/" + name + "/" + figure + ".json", Data: figurePage{out, name, used}})
	}
}

// figureJSON is a figure by its address: the amount at the top, the derivation
// below.
type figureJSON struct {
	workbench.Header
	Figure string              `json:"figure"`
	Amount any                 `json:"amount"`
	Unit   string              `json:"unit"`
	Status schedule.Status     `json:"status"`
	Basis  schedule.Basis      `json:"basis"`
	Node   schedule.Derivation `json:"node"`
}

// same sets the ETag of an answer and reports whether the reader has it.
func same(w http.ResponseWriter, r *http.Request, digest string) bool {
	tag := fmt.Sprintf("%q", digest+"|"+r.URL.RequestURI())
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "no-cache")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	_ = e.Encode(v) // the reader may have gone
}

// scheduleAs serves the schedule as JSON, CSV or SVG.
func (s *Site) scheduleAs(w http.ResponseWriter, r *http.Request, name, suffix string) {
	req, err := s.scheduleRequest(name, r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	out, err := s.bench.Schedule(req)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if same(w, r, out.Digest) {
		return
	}
	switch suffix {
	case ".csv":
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		_ = report.Schedule("", out.Lines, out.Totals, report.Look{Format: report.CSV, Units: out.Units}).Write(w, report.CSV)
	case ".svg":
		svg(w, bars(name, out, ""))
	case ".json":
		writeJSON(w, out)
	default:
		http.Redirect(w, r, "/"+name, http.StatusSeeOther)
	}
}

func (s *Site) scheduleSVG(w http.ResponseWriter, r *http.Request, name, figure string) {
	out, err := s.bench.Schedule(workbench.ScheduleRequest{Question: s.question(name, r)})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	svg(w, bars(name, out, figure))
}

func svg(w http.ResponseWriter, c chart.Bars) {
	var b bytes.Buffer
	if err := c.Draw(&b); err != nil {
		http.Error(w, "the chart could not be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
	_, _ = b.WriteTo(w) // the reader may have gone
}

// bars is the chart of a dossier: a bar a year, coloured by agreement, each a
// link to its figure.
func bars(name string, out *workbench.ScheduleResult, only string) chart.Bars {
	c := chart.Bars{Title: out.Title.EN, Up: string(out.Totals[0].Currency) + ", billions", Description: "One bar a year; the table below has the same figures."}
	looks := []chart.Look{chart.Strong, chart.Fifth, chart.Second, chart.Third, chart.Fourth}
	colour := map[string]int{}
	for _, l := range out.Lines {
		b := chart.Bar{Label: strconv.Itoa(l.Year), Title: strconv.Itoa(l.Year) + ": unknown", Gap: l.Gap, Soft: l.Status != schedule.Agreed}
		if l.Period != nil {
			b.Label = l.Party
		}
		if l.Agreement != nil {
			if _, seen := colour[*l.Agreement]; !seen {
				colour[*l.Agreement] = len(colour)
			}
			b.Look = looks[colour[*l.Agreement]%len(looks)]
		}
		if l.Figure != nil {
			b.Href = "/" + name + "/" + *l.Figure
			if *l.Figure == only {
				b.Look = chart.First
			}
		}
		if l.Amount != nil {
			v := l.Amount.Float64() / 1e9
			b.Value = &v
			b.Title = fmt.Sprintf("%s: %s", b.Label, report.Priced(l.Amount, l.Currency))
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}
