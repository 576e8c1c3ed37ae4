package web_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/report"
	"entente/workbench"
)

// TestFiguresShown holds the pages to the workbench: every amount of the
// schedule stands on the page of the dossier and on the page of its figure.
func TestFiguresShown(t *testing.T) {
	t.Parallel()
	d := shared()
	for _, name := range []string{"kr-us-sma", "jp-us-sma"} {
		out, err := d.bench.Schedule(workbench.ScheduleRequest{Question: workbench.Question{Dossier: name}})
		if err != nil {
			t.Fatal(err)
		}
		page := html.UnescapeString(d.get("/" + name).Body.String())
		for _, l := range out.Lines {
			if l.Figure == nil {
				continue
			}
			address := "/" + name + "/" + *l.Figure
			figure := html.UnescapeString(d.get(address).Body.String())
			short, full := report.Sum(l.Amount, l.Currency, report.Look{}), report.Full(l.Amount, l.Currency, report.Look{Units: out.Units})
			if !strings.Contains(page, short) || !strings.Contains(page, full) {
				t.Errorf("/%s does not show %s (%s) of %s", name, short, full, *l.Figure)
			}
			if !strings.Contains(figure, short) || !strings.Contains(page, `href="`+address+`"`) {
				t.Errorf("%s does not show %s, or nothing leads there", address, short)
			}
			var got struct {
				Amount *string `json:"amount"`
				Digest string  `json:"digest"`
			}
			if err := json.Unmarshal(d.get(address+".json").Body.Bytes(), &got); err != nil {
				t.Fatalf("%s.json: %v", address, err)
			}
			switch {
			case got.Digest != out.Digest:
				t.Errorf("%s.json has the digest %s, want %s", address, got.Digest, out.Digest)
			case (got.Amount == nil) != (l.Amount == nil), got.Amount != nil && *got.Amount != l.Amount.String():
				t.Errorf("%s.json has another amount than the schedule, %v", address, l.Amount)
			}
		}
	}
}

// TestAnchor is the one figure that is typed in: what South Korea and the
// United States announced for 2021.
func TestAnchor(t *testing.T) {
	t.Parallel()
	w := shared().get("/kr-us-sma/sma-11/2021.json")
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got["amount"] != "1183300000000" || got["unit"] != "KRW" || got["status"] != "agreed" {
		t.Errorf("amount %v, unit %v, status %v", got["amount"], got["unit"], got["status"])
	}
}

// TestEveryFigureNamesItsSource wants a source and how it was read on the page
// of every figure that rests on one.
func TestEveryFigureNamesItsSource(t *testing.T) {
	t.Parallel()
	d := shared()
	names, err := d.bench.Figures(workbench.Question{Dossier: "kr-us-sma"})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		body := d.get("/kr-us-sma/" + name).Body.String()
		if !strings.Contains(body, `class="sources"`) || !strings.Contains(body, `class="read"`) {
			t.Errorf("%s names no source, or not how it was read", name)
		}
	}
}

func TestTwins(t *testing.T) {
	t.Parallel()
	d := shared()
	for _, address := range []string{"/kr-us-sma/schedule", "/kr-us-sma/sma-11/2021", "/mlf/2021-2023/IRL", "/mlf/schedule", "/kr-us-sma/futures", "/kr-us-sma/what-if"} {
		rows, err := csv.NewReader(d.get(address + ".csv").Body).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s.csv: %d rows, %v", address, len(rows), err)
		}
		w := d.get(address + ".svg")
		if got := w.Header().Get("Content-Type"); got != "image/svg+xml; charset=utf-8" {
			t.Errorf("%s.svg is %s", address, got)
		}
		for x := xml.NewDecoder(w.Body); ; {
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s.svg: %v", address, err)
			}
		}
		if w := d.get(address + ".json"); !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s.json is no JSON", address)
		}
	}
}

func TestTags(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	d := open(t, folder)
	for _, address := range []string{"/kr-us-sma", "/kr-us-sma/sma-11/2025", "/kr-us-sma/sma-11/2025.json", "/kr-us-sma/schedule.svg", "/static/chart.css"} {
		tag := d.get(address).Header().Get("ETag")
		if tag == "" {
			t.Errorf("%s has no tag", address)
		}
		again := d.get(address, func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s with its tag: status %d, %d bytes", address, again.Code, again.Body.Len())
		}
	}
	before := d.get("/kr-us-sma/sma-11/2025.json")
	edit(t, folder+"/series/kr.defence_budget_growth.csv", "2024,4.2,", "2024,4.3,")
	after := d.get("/kr-us-sma/sma-11/2025.json", func(r *http.Request) { r.Header.Set("If-None-Match", before.Header().Get("ETag")) })
	if after.Code != http.StatusOK || after.Body.String() == before.Body.String() {
		t.Errorf("a changed file: status %d, the same bytes", after.Code)
	}
}

// TestKept asks twice: the second answer is the first one, headers included,
// until the language, the day or a file is another.
func TestKept(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	d := open(t, folder)
	for _, address := range []string{"/", "/kr-us-sma", "/kr-us-sma/sma-11/2025", "/kr-us-sma/sma-11/2025.csv", "/kr-us-sma/schedule.svg", "/kr-us-sma?lang=ko"} {
		first, again := d.get(address), d.get(address)
		if first.Body.String() != again.Body.String() || first.Body.Len() == 0 {
			t.Errorf("%s: the second answer is another", address)
		}
		if diff := cmp.Diff(first.Header(), again.Header()); diff != "" {
			t.Errorf("%s: headers (-first +second):\n%s", address, diff)
		}
		ko := d.get(address, func(r *http.Request) { r.Header.Set("Accept-Language", "ko") })
		if strings.HasPrefix(first.Header().Get("Content-Type"), "text/html") && !strings.Contains(address, "lang") && ko.Body.String() == first.Body.String() {
			t.Errorf("%s: another language gets the same page", address)
		}
	}
	before := d.get("/").Body.String()
	edit(t, folder+"/dossier.yaml", "title: {en: ", "title: {en: Mended ")
	if d.get("/").Body.String() == before {
		t.Error("the home page does not see that a file changed")
	}
	if w := d.get("/kr-us-sma/sma-99"); w.Code != http.StatusNotFound || d.get("/kr-us-sma/sma-99").Code != http.StatusNotFound {
		t.Error("a failure is answered otherwise the second time")
	}
}

// TestForms asks for pages in their other forms: every chart of a page carries
// its style outside of it, and every result is what the command line prints.
func TestForms(t *testing.T) {
	t.Parallel()
	d := shared()
	for _, address := range []string{"/kr-us-sma/futures.svg?paths=100", "/kr-us-sma/compare.svg", "/kr-us-sma/claims.svg?topic=demand", "/kr-us-sma/wait/2024.svg", "/kr-us-sma/fair/2019.svg", "/kr-us-sma/what-if.svg"} {
		w := d.get(address)
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.HasPrefix(body, "<svg") || !strings.Contains(body, "<style>") {
			t.Errorf("%s: status %d, %.80s", address, w.Code, body)
		}
	}
	for _, page := range []string{"futures", "compare", "claims", "wait/2024", "fair/2019", "what-if", "story", "sources", "check", "key"} {
		dossier := "/kr-us-sma/"
		if page == "key" {
			dossier = "/mlf/"
		}
		w := d.get(dossier + page + ".json")
		if !json.Valid(w.Body.Bytes()) || w.Code != http.StatusOK {
			t.Errorf("%s.json: status %d, %.80s", page, w.Code, w.Body)
		}
		if body := d.get(dossier + page).Body.String(); !strings.Contains(body, `href="`+dossier+page+`.json"`) {
			t.Errorf("%s does not lead to its JSON", page)
		}
	}
	for _, address := range []string{"/kr-us-sma/story.svg", "/kr-us-sma/claim.json", "/kr-us-sma/sources.csv", "/kr-us-sma/wait/2019x.json", "/kr-us-sma/fair/2019.csv"} {
		if w := d.get(address); w.Code != http.StatusNotFound && w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", address, w.Code)
		}
	}
}

// TestTornado draws futures that rest on two series: the page tells what each
// of them does.
func TestTornado(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	edit(t, folder+"/agreements/sma-12.yaml", "by: {series: kr.cpi, lag: 2, cap: {step: 5%}}", "by: {add: [{series: kr.cpi, lag: 2}, {series: kr.defence_budget_growth, lag: 1}]}")
	w := open(t, folder).get("/kr-us-sma/futures?paths=1000")
	if body := w.Body.String(); w.Code != http.StatusOK || strings.Count(body, "<svg") != 2 || !strings.Contains(body, `<th scope="row">kr.defence_budget_growth</th>`) {
		t.Errorf("status %d, %d charts", w.Code, strings.Count(body, "<svg"))
	}
}
