package format

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/diag"
)

// shape is the shape of a value in JSON or YAML.
type shape uint8

const (
	scalar shape = iota
	list
	mapping
)

// tree is a value of a JSON or YAML file with its place. Keys keep their
// order, because the order of issues and values is the order of outcomes.
type tree struct {
	pos     diag.Position
	shape   shape
	text    string // of a scalar, as written
	quoted  bool   // text rather than a number or null
	items   []*tree
	entries []entry
}

type entry struct {
	key   string
	pos   diag.Position
	value *tree
}

// get returns the value of a key, or nil.
func (t *tree) get(key string) *tree {
	if t == nil {
		return nil
	}
	for _, e := range t.entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// first returns the value of the first of several keys that is there.
func (t *tree) first(keys ...string) *tree {
	for _, k := range keys {
		if v := t.get(k); v != nil {
			return v
		}
	}
	return nil
}

func (t *tree) null() bool {
	return t == nil || t.shape == scalar && !t.quoted && (t.text == "null" || t.text == "~" || t.text == "")
}

// findings collects what there is to say about one file.
type findings struct {
	file string
	list *diag.List
	said map[string]bool // notes about peers, once per file
}

// maxFindings keeps a hostile file from filling memory with complaints.
const maxFindings = 200

func (f *findings) add(d diag.Diagnostic) {
	if d.Pos.File == "" {
		d.Pos.File = f.file
	}
	switch n := len(*f.list); {
	case n < maxFindings:
		f.list.Add(d)
	case n == maxFindings:
		f.list.Add(diag.Diagnostic{Code: diag.TooLarge, Pos: diag.Position{File: f.file}, Message: "too many findings; the rest is not shown"})
	}
}

func (f *findings) fail(code diag.Code, pos diag.Position, message, hint string) {
	f.add(diag.Diagnostic{Code: code, Pos: pos, Message: message, Hint: hint})
}

func (f *findings) warn(code diag.Code, pos diag.Position, message string) {
	f.add(diag.Diagnostic{Code: code, Severity: diag.Warning, Pos: pos, Message: message})
}

// peer notes, once per file, that a known reader gives other numbers.
func (f *findings) peer(pos diag.Position, message string) {
	if f.said[message] {
		return
	}
	if f.said == nil {
		f.said = map[string]bool{}
	}
	f.said[message] = true
	f.add(diag.Diagnostic{Code: diag.PeerDiffers, Severity: diag.Note, Pos: pos, Message: message})
}

// number reads a finite number.
func (f *findings) number(text string, pos diag.Position, what string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		f.fail(diag.BadNumber, pos, fmt.Sprintf("%s is %s, not a finite number", what, quote(text)), "")
		return 0
	}
	return x
}

// value reads a finite number from a scalar.
func (f *findings) value(t *tree, what string) float64 {
	if t.shape != scalar {
		f.fail(diag.WrongShape, t.pos, what+" must be a number", "")
		return 0
	}
	return f.number(t.text, t.pos, what)
}

// label is the text of a scalar that names a value of an issue.
func (f *findings) label(t *tree) string {
	if t.shape != scalar {
		f.fail(diag.WrongShape, t.pos, "a value of an issue must be a text or a number", "")
		return ""
	}
	return t.text
}

// quote shows a text from a file: bounded and printable.
func quote(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return strconv.Quote(s)
}

// placer finds line and column of a byte in a text; both count from 1, columns
// in characters. It counts on from the last place, so that asking from the
// front to the back is linear even where the whole file is one line.
type placer struct {
	file string
	text []byte
	at   int
	pos  diag.Position
}

func (p *placer) position(at int) diag.Position {
	if p.pos.Line == 0 || at < p.at {
		p.at, p.pos = 0, diag.Position{File: p.file, Line: 1, Column: 1}
	}
	passed := p.text[p.at:min(at, len(p.text))]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		p.pos.Line += n
		p.pos.Column = utf8.RuneCount(passed[bytes.LastIndexByte(passed, '\n')+1:]) + 1
	} else {
		p.pos.Column += utf8.RuneCount(passed)
	}
	p.at = min(at, len(p.text))
	return p.pos
}
