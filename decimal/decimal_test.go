package decimal_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"entente/decimal"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		places   int
	}{
		{"0", "0", 0},
		{"4.0", "4.0", 1},
		{"+4", "4", 0},
		{"-0.5", "-0.5", 1},
		{".5", "0.5", 1},
		{"5.", "5", 0},
		{"007", "7", 0},
		{"10_389", "10389", 0},
		{"1_551.1", "1551.1", 1},
		{"-0", "0", 0},
		{"-0.00", "0.00", 2},
		{"0e9", "0", 0},
		{"1e2", "100", 0},
		{"1.50e1", "15.0", 1},
		{"1.005E+2", "100.5", 1},
		{"25e-3", "0.025", 3},
		{"1e59", "1" + strings.Repeat("0", 59), 0},
		{"1e-60", "0." + strings.Repeat("0", 59) + "1", 60},
		{strings.Repeat("9", 60), strings.Repeat("9", 60), 0},
		{strings.Repeat("0", 60) + "1", "1", 0},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			d, err := decimal.Parse(tt.in)
			if err != nil {
				t.Fatalf("Parse(%q): %v", tt.in, err)
			}
			if d.String() != tt.want || d.Places() != tt.places {
				t.Errorf("Parse(%q) = %s with %d places, want %s with %d", tt.in, d, d.Places(), tt.want, tt.places)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want error
	}{
		{"", decimal.ErrSyntax},
		{" 1", decimal.ErrSyntax},
		{"+", decimal.ErrSyntax},
		{".", decimal.ErrSyntax},
		{"--1", decimal.ErrSyntax},
		{"1.2.3", decimal.ErrSyntax},
		{"1,000", decimal.ErrSyntax},
		{"_1", decimal.ErrSyntax},
		{"1_", decimal.ErrSyntax},
		{"1__0", decimal.ErrSyntax},
		{"1_.0", decimal.ErrSyntax},
		{"1._0", decimal.ErrSyntax},
		{"1e", decimal.ErrSyntax},
		{"1e+", decimal.ErrSyntax},
		{"1e+-2", decimal.ErrSyntax},
		{"1e1_0", decimal.ErrSyntax},
		{"1e2.0", decimal.ErrSyntax},
		{"0x10", decimal.ErrSyntax},
		{"1/2", decimal.ErrSyntax},
		{"Infinity", decimal.ErrSyntax},
		{"NaN", decimal.ErrSyntax},
		{"１２", decimal.ErrSyntax}, // full-width digits
		{"1e60", decimal.ErrRange},
		{"1e-61", decimal.ErrRange},
		{"1e1000000000", decimal.ErrRange},
		{strings.Repeat("9", 61), decimal.ErrRange},
		{strings.Repeat("0", 1_000_000), decimal.ErrRange},
	}
	for _, tt := range tests {
		d, err := decimal.Parse(tt.in)
		if !errors.Is(err, tt.want) {
			t.Errorf("Parse(%.40q) = %s, %v; want %v", tt.in, d, err, tt.want)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("Parse(%.40q): the error repeats all of a long text", tt.in)
		}
	}
}

func TestZeroValue(t *testing.T) {
	t.Parallel()
	var d decimal.Decimal
	var f decimal.Fraction
	if d.String() != "0" || f.String() != "0" || d.Sign() != 0 || f.Sign() != 0 || !d.Fraction().Equal(f) {
		t.Errorf("zero values are %s and %s, want 0", d, f)
	}
	if got := f.Add(decimal.Whole(2)).Mul(decimal.Frac(1, 3)); got.String() != "2/3" {
		t.Errorf("(0 + 2) × 1/3 = %s", got)
	}
	if _, ok := f.Quo(f); ok {
		t.Error("0 ÷ 0 gave a number")
	}
}

func TestReduce(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1.50": "1.5", "100": "100", "100.0": "100", "0.00": "0", "-2.500": "-2.5", "1e3": "1000", "0.10": "0.1",
	} {
		if got := decimal.MustParse(in).Reduce(); got.String() != want {
			t.Errorf("Reduce(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want int
	}{
		{"4.0", "4", 0}, {"-1", "1", -1}, {"0.1", "0.09", 1}, {"1e3", "1000.00", 0}, {"-0.0", "0", 0},
	}
	for _, tt := range tests {
		a, b := decimal.MustParse(tt.a), decimal.MustParse(tt.b)
		if got := a.Cmp(b); got != tt.want || a.Equal(b) != (tt.want == 0) || a.Fraction().Cmp(b.Fraction()) != tt.want {
			t.Errorf("Cmp(%s, %s) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestMustParsePanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if err, ok := recover().(error); !ok || !errors.Is(err, decimal.ErrSyntax) {
			t.Errorf("MustParse panicked with %v, want ErrSyntax", err)
		}
	}()
	decimal.MustParse("eleven")
}

// A number in JSON is a string, and comes back as it was written.
func TestText(t *testing.T) {
	t.Parallel()
	type pair struct {
		Rate  decimal.Decimal
		Share decimal.Fraction
	}
	in := pair{decimal.MustParse("4.0"), decimal.Frac(1, 3)}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"Rate":"4.0","Share":"1/3"}`; string(text) != want {
		t.Errorf("Marshal = %s, want %s", text, want)
	}
	var out pair
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if out.Rate.String() != "4.0" || !out.Share.Equal(in.Share) {
		t.Errorf("Unmarshal = %s, %s", out.Rate, out.Share)
	}
	if err := json.Unmarshal([]byte(`{"Rate":"4%"}`), &out); !errors.Is(err, decimal.ErrSyntax) {
		t.Errorf("Unmarshal of 4%%: %v, want ErrSyntax", err)
	}
	if err := json.Unmarshal([]byte(`{"Share":"1/0"}`), &out); !errors.Is(err, decimal.ErrSyntax) {
		t.Errorf("Unmarshal of 1/0: %v, want ErrSyntax", err)
	}
	if out.Rate.String() != "4.0" || !out.Share.Equal(in.Share) {
		t.Errorf("a failed Unmarshal changed the values to %s, %s", out.Rate, out.Share)
	}
}
