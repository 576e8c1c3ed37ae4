package web

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"

	"entente/chart"
	"entente/report"
)

// drawing is a chart.
type drawing interface{ Draw(w io.Writer) error }

// as serves what a page is about in another form: the result behind it as
// JSON, its table as CSV, its chart as SVG.
func (s *Site) as(g gather, suffix string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := g(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		switch {
		case suffix == ".json" && v.Result != nil:
			s.sendJSON(w, r, v.Result)
		case suffix == ".csv" && v.Sheet != nil:
			s.sendCSV(w, r, v.Sheet())
		case suffix == ".svg" && v.Picture != nil:
			s.sendSVG(w, r, v.Picture)
		default:
			s.fail(w, r, errNotFound)
		}
	}
}

// forms are the other forms of a page, for its foot.
func (v *view) forms(address, query string) {
	if query != "" {
		query = "?" + query
	}
	if v.Result != nil && v.JSON == "" {
		v.JSON = address + ".json" + query
	}
	if v.Sheet != nil && v.CSV == "" {
		v.CSV = address + ".csv" + query
	}
	if v.Picture != nil && v.SVG == "" {
		v.SVG = address + ".svg" + query
	}
}

func (s *Site) sendCSV(w http.ResponseWriter, r *http.Request, t *report.Table) {
	var b bytes.Buffer
	if err := t.Write(&b, report.CSV); err != nil {
		s.fail(w, r, err)
		return
	}
	s.send(w, r, "text/csv; charset=utf-8", b.Bytes())
}

// sendSVG sends a chart as a document of its own. It carries its style; the
// policy is for this document alone.
func (s *Site) sendSVG(w http.ResponseWriter, r *http.Request, c drawing) {
	switch c := c.(type) {
	case *chart.Bars:
		c.Inline = false
	case *chart.Fan:
		c.Inline = false
	case *chart.Scatter:
		c.Inline = false
	case *chart.Ribbon:
		c.Inline = false
	case *chart.Spans:
		c.Inline = false
	}
	var b bytes.Buffer
	if err := c.Draw(&b); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	s.send(w, r, "image/svg+xml; charset=utf-8", b.Bytes())
}

// static serves the style, the modules and the icon.
func (s *Site) static(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	if name == "chart.css" {
		s.send(w, r, "text/css; charset=utf-8", []byte(chart.Stylesheet()))
		return
	}
	kind, ok := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8"}[path.Ext(name)]
	body, err := fs.ReadFile(assets, "static/"+name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid), !ok:
		s.fail(w, r, errNotFound)
	case err != nil:
		s.fail(w, r, err)
	default:
		s.send(w, r, kind, body)
	}
}
