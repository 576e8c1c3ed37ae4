package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/period"
)

// Overlay is a what-if: changes to a dossier by path, applied to what the
// files say before anything is computed.
type Overlay struct {
	File    string
	Name    string
	Title   text.Text
	changes []change
	found   diag.List
	data    []byte
}

// change sets, replaces, removes or adds what stands at a path.
type change struct {
	verb string
	path string
	pos  diag.Position
	at   *node // the path as written
	with *node
}

var verbs = []string{"set", "replace", "remove", "add"}

// ParseOverlay reads a what-if file. What is wrong in it is reported when it is
// applied.
func ParseOverlay(file string, data []byte) Overlay {
	o := Overlay{File: file, data: data}
	if d, bad := notText(file, data); bad {
		o.found.Add(d)
		return o
	}
	tree, found := parseYAML(file, data)
	o.found = found
	if tree == nil {
		return o
	}
	r := &reader{list: &o.found}
	root := r.object(tree, "what-if")
	o.Name = r.word(root.need("what-if"), "what-if")
	o.Title = root.text("title")
	root.word("source")
	root.word("note")
	for i, n := range r.entries(root.need("changes"), "what-if/changes") {
		if c, ok := r.change(n, index("what-if/changes", i)); ok {
			o.changes = append(o.changes, c)
		}
	}
	root.close()
	return o
}

// Change is a what-if of one value: what stands at a path is set to it.
func Change(path, value string) Overlay {
	file := path + "=" + value
	at := &node{text: path, plain: true, pos: diag.Position{File: file}}
	with := &node{text: value, plain: true, pos: diag.Position{File: file}}
	return Overlay{File: file, Name: file, changes: []change{{verb: "set", path: path, pos: at.pos, at: at, with: with}}, data: []byte(file)}
}

// Sum names changes by what they hold: SHA-256 over their files in order.
func Sum(changes []Overlay) string {
	h := sha256.New()
	for _, c := range changes {
		fmt.Fprintf(h, "%d %d %s%s", len(c.File), len(c.data), c.File, c.data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// check reports what is wrong in the file itself.
func (o Overlay) check(list *diag.List) {
	for _, d := range o.found {
		report(list, d)
	}
}

func (r *reader) change(n *node, path string) (change, bool) {
	o := r.object(n, path)
	defer o.close()
	c := change{pos: n.pos}
	var found []string
	for _, verb := range verbs {
		if at := o.get(verb); at != nil {
			found = append(found, verb)
			c.verb, c.at, c.path = verb, at, r.word(at, path)
		}
	}
	c.with = o.get("to")
	if with := o.get("with"); c.with == nil {
		c.with = with
	}
	o.word("note")
	switch {
	case len(found) == 0:
		o.lacks("the change says neither what nor where", "one of "+strings.Join(verbs, ", "), verbs...)
		return c, false
	case len(found) > 1:
		r.report(diag.WrongShape, n, path, "a change does one thing, not "+strings.Join(found, " and "), "")
		return c, false
	case c.with == nil && c.verb != "remove":
		r.report(diag.MissingKey, n, path, c.verb+" needs a value", c.verb+": PATH, to: VALUE")
		return c, false
	}
	return c, true
}

// apply changes the trees and reports paths that lead nowhere.
func (o Overlay) apply(trees map[string]*node, list *diag.List) {
	o.check(list)
	for _, c := range o.changes {
		if d, failed := c.apply(trees); failed {
			report(list, d)
		}
	}
}

func (c change) fail(message, hint string) (diag.Diagnostic, bool) {
	return diag.Diagnostic{Code: diag.UnknownPath, Pos: c.at.pos, Width: len(c.path), Path: c.path, Message: message, Hint: hint}, true
}

// apply walks to the parent of the last step and changes it there.
func (c change) apply(trees map[string]*node) (diag.Diagnostic, bool) {
	steps := stepsOf(c.path)
	parent := trees[fileOf(trees, c.root())]
	if parent == nil {
		return c.fail(fmt.Sprintf("%.40q is no agreement of this dossier", steps[0]), nearest.Hint(steps[0], roots(trees)))
	}
	if len(steps) < 2 {
		return c.fail("the path ends at the agreement", "name a key below it, such as "+steps[0]+"/amounts/2026")
	}
	for i, step := range steps[1 : len(steps)-1] {
		next := child(parent, step)
		if next == nil {
			if c.verb != "add" && c.verb != "set" || parent.shape != mapping {
				return c.fail(fmt.Sprintf("%s has no %.40q", strings.Join(steps[:i+1], "/"), step), meant(step, parent))
			}
			next = &node{shape: mapping, pos: c.at.pos}
			parent.pairs = append(parent.pairs, pair{&node{text: step, plain: true, pos: c.at.pos}, next})
		}
		parent = next
	}
	last := steps[len(steps)-1]
	there := child(parent, last) != nil
	switch {
	case c.verb == "add" && there:
		return c.fail(c.path+" is already there", "use set or replace")
	case (c.verb == "replace" || c.verb == "remove") && !there:
		return c.fail(fmt.Sprintf("there is no %.40q to %s", last, c.verb), meant(last, parent))
	case parent.shape == scalar:
		return c.fail("a single value stands above "+last, "")
	case parent.shape == list && !there && last != strconv.Itoa(len(parent.items)):
		return c.fail(fmt.Sprintf("%.40q is no position in a list of %d", last, len(parent.items)), fmt.Sprintf("%d puts it behind the last", len(parent.items)))
	}
	put(parent, last, c)
	return diag.Diagnostic{}, false
}

func stepsOf(path string) []string { return strings.Split(path, "/") }

// root returns the first step of the path.
func (c change) root() string {
	name, _, _ := strings.Cut(c.path, "/")
	return name
}

// fileOf finds the file that a path begins in: an agreement or a
// share key by its id, or a file at the top by its name without ending.
func fileOf(trees map[string]*node, name string) string {
	if trees[name+".yaml"] != nil {
		return name + ".yaml"
	}
	for _, file := range keysOf(trees) {
		for _, kind := range []string{"agreement", "key", "table"} {
			if id := trees[file].get(kind); id != nil && id.text == name && strings.Contains(file, "/") {
				return file
			}
		}
	}
	return ""
}

func roots(trees map[string]*node) []string {
	var all []string
	for _, file := range keysOf(trees) {
		for _, kind := range []string{"agreement", "key", "table"} {
			if id := trees[file].get(kind); id != nil && strings.Contains(file, "/") {
				all = append(all, id.text)
			}
		}
	}
	return append(all, "dossier")
}

func child(n *node, step string) *node {
	if n.shape == list {
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.items) {
			return n.items[i]
		}
		return nil
	}
	return n.get(step)
}

// meant names the key that was probably meant: the range that a year lies in,
// else the nearest word.
func meant(step string, parent *node) string {
	year, err := period.ParseYears(step)
	for _, name := range names(parent) {
		if y, bad := period.ParseYears(name); err == nil && bad == nil && y.Intersect(year).Len() > 0 {
			return step + " lies in " + name
		}
	}
	return nearest.Hint(step, names(parent))
}

func names(n *node) []string {
	var all []string
	for _, p := range n.pairs {
		all = append(all, p.key.text)
	}
	for i := range n.items {
		all = append(all, strconv.Itoa(i))
	}
	return all
}

// put changes the child of a mapping or list. What is put there is a copy: a
// later change may go into it, and the overlay may be used again.
func put(parent *node, step string, c change) {
	with := c.with.clone()
	if parent.shape == list {
		i, err := strconv.Atoi(step)
		switch {
		case err != nil || i >= len(parent.items):
			parent.items = append(parent.items, with)
		case c.verb == "remove":
			parent.items = append(parent.items[:i:i], parent.items[i+1:]...)
		default:
			parent.items[i] = with
		}
		return
	}
	for i, p := range parent.pairs {
		if p.key.text != step {
			continue
		}
		if c.verb == "remove" {
			parent.pairs = append(parent.pairs[:i:i], parent.pairs[i+1:]...)
		} else {
			parent.pairs[i].value = with
		}
		return
	}
	if c.verb != "remove" {
		parent.pairs = append(parent.pairs, pair{&node{text: step, plain: true, pos: c.at.pos}, with})
	}
}
