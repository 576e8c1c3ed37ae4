package verification

import (
	_ "embed"
	"fmt"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

//go:embed cases/goal-seek.json
var goalData []byte

// A goal is a total over a term that the first year's amount is to reach as
// nearly as can be.
type goal struct {
	ID       string   `json:"id"`
	Growth   []number `json:"growth_pct"`
	Target   number   `json:"target_total"`
	Expect   []number `json:"expect_first_year"`
	Distance *number  `json:"expect_distance"`
	Path     []number `json:"path_of_first"`
}

// maxSought bounds the years of all goals of a file; each is computed anew for
// every amount that is tried.
const maxSought = 5_000

func goalSuite() suite {
	return suite{
		Model: "goal-seek", Names: []string{"goal-seek"}, Accepts: named("goal-seek"),
		Own: func() ([]Case, error) { return own(goalData, runGoals) },
		Run: runGoals,
	}
}

// runGoals asks schedule.Solve, as the command solve does. Every best answer is
// wanted, and how far it stays from the target.
func runGoals(f *file) ([]Case, error) {
	var all []goal
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	var cases []Case
	years := 0
	for _, g := range all {
		years += len(g.Growth)
	}
	if years > maxSought {
		return nil, fmt.Errorf("%w: more than %d years in all", ErrTooLarge, maxSought)
	}
	for i, g := range all {
		g.ID = nth(g.ID, "goal", i)
		s, err := g.solve()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		c := Case{ID: g.ID, Expected: texts(g.Expect), Got: joined(s.Answers), Tolerance: "0", Source: f.cited()}
		cases = append(cases, c)
		if g.Distance != nil {
			c.ID, c.Expected, c.Got = g.ID+"/distance", string(*g.Distance), s.Distance.String()
			cases = append(cases, c)
		}
		if len(g.Path) > 0 {
			var path []decimal.Fraction
			for _, p := range s.Path {
				path = append(path, p.Amount)
			}
			c.ID, c.Expected, c.Got = g.ID+"/path", texts(g.Path), joined(path)
			cases = append(cases, c)
		}
	}
	return cases, nil
}

func (g goal) solve() (*schedule.Solution, error) {
	if len(g.Growth) == 0 || len(g.Expect) == 0 || g.Target == "" {
		return nil, fmt.Errorf("%w: growth_pct, target_total and expect_first_year are due", ErrShape)
	}
	if len(g.Growth) > maxYears {
		return nil, fmt.Errorf("%w: more than %d years", ErrTooLarge, maxYears)
	}
	one := plain(decimal.Whole(1))
	a := &agreement.Agreement{ID: "goal", Amounts: []agreement.Amount{begins(firstYear, one)}, Rounding: agreement.Rounding{Steps: []money.Amount{one}}}
	for i, n := range g.Growth {
		rate, err := n.decimal()
		if err != nil {
			return nil, err
		}
		year := firstYear + 1 + i
		a.Amounts = append(a.Amounts, grows(period.Years{From: year, To: year}, agreement.FixedRate{Percent: rate}))
	}
	in := schedule.Input{Currency: noCurrency, Units: units(), Agreements: []*agreement.Agreement{a}}
	s, err := schedule.Solve(in, schedule.Options{}, schedule.World{}, schedule.Aim{
		Figure: a.ID + "/total", For: "first_year", Moves: a.ID + "/" + strconv.Itoa(firstYear), Target: plain(g.Target.fraction()),
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	return s, nil
}
