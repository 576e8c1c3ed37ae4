package verification

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/key"
	"entente/money"
)

// The bundled dossier of the Multilateral Fund, and its key.
const (
	fundDossier = "mlf"
	fundKey     = "2021-2023"
	fundSuite   = "mlf-replenishment"
)

func replenishmentSuite() suite {
	return suite{
		Model: fundSuite, Names: []string{fundSuite},
		Accepts: func(f *file) bool { return isFundMeta(f) || isFundTable(f) },
		Own:     ownReplenishment, Run: runReplenishment,
	}
}

func isFundMeta(f *file) bool  { return f.Table == nil && strings.HasPrefix(f.Suite, fundSuite) }
func isFundTable(f *file) bool { return f.columns("country", "un_scale_pct", "contribution_usd") }

// ownReplenishment compares the bundled dossier with the columns that were
// published, and shows why the share as printed is not enough.
func ownReplenishment() ([]Case, error) {
	d, e, err := entryOf(fundDossier, fundKey)
	if err != nil {
		return nil, err
	}
	cases, err := entryCases(e, decimal.Fraction{})
	if err != nil {
		return nil, err
	}
	res, err := e.Compute()
	if err != nil {
		return nil, err
	}
	ireland, ok := res.Scale.Index("IRL")
	if !ok {
		return nil, fmt.Errorf("%w: no IRL", errDossier)
	}
	printed, err := key.Apportion(e.Divides.Amount.Value, []decimal.Fraction{res.Scale.Rounded[ireland].Fraction()}, e.Divides.Pay)
	if err != nil {
		return nil, err
	}
	cases = append(cases, Case{ID: "IRL/from-the-printed-share", Expected: "2891800", Got: printed.Amounts[0].String(), Tolerance: "0", Note: "0.6088 % of 475 million, worked out by hand: 234 dollars less than is paid"})
	for i := range cases {
		cases[i].Source = marked(d, "mlf-2021-2023")
	}
	return cases, nil
}

// runReplenishment reads a table of contributions and what is to be known of it
// from two files that lie beside one another, either of which may be named.
func runReplenishment(f *file) ([]Case, error) {
	table, meta := f, f
	var err error
	if f.Table != nil {
		meta, err = f.beside(".json", isFundMeta)
	} else {
		table, err = f.beside(".csv", isFundTable)
	}
	if err != nil {
		return nil, err
	}
	if table == nil || meta == nil {
		return nil, fmt.Errorf("%w: contributions are in two files, %s.csv and %s.meta.json with suite, total_usd and sources; the other does not lie beside it", ErrShape, stem(f.Name), stem(f.Name))
	}
	fund := fund{largest: "22", inflationBelow: "10"}
	if err := fund.read(meta); err != nil {
		return nil, err
	}
	e, rates, err := fund.entry(table)
	if err != nil {
		return nil, err
	}
	cases, err := entryCases(e, fund.loose)
	if err != nil {
		return nil, err
	}
	cases = append(fund.counts(e, rates), cases...)
	for i := range cases {
		cases[i].Source = meta.cited()
	}
	return fund.excused(cases)
}

// fund is what a file tells of a replenishment beside the table.
type fund struct {
	total          number
	parties        *int
	others         *number // sum of the scale without the largest payer
	largest        number  // percent at which it is fixed
	inflationBelow number  // percent
	exceptions     map[string]string
	loose          decimal.Fraction
}

var relatively = regexp.MustCompile(`within ([\d.]+)% \(relative\)`)

func (x *fund) read(meta *file) error {
	var how string
	for _, k := range []struct {
		name string
		into any
	}{
		{"total_usd", &x.total},
		{"parties", &x.parties},
		{"sum_of_un_scale_without_usa", &x.others},
		{"largest_pct", &x.largest},
		{"inflation_below_pct", &x.inflationBelow},
		{"eligible_exceptions", &x.exceptions},
		{"how_to_pass", &how},
	} {
		if _, err := meta.read(k.name, k.into); err != nil {
			return err
		}
	}
	if x.total == "" {
		return fmt.Errorf("%w: %s: total_usd is missing", ErrShape, meta.Name)
	}
	if m := relatively.FindStringSubmatch(how); m != nil {
		percent, err := decimal.ParseFraction(m[1])
		if err != nil {
			return fmt.Errorf("%w: %s: how_to_pass: %w", ErrShape, meta.Name, err)
		}
		x.loose = percent.Mul(decimal.Frac(1, 100))
	}
	return nil
}

// Names of the weights of a party of the fund, as in the bundled dossier.
const (
	scaleWeight     = "un_scale"
	inflationWeight = "inflation"
	rateWeight      = "units_per_usd"
)

// entry makes the key of a table: the scale of the United Nations among the
// payers, the largest fixed. It returns the rates beside it.
func (x *fund) entry(table *file) (key.Entry, []decimal.Fraction, error) {
	e := key.Entry{Divides: &key.Sum{Amount: money.Amount{Currency: "USD", Value: x.total.fraction()}}}
	if len(table.Table) > maxParties {
		return e, nil, fmt.Errorf("%w: more than %d parties", ErrTooLarge, maxParties)
	}
	below, err := x.inflationBelow.decimal()
	if err != nil {
		return e, nil, err
	}
	e.FixedRate = &key.FixedRate{Rate: rateWeight, Inflation: inflationWeight, Below: below}
	var rates []decimal.Fraction
	shares, amounts := 0, 0
	for n, row := range table.Table {
		p, published, err := fundParty(row)
		if err != nil {
			return e, nil, fmt.Errorf("%s: row %d: %w", table.Name, n+2, err)
		}
		if slices.ContainsFunc(e.Parties, func(q key.Party) bool { return q.ID == p.ID }) {
			return e, nil, fmt.Errorf("%w: %s: %s stands twice", ErrShape, table.Name, p.ID)
		}
		if published.Percent != nil {
			shares = max(shares, published.Percent.Places())
		}
		amounts = max(amounts, published.Amount.Places())
		e.FixedRate.Digits = max(e.FixedRate.Digits, fractionDigits(row["fx_lcu_per_usd"]))
		e.Parties, e.Published = append(e.Parties, p), append(e.Published, published)
		rates = append(rates, p.Weights[key.Weight{Name: scaleWeight}])
	}
	largest, err := largestOf(rates)
	if err != nil {
		return e, nil, fmt.Errorf("%s: %w", table.Name, err)
	}
	e.ID = stem(table.Name)
	e.Rules = []key.Rule{
		{Step: key.ShareOf{Weight: scaleWeight}},
		{Step: key.Fix{Shares: []key.Fixed{{Party: e.Parties[largest].ID, Share: x.largest.fraction().Mul(decimal.Frac(1, 100))}}}},
	}
	if shares > mostDigits {
		shares = 18 // not rounded by the source: compared within unroundedShare
	}
	e.Round = key.Rounding{To: decimal.New(1, int32(-shares-2))}
	e.Divides.Pay = key.Rounding{To: decimal.FromInt(1)}
	if amounts > 0 {
		e.Divides.Pay.To = decimal.New(1, -9)
	}
	return e, rates, nil
}

func fractionDigits(cell string) int { return len(fractionOf(number(cell))) }

// largestOf finds the largest payer, of whom there must be one.
func largestOf(rates []decimal.Fraction) (int, error) {
	at := -1
	for i, r := range rates {
		if at < 0 || r.Cmp(rates[at]) > 0 {
			at = i
		}
	}
	for i, r := range rates {
		if i != at && r.Equal(rates[at]) {
			return 0, fmt.Errorf("%w: two payers are the largest", ErrShape)
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("%w: there is no payer", ErrShape)
	}
	return at, nil
}

var errCell = errors.New("a cell cannot be read")

func fundParty(row map[string]string) (key.Party, key.Published, error) {
	p := key.Party{ID: row["country"], Weights: map[key.Weight]decimal.Fraction{}}
	published := key.Published{Party: p.ID}
	if p.ID == "" || row["un_scale_pct"] == "" || row["contribution_usd"] == "" {
		return p, published, fmt.Errorf("%w: country, un_scale_pct and contribution_usd are due", ErrShape)
	}
	for column, name := range map[string]string{"un_scale_pct": scaleWeight, "avg_inflation_pct": inflationWeight, "fx_lcu_per_usd": rateWeight} {
		d, given, err := cell(row, column)
		if err != nil {
			return p, published, err
		}
		if given {
			p.Weights[key.Weight{Name: name}] = d.Fraction()
		}
	}
	for column, into := range map[string]**decimal.Decimal{"adjusted_scale_pct": &published.Percent, "contribution_usd": &published.Amount, "contribution_lcu": &published.Local} {
		d, given, err := cell(row, column)
		if err != nil {
			return p, published, err
		}
		if given {
			*into = &d
		}
	}
	switch strings.ToLower(row["ferm_eligible"]) {
	case "":
	case "1", "1.0", "yes", "true", "y":
		published.Eligible = new(true)
	case "0", "0.0", "no", "false", "n":
		published.Eligible = new(false)
	default:
		return p, published, fmt.Errorf("%w: %w: ferm_eligible is 1 or 0", ErrShape, errCell)
	}
	return p, published, nil
}

// cell reads a number of a row; an empty cell is none.
func cell(row map[string]string, column string) (d decimal.Decimal, given bool, err error) {
	if row[column] == "" {
		return d, false, nil
	}
	d, err = decimal.Parse(row[column])
	if err != nil {
		return d, false, fmt.Errorf("%w: %w: %s: %w", ErrShape, errCell, column, err)
	}
	return d, true, nil
}

// counts compares how many parties there are and what their rates add to.
func (x *fund) counts(e key.Entry, rates []decimal.Fraction) []Case {
	var cases []Case
	if x.parties != nil {
		cases = append(cases, Case{ID: "parties", Expected: strconv.Itoa(*x.parties), Got: strconv.Itoa(len(e.Parties)), Tolerance: "0"})
	}
	if x.others != nil {
		var sum decimal.Fraction
		for i, r := range rates {
			if e.Parties[i].ID != e.Rules[1].Step.(key.Fix).Shares[0].Party {
				sum = sum.Add(r)
			}
		}
		cases = append(cases, Case{ID: "scale-of-the-others", Expected: string(*x.others), Got: sum.String(), Tolerance: "0", Note: "the rates of all but the largest payer"})
	}
	return cases
}

// excused turns the expectation of a party around whose published answer breaks
// the rule for the fixed rate, where the file says why; the rule is not bent.
func (x *fund) excused(cases []Case) ([]Case, error) {
	for party, why := range x.exceptions {
		i := slices.IndexFunc(cases, func(c Case) bool { return c.ID == party+"/eligible" })
		if i < 0 || why == "" {
			return nil, fmt.Errorf("%w: eligible_exceptions: %.40q is no party with an inflation, or has no reason", ErrShape, party)
		}
		cases[i].Expected = yesNo(cases[i].Expected == "no")
		cases[i].Note = "by the rule; published is the opposite: " + why
	}
	return cases, nil
}
