package verification

import (
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

// compute returns the number as it is printed, and the exact one before
// rounding where there is one.
func (x identity) compute(k *korea) (printed, exact string, err error) {
	switch x.Kind {
	case growKind:
		percent, err := x.Numbers[1].decimal()
		if err != nil {
			return "", "", err
		}
		return x.paid(noCurrency, begins(firstYear-1, plain(x.Numbers[0].fraction())), grows(one(firstYear), agreement.FixedRate{Percent: percent}))
	case partsKind:
		return x.parts(k)
	case growthKind, meanKind:
		return x.growth()
	case sumKind:
		var sums []money.Amount
		for _, n := range x.Numbers {
			sums = append(sums, plain(n.fraction()))
		}
		if len(sums) == 0 {
			return "", "", fmt.Errorf("%w: a sum of nothing", ErrShape)
		}
		return x.paid(noCurrency, begins(firstYear, sums...))
	case ratioKind:
		return x.ratio()
	case shownKind:
		return x.shown(k)
	case totalKind:
		return x.total(k)
	}
	return "", "", fmt.Errorf("%w: kind %.20q is not known", ErrShape, x.Kind)
}

// paid computes the last year of an agreement, rounded to the digits of the
// target, half up.
func (x identity) paid(currency money.Currency, amounts ...agreement.Amount) (printed, exact string, err error) {
	return paid(currency, x.Target.step().Fraction(), nil, amounts...)
}

func paid(currency money.Currency, step decimal.Fraction, convert []agreement.Conversion, amounts ...agreement.Amount) (printed, exact string, err error) {
	a := &agreement.Agreement{
		ID: "sum", Amounts: amounts, Conversions: convert,
		Rounding: agreement.Rounding{Steps: []money.Amount{{Currency: currency, Value: step}}},
	}
	plan, err := compile(currency, nil, a)
	if err != nil {
		return "", "", err
	}
	s := plan.Evaluate(schedule.World{})
	figure := ref(firstYear, a.ID)
	printed = amountOf(s, figure)
	if exact = beforeRounding(s, figure); exact == unknown {
		exact = printed // the terms gave it without a step that rounds
	}
	return printed, exact, nil
}

// parts is a total of won and dollars, by the rate that the text names.
func (x identity) parts(k *korea) (printed, exact string, err error) {
	eok := k.eok.Factor.Fraction()
	million := decimal.Whole(1_000_000)
	won := money.Amount{Currency: "KRW", Value: x.Numbers[0].fraction().Mul(eok)}
	dollars := money.Amount{Currency: "USD", Value: x.Numbers[1].fraction().Mul(million)}
	rate := money.Rate{Value: x.Numbers[2].fraction(), Of: "KRW", Per: "USD"}
	convert := []agreement.Conversion{{Years: one(firstYear), Rate: &rate, Kind: "agreed"}}
	printed, exact, err = paid("KRW", eok, convert, begins(firstYear, won, dollars))
	if err != nil {
		return "", "", err
	}
	return k.counted(printed), k.counted(exact), nil
}

// counted turns a number of won into one of eok; words stay.
func (k *korea) counted(won string) string {
	x, err := decimal.ParseFraction(won)
	if err != nil {
		return won
	}
	return k.inEok(x)
}

// growth is the growth from one line of a schedule to a later one: as the
// schedule prints it for the next year, compound a year over several.
func (x identity) growth() (printed, exact string, err error) {
	years := 1
	if x.Kind == meanKind {
		if len(x.Years) != 1 || x.Years[0] < 1 || x.Years[0] > maxYears {
			return "", "", fmt.Errorf("%w: over how many years?", ErrShape)
		}
		years = x.Years[0]
	}
	last := firstYear + years
	a := &agreement.Agreement{ID: "sum", Amounts: []agreement.Amount{begins(firstYear, plain(x.Numbers[0].fraction())), begins(last, plain(x.Numbers[1].fraction()))}}
	plan, err := compile(noCurrency, nil, a)
	if err != nil {
		return "", "", err
	}
	lines := plan.Evaluate(schedule.World{}).Lines(schedule.Selection{Agreement: a.ID, Years: period.Years{From: firstYear, To: last}})
	from, to := lines[0], lines[len(lines)-1]
	mean := func(step decimal.Decimal) string {
		g, ok := schedule.MeanGrowth(from, to, step)
		if !ok {
			return unknown
		}
		return g.String()
	}
	if printed = mean(x.Target.step()); x.Kind == growthKind && to.Growth != nil && to.Growth.Places() == len(fractionOf(x.Target)) {
		printed = to.Growth.String()
	}
	if x.Exact != nil {
		exact = mean(x.Exact.step())
	}
	return printed, exact, nil
}

// fractionOf is the digits of a number after its point.
func fractionOf(n number) string {
	_, digits, _ := strings.Cut(string(n), ".")
	return digits
}

// ratio is a formula, as an agreement may state one.
func (x identity) ratio() (printed, exact string, err error) {
	if len(x.Numbers) < 2 || len(x.Numbers) > 3 {
		return "", "", fmt.Errorf("%w: a ratio takes two or three numbers", ErrShape)
	}
	text := fmt.Sprintf("unit(%s) / %s", x.Numbers[0], x.Numbers[1])
	if len(x.Numbers) == 3 {
		text += " * " + string(x.Numbers[2])
	}
	expr, err := agreement.ParseFormula(text, units())
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", ErrShape, err)
	}
	return x.paid(noCurrency, agreement.Amount{Years: one(firstYear), Term: agreement.Formula{Text: text, Expr: expr}})
}

// shown is a sum as a table of hundreds of millions of dollars prints it: cut
// off, not rounded.
func (x identity) shown(k *korea) (printed, exact string, err error) {
	var dollars money.Amount
	switch len(x.Numbers) {
	case 1:
		dollars = money.Amount{Currency: "USD", Value: x.Numbers[0].fraction().Mul(decimal.Whole(1_000_000))}
	case 2:
		rate := money.Rate{Value: x.Numbers[1].fraction(), Of: "KRW", Per: "USD"}
		if rate.Value.Sign() <= 0 {
			return "", "", fmt.Errorf("%w: a rate is above zero", ErrShape)
		}
		if dollars, err = rate.Convert(money.Amount{Currency: "KRW", Value: x.Numbers[0].fraction().Mul(k.eok.Factor.Fraction())}); err != nil {
			return "", "", err
		}
	default:
		return "", "", fmt.Errorf("%w: shown takes one or two numbers", ErrShape)
	}
	hundred, _ := dollars.Value.Quo(decimal.Whole(100_000_000))
	cut, _ := hundred.Round(x.Target.step(), decimal.Down)
	return cut.String(), hundred.String(), nil
}

// total is what the bundled dossier pays over a span of years.
func (x identity) total(k *korea) (printed, exact string, err error) {
	if len(x.Years) != 2 || x.Years[0] > x.Years[1] || !k.Years.Contains(x.Years[0]) || !k.Years.Contains(x.Years[1]) {
		return "", "", fmt.Errorf("%w: total takes the first and the last year, within %s", ErrShape, k.Years)
	}
	plan, err := k.plan(nil)
	if err != nil {
		return "", "", err
	}
	lines := plan.Evaluate(schedule.World{}).Lines(schedule.Selection{Years: period.Years{From: x.Years[0], To: x.Years[1]}})
	sum := schedule.TotalOf(lines, k.Currency)
	if len(sum.UnknownYears) > 0 {
		return unknown, unknown, nil
	}
	return k.inEok(sum.Amount), k.inEok(sum.Amount), nil
}
