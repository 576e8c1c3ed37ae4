package dossier_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/dossier"
	"entente/dossiers"
)

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"ends of lines", "a: 1\r\nb: 2\r", "a: 1\nb: 2\n"},
		{"blanks behind", "a: 1  \nb:\t\n  c: 3 \t \n", "a: 1\nb:\n  c: 3\n"},
		{"no end", "a: 1", "a: 1\n"},
		{"blank lines", "\n\na: 1\n\n\n \nb: 2\n\n\n", "a: 1\n\nb: 2\n"},
		{"nothing", "", "\n"},
		{"byte order mark", "\ufeffa: 1\n", "a: 1\n"},
		{"comments", "# one  \n\n\n# two\na: 1 # three \n# four\n", "# one\n\n# two\na: 1 # three\n# four\n"},
		{
			"amounts", "amounts:\n  2019: {value: 10389 eok, source: S1}\n  2020: 110389 eok\n  2021: {parts: [10389.5 eok, 58800000USD]}\n",
			"amounts:\n  2019: {value: 10_389 eok, source: S1}\n  2020: 110_389 eok\n  2021: {parts: [10_389.5 eok, 58_800_000USD]}\n",
		},
		{"several in a line, behind other letters", "amounts: {2019: {note: 방위비, parts: [10389 eok, 20000 k USD]}}\n", "amounts: {2019: {note: 방위비, parts: [10_389 eok, 20_000 k USD]}}\n"},
		{"what is no amount", "amounts:\n  2019: {value: 9200 eok, note: 28500 troops}\nabout: 10389 eok\n'12345 x': 1\n", "amounts:\n  2019: {value: 9200 eok, note: 28500 troops}\nabout: 10389 eok\n'12345 x': 1\n"},
		{"quoted amounts stay", "value: '10389 eok'\n", "value: '10389 eok'\n"},
		{"blocks", "notes: |-\n  one  \n\n\n  two\n\n\nb: 1  \n", "notes: |-\n  one  \n\n\n  two\n\nb: 1\n"},
		{"block at the end", "notes: |\n  one\n    two  \n\n\n", "notes: |\n  one\n    two  \n"},
		{"block with what looks like a comment", "notes: |\n  one\n  # two  \n# three  \nb: 1\n", "notes: |\n  one\n  # two  \n# three\nb: 1\n"},
		{"text over lines", "a: one\n\n\n  two   \n  three\nb: 1\n", "a: one\n\n\n  two   \n  three\nb: 1\n"},
		{"list of blocks", "a:\n  - >-\n    one\n\n    two\n  - 10000 KRW\n", "a:\n  - >-\n    one\n\n    two\n  - 10000 KRW\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := dossier.Format("agreements/x.yaml", []byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Errorf("Format(%q) mismatch (-want +got)\n%s", c.in, diff)
			}
			fixedPoint(t, "agreements/x.yaml", []byte(c.in))
		})
	}
}

func TestFormatTable(t *testing.T) {
	t.Parallel()
	in := "period, value,published_on ,status,source,note\r\n2011,4.0,2011-12-31,final,S1,\"a, b\"\n\n2010,3.0,2012-01-01,final,S1,\"plain\"\n2010, 2.9,2010-12-31,final,S1,\n"
	want := "period,value,published_on,status,source,note\n2010,2.9,2010-12-31,final,S1,\n2010,3.0,2012-01-01,final,S1,plain\n2011,4.0,2011-12-31,final,S1,\"a, b\"\n"
	got, err := dossier.Format("series/x.csv", []byte(in))
	if err != nil || string(got) != want {
		t.Errorf("Format() = %s, %v; want\n%s", got, err, want)
	}
}

func TestFormatRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, in string }{
		{"broken text", "a.yaml", "a: {b"},
		{"two keys", "a.yaml", "a: 1\na: 2\n"},
		{"an alias", "a.yaml", "a: &x 1\nb: *x\n"},
		{"a tab", "a.yaml", "a:\n\tb: 1\n"},
		{"a tab within brackets", "a.yaml", "a: {\n\tb: 1}\n"},
		{"no text", "a.yaml", "a: \xff\n"},
		{"rows of different length", "a.csv", "a,b\n1\n"},
		{"an open quote", "a.csv", "a,b\n1,\"2\n"},
		{"another kind of file", "a.txt", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := dossier.Format(c.file, []byte(c.in)); err == nil {
				t.Errorf("Format(%q) = %q, want an error", c.in, got)
			} else if c.file != "a.csv" && !errors.Is(err, dossier.ErrFormat) {
				t.Errorf("Format(%q) = %v, want ErrFormat", c.in, err)
			}
		})
	}
}

// fixedPoint holds what Format promises: the meaning stays, and a formatted
// text is left alone.
func fixedPoint(t interface {
	Helper()
	Fatalf(string, ...any)
}, name string, data []byte,
) {
	t.Helper()
	once, err := dossier.Format(name, data)
	if err != nil {
		return // a broken text has no layout
	}
	if strings.HasSuffix(name, ".yaml") {
		was, now := dossier.Canonical(map[string][]byte{name: bytes.TrimPrefix(data, []byte("\ufeff"))}), dossier.Canonical(map[string][]byte{name: once})
		if !bytes.Equal(was, now) {
			t.Fatalf("Format(%q) = %q changes the meaning from %s to %s", data, once, was, now)
		}
	}
	twice, err := dossier.Format(name, once)
	if err != nil || !bytes.Equal(once, twice) {
		t.Fatalf("Format(%q) = %q, and again %q, %v", data, once, twice, err)
	}
}

// TestFormatDrawnTexts formats texts put together from lines that are hard.
func TestFormatDrawnTexts(t *testing.T) {
	t.Parallel()
	lines := []string{
		"a: 1", "b:", "  c: 10389 eok  ", "  - x", "  - {value: 123456 KRW} ", "value: 12345 eok", "amounts:", "  2020: 10000 eok", "", "  ", "\t", "# note  ", "  # note",
		"d: |", "  text  ", "    deeper", "e: >-", "f: 'open", "  close'", "g: \"one", "  two\"", "h: one", "  two three", "k: [1,", "  2]", "l: |+", "m: |2", "  x: '''y'' '", "---", "...",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 12).Draw(t, "lines"), rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end"))
		fixedPoint(t, "a.yaml", []byte(text))
	})
}

func TestBundledFilesAreFormatted(t *testing.T) {
	t.Parallel()
	names, err := dossiers.Names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		fsys, err := dossiers.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		all, list, err := dossier.FormatAll(fsys)
		if err != nil || len(list) > 0 {
			t.Fatal(err, list)
		}
		for _, f := range all {
			t.Errorf("%s/%s is not in the customary layout:\n%s", name, f.File, cmp.Diff(string(f.Was), string(f.Now)))
		}
	}
}

func TestFormatAllOfDossier(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"dossier.yaml": {Data: []byte("dossier: x  \n")}, "events.yaml": {Data: []byte("events: [\n")}, "sources.yaml": {Data: []byte("sources: {}\n")},
		"series/x.csv": {Data: []byte("\ufeffperiod,value\n")}, "private/a.yaml": {Data: []byte("secret: 1  \n")},
	}
	all, list, err := dossier.FormatAll(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range all {
		names = append(names, f.File)
	}
	if diff := cmp.Diff([]string{"dossier.yaml", "series/x.csv"}, names); diff != "" {
		t.Errorf("the files that change mismatch (-want +got)\n%s", diff)
	}
	if len(list) != 1 || list[0].Pos.File != "events.yaml" {
		t.Errorf("the findings are %v, want one about events.yaml", list)
	}
	if _, _, err := dossier.FormatAll(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("FormatAll of nothing = %v", err)
	}
}
