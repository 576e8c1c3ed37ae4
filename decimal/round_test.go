package decimal_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/decimal"
)

// Every mode at the same six places of the number line, each side of zero: the
// step itself, below, at and above the middle of a step whose lower end is even
// (0 to 1), and at the middle of one whose lower end is odd (1 to 2).
func TestRoundModes(t *testing.T) {
	t.Parallel()
	in := []string{"-1.5", "-0.7", "-0.5", "-0.2", "0", "0.2", "0.5", "0.7", "1.5", "2.0"}
	want := map[decimal.Mode][]string{
		decimal.HalfUp:   {"-2", "-1", "-1", "0", "0", "0", "1", "1", "2", "2"},
		decimal.HalfEven: {"-2", "-1", "0", "0", "0", "0", "0", "1", "2", "2"},
		decimal.HalfDown: {"-1", "-1", "0", "0", "0", "0", "0", "1", "1", "2"},
		decimal.Down:     {"-1", "0", "0", "0", "0", "0", "0", "0", "1", "2"},
		decimal.Up:       {"-2", "-1", "-1", "-1", "0", "1", "1", "1", "2", "2"},
		decimal.Floor:    {"-2", "-1", "-1", "-1", "0", "0", "0", "0", "1", "2"},
		decimal.Ceiling:  {"-1", "0", "0", "0", "0", "1", "1", "1", "2", "2"},
	}
	if len(want) != len(decimal.Modes()) {
		t.Fatalf("%d modes are tested, there are %d", len(want), len(decimal.Modes()))
	}
	for mode, want := range want {
		got := make([]string, len(in))
		for i, s := range in {
			x := decimal.MustParse(s)
			d, inexact := x.Round(decimal.FromInt(1), mode)
			got[i] = d.String()
			if inexact == d.Equal(x) {
				t.Errorf("Round(%s, %s) = %s says inexact = %t", s, mode, d, inexact)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Round(%v, 1, %s) mismatch (-want +got):\n%s", in, mode, diff)
		}
	}
}

// Roundings that agreements and statistical offices do, with their own steps.
func TestRoundSteps(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in, step string
		mode           decimal.Mode
		want           string
		inexact        bool
	}{
		{"a sum of won to the eok, up", "836062500000", "1e8", decimal.HalfUp, "836100000000", true},
		{"a sum of won to the eok, down", "1046849999999", "1e8", decimal.HalfUp, "1046800000000", true},
		{"a sum of won that is an eok already", "920000000000", "1e8", decimal.HalfUp, "920000000000", false},
		{"dollars to the tenth of a million", "65238600", "1e5", decimal.HalfUp, "65200000", true},
		{"an index to the published decimal", "4.049", "0.1", decimal.HalfUp, "4.0", true},
		{"a tie that binary floats lose", "1.005", "0.01", decimal.HalfUp, "1.01", true},
		{"a tie that binary floats lose, to even", "1.005", "0.01", decimal.HalfEven, "1.00", true},
		{"a price to the quarter", "7.12", "0.25", decimal.HalfUp, "7.00", true},
		{"a price to the quarter, tie", "7.125", "0.25", decimal.HalfUp, "7.25", true},
		{"a bracket of 75, cut off", "1499.99", "75", decimal.Down, "1425", true},
		{"a bracket of 75 below zero, cut off", "-1499.99", "75", decimal.Down, "-1425", true},
		{"a bracket of 75 below zero, floor", "-1499.99", "75", decimal.Floor, "-1500", true},
		{"nearly nothing below zero", "-0.004", "0.01", decimal.HalfUp, "0.00", true},
		{"the step sets the digits", "3", "0.001", decimal.HalfUp, "3.000", false},
		{"no step: as it is", "3.14159", "0", decimal.HalfUp, "3.14159", false},
		{"a negative step: as it is", "3.14159", "-1", decimal.HalfUp, "3.14159", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, inexact := decimal.MustParse(tt.in).Round(decimal.MustParse(tt.step), tt.mode)
			if got.String() != tt.want || inexact != tt.inexact {
				t.Errorf("Round(%s, %s, %s) = %s, %t; want %s, %t", tt.in, tt.step, tt.mode, got, inexact, tt.want, tt.inexact)
			}
		})
	}
}

func TestRoundWithoutStepCutsWhatDoesNotEnd(t *testing.T) {
	t.Parallel()
	got, inexact := decimal.Frac(2, 3).Round(decimal.Decimal{}, decimal.HalfUp)
	if !inexact || got.Places() != decimal.MaxDigits {
		t.Errorf("2/3 without step = %s, %t", got, inexact)
	}
	if _, err := decimal.Parse(got.String()); err != nil {
		t.Errorf("the cut number cannot be read back: %v", err)
	}
}

func TestModeNames(t *testing.T) {
	t.Parallel()
	for i, name := range decimal.Modes() {
		m, ok := decimal.ParseMode(name)
		if !ok || int(m) != i || m.String() != name {
			t.Errorf("ParseMode(%s) = %s, %t", name, m, ok)
		}
	}
	if m, ok := decimal.ParseMode("bankers"); ok {
		t.Errorf("ParseMode(bankers) = %s", m)
	}
	if got := decimal.Mode(200).String(); got != "mode(200)" {
		t.Errorf("Mode(200) = %s", got)
	}
}

// What rounding promises, whatever the number, the step and the mode.
func TestRoundProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y := fractions().Draw(t, "x"), fractions().Draw(t, "y")
		step := decimal.New(rapid.Int64Range(1, 1000).Draw(t, "step"), rapid.Int32Range(-6, 6).Draw(t, "exponent"))
		mode := decimal.Mode(rapid.IntRange(0, len(decimal.Modes())-1).Draw(t, "mode"))
		r, inexact := x.Round(step, mode)
		if n, _ := r.Fraction().Quo(step.Fraction()); !n.IsInt() {
			t.Fatalf("%s is no multiple of %s", r, step)
		}
		distance := r.Fraction().Sub(x)
		if distance.Max(distance.Neg()).Cmp(step.Fraction()) >= 0 {
			t.Fatalf("%s rounded to %s moved by a step of %s or more", x, r, step)
		}
		if inexact != (distance.Sign() != 0) {
			t.Fatalf("%s rounded to %s says inexact = %t", x, r, inexact)
		}
		if again, changed := r.Round(step, mode); changed || !again.Equal(r) {
			t.Fatalf("%s rounded twice: %s", r, again)
		}
		if s, _ := y.Round(step, mode); x.Cmp(y) <= 0 && r.Cmp(s) > 0 {
			t.Fatalf("%s ≤ %s but %s > %s after rounding", x, y, r, s)
		}
		want := roundByDefinition(x, step, mode)
		if !r.Fraction().Equal(want) {
			t.Fatalf("Round(%s, %s, %s) = %s, by definition %s", x, step, mode, r, want)
		}
	})
}

// TestRoundVectors runs the vectors of the folder beside the repository.
func TestRoundVectors(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.FromSlash("../../shared/verification/agreements/rounding/half_up_and_modes.json"))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	var suite struct {
		Cases []struct{ Mode, Unit, In, Expect string }
	}
	if err := json.Unmarshal(text, &suite); err != nil {
		t.Fatal(err)
	}
	if len(suite.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range suite.Cases {
		mode, ok := decimal.ParseMode(c.Mode)
		if !ok {
			t.Errorf("unknown mode %s", c.Mode)
			continue
		}
		got, _ := decimal.MustParse(c.In).Round(decimal.MustParse(c.Unit), mode)
		if got.String() != c.Expect {
			t.Errorf("Round(%s, %s, %s) = %s, want %s", c.In, c.Unit, c.Mode, got, c.Expect)
		}
	}
}
