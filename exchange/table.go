package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/period"
	"entente/series"
)

// table is rows of cells. The first row names the columns, unless it already
// holds a period.
type table struct {
	sheet  string
	rows   [][]tableCell
	header []string // nil: the columns have letters only
}

type tableCell struct {
	text    string
	at      string // the row of a text, or the cell of a sheet
	formula bool
}

func readCSV(data []byte) (*table, error) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	first, _, _ := strings.Cut(text, "\n")
	c := csv.NewReader(strings.NewReader(text))
	c.FieldsPerRecord = -1
	for _, comma := range []rune{'\t', ';'} {
		if !strings.ContainsRune(first, ',') && strings.ContainsRune(first, comma) {
			c.Comma = comma
		}
	}
	t := &table{}
	cells := 0
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return t, t.named()
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		line, _ := c.FieldPos(0)
		if cells += len(record); len(t.rows) >= maxRows || len(record) > maxColumns || cells > maxCells {
			return nil, fmt.Errorf("%w: more than %d rows, %d columns or %d cells", ErrTooLarge, maxRows, maxColumns, maxCells)
		}
		row := make([]tableCell, len(record))
		for i, text := range record {
			row[i] = tableCell{text: text, at: fmt.Sprintf("line %d column %s", line, letters(i))}
		}
		t.rows = append(t.rows, row)
	}
}

// named takes the names of the columns off the rows. Lines above a table that
// hold less than two cells are passed over.
func (t *table) named() error {
	for len(t.rows) > 0 && filled(t.rows[0]) < 2 {
		t.rows = t.rows[1:]
	}
	if len(t.rows) == 0 {
		return fmt.Errorf("%w: no row with a period and a value", ErrFormat)
	}
	for _, c := range t.rows[0] {
		if _, err := c.readPeriod(); err == nil {
			return nil
		}
	}
	for _, c := range t.rows[0] {
		t.header = append(t.header, strings.TrimSpace(c.text))
	}
	t.rows = t.rows[1:]
	return nil
}

func filled(row []tableCell) int {
	n := 0
	for _, c := range row {
		if strings.TrimSpace(c.text) != "" {
			n++
		}
	}
	return n
}

// letters names a column as spreadsheets do, from 0.
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// columnNumber reads letters; -1 when they are none.
func columnNumber(s string) int {
	n := 0
	for _, r := range s {
		if r < 'A' || r > 'Z' || n > maxColumns {
			return -1
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// choice is the columns that count.
type choice struct {
	period, value, status int // status -1: none
	valueName             string
	where                 map[int]string
	sdmx                  bool
}

func (t *table) choose(r Request) (choice, error) {
	c := choice{status: -1, where: map[int]string{}}
	var err error
	if c.period, err = t.find(r.Period, "period", []string{"period", "TIME_PERIOD", "time", "year", "date", "month"}, 0); err != nil {
		return c, err
	}
	other := -1
	if t.width() == 2 {
		other = 1 - c.period
	}
	if c.value, err = t.find(r.Value, "value", []string{"value", "OBS_VALUE"}, other); err != nil {
		return c, err
	}
	if c.value == c.period {
		return c, fmt.Errorf("%w: %s holds the periods", ErrColumn, t.name(c.value))
	}
	c.valueName = t.name(c.value)
	c.sdmx = slices.Contains(t.header, "OBS_VALUE") && slices.Contains(t.header, "TIME_PERIOD")
	if c.sdmx {
		c.status = slices.Index(t.header, "OBS_STATUS")
	}
	for name, value := range r.Where {
		i, err := t.find(name, "column "+name, nil, -1)
		if err != nil {
			return c, err
		}
		c.where[i] = value
	}
	return c, nil
}

// find returns a column by its name, its letters, or one of the usual names.
func (t *table) find(name, what string, usual []string, otherwise int) (int, error) {
	if name != "" {
		if i := slices.Index(t.header, name); i >= 0 {
			return i, nil
		}
		if i := columnNumber(name); i >= 0 && i < t.width() {
			return i, nil
		}
		return -1, fmt.Errorf("%w %.40q is not there: %s", ErrColumn, name, t.names())
	}
	for _, u := range usual {
		if i := slices.IndexFunc(t.header, func(h string) bool { return strings.EqualFold(h, u) }); i >= 0 {
			return i, nil
		}
	}
	if otherwise >= 0 {
		return otherwise, nil
	}
	return -1, fmt.Errorf("%w Name the one with the %ss: %s", ErrColumn, what, t.names())
}

func (t *table) width() int {
	n := len(t.header)
	for _, row := range t.rows {
		n = max(n, len(row))
	}
	return n
}

func (t *table) name(i int) string {
	if i < len(t.header) && t.header[i] != "" {
		return t.header[i]
	}
	return letters(i)
}

func (t *table) names() string {
	const most = 12
	var all []string
	for i := range min(t.width(), most) {
		all = append(all, t.name(i))
	}
	if t.width() > most {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// noValue are the words by which tables say that there is no value.
func noValue(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "-", "–", ":", "..", "...", "n/a", "na", "nan", ".", "#n/a":
		return true
	default:
		return false
	}
}

// observations reads the rows that count.
func (t *table) observations(r Request, c choice, out *Imported) error {
	seen := map[period.Period][]tableCell{}
	missing, computed := 0, 0
	for _, row := range t.rows {
		cell := func(i int) tableCell {
			if i >= 0 && i < len(row) {
				return row[i]
			}
			return tableCell{}
		}
		if !matches(cell, c.where) || strings.TrimSpace(cell(c.period).text) == "" {
			continue
		}
		value := cell(c.value)
		status := t.status(r, c, cell(c.status).text)
		if noValue(value.text) || status == "" {
			missing++
			continue
		}
		p, err := cell(c.period).readPeriod()
		if err != nil {
			return err
		}
		if before, twice := seen[p]; twice {
			return t.twice(p, before, row, c)
		}
		seen[p] = row
		v, err := value.number()
		if err != nil {
			return err
		}
		o := series.Observation{Period: p, Value: v, Published: r.Published, Status: status, Note: fmt.Sprintf("from %s, %s", r.Name, value.at)}
		o.Source.IDs = []string{r.Source}
		if value.formula {
			computed++
			o.Note += ", a formula's value"
		}
		out.Observations = append(out.Observations, o)
	}
	slices.SortStableFunc(out.Observations, func(a, b series.Observation) int { return a.Period.Compare(b.Period) })
	if missing > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%d rows without a value were left out", missing))
	}
	if computed > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%d values are what the file carries for formulas; they were not computed anew", computed))
	}
	return t.frequency(out)
}

func matches(cell func(int) tableCell, where map[int]string) bool {
	for i, want := range where {
		if strings.TrimSpace(cell(i).text) != want {
			return false
		}
	}
	return true
}

// status turns the code of an SDMX observation into a status; "" is a missing
// value (code list CL_OBS_STATUS).
func (t *table) status(r Request, c choice, code string) series.Status {
	if c.status < 0 {
		return r.Status
	}
	switch code {
	case "E", "F", "I": // estimated, forecast, imputed
		return series.Estimate
	case "P":
		return series.Provisional
	case "M", "L", "O", "Q", "J", "H", "K": // missing, suppressed, or counted elsewhere
		return ""
	default:
		return r.Status
	}
}

// twice says which columns tell two rows of one period apart.
func (t *table) twice(p period.Period, a, b []tableCell, c choice) error {
	var differ []string
	for i := range min(len(a), len(b)) {
		if i != c.value && a[i].text != b[i].text && len(differ) < 6 {
			differ = append(differ, fmt.Sprintf("%s (%.20s or %.20s)", t.name(i), a[i].text, b[i].text))
		}
	}
	hint := "the rows are alike"
	if len(differ) > 0 {
		hint = "choose by " + strings.Join(differ, ", ")
	}
	return fmt.Errorf("%w: two values for %s, at %s and %s; %s", ErrCell, p, a[c.value].at, b[c.value].at, hint)
}

// frequency refuses a column that mixes years and months.
func (t *table) frequency(out *Imported) error {
	for _, o := range out.Observations[min(1, len(out.Observations)):] {
		first := out.Observations[0].Period
		if (o.Period.Month == 0) != (first.Month == 0) || (o.Period.Day == 0) != (first.Day == 0) {
			return fmt.Errorf("%w: %s and %s are not of one frequency", ErrCell, first, o.Period)
		}
	}
	return nil
}
