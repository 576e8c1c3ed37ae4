package api

import (
	"encoding"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// plainText has the description say string for every type within t that is
// written as text, such as an exact number or a day.
func plainText(schemas huma.Registry, t reflect.Type, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
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
