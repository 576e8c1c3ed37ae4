package format

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/diag"
)

// parseYAML reads a YAML text into a tree with places. Aliases are refused:
// they can be made to refer to themselves or to explode. It returns nil after
// an error, which it has reported.
func parseYAML(f *findings, text []byte) *tree {
	if len(text) > maxYAML {
		f.fail(diag.TooLarge, diag.Position{}, "the YAML file is larger than any scenario needs", "")
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		pos := diag.Position{File: f.file}
		if load, ok := errors.AsType[*yaml.LoadError](err); ok {
			pos.Line, pos.Column = load.Mark.Line, load.Mark.Column
		}
		f.fail(diag.Syntax, pos, "the file is not well-formed YAML: "+firstLine(err.Error()), "")
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		f.fail(diag.WrongShape, diag.Position{}, "the file holds no data", "")
		return nil
	}
	y := yamlReader{f: f}
	t := y.read(doc.Content[0], 0)
	if y.broken {
		return nil
	}
	return t
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

type yamlReader struct {
	f      *findings
	count  int
	broken bool
}

func (y *yamlReader) stop(code diag.Code, pos diag.Position, message string) *tree {
	if !y.broken {
		y.broken = true
		y.f.fail(code, pos, message, "")
	}
	return &tree{pos: pos}
}

func (y *yamlReader) read(n *yaml.Node, depth int) *tree {
	pos := diag.Position{File: y.f.file, Line: n.Line, Column: n.Column}
	if y.count++; y.count > maxElements {
		return y.stop(diag.TooLarge, pos, "the file holds more values than any scenario needs")
	}
	if depth > maxDepth {
		return y.stop(diag.TooDeep, pos, "the data is nested too deeply")
	}
	t := &tree{pos: pos}
	switch n.Kind {
	case yaml.AliasNode:
		return y.stop(diag.Alias, pos, "the file refers to another place by an alias")
	case yaml.MappingNode:
		t.shape = mapping
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content) && !y.broken; i += 2 {
			k := n.Content[i]
			at := diag.Position{File: y.f.file, Line: k.Line, Column: k.Column}
			if k.Kind != yaml.ScalarNode {
				return y.stop(diag.WrongShape, at, "a key must be a text or a number")
			}
			if seen[k.Value] {
				y.f.fail(diag.DuplicateKey, at, "key "+quote(k.Value)+" is given twice", "")
			}
			seen[k.Value] = true
			t.entries = append(t.entries, entry{k.Value, at, y.read(n.Content[i+1], depth+1)})
		}
	case yaml.SequenceNode:
		t.shape = list
		for _, c := range n.Content {
			if y.broken {
				break
			}
			t.items = append(t.items, y.read(c, depth+1))
		}
	case yaml.ScalarNode:
		t.text, t.quoted = n.Value, n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	default:
		return y.stop(diag.Syntax, pos, "unexpected content")
	}
	return t
}
