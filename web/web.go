// Package web serves the workbench as pages: server-rendered HTML that works
// without JavaScript, and figures with addresses.
//
// # What it is for
//
// [New] returns a handler. Every figure has an address, /DOSSIER/FIGURE, and by
// suffix its JSON, CSV and SVG; every page has a link to the JSON behind it.
//
// # What it promises
//
// It is read-only. Only the dossiers it was given and the bundled ones can be
// named; private profiles are never opened. Nothing is requested from
// elsewhere: the content security policy allows this site only. Requests for a
// foreign host are refused, so that a page of somebody else cannot read what is
// served on this machine.
package web

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"entente/dossiers"
	"entente/workbench"
)

//go:embed templates static
var assets embed.FS

// Limits on a request.
const (
	maxAddress = 8 << 10
	maxTime    = 10 * time.Second
)

// Site is the pages of some dossiers.
type Site struct {
	bench *workbench.Workbench
	names map[string]string // what an address calls a dossier → where it is
	order []string
	pages *template.Template
	hosts []string
}

// New returns the site for the bundled dossiers and the given folders, served
// under their last path element. Hosts are the names under which the site may
// be asked for, beside localhost.
func New(bench *workbench.Workbench, folders, hosts []string) (*Site, error) {
	s := &Site{bench: bench, names: map[string]string{}, hosts: append([]string{"localhost", "127.0.0.1", "::1"}, hosts...)}
	for _, f := range folders {
		name := strings.TrimRight(strings.ReplaceAll(f, `\`, "/"), "/")
		name = name[strings.LastIndexByte(name, '/')+1:]
		s.names[name], s.order = f, append(s.order, name)
	}
	bundled, err := dossiers.Names()
	if err != nil {
		return nil, err
	}
	for _, name := range bundled {
		if _, taken := s.names[name]; !taken {
			s.names[name], s.order = name, append(s.order, name)
		}
	}
	s.pages, err = template.New("").Funcs(functions()).ParseFS(assets, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return s, nil
}

// Handler returns the routes of the site behind its guards.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	static, err := fs.Sub(assets, "static")
	if err != nil { // embedded: the folder is there
		panic(err)
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static)))
	mux.HandleFunc("GET /{$}", s.page(s.home))
	mux.HandleFunc("GET /{dossier}", s.page(s.dossier))
	mux.HandleFunc("GET /{dossier}/{place...}", s.place)
	return s.guard(http.TimeoutHandler(mux, maxTime, "the answer took too long\n"))
}

// guard refuses foreign hosts and long addresses, and sets the headers that
// keep a page to itself.
func (s *Site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		switch {
		case !s.local(r.Host):
			http.Error(w, "this site answers to its own name only", http.StatusMisdirectedRequest)
		case r.Header.Get("Origin") != "" && !s.local(strings.TrimPrefix(strings.TrimPrefix(r.Header.Get("Origin"), "http://"), "https://")):
			http.Error(w, "requests from other sites are refused", http.StatusForbidden)
		case len(r.URL.RequestURI()) > maxAddress:
			http.Error(w, "the address is too long", http.StatusRequestURITooLong)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// local reports whether a host header names this site, with or without port.
func (s *Site) local(host string) bool {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	host = strings.Trim(host, "[]")
	for _, h := range s.hosts {
		if strings.EqualFold(h, host) {
			return true
		}
	}
	return false
}

// view is what a template is given.
type view struct {
	Site    *Site
	Dossier string
	Title   string
	Lang    string
	Here    string // the address of the page, for links to its twins
	JSON    string // where its JSON is
	Data    any
	Broken  []workbench.Finding
}

// page wraps a function that gathers the data of a page.
func (s *Site) page(gather func(r *http.Request) (string, *view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, v, err := gather(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.render(w, r, http.StatusOK, name, v)
	}
}

func (s *Site) render(w http.ResponseWriter, r *http.Request, status int, name string, v *view) {
	v.Site, v.Here, v.Lang = s, r.URL.RequestURI(), language(r)
	if path, known := s.names[v.Dossier]; known && s.bench.Shelf != nil {
		v.Broken = workbench.FindingsOf(v.Dossier, s.bench.Shelf.Broken(path))
	}
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name+".html", v); err != nil {
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", v.Lang)
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the reader may have gone
}

// fail shows what went wrong as a page with the right status.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, v := http.StatusInternalServerError, &view{Title: "Something went wrong", Data: err.Error()}
	var findings *workbench.FindingsError
	switch {
	case errors.As(err, &findings):
		status, v.Title = http.StatusUnprocessableEntity, "The dossier has errors"
		v.Broken = workbench.FindingsOf("", findings.List)
	case errors.Is(err, errNotFound), errors.Is(err, workbench.ErrNoDossier):
		status, v.Title = http.StatusNotFound, "Not here"
	case errors.Is(err, workbench.ErrUsage):
		status, v.Title = http.StatusBadRequest, "The question cannot be meant"
		v.Data = strings.ReplaceAll(err.Error(), workbench.ErrUsage.Error()+": ", "")
	}
	broken := v.Broken
	s.render(w, r, status, "error", v)
	_ = broken
}

var errNotFound = errors.New("there is no such page")

func language(r *http.Request) string {
	if l := r.URL.Query().Get("lang"); l == "ko" || l == "en" {
		return l
	}
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "ko") {
		return "ko"
	}
	return "en"
}
