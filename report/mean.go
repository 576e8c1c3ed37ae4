package report

import (
	"math"

	"entente/decimal"
	"entente/money"
)

// meanDigits is how exactly a mean over futures is printed: more would not be
// known.
const meanDigits = 6

// Mean prints a mean over futures, in whole units of the currency, to six
// digits.
func Mean(x float64, c money.Currency, look Look) string {
	if x != 0 {
		step := math.Pow10(max(int(math.Floor(math.Log10(math.Abs(x))))+1-meanDigits, 0))
		x = math.Round(x/step) * step
	}
	f := decimal.Whole(int64(x))
	return Full(&f, c, look)
}
