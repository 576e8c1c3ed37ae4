package dossier_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"entente/diag"
	"entente/dossier"
	"entente/internal/golden"
)

const examples = "testdata/diagnostics/"

// example is a code with a dossier that gives it and one that does not. Both
// stand upon the files of base.txtar. In the bad one the place is marked by a
// comment behind it, "# ERROR code"; where a file can hold no comment, the
// file want lists "code file:line:col".
type example struct {
	code      diag.Code
	reason    string
	bad, good map[string][]byte // the files that differ from the base
	pads      map[string][]byte // what is appended to a file of the bad one
	want      []string
}

var marker = regexp.MustCompile(` *# ERROR ([a-z-]+)(?: .*)?$`)

func readExample(t *testing.T, code diag.Code) example {
	t.Helper()
	archive, err := txtar.ParseFile(examples + string(code) + ".txtar")
	if err != nil {
		t.Fatalf("every code has an example: %v", err)
	}
	e := example{code: code, bad: map[string][]byte{}, good: map[string][]byte{}, pads: map[string][]byte{}}
	for line := range strings.Lines(string(archive.Comment)) {
		// append FILE TIMES TEXT
		if fields := strings.SplitN(strings.TrimSpace(line), " ", 4); len(fields) == 4 && fields[0] == "append" {
			text, err := strconv.Unquote(`"` + fields[3] + `"`)
			times, err2 := strconv.Atoi(fields[2])
			if err != nil || err2 != nil {
				t.Fatalf("%s: %v, %v", line, err, err2)
			}
			e.pads[fields[1]] = bytes.Repeat([]byte(text), times)
			e.reason += fmt.Sprintf("\n`%s` ends with `%s`", fields[1], strings.Trim(fields[3], " "))
			if times > 1 {
				e.reason += fmt.Sprintf(", %d times", times)
			}
			e.reason += ".\n"
			continue
		}
		e.reason += line
	}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "bad/"); ok {
			e.bad[name] = e.markers(name, f.Data)
		} else if name, ok := strings.CutPrefix(f.Name, "good/"); ok {
			e.good[name] = f.Data
		} else if f.Name == "want" {
			e.want = append(e.want, strings.FieldsFunc(string(f.Data), func(c rune) bool { return c == '\n' })...)
		} else {
			t.Fatalf("%s: file %s is neither bad nor good", code, f.Name)
		}
	}
	e.reason = strings.TrimSpace(e.reason)
	slices.Sort(e.want)
	return e
}

// markers takes the marks out of a file and remembers them.
func (e *example) markers(name string, data []byte) []byte {
	lines := strings.Split(string(data), "\n")
	for i, line := range lines {
		if m := marker.FindStringSubmatchIndex(line); m != nil {
			e.want = append(e.want, fmt.Sprintf("%s %s:%d", line[m[2]:m[3]], name, i+1))
			lines[i] = line[:m[0]]
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// over lays files over the base; an empty file takes the one below it away.
func over(t *testing.T, files, pads map[string][]byte) fstest.MapFS {
	t.Helper()
	base, err := txtar.ParseFile(examples + "base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range base.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for name, data := range files {
		if fsys[name] = (&fstest.MapFile{Data: data}); len(data) == 0 {
			delete(fsys, name)
		}
	}
	for name, pad := range pads {
		fsys[name] = &fstest.MapFile{Data: append(slices.Clone(fsys[name].Data), pad...)}
	}
	return fsys
}

// inspect reads a dossier and computes it as `entente check` does, with its
// what-ifs on top one by one.
func inspect(t *testing.T, fsys fstest.MapFS) (*dossier.Dossier, diag.List) {
	t.Helper()
	d, list, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if !list.HasErrors() {
		_, found := compute(d)
		list.Add(found...)
	}
	list.Sort()
	return d, list
}

func TestEveryCodeHasAnExample(t *testing.T) {
	t.Parallel()
	for _, info := range diag.Codes() {
		if diag.OfScenario(info.Code) {
			continue // package negotiation/format has the examples of scenarios
		}
		t.Run(string(info.Code), func(t *testing.T) {
			t.Parallel()
			e := readExample(t, info.Code)
			_, list := inspect(t, over(t, e.bad, e.pads))
			var got []string
			for _, d := range list {
				place := d.Pos.String()
				if !slices.Contains(e.want, string(d.Code)+" "+place) && d.Pos.Line > 0 {
					place = fmt.Sprintf("%s:%d", d.Pos.File, d.Pos.Line) // a mark says the line only
				}
				got = append(got, string(d.Code)+" "+place)
			}
			slices.Sort(got)
			if diff := cmp.Diff(e.want, got); diff != "" {
				t.Errorf("the bad dossier gives other findings (-want +got)\n%s\n%s", diff, list)
			}
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == e.code }) {
				t.Errorf("the bad dossier does not give %s", e.code)
			}
			if _, list := inspect(t, over(t, e.good, nil)); len(list) > 0 {
				t.Errorf("the good dossier gives findings: %s", list)
			}
		})
	}
}

func TestExamplesAreOfCodes(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range entries {
		name := strings.TrimSuffix(f.Name(), ".txtar")
		if _, known := diag.Lookup(diag.Code(name)); !known && name != "base" {
			t.Errorf("%s is the example of no code", f.Name())
		}
	}
	if _, list := inspect(t, over(t, nil, nil)); len(list) > 0 {
		t.Errorf("the base gives findings: %s", list)
	}
}

// TestDiagnosticsPage holds docs/diagnostics.md to the table and the examples.
func TestDiagnosticsPage(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	b.WriteString(`# Diagnostics

What Entente has to say about the files of a dossier. This page is printed from the table of codes and from the examples that the tests run
(` + "`dossier/testdata/diagnostics`" + `): each shows a file that gives the diagnostic, what is said about it, and the same file as it should be. The other files
of the examples stand at the end. A diagnostic is an error unless its text says warning or note.

`)
	for _, info := range diag.Codes() {
		fmt.Fprintf(&b, "- [%s](#%s)\n", info.Code, info.Code)
	}
	for _, info := range diag.Codes() {
		if diag.OfScenario(info.Code) {
			fmt.Fprintf(&b, "\n## %s\n\n%s %s\n\nIt is about the files of a negotiation scenario; the tests of `negotiation/format` give it.\n", info.Code, info.Meaning, info.Why)
			continue
		}
		e := readExample(t, info.Code)
		fmt.Fprintf(&b, "\n## %s\n\n%s %s\n\n%s\n", info.Code, info.Meaning, info.Why, e.reason)
		section(&b, e.bad)
		d, list := inspect(t, over(t, e.bad, e.pads))
		b.WriteString("\n```text\n")
		diag.Render(&b, list, d.File)
		b.WriteString("```\n")
		if len(e.good) > 0 {
			b.WriteString("\nInstead:\n")
			section(&b, e.good)
		}
	}
	b.WriteString("\n## The other files\n\nThe examples stand upon these.\n")
	base := map[string][]byte{}
	for name, f := range over(t, nil, nil) {
		base[name] = f.Data
	}
	section(&b, base)
	golden.Text(t, "../docs/diagnostics.md", b.String())
}

func section(b *bytes.Buffer, files map[string][]byte) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if len(files[name]) == 0 {
			fmt.Fprintf(b, "\nWithout %s.\n", name)
			continue
		}
		kind := name[strings.LastIndexByte(name, '.')+1:]
		fmt.Fprintf(b, "\n%s\n\n```%s\n%s```\n", name, kind, files[name])
	}
}
