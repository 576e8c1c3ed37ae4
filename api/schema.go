package api

import (
	"encoding"
	"encoding/json"
	"math/big"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

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

// plainText has the description say string for every type within t that is
// written as text, such as an exact number or a day, and number for what is
// written as one although its type is text to the library.
func plainText(schemas huma.Registry, t reflect.Type, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	switch t {
	case reflect.TypeFor[big.Int]():
		schemas.RegisterTypeAlias(t, reflect.TypeFor[int]())
		return
	case reflect.TypeFor[json.Number]():
		schemas.RegisterTypeAlias(t, reflect.TypeFor[float64]())
		return
	}
	marshaler := reflect.TypeFor[encoding.TextMarshaler]()
	if t.Kind() != reflect.Pointer && t != reflect.TypeFor[time.Time]() && t.Implements(marshaler) {
		schemas.RegisterTypeAlias(t, reflect.TypeFor[string]())
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		plainText(schemas, t.Elem(), seen)
	case reflect.Struct:
		for f := range t.Fields() {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "-" {
				plainText(schemas, f.Type, seen)
			}
		}
	default:
	}
}

const refPrefix = "#/components/schemas/"

// nullable has the description say that what a pointer leads to may be null,
// which the library says of plain values only.
func nullable(schemas huma.Registry) {
	for name, s := range schemas.Map() {
		t := schemas.TypeFromRef(refPrefix + name)
		if t == nil || t.Kind() != reflect.Struct || s.Properties == nil {
			continue
		}
		for f := range fieldsOf(t) {
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := s.Properties[name]
			if p == nil || strings.Contains(options, "omitempty") || f.Type.Kind() != reflect.Pointer && f.Type.Kind() != reflect.Map {
				continue
			}
			if p.Ref != "" || p.Type != "" && !p.Nullable {
				bare := *p
				s.Properties[name] = &huma.Schema{AnyOf: []*huma.Schema{&bare, {Type: "null"}}}
			}
		}
	}
}

// fieldsOf yields the fields of a structure, those of embedded ones too.
func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}
