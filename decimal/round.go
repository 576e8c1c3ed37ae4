package decimal

import (
	"fmt"
	"math/big"

	"github.com/cockroachdb/apd/v3"
)

// Mode says which way a number between two steps goes.
type Mode uint8

// The modes. HalfUp means to the nearest step, ties away from zero, as treaty
// tables and statistical offices use the word.
const (
	HalfUp Mode = iota
	HalfEven
	HalfDown
	Down    // towards zero: cut off
	Up      // away from zero
	Floor   // towards minus infinity
	Ceiling // towards plus infinity
)

var modeNames = [...]string{"half_up", "half_even", "half_down", "down", "up", "floor", "ceiling"}

// Modes returns the names of all modes.
func Modes() []string { return append([]string(nil), modeNames[:]...) }

// String returns the name used in dossiers and JSON.
func (m Mode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return fmt.Sprintf("mode(%d)", m)
}

// ParseMode reads the name of a mode.
func ParseMode(s string) (Mode, bool) {
	for i, n := range modeNames {
		if n == s {
			return Mode(i), true
		}
	}
	return 0, false
}

// Round returns the multiple of step that mode selects, and whether the number
// changed. The result carries the digits after the point that step has. A step
// of zero or below changes nothing; a number that does not end is then cut to
// MaxDigits places, which inexact reports.
func (x Fraction) Round(step Decimal, mode Mode) (rounded Decimal, inexact bool) {
	if step.Sign() <= 0 {
		if d, ok := x.Decimal(); ok {
			return d, false
		}
		d, _ := x.Round(New(1, -MaxDigits), HalfEven)
		return d, true
	}
	coefficient, exponent := step.apd().Coeff.MathBigInt(), step.apd().Exponent
	if exponent > 0 { // 1e2 as a step: write the digits out
		coefficient.Mul(coefficient, pow10(int(exponent)))
		exponent = 0
	}
	// x ÷ step, without reducing the quotient to lowest terms: only its whole
	// part and what is left over are needed.
	numerator := new(big.Int).Mul(x.rat().Num(), pow10(int(-exponent)))
	denominator := new(big.Int).Mul(x.rat().Denom(), coefficient)
	n, changed := quoRound(numerator, denominator, mode)
	return Decimal{apd.NewWithBigInt(new(apd.BigInt).SetMathBigInt(n.Mul(n, coefficient)), exponent)}, changed
}

// Round is Fraction.Round for a decimal.
func (x Decimal) Round(step Decimal, mode Mode) (rounded Decimal, inexact bool) {
	return x.Fraction().Round(step, mode)
}

// quoRound returns the whole number that mode selects for a ÷ b, b > 0.
func quoRound(a, b *big.Int, mode Mode) (n *big.Int, changed bool) {
	quotient, remainder := new(big.Int), new(big.Int)
	quotient.QuoRem(a, b, remainder) // truncates towards zero
	if remainder.Sign() == 0 {
		return quotient, false
	}
	negative := a.Sign() < 0
	half := remainder.Abs(remainder).Lsh(remainder, 1).Cmp(b)
	if away(mode, negative, half, quotient.Bit(0) == 1) {
		one := big.NewInt(1)
		if negative {
			one.Neg(one)
		}
		quotient.Add(quotient, one)
	}
	return quotient, true
}

// away reports whether the number goes to the step further from zero. half is
// the sign of (remainder − one half); odd belongs to the step nearer zero.
func away(mode Mode, negative bool, half int, odd bool) bool {
	switch mode {
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	case HalfDown:
		return half > 0
	case Up:
		return true
	case Floor:
		return negative
	case Ceiling:
		return !negative
	case Down:
		return false
	default:
		return half >= 0
	}
}
