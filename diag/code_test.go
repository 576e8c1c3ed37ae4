package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/diag"
)

// constants returns the codes of code.go in the order of the source, and the
// name that each goes by in Go.
func constants(t *testing.T) (codes, names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			if typ, ok := v.Type.(*ast.Ident); !ok || typ.Name != "Code" || len(v.Names) != 1 || len(v.Values) != 1 {
				t.Errorf("code.go: the constant %s is not of the form Name Code = \"name\"", v.Names[0].Name)
				continue
			}
			code, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes, names = append(codes, code), append(names, v.Names[0].Name)
		}
	}
	return codes, names
}

// The table explains every code, once, in the order of the constants.
func TestTable(t *testing.T) {
	t.Parallel()
	want, _ := constants(t)
	if len(want) == 0 {
		t.Fatal("no codes in code.go")
	}
	var got []string
	for _, info := range diag.Codes() {
		got = append(got, string(info.Code))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("table.go does not follow code.go (-code.go +table.go):\n%s", diff)
	}
}

// A code is its name in Go with hyphens, so that one can be found from the
// other; it is unique, and its explanation is two sentences.
func TestCodeNames(t *testing.T) {
	t.Parallel()
	codes, names := constants(t)
	seen := map[string]bool{}
	for i, code := range codes {
		if seen[code] {
			t.Errorf("%s is used twice", code)
		}
		seen[code] = true
		if want := strings.ReplaceAll(code, "-", ""); !strings.EqualFold(names[i], want) {
			t.Errorf("the constant of %s is called %s", code, names[i])
		}
	}
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, info := range diag.Codes() {
		if !form.MatchString(string(info.Code)) {
			t.Errorf("%s is not in lower case with hyphens", info.Code)
		}
		for _, sentence := range []string{info.Meaning, info.Why} {
			if len(sentence) < 15 || !strings.HasSuffix(sentence, ".") && !strings.HasSuffix(sentence, "?") || strings.Contains(sentence, "\n") {
				t.Errorf("%s: %q is not a sentence", info.Code, sentence)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	for _, want := range diag.Codes() {
		if got, ok := diag.Lookup(want.Code); !ok || got != want {
			t.Errorf("Lookup(%s) = %v, %t", want.Code, got, ok)
		}
	}
	if got, ok := diag.Lookup("no-such-code"); ok {
		t.Errorf("Lookup(no-such-code) = %v", got)
	}
	diag.Codes()[0].Meaning = "changed"
	if diag.Codes()[0].Meaning == "changed" {
		t.Error("Codes hands out its own table")
	}
}
