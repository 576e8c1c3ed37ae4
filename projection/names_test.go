package projection_test

import (
	"strconv"
	"strings"

	"entente/period"
)

func yearName(year int) string { return strconv.Itoa(year) }

// cutYear reads the name of a drawn observation, such as "cpi 2024".
func cutYear(name string) (id string, p period.Period, ok bool) {
	id, year, found := strings.Cut(name, " ")
	if !found {
		return "", p, false
	}
	p, err := period.Parse(year)
	return id, p, err == nil
}

// decimalText writes a drawn value with the digits it was drawn with.
func decimalText(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
