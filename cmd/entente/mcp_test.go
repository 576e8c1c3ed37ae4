package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/workbench"
)

// TestToolsOverStreams starts the program as an assistant does, and asks it.
func TestToolsOverStreams(t *testing.T) {
	t.Parallel()
	program := exec.CommandContext(t.Context(), build(t), "mcp")
	var stderr bytes.Buffer
	program.Stderr = &stderr
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.CommandTransport{Command: program}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	explained(t, c)
	if err := c.Close(); err != nil {
		t.Errorf("the program does not end with its input: %v\n%s", err, stderr.String())
	}
	if stderr.Len() > 0 {
		t.Errorf("it complains: %s", stderr.String())
	}
}

// explained asks for a figure and holds the answer to what the command writes.
func explained(t *testing.T, c *sdk.ClientSession) {
	t.Helper()
	r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "explain", Arguments: map[string]any{"dossier": "kr-us-sma", "figure": "sma-11/2021"}})
	if err != nil || r.IsError || len(r.Content) != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	var got struct {
		Answer  json.RawMessage
		Sources []struct{ ID, Title, Date string }
	}
	text, _ := r.Content[0].(*sdk.TextContent)
	if err := json.Unmarshal([]byte(text.Text), &got); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	run(t.Context(), []string{"explain", "kr-us-sma", "sma-11/2021", "--json"}, nil, &stdout, &stderr)
	if compacted(t, got.Answer) != compacted(t, stdout.Bytes()) {
		t.Errorf("the tool says %s", got.Answer)
	}
	if len(got.Sources) == 0 || got.Sources[0].Title == "" || got.Sources[0].Date == "" {
		t.Errorf("sources %+v", got.Sources)
	}
}

// TestToolsOverHTTP asks at /mcp of serve, behind the guard.
func TestToolsOverHTTP(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	a := &app{bench: &workbench.Workbench{Now: time.Now}, stdout: &stdout, stderr: &stderr}
	handler, _, err := a.site(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: server.URL + "/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	explained(t, c)
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	const list = `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	for _, tt := range []struct {
		name   string
		body   string
		change func(*http.Request)
		want   int
	}{
		{"foreign host", list, func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		{"foreign origin", list, func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		{"script of another site", list, func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "cors")
		}, http.StatusForbidden},
		{"5 MB", strings.Repeat(" ", 5<<20) + list, func(*http.Request) {}, http.StatusRequestEntityTooLarge},
		{"no JSON", "<html>", func(*http.Request) {}, http.StatusBadRequest},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/mcp", strings.NewReader(tt.body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		tt.change(r)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s: status %d, want %d: %.200s", tt.name, w.Code, tt.want, w.Body)
		}
	}
}

// TestToolsEnd ends the server when it is told to, and refuses what is no
// dossier before it begins.
func TestToolsEnd(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"mcp"}, strings.NewReader(""), &stdout, &stderr); code != exitFine {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
	if code := run(t.Context(), []string{"mcp", t.TempDir()}, strings.NewReader(""), &stdout, &stderr); code != exitUsage || stdout.Len() > 0 {
		t.Errorf("a folder without a dossier: exit code %d, %q", code, stdout.String())
	}
}
