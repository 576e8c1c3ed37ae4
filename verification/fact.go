package verification

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"entente/period"
	"entente/series"
)

//go:embed cases/facts.json
var factData []byte

// A fact holds over a span of days and became known on one; a null value says
// that it was taken back.
type fact struct {
	ID    int        `json:"id"`
	From  period.Day `json:"valid_from"`
	Until period.Day `json:"valid_to_exclusive"`
	Known period.Day `json:"known_from"`
	Value *number    `json:"value"`
}

// A factQuery asks what was known on one day about another.
type factQuery struct {
	ID     string          `json:"id"`
	On     period.Day      `json:"valid_on"`
	Known  period.Day      `json:"known_at"`
	Expect json.RawMessage `json:"expect"`
}

// What a query may answer besides a number.
const (
	none      = "none"
	withdrawn = "withdrawn"
)

func factSuite() suite {
	return suite{
		Model: "bitemporal", Names: []string{"bitemporal-random", "bitemporal"}, Accepts: named("bitemporal-random", "bitemporal"),
		Own: func() ([]Case, error) { return own(factData, runFacts) },
		Run: runFacts,
	}
}

// runFacts answers each query by series.Holding, which follows the rule by
// which every series is read.
func runFacts(f *file) ([]Case, error) {
	var facts []fact
	var queries []factQuery
	if err := f.need("facts", &facts); err != nil {
		return nil, err
	}
	if err := f.need("queries", &queries); err != nil {
		return nil, err
	}
	known, err := holdings(facts)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for i, q := range queries {
		want, err := q.expected()
		if err != nil {
			return nil, fmt.Errorf("query %d: %w", i+1, err)
		}
		got := none
		if o, ok := series.Holding(known, q.On, q.Known); ok && o.Status == series.Withdrawn {
			got = withdrawn
		} else if ok {
			got = o.Value.String()
		}
		cases = append(cases, Case{
			ID: nth(q.ID, "bitemporal", i), Expected: want, Got: got, Tolerance: "0", Source: f.cited(), Note: fmt.Sprintf("for %s, as known on %s", q.On, q.Known),
		})
	}
	return cases, nil
}

// holdings turns facts into what package series reads: in order of their ids,
// so that of two published on one day the higher id counts.
func holdings(facts []fact) ([]series.Fact, error) {
	slices.SortStableFunc(facts, func(a, b fact) int { return cmp.Compare(a.ID, b.ID) })
	var all []series.Fact
	for i, x := range facts {
		if x.From.IsZero() || x.Until.IsZero() || x.Known.IsZero() {
			return nil, fmt.Errorf("%w: fact %d needs valid_from, valid_to_exclusive and known_from", ErrShape, x.ID)
		}
		if i > 0 && facts[i-1].ID == x.ID {
			return nil, fmt.Errorf("%w: two facts have the id %d", ErrShape, x.ID)
		}
		if !x.From.Before(x.Until) {
			continue // a span without a day holds nowhere
		}
		h := series.Fact{Valid: period.Span{From: x.From, To: x.Until.AddDays(-1)}, Observation: series.Observation{Published: x.Known, Status: series.Withdrawn}}
		if x.Value != nil {
			v, err := x.Value.decimal()
			if err != nil {
				return nil, err
			}
			h.Value, h.Status = v, series.Final
		}
		all = append(all, h)
	}
	return all, nil
}

// expected reads a number, or a word in quotes.
func (q factQuery) expected() (string, error) {
	if q.On.IsZero() || q.Known.IsZero() || len(q.Expect) == 0 {
		return "", fmt.Errorf("%w: valid_on, known_at and expect are due", ErrShape)
	}
	var word string
	if json.Unmarshal(q.Expect, &word) == nil && (word == none || word == withdrawn) {
		return word, nil
	}
	var n number
	if err := json.Unmarshal(q.Expect, &n); err != nil {
		return "", fmt.Errorf("%w: expect is a number, %q or %q", ErrShape, none, withdrawn)
	}
	return string(n), nil
}
