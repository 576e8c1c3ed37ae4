package schedule_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/decimal"
	"entente/dossier"
	"entente/period"
	"entente/schedule"
)

// planOf compiles a drawn treaty. Gaps in its series are no errors here: what
// rests on them is unknown.
func planOf(t *rapid.T, files map[string]string) *schedule.Plan {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, list, err := dossier.Read(fsys)
	if err != nil || list.HasErrors() {
		t.Fatalf("%v %v\n%s", err, list.Errors(), files["agreements/x.yaml"])
	}
	plan, _ := schedule.Compile(input(d), schedule.Options{})
	return plan
}

// amounts are the values of all figures by name; unknown ones are "unknown".
func amounts(s *schedule.Schedule) map[string]string {
	all := map[string]string{}
	for _, f := range s.Plan.Figures {
		a, v := s.Amount(f)
		if all[f.ID] = a.String(); !v.Known() {
			all[f.ID] = "unknown"
		}
	}
	return all
}

func TestUnitsDoNotChangeMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		want := amounts(planOf(t, x.files()).Evaluate(schedule.World{}))
		for _, x.unit = range []string{"KRW", "bn KRW", "tn KRW"} {
			if diff := cmp.Diff(want, amounts(planOf(t, x.files()).Evaluate(schedule.World{}))); diff != "" {
				t.Fatalf("written in %s the amounts differ\n%s", x.unit, diff)
			}
		}
	})
}

func TestAmountsScale(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		one := planOf(t, x.files()).Evaluate(schedule.World{})
		x.factor = rapid.IntRange(2, 1000).Draw(t, "factor")
		many := planOf(t, x.files()).Evaluate(schedule.World{})
		for _, f := range one.Plan.Figures {
			a, v := one.Amount(f)
			g, ok := many.Plan.Find(f.ID)
			if !ok {
				t.Fatalf("%s is gone", f.ID)
			}
			b, w := many.Amount(g)
			if v.Status != w.Status || v.Known() && !a.Value.Mul(decimal.Whole(int64(x.factor))).Equal(b.Value) {
				t.Errorf("%s is %s; with all sums times %d it is %s", f.ID, a, x.factor, b)
			}
		}
	})
}

// A cap on any one rule leaves every year as it was or lower: growth, rounding
// and later bounds all rise with what they start from.
func TestCapNeverRaises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		i := rapid.IntRange(0, len(x.rules)-1).Draw(t, "which")
		rule := fmt.Sprintf("{escalate: previous, by: {series: cpi, lag: %d}", rapid.IntRange(1, 3).Draw(t, "lag"))
		x.rules[i] = rule + "}"
		free := planOf(t, x.files()).Evaluate(schedule.World{})
		bound := rapid.SampledFrom([]string{
			fmt.Sprintf("{level: <%d>}", rapid.IntRange(1, 60_000).Draw(t, "level")), fmt.Sprintf("{sum: <%d>}", rapid.IntRange(1, 200_000).Draw(t, "total")),
			fmt.Sprintf("{step: %d%%}", rapid.IntRange(-5, 9).Draw(t, "step")),
		}).Draw(t, "bound")
		x.rules[i] = rule + ", cap: " + bound + "}"
		capped := planOf(t, x.files()).Evaluate(schedule.World{})
		for _, f := range free.Plan.Figures {
			a, v := free.Amount(f)
			g, _ := capped.Plan.Find(f.ID)
			b, w := capped.Amount(g)
			if v.Known() && w.Known() && b.Value.Cmp(a.Value) > 0 {
				t.Errorf("%s is %s; with %s on %s it is %s", f.ID, a, bound, rule, b)
			}
		}
	})
}

// What is known on a day is known on every later day. It changes only if in
// between a value it rests on was revised.
func TestKnowledgeOnlyGrows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		plan := planOf(t, x.files())
		d1 := period.Day{Year: 2018, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 5000).Draw(t, "day"))
		d2 := d1.AddDays(rapid.IntRange(0, 1000).Draw(t, "later"))
		revised := false
		for _, s := range plan.Input().Series {
			for _, o := range s.Observations {
				first := s.Vintages(o.Period)[0].Published
				revised = revised || o.Published.After(first) && o.Published.After(d1) && !o.Published.After(d2)
			}
		}
		before, after := plan.Evaluate(schedule.World{Known: d1}), plan.Evaluate(schedule.World{Known: d2})
		for _, f := range plan.Figures {
			a, v := before.Amount(f)
			b, w := after.Amount(f)
			switch {
			case v.Known() && !w.Known():
				t.Errorf("%s was known on %s and is not on %s: %v", f.ID, d1, d2, w.Reasons)
			case v.Known() && !revised && !a.Equal(b):
				t.Errorf("%s was %s on %s and is %s on %s, though nothing was revised", f.ID, a, d1, b, d2)
			}
		}
	})
}

// Setting an observation changes what rests on it in the plan, and nothing
// else: whatever the edges do not reach keeps its value, and all that they
// reach is no longer agreed.
func TestInputsChangeWhatRestsOnThem(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		plan := planOf(t, x.files())
		cell := schedule.Cell{Series: "cpi", Period: period.Year(rapid.IntRange(openingYear-3, openingYear+7).Draw(t, "period"))}
		before := plan.Evaluate(schedule.World{})
		after := plan.Evaluate(schedule.World{Set: map[schedule.Cell]decimal.Decimal{cell: decimal.FromInt(rapid.Int64Range(-9, 9).Draw(t, "value"))}})
		reached := make([]bool, len(plan.Nodes))
		for i, n := range plan.Nodes {
			reached[i] = n.Kind == schedule.Observation && n.Series.ID == cell.Series && n.Period == cell.Period
			for j, in := range n.In {
				if n.Kind != schedule.Gate || after.At(schedule.ID(i)).Chosen == j {
					reached[i] = reached[i] || reached[in]
				}
			}
			v, w := before.At(schedule.ID(i)), after.At(schedule.ID(i))
			same := v.Status == w.Status && v.Number.Equal(w.Number)
			if !reached[i] && !same {
				t.Errorf("node %d (%s) changed although it does not rest on %s %s", i, n.Kind, cell.Series, cell.Period)
			}
			if reached[i] && w.Status == schedule.Agreed {
				t.Errorf("node %d (%s) rests on %s %s, which is set, and is agreed", i, n.Kind, cell.Series, cell.Period)
			}
		}
	})
}

func TestEvaluateIsDeterministic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		files := drawTreaty(t).files()
		one, two := planOf(t, files), planOf(t, files)
		w := schedule.World{Assume: map[string]decimal.Decimal{"cpi": decimal.FromInt(2)}}
		if diff := cmp.Diff(amounts(one.Evaluate(w)), amounts(two.Evaluate(w))); diff != "" {
			t.Fatal(diff)
		}
		a, b := one.Evaluate(w), one.Evaluate(w)
		for i := range one.Nodes {
			if v, u := a.At(schedule.ID(i)), b.At(schedule.ID(i)); !v.Number.Equal(u.Number) || v.Status != u.Status || !slices.Equal(v.Reasons, u.Reasons) {
				t.Fatalf("node %d is %v and %v", i, v, u)
			}
		}
	})
}

// The names of the files say nothing: an amendment counts the same before and
// behind what it amends.
func TestFileNamesDoNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTreaty(t)
		x.amend = fmt.Sprintf("agreement: y\namends: x\nterm: {from: %[1]d-01-01, to: %[1]d-12-31}\ntimeline: [{event: announced, on: 2021-06-01, source: S1}]\namounts: {%[1]d: {value: 77 eok, source: S1}}\n",
			openingYear+rapid.IntRange(0, len(x.rules)).Draw(t, "amended"))
		files := x.files()
		want := amounts(planOf(t, files).Evaluate(schedule.World{}))
		renamed := maps.Clone(files)
		delete(renamed, "agreements/y.yaml")
		renamed["agreements/0.yaml"] = x.amend
		if diff := cmp.Diff(want, amounts(planOf(t, renamed).Evaluate(schedule.World{}))); diff != "" {
			t.Fatal(diff)
		}
	})
}
