package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/patience"
	"entente/workbench"
)

// secretProfile is a private profile with numbers and words that stand nowhere
// else.
const secretProfile = `party: kr
profiles:
  - negotiation: '2024'
    party: kr
    owner: secretowner
    on: 2024-10-04
    note: secretnote
    loss: 12.3456%
    no_agreement: {hold: 12.125%, reopened: 87.875%}
    weights:
      - {measure: total, weight: 43.2109%, worst: 300_000 eok, best: 140_000 eok}
      - {issue: labour, weight: 56.7891%, values: {75%: 0%, 87%: 60%, 100%: 100%}}
`

// TestPrivateStaysPrivate asks for the pages of a negotiation in every way an
// address can: what lies in private/ shows nowhere, not even that it is wrong.
func TestPrivateStaysPrivate(t *testing.T) {
	t.Parallel()
	if patience.Racing {
		t.Skip("packages are valued for it")
	}
	folder := copied(t)
	if err := os.MkdirAll(filepath.Join(folder, "private"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, party := range []string{"kr", "us"} {
		if err := os.WriteFile(filepath.Join(folder, "private", party+".yaml"), []byte(strings.ReplaceAll(secretProfile, "party: kr", "party: "+party)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := open(t, folder)
	path, err := d.served.Find("kr-us-sma")
	if err != nil {
		t.Fatal(err)
	}
	// Packages are valued beforehand: a busy machine may take longer for it than a page may.
	if _, err := d.bench.Deal(t.Context(), workbench.PlainDeal(workbench.NegotiationQuestion{Question: workbench.Question{Dossier: path}, Negotiation: "2024"})); err != nil {
		t.Fatal(err)
	}
	public := d.get("/kr-us-sma/deal/2024").Body.String()
	for _, address := range []string{
		"/kr-us-sma/deal/2024", "/kr-us-sma/deal/2024?as=kr", "/kr-us-sma/deal/2024.json?as=kr&As=kr", "/kr-us-sma/deal/2024?file=private/kr.yaml&File=private/kr.yaml", "/kr-us-sma/deal/private%2Fkr", "/kr-us-sma/deal/..%2Fprivate%2Fkr",
		"/kr-us-sma/wait/private%2Fkr", "/kr-us-sma/private/kr.yaml", "/kr-us-sma/private%2Fkr.yaml", "/kr-us-sma/check", "/kr-us-sma/what-if?change=private/kr/owner=x", "/kr-us-sma/what-if?term.private/kr/owner=1", "/kr-us-sma?agreement=private/kr",
	} {
		w := d.get(address)
		for _, secret := range []string{"secretowner", "secretnote", "12.3456", "43.2109", "0.432", "56.7891", "0.567891", "0.87875"} {
			if strings.Contains(w.Body.String(), secret) {
				t.Errorf("%s gives away %s", address, secret)
			}
		}
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s: status %d", address, w.Code)
		}
	}
	if asked := d.get("/kr-us-sma/deal/2024?as=kr").Body.String(); strings.ReplaceAll(asked, "as=kr", "") == "" || !strings.Contains(public, "analyst") || !strings.Contains(asked, "analyst") {
		t.Error("the page with as is not the public one")
	}
}

// TestThousands asks questions a thousand times as large as a reader would:
// each is refused or cut, and answered at once.
func TestThousands(t *testing.T) {
	t.Parallel()
	d := shared()
	many := url.Values{}
	for i := range 1000 {
		many.Add("change", fmt.Sprintf("sma-12/amounts/2026/value=%d eok", i))
		many.Add(fmt.Sprintf("term.sma-12/amounts/%d/value", i), "1")
		many.Add(fmt.Sprintf("assume.x%d", i), "1")
	}
	for address, want := range map[string]int{
		"/kr-us-sma/what-if?" + many.Encode():                                              http.StatusRequestURITooLong,
		"/kr-us-sma/what-if?" + strings.Repeat("change=sma-12/amounts/2026/value=1&", 200): http.StatusOK,
		"/kr-us-sma/what-if?term.sma-12/amounts/2026/value=1e999999999":                    http.StatusBadRequest,
		"/kr-us-sma/what-if?term.sma-12/amounts/2026=1":                                    http.StatusBadRequest,
		"/kr-us-sma/what-if?term.sma-99/amounts/2026/value=1":                              http.StatusBadRequest,
		"/kr-us-sma/what-if?term.=1":                                                       http.StatusBadRequest,
		"/kr-us-sma/futures?term.sma-12/amounts/2027..2030/by/cap/step=nan":                http.StatusBadRequest,
		"/kr-us-sma/futures?extend=sma-12&to=999999":                                       http.StatusOK, // said on the page
		"/kr-us-sma/what-if?extend=sma-12&to=999999":                                       http.StatusBadRequest,
		"/kr-us-sma?extend=sma-12&to=2147483647":                                           http.StatusBadRequest,
		"/kr-us-sma/claims?quantity=" + strings.Repeat("x", 4000):                          http.StatusBadRequest,
		"/kr-us-sma/claims?from=never":                                                     http.StatusBadRequest,
		"/kr-us-sma/claims?side=nobody":                                                    http.StatusBadRequest,
		"/kr-us-sma/" + strings.Repeat("a/", 3000):                                         http.StatusNotFound,
		"/kr-us-sma/deal/2024/x":                                                           http.StatusBadRequest,
		"/kr-us-sma/deal/1066":                                                             http.StatusBadRequest,
		"/kr-us-sma/fair/2024":                                                             http.StatusBadRequest,
		"/mlf/deal":                                                                        http.StatusBadRequest,
		"/static/nothing.js":                                                               http.StatusNotFound,
		"/static/..%2fweb.go":                                                              http.StatusNotFound,
	} {
		if w := d.get(strings.ReplaceAll(address, " ", "+")); w.Code != want {
			t.Errorf("%.90s: status %d, want %d", address, w.Code, want)
		}
	}
	if !patience.Racing {
		for _, address := range []string{"/kr-us-sma/deal/2024?package=-1", "/kr-us-sma/deal/2024?package=99999999999999999999", "/kr-us-sma/deal/2024?package=3240", "/kr-us-sma/ratify/2024?package=x"} {
			if w := d.get(address); w.Code != http.StatusBadRequest {
				t.Errorf("%s: status %d", address, w.Code)
			}
		}
	}
}

// FuzzForms fills the form of an article and the fields of the live forms with
// anything: an answer comes, and nothing in it is live.
func FuzzForms(f *testing.F) {
	d := shared()
	f.Add("what-if", "term.sma-12/amounts/2026/value", "16000", "1.18 trillion won in 2021")
	f.Add("futures", "term.sma-12/amounts/2027..2030/by/cap/step", "3", "<script>alert(1)</script> 5 billion dollars")
	f.Add("claims", "actor", "<img onerror=x>", "up 8.3% from 2025\x00\xff")
	f.Add("compare", "a", "../sma-1", strings.Repeat("1.5 trillion won ", 200))
	f.Add("deal/2024", "package", "-1", "")
	f.Fuzz(func(t *testing.T, page, field, value, text string) {
		if strings.ContainsAny(page, "?#%") || len(text) > 1<<16 || patience.Racing && strings.HasPrefix(page, "deal") {
			t.Skip()
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/kr-us-sma/"+(&url.URL{Path: page}).EscapedPath()+"?paths=100&"+url.Values{field: {value}}.Encode(), http.NoBody)
		if err != nil {
			t.Skip()
		}
		got := d.get(r.URL.RequestURI())
		posted := d.paste(text)
		for name, w := range map[string]string{r.URL.String(): got.Body.String(), "the article": posted.Body.String()} {
			if bad := live(w); bad != "" && (name != "the article" || !strings.HasPrefix(bad, "<style")) {
				t.Fatalf("%q: live markup %s", name, bad)
			}
		}
		if got.Code == http.StatusInternalServerError || posted.Code == http.StatusInternalServerError {
			t.Fatalf("%s: status %d; the article %q: status %d", r.URL, got.Code, text, posted.Code)
		}
	})
}
