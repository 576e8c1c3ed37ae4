package workbench_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"entente/diag"
	"entente/internal/golden"
	"entente/workbench"
)

// smallDossier writes the small dossier of testdata into a folder, with texts
// of its negotiation replaced: old, new, old, new.
func smallDossier(t *testing.T, replaced ...string) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/talks.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		text := string(f.Data)
		if f.Name == "negotiation/small.yaml" {
			for i := 0; i < len(replaced); i += 2 {
				if strings.Count(text, replaced[i]) != 1 {
					t.Fatalf("%q stands %d times in the negotiation", replaced[i], strings.Count(text, replaced[i]))
				}
				text = strings.Replace(text, replaced[i], replaced[i+1], 1)
			}
		}
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// dealFaults are slips in a file about packages: what is replaced in a good
// one, and the code of the finding. Where check alone cannot see it, deal does.
func dealFaults() []struct {
	name, old, new string
	code           diag.Code
	deal           bool
} {
	const us, weights = "no_agreement: {hold: 100%}", "- {measure: first_year, weight: 70%, worst: 14_028 eok, best: 18_000 eok}"
	return []struct {
		name, old, new string
		code           diag.Code
		deal           bool
	}{
		{"weights that do not sum", "weight: 70%", "weight: 60%", diag.WeightsSum, false},
		{"chances that do not sum", "{hold: 60%, dearer: 40%}", "{hold: 60%, dearer: 30%}", diag.WeightsSum, false},
		{"an issue that points to no term", "path: pact/amounts/2026/value", "path: pact/amounts/2026/valeu", diag.UnknownKey, false},
		{"an issue that points to no year", "path: pact/amounts/2026/value", "path: pact/amounts/2031/value", diag.EmptyRule, false},
		{"an issue that leads into another agreement", "path: pact/amounts/2026/value", "path: old/amounts/2023/value", diag.UnknownPath, false},
		{"a value that makes an invalid agreement", "values: [3%, 5%]", "values: [3%, 5%, -3%]", diag.CapBelowFloor, false},
		{"a value that is no value there", "values: [3%, 5%]", "values: [3%, 5%, much]", diag.BadUnit, false},
		{"a package that makes an invalid agreement", "values: [3%, 5%]\n", "values: [5%, 3%]\n  - {id: floor, path: pact/amounts/2027..2030/by/floor/step, values: [0%, 4%]}\n", diag.CapBelowFloor, true},
		{"an unknown measure", "measure: first_year", "measure: frist_year", diag.BadWord, false},
		{"a measure without its series", "measure: first_year", "measure: dollars", diag.MissingKey, false},
		{"a range upside down", "50%..60%..70%", "70%..60%..50%", diag.BadNumber, false},
		{"a weight without unit", "weight: 70%", "weight: 0.7", diag.BadNumber, false},
		{"worst and best are the same", "worst: 14_028 eok, best: 18_000 eok", "worst: 18_000 eok, best: 18_000 eok", diag.BadNumber, false},
		{"a kink outside", "best: 18_000 eok}", "best: 18_000 eok, kink: {at: 20_000 eok, worth: 50%}}", diag.BadNumber, false},
		{"a shape that is none", "best: 18_000 eok}", "best: 18_000 eok, shape: bent}", diag.BadWord, false},
		{"a red line on an unknown measure", "measure: first_increase", "measure: first_increse", diag.BadWord, false},
		{"a red line without limit", "{measure: first_increase, at_most: 50}", "{measure: first_increase}", diag.MissingKey, false},
		{"a red line that nothing keeps", "at_most: 50}", "at_most: 5, at_least: 10}", diag.BadNumber, false},
		{"a weight on an unknown issue", "issue: labour, weight: 30%,", "issue: labor, weight: 30%,", diag.BadWord, false},
		{"a value without worth", "{75%: 0%, 87%: 50%, 100%: 100%}", "{75%: 0%, 100%: 100%}", diag.MissingKey, false},
		{"a worth of no value", "{75%: 0%, 87%: 50%, 100%: 100%}", "{75%: 0%, 87%: 50%, 90%: 60%, 100%: 100%}", diag.UnknownKey, false},
		{"a party without profile", "  - party: us\n    owner: analyst\n    on: 2024-10-04\n    weights:\n      " + weights + "\n      - {issue: labour, weight: 30%, values: {75%: 0%, 87%: 50%, 100%: 100%}}\n    " + us + "\n    loss: 10%\n", "", diag.MissingKey, true},
		{"a party with two profiles", "- party: us\n", "- party: kr\n", diag.DuplicateID, false},
		{"a profile of a stranger", "- party: us\n", "- party: uk\n", diag.UnknownParty, false},
		{"a profile that nobody owns", "    owner: analyst\n    on: 2024-10-04\n    weights:\n      " + weights, "    on: 2024-10-04\n    weights:\n      " + weights, diag.MissingKey, false},
		{"a path that is none", us, "no_agreement: {wait: 100%}", diag.BadWord, false},
		{"a path neither inside nor outside", "kind: outside", "kind: beside", diag.BadWord, false},
		{"a package that leaves an issue open", "cap: 5%, term: 2028, labour: 87%}", "cap: 5%, labour: 87%}", diag.MissingKey, false},
		{"a package with an unknown value", "cap: 5%, term: 2028, labour: 87%}", "cap: 4%, term: 2028, labour: 87%}", diag.BadWord, false},
		{"an issue twice", "- id: labour", "- id: cap", diag.DuplicateID, false},
		{"a value twice", "values: [3%, 5%]", "values: [3%, 5%, 5%]", diag.DuplicateID, false},
		{"an issue without values", "    values: [3%, 5%]\n", "", diag.MissingKey, false},
		{"an issue with an empty list", "    values: [3%, 5%]\n", "    values: []\n", diag.MissingKey, false},
		{"an end that is no year", "years: [2026, 2028]", "years: []", diag.MissingKey, false},
		{"a discount that leaves nothing", "  paths: 50\n", "  paths: 50\n  discount: -100%\n", diag.BadNumber, false},
		{"two issues that end the agreement", "  - id: labour\n", "  - id: sunset\n    years: [2027]\n  - id: labour\n", diag.DuplicateKey, false},
		{"an agreement that ends before it begins", "years: [2026, 2028]", "years: [2025, 2028]", diag.BadYear, false},
		{"a range of values that falls", "values: [14_400 eok, 15_192 eok, 16_200 eok]", "values: {from: 16_200 eok, to: 14_400 eok, step: 100 eok}", diag.BadNumber, false},
		{"a range of values in two units", "values: [14_400 eok, 15_192 eok, 16_200 eok]", "values: {from: 14_400 eok, to: 16_200, step: 100 eok}", diag.BadUnit, false},
		{"issues without their section", "deal:\n  years: 2026..2028\n  paths: 50\n  over: old/2025\n", "", diag.MissingKey, false},
		{"issues of no agreement", "agreement: pact\n", "", diag.MissingKey, false},
		{"a loss above the scale", "loss: 10%", "loss: 110%", diag.BadNumber, false},
		{"years that nobody can compute", "years: 2026..2028", "years: 2025..2028", diag.YearMissing, true},
	}
}

// TestDealFaults wants every slip to be told with its code, its place, the line
// and a hint, as the golden file has it, and nothing of a good file.
func TestDealFaults(t *testing.T) {
	t.Parallel()
	w := &workbench.Workbench{Now: time.Now}
	var b bytes.Buffer
	b.WriteString("What is said of slips in a file about packages. TestDealFaults prints it.\n")
	for _, c := range dealFaults() {
		replaced := []string{c.old, c.new}
		if strings.Contains(c.new, "floor") { // a package settles the new issue too
			replaced = append(replaced, "cap: 5%, term", "cap: 5%, floor: 0%, term")
		}
		dir := smallDossier(t, replaced...)
		found, err := w.Check(workbench.CheckRequest{Dossiers: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		list, read := found.Checked[0].List.Errors(), found.Checked[0].Read
		if c.deal {
			if len(list) > 0 {
				t.Errorf("%s: check tells it already: %s", c.name, list[0])
			}
			r := dealRequest(dir, "small")
			_, err := w.Deal(context.Background(), r)
			var findings *workbench.FindingsError
			if !errors.As(err, &findings) {
				t.Errorf("%s: deal says %v", c.name, err)
				continue
			}
			list, read = findings.List, findings.Read
		}
		fmt.Fprintf(&b, "\n== %s ==\n", c.name)
		diag.Render(&b, list, read)
		if len(list) == 0 {
			t.Errorf("%s: nothing was found", c.name)
			continue
		}
		some := false
		for _, d := range list {
			some = some || d.Code == c.code
			if d.Pos.File != "negotiation/small.yaml" || d.Pos.Line == 0 || d.Pos.Column == 0 {
				t.Errorf("%s: %s has no place in the file", c.name, d)
			}
			if d.Hint == "" {
				t.Errorf("%s: %s has no hint", c.name, d)
			}
		}
		if !some {
			t.Errorf("%s: no finding is a %s", c.name, c.code)
		}
	}
	golden.Text(t, "testdata/dealfaults.txt", b.String())
	good := smallDossier(t)
	if found, err := w.Check(workbench.CheckRequest{Dossiers: []string{good}}); err != nil || len(found.Diagnostics) > 0 {
		t.Errorf("the good file: %v, %v", found, err)
	}
	if _, err := w.Deal(context.Background(), dealRequest(good, "small")); err != nil {
		t.Errorf("the good file: %v", err)
	}
}

// TestDealEmptyZone wants an empty zone of agreement to be an answer: the
// nearest misses, the nearest first, with how far they miss.
func TestDealEmptyZone(t *testing.T) {
	t.Parallel()
	out := dealOf(t, dealRequest(smallDossier(t, "    loss: 20%\n", "    loss: 0%\n", "loss: 10%", "loss: 0%", "no_agreement: {hold: 100%}", "no_agreement: {dearer: 100%}", "{hold: 60%, dearer: 40%}", "{hold: 100%}"), "small"))
	if !out.ZOPA.Empty || out.ZOPA.Count != 0 || len(out.ZOPA.Misses) != 3 || len(out.Solutions) != 0 {
		t.Fatalf("the zone is %+v", out.ZOPA)
	}
	last := -1.0
	for _, k := range out.ZOPA.Misses {
		miss := 0.0
		for i, u := range k.Utils {
			miss = max(miss, out.Parties[i].Reserved-u)
		}
		if miss <= 0 || miss < last || k.Short == nil || k.Short[0] < 0 {
			t.Errorf("package %d misses by %.4f after one that misses by %.4f", k.Index, miss, last)
		}
		last = miss
	}
	if len(out.Advice.Concessions) == 0 || len(out.Frontier) == 0 {
		t.Error("without a zone there is no advice")
	}
}
