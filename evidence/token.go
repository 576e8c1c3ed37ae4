package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind says what a token is made of.
type tokenKind uint8

const (
	word   tokenKind = iota
	number           // digits, grouped or with a point
	hangul           // a run of Korean letters, particles included
	symbol           // one sign
)

// token is a piece of a text with its place in bytes.
type token struct {
	kind       tokenKind
	start, end int
	text       string // as written
	low        string // in lower case; dashes and quotes in one form
	glued      bool   // no blank before it
	line       bool   // a line begins with it
}

// capital reports whether the word begins with a capital letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// tokenize cuts a text into words, numbers and signs, in one pass. base is
// added to every offset. Bytes that are no UTF-8 are signs of their own.
func tokenize(text string, base int) []token {
	out := make([]token, 0, len(text)/5+4)
	glued, line := false, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if blank(r) {
			line = line || r == '\n' || r == '\u2028' || r == '\u2029'
			glued = false
			i += size
			continue
		}
		t := token{start: base + i, glued: glued, line: line}
		j := i + size
		switch {
		case '0' <= r && r <= '9', r == '.' && pointed(text, i):
			t.kind, j = number, numberEnd(text, i)
		case isHangul(r):
			t.kind, j = hangul, runEnd(text, j, isHangul)
		case unicode.IsLetter(r):
			t.kind, j = word, wordEnd(text, i)
		default:
			t.kind = symbol
		}
		t.end, t.text = base+j, text[i:j]
		t.low = plain(t)
		out = append(out, t)
		glued, line, i = true, false, j
	}
	return out
}

// pointed reports a number that begins with its point: .25 behind a blank, a
// bracket or a sign.
func pointed(text string, i int) bool {
	if i+1 >= len(text) || !digit(text[i+1]) {
		return false
	}
	return i == 0 || strings.IndexByte(" \t\n($-+", text[i-1]) >= 0
}

// blank reports whether a letter only separates: white space, joiners, marks
// of direction.
func blank(r rune) bool {
	return r <= ' ' || r == '\u00a0' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f' ||
		r == '\ufeff' || r == '\u2060' || r == '\u00ad' || r > 0x7f && unicode.IsSpace(r)
}

func isHangul(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 || r >= 0x1100 && r <= 0x11ff }

func runEnd(text string, i int, in func(rune) bool) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !in(r) {
			break
		}
		i += size
	}
	return i
}

// wordEnd ends a run of letters. Initials keep their points (U.S.), because a
// sentence does not end inside them.
func wordEnd(text string, i int) int {
	j := runEnd(text, i, func(r rune) bool { return unicode.IsLetter(r) && !isHangul(r) || unicode.Is(unicode.Mn, r) })
	if j-i == 1 && strings.HasPrefix(text[j:], ".") {
		for k := j + 1; k+1 < len(text) && asciiLetter(text[k]) && text[k+1] == '.'; k += 2 {
			j = k + 1
		}
		if text[j-1] != '.' && j > i+1 {
			j++
		}
	}
	return j
}

func asciiLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// numberEnd ends a number: digits, commas between groups of three, one point.
// A second point (2024.3.13) makes a dotted date, kept whole.
func numberEnd(text string, i int) int {
	for i < len(text) && digit(text[i]) {
		i++
	}
	for i < len(text) {
		rest := text[i:]
		switch {
		case rest[0] == ',' && group(rest[1:]):
			i += 4
		case rest[0] == '.' && len(rest) > 1 && digit(rest[1]):
			i++
			for i < len(text) && digit(text[i]) {
				i++
			}
		case strings.HasPrefix(rest, "\u202f") && group(rest[3:]), strings.HasPrefix(rest, "\u2009") && group(rest[3:]):
			i += 6
		default:
			return i
		}
	}
	return i
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// group reports whether exactly three digits follow.
func group(s string) bool {
	return len(s) >= 3 && digit(s[0]) && digit(s[1]) && digit(s[2]) && (len(s) == 3 || !digit(s[3]))
}

// plain returns the form that rules compare.
func plain(t token) string {
	if t.kind == word {
		return strings.ToLower(t.text)
	}
	switch t.text {
	case "‐", "‑", "−", "﹣", "－":
		return "-"
	case "–", "—", "―", "─":
		return "--"
	case "∼", "〜", "～", "˜":
		return "~"
	case "’", "‘", "ʼ", "`", "´":
		return "'"
	case "“", "”", "„", "‟", "«", "»", "＂":
		return `"`
	case "％", "﹪":
		return "%"
	case "＄":
		return "$"
	case "￦":
		return "₩"
	case "￥":
		return "¥"
	case "（":
		return "("
	case "）":
		return ")"
	}
	return t.text
}
