// Package api answers the questions of the command line over HTTP, in the same
// JSON, and describes itself in OpenAPI 3.1.
//
// # What it is for
//
// [New] returns the routes below /api/ and /openapi.json. Each operation is a
// method of the workbench: its answer is the result that the command of the
// same name writes with --json. Addresses are /api/DOSSIER/QUESTION; a DOSSIER
// is one of those served, never a folder.
//
// # What it promises
//
// Reading only. The description is generated from the Go types that requests
// are read into and answers written from, so it cannot say anything else. A
// question that cannot be answered gets a problem as in RFC 9457 with a place
// for each fault: the file, line and column of a dossier, the parameter of a
// request. Size, time and the number of long questions at once are bounded; a
// failure of the machine is not told in words that give it away.
//
// # Adding an operation
//
// An operation is a line in the table of its group, with a function from its
// parameters to a result of the workbench.
package api

import (
	"context"
	"net/http"
	"path"
	"reflect"
	"strings"
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
	maxHeavy = 2 // questions that may take long, at the same time
)

// API is the operations on some dossiers.
type API struct {
	huma.API

	bench  *workbench.Workbench
	served *workbench.Served
	heavy  chan struct{}
	mux    *http.ServeMux
}

// New returns the operations on some dossiers. They are to stand behind a guard
// against foreign hosts.
func New(bench *workbench.Workbench, served *workbench.Served) *API {
	config := huma.DefaultConfig("Entente", "1")
	config.Info.Description = "What multi-year cost-sharing agreements pay, every figure down to clause and source. An exact number is a string, an amount is in whole currency units, a rate in percent, a day is ISO; what is not known is null."
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil // no page that asks the network, no field beside those of the result
	mux := http.NewServeMux()
	a := &API{API: humago.New(mux, config), bench: bench, served: served, heavy: make(chan struct{}, maxHeavy), mux: mux}
	a.figures()
	a.questions()
	a.story()
	a.dossiers()
	return a
}

// ServeHTTP answers a request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// schemaName names a type in the description by its package and its own name:
// two packages may use one word.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
		t = t.Elem()
	}
	if t.Name() == "" || strings.HasPrefix(path.Base(t.PkgPath()), "huma") {
		return huma.DefaultSchemaNamer(t, hint)
	}
	base := path.Base(t.PkgPath())
	return strings.ToUpper(base[:1]) + base[1:] + strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
}

// answer is a result as the body of a response.
type answer[T any] struct{ Body T }

// operation is a line of the table of a group.
type operation struct {
	name, path, says string
	post             bool
	heavy            bool // it may take long
}

// add registers an operation: a function from parameters to a result.
func add[I, O any](a *API, o operation, run func(ctx context.Context, in *I) (*O, error)) {
	plainText(a.OpenAPI().Components.Schemas, reflect.TypeFor[O](), map[reflect.Type]bool{})
	method := http.MethodGet
	if o.post {
		method = http.MethodPost
	}
	huma.Register(a.API, huma.Operation{
		OperationID: o.name, Method: method, Path: "/api" + o.path, Summary: o.says, MaxBodyBytes: maxBody, BodyReadTimeout: maxTime,
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}, func(ctx context.Context, in *I) (*answer[*O], error) {
		ctx, cancel := context.WithTimeout(ctx, maxTime)
		defer cancel()
		out, err := within(ctx, a, o.heavy, func() (*O, error) { return run(ctx, in) })
		if err != nil {
			return nil, problem(err)
		}
		return &answer[*O]{out}, nil
	})
}

// within runs a function for no longer than the context lasts. What does not
// end in time keeps its place among the long questions until it does, so that
// not more than maxHeavy of them ever run.
func within[O any](ctx context.Context, a *API, heavy bool, run func() (*O, error)) (*O, error) {
	if !heavy {
		return run()
	}
	select {
	case a.heavy <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	type result struct {
		out *O
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-a.heavy }()
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
