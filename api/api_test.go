package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/api"
	"entente/workbench"
)

func open(tb testing.TB, folders ...string) (http.Handler, *workbench.Workbench) {
	tb.Helper()
	served, err := workbench.Serve(folders...)
	if err != nil {
		tb.Fatal(err)
	}
	bench := &workbench.Workbench{Now: func() time.Time { return time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC) }, Shelf: &workbench.Shelf{}}
	return api.New(bench, served), bench
}

func ask(h http.Handler, method, address string, body io.Reader) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, address, body))
	return w
}

// TestSameAsTheWorkbench holds every answer to the JSON of the workbench, which
// is what the command writes.
func TestSameAsTheWorkbench(t *testing.T) {
	t.Parallel()
	h, bench := open(t)
	q := workbench.Question{Dossier: "kr-us-sma"}
	assumed := q
	assumed.Assume = []string{"kr.cpi=2.0"}
	const article = "South Korea will pay 1.1833 trillion won in 2021, up 13.9 percent."
	for address, run := range map[string]func() (any, error){
		"/api/kr-us-sma/schedule": func() (any, error) { return bench.Schedule(workbench.ScheduleRequest{Question: q}) },
		"/api/kr-us-sma/schedule?assume=kr.cpi%3D2.0&from=2026&to=2030": func() (any, error) {
			return bench.Schedule(workbench.ScheduleRequest{Question: assumed, From: 2026, To: 2030})
		},
		"/api/kr-us-sma/explain?figure=sma-11/2021": func() (any, error) {
			return bench.Explain(workbench.ExplainRequest{Question: q, Figure: "sma-11/2021"})
		},
		"/api/kr-us-sma/figure?figure=sma-11/2021": func() (any, error) { return bench.Figure(workbench.ExplainRequest{Question: q, Figure: "sma-11/2021"}) },
		"/api/kr-us-sma/agreement?agreement=sma-9": func() (any, error) { return bench.Agreement(q, "sma-9") },
		"/api/kr-us-sma/diff?a=sma-11&b=sma-12": func() (any, error) {
			return bench.Diff(workbench.DiffRequest{A: "kr-us-sma/sma-11", B: "kr-us-sma/sma-12", Question: q})
		},
		"/api/kr-us-sma/what-if?assume=kr.cpi%3D2.0": func() (any, error) { return bench.WhatIf(workbench.ScheduleRequest{Question: assumed}) },
		"/api/kr-us-sma/solve?figure=sma-12/total&for=first_year&target=81_000+eok&assume=kr.cpi%3D2.0": func() (any, error) {
			return bench.Solve(workbench.SolveRequest{Question: assumed, Figure: "sma-12/total", For: "first_year", Target: "81_000 eok"})
		},
		"/api/kr-us-sma/project?from=2026&to=2030&paths=1000&seed=7": func() (any, error) {
			return bench.Project(t.Context(), workbench.ProjectRequest{Question: q, From: 2026, To: 2030, Paths: 1000, Seed: 7})
		},
		"/api/kr-us-sma/status?on=2019-11-19":    func() (any, error) { return bench.Status(workbench.StatusRequest{Question: q, On: "2019-11-19"}) },
		"/api/kr-us-sma/rounds?agreement=sma-11": func() (any, error) { return bench.Rounds(q, "sma-11") },
		"/api/kr-us-sma/events?from=2019&to=2020": func() (any, error) {
			return bench.Events(workbench.EventsRequest{Question: q, From: "2019", To: "2020"})
		},
		"/api/kr-us-sma/check?notes=true": func() (any, error) {
			return bench.Check(workbench.CheckRequest{Dossiers: []string{"kr-us-sma"}, Notes: true})
		},
		"/api/kr-us-sma/test":    func() (any, error) { return bench.Test("kr-us-sma", nil) },
		"/api/kr-us-sma/sources": func() (any, error) { return bench.Sources(q) },
		"/api/kr-us-sma/outline": func() (any, error) { return bench.Outline("kr-us-sma") },
		"/api/mlf/key": func() (any, error) {
			return bench.Key(workbench.KeyRequest{Question: workbench.Question{Dossier: "mlf"}})
		},
		"POST /api/kr-us-sma/claim": func() (any, error) {
			return bench.Claim(workbench.ClaimRequest{Question: q, Files: []workbench.ClaimFile{{Name: "text", Data: []byte(article)}}})
		},
	} {
		method, body := http.MethodGet, io.Reader(http.NoBody)
		if rest, post := strings.CutPrefix(address, "POST "); post {
			method, body, address = http.MethodPost, strings.NewReader(article), rest
		}
		w := ask(h, method, address, body)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d\n%s", address, w.Code, w.Body)
			continue
		}
		want, err := run()
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b.String(), w.Body.String()); diff != "" {
			t.Errorf("%s mismatch (-workbench +api):\n%s", address, diff)
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	h, _ := open(t)
	for address, want := range map[string]int{
		"/api/nowhere/schedule":                                            http.StatusNotFound,
		"/api/kr-us-sma/explain?figure=sma-11/1066":                        http.StatusNotFound,
		"/api/kr-us-sma/explain":                                           http.StatusUnprocessableEntity,
		"/api/kr-us-sma/schedule?known=yesterday":                          http.StatusBadRequest,
		"/api/kr-us-sma/schedule?from=x":                                   http.StatusUnprocessableEntity,
		"/api/kr-us-sma/schedule?change=../secret.yaml":                    http.StatusBadRequest,
		"/api/kr-us-sma/schedule?change=sma-12/amounts/2026/value%3D16000": http.StatusUnprocessableEntity,
		"/api/kr-us-sma/diff?a=../../secret&b=sma-11":                      http.StatusBadRequest,
		"/api/kr-us-sma/project?paths=1000000000":                          http.StatusUnprocessableEntity,
		"/api/kr-us-sma/solve?figure=sma-99/total&for=cap&target=1+eok":    http.StatusNotFound,
		"/api/kr-us-sma/schedule?known=" + strings.Repeat("2", 100):        http.StatusUnprocessableEntity,
	} {
		w := ask(h, http.MethodGet, address, http.NoBody)
		var p struct {
			Status int
			Title  string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != want || p.Status != want || p.Title == "" {
			t.Errorf("%s: status %d, want %d, %v\n%s", address, w.Code, want, err, w.Body)
		}
		if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: a problem is %s", address, kind)
		}
	}
	if w := ask(h, http.MethodPost, "/api/kr-us-sma/claim", bytes.NewReader(make([]byte, 50<<20))); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("50 MB pasted: status %d", w.Code)
	}
}

// TestFindingsHaveLocations asks a dossier whose file is wrong: the problem says
// where.
func TestFindingsHaveLocations(t *testing.T) {
	t.Parallel()
	dir, err := (&workbench.Workbench{}).CopyDossier("kr-us-sma", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := dir + "/agreements/sma-11.yaml"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte("escalate:"), []byte("escalat:"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	h, _ := open(t, dir)
	w := ask(h, http.MethodGet, "/api/kr-us-sma/schedule", http.NoBody)
	var p struct {
		Errors []struct{ Message, Location string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusUnprocessableEntity || len(p.Errors) == 0 {
		t.Fatalf("status %d, %v\n%s", w.Code, err, w.Body)
	}
	if !strings.HasPrefix(p.Errors[0].Location, "agreements/sma-11.yaml:") || strings.Contains(w.Body.String(), dir) {
		t.Errorf("the first fault is at %q", p.Errors[0].Location)
	}
}

// TestDescription reads /openapi.json: every operation is there with a schema
// for its answer, exact numbers are strings, and no reference leads nowhere.
func TestDescription(t *testing.T) {
	t.Parallel()
	h, _ := open(t)
	w := ask(h, http.MethodGet, "/openapi.json", http.NoBody)
	text := w.Body.String()
	var d struct {
		OpenAPI    string `json:"openapi"`
		Paths      map[string]map[string]any
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Type any }
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || d.OpenAPI != "3.1.0" {
		t.Fatalf("status %d, OpenAPI %q, %v", w.Code, d.OpenAPI, err)
	}
	if len(d.Paths) < 20 {
		t.Errorf("only %d paths", len(d.Paths))
	}
	if got := d.Components.Schemas["ScheduleLine"].Properties["year"].Type; got != "integer" {
		t.Errorf("the year of a line is %v", got)
	}
	for _, field := range []string{"WorkbenchGapLine.amount", "ScheduleRounding.before", "WorkbenchStatusResult.on", "ScheduleLine.status"} {
		schema, property, _ := strings.Cut(field, ".")
		if got := d.Components.Schemas[schema].Properties[property].Type; got != "string" {
			t.Errorf("%s is %v, want string", field, got)
		}
	}
	for _, part := range strings.Split(text, `"$ref":"#/components/schemas/`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		if _, ok := d.Components.Schemas[name]; !ok {
			t.Errorf("a reference leads to %s, which is not there", name)
		}
	}
	for _, gone := range []string{"/docs", "/schemas/ScheduleLine.json"} {
		if w := ask(h, http.MethodGet, gone, http.NoBody); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", gone, w.Code)
		}
	}
}

// TestTime refuses whatever takes longer than it may, cheap or not, and says so.
func TestTime(t *testing.T) {
	t.Parallel()
	h, _ := open(t)
	operations, ok := h.(*api.API)
	if !ok {
		t.Fatal("not an API")
	}
	operations.MaxTime = time.Nanosecond
	for _, address := range []string{"/api/kr-us-sma/schedule", "/api/kr-us-sma/project?from=2026&to=2035&extend=sma-12&paths=200000", "/api/kr-us-sma/deal?negotiation=2024", "/api/kr-us-sma/brief/html"} {
		w := ask(h, http.MethodGet, address, http.NoBody)
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "takes longer than 1ns") {
			t.Errorf("%s: status %d\n%s", address, w.Code, w.Body)
		}
	}
}

func FuzzAPI(f *testing.F) {
	h, _ := open(f)
	for _, s := range []string{"kr-us-sma/schedule?from=2026", "kr-us-sma/explain?figure=sma-11/2021&depth=1", "kr-us-sma/diff?a=sma-1&b=sma-2", "mlf/key?year=2021", "../x/schedule", "kr-us-sma/solve?figure=sma-12/2030&for=rate&target=1e999+eok"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rest string) {
		if _, err := url.Parse("http://localhost/api/" + rest); err != nil || strings.ContainsAny(rest, " \r\n\t") {
			t.Skip()
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/"+rest, http.NoBody)
		if err != nil {
			t.Skip()
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code == http.StatusInternalServerError {
			t.Fatalf("%q: %s", rest, w.Body)
		}
	})
}
