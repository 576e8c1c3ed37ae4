package money_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/decimal"
	"entente/money"
)

func weights(t *testing.T, texts ...string) []decimal.Fraction {
	t.Helper()
	out := make([]decimal.Fraction, len(texts))
	for i, s := range texts {
		w, err := decimal.ParseFraction(s)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = w
	}
	return out
}

func values(a money.Allocation) []string {
	out := make([]string, len(a.Parts))
	for i, p := range a.Parts {
		out[i] = p.Value.String()
	}
	return out
}

func TestAllocate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		total   string
		weights []string
		step    string
		mode    decimal.Mode
		residue money.Residue
		want    []string
		left    string
	}{
		{"a hundred by three, left", "100", []string{"1", "1", "1"}, "0.01", decimal.HalfUp, money.Leave, []string{"33.33", "33.33", "33.33"}, "0.01"},
		{"a hundred by three, remainder: the first of equals", "100", []string{"1", "1", "1"}, "0.01", decimal.HalfUp, money.LargestRemainder, []string{"33.34", "33.33", "33.33"}, "0"},
		{"a hundred by three, largest: the first of equals", "100", []string{"1", "1", "1"}, "0.01", decimal.HalfUp, money.LargestParty, []string{"33.34", "33.33", "33.33"}, "0"},
		{"two hundred by three, left below zero", "200", []string{"1", "1", "1"}, "1", decimal.HalfUp, money.Leave, []string{"67", "67", "67"}, "-1"},
		{"two hundred by three, remainder", "200", []string{"1", "1", "1"}, "1", decimal.HalfUp, money.LargestRemainder, []string{"67", "67", "66"}, "0"},
		{"two hundred by three, largest pays less", "200", []string{"1", "1", "1"}, "1", decimal.HalfUp, money.LargestParty, []string{"66", "67", "67"}, "0"},
		{"the remainder decides, not the size", "10", []string{"52", "33", "15"}, "1", decimal.HalfUp, money.LargestRemainder, []string{"5", "3", "2"}, "0"},
		{"one party", "9", []string{"7"}, "2", decimal.HalfUp, money.LargestRemainder, []string{"8"}, "1"},
		{"a weight of zero pays nothing", "100", []string{"0", "1", "2"}, "1", decimal.HalfUp, money.LargestRemainder, []string{"0", "33", "67"}, "0"},
		{"a total off the step", "100.4", []string{"1", "1"}, "1", decimal.HalfUp, money.LargestRemainder, []string{"50", "50"}, "0.4"},
		{"a total off the step, largest", "100.4", []string{"1", "3"}, "1", decimal.HalfUp, money.LargestParty, []string{"25", "75"}, "0.4"},
		{"a refund", "-100", []string{"1", "1", "1"}, "0.01", decimal.HalfUp, money.LargestRemainder, []string{"-33.34", "-33.33", "-33.33"}, "0"},
		{"nothing", "0", []string{"1", "2"}, "1", decimal.HalfUp, money.LargestRemainder, []string{"0", "0"}, "0"},
		{"weights that are fractions", "90", []string{"1/3", "1/6"}, "1", decimal.HalfUp, money.Leave, []string{"60", "30"}, "0"},
		{"cut off, left", "100", []string{"1", "1", "1"}, "1", decimal.Down, money.Leave, []string{"33", "33", "33"}, "1"},
		{"every share up: the largest gives two back", "100", []string{"1", "1", "4"}, "5", decimal.Up, money.LargestParty, []string{"20", "20", "60"}, "0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			total := money.Amount{Currency: "EUR", Value: decimal.MustParse(tt.total).Fraction()}
			got, err := money.Allocate(total, weights(t, tt.weights...), money.Split{Step: decimal.MustParse(tt.step), Mode: tt.mode, Residue: tt.residue})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, values(got)); diff != "" {
				t.Errorf("Allocate(%s) mismatch (-want +got):\n%s", tt.total, diff)
			}
			if want := decimal.MustParse(tt.left).Fraction(); !got.Left.Value.Equal(want) || got.Left.Currency != "EUR" {
				t.Errorf("left = %s, want %s EUR", got.Left, want)
			}
		})
	}
}

func TestAllocateRefuses(t *testing.T) {
	t.Parallel()
	one := decimal.FromInt(1)
	tests := []struct {
		name    string
		weights []string
		step    decimal.Decimal
		want    error
	}{
		{"no weight", nil, one, money.ErrWeights},
		{"weights of zero", []string{"0", "0"}, one, money.ErrWeights},
		{"a weight below zero", []string{"2", "-1"}, one, money.ErrWeights},
		{"no step", []string{"1"}, decimal.Decimal{}, decimal.ErrRange},
		{"a step below zero", []string{"1"}, decimal.FromInt(-1), decimal.ErrRange},
	}
	for _, tt := range tests {
		got, err := money.Allocate(money.Of(100, "EUR"), weights(t, tt.weights...), money.Split{Step: tt.step})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: Allocate = %v, %v; want %v", tt.name, got, err, tt.want)
		}
	}
}

func TestResidueNames(t *testing.T) {
	t.Parallel()
	for i, name := range money.Residues() {
		r, ok := money.ParseResidue(name)
		if !ok || int(r) != i || r.String() != name {
			t.Errorf("ParseResidue(%s) = %s, %t", name, r, ok)
		}
	}
	if r, ok := money.ParseResidue("last"); ok {
		t.Errorf("ParseResidue(last) = %s", r)
	}
	if got := money.Residue(9).String(); got != "residue(9)" {
		t.Errorf("Residue(9) = %s", got)
	}
}

// check tells in words what is wrong with an allocation, or returns "".
func check(total money.Amount, weights []decimal.Fraction, split money.Split, a money.Allocation) string {
	sum, step, weight := a.Left.Value, split.Step.Fraction(), decimal.Fraction{}
	for _, w := range weights {
		weight = weight.Add(w)
	}
	odd := 0
	for i, p := range a.Parts {
		sum = sum.Add(p.Value)
		if n, _ := p.Value.Quo(step); !n.IsInt() {
			return "part " + p.String() + " is no multiple of the step"
		}
		share, _ := weights[i].Quo(weight)
		off := p.Value.Sub(total.Value.Mul(share))
		if off.Max(off.Neg()).Cmp(step) >= 0 {
			odd++
		}
		if weights[i].Sign() == 0 && p.Value.Sign() != 0 {
			return "a weight of zero pays " + p.String()
		}
	}
	left := a.Left.Value.Max(a.Left.Value.Neg())
	switch {
	case !sum.Equal(total.Value):
		return "parts and rest add to " + sum.String()
	case split.Residue != money.Leave && left.Cmp(step) >= 0:
		return "a whole step was left over: " + a.Left.String()
	case split.Residue != money.LargestParty && odd > 0, odd > 1:
		return "a part is a step or more away from its share"
	default:
		return ""
	}
}

func splits() *rapid.Generator[money.Split] {
	return rapid.Custom(func(t *rapid.T) money.Split {
		return money.Split{
			Step:    decimal.New(rapid.Int64Range(1, 50).Draw(t, "step"), rapid.Int32Range(-3, 3).Draw(t, "exponent")),
			Mode:    decimal.Mode(rapid.IntRange(0, len(decimal.Modes())-1).Draw(t, "mode")),
			Residue: money.Residue(rapid.IntRange(0, len(money.Residues())-1).Draw(t, "residue")),
		}
	})
}

func TestAllocateProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := money.Amount{Currency: "USD", Value: decimal.Frac(rapid.Int64Range(-1e12, 1e12).Draw(t, "total"), 100)}
		ints := rapid.SliceOfNDistinct(rapid.Int64Range(0, 1e6), 1, 12, rapid.ID[int64]).Draw(t, "weights")
		if len(ints) == 1 && ints[0] == 0 {
			ints[0] = 1
		}
		split := splits().Draw(t, "split")
		ws := make([]decimal.Fraction, len(ints))
		for i, w := range ints {
			ws[i] = decimal.Whole(w)
		}
		a, err := money.Allocate(total, ws, split)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := check(total, ws, split, a); wrong != "" {
			t.Fatalf("Allocate(%s, %v, %+v): %s", total, ints, split, wrong)
		}

		// Only the proportions of the weights count.
		scaled := make([]decimal.Fraction, len(ws))
		for i, w := range ws {
			scaled[i] = w.Mul(decimal.Frac(7, 3))
		}
		if b, _ := money.Allocate(total, scaled, split); !cmp.Equal(a, b) {
			t.Fatalf("scaled weights: %v, not %v", b, a)
		}

		// Where no two weights are equal, the order of the parties does not
		// matter: except between equal remainders, which only Leave and the
		// largest party do not meet.
		if split.Residue == money.LargestRemainder {
			return
		}
		slices.Reverse(ws)
		b, _ := money.Allocate(total, ws, split)
		slices.Reverse(b.Parts)
		if !cmp.Equal(a, b) {
			t.Fatalf("parties in reverse: %v, not %v", b, a)
		}
	})
}

// By largest remainder, who weighs more never pays less.
func TestAllocateKeepsOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ints := rapid.SliceOfN(rapid.Int64Range(1, 1000), 2, 12).Draw(t, "weights")
		slices.SortFunc(ints, func(a, b int64) int { return int(b - a) })
		ws := make([]decimal.Fraction, len(ints))
		for i, w := range ints {
			ws[i] = decimal.Whole(w)
		}
		total := money.Of(rapid.Int64Range(0, 1e9).Draw(t, "total"), "USD")
		a, err := money.Allocate(total, ws, money.Split{Step: decimal.FromInt(1), Residue: money.LargestRemainder})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(a.Parts, func(p, q money.Amount) int { return q.Value.Cmp(p.Value) }) {
			t.Fatalf("weights %v pay %v", ints, values(a))
		}
	})
}

// TestAllocateVectors runs the vectors of the folder beside the repository:
// shares are given there, the three residue rules give three results.
func TestAllocateVectors(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.FromSlash("../../shared/verification/agreements/apportionment/keys.json"))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	var suite struct {
		Cases []struct {
			ID      string
			Total   json.Number
			Unit    string
			Shares  []string `json:"expect_shares"`
			Each    []string `json:"expect_half_up"`
			Left    string   `json:"half_up_residue"`
			Hare    []string `json:"expect_largest_remainder"`
			Largest []string `json:"expect_residue_to_largest_party"`
		}
	}
	if err := json.Unmarshal(text, &suite); err != nil {
		t.Fatal(err)
	}
	if len(suite.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range suite.Cases {
		shares := weights(t, c.Shares...)
		for residue, want := range map[money.Residue][]string{money.Leave: c.Each, money.LargestRemainder: c.Hare, money.LargestParty: c.Largest} {
			total := money.Amount{Currency: "USD", Value: decimal.MustParse(c.Total.String()).Fraction()}
			a, err := money.Allocate(total, shares, money.Split{Step: decimal.MustParse(c.Unit), Mode: decimal.HalfUp, Residue: residue})
			if err != nil {
				t.Fatalf("%s: %v", c.ID, err)
			}
			if len(a.Parts) != len(want) {
				t.Fatalf("%s: %d parts, want %d", c.ID, len(a.Parts), len(want))
			}
			for i, w := range weights(t, want...) {
				if !a.Parts[i].Value.Equal(w) {
					t.Errorf("%s %s: part %d = %s, want %s", c.ID, residue, i, a.Parts[i], w)
				}
			}
			left := decimal.Fraction{}
			if residue == money.Leave {
				left = weights(t, c.Left)[0]
			}
			if !a.Left.Value.Equal(left) {
				t.Errorf("%s %s: left %s, want %s", c.ID, residue, a.Left, left)
			}
		}
	}
}
