package workbench_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/internal/golden"
	"entente/internal/patience"
	"entente/report"
	"entente/workbench"
)

func brief(t *testing.T, r workbench.BriefRequest, form string) string {
	t.Helper()
	out, err := bench().Brief(r)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, out, form)
}

func written(t *testing.T, out *workbench.BriefResult, form string) string {
	t.Helper()
	var b bytes.Buffer
	if err := out.Write(&b, form); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func of(dossier, language string, agreements ...string) workbench.BriefRequest {
	return workbench.BriefRequest{Question: workbench.Question{Dossier: dossier}, Agreements: agreements, On: "2026-11-22", Language: language}
}

// TestBriefAnswers reads the sentence that a brief begins with.
func TestBriefAnswers(t *testing.T) {
	t.Parallel()
	assumed := of("kr-us-sma", "en")
	assumed.Assume, assumed.On = []string{"kr.cpi=2.0"}, "2027-06-30"
	then := of("kr-us-sma", "en")
	then.Known, then.On = "2024-09-01", ""
	gap := of("kr-us-sma", "en", "sma-9")
	for _, tt := range []struct {
		name string
		ask  workbench.BriefRequest
		want string
	}{
		{"now", of("kr-us-sma", "en"), "In 2026, ₩1,519.2 bn is paid under the 12th Special Measures Agreement (agreed); it expires on 2030-12-31; 2027 costs ₩1,551.1 bn (agreed)."},
		{"in Korean", of("kr-us-sma", "ko"), "2026년 금액은 1조 5,192억 원입니다(제12차 방위비분담특별협정, 확정). 만료일은 2030-12-31입니다. 2027년 금액은 1조 5,511억 원입니다(확정)."},
		{"assumed", assumed, "In 2027, ₩1,551.1 bn is paid under the 12th Special Measures Agreement (agreed); it expires on 2030-12-31; 2028 costs ₩1,582.1 bn (projected)."},
		{"as known then", then, "In 2024, ₩1,346.3 bn is paid under the 11th Special Measures Agreement (agreed); it expires on 2025-12-31; 2025 costs ₩1,402.8 bn (agreed)."},
		{"one that is over", gap, "In 2018, ₩960.2 bn is paid under the 9th Special Measures Agreement (agreed); it expired on 2018-12-31; 2019 costs ₩1,038.9 bn (agreed)."},
		{"two", of("kr-us-sma", "en", "sma-11", "sma-12"), "Over the 2 years known in both, the 11th Special Measures Agreement pays ₩2,222.2 bn and the 12th Special Measures Agreement ₩3,070.3 bn: a difference of +₩848.1 bn."},
		{"parties", of("mlf", "en"), "For 2021–2023, 49 parties pay $475.0 m together."},
		{"shares", of("un-scale", "en"), "This dossier holds shares, not sums. 193 parties."},
	} {
		out, err := bench().Brief(tt.ask)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := strings.Join(out.Answer, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestBriefGolden keeps one brief as a reader gets it. The digest changes with
// every word of the dossier and is left out.
func TestBriefGolden(t *testing.T) {
	t.Parallel()
	r := of("shared-lab", "en", "lab-1")
	r.On = "2002-03-01"
	got := regexp.MustCompile(`sha256:[0-9a-f]{64}`).ReplaceAllString(brief(t, r, "md"), "sha256:…")
	golden.Text(t, "testdata/brief.md", got)
}

// TestBriefForms writes every bundled dossier in every form and language: the
// same bytes twice, and a form that its readers take.
func TestBriefForms(t *testing.T) {
	t.Parallel()
	names, err := bench().Dossiers()
	if err != nil {
		t.Fatal(err)
	}
	var asks []workbench.BriefRequest
	for _, d := range names.Dossiers {
		if patience.Racing && d.Name != "kr-us-sma" && d.Name != "un-scale" {
			continue // one with sums and one with shares
		}
		asks = append(asks, of(d.Name, "en"), of(d.Name, "ko"))
	}
	asks = append(asks, of("kr-us-sma", "en", "sma-12"), of("kr-us-sma", "ko", "sma-11", "sma-12"))
	for _, r := range asks {
		first, err := bench().Brief(r)
		if err != nil {
			t.Fatal(err)
		}
		second, err := bench().Brief(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range report.BriefForms() {
			got := written(t, first, form)
			if got != written(t, second, form) {
				t.Errorf("%s %v as %s: two questions, two documents", r.Dossier, r.Agreements, form)
			}
			switch form {
			case "html":
				alone(t, r.Dossier, got)
			case "xlsx":
				f := workbook(t, []byte(got))
				if text, err := f.GetCellValue("Brief", "A3"); err != nil || text == "" {
					t.Errorf("%s: the workbook begins with %q, %v", r.Dossier, text, err)
				}
			case "json":
				if !json.Valid([]byte(got)) {
					t.Errorf("%s: no JSON: %.100s", r.Dossier, got)
				}
			}
		}
	}
}

// alone holds a page to what it promises: no request leaves it, and every link
// within it leads somewhere.
func alone(t *testing.T, name, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	places, links := map[string]bool{}, []string{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && places[a.Val]:
				t.Errorf("%s: two places are called %q", name, a.Val)
			case a.Key == "id":
				places[a.Val] = true
			case a.Key == "src", a.Key == "style", a.Key == "xlink:href", strings.HasPrefix(a.Key, "on"), n.Data == "link", n.Data == "script":
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			case a.Key == "href" && n.Data != "a":
				t.Errorf("%s: <%s href=%q>", name, n.Data, a.Val)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "http"):
				links = append(links, a.Val)
			}
		}
	}
	for _, l := range links {
		if !strings.HasPrefix(l, "#") || !places[l[1:]] {
			t.Errorf("%s: the link %q leads nowhere", name, l)
		}
	}
	if strings.Contains(page, "url(") || strings.Contains(page, "@import") || !strings.Contains(page, "default-src 'none'") {
		t.Errorf("%s: the page asks for something", name)
	}
}

// TestBriefRefuses puts requests that cannot be meant.
func TestBriefRefuses(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]workbench.BriefRequest{
		"no such agreement": of("kr-us-sma", "en", "sma-99"), "three": of("kr-us-sma", "en", "sma-1", "sma-2", "sma-3"), "language": of("kr-us-sma", "fr"),
		"no such dossier": of("nowhere", "en"), "day": {Question: workbench.Question{Dossier: "kr-us-sma"}, On: "soon"},
	} {
		if _, err := bench().Brief(r); err == nil {
			t.Errorf("%s: a brief was written", name)
		}
	}
}

// TestBriefOfAStranger writes a brief of a dossier whose words are mark-up: all
// of it stays text.
func TestBriefOfAStranger(t *testing.T) {
	t.Parallel()
	dir, err := bench().CopyDossier("shared-lab", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "dossier.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const evil = `<script>alert(1)</script>|=HYPERLINK("http://evil.example")`
	changed := regexp.MustCompile(`(?m)^title:.*(\n  .*)*`).ReplaceAllLiteralString(string(text), "title: '"+evil+"'")
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	r := of(dir, "en")
	page := brief(t, r, "html")
	alone(t, "stranger", page)
	if !strings.Contains(page, "&lt;script&gt;") {
		t.Error("the title is not there")
	}
	if md := brief(t, r, "md"); strings.Contains(md, "<script>") || strings.Contains(md, dir) {
		t.Errorf("Markdown: %.300s", md)
	}
}
