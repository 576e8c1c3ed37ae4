package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"entente/schedule"
	"entente/workbench"
)

// card is a dossier on the home page: one number, one chart.
type card struct {
	Name     string
	Line     workbench.DossierLine
	Schedule *workbench.ScheduleResult
	Latest   *schedule.Line // the last line with a sum
	Problem  string
}

func (s *Site) home(*http.Request) (string, *view, error) {
	var cards []card
	for _, name := range s.order {
		c := card{Name: name}
		out, err := s.bench.Schedule(workbench.ScheduleRequest{Question: s.question(name, nil)})
		if err != nil {
			c.Problem = err.Error()
			cards = append(cards, c)
			continue
		}
		c.Schedule = out
		for i := range out.Lines {
			if out.Lines[i].Amount != nil && out.Lines[i].Period == nil {
				c.Latest = &out.Lines[i]
			}
		}
		cards = append(cards, c)
	}
	return "home", &view{Title: "Entente", Data: cards}, nil
}

// question reads from an address what every question may carry.
func (s *Site) question(name string, r *http.Request) workbench.Question {
	q := workbench.Question{Dossier: s.names[name]}
	if r == nil {
		return q
	}
	v := r.URL.Query()
	const most = 20 // changes in one address
	q.Known, q.Extend = v.Get("known"), v.Get("extend")
	q.Assume, q.Set = filled(v["assume"], most), filled(v["set"], most)
	for _, change := range filled(v["change"], most) {
		if strings.Contains(change, "=") { // never the name of a file: an address opens no files
			q.WhatIf = append(q.WhatIf, change)
		}
	}
	if c := v.Get("currency"); c != "" {
		q.Currency, q.FX = c, cmp.Or(v.Get("fx"), "average")
	}
	return q
}

// filled drops empty fields of a form.
func filled(values []string, most int) []string {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool {
		_, right, cut := strings.Cut(v, "=")
		return strings.TrimSpace(v) == "" || cut && strings.TrimSpace(right) == ""
	})
	return values[:min(most, len(values))]
}

func (s *Site) dossier(r *http.Request) (string, *view, error) {
	name := r.PathValue("dossier")
	if _, known := s.names[name]; !known {
		return "", nil, errNotFound
	}
	req, err := s.scheduleRequest(name, r)
	if err != nil {
		return "", nil, err
	}
	out, err := s.bench.Schedule(req)
	if err != nil {
		return "", nil, err
	}
	return "dossier", &view{Dossier: name, Title: out.Title.In(language(r)), JSON: "/" + name + "/schedule.json?" + r.URL.RawQuery, Data: dossierPage{out, req, name}}, nil
}

type dossierPage struct {
	*workbench.ScheduleResult
	Asked workbench.ScheduleRequest
	Name  string
}

func (s *Site) scheduleRequest(name string, r *http.Request) (workbench.ScheduleRequest, error) {
	req := workbench.ScheduleRequest{Question: s.question(name, r), Agreement: r.URL.Query().Get("agreement")}
	for _, f := range []struct {
		key string
		to  *int
	}{{"from", &req.From}, {"to", &req.To}} {
		if v := r.URL.Query().Get(f.key); v != "" {
			n, err := strconv.Atoi(v)
			if err != nil {
				return req, errors.Join(workbench.ErrUsage, err)
			}
			*f.to = n
		}
	}
	return req, nil
}

// place serves what lies below a dossier: its pages by name, then agreements
// and figures, each with a suffix for its other forms.
func (s *Site) place(w http.ResponseWriter, r *http.Request) {
	name, path := r.PathValue("dossier"), strings.TrimSuffix(r.PathValue("place"), "/")
	if _, known := s.names[name]; !known {
		s.fail(w, r, errNotFound)
		return
	}
	path, suffix := cutSuffix(path)
	switch {
	case path == "schedule":
		s.scheduleAs(w, r, name, suffix)
	case suffix == "" && s.named(path) != nil:
		s.page(func(r *http.Request) (string, *view, error) { return s.named(path)(name, r) })(w, r)
	case strings.Contains(path, "/"):
		s.figureAs(w, r, name, path, suffix)
	default:
		s.page(func(r *http.Request) (string, *view, error) { return s.agreement(name, path, r) })(w, r)
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

// named returns the function of a page with a fixed name. Such a name stands
// before an agreement of the same name.
func (s *Site) named(path string) func(name string, r *http.Request) (string, *view, error) {
	switch path {
	case "story":
		return s.story
	case "compare":
		return s.compare
	case "what-if":
		return s.whatIf
	case "sources":
		return s.sources
	case "check":
		return s.check
	case "key":
		return s.key
	default:
		return nil
	}
}

func (s *Site) agreement(name, id string, r *http.Request) (string, *view, error) {
	q := s.question(name, r)
	out, err := s.bench.Agreement(q, id)
	if errors.Is(err, workbench.ErrUsage) {
		return "", nil, errors.Join(errNotFound, err)
	}
	if err != nil {
		return "", nil, err
	}
	return "agreement", &view{Dossier: name, Title: out.Title.In(language(r)), Data: out}, nil
}

type storyPage struct {
	*workbench.StatusResult
	Rounds []workbench.RoundLine
	Events []workbench.EventLine
	Name   string
}

func (s *Site) story(name string, r *http.Request) (string, *view, error) {
	q := s.question(name, r)
	on := r.URL.Query().Get("on")
	status, err := s.bench.Status(workbench.StatusRequest{Question: q, On: on})
	if err != nil {
		return "", nil, err
	}
	p := storyPage{StatusResult: status, Name: name}
	q.Known = status.On.String()
	agreement := ""
	if status.Successor != nil {
		agreement = status.Successor.Agreement
	} else if status.Last != nil {
		agreement = *status.Last
	}
	rounds, err := s.bench.Rounds(q, agreement)
	if err != nil {
		return "", nil, err
	}
	p.Rounds = rounds.Rounds
	events, err := s.bench.Events(workbench.EventsRequest{Question: q})
	if err != nil {
		return "", nil, err
	}
	slices.Reverse(events.Events)
	p.Events = events.Events[:min(60, len(events.Events))]
	return "story", &view{Dossier: name, Title: "Where the talks stand", Data: p}, nil
}

type comparePage struct {
	Name   string
	A, B   string
	Choice []string
	Diff   *workbench.DiffResult
}

func (s *Site) compare(name string, r *http.Request) (string, *view, error) {
	all, err := s.bench.Agreements(s.question(name, r))
	if err != nil {
		return "", nil, err
	}
	p := comparePage{Name: name, A: r.URL.Query().Get("a"), B: r.URL.Query().Get("b"), Choice: all}
	if n := len(all); p.A == "" && n > 1 {
		p.A, p.B = all[n-2], all[n-1]
	}
	if p.A != "" && p.B != "" {
		q := s.question(name, r)
		if p.Diff, err = s.bench.Diff(workbench.DiffRequest{A: q.Dossier + "/" + p.A, B: q.Dossier + "/" + p.B, Question: q}); err != nil {
			return "", nil, err
		}
	}
	return "compare", &view{Dossier: name, Title: "Compare " + p.A + " and " + p.B, Data: p}, nil
}

type whatIfPage struct {
	Name   string
	Asked  workbench.Question
	Before *workbench.ScheduleResult
	After  *workbench.ScheduleResult
	Wrong  []workbench.Finding
}

func (s *Site) whatIf(name string, r *http.Request) (string, *view, error) {
	q := s.question(name, r)
	p := whatIfPage{Name: name, Asked: q}
	var err error
	plain := workbench.Question{Dossier: q.Dossier, Known: q.Known}
	if p.Before, err = s.bench.Schedule(workbench.ScheduleRequest{Question: plain}); err != nil {
		return "", nil, err
	}
	p.After, err = s.bench.Schedule(workbench.ScheduleRequest{Question: q})
	if findings, ok := errors.AsType[*workbench.FindingsError](err); ok {
		p.Wrong, err = workbench.FindingsOf(name, findings.List), nil
	}
	return "whatif", &view{Dossier: name, Title: "What if", JSON: "/" + name + "/schedule.json?" + r.URL.RawQuery, Data: p}, err
}

func (s *Site) sources(name string, r *http.Request) (string, *view, error) {
	out, err := s.bench.Sources(s.question(name, r))
	if err != nil {
		return "", nil, err
	}
	return "sources", &view{Dossier: name, Title: "Sources", Data: out}, nil
}

func (s *Site) check(name string, r *http.Request) (string, *view, error) {
	out, err := s.bench.Check(workbench.CheckRequest{Dossiers: []string{s.names[name]}, Notes: true})
	if err != nil {
		return "", nil, err
	}
	return "check", &view{Dossier: name, Title: "Check", Data: out}, nil
}

func (s *Site) key(name string, r *http.Request) (string, *view, error) {
	year, _ := strconv.Atoi(r.URL.Query().Get("year")) // anything else is the last period
	out, err := s.bench.Key(workbench.KeyRequest{Question: s.question(name, r), Key: r.URL.Query().Get("key"), Year: year})
	if err != nil {
		return "", nil, err
	}
	return "key", &view{Dossier: name, Title: out.Title.In(language(r)), Data: out}, nil
}
