package verification_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"entente/verification"
)

// beside runs a file of a folder.
func beside(t *testing.T, folder fstest.MapFS, name string) (verification.Report, error) {
	t.Helper()
	return verification.RunBeside(folder, name, folder[name].Data)
}

func folder(files map[string]string) fstest.MapFS {
	f := fstest.MapFS{}
	for name, text := range files {
		f[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return f
}

// Three payers of 1,000 dollars: the largest pays 22 %, the others share 780 as
// 3 to 2, that is 468 and 312.
const (
	payers = "country,un_scale_pct,adjusted_scale_pct,contribution_usd,avg_inflation_pct,ferm_eligible,fx_lcu_per_usd,currency,contribution_lcu\n" +
		"Alder,22.0,22,220,2.0,1,,Dollar,\nBirch,0.3,46.8,468,12.5,1,2.00,Mark,936\nCedar,0.2,31.2,312,9.99,1,,,\n"
	meta = `{"suite": "mlf-replenishment-x", "total_usd": "1000", "parties": 3, "sum_of_un_scale_without_usa": "0.5"}`
)

// TestReplenishment reads a table and what is to be known of it from either
// side, shows a published answer that breaks the rule, and takes an exception
// with its reason.
func TestReplenishment(t *testing.T) {
	t.Parallel()
	files := folder(map[string]string{"x.csv": payers, "x.meta.json": meta, "y.json": `{"suite": "rounding"}`, "z.csv": "a,b\n1,2\n"})
	for _, name := range []string{"x.csv", "x.meta.json"} {
		r, err := beside(t, files, name)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Cases) != 2+2*3+2+3+1 || len(r.Used) != 1 {
			t.Errorf("%s: %d cases, used %v", name, len(r.Cases), r.Used)
		}
		if failed := r.Failed(); len(failed) != 1 || failed[0].ID != "Birch/eligible" || failed[0].Got != "no" {
			t.Errorf("%s: failed %v, want the answer that breaks the rule", name, failed)
		}
	}
	files["x.meta.json"].Data = []byte(strings.TrimSuffix(meta, "}") + `, "eligible_exceptions": {"Birch": "agreed at the meeting"}}`)
	if r, err := beside(t, files, "x.csv"); err != nil || len(r.Failed()) != 0 {
		t.Errorf("with an exception: %v, %v", r.Failed(), err)
	}
	files["x.csv"].Data = []byte(strings.NewReplacer(",468,", ",468.0000004,", ",312,", ",312.000002,").Replace(payers))
	r, err := beside(t, files, "x.csv")
	if failed := r.Failed(); err != nil || len(failed) == 0 || failed[0].ID != "Cedar" {
		t.Errorf("unrounded contributions: %v, %v; want Cedar to be two millionths off", failed, err)
	}
}

// TestBesideRefuses gives a suite in two files of which one is missing, given
// twice, or wrong.
func TestBesideRefuses(t *testing.T) {
	t.Parallel()
	rates := "member_state,from_year,to_year,rate_pct\nAlder,2003,2003,60\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		run   string
		says  string
	}{
		{"no meta", map[string]string{"x.csv": payers}, "x.csv", "x.meta.json"},
		{"no table", map[string]string{"x.meta.json": meta}, "x.meta.json", "x.csv"},
		{"two metas", map[string]string{"x.csv": payers, "a.json": meta, "b.json": meta}, "x.csv", "a.json and b.json"},
		{"no total", map[string]string{"x.csv": payers, "x.meta.json": `{"suite": "mlf-replenishment"}`}, "x.csv", "total_usd"},
		{"a meta that is none", map[string]string{"x.csv": payers, "x.meta.json": `{"suite"`}, "x.csv", "x.meta.json"},
		{"a country twice", map[string]string{"x.csv": payers + "Cedar,0.2,31.2,312,,,,,\n", "x.meta.json": meta}, "x.csv", "Cedar stands twice"},
		{"two largest", map[string]string{"x.csv": payers + "Damson,22,22,220,,,,,\n", "x.meta.json": meta}, "x.csv", "two payers"},
		{"no number", map[string]string{"x.csv": strings.Replace(payers, "0.3", "some", 1), "x.meta.json": meta}, "x.csv", "row 3"},
		{"an answer that is none", map[string]string{"x.csv": strings.Replace(payers, ",1,2.00", ",perhaps,2.00", 1), "x.meta.json": meta}, "x.csv", "ferm_eligible"},
		{"an exception for nobody", map[string]string{"x.csv": payers, "x.meta.json": strings.TrimSuffix(meta, "}") + `, "eligible_exceptions": {"Elm": "x"}}`}, "x.csv", "Elm"},
		{"totals without a table", map[string]string{"totals.json": `{"suite": "un-regular-budget-scale", "totals": {"2003-2003": "60"}}`}, "totals.json", "none lies beside"},
		{"a rate without a year", map[string]string{"x.csv": rates + "Birch,,2003,1\n"}, "x.csv", "rate 2"},
		{"too many rates", map[string]string{"x.csv": rates + strings.Repeat("Alder,2003,2003,1\n", 400)}, "x.csv", "more than 300 rates"},
		{"no floor to stand on", map[string]string{"x.json": `{"suite": "apportionment", "cases": [{"weights": [1], "unit": "0", "total": 1, "expect_shares": ["1"]}]}`}, "x.json", "unit"},
		{"a weight that does not end", map[string]string{"x.json": `{"suite": "apportionment", "cases": [{"weights": ["1/3"], "unit": "1", "total": 1, "expect_shares": ["1"]}]}`}, "x.json", "1/3"},
		{"a goal without a target", map[string]string{"x.json": `{"suite": "goal-seek", "cases": [{"growth_pct": ["1"], "expect_first_year": [1]}]}`}, "x.json", "target_total"},
		{"members without a method", map[string]string{"x.json": `{"suite": "un-like-scale", "members": [{"id": "a"}]}`}, "x.json", "parameters"},
		{"a problem without a question", map[string]string{"x.json": `{"vectors": [{"model": "nash_discrete", "input": {}}]}`}, "x.json", "expected"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := beside(t, folder(tt.files), tt.run)
			if err == nil || !strings.Contains(err.Error(), tt.says) || len(r.Cases) > 0 {
				t.Errorf("%d cases, error %v; want none and %q", len(r.Cases), err, tt.says)
			}
			if err != nil && !errors.Is(err, verification.ErrShape) && !errors.Is(err, verification.ErrTooLarge) {
				t.Errorf("error %v is neither ErrShape nor ErrTooLarge", err)
			}
		})
	}
}

// TestImpossible shows what cannot be computed as a case that fails, not as
// one that is left out.
func TestImpossible(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"floors":     `{"suite": "apportionment", "cases": [{"weights": [1, 2, 3], "floor": "0.5", "unit": "1", "total": 1, "expect_shares": ["1"]}]}`,
		"a scenario": `{"scenarios": [{"id": "s", "dir": "../outside"}]}`,
		"files":      `{"vectors": [{"model": "multi_issue_discrete", "input": {"files": "a.xml,b.xml"}, "expected": {"outcomes": 1}}]}`,
		"a model":    `{"vectors": [{"model": "nash_discrete", "input": {"bill": 1}, "expected": {"u": 1}}]}`,
	} {
		r, err := beside(t, folder(map[string]string{"x.json": text}), "x.json")
		if err != nil || len(r.Cases) != 1 || r.Cases[0].Pass() {
			t.Errorf("%s: %v, %v", name, r.Cases, err)
		}
	}
}

// TestTables changes cells of published tables: the sums of a scale, a
// contribution, a rate that contributions rest on.
func TestTables(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		table, other string
		change       string // the column
		fails        int    // cases that fail then, at least
	}{
		{"agreements/mlf-replenishment/2021-2023.csv", "agreements/mlf-replenishment/2021-2023.meta.json", "contribution_usd", 49},
		{"agreements/mlf-replenishment/2021-2023.csv", "agreements/mlf-replenishment/2021-2023.meta.json", "adjusted_scale_pct", 49},
		{"agreements/mlf-replenishment/2021-2023.csv", "agreements/mlf-replenishment/2021-2023.meta.json", "contribution_lcu", 40},
		{"agreements/mlf-replenishment/2021-2023.csv", "agreements/mlf-replenishment/2021-2023.meta.json", "un_scale_pct", 90},
		{"agreements/un-regular-budget-scale/1946-2018.csv", "agreements/un-regular-budget-scale/totals.json", "rate_pct", 42},
	} {
		t.Run(tt.change, func(t *testing.T) {
			t.Parallel()
			rows, err := csv.NewReader(bytes.NewReader(published(t, tt.table))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			column := slices.Index(rows[0], tt.change)
			for _, row := range rows[1:] {
				if row[column] != "" {
					row[column] = shaken(row[column]).(string)
				}
			}
			var b bytes.Buffer
			if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
				t.Fatal(err)
			}
			r, err := beside(t, folder(map[string]string{"x.csv": b.String(), "x.json": string(published(t, tt.other))}), "x.csv")
			if err != nil {
				t.Fatal(err)
			}
			if n := len(r.Failed()); n < tt.fails {
				t.Errorf("%d cases fail, want at least %d", n, tt.fails)
			}
		})
	}
}

// A scenario of two issues in the spelling of NegoLog. The first party wants
// the price low, the second high; both care for the day alike but little.
const (
	wants = `{"reservationValue": 0.2, "issueWeights": {"price": 0.8, "day": 0.2}, "issues": {"price": {"low": 1, "high": 0.25}, "day": {"early": 1, "late": 0.5}}}`
	gives = `{"reservationValue": 0.2, "issueWeights": {"price": 0.6, "day": 0.4}, "issues": {"price": {"low": 0, "high": 1}, "day": {"early": 1, "late": 0.5}}}`
)

// TestScenarios runs answers about a scenario that lies beside them, worked out
// by hand: early dominates late; low gives 1 and 0.4, high 0.4 and 1. The first
// party gets 0.3 at least, more than its reservation, so that low has the
// greater product of gains, (1−0.3)(0.4−0.2) against (0.4−0.3)(1−0.2). Each
// answer is then changed and must fail.
func TestScenarios(t *testing.T) {
	t.Parallel()
	const answers = `{"scenarios": [{
		"id": "sale", "dir": "sale", "n_outcomes": 4, "issue_names": ["price", "day"], "issue_sizes": [2, 2], "reservation": [0.2, 0.2], "discount": [1, 1],
		"samples": [{"outcome": {"price": "high", "day": "early"}, "index": 2, "utils": [0.4, 1.0]}],
		"analysis": {"pareto_size": 2, "pareto_utils": [[1, 0.4], [0.4, 1]], "max_utils": [1, 1], "rational_outcomes": 4, "disagreement_used": [0.3, 0.2], "nash": [{"outcome_index": 0, "utils": [1, 0.4]}]},
		"traces": []}]}`
	files := folder(map[string]string{"golden.json": answers, "scenarios/sale/profileA.json": wants, "scenarios/sale/profileB.json": gives})
	r, err := beside(t, files, "golden.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Failed() {
		t.Errorf("%s: want %s, got %s", c.ID, c.Expected, c.Got)
	}
	if len(r.Cases) != 13 || len(r.Unread) != 1 || !strings.Contains(r.Unread[0], "traces") {
		t.Errorf("%d cases, unread %v", len(r.Cases), r.Unread)
	}
	v := decode(t, []byte(answers))
	for _, l := range leaves("", "", v, nil) {
		if number, ok := l.get.(json.Number); ok {
			l.set(shaken(number))
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			files["golden.json"].Data = text
			if r, err := beside(t, files, "golden.json"); err != nil || len(r.Failed()) == 0 {
				t.Errorf("%s: was %s; nothing fails: %v", l.path, number, err)
			}
			l.set(number)
		}
	}
}
