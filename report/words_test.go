package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/agreement"
	"entente/decimal"
	"entente/schedule"
	"entente/source"
	"entente/talks"
)

// TestCatalogue reads every template and Go file that speaks from the catalogue:
// each phrase asked for is there in both languages, takes the same values in
// both, and none is there that nobody asks for.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{"../web/templates/*.html", "../web/*.go", "../workbench/*.go", "templates/*.html", "*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	phrase := regexp.MustCompile(`(?:\bt |Say\([a-zA-Z.(]+\)?, )"([^"]+)"`)
	kind := regexp.MustCompile(`(?:\bword |\bWord\([a-z]+, )"([^"]+)"`)
	asked, kinds := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range phrase.FindAllStringSubmatch(string(text), -1) {
			asked[m[1]] = true
		}
		for _, m := range kind.FindAllStringSubmatch(string(text), -1) {
			kinds[m[1]] = true
		}
	}
	for k, words := range sets() {
		if !kinds[k] {
			t.Errorf("nobody asks for the words of %q", k)
		}
		delete(kinds, k)
		for _, w := range words {
			asked[k+" "+w] = true
		}
	}
	for k := range kinds {
		t.Errorf("the words of %q are not known to this test", k)
	}
	verb := regexp.MustCompile(`%(\[\d\])?v`)
	for key := range asked {
		said, ok := catalogue[key]
		switch {
		case !ok:
			t.Errorf("%q is asked for and not in the catalogue", key)
		case said.en == "" || said.ko == "":
			t.Errorf("%q is missing in a language", key)
		case len(verb.FindAllString(said.en, -1)) != len(verb.FindAllString(said.ko, -1)):
			t.Errorf("%q takes other values in Korean", key)
		}
	}
	for key := range catalogue {
		if !asked[key] {
			t.Errorf("%q is in the catalogue and nobody asks for it", key)
		}
	}
}

// sets are the closed sets of words that results hold.
func sets() map[string][]string {
	bases := []string{"rule", "converted", "same_as", "negotiated", "stated", "open"}
	return map[string][]string{
		"status":        {schedule.Agreed.String(), schedule.Projected.String(), schedule.Unknown.String()},
		"basis":         bases,
		"means":         slices.Concat(bases, []string{"unknown"}),
		"event":         agreement.Events(),
		"happened":      talks.EventKinds(),
		"stage":         {"none", "envoys_named", "round", "settled", "initialled", "signed", "consent", "in_force"},
		"kind":          {"demand", "offer"},
		"read":          source.HowReads(),
		"lever":         schedule.Levers(),
		"verdict":       {"consistent", "consistent_rounded", "imprecise", "inconsistent", "not_checkable", "n/a"},
		"verdict means": {"consistent", "imprecise", "inconsistent", "not_checkable"},
		"job":           {"read and compute", "draw", "judge"},
		"negotiated":    {"deal", "ratify", "wait", "fair"},
		"solution":      {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"},
		"plane":         {"packages", "efficient", "nash", "kalai–smorodinsky", "egalitarian", "utilitarian", "in the file", "chosen"},
		"wait":          {"settle", "wait", "even"},
		"dial":          {"sum", "rate", "cap", "floor"},
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, language, want string }{
		{"1183300000000", "ko", "1조 1,833억 원"},
		{"1183300000000", "en", "₩1,183.3 bn"},
		{"920000000000", "ko", "9,200억 원"},
		{"1000000000000", "ko", "1조 원"},
		{"-163300000000", "ko", "-1,633억 원"},
		{"12000", "ko", "12,000원"},
		{"0", "ko", "0원"},
		{"", "ko", "미정"},
		{"", "en", "unknown"},
	} {
		v := fraction(t, tt.in)
		if got := Sum(v, "KRW", Look{Language: tt.language}); got != tt.want {
			t.Errorf("Sum(%s, %s) = %q, want %q", tt.in, tt.language, got, tt.want)
		}
	}
}

func fraction(t *testing.T, s string) *decimal.Fraction {
	t.Helper()
	if s == "" {
		return nil
	}
	v, err := decimal.ParseFraction(s)
	if err != nil {
		t.Fatal(err)
	}
	return &v
}
