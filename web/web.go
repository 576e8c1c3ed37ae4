// Package web serves the workbench as pages: server-rendered HTML that works
// without JavaScript, and figures with addresses.
//
// # What it is for
//
// [New] returns a site; [Site.Handler] is its routes. Every figure has an
// address, /DOSSIER/FIGURE, and by suffix its JSON, CSV and SVG; a page links
// to the JSON behind it. The page of a question holds the whole question in
// its address, so that it can be kept and passed on.
//
// # What it promises
//
// It is read-only. Only the dossiers it was given and the bundled ones can be
// named; private profiles are never opened. Nothing is requested from
// elsewhere: the content security policy allows this site only. Requests for a
// foreign host are refused by [Site.Guard], so that a page of somebody else
// cannot read what is served on this machine. A dossier that is broken while
// it is served is shown as it was last good, with what is wrong above it.
//
// # Adding a page
//
// A page is a method that gathers its data from the workbench, a line in
// [Site.named], a template of its name and its words in the catalogue of
// package report. Numbers are formatted by the functions of package report;
// nothing is computed here.
package web

import (
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"time"

	"entente/report"
	"entente/workbench"
)

//go:embed templates static
var assets embed.FS

// Limits on a request.
const (
	maxAddress = 8 << 10
	maxTime    = 10 * time.Second
	maxHeavy   = 2 // questions that draw futures or search, at the same time
)

// Site is the pages of some dossiers.
type Site struct {
	bench  *workbench.Workbench
	served *workbench.Served
	pages  map[string]*template.Template // by language
	hosts  []string
	heavy  chan struct{}
	verify func() (*workbench.VerifyResult, error) // run once: its cases are built in
	kept   kept
	routes http.Handler

	measured func() *speedPage // likewise
}

// New returns the site for some dossiers. Hosts are the names under which it
// may be asked for, beside localhost.
func New(bench *workbench.Workbench, served *workbench.Served, hosts ...string) (*Site, error) {
	s := &Site{
		bench: bench, served: served, pages: map[string]*template.Template{}, heavy: make(chan struct{}, maxHeavy),
		hosts:  append([]string{"localhost", "127.0.0.1", "::1"}, hosts...),
		verify: sync.OnceValues(func() (*workbench.VerifyResult, error) { return bench.Verify(workbench.VerifyRequest{}) }),
	}
	s.measured = sync.OnceValue(s.measure)
	for _, language := range report.Languages() {
		pages, err := template.New("").Funcs(report.Functions(language)).Funcs(functions(language)).ParseFS(assets, "templates/*.html")
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		s.pages[language] = pages
	}
	s.routes = s.dossiers()
	return s, nil
}

// Handler returns the routes of the site. They are to stand behind
// [Site.Guard].
func (s *Site) Handler() http.Handler {
	all := http.NewServeMux()
	all.Handle("/", http.TimeoutHandler(s.routes, maxTime, "the answer took too long\n"))
	// These are run once for all readers: they may take their time.
	all.HandleFunc("GET /verify", s.page(s.verification))
	all.HandleFunc("GET /verify.json", s.as(s.verification, ".json"))
	all.HandleFunc("GET /speed", s.page(s.speed))
	all.HandleFunc("GET /speed.json", s.as(s.speed, ".json"))
	return s.again(all)
}

// dossiers are the routes of home and of what lies below a dossier.
func (s *Site) dossiers() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/{file}", s.static)
	mux.HandleFunc("GET /{$}", s.page(s.home))
	mux.HandleFunc("GET /{dossier}", s.page(s.dossier))
	mux.HandleFunc("GET /{dossier}/{place...}", s.place)
	mux.HandleFunc("POST /{dossier}/claim", s.judge)
	return mux
}

// Warm works out beforehand what the first reader would wait for: it reads the
// dossiers, checks them, values the packages of their negotiations, runs the
// published numbers and measures itself. It may run beside the answering.
func (s *Site) Warm() error {
	for _, name := range s.served.Names() {
		path, err := s.served.Find(name)
		if err != nil {
			return err
		}
		if _, err := s.bench.Check(workbench.CheckRequest{Dossiers: []string{path}}); err != nil {
			return err
		}
		o, err := s.bench.Outline(path)
		if err != nil {
			return err
		}
		for _, n := range o.Negotiations {
			for _, page := range n.Pages {
				_ = s.made("/" + name + "/" + page + "/" + n.ID) // whoever asks is told what is wrong
			}
		}
	}
	if _, err := s.verify(); err != nil {
		return err
	}
	s.measured()
	return nil
}
