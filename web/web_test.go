package web_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	markup "golang.org/x/net/html"

	"entente/internal/patience"
	"entente/web"
	"entente/workbench"
)

// clock is the day of the tests, so that pages do not change with the calendar.
func clock() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

// desk is a site under test with the workbench behind it.
type desk struct {
	http.Handler
	bench  *workbench.Workbench
	served *workbench.Served
}

func open(tb testing.TB, folders ...string) desk {
	tb.Helper()
	served, err := workbench.Serve(folders...)
	if err != nil {
		tb.Fatal(err)
	}
	bench := &workbench.Workbench{Now: clock, Shelf: &workbench.Shelf{}}
	site, err := web.New(bench, served, "desk.example")
	if err != nil {
		tb.Fatal(err)
	}
	return desk{site.Guard(site.Handler()), bench, served}
}

// shared is a site of the bundled dossiers for all tests that only read; what
// takes long is worked out before the first of them.
var shared = sync.OnceValue(func() desk {
	served, err := workbench.Serve()
	if err != nil {
		panic(err)
	}
	bench := &workbench.Workbench{Now: clock, Shelf: &workbench.Shelf{}}
	site, err := web.New(bench, served, "desk.example")
	if err != nil {
		panic(err)
	}
	if !patience.Racing {
		if err := site.Warm(); err != nil {
			panic(err)
		}
	}
	return desk{site.Guard(site.Handler()), bench, served}
})

// get asks for an address as a browser on this machine does.
func (d desk) get(address string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, http.NoBody)
	r.Host = "127.0.0.1:8080"
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// copied returns the folder of a copy of the Korea–US dossier that may be changed.
func copied(tb testing.TB) string {
	tb.Helper()
	dir, err := (&workbench.Workbench{}).CopyDossier("kr-us-sma", tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	return dir
}

// edit replaces text in a file, which has to be there.
func edit(tb testing.TB, file, from, to string) {
	tb.Helper()
	text, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		tb.Fatal(err)
	}
	if !strings.Contains(string(text), from) {
		tb.Fatalf("%s holds no %q", file, from)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), from, to, 1)), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// once are pages that run something for all readers together; it takes a
// while, under the race detector a long one.
func once() []string {
	if patience.Racing {
		return nil
	}
	return []string{"/verify", "/speed", "/kr-us-sma/deal/2024", "/kr-us-sma/deal/2019?package=7", "/kr-us-sma/ratify/2024"}
}

// pages are addresses of every kind of page.
func pages() []string {
	return append(once(),
		"/", "/kr-us-sma", "/kr-us-sma?known=2020-06-30", "/kr-us-sma?agreement=sma-9", "/kr-us-sma/sma-11", "/kr-us-sma/sma-11/2021", "/kr-us-sma/sma-11/total", "/kr-us-sma/sma-5/2004/USD",
		"/kr-us-sma/story", "/kr-us-sma/story?on=2019-11-20", "/kr-us-sma/story?on=1990-01-01", "/kr-us-sma/story?on=2020-02-01", "/kr-us-sma/compare", "/kr-us-sma/compare?a=sma-9&b=sma-11",
		"/kr-us-sma/what-if", "/kr-us-sma/what-if?assume.kr.cpi=2.0&change=sma-12/amounts/2026/value=16_000+eok", "/kr-us-sma/solve",
		"/kr-us-sma/solve?figure=sma-12/total&for=first_year&target=81_000+eok&assume.kr.cpi=2.0", "/kr-us-sma/futures?paths=1000", "/kr-us-sma/futures?paths=1000&exceeds=8tn+KRW&extend=sma-12&to=2035",
		"/kr-us-sma/wait/2024", "/kr-us-sma/fair/2019",
		"/kr-us-sma/claim", "/kr-us-sma/claims", "/kr-us-sma/claims?quantity=demand.2019", "/kr-us-sma/claims?side=us&topic=demand&from=2019", "/kr-us-sma/claims?conflicts=1&actor=trump", "/kr-us-sma/sources", "/kr-us-sma/check", "/jp-us-sma", "/jp-us-sma/compare", "/mlf", "/mlf/key", "/mlf/2021-2023/IRL", "/mlf/sources", "/un-scale", "/un-scale/key", "/un-scale/key?key=regular-budget&year=2024",
		"/nato-common-funding", "/nato-common-funding/key", "/nato-common-funding/check",
	)
}

// ours is the one script of a page: our own module.
const ours = `<script type="module" src="/static/desk.js"></script>`

// live returns what in a page could run, load or send something that is not
// ours: a script but the one of every page, a handler in an attribute, an
// address that is a program, an element that brings something in; "" when
// there is none.
func live(body string) string {
	if !strings.Contains(body, "<html") { // JSON, CSV or an article
		if strings.Contains(body, "<script") && !strings.HasPrefix(body, "{") {
			return "<script"
		}
		return ""
	}
	modules := 0
	for z := markup.NewTokenizer(strings.NewReader(body)); z.Next() != markup.ErrorToken; {
		t := z.Token()
		if t.Type != markup.StartTagToken && t.Type != markup.SelfClosingTagToken {
			continue
		}
		switch t.Data {
		case "script":
			if modules++; modules > 1 || t.String()+"</script>" != ours {
				return t.String()
			}
		case "iframe", "object", "embed", "base", "img", "style", "frame", "applet", "portal":
			return t.String()
		}
		for _, a := range t.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") {
				return t.String()
			}
		}
	}
	return ""
}

// TestLive holds the guard of the tests to what it is to find.
func TestLive(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{
		"<html><script>alert(1)</script>", "<html>" + ours + ours, `<html><script type="module" src="/static/desk.js" onload="x()"></script>`, `<html><script src="//evil.example/x.js"></script>`,
		`<html><p onclick="x()">`, `<html><a href=" JavaScript:x()">`, `<html><img src=x>`, `<html><svg><a xlink:href="javascript:x()">`, `<html><p style="x">`, "<p><script>",
	} {
		if live(bad) == "" {
			t.Errorf("%s is taken for harmless", bad)
		}
	}
	for _, good := range []string{"<html>" + ours + "<p>on</p>", "<html>&lt;script&gt;", `{"a":"<script"}`} {
		if bad := live(good); bad != "" {
			t.Errorf("%s is taken for live: %s", good, bad)
		}
	}
}

var pointer = regexp.MustCompile(`\b0x[0-9a-f]{6,}`)

func TestPages(t *testing.T) {
	t.Parallel()
	d := shared()
	for _, address := range pages() {
		for _, lang := range []string{"en", "ko"} {
			t.Run(lang+address, func(t *testing.T) {
				t.Parallel()
				w := d.get(address, func(r *http.Request) { r.Header.Set("Accept-Language", lang) })
				body := w.Body.String()
				if w.Code != http.StatusOK {
					t.Fatalf("status %d:\n%s", w.Code, body)
				}
				for _, want := range []string{`<html lang="` + lang + `">`, `href="#main"`, `<main id="main">`, "</html>"} {
					if !strings.Contains(body, want) {
						t.Errorf("the page has no %s", want)
					}
				}
				if n := strings.Count(body, "<h1"); n != 1 {
					t.Errorf("%d headings of the first level, want 1", n)
				}
				if bad := live(body); bad != "" {
					t.Errorf("the page holds live markup: %s", bad)
				}
				for _, bad := range []string{" style=", "<style", "%!", "&lt;nil&gt;", "ZgotmplZ"} {
					if strings.Contains(body, bad) {
						t.Errorf("the page holds %q", bad)
					}
				}
				if at := pointer.FindString(body); at != "" {
					t.Errorf("the page holds an address of memory: %s", at)
				}
				if charts, tables := strings.Count(body, "<svg"), strings.Count(body, "<table"); address != "/" && charts > tables {
					t.Errorf("%d charts, %d tables: a chart without its table", charts, tables)
				}
			})
		}
	}
}

// TestLinks follows every link of every page that stays on the site.
func TestLinks(t *testing.T) {
	t.Parallel()
	d := shared()
	seen := map[string]bool{"/openapi.json": true} // served beside the pages
	packages := 0
	for _, address := range pages() {
		body := d.get(address).Body.String()
		for _, part := range strings.Split(body, `href="`)[1:] {
			link, _, _ := strings.Cut(part, `"`)
			link, fragment, _ := strings.Cut(html.UnescapeString(link), "#")
			if link == "" && !strings.Contains(body, `id="`+fragment+`"`) {
				t.Errorf("%s leads to #%s, which is not there", address, fragment)
			}
			long := strings.Contains(link, "/deal/") || strings.Contains(link, "/ratify/") || link == "/verify" || link == "/speed"
			if !strings.HasPrefix(link, "/") || seen[link] || patience.Racing && long {
				continue
			}
			seen[link] = true
			if strings.Contains(link, "?package=") {
				if packages++; packages > 6 {
					continue // they are alike
				}
			}
			if w := d.get(link); w.Code != http.StatusOK {
				t.Errorf("%s leads to %s: status %d", address, link, w.Code)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d links were found", len(seen))
	}
}
