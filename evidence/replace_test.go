package evidence_test

import (
	"bytes"
	"strings"
	"testing"

	"entente/decimal"
	"entente/evidence"
	"entente/extract"
)

// Replacing one right figure by a wrong one turns that verdict, and accuses no
// other figure of the article.
func TestReplaceTurnsVerdict(t *testing.T) {
	t.Parallel()
	k := evidence.Korea(t)
	turned, tried, others := 0, 0, 0
	for _, a := range corpus(t) {
		before := read(t, k, a)
		for _, g := range a.gold {
			wrong, ok := falsified(g)
			if !ok || !confirmed(before, g) {
				continue
			}
			b := a
			b.input = bytes.Join([][]byte{a.input[:g.start], []byte(wrong), a.input[g.end:]}, nil)
			d, err := extract.Document(a.name, b.input)
			if err != nil {
				t.Fatal(err)
			}
			after := evidence.Check(d, k)
			tried++
			hit := false
			for _, f := range after.Figures {
				at := d.Input(f.Start, false)
				bad := f.Verdict == evidence.Inconsistent || f.Verdict == evidence.Imprecise
				switch {
				case at >= g.start && at < g.start+len(wrong):
					hit = hit || bad
				case bad && !was(before, f.Surface, f.Verdict):
					others++
					t.Logf("%s: %q for %q turns %q too: %s", a.name, wrong, g.surface, f.Surface, f.Why)
				}
			}
			if hit {
				turned++
			} else {
				t.Logf("%s: %q for %q is not seen", a.name, wrong, g.surface)
			}
		}
	}
	t.Logf("%d of %d wrong figures seen, %d others accused", turned, tried, others)
	if tried < 100 || turned*100 < tried*95 || others*100 > tried*2 {
		t.Errorf("%d of %d seen, %d others accused", turned, tried, others)
	}
}

// falsified writes another number in place of the first of a surface: a fifth
// more, in the same form.
func falsified(g gold) (string, bool) {
	if g.verdict != '=' || g.quantity == "" || g.kind != evidence.Money && g.kind != evidence.Percent && g.kind != evidence.Count {
		return "", false
	}
	if strings.HasSuffix(g.quantity, ".annual_amount") || strings.HasPrefix(g.quantity, "demand") || strings.HasPrefix(g.quantity, "burden") || strings.HasPrefix(g.quantity, "camp") {
		return "", false // ranges and reports: another value is another report
	}
	from := strings.IndexAny(g.surface, "0123456789")
	if from < 0 || strings.ContainsAny(g.surface, "조억만") {
		return "", false
	}
	to := from
	for to < len(g.surface) && strings.ContainsRune("0123456789.,", rune(g.surface[to])) {
		to++
	}
	d, err := decimal.Parse(strings.ReplaceAll(g.surface[from:to], ",", ""))
	if err != nil {
		return "", false
	}
	wrong := d.Fraction().Mul(decimal.Frac(137, 100)).Approx(d.Places())
	return g.surface[:from] + wrong + g.surface[to:], true
}

func confirmed(r *evidence.Result, g gold) bool {
	for _, f := range r.Figures {
		if r.Document.Input(f.Start, false) == g.start {
			return f.Verdict == evidence.Consistent || f.Verdict == evidence.ConsistentRounded
		}
	}
	return false
}

func was(r *evidence.Result, surface string, v evidence.Verdict) bool {
	for _, f := range r.Figures {
		if f.Surface == surface && f.Verdict == v {
			return true
		}
	}
	return false
}
