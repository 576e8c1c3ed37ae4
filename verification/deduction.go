package verification

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

//go:embed cases/us-index-vintage.json
var deductionData []byte

// A deduction is a sum that follows an index from a fixed base: the first sum
// times the index of the year before over the index of the base year, cut off
// to a multiple. It is not chained from year to year.
type deduction struct {
	Base  money.Amount
	Since int // the year of the first sum
	Step  decimal.Decimal
	Rows  []deductionRow
	// AtLeast is the index that the notice of a year must have rested on where
	// the index of today gives another sum.
	AtLeast map[int]decimal.Decimal
}

type deductionRow struct {
	Year      int
	Index     decimal.Decimal // of the year before
	BaseIndex decimal.Decimal
	BaseYear  int // of BaseIndex
	Unrounded number
	Rule      number
	Published number
}

func deductionSuite() suite {
	return suite{
		Model: "us-index-vintage", Names: []string{"us-index-vintage"}, Accepts: named("us-index-vintage"),
		Own: func() ([]Case, error) { return own(deductionData, runDeductions) },
		Run: runDeductions,
	}
}

const deductionID = "deduction"

// runDeductions compares each sum with the one published. Where the index was
// revised after the notice, both are shown: as known now, and as published,
// with the index that the notice must have rested on set in its place.
func runDeductions(f *file) ([]Case, error) {
	d, err := readDeductions(f)
	if err != nil {
		return nil, err
	}
	plan, err := d.plan()
	if err != nil {
		return nil, err
	}
	now := plan.Evaluate(schedule.World{})
	var cases []Case
	for _, r := range d.Rows {
		figure := ref(r.Year, deductionID)
		c := Case{ID: fmt.Sprintf("%s-%d", deductionID, r.Year), Expected: string(r.Published), Got: amountOf(now, figure), Tolerance: "0", Source: f.cited()}
		if then, revised := d.AtLeast[r.Year]; revised {
			cases = append(cases, d.revised(plan, r, c, then)...)
		} else {
			cases = append(cases, c)
			if !r.Rule.fraction().Equal(r.Published.fraction()) {
				cases = append(cases, Case{ID: c.ID + "/as-known-now", Expected: string(r.Rule), Got: c.Got, Tolerance: "0", Source: c.Source, Note: "what the file says that the rule gives"})
			}
		}
		if r.Unrounded != "" {
			c.ID, c.Expected, c.Got, c.Tolerance = c.ID+"/unrounded", string(r.Unrounded), legible(beforeRounding(now, figure), r.Unrounded), halfDigit(r.Unrounded)
			c.Note = "before it is cut off"
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// revised makes the cases of a year whose published sum today's index does not
// give, because it was revised after the notice. The rule is not bent to make
// it fit.
func (d deduction) revised(plan *schedule.Plan, r deductionRow, c Case, then decimal.Decimal) []Case {
	published := c
	c.ID, c.Expected = c.ID+"/as-known-now", string(r.Rule)
	c.Note = fmt.Sprintf("%s was published: the index has been revised since", r.Published)
	cell := schedule.Cell{Series: "index", Period: period.Year(r.Year - 1)}
	published.ID += "/as-published"
	published.Got = amountOf(plan.Evaluate(schedule.World{Set: map[schedule.Cell]decimal.Decimal{cell: then}}), ref(r.Year, deductionID))
	published.Note = fmt.Sprintf("with the least index that the notice can have rested on, %s; today it is %s", then, r.Index)
	return []Case{c, published}
}

func (d deduction) plan() (*schedule.Plan, error) {
	index := map[int]decimal.Decimal{}
	for _, r := range d.Rows {
		for year, v := range map[int]decimal.Decimal{r.Year - 1: r.Index, r.BaseYear: r.BaseIndex} {
			if old, given := index[year]; given && !old.Equal(v) {
				return nil, fmt.Errorf("%w: the index of %d is given as %s and %s", ErrShape, year, old, v)
			}
			index[year] = v
		}
	}
	a := &agreement.Agreement{
		ID: deductionID, Amounts: []agreement.Amount{begins(d.Since, d.Base)},
		Rounding: agreement.Rounding{Steps: []money.Amount{{Currency: d.Base.Currency, Value: d.Step.Fraction()}}, Mode: decimal.Down},
	}
	for _, r := range d.Rows {
		by := agreement.LevelGrowth{Series: "index", Lag: 1, Base: r.BaseYear}
		a.Amounts = append(a.Amounts, agreement.Amount{Years: one(r.Year), Term: agreement.Escalate{Year: d.Since, By: by}})
	}
	return compile(d.Base.Currency, []*series.Series{observed("index", series.Level, index)}, a)
}

// beforeRounding is the number that the last rounding of a figure changed.
func beforeRounding(s *schedule.Schedule, figure string) string {
	d, err := s.Explain(figure, 1, nil)
	if err != nil || d.Rounding == nil {
		return unknown
	}
	return d.Rounding.Before.String()
}

// halfDigit is half a unit of the last digit of a printed number: what printing
// it may have changed.
func halfDigit(printed number) string {
	d, err := decimal.Parse(string(printed))
	if err != nil {
		return "0"
	}
	return decimal.New(5, int32(-d.Places()-1)).String()
}

// What the sentences of a file say in numbers.
var (
	firstSum  = regexp.MustCompile(`([\d,]+) ([A-Z]{3}) \((\d{4})\)`)
	cutOff    = regexp.MustCompile(`(?i)rounded down to ([\d.,]+)`)
	atLeast   = regexp.MustCompile(`(\d{4}) gives .* must have been at least ([\d.]+)`)
	lastDigit = regexp.MustCompile(`_(\d{4})$`)
)

func readDeductions(f *file) (deduction, error) {
	var d deduction
	var rows []map[string]json.RawMessage
	if err := f.need("cases", &rows); err != nil {
		return d, err
	}
	if err := d.readTerms(f); err != nil {
		return d, err
	}
	for i, row := range rows {
		r, err := readDeduction(row)
		if err != nil {
			return d, fmt.Errorf("case %d: %w", i+1, err)
		}
		if i > 0 && d.Rows[i-1].Year >= r.Year || r.Year <= d.Since || r.Year > period.MaxYear {
			return d, fmt.Errorf("%w: case %d: years must follow one another after %d", ErrShape, i+1, d.Since)
		}
		d.Rows = append(d.Rows, r)
	}
	return d, nil
}

// readTerms reads the first sum, the unit and the least index of a revised
// year: from keys of their own, else from the sentences of the file.
func (d *deduction) readTerms(f *file) error {
	var what, how string
	terms := struct {
		first   number
		since   int
		step    number
		atLeast map[int]number
	}{atLeast: map[int]number{}}
	for _, key := range []struct {
		name string
		into any
	}{{"what", &what}, {"how_to_pass", &how}, {"first_sum", &terms.first}, {"first_year", &terms.since}, {"round_down_to", &terms.step}, {"index_at_least", &terms.atLeast}} {
		if _, err := f.read(key.name, key.into); err != nil {
			return err
		}
	}
	d.Base.Currency = "USD"
	if m := firstSum.FindStringSubmatch(what); m != nil && terms.first == "" {
		terms.first, d.Base.Currency = number(strings.ReplaceAll(m[1], ",", "")), money.Currency(m[2])
		terms.since, _ = strconv.Atoi(m[3]) // four digits
	}
	if m := cutOff.FindStringSubmatch(what); m != nil && terms.step == "" {
		terms.step = number(strings.Trim(strings.ReplaceAll(m[1], ",", ""), "."))
	}
	if m := atLeast.FindStringSubmatch(how); m != nil {
		year, _ := strconv.Atoi(m[1]) // four digits
		terms.atLeast[year] = number(strings.TrimRight(m[2], "."))
	}
	d.Since, d.Base.Value, d.AtLeast = terms.since, terms.first.fraction(), map[int]decimal.Decimal{}
	var err error
	if d.Step, err = decimal.Parse(string(terms.step)); err != nil || d.Step.Sign() <= 0 || d.Base.Value.Sign() <= 0 || d.Since < period.MinYear {
		return fmt.Errorf(`%w: the first sum and the unit are due: first_sum, first_year and round_down_to, or in what: "12,000 USD (2018)", "rounded down to 50"`, ErrShape)
	}
	for year, n := range terms.atLeast {
		if d.AtLeast[year], err = n.decimal(); err != nil || d.AtLeast[year].Sign() <= 0 {
			return fmt.Errorf("%w: the least index of %d is no number above zero", ErrShape, year)
		}
	}
	return nil
}

// readDeduction reads a row. The names of its two means say what was averaged,
// and the base's ends in its year.
func readDeduction(row map[string]json.RawMessage) (deductionRow, error) {
	var r deductionRow
	if err := json.Unmarshal(row["tax_year"], &r.Year); err != nil {
		return r, fmt.Errorf("%w: tax_year is no year", ErrShape)
	}
	for _, key := range slices.Sorted(maps.Keys(row)) {
		var n number
		if key == "tax_year" {
			continue
		}
		if err := json.Unmarshal(row[key], &n); err != nil {
			return r, fmt.Errorf("%w: %.40s: %w", ErrShape, key, err)
		}
		var err error
		switch {
		case strings.HasPrefix(key, "mean_"):
			r.Index, err = n.decimal()
		case strings.HasPrefix(key, "base_mean_"):
			m := lastDigit.FindStringSubmatch(key)
			if m == nil {
				return r, fmt.Errorf("%w: %.40s names no base year", ErrShape, key)
			}
			r.BaseYear, _ = strconv.Atoi(m[1]) // four digits
			r.BaseIndex, err = n.decimal()
		case key == "unrounded":
			r.Unrounded = n
		case key == "rule_gives":
			r.Rule = n
		case key == "published":
			r.Published = n
		}
		if err != nil {
			return r, err
		}
	}
	if r.Index.Sign() <= 0 || r.BaseIndex.Sign() <= 0 || r.Rule == "" || r.Published == "" {
		return r, fmt.Errorf("%w: mean_…, base_mean_…_YEAR, rule_gives and published are due", ErrShape)
	}
	return r, nil
}
