package evidence_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/evidence"
	"entente/extract"
)

// Texts around the subject, full of figures of other things: budgets, other
// allies, wages, soldiers of other armies, sums of all years. Only what is wrong
// in them on purpose is accused.
func TestInnocentFigures(t *testing.T) {
	t.Parallel()
	wrong := map[string][]string{"fact-check.txt": {"40,000"}, "opening.txt": {"40,000"}, "phone-call.txt": {"45,000"}, "fact-check-ko.txt": {"4만 명"}, "table.txt": {"1,138.3 billion"}}
	files, err := filepath.Glob("testdata/innocent/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts", err)
	}
	k := evidence.Korea(t)
	figures := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		d, err := extract.Document(name, data)
		if err != nil {
			t.Fatal(err)
		}
		r := evidence.Check(d, k)
		figures += len(r.Figures)
		for _, f := range r.Figures {
			bad := f.Verdict == evidence.Inconsistent || f.Verdict == evidence.Imprecise
			if bad != slices.Contains(wrong[name], f.Surface) {
				t.Errorf("%s: %q is %s of %q: %s", name, f.Surface, f.Verdict, f.Quantity, f.Why)
			}
		}
	}
	t.Logf("%d figures in %d texts", figures, len(files))
}
