// Package vectors reads published numbers in their common file and compares
// them with results.
//
// A file holds {"vectors": [{id, model, input, expected, source, tol}]}. What
// is expected is numbers by name: single, in lists, in tables. null stands for
// no result. A fraction may be written as text, "7/30". Other text, such as a
// formula beside the numbers that follow from it, is not compared.
package vectors

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strconv"
)

// Vector is one published case.
type Vector struct {
	ID       string          `json:"id"`
	Model    string          `json:"model"`
	Input    json.RawMessage `json:"input"`
	Expected map[string]any  `json:"expected"`
	Source   string          `json:"source"`
	Tol      *float64        `json:"tol"`
}

// Tolerance is the largest distance that passes: what the case states, else
// none.
func (v Vector) Tolerance() float64 {
	if v.Tol == nil {
		return 0
	}
	return *v.Tol
}

// Parse reads a file of cases.
func Parse(data []byte) ([]Vector, error) {
	var file struct {
		Vectors []Vector `json:"vectors"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	return file.Vectors, nil
}

// Read reads the cases of a file that are of one of the models.
func Read(file string, models []string) ([]Vector, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all, err := Parse(data)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(v Vector) bool { return !slices.Contains(models, v.Model) }), nil
}

// Number is one number of a result, with its place.
type Number struct {
	Place string // such as b1/0/3
	Text  string // as a decimal, a fraction, or null
}

// Flatten returns the numbers of a result in order of their names.
func Flatten(result map[string]any) []Number {
	var out []Number
	for _, key := range slices.Sorted(maps.Keys(result)) {
		out = flatten(out, key, result[key])
	}
	return out
}

func flatten(out []Number, place string, v any) []Number {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			out = flatten(out, place+"/"+key, v[key])
		}
	case []any:
		for i, x := range v {
			out = flatten(out, place+"/"+strconv.Itoa(i), x)
		}
	case []float64:
		for i, x := range v {
			out = flatten(out, place+"/"+strconv.Itoa(i), x)
		}
	case [][]float64:
		for i, x := range v {
			out = flatten(out, place+"/"+strconv.Itoa(i), x)
		}
	case float64:
		out = append(out, Number{place, strconv.FormatFloat(v, 'g', -1, 64)})
	case int:
		out = append(out, Number{place, strconv.Itoa(v)})
	case nil:
		out = append(out, Number{place, "null"})
	case string:
		if _, ok := new(big.Rat).SetString(v); ok {
			out = append(out, Number{place, v})
		}
	}
	return out
}

// Differences returns what is expected and was not got, one line a number.
func Differences(expected, got map[string]any, tolerance float64) []string {
	have := map[string]string{}
	for _, n := range Flatten(got) {
		have[n.Place] = n.Text
	}
	var out []string
	for _, n := range Flatten(expected) {
		g, ok := have[n.Place]
		switch {
		case !ok:
			out = append(out, n.Place+": want "+n.Text+", got nothing")
		case !within(n.Text, g, tolerance):
			out = append(out, n.Place+": want "+n.Text+", got "+g)
		}
	}
	return out
}

func within(want, got string, tolerance float64) bool {
	if want == got {
		return true
	}
	w, okW := new(big.Rat).SetString(want)
	g, okG := new(big.Rat).SetString(got)
	t, okT := new(big.Rat).SetString(strconv.FormatFloat(tolerance, 'g', -1, 64))
	if !okW || !okG || !okT {
		return false
	}
	d := w.Sub(w, g)
	return d.Abs(d).Cmp(t) <= 0
}
