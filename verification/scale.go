package verification

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"entente/decimal"
	"entente/key"
	"entente/period"
)

//go:embed cases/un-regular-budget-scale.json
var scaleData []byte

// The bundled dossier of the United Nations scale, and its table.
const (
	scaleSuiteName = "un-regular-budget-scale"
	scaleDossier   = "un-scale"
	scaleTable     = "regular-budget"
)

func scaleSuite() suite {
	return suite{
		Model: scaleSuiteName, Names: []string{scaleSuiteName},
		Accepts: func(f *file) bool { return isTotals(f) || isRates(f) },
		Own:     ownScale, Run: runScale,
	}
}

// maxPeriods bounds the periods of a table.
const maxPeriods = 300

func isTotals(f *file) bool { return f.Table == nil && f.Suite == scaleSuiteName }
func isRates(f *file) bool  { return f.columns("member_state", "from_year", "to_year", "rate_pct") }

// ownScale adds the periods of the bundled table, then runs the cases of this
// package.
func ownScale() ([]Case, error) {
	d, t, err := tableOf(scaleDossier, scaleTable)
	if err != nil {
		return nil, err
	}
	totals := map[string]number{}
	for _, want := range t.Totals {
		totals[span(want.Years)] = number(want.Percent.String())
	}
	cases := bookCases(t.Rates, totals)
	for i := range cases {
		cases[i].Source = marked(d, "S028", "S029")
	}
	more, err := own(scaleData, runScale)
	return append(cases, more...), err
}

// runScale reads rates and the totals they should add to. A table may lie
// beside its totals; without any, those that the bundled dossier states count.
func runScale(f *file) ([]Case, error) {
	rates, totals := f, f
	var err error
	if f.Table != nil {
		totals, err = f.beside(".json", isTotals)
	} else if !f.has("rows") && f.has("totals") {
		rates, err = f.beside(".csv", isRates)
	}
	if err != nil {
		return nil, err
	}
	if rates == nil {
		return nil, fmt.Errorf("%w: rates are in a table with member_state, from_year, to_year and rate_pct; none lies beside it", ErrShape)
	}
	book, err := readBook(rates)
	if err != nil {
		return nil, err
	}
	d, t, err := tableOf(scaleDossier, scaleTable)
	if err != nil {
		return nil, err
	}
	want := map[string]number{}
	source := rates.Name
	if totals != nil {
		source = totals.cited()
		if _, err := totals.read("totals", &want); err != nil {
			return nil, err
		}
	} else {
		for _, x := range t.Totals {
			want[span(x.Years)] = number(x.Percent.String())
		}
	}
	if f.Table != nil { // totals of other tables may stand in the same file
		maps.DeleteFunc(want, func(name string, _ number) bool { return !slices.Contains(spans(book), name) })
	}
	cases := append(bookCases(book, want), against(book, t.Rates)...)
	for i := range cases {
		cases[i].Source = source
	}
	if f.Table == nil {
		looked, err := lookups(f, t.Rates)
		if err != nil {
			return nil, err
		}
		for i := range looked {
			looked[i].Source = cite(d, looked[i].Source)
		}
		cases = append(cases, looked...)
	}
	return cases, nil
}

// span writes years as the totals are named.
func span(y period.Years) string { return strconv.Itoa(y.From) + "-" + strconv.Itoa(y.To) }

func spans(book key.Book) []string {
	var names []string
	for _, y := range book.Periods() {
		names = append(names, span(y))
	}
	return names
}

// bookCases adds each period exactly, and looks every rate up again in every
// year that it is for.
func bookCases(book key.Book, totals map[string]number) []Case {
	var cases []Case
	rated := map[string]key.Book{}
	for _, r := range book {
		rated[r.Party] = append(rated[r.Party], r)
	}
	for _, years := range book.Periods() {
		name := span(years)
		if want, ok := totals[name]; ok {
			cases = append(cases, Case{ID: name, Expected: string(want), Got: book.Total(years).String(), Tolerance: "0", Note: "sum of the rates, in percent"})
		}
		those, found := 0, 0
		for _, r := range book {
			if r.Years != years {
				continue
			}
			if those++; foundAgain(rated[r.Party], r) {
				found++
			}
		}
		cases = append(cases, Case{ID: name + "/rates", Expected: strconv.Itoa(those), Got: strconv.Itoa(found), Tolerance: "0", Note: "rates that are found by member and year, in each year of the period"})
	}
	for _, name := range slices.Sorted(maps.Keys(totals)) {
		if !slices.Contains(spans(book), name) {
			cases = append(cases, Case{ID: name, Expected: string(totals[name]), Got: "no rates", Tolerance: "0"})
		}
	}
	return cases
}

func foundAgain(book key.Book, r key.Rate) bool {
	for year := r.Years.From; year <= r.Years.To; year++ {
		got, err := book.Find(r.Party, year)
		if err != nil || !got.Percent.Equal(r.Percent) {
			return false
		}
	}
	return true
}

// against compares rates with those of the bundled table in the periods that
// both have, for the members whose names are the same in both.
func against(book, bundled key.Book) []Case {
	var cases []Case
	for _, years := range book.Periods() {
		rates := map[string]decimal.Decimal{}
		for _, r := range bundled {
			if r.Years == years {
				rates[r.Name] = r.Percent
			}
		}
		both, same := 0, 0
		for _, r := range book {
			if want, ok := rates[r.Name]; ok && r.Years == years {
				both++
				if want.Equal(r.Percent) {
					same++
				}
			}
		}
		if both > 0 {
			cases = append(cases, Case{
				ID: span(years) + "/bundled", Expected: strconv.Itoa(both), Got: strconv.Itoa(same), Tolerance: "0",
				Note: fmt.Sprintf("members with the rate of the bundled dossier, of %d that have the same name there", both),
			})
		}
	}
	return cases
}

// readBook reads the rates of a table, or those under rows.
func readBook(f *file) (key.Book, error) {
	rows := f.Table
	if f.Table == nil {
		if _, err := f.read("rows", &rows); err != nil {
			return nil, err
		}
	}
	if len(rows) > maxRows {
		return nil, fmt.Errorf("%w: more than %d rates", ErrTooLarge, maxRows)
	}
	var book key.Book
	for n, row := range rows {
		from, errFrom := strconv.Atoi(row["from_year"])
		to, errTo := strconv.Atoi(row["to_year"])
		if errFrom != nil || errTo != nil || from > to || from < period.MinYear || to > period.MaxYear || to-from > maxYears || row["member_state"] == "" {
			return nil, fmt.Errorf("%w: %s: rate %d needs member_state, from_year and to_year", ErrShape, f.Name, n+1)
		}
		percent, err := decimal.Parse(row["rate_pct"])
		if err != nil {
			return nil, fmt.Errorf("%w: %s: rate %d: %w", ErrShape, f.Name, n+1, err)
		}
		book = append(book, key.Rate{Party: row["member_state"], Name: row["member_state"], Years: period.Years{From: from, To: to}, Percent: percent})
	}
	if periods := len(book.Periods()); periods > maxPeriods {
		return nil, fmt.Errorf("%w: %d periods, more than %d", ErrTooLarge, periods, maxPeriods)
	}
	rates := map[string]int{}
	for _, r := range book {
		if rates[r.Party]++; rates[r.Party] > maxPeriods {
			return nil, fmt.Errorf("%w: more than %d rates of %.40q", ErrTooLarge, maxPeriods, r.Party)
		}
	}
	return book, nil
}

// A lookup is a rate of the bundled table, or what follows from it for a sum.
type lookup struct {
	Party  string  `json:"party"`
	Year   int     `json:"year"`
	Sum    *number `json:"sum"`
	Expect number  `json:"expect"`
	Source string  `json:"source"`
}

// lookups asks the bundled table for rates and for dues.
func lookups(f *file, book key.Book) ([]Case, error) {
	var all []lookup
	if f.has("lookups") {
		if err := f.need("lookups", &all); err != nil {
			return nil, err
		}
	}
	var cases []Case
	for i, x := range all {
		if x.Party == "" || x.Expect == "" {
			return nil, fmt.Errorf("%w: lookup %d needs party, year and expect", ErrShape, i+1)
		}
		c := Case{ID: x.Party + "-" + strconv.Itoa(x.Year), Expected: string(x.Expect), Tolerance: "0", Source: x.Source, Note: "rate in percent"}
		if x.Sum != nil {
			c.ID, c.Note = c.ID+"/dues", "due of a sum of "+string(*x.Sum)
			if dues, err := book.Dues(x.Party, x.Year, x.Sum.fraction()); err != nil {
				c.Got = err.Error()
			} else {
				c.Got = dues.String()
			}
		} else if r, err := book.Find(x.Party, x.Year); err != nil {
			c.Got = err.Error()
		} else {
			c.Got = r.Percent.String()
		}
		cases = append(cases, c)
	}
	return cases, nil
}
