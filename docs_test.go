package entente

import (
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
	"unicode"
)

// plumbing lists the exported types that no reader of docs/glossary.md looks
// for: containers and helpers around a word that is there. One line a package.
const plumbing = `
diag      : Info List Related
source    : ClaimValue
agreement : Expr PreviousFigure FigureOf YearNumber SeriesValue Operation Choice FixedRate LevelGrowth Adjust SumRate CompoundRate BoundKind
talks     : Increase
schedule  : TermDiff YearDiff DiffTotals Cite FX YearSpan PartLine ConversionLine RuleLine Selection ID PartFigure UsedConversion Input Options Assertion FitClass FitScope Break Undecided LeftOut
dossier   : Expected Input
`

// shown are the packages at the end of the journey, and below internal and cmd:
// their types are shapes of requests and results, which docs/cli.md describes.
var shown = regexp.MustCompile(`^(internal|cmd|chart|report|workbench|api|web|store|queue)(/|$)`)

// TestGlossary wants the words of the code and the words of the glossary to be
// the same: every exported type up to there is in docs/glossary.md, under its
// name or its name written as words (WinSet: win-set), or in the list above.
func TestGlossary(t *testing.T) {
	text, err := os.ReadFile("docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	glossary := strings.NewReplacer("-", " ", "*", "", "`", "").Replace(strings.ToLower(string(text)))
	allowed := map[string]bool{}
	for line := range strings.Lines(plumbing) {
		name, types, _ := strings.Cut(strings.TrimSpace(line), ":")
		for typ := range strings.FieldsSeq(types) {
			allowed[strings.TrimSpace(name)+"."+typ] = true
		}
	}
	for _, name := range exportedTypes(t) {
		if allowed[name] {
			delete(allowed, name)
			continue
		}
		_, typ, _ := strings.Cut(name, ".")
		word := regexp.MustCompile(`\b(` + strings.ToLower(typ) + `|` + words(typ) + `)(s|es)?\b`)
		if !word.MatchString(glossary) {
			t.Errorf("%s is not in docs/glossary.md: add the word, or list the type as plumbing in docs_test.go", name)
		}
	}
	for name := range allowed {
		t.Errorf("%s is listed as plumbing but does not exist", name)
	}
}

// exportedTypes returns the exported types of the packages that are not only
// shown, as package.Type with the package's path below the module.
func exportedTypes(t *testing.T) (names []string) {
	t.Helper()
	for _, p := range tree(t) {
		dir := path.Dir(p)
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || shown.MatchString(dir) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				if name := s.(*ast.TypeSpec).Name.Name; ast.IsExported(name) {
					names = append(names, dir+"."+name)
				}
			}
		}
	}
	return names
}

// words writes a name of Go as words in lower case: HowRead is "how read".
func words(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
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
