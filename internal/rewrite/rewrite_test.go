package rewrite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"entente/internal/rewrite"
)

func setup(t *testing.T) (dir string, root *os.Root) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("old\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	return dir, root
}

func holds(t *testing.T, dir, name, want string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", name, got, err, want)
	}
}

func alone(t *testing.T, dir string, want int) {
	t.Helper()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != want {
		t.Errorf("the folder holds %v, %v; want %d files", entries, err, want)
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	dir, root := setup(t)
	if err := rewrite.File(root, "a.yaml", []byte("old\n"), []byte("new\n")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, "a.yaml", "new\n")
	alone(t, dir, 1)
	if info, err := os.Stat(filepath.Join(dir, "a.yaml")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file has mode %v, %v; want 0640", info.Mode(), err)
	}
}

func TestFileThatChangedIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir, root := setup(t)
	if err := rewrite.File(root, "a.yaml", []byte("older\n"), []byte("new\n")); !errors.Is(err, rewrite.ErrChanged) {
		t.Errorf("File() = %v, want ErrChanged", err)
	}
	holds(t, dir, "a.yaml", "old\n")
	alone(t, dir, 1)
}

func TestFileRefusesLinksAndMissingFiles(t *testing.T) {
	t.Parallel()
	dir, root := setup(t)
	if err := os.Symlink("a.yaml", filepath.Join(dir, "link.yaml")); err != nil {
		t.Skip(err)
	}
	if err := rewrite.File(root, "link.yaml", []byte("old\n"), []byte("new\n")); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("File(link) = %v, want ErrInvalid", err)
	}
	if err := rewrite.File(root, "none.yaml", nil, []byte("new\n")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("File(none) = %v, want ErrNotExist", err)
	}
	if err := rewrite.File(root, "../a.yaml", nil, []byte("new\n")); err == nil {
		t.Error("File wrote outside the root")
	}
	holds(t, dir, "a.yaml", "old\n")
	alone(t, dir, 2)
}
