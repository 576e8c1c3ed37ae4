package extract

import (
	"html"
	"strings"
	"unicode/utf8"

	"entente/evidence"
)

// writer builds the text of the article with the places of its bytes.
type writer struct {
	b     strings.Builder
	segs  []evidence.Segment
	n     int  // bytes written
	space bool // a blank is due before the next letter
	line  bool // a line end is due
}

// put writes bytes that stand in the input at a place, width bytes wide.
func (w *writer) put(s string, at, width int) {
	if last := len(w.segs) - 1; last >= 0 && width == len(s) {
		p := &w.segs[last]
		if p.Len == p.Width && p.Text+p.Len == w.n && p.Input+p.Len == at {
			p.Len += len(s)
			p.Width = p.Len
			w.b.WriteString(s)
			w.n += len(s)
			return
		}
	}
	w.segs = append(w.segs, evidence.Segment{Text: w.n, Input: at, Len: len(s), Width: width})
	w.b.WriteString(s)
	w.n += len(s)
}

// text writes a piece of text: white space becomes one blank, entities become
// what they stand for.
func (w *writer) text(raw []byte, at int, pre bool) {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		switch {
		case pre && r == '\n':
			w.line = true
		case r <= ' ':
			w.space = true
		default:
			s, width := string(raw[i:i+size]), size
			if r == '&' {
				s, width = entity(raw[i:])
			}
			if s == "\u00a0" {
				s = " "
			}
			if s == " " {
				w.space = true
				size = width
				break
			}
			w.gap(at + i)
			w.put(s, at+i, width)
			size = width
		}
		i += size
	}
}

// gap writes the line end or blank that is due.
func (w *writer) gap(at int) {
	switch {
	case w.n == 0:
	case w.line:
		w.put("\n", max(0, at-1), 1)
	case w.space:
		w.put(" ", max(0, at-1), 1)
	}
	w.line, w.space = false, false
}

// entity reads a character reference; a bare & is itself.
func entity(raw []byte) (string, int) {
	end := 1
	for end < len(raw) && end < 34 && (raw[end] == '#' || raw[end]|0x20 >= 'a' && raw[end]|0x20 <= 'z' || raw[end] >= '0' && raw[end] <= '9') {
		end++
	}
	if end < len(raw) && raw[end] == ';' {
		end++
	}
	src := string(raw[:end])
	if s := html.UnescapeString(src); s != src && strings.HasSuffix(src, ";") {
		return s, end
	}
	return "&", 1
}

// write writes everything below a node that is no junk, blocks on lines of
// their own.
func (w *writer) write(t *tree, i int, pre bool) {
	n := &t.nodes[i]
	if n.tag == "" {
		w.text(n.raw, n.start, pre)
		return
	}
	if n.junk() {
		return
	}
	switch n.tag {
	case "br", "hr":
		w.line = true
		return
	case "ul", "ol", "div", "section", "table":
		if n.chars > 0 && n.density() > 60 && n.chars < 2000 {
			return // a list of links
		}
	}
	if block(n.tag) {
		w.line = true
	}
	for _, c := range n.children {
		w.write(t, c, pre || n.tag == "pre")
	}
	if block(n.tag) {
		w.line = true
	}
}
