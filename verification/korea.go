package verification

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/dossier"
	"entente/dossiers"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

//go:embed cases/sma-korea.json
var koreaData []byte

// koreaDossier is the bundled dossier that these cases are computed from.
const koreaDossier = "kr-us-sma"

func koreaSuite() suite {
	return suite{
		Model: "sma-korea", Names: []string{"sma-korea"}, Accepts: named("sma-korea"),
		Own: func() ([]Case, error) { return own(koreaData, runKorea) },
		Run: runKorea,
	}
}

// korea is the bundled dossier, with the unit in which its totals are counted.
type korea struct {
	*dossier.Dossier
	eok money.Unit
}

var errDossier = errors.New("the bundled dossier cannot be relied on")

func openKorea() (*korea, error) {
	d, err := bundled(koreaDossier)
	if err != nil {
		return nil, err
	}
	unit, ok := d.Units.Find("eok")
	if !ok {
		return nil, fmt.Errorf("%w: no unit eok", errDossier)
	}
	return &korea{d, unit}, nil
}

// bundled opens a dossier that comes with the program.
func bundled(name string) (*dossier.Dossier, error) {
	fsys, err := dossiers.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errDossier, name, err)
	}
	d, found, err := dossier.Read(fsys)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDossier, err)
	}
	if errs := found.Errors(); len(errs) > 0 {
		return nil, fmt.Errorf("%w: %s", errDossier, errs[0])
	}
	return d, nil
}

// plan compiles the dossier, with each agreement changed where change is given.
func (k *korea) plan(change func(*agreement.Agreement)) (*schedule.Plan, error) {
	all := slices.Clone(k.Agreements)
	for i := range all {
		if change != nil {
			copied := *all[i]
			copied.Amounts = slices.Clone(copied.Amounts)
			change(&copied)
			all[i] = &copied
		}
	}
	plan, found := schedule.Compile(schedule.Input{Currency: k.Currency, Units: k.Units, Years: k.Years, Agreements: all, Series: k.Series}, schedule.Options{})
	if errs := found.Errors(); len(errs) > 0 {
		return nil, fmt.Errorf("%w: %s", errDossier, errs[0])
	}
	return plan, nil
}

// total is the line of a year in eok, or the word unknown.
func (k *korea) total(s *schedule.Schedule, year int) string {
	for _, l := range s.Lines(schedule.Selection{Years: one(year)}) {
		if l.Amount != nil {
			return k.inEok(*l.Amount)
		}
	}
	return unknown
}

func (k *korea) inEok(won decimal.Fraction) string {
	x, _ := won.Quo(k.eok.Factor.Fraction()) // a unit is above zero
	return x.String()
}

// A koreaCase is the published total of a year in eok.
type koreaCase struct {
	ID     string `json:"id"`
	Year   int    `json:"year"`
	Expect number `json:"expect"`
	Status string `json:"status"`
	Source string `json:"source"`
}

// A koreaTrap is a total that a wrong reading of the texts gives.
type koreaTrap struct {
	ID     string `json:"id"`
	Year   int    `json:"year"`
	Wrong  number `json:"wrong"`
	Right  number `json:"right"`
	Why    string `json:"why"`
	Source string `json:"source"`
}

// runKorea computes the totals from the bundled dossier. Where the file brings
// its own index, its observations stand in for the dossier's.
func runKorea(f *file) ([]Case, error) {
	var totals []koreaCase
	var traps []koreaTrap
	if err := f.need("cases", &totals); err != nil {
		return nil, err
	}
	if f.has("negative_cases") {
		if err := f.need("negative_cases", &traps); err != nil {
			return nil, err
		}
		if len(traps) > maxTraps {
			return nil, fmt.Errorf("%w: more than %d negative_cases", ErrTooLarge, maxTraps)
		}
	}
	k, err := openKorea()
	if err != nil {
		return nil, err
	}
	index, err := readKoreaIndex(f)
	if err != nil {
		return nil, err
	}
	plan, err := k.plan(nil)
	if err != nil {
		return nil, err
	}
	s := plan.Evaluate(schedule.World{Set: index.published})
	var cases []Case
	for i, c := range totals {
		if c.Year < period.MinYear || c.Year > period.MaxYear || c.Expect == "" {
			return nil, fmt.Errorf("%w: case %d needs year and expect", ErrShape, i+1)
		}
		cases = append(cases, Case{
			ID: nth(c.ID, "sma", i), Expected: string(c.Expect), Got: k.total(s, c.Year), Tolerance: "0", Source: k.cite(cmp.Or(c.Source, f.cited())), Note: c.Status,
		})
	}
	for _, t := range traps {
		more, err := k.trap(t, s, index, f)
		if err != nil {
			return nil, err
		}
		cases = append(cases, more...)
	}
	return cases, nil
}

// trap makes up to three cases of a wrong total: the right one is what the
// terms give, the wrong one is refused as a published figure, and the wrong
// reading, where its name says which it is, gives the wrong total indeed.
func (k *korea) trap(t koreaTrap, s *schedule.Schedule, index koreaIndex, f *file) ([]Case, error) {
	if t.ID == "" || t.Wrong == "" || t.Right == "" {
		return nil, fmt.Errorf("%w: a negative case needs id, wrong and right", ErrShape)
	}
	c := Case{ID: t.ID, Expected: string(t.Right), Got: "no year pays " + string(t.Right), Tolerance: "0", Source: k.cite(cmp.Or(t.Source, f.cited())), Note: t.Why}
	year, ok := k.yearOf(t, s)
	if !ok {
		return []Case{c}, nil
	}
	c.Got = k.total(s, year)
	cases := []Case{c}
	verdict, err := k.verdict(year, t.Wrong, index)
	if err != nil {
		return nil, err
	}
	c.ID, c.Expected, c.Got = t.ID+"/refused", "refused", verdict
	cases = append(cases, c)
	misread, set, known := t.misreading(index)
	if !known {
		return cases, nil
	}
	plan, err := k.plan(misread)
	if err != nil {
		return nil, err
	}
	c.ID, c.Expected, c.Got = t.ID+"/misread", string(t.Wrong), k.total(plan.Evaluate(schedule.World{Set: set}), year)
	return append(cases, c), nil
}

// yearOf finds the year of a trap: as given, as its name ends, or the year
// that pays the right total.
func (k *korea) yearOf(t koreaTrap, s *schedule.Schedule) (int, bool) {
	if t.Year != 0 {
		return t.Year, true
	}
	if i := strings.LastIndexAny(t.ID, "-_"); i >= 0 {
		if year, err := strconv.Atoi(t.ID[i+1:]); err == nil && k.Years.Contains(year) {
			return year, true
		}
	}
	for _, l := range s.Lines(schedule.Selection{Years: k.Years}) {
		if l.Amount != nil && k.inEok(*l.Amount) == t.Right.fraction().String() {
			return l.Year, true
		}
	}
	return 0, false
}

// verdict puts a total into the agreement as if a source printed it, and asks
// what check says of it.
func (k *korea) verdict(year int, total number, index koreaIndex) (string, error) {
	printed := money.Amount{Currency: k.Currency, Value: total.fraction().Mul(k.eok.Factor.Fraction())}
	plan, err := k.plan(func(a *agreement.Agreement) {
		a.Published = nil
		if _, covers := a.AmountFor(year); covers {
			a.Published = []agreement.Published{{Years: one(year), Amount: printed}}
		}
	})
	if err != nil {
		return "", err
	}
	for _, d := range plan.Evaluate(schedule.World{Set: index.published}).Check(k.Units.Natural) {
		if d.Code == diag.PublishedDiffers {
			return "refused", nil
		}
	}
	return "accepted", nil
}

// misreading returns the wrong reading that a trap is named after.
func (t koreaTrap) misreading(index koreaIndex) (func(*agreement.Agreement), map[schedule.Cell]decimal.Decimal, bool) {
	switch {
	case strings.Contains(t.ID, "compound"):
		return compounded, index.published, true
	case strings.Contains(t.ID, "unrounded-index") && len(index.raw) > 0:
		return nil, index.raw, true
	case strings.Contains(t.ID, "unrounded-carry"), strings.Contains(t.ID, "unrounded-amount"), strings.Contains(t.ID, "carry-unrounded"):
		return func(a *agreement.Agreement) { a.Rounding.Exact = true }, index.published, true
	}
	return nil, nil, false
}

// compounded applies rates one upon the other that the text adds.
func compounded(a *agreement.Agreement) {
	for i := range a.Amounts {
		if e, ok := a.Amounts[i].Term.(agreement.Escalate); ok {
			if sum, ok := e.By.(agreement.SumRate); ok {
				e.By = agreement.CompoundRate(sum)
				a.Amounts[i].Term = e
			}
		}
	}
}

func (k *korea) cite(text string) string { return cite(k.Dossier, text) }

// cite writes the sources of a dossier behind ids such as S010;S042; other text
// stays as it is.
func cite(d *dossier.Dossier, text string) string {
	var cited []string
	for id := range strings.SplitSeq(text, ";") {
		s, ok := d.Source(strings.TrimSpace(id))
		if !ok {
			return text
		}
		cited = append(cited, fmt.Sprintf("%s, %s (%s)", s.Publisher, s.Title, s.Date))
	}
	return strings.Join(cited, "; ")
}
