package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestWriteFile wants files replaced whole, links followed, and what is no file
// left what it is.
func TestWriteFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "fan.svg"), filepath.Join(dir, "link.svg")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := writeFile(context.Background(), link, text("after")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "after" {
		t.Errorf("the file behind the link holds %q, %v", got, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	for _, path := range []string{dir, filepath.Join(dir, "none", "fan.svg")} {
		if err := writeFile(context.Background(), path, text("x")); !errors.Is(err, errTarget) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := writeFile(context.Background(), os.DevNull, text("x")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s is %v, %v", os.DevNull, info, err)
	}
	half := errors.New("half way")
	err := writeFile(context.Background(), file, func(w io.Writer) error { return errors.Join(text("ha")(w), half) })
	if got, _ := os.ReadFile(file); !errors.Is(err, half) || string(got) != "after" {
		t.Errorf("after a write that fails the file holds %q, %v", got, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".entente-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
