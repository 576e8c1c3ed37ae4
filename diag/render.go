package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxLine is the longest source line shown whole; a hostile file may hold one
// line of many megabytes.
const maxLine = 160

// Render prints findings for people: the place, the sentence, the source line
// with a caret below it, and the hint. read returns the bytes of a file of the
// dossier, or nil when they are not to be had.
func Render(w io.Writer, list List, read func(file string) []byte) {
	for _, d := range list {
		fmt.Fprintln(w, d)
		if d.Path != "" {
			fmt.Fprintf(w, "      in %s\n", d.Path)
		}
		if line, ok := sourceLine(read, d.Pos); ok {
			excerpt(w, line, d)
		} else if d.Hint != "" {
			fmt.Fprintf(w, "      hint: %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(w, "      see %s: %s\n", r.Pos, r.Message)
		}
	}
}

// excerpt prints the source line and the caret line that carries the hint.
func excerpt(w io.Writer, line string, d Diagnostic) {
	runes := []rune(strings.ReplaceAll(line, "\t", " "))
	column := min(max(d.Pos.Column, 1), len(runes)+1)
	if start := max(0, column-1-maxLine/2); len(runes) > maxLine {
		runes = runes[start:min(len(runes), start+maxLine)]
		column -= start
	}
	number := fmt.Sprintf("%5d", d.Pos.Line)
	fmt.Fprintf(w, "%s | %s\n", number, strings.TrimRight(string(runes), " "))
	width := min(max(d.Width, 1), max(1, len(runes)-column+1))
	fmt.Fprintf(w, "      | %s%s", pad(runes, column-1), strings.Repeat("^", width))
	if d.Hint != "" {
		fmt.Fprintf(w, "  hint: %s", d.Hint)
	}
	fmt.Fprintln(w)
}

// pad returns blanks as wide as the first n runes: Hangul and other wide
// letters take two columns on a terminal.
func pad(runes []rune, n int) string {
	var b strings.Builder
	for _, r := range runes[:min(n, len(runes))] {
		b.WriteByte(' ')
		if wide(r) {
			b.WriteByte(' ')
		}
	}
	b.WriteString(strings.Repeat(" ", max(0, n-len(runes))))
	return b.String()
}

// wide covers the East Asian wide blocks that treaties and press use.
func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xff60
}

func sourceLine(read func(string) []byte, p Position) (string, bool) {
	if p.Line == 0 || read == nil {
		return "", false
	}
	text := read(p.File)
	for range p.Line - 1 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return "", false
		}
		text = text[i+1:]
	}
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if len(text) == 0 || !utf8.Valid(text) {
		return "", false
	}
	return strings.TrimRight(string(text), "\r"), true
}
