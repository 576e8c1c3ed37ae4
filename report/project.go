package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
)

// FanRow is one year of a projection as it is shown: what the given shares of
// the futures do not exceed. A row that is not Known has no numbers.
type FanRow struct {
	Year                    int
	Agreement               string
	Known                   bool
	P05, P25, P50, P75, P95 float64
	Mean, SD, Error         float64
	Binds                   *float64 // the share of futures in which the cap binds
	Why                     string   // what an unknown year lacks
}

// Fan lays out a projection: a row for each year and one for the total.
func Fan(title string, years []FanRow, total FanRow, currency money.Currency, look Look) *Table {
	t := &Table{Title: title, Columns: []Column{
		{Name: "year"},
		{Name: "agreement"},
		{Name: "5%", Right: true},
		{Name: "25%", Right: true},
		{Name: "median", Right: true},
		{Name: "75%", Right: true},
		{Name: "95%", Right: true},
		{Name: "mean", Right: true},
		{Name: "± error", Right: true},
		{Name: "sd", Right: true},
		{Name: "cap binds", Right: true},
		{Name: "", Plain: true},
	}}
	low, high := math.Inf(1), math.Inf(-1)
	for _, y := range years {
		if y.Known {
			low, high = min(low, y.P05), max(high, y.P95)
		}
	}
	for _, y := range years {
		t.Add(look.fanCells(strconv.Itoa(y.Year), y, currency, fan(y, low, high))...)
	}
	t.Add(look.fanCells("total", total, currency, "")...)
	return t
}

func (l Look) fanCells(name string, y FanRow, c money.Currency, drawn string) []string {
	if !y.Known {
		return []string{name, y.Agreement, "unknown", "", "", "", "", "", "", "", "", y.Why}
	}
	cells := []string{name, y.Agreement}
	for _, v := range []float64{y.P05, y.P25, y.P50, y.P75, y.P95, y.Mean, y.Error, y.SD} {
		cells = append(cells, l.Rough(v, c))
	}
	binds := ""
	if y.Binds != nil {
		binds = Chance(*y.Binds)
		if l.exact() {
			binds = strconv.FormatFloat(*y.Binds, 'f', -1, 64)
		}
	}
	return append(cells, binds, drawn)
}

// Rough prints an estimate: whole units of the field, a tenth of them below a
// hundred, every digit in CSV.
func (l Look) Rough(v float64, c money.Currency) string {
	if l.exact() {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	d, err := decimal.Parse(strconv.FormatFloat(v, 'f', 0, 64))
	if err != nil {
		return "–"
	}
	return money.Short(money.Amount{Currency: c, Value: d.Fraction()})
}

// Chance prints a probability; what is not quite impossible or certain is not
// printed as if it were.
func Chance(p float64) string {
	switch {
	case p > 0 && p < 0.0005:
		return "<0.1%"
	case p < 1 && p > 0.9995:
		return ">99.9%"
	default:
		return fmt.Sprintf("%.1f%%", 100*p)
	}
}

// fan draws a row of the fan: light between 5 and 95 %, dark between 25 and
// 75 %, a bar at the median.
func fan(y FanRow, low, high float64) string {
	const width = 32
	if !y.Known || !(high > low) {
		return ""
	}
	at := func(v float64) int { return int(math.Round((v - low) / (high - low) * (width - 1))) }
	cells := []rune(strings.Repeat(" ", width))
	for i := range cells {
		switch {
		case i == at(y.P50):
			cells[i] = '┃'
		case i >= at(y.P25) && i <= at(y.P75):
			cells[i] = '▓'
		case i >= at(y.P05) && i <= at(y.P95):
			cells[i] = '░'
		}
	}
	return strings.TrimRight(string(cells), " ")
}
