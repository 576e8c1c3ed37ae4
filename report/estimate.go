package report

import (
	"fmt"
	"math"

	"entente/decimal"
	"entente/money"
)

// Estimated prints an amount that was estimated, in whole currency units, as a
// reader of the language writes it.
func Estimated(v float64, c money.Currency, language string) string {
	if math.IsNaN(v) || math.Abs(v) >= math.MaxInt64 {
		return "–"
	}
	whole := decimal.Whole(int64(math.Round(v)))
	return Sum(&whole, c, Look{Language: language})
}

// Either prints what a model gives: an amount in whole currency units, or a
// plain number.
func Either(sum bool, v float64, c money.Currency, language string) string {
	if sum {
		return Estimated(v, c, language)
	}
	return fmt.Sprintf("%.3f", v)
}

// since tells a distance in days in a language; a dash where there is none.
func since(language string, days *int) string {
	switch {
	case days == nil:
		return "–"
	case *days < 0:
		return Say(language, "days after", -*days)
	default:
		return Say(language, "days before", *days)
	}
}
