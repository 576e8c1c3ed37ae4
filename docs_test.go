package entente

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/internal/golden"
)

// shown are the packages at the end of the journey, and below internal and cmd:
// their types are shapes of requests and results, which docs/cli.md describes.
var shown = regexp.MustCompile(`^(internal|cmd|chart|report|workbench|api|web|store|queue)(/|$)`)

// typesHeading begins the part of the glossary that is printed from the code.
const typesHeading = "## The types\n"

// TestGlossaryPage holds the glossary to the code: behind its words stands every
// exported type of the packages that are not only shown, in the words of its
// comment.
func TestGlossaryPage(t *testing.T) {
	text, err := os.ReadFile("docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	words, _, _ := strings.Cut(string(text), typesHeading)
	var b strings.Builder
	b.WriteString(strings.TrimRight(words, "\n") + "\n\n" + typesHeading + "\nWhere a word is a type of the code, in the words of its comment (printed by `make docs`).\n")
	last := ""
	for _, d := range exportedTypes(t) {
		if d.dir != last {
			last = d.dir
			fmt.Fprintf(&b, "\n| `%s` | |\n|---|---|\n", d.dir)
		}
		if d.says == "" {
			t.Errorf("type %s.%s has no comment", d.dir, d.name)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", d.name, d.says)
	}
	golden.Text(t, "docs/glossary.md", b.String())
}

// TestRooms holds the table of packages in ARCHITECTURE to the tree: each room
// stands in it once, and no other.
func TestRooms(t *testing.T) {
	text, err := os.ReadFile("docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var written, built []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		written = append(written, m[1])
	}
	for _, p := range list(t) {
		if room, ours := strings.CutPrefix(p.ImportPath, module+"/"); ours && !strings.HasPrefix(room, "internal/") {
			built = append(built, room)
		}
	}
	slices.Sort(written)
	slices.Sort(built)
	if diff := gocmp.Diff(built, written); diff != "" {
		t.Errorf("the rooms that are built (-) and those of docs/ARCHITECTURE.md (+):\n%s", diff)
	}
}

// typeDoc is an exported type with the first sentence of its comment.
type typeDoc struct{ dir, name, says string }

// exportedTypes returns the exported types of the packages that are not only
// shown, in order of their folders and names.
func exportedTypes(t *testing.T) (all []typeDoc) {
	t.Helper()
	for _, p := range tree(t) {
		dir := path.Dir(p)
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || shown.MatchString(dir) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				if !ast.IsExported(spec.Name.Name) {
					continue
				}
				doc := spec.Doc.Text()
				if doc == "" {
					doc = g.Doc.Text()
				}
				all = append(all, typeDoc{dir, spec.Name.Name, firstSentence(doc)})
			}
		}
	}
	slices.SortFunc(all, func(a, b typeDoc) int { return cmp.Or(cmp.Compare(a.dir, b.dir), cmp.Compare(a.name, b.name)) })
	return all
}

// firstSentence returns a comment up to its first full stop, on one line and
// without what would end a cell.
func firstSentence(doc string) string {
	text := strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		text = text[:i+1]
	}
	return strings.ReplaceAll(text, "|", `\|`)
}

// TestDecisions wants the records of decisions numbered without a gap, dated,
// and no longer than a page.
func TestDecisions(t *testing.T) {
	const page = 70 // lines
	paths, err := filepath.Glob("docs/adr/*.md")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no records: %v", err)
	}
	slices.Sort(paths)
	dated := regexp.MustCompile(`(?m)^\d{4}-\d\d-\d\d · (accepted|superseded by \d{4})$`)
	for i, p := range paths {
		if want := fmt.Sprintf("%04d-", i+1); !strings.HasPrefix(filepath.Base(p), want) {
			t.Errorf("%s: the number should be %s", p, want)
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "\n"); n > page {
			t.Errorf("%s has %d lines, more than a page", p, n)
		}
		if !dated.Match(text) {
			t.Errorf("%s has no line such as 2026-11-21 · accepted", p)
		}
	}
}

// TestLinks follows the links from one page of the repository to another.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^()\s]+)\)`)
	for _, p := range tree(t) {
		if !strings.HasSuffix(p, ".md") {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			u, err := url.Parse(m[1])
			if err != nil || u.Scheme != "" || u.Path == "" {
				if err != nil {
					t.Errorf("%s: %v", p, err)
				}
				continue
			}
			if _, err := os.Stat(path.Join(path.Dir(p), u.Path)); err != nil {
				t.Errorf("%s links to %s, which is not there", p, m[1])
			}
		}
	}
}
