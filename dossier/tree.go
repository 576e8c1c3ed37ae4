package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
	"golang.org/x/sync/errgroup"

	"entente/diag"
)

// Bounds on what is parsed. The schema needs nine levels; the largest bundled
// dossier has fewer than 30,000 values. A value takes some 300 bytes while its
// file is parsed, so that a dossier of a stranger stays below 200 MB.
const (
	maxDepth  = 24
	maxValues = 600_000
)

type shape uint8

const (
	scalar shape = iota
	mapping
	list
)

func (s shape) String() string { return [...]string{"a value", "a mapping", "a list"}[s] }

// node is a value of a file with its place. Scalars keep their text.
type node struct {
	shape shape
	text  string
	plain bool // written without quotes, on one line or folded
	block bool // written below a | or >
	pairs []pair
	items []*node
	pos   diag.Position
}

type pair struct {
	key   *node
	value *node
}

// get returns the value of a key, or nil.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, p := range n.pairs {
		if p.key.text == key {
			return p.value
		}
	}
	return nil
}

// clone returns a copy that shares nothing.
func (n *node) clone() *node {
	if n == nil {
		return nil
	}
	c := *n
	c.pairs, c.items = make([]pair, len(n.pairs)), make([]*node, len(n.items))
	for i, p := range n.pairs {
		c.pairs[i] = pair{p.key.clone(), p.value.clone()}
	}
	for i, item := range n.items {
		c.items[i] = item.clone()
	}
	return &c
}

// size returns the number of values.
func (n *node) size() int {
	total := 1
	for _, p := range n.pairs {
		total += 1 + p.value.size()
	}
	for _, item := range n.items {
		total += item.size()
	}
	return total
}

// empty reports whether nothing was written.
func (n *node) empty() bool { return n == nil || n.shape == scalar && n.text == "" && n.plain }

// parseAll parses the YAML files side by side.
func parseAll(files map[string][]byte, list *diag.List) map[string]*node {
	names := keysOf(files)
	parsed := make([]*node, len(names))
	found := make([]diag.List, len(names))
	tooMany, values := map[string]bool{}, 0
	for _, i := range slices.Backward(largestFirst(names, files)) {
		if path.Ext(names[i]) == ".yaml" {
			values += countValues(files[names[i]])
			tooMany[names[i]] = values > maxValues
		}
	}
	var g errgroup.Group
	g.SetLimit(4)
	for _, i := range largestFirst(names, files) {
		name := names[i]
		if path.Ext(name) != ".yaml" {
			continue
		}
		if tooMany[name] {
			found[i].Add(diag.Diagnostic{Code: diag.TooLarge, Pos: diag.Position{File: name}, Message: fmt.Sprintf("with this file the dossier holds more than %d values", maxValues)})
			continue
		}
		g.Go(func() error {
			parsed[i], found[i] = parseYAML(name, files[name])
			return nil
		})
	}
	_ = g.Wait() // the functions return no error
	trees := map[string]*node{}
	for i, name := range names {
		for _, d := range found[i] {
			report(list, d)
		}
		if parsed[i] != nil {
			trees[name] = parsed[i]
		}
	}
	return trees
}

// largestFirst orders files so that the longest one is not left for last.
func largestFirst(names []string, files map[string][]byte) []int {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(files[names[b]]) - len(files[names[a]]) })
	return order
}

// countValues bounds the number of values in a file from above without parsing
// it: each but the first follows one of these signs.
func countValues(data []byte) int {
	n := 1
	for _, sign := range []string{":", ",", "- ", "-\n", "-\t", "[", "{", "?"} {
		n += bytes.Count(data, []byte(sign))
	}
	return n
}

// parseYAML returns the one document of a file. It is nil when the file is
// not well-formed.
func parseYAML(name string, data []byte) (*node, diag.List) {
	var found diag.List
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(4*maxDepth))))
	if err != nil {
		return nil, diag.List{syntax(name, err)}
	}
	var doc yaml.Node
	if err := loader.Load(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return &node{shape: mapping, pos: diag.Position{File: name, Line: 1, Column: 1}}, nil
		}
		return nil, diag.List{syntax(name, err)}
	}
	var more yaml.Node
	if err := loader.Load(&more); err == nil {
		found.Add(diag.Diagnostic{Code: diag.Syntax, Pos: position(name, &more), Message: "a second document begins here", Hint: "one document a file: remove ---"})
	} else if !errors.Is(err, io.EOF) {
		found.Add(syntax(name, err))
	}
	if len(doc.Content) == 0 {
		return &node{shape: mapping, pos: diag.Position{File: name, Line: 1, Column: 1}}, found
	}
	c := converter{name: name, list: &found}
	tree := c.convert(doc.Content[0], 0)
	if slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code != diag.DuplicateKey }) {
		return nil, found // a file read in part gives findings that mislead
	}
	return tree, found
}

func syntax(name string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.Syntax, Pos: diag.Position{File: name}, Message: err.Error()}
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		d.Message, d.Hint = load.Message, "a text with a colon, a comma, a quote or a bracket needs quotes; indent by spaces"
		if load.Mark.Line > 0 {
			d.Pos.Line, d.Pos.Column = load.Mark.Line, max(load.Mark.Column, 1)
		}
		switch {
		case strings.Contains(load.Message, "depth") || strings.Contains(load.Message, "nest"):
			d.Code, d.Hint = diag.TooDeep, ""
		case strings.Contains(load.Message, "alias") || strings.Contains(load.Message, "anchor"):
			d.Code, d.Hint = diag.Alias, "write the value where it is read"
		}
	}
	return d
}

func position(name string, n *yaml.Node) diag.Position {
	return diag.Position{File: name, Line: n.Line, Column: max(n.Column, 1)}
}

// converter turns YAML nodes into ours and refuses what a dossier may not use.
type converter struct {
	name string
	list *diag.List
}

func (c converter) convert(y *yaml.Node, depth int) *node {
	n := &node{pos: position(c.name, y)}
	if depth > maxDepth {
		report(c.list, diag.Diagnostic{Code: diag.TooDeep, Pos: n.pos, Message: fmt.Sprintf("nested deeper than %d levels", maxDepth)})
		return n
	}
	if what := indirect(y); what != "" {
		report(c.list, diag.Diagnostic{Code: diag.Alias, Pos: n.pos, Message: what + " is refused", Hint: "write the value where it is read"})
		return n
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.shape = mapping
		c.pairs(n, y, depth)
	case yaml.SequenceNode:
		n.shape = list
		for _, item := range y.Content {
			n.items = append(n.items, c.convert(item, depth+1))
		}
	default:
		n.text = y.Value
		n.plain = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
		if n.block = y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0; n.block {
			n.text = strings.TrimRight(n.text, "\n") // how it ends says nothing
		}
		if n.plain && (n.text == "~" || n.text == "null") {
			n.text = ""
		}
	}
	return n
}

// indirect names the feature that hides where a value comes from, or "".
func indirect(y *yaml.Node) string {
	switch {
	case y.Kind == yaml.AliasNode:
		return "an alias"
	case y.Anchor != "":
		return "an anchor"
	case y.Style&yaml.TaggedStyle != 0:
		return "a tag"
	}
	return ""
}

func (c converter) pairs(n *node, y *yaml.Node, depth int) {
	seen := make(map[string]diag.Position, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := c.convert(y.Content[i], depth+1)
		value := c.convert(y.Content[i+1], depth+1)
		if key.shape != scalar {
			report(c.list, diag.Diagnostic{Code: diag.WrongShape, Pos: key.pos, Message: "a key must be a word, not " + key.shape.String()})
			continue
		}
		if key.plain && key.text == "<<" {
			report(c.list, diag.Diagnostic{Code: diag.Alias, Pos: key.pos, Message: "a merge key is refused", Hint: "write the value where it is read"})
			continue
		}
		if first, twice := seen[key.text]; twice {
			report(c.list, diag.Diagnostic{
				Code: diag.DuplicateKey, Pos: key.pos, Width: len([]rune(key.text)), Message: strconv.Quote(key.text) + " is given twice",
				Hint: "keep one of the two", Related: []diag.Related{{Pos: first, Message: "the first is here"}},
			})
			continue
		}
		seen[key.text] = key.pos
		n.pairs = append(n.pairs, pair{key, value})
	}
}
