package evidence_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/decimal"
	"entente/evidence"
	"entente/extract"
	"entente/internal/patience"
)

// Replacing one right figure by a wrong one turns that verdict, whatever the
// figure: a sum, a change, a count, an ordinal, a date or a length, in English
// and Korean. It accuses no other figure of the article.
func TestReplaceTurnsVerdict(t *testing.T) {
	t.Parallel()
	k := evidence.Korea(t)
	turned, accused, tried, others := 0, 0, 0, 0
	for n, a := range corpus(t) {
		if patience.Racing && n%4 != 0 {
			continue
		}
		before := read(t, k, a)
		for _, g := range a.gold {
			f, ok := confirmed(before, g.start)
			if g.verdict != '=' || !ok || f.Kind == evidence.Ordinal && !joined(before, f) {
				continue
			}
			for _, wrong := range falsified(g, f.Bound) {
				input := bytes.Join([][]byte{a.input[:g.start], []byte(wrong), a.input[g.end:]}, nil)
				d, err := extract.Document(a.name, input)
				if err != nil {
					t.Fatal(err)
				}
				after := evidence.Check(d, k)
				tried++
				hit, still := false, false
				for _, f := range after.Figures {
					at := d.Input(f.Start, false)
					bad := f.Verdict == evidence.Inconsistent || f.Verdict == evidence.Imprecise
					switch {
					case at >= g.start && at < g.start+len(wrong):
						hit = hit || bad
						still = still || f.Verdict == evidence.Consistent || f.Verdict == evidence.ConsistentRounded
					case bad && !was(before, f.Surface, f.Verdict):
						others++
						t.Errorf("%s: %q for %q turns %q too: %s", a.name, wrong, g.surface, f.Surface, f.Why)
					}
				}
				switch {
				case hit:
					turned++
					accused++
				case !still:
					turned++
					t.Logf("%s: %q for %q (%s) is no longer confirmed, and not accused", a.name, wrong, g.surface, g.quantity)
				default:
					t.Errorf("%s: %q for %q (%s) is not seen", a.name, wrong, g.surface, g.quantity)
				}
			}
		}
	}
	t.Logf("%d of %d wrong figures turned, %d of them accused; %d others accused", turned, tried, accused, others)
	if tried < 100 {
		t.Errorf("only %d figures tried", tried)
	}
}

// falsified writes other values in place of the figure, in the form of its
// surface: the first number a third more and two fifths less, another ordinal,
// another year.
func falsified(g gold, bound evidence.Bound) []string {
	if strings.HasSuffix(g.quantity, ".round") || g.quantity == "statement.date" {
		return nil // any round that was held is right
	}
	switch g.kind {
	case evidence.Money, evidence.Percent, evidence.Count, evidence.Ordinal, evidence.Duration:
		return otherNumbers(g, bound)
	case evidence.Date, evidence.DateRange:
		return otherYears(g)
	case evidence.Multiple, evidence.Share, evidence.Frequency, evidence.Qualitative:
	}
	return nil
}

// otherNumbers replaces the first number in digits. "More than" less and "up to"
// more would still be true.
func otherNumbers(g gold, bound evidence.Bound) []string {
	from := strings.IndexAny(g.surface, "0123456789")
	if from < 0 {
		return nil
	}
	to := from
	for to < len(g.surface) && strings.ContainsRune("0123456789.,", rune(g.surface[to])) {
		to++
	}
	d, err := decimal.Parse(strings.ReplaceAll(g.surface[from:to], ",", ""))
	if err != nil {
		return nil
	}
	var out []string
	for _, percent := range []int64{143, 61} {
		if bound == evidence.AtLeast && percent < 100 || bound == evidence.AtMost && percent > 100 {
			continue
		}
		wrong := d.Fraction().Mul(decimal.Frac(percent, 100)).Approx(d.Places())
		if v, err := decimal.Parse(wrong); err != nil || v.Fraction().Equal(d.Fraction()) || v.Sign() == 0 {
			continue
		}
		if strings.Contains(g.surface[from:to], ",") {
			wrong = thousands(wrong)
		}
		out = append(out, g.surface[:from]+wrong+g.surface[to:])
	}
	return out
}

func thousands(s string) string {
	whole, part, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		return whole + "." + part
	}
	return whole
}

// otherYears replaces a year in print by one nothing happened in.
func otherYears(g gold) []string {
	for i := 0; i+4 <= len(g.surface); i++ {
		if year, err := strconv.Atoi(g.surface[i : i+4]); err == nil && year >= 1990 && year <= 2035 {
			return []string{g.surface[:i] + "2037" + g.surface[i+4:]}
		}
	}
	return nil
}

func confirmed(r *evidence.Result, at int) (evidence.Figure, bool) {
	for _, f := range r.Figures {
		if r.Document.Input(f.Start, false) == at {
			return f, f.Verdict == evidence.Consistent || f.Verdict == evidence.ConsistentRounded
		}
	}
	return evidence.Figure{}, false
}

// joined reports the number of an agreement in a sentence where another figure
// was named by it: a number alone can be that of any agreement, and any may
// have had rounds and a ceiling.
func joined(r *evidence.Result, o evidence.Figure) bool {
	id := strings.TrimSuffix(o.Quantity, "ordinal")
	for _, f := range r.Figures {
		if f.Sentence == o.Sentence && f.Start != o.Start && strings.HasPrefix(f.Quantity, id) && slices.Contains(f.Reasons, "the number of the agreement") && !strings.HasSuffix(f.Quantity, ".round") && !strings.HasSuffix(f.Quantity, ".cap") {
			return true
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
