package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"entente/report"
	"entente/workbench"
)

// view is what a template is given.
type view struct {
	Page    string // the template
	Dossier string // its name in addresses; "" on pages about none
	Room    string // the negotiation that the page is about
	Title   string
	Data    any

	JSON, CSV, SVG string // addresses of the same in other forms

	Result  any                  // the result behind the page, as the command line prints it; nil has no address
	Sheet   func() *report.Table // likewise, its table
	Picture drawing              // likewise, its chart

	Outline  *workbench.OutlineResult
	Lang     string
	Tongues  []tongue
	Broken   []workbench.Finding // files that are broken while an older state is shown
	Findings []workbench.Finding // on the page of an error
}

// tongue is a link to the page in a language.
type tongue struct {
	Lang, Name, Href string
	Here             bool
}

// gather collects the data of a page.
type gather func(r *http.Request) (*view, error)

// page wraps a function that gathers the data of a page.
func (s *Site) page(g gather) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := g(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.render(w, r, http.StatusOK, v)
	}
}

func (s *Site) render(w http.ResponseWriter, r *http.Request, status int, v *view) {
	v.Lang = language(r)
	for _, l := range report.Languages() {
		v.Tongues = append(v.Tongues, tongue{l, report.Say(l, "language"), with(r.URL, "lang", l), l == v.Lang})
	}
	if path, err := s.served.Find(v.Dossier); err == nil {
		if v.Outline, err = s.bench.Outline(path); err != nil {
			v.Outline = nil // the page says why
		}
		if s.bench.Shelf != nil {
			v.Broken = workbench.FindingsOf(v.Dossier, s.bench.Shelf.Broken(path))
		}
	}
	v.forms(strings.TrimSuffix(r.URL.Path, "/"), r.URL.RawQuery)
	var b bytes.Buffer
	if err := s.pages[v.Lang].ExecuteTemplate(&b, v.Page+".html", v); err != nil {
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Language", v.Lang)
	w.Header().Set("Vary", "Accept-Language, Cookie")
	if status != http.StatusOK {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = b.WriteTo(w) // the reader may have gone
		return
	}
	s.send(w, r, "text/html; charset=utf-8", b.Bytes())
}

// send answers with a body and its tag; a reader that has it already is told
// so. The tag is the digest of the bytes: they hold the digest of the dossier,
// the day of knowledge and everything else that the answer depends on.
func (s *Site) send(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(body)))
	h.Set("Cache-Control", "no-cache")
	s.keep(w, r, body)
	serve(w, r, body)
}

func serve(w http.ResponseWriter, r *http.Request, body []byte) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func (s *Site) sendJSON(w http.ResponseWriter, r *http.Request, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		s.fail(w, r, fmt.Errorf("encode: %w", err))
		return
	}
	s.send(w, r, "application/json; charset=utf-8", b.Bytes())
}

// errNotFound is the error for an address without a page.
var errNotFound = errors.New("there is no such page")

// fail shows what went wrong as a page with the right status.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	lang := language(r)
	status, v := http.StatusInternalServerError, &view{Page: "error", Dossier: r.PathValue("dossier"), Title: report.Say(lang, "went wrong")}
	var findings *workbench.FindingsError
	text := s.served.Words(err)
	switch {
	case errors.As(err, &findings):
		status, v.Title = http.StatusUnprocessableEntity, report.Say(lang, "dossier has errors")
		v.Findings = workbench.FindingsOf("", findings.List)
		text = ""
	case errors.Is(err, errNotFound), errors.Is(err, workbench.ErrNoDossier), errors.Is(err, workbench.ErrNoFigure):
		status, v.Title = http.StatusNotFound, report.Say(lang, "not here")
	case errors.Is(err, workbench.ErrUsage):
		status, v.Title = http.StatusBadRequest, report.Say(lang, "cannot be meant")
	case errors.Is(err, errLarge):
		status, v.Title = http.StatusRequestEntityTooLarge, report.Say(lang, "cannot be meant")
	case errors.Is(err, errBusy):
		status, v.Title = http.StatusServiceUnavailable, report.Say(lang, "busy")
	default:
		text = "" // a failure of the machine is for its owner, not for a page
	}
	if strings.HasSuffix(r.URL.Path, ".json") {
		problem(w, status, v, text)
		return
	}
	v.Data = text
	s.render(w, r, status, v)
}

// problem tells a program what went wrong, as in RFC 9457.
func problem(w http.ResponseWriter, status int, v *view, text string) {
	data, err := json.Marshal(struct {
		Title  string              `json:"title"`
		Status int                 `json:"status"`
		Detail string              `json:"detail,omitempty"`
		Errors []workbench.Finding `json:"errors,omitempty"`
	}{v.Title, status, text, v.Findings})
	if err != nil {
		http.Error(w, "the answer could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write(append(data, '\n')) // the reader may have gone
}

// language is the one asked for, else the one chosen before, else the
// browser's, else English.
func language(r *http.Request) string {
	if l := r.URL.Query().Get("lang"); report.Speaks(l) {
		return l
	}
	if c, err := r.Cookie("lang"); err == nil && report.Speaks(c.Value) {
		return c.Value
	}
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "ko") {
		return "ko"
	}
	return "en"
}

// with returns an address of this site with one value of its query replaced.
func with(u *url.URL, key, value string) string {
	q := u.Query()
	q.Set(key, value)
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String()
}
