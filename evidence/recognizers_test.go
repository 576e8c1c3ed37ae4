package evidence

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"entente/decimal"
	"entente/period"
)

// The English specifications of Recognizers-Text are read where they are
// present; they are not part of this repository.
const recognizersFile = "../../shared/verification/evidence/recognizers.jsonl"

type specCase struct {
	ID, Model, Input string
	Reference        string
	Results          []specResult
}

type specResult struct {
	Text, Type string
	Start, End int
	Resolution map[string]any
}

func readSpecs(t *testing.T) []specCase {
	t.Helper()
	f, err := os.Open(recognizersFile)
	if err != nil {
		t.Skip("the specifications are not present")
	}
	defer func() { _ = f.Close() }() // it was only read
	var out []specCase
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var c specCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func TestRecognizers(t *testing.T) {
	t.Parallel()
	specs := readSpecs(t)
	for _, m := range []struct {
		model string
		found func(specCase, specResult) bool
		least float64 // share that must be found, so that a change for the worse is seen
	}{
		{"NumberWithUnit/English/CurrencyModel", foundMoney, 0.89},
		{"Number/English/PercentModel", foundPercent, 0.75},
		{"Number/English/OrdinalModel", foundOrdinal, 0.58},
		{"Number/English/NumberModel", foundNumber, 0.65},
		{"DateTime/English/DateParser", foundDate, 0.42},
		{"DateTime/English/DatePeriodParser", foundDate, 0.47},
		{"DateTime/English/DurationParser", foundDuration, 0.84},
	} {
		t.Run(m.model, func(t *testing.T) {
			t.Parallel()
			found, all := 0, 0
			for _, c := range specs {
				if c.Model != m.model {
					continue
				}
				for _, r := range c.Results {
					if r.Type == "ordinal.relative" || r.Resolution["value"] == "null" || r.Resolution["unit"] != nil && r.Resolution["value"] == nil {
						continue
					}
					all++
					if m.found(c, r) {
						found++
					} else if testing.Verbose() && os.Getenv("ENTENTE_MISSES") != "" {
						t.Logf("miss %q in %q %v", r.Text, c.Input, r.Resolution)
					}
				}
			}
			share := float64(found) / float64(all)
			t.Logf("%-40s %d of %d = %.3f", m.model, found, all, share)
			if share < m.least {
				t.Errorf("share %.3f is below %.2f", share, m.least)
			}
		})
	}
}

func specHits(c specCase, day period.Day) ([]hit, []token) {
	s := &scanner{toks: tokenize(c.Input, 0), day: day}
	return s.scan(), s.toks
}

func (h hit) span(toks []token) (int, int) {
	end := toks[h.next-1].end
	if h.to > 0 {
		end = h.to
	}
	return toks[h.first].start, end
}

func near(a decimal.Fraction, text string) bool {
	d, err := decimal.ParseFraction(strings.ReplaceAll(text, "%", ""))
	if err != nil {
		return false
	}
	diff := a.Sub(d)
	if diff.Sign() < 0 {
		diff = diff.Neg()
	}
	return diff.Cmp(decimal.Frac(1, 1000000)) <= 0
}

func anyHit(c specCase, r specResult, ok func(Figure) bool) bool {
	hits, toks := specHits(c, period.Day{})
	for _, h := range hits {
		a, b := h.span(toks)
		if len([]rune(c.Input[:a])) < r.End && len([]rune(c.Input[:b])) > r.Start && ok(h.figure) {
			return true
		}
	}
	return false
}

func foundMoney(c specCase, r specResult) bool {
	want, _ := r.Resolution["value"].(string)
	iso, _ := r.Resolution["isoCurrency"].(string)
	return anyHit(c, r, func(f Figure) bool {
		return f.Kind == Money && (near(f.Value.Amount, want) || near(f.Value.Amount.Mul(decimal.Whole(100)), want)) && (iso == "" || iso == f.Value.Unit)
	})
}

func foundPercent(c specCase, r specResult) bool {
	want, _ := r.Resolution["value"].(string)
	return anyHit(c, r, func(f Figure) bool { return f.Kind == Percent && near(f.Value.Amount, want) })
}

func foundOrdinal(c specCase, r specResult) bool {
	want, _ := r.Resolution["value"].(string)
	return anyHit(c, r, func(f Figure) bool { return f.Kind == Ordinal && near(f.Value.Amount, want) })
}

func foundDuration(c specCase, r specResult) bool {
	want, _ := r.Resolution["Timex"].(string)
	return anyHit(c, r, func(f Figure) bool { return f.Kind == Duration && f.Value.ISO == want })
}

func foundNumber(c specCase, r specResult) bool {
	want, _ := r.Resolution["value"].(string)
	toks := tokenize(c.Input, 0)
	for i := 0; i < len(toks); {
		n, _, ok := signedAt(toks, i)
		if !ok {
			i++
			continue
		}
		if near(n.value, want) {
			return true
		}
		i = n.next
	}
	return anyHit(c, r, func(f Figure) bool { return f.Kind == Share && near(f.Value.Amount, want) })
}

func foundDate(c specCase, r specResult) bool {
	day, err := period.ParseDay(strings.SplitN(c.Reference, "T", 2)[0])
	if err != nil {
		return false
	}
	hits, toks := specHits(c, day)
	for _, h := range hits {
		a, b := h.span(toks)
		if !h.figure.IsDate() || a >= r.End || b <= r.Start {
			continue
		}
		for _, key := range []string{"FutureResolution", "PastResolution"} {
			res, _ := r.Resolution[key].(map[string]any)
			from, _ := res["date"].(string)
			to := from
			if v, ok := res["startDate"].(string); ok {
				from = v
				to, _ = res["endDate"].(string)
			}
			last, err := period.ParseDay(to)
			if err != nil || h.figure.Value.Span.From.String() != from {
				continue
			}
			if got := h.figure.Value.Span.To; got == last || got.AddDays(1) == last || len(to) == 10 && got.Year == last.Year && got.Month == last.Month && last.Day == 1 {
				return true
			}
		}
	}
	return false
}
