package verification

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"entente/agreement"
	"entente/decimal"
	"entente/key"
)

// The bundled dossier of NATO's common funding, with the amounts of 2017 and
// the key of 2021.
const (
	natoDossier = "nato-common-funding"
	natoTable   = "cost-shares-2017"
	natoKey     = "2021"
)

func natoSuite() suite {
	return suite{
		Model: "nato-key", Names: []string{"nato-key"}, Accepts: named("nato-key-partial", "nato-key"),
		Own: ownNATO, Run: runNATO,
	}
}

// A natoShare is an amount with the share that is printed beside it.
type natoShare struct {
	Party   string `json:"party"`
	Percent number `json:"share_pct_rounded"`
	Amount  number `json:"amount_usd_million"`
}

// Words for the verdict on a printed share.
const (
	agrees      = "agrees"
	contradicts = "contradicts"
)

// ownNATO takes shares and amounts of 2017 from the bundled dossier, and the
// key of 2021 as announced.
func ownNATO() ([]Case, error) {
	d, t, err := tableOf(natoDossier, natoTable)
	if err != nil {
		return nil, err
	}
	sum, ok := t.Divides.Sum.Value.Quo(t.Divides.Unit.Value)
	if !ok {
		return nil, errors.Join(errDossier, errCell)
	}
	var cases []Case
	for _, r := range t.Rates {
		more, err := natoShare{r.Party, number(r.Percent.String()), number(r.Amount.String())}.run(sum)
		if err != nil {
			return nil, err
		}
		cases = append(cases, more...)
	}
	_, e, err := entryOf(natoDossier, natoKey)
	if err != nil {
		return nil, err
	}
	announced, err := entryCases(e, decimal.Fraction{})
	for _, c := range announced {
		c.ID = natoKey + "/" + c.ID
		cases = append(cases, c)
	}
	for i := range cases {
		cases[i].Source = marked(d, "S225", "S226", "S227", "S248")
	}
	return cases, err
}

func runNATO(f *file) ([]Case, error) {
	var all []natoShare
	var total number
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	if err := f.need("total_usd_million", &total); err != nil {
		return nil, err
	}
	implied := map[string]number{}
	if _, err := f.read("implied_share_pct", &implied); err != nil {
		return nil, err
	}
	var cases []Case
	for i, x := range all {
		if x.Party == "" || x.Percent == "" || x.Amount == "" || total.fraction().Sign() <= 0 {
			return nil, fmt.Errorf("%w: case %d needs party, share_pct_rounded and amount_usd_million", ErrShape, i+1)
		}
		made, err := x.run(total.fraction())
		if err != nil {
			return nil, err
		}
		cases = append(cases, made...)
	}
	for _, party := range slices.Sorted(maps.Keys(implied)) {
		i := slices.IndexFunc(all, func(x natoShare) bool { return x.Party == party })
		if i < 0 {
			return nil, fmt.Errorf("%w: implied_share_pct: %.40q is no party of the cases", ErrShape, party)
		}
		got, err := all[i].implied(implied[party], total.fraction())
		if err != nil {
			return nil, err
		}
		cases = append(cases, Case{ID: party + "/implied", Expected: string(implied[party]), Got: got, Tolerance: "0", Note: "the share that the amount implies, in percent"})
	}
	for i := range cases {
		cases[i].Source = f.cited()
	}
	return cases, nil
}

// run compares the printed share with the one that the amount implies, and
// asks whether amount and share agree: recomputed from a share of two digits an
// amount may be off, which proves nothing. A share that is two steps of its last digit off
// must be told from it.
func (x natoShare) run(total decimal.Fraction) ([]Case, error) {
	percent, err := x.Percent.decimal()
	if err != nil {
		return nil, err
	}
	amount, err := x.Amount.decimal()
	if err != nil {
		return nil, err
	}
	implied, err := x.implied(x.Percent, total)
	if err != nil {
		return nil, err
	}
	off, ok := percent.Fraction().Add(decimal.New(2, int32(-percent.Places())).Fraction()).Decimal()
	if !ok {
		return nil, fmt.Errorf("%w: share %s", ErrShape, percent)
	}
	verdict := func(percent decimal.Decimal) (string, string) {
		match := key.CompareAmount(amount, percent, total)
		if match == key.Differs {
			return contradicts, match.String()
		}
		return agrees, match.String()
	}
	right, how := verdict(percent)
	wrong, not := verdict(off)
	return []Case{
		{ID: x.Party, Expected: string(x.Percent), Got: implied, Tolerance: "0", Note: "the share that the amount implies, rounded as printed"},
		{ID: x.Party + "/verdict", Expected: agrees, Got: right, Tolerance: "0", Note: how},
		{ID: x.Party + "/another-share", Expected: contradicts, Got: wrong, Tolerance: "0", Note: fmt.Sprintf("with %s %%: %s", off, not)},
	}, nil
}

// implied is the share of an amount in percent, with the digits of a printed
// one, by a formula as an agreement may state one.
func (x natoShare) implied(printed number, total decimal.Fraction) (string, error) {
	text := fmt.Sprintf("unit(%s) / %s * 100", x.Amount, total)
	expr, err := agreement.ParseFormula(text, units())
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrShape, err)
	}
	got, _, err := paid(noCurrency, printed.step().Fraction(), nil, agreement.Amount{Years: one(firstYear), Term: agreement.Formula{Text: text, Expr: expr}})
	return got, err
}
