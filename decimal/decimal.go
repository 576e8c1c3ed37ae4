// Package decimal holds exact numbers and their rounding.
//
// # What it is for
//
// Money, rates and index values are written as decimals; shares and ratios are
// fractions. [Decimal] keeps a number as it was written, with its digits after
// the point (4.0 stays 4.0). [Fraction] computes: sums, products and quotients
// are exact. Nothing is ever rounded unless [Round] is called, and [Round]
// says whether it changed anything.
//
// # What it promises
//
// Values are immutable and may be shared between goroutines. Nothing is
// computed in float; Float64 only hands a finished number to a drawing. Text is
// bounded: at most [MaxDigits] digits and at most [MaxExponent] of them after
// the point, so that no input can make arithmetic slow. What Parse accepts,
// String writes and Parse reads again as the same number.
package decimal

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Bounds on what Parse accepts. The largest sums that agreements speak of have
// 16 digits; the bounds leave room and keep hostile input cheap.
const (
	MaxDigits   = 60 // digits of the number written out, zeros in front not counted
	MaxExponent = 60 // digits after the point
)

// Errors that Parse returns, wrapped.
var (
	ErrSyntax = errors.New("not a decimal number")
	ErrRange  = errors.New("number out of range")
)

// Decimal is an exact decimal number that remembers its digits after the
// point. The zero value is 0.
type Decimal struct {
	d *apd.Decimal // nil is 0; never changed after construction
}

func (x Decimal) apd() *apd.Decimal {
	if x.d == nil {
		return new(apd.Decimal)
	}
	return x.d
}

// Parse reads a decimal number: digits with an optional sign, point and
// exponent. Underscores may stand between digits to group them (10_389).
// Infinities and NaN are no numbers here. The error wraps ErrSyntax for text
// that is no number and ErrRange for a number beyond the bounds.
func Parse(s string) (Decimal, error) {
	if err := scan(s); err != nil {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, err)
	}
	d, _, err := apd.NewFromString(strings.ReplaceAll(s, "_", ""))
	if err != nil {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrSyntax)
	}
	if d.IsZero() {
		d.Negative = false              // a sum of minus zero has no meaning
		d.Exponent = min(d.Exponent, 0) // nor have the zeros of 0e9
	}
	if d.NumDigits()+int64(max(d.Exponent, 0)) > MaxDigits || d.Exponent < -MaxExponent {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrRange)
	}
	if d.Exponent > 0 { // 1e2 is written out, so that its digits are those String shows
		d.Coeff.Mul(&d.Coeff, new(apd.BigInt).SetMathBigInt(pow10(int(d.Exponent))))
		d.Exponent = 0
	}
	return Decimal{d}, nil
}

// scan checks the form before the library sees the text: it would accept
// Infinity, and take time over a million digits.
func scan(s string) error {
	i, digits := 0, 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	seen := false
	for ; i < len(s) && s[i] != 'e' && s[i] != 'E'; i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !seen:
			seen = true
		case c == '_' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]):
		default:
			return ErrSyntax
		}
	}
	if digits == 0 {
		return ErrSyntax
	}
	if digits > 2*MaxDigits {
		return ErrRange
	}
	if i == len(s) {
		return nil
	}
	exponent := strings.TrimLeft(s[i+1:], "+-")
	if exponent == "" || len(s[i+1:])-len(exponent) > 1 {
		return ErrSyntax
	}
	for _, c := range []byte(exponent) {
		if !isDigit(c) {
			return ErrSyntax
		}
	}
	if len(strings.TrimLeft(exponent, "0")) > 3 {
		return ErrRange
	}
	return nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// MustParse is Parse for constants in code and tests; it panics on bad text.
func MustParse(s string) Decimal {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// New returns coefficient × 10^exponent.
func New(coefficient int64, exponent int32) Decimal {
	return Decimal{apd.New(coefficient, exponent)}
}

// FromInt returns n.
func FromInt(n int64) Decimal { return New(n, 0) }

// String returns the number without exponent, with the digits after the point
// it was written with.
func (x Decimal) String() string { return x.apd().Text('f') }

// Places returns the number of digits after the point.
func (x Decimal) Places() int { return max(0, -int(x.apd().Exponent)) }

// Cmp compares two numbers by value: 4.0 equals 4.
func (x Decimal) Cmp(y Decimal) int { return x.apd().Cmp(y.apd()) }

// Equal reports whether two numbers have the same value.
func (x Decimal) Equal(y Decimal) bool { return x.Cmp(y) == 0 }

// Sign returns -1, 0 or 1.
func (x Decimal) Sign() int { return x.apd().Sign() }

// Reduce drops zeros at the end: 1.50 becomes 1.5, 100 stays 100.
func (x Decimal) Reduce() Decimal {
	if x.Places() == 0 {
		return x
	}
	var r apd.Decimal
	r.Reduce(x.apd())
	if r.Exponent > 0 { // 100.0 reduces to 1e2: write it out again
		whole, _ := x.Fraction().Round(FromInt(1), Down)
		return whole
	}
	return Decimal{&r}
}

// Fraction returns the same value as a fraction.
func (x Decimal) Fraction() Fraction {
	d := x.apd()
	n := d.Coeff.MathBigInt()
	if d.Negative {
		n.Neg(n)
	}
	if d.Exponent >= 0 {
		return Fraction{new(big.Rat).SetInt(n.Mul(n, pow10(int(d.Exponent))))}
	}
	return Fraction{new(big.Rat).SetFrac(n, pow10(int(-d.Exponent)))}
}

// Float64 returns the nearest float64, for drawn futures and for drawing.
func (x Decimal) Float64() float64 { return x.Fraction().Float64() }

// MarshalText writes the number as String does.
func (x Decimal) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads what Parse reads.
func (x *Decimal) UnmarshalText(text []byte) error {
	d, err := Parse(string(text))
	if err != nil {
		return err
	}
	*x = d
	return nil
}

// pow10 returns 10^n; n is the exponent of a parsed number, so mostly small.
func pow10(n int) *big.Int {
	if n <= 18 { // fits an int64
		p := int64(1)
		for range n {
			p *= 10
		}
		return big.NewInt(p)
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
