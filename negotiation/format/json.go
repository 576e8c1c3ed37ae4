package format

import (
	"bytes"
	"encoding/json"
	"strings"

	"entente/diag"
)

// parseJSON reads a JSON text into a tree with places. The standard decoder
// keeps neither places nor the order of keys, and lets the second of two equal
// keys win in silence. It returns nil after an error, which it has reported.
func parseJSON(f *findings, text []byte) *tree {
	p := &jsonParser{f: f, text: bytes.TrimPrefix(text, []byte("\ufeff")), place: placer{file: f.file}}
	p.place.text = p.text
	t := p.value(0)
	if p.space(); t != nil && !p.broken && p.at < len(p.text) {
		p.stop(diag.Syntax, "text after the end of the JSON value")
	}
	if p.broken {
		return nil
	}
	return t
}

type jsonParser struct {
	f      *findings
	text   []byte
	at     int
	place  placer
	count  int
	broken bool
}

func (p *jsonParser) pos() diag.Position { return p.place.position(p.at) }

func (p *jsonParser) stop(code diag.Code, message string) *tree {
	if !p.broken {
		p.broken = true
		p.f.fail(code, p.pos(), message, "")
	}
	return nil
}

func (p *jsonParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// peek returns the next character after blanks, 0 at the end.
func (p *jsonParser) peek() byte {
	p.space()
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *jsonParser) value(depth int) *tree {
	c := p.peek()
	pos := p.pos()
	if p.count++; p.count > maxElements {
		return p.stop(diag.TooLarge, "the file holds more values than any scenario needs")
	}
	if depth > maxDepth {
		return p.stop(diag.TooDeep, "the data is nested too deeply")
	}
	switch c {
	case '{':
		return p.object(pos, depth)
	case '[':
		return p.array(pos, depth)
	case '"':
		s, ok := p.str()
		if !ok {
			return nil
		}
		return &tree{pos: pos, text: s, quoted: true}
	case 0:
		return p.stop(diag.Syntax, "the JSON text ends early")
	}
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n,:{}[]\"", p.text[p.at]) < 0 {
		p.at++
	}
	word := string(p.text[start:p.at])
	// Python writes NaN and Infinity; they parse here so that the number is refused with its meaning
	if word == "NaN" || word == "Infinity" || word == "-Infinity" || len(word) < 400 && json.Valid([]byte(word)) {
		return &tree{pos: pos, text: word}
	}
	p.at = start
	return p.stop(diag.Syntax, "expected a JSON value")
}

func (p *jsonParser) object(pos diag.Position, depth int) *tree {
	t := &tree{pos: pos, shape: mapping}
	seen := map[string]bool{}
	for p.at++; ; p.at++ {
		if p.peek() == '}' && len(t.entries) == 0 {
			break
		}
		if p.peek() != '"' {
			return p.stop(diag.Syntax, "expected a key in double quotes")
		}
		at := p.pos()
		key, ok := p.str()
		if !ok {
			return nil
		}
		if p.peek() != ':' {
			return p.stop(diag.Syntax, "expected a colon after the key")
		}
		p.at++
		v := p.value(depth + 1)
		if v == nil {
			return nil
		}
		if seen[key] {
			p.f.fail(diag.DuplicateKey, at, "key "+quote(key)+" is given twice", "")
		}
		seen[key] = true
		t.entries = append(t.entries, entry{key, at, v})
		if c := p.peek(); c == '}' {
			break
		} else if c != ',' {
			return p.stop(diag.Syntax, "expected a comma or the end of the object")
		}
	}
	p.at++
	return t
}

func (p *jsonParser) array(pos diag.Position, depth int) *tree {
	t := &tree{pos: pos, shape: list}
	for p.at++; ; p.at++ {
		if p.peek() == ']' && len(t.items) == 0 {
			break
		}
		v := p.value(depth + 1)
		if v == nil {
			return nil
		}
		t.items = append(t.items, v)
		if c := p.peek(); c == ']' {
			break
		} else if c != ',' {
			return p.stop(diag.Syntax, "expected a comma or the end of the list")
		}
	}
	p.at++
	return t
}

// str reads a string; the standard decoder knows the escapes.
func (p *jsonParser) str() (string, bool) {
	start := p.at
	for p.at++; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case '\\':
			p.at++
		case '"':
			p.at++
			var s string
			if err := json.Unmarshal(p.text[start:p.at], &s); err != nil {
				p.at = start
				p.stop(diag.Syntax, "the string holds a bad escape or a control character")
				return "", false
			}
			return s, true
		}
	}
	p.at = start
	p.stop(diag.Syntax, "the string has no closing quote")
	return "", false
}
