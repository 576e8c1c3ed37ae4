package schedule

import "entente/decimal"

// MeanGrowth returns the compound growth a year between two lines, in percent,
// to the nearest step with ties away from zero: the growth which, repeated
// every year, leads from the first amount to the last. It is not the mean of
// the yearly growths. ok is false when an amount is unknown or not above zero,
// or when the second line is not later.
func MeanGrowth(from, to Line, step decimal.Decimal) (growth decimal.Decimal, ok bool) {
	if from.Amount == nil || to.Amount == nil || from.Currency != to.Currency || to.Amount.Sign() < 0 {
		return decimal.Decimal{}, false
	}
	ratio, ok := to.Amount.Quo(*from.Amount)
	if !ok {
		return decimal.Decimal{}, false
	}
	mode := decimal.HalfUp
	if ratio.Cmp(decimal.Whole(1)) < 0 {
		mode = decimal.HalfDown // a fall is a factor below one: away from zero is down
	}
	fine, ok := step.Fraction().Mul(hundredth).Decimal()
	if !ok {
		return decimal.Decimal{}, false
	}
	factor, ok := ratio.Root(to.Year-from.Year, fine, mode)
	if !ok {
		return decimal.Decimal{}, false
	}
	growth, _ = factor.Fraction().Sub(decimal.Whole(1)).Mul(decimal.Whole(100)).Round(step, decimal.HalfUp)
	return growth, true
}
