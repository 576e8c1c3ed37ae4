package verification

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/decimal"
	"entente/period"
	"entente/schedule"
)

// koreaIndex is what a file says of the index: as published, which the
// agreements read, and recomputed to many digits, which they do not.
type koreaIndex struct {
	published, raw map[schedule.Cell]decimal.Decimal
}

// readKoreaIndex reads the tables under index. A table says in its name what
// it holds; one of levels, such as the budget itself, is not needed.
func readKoreaIndex(f *file) (koreaIndex, error) {
	x := koreaIndex{published: map[schedule.Cell]decimal.Decimal{}, raw: map[schedule.Cell]decimal.Decimal{}}
	var tables map[string]map[string]number
	if _, err := f.read("index", &tables); err != nil {
		return x, err
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		var id string
		into := x.published
		lower := strings.ToLower(name)
		if strings.Contains(lower, "recomputed") || strings.Contains(lower, "unrounded") {
			into = x.raw
		}
		switch {
		case strings.Contains(lower, "cpi") || strings.Contains(lower, "consumer prices"):
			id = "kr.cpi"
		case strings.Contains(lower, "growth"):
			id = "kr.defence_budget_growth"
		default:
			continue
		}
		for year, n := range tables[name] {
			p, err := period.Parse(year)
			if err != nil || !p.IsYear() {
				return x, fmt.Errorf("%w: index: %.40q is no year", ErrShape, year)
			}
			if into[schedule.Cell{Series: id, Period: p}], err = n.decimal(); err != nil {
				return x, err
			}
		}
	}
	return x, nil
}
