package verification

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/dossier"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

//go:embed cases/openfisca-policyengine.json
var upratingData []byte

// uprated is a small dossier into which a misplaced key is put.
//
//go:embed cases/uprated
var uprated embed.FS

// An uprating is a behaviour of tax models that a case describes: by dated
// values and an index, by what depends on what, or by a piece of YAML.
type uprating struct {
	ID        string            `json:"id"`
	Values    map[string]number `json:"values"`
	Index     map[string]number `json:"index"`
	Rule      string            `json:"rule"`
	DependsOn string            `json:"depends_on"`
	YAML      string            `json:"yaml"`
	Expect    json.RawMessage   `json:"expect"`
	Source    string            `json:"source"`
}

func upratingSuite() suite {
	return suite{
		Model: "openfisca-policyengine", Names: []string{"uprating", "openfisca-policyengine"}, Accepts: named("uprating", "openfisca-policyengine"),
		Own: func() ([]Case, error) { return own(upratingData, runUprating) },
		Run: runUprating,
	}
}

func runUprating(f *file) ([]Case, error) {
	var all []uprating
	var traps []upratingTrap
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	const key = "openfisca_traps_measured_here"
	if f.has(key) {
		if err := f.need(key, &traps); err != nil {
			return nil, err
		}
	}
	var cases []Case
	for i, u := range all {
		u.ID, u.Source = nth(u.ID, "uprating", i), cmp.Or(u.Source, f.cited())
		made, err := u.run()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", u.ID, err)
		}
		cases = append(cases, made...)
	}
	made, err := runUpratingTraps(f, traps)
	return append(cases, made...), err
}

// run finds out what a case describes.
func (u uprating) run() ([]Case, error) {
	switch {
	case u.YAML != "":
		return u.misplaced()
	case len(u.Values) > 0 && u.DependsOn != "":
		return u.chain()
	case len(u.Values) > 0:
		return u.cadence()
	case u.DependsOn != "":
		return u.cycle()
	}
	return nil, fmt.Errorf("%w: values, depends_on or yaml is due", ErrShape)
}

// dates orders the days of a table.
func dates(table map[string]number) ([]period.Period, error) {
	var all []period.Period
	for day := range table {
		p, err := period.Parse(day)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrShape, err)
		}
		all = append(all, p)
	}
	slices.SortFunc(all, period.Period.Compare)
	if len(all) > maxYears || len(all) > 0 && all[len(all)-1].Year-all[0].Year > maxYears {
		return nil, fmt.Errorf("%w: more than %d dates or years", ErrTooLarge, maxYears)
	}
	return all, nil
}

// monthly makes a series of the months of an index.
func monthly(id string, table map[string]number) (*series.Series, error) {
	days, err := dates(table)
	if err != nil {
		return nil, err
	}
	s := &series.Series{ID: id, Kind: series.Level, Unit: "index", Decimals: -1, Frequency: "month"}
	for _, day := range days {
		v, err := table[day.String()].decimal()
		if err != nil {
			return nil, err
		}
		s.Observations = append(s.Observations, series.Observation{Period: period.Period{Year: day.Year, Month: day.Month}, Value: v, Status: series.Final})
	}
	return s, nil
}

// cadenceRule tells by which month of the index, how many years back, a value
// grows: "index(1 Oct of y-1)/index(1 Oct of y-2)".
var cadenceRule = regexp.MustCompile(`index\(1 (\w{3}) of y-(\d)\)/index\(1 (\w{3}) of y-(\d)\)`)

var months = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// cadence is a value of each year that the text gives until it leaves off, and
// that then follows one month of an index.
func (u uprating) cadence() ([]Case, error) {
	m := cadenceRule.FindStringSubmatch(u.Rule)
	if m == nil || m[1] != m[3] || !slices.Contains(months, m[1]) {
		return nil, fmt.Errorf("%w: the rule is not of the form index(1 Oct of y-1)/index(1 Oct of y-2)", ErrShape)
	}
	lag, from := int(m[2][0]-'0'), int(m[4][0]-'0')
	by := agreement.LevelGrowth{Series: "index", Lag: lag, Since: from - lag, Average: &agreement.Average{Months: 1, To: slices.Index(months, m[1]) + 1}}
	index, err := monthly("index", u.Index)
	if err != nil {
		return nil, err
	}
	return u.follow(index, by)
}

// follow makes an agreement of the values and lets it grow to the last
// expected day.
func (u uprating) follow(index *series.Series, by agreement.Rate) ([]Case, error) {
	var want map[string]number
	if err := json.Unmarshal(u.Expect, &want); err != nil {
		return nil, fmt.Errorf("%w: expect: %w", ErrShape, err)
	}
	given, err := dates(u.Values)
	if err != nil {
		return nil, err
	}
	asked, err := dates(want)
	if err != nil {
		return nil, err
	}
	last := given[len(given)-1].Year
	if len(asked) == 0 || asked[len(asked)-1].Year <= last || asked[len(asked)-1].Year-last > maxYears {
		return nil, fmt.Errorf("%w: expect names no year after the values", ErrShape)
	}
	a := &agreement.Agreement{ID: u.ID}
	for _, day := range given {
		a.Amounts = append(a.Amounts, begins(day.Year, plain(u.Values[day.String()].fraction())))
	}
	a.Amounts = append(a.Amounts, grows(period.Years{From: last + 1, To: asked[len(asked)-1].Year}, by))
	plan, err := compile(noCurrency, []*series.Series{index}, a)
	if err != nil {
		return nil, err
	}
	s := plan.Evaluate(schedule.World{})
	var cases []Case
	for _, day := range asked {
		cases = append(cases, Case{ID: u.ID + "-" + day.String(), Expected: string(want[day.String()]), Got: amountOf(s, ref(day.Year, u.ID)), Tolerance: "0", Source: u.Source, Note: u.Rule})
	}
	return cases, nil
}

// chain is a value that follows a value that follows an index: the figures of
// the first plan are the index of the second.
func (u uprating) chain() ([]Case, error) {
	base, err := monthly("base", u.Index)
	if err != nil {
		return nil, err
	}
	first, ok := base.First()
	last, _ := base.Last()
	if !ok {
		return nil, fmt.Errorf("%w: the index is empty", ErrShape)
	}
	by := agreement.LevelGrowth{Series: base.ID, Since: 1, Average: &agreement.Average{Months: 1, To: int(first.Month)}}
	middle := &agreement.Agreement{ID: "middle", Amounts: []agreement.Amount{begins(first.Year, plain(decimal.Whole(1)))}}
	if last.Year > first.Year {
		middle.Amounts = append(middle.Amounts, grows(period.Years{From: first.Year + 1, To: last.Year}, by))
	}
	plan, err := compile(noCurrency, []*series.Series{base}, middle)
	if err != nil {
		return nil, err
	}
	s := plan.Evaluate(schedule.World{})
	figures := &series.Series{ID: middle.ID, Kind: series.Level, Unit: "index", Decimals: -1, Frequency: "year"}
	for year := first.Year; year <= last.Year; year++ {
		f, _ := plan.Find(ref(year, middle.ID))
		v, ends := s.At(f.Node).Number.Decimal()
		if !ends || !s.At(f.Node).Known() {
			return nil, fmt.Errorf("%w: the index of %d does not end or is not known", ErrShape, year)
		}
		figures.Observations = append(figures.Observations, series.Observation{Period: period.Year(year), Value: v, Status: series.Derived})
	}
	u.Rule = "depends on " + u.DependsOn
	return u.follow(figures, agreement.LevelGrowth{Series: middle.ID, Since: 1})
}

// link is one step of "a depends on b depends on a".
var link = regexp.MustCompile(`^\w{1,40}$`)

// cycle makes an agreement of each name, each with the figure of the next, and
// expects that the cycle is named.
func (u uprating) cycle() ([]Case, error) {
	names := strings.Split(u.DependsOn, " depends on ")
	if len(names) < 2 || len(names) > maxYears || names[0] != names[len(names)-1] || slices.ContainsFunc(names, func(n string) bool { return !link.MatchString(n) }) {
		return nil, fmt.Errorf("%w: depends_on is a round such as a depends on b depends on a", ErrShape)
	}
	round := names[:len(names)-1]
	var all []*agreement.Agreement
	for i, name := range round {
		next := firstYear + (i+1)%len(round)
		all = append(all, &agreement.Agreement{ID: name, Amounts: []agreement.Amount{{Years: one(firstYear + i), Term: agreement.SameAs{Year: next}}}})
	}
	_, found := schedule.Compile(schedule.Input{Currency: noCurrency, Units: money.Standard(), Agreements: all}, schedule.Options{})
	want, err := u.said(func(text string) string {
		if !strings.Contains(text, "cycle") {
			return text
		}
		return string(diag.Cycle) + ": " + strings.Join(names, " rests on ")
	})
	if err != nil {
		return nil, err
	}
	c := Case{ID: u.ID, Expected: want, Got: "no error", Tolerance: "0", Source: u.Source, Note: u.DependsOn}
	if i := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.Cycle }); i >= 0 {
		c.Got = string(diag.Cycle) + ": " + year.ReplaceAllString(found[i].Message, "")
	}
	return []Case{c}, nil
}

var year = regexp.MustCompile(`/\d{4}`)

// besideUprating finds the key that stands where nothing reads it:
// "metadata: {uprating: cpi, rounding: {…}}".
var besideUprating = regexp.MustCompile(`^metadata: \{uprating: \w+, (\w+): (\{[\w ,:.-]*\}|[\w.-]+)\}$`)

// unknownKey is how a file asks for that diagnostic.
var unknownKey = regexp.MustCompile(`unknown key "?(\w+)"?`)

// said turns the sentence that a case expects into a diagnostic of ours; one
// that is not understood stays as it is, and is not met.
func (u uprating) said(as func(text string) string) (string, error) {
	var text string
	if err := json.Unmarshal(u.Expect, &text); err != nil {
		return "", fmt.Errorf("%w: expect is a sentence: %w", ErrShape, err)
	}
	return as(text), nil
}

// misplaced puts the key beside the growth of a dossier's rule, as a what-if
// does, and expects the reader to say that it is not known there.
func (u uprating) misplaced() ([]Case, error) {
	m := besideUprating.FindStringSubmatch(strings.TrimSpace(u.YAML))
	if m == nil || len(u.YAML) > 1000 {
		return nil, fmt.Errorf("%w: yaml is not of the form metadata: {uprating: INDEX, KEY: VALUE}", ErrShape)
	}
	fsys, err := fs.Sub(uprated, "cases/uprated")
	if err != nil {
		return nil, fmt.Errorf("open the embedded dossier: %w", err)
	}
	change := fmt.Sprintf("what-if: misplaced\ntitle: A key where nothing reads it\nchanges:\n  - {add: sum/amounts/2026/%s, with: %s}\n", m[1], m[2])
	_, found, err := dossier.Read(fsys, dossier.ParseOverlay("what-if/misplaced.yaml", []byte(change)))
	if err != nil {
		return nil, fmt.Errorf("read the embedded dossier: %w", err)
	}
	want, err := u.said(func(text string) string {
		key := unknownKey.FindStringSubmatch(text)
		if key == nil {
			return text
		}
		return string(diag.UnknownKey) + " " + key[1]
	})
	if err != nil {
		return nil, err
	}
	c := Case{ID: u.ID, Expected: want, Got: "no error", Tolerance: "0", Source: u.Source, Note: u.YAML}
	for _, d := range found.Errors() {
		if c.Got = string(d.Code); d.Code == diag.UnknownKey {
			c.Got += d.Path[strings.LastIndexByte(d.Path, '/'):]
			c.Got = strings.Replace(c.Got, "/", " ", 1)
		}
	}
	return []Case{c}, nil
}
