package web

import (
	"bytes"
	"net/http"

	"entente/report"
	"entente/workbench"
)

// brief serves the document to hand on in one of its forms: /DOSSIER/brief.html,
// with the question of the other pages in its address.
func (s *Site) brief(w http.ResponseWriter, r *http.Request, form string) {
	q, err := s.question(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	v := r.URL.Query()
	out, err := s.bench.Brief(workbench.BriefRequest{Question: q, Agreements: filled(v["agreement"]), On: v.Get("on"), Language: language(r)})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var b bytes.Buffer
	if err := out.Write(&b, form); err != nil {
		s.fail(w, r, err)
		return
	}
	if form == "html" { // it carries its style; this policy is for the document alone
		w.Header().Set("Content-Security-Policy", report.BriefPolicy)
	}
	s.send(w, r, report.BriefKind(form), b.Bytes())
}
