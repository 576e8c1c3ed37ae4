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
	wrong := map[string][]string{
		"fact-check.txt": {"40,000"}, "opening.txt": {"40,000"}, "phone-call.txt": {"45,000"}, "explainer.txt": {"45,000"},
		"fact-check-ko.txt": {"4만 명"}, "table.txt": {"1,138.3 billion"}, "table-ko.txt": {"9500억원"},
		"consent.txt": {"1.592 trillion won", "four years"}, "linked-ko.txt": {"3년"}, "posture.txt": {"1.389 trillion won"}, "timeline.txt": {"15 January 2010"}, "bill-since-2005.txt": {"821.5 billion won", "four years"},
	}
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

// A text about another country's agreement is judged by none of this one.
func TestOtherCountry(t *testing.T) {
	t.Parallel()
	const text = "Tokyo and Washington extend pact\nFeb. 25, 2021\nJapan and the United States agreed to extend their cost-sharing agreement, which was due to expire at the end of March 2021 and has been in place since 1978. The five-year deal that ended set Tokyo's share at 86 percent of base costs. Japanese officials said the deal runs until March 2022, and the contribution rises 1.2 percent.\n"
	d, err := evidence.Plain("other", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r := evidence.Check(d, evidence.Korea(t))
	if len(r.Figures) < 6 {
		t.Errorf("only %d figures found", len(r.Figures))
	}
	for _, f := range r.Figures {
		if f.Verdict == evidence.Inconsistent || f.Verdict == evidence.Imprecise {
			t.Errorf("%q is %s of %q: %s", f.Surface, f.Verdict, f.Quantity, f.Why)
		}
	}
}
