package mcp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"entente/api"
	"entente/api/mcp"
	"entente/internal/patience"
	"entente/workbench"
)

// connect has a client of the protocol talk to a server in memory.
func connect(t *testing.T, limit time.Duration, folders ...string) (*sdk.ClientSession, *workbench.Workbench) {
	t.Helper()
	served, err := workbench.Serve(folders...)
	if err != nil {
		t.Fatal(err)
	}
	bench := &workbench.Workbench{Now: time.Now, Shelf: &workbench.Shelf{}}
	operations := api.New(bench, served)
	operations.MaxTime = limit
	server, err := mcp.New(bench, operations)
	if err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	if err := server.Connect(t.Context(), there); err != nil {
		t.Fatal(err)
	}
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() }) // the answers were read
	return client, bench
}

type arguments map[string]any

func call(t *testing.T, c *sdk.ClientSession, tool string, with arguments) *sdk.CallToolResult {
	t.Helper()
	r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: with})
	if err != nil {
		t.Fatalf("%s %v: %v", tool, with, err)
	}
	return r
}

func said(r *sdk.CallToolResult) string {
	text, ok := r.Content[0].(*sdk.TextContent)
	if !ok {
		return fmt.Sprint(r.Content)
	}
	return text.Text
}

// answered is an answer with the JSON of the command left as it is.
type answered struct {
	Answer   json.RawMessage
	Digest   string
	KnownAt  *string `json:"known_at"`
	Sources  []mcp.Source
	LeftOut  int `json:"sources_left_out"`
	Citation string
}

func asked(t *testing.T, c *sdk.ClientSession, tool string, with arguments) answered {
	t.Helper()
	r := call(t, c, tool, with)
	var out answered
	if err := json.Unmarshal([]byte(said(r)), &out); err != nil || r.IsError {
		t.Fatalf("%s %v: %v\n%.500s", tool, with, err, said(r))
	}
	return out
}

const article = "South Korea will pay 1.1833 trillion won in 2021, up 13.9 percent."

// questions asks every tool something; the race detector is spared the searches.
func questions() map[string]arguments {
	kr := func(more ...any) arguments {
		out := arguments{"dossier": "kr-us-sma"}
		for i := 0; i < len(more); i += 2 {
			out[fmt.Sprint(more[i])] = more[i+1]
		}
		return out
	}
	files := []map[string]string{
		{"name": "domain.yml", "text": "issues:\n- name: share\n  values: [a, b]\n"},
		{"name": "a.yml", "text": "type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nweights: [1.0]\nvalues:\n- {mapping: {a: 1.0, b: 0.6}, type: TableFun}\n"},
		{"name": "b.yml", "text": "type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nweights: [1.0]\nvalues:\n- {mapping: {a: 0.0, b: 1.0}, type: TableFun}\n"},
	}
	all := map[string]arguments{
		"dossiers": {}, "outline": kr(), "sources": kr(), "check": kr("notes", true), "agreement": kr("agreement", "sma-9"),
		"schedule": kr("known", "2024-10-04", "assume", []string{"kr.cpi=2.0"}), "explain": kr("figure", "sma-11/2021"), "key": {"dossier": "mlf"},
		"diff": kr("a", "sma-11", "b", "sma-12"), "compare": {"deal": []string{"kr-us-sma/sma-8", "jp-us-sma"}, "currency": "USD", "fx": "average"},
		"what-if": kr("assume", []string{"kr.cpi=2.0"}), "solve": kr("figure", "sma-12/total", "for", "first_year", "target", "81_000 eok", "assume", []string{"kr.cpi=2.0"}),
		"project": kr("from", 2026, "to", 2030, "paths", 500, "exceeds", []string{"8tn KRW"}), "backtest": kr("paths", 200, "horizon", 2), "assume": kr("fit", "kr.cpi"),
		"status": kr("on", "2024-09-01"), "rounds": kr("agreement", "sma-11"), "events": kr("from", "2019", "to", "2020"), "claims": kr("quantity", "demand.2019"),
		"claim": kr("text", article), "wait": kr("negotiation", "2024"), "fair": kr("negotiation", "2019"), "analyze": {"files": files},
		"fit": kr("agreement", []string{"sma-9"}), "brief": kr("agreement", []string{"sma-12"}, "on", "2026-11-22"), "deal": kr("negotiation", "2019", "draws", 10), "ratify": kr("negotiation", "2024"), "verify": {"model": "sma-korea"},
	}
	if patience.Racing {
		for _, slow := range []string{"fit", "deal", "ratify", "verify", "backtest"} {
			delete(all, slow)
		}
	}
	return all
}

// TestEveryTool asks each tool, and holds what comes back to the schema that it
// declares: a reader of the schema may rely on it.
func TestEveryTool(t *testing.T) {
	t.Parallel()
	c, _ := connect(t, patience.Limit(time.Minute))
	list, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := questions()
	names := map[string]bool{}
	for _, tool := range list.Tools {
		names[tool.Name] = true
		with, ask := all[tool.Name]
		if !ask {
			if !patience.Racing {
				t.Errorf("nothing is asked of %s", tool.Name)
			}
			continue
		}
		r := call(t, c, tool.Name, with)
		if r.IsError {
			t.Errorf("%s %v: %s", tool.Name, with, said(r))
			continue
		}
		if err := valid(t, tool.OutputSchema, said(r)); err != nil {
			t.Errorf("%s answers what its schema does not say: %v", tool.Name, err)
		}
		structured, err := json.Marshal(r.StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(generic(t, []byte(said(r))), generic(t, structured)); diff != "" {
			t.Errorf("%s: text and structure differ (-text +structure)\n%.2000s", tool.Name, diff)
		}
		if !tool.Annotations.ReadOnlyHint || tool.Description == "" {
			t.Errorf("%s: %+v %q", tool.Name, tool.Annotations, tool.Description)
		}
	}
	for name := range all {
		if !names[name] {
			t.Errorf("there is no tool %s", name)
		}
	}
}

func generic(t *testing.T, data []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func valid(t *testing.T, schema any, text string) error {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("tool.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("tool.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(value)
}

// TestAnswer looks at one answer: the JSON of the command, with what it rests
// on beside it.
func TestAnswer(t *testing.T) {
	t.Parallel()
	c, bench := connect(t, patience.Limit(time.Minute))
	got := asked(t, c, "explain", arguments{"dossier": "kr-us-sma", "figure": "sma-11/2021", "known": "2024-01-01"})
	result, err := bench.Explain(workbench.ExplainRequest{Question: workbench.Question{Dossier: "kr-us-sma", Known: "2024-01-01"}, Figure: "sma-11/2021"})
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	if err := e.Encode(result); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSpace(want.String()), string(got.Answer)); diff != "" {
		t.Errorf("answer (-workbench +tool)\n%s", diff)
	}
	if got.Digest != result.Digest || got.KnownAt == nil || *got.KnownAt != "2024-01-01" || !strings.Contains(got.Citation, result.Digest) || !strings.Contains(got.Citation, "as known on 2024-01-01") {
		t.Errorf("digest %s, known at %v, citation %q", got.Digest, got.KnownAt, got.Citation)
	}
	ids := map[string]mcp.Source{}
	for _, s := range got.Sources {
		ids[s.ID] = s
	}
	if s := ids["S141"]; s.Title == "" || s.Date != "2021-03-10" || s.Publisher == "" || s.HowRead != "excerpt" {
		t.Errorf("the source of the clause is told as %+v", s)
	}
	for tool, with := range map[string]arguments{
		"schedule": {"dossier": "kr-us-sma", "agreement": "sma-11"}, "project": {"dossier": "kr-us-sma", "from": 2026, "to": 2028, "paths": 100},
		"compare": {"deal": []string{"kr-us-sma/sma-8", "kr-us-sma/sma-9"}}, "events": {"dossier": "kr-us-sma", "from": "2019", "to": "2019"},
	} {
		if got := asked(t, c, tool, with); len(got.Sources) == 0 || got.Digest == "" {
			t.Errorf("%s answers without sources", tool)
		}
	}
}

// TestRefused puts questions that cannot be answered: each comes back as an
// error that names the place.
func TestRefused(t *testing.T) {
	t.Parallel()
	c, _ := connect(t, patience.Limit(time.Minute))
	for _, q := range []struct {
		tool string
		with arguments
		want string
	}{
		{"explain", arguments{"dossier": "kr-us-sma", "figure": 7}, "arguments.figure"},
		{"explain", arguments{"dossier": "kr-us-sma"}, "required property figure"},
		{"schedule", arguments{"dossier": "kr-us-sma", "knwon": "2020"}, "unexpected property"},
		{"schedule", arguments{"dossier": "kr-us-sma", "known": "soon"}, "not an ISO date"},
		{"schedule", arguments{"dossier": "/etc"}, "no such dossier"},
		{"schedule", arguments{"dossier": "../kr-us-sma"}, "no such dossier"},
		{"schedule", arguments{"dossier": "kr-us-sma", "change": []string{"../secret.yaml"}}, "PATH=VALUE"},
		{"schedule", arguments{"dossier": "kr-us-sma", "change": []string{"sma-12/amounts/2026/value=16000"}}, `"location":"sma-12/amounts/2026/value=16000 `},
		{"diff", arguments{"dossier": "kr-us-sma", "a": "../../x", "b": "sma-11"}, "there is no agreement"},
		{"compare", arguments{"deal": []string{"kr-us-sma/../../etc"}}, "there is no agreement"},
		{"project", arguments{"dossier": "kr-us-sma", "paths": 1_000_000_000}, "arguments.paths"},
		{"claim", arguments{"dossier": "kr-us-sma", "text": strings.Repeat("a", 2<<20)}, "bytes"},
		{"verify", arguments{}, "ask for less"},
		{"verify", arguments{"model": "astrology"}, "no suite is called"},
		{"deal", arguments{"dossier": "kr-us-sma", "negotiation": "2024", "as": "kr"}, "unexpected property"},
		{"analyze", arguments{"files": []any{}}, "arguments.files"},
		{"analyze", arguments{"files": []map[string]string{{"name": "../x.xml", "text": ""}}}, "not the name of a file"},
	} {
		if q.tool == "verify" && patience.Racing {
			continue
		}
		r := call(t, c, q.tool, q.with)
		if text := said(r); !r.IsError || !strings.Contains(text, q.want) || len(text) > 5000 {
			t.Errorf("%s %.200v: error %v, want %q in %.600s", q.tool, q.with, r.IsError, q.want, text)
		}
	}
	if _, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "serve"}); err == nil {
		t.Error("there is a tool that serves")
	}
}

// TestTime refuses a question that takes longer than it may.
func TestTime(t *testing.T) {
	t.Parallel()
	c, _ := connect(t, time.Microsecond)
	if r := call(t, c, "project", arguments{"dossier": "kr-us-sma", "from": 2026, "to": 2035, "extend": "sma-12", "paths": 200_000}); !r.IsError || !strings.Contains(said(r), "takes longer than") {
		t.Errorf("%v %s", r.IsError, said(r))
	}
}

// TestPrivateStaysPrivate asks every tool about a dossier that holds a private
// profile, and looks for its words.
func TestPrivateStaysPrivate(t *testing.T) {
	t.Parallel()
	dir, err := (&workbench.Workbench{}).CopyDossier("kr-us-sma", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const secret = "walkaway-4711"
	if err := os.MkdirAll(filepath.Join(dir, "private"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "private", "kr.yaml"), []byte("notes: "+secret+"\nreserved: 0.9\n"+secret+": ["), 0o600); err != nil {
		t.Fatal(err)
	}
	c, _ := connect(t, patience.Limit(time.Minute), dir)
	all := questions()
	for _, slow := range []string{"fit", "ratify", "verify", "backtest"} {
		delete(all, slow)
	}
	for tool, with := range all {
		if patience.Racing && tool != "schedule" && tool != "check" && tool != "claim" && tool != "fair" {
			continue // the words are the same without the race detector
		}
		r := call(t, c, tool, with)
		text := said(r)
		if strings.Contains(text, secret) || strings.Contains(text, filepath.Dir(dir)) {
			t.Errorf("%s tells what is private: %.300s", tool, text)
		}
		if r.IsError {
			t.Errorf("%s: %s", tool, text)
		}
	}
}

// TestBrokenDossier asks about a dossier whose file is wrong: the error says
// where.
func TestBrokenDossier(t *testing.T) {
	t.Parallel()
	dir, err := (&workbench.Workbench{}).CopyDossier("shared-lab", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "dossier.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(text, "surprise: 1\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	c, _ := connect(t, patience.Limit(time.Minute), dir)
	r := call(t, c, "schedule", arguments{"dossier": "shared-lab"})
	if !r.IsError || !strings.Contains(said(r), `"location":"dossier.yaml:`) || strings.Contains(said(r), dir) {
		t.Errorf("%v %s", r.IsError, said(r))
	}
}

// FuzzCall sends arguments of any kind: no tool may fail otherwise than by
// saying what is wrong.
func FuzzCall(f *testing.F) {
	for _, s := range []string{`{}`, `{"dossier":"kr-us-sma"}`, `{"dossier":"mlf","year":2021.0}`, `{"dossier":"kr-us-sma","figure":"sma-11/2021","depth":1e3}`, `[]`, `{"files":[{"name":"a.xml","text":"<"}]}`, `{"dossier":null,"seed":18446744073709551616}`} {
		f.Add(s)
	}
	served, err := workbench.Serve()
	if err != nil {
		f.Fatal(err)
	}
	tools, err := api.New(&workbench.Workbench{Now: time.Now, Shelf: &workbench.Shelf{}}, served).Tools()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data string) {
		for _, tool := range tools {
			switch tool.Name {
			case "schedule", "explain", "key", "events", "analyze", "assume":
				out, err := tool.Call(context.Background(), json.RawMessage(data))
				if err == nil {
					_, err = json.Marshal(out)
				}
				if err != nil && strings.Contains(err.Error(), "could not be answered") {
					t.Fatalf("%s %q: %v", tool.Name, data, err)
				}
			default:
			}
		}
	})
}
