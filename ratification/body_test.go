package ratification_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/ratification"
)

func assembly() ratification.Body {
	return ratification.Body{Party: "kr", Chambers: []ratification.Chamber{{
		Name: "assembly", Rule: ratification.Majority(30),
		Blocs: []ratification.Bloc{{Name: "a", Members: 17, Attend: 0.8, Yes: 0.75, Price: 4, Item: 0.5}, {Name: "b", Members: 13, Attend: 0.8, Yes: 0.6, Price: 6, Item: 1}},
	}}}
}

func TestBody(t *testing.T) {
	t.Parallel()
	b := assembly()
	alone, err := b.Vote(ratification.Offer{})
	if err != nil {
		t.Fatal(err)
	}
	b.Vetoes = []ratification.Veto{{Name: "president", Consent: ratification.Forecast{Probability: 0.5}}}
	b.Chambers = append(b.Chambers, b.Chambers[0])
	got, err := b.Vote(ratification.Offer{})
	if err != nil {
		t.Fatal(err)
	}
	if want := alone.Probability * alone.Probability / 2; math.Abs(got.Probability-want) > 1e-15 || len(got.Votes) != 2 {
		t.Errorf("two chambers and a veto: %g in %d votes, want %g in 2", got.Probability, len(got.Votes), want)
	}
	b.Vetoes[0].Consent.Probability = 2
	if _, err := b.Vote(ratification.Offer{}); !errors.Is(err, ratification.ErrProbability) {
		t.Errorf("a veto player who is twice sure: %v", err)
	}
}

func TestConcessions(t *testing.T) {
	t.Parallel()
	b, o := assembly(), ratification.Offer{Increase: 0.3, NewItems: 1}
	all, err := b.Concessions(o, 0.4, 0.02)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Cost > all[1].Cost {
		t.Fatalf("want two ways, the cheaper first: %+v", all)
	}
	for _, c := range all {
		if c.Probability < 0.4 {
			t.Errorf("%+v falls short", c)
		}
		above := c.Offer
		above.Increase += 1e-4
		if v, err := b.Vote(above); err != nil || v.Probability >= 0.4 {
			t.Errorf("%+v: %+v would do as well: %g, %v", c, above, v.Probability, err)
		}
	}
	if got, err := b.Concessions(o, 0.999999, 0.02); err != nil || got != nil {
		t.Errorf("nothing can reach near certainty: %+v, %v", got, err)
	}
	if got, err := b.Concessions(o, 0, 0.02); err != nil || len(got) != 1 || got[0].Cost != 0 {
		t.Errorf("nothing is wanted: %+v, %v", got, err)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words string
		want  ratification.Rule
	}{
		{"yes > present/2", ratification.Rule{Part: 1, Whole: 2}},
		{"", ratification.Rule{Part: 1, Whole: 2}},
		{"yes >= 2/3 present", ratification.Rule{Part: 2, Whole: 3, AtLeast: true}},
		{"yes ≥ 2*present/3", ratification.Rule{Part: 2, Whole: 3, AtLeast: true}},
		{"yes >= present*2/3", ratification.Rule{Part: 2, Whole: 3, AtLeast: true}},
		{"yes > members/2", ratification.Rule{Part: 1, Whole: 2, OfMembers: true}},
	} {
		got, err := ratification.ParseRule(c.words)
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("ParseRule(%q): %v (-want +got):\n%s", c.words, err, diff)
		}
		if again, err := ratification.ParseRule(got.String()); err != nil || again != got {
			t.Errorf("ParseRule(%q) = %+v, %v, want %+v", got.String(), again, err, got)
		}
	}
	for _, bad := range []string{"yes", "no > present/2", "yes > 3/2 present", "yes > 1/0 present", "yes > 2*present*2/3", "yes > 99999999999999999999*present/3"} {
		if r, err := ratification.ParseRule(bad); !errors.Is(err, ratification.ErrRule) {
			t.Errorf("ParseRule(%q) = %+v, %v", bad, r, err)
		}
	}
}

// The recorded votes on four agreements: all passed, by the rule and by count
// (plenary records of 16 April 2014, 5 April 2019, 31 August 2021 and 28
// November 2024). The quorum of 151 was near only in 2021.
func TestRecordedVotes(t *testing.T) {
	t.Parallel()
	rule := ratification.Majority(300)
	for _, v := range []struct{ present, yes, no, abstain int }{{192, 131, 26, 35}, {194, 139, 33, 22}, {160, 133, 11, 16}, {234, 173, 36, 25}} {
		if v.yes+v.no+v.abstain != v.present || !rule.Passes(300, v.present, v.yes) {
			t.Errorf("%+v: passes %t", v, rule.Passes(300, v.present, v.yes))
		}
	}
	for _, v := range []struct{ present, yes int }{{150, 150}, {160, 80}} {
		if rule.Passes(300, v.present, v.yes) {
			t.Errorf("%+v passes", v)
		}
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around := func(name string, top float64) ratification.Range {
			v := []float64{rapid.Float64Range(0, top).Draw(t, name), rapid.Float64Range(0, top).Draw(t, name), rapid.Float64Range(0, top).Draw(t, name)}
			low, high := min(v[0], v[1], v[2]), max(v[0], v[1], v[2])
			return ratification.Range{Low: low, Likely: v[0] + v[1] + v[2] - low - high, High: high}
		}
		c := ratification.ChamberRange{Rule: ratification.Majority(14), Blocs: []ratification.BlocRange{
			{Members: 8, Attend: around("attend", 1), Yes: around("yes", 1), Price: around("price", 9), Item: around("item", 2)},
			{Members: 6, Attend: around("attend", 1), Yes: around("yes", 1), Price: around("price", 9), Item: around("item", 2)},
		}}
		// summing in another order may pull the middle value out by the last bit
		for i := range c.Blocs {
			for _, r := range []*ratification.Range{&c.Blocs[i].Attend, &c.Blocs[i].Yes, &c.Blocs[i].Price, &c.Blocs[i].Item} {
				r.Likely = min(max(r.Likely, r.Low), r.High)
			}
		}
		s, err := c.Spread(drawOffer(t))
		if err != nil {
			t.Fatal(err)
		}
		if s.Low.Pass > s.Likely.Pass || s.High.Pass < s.Likely.Pass {
			t.Fatalf("%g is not between %g and %g", s.Likely.Pass, s.Low.Pass, s.High.Pass)
		}
	})
	bad := ratification.ChamberRange{Blocs: []ratification.BlocRange{{Members: 3, Yes: ratification.Range{Low: 1, Likely: 0.5, High: 1}}}}
	if _, err := bad.Spread(ratification.Offer{}); err == nil {
		t.Error("a range out of order is accepted")
	}
}
