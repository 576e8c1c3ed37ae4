package report

import (
	"math"
	"strconv"
	"strings"

	"entente/money"
)

// SwingRow is one series of a tornado as it is shown: shares of the variance,
// and the mean total where the series runs low and high, with their errors.
type SwingRow struct {
	Series            string
	First, FirstError float64
	Total, TotalError float64
	Low, LowError     float64
	High, HighError   float64
}

// Tornado lays out what the spread of a total comes from: a row for each
// series, with a bar about the mean.
func Tornado(rows []SwingRow, mean float64, currency money.Currency, look Look) *Table {
	t := &Table{Title: "What the spread of the total comes from", Columns: []Column{
		{Name: "series"},
		{Name: "alone", Right: true},
		{Name: "± error", Right: true},
		{Name: "with others", Right: true},
		{Name: "± error", Right: true},
		{Name: "total where low", Right: true},
		{Name: "± error", Right: true},
		{Name: "where high", Right: true},
		{Name: "± error", Right: true},
		{Name: "", Plain: true},
	}}
	widest := 0.0
	for _, r := range rows {
		widest = max(widest, math.Abs(r.Low-mean), math.Abs(r.High-mean))
	}
	share := func(v float64) string {
		if look.exact() {
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		return strconv.FormatFloat(100*v, 'f', 1, 64) + "%"
	}
	for _, r := range rows {
		t.Add(r.Series, share(r.First), share(r.FirstError), share(r.Total), share(r.TotalError),
			look.Rough(r.Low, currency), look.Rough(r.LowError, currency), look.Rough(r.High, currency), look.Rough(r.HighError, currency), swingBar(r.Low-mean, r.High-mean, widest))
	}
	t.Notes = []string{"low and high: the tenth of the futures in which the series is lowest, or highest, on average over its years (░ low, ▓ high)"}
	return t
}

// swingBar draws both ends about a bar in the middle.
func swingBar(low, high, widest float64) string {
	const half = 16
	if !(widest > 0) {
		return ""
	}
	cells := []rune(strings.Repeat(" ", 2*half+1))
	cells[half] = '┃'
	fill := func(to float64, mark rune) {
		n := int(math.Round(to / widest * half))
		for i := 1; i <= max(n, -n); i++ {
			if n > 0 {
				cells[half+i] = mark
			} else {
				cells[half-i] = mark
			}
		}
	}
	fill(low, '░')
	fill(high, '▓')
	return strings.TrimRight(string(cells), " ")
}
