package format_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"entente/negotiation/format"
)

// seed adds the files of the repository's own scenarios in pairs.
func seed(f *testing.F, folders ...string) {
	f.Helper()
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join("../testdata", folder, "*"))
		if err != nil {
			f.Fatal(err)
		}
		var texts [][]byte
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				f.Fatal(err)
			}
			texts = append(texts, text)
		}
		for i := range texts {
			f.Add(texts[0], texts[i])
		}
	}
}

// survive reads two files of any content: it must not panic, what it accepts
// must pass its own check, and what is written must read back as the same
// preferences.
func survive(t *testing.T, ending string, a, b []byte) {
	t.Helper()
	s, _, list := format.Read([]format.File{{Name: "a" + ending, Data: a}, {Name: "b" + ending, Data: b}})
	if list.HasErrors() {
		return
	}
	if err := s.Check(); err != nil {
		t.Fatalf("accepted a scenario that fails its check: %v", err)
	}
	n, fits := s.Space.Count()
	if !fits || n > 200 {
		return
	}
	for _, form := range format.Forms() {
		files, list := format.Write(s, form)
		if list.HasErrors() {
			continue
		}
		back, _, list := format.Read(files)
		if list.HasErrors() {
			t.Fatalf("%s cannot be read back: %v\n%s", form, list, files[0].Data)
		}
		for i := range n {
			o := s.Space.At(i)
			u, v := s.Utils(o), back.Utils(o)
			for p := range u {
				if !(math.Abs(u[p]-v[p]) <= 1e-9*max(1, math.Abs(u[p]))) {
					t.Fatalf("%s: outcome %d is worth %v to party %d, was %v", form, i, v[p], p, u[p])
				}
			}
		}
	}
}

func FuzzGenius(f *testing.F) {
	seed(f, "harbour", "barrage")
	f.Add([]byte(geniusDomain), []byte(geniusProfile))
	f.Fuzz(func(t *testing.T, a, b []byte) { survive(t, ".xml", a, b) })
}

func FuzzGeniusWeb(f *testing.F) {
	seed(f, "basin")
	f.Add([]byte(webDomain), []byte(webProfile))
	f.Fuzz(func(t *testing.T, a, b []byte) { survive(t, ".json", a, b) })
}

func FuzzNegoLog(f *testing.F) {
	seed(f, "ferry")
	f.Add([]byte(logProfile), []byte(logProfile))
	f.Fuzz(func(t *testing.T, a, b []byte) { survive(t, ".json", a, b) })
}

func FuzzNegMAS(f *testing.F) {
	seed(f, "orbit")
	f.Add([]byte(masDomain), []byte(masProfile))
	f.Fuzz(func(t *testing.T, a, b []byte) { survive(t, ".yml", a, b) })
}
