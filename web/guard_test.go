package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"entente/internal/patience"
)

func TestStrangers(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, tt := range []struct {
		name   string
		change func(*http.Request)
		want   int
	}{
		{"this machine", func(*http.Request) {}, http.StatusOK},
		{"by name", func(r *http.Request) { r.Host = "LOCALHOST:80" }, http.StatusOK},
		{"IPv6", func(r *http.Request) { r.Host = "[::1]:8080" }, http.StatusOK},
		{"a name that was given", func(r *http.Request) { r.Host = "desk.example" }, http.StatusOK},
		{"foreign host", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		{"host that begins well", func(r *http.Request) { r.Host = "localhost.evil.example" }, http.StatusMisdirectedRequest},
		{"no host", func(r *http.Request) { r.Host = "" }, http.StatusMisdirectedRequest},
		{"own origin", func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:8080") }, http.StatusOK},
		{"foreign origin", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		{"origin of a file", func(r *http.Request) { r.Header.Set("Origin", "null") }, http.StatusForbidden},
		{"origin with a user", func(r *http.Request) { r.Header.Set("Origin", "http://localhost@evil.example") }, http.StatusForbidden},
		{"script of another site", func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "no-cors")
		}, http.StatusForbidden},
		{"link on another site", func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
		}, http.StatusOK},
		{"long address", func(r *http.Request) { r.URL.RawQuery = strings.Repeat("a", 10_000) }, http.StatusRequestURITooLong},
		{"another method", func(r *http.Request) { r.Method = http.MethodPost }, http.StatusMethodNotAllowed},
	} {
		w := d.get("/kr-us-sma", tt.change)
		if w.Code != tt.want {
			t.Errorf("%s: status %d, want %d", tt.name, w.Code, tt.want)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: no policy", tt.name)
		}
	}
}

// TestNoWayOut asks for files beside what is served.
func TestNoWayOut(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	if err := os.WriteFile(folder+"/../secret.yaml", []byte("dossier: secret\ntitle: {en: never shown}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	for _, address := range []string{
		"/..%2fsecret.yaml", "/kr-us-sma/..%2f..%2fsecret.yaml", "/%2e%2e/secret.yaml", "/kr-us-sma/..%2f..%2fsecret.yaml.json", "/static/..%2f..%2fweb.go", "/static/../web.go",
		"/kr-us-sma/compare?a=..%2F..%2Fsecret&b=sma-11", "/kr-us-sma/compare?a=sma-11&b=..%2Fkr-us-sma%2Fsma-12", "/kr-us-sma/private", "/kr-us-sma/dossier.yaml", "/kr-us-sma/private%2Fkr.yaml",
		"/kr-us-sma/what-if?change=../secret.yaml", "/%00", "/kr-us-sma/%00", "/kr-us-sma/sma-11/%ff",
	} {
		w := d.get(address)
		if w.Code == http.StatusOK && !strings.Contains(address, "change=") || w.Code >= http.StatusInternalServerError {
			t.Errorf("%s: status %d", address, w.Code)
		}
		if strings.Contains(w.Body.String(), "never shown") || strings.Contains(w.Body.String(), folder) {
			t.Errorf("%s gives away what is outside:\n%s", address, w.Body)
		}
	}
}

func TestBadQuestions(t *testing.T) {
	t.Parallel()
	d := open(t)
	for address, want := range map[string]int{
		"/nowhere":                            http.StatusNotFound,
		"/kr-us-sma/sma-99":                   http.StatusNotFound,
		"/kr-us-sma/sma-11/1066":              http.StatusNotFound,
		"/mlf/2021-2023/XXX":                  http.StatusNotFound,
		"/kr-us-sma/sma-11.svg":               http.StatusNotFound,
		"/kr-us-sma?known=yesterday":          http.StatusBadRequest,
		"/kr-us-sma?agreement=sma-99":         http.StatusBadRequest,
		"/kr-us-sma?from=x":                   http.StatusBadRequest,
		"/kr-us-sma?from=1&to=9999":           http.StatusBadRequest,
		"/kr-us-sma/schedule.json?set=x=1":    http.StatusBadRequest,
		"/kr-us-sma/story?on=x":               http.StatusBadRequest,
		"/kr-us-sma/futures?paths=1000000000": http.StatusBadRequest,
		"/kr-us-sma/futures?paths=-1":         http.StatusBadRequest,
		"/kr-us-sma/futures?seed=x":           http.StatusBadRequest,
		"/kr-us-sma/key":                      http.StatusBadRequest,
		"/kr-us-sma/schedule.json?change=sma-12/amounts/2026/value=16_000":   http.StatusUnprocessableEntity,
		"/kr-us-sma/solve?figure=sma-99/total&for=cap&target=1+eok":          http.StatusOK, // said on the page
		"/kr-us-sma/what-if?change=sma-12/amounts/2026/value=16_000":         http.StatusOK,
		"/kr-us-sma/what-if?set=" + strings.Repeat("&set=kr.cpi/2020=1", 99): http.StatusOK,
	} {
		if w := d.get(address); w.Code != want {
			t.Errorf("%s: status %d, want %d\n%s", address, w.Code, want, w.Body)
		}
	}
}

// TestScriptInTitles serves a dossier whose texts are markup.
func TestScriptInTitles(t *testing.T) {
	t.Parallel()
	const evil = `<script>alert(1)</script>`
	folder := copied(t)
	edit(t, folder+"/dossier.yaml", "title: {en: ", "title: {en: '"+evil+"', ko: '\"><img src=x onerror=alert(1)>'} #")
	edit(t, folder+"/agreements/sma-11.yaml", "title: {en: 11th Special Measures Agreement", "title: {en: '"+evil+"'")
	d := open(t, folder)
	for _, address := range []string{"/", "/kr-us-sma", "/kr-us-sma?lang=ko", "/kr-us-sma/sma-11", "/kr-us-sma/schedule.svg", "/kr-us-sma/sma-11/2021", "/kr-us-sma/futures?paths=100", "/kr-us-sma/story", "/kr-us-sma/what-if?set=" + evil + "=1", "/kr-us-sma/" + evil + "/x"} {
		w := d.get(strings.ReplaceAll(strings.ReplaceAll(address, "<", "%3C"), ">", "%3E"))
		if bad := live(w.Body.String()); bad != "" || w.Body.Len() == 0 {
			t.Errorf("%s holds live markup: %s", address, bad)
		}
	}
	if body := d.get("/kr-us-sma").Body.String(); !strings.Contains(body, "&lt;script&gt;alert(1)") {
		t.Error("the title is not shown as text")
	}
}

// TestBrokenWhileServed breaks a dossier under the reader: the last good one
// stays, with what is wrong, until it is mended.
func TestBrokenWhileServed(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	d := open(t, folder)
	good := d.get("/kr-us-sma/sma-11/2025.json").Body.String()
	file := folder + "/agreements/sma-11.yaml"
	edit(t, file, "2022..2025:", "2022..2025: {escalat: previous}\n  2027..2029:")
	if got := d.get("/kr-us-sma/sma-11/2025.json").Body.String(); got != good {
		t.Errorf("the figure of a broken dossier changed:\n%s", got)
	}
	page := d.get("/kr-us-sma").Body.String()
	for _, want := range []string{`class="broken"`, "agreements/sma-11.yaml:", "escalat", "1,402.8"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %s", want)
		}
	}
	if strings.Contains(page, folder) {
		t.Error("the page names the folder on this machine")
	}
	edit(t, file, "2022..2025: {escalat: previous}\n  2027..2029:", "2022..2025:")
	if page := d.get("/kr-us-sma").Body.String(); strings.Contains(page, `class="broken"`) {
		t.Error("the mended dossier is still said to be broken")
	}
}

// TestBrokenFromTheStart serves what was never good: its errors, and the other
// dossiers.
func TestBrokenFromTheStart(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	edit(t, folder+"/agreements/sma-11.yaml", "escalate:", "escalat:")
	d := open(t, folder)
	if w := d.get("/kr-us-sma"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "did you mean") && !strings.Contains(w.Body.String(), "escalate") {
		t.Errorf("status %d:\n%s", w.Code, w.Body)
	}
	if w := d.get("/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "/jp-us-sma") {
		t.Errorf("home: status %d", w.Code)
	}
	if w := d.get("/kr-us-sma/check"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "sma-11.yaml") {
		t.Errorf("check: status %d", w.Code)
	}
}

func FuzzSite(f *testing.F) {
	d := shared()
	for _, address := range pages() {
		f.Add(address)
	}
	f.Add("/kr-us-sma/compare?a=../x&b=%00")
	f.Add("/kr-us-sma/solve?figure=sma-12/2030&for=rate&target=1e999+eok&between=..&step=0")
	f.Fuzz(func(t *testing.T, address string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1"+address, http.NoBody)
		if err != nil || !strings.HasPrefix(address, "/") || r.Host != "127.0.0.1" {
			t.Skip()
		}
		w := httptest.NewRecorder()
		if took := patience.Spent(func() { d.ServeHTTP(w, r) }); took > patience.Limit(9*time.Second) {
			t.Fatalf("%q takes %v", address, took)
		}
		if w.Code == http.StatusInternalServerError {
			t.Fatalf("%q: %s", address, w.Body)
		}
		if bad := live(w.Body.String()); bad != "" {
			t.Fatalf("%q gives live markup: %s", address, bad)
		}
	})
}
