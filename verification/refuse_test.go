package verification_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"entente/internal/patience"
	"entente/verification"
)

// TestRefuses gives files that are wrong in each way: a clear error, and no
// case.
func TestRefuses(t *testing.T) {
	t.Parallel()
	century := `{"base": "1", "index_growth_pct": ["1"` + strings.Repeat(`, "1"`, 99) + `], "amount_round_to": "1", "expect": ["1"]}`
	deep := strings.Repeat("[", 100_000)
	for _, tt := range []struct {
		name, file, data string
		want             error
		says             string
	}{
		{"nothing", "x.json", ``, verification.ErrShape, "JSON object"},
		{"not JSON", "x.json", `hello`, verification.ErrShape, "byte"},
		{"a list", "x.json", `[1, 2]`, verification.ErrShape, "JSON object"},
		{"cut off", "x.json", `{"suite": "rounding", "cases": [`, verification.ErrShape, "JSON"},
		{"two values", "x.json", `{"suite": "rounding"} {"suite": "rounding"}`, verification.ErrShape, "JSON"},
		{"not text", "x.json", "\xff\xfe{}", verification.ErrShape, "UTF-8"},
		{"a doubled key", "x.json", `{"suite": "rounding", "cases": [{"in": "1", "in": "2"}]}`, verification.ErrShape, `"in" is given twice`},
		{"too deep", "x.json", `{"suite": "rounding", "cases": ` + deep, verification.ErrShape, "deeper than"},
		{"no suite", "x.json", `{"cases": []}`, verification.ErrShape, "known are sma-korea"},
		{"an unknown suite", "x.json", `{"suite": "quantlib-daycount", "cases": []}`, verification.ErrShape, "quantlib-daycount"},
		{"a suite that is no word", "x.json", `{"suite": 7}`, verification.ErrShape, "suite is a word"},
		{"no cases", "x.json", `{"suite": "rounding"}`, verification.ErrShape, "cases is missing"},
		{"an empty list", "x.json", `{"suite": "rounding", "cases": []}`, verification.ErrShape, "holds no case"},
		{"a number that is none", "x.json", `{"suite": "rounding", "cases": [{"mode": "half_up", "unit": "1", "in": "one", "expect": "1"}]}`, verification.ErrShape, "not a decimal number"},
		{"an infinite number", "x.json", `{"suite": "rounding", "cases": [{"mode": "half_up", "unit": "1", "in": "Infinity", "expect": "1"}]}`, verification.ErrShape, "not a decimal number"},
		{"a huge exponent", "x.json", `{"suite": "rounding", "cases": [{"mode": "half_up", "unit": "1", "in": 1e999999999, "expect": "1"}]}`, verification.ErrShape, "range"},
		{"a step of nothing", "x.json", `{"suite": "rounding", "cases": [{"mode": "half_up", "unit": "0", "in": "1", "expect": "1"}]}`, verification.ErrShape, "needs unit"},
		{"an unknown mode", "x.json", `{"suite": "rounding", "cases": [{"mode": "nearest", "unit": "1", "in": "1", "expect": "1"}]}`, verification.ErrShape, "nearest"},
		{"an escalator without a base", "x.json", `{"suite": "escalators", "cases": [{"index_growth_pct": ["1"], "expect": ["1"]}]}`, verification.ErrShape, "base"},
		{"another order", "x.json", `{"suite": "escalators", "cases": [{"base": "1", "index_growth_pct": ["1"], "expect": ["1"], "order": "cap first"}]}`, verification.ErrShape, "cap first"},
		{"too many years", "x.json", `{"suite": "escalators", "cases": [{"base": "1", "index_growth_pct": ["1"` + strings.Repeat(`, "1"`, 200) + `], "expect": ["1"]}]}`, verification.ErrTooLarge, "years"},
		{"too many cases", "x.json", `{"suite": "rounding", "cases": [{}` + strings.Repeat(`, {}`, 6000) + `]}`, verification.ErrTooLarge, "cases"},
		{"too many years in all", "x.json", `{"suite": "escalators", "cases": [` + strings.Repeat(century+", ", 500) + century + `]}`, verification.ErrTooLarge, "in all"},
		{"too many numbers", "x.json", `{"suite": "identities", "cases": [{"id": "x", "kind": "sum", "numbers": ["1"` + strings.Repeat(`, "1"`, 2000) + `], "target": "1"}]}`, verification.ErrTooLarge, "numbers"},
		{"an override without a reason", "x.json", `{"suite": "us-ssa-cola", "cases": [{"year": 1984, "expect_pct": "3.5"}], "exceptions": [{"year": 1984, "rule_gives": "3.6", "published": "3.5"}]}`, verification.ErrShape, "without a reason"},
		{"an index with a hole", "x.json", `{"suite": "us-ssa-cola", "cases": [{"year": 1984, "expect_pct": "3.5"}], "cpi_w_q3": "year,jul,aug,sep\n1983,1,1,1\n1985,1,1,1\n"}`, verification.ErrShape, "from 1983 to 1985"},
		{"two facts with one id", "x.json", `{"suite": "bitemporal-random", "queries": [], "facts": [{"id": 1, "valid_from": "2020-01-01", "valid_to_exclusive": "2021-01-01", "known_from": "2020-01-01", "value": 1}, {"id": 1, "valid_from": "2020-01-01", "valid_to_exclusive": "2021-01-01", "known_from": "2020-01-01", "value": 2}]}`, verification.ErrShape, "id 1"},
		{"a query without a day", "x.json", `{"suite": "bitemporal-random", "facts": [], "queries": [{"valid_on": "2020-01-01", "expect": "none"}]}`, verification.ErrShape, "known_at"},
		{"a year that is none", "x.json", `{"suite": "sma-korea", "cases": [{"id": "x", "year": 99999, "expect": 1}]}`, verification.ErrShape, "year"},
		{"a sum without its terms", "x.json", `{"suite": "us-index-vintage", "cases": []}`, verification.ErrShape, "first_sum"},
		{"a rule that is not understood", "x.json", `{"suite": "uprating", "cases": [{"id": "x", "values": {"2015-01-01": 1}, "rule": "as it pleases", "expect": {"2016-01-01": 1}}]}`, verification.ErrShape, "rule"},
		{"a round that does not close", "x.json", `{"suite": "uprating", "cases": [{"id": "x", "depends_on": "a depends on b", "expect": "cycle"}]}`, verification.ErrShape, "round"},
		{"YAML of another kind", "x.json", `{"suite": "uprating", "cases": [{"id": "x", "yaml": "a: &a [*a]", "expect": "error"}]}`, verification.ErrShape, "yaml"},
		{"an expression that is no arithmetic", "x.csv", "id,expression,exact,target,match\nI1,import os,1,1,yes\n", verification.ErrShape, "import os"},
		{"a table of something else", "x.csv", "a,b\n1,2\n", verification.ErrShape, "known are"},
		{"a doubled column", "x.csv", "id,id\n1,2\n", verification.ErrShape, "given twice"},
		{"a ragged table", "x.csv", "id,expression\n1\n", verification.ErrShape, "fields"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := verification.RunFile(tt.file, []byte(tt.data))
			if !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if !strings.Contains(err.Error(), tt.says) || len(err.Error()) > 600 {
				t.Errorf("the error %q does not say %q, or says too much", err, tt.says)
			}
			if len(r.Cases) > 0 {
				t.Errorf("%d cases beside the error", len(r.Cases))
			}
		})
	}
}

// TestLargeFiles bounds what a file can cost: one beyond the limit is not read,
// one at the limit ends in good time.
func TestLargeFiles(t *testing.T) {
	if _, err := verification.RunFile("x.json", make([]byte, verification.MaxFile+1)); !errors.Is(err, verification.ErrTooLarge) {
		t.Errorf("error %v, want %v", err, verification.ErrTooLarge)
	}
	long := `"` + strings.Repeat("9", 60) + `"`
	one := `{"base": ` + long + `, "index_growth_pct": [` + long + strings.Repeat(", "+long, 99) + `], "expect": ["1"]}`
	data := `{"suite": "escalators", "cases": [` + one + strings.Repeat(", "+one, 49) + `]}`
	var err error
	if took := patience.Spent(func() { _, err = verification.RunFile("x.json", []byte(data)) }); took > patience.Limit(20*time.Second) {
		t.Errorf("50 escalators over 100 years with the longest numbers took %s", took)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestUnread names what a file holds that is not run.
func TestUnread(t *testing.T) {
	t.Parallel()
	r, err := verification.RunFile("x.json", []byte(`{"suite": "rounding", "note": "n", "table": [1], "cases": [{"mode": "down", "unit": "1", "in": "1.5", "expect": "1"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Unread) != 1 || r.Unread[0] != "table" || len(r.Failed()) != 0 || r.Cases[0].ID != "rounding-01" {
		t.Errorf("unread %v, cases %v", r.Unread, r.Cases)
	}
}

// TestFactsOfFile asks the facts that a file brings, beside the bundled dossier.
func TestFactsOfFile(t *testing.T) {
	t.Parallel()
	r, err := verification.RunFile("x.json", []byte(`{"suite": "as-known-at",
		"facts": [{"for_year": 2026, "value": "1", "known_from": "2020-01-01"}, {"for_year": 2026, "value": "2", "known_from": "2021-01-01"}],
		"queries": [{"for_year": 2026, "known_at": "2020-12-31", "expect": 1}, {"for_year": 2026, "known_at": "2024-10-04", "expect": 2}, {"for_year": 2025, "known_at": "2020-12-31", "expect": null}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range r.Cases {
		got[c.ID] = c.Got
	}
	for id, want := range map[string]string{
		"as-known-at-01": "unknown", "as-known-at-01/facts": "1", "as-known-at-02": "15192", "as-known-at-02/facts": "2", "as-known-at-03": "unknown", "as-known-at-03/facts": "unknown",
	} {
		if got[id] != want {
			t.Errorf("%s: got %q, want %q", id, got[id], want)
		}
	}
}

// FuzzRunFile feeds anything: an answer or an error, never a panic.
func FuzzRunFile(f *testing.F) {
	for _, seed := range []string{
		`{"suite": "rounding", "cases": [{"mode": "down", "unit": "1", "in": "1.5", "expect": "1"}]}`,
		`{"suite": "escalators", "cases": [{"base": "100", "index_growth_pct": ["1", "2"], "cap_pct": "1", "amount_round_to": "1", "rounding": "half_up, carried", "expect": ["101", "102"]}]}`,
		`{"suite": "bitemporal-random", "facts": [{"id": 0, "valid_from": "2020-01-01", "valid_to_exclusive": "2021-01-01", "known_from": "2020-01-01", "value": null}], "queries": [{"valid_on": "2020-02-01", "known_at": "2021-01-01", "expect": "withdrawn"}]}`,
		`{"suite": "us-ssa-cola", "cases": [{"year": 1984, "expect_pct": "3.5"}], "cpi_w_q3": [{"year": 1983, "jul": "100", "aug": "100", "sep": 100}, {"year": 1984, "jul": "103", "aug": "104", "sep": "105"}]}`,
		`{"suite": "us-index-vintage", "what": "12,000 USD (2018), rounded DOWN to 50 USD", "cases": [{"tax_year": 2019, "mean_x": "140", "base_mean_2017": "138", "rule_gives": 12150, "published": 12150, "unrounded": "12173.9"}]}`,
		`{"suite": "uprating", "cases": [{"id": "cycle", "depends_on": "a depends on b depends on a", "expect": "cycle"}, {"id": "k", "yaml": "metadata: {uprating: cpi, rounding: {type: x}}", "expect": "unknown key \"rounding\""}]}`,
		`{"suite": "uprating", "cases": [{"id": "cadence", "values": {"2015-04-01": 1}, "index": {"2014-10-01": 2, "2015-10-01": 4}, "rule": "index(1 Oct of y-1)/index(1 Oct of y-2)", "expect": {"2016-04-01": 2}}]}`,
	} {
		f.Add("x.json", []byte(seed))
	}
	f.Add("x.csv", []byte("id,expression,exact,target,match\nI1,7255 x (1+2.2%),7414.61,7415,yes\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		r, err := verification.RunFile(name, data)
		if err != nil {
			return
		}
		for _, c := range r.Cases {
			if _, err := c.MarshalJSON(); err != nil || c.ID == "" || c.Model == "" {
				t.Errorf("case %+v: %v", c, err)
			}
		}
	})
}
