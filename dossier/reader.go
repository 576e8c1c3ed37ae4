package dossier

import (
	"fmt"
	"slices"
	"strconv"

	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
)

// reader decodes trees. It remembers which sources and series something
// referred to, so that lost references come to light.
type reader struct {
	list  *diag.List
	trees map[string]*node
	files map[string][]byte
	units money.Units
	used  map[string]bool // "source/ID" and "series/ID"

	parties []Party         // as declared in dossier.yaml
	cited   map[string]bool // the sources that there are

	asked map[*node][]string // when not nil: the keys that each mapping was asked for

	uncited bool // sources.yaml could not be read: every source may be there
}

func (r *reader) report(code diag.Code, n *node, path, message, hint string) {
	d := diag.Diagnostic{Code: code, Path: path, Message: message, Hint: hint}
	if n != nil {
		d.Pos = n.pos
		if n.shape == scalar {
			d.Width = len([]rune(n.text))
		}
	}
	report(r.list, d)
}

func (r *reader) warn(code diag.Code, n *node, path, message, hint string) {
	before := len(*r.list)
	r.report(code, n, path, message, hint)
	if len(*r.list) > before {
		(*r.list)[before].Severity = diag.Warning
	}
}

// object is a mapping being read. Every key that is asked for is allowed here;
// close reports the others.
type object struct {
	*reader
	n    *node
	path string
	asks []string

	missed []missed
}

// missed is what a mapping lacks: one of some keys.
type missed struct {
	keys []string
	d    diag.Diagnostic
}

// object starts reading a mapping; a node of another shape is reported and
// read as empty.
func (r *reader) object(n *node, path string) *object {
	o := &object{reader: r, n: n, path: path}
	if n != nil && n.shape != mapping {
		if !n.empty() {
			r.report(diag.WrongShape, n, path, "a mapping of keys is due here, not "+n.shape.String(), "")
		}
		o.n = &node{shape: mapping, pos: n.pos}
	}
	return o
}

// close reports the keys that nobody asked for.
func (o *object) close() {
	if o.n == nil || len(*o.list) >= maxFindings {
		return
	}
	if o.asked != nil {
		o.asked[o.n] = o.asks
	}
	allowed := map[string]bool{}
	for _, a := range o.asks {
		allowed[a] = true
	}
	misspelt := map[string]bool{}
	for _, p := range o.n.pairs {
		if !allowed[p.key.text] && len(*o.list) < maxFindings {
			o.report(diag.UnknownKey, p.key, join(o.path, p.key.text), fmt.Sprintf("key %.40q is not known here", p.key.text), nearest.Hint(p.key.text, o.asks))
			misspelt[nearest.Word(p.key.text, o.asks)] = true
		}
	}
	for _, m := range o.missed {
		if !slices.ContainsFunc(m.keys, func(k string) bool { return misspelt[k] }) {
			report(o.list, m.d)
		}
	}
}

// lacks remembers that the mapping lacks one of some keys. close reports it,
// unless one of them is there misspelt.
func (o *object) lacks(message, hint string, keys ...string) {
	d := diag.Diagnostic{Code: diag.MissingKey, Path: o.path, Message: message, Hint: hint}
	if o.n != nil {
		d.Pos = o.n.pos
	}
	o.missed = append(o.missed, missed{keys, d})
}

// get returns the value of a key, or nil when it is missing or empty.
func (o *object) get(key string) *node {
	o.asks = append(o.asks, key)
	if v := o.n.get(key); !v.empty() {
		return v
	}
	return nil
}

// need is get for a key that must be there.
func (o *object) need(key string) *node {
	v := o.get(key)
	if v == nil {
		o.lacks("key "+key+" is missing", "", key)
	}
	return v
}

func (o *object) has(key string) bool { return !o.n.get(key).empty() }

// at returns the path of a key.
func (o *object) at(key string) string { return join(o.path, key) }

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "/" + key
}

// word reads a scalar as written.
func (r *reader) word(n *node, path string) string {
	if n == nil {
		return ""
	}
	if n.shape != scalar {
		r.report(diag.WrongShape, n, path, "a single value is due here, not "+n.shape.String(), "")
		return ""
	}
	return n.text
}

func (o *object) word(key string) string { return o.reader.word(o.get(key), o.at(key)) }

// choice reads one of a closed set of words; missing is "".
func (o *object) choice(key string, allowed []string) string {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return ""
	}
	if slices.Contains(allowed, w) {
		return w
	}
	o.report(diag.BadWord, n, o.at(key), fmt.Sprintf("%.40q may not stand here", w), nearest.Hint(w, allowed))
	return ""
}

// flag reads yes or no; missing is no.
func (o *object) flag(key string) bool {
	switch w := o.choice(key, []string{"yes", "no", "true", "false"}); w {
	case "yes", "true":
		return true
	default:
		return false
	}
}

// words reads a word or a list of words.
func (r *reader) words(n *node, path string) []string {
	if n == nil {
		return nil
	}
	if n.shape == scalar {
		return []string{n.text}
	}
	if n.shape != list {
		r.report(diag.WrongShape, n, path, "a word or a list of words is due here, not "+n.shape.String(), "")
		return nil
	}
	var all []string
	for i, item := range n.items {
		if w := r.word(item, join(path, strconv.Itoa(i))); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// entries returns the items of a list.
func (r *reader) entries(n *node, path string) []*node {
	if n == nil {
		return nil
	}
	if n.shape != list {
		r.report(diag.WrongShape, n, path, "a list is due here, not "+n.shape.String(), "")
		return nil
	}
	return n.items
}

// some returns the entries of a list that must have one.
func (r *reader) some(n *node, path, what, hint string) []*node {
	all := r.entries(n, path)
	if n != nil && n.shape == list && len(all) == 0 {
		r.report(diag.MissingKey, n, path, "the list is empty; "+what, hint)
	}
	return all
}

// pairsOf returns the pairs of a mapping.
func (r *reader) pairsOf(n *node, path string) []pair {
	if n == nil {
		return nil
	}
	if n.shape != mapping {
		r.report(diag.WrongShape, n, path, "a mapping is due here, not "+n.shape.String(), "")
		return nil
	}
	return n.pairs
}

// text reads a string or {en: …, ko: …}.
func (o *object) text(key string) text.Text { return o.readText(o.get(key), o.at(key)) }

func (r *reader) readText(n *node, path string) text.Text {
	if n == nil {
		return text.Text{}
	}
	if n.shape == scalar {
		return text.Text{EN: n.text}
	}
	o := r.object(n, path)
	defer o.close()
	return text.Text{EN: o.word("en"), KO: o.word("ko")}
}
