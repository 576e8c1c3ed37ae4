package verification

import (
	_ "embed"
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

//go:embed cases/escalators.json
var escalatorData []byte

// An escalator is a sum that follows an index, with all that a text may do to
// the index on the way. Percentages are numbers of percent.
type escalator struct {
	ID          string   `json:"id"`
	Base        number   `json:"base"`
	Growth      []number `json:"index_growth_pct"`
	IndexRound  *number  `json:"index_round_to"`
	Multiplier  *number  `json:"multiplier"`
	Add         *number  `json:"add_pct"`
	Cap         *number  `json:"cap_pct"`
	Floor       *number  `json:"floor_pct"`
	AmountRound *number  `json:"amount_round_to"`
	Rounding    string   `json:"rounding"`
	Order       string   `json:"order"`
	Rates       []number `json:"expect_rates_pct"`
	Expect      []number `json:"expect"`
}

// escalatorOrder is the order that package agreement applies; a file that asks
// for another is refused.
const escalatorOrder = "round index, times multiplier, plus add, cap, floor, apply, round amount"

func escalatorSuite() suite {
	return suite{
		Model: "escalators", Names: []string{"escalator-algebra", "escalators"}, Accepts: named("escalator-algebra", "escalators"),
		Own: func() ([]Case, error) { return own(escalatorData, runEscalators) },
		Run: runEscalators,
	}
}

func runEscalators(f *file) ([]Case, error) {
	var all []escalator
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	var defaults struct{ rounding, order string }
	if _, err := f.read("rounding", &defaults.rounding); err != nil {
		return nil, err
	}
	if _, err := f.read("order", &defaults.order); err != nil {
		return nil, err
	}
	var cases []Case
	years := 0
	for _, e := range all {
		years += len(e.Growth)
	}
	if years > maxAllYears {
		return nil, fmt.Errorf("%w: more than %d years in all", ErrTooLarge, maxAllYears)
	}
	for i, e := range all {
		e.ID = nth(e.ID, "escalator", i)
		if e.Rounding == "" {
			e.Rounding = defaults.rounding
		}
		if e.Order == "" {
			e.Order = defaults.order
		}
		s, err := e.schedule()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		var amounts, rates []string
		for year := firstYear + 1; year <= firstYear+len(e.Growth); year++ {
			amounts = append(amounts, amountOf(s, ref(year, e.ID)))
			rates = append(rates, rateOf(s, ref(year, e.ID)))
		}
		c := Case{ID: e.ID, Expected: texts(e.Expect), Got: strings.Join(amounts, separator), Tolerance: "0", Source: f.cited()}
		cases = append(cases, c)
		if len(e.Rates) > 0 {
			c.ID, c.Expected, c.Got = e.ID+"/rates", texts(e.Rates), strings.Join(rates, separator)
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// schedule computes the sums: the base in the first year, then a year for each
// growth of the index.
func (e escalator) schedule() (*schedule.Schedule, error) {
	if e.Base == "" || len(e.Growth) == 0 || len(e.Expect) == 0 {
		return nil, fmt.Errorf("%w: base, index_growth_pct and expect are due", ErrShape)
	}
	if len(e.Growth) > maxYears {
		return nil, fmt.Errorf("%w: more than %d years", ErrTooLarge, maxYears)
	}
	if e.Order != "" && e.Order != escalatorOrder {
		return nil, fmt.Errorf("%w: order %.80q; known is %q", ErrShape, e.Order, escalatorOrder)
	}
	rounding, err := e.rounding()
	if err != nil {
		return nil, err
	}
	adjust, err := e.adjust(rounding.Mode)
	if err != nil {
		return nil, err
	}
	growth := map[int]decimal.Decimal{}
	for i, n := range e.Growth {
		if growth[firstYear+1+i], err = n.decimal(); err != nil {
			return nil, err
		}
	}
	a := &agreement.Agreement{ID: e.ID, Rounding: rounding, Amounts: []agreement.Amount{
		begins(firstYear, plain(e.Base.fraction())),
		grows(period.Years{From: firstYear + 1, To: firstYear + len(e.Growth)}, agreement.Index{Series: "index", Adjust: adjust}),
	}}
	plan, err := compile(noCurrency, []*series.Series{observed("index", series.Growth, growth)}, a)
	if err != nil {
		return nil, err
	}
	return plan.Evaluate(schedule.World{}), nil
}

// rounding reads "half_up, carried": the mode, and what the next year starts
// from.
func (e escalator) rounding() (agreement.Rounding, error) {
	var r agreement.Rounding
	words, carry, _ := strings.Cut(e.Rounding, ",")
	mode, ok := decimal.ParseMode(strings.TrimSpace(words))
	if !ok && words != "" {
		return r, fmt.Errorf("%w: rounding %.40q: the mode is one of %s", ErrShape, e.Rounding, strings.Join(decimal.Modes(), ", "))
	}
	r.Mode = mode
	switch strings.TrimSpace(carry) {
	case "", "carried", "rounded", "rounded carried":
	case "not carried", "exact", "exact carried", "unrounded carried":
		r.Exact = true
	default:
		return r, fmt.Errorf("%w: rounding %.40q: carried or not carried", ErrShape, e.Rounding)
	}
	if e.AmountRound == nil {
		return r, nil
	}
	step, err := e.AmountRound.decimal()
	if err == nil && step.Sign() <= 0 {
		err = fmt.Errorf("%w: amount_round_to is not above zero", ErrShape)
	}
	r.Steps = []money.Amount{plain(step.Fraction())}
	return r, err
}

func (e escalator) adjust(mode decimal.Mode) (agreement.Adjust, error) {
	a := agreement.Adjust{Mode: mode}
	for _, part := range []struct {
		from  *number
		times int64
		to    func(decimal.Decimal)
	}{
		{e.IndexRound, 1, func(d decimal.Decimal) { a.Round = &d }},
		{e.Multiplier, 100, func(d decimal.Decimal) { a.Times = &d }},
		{e.Add, 1, func(d decimal.Decimal) { a.Add = &d }},
		{e.Cap, 1, func(d decimal.Decimal) { a.Cap = &agreement.Bound{On: agreement.StepBound, Rate: d} }},
		{e.Floor, 1, func(d decimal.Decimal) { a.Floor = &agreement.Bound{On: agreement.StepBound, Rate: d} }},
	} {
		if part.from == nil {
			continue
		}
		d, ok := part.from.fraction().Mul(decimal.Whole(part.times)).Decimal()
		if !ok {
			return a, fmt.Errorf("%w: %s is no decimal number", ErrShape, *part.from)
		}
		part.to(d)
	}
	return a, nil
}
