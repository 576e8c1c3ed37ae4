// Package nearest finds the word a writer probably meant.
package nearest

import (
	"fmt"
	"strings"
)

// Word returns the candidate closest to word, or "" when none is close: at
// most a third of the letters and one more may differ, swapped neighbours
// counting once, and something of the candidate must be left. Ties go to the
// earlier candidate. Case does not matter.
func Word(word string, candidates []string) string {
	const longest = 64 // a hostile key is not worth an edit distance
	if len(word) > longest {
		return ""
	}
	best, limit := "", len([]rune(word))/3+1
	for _, c := range candidates {
		if len(c) > longest {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d <= limit && d < len([]rune(c)) {
			best, limit = c, d-1
		}
	}
	return best
}

// Hint returns a sentence fragment for a diagnostic: the nearest word, or the
// list of words when it is short, or "".
func Hint(word string, candidates []string) string {
	if w := Word(word, candidates); w != "" {
		return "did you mean " + w + "?"
	}
	if n := len(candidates); n > 0 && n <= 12 {
		return "expected one of " + strings.Join(candidates, ", ")
	}
	return ""
}

// Choice returns what Hint does, and of a long list the first words and how many
// more there are: for a sentence that ends in it.
func Choice(word string, candidates []string) string {
	if hint := Hint(word, candidates); hint != "" {
		return hint
	}
	if len(candidates) == 0 {
		return "there is none"
	}
	const shown = 8
	return fmt.Sprintf("expected one of %s and %d more", strings.Join(candidates[:shown], ", "), len(candidates)-shown)
}

// distance is the optimal string alignment distance (Damerau 1964, restricted
// to one edit per substring).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
