package vectors

import (
	"fmt"
	"maps"
	"slices"
)

// Model computes a published case from its input, as JSON, and gives the
// results by name. Asked are the names of wanted results; they matter only
// where a name holds a number, as in P(T>5).
type Model func(input []byte, asked []string) (map[string]any, error)

// All is a model that computes all its results, whatever is asked.
func All(run func(input []byte) (map[string]any, error)) Model {
	return func(input []byte, _ []string) (map[string]any, error) { return run(input) }
}

// Models is the models of a package by the names under which cases are
// published.
type Models map[string]Model

// Names returns the names of the models in order.
func (m Models) Names() []string { return slices.Sorted(maps.Keys(m)) }

// Run computes a case. The error wraps ErrModel when no model has that name.
func (m Models) Run(name string, input []byte, asked ...string) (map[string]any, error) {
	run, ok := m[name]
	if !ok {
		return nil, fmt.Errorf("%w: %.60q", ErrModel, name)
	}
	out, err := run(input, asked)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}
