package settlement_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/settlement"
)

func drawRegime(t *rapid.T) settlement.Regime {
	r := settlement.Regime{
		Payer: rapid.Float64Range(0.5, 6).Draw(t, "payer"), Theta: rapid.Float64Range(0, 1).Draw(t, "theta"),
		Sigma: rapid.Float64Range(0.5, 6).Draw(t, "sigma"), Discount: 1, Hostile: rapid.Float64Range(-6, 0).Draw(t, "hostile"),
	}
	r.Friendly = r.Hostile + rapid.Float64Range(0, 6).Draw(t, "better")
	return r
}

// The closed forms against what they integrate: every shock, one after the
// other, also where some fate is out of the shock's reach.
func TestRegimeIsItsStory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRegime(t)
		v, s := rapid.Float64Range(-6, 3).Draw(t, "v"), rapid.Float64Range(-1, 1).Draw(t, "s")*r.Payer
		own := rapid.Float64Range(-4, 4).Draw(t, "own")
		const n = 20_000
		var payer, payee, stand, quit float64
		for i := range n {
			shock := -r.Sigma + 2*r.Sigma*(float64(i)+0.5)/n
			switch {
			case v+s+shock >= 0:
				payer, payee, stand = payer+r.Payer-s, payee+own+s+shock, stand+1
			case v+r.Payer+shock >= 0: // reopened: the payee asks for everything, or the payer gives just enough
				payer += (1 - r.Theta) * (r.Payer + v + shock)
				payee += r.Theta*(own+r.Payer+shock) + (1-r.Theta)*(own-v)
			default:
				quit++
			}
		}
		f := r.Fate(v, s)
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"payer", r.PayerValue(v, s), payer / n},
			{"payee", r.PayeeValue(own, v, s), payee / n},
			{"stand", f.Stand, stand / n},
			{"quit", f.Quit, quit / n},
			{"all", f.Stand + f.Renegotiated + f.Quit, 1},
		} {
			if math.Abs(c.got-c.want) > 2e-3 {
				t.Fatalf("%+v, v = %g, s = %g: %s is %g, shock by shock %g", r, v, s, c.name, c.got, c.want)
			}
		}
	})
}

// The premium is the best offer, rises with the risk, and a backlash of the
// size told brings settling down to waiting.
func TestPremium(t *testing.T) {
	t.Parallel()
	r := settlement.Regime{Payer: 5, Theta: 0.9, Sigma: 5, Discount: 1, Friendly: 0, Hostile: -4}
	last := math.Inf(-1)
	for p := 1.0; p >= 0; p -= 0.1 {
		got, err := r.Exogenous(max(p, 0))
		if err != nil {
			t.Fatal(err)
		}
		if got.Best <= last {
			t.Errorf("at %g the premium does not rise: %g after %g", p, got.Best, last)
		}
		last = got.Best
		value := func(s float64) float64 { return p*r.PayerValue(r.Friendly, s) + (1-p)*r.PayerValue(r.Hostile, s) }
		for s := 0.0; s <= r.Payer; s += 0.05 {
			if value(s) > value(got.Offer)+1e-9 {
				t.Errorf("at %g an offer of %g is better than %g", p, s, got.Offer)
			}
		}
		if got.Gain <= 0 || p < 0.3 {
			continue // beyond, the backlash moves the hostile government out of the shock's reach
		}
		angry := r
		angry.Hostile -= got.Backlash
		if left := p*r.PayerValue(r.Friendly, got.Offer) + (1-p)*angry.PayerValue(angry.Hostile, got.Offer) - got.Wait; math.Abs(left) > 1e-9 {
			t.Errorf("at %g a backlash of %g leaves %g", p, got.Backlash, left)
		}
	}
	sure, err := r.Exogenous(1)
	if err != nil || !math.IsInf(sure.Backlash, 1) {
		t.Errorf("without a hostile government: %+v, %v", sure, err)
	}
	r.Discount = 0.9
	if _, err := r.Exogenous(1.1); !errors.Is(err, settlement.ErrInput) {
		t.Errorf("a probability of 1.1: %v", err)
	}
}

// Impatience for the time before the election makes for a lower price: the
// first payments are the payer's to save.
func TestPremiumDiscounted(t *testing.T) {
	t.Parallel()
	r := settlement.Regime{Payer: 5, Theta: 0.9, Sigma: 5, Discount: 0.9, Friendly: 0, Hostile: -4}
	got, err := r.Exogenous(0.2)
	if err != nil {
		t.Fatal(err)
	}
	value := func(s float64) float64 {
		return 0.1*(5-s) + 0.9*(0.2*r.PayerValue(0, s)+0.8*r.PayerValue(-4, s))
	}
	for s := 0.0; s <= 5; s += 0.01 {
		if value(s) > value(got.Offer)+1e-9 {
			t.Errorf("an offer of %g is better than %g", s, got.Offer)
		}
	}
	if math.Abs(got.Settle-value(got.Offer)) > 1e-12 {
		t.Errorf("settling is worth %g, want %g", got.Settle, value(got.Offer))
	}
}

func drawTree(t *rapid.T) settlement.TearUp {
	cost := rapid.Float64Range(0, 20)
	q := rapid.Float64Range(0.01, 0.99).Draw(t, "q")
	tree := settlement.TearUp{Early: cost.Draw(t, "early"), Approve: 1, Branches: []settlement.Branch{
		{Name: "friendly", Probability: 1 - q, Late: cost.Draw(t, "late")},
		{Name: "hostile", Probability: q, Late: cost.Draw(t, "dear"), Reopen: rapid.Float64Range(0, 1).Draw(t, "reopen"), Reopened: cost.Draw(t, "reopened"), Friction: cost.Draw(t, "friction"), Backlash: cost.Draw(t, "backlash")},
	}}
	return tree
}

func TestTearUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tree := drawTree(t)
		e, l, h := tree.Early, tree.Branches[0].Late, tree.Branches[1]
		c, err := tree.Choose()
		if err != nil {
			t.Fatal(err)
		}
		q := h.Probability
		early := (1-q)*e + q*((1-h.Reopen)*e+h.Reopen*(h.Reopened+h.Friction)) + q*h.Backlash
		if math.Abs(c.Early-early) > 1e-9 || math.Abs(c.Wait-((1-q)*l+q*h.Late)) > 1e-9 {
			t.Fatalf("%+v, by the formula %g", c, early)
		}
		if c.Information < -1e-9 {
			t.Fatalf("to know more costs %g", c.Information)
		}
		even, ok, err := tree.BreakEven(1)
		if err != nil {
			t.Fatal(err)
		}
		want := (e - l) / ((e - l) + h.Late - ((1-h.Reopen)*e + h.Reopen*(h.Reopened+h.Friction) + h.Backlash))
		if math.Abs(even-want) > 1e-6*(1+math.Abs(want)) {
			t.Fatalf("break-even %g, by the formula %g", even, want)
		}
		if ok {
			tree.Branches[0].Probability, tree.Branches[1].Probability = 1-even, even
			if at, err := tree.Choose(); err != nil || math.Abs(at.Gain) > 1e-6 {
				t.Fatalf("at %g the gain is %g, %v", even, at.Gain, err)
			}
		}
	})
}

func TestTearUpTolerance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tree := drawTree(t)
		tree.Approve, tree.Refused = rapid.Float64Range(0.1, 1).Draw(t, "approve"), rapid.Float64Range(0, 5).Draw(t, "refused")
		more, err := tree.Tolerance(1)
		if err != nil {
			t.Fatal(err)
		}
		tree.Branches[1].Backlash += more
		if c, err := tree.Choose(); err != nil || math.Abs(c.Gain) > 1e-6 {
			t.Fatalf("with a backlash of %g more the gain is %g, %v", more, c.Gain, err)
		}
	})
}

// Signing what the successor tears up at no gain buys only trouble.
func TestHedgeThatIsTornUp(t *testing.T) {
	t.Parallel()
	tree := settlement.TearUp{Early: 11, Approve: 1, Branches: []settlement.Branch{
		{Name: "friendly", Probability: 0.5, Late: 11}, {Name: "hostile", Probability: 0.5, Late: 15, Reopen: 1, Reopened: 15, Friction: 0.5, Backlash: 0.3},
	}}
	c, err := tree.Choose()
	if err != nil || math.Abs(c.Gain+0.4) > 1e-12 || math.Abs(c.Stand-0.5) > 1e-15 {
		t.Errorf("%+v, %v; the loss is the trouble of half the time, 0.4", c, err)
	}
	tree.Branches[0].Probability = 0.6
	if _, err := tree.Choose(); !errors.Is(err, settlement.ErrInput) {
		t.Errorf("branches that add to 1.1: %v", err)
	}
}

// Models part where they do: the disagreement is told, no number is made of it.
func TestCompare(t *testing.T) {
	t.Parallel()
	premium, err := settlement.Regime{Payer: 5, Theta: 0.9, Sigma: 5, Discount: 1, Friendly: 0, Hostile: -4}.Exogenous(0.5)
	if err != nil {
		t.Fatal(err)
	}
	worth, err := settlement.News{Cost: 1600, Now: 200, Up: 300, Down: 100, Chance: 0.5, Rate: 0.1}.Value()
	if err != nil {
		t.Fatal(err)
	}
	test, err := settlement.Optimism{Expect1: 0.4, Expect2: 0.6, Discount: 0.95}.Test()
	if err != nil {
		t.Fatal(err)
	}
	standoff, err := settlement.Postures{Demand1: 0.6, Demand2: 0.8, Rate1: 0.05, Rate2: 0.1, Obstinate1: 0.1, Obstinate2: 0.2}.Solve()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := settlement.TearUp{Early: 11, Approve: 1, Branches: []settlement.Branch{{Name: "friendly", Probability: 0.5, Late: 10}, {Name: "hostile", Probability: 0.5, Late: 15}}}.Reading(1)
	if err != nil {
		t.Fatal(err)
	}
	got := settlement.Compare(premium.Reading(), worth.Reading(), test.Reading(), standoff.Reading(1), tree)
	if diff := cmp.Diff([]string{"regime", "optimism", "tear-up"}, got.Settling); diff != "" {
		t.Errorf("settling (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"real option", "postures"}, got.Waiting); diff != "" {
		t.Errorf("waiting (-want +got):\n%s", diff)
	}
	if got.Agree {
		t.Error("they are said to agree")
	}
	for i, want := range []string{"backlash", "waiting costs", "never", "belief", "0.200"} {
		if !strings.Contains(got.Readings[i].Reverses, want) {
			t.Errorf("%s reverses %q, want %s in it", got.Readings[i].Model, got.Readings[i].Reverses, want)
		}
	}
}

// The offer that sways the election is the best one: no other gives the payer
// more, with the friendly government's chances moving with it.
func TestEndogenousIsBest(t *testing.T) {
	t.Parallel()
	for _, spread := range []float64{4, 5.1, 6} {
		for _, friendly := range []float64{-0.7, -0.35, 0} {
			r := settlement.Regime{Payer: 3, Theta: 0.5, Sigma: 3, Discount: 1, Friendly: friendly, Hostile: -3}
			voter := settlement.Voter{Middle: -1, Spread: spread}
			best, err := r.Endogenous(voter)
			if err != nil {
				t.Fatal(err)
			}
			value := func(s float64) float64 {
				p := r.FriendlyWins(voter, s)
				return p*r.PayerValue(r.Friendly, s) + (1-p)*r.PayerValue(r.Hostile, s)
			}
			for s := 0.0; s <= r.Payer; s += 0.01 {
				if value(s) > value(best)+1e-12 {
					t.Errorf("α = %g, v̄ = %g: an offer of %g is worth %g, the best one, %g, %g", spread, friendly, s, value(s), best, value(best))
				}
			}
		}
	}
}
