// Package diag holds diagnostics: what Entente has to say about a user's
// files.
//
// # What it is for
//
// A diagnostic is data, not an error: it has a code, a severity, a place in a
// file, a path in the data, a sentence and a hint. Many can be reported at
// once. Errors are for what went wrong in Entente or its surroundings;
// diagnostics are for what is wrong in a dossier.
//
// # The one call to know
//
// [Render] prints a list with the source line and a caret. [Codes] lists every
// code with its meaning; docs/diagnostics.md is printed from it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says how bad a finding is.
type Severity uint8

// The severities, worst first. The zero value is an error, so that a finding
// whose author forgot to choose is not taken lightly.
const (
	Error   Severity = iota // the dossier cannot be relied on
	Warning                 // it can, but someone should look
	Note                    // worth knowing
)

// String returns the word used on screen and in JSON.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "note"
	}
}

// Position is a place in a file of the dossier. Lines and columns count from
// 1; columns count characters, as editors do. Line 0 means the file as a whole.
type Position struct {
	File   string
	Line   int
	Column int
}

// String returns file:line:column, or as much of it as is known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
}

// Diagnostic is one finding.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Pos      Position
	Width    int    // characters to underline; 0 underlines one
	Path     string // path in the data, such as agreements/sma-9/amounts/2014
	Message  string
	Hint     string
	Related  []Related // the other places that contributed to a conflict
}

// Related is a further place that a finding rests on.
type Related struct {
	Pos     Position
	Message string
}

// String returns the finding on one line, without source or hint.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s[%s]: %s", d.Pos, d.Severity, d.Code, d.Message)
}

// List is a set of findings.
type List []Diagnostic

// Add appends findings.
func (l *List) Add(d ...Diagnostic) { *l = append(*l, d...) }

// Sort orders findings by file, line, column and code, so that the same
// dossier always prints the same text.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// HasErrors reports whether any finding is an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Errors returns the findings that are errors.
func (l List) Errors() List {
	var out List
	for _, d := range l {
		if d.Severity == Error {
			out = append(out, d)
		}
	}
	return out
}
