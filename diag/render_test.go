package diag_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"entente/diag"
	"entente/internal/golden"
)

// Each archive holds a file of a dossier, findings about it, and what is
// printed.
func TestRender(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/render/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			archive := golden.Open(t, path)
			var list diag.List
			if err := json.Unmarshal(archive.File("findings.json"), &list); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			diag.Render(&out, list, archive.File)
			archive.Compare(t, "want", out.String())
		})
	}
}

func TestRenderWithoutFiles(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	list := diag.List{{Code: diag.Cycle, Pos: diag.Position{File: "a.yaml", Line: 3, Column: 1}, Message: "2020 rests on itself", Hint: "break it"}}
	diag.Render(&out, list, nil)
	if want := "a.yaml:3:1: error[cycle]: 2020 rests on itself\n      hint: break it\n"; out.String() != want {
		t.Errorf("Render = %q, want %q", out.String(), want)
	}
}

// A line of many megabytes costs what is shown of it, not what it is.
func TestRenderHugeLine(t *testing.T) {
	t.Parallel()
	text := bytes.Repeat([]byte("금"), 5_000_000)
	list := diag.List{{Code: diag.TooLarge, Pos: diag.Position{File: "a", Line: 1, Column: 4_000_000}, Message: "too large"}}
	var out bytes.Buffer
	diag.Render(&out, list, func(string) []byte { return text })
	if out.Len() > 2000 {
		t.Errorf("a long line was printed in %d bytes", out.Len())
	}
	if !strings.Contains(out.String(), "금") {
		t.Error("the line is not shown")
	}
}

// Whatever is in the file and wherever the finding points: no panic, nothing
// that steers a terminal, and a caret for every excerpt.
func TestRenderProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.String().Draw(t, "text"))
		d := diag.Diagnostic{
			Code:    diag.BadWord,
			Pos:     diag.Position{File: rapid.String().Draw(t, "file"), Line: rapid.IntRange(0, 4).Draw(t, "line"), Column: rapid.IntRange(-1, 400).Draw(t, "column")},
			Width:   rapid.IntRange(-1, 400).Draw(t, "width"),
			Path:    rapid.String().Draw(t, "path"),
			Message: rapid.String().Draw(t, "message"),
			Hint:    rapid.String().Draw(t, "hint"),
		}
		var out bytes.Buffer
		diag.Render(&out, diag.List{d}, func(string) []byte { return text })
		for _, r := range out.String() {
			if r != '\n' && unicode.IsControl(r) {
				t.Fatalf("printed %q", out.String())
			}
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "    "+string(rune('0'+d.Pos.Line))+" | ") && d.Pos.Line > 0 && i > 0 {
				if i+1 >= len(lines) || !strings.HasPrefix(lines[i+1], "      | ") || !strings.Contains(lines[i+1], "^") {
					t.Fatalf("no caret in %q", out.String())
				}
			}
		}
	})
}
