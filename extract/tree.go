package extract

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// maxDepth bounds the nesting that is kept; what lies deeper is read as if it
// lay here.
const maxDepth = 400

// maxNodes bounds the tree of a hostile page.
const maxNodes = 2_000_000

// node is an element or a piece of text with its place in the input.
type node struct {
	tag      string // "" for text
	class    string // class and id, in lower case
	hidden   bool
	out      bool // not part of any article
	parent   int
	children []int
	start    int // of a text, in the input
	raw      []byte
	depth    int

	chars, links int // letters of text below, and those inside links
	commas       int
	score        int
}

// tree is a page as nodes in document order; node 0 is the root.
type tree struct {
	nodes []node
	prose []int // letters of prose below every node
	meta  head
}

// parse reads a page in one pass over its tokens.
func parse(data []byte) *tree {
	t := &tree{nodes: []node{{tag: "#root", parent: -1}}}
	z := html.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(0)
	open := 0
	offset := 0
	script := ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) && len(t.nodes) > maxNodes {
				return t
			}
			return t
		}
		raw := z.Raw()
		at := offset
		offset += len(raw)
		if len(t.nodes) >= maxNodes {
			return t
		}
		switch kind {
		case html.TextToken:
			if script != "" {
				t.meta.script(script, raw)
				continue
			}
			if len(raw) > 0 {
				t.text(open, at, data[at:min(len(data), at+len(raw))])
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			var special string
			open, special = t.start(z, open, kind == html.SelfClosingTagToken)
			if special != "" {
				script = special
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			script = ""
			open = t.end(open, string(name))
		case html.CommentToken, html.DoctypeToken, html.ErrorToken:
		}
	}
}

func (t *tree) add(parent int, n node) int {
	n.parent = parent
	n.depth = t.nodes[parent].depth + 1
	t.nodes = append(t.nodes, n)
	id := len(t.nodes) - 1
	t.nodes[parent].children = append(t.nodes[parent].children, id)
	return id
}

func (t *tree) text(parent, at int, raw []byte) {
	t.add(parent, node{start: at, raw: raw})
}

// start opens an element. special names elements whose text is no text: scripts
// and styles; the type of a script comes with it.
func (t *tree) start(z *html.Tokenizer, open int, closed bool) (int, string) {
	nameBytes, more := z.TagName()
	n := node{tag: string(nameBytes)}
	attrs := map[string]string{}
	for count := 0; more; count++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		if count < 40 && len(v) < 4096 {
			attrs[string(k)] = string(v)
		}
	}
	n.class = strings.ToLower(attrs["class"] + " " + attrs["id"] + " " + attrs["role"] + " " + attrs["itemprop"])
	_, n.hidden = attrs["hidden"]
	style := strings.ReplaceAll(attrs["style"], " ", "")
	n.hidden = n.hidden || attrs["aria-hidden"] == "true" && n.tag != "p" && n.tag != "div" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
	t.meta.element(n.tag, attrs)
	switch n.tag {
	case "script":
		return open, "script " + attrs["type"]
	case "style", "template", "noscript":
		if n.tag == "noscript" {
			break
		}
		return open, n.tag
	case "title":
		if t.meta.titleTag == "" {
			return open, "title"
		}
		return open, "skip"
	}
	open = t.implied(open, n.tag)
	if void(n.tag) {
		if n.tag == "br" || n.tag == "hr" {
			t.add(open, n)
		}
		return open, ""
	}
	if t.nodes[open].depth >= maxDepth {
		return open, ""
	}
	id := t.add(open, n)
	if closed && n.tag != "p" && n.tag != "div" && n.tag != "a" && n.tag != "span" {
		return open, ""
	}
	return id, ""
}

// implied closes what a start tag closes by itself.
func (t *tree) implied(open int, tag string) int {
	cur := t.nodes[open].tag
	switch {
	case cur == "p" && block(tag), cur == "li" && tag == "li", cur == "tr" && tag == "tr", (cur == "td" || cur == "th") && (tag == "td" || tag == "th" || tag == "tr"), cur == "option" && tag == "option", (cur == "dt" || cur == "dd") && (tag == "dt" || tag == "dd"):
		return t.nodes[open].parent
	}
	return open
}

// end closes the nearest open element of that name; a stray end tag closes
// nothing. The search is bounded by the depth.
func (t *tree) end(open int, tag string) int {
	for k := open; k > 0; k = t.nodes[k].parent {
		if t.nodes[k].tag == tag {
			return t.nodes[k].parent
		}
	}
	return open
}

func void(tag string) bool {
	switch tag {
	case "br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "param", "track":
		return true
	}
	return false
}

// block reports elements that begin and end a line.
func block(tag string) bool {
	switch tag {
	case "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "thead", "blockquote", "pre", "figure", "figcaption", "header", "footer", "nav", "aside", "form", "dl", "dt", "dd", "hr", "address", "details", "summary", "center", "fieldset", "body", "html", "button", "select", "option", "time", "video", "iframe":
		return tag != "time"
	}
	return false
}
