package format

import (
	"bytes"
	"strings"
)

// Form is a way of writing scenarios.
type Form string

// The forms.
const (
	Genius       Form = "genius-xml"
	GeniusWeb    Form = "geniusweb-json"     // spelling discreteutils
	GeniusWebANL Form = "geniusweb-anl-json" // spelling DiscreteValueSetUtilities (ANL 2022 and later)
	NegoLog      Form = "negolog-json"
	NegMAS       Form = "negmas-yaml"
)

// Forms lists the forms that can be read and written.
func Forms() []Form { return []Form{Genius, GeniusWeb, GeniusWebANL, NegoLog, NegMAS} }

// File is a file with its content.
type File struct {
	Name string
	Data []byte
}

// Role is what a file is in its scenario.
type Role uint8

// The roles.
const (
	Other   Role = iota // not part of a scenario that we know
	Domain              // lists the issues
	Profile             // one party's preferences
	Answers             // analysis published with a scenario; not an input
)

// Bounds on what is read.
const (
	maxFile     = 8 << 20 // bytes in one file
	maxYAML     = 2 << 20 // bytes in one YAML file: its reader needs many times its size
	maxTotal    = 64 << 20
	maxFiles    = 256
	maxElements = 400_000 // elements, attributes or scalars in one file
	maxDepth    = 64
	maxIssues   = 1_000
	maxParties  = 100
	maxTables   = 5_000_000 // values of all issues times parties
)

// syntax is the notation of a file, told from its first bytes.
type syntax uint8

const (
	unknownSyntax syntax = iota
	xmlSyntax
	jsonSyntax
	yamlSyntax
)

// syntaxOf looks at the first character that is not blank, and at the name
// only where the content leaves it open.
func syntaxOf(f File) syntax {
	text := bytes.TrimLeft(bytes.TrimPrefix(f.Data, []byte("\ufeff")), " \t\r\n")
	name := strings.ToLower(f.Name)
	switch {
	case len(text) == 0:
		return unknownSyntax
	case text[0] == '<':
		return xmlSyntax
	case text[0] == '{':
		return jsonSyntax
	case strings.HasSuffix(name, ".yml"), strings.HasSuffix(name, ".yaml"):
		return yamlSyntax
	case strings.HasSuffix(name, ".json"):
		return jsonSyntax
	case strings.HasSuffix(name, ".xml"):
		return xmlSyntax
	case bytes.HasPrefix(text, []byte("issues:")), bytes.HasPrefix(text, []byte("---")), bytes.HasPrefix(text, []byte("type:")):
		return yamlSyntax
	}
	return unknownSyntax
}

// natural orders names with their numbers counted as numbers: profile-2 stands
// before profile-10.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if digit(x[0]) && digit(y[0]) {
			m, n := digits(x), digits(y)
			p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if len(p) != len(q) {
				return len(p) - len(q)
			}
			if c := strings.Compare(p, q); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[1:], y[1:]
	}
	if c := len(x) - len(y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}
