package web

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

type futuresPage struct {
	Asked   workbench.ProjectRequest
	Choices []int // of the number of futures
	Example string
	Result  *workbench.ProjectResult
	Chart   *chart.Fan
	Swings  []workbench.SensitivityLine // of the total; where more than one series is drawn
	Tornado *chart.Tornado
	Cap     *capYear // the year in which a cap lowers the payment most often; nil: none can
	Last    int      // year of the total
	Query   string   // behind the addresses of figures: a year past the term is there in a prolonged agreement only
	Refused string
	Dials   []dial
}

// capYear is the share of futures in which a cap lowers the payment of a year.
type capYear struct {
	Year  string
	Value float64
}

// futures draws futures of the years that are not known.
func (s *Site) futures(r *http.Request) (*view, error) {
	p := futuresPage{Choices: []int{1_000, 10_000, 100_000}, Example: "8.2tn KRW"}
	req, err := s.projectRequest(r, p.Choices)
	if err != nil {
		return nil, err
	}
	p.Asked = req
	if p.Dials, err = s.dials(r, req.Extend, "sum", "cap", "floor"); err != nil {
		return nil, err
	}
	var out *workbench.ProjectResult
	if busy := s.alone(r.Context(), func() { out, err = s.bench.Project(r.Context(), req) }); busy != nil {
		return nil, busy
	}
	v := &view{Page: "futures", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "futures"), Data: &p}
	switch {
	case errors.Is(err, workbench.ErrUsage):
		p.Refused = strings.ReplaceAll(err.Error(), workbench.ErrUsage.Error()+": ", "")
		return v, nil
	case err != nil:
		return nil, err
	}
	p.Result, v.Result = out, out
	p.Query = changedBy(r.URL.Query())
	fan := out.Chart(language(r))
	fan.Inline = true
	fan.Description = report.Say(language(r), "fan caption")
	for i, y := range known(out) {
		q := y.Quantiles
		fan.Points[i].Title = report.Say(language(r), "fan mark", y.Year, report.Estimated(q.P50, out.Currency, language(r)), report.Estimated(q.P05, out.Currency, language(r)), report.Estimated(q.P95, out.Currency, language(r)))
	}
	for i := range fan.Points { // the address knows the dossier by the name of its folder
		_, figure, _ := strings.Cut(strings.TrimPrefix(fan.Points[i].Href, "/"), "/")
		fan.Points[i].Href = "/" + v.Dossier + "/" + figure + p.Query
	}
	fan.Across.Label, fan.Up.Label = report.Say(language(r), "year"), report.Say(language(r), "billions", out.Currency)
	p.Chart, v.Picture, v.Sheet = &fan, &fan, func() *report.Table { return fanTable(out) }
	if err := s.tornado(r, &p); err != nil {
		return nil, err
	}
	for _, year := range slices.Sorted(maps.Keys(out.CapBinds)) {
		if v := out.CapBinds[year]; p.Cap == nil || v > p.Cap.Value {
			p.Cap = &capYear{year, v}
		}
	}
	if n := len(out.Years); n > 0 {
		p.Last = out.Years[n-1].Year
	}
	return v, nil
}

// projectRequest reads the question. Without years it is about the last
// agreement.
func (s *Site) projectRequest(r *http.Request, choices []int) (workbench.ProjectRequest, error) {
	q, err := s.question(r)
	if err != nil {
		return workbench.ProjectRequest{}, err
	}
	req := workbench.ProjectRequest{Question: q, Exceeds: filled([]string{r.URL.Query().Get("exceeds")}), Seed: 1}
	for key, to := range map[string]*int{"from": &req.From, "to": &req.To, "paths": &req.Paths} {
		if *to, err = number(r, key); err != nil {
			return req, err
		}
	}
	req.Paths = cmp.Or(req.Paths, choices[1])
	if most := choices[len(choices)-1]; req.Paths < 1 || req.Paths > most {
		return req, fmt.Errorf("%w: at most %d futures on a page; entente project draws more", workbench.ErrUsage, most)
	}
	if text := strings.TrimSpace(r.URL.Query().Get("seed")); text != "" {
		if req.Seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			return req, fmt.Errorf("%w: seed %.40q is not a whole number", workbench.ErrUsage, text)
		}
	}
	if req.From == 0 {
		o, err := s.bench.Outline(q.Dossier)
		if err != nil {
			return req, err
		}
		if n := len(o.Agreements); n > 0 {
			req.From = o.Agreements[n-1].Years.From
		}
	}
	return req, nil
}

// tornado adds what each series does to the total, where there are several: a
// page draws few futures for it, as it takes a run for every series.
func (s *Site) tornado(r *http.Request, p *futuresPage) error {
	const most = 4096
	if len(p.Result.Assumptions) < 2 {
		return nil
	}
	req := p.Asked
	req.Sensitivity, req.Paths = true, min(req.Paths, most)
	var out *workbench.ProjectResult
	var err error
	if busy := s.alone(r.Context(), func() { out, err = s.bench.Project(r.Context(), req) }); busy != nil {
		return busy
	}
	if err != nil {
		return err
	}
	c := out.Tornado(language(r))
	c.Inline, c.Title, c.Across.Label = true, report.Say(language(r), "what moves it"), report.Say(language(r), "billions", out.Currency)
	for i := range c.Swings { // the address knows the dossier by the name of its folder
		if _, figure, ok := strings.Cut(strings.TrimPrefix(c.Swings[i].Href, "/"), "/"); ok {
			c.Swings[i].Href = "/" + r.PathValue("dossier") + "/" + figure + p.Query
		}
	}
	p.Swings, p.Tornado = out.Sensitivity, &c
	return nil
}

// known are the years that have a distribution, as the fan shows them.
func known(out *workbench.ProjectResult) (years []workbench.ProjectYear) {
	for _, y := range out.Years {
		if y.Statistics != nil {
			years = append(years, y)
		}
	}
	return years
}

// fanTable is the table of a fan, with plain numbers.
func fanTable(out *workbench.ProjectResult) *report.Table {
	row := func(year int, s *workbench.Statistics) report.FanRow {
		if s == nil {
			return report.FanRow{Year: year}
		}
		q := s.Quantiles
		return report.FanRow{Year: year, Known: true, P05: q.P05, P25: q.P25, P50: q.P50, P75: q.P75, P95: q.P95, Mean: s.Mean, SD: s.SD, Error: s.MCError}
	}
	var years []report.FanRow
	for _, y := range out.Years {
		x := row(y.Year, y.Statistics)
		if y.Agreement != nil {
			x.Agreement = *y.Agreement
		}
		years = append(years, x)
	}
	return report.Fan("", years, row(0, out.Total.Statistics), out.Currency, report.Look{Format: report.CSV})
}

// changedBy is the part of an address that moves figures, so that a mark leads
// to the figure as it was drawn.
func changedBy(asked url.Values) string {
	kept := url.Values{}
	for key, values := range asked {
		name, _, _ := strings.Cut(key, ".")
		if slices.Contains([]string{"extend", "to", "known", "set", "change", "assume", "term"}, name) && values[0] != "" {
			kept[key] = values
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + kept.Encode()
}
