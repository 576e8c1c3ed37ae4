package fairness_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/decimal"
	"entente/fairness"
	"entente/internal/vectors"
)

// The rows of the Mishnah (Ketubot 93a) as Aumann and Maschler 1985 read them,
// and the garment (Bava Metzia 2a).
func TestMishnah(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		input string
		want  map[string]any
	}{
		{`{"claims": [100, 200, 300], "E": [100, 200, 300]}`, map[string]any{"talmud": []any{[]any{"100/3", "100/3", "100/3"}, []any{50, 75, 75}, []any{50, 100, 150}}}},
		{`{"claims": [100, 200, 300], "E": 400}`, map[string]any{
			"talmud": []any{50, 125, 225}, "cea": []any{100, 150, 150}, "cel": []any{"100/3", "400/3", "700/3"}, "random_arrival": []any{"200/3", "350/3", "650/3"},
			"proportional": []any{"200/3", "400/3", 200},
		}},
		{`{"claims": [100, 200, 300], "E": 200}`, map[string]any{"cel": []any{0, 50, 150}, "random_arrival": []any{"100/3", "250/3", "250/3"}}},
		{`{"claims": [1, 0.5], "E": 1}`, map[string]any{"talmud": []any{0.75, 0.25}}},
	} {
		got, err := fairness.Published().Run("bankruptcy", []byte(c.input))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range vectors.Differences(c.want, got, 0) {
			t.Errorf("%s: %s", c.input, d)
		}
	}
}

func TestPublishedRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"tea_leaves", `{}`},
		{"bankruptcy", `{"claims": [1]}`},
		{"bankruptcy", `{"claims": [1], "E": 2}`},
		{"bankruptcy", `{"claims": [-1, 3], "E": 1}`},
		{"bankruptcy", `{"claims": [1], "E": 1, "luck": 1}`},
		{"bankruptcy", `{"claims": ["x"], "E": 1}`},
		{"bankruptcy", `{"claims": [1], "E": [3]}`},
	} {
		if got, err := fairness.Published().Run(c[0], []byte(c[1])); err == nil {
			t.Errorf("Published(%s, %s) = %v, want an error", c[0], c[1], got)
		}
	}
}

type problem struct {
	estate decimal.Fraction
	claims []decimal.Fraction
}

func draw(t *rapid.T) problem {
	p := problem{}
	total := int64(0)
	for _, c := range rapid.SliceOfN(rapid.Int64Range(0, 1000), 1, 6).Draw(t, "claims") {
		p.claims = append(p.claims, decimal.Whole(c))
		total += c
	}
	p.estate = decimal.Frac(rapid.Int64Range(0, total*7).Draw(t, "sevenths"), 7)
	return p
}

func sum(all []decimal.Fraction) (total decimal.Fraction) {
	for _, x := range all {
		total = total.Add(x)
	}
	return total
}

func divide(t *rapid.T, d fairness.Division, p problem) []decimal.Fraction {
	awards, err := d(p.estate, p.claims)
	if err != nil {
		t.Fatal(err)
	}
	return awards
}

// What holds for every rule: all is given, nobody gets less than nothing or
// more than the claim, equal claims get the same, a larger claim no less, and a
// larger estate gives nobody less.
func TestRules(t *testing.T) {
	t.Parallel()
	for _, rule := range fairness.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				p := draw(t)
				x := divide(t, rule.Divide, p)
				if !sum(x).Equal(p.estate) {
					t.Fatalf("%s of %s add to %s", x, p.estate, sum(x))
				}
				for i := range x {
					if x[i].Sign() < 0 || x[i].Cmp(p.claims[i]) > 0 {
						t.Fatalf("a claim of %s gets %s", p.claims[i], x[i])
					}
					for j := range x {
						if p.claims[i].Cmp(p.claims[j]) <= 0 && x[i].Cmp(x[j]) > 0 {
							t.Fatalf("a claim of %s gets %s, one of %s gets %s", p.claims[i], x[i], p.claims[j], x[j])
						}
					}
				}
				less := problem{p.estate.Mul(decimal.Frac(2, 3)), p.claims}
				for i, y := range divide(t, rule.Divide, less) {
					if y.Cmp(x[i]) > 0 {
						t.Fatalf("claim %d gets %s of %s, but %s of %s", i, y, less.estate, x[i], p.estate)
					}
				}
			})
		})
	}
}

// Equal losses of an estate is what equal awards leaves of the deficit; the
// Talmud's rule, the proportional one and random arrival are their own
// opposites.
func TestDuality(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		one, two fairness.Division
	}{
		{"losses and awards", fairness.EqualLosses, fairness.EqualAwards},
		{"talmud", fairness.Talmud, fairness.Talmud},
		{"proportional", fairness.Proportional, fairness.Proportional},
		{"arrival", fairness.RandomArrival, fairness.RandomArrival},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				p := draw(t)
				x, y := divide(t, c.one, p), divide(t, c.two, problem{sum(p.claims).Sub(p.estate), p.claims})
				for i := range x {
					if !x[i].Add(y[i]).Equal(p.claims[i]) {
						t.Fatalf("claim %s: %s of the estate and %s of the deficit", p.claims[i], x[i], y[i])
					}
				}
			})
		})
	}
}

// Aumann and Maschler 1985: any two divide what they get together as a
// contested garment.
func TestTalmudIsConsistent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		x := divide(t, fairness.Talmud, p)
		for i := range x {
			for j := range i {
				e, a, b := x[i].Add(x[j]), p.claims[i], p.claims[j]
				zero := decimal.Fraction{}
				onlyA, onlyB := e.Sub(b).Max(zero), e.Sub(a).Max(zero)
				want := onlyA.Add(e.Sub(onlyA).Sub(onlyB).Mul(decimal.Frac(1, 2)))
				if !x[i].Equal(want) {
					t.Fatalf("claims %s and %s have %s: the first gets %s, the garment gives %s", a, b, e, x[i], want)
				}
			}
		}
	})
}

// Permuting the claimants permutes the awards.
func TestRulesAreAnonymous(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		back := problem{p.estate, slices.Clone(p.claims)}
		slices.Reverse(back.claims)
		for _, rule := range fairness.Rules() {
			x, y := divide(t, rule.Divide, p), divide(t, rule.Divide, back)
			slices.Reverse(y)
			if diff := cmp.Diff(x, y, cmp.Comparer(decimal.Fraction.Equal)); diff != "" {
				t.Fatalf("%s (-as given +reversed):\n%s", rule.Name, diff)
			}
		}
	})
}

func TestTooManyArrivals(t *testing.T) {
	t.Parallel()
	claims := make([]decimal.Fraction, 15)
	if _, err := fairness.RandomArrival(decimal.Fraction{}, claims); !errors.Is(err, fairness.ErrTooMany) {
		t.Errorf("fifteen claimants: %v", err)
	}
}
