package mcp_test

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"entente/api"
	"entente/api/mcp"
	"entente/workbench"
)

// TestBadLines has each bad line answered by its code, and the question after
// it answered as if nothing had been.
func TestBadLines(t *testing.T) {
	t.Parallel()
	served, err := workbench.Serve()
	if err != nil {
		t.Fatal(err)
	}
	bench := &workbench.Workbench{Now: time.Now, Shelf: &workbench.Shelf{}}
	server, err := mcp.New(bench, api.New(bench, served))
	if err != nil {
		t.Fatal(err)
	}
	in, ask := io.Pipe()
	heard, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- server.Run(t.Context(), in, out) }()
	answers := bufio.NewReaderSize(heard, 8<<20)
	say := func(line string) (got struct {
		ID     any
		Result json.RawMessage
		Error  struct{ Code int }
	},
	) {
		t.Helper()
		go func() { _, _ = io.WriteString(ask, line+"\n") }() // a broken pipe shows in the answer
		data, err := answers.ReadBytes('\n')
		if err != nil {
			t.Fatalf("%.60q: %v", line, err)
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatalf("%.60q is answered %.200q: %v", line, data, err)
		}
		return got
	}
	if got := say(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`); got.Result == nil {
		t.Fatalf("not begun: %+v", got)
	}
	for line, code := range map[string]int{
		"not json":                          -32700,
		`{"jsonrpc":"2.0","id":7,"method":`: -32700,
		`"\xff`:                             -32700,
		strings.Repeat("a", 5<<20):          -32700,
		strings.Repeat("[", 1<<20):          -32600,
		"5":                                 -32600,
		`{"jsonrpc":"1.0","id":7}`:          -32600,
		`{"jsonrpc":"2.0","id":` + strings.Repeat("9", 5000) + `,"method":"ping"}`: -32600,
		`[{"jsonrpc":"2.0","id":7,"method":"ping"}]`:                               -32600,
	} {
		if got := say("\n" + line); got.Error.Code != code || got.ID != nil {
			t.Errorf("%.60q: %+v, want code %d", line, got, code)
		}
		if got := say(`{"jsonrpc":"2.0","id":8,"method":"ping"}`); got.Result == nil || got.ID != 8.0 {
			t.Errorf("after %.60q: %+v", line, got)
		}
	}
	if err := ask.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}
