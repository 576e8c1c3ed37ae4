package report

import (
	"fmt"
	"reflect"
	"strings"
)

// words is a phrase in the languages that pages speak. Verbs of fmt stand for
// what varies; another order is written %[2]v.
type words struct{ en, ko string }

// Languages returns the languages that pages and briefs speak.
func Languages() []string { return []string{"en", "ko"} }

// Speaks reports whether there is a catalogue for a language.
func Speaks(language string) bool { return language == "en" || language == "ko" }

// Say returns a phrase of the catalogue in a language, with what varies in it.
// A key that is not in the catalogue is returned as it is: it may be a word of
// a dossier.
func Say(language, key string, args ...any) string {
	phrase, ok := catalogue[key]
	if !ok {
		return key
	}
	text := phrase.en
	if language == "ko" {
		text = phrase.ko
	}
	if len(args) == 0 {
		return text
	}
	for i, a := range args {
		args[i] = pointed(a)
	}
	return fmt.Sprintf(text, args...)
}

// Word says a word of a closed set of the data, such as the status agreed, in
// a language.
func Word(language, kind string, v any) string {
	said := fmt.Sprint(pointed(v))
	if phrase := Say(language, kind+" "+said); phrase != kind+" "+said {
		return phrase
	}
	return strings.ReplaceAll(said, "_", " ")
}

// pointed returns what a pointer leads to: results hold pointers where a value
// may be missing.
func pointed(a any) any {
	if v := reflect.ValueOf(a); v.Kind() == reflect.Pointer && !v.IsNil() {
		return v.Elem().Interface()
	}
	return a
}
