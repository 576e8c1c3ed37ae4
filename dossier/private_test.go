package dossier_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"entente/dossier"
)

// watched notes what is opened in it.
type watched struct {
	fs.FS
	opened *[]string
}

func (w watched) Open(name string) (fs.File, error) {
	*w.opened = append(*w.opened, name)
	return w.FS.Open(name)
}

// TestPrivateIsNotOpened reads a dossier and wants no file below private/ to
// be opened, under any name.
func TestPrivateIsNotOpened(t *testing.T) {
	t.Parallel()
	fsys := talksFiles(head, "")
	for _, name := range []string{"private/a.yaml", "private/b.yml", "private/deeper/a.yaml", "private/notes.txt"} {
		fsys[name] = &fstest.MapFile{Data: []byte("a: [")}
	}
	var opened []string
	plain, _, err := dossier.Read(watched{fsys, &opened})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range opened {
		if strings.HasPrefix(name, "private/") {
			t.Errorf("%s was opened", name)
		}
	}
	if len(opened) < 4 {
		t.Fatalf("only %v was opened", opened)
	}
	for name := range fsys {
		if strings.HasPrefix(name, "private/") {
			delete(fsys, name)
		}
	}
	without, _, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if plain.Digest != without.Digest {
		t.Error("private files change the digest")
	}
}

func TestIsPrivate(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"private/kr.yaml": true, "./private/kr.yaml": true, "x/../private/kr.yaml": true, "/anywhere/d/private/kr.yaml": true, `d\Private\kr.yaml`: true, "d/private/deeper/kr.yaml": true,
		"": false, "what-if/private.yaml": false, "/private/var/d/what-if/cap.yaml": false, "privately/kr.yaml": false,
	} {
		if got := dossier.IsPrivate(name); got != want {
			t.Errorf("%q is private: %v", name, got)
		}
	}
}
