package negotiation_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"entente/negotiation"
)

// anySpace draws a space of up to most issues.
func anySpace(most int) *rapid.Generator[negotiation.Space] {
	return rapid.Custom(func(t *rapid.T) negotiation.Space {
		var s negotiation.Space
		for k := range rapid.IntRange(1, most).Draw(t, "issues") {
			name := fmt.Sprint("issue ", k)
			n := rapid.IntRange(1, 12).Draw(t, "values")
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				names := make(negotiation.Categorical, n)
				for i := range names {
					names[i] = fmt.Sprint("value ", i)
				}
				s.Issues = append(s.Issues, negotiation.Issue{Name: name, Values: names})
			case 1:
				from := rapid.Int64Range(-1000, 1000).Draw(t, "from")
				s.Issues = append(s.Issues, negotiation.Issue{Name: name, Values: negotiation.Integer{From: from, To: from + int64(n) - 1}})
			default:
				from := rapid.Float64Range(-10, 10).Draw(t, "from")
				to := from
				if n > 1 {
					to += rapid.Float64Range(0.1, 10).Draw(t, "length")
				}
				s.Issues = append(s.Issues, negotiation.Issue{Name: name, Values: negotiation.Real{From: from, To: to, Points: n}})
			}
		}
		return s
	})
}

// TestIndexIsIdentity holds At and Index, and their exact counterparts,
// together: a number leads to an outcome and back to itself, and an outcome to
// its labels and back.
func TestIndexIsIdentity(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anySpace(40).Draw(t, "space")
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		size := s.Size()
		i := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 24).Draw(t, "number"))
		i.Mod(i, size)
		o, err := s.BigAt(i)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := s.BigIndex(o); err != nil || back.Cmp(i) != 0 {
			t.Fatalf("%v became %v (%v)", i, back, err)
		}
		labels := map[string]string{}
		for k, issue := range s.Issues {
			labels[issue.Name] = issue.Values.Label(o[k])
		}
		if back, err := s.Parse(labels); err != nil || !slices.Equal(back, o) {
			t.Fatalf("%v became %v (%v)", o, back, err)
		}
		if n, fits := s.Count(); fits {
			if big.NewInt(n).Cmp(size) != 0 {
				t.Fatalf("count %d, size %v", n, size)
			}
			if !slices.Equal(s.At(i.Int64()), o) {
				t.Fatal("At and BigAt differ")
			}
			if back, ok := s.Index(o); !ok || back != i.Int64() {
				t.Fatal("Index and BigIndex differ")
			}
		} else if size.IsInt64() {
			t.Fatalf("size %v fits", size)
		}
	})
}

func FuzzSpaceIndex(f *testing.F) {
	f.Add(uint64(3), uint64(4), uint64(5), int64(17))
	f.Add(uint64(1<<62), uint64(4), uint64(1), int64(0))
	f.Fuzz(func(t *testing.T, a, b, c uint64, i int64) {
		var s negotiation.Space
		for k, n := range []uint64{a, b, c} {
			s.Issues = append(s.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{From: 0, To: int64(n%negotiation.MaxValues) - 0}})
		}
		n, fits := s.Count()
		if !fits || i < 0 || i >= n {
			return
		}
		if back, ok := s.Index(s.At(i)); !ok || back != i {
			t.Fatalf("%d became %d", i, back)
		}
	})
}

// TestBeyondInt64 addresses a space of 10^30 outcomes.
func TestBeyondInt64(t *testing.T) {
	t.Parallel()
	var s negotiation.Space
	for k := range 30 {
		s.Issues = append(s.Issues, negotiation.Issue{Name: strconv.Itoa(k), Values: negotiation.Integer{From: 0, To: 9}})
	}
	if got := s.Size().String(); got != "1000000000000000000000000000000" {
		t.Fatal(got)
	}
	if _, fits := s.Count(); fits {
		t.Error("10^30 fits 63 bits")
	}
	i, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	o, err := s.BigAt(i)
	if err != nil || s.Describe(o)[:4] != "0: 1" || o[29] != 0 || o[28] != 9 {
		t.Errorf("%v is %v", i, o)
	}
	if _, ok := s.Index(o); ok {
		t.Error("an index that does not fit")
	}
	if _, err := s.BigAt(s.Size()); !errors.Is(err, negotiation.ErrOutside) {
		t.Error(err)
	}
	if _, err := s.BigIndex(o[:3]); !errors.Is(err, negotiation.ErrOutside) {
		t.Error(err)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	one := []negotiation.Issue{{Name: "a", Values: negotiation.Categorical{"x", "y"}}}
	good := negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: []float64{0, 1}}}}
	party := func(u negotiation.Utility, r negotiation.Reservation) negotiation.Scenario {
		return negotiation.Scenario{Space: negotiation.Space{Issues: one}, Profiles: []negotiation.Profile{{Party: "p", Utility: u, Reservation: r}}}
	}
	issue := func(v negotiation.Values) negotiation.Scenario {
		return negotiation.Scenario{Space: negotiation.Space{Issues: []negotiation.Issue{{Name: "a", Values: v}}}, Profiles: []negotiation.Profile{{Utility: good}}}
	}
	nan := math.NaN()
	for name, c := range map[string]struct {
		s    negotiation.Scenario
		want error
	}{
		"fine":              {party(good, nil), nil},
		"no issue":          {negotiation.Scenario{}, negotiation.ErrNoValue},
		"no party":          {negotiation.Scenario{Space: negotiation.Space{Issues: one}}, negotiation.ErrNoValue},
		"same issue":        {negotiation.Scenario{Space: negotiation.Space{Issues: append(slices.Clone(one), one...)}}, negotiation.ErrDuplicate},
		"same value":        {issue(negotiation.Categorical{"x", "x"}), negotiation.ErrDuplicate},
		"no value":          {issue(negotiation.Categorical{}), negotiation.ErrNoValue},
		"backwards":         {issue(negotiation.Integer{From: 3, To: 1}), negotiation.ErrNoValue},
		"many":              {issue(negotiation.Integer{From: 0, To: 1e9}), negotiation.ErrTooLarge},
		"whole range":       {issue(negotiation.Integer{From: math.MinInt64, To: math.MaxInt64}), negotiation.ErrTooLarge},
		"real NaN":          {issue(negotiation.Real{From: nan, To: 1, Points: 2}), negotiation.ErrBadNumber},
		"real without grid": {issue(negotiation.Real{From: 0, To: 1}), negotiation.ErrNoValue},
		"real fine grid":    {issue(negotiation.Real{From: 0, To: 1, Points: 1e9}), negotiation.ErrTooLarge},
		"no utility":        {party(nil, nil), negotiation.ErrNoValue},
		"weight NaN":        {party(negotiation.Additive{Terms: []negotiation.Term{{Weight: nan, Values: []float64{0, 1}}}}, nil), negotiation.ErrBadNumber},
		"value inf":         {party(negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: []float64{0, math.Inf(1)}}}}, nil), negotiation.ErrBadNumber},
		"short table":       {party(negotiation.Additive{Terms: []negotiation.Term{{Weight: 1, Values: []float64{0}}}}, nil), negotiation.ErrOutside},
		"reserved NaN":      {party(good, negotiation.AtValue(nan)), negotiation.ErrBadNumber},
		"reserved outside":  {party(good, negotiation.AtOutcome{2}), negotiation.ErrOutside},
		"discount":          {party(negotiation.Discounted{Utility: good, Factor: 0}, nil), negotiation.ErrBadNumber},
		"delay":             {party(negotiation.Delayed{Utility: good, Cost: nan}, nil), negotiation.ErrBadNumber},
		"divisor":           {party(negotiation.Rectangles{Ceiling: 1}, nil), negotiation.ErrBadNumber},
		"table":             {party(negotiation.Table{Space: negotiation.Space{Issues: one}, Values: []float64{1}}, nil), negotiation.ErrOutside},
		"affine":            {party(negotiation.Affine{Utility: good, Scale: nan}, nil), negotiation.ErrBadNumber},
		"ranges too low":    {party(negotiation.Ranged{Weights: []negotiation.Range{{Low: 0, High: 0.5}}, Values: [][]float64{{0, 1}}}, nil), negotiation.ErrBadNumber},
	} {
		if err := c.s.Check(); !errors.Is(err, c.want) || (c.want == nil) != (err == nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
