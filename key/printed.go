package key

import "entente/decimal"

// Match says whether a printed figure agrees with an exact one.
type Match uint8

// The answers: a figure printed with two decimals may agree with many exact
// ones, and must not be called wrong for the digits it leaves out.
const (
	Equals  Match = iota // just that number
	Rounded              // a number that prints so
	Differs
)

var matchNames = [...]string{"consistent", "consistent_rounded", "inconsistent"}

// String returns the word used in JSON.
func (m Match) String() string {
	if int(m) < len(matchNames) {
		return matchNames[m]
	}
	return "?"
}

// Printed returns the numbers that a figure printed with these digits may stand
// for: half a unit of its last digit to both sides, ends included, as it is not
// known which way a tie was rounded.
func Printed(figure decimal.Decimal) (low, high decimal.Fraction) {
	half := decimal.New(1, int32(-figure.Places())).Fraction().Mul(decimal.Frac(1, 2))
	return figure.Fraction().Sub(half), figure.Fraction().Add(half)
}

// Compare compares a printed figure with an exact number.
func Compare(printed decimal.Decimal, exact decimal.Fraction) Match {
	if printed.Fraction().Equal(exact) {
		return Equals
	}
	low, high := Printed(printed)
	return within(exact, exact, low, high)
}

// CompareAmount compares a printed amount with the part that a share printed in
// percent gives of a total: a share of two decimals leaves the amount open by
// one part in ten thousand of the total, so that recomputing from it proves
// nothing beyond.
func CompareAmount(amount, percent decimal.Decimal, total decimal.Fraction) Match {
	hundredth := decimal.Frac(1, 100).Mul(total)
	if percent.Fraction().Mul(hundredth).Equal(amount.Fraction()) {
		return Equals
	}
	low, high := Printed(percent)
	low, high = low.Mul(hundredth), high.Mul(hundredth)
	from, to := Printed(amount)
	return within(low.Min(high), low.Max(high), from, to)
}

// within reports whether two ranges have a number in common.
func within(low, high, from, to decimal.Fraction) Match {
	if high.Cmp(from) < 0 || low.Cmp(to) > 0 {
		return Differs
	}
	return Rounded
}
