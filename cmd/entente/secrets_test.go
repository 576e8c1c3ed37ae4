package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"entente/internal/patience"
)

// smallTalks is a dossier that has something of everything, small enough to be
// asked about many times.
func smallTalks() map[string]string {
	return map[string]string{
		"dossier.yaml": `dossier: talks
title: {en: Talks, ko: 협상}
currency: KRW
years: 2023..2030
parties: {kr: {name: Korea}, us: {name: United States}}
units: {eok: 100_000_000 KRW}
round: {KRW: 1 eok, mode: half_up, carry: rounded}
series:
  prices: {what: prices, kind: growth, unit: percent, decimals: 1, publisher: An Office, assumptions: {model: ar1, mean: 2.2%, persistence: 0.5, sd: 1.1%, source: own}}
`,
		"series/prices.csv": "period,value,published_on,status,source\n" + strings.Join([]string{
			"2015,0.7", "2016,1.0", "2017,1.9", "2018,1.5", "2019,0.4", "2020,0.5", "2021,2.5", "2022,5.1", "2023,3.6", "2024,2.3", "",
		}, ",2024-01-31,final,own\n"),
		"agreements/old.yaml":  "agreement: old\nterm: {from: 2023-01-01, to: 2025-12-31}\namounts:\n  2023: {value: 13_000 eok, source: own}\n  2024..2025: {escalate: previous, by: {value: 3%, source: own}}\ncategories: {labour: {minimum: 75%, source: own}}\n",
		"agreements/pact.yaml": "agreement: pact\nterm: {from: 2026-01-01, to: 2030-12-31}\namounts:\n  2026: {value: 15_192 eok, source: own}\n  2027..2030: {escalate: previous, by: {series: prices, lag: 2, cap: {step: 5%}}}\ncategories: {labour: {minimum: 87%, source: own}}\n",
		"events.yaml":          "events:\n  - {on: 2024-10-02, kind: round, parties: [kr, us], summary: {en: they met}, source: own}\nelections: [{in: us, on: 2024-11-05, source: own}]\n",
		"tests/figures.yaml":   "tests:\n  - {name: the first year, want: {pact/2026: 15_192 eok}}\n",
		"what-if/cap.yaml":     "what-if: cap\nchanges: [{set: pact/amounts/2027..2030/by/cap/step, to: 3%}]\n",
		"negotiation/small.yaml": `negotiation: small
title: {en: Small, ko: 작은}
agreement: pact
on: 2024-10-04
packages:
  - {id: agreed, price: pact/2026, over: old/2025, source: own}
ratify:
  - party: kr
    owner: analyst
    on: 2024-10-04
    want: 90%
    chambers:
      - name: committee
        members: 9
        quorum: 5
        rule: yes > 1/2 present
        shock: 0.2..0.4..0.8
        blocs: [{name: all, members: 9, attend: 80%..90%..95%, yes: 60%..75%..90%, price: 1..2..4, item: 0.3..0.5..1}]
wait:
  for: kr
  event: {in: us, on: 2024-11-05}
  owner: analyst
  on: 2024-10-04
  optimism: {payer: 40%..50%..60%, payee: 40%..55%..75%, discount: 90%..97%..100%}
fair:
  tolerance: 5%
  sums: [{id: paid, title: {en: paid}, value: old/2025, by: kr, source: own}]
  bases: [{id: all, title: {en: all}, value: 4tn KRW, source: own}]
deal:
  years: 2026..2028
  paths: 50
  over: old/2025
issues:
  - id: first-year
    path: pact/amounts/2026/value
    values: [14_400 eok, 15_192 eok, 16_200 eok]
  - id: labour
    path: pact/categories/labour/minimum
    values: [75%, 87%, 100%]
no_agreement:
  - {id: hold, kind: inside, values: {labour: 87%}, changes: [{set: pact/amounts/2026/value, to: 14_028 eok}], source: own}
deals:
  - {id: agreed, values: {first-year: 15_192 eok, labour: 87%}, source: own}
profiles:
  - party: kr
    owner: analyst
    on: 2024-10-04
    weights: [{measure: total, weight: 60%, worst: 60_000 eok, best: 40_000 eok}, {issue: labour, weight: 40%, values: {75%: 0%, 87%: 60%, 100%: 100%}}]
    no_agreement: {hold: 100%}
    loss: 20%
  - party: us
    owner: analyst
    on: 2024-10-04
    weights: [{measure: first_year, weight: 70%, worst: 14_028 eok, best: 18_000 eok}, {issue: labour, weight: 30%, values: {75%: 0%, 87%: 50%, 100%: 100%}}]
    no_agreement: {hold: 100%}
    loss: 10%
`,
	}
}

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

// everyCommand says how each command is asked about the dossier DIR; OUT is a
// folder for what it writes. A command that knows no dossier has no line of its
// own to get wrong, and is listed with nil.
func everyCommand() map[string][]string {
	return map[string][]string{
		"schedule": {"schedule DIR", "schedule DIR --what-if private/kr.yaml", "schedule DIR --what-if DIR/private/kr.yaml"},
		"explain":  {"explain DIR old/2024", "explain DIR private/kr"}, "diff": {"diff DIR/old DIR/pact", "diff DIR/private DIR/pact"}, "compare": {"compare DIR/old DIR/pact"},
		"key": {"key DIR"}, "fit": {"fit DIR --agreement old"}, "solve": {"solve DIR pact/2026 --for pact/total --target 80_000eok --assume prices=2.0"},
		"project": {"project DIR --from 2026 --to 2028 --known 2024-10-04 --paths 200 --svg OUT/fan.svg --draws OUT/draws.csv"},
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
		"dossiers": {"dossiers", "dossiers --copy kr-us-sma OUT/copy"},
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
	for name, files := range planted() {
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
	for name, text := range smallTalks() {
		write(t, filepath.Join(dir, name), text)
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
	forms := []string{"", " --json", " --format md"}
	if patience.Racing {
		forms = forms[1:2]
	}
	for _, lines := range asked {
		for _, line := range lines {
			for _, form := range forms {
				if strings.HasPrefix(line, "__") && form != "" {
					continue // completions have no form
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
