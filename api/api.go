// Package api answers the questions of the command line over HTTP, in the same
// JSON, and describes itself in OpenAPI 3.1.
//
// # What it is for
//
// [New] returns the routes below /api/, /openapi.json, and the JSON Schema of
// the files of a dossier at /schema.json. Each operation is a method of the
// workbench: its answer is the result that the command of the same name writes
// with --json. Addresses are /api/DOSSIER/QUESTION; a DOSSIER is one of those
// served, never a folder.
//
// [API.Tools] gives the same operations to a face that is not HTTP: package
// api/mcp hands them to assistants.
//
// # What it promises
//
// Reading only; a private profile is never asked for. The description is
// generated from the Go types that requests are read into and answers written
// from, so it cannot say anything else. A question that cannot be answered gets
// a problem as in RFC 9457 with a place for each fault: the file, line and
// column of a dossier, the parameter of a request. Size, time and the number of
// questions at once are bounded for every operation; a failure of the machine
// is not told in words that give it away.
//
// # Adding an operation
//
// An operation is a line in the table of its group, with a function from its
// parameters to a result of the workbench. A test in cmd/entente holds the
// operations against the commands: a command without one fails it.
package api

import (
	"context"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"entente/workbench"
)

// Limits on a question.
const (
	maxBody  = 2 << 20 // bytes
	maxTime  = 10 * time.Second
	maxPaths = 200_000
	maxHeavy = 2  // questions that may take long, at the same time
	maxLight = 64 // others, at the same time
)

// API is the operations on some dossiers.
type API struct {
	huma.API

	MaxTime time.Duration // how long a question may take, 10 s unless it is set before the first one

	bench        *workbench.Workbench
	served       *workbench.Served
	heavy, light chan struct{}
	mux          *http.ServeMux
	tools        []Tool
	verify       func() (*workbench.VerifyResult, error) // run once: its cases are built in
}

// New returns the operations on some dossiers. They are to stand behind a guard
// against foreign hosts.
func New(bench *workbench.Workbench, served *workbench.Served) *API {
	config := huma.DefaultConfig("Entente", "1")
	config.Info.Description = "What multi-year cost-sharing agreements pay, every figure down to clause and source. An exact number is a string, an amount is in whole currency units, a rate in percent, a day is ISO; what is not known is null."
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil // no page that asks the network, no field beside those of the result
	mux := http.NewServeMux()
	a := &API{
		API: humago.New(mux, config), MaxTime: maxTime, bench: bench, served: served, mux: mux,
		heavy: make(chan struct{}, maxHeavy), light: make(chan struct{}, maxLight),
		verify: sync.OnceValues(func() (*workbench.VerifyResult, error) { return bench.Verify(workbench.VerifyRequest{}) }),
	}
	a.figures()
	a.questions()
	a.futures()
	a.story()
	a.deals()
	a.dossiers()
	a.files()
	nullable(config.Components.Schemas)
	return a
}

// Routes are the addresses that an API answers at, for the mux of a server.
func Routes() []string { return []string{"/api/", "/openapi.json", "/openapi.yaml", "/schema.json"} }

// ServeHTTP answers a request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// answer is a result as the body of a response.
type answer[T any] struct{ Body T }

// operation is a line of the table of a group.
type operation struct {
	name, path, says string
	post             bool
	heavy            bool // it may take long
	once             bool // its answer is worked out once for all who ask, and may take its time
}

// describe turns a line into what the description says of it.
func (o operation) describe() huma.Operation {
	method := http.MethodGet
	if o.post {
		method = http.MethodPost
	}
	return huma.Operation{
		OperationID: o.name, Method: method, Path: o.path, Summary: o.says, MaxBodyBytes: maxBody, BodyReadTimeout: maxTime,
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
}

// add registers an operation: a function from parameters to a result.
func add[I, O any](a *API, o operation, run func(ctx context.Context, in *I) (*O, error)) {
	plainText(a.OpenAPI().Components.Schemas, reflect.TypeFor[O](), map[reflect.Type]bool{})
	o.path = "/api" + o.path
	bounded := func(ctx context.Context, in *I) (*O, error) {
		if !o.once {
			limited, cancel := context.WithTimeout(ctx, a.MaxTime)
			defer cancel()
			ctx = limited
		}
		return within(ctx, a.room(o.heavy), func() (*O, error) { return run(ctx, in) })
	}
	huma.Register(a.API, o.describe(), func(ctx context.Context, in *I) (*answer[*O], error) {
		out, err := bounded(ctx, in)
		if err != nil {
			return nil, a.problem(err)
		}
		return &answer[*O]{out}, nil
	})
	a.tools = append(a.tools, toolOf(a, o, bounded))
}

// file is an answer that is no JSON of ours.
type file struct {
	Kind        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// addFile registers an operation whose answer is a file.
func addFile[I any](a *API, o operation, run func(ctx context.Context, in *I) (*file, error)) {
	huma.Register(a.API, o.describe(), func(ctx context.Context, in *I) (*file, error) {
		ctx, cancel := context.WithTimeout(ctx, a.MaxTime)
		defer cancel()
		out, err := within(ctx, a.room(o.heavy), func() (*file, error) { return run(ctx, in) })
		if err != nil {
			return nil, a.problem(err)
		}
		return out, nil
	})
}

func (a *API) room(heavy bool) chan struct{} {
	if heavy {
		return a.heavy
	}
	return a.light
}

// within runs a function for no longer than the context lasts. What does not
// end in time keeps its place in the room until it does, so that not more
// questions than the room has places ever run.
func within[O any](ctx context.Context, room chan struct{}, run func() (*O, error)) (*O, error) {
	select {
	case room <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	type result struct {
		out *O
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-room }()
		out, err := run()
		done <- result{out, err}
	}()
	select {
	case r := <-done:
		return r.out, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
