package entente

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What the project holds itself to. A package comment on every package is
// asked for in deps_test.go.
const (
	maxFileLines     = 600
	maxFunctionLines = 80
	maxLongPerMille  = 10 // functions above maxFunctionLines, of a thousand
)

// foreign is what no file of the repository may hold: it would tie the project
// to one machine or network, or promise work instead of doing it.
//
// A pattern is tried where one of its words stands in the text, in whatever
// case: looking for words is a hundred times faster.
var foreign = []struct {
	pattern *regexp.Regexp
	words   []string
	why     string
}{
	{regexp.MustCompile("(?m)(^|[\\s\"'`(=:])/(root|home|work|Users|mnt)/"), []string{"/root/", "/home/", "/work/", "/users/", "/mnt/"}, "an absolute path of one machine"},
	{regexp.MustCompile(`(?i)\b(goproxy|gosumdb|artifactory|(proxy|sum)\.golang\.org|registry\.npmjs\.org|pypi\.org)\b`), []string{"goproxy", "gosumdb", "artifactory", "golang.org", "npmjs", "pypi"}, "a package registry"},
	{regexp.MustCompile(`\b(TODO|FIXME|HACK)\b`), []string{"todo", "fixme", "hack"}, "a note to do it later"},
}

// tree returns the paths of the repository's files, with slashes. It passes over
// version control, editors' folders and what was built.
func tree(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains([]string{".git", ".idea", ".vscode", "bin"}, e.Name()):
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case e.Type().IsRegular():
			paths = append(paths, filepath.ToSlash(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestNothingForeign(t *testing.T) {
	for _, path := range tree(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if path == "style_test.go" || !utf8.Valid(text) {
			continue // the patterns themselves; pictures
		}
		lower := bytes.ToLower(text)
		for _, f := range foreign {
			if !slices.ContainsFunc(f.words, func(word string) bool { return bytes.Contains(lower, []byte(word)) }) {
				continue
			}
			if at := f.pattern.FindIndex(text); at != nil {
				line := 1 + strings.Count(string(text[:at[1]-1]), "\n")
				t.Errorf("%s:%d: %q is %s", path, line, strings.TrimSpace(string(text[at[0]:at[1]])), f.why)
			}
		}
	}
}

func TestLengths(t *testing.T) {
	functions, files := 0, token.NewFileSet()
	var long []string
	for _, path := range tree(t) {
		if !strings.HasSuffix(path, ".go") {
			continue
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if n := files.Position(file.FileEnd).Line - 1; n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d: it holds more than one thing", path, n, maxFileLines)
		}
		if strings.HasSuffix(path, "_test.go") {
			continue // a table of cases is long and simple
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			functions++
			if first, last := files.Position(f.Pos()), files.Position(f.End()); last.Line-first.Line+1 > maxFunctionLines {
				long = append(long, first.String()+" "+f.Name.Name)
			}
		}
	}
	if len(long)*1000 > functions*maxLongPerMille {
		t.Errorf("%d of %d functions have more than %d lines, at most %d in a thousand may:\n%s",
			len(long), functions, maxFunctionLines, maxLongPerMille, strings.Join(long, "\n"))
	}
}
