package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder takes the place of a test and keeps what it is told.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Errorf(format string, args ...any) { r.errors = append(r.errors, format) }

const archive = "A comment.\n-- in --\n1 + 1\n-- want --\n2\n"

// updating runs f as if the tests had been started with -update, or not.
func updating(on bool, f func()) {
	before := *update
	*update = on
	defer func() { *update = before }()
	f()
}

func TestArchive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sum.txtar")
	if err := os.WriteFile(path, []byte(archive), 0o600); err != nil {
		t.Fatal(err)
	}
	a := Open(t, path)
	if got := string(a.File("in")); got != "1 + 1\n" {
		t.Errorf("in = %q", got)
	}
	if a.File("out") != nil {
		t.Error("a file that is not there has text")
	}
	r := &recorder{TB: t}
	updating(false, func() { a.Compare(r, "want", "2\n") })
	if len(r.errors) != 0 {
		t.Errorf("equal text fails: %v", r.errors)
	}
	updating(false, func() { a.Compare(r, "want", "3\n") })
	if len(r.errors) != 1 {
		t.Errorf("different text gives %d errors", len(r.errors))
	}

	updating(true, func() { a.Compare(t, "want", "3\n") })
	text, err := os.ReadFile(path)
	if want := strings.Replace(archive, "\n2\n", "\n3\n", 1); err != nil || string(text) != want {
		t.Errorf("after an update: %q, %v; want %q", text, err, want)
	}
}

func TestText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "below", "page.md")
	updating(true, func() { Text(t, path, "one\n") })
	r := &recorder{TB: t}
	updating(false, func() { Text(r, path, "one\n") })
	if len(r.errors) != 0 {
		t.Errorf("equal text fails: %v", r.errors)
	}
	updating(false, func() { Text(r, path, "two\n") })
	if len(r.errors) != 1 {
		t.Errorf("different text gives %d errors", len(r.errors))
	}
}
