package verification

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/agreement"
	"entente/decimal"
	"entente/internal/text"
	"entente/period"
	"entente/schedule"
	"entente/series"
	"entente/source"
)

//go:embed cases/us-ssa-cola.json
var colaData []byte

// cola is the file: published increases, and those of them that the rule does
// not give.
type cola struct {
	Cases      []colaCase
	Exceptions []colaException
	Prices     *series.Series // CPI-W by month
}

type colaCase struct {
	ID     string `json:"id"`
	Year   int    `json:"year"`
	Expect number `json:"expect_pct"`
}

// A colaException is an increase that was published against the rule, with the
// reason.
type colaException struct {
	Year      int    `json:"year"`
	Rule      number `json:"rule_gives"`
	Published number `json:"published"`
	Why       string `json:"why"`
	Source    string `json:"source"`
}

// colaTrap is what another reading of the rule gives, so that it can be told
// from the right one.
type colaTrap struct {
	ID     string `json:"id"`
	Year   int    `json:"year"`
	Expect number `json:"expect_pct"`
	Why    string `json:"why"`
}

func colaSuite() suite {
	return suite{
		Model: "us-ssa-cola", Names: []string{"us-ssa-cola"}, Accepts: named("us-ssa-cola"),
		Own: func() ([]Case, error) { return own(colaData, runCOLA) },
		Run: runCOLA,
	}
}

// colaID names the agreement under which the increases are computed.
const colaID = "cola"

// runCOLA computes yearly increases of a benefit that follows prices since the
// last increase: once by the rule alone, once with what was published against
// it written into the text, with reason and source.
func runCOLA(f *file) ([]Case, error) {
	c, err := readCOLA(f)
	if err != nil {
		return nil, err
	}
	rule, err := c.schedule(true, nil)
	if err != nil {
		return nil, err
	}
	written, err := c.schedule(true, c.Exceptions)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, x := range c.Cases {
		made := Case{ID: cmp.Or(x.ID, fmt.Sprintf("cola-%d", x.Year)), Expected: string(x.Expect), Got: rateOf(written, ref(x.Year, colaID)), Tolerance: "0", Source: f.cited(), Note: "by the rule"}
		i := slices.IndexFunc(c.Exceptions, func(e colaException) bool { return e.Year == x.Year })
		if i < 0 {
			cases = append(cases, made)
			continue
		}
		e := c.Exceptions[i]
		made.Note, made.Source = "by an override: "+e.Why, cmp.Or(e.Source, made.Source)
		cases = append(cases, made)
		made.ID, made.Expected, made.Got, made.Note = made.ID+"/rule", string(e.Rule), rateOf(rule, ref(x.Year, colaID)), "the rule alone"
		cases = append(cases, made)
	}
	more, err := c.runTraps(f)
	return append(cases, more...), err
}

// runTraps computes the increases without the high-water mark.
func (c cola) runTraps(f *file) ([]Case, error) {
	var traps []colaTrap
	if _, err := f.read("without_high_water_mark", &traps); err != nil || len(traps) == 0 {
		return nil, err
	}
	s, err := c.schedule(false, nil)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, t := range traps {
		cases = append(cases, Case{
			ID: cmp.Or(t.ID, fmt.Sprintf("cola-%d/without-high-water-mark", t.Year)), Expected: string(t.Expect), Got: rateOf(s, ref(t.Year, colaID)), Tolerance: "0",
			Source: f.cited(), Note: t.Why,
		})
	}
	return cases, nil
}

// schedule computes the increases of every year that the prices cover.
func (c cola) schedule(highWater bool, overrides []colaException) (*schedule.Schedule, error) {
	first, _ := c.Prices.First()
	last, _ := c.Prices.Last()
	years := period.Years{From: first.Year + 1, To: last.Year}
	tenth := decimal.New(1, -1)
	by := agreement.LevelGrowth{
		Series: c.Prices.ID, Since: 1, LastRise: highWater,
		// The law rounds the mean as the index itself is published: to one digit until 2006, to three since.
		Average: &agreement.Average{Months: 3, To: 9, Steps: []agreement.AverageStep{
			{Years: period.Years{From: period.MinYear, To: 2006}, Step: tenth},
			{Years: period.Years{From: 2007, To: period.MaxYear}, Step: decimal.New(1, -3)},
		}},
		Adjust: agreement.Adjust{Round: &tenth, Floor: &agreement.Bound{On: agreement.StepBound}},
	}
	a := &agreement.Agreement{ID: colaID, Title: text.Text{EN: "Benefits that follow prices"}, Amounts: []agreement.Amount{begins(first.Year, plain(decimal.Whole(100)))}}
	for year := years.From; year <= years.To; year++ {
		m := grows(one(year), by)
		for _, o := range overrides {
			if o.Year != year {
				continue
			}
			published, err := o.Published.decimal()
			if err != nil {
				return nil, err
			}
			mark := source.Mark{Source: source.Ref{IDs: []string{o.Source}}, Note: o.Why}
			m.Term, m.Mark = agreement.Escalate{By: agreement.FixedRate{Percent: published, Label: o.Why, Mark: mark}}, mark
		}
		a.Amounts = append(a.Amounts, m)
	}
	plan, err := compile(noCurrency, []*series.Series{c.Prices}, a)
	if err != nil {
		return nil, err
	}
	return plan.Evaluate(schedule.World{}), nil
}

func readCOLA(f *file) (cola, error) {
	var c cola
	if err := f.need("cases", &c.Cases); err != nil {
		return c, err
	}
	if _, err := f.read("exceptions", &c.Exceptions); err != nil {
		return c, err
	}
	for _, e := range c.Exceptions {
		if e.Why == "" || e.Published == "" || e.Rule == "" {
			return c, fmt.Errorf("%w: the exception of %d needs published, rule_gives and why: nothing is overridden without a reason", ErrShape, e.Year)
		}
	}
	for i := range c.Exceptions {
		c.Exceptions[i].Source = cmp.Or(c.Exceptions[i].Source, f.cited())
	}
	var err error
	if c.Prices, err = readPrices(f); err != nil {
		return c, err
	}
	for i, x := range c.Cases {
		if x.Expect == "" || x.Year == 0 {
			return c, fmt.Errorf("%w: case %d needs year and expect_pct", ErrShape, i+1)
		}
	}
	return c, nil
}

// readPrices reads the index of a file: the text of a CSV table or its rows,
// with the columns year, jul, aug and sep. A file without index is computed
// with the index of this package.
func readPrices(f *file) (*series.Series, error) {
	var raw json.RawMessage
	for _, key := range []string{"cpi_w_q3", "cpi_w", "cpi", "index"} {
		if ok, err := f.read(key, &raw); ok || err != nil {
			return pricesOf(raw)
		}
	}
	if _, err := f.read("cpi_w_q3", &raw); err != nil {
		return nil, err
	}
	bundled, err := open("cases.json", colaData)
	if err != nil {
		return nil, err
	}
	if _, err := bundled.read("cpi_w_q3", &raw); err != nil {
		return nil, err
	}
	return pricesOf(raw)
}

// priceRow is the third quarter of a year.
type priceRow struct {
	Year int    `json:"year"`
	Jul  number `json:"jul"`
	Aug  number `json:"aug"`
	Sep  number `json:"sep"`
}

func pricesOf(raw json.RawMessage) (*series.Series, error) {
	var rows []priceRow
	var table string
	switch {
	case json.Unmarshal(raw, &table) == nil:
		var err error
		if rows, err = priceTable(table); err != nil {
			return nil, err
		}
	default:
		if err := json.Unmarshal(raw, &rows); err != nil {
			return nil, fmt.Errorf("%w: the index: %w", ErrShape, err)
		}
	}
	if len(rows) < 2 || len(rows) > maxYears {
		return nil, fmt.Errorf("%w: the index has %d years; 2 to %d are due", ErrShape, len(rows), maxYears)
	}
	slices.SortFunc(rows, func(a, b priceRow) int { return cmp.Compare(a.Year, b.Year) })
	s := &series.Series{ID: "us.cpi_w", Kind: series.Level, Unit: "index", Decimals: -1, Frequency: "month", Base: "1982-84 = 100"}
	for i, r := range rows {
		if i > 0 && r.Year != rows[i-1].Year+1 {
			return nil, fmt.Errorf("%w: the index goes from %d to %d", ErrShape, rows[i-1].Year, r.Year)
		}
		for j, n := range []number{r.Jul, r.Aug, r.Sep} {
			v, err := n.decimal()
			if err != nil {
				return nil, err
			}
			if v.Sign() <= 0 {
				return nil, fmt.Errorf("%w: the index of %d is not above zero", ErrShape, r.Year)
			}
			s.Observations = append(s.Observations, series.Observation{Period: period.Period{Year: r.Year, Month: time.July + time.Month(j)}, Value: v, Status: series.Final})
		}
	}
	return s, nil
}

// priceTable reads the rows of a CSV table.
func priceTable(table string) ([]priceRow, error) {
	records, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil || len(records) == 0 || !slices.Equal(records[0], []string{"year", "jul", "aug", "sep"}) {
		return nil, fmt.Errorf("%w: the index is a table with the columns year, jul, aug, sep", ErrShape)
	}
	var rows []priceRow
	for _, r := range records[1:] {
		p, err := period.Parse(r[0])
		if err != nil || !p.IsYear() {
			return nil, fmt.Errorf("%w: the index: %.20q is no year", ErrShape, r[0])
		}
		row := priceRow{Year: p.Year}
		for i, into := range []*number{&row.Jul, &row.Aug, &row.Sep} {
			if err := into.UnmarshalJSON([]byte(r[i+1])); err != nil {
				return nil, fmt.Errorf("%w: the index of %d: %w", ErrShape, p.Year, err)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
