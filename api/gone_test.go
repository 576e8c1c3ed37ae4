package api_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGone serves a dossier that has errors and one whose folder is then
// removed: the list has the others, and no answer tells where a folder lay.
func TestGone(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	bad, gone := filepath.Join(parent, "bad"), filepath.Join(parent, "gone")
	for _, folder := range []string{bad, gone} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "dossier.yaml"), []byte("dossier: ["), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	handler, _ := open(t, bad, gone)
	if err := os.RemoveAll(gone); err != nil {
		t.Fatal(err)
	}
	get := func(address string) (int, string) {
		w := ask(handler, http.MethodGet, address, http.NoBody)
		if strings.Contains(w.Body.String(), parent) {
			t.Errorf("%s tells where the folder lay: %s", address, w.Body)
		}
		return w.Code, w.Body.String()
	}
	status, body := get("/api/dossiers")
	for _, want := range []string{`"name":"bad"`, `"broken":"it has errors: ask check"`, `"name":"gone"`, `"broken":"its folder is gone"`, `"name":"kr-us-sma"`} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("status %d, no %s in %.600s", status, want, body)
		}
	}
	for address, want := range map[string]int{"/api/gone/outline": http.StatusNotFound, "/api/gone/schedule": http.StatusNotFound, "/api/bad/schedule": http.StatusUnprocessableEntity} {
		if got, body := get(address); got != want || !strings.Contains(body, "dossier") {
			t.Errorf("%s: status %d, want %d: %s", address, got, want, body)
		}
	}
}
