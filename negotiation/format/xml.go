package format

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/diag"
)

// element is a tag of an XML file with its place.
type element struct {
	name     string
	pos      diag.Position
	attrs    []attr
	children []*element
}

type attr struct{ name, value string }

// get returns an attribute.
func (e *element) get(name string) (string, bool) {
	for _, a := range e.attrs {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// all lists the elements of a name at any depth, in the order of the file.
func (e *element) all(name string) []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

// parseXML reads what Genius reads, which is more than XML: comments, blanks
// and declarations in any order before the first tag, attribute values with
// bare ampersands and angle brackets or without quotes. Of a document type
// declaration only its end is looked for; entities other than the five of XML
// and numbered ones are refused. It returns nil after an error, which it has
// reported.
func parseXML(f *findings, text []byte) *element {
	p := &xmlParser{f: f, text: bytes.TrimPrefix(text, []byte("\ufeff")), place: placer{file: f.file}}
	p.place.text = p.text
	root := p.document()
	if p.broken {
		return nil
	}
	return root
}

type xmlParser struct {
	f      *findings
	text   []byte
	at     int
	place  placer
	count  int
	broken bool
}

func (p *xmlParser) stop(code diag.Code, at int, message, hint string) {
	if !p.broken {
		p.broken = true
		p.f.fail(code, p.place.position(at), message, hint)
	}
}

// document reads the prologue and the one root element.
func (p *xmlParser) document() *element {
	var open []*element
	for {
		text := p.at
		next := bytes.IndexByte(p.text[p.at:], '<')
		if next < 0 {
			p.at = len(p.text)
		} else {
			p.at += next
		}
		if stray := bytes.TrimSpace(p.text[text:p.at]); len(stray) > 0 && len(open) == 0 {
			p.stop(diag.Syntax, text, "text outside the root element", "")
		}
		if next < 0 {
			if len(open) > 0 {
				p.stop(diag.Syntax, p.at, "the file ends inside "+quote(open[len(open)-1].name), "")
			} else {
				p.stop(diag.Syntax, 0, "the file holds no element", "")
			}
		}
		if p.broken {
			return nil
		}
		switch rest := p.text[p.at:]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			p.skip("-->", "comment")
		case bytes.HasPrefix(rest, []byte("<?")):
			if p.at > 0 && bytes.HasPrefix(rest, []byte("<?xml")) && len(open) == 0 {
				p.f.peer(p.place.position(p.at), "the XML declaration does not stand first: Genius reads such a file, strict XML readers (NegMAS) refuse it")
			}
			p.skip("?>", "declaration")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			p.skip("]]>", "CDATA section")
		case bytes.HasPrefix(rest, []byte("<!")):
			p.doctype()
		case bytes.HasPrefix(rest, []byte("</")):
			if done := p.close(&open); done != nil {
				return done
			}
		default:
			if done := p.open(&open); done != nil {
				return done
			}
		}
	}
}

func (p *xmlParser) skip(end, what string) {
	n := bytes.Index(p.text[p.at:], []byte(end))
	if n < 0 {
		p.stop(diag.Syntax, p.at, "the "+what+" has no end", "")
		return
	}
	p.at += n + len(end)
}

// doctype refuses declared entities: a few lines of them expand to gigabytes,
// and no scenario needs one.
func (p *xmlParser) doctype() {
	start, depth := p.at, 0
	for i := p.at; i < len(p.text); i++ {
		switch p.text[i] {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				p.at = i + 1
				if at := bytes.Index(p.text[start:p.at], []byte("<!ENTITY")); at >= 0 {
					p.stop(diag.Alias, start+at, "the file declares an entity", "write the text itself")
				}
				return
			}
		}
	}
	p.stop(diag.Syntax, start, "the document type declaration has no end", "")
}

// close reads a closing tag and returns the root when it was closed.
func (p *xmlParser) close(open *[]*element) *element {
	n := bytes.IndexByte(p.text[p.at:], '>')
	if n < 0 {
		p.stop(diag.Syntax, p.at, "the closing tag has no end", "")
		return nil
	}
	name := strings.TrimSpace(string(p.text[p.at+2 : p.at+min(n, 200)]))
	if n < 2 || len(*open) == 0 || (*open)[len(*open)-1].name != name {
		hint := ""
		if len(*open) > 0 {
			hint = "expected the end of " + quote((*open)[len(*open)-1].name)
		}
		p.stop(diag.Syntax, p.at, "closing tag "+quote(name)+" without its opening tag", hint)
		return nil
	}
	p.at += n + 1
	last := (*open)[len(*open)-1]
	*open = (*open)[:len(*open)-1]
	if len(*open) == 0 {
		return last
	}
	return nil
}

// open reads an opening or empty tag; it returns the root when the root is
// empty.
func (p *xmlParser) open(open *[]*element) *element {
	e := &element{pos: p.place.position(p.at)}
	if p.count++; p.count > maxElements {
		p.stop(diag.TooLarge, p.at, "the file holds more elements than any scenario needs", "")
		return nil
	}
	if len(*open) >= maxDepth {
		p.stop(diag.TooDeep, p.at, "the elements are nested too deeply", "")
		return nil
	}
	start := p.at
	p.at++
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n/>", p.text[p.at]) < 0 {
		p.at++
	}
	e.name = string(p.text[start+1 : min(p.at, start+200)])
	if e.name == "" {
		p.stop(diag.Syntax, start, "a tag has no name", "a bare < can only stand in an attribute value")
		return nil
	}
	empty := p.attributes(e)
	if p.broken {
		return nil
	}
	if len(*open) > 0 {
		parent := (*open)[len(*open)-1]
		parent.children = append(parent.children, e)
	}
	if !empty {
		*open = append(*open, e)
	} else if len(*open) == 0 {
		return e
	}
	return nil
}

// attributes reads up to the end of the tag and reports whether the element is
// empty.
func (p *xmlParser) attributes(e *element) bool {
	for {
		for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
			p.at++
		}
		switch rest := p.text[p.at:]; {
		case len(rest) == 0:
			p.stop(diag.Syntax, p.at, "the file ends inside a tag", "")
			return false
		case rest[0] == '>':
			p.at++
			return false
		case bytes.HasPrefix(rest, []byte("/>")):
			p.at += 2
			return true
		}
		start := p.at
		for p.at < len(p.text) && strings.IndexByte(" \t\r\n=/>", p.text[p.at]) < 0 {
			p.at++
		}
		name := string(p.text[start:p.at])
		for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
			p.at++
		}
		if name == "" || p.at >= len(p.text) || p.text[p.at] != '=' {
			p.stop(diag.Syntax, start, "expected an attribute with its value", "")
			return false
		}
		p.at++
		value, ok := p.attributeValue()
		if p.count++; p.count > 4*maxElements {
			p.stop(diag.TooLarge, start, "the file holds more attributes than any scenario needs", "")
		}
		if !ok || p.broken {
			return false
		}
		if _, twice := e.get(name); twice {
			p.f.fail(diag.DuplicateKey, e.pos, "attribute "+quote(name)+" is given twice", "")
		}
		if len(e.attrs) >= 64 {
			p.stop(diag.TooLarge, start, "the element has more attributes than any scenario needs", "")
			return false
		}
		e.attrs = append(e.attrs, attr{name, value})
	}
}

func (p *xmlParser) attributeValue() (string, bool) {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
	start := p.at
	if p.at < len(p.text) && (p.text[p.at] == '"' || p.text[p.at] == '\'') {
		n := bytes.IndexByte(p.text[p.at+1:], p.text[p.at])
		if n < 0 {
			p.stop(diag.Syntax, start, "the attribute value has no closing quote", "")
			return "", false
		}
		p.at += n + 2
		return p.unescape(p.text[start+1:p.at-1], start+1), true
	}
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n>", p.text[p.at]) < 0 && !bytes.HasPrefix(p.text[p.at:], []byte("/>")) {
		p.at++
	}
	return p.unescape(p.text[start:p.at], start), true
}

// unescape resolves the five entities of XML and numbered characters. A bare
// ampersand stays: Genius wrote value names without escaping them.
func (p *xmlParser) unescape(text []byte, at int) string {
	if bytes.IndexByte(text, '&') < 0 {
		return string(text)
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '&' {
			b.WriteByte(text[i])
			i++
			continue
		}
		n := bytes.IndexByte(text[i:min(len(text), i+64)], ';')
		if n < 0 {
			b.WriteByte('&')
			i++
			continue
		}
		name := string(text[i+1 : i+n])
		if r, ok := entity(name); ok {
			b.WriteString(r)
			i += n + 1
		} else if identifier(name) {
			p.stop(diag.Alias, at+i, "entity "+quote("&"+name+";")+" is not one of the five of XML", "write the character itself")
			return ""
		} else {
			b.WriteByte('&')
			i++
		}
	}
	return b.String()
}

func entity(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if digits == name {
		return "", false
	}
	if hex := strings.TrimPrefix(strings.ToLower(digits), "x"); hex != digits {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || !utf8.ValidRune(rune(n)) || n < ' ' && n != '\t' && n != '\n' {
		return "", false
	}
	return string(rune(n)), true
}

func identifier(s string) bool {
	for i, c := range s {
		switch {
		case c == '_', c == '.', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case (c == '-' || c >= '0' && c <= '9') && i > 0:
		default:
			return false
		}
	}
	return s != ""
}
