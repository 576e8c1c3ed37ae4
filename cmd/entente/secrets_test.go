package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"

	"entente/internal/patience"
)

// plantedProfile is a private file all of whose values are secret.
const plantedProfile = `party: PARTY
notes: hushed-note-of-PARTY
profiles:
  - negotiation: small
    party: PARTY
    owner: hushed-owner-of-PARTY
    on: 2024-10-04
    note: hushed-remark-of-PARTY
    loss: 12.3456%
    no_agreement: {hold: 100%}
    red_lines: [{measure: first_increase, at_most: 34.5671}]
    weights:
      - {measure: total, weight: 43.2109%, worst: 60_000 eok, best: 40_000 eok}
      - {issue: labour, weight: 56.7891%, values: {75%: 0%, 87%: 60%, 100%: 100%}}
`

// planted are private folders: whatever is in them, nobody hears of it.
func planted() map[string]map[string]string {
	good := strings.Replace(plantedProfile, "notes: hushed-note-of-PARTY\n", "", 1)
	of := func(text, party string) string { return strings.ReplaceAll(text, "PARTY", party) }
	return map[string]map[string]string{
		"well-formed": {"kr.yaml": of(good, "kr"), "us.yaml": of(good, "us")},
		"broken": {
			"kr.yaml":       of(strings.Replace(plantedProfile, "weights:", "weights: [hushed-of-kr: {", 1), "kr"),
			"us.yaml":       of(strings.NewReplacer("43.2109%", "hushed-weight", "hold: 100%", "hushed-path: 100%", "first_increase", "hushed_measure").Replace(plantedProfile), "us"),
			"stranger.yaml": "hushed-of-a-stranger: 1\n", "notes.txt": "hushed-in-a-note", "deeper/kr.yaml": "hushed: deeper\n", "kr.yml": "hushed: other ending\n",
			"binary.yaml": "hushed\x00\xff", "large.yaml": "hushed: " + strings.Repeat("x", 1<<20),
		},
	}
}

// mixed is one folder with a good file and broken ones: what is said must not
// change whichever a command would come upon.
func mixed() map[string]map[string]string {
	all := planted()
	files := maps.Clone(all["broken"])
	files["kr.yaml"] = all["well-formed"]["kr.yaml"]
	return map[string]map[string]string{"good and broken": files}
}

// everyCommand says how each command is asked about the dossier DIR; OUT is a
// folder for what it writes. A command that knows no dossier has no line of its
// own to get wrong, and is listed with nil.
func everyCommand() map[string][]string {
	return map[string][]string{
		"schedule": {"schedule DIR", "schedule DIR --what-if private/kr.yaml", "schedule DIR --what-if DIR/private/kr.yaml"},
		"explain":  {"explain DIR old/2024", "explain DIR private/kr"}, "diff": {"diff DIR/old DIR/pact", "diff DIR/private DIR/pact"}, "compare": {"compare DIR/old DIR/pact"},
		"key": {"key DIR"}, "fit": {"fit DIR --agreement old"}, "solve": {"solve DIR pact/2026 --for pact/total --target 80_000eok --assume prices=2.0"},
		"project": {"project DIR --from 2026 --to 2028 --known 2024-10-04 --paths 50 --svg OUT/fan.svg --draws OUT/draws.csv"},
		"export":  {"export DIR --csv -", "export DIR --xlsx OUT/x.xlsx", "export DIR --datapackage OUT/data"}, "import": {"import DIR/private/kr.yaml --series prices --source own --published 2025-07-01"},
		"assume": {"assume DIR --fit prices"}, "backtest": {"backtest DIR --paths 50 --horizon 1"}, "status": {"status DIR --on 2024-10-04"},
		"rounds": {"rounds DIR"}, "events": {"events DIR --from 2024"}, "claim": {"claim DIR OUT/article.txt --html", "claim DIR DIR/private/kr.yaml"}, "claims": {"claims DIR --from 2024"},
		"check": {"check DIR --notes", "check DIR --what-if private/us.yaml"}, "test": {"test DIR"}, "fmt": {"fmt DIR --check", "fmt DIR"}, "schema": {"schema"},
		"deal": {
			"deal DIR small --svg OUT/deal.svg", "deal DIR small --from agreed --rounds 2", "deal DIR nothing", "deal DIR DIR/private/kr.yaml", "deal DIR private/us.yaml", "deal DIR small --what-if private/kr.yaml",
			"deal DIR small --from nothing", "deal DIR small --draws -1",
		},
		"ratify":   {"ratify DIR small --svg OUT/ratify.svg", "ratify DIR DIR/private/us.yaml"},
		"wait":     {"wait DIR small --svg OUT/wait.svg", "wait DIR private/kr.yaml"},
		"fair":     {"fair DIR small --svg OUT/fair.svg", "fair DIR private/kr.yaml"},
		"brief":    {"brief DIR --on 2024-10-04", "brief DIR pact -o OUT/brief.html", "brief DIR old pact -o OUT/brief.xlsx", "brief DIR private/kr.yaml", "brief DIR --on 2024-10-04 --what-if private/kr.yaml"},
		"mcp":      {"mcp DIR"}, // what it answers is what /api/ answers: see TestPagesKeepSecrets
		"dossiers": {"dossiers --copy mlf OUT/copy"},
		"analyze":  nil, "convert": nil, "verify": nil, "serve": nil, // serve: see TestPagesKeepSecrets
		"version": nil, "completion": nil, "help": nil, "__complete": {"__complete deal DIR ", "__complete deal DIR small --as "}, "__completeNoDesc": nil,
	}
}

// TestCommandsKeepSecrets plants secrets in every private file and wants every
// command to say, draw and write the same as if there were no private folder.
func TestCommandsKeepSecrets(t *testing.T) {
	t.Parallel()
	asked := everyCommand()
	for _, c := range everyCommandOf((&app{}).root()) {
		if _, ok := asked[c]; !ok {
			t.Errorf("command %s is new: say in everyCommand how it is asked about a dossier with private files", c)
		}
	}
	dir := smallDossier(t)
	want := answers(t, dir, asked)
	for name, files := range mixed() {
		plant(t, dir, files)
		got := answers(t, dir, asked)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s private files change what is said without --as:\n%s", name, diff)
		}
		for line, said := range got {
			for _, word := range []string{"hushed", "12.3456", "34.5671", "43.2109", "432109", "56.7891", "567891"} {
				if strings.Contains(said, word) && !strings.Contains(line, word) {
					t.Errorf("%s, private files %s: the answer holds %q", line, name, word)
				}
			}
		}
		kept := map[string]string{}
		read(t, filepath.Join(dir, "private"), kept)
		if diff := cmp.Diff(files, kept); diff != "" {
			t.Errorf("%s private files were touched:\n%s", name, diff)
		}
	}
}

// TestOnlyTheOwnSecret asks as one party: the own file is used, and nothing of
// the other's shows, be it good or broken.
func TestOnlyTheOwnSecret(t *testing.T) {
	t.Parallel()
	dir := smallDossier(t)
	all := planted()
	for _, c := range []struct {
		own, others, used string
		code              int
	}{
		{"well-formed", "well-formed", "hushed-owner-of-kr", exitFine},
		{"well-formed", "broken", "hushed-owner-of-kr", exitFine},
		{"broken", "well-formed", "private/kr.yaml", exitFindings},
	} {
		plant(t, dir, map[string]string{"kr.yaml": all[c.own]["kr.yaml"], "us.yaml": all[c.others]["us.yaml"]})
		for _, form := range []string{"", "--json"} {
			var stdout, stderr bytes.Buffer
			args := strings.Fields("deal " + dir + " small --as kr --svg " + filepath.Join(t.TempDir(), "x.svg") + " " + form)
			if code := run(t.Context(), args, nil, &stdout, &stderr); code != c.code {
				t.Errorf("own %s, others %s: exit code %d, want %d\n%s", c.own, c.others, code, c.code, stderr.String())
			}
			said := stdout.String() + stderr.String()
			if strings.Contains(said, "of-us") || strings.Contains(said, "hushed-weight") || strings.Contains(said, "hushed-path") {
				t.Errorf("own %s, others %s: as kr one reads of us:\n%s", c.own, c.others, said)
			}
			if form == "--json" && !strings.Contains(said, c.used) {
				t.Errorf("own %s, others %s: as kr nothing speaks of %s:\n%s", c.own, c.others, c.used, said)
			}
		}
	}
}

// everyCommandOf lists the commands, hidden ones too.
func everyCommandOf(root *cobra.Command) (names []string) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// smallDossier writes the small dossier into a folder.
func smallDossier(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "talks")
	archive, err := txtar.ParseFile("../../workbench/testdata/talks.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"check", dir}, nil, &stdout, &stderr); code != exitFine {
		t.Fatalf("the small dossier is wrong:\n%s%s", stdout.String(), stderr.String())
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// plant replaces the private folder of a dossier.
func plant(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, "private")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		write(t, filepath.Join(dir, "private", name), text)
	}
}

// read reads a folder, the files below it included.
func read(t *testing.T, dir string, into map[string]string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		into[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// answers asks everything in every form, and returns what was printed and
// written.
func answers(t *testing.T, dir string, asked map[string][]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for command, lines := range asked {
		if patience.Racing && command != "deal" {
			lines = lines[:min(len(lines), 1)]
		}
		for i, line := range lines {
			for _, form := range []string{"", " --json"} {
				if form != "" && (i > 0 || patience.Racing || strings.HasPrefix(line, "__")) {
					continue // one line of a command in its other form will do; completions have none
				}
				folder := filepath.Join(filepath.Dir(dir), "out")
				if err := os.RemoveAll(folder); err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Join(folder, "article.txt"), "Korea will pay 1.5192 trillion won in 2026, an increase of 8.3 percent.\n")
				args := strings.Split(strings.NewReplacer("DIR", dir, "OUT", folder).Replace(line+form), " ")
				var stdout, stderr bytes.Buffer
				code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
				written := map[string]string{}
				read(t, folder, written)
				out[line+form] = fmt.Sprintf("exit %d\n%s\n%s\n%v", code, stdout.String(), stderr.String(), written)
			}
		}
	}
	return out
}
