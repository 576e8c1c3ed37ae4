package dossier

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// TestPlainLines holds the quick way of writing a table to the way over
// records.
func TestPlainLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(rapid.StringMatching(`([a-z0-9 .,;:#=\t-]|\n|한|é)*`).Draw(t, "table"))
		var quick, records bytes.Buffer
		writePlainLines(&quick, data)
		writeRecords(&records, data)
		if quick.String() != records.String() {
			t.Errorf("table %q: %s, over records %s", data, quick.String(), records.String())
		}
	})
}
