package nearest_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/internal/nearest"
)

func TestWord(t *testing.T) {
	t.Parallel()
	keys := []string{"agreement", "amounts", "convert", "published", "round", "same_as", "term", "timeline"}
	tests := []struct {
		word       string
		candidates []string
		want       string
	}{
		{"amount", keys, "amounts"},
		{"Amounts", keys, "amounts"},
		{"tiemline", keys, "timeline"},   // neighbours swapped
		{"publsihed", keys, "published"}, // the same, in the middle
		{"agreemnet", keys, "agreement"},
		{"same-as", keys, "same_as"},
		{"trem", keys, "term"},
		{"categories", keys, ""},
		{"x", keys, ""},
		{"", keys, ""},
		{"k", []string{"m"}, ""}, // nothing is left of either
		{"amounts", nil, ""},
		{"kr.cpl", []string{"kr.gdp", "kr.cpi"}, "kr.cpi"},
		{"caps", []string{"cap", "cape"}, "cap"}, // equally near: the earlier
		{"방위비분담금", []string{"방위비분담"}, "방위비분담"},
		{strings.Repeat("a", 1000), []string{strings.Repeat("a", 999)}, ""},
		{"floor", []string{strings.Repeat("floor", 1000)}, ""},
	}
	for _, tt := range tests {
		if got := nearest.Word(tt.word, tt.candidates); got != tt.want {
			t.Errorf("Word(%.20q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestHint(t *testing.T) {
	t.Parallel()
	modes := []string{"half_up", "half_even", "down"}
	for word, want := range map[string]string{
		"half_upp": "did you mean half_up?",
		"nearest":  "expected one of half_up, half_even, down",
	} {
		if got := nearest.Hint(word, modes); got != want {
			t.Errorf("Hint(%s) = %q, want %q", word, got, want)
		}
	}
	if got := nearest.Hint("nearest", nil); got != "" {
		t.Errorf("Hint among no words = %q", got)
	}
	if got := nearest.Hint("zzz", slices.Repeat([]string{"candidate"}, 13)); got != "" {
		t.Errorf("Hint among many words = %q", got)
	}
}

func TestWordProperties(t *testing.T) {
	t.Parallel()
	words := rapid.SliceOf(rapid.StringMatching(`[a-z_]{4,12}`))
	rapid.Check(t, func(t *rapid.T) {
		candidates := words.Draw(t, "candidates")
		word := rapid.String().Draw(t, "word")
		if got := nearest.Word(word, candidates); got != "" && !slices.Contains(candidates, got) {
			t.Fatalf("Word(%q) = %q is no candidate", word, got)
		}
		if len(candidates) == 0 {
			return
		}
		known := rapid.SampledFrom(candidates).Draw(t, "known")
		if got := nearest.Word(known, candidates); got != known {
			t.Fatalf("Word(%q) = %q, though it is a candidate", known, got)
		}
		// One letter too many is always forgiven when only one word is there.
		i := rapid.IntRange(0, len(known)).Draw(t, "place")
		if got := nearest.Word(known[:i]+"x"+known[i:], []string{known}); got != known {
			t.Fatalf("%q with an x at %d finds %q", known, i, got)
		}
	})
}

func TestChoice(t *testing.T) {
	t.Parallel()
	long := strings.Split("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13", " ")
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"kr.cpj", append([]string{"kr.cpi"}, long...), "did you mean kr.cpi?"},
		{"nothing", []string{"kr.cpi", "kr.gdp"}, "expected one of kr.cpi, kr.gdp"},
		{"nothing-like-it", long, "expected one of a1, b2, c3, d4, e5, f6, g7, h8 and 5 more"},
		{"nothing", nil, "there is none"},
	} {
		if got := nearest.Choice(c.word, c.candidates); got != c.want {
			t.Errorf("Choice(%q): %q, want %q", c.word, got, c.want)
		}
	}
}
