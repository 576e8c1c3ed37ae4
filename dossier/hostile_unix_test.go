//go:build unix

package dossier_test

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"entente/diag"
)

// TestPipes: a named pipe would keep a reader waiting for ever.
func TestPipes(t *testing.T) {
	for _, name := range []string{"events.yaml", "dossier.yaml"} {
		dir := t.TempDir()
		if name != "dossier.yaml" {
			write(t, dir, "dossier.yaml", string(minimal(nil)["dossier.yaml"].Data))
		}
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skip(err)
		}
		bounded(t, 20, 5*time.Second, func() {
			if _, list := readDir(t, dir); len(list) != 1 || !hasCode(list, diag.MissingFile, name) {
				t.Errorf("a pipe named %s gives %v", name, list)
			}
		})
	}
}
