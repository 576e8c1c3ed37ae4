// Package golden compares what a program printed with what it is expected to
// print, kept as text in the repository.
//
// Run the tests of a package with -update to write what they got into the
// files; the change is then read like any other change of the code.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// update is set once, by the command line of a test.
var update = flag.Bool("update", false, "write what the tests got into their golden files")

// Updating reports whether the tests were asked to write what they got.
func Updating() bool { return *update }

// Text compares got with the file at path, below the folder of the test.
func Text(tb testing.TB, path, got string) {
	tb.Helper()
	path = filepath.FromSlash(path)
	if *update {
		write(tb, path, []byte(got))
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v (run the test with -update to write it)", err)
	}
	compare(tb, path, string(want), got)
}

// Archive is a golden file that holds input and expected output together, in
// the txtar format.
type Archive struct {
	path string
	txt  *txtar.Archive
}

// Open reads the archive at path.
func Open(tb testing.TB, path string) *Archive {
	tb.Helper()
	path = filepath.FromSlash(path)
	txt, err := txtar.ParseFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return &Archive{path, txt}
}

// File returns the text of a file of the archive, nil when it has none of that
// name.
func (a *Archive) File(name string) []byte {
	for _, f := range a.txt.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// Compare compares got with the file of that name, which -update writes. A
// text that does not end in a newline cannot be kept in an archive.
func (a *Archive) Compare(tb testing.TB, name, got string) {
	tb.Helper()
	if !*update {
		compare(tb, a.path+" "+name, string(a.File(name)), got)
		return
	}
	found := false
	for i, f := range a.txt.Files {
		if f.Name == name {
			a.txt.Files[i].Data, found = []byte(got), true
		}
	}
	if !found {
		a.txt.Files = append(a.txt.Files, txtar.File{Name: name, Data: []byte(got)})
	}
	write(tb, a.path, txtar.Format(a.txt))
}

func compare(tb testing.TB, name, want, got string) {
	tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Errorf("%s mismatch (-want +got; -update accepts it):\n%s", name, diff)
	}
}

func write(tb testing.TB, path string, text []byte) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		tb.Fatal(err)
	}
}
