package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"entente/report"
	"entente/workbench"
)

// maxPaste is the size in bytes of the largest article that is read.
const maxPaste = 2 << 20

type claimPage struct{ Refused string }

// claim is the page on which an article is pasted.
func (s *Site) claim(r *http.Request) (*view, error) {
	return &view{Page: "claim", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "claim"), Data: claimPage{}}, nil
}

// judge marks the figures of a pasted article. Nothing is kept.
func (s *Site) judge(w http.ResponseWriter, r *http.Request) {
	q, err := s.question(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	text, err := pasted(w, r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var out *workbench.ClaimResult
	q.Known = r.PostForm.Get("known")
	if busy := s.alone(r.Context(), func() {
		out, err = s.bench.Claim(workbench.ClaimRequest{Question: q, Files: []workbench.ClaimFile{{Name: "article", Data: []byte(text)}}})
	}); busy != nil {
		err = busy
	}
	if errors.Is(err, workbench.ErrUsage) {
		v, _ := s.claim(r) // it only names the page
		v.Data = claimPage{strings.ReplaceAll(err.Error(), workbench.ErrUsage.Error()+": ", "")}
		s.render(w, r, http.StatusOK, v)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var b bytes.Buffer
	if err := report.ClaimPage(&b, report.ClaimHead{Title: out.Title.In(language(r)), Language: language(r), Back: "/" + r.PathValue("dossier") + "/claim"}, out.Results, out.Conflicts); err != nil {
		s.fail(w, r, err)
		return
	}
	// The marked article is a document that can be kept: it carries its style.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = b.WriteTo(w) // the reader may have gone
}

// pasted reads the text of a form: as the field, so that no more than it is
// kept in memory.
func pasted(w http.ResponseWriter, r *http.Request) (string, error) {
	r.Body = http.MaxBytesReader(w, r.Body, 3*maxPaste) // a letter takes up to three bytes of a form
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large), err == nil && len(r.PostForm.Get("text")) > maxPaste:
		return "", fmt.Errorf("%w: at most %d MB", errLarge, maxPaste>>20)
	case err != nil && !errors.Is(err, io.EOF):
		return "", fmt.Errorf("%w: the form cannot be read", workbench.ErrUsage)
	}
	return r.PostForm.Get("text"), nil
}

// errLarge is the error for more than a page takes.
var errLarge = errors.New("the text is too large")
