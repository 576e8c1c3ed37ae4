package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"entente/workbench"
)

// Tool is an operation without HTTP around it: arguments in JSON go in, a
// result of the workbench comes out. What a request has in its address, its
// query and its body stands in one object; a document is its property "text".
type Tool struct {
	Name  string         // the operation, and the command
	Says  string         // what it answers, in one sentence
	Input map[string]any // JSON Schema (2020-12) of the arguments, an object
	// Output is the JSON Schema of the result, its definitions below $defs.
	Output map[string]any
	// Call answers within the limits of the API. Its error is a problem as in
	// RFC 9457, to be written as JSON.
	Call func(ctx context.Context, arguments json.RawMessage) (any, error)

	in     *huma.Schema
	result reflect.Type
}

// Tools returns the operations whose answers are JSON, in the order of the
// tables.
func (a *API) Tools() ([]Tool, error) {
	tools := slices.Clone(a.tools)
	for i := range tools {
		in, err := plain(tools[i].in)
		if err != nil {
			return nil, err
		}
		out, err := a.output(tools[i].result)
		if err != nil {
			return nil, err
		}
		tools[i].Input, tools[i].Output = in, out
	}
	return tools, nil
}

// Find returns the place of a dossier that is served, for questions beside the
// operations.
func (a *API) Find(dossier string) (string, error) { return a.served.Find(dossier) }

func plain(s any) (map[string]any, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	var out map[string]any
	if err := json.Unmarshal(bytes.ReplaceAll(data, []byte(refPrefix), []byte("#/$defs/")), &out); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return out, nil
}

// output is the schema of a result with all that it refers to.
func (a *API) output(t reflect.Type) (map[string]any, error) {
	schemas := a.OpenAPI().Components.Schemas
	defs := map[string]any{}
	var take func(ref string) error
	take = func(ref string) error {
		if _, there := defs[ref]; there {
			return nil
		}
		s, err := plain(schemas.Map()[ref])
		if err != nil {
			return err
		}
		defs[ref] = s
		data, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("schema: %w", err)
		}
		for _, part := range strings.Split(string(data), `"#/$defs/`)[1:] {
			name, _, _ := strings.Cut(part, `"`)
			if err := take(name); err != nil {
				return err
			}
		}
		return nil
	}
	root := strings.TrimPrefix(schemas.Schema(t, true, "").Ref, refPrefix)
	if err := take(root); err != nil {
		return nil, err
	}
	return map[string]any{"$ref": "#/$defs/" + root, "$defs": defs}, nil
}

// argument is a field of an input by the name that an argument has.
type argument struct {
	name  string
	index []int
}

// toolOf makes the tool of an operation from the type of its input.
func toolOf[I, O any](a *API, o operation, run func(context.Context, *I) (*O, error)) Tool {
	schemas := a.OpenAPI().Components.Schemas
	in := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	var arguments []argument
	body := false
	for f := range fieldsOf(reflect.TypeFor[I]()) {
		name, _, _ := strings.Cut(f.Tag.Get("query"), ",")
		path := f.Tag.Get("path")
		switch {
		case f.Name == "RawBody":
			most := maxBody
			in.Properties["text"] = &huma.Schema{Type: huma.TypeString, Description: f.Tag.Get("doc"), MaxLength: &most}
			in.Required = append(in.Required, "text")
		case f.Name == "Body":
			body = true
			s := schemas.Schema(f.Type, false, "")
			maps.Copy(in.Properties, s.Properties)
			in.Required = append(in.Required, s.Required...)
		case name != "" || path != "":
			name += path
			in.Properties[name] = huma.SchemaFromField(schemas, f, "")
			arguments = append(arguments, argument{name, f.Index})
			if path != "" || f.Tag.Get("required") == "true" {
				in.Required = append(in.Required, name)
			}
		}
	}
	in.PrecomputeMessages()
	decode := func(data json.RawMessage) (*I, error) {
		given, err := read(schemas, in, data)
		if err != nil {
			return nil, err
		}
		input := new(I)
		return input, fill(reflect.ValueOf(input).Elem(), arguments, given, body)
	}
	return Tool{Name: o.name, Says: o.says, in: in, result: reflect.TypeFor[O](), Call: func(ctx context.Context, data json.RawMessage) (any, error) {
		input, err := decode(data)
		if err != nil {
			return nil, a.problem(err)
		}
		out, err := run(ctx, input)
		if err != nil {
			return nil, a.problem(err)
		}
		return out, nil
	}}
}

// ArgumentsError is arguments that do not fit their schema, with a place for
// each fault.
type ArgumentsError struct{ Faults []error }

// Error says how many faults there are, and the first.
func (e *ArgumentsError) Error() string {
	return fmt.Sprintf("%d faults in the arguments, the first: %s", len(e.Faults), e.Faults[0])
}

// read holds arguments against their schema and puts defaults where nothing is
// said. A null is as good as nothing.
func read(schemas huma.Registry, in *huma.Schema, data json.RawMessage) (map[string]json.RawMessage, error) {
	if len(data) == 0 {
		data = json.RawMessage("{}")
	}
	if len(data) > maxBody {
		return nil, fmt.Errorf("%w: the arguments have %d bytes, at most %d are read", workbench.ErrUsage, len(data), maxBody)
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		return nil, fmt.Errorf("%w: the arguments are no JSON object: %w", workbench.ErrUsage, err)
	}
	values := map[string]any{}
	for name, raw := range given {
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			return nil, fmt.Errorf("%w: %w", workbench.ErrUsage, err)
		}
		if v == nil {
			delete(given, name)
			continue
		}
		values[name] = v
	}
	var found huma.ValidateResult
	huma.Validate(schemas, in, huma.NewPathBuffer([]byte("arguments"), 9), huma.ModeWriteToServer, values, &found)
	if len(found.Errors) > 0 {
		return nil, &ArgumentsError{found.Errors}
	}
	for name, p := range in.Properties {
		if _, there := given[name]; there || p.Default == nil {
			continue
		}
		raw, err := json.Marshal(p.Default)
		if err != nil {
			return nil, fmt.Errorf("default: %w", err)
		}
		given[name] = raw
	}
	return given, nil
}

// fill writes arguments into an input.
func fill(input reflect.Value, arguments []argument, given map[string]json.RawMessage, body bool) error {
	for _, x := range arguments {
		raw, there := given[x.name]
		if !there {
			continue
		}
		if err := json.Unmarshal(raw, input.FieldByIndex(x.index).Addr().Interface()); err != nil {
			return fmt.Errorf("%w: %s: %w", workbench.ErrUsage, x.name, err)
		}
	}
	if f := input.FieldByName("RawBody"); f.IsValid() {
		var text string
		if err := json.Unmarshal(given["text"], &text); err != nil {
			return fmt.Errorf("%w: text: %w", workbench.ErrUsage, err)
		}
		f.SetBytes([]byte(text))
	}
	if !body {
		return nil
	}
	data, err := json.Marshal(given)
	if err == nil {
		err = json.Unmarshal(data, input.FieldByName("Body").Addr().Interface())
	}
	if err != nil {
		return fmt.Errorf("%w: %w", workbench.ErrUsage, err)
	}
	return nil
}

// unfit turns arguments that do not fit into a problem.
func unfit(err error) error {
	bad, ok := errors.AsType[*ArgumentsError](err)
	if !ok {
		return nil
	}
	return huma.NewError(http.StatusUnprocessableEntity, "validation failed", bad.Faults...)
}
