package ratification_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/ratification"
)

func drawBlocs(t *rapid.T, blocs, members int) []ratification.Bloc {
	all := make([]ratification.Bloc, rapid.IntRange(1, blocs).Draw(t, "blocs"))
	for i := range all {
		all[i] = ratification.Bloc{
			Members: rapid.IntRange(1, members).Draw(t, "members"),
			Attend:  rapid.Float64Range(0, 1).Draw(t, "attend"),
			Yes:     rapid.Float64Range(0, 1).Draw(t, "yes"),
			Price:   rapid.Float64Range(0, 20).Draw(t, "price"),
			Item:    rapid.Float64Range(0, 3).Draw(t, "item"),
		}
	}
	return all
}

func drawOffer(t *rapid.T) ratification.Offer {
	return ratification.Offer{Increase: rapid.Float64Range(-0.2, 2).Draw(t, "increase"), NewItems: float64(rapid.IntRange(0, 3).Draw(t, "items"))}
}

func drawChamber(t *rapid.T, blocs, members int) ratification.Chamber {
	c := ratification.Chamber{Blocs: drawBlocs(t, blocs, members)}
	n := 0
	for _, b := range c.Blocs {
		n += b.Members
	}
	c.Rule = ratification.Rule{
		Quorum: rapid.IntRange(0, n).Draw(t, "quorum"), Part: 1, Whole: rapid.IntRange(1, 3).Draw(t, "whole"),
		AtLeast: rapid.Bool().Draw(t, "at least"), OfMembers: rapid.Bool().Draw(t, "of members"),
	}
	c.Members = n + rapid.IntRange(0, 2).Draw(t, "vacant")
	return c
}

func must(t interface{ Fatal(...any) }, c ratification.Chamber, o ratification.Offer) ratification.Vote {
	v, err := c.Vote(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every way to vote, one after the other.
func TestVoteIsBruteForce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, o := drawChamber(t, 3, 3), drawOffer(t)
		var rates [][2]float64 // attendance and yes-rate of every member
		for _, b := range c.Blocs {
			for range b.Members {
				rates = append(rates, [2]float64{b.Attend, b.YesRate(o, 0)})
			}
		}
		var quorum, pass float64
		ways := int(math.Pow(3, float64(len(rates))))
		for way := range ways {
			p, present, yes := 1.0, 0, 0
			for _, r := range rates {
				switch way % 3 {
				case 0:
					p *= 1 - r[0]
				case 1:
					p, present = p*r[0]*(1-r[1]), present+1
				default:
					p, present, yes = p*r[0]*r[1], present+1, yes+1
				}
				way /= 3
			}
			if present >= c.Rule.Quorum {
				quorum += p
			}
			if c.Rule.Passes(c.Members, present, yes) {
				pass += p
			}
		}
		v := must(t, c, o)
		if math.Abs(v.Quorum-quorum) > 1e-12 || math.Abs(v.Pass-pass) > 1e-12 {
			t.Fatalf("%+v on %+v: quorum %g, pass %g; every way to vote gives %g, %g", c, o, v.Quorum, v.Pass, quorum, pass)
		}
	})
}

func TestPriceNeverHelps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, o := drawChamber(t, 3, 12), drawOffer(t)
		if rapid.Bool().Draw(t, "shocks") {
			c.Shock = rapid.Float64Range(0.05, 3).Draw(t, "shock")
		}
		dearer := ratification.Offer{Increase: o.Increase + rapid.Float64Range(0, 2).Draw(t, "more"), NewItems: o.NewItems + float64(rapid.IntRange(0, 2).Draw(t, "further"))}
		cheap, dear := must(t, c, o), must(t, c, dearer)
		// the integral over shocks is good to a few in 10⁷; without one the sum is exact
		slack := 1e-12
		if c.Shock > 0 {
			slack = 1e-5
		}
		if dear.Pass > cheap.Pass+slack {
			t.Fatalf("%+v: %+v passes with %.15g, the dearer %+v with %.15g", c, o, cheap.Pass, dearer, dear.Pass)
		}
	})
}

func TestProbabilities(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, o := drawChamber(t, 4, 20), drawOffer(t)
		c.Shock = rapid.Float64Range(0, 2).Draw(t, "shock")
		v := must(t, c, o)
		if !(v.Pass >= 0 && v.Pass <= v.Quorum && v.Quorum <= 1) {
			t.Fatalf("pass %g, quorum %g", v.Pass, v.Quorum)
		}
		sum := 0.0
		for _, row := range ratification.Law(c.Blocs, o, 0) {
			for _, p := range row {
				if p < 0 {
					t.Fatalf("a probability of %g", p)
				}
				sum += p
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("the law sums to %.15g", sum)
		}
	})
}

// Who is named first does not matter, nor does a bloc cut in two.
func TestBlocsAreMembers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, o := drawChamber(t, 3, 10), drawOffer(t)
		other := c
		other.Blocs = nil
		for _, bloc := range slices.Backward(c.Blocs) {
			one, two := bloc, bloc
			one.Members = rapid.IntRange(0, bloc.Members).Draw(t, "cut")
			two.Members -= one.Members
			other.Blocs = append(other.Blocs, one, two)
		}
		if a, b := must(t, c, o), must(t, other, o); math.Abs(a.Pass-b.Pass) > 1e-12 {
			t.Fatalf("%.15g in %+v, %.15g in %+v", a.Pass, c, b.Pass, other)
		}
	})
}

// The integral over the common shock against a fine sum.
func TestShock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		members    int
		yes, shock float64
	}{{5, 0.6, 0.5}, {60, 0.55, 1}, {60, 0.5, 0.1}, {90, 0.7, 3}} {
		blocs := []ratification.Bloc{{Members: c.members, Attend: 0.7, Yes: c.yes}}
		chamber := ratification.Chamber{Rule: ratification.Majority(c.members), Blocs: blocs, Shock: c.shock}
		got := must(t, chamber, ratification.Offer{})
		want, calm := 0.0, chamber
		calm.Shock = 0
		const step = 0.01
		for x := -8.0; x <= 8; x += step {
			b := blocs[0]
			b.Yes = b.YesRate(ratification.Offer{}, x*c.shock)
			calm.Blocs = []ratification.Bloc{b}
			want += step * math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) * must(t, calm, ratification.Offer{}).Pass
		}
		if math.Abs(got.Pass-want) > 1e-6 {
			t.Errorf("%+v: %.9f, a fine sum gives %.9f", c, got.Pass, want)
		}
	}
}

func BenchmarkVote(b *testing.B) {
	c := ratification.Chamber{Rule: ratification.Majority(300), Blocs: []ratification.Bloc{
		{Name: "a", Members: 170, Attend: 0.6, Yes: 0.7, Price: 3}, {Name: "b", Members: 108, Attend: 0.65, Yes: 0.9, Price: 2}, {Name: "c", Members: 22, Attend: 0.6, Yes: 0.2, Price: 5},
	}, Shock: 0.4}
	for b.Loop() {
		must(b, c, ratification.Offer{Increase: 0.08})
	}
}
