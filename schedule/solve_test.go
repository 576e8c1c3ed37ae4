package schedule_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// compact keeps of a solution what a case asserts.
type compact struct {
	Answers  []string
	Distance string
	Path     []string
}

func compacted(s *schedule.Solution) compact {
	c := compact{Distance: s.Distance.String()}
	for _, a := range s.Answers {
		c.Answers = append(c.Answers, a.String())
	}
	for _, p := range s.Path {
		c.Path = append(c.Path, p.Amount.String())
	}
	return c
}

func solve(tb failer, in schedule.Input, aim schedule.Aim) *schedule.Solution {
	tb.Helper()
	s, err := schedule.Solve(in, schedule.Options{}, schedule.World{}, aim)
	if err != nil {
		tb.Fatalf("Solve: %v", err)
	}
	return s
}

// TestSolvePublicCases runs the goal-seek cases that lie beside the repository
// where it is developed: the whole-number first year whose total is nearest the
// target, every year rounded half up and carried.
func TestSolvePublicCases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../shared/verification/agreements/goal-seek/first_year.json")
	if err != nil {
		t.Skip("the public cases are not here")
	}
	var suite struct {
		Cases []struct {
			ID       string      `json:"id"`
			Growth   []string    `json:"growth_pct"`
			Target   json.Number `json:"target_total"`
			Expect   []int64     `json:"expect_first_year"`
			Distance json.Number `json:"expect_distance"`
			Path     []int64     `json:"path_of_first"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(data, &suite); err != nil {
		t.Fatal(err)
	}
	for _, c := range suite.Cases {
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			in := chain{first: 1, rates: c.Growth, step: "1", lag: 1}.input(t)
			s := solve(t, in, schedule.Aim{Figure: "deal/total", For: "first_year", Target: money.Amount{Currency: "KRW", Value: decimal.MustParse(c.Target.String()).Fraction()}})
			want := compact{Distance: c.Distance.String()}
			for _, x := range c.Expect {
				want.Answers = append(want.Answers, decimal.FromInt(x).String())
			}
			for _, x := range c.Path {
				want.Path = append(want.Path, decimal.FromInt(x).String())
			}
			if diff := cmp.Diff(want, compacted(s)); diff != "" {
				t.Errorf("Solve (-want +got)\n%s", diff)
			}
			if s.Method != "bisection" {
				t.Errorf("method %s", s.Method)
			}
		})
	}
}

func TestSolveByHand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		chain chain
		aim   schedule.Aim
		want  compact
	}{
		{ // 10 → 10.5 → 11 and 11 → 11.55 → 12: the total goes 21, 23; 22 is as far from both
			"two first years, equally far",
			chain{first: 1, rates: []string{"5"}, step: "1", lag: 1},
			schedule.Aim{Figure: "deal/total", For: "first_year", Target: money.Of(22, "KRW")},
			compact{[]string{"10", "11"}, "1", []string{"10", "11"}},
		},
		{ // the rounding step is the grid: 790, 800, 810 …
			"the grid is the rounding step",
			chain{first: 1, rates: []string{"10"}, step: "10", lag: 1},
			schedule.Aim{Figure: "deal/2002", For: "first_year", Target: money.Of(885, "KRW")},
			compact{[]string{"800", "810"}, "5", []string{"800", "880"}},
		},
		{ // 1000 × 1.034 × 1.034 = 1034, 1069.156 → 1069
			"one rate for a final year",
			chain{first: 1000, rates: []string{"1", "2"}, step: "1", lag: 1},
			schedule.Aim{Figure: "deal/2003", For: "rate", Target: money.Of(1069, "KRW")},
			compact{[]string{"3.4"}, "0", []string{"1000", "1034", "1069"}},
		},
		{ // prices rise 3 and 5: a cap of 3.5 makes 1030, 1066.05 → 1066; 3.4 makes 1065.02, 3.6 makes 1067.08
			"a cap for a total",
			chain{first: 1000, rates: []string{"3", "5"}, step: "1", lag: 1, cap: "4"},
			schedule.Aim{Figure: "deal/total", For: "cap", Target: money.Of(3096, "KRW")},
			compact{[]string{"3.5"}, "0", []string{"1000", "1030", "1066"}},
		},
		{ // every index moves: 1000, 1020, 1040.4
			"break-even index, published values too",
			chain{first: 1000, rates: []string{"3", "5"}, step: "1", lag: 1},
			schedule.Aim{Figure: "deal/2003", For: "index", Known: true, Target: money.Of(1040, "KRW")},
			compact{[]string{"2"}, "0", []string{"1000", "1020", "1040"}},
		},
		{ // 1000 + 1030 < 2031 <= 1000 + 1030 + 1082
			"the year a sum is crossed",
			chain{first: 1000, rates: []string{"3", "5"}, step: "1", lag: 1},
			schedule.Aim{Figure: "deal/total", For: "year", Target: money.Of(2031, "KRW")},
			compact{[]string{"2003"}, "1081", []string{"1000", "1030", "1082"}},
		},
		{
			"the year an amount is reached",
			chain{first: 1000, rates: []string{"3", "5"}, step: "1", lag: 1},
			schedule.Aim{Figure: "deal", For: "year", Target: money.Of(1030, "KRW")},
			compact{[]string{"2002"}, "0", []string{"1000", "1030"}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, compacted(solve(t, tt.chain.input(t), tt.aim))); diff != "" {
				t.Errorf("Solve (-want +got)\n%s", diff)
			}
		})
	}
}

// TestSolveFindsAllBest: no value of the lever comes nearer than the answers,
// and every value as near is among them.
func TestSolveFindsAllBest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := chain{
			first: rapid.Int64Range(20, 400).Draw(t, "first"), step: rapid.SampledFrom([]string{"1", "5"}).Draw(t, "step"), lag: 1, exact: rapid.Bool().Draw(t, "exact"),
			mode: decimal.Mode(rapid.IntRange(0, len(decimal.Modes())-1).Draw(t, "mode")), cap: "4",
		}
		for range rapid.IntRange(1, 4).Draw(t, "years") {
			c.rates = append(c.rates, decimal.New(rapid.Int64Range(-40, 90).Draw(t, "rate"), -1).String())
		}
		aim := schedule.Aim{
			Figure: rapid.SampledFrom([]string{"deal/total", "deal/2002"}).Draw(t, "figure"), For: rapid.SampledFrom([]string{"first_year", "cap", "rate", "index"}).Draw(t, "lever"), Known: true,
			Target: money.Of(rapid.Int64Range(10, 2000).Draw(t, "target"), "KRW"),
		}
		low, high := decimal.Whole(0), decimal.Whole(6)
		if aim.For == "first_year" {
			high = decimal.Whole(90)
		}
		aim.Low, aim.High = &low, &high
		in := c.input(t)
		got := solve(t, in, aim)
		if got.Method != "bisection" {
			t.Fatalf("the figure only rises, yet %s: %s", got.Method, got.Why)
		}
		answers := map[string]bool{}
		for _, r := range got.Ranges {
			for x := r.From; x.Cmp(r.To) <= 0; x = x.Add(got.Step) {
				answers[x.String()] = true
			}
		}
		for x := low; x.Cmp(high) <= 0; x = x.Add(got.Step) {
			one := aim
			one.Low, one.High = &x, &x
			d := solve(t, in, one).Distance
			switch {
			case d.Cmp(*got.Distance) < 0:
				t.Fatalf("%s is %s away, the answers %s", x, d, got.Distance)
			case d.Equal(*got.Distance) != answers[x.String()]:
				t.Fatalf("%s is %s away, as the answers are or not: %v", x, d, got.Ranges)
			}
		}
	})
}

// TestSolveTriesAll: a figure that falls with one path and rises with another
// is not bisected. A bound on the sum takes from later years what the first is
// given.
func TestSolveTriesAll(t *testing.T) {
	t.Parallel()
	in := chain{first: 100, rates: []string{"10", "10"}, step: "1", lag: 1}.input(t)
	in.Agreements[0].Amounts[1].Caps = []agreement.Bound{{On: agreement.SumBound, Amount: money.Of(330, "KRW")}}
	aim := schedule.Aim{Figure: "deal/2003", For: "first_year", Target: money.Of(115, "KRW")}
	high := decimal.Whole(330)
	aim.High = &high
	got := solve(t, in, aim)
	// 95: 95 + 105 (104.5 up) leaves 130, and 105 grows to 116; 94 grows to 103, 113; 96 to 106, 117; 102 + 112 leaves 116; 103 + 113 leaves 114.
	want := compact{[]string{"95", "102", "103"}, "1", []string{"95", "105", "116"}}
	if diff := cmp.Diff(want, compacted(got)); diff != "" {
		t.Errorf("Solve (-want +got)\n%s", diff)
	}
	if got.Method != "enumeration" || got.Why == "" {
		t.Errorf("method %s, why %q", got.Method, got.Why)
	}
	high = decimal.Whole(10_000_000)
	if _, err := schedule.Solve(in, schedule.Options{}, schedule.World{}, aim); !errors.Is(err, schedule.ErrTooWide) {
		t.Errorf("ten million values: %v, want %v", err, schedule.ErrTooWide)
	}
}

func TestSolveRefuses(t *testing.T) {
	t.Parallel()
	in := chain{first: 100, rates: []string{"1", "2"}, step: "1", lag: 1}.input(t)
	krw := money.Of(300, "KRW")
	for _, tt := range []struct {
		name string
		aim  schedule.Aim
		want error
	}{
		{"no such agreement", schedule.Aim{Figure: "other/total", For: "cap", Target: krw}, schedule.ErrFigure},
		{"no such figure", schedule.Aim{Figure: "deal/1999", For: "first_year", Target: krw}, schedule.ErrFigure},
		{"no such lever", schedule.Aim{Figure: "deal/total", For: "luck", Target: krw}, schedule.ErrLever},
		{"another currency", schedule.Aim{Figure: "deal/total", For: "first_year", Target: money.Of(1, "USD")}, money.ErrMixed},
		{"everything is published", schedule.Aim{Figure: "deal/total", For: "index", Target: krw}, schedule.ErrLever},
		{"the first year does not rest on rates", schedule.Aim{Figure: "deal/2001", For: "rate", Target: krw}, schedule.ErrLever},
		{"no sum in the text", schedule.Aim{Figure: "deal/total", For: "first_year", Moves: "deal/2002", Target: krw}, schedule.ErrLever},
		{"a part of the years", schedule.Aim{Figure: "deal/2002", For: "year", Target: krw}, schedule.ErrLever},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := schedule.Solve(in, schedule.Options{}, schedule.World{}, tt.aim); !errors.Is(err, tt.want) {
				t.Errorf("Solve: %v, want %v", err, tt.want)
			}
		})
	}
}

func TestSolveUnknown(t *testing.T) {
	t.Parallel()
	in := chain{first: 100, rates: []string{"1", "2"}, step: "1", lag: 1}.input(t)
	in.Series[0].Observations = in.Series[0].Observations[:1]
	aim := schedule.Aim{Figure: "deal/total", For: "first_year", Target: money.Of(300, "KRW")}
	if _, err := schedule.Solve(in, schedule.Options{}, schedule.World{}, aim); !errors.Is(err, schedule.ErrUnknown) {
		t.Errorf("Solve: %v, want %v", err, schedule.ErrUnknown)
	}
	aim.For = "index"
	// 100, 101, and 99 for a total of 300: 101 × (1 + r) rounds to 99 for the ten rates from -2.4 to -1.5.
	s := solve(t, in, aim)
	if s.Distance.Sign() != 0 || s.Ranges[0].Count != 10 {
		t.Errorf("distance %s, ranges %v", s.Distance, s.Ranges)
	}
}
