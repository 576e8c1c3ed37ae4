package evidence_test

import (
	"testing"

	"entente/evidence"
	"entente/extract"
)

// Without a day of publication less can be judged, but nothing right is called
// wrong.
func TestUndatedAccusesNobody(t *testing.T) {
	t.Parallel()
	k := evidence.Korea(t)
	judged, found, planted := 0, 0, 0
	for _, a := range corpus(t) {
		d, err := extract.Document(a.name, a.input)
		if err != nil {
			t.Fatal(err)
		}
		d.Published = evidence.Published{}
		r := evidence.Check(d, k)
		for _, g := range a.gold {
			i := match(r, g, map[int]bool{})
			if i < 0 {
				continue
			}
			bad := r.Figures[i].Verdict == evidence.Inconsistent
			switch {
			case g.verdict == '!':
				planted++
				if bad || r.Figures[i].Verdict == evidence.Imprecise {
					found++
				}
			case bad:
				t.Errorf("%s: %q is called inconsistent: %s", a.name, g.surface, r.Figures[i].Why)
			default:
				judged++
			}
		}
	}
	// Dates in the texts themselves still carry most of it.
	t.Logf("%d right figures, %d of %d planted errors found", judged, found, planted)
	if found*10 < planted*7 {
		t.Errorf("%d of %d planted errors found", found, planted)
	}
}
