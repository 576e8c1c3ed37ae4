package key_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"entente/decimal"
)

// vectors is where published and generated cases lie in a full checkout; the
// tests that read them are skipped without it, and the tables in this package
// cover the same ground.
const vectors = "../../shared/verification/agreements"

func open(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(vectors, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no vectors: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.NewDecoder(open(t, name)).Decode(into); err != nil {
		t.Fatal(err)
	}
}

// readCSV returns the rows as mappings from the header's names.
func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(open(t, name)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = r[i]
		}
		out = append(out, m)
	}
	return out
}

// frac reads a number in a test.
func frac(s string) decimal.Fraction {
	f, err := decimal.ParseFraction(s)
	if err != nil {
		panic(err)
	}
	return f
}

func dec(s string) decimal.Decimal { return decimal.MustParse(s) }
