// Package vectors reads the input of published cases and compares their numbers
// with results.
//
// What is expected is numbers by name: single, in lists, in tables. null stands
// for no result. A fraction may be written as text, "7/30". Other text, such as
// a formula beside the numbers that follow from it, is not compared.
package vectors

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
)

// ErrModel is returned, wrapped, for a case of a model that is not known, or
// that lacks what the model needs.
var ErrModel = errors.New("no such model here")

// Decode reads the input of a case into a struct; a key that the model does not
// know is an error, as a case must not be run without part of what it says.
func Decode(input []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(input))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%w: %w", ErrModel, err)
	}
	return nil
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
