package dossier

import (
	"bytes"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"entente/diag"
	"entente/dossiers"
	"entente/internal/golden"
)

// sample is a dossier that the schema is held against.
type sample struct {
	name string
	fsys fs.FS
}

// samples are the bundled dossiers, the good examples of the diagnostics and
// the vectors of package schedule.
func samples(t *testing.T) (all []sample) {
	t.Helper()
	names, err := dossiers.Names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		fsys, err := dossiers.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sample{name, fsys})
	}
	var archives []string
	for _, pattern := range []string{"testdata/diagnostics/*.txtar", "testdata/schema/*.txtar", "../schedule/testdata/*.txtar"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		archives = append(archives, found...)
	}
	for _, name := range archives {
		all = append(all, sample{name, archived(t, name, "good/")})
	}
	return all
}

// archived returns the files of an archive: those without prefix and those
// with the given one.
func archived(t *testing.T, file, prefix string) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	if strings.Contains(file, "diagnostics") {
		base, err := txtar.ParseFile("testdata/diagnostics/base.txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range base.Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix); ok || !strings.HasPrefix(f.Name, "bad/") && !strings.HasPrefix(f.Name, "good/") {
			fsys[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return fsys
}

// decode reads a dossier and remembers which keys each mapping was asked for.
func decode(t *testing.T, fsys fs.FS) *reader {
	t.Helper()
	var list diag.List
	files, err := collect(fsys, &list)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{list: &list, trees: parseAll(files, &list), files: files, used: map[string]bool{}, asked: map[*node][]string{}}
	r.dossier()
	return r
}

// agreement compares what the decoder asks with what the schema says.
type comparison struct {
	*testing.T
	root  *schema
	asked map[*node][]string
	met   map[*schema]bool
	name  string
}

// TestSchemaIsTheDecoder holds the schema to the decoder: for every mapping of
// every sample the keys that the decoder asks for are those of one alternative
// of the schema, and every alternative is met by some sample.
func TestSchemaIsTheDecoder(t *testing.T) {
	t.Parallel()
	c := comparison{T: t, root: rootSchema(), met: map[*schema]bool{}}
	for _, s := range samples(t) {
		r := decode(t, s.fsys)
		c.asked = r.asked
		for _, name := range keysOf(r.trees) {
			c.name = s.name + " " + name
			c.compare(c.file(r.trees[name]), r.trees[name], "")
		}
		// A what-if is read by another reader.
		for _, name := range keysOf(r.trees) {
			if strings.HasPrefix(name, "what-if/") {
				c.name = s.name + " " + name
				o := ParseOverlay(name, r.files[name])
				if len(o.found) > 0 {
					t.Errorf("%s: %v", c.name, o.found)
				}
			}
		}
	}
	for name, s := range c.root.Defs {
		c.unmet(s, name)
	}
}

// file finds the schema of a file by its first key.
func (c *comparison) file(tree *node) *schema {
	s := c.root
	for s.If != nil {
		if tree.get(s.If.Required[0]) != nil {
			return s.Then
		}
		s = s.Else
	}
	return s
}

// alternatives resolves references and choices.
func (c *comparison) alternatives(s *schema) []*schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		found := c.root.Defs[name]
		if found == nil {
			c.Fatalf("the schema has no %s", name)
		}
		return c.alternatives(found)
	}
	if len(s.AnyOf) == 0 {
		return []*schema{s}
	}
	var all []*schema
	for _, one := range s.AnyOf {
		all = append(all, c.alternatives(one)...)
	}
	return all
}

func (c *comparison) compare(s *schema, n *node, path string) {
	if n.empty() {
		return
	}
	choices := c.alternatives(s)
	switch n.shape {
	case list:
		i := slices.IndexFunc(choices, func(x *schema) bool { return x.Items != nil })
		if i < 0 {
			c.unless(choices, "%s: the schema has no list at %s", c.name, path)
			return
		}
		for j, item := range n.items {
			c.compare(choices[i].Items, item, index(path, j))
		}
	case mapping:
		c.mapping(choices, n, path)
	case scalar:
	}
}

// unless reports unless anything may stand there.
func (c *comparison) unless(choices []*schema, format string, args ...any) {
	c.Helper()
	if x := choices[0]; len(x.Type) > 0 || len(x.Enum) > 0 || len(x.AnyOf) > 0 {
		c.Errorf(format, args...)
	}
}

func (c *comparison) mapping(choices []*schema, n *node, path string) {
	asks, read := c.asked[n]
	i := slices.IndexFunc(choices, func(x *schema) bool {
		if !slices.Contains(x.Type, "object") {
			return false
		}
		return !read && len(x.Properties) == 0 || read && x.agrees(asks)
	})
	if strings.Contains(c.name, "what-if/") && !read { // read by another reader: the one choice is taken
		i = slices.IndexFunc(choices, func(x *schema) bool { return len(x.Properties) > 0 })
	}
	if i < 0 {
		c.unless(choices, "%s: at %q the decoder asks for %v; the schema has %s", c.name, path, sorted(asks), describe(choices))
		return
	}
	x := choices[i]
	c.met[x] = true
	for _, p := range n.pairs {
		if of := x.under(p.key.text); of != nil {
			c.compare(of, p.value, join(path, p.key.text))
		} else {
			c.Errorf("%s: the schema has no %s", c.name, join(path, p.key.text))
		}
	}
}

// agrees reports whether the named keys are those asked for. A key with a form
// of its own, such as a currency, is asked for where it is there.
func (s *schema) agrees(asks []string) bool {
	for _, a := range asks {
		if s.Properties[a] == nil && !slices.ContainsFunc(keysOf(s.Patterns), func(p string) bool { return regexp.MustCompile(p).MatchString(a) }) {
			return false
		}
	}
	for name := range s.Properties {
		if !slices.Contains(asks, name) {
			return false
		}
	}
	return true
}

// under returns the schema of the value of a key.
func (s *schema) under(name string) *schema {
	if of := s.Properties[name]; of != nil {
		return of
	}
	for pattern, of := range s.Patterns {
		if regexp.MustCompile(pattern).MatchString(name) {
			return of
		}
	}
	if s.Others != nil {
		return s.Others.of
	}
	return nil
}

// unmet reports the mappings of a schema that no sample has.
func (c *comparison) unmet(s *schema, path string) {
	if s == nil {
		return
	}
	if len(s.Properties) > 0 && !c.met[s] {
		c.Errorf("no sample has the mapping %s of the schema: %v", path, keysOf(s.Properties))
	}
	for _, name := range keysOf(s.Properties) {
		c.unmet(s.Properties[name], join(path, name))
	}
	for _, of := range s.Patterns {
		c.unmet(of, join(path, "*"))
	}
	if s.Others != nil {
		c.unmet(s.Others.of, join(path, "*"))
	}
	c.unmet(s.Items, join(path, "[]"))
	for i, of := range s.AnyOf {
		c.unmet(of, fmt.Sprintf("%s(%d)", path, i))
	}
}

func sorted(all []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(all)))
}

func describe(choices []*schema) string {
	var all []string
	for _, x := range choices {
		if slices.Contains(x.Type, "object") {
			all = append(all, fmt.Sprint(keysOf(x.Properties)))
		}
	}
	return strings.Join(all, " or ")
}

// value is a node as an editor sees it: numbers and truth values are no text.
func (n *node) value() any {
	switch n.shape {
	case mapping:
		m := map[string]any{}
		for _, p := range n.pairs {
			m[p.key.text] = p.value.value()
		}
		return m
	case list:
		all := []any{}
		for _, item := range n.items {
			all = append(all, item.value())
		}
		return all
	default:
		if v, err := strconv.ParseInt(n.text, 10, 64); n.plain && err == nil {
			return v
		} else if v, err := strconv.ParseFloat(n.text, 64); n.plain && err == nil {
			return v
		} else if n.plain && (n.text == "true" || n.text == "false") {
			return n.text == "true"
		}
		return n.text
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(SchemaFile, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(SchemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaValidates runs the schema as an editor does: good files pass, and
// files with faults that one file shows by itself do not.
func TestSchemaValidates(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	for _, one := range samples(t) {
		r := decode(t, one.fsys)
		for _, name := range keysOf(r.trees) {
			if strings.HasPrefix(name, "negotiation/") || name == "forecasts.yaml" || len(r.trees[name].pairs) == 0 {
				continue
			}
			if err := s.Validate(r.trees[name].value()); err != nil {
				t.Errorf("%s %s: %v", one.name, name, err)
			}
		}
	}
	for _, code := range []diag.Code{
		diag.UnknownKey, diag.WrongShape, diag.UnitMissing, diag.BadDate, diag.BadYear, diag.BadWord,
	} {
		bad, invalid := archived(t, "testdata/diagnostics/"+string(code)+".txtar", "bad/"), false
		for name, tree := range decode(t, bad).trees {
			if strings.HasSuffix(name, ".yaml") && s.Validate(tree.value()) != nil {
				invalid = true
			}
		}
		if !invalid {
			t.Errorf("the schema passes the bad example of %s", code)
		}
	}
}

// TestBundledSchemas holds the schemas in the bundled dossiers, and the line
// that leads to them, up to date.
func TestBundledSchemas(t *testing.T) {
	t.Parallel()
	names, err := dossiers.Names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		golden.Text(t, filepath.Join("../dossiers", name, SchemaFile), string(Schema()))
		fsys, err := dossiers.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for file, data := range decode(t, fsys).files {
			if first, _, _ := strings.Cut(string(data), "\n"); strings.HasSuffix(file, ".yaml") && first != SchemaLine(file) {
				t.Errorf("%s/%s begins with %q, want %q", name, file, first, SchemaLine(file))
			}
		}
	}
}
