package verification_test

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"entente/verification"
)

//go:embed cases/*.json
var ownFiles embed.FS

// expectations are the keys under which files say what must come out.
var expectations = []string{
	"expect", "expect_pct", "expect_rates_pct", "published", "rule_gives", "unrounded", "right", "target", "exact", "exact_check", "rounded",
	"expect_shares", "expect_half_up", "half_up_residue", "expect_largest_remainder", "expect_residue_to_largest_party",
	"expect_steps_3y", "expect_steps_6y", "expect_average_15dp", "expect_scale_pct", "sum_pct",
	"expect_first_year", "expect_distance", "path_of_first", "totals", "implied_share_pct", "share_pct_rounded", "expected",
}

// tolerant are those that are compared within more than their last digit.
var tolerant = []string{"expect_steps_3y", "expect_steps_6y", "expect_average_15dp", "expected"}

// A leaf is a value somewhere in a file, with a way to put another in its place.
type leaf struct {
	path string
	key  string // the nearest key above it
	get  any
	set  func(any)
}

// leaves walks through a decoded file. A value below expect stands for expect,
// whatever its own key.
func leaves(at string, key string, v any, set func(any)) []leaf {
	var all []leaf
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			below := k
			if slices.Contains(expectations, key) {
				below = key
			}
			all = append(all, leaves(at+"/"+k, below, v[k], func(x any) { v[k] = x })...)
		}
	case []any:
		for i := range v {
			all = append(all, leaves(fmt.Sprintf("%s/%d", at, i), key, v[i], func(x any) { v[i] = x })...)
		}
	default:
		all = append(all, leaf{at, key, v, set})
	}
	return all
}

// other returns another value of the kind: one digit more in the last place, a
// number where nothing was known, another word.
func other(v any) any {
	switch v := v.(type) {
	case nil:
		return json.Number("1")
	case json.Number:
		return json.Number(nudge(v.String()))
	case string:
		switch v {
		case "none":
			return "withdrawn"
		case "withdrawn":
			return "none"
		}
		if strings.ContainsAny(v, "0123456789") && !strings.ContainsAny(v, "abcdfghijklmnopqrstuvwxyz") {
			return nudge(v)
		}
		return "something else"
	}
	return v
}

// nudge moves the last digit of a number that is not an exponent's.
func nudge(s string) string {
	b := []byte(s)
	i := len(b) - 1
	if e := strings.IndexAny(s, "e/"); e > 0 {
		i = e - 1
	}
	if b[i] == '9' {
		b[i] = '8'
	} else {
		b[i]++
	}
	return string(b)
}

// shaken changes the first digit of a number, so that no rounding hides it.
func shaken(v any) any {
	s := fmt.Sprint(v)
	i := strings.IndexAny(s, "123456789")
	if i < 0 {
		return other(v)
	}
	b := []byte(s)
	b[i] = nudge(s[:i+1])[i]
	if _, quoted := v.(string); quoted {
		return string(b)
	}
	return json.Number(b)
}

func decode(t *testing.T, data []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func run(t *testing.T, name string, v any) (verification.Report, error) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return verification.RunFile(name, data)
}

// TestWrongExpectationFails changes the expected numbers of every file, those
// under one key at a time: for each object that holds one, a case that passed
// must fail.
func TestWrongExpectationFails(t *testing.T) {
	t.Parallel()
	for name, data := range jsonFiles(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := decode(t, data)
			before, err := run(t, name, v)
			if err != nil {
				t.Fatal(err)
			}
			tried := 0
			failing := map[string]bool{} // what is expected where a case fails anyway
			for _, c := range before.Failed() {
				failing[c.Expected] = true
			}
			for _, key := range expectations {
				objects := map[string]bool{}
				for _, l := range leaves("", "", v, nil) {
					if l.key != key || l.get == "" || failing[fmt.Sprint(l.get)] {
						continue
					}
					object, _, _ := strings.Cut(l.path, "/"+key)
					objects[object] = true
					if slices.Contains(tolerant, key) {
						l.set(shaken(l.get))
					} else {
						l.set(other(l.get))
					}
				}
				if len(objects) == 0 {
					continue
				}
				tried += len(objects)
				after, err := run(t, name, v)
				if err != nil {
					t.Fatalf("%s: %v", key, err)
				}
				if n := len(after.Failed()) - len(before.Failed()); n < len(objects) {
					t.Errorf("%s: %d objects were changed, and %d cases more fail", key, len(objects), n)
				}
				v = decode(t, data)
			}
			if tried < 5 {
				t.Errorf("only %d expectations were found", tried)
			}
		})
	}
}

// jsonFiles are the files of this package and the published ones.
func jsonFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	names, err := fs.Glob(ownFiles, "cases/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range names {
		if files[path.Base(name)], err = ownFiles.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range vectors {
		if path.Ext(v.file) != ".json" || slices.Contains(inParts, v.file) {
			continue
		}
		if data, ok := publishedIfThere(v.file); ok {
			files["published "+path.Base(v.file)] = data
		}
	}
	return files
}

// inParts are published files that do not stand alone, or of which not every
// case is run; TestTables and TestScenarios change these.
var inParts = []string{"agreements/mlf-replenishment/2021-2023.meta.json", "agreements/un-regular-budget-scale/totals.json", "politics/test-vectors.json", "negotiation/golden-public.json"}

// TestChangedInputChangesResult changes the inputs of each file and wants other
// results.
func TestChangedInputChangesResult(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		file string
		keys []string
		some int // results that must change; an input may be of no effect, as an index above the cap
	}{
		{"escalators.json", []string{"base"}, 40},
		{"escalators.json", []string{"index_growth_pct"}, 60},
		{"escalators.json", []string{"cap_pct", "floor_pct", "add_pct", "multiplier"}, 50},
		{"escalators.json", []string{"index_round_to", "amount_round_to"}, 15},
		{"rounding.json", []string{"in"}, 20},
		{"rounding.json", []string{"unit"}, 12},
		{"facts.json", []string{"value"}, 30},
		{"us-ssa-cola.json", []string{"jul"}, 20},
		{"us-index-vintage.json", []string{"mean_index"}, 10},
		{"us-index-vintage.json", []string{"first_sum"}, 13},
		{"openfisca-policyengine.json", []string{"base"}, 3},
		{"openfisca-policyengine.json", []string{"index"}, 3},
		{"identities.json", []string{"numbers"}, 120},
		{"sma-korea.json", []string{"2009"}, 1},
		{"politics.json", []string{"d1", "delta", "r1", "pies", "w2", "c", "H", "blocs_n_attend_yes", "yes", "w", "cases", "V", "up", "cases_sigma_rho_delta", "vF", "claims", "p", "g"}, 26},
		{"apportionment.json", []string{"weights"}, 40},
		{"apportionment.json", []string{"cap", "floor"}, 15},
		{"apportionment.json", []string{"total"}, 30},
		{"apportionment.json", []string{"unit"}, 25},
		{"un-like-scale.json", []string{"gni"}, 14},
		{"un-like-scale.json", []string{"debt"}, 11},
		{"un-like-scale.json", []string{"pop"}, 9},
		{"un-like-scale.json", []string{"gradient"}, 9},
		{"un-like-scale.json", []string{"floor"}, 7},
		{"un-like-scale.json", []string{"ldc_ceiling"}, 5},
		{"un-like-scale.json", []string{"ceiling"}, 3},
		{"goal-seek.json", []string{"growth_pct"}, 20},
		{"goal-seek.json", []string{"target_total"}, 30},
		{"un-regular-budget-scale.json", []string{"rate_pct"}, 3},
		{"un-regular-budget-scale.json", []string{"sum"}, 2},
		{"bargaining.json", []string{"input"}, 6},
	} {
		t.Run(tt.file+" "+tt.keys[0], func(t *testing.T) {
			t.Parallel()
			data, err := ownFiles.ReadFile("cases/" + tt.file)
			if err != nil {
				t.Fatal(err)
			}
			v := decode(t, data)
			before, err := run(t, tt.file, v)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range leaves("", "", v, nil) {
				if l.get != nil && slices.ContainsFunc(tt.keys, func(k string) bool { return strings.Contains(l.path+"/", "/"+k+"/") }) {
					l.set(shaken(l.get))
				}
			}
			after, err := run(t, tt.file, v)
			if err != nil {
				t.Fatal(err)
			}
			changed := 0
			for i := range after.Cases {
				if before.Cases[i].Got != after.Cases[i].Got {
					changed++
				}
			}
			if changed < tt.some {
				t.Errorf("%d results change, want at least %d", changed, tt.some)
			}
		})
	}
}

// TestIdentityTable changes the numbers of the published table of identities:
// each expected number and each number of an expression.
func TestIdentityTable(t *testing.T) {
	t.Parallel()
	const file = "../facts/identities.csv"
	rows, err := csv.NewReader(bytes.NewReader(published(t, file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	failed := func(rows [][]string) []verification.Case {
		t.Helper()
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		r, err := verification.RunFile(file, b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		return r.Failed()
	}
	if n := len(failed(rows)); n != 0 {
		t.Fatalf("%d cases fail unchanged", n)
	}
	// A whole column is changed at once; every row of it must fail.
	for _, name := range []string{"target", "exact", "match", "expression"} {
		changed := slices.Clone(rows)
		for j, row := range changed[1:] {
			changed[1+j] = slices.Clone(row)
			cell := &changed[1+j][column(name)]
			switch name {
			case "match":
				*cell = map[string]string{"yes": "no", "no": "yes"}[*cell]
			case "expression":
				if strings.HasPrefix(*cell, "sum of ") || row[0] == "I56" {
					continue // these name lists and years that stand elsewhere
				}
				if at := strings.IndexAny(*cell, "23456789"); at >= 0 { // the first digit, which no rounding hides
					*cell = (*cell)[:at] + string((*cell)[at]-1) + (*cell)[at+1:]
				}
			default:
				*cell = nudge(*cell)
			}
		}
		failing := map[string]bool{}
		for _, c := range failed(changed) {
			id, _, _ := strings.Cut(c.ID, "/")
			failing[id] = true
		}
		for _, row := range changed[1:] {
			if !failing[row[0]] && (name != "expression" || !slices.Contains([]string{"I56", "I62", "I63"}, row[0])) {
				t.Errorf("%s: %s became %s, and nothing fails", row[0], name, row[column(name)])
			}
		}
	}
}
