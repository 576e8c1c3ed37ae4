package verification_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/verification"
)

// known are the cases of the published vectors that do not pass, with why.
var known = map[string][]string{
	// The file prints the number as 1402891977767.702496 and, beside it, as the
	// fraction 876807486104814/625, which is 1402891977767.7024. The plan gives the latter.
	"agreements/openfisca-policyengine/uprating.json": {"float32"},
}

// vectors are the published files and how many cases each must give.
var vectors = []struct {
	file  string
	cases int
}{
	{"agreements/sma-korea/schedule.json", 13 + 2*3},
	{"agreements/bitemporal/sma.json", 2 * 10},
	{"agreements/bitemporal/random.json", 80},
	{"agreements/escalators/capped_floored.json", 2 * 40},
	{"agreements/rounding/half_up_and_modes.json", 31},
	{"agreements/us-ssa-cola/cola.json", 25 + 2},
	{"agreements/us-index-vintage/standard_deduction.json", 6 + 1 + 6},
	{"agreements/openfisca-policyengine/uprating.json", 8},
	{"../facts/identities.csv", 65 + 65 + 1},
	{"agreements/apportionment/keys.json", 30 * 5},
	{"agreements/un-like-scale/case.json", 2*6 + 3},
	{"agreements/goal-seek/first_year.json", 20 * 3},
	{"agreements/mlf-replenishment/2021-2023.csv", 2 + 49*2 + 2 + 45*2},
	{"agreements/mlf-replenishment/2021-2023.meta.json", 2 + 49*2 + 2 + 45*2},
	{"agreements/un-regular-budget-scale/1946-2018.csv", 41*2 + 1},
	{"agreements/un-regular-budget-scale/totals.json", 41*2 + 1},
	{"agreements/nato-key/partial_2017.json", 4*3 + 4},
	{"politics/test-vectors.json", 33},
	{"negotiation/golden-public.json", 635},
}

// notRun are parts of the published files that hold nothing for verify to run, or
// are about models that are not here yet.
var notRun = map[string]int{"agreements/nato-key/partial_2017.json": 1, "politics/test-vectors.json": 20, "negotiation/golden-public.json": 2}

// published reads a file of the published vectors, which lie beside the
// repository where there are any.
func published(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(publishedPath(file))
	if err != nil {
		t.Skipf("the published vectors are not here: %v", err)
	}
	return data
}

// TestRun runs the numbers of this package: all pass, each has a name of its
// own and a source.
func TestRun(t *testing.T) {
	t.Parallel()
	r, err := verification.Run()
	if err != nil {
		t.Fatal(err)
	}
	count, seen := map[string]int{}, map[string]bool{}
	for _, c := range r.Cases {
		count[c.Model]++
		if name := c.Model + " " + c.ID; seen[name] {
			t.Errorf("%s stands twice", name)
		} else {
			seen[name] = true
		}
		if c.Source == "" {
			t.Errorf("%s %s has no source", c.Model, c.ID)
		}
		if !c.Pass() {
			t.Errorf("%s %s: expected %s, got %s", c.Model, c.ID, c.Expected, c.Got)
		}
	}
	want := map[string]int{
		"sma-korea": 17 + 3*3, "as-known-at": 10, "identities": 131, "escalators": 80, "rounding": 31, "bitemporal": 80,
		"us-ssa-cola": 25 + 2 + 3, "us-index-vintage": 13, "openfisca-policyengine": 8, "politics": 29, "projection": 20 * 3,
		"apportionment": 12 * 5, "un-like-scale": 2*6 + 3, "goal-seek": 15 * 3, "mlf-replenishment": 49*2 + 45*2 + 3, "un-regular-budget-scale": 4*2 + 3*2 + 16, "nato-key": 4*3 + 2, "bargaining": 6,
	}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("cases by model (-want +got)\n%s", diff)
	}
	page, err := os.ReadFile("../docs/verification.md")
	if err != nil {
		t.Fatal(err)
	}
	for model, n := range count {
		if row := fmt.Sprintf("| `%s` | %d |", model, n); !strings.Contains(string(page), row) {
			t.Errorf("docs/verification.md has no row %s", row)
		}
	}
	if all := fmt.Sprintf("%d numbers", len(r.Cases)); !strings.Contains(string(page), all) {
		t.Errorf("docs/verification.md does not say %s", all)
	}
}

// TestVectors runs every published file: all its cases pass but those that are
// known not to.
func TestVectors(t *testing.T) {
	t.Parallel()
	for _, v := range vectors {
		t.Run(filepath.Base(v.file), func(t *testing.T) {
			t.Parallel()
			data := published(t, v.file)
			r, err := verification.RunBeside(os.DirFS(filepath.Dir(publishedPath(v.file))), filepath.Base(v.file), data)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Cases) != v.cases || len(r.Unread) != notRun[v.file] {
				t.Errorf("%d cases, want %d; unread %v", len(r.Cases), v.cases, r.Unread)
			}
			var failed []string
			for _, c := range r.Failed() {
				failed = append(failed, c.ID)
			}
			if diff := cmp.Diff(known[v.file], failed); diff != "" {
				t.Errorf("cases that fail (-known +got)\n%s", diff)
			}
		})
	}
}

// TestCOLAByRule counts what the rule alone gives: all but the two increases
// that were published against it.
func TestCOLAByRule(t *testing.T) {
	t.Parallel()
	data, err := ownFiles.ReadFile("cases/us-ssa-cola.json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := verification.RunFile("us-ssa-cola.json", data)
	if err != nil {
		t.Fatal(err)
	}
	rule, overridden := 0, []string{}
	for _, c := range r.Cases {
		switch {
		case c.Model != "us-ssa-cola":
		case c.Note == "by the rule" && c.Pass():
			rule++
		case len(c.Note) > 15 && c.Note[:15] == "by an override:" && c.Pass():
			overridden = append(overridden, c.ID)
		}
	}
	if want := []string{"cola-1984", "cola-1999"}; rule != 23 || !slices.Equal(overridden, want) {
		t.Errorf("%d by rule, %v by override; want 23 and %v", rule, overridden, want)
	}
}

// TestCaseJSON writes the verdict beside the numbers, without storing it.
func TestCaseJSON(t *testing.T) {
	t.Parallel()
	c := verification.Case{ID: "x", Model: "m", Expected: "1.0", Got: "1", Tolerance: "0", Source: "s"}
	for got, pass := range map[string]string{"1": "true", "2": "false"} {
		c.Got = got
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"id":"x","model":"m","expected":"1.0","got":"` + got + `","tolerance":"0","pass":` + pass + `,"source":"s"}`; string(data) != want {
			t.Errorf("got %s, want %s", data, want)
		}
	}
}

func TestPass(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, expected, got, tolerance string
		want                           bool
	}{
		{"equal", "4.0", "4", "0", true},
		{"a fraction", "1/3", "2/6", "0", true},
		{"a fraction that ends", "7317962668178907/781250000000", "9366.99221526900096", "0", true},
		{"not equal", "1", "2", "0", false},
		{"at the tolerance", "1.00", "1.005", "0.005", true},
		{"beyond the tolerance", "1.00", "1.0051", "0.005", false},
		{"below, beyond the tolerance", "1.00", "0.9949", "0.005", false},
		{"a list", "1, 2", "1.0, 2", "0", true},
		{"a list with one wrong", "1, 2", "1, 3", "0", false},
		{"a shorter list", "1, 2", "1", "0", false},
		{"words", "unknown", "unknown", "0", true},
		{"other words", "none", "withdrawn", "0", false},
		{"a word for a number", "unknown", "0", "0", false},
		{"a negative tolerance", "1", "1", "-1", false},
		{"no tolerance", "1", "1", "", false},
		{"an endless tolerance is no number", "1", "2", "inf", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := verification.Case{Expected: tt.expected, Got: tt.got, Tolerance: tt.tolerance}
			if got := c.Pass(); got != tt.want {
				t.Errorf("Pass(%q, %q, %q) = %v", tt.expected, tt.got, tt.tolerance, got)
			}
		})
	}
}

func publishedIfThere(file string) ([]byte, bool) {
	data, err := os.ReadFile(publishedPath(file))
	return data, err == nil
}

func publishedPath(file string) string {
	return filepath.Join("..", "..", "shared", "verification", filepath.FromSlash(file))
}
