package main

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/big"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"entente/internal/golden"
	"entente/workbench"
)

// results says what each command writes with --json.
var results = map[string]any{
	"schedule": workbench.ScheduleResult{},
	"explain":  workbench.ExplainResult{},
	"diff":     workbench.DiffResult{},
	"fit":      workbench.FitResult{},
	"compare":  workbench.CompareResult{},
	"solve":    workbench.SolveResult{},
	"export":   workbench.ExportResult{},
	"brief":    workbench.BriefResult{},
	"project":  workbench.ProjectResult{},
	"import":   workbench.ImportResult{},
	"assume":   workbench.AssumeResult{},
	"backtest": workbench.BacktestResult{},
	"check":    workbench.CheckResult{},
	"test":     workbench.TestResult{},
	"fmt":      workbench.FormatResult{},
	"status":   workbench.StatusResult{},
	"rounds":   workbench.RoundsResult{},
	"events":   workbench.EventsResult{},
	"dossiers": workbench.DossiersResult{},
	"version":  workbench.VersionResult{},
	"key":      workbench.KeyResult{},
	"verify":   workbench.VerifyResult{},
	"deal":     workbench.DealResult{},
	"ratify":   workbench.RatifyResult{},
	"wait":     workbench.WaitResult{},
	"fair":     workbench.FairResult{},
	"analyze":  workbench.AnalyzeResult{},
	"convert":  workbench.ConvertResult{},
	"claim":    workbench.ClaimResult{},
	"claims":   workbench.ClaimsResult{},
}

const cliIntro = `# The command line

This page is printed from the commands and the Go types (make docs).

` + "`entente COMMAND DOSSIER …`" + `: a DOSSIER is a folder with a dossier.yaml, or the name of a bundled one. Results go to stdout, everything else to stderr.

| exit code | meaning |
|---|---|
| 0 | fine |
| 1 | findings: a check or a test fails, a dossier has errors |
| 2 | usage: the request cannot be meant |
| 3 | failure: a file cannot be read, and the like |

With ` + "`--json`" + ` every command writes a stable contract: fields may be added, not changed. An exact number is a string; an amount is in whole currency units
(` + "`\"1183300000000\"`" + `), a rate in percent (` + "`\"13.9\"`" + `); a year is a number; a date is ISO; what is not known is null. Every result about a dossier carries ` + "`dossier`, `digest`" + ` and
` + "`known_at`" + ` (null when no day was given). A dossier with errors gives ` + "`diagnostics`" + ` as check does, and exit code 1.
`

// TestCommandsPage holds docs/cli.md to the commands and their results.
func TestCommandsPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(cliIntro)
	a := &app{}
	comments := fieldComments(t,
		"../../workbench", "../../schedule", "../../internal/text", "../../period", "../../negotiation", "../../negotiation/analysis", "../../evidence", "../../projection", "../../report", "../../ratification", "../../settlement", "../../fairness",
	)
	for _, c := range a.root().Commands() {
		if c.Hidden || c.Name() == "completion" || c.Name() == "help" {
			continue
		}
		command(&b, c)
		if r, ok := results[c.Name()]; ok {
			b.WriteString("\n| JSON field | type | meaning |\n|---|---|---|\n")
			fields(t, &b, reflect.TypeOf(r), "", comments, map[reflect.Type]bool{})
		}
	}
	golden.Text(t, "../../docs/cli.md", b.String())
}

func command(b *bytes.Buffer, c *cobra.Command) {
	fmt.Fprintf(b, "\n## %s\n\n", c.Name())
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	fmt.Fprintf(b, "%s\n\n```\nentente %s [flags]\n```\n", about, c.Use)
	if c.Example != "" {
		fmt.Fprintf(b, "\n```\n%s\n```\n", strings.TrimSpace(strings.ReplaceAll(c.Example, "\n  ", "\n")))
	}
	var rows []string
	c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			return
		}
		name, use := pflag.UnquoteUsage(f)
		rows = append(rows, strings.TrimSpace(fmt.Sprintf("| `--%s %s", f.Name, name))+"` | "+use+" |")
	})
	if len(rows) > 0 {
		fmt.Fprintf(b, "\n| flag | meaning |\n|---|---|\n%s\n", strings.Join(rows, "\n"))
	}
}

// fields prints the JSON fields of a type, nested ones with their path.
func fields(tb testing.TB, b *bytes.Buffer, t reflect.Type, path string, comments map[string]string, above map[reflect.Type]bool) {
	tb.Helper()
	if above[t] {
		return // a node holds nodes
	}
	above[t] = true
	defer delete(above, t)
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			fields(tb, b, inner, path, comments, above)
			continue
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		kind, inner, many := jsonType(f.Type)
		full := path + name
		if many {
			full += "[]"
		}
		meaning := cmp.Or(comments[t.Name()+"."+f.Name], meanings[name])
		if meaning == "" {
			tb.Errorf("field %s of %s has no meaning: comment it in %s, or add it to fields_test.go", full, t, t.PkgPath())
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", full, kind, meaning)
		if inner != nil {
			fields(tb, b, inner, full+".", comments, above)
		}
	}
}

// jsonType says how a Go type is written, and which struct is inside.
func jsonType(t reflect.Type) (kind string, inner reflect.Type, many bool) {
	null := ""
	if t.Kind() == reflect.Pointer {
		null, t = " or null", t.Elem()
	}
	if t == reflect.TypeFor[json.Number]() {
		return "number" + null, nil, false
	}
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return "string" + null, nil, false
	}
	if t == reflect.TypeFor[big.Int]() {
		return "number" + null, nil, false
	}
	switch t.Kind() {
	case reflect.Slice:
		_, in, _ := jsonType(t.Elem())
		return "list", in, true
	case reflect.Map:
		return "object", nil, false
	case reflect.Struct:
		return "object" + null, t, false
	case reflect.String:
		return "string" + null, nil, false
	case reflect.Bool:
		return "boolean" + null, nil, false
	default:
		return "number" + null, nil, false
	}
}

// fieldComments reads what the source says of each field.
func fieldComments(t *testing.T, dirs ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, dir := range dirs {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				spec, ok := n.(*ast.TypeSpec)
				if !ok {
					return true
				}
				s, ok := spec.Type.(*ast.StructType)
				if !ok {
					return true
				}
				for _, f := range s.Fields.List {
					text := strings.TrimSpace(strings.ReplaceAll(f.Comment.Text()+f.Doc.Text(), "\n", " "))
					for _, name := range f.Names {
						out[spec.Name.Name+"."+name.Name] = text
					}
				}
				return true
			})
		}
	}
	return out
}
