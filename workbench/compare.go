package workbench

import (
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/dossier"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// CompareRequest asks for several deals in one measure.
type CompareRequest struct {
	Question
	Deals    []string // DOSSIER, or DOSSIER/AGREEMENT
	From, To int
	Prices   int    // the year at whose prices amounts are shown; 0: as paid
	PricesBy string // the price series; "" is the one for this purpose
	Per      string // troops, gdp, or a series to divide by; "" is nothing
}

// CompareResult is several deals in one measure.
type CompareResult struct {
	Unit    string         `json:"unit"`    // of the values: a currency, a currency per person, or percent
	Prices  *int           `json:"prices"`  // at the prices of this year; null: as paid
	Per     string         `json:"per"`     // troops, gdp or a series; "" is nothing
	FX      string         `json:"fx"`      // the conversion; "" where none was asked for
	Aligned string         `json:"aligned"` // calendar, or term: the first years of the agreements stand beside each other
	Deals   []ComparedDeal `json:"deals"`   // the deals, as asked for
	Rows    []ComparedRow  `json:"rows"`    // a row for every year
	KnownAt *period.Day    `json:"known_at"`
}

// ComparedDeal is one of the deals.
type ComparedDeal struct {
	Header
	Deal       string            `json:"deal"`       // as it was asked for
	Agreement  string            `json:"agreement"`  // "" is all of them
	Currency   money.Currency    `json:"currency"`   // in which the deal pays
	Conversion string            `json:"conversion"` // how amounts became the common currency; "" where they were in it
	Measures   []string          `json:"measures"`   // series that amounts were restated or divided by
	Total      *decimal.Fraction `json:"total"`      // of the known years; null for what is per head or a share
	Mean       *decimal.Fraction `json:"mean"`       // of the known years
	Years      int               `json:"years"`      // how many years are known
	Unknown    []UnknownYear     `json:"unknown"`    // the other years
}

// UnknownYear is a year that has no value, with the reason.
type UnknownYear struct {
	Year int    `json:"year"`
	Why  string `json:"why"` // the reason
}

// ComparedRow is a calendar year, or the n-th year of each term.
type ComparedRow struct {
	Year  int            `json:"year"`  // the calendar year, or from 1
	Cells []ComparedCell `json:"cells"` // one a deal
}

// ComparedCell is a year of one deal. It is empty where the deal has no such
// year.
type ComparedCell struct {
	Figure *string           `json:"figure"`
	Year   *int              `json:"year"`   // the calendar year; null where the deal has none
	Amount *decimal.Fraction `json:"amount"` // as paid, in the currency of the deal
	Value  *decimal.Fraction `json:"value"`  // in the common measure, rounded half up: money to whole units, per head to 0.01, percent to 0.0001
	Status schedule.Status   `json:"status"`
	Why    string            `json:"why,omitempty"` // why it is unknown
}

// compared is a deal while it is measured.
type compared struct {
	*computed
	out    ComparedDeal
	lines  []schedule.Line
	prices *series.Series
	per    *series.Series
}

// Compare puts several deals into one measure. Amounts are restated at constant
// prices in the currency of their dossier, by its own price series, and then
// converted: at constant prices by the rate of the price year, else by the rate
// of each year.
func (w *Workbench) Compare(r CompareRequest) (*CompareResult, error) {
	out := &CompareResult{Per: r.Per, FX: r.FX, Deals: []ComparedDeal{}, Rows: []ComparedRow{}}
	if r.Prices != 0 {
		out.Prices = &r.Prices
	}
	if r.Per == "gdp" && (r.Prices != 0 || r.Currency != "") {
		return nil, usage("a share of GDP has neither prices nor a currency: leave --prices and --currency out")
	}
	fx, err := r.conversion()
	if err != nil {
		return nil, err
	}
	var deals []*compared
	used := map[string]bool{}
	for _, name := range r.Deals {
		d, err := w.deal(r, name, used)
		if err != nil {
			return nil, err
		}
		deals = append(deals, d)
		out.KnownAt = d.out.KnownAt
	}
	for _, in := range slices.Concat(r.Assume, r.Set) {
		if !used[in] {
			return nil, usage("no deal here has the series of %.60q", in)
		}
	}
	currency, err := common(r, deals)
	if err != nil {
		return nil, err
	}
	out.Unit = string(currency)
	if r.Per == "gdp" {
		out.Unit = "percent of GDP"
	} else if r.Per != "" {
		out.Unit += " per " + perWord(r.Per)
	}
	cells := make([][]ComparedCell, len(deals))
	for i, d := range deals {
		cells[i] = d.measure(r, currency, fx)
		out.Deals = append(out.Deals, d.out)
	}
	out.Aligned, out.Rows = align(deals, cells)
	return out, nil
}

func perWord(per string) string {
	if per == "troops" {
		return "head"
	}
	return per
}

// conversion reads the conversion that is asked for.
func (r CompareRequest) conversion() (schedule.FX, error) {
	if r.FX == "" {
		return schedule.FX{}, nil
	}
	fx, err := schedule.ParseFX(r.FX)
	if err != nil {
		return fx, usage("--fx: %w", err)
	}
	if r.Currency == "" {
		return fx, usage("--fx needs --currency")
	}
	if fx.Kind == "agreed" {
		return fx, usage("--fx agreed: compare converts by market rates: average, month:YYYY-MM or spot:YYYY-MM-DD")
	}
	return fx, nil
}

// deal opens one deal: a dossier, or an agreement of one.
func (w *Workbench) deal(r CompareRequest, name string, used map[string]bool) (*compared, error) {
	folder, id := name, ""
	if _, closer, err := w.find(name); err == nil {
		closer()
	} else if before, after, ok := cutLast(name); ok {
		folder, id = before, after
	}
	q := Question{Dossier: folder, Known: r.Known, WhatIf: r.WhatIf}
	o, err := w.open(folder, r.WhatIf)
	if err != nil {
		return nil, err
	}
	q.Assume, q.Set = of(o.Dossier, r.Assume, used), of(o.Dossier, r.Set, used)
	if _, here := o.Agreement(r.Extend); here {
		q.Extend, q.ExtendTo = r.Extend, max(r.ExtendTo, r.To)
	}
	c, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	years, err := ScheduleRequest{Question: q, Agreement: id, From: r.From, To: r.To}.years(c)
	if err != nil {
		return nil, err
	}
	d := &compared{computed: c, out: ComparedDeal{Header: c.header(), Deal: name, Agreement: id, Currency: c.Currency, Measures: []string{}, Unknown: []UnknownYear{}}}
	if len(c.Agreements) > 0 {
		d.lines = c.schedule.Lines(schedule.Selection{Agreement: id, Years: years})
	}
	if len(d.lines) == 0 {
		return nil, usage("%s has no yearly amounts to compare", name)
	}
	return d, d.choose(r)
}

// of keeps the inputs whose series a dossier has.
func of(d *dossier.Dossier, inputs []string, used map[string]bool) []string {
	var out []string
	for _, in := range inputs {
		name, _, _ := strings.Cut(in, "=")
		name, _, _ = strings.Cut(name, "/")
		if _, ok := d.FindSeries(name); ok {
			out = append(out, in)
			used[in] = true
		}
	}
	return out
}

// choose finds the series that amounts are restated and divided by. A dossier
// that has none leaves the values unknown; one that has several must be told
// which.
func (d *compared) choose(r CompareRequest) error {
	var err error
	if r.Prices != 0 {
		if d.prices, err = d.pick(r.PricesBy, "prices", "--prices-by", series.Growth, series.Level); err != nil {
			return err
		}
	}
	switch r.Per {
	case "":
	case "troops":
		d.per, err = d.pick("", "troops", "--per", series.Count)
	case "gdp":
		d.per, err = d.pick("", "gdp", "--per", series.Amount)
	default:
		d.per, err = d.pick(r.Per, "", "--per", series.Count, series.Amount)
	}
	for _, s := range []*series.Series{d.prices, d.per} {
		if s != nil {
			d.out.Measures = append(d.out.Measures, s.ID)
		}
	}
	return err
}

func (d *compared) pick(id, purpose, flag string, kinds ...series.Kind) (*series.Series, error) {
	var names []string
	var found []*series.Series
	for _, s := range d.Series {
		if !slices.Contains(kinds, s.Kind) || id == "" && s.Purpose != purpose {
			continue
		}
		if names = append(names, s.ID); id == "" || s.ID == id {
			found = append(found, s)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case id != "" && len(names) > 0:
		return nil, usage("%s: %s has no such series %.60q: %s", flag, d.ID, id, nearest.Hint(id, names))
	case len(found) > 1:
		return nil, usage("%s: %s has several series for %s; name one: %s", flag, d.ID, purpose, strings.Join(names, ", "))
	default:
		return nil, nil //nolint:nilnil // a dossier without such a series has unknown values, which is no error
	}
}

// common returns the currency of the values.
func common(r CompareRequest, deals []*compared) (money.Currency, error) {
	if r.Currency == "" {
		for _, d := range deals[1:] {
			if d.Currency != deals[0].Currency && r.Per != "gdp" {
				return "", usage("%s is in %s, %s in %s: name a --currency and --fx", deals[0].out.Deal, deals[0].Currency, d.out.Deal, d.Currency)
			}
		}
		return deals[0].Currency, nil
	}
	c, err := money.ParseCurrency(r.Currency)
	if err != nil {
		return "", usage("--currency: %w: %s", err, nearest.Hint(r.Currency, money.Currencies()))
	}
	for _, d := range deals {
		if d.Currency != c && r.FX == "" {
			return "", usage("--currency %s needs a named conversion: --fx average, month:YYYY-MM or spot:YYYY-MM-DD", c)
		}
	}
	return c, nil
}

// measure puts every year of a deal into the common measure.
func (d *compared) measure(r CompareRequest, currency money.Currency, fx schedule.FX) []ComparedCell {
	if d.Currency != currency && r.Per != "gdp" {
		d.out.Conversion = fx.String()
		if r.Prices != 0 && fx.Kind == "average" {
			d.out.Conversion += " of " + strconv.Itoa(r.Prices)
		}
	}
	var cells []ComparedCell
	sum := decimal.Fraction{}
	for _, l := range d.lines {
		c := ComparedCell{Figure: l.Figure, Year: &l.Year, Amount: l.Amount, Status: l.Status}
		m := schedule.Measured{Why: "unknown"}
		if l.Amount != nil {
			m = d.value(l, r, currency, fx)
		} else if len(l.Reasons) > 0 {
			m.Why = strings.Join(l.Reasons, "; ")
		}
		if m.Known() {
			v, _ := m.Value.Round(decimal.MustParse(places(r)), decimal.HalfUp)
			f := v.Fraction()
			c.Value = &f
			sum = sum.Add(f)
			d.out.Years++
		} else {
			c.Why, c.Status = m.Why, schedule.Unknown
			d.out.Unknown = append(d.out.Unknown, UnknownYear{l.Year, m.Why})
		}
		cells = append(cells, c)
	}
	if d.out.Years > 0 {
		if r.Per == "" {
			d.out.Total = &sum
		}
		q, _ := sum.Quo(decimal.Whole(int64(d.out.Years)))
		mean, _ := q.Round(decimal.MustParse(places(r)), decimal.HalfUp)
		f := mean.Fraction()
		d.out.Mean = &f
	}
	return cells
}

// places is the step that values are rounded to for showing.
func places(r CompareRequest) string {
	switch r.Per {
	case "":
		return "1"
	case "gdp":
		return "0.0001"
	default:
		return "0.01"
	}
}

func (d *compared) value(l schedule.Line, r CompareRequest, currency money.Currency, fx schedule.FX) schedule.Measured {
	m := schedule.Measured{Value: *l.Amount}
	year := l.Year
	if r.Prices != 0 {
		if d.prices == nil {
			return schedule.Measured{Why: "the dossier has no series for prices"}
		}
		m, year = d.schedule.AtPrices(m.Value, d.prices, l.Year, r.Prices), r.Prices
	}
	if m.Known() && r.Per != "gdp" {
		m = d.schedule.InCurrency(money.Amount{Currency: d.Currency, Value: m.Value}, currency, fx, year)
	}
	if !m.Known() || r.Per == "" {
		return m
	}
	factor := decimal.Whole(1)
	if r.Per == "gdp" {
		factor = decimal.Whole(100)
	}
	if d.per == nil {
		return schedule.Measured{Why: "the dossier has no series for " + r.Per}
	}
	return d.schedule.Per(m.Value, d.per, l.Year, factor)
}

// align puts calendar years beside each other, or, where no two deals share
// one, the n-th years of their terms.
func align(deals []*compared, cells [][]ComparedCell) (string, []ComparedRow) {
	count := map[int]int{}
	most := 0
	for _, d := range deals {
		most = max(most, len(d.lines))
		for _, l := range d.lines {
			count[l.Year]++
		}
	}
	shared := len(deals) == 1
	var years []int
	for year, n := range count {
		years = append(years, year)
		shared = shared || n > 1
	}
	slices.Sort(years)
	rows := []ComparedRow{}
	if !shared {
		for n := range most {
			row := ComparedRow{Year: n + 1}
			for i := range deals {
				if n < len(cells[i]) {
					row.Cells = append(row.Cells, cells[i][n])
				} else {
					row.Cells = append(row.Cells, ComparedCell{Status: schedule.Unknown})
				}
			}
			rows = append(rows, row)
		}
		return "term", rows
	}
	for _, year := range years {
		row := ComparedRow{Year: year}
		for i, d := range deals {
			at := slices.IndexFunc(d.lines, func(l schedule.Line) bool { return l.Year == year })
			if at < 0 {
				row.Cells = append(row.Cells, ComparedCell{Status: schedule.Unknown})
				continue
			}
			row.Cells = append(row.Cells, cells[i][at])
		}
		rows = append(rows, row)
	}
	return "calendar", rows
}
