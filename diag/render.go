package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLine is the longest source line shown whole; a hostile file may hold one
// line of many megabytes. Of a longer one, this much around the finding.
const maxLine = 160

// Render prints findings for people: the place, the sentence, the source line
// with a caret below it, and the hint. read returns the bytes of a file of the
// dossier, or nil when they are not to be had.
//
// A dossier may come from a stranger, so characters that would steer the
// reader's terminal are shown as U+FFFD.
func Render(w io.Writer, list List, read func(file string) []byte) {
	for _, d := range list {
		fmt.Fprintln(w, clean(d.String()))
		if d.Path != "" {
			fmt.Fprintf(w, "      in %s\n", clean(d.Path))
		}
		if line, ok := sourceLine(read, d.Pos); ok {
			excerpt(w, line, d)
		} else if d.Hint != "" {
			fmt.Fprintf(w, "      hint: %s\n", clean(d.Hint))
		}
		for _, r := range d.Related {
			fmt.Fprintf(w, "      see %s: %s\n", clean(r.Pos.String()), clean(r.Message))
		}
	}
}

// excerpt prints the source line and the caret line that carries the hint.
func excerpt(w io.Writer, line string, d Diagnostic) {
	runes, at := window(line, max(d.Pos.Column, 1)-1)
	fmt.Fprintf(w, "%5d | %s\n", d.Pos.Line, strings.TrimRight(string(runes), " "))
	end := min(at+max(d.Width, 1), max(len(runes), at+1))
	fmt.Fprintf(w, "      | %s%s", strings.Repeat(" ", cells(runes[:at])), strings.Repeat("^", max(1, cells(runes[at:min(end, len(runes))]))))
	if d.Hint != "" {
		fmt.Fprintf(w, "  hint: %s", clean(d.Hint))
	}
	fmt.Fprintln(w)
}

// window returns the part of a line to show and where the character with index
// at lies in it. An ellipsis stands for what is cut off.
func window(line string, at int) (shown []rune, index int) {
	length := utf8.RuneCountInString(line)
	at = min(at, length)
	from := 0
	if length > maxLine {
		from = min(max(at-maxLine/2, 0), length-maxLine)
	}
	n := 0
	for _, r := range line {
		if n >= from+maxLine {
			break
		}
		if n >= from {
			shown = append(shown, cleanRune(r))
		}
		n++
	}
	if from > 0 {
		shown[0] = '…'
	}
	if from+maxLine < length {
		shown[maxLine-1] = '…'
	}
	return shown, at - from
}

// clean makes text from a file fit to print on one line of a terminal.
func clean(s string) string { return strings.Map(cleanRune, s) }

func cleanRune(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp): // escape sequences, reversed text
		return utf8.RuneError
	default:
		return r
	}
}

// cells returns the width of text on a terminal: Hangul, Han and other wide
// letters take two columns, combining marks none.
func cells(runes []rune) (n int) {
	for _, r := range runes {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me), r >= 0x1160 && r <= 0x11ff: // the second and third letters of a Hangul syllable
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide covers the blocks that Unicode TR11 calls wide, as far as treaties, the
// press and those who write notes use them.
func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || // first letters of a Hangul syllable
		r >= 0x2e80 && r <= 0x303e || r >= 0x3041 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || // Han, kana, Hangul
		r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || // compatibility, full width
		r >= 0x1f300 && r <= 0x1f64f || r >= 0x1f900 && r <= 0x1f9ff || // pictures
		r >= 0x20000 && r <= 0x3fffd // rare Han
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
