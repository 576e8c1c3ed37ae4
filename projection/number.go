package projection

import (
	"strconv"

	"entente/decimal"
)

// toDecimal writes an estimate with some digits after the point, as it will
// stand in a dossier.
func toDecimal(x float64, places int) decimal.Decimal {
	d, err := decimal.Parse(strconv.FormatFloat(x, 'f', places, 64))
	if err != nil { // not a number: nothing was estimated
		return decimal.Decimal{}
	}
	return d
}
