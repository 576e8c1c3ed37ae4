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

// mostBits is how long a common denominator may grow in Sum before the sum is
// brought to lowest terms.
const mostBits = 1 << 13

// Sum adds numbers. Where their denominators differ it is many times faster than
// adding one by one, as the sum is brought to lowest terms once, not at every
// addition.
func Sum(xs ...Fraction) Fraction {
	whole, parts := new(big.Int), make([]*big.Rat, 0, len(xs))
	for _, x := range xs {
		if r := x.rat(); r.IsInt() {
			whole.Add(whole, r.Num())
		} else {
			parts = append(parts, r)
		}
	}
	if len(parts) == 0 {
		return Fraction{new(big.Rat).SetInt(whole)}
	}
	n, d := sum(parts)
	return Fraction{new(big.Rat).SetFrac(n.Add(n, whole.Mul(whole, d)), d)}
}

// sum adds in halves, so that the longest number is not carried through every
// addition. It returns a numerator of its own over a common denominator.
func sum(parts []*big.Rat) (numerator, denominator *big.Int) {
	if len(parts) == 1 {
		return new(big.Int).Set(parts[0].Num()), parts[0].Denom()
	}
	a, b := sum(parts[:len(parts)/2])
	c, d := sum(parts[len(parts)/2:])
	if b.Cmp(d) == 0 {
		return a.Add(a, c), b
	}
	a.Mul(a, d)
	a.Add(a, c.Mul(c, b))
	d = new(big.Int).Mul(b, d)
	if d.BitLen() > mostBits {
		r := new(big.Rat).SetFrac(a, d)
		return new(big.Int).Set(r.Num()), r.Denom()
	}
	return a, d
}

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

// CmpProduct compares x with y × z, without bringing the product to lowest terms.
func (x Fraction) CmpProduct(y, z Fraction) int {
	a, b, c := x.rat(), y.rat(), z.rat()
	var left, right big.Int
	left.Mul(left.Mul(a.Num(), b.Denom()), c.Denom())
	right.Mul(right.Mul(b.Num(), c.Num()), a.Denom())
	return left.Cmp(&right)
}

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

// Zeros returns about how many zeros stand between the point and the first digit
// of a number above 0 and below 1: exactly, one less, or one more. It is 0 for
// other numbers.
func (x Fraction) Zeros() int {
	bits := x.rat().Denom().BitLen() - x.rat().Num().BitLen()
	return max(0, bits*30103/100000) // digits to a bit: the logarithm of 2
}

// IsInt reports whether the number is whole.
func (x Fraction) IsInt() bool { return x.rat().IsInt() }

// Parts returns numerator and denominator in lowest terms, the denominator above
// zero.
func (x Fraction) Parts() (numerator, denominator Fraction) {
	return Fraction{new(big.Rat).SetInt(x.rat().Num())}, Fraction{new(big.Rat).SetInt(x.rat().Denom())}
}

// FloorOfProduct returns the largest whole number that x × y is not below, for
// numbers of zero or more, and whether the product is more than it; ok is false
// where it does not fit. The product is never brought to lowest terms, which is
// what makes multiplying long fractions slow.
func (x Fraction) FloorOfProduct(y Fraction) (n int64, more, ok bool) {
	a, b := x.rat(), y.rat()
	if a.Sign() < 0 || b.Sign() < 0 {
		return 0, false, false
	}
	top, rest := new(big.Int).Mul(a.Num(), b.Num()), new(big.Int)
	top.QuoRem(top, new(big.Int).Mul(a.Denom(), b.Denom()), rest)
	return top.Int64(), rest.Sign() != 0, top.IsInt64()
}

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
