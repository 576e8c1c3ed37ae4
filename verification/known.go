package verification

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"

	"entente/agreement"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

//go:embed cases/as-known-at.json
var knownData []byte

// A totalKnown is the total of a year and the day from which it was known.
type totalKnown struct {
	Year  int        `json:"for_year"`
	Value number     `json:"value"`
	From  period.Day `json:"known_from"`
}

// A totalQuery asks for the total of a year as known on a day; null is the
// answer that it was not known.
type totalQuery struct {
	ID     string     `json:"id"`
	Year   int        `json:"for_year"`
	Known  period.Day `json:"known_at"`
	Expect *number    `json:"expect"`
	Source string     `json:"source"`
}

func knownSuite() suite {
	return suite{
		Model: "as-known-at", Names: []string{"as-known-at"}, Accepts: named("as-known-at"),
		Own: func() ([]Case, error) { return own(knownData, runKnown) },
		Run: runKnown,
	}
}

// runKnown asks the schedule of the bundled dossier as of each day, as
// `schedule --known` does. A file that brings facts of its own is asked about
// these too: each is a sum in a text that is known from its day.
func runKnown(f *file) ([]Case, error) {
	var queries []totalQuery
	var facts []totalKnown
	if err := f.need("queries", &queries); err != nil {
		return nil, err
	}
	if f.has("facts") {
		if err := f.need("facts", &facts); err != nil {
			return nil, err
		}
	}
	k, err := openKorea()
	if err != nil {
		return nil, err
	}
	plan, err := k.plan(nil)
	if err != nil {
		return nil, err
	}
	told, err := planOf(facts) // without facts: a plan without figures
	if err != nil {
		return nil, err
	}
	var cases []Case
	for i, q := range queries {
		if q.Year < period.MinYear || q.Year > period.MaxYear || q.Known.IsZero() {
			return nil, fmt.Errorf("%w: query %d needs for_year and known_at", ErrShape, i+1)
		}
		want := unknown
		if q.Expect != nil {
			want = string(*q.Expect)
		}
		c := Case{
			ID: nth(q.ID, "as-known-at", i), Expected: want, Got: k.total(plan.Evaluate(schedule.World{Known: q.Known}), q.Year), Tolerance: "0",
			Source: k.cite(cmp.Or(q.Source, f.cited())), Note: fmt.Sprintf("%d, as known on %s", q.Year, q.Known),
		}
		cases = append(cases, c)
		if len(facts) > 0 {
			c.ID, c.Got = c.ID+"/facts", unknown
			if figure := ref(q.Year, "facts"); has(told, figure) {
				c.Got = amountOf(told.Evaluate(schedule.World{Known: q.Known}), figure)
			}
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// planOf makes a plan of totals: an agreement whose years are what was
// published of them, by the day. A year told twice has two publications.
func planOf(facts []totalKnown) (*schedule.Plan, error) {
	told := &series.Series{ID: "facts", Kind: series.Amount, Unit: oneUnit, Decimals: -1, Frequency: "year"}
	a := &agreement.Agreement{ID: told.ID}
	for i, x := range facts {
		if x.Year < period.MinYear || x.Year > period.MaxYear || x.Value == "" || x.From.IsZero() {
			return nil, fmt.Errorf("%w: fact %d needs for_year, value and known_from", ErrShape, i+1)
		}
		v, err := x.Value.decimal()
		if err != nil {
			return nil, err
		}
		told.Observations = append(told.Observations, series.Observation{Period: period.Year(x.Year), Value: v, Published: x.From, Status: series.Final})
		if _, covered := a.AmountFor(x.Year); !covered {
			a.Amounts = append(a.Amounts, agreement.Amount{Years: one(x.Year), Term: agreement.Formula{Text: "as told", Expr: agreement.SeriesValue{Series: told.ID}}})
		}
	}
	told.Sort()
	slices.SortFunc(a.Amounts, func(x, y agreement.Amount) int { return cmp.Compare(x.Years.From, y.Years.From) })
	return compile(noCurrency, []*series.Series{told}, a)
}
