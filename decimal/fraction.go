package decimal

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Fraction is an exact rational number. The zero value is 0.
type Fraction struct {
	r *big.Rat // nil is 0; never changed after construction
}

func (x Fraction) rat() *big.Rat {
	if x.r == nil {
		return new(big.Rat)
	}
	return x.r
}

// Frac returns numerator/denominator; it panics when the denominator is zero,
// as it is meant for constants.
func Frac(numerator, denominator int64) Fraction {
	return Fraction{big.NewRat(numerator, denominator)}
}

// Whole returns n as a fraction.
func Whole(n int64) Fraction { return Frac(n, 1) }

// ParseFraction reads "a/b" or what Parse reads.
func ParseFraction(s string) (Fraction, error) {
	numerator, denominator, found := strings.Cut(s, "/")
	a, err := Parse(strings.TrimSpace(numerator))
	if err != nil || !found {
		return a.Fraction(), err
	}
	b, err := Parse(strings.TrimSpace(denominator))
	if err != nil {
		return Fraction{}, err
	}
	q, ok := a.Fraction().Quo(b.Fraction())
	if !ok {
		return Fraction{}, fmt.Errorf("parse %.40q: %w: denominator is zero", s, ErrSyntax)
	}
	return q, nil
}

// Add returns x + y.
func (x Fraction) Add(y Fraction) Fraction { return Fraction{new(big.Rat).Add(x.rat(), y.rat())} }

// Sub returns x − y.
func (x Fraction) Sub(y Fraction) Fraction { return Fraction{new(big.Rat).Sub(x.rat(), y.rat())} }

// Mul returns x × y.
func (x Fraction) Mul(y Fraction) Fraction { return Fraction{new(big.Rat).Mul(x.rat(), y.rat())} }

// Quo returns x ÷ y; ok is false when y is zero.
func (x Fraction) Quo(y Fraction) (q Fraction, ok bool) {
	if y.Sign() == 0 {
		return Fraction{}, false
	}
	return Fraction{new(big.Rat).Quo(x.rat(), y.rat())}, true
}

// Neg returns −x.
func (x Fraction) Neg() Fraction { return Fraction{new(big.Rat).Neg(x.rat())} }

// Cmp compares two numbers.
func (x Fraction) Cmp(y Fraction) int { return x.rat().Cmp(y.rat()) }

// Equal reports whether two numbers have the same value.
func (x Fraction) Equal(y Fraction) bool { return x.Cmp(y) == 0 }

// Sign returns -1, 0 or 1.
func (x Fraction) Sign() int { return x.rat().Sign() }

// Min returns the smaller of x and y.
func (x Fraction) Min(y Fraction) Fraction {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// Max returns the larger of x and y.
func (x Fraction) Max(y Fraction) Fraction {
	if y.Cmp(x) > 0 {
		return y
	}
	return x
}

// Bits returns the length of the longer of numerator and denominator, which is
// what arithmetic with the number costs.
func (x Fraction) Bits() int { return max(x.rat().Num().BitLen(), x.rat().Denom().BitLen()) }

// IsInt reports whether the number is whole.
func (x Fraction) IsInt() bool { return x.rat().IsInt() }

// Int64 returns the number when it is whole and fits.
func (x Fraction) Int64() (int64, bool) {
	if !x.IsInt() || !x.rat().Num().IsInt64() {
		return 0, false
	}
	return x.rat().Num().Int64(), true
}

// Float64 returns the nearest float64.
func (x Fraction) Float64() float64 {
	f, _ := x.rat().Float64()
	return f
}

// Decimal returns the number as a decimal with as few digits after the point as
// it needs; ok is false when it does not end, as 1/3 does not. It may be longer
// than what Parse accepts: see Writable.
func (x Fraction) Decimal() (d Decimal, ok bool) {
	places, exact := x.rat().FloatPrec()
	if !exact || places > 10*MaxDigits {
		return Decimal{}, false
	}
	n := new(big.Int).Mul(x.rat().Num(), pow10(places))
	n.Quo(n, x.rat().Denom())
	return Decimal{apd.NewWithBigInt(new(apd.BigInt).SetMathBigInt(n), int32(-places))}, true
}

// Writable reports whether the number, written out as a decimal, is one that
// Parse reads back: it ends and stays within the bounds.
func (x Fraction) Writable() bool {
	if x.IsInt() && x.rat().Num().BitLen() < 200 { // below 2^199, so at most 60 digits
		return true
	}
	d, ok := x.Decimal()
	return ok && d.apd().NumDigits() <= MaxDigits && d.Places() <= MaxExponent
}

// String returns the decimal when it ends, else numerator/denominator.
func (x Fraction) String() string {
	if d, ok := x.Decimal(); ok {
		return d.String()
	}
	return x.rat().String()
}

// Approx returns a decimal for reading with the given digits after the point,
// rounded half up; it must not be computed with.
func (x Fraction) Approx(places int) string {
	d, _ := x.Round(New(1, int32(-places)), HalfUp)
	return d.String()
}

// MarshalText writes the number as String does.
func (x Fraction) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads what ParseFraction reads.
func (x *Fraction) UnmarshalText(text []byte) error {
	f, err := ParseFraction(string(text))
	if err != nil {
		return err
	}
	*x = f
	return nil
}
