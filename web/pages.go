package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

// card is a dossier on the home page: one number, one chart, the last check.
type card struct {
	Name     string
	Year     int // this year
	Outline  *workbench.OutlineResult
	Schedule *workbench.ScheduleResult
	Chart    *chart.Bars
	Findings []workbench.Finding // errors: the dossier cannot be shown
	Gone     bool                // its folder is no longer there
	Wrong    int                 // errors and warnings
}

func (s *Site) home(r *http.Request) (*view, error) {
	var cards []card
	for _, name := range s.served.Names() {
		c, err := s.card(name, language(r))
		if err != nil {
			return nil, err
		}
		cards = append(cards, c)
	}
	return &view{Page: "home", Title: report.Say(language(r), "home"), Data: cards}, nil
}

func (s *Site) card(name, lang string) (card, error) {
	c := card{Name: name, Year: s.bench.Now().Year()}
	path, err := s.served.Find(name)
	if err != nil {
		return c, err
	}
	checked, err := s.bench.Check(workbench.CheckRequest{Dossiers: []string{path}})
	if errors.Is(err, workbench.ErrNoDossier) {
		c.Gone = true // the others are shown
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.Wrong = len(checked.Diagnostics)
	out, err := s.bench.Schedule(workbench.ScheduleRequest{Question: workbench.Question{Dossier: path}})
	if findings, ok := errors.AsType[*workbench.FindingsError](err); ok {
		c.Findings = workbench.FindingsOf(name, findings.List)
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.Schedule = out
	if c.Outline, err = s.bench.Outline(path); err != nil {
		return c, err
	}
	if len(out.Lines) > 0 {
		c.Chart = bars(name, "", lang, out)
		c.Chart.Height = 300
	}
	return c, nil
}

// bars is the chart of a schedule within a page.
func bars(name, only, lang string, out *workbench.ScheduleResult) *chart.Bars {
	c := report.Bars(out.Title.In(lang), "/"+name, only, out.Lines, out.Totals[0].Currency, report.Look{Language: lang, Units: out.Units})
	c.Inline = true
	return &c
}

type dossierPage struct {
	*workbench.ScheduleResult
	Asked    workbench.ScheduleRequest
	Chart    *chart.Bars
	ThisYear int
	Shared   bool // the lines are contributions of parties
	Days     any  // on which something became known
}

func (s *Site) dossier(r *http.Request) (*view, error) {
	name := r.PathValue("dossier")
	req, err := s.scheduleRequest(r)
	if err != nil {
		return nil, err
	}
	out, err := s.bench.Schedule(req)
	if err != nil {
		return nil, err
	}
	p := dossierPage{ScheduleResult: out, Asked: req, Chart: bars(name, "", language(r), out), ThisYear: s.bench.Now().Year(), Shared: len(out.Lines) > 0 && out.Lines[0].Period != nil}
	if p.Days, err = s.bench.Days(req.Dossier); err != nil {
		return nil, err
	}
	v := &view{Page: "dossier", Dossier: name, Title: out.Title.In(language(r)), Data: p}
	v.twins("/"+name+"/schedule", r.URL.RawQuery)
	return v, nil
}

// twins sets the addresses of the same as JSON, CSV and SVG.
func (v *view) twins(path, query string) {
	if query != "" {
		query = "?" + query
	}
	v.JSON, v.CSV, v.SVG = path+".json"+query, path+".csv"+query, path+".svg"+query
}

func (s *Site) scheduleRequest(r *http.Request) (workbench.ScheduleRequest, error) {
	q, err := s.question(r)
	if err != nil {
		return workbench.ScheduleRequest{}, err
	}
	req := workbench.ScheduleRequest{Question: q, Agreement: r.URL.Query().Get("agreement")}
	if req.From, err = number(r, "from"); err != nil {
		return req, err
	}
	req.To, err = number(r, "to")
	return req, err
}

// place serves what lies below a dossier: its pages by name, then agreements
// and figures, each with a suffix for its other forms.
func (s *Site) place(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimSuffix(r.PathValue("place"), "/")
	if _, err := s.served.Find(r.PathValue("dossier")); err != nil {
		s.fail(w, r, err)
		return
	}
	if form, ok := strings.CutPrefix(path, "brief."); ok && slices.Contains(report.BriefForms(), form) {
		s.brief(w, r, form)
		return
	}
	path, suffix := cutSuffix(path)
	switch page := s.named(path); {
	case path == "":
		http.Redirect(w, r, "/"+r.PathValue("dossier"), http.StatusMovedPermanently)
	case path == "schedule":
		s.scheduleAs(w, r, suffix)
	case suffix == "" && page != nil:
		s.page(page)(w, r)
	case page != nil:
		s.as(page, suffix)(w, r)
	case strings.Contains(path, "/"):
		s.figureAs(w, r, path, suffix)
	case suffix == "" || suffix == ".json":
		s.agreementAs(w, r, path, suffix)
	default:
		s.fail(w, r, errNotFound)
	}
}

// cutSuffix cuts .json, .csv or .svg off an address.
func cutSuffix(path string) (rest, suffix string) {
	for _, suffix := range []string{".json", ".csv", ".svg"} {
		if rest, ok := strings.CutSuffix(path, suffix); ok {
			return rest, suffix
		}
	}
	return path, ""
}

// named returns the page of a fixed name, or nil. Such a name stands before an
// agreement of the same name.
func (s *Site) named(path string) gather {
	switch path {
	case "story":
		return s.story
	case "compare":
		return s.compare
	case "what-if":
		return s.whatIf
	case "solve":
		return s.solve
	case "futures":
		return s.futures
	case "sources":
		return s.sources
	case "check":
		return s.check
	case "key":
		return s.key
	case "claim":
		return s.claim
	case "claims":
		return s.ledger
	default:
		return s.negotiated(path)
	}
}

func (s *Site) sources(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	out, err := s.bench.Sources(q)
	if err != nil {
		return nil, err
	}
	return &view{Page: "sources", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "sources"), Data: out, Result: out}, nil
}

type checkPage struct {
	*workbench.CheckResult
	Tests []workbench.TestCase
}

func (s *Site) check(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	out, err := s.bench.Check(workbench.CheckRequest{Dossiers: []string{q.Dossier}, Notes: true})
	if err != nil {
		return nil, err
	}
	p := checkPage{CheckResult: out}
	if !slices.ContainsFunc(out.Diagnostics, func(f workbench.Finding) bool { return f.Severity == "error" }) {
		tests, err := s.bench.Test(q.Dossier, nil)
		if err != nil {
			return nil, err
		}
		p.Tests = tests.Tests
	}
	return &view{Page: "check", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "check"), Data: p, Result: out}, nil
}

func (s *Site) key(r *http.Request) (*view, error) {
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	year, err := number(r, "year")
	if err != nil {
		return nil, err
	}
	id := r.URL.Query().Get("key")
	if o, err := s.bench.Outline(q.Dossier); err == nil && id == "" && len(o.Keys) > 0 {
		id = o.Keys[0]
	}
	out, err := s.bench.Key(workbench.KeyRequest{Question: q, Key: id, Year: year})
	if err != nil {
		return nil, err
	}
	return &view{Page: "key", Dossier: r.PathValue("dossier"), Title: out.Title.In(language(r)), Data: out, Result: out}, nil
}

type verifyPage struct {
	Passed, Count int
	Groups        []group
}

// group is the cases of one model.
type group struct {
	Model  string
	Passed int
	Cases  []workbench.VerifiedCase
}

func (s *Site) verification(r *http.Request) (*view, error) {
	out, err := s.verify()
	if err != nil {
		return nil, err
	}
	p := verifyPage{Count: len(out.Cases)}
	for _, c := range out.Cases {
		if n := len(p.Groups); n == 0 || p.Groups[n-1].Model != c.Model {
			p.Groups = append(p.Groups, group{Model: c.Model})
		}
		g := &p.Groups[len(p.Groups)-1]
		g.Cases = append(g.Cases, c)
		if c.Pass {
			g.Passed++
			p.Passed++
		}
	}
	return &view{Page: "verify", Title: report.Say(language(r), "verification"), Data: p, Result: out}, nil
}
