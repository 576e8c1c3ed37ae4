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
	Caps    []capYear
	Query   string // behind the addresses of figures: a year past the term is there in a prolonged agreement only
	Refused string
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
	p.Result = out
	if req.Extend != "" {
		p.Query = "?" + url.Values{"extend": {req.Extend}, "to": {strconv.Itoa(req.To)}}.Encode()
	}
	fan := out.Chart(language(r))
	fan.Inline = true
	for i := range fan.Points { // the address knows the dossier by the name of its folder
		_, figure, _ := strings.Cut(strings.TrimPrefix(fan.Points[i].Href, "/"), "/")
		fan.Points[i].Href = "/" + v.Dossier + "/" + figure + p.Query
	}
	p.Chart = &fan
	for _, year := range slices.Sorted(maps.Keys(out.CapBinds)) {
		p.Caps = append(p.Caps, capYear{year, out.CapBinds[year]})
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
