// Package mcp offers the operations of package api to an assistant, as tools of
// the Model Context Protocol (https://modelcontextprotocol.io).
//
// # What it is for
//
// [New] returns a server of the protocol for some dossiers; [Server.Run]
// answers on a pair of streams, as entente mcp does on standard input and
// output, and [Server.Handler] over HTTP, as entente serve does at /mcp, behind
// its guard. A tool bears the name of its command, takes the same arguments as
// the operation below /api/, and answers with the JSON that the command writes.
//
// # What it promises
//
// Every answer names what it rests on: the dossier with its digest, the day of
// knowledge, and the sources with titles and dates, so that an assistant can
// cite instead of recall. What cannot be answered is a result marked as an
// error, with a place for each fault, that the assistant can act on. Time and
// size are bounded. Nothing is written, nothing is fetched, and a private
// profile is never read.
//
// # Why it stands here
//
// It is the second face of one table of operations, and so stands below the
// package that holds the table; package api does not know it, and who wants
// HTTP alone does not link the protocol.
package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/api"
	"entente/workbench"
)

// Limits on what goes in and out.
const (
	maxMessage = 4 << 20   // bytes of a request
	maxAnswer  = 160 << 10 // bytes of an answer: more is no use to an assistant
)

const instructions = `Entente computes what multi-year cost-sharing agreements pay and explains every figure down to clause and source.
Start with the tool "dossiers", then "outline" for what a dossier holds, "schedule" for the yearly sums, "explain" for one figure such as sma-11/2021.
In answers an exact number is a string, an amount is in whole currency units, a rate in percent; null is unknown and must not be guessed.
Cite the sources that stand beside each answer, with their dates, and say when a figure is marked unverified, assumed or projected.`

// Server offers the operations of an API.
type Server struct {
	server *sdk.Server
	bench  *workbench.Workbench
	api    *api.API
}

// New returns a server for the operations of an API. The workbench is that of
// the API.
func New(bench *workbench.Workbench, operations *api.API) (*Server, error) {
	s := &Server{bench: bench, api: operations, server: sdk.NewServer(
		&sdk.Implementation{Name: "entente", Title: "Entente", Version: workbench.Version},
		&sdk.ServerOptions{Instructions: instructions, Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}}},
	)}
	tools, err := operations.Tools()
	if err != nil {
		return nil, err
	}
	closed := false
	for _, t := range tools {
		if slices.Contains(without(), t.Name) {
			continue
		}
		s.server.AddTool(&sdk.Tool{
			Name: t.Name, Description: t.Says + ".", InputSchema: t.Input, OutputSchema: envelope(t.Output),
			Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
		}, func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
			return s.call(ctx, t, r.Params.Arguments)
		})
	}
	return s, nil
}

// without names operations that are no tools: explain says what figure says,
// and the rest serves those who write dossiers.
func without() []string { return []string{"figure", "import", "convert", "test", "version"} }

// Answer is what a tool returns.
type Answer struct {
	Answer   any      `json:"answer"`   // the JSON of the command
	Digest   *string  `json:"digest"`   // of the dossier; null where there is not one
	KnownAt  *string  `json:"known_at"` // only what was known on this day was used; null: everything
	Sources  []Source `json:"sources"`  // what the answer rests on
	LeftOut  int      `json:"sources_left_out"`
	Citation string   `json:"citation"` // how to name the answer
}

// envelope is the schema of an [Answer] around that of a result.
func envelope(result map[string]any) map[string]any {
	text := map[string]any{"type": "string"}
	null := map[string]any{"type": []string{"string", "null"}}
	source := map[string]any{"type": "object", "required": []string{"id", "title", "publisher", "date", "how_read"}, "properties": map[string]any{
		"id": text, "title": text, "publisher": text, "date": text, "how_read": text, "url": text,
	}}
	return map[string]any{
		"type":     "object",
		"required": []string{"answer", "digest", "known_at", "sources", "sources_left_out", "citation"},
		"properties": map[string]any{
			"answer": map[string]any{"$ref": result["$ref"]}, "digest": null, "known_at": null,
			"sources": map[string]any{"type": "array", "items": source}, "sources_left_out": map[string]any{"type": "integer"}, "citation": text,
		},
		"$defs": result["$defs"],
	}
}

// call answers one question. What is wrong with the question or the dossier is
// a result for the assistant, not an error of the protocol.
func (s *Server) call(ctx context.Context, t api.Tool, arguments json.RawMessage) (*sdk.CallToolResult, error) {
	result, err := t.Call(ctx, arguments)
	if err != nil {
		return refused(err)
	}
	out, err := s.answer(arguments, result)
	if err != nil {
		return refused(err)
	}
	data, err := encode(out)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.Name, err)
	}
	if len(data) > maxAnswer {
		return refused(fmt.Errorf("the answer has %d bytes, at most %d are given: ask for less, by from and to, agreement, figure, quantity, model or depth", len(data), maxAnswer))
	}
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: string(data)}}, StructuredContent: data}, nil
}

// encode writes JSON as the command does, where & is &.
func encode(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// refused tells an assistant why there is no answer: a problem with its places
// as JSON, anything else in its words.
func refused(err error) (*sdk.CallToolResult, error) {
	text := err.Error()
	if data, failed := json.Marshal(err); failed == nil && string(data) != "{}" {
		text = string(data)
	}
	return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: text}}}, nil
}

// Run answers requests, one a line, until the input ends or the context does. A
// line that is no message is answered with an error, and the next is read.
func (s *Server) Run(ctx context.Context, in io.ReadCloser, out io.WriteCloser) error {
	answers := &turns{WriteCloser: out}
	err := s.server.Run(ctx, &sdk.IOTransport{Reader: newLines(in, answers), Writer: answers, MaxLineLength: maxMessage + 1})
	if err == nil || errors.Is(err, io.EOF) || ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("mcp: %w", err)
}

// Connect answers on a transport of the protocol, for tests and programs that
// bring one.
func (s *Server) Connect(ctx context.Context, transport sdk.Transport) error {
	_, err := s.server.Connect(ctx, transport, nil)
	return err
}

// Handler answers over HTTP, each request by itself. It is to stand behind a
// guard against foreign hosts and origins.
func (s *Server) Handler() http.Handler {
	return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.server }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxMessage,
		DisableLocalhostProtection:   true, // the guard knows the names of the site
		PropagateRequestCancellation: true,
	})
}
