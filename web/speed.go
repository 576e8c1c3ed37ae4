package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"time"

	"entente/report"
	"entente/workbench"
)

// speedPage is what this server measured on the machine it runs on.
type speedPage struct {
	Go      string        `json:"go"`
	System  string        `json:"system"`
	Cores   int           `json:"cores"`
	Jobs    []measurement `json:"jobs"`
	Pages   []measurement `json:"pages"`
	Seconds float64       `json:"seconds"` // that measuring took
}

// measurement is how long something took: the best of a few runs, and the 95th
// of a hundred where there are enough of them.
type measurement struct {
	What    string  `json:"what"`
	Dossier string  `json:"dossier,omitempty"`
	Address string  `json:"address,omitempty"`
	Best    float64 `json:"best_ms"`
	Worst   float64 `json:"worst_ms"`
	Runs    int     `json:"runs"`
	Aim     float64 `json:"aim_ms"` // 0: none was set
}

// speed shows what is measured once, when it is first asked for.
func (s *Site) speed(r *http.Request) (*view, error) {
	p := s.measured()
	return &view{Page: "speed", Title: report.Say(language(r), "speed"), Data: p, Result: p}, nil
}

// measure times the jobs that a reader waits for, and every page made anew.
func (s *Site) measure() *speedPage {
	began := time.Now()
	p := &speedPage{Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.GOMAXPROCS(0)}
	for _, name := range s.served.Names() {
		path, err := s.served.Find(name)
		if err != nil {
			continue
		}
		o, err := s.bench.Outline(path)
		if err != nil {
			continue
		}
		for _, j := range s.jobs(path, o) {
			if m, ok := timed(3, j.run); ok {
				m.What, m.Dossier, m.Aim = j.what, name, j.aim
				p.Jobs = append(p.Jobs, m)
			}
		}
		for _, address := range addresses(name, o) {
			if m, ok := timed(3, func() error { return s.made(address) }); ok {
				m.Address, m.Aim = address, 50
				p.Pages = append(p.Pages, m)
			}
		}
	}
	p.Seconds = time.Since(began).Seconds()
	return p
}

// job is something that a reader waits for. Aims are in milliseconds.
type job struct {
	what string
	aim  float64
	run  func() error
}

func (s *Site) jobs(path string, o *workbench.OutlineResult) []job {
	q := workbench.Question{Dossier: path}
	anew := &workbench.Workbench{Now: s.bench.Now} // keeps nothing
	jobs := []job{{"read and compute", 50, func() error {
		_, err := anew.Schedule(workbench.ScheduleRequest{Question: q})
		return err
	}}}
	if o.Drawn && len(o.Agreements) > 0 {
		last := o.Agreements[len(o.Agreements)-1]
		draw := func() error {
			_, err := s.bench.Project(context.Background(), workbench.ProjectRequest{Question: q, From: last.Years.From, To: last.Years.To, Paths: 100_000, Seed: 1})
			return err
		}
		jobs = append(jobs, job{"draw", 100, draw})
	}
	if o.Claims > 0 {
		text := []byte(strings.Repeat("Seoul will pay 1.1833 trillion won in 2021, up 13.9 percent from 2019, the ministry said. Washington had asked for $5 billion a year.\n\n", 20))
		jobs = append(jobs, job{"judge", 50, func() error {
			_, err := s.bench.Claim(workbench.ClaimRequest{Question: q, Files: []workbench.ClaimFile{{Name: "article", Data: text}}})
			return err
		}})
	}
	return jobs
}

// addresses are the pages of a dossier, those that its own pages lead to.
func addresses(name string, o *workbench.OutlineResult) []string {
	all := []string{"/" + name, "/" + name + "/sources", "/" + name + "/check"}
	for page, there := range map[string]bool{
		"story": o.Talks, "compare": len(o.Agreements) > 1, "what-if": len(o.Agreements) > 0, "futures?paths=1000": o.Drawn, "claims": o.Claims > 0, "key": len(o.Keys) > 0,
	} {
		if there {
			all = append(all, "/"+name+"/"+page)
		}
	}
	if n := len(o.Agreements); n > 0 {
		last := o.Agreements[n-1]
		all = append(all, "/"+name+"/"+last.ID, "/"+name+"/"+last.ID+"/total")
	}
	slices.Sort(all)
	return all
}

// made makes a page and throws it away.
func (s *Site) made(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	w := &thrown{header: http.Header{}}
	s.routes.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: u, Host: "localhost", Header: http.Header{}, Body: http.NoBody})
	if w.status >= http.StatusBadRequest {
		return errNotFound
	}
	return nil
}

// thrown is an answer that nobody reads.
type thrown struct {
	header http.Header
	body   bytes.Buffer
	status int
}

func (w *thrown) Header() http.Header         { return w.header }
func (w *thrown) Write(p []byte) (int, error) { return w.body.Write(p) }
func (w *thrown) WriteHeader(status int)      { w.status = status }

// timed runs something a few times after once; ok is false where it fails.
func timed(runs int, run func() error) (measurement, bool) {
	if run() != nil {
		return measurement{}, false
	}
	m := measurement{Runs: runs}
	for i := range runs {
		began := time.Now()
		if run() != nil {
			return m, false
		}
		took := float64(time.Since(began).Microseconds()) / 1000
		if i == 0 || took < m.Best {
			m.Best = took
		}
		m.Worst = max(m.Worst, took)
	}
	return m, true
}
