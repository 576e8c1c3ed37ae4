package web

import (
	"fmt"
	"net/http"
	"slices"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

type agreementPage struct {
	*workbench.AgreementResult
	Chart  *chart.Bars
	Others []string // the agreements before and after
}

// agreementAs serves an agreement as a page or JSON.
func (s *Site) agreementAs(w http.ResponseWriter, r *http.Request, id, suffix string) {
	v, out, err := s.agreement(r, id)
	switch {
	case err != nil:
		s.fail(w, r, err)
	case suffix == ".json":
		s.sendJSON(w, r, out)
	default:
		s.render(w, r, http.StatusOK, v)
	}
}

func (s *Site) agreement(r *http.Request, id string) (*view, *workbench.AgreementResult, error) {
	name, lang := r.PathValue("dossier"), language(r)
	q, err := s.question(r)
	if err != nil {
		return nil, nil, err
	}
	all, i, err := s.find(q, id)
	if err != nil {
		return nil, nil, err
	}
	out, err := s.bench.Agreement(q, id)
	if err != nil {
		return nil, nil, err
	}
	p := agreementPage{AgreementResult: out}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(all) {
			p.Others = append(p.Others, all[j].ID)
		}
	}
	c := report.Bars(out.Title.In(lang), "/"+name, "", out.Lines, out.Total.Currency, report.Look{Language: lang, Units: out.Units})
	c.Inline, c.Height = true, 300
	p.Chart = &c
	return &view{Page: "agreement", Dossier: name, Title: out.Title.In(lang), JSON: "/" + name + "/" + id + ".json", Data: p}, out, nil
}

// find returns the agreements of a dossier and the place of one of them.
func (s *Site) find(q workbench.Question, id string) ([]workbench.AgreementName, int, error) {
	o, err := s.bench.Outline(q.Dossier)
	if err != nil {
		return nil, 0, err
	}
	i := slices.IndexFunc(o.Agreements, func(a workbench.AgreementName) bool { return a.ID == id })
	if i < 0 {
		return nil, 0, fmt.Errorf("%w: %.60q", errNotFound, id)
	}
	return o.Agreements, i, nil
}

type comparePage struct {
	A, B  string
	Diff  *workbench.DiffResult
	Chart *chart.Bars
}

// compare sets two agreements of a dossier side by side: the last two, unless
// others are named.
func (s *Site) compare(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	o, err := s.bench.Outline(q.Dossier)
	if err != nil {
		return nil, err
	}
	n := len(o.Agreements)
	if n < 2 {
		return nil, fmt.Errorf("%w: there are not two agreements to compare", errNotFound)
	}
	p := comparePage{A: o.Agreements[n-2].ID, B: o.Agreements[n-1].ID}
	for key, to := range map[string]*string{"a": &p.A, "b": &p.B} {
		if id := r.URL.Query().Get(key); id != "" {
			if _, _, err := s.find(q, id); err != nil { // an id from an address is part of no path
				return nil, err
			}
			*to = id
		}
	}
	if p.Diff, err = s.bench.Diff(workbench.DiffRequest{A: q.Dossier + "/" + p.A, B: q.Dossier + "/" + p.B, Question: q}); err != nil {
		return nil, err
	}
	c := report.Pairs("/"+r.PathValue("dossier"), p.A, p.B, p.Diff.Diff, report.Look{Language: language(r), Units: p.Diff.Units})
	c.Inline, c.Height = true, 300
	p.Chart = &c
	return &view{Page: "compare", Dossier: r.PathValue("dossier"), Title: p.A + " – " + p.B, Data: p, Result: p.Diff, Picture: p.Chart}, nil
}
