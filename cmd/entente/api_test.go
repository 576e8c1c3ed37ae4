package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"entente/api"
	"entente/internal/patience"
	"entente/workbench"
)

// asked is one question put to the command and to the API.
type asked struct {
	args    string // of the command, without --json
	stdin   string
	address string // below /api, with POST in front where a body is sent
	body    string
}

const boasted = "South Korea will pay 1.1833 trillion won in 2021, up 13.9 percent."

// asks holds, for each command, a question that both faces answer. An empty
// list needs a reason in alone.
func asks(t *testing.T) map[string][]asked {
	t.Helper()
	files, scenario := pie(t)
	return map[string][]asked{
		"schedule": {
			{args: "schedule kr-us-sma", address: "/kr-us-sma/schedule"},
			{args: "schedule kr-us-sma --known 2024-10-04 --from 2019 --to 2030 --assume kr.cpi=2.0 --currency USD --fx average", address: "/kr-us-sma/schedule?known=2024-10-04&from=2019&to=2030&assume=kr.cpi%3D2.0&currency=USD&fx=average"},
			{args: "schedule mlf", address: "/mlf/schedule"},
		},
		"explain":  {{args: "explain kr-us-sma sma-11/2025", address: "/kr-us-sma/explain?figure=sma-11/2025"}},
		"diff":     {{args: "diff kr-us-sma/sma-11 kr-us-sma/sma-12 --assume kr.cpi=2.0", address: "/kr-us-sma/diff?a=sma-11&b=sma-12&assume=kr.cpi%3D2.0"}},
		"compare":  {{args: "compare kr-us-sma/sma-8 kr-us-sma/sma-9 --prices 2020", address: "/compare?deal=kr-us-sma/sma-8&deal=kr-us-sma/sma-9&prices=2020"}},
		"key":      {{args: "key mlf", address: "/mlf/key"}},
		"fit":      {{args: "fit kr-us-sma --agreement sma-9", address: "/kr-us-sma/fit?agreement=sma-9"}},
		"solve":    {{args: "solve kr-us-sma sma-12/total --for first_year --target 81_000~eok --assume kr.cpi=2.0", address: "/kr-us-sma/solve?figure=sma-12/total&for=first_year&target=81_000+eok&assume=kr.cpi%3D2.0"}},
		"project":  {{args: "project kr-us-sma --from 2026 --to 2030 --paths 1000 --seed 7 --sensitivity", address: "/kr-us-sma/project?from=2026&to=2030&paths=1000&seed=7&sensitivity=true"}},
		"import":   {{args: "import " + filepath.Join(files, "cpi.csv") + " --series kr.cpi --source S042 --published 2025-07-01", address: "POST /import?file=cpi.csv&series=kr.cpi&source=S042&published=2025-07-01", body: table}},
		"assume":   {{args: "assume kr-us-sma --fit kr.cpi", address: "/kr-us-sma/assume?fit=kr.cpi"}},
		"backtest": {{args: "backtest kr-us-sma --paths 500", address: "/kr-us-sma/backtest?paths=500"}},
		"status":   {{args: "status kr-us-sma --on 2019-11-19", address: "/kr-us-sma/status?on=2019-11-19"}},
		"rounds":   {{args: "rounds kr-us-sma --agreement sma-11", address: "/kr-us-sma/rounds?agreement=sma-11"}},
		"events":   {{args: "events kr-us-sma --from 2019 --to 2020", address: "/kr-us-sma/events?from=2019&to=2020"}},
		"claim":    {{args: "claim kr-us-sma " + filepath.Join(files, "text"), address: "POST /kr-us-sma/claim", body: boasted}},
		"claims":   {{args: "claims kr-us-sma --quantity demand.2019", address: "/kr-us-sma/claims?quantity=demand.2019"}},
		"check":    {{args: "check kr-us-sma --notes", address: "/kr-us-sma/check?notes=true"}},
		"test":     {{args: "test kr-us-sma", address: "/kr-us-sma/test"}},
		"verify":   {{args: "verify", address: "/verify"}},
		"analyze":  {{args: "analyze " + filepath.Join(files, "pie"), address: "POST /analyze", body: scenario}},
		"deal":     {{args: "deal kr-us-sma 2019 --draws 20", address: "/kr-us-sma/deal?negotiation=2019&draws=20"}},
		"ratify":   {{args: "ratify kr-us-sma 2024", address: "/kr-us-sma/ratify?negotiation=2024"}},
		"wait":     {{args: "wait kr-us-sma 2024", address: "/kr-us-sma/wait?negotiation=2024"}},
		"fair":     {{args: "fair kr-us-sma 2019", address: "/kr-us-sma/fair?negotiation=2019"}},
		"dossiers": {{args: "dossiers", address: "/dossiers"}},
		"version":  {{args: "version", address: "/version"}},
		"brief": {
			{args: "brief kr-us-sma --on 2026-11-22", address: "/kr-us-sma/brief?on=2026-11-22"},
			{args: "brief kr-us-sma sma-11 sma-12 --on 2026-11-22 --lang ko", address: "/kr-us-sma/brief?on=2026-11-22&lang=ko&agreement=sma-11&agreement=sma-12"},
			{args: "brief un-scale --on 2026-11-22", address: "/un-scale/brief?on=2026-11-22"},
		},
		"export": {}, "schema": {}, "convert": {}, // below
	}
}

// alone says which commands have no question in JSON below /api, and why.
func alone() map[string]string {
	return map[string]string{
		"serve":      "it is what answers",
		"mcp":        "another face of the same operations",
		"fmt":        "it rewrites the files of a folder; the API reads only",
		"completion": "a matter of the shell",
		"help":       "the description is at /openapi.json",
	}
}

// slow names questions that draw and search for seconds; under the race
// detector they would take minutes.
func slow(name string) bool {
	return patience.Racing && slices.Contains([]string{"deal", "ratify", "verify", "fit"}, name)
}

// TestEveryCommandHasAnAddress holds the API against the commands: the same
// JSON for each, and none forgotten.
func TestEveryCommandHasAnAddress(t *testing.T) {
	t.Parallel()
	h := operations(t)
	questions := asks(t)
	a := &app{}
	for _, c := range a.root().Commands() {
		if _, known := questions[c.Name()]; !known && alone()[c.Name()] == "" {
			t.Errorf("%s has no address below /api: add an operation, or say in alone why it has none", c.Name())
		}
	}
	for name, list := range questions {
		if slow(name) {
			continue
		}
		for _, q := range list {
			t.Run(q.address, func(t *testing.T) {
				t.Parallel()
				var stdout, stderr bytes.Buffer
				run(t.Context(), append(words(q.args), "--json"), strings.NewReader(q.stdin), &stdout, &stderr)
				w := q.put(h)
				if w.Code != http.StatusOK {
					t.Fatalf("status %d\n%s", w.Code, w.Body)
				}
				if diff := cmp.Diff(compacted(t, stdout.Bytes()), compacted(t, w.Body.Bytes())); diff != "" || stdout.Len() == 0 {
					t.Errorf("entente %s --json mismatch (-command +api):\n%s\n%s", q.args, diff, stderr.String())
				}
			})
		}
	}
}

// TestFilesOverHTTP holds what is no JSON of ours to what the commands write.
func TestFilesOverHTTP(t *testing.T) {
	t.Parallel()
	h := operations(t)
	for args, address := range map[string]string{
		"export kr-us-sma --csv -":                           "/api/kr-us-sma/export",
		"export kr-us-sma --xlsx - --agreement sma-11":       "/api/kr-us-sma/export?as=xlsx&agreement=sma-11",
		"export kr-us-sma --xlsx - --lang ko --to 2025":      "/api/kr-us-sma/export?as=xlsx&lang=ko&to=2025",
		"brief kr-us-sma --on 2026-11-22 --format html":      "/api/kr-us-sma/brief/html?on=2026-11-22",
		"brief mlf --on 2026-11-22 --format xlsx --lang ko":  "/api/mlf/brief/xlsx?on=2026-11-22&lang=ko",
		"brief kr-us-sma sma-9 --on 2026-11-22 --format csv": "/api/kr-us-sma/brief/csv?on=2026-11-22&agreement=sma-9",
		"schema": "/schema.json",
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), words(args), nil, &stdout, &stderr); code != exitFine {
			t.Fatalf("%s: %s", args, stderr.String())
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, http.NoBody))
		if w.Code != http.StatusOK || !bytes.Equal(stdout.Bytes(), w.Body.Bytes()) {
			t.Errorf("%s: status %d, %d bytes; entente %s writes %d", address, w.Code, w.Body.Len(), args, stdout.Len())
		}
	}
}

// TestBriefPolicy asks for a brief as a page of the site: it comes with a policy
// that lets its own style in, and nothing else does.
func TestBriefPolicy(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	site, _, err := (&app{bench: &workbench.Workbench{Now: time.Now}, stdout: &stdout, stderr: &stderr}).site(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"/api/kr-us-sma/brief/html": "default-src 'none'; style-src 'unsafe-inline';",
		"/api/kr-us-sma/brief/md":   "default-src 'none'; style-src 'self';",
		"/schema.json":              "default-src 'none'; style-src 'self';",
	} {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+address, http.NoBody))
		if got := w.Header().Get("Content-Security-Policy"); w.Code != http.StatusOK || !strings.HasPrefix(got, want) {
			t.Errorf("%s: status %d, policy %q", address, w.Code, got)
		}
	}
}

// TestConvertOverHTTP has the API give the texts that the command writes.
func TestConvertOverHTTP(t *testing.T) {
	t.Parallel()
	files, scenario := pie(t)
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"convert", filepath.Join(files, "pie"), "--out", out, "--to", "geniusweb-json", "--json"}, nil, &stdout, &stderr); code != exitFine {
		t.Fatal(stderr.String())
	}
	w := asked{address: "POST /convert", body: strings.Replace(scenario, "{", `{"to":"geniusweb-json",`, 1)}.put(operations(t))
	var got workbench.ConvertResult
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got.Texts) == 0 {
		t.Fatalf("status %d, %v\n%s", w.Code, err, w.Body)
	}
	for _, f := range got.Texts {
		want, err := os.ReadFile(filepath.Join(out, f.Name))
		if err != nil || string(want) != f.Text {
			t.Errorf("%s: %v, %d bytes, want %d", f.Name, err, len(f.Text), len(want))
		}
	}
}

func operations(t *testing.T) http.Handler {
	t.Helper()
	served, err := workbench.Serve()
	if err != nil {
		t.Fatal(err)
	}
	h := api.New(&workbench.Workbench{Now: time.Now, Shelf: &workbench.Shelf{}}, served)
	h.MaxTime = patience.Limit(time.Minute)
	return h
}

// words splits arguments at blanks; a tilde is a blank within one.
func words(args string) []string {
	list := strings.Fields(args)
	for i, w := range list {
		list[i] = strings.ReplaceAll(w, "~", " ")
	}
	return list
}

func (q asked) put(h http.Handler) *httptest.ResponseRecorder {
	method, address := http.MethodGet, q.address
	if rest, post := strings.CutPrefix(address, "POST "); post {
		method, address = http.MethodPost, rest
	}
	r := httptest.NewRequest(method, "/api"+address, strings.NewReader(q.body))
	if strings.HasPrefix(q.body, "{") {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func compacted(t *testing.T, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatalf("%v\n%.300s", err, data)
	}
	return b.String()
}

const table = "period,value\n2023,3.6\n2024,2.3\n"

// pie writes the files that commands are asked about, and gives the scenario
// among them as the body of a request.
func pie(t *testing.T) (folder, body string) {
	t.Helper()
	folder = t.TempDir()
	scenario := map[string]string{
		"domain.yml": "issues:\n- name: share\n  values: [a, b, c]\n",
		"a.yml":      "type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nweights: [1.0]\nvalues:\n- {mapping: {a: 1.0, b: 0.6, c: 0.0}, type: TableFun}\n",
		"b.yml":      "type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nweights: [1.0]\nvalues:\n- {mapping: {a: 0.0, b: 0.5, c: 1.0}, type: TableFun}\n",
	}
	if err := os.Mkdir(filepath.Join(folder, "pie"), 0o755); err != nil {
		t.Fatal(err)
	}
	request := map[string]any{"name": "pie"}
	var list []workbench.ScenarioText
	for _, name := range []string{"a.yml", "b.yml", "domain.yml"} {
		list = append(list, workbench.ScenarioText{Name: name, Text: scenario[name]})
		write(t, filepath.Join(folder, "pie", name), scenario[name])
	}
	request["files"] = list
	write(t, filepath.Join(folder, "cpi.csv"), table)
	write(t, filepath.Join(folder, "text"), boasted)
	data, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return folder, string(data)
}

// elsewhere says of flags that no operation takes why: they are about files and
// terminals of the one who asks, about a private profile, or stand in another
// parameter.
func elsewhere() map[string]string {
	return map[string]string{
		"svg": "a file", "tornado": "a file", "draws of project": "a file", "out": "a file", "output": "a file", "force": "a file", "csv": "a file", "xlsx": "a file", "datapackage": "a file",
		"html": "a file", "copy": "a file", "cases": "a file", "add": "it writes", "as of deal": "private", "what-if": "change", "compare": "a what-if", "all of verify": "of the terminal",
		"most": "of the terminal", "plane": "of a chart", "format": "the address",
	}
}

// TestEveryFlagIsAParameter holds the parameters of operations to the flags of
// commands.
func TestEveryFlagIsAParameter(t *testing.T) {
	t.Parallel()
	served, err := workbench.Serve()
	if err != nil {
		t.Fatal(err)
	}
	tools, err := api.New(&workbench.Workbench{Now: time.Now}, served).Tools()
	if err != nil {
		t.Fatal(err)
	}
	parameters := map[string]map[string]any{}
	for _, tool := range tools {
		parameters[tool.Name], _ = tool.Input["properties"].(map[string]any)
	}
	for _, c := range (&app{}).root().Commands() {
		offered, known := parameters[c.Name()]
		if !known {
			continue // TestEveryCommandHasAnAddress says why
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			_, there := offered[strings.ReplaceAll(f.Name, "-", "_")]
			if why := elsewhere()[f.Name] + elsewhere()[f.Name+" of "+c.Name()]; !there && why == "" && f.Name != "help" {
				t.Errorf("%s --%s has no parameter below /api: add one, or say in elsewhere why", c.Name(), f.Name)
			}
		})
	}
}
