package dossier_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"entente/diag"
	"entente/dossier"
	"entente/internal/patience"
)

// The tests of this file are not parallel: they measure memory and time.

// bounded runs f and fails when it allocates or takes more than it may. The
// limits leave room for the race detector and a machine with other work.
func bounded(t *testing.T, megabytes uint64, limit time.Duration, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	took := patience.Spent(f)
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > megabytes {
		t.Errorf("%d MB were allocated, want at most %d", got, megabytes)
	}
	if limit = patience.Limit(limit); took > limit {
		t.Errorf("it took %v, want at most %v", took, limit)
	}
}

// minimal is the smallest dossier, with further files.
func minimal(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"dossier.yaml": {Data: []byte("dossier: x\ncurrency: KRW\nyears: 2020..2022\nparties: {a: {name: A}}\nunits: {eok: 100_000_000 KRW}\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// hasCode reports whether a list holds an error of a code in a file.
func hasCode(list diag.List, code diag.Code, file string) bool {
	for _, d := range list {
		if d.Code == code && d.Pos.File == file && d.Severity == diag.Error {
			return true
		}
	}
	return false
}

func TestHostileTexts(t *testing.T) {
	const bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
	var blocks strings.Builder
	for i := range 2000 {
		blocks.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	manyKeys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: \n", i)
		}
		return b.String()
	}
	agreement := func(amount string) string {
		return "agreement: x\nterm: {from: 2020-01-01, to: 2020-12-31}\namounts: {2020: {value: " + amount + ", source: own}}\n"
	}
	for _, c := range []struct {
		name, file, text string
		want             diag.Code
	}{
		{"alias bomb", "events.yaml", bomb, diag.Alias},
		{"merge keys", "events.yaml", "events: []\n<<: {a: 1}\n", diag.Alias},
		{"a tag", "events.yaml", "events: !!python/object:os.system []\n", diag.Alias},
		{"deep brackets", "events.yaml", "a: " + strings.Repeat("[", 500_000), diag.TooDeep},
		{"deep braces", "events.yaml", "a: " + strings.Repeat("{a: ", 200_000), diag.TooDeep},
		{"deep blocks", "events.yaml", blocks.String(), diag.TooDeep},
		{"deep lists", "events.yaml", strings.Repeat("- ", 500_000), diag.TooDeep},
		{"a million keys", "events.yaml", manyKeys(1_000_000), diag.TooLarge},
		{"two hundred thousand unknown keys", "events.yaml", manyKeys(200_000), diag.UnknownKey},
		{"two documents", "events.yaml", "events: []\n---\nevents: []\n", diag.Syntax},
		{"a NUL byte", "events.yaml", "events: []\x00\n", diag.NotText},
		{"broken UTF-8", "events.yaml", "events: [\xc3\x28]\n", diag.NotText},
		{"UTF-16", "events.yaml", "\xff\xfee\x00v\x00", diag.NotText},
		{"a control character", "events.yaml", "events: \"\x01\"\n", diag.Syntax},
		{"a huge exponent", "agreements/x.yaml", agreement("1e999999 eok"), diag.BadUnit},
		{"a huge number", "agreements/x.yaml", agreement(strings.Repeat("9", 100_000) + " eok"), diag.BadNumber},
		{"a long fraction", "agreements/x.yaml", agreement("0." + strings.Repeat("1", 100_000) + " eok"), diag.BadNumber},
		{"infinity", "agreements/x.yaml", agreement("Inf eok"), diag.BadNumber},
		{"a huge year", "agreements/x.yaml", "agreement: x\nterm: {from: 2020-01-01, to: 2020-12-31}\namounts: {99999999999999999999: {value: 1 eok, source: own}}\n", diag.BadYear},
		{"a long term", "agreements/x.yaml", "agreement: x\nterm: {from: 0001-01-01, to: 9999-12-31}\namounts: {2020: {value: 1 eok, source: own}}\n", diag.BadDate},
		{"a long formula", "agreements/x.yaml", "agreement: x\nterm: {from: 2020-01-01, to: 2020-12-31}\namounts: {2020: {formula: '" + strings.Repeat("(", 500_000) + "'}}\n", diag.BadFormula},
		{"a long key", "agreements/x.yaml", agreement("1 eok") + strings.Repeat("k", 1000) + ": 1\n", diag.UnknownKey},
	} {
		t.Run(c.name, func(t *testing.T) {
			bounded(t, 800, time.Minute, func() {
				_, list, err := dossier.Read(minimal(map[string]string{c.file: c.text}))
				if err != nil {
					t.Fatal(err)
				}
				if !hasCode(list, c.want, c.file) {
					t.Errorf("the findings are %.2000v, want %s in %s", list, c.want, c.file)
				}
				if len(list) > 1001 {
					t.Errorf("there are %d findings", len(list))
				}
			})
		})
	}
}

// TestBrokenTextEverywhere puts a byte that is no text into every kind of file.
func TestBrokenTextEverywhere(t *testing.T) {
	for _, file := range []string{
		"agreements/x.yaml", "series/x.csv", "sources.yaml", "events.yaml", "claims/x.yaml", "what-if/x.yaml", "tests/x.yaml", "keys/x.yaml", "members/x.csv", "negotiation/x.yaml",
	} {
		for _, text := range []string{"a: \xff\n", "a: \x00\n", "\xed\xa0\x80\n"} {
			_, list, err := dossier.Read(minimal(map[string]string{file: text}))
			if err != nil || len(list) != 1 || !hasCode(list, diag.NotText, file) {
				t.Errorf("%s with %q gives %v, %v; want not-text alone", file, text, list, err)
			}
		}
	}
}

// TestLayoutLeavesNoTrace: ends of lines and byte order marks are read, and the
// digest does not see them.
func TestLayoutLeavesNoTrace(t *testing.T) {
	e := readExample(t, diag.YearMissing)
	plain := over(t, e.good, nil)
	want, list := inspect(t, plain)
	if len(list) > 0 {
		t.Fatal(list)
	}
	for name, change := range map[string]func(string) string{
		"CRLF":                 func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"a byte order mark":    func(s string) string { return "\ufeff" + s },
		"blanks and blank end": func(s string) string { return strings.ReplaceAll(s, "\n", "  \n") + "\n\n" },
	} {
		fsys := fstest.MapFS{}
		for file, f := range plain {
			fsys[file] = &fstest.MapFile{Data: []byte(change(string(f.Data)))}
		}
		got, list := inspect(t, fsys)
		if len(list) > 0 || got.Digest != want.Digest {
			t.Errorf("%s: %v, digest %s, want %s", name, list, got.Digest, want.Digest)
		}
	}
}

func TestHundredMegabytes(t *testing.T) {
	dir := t.TempDir()
	for name, f := range minimal(nil) {
		write(t, dir, name, string(f.Data))
	}
	write(t, dir, "events.yaml", "events: []\n")
	write(t, dir, "series/x.csv", "period\n")
	for _, name := range []string{"events.yaml", "series/x.csv"} {
		if err := os.Truncate(filepath.Join(dir, name), 100<<20); err != nil {
			t.Fatal(err)
		}
	}
	bounded(t, 20, 5*time.Second, func() {
		_, list := readDir(t, dir)
		if !hasCode(list, diag.TooLarge, "events.yaml") || !hasCode(list, diag.TooLarge, "series/x.csv") {
			t.Errorf("the findings are %v", list)
		}
	})
}

func TestManyFiles(t *testing.T) {
	files := map[string]string{}
	for i := range dossier.MaxFiles + 100 {
		files[fmt.Sprintf("claims/%d.yaml", i)] = "claims: []\n"
	}
	bounded(t, 400, time.Minute, func() {
		_, list, err := dossier.Read(minimal(files))
		if err != nil || len(list.Errors()) != 1 || list.Errors()[0].Code != diag.TooLarge {
			t.Errorf("the findings are %v, %v; want one too-large", list, err)
		}
	})
	big := map[string]string{}
	for i := range 10 {
		big[fmt.Sprintf("claims/%d.yaml", i)] = "claims: []\n" + strings.Repeat("# "+strings.Repeat("x", 97)+"\n", 50_000)
	}
	bounded(t, 800, time.Minute, func() {
		_, list, err := dossier.Read(minimal(big))
		if err != nil || len(list.Errors()) != 1 || list.Errors()[0].Code != diag.TooLarge {
			t.Errorf("the findings are %v, %v; want one too-large", list, err)
		}
	})
}

func TestLinks(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret.yaml", "events: []\n")
	write(t, outside, "agreements/x.yaml", "agreement: x\n")
	for _, c := range []struct{ name, link, to string }{
		{"a file", "events.yaml", filepath.Join(outside, "secret.yaml")},
		{"by a relative path", "events.yaml", "../../../../../../../../../../etc/passwd"},
		{"a folder", "agreements", filepath.Join(outside, "agreements")},
		{"a file that is not read", "README.md", filepath.Join(outside, "secret.yaml")},
		{"dossier.yaml itself", "dossier.yaml", filepath.Join(outside, "secret.yaml")},
		{"into nothing", "events.yaml", filepath.Join(outside, "none")},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "dossier.yaml", string(minimal(nil)["dossier.yaml"].Data))
			_ = os.Remove(filepath.Join(dir, c.link)) // there is one only for dossier.yaml
			if err := os.Symlink(c.to, filepath.Join(dir, c.link)); err != nil {
				t.Skip(err)
			}
			_, list := readDir(t, dir)
			if !hasCode(list, diag.Outside, c.link) || len(list) != 1 {
				t.Errorf("the findings are %v, want outside alone", list)
			}
		})
	}
	t.Run("within the dossier", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, "dossier.yaml", string(minimal(nil)["dossier.yaml"].Data))
		write(t, dir, "claims/a.yaml", "claims: []\n")
		if err := os.Symlink("a.yaml", filepath.Join(dir, "claims", "b.yaml")); err != nil {
			t.Skip(err)
		}
		if d, list := readDir(t, dir); len(list) > 0 || d.File("claims/b.yaml") == nil {
			t.Errorf("a link within the dossier gives %v", list)
		}
	})
}

func TestFoldersNamedLikeFiles(t *testing.T) {
	for _, name := range []string{"dossier.yaml", "events.yaml", "agreements/x.yaml"} {
		dir := t.TempDir()
		if name != "dossier.yaml" {
			write(t, dir, "dossier.yaml", string(minimal(nil)["dossier.yaml"].Data))
		}
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if _, list := readDir(t, dir); len(list) == 0 || list[0].Pos.File != name {
			t.Errorf("a folder named %s gives %v", name, list)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readDir(t *testing.T, dir string) (*dossier.Dossier, diag.List) {
	t.Helper()
	fsys, closer, err := dossier.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = closer.Close() }() // it was only read
	d, list, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return d, list
}
