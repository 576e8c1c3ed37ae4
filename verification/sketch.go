package verification

import (
	"errors"
	"fmt"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// noCurrency is the ISO 4217 code for money of no particular currency.
const noCurrency money.Currency = "XXX"

// firstYear is where sketches begin whose cases name no year.
const firstYear = 2001

var errPlan = errors.New("the terms cannot be compiled")

// one is the range of a single year.
func one(year int) period.Years { return period.Years{From: year, To: year} }

// plain is a sum of no particular currency.
func plain(value decimal.Fraction) money.Amount {
	return money.Amount{Currency: noCurrency, Value: value}
}

// begins is an amount rule: a sum in the text of one year.
func begins(year int, sums ...money.Amount) agreement.Amount {
	return agreement.Amount{Years: one(year), Term: agreement.Fixed{Sums: sums}, Path: "amounts/" + strconv.Itoa(year)}
}

// grows is an amount rule: each year of a span grown from the one before.
func grows(years period.Years, by agreement.Rate) agreement.Amount {
	return agreement.Amount{Years: years, Term: agreement.Escalate{By: by}, Path: "amounts/" + years.String()}
}

// observed is a yearly series.
func observed(id string, kind series.Kind, values map[int]decimal.Decimal) *series.Series {
	s := &series.Series{ID: id, Kind: kind, Unit: "percent", Decimals: -1, Frequency: "year"}
	for year, v := range values {
		s.Observations = append(s.Observations, series.Observation{Period: period.Year(year), Value: v, Status: series.Final})
	}
	s.Sort()
	return s
}

// oneUnit is the word by which formulas and series of sketches mean money.
const oneUnit = "unit"

// units are what sketches count in: money of no currency has one unit.
func units() money.Units {
	return append(money.Standard(), money.Unit{Name: oneUnit, Factor: decimal.FromInt(1), Currency: noCurrency})
}

// compile makes a plan of sketched agreements, as of a dossier's.
func compile(currency money.Currency, all []*series.Series, agreements ...*agreement.Agreement) (*schedule.Plan, error) {
	plan, found := schedule.Compile(schedule.Input{Currency: currency, Units: units(), Agreements: agreements, Series: all}, schedule.Options{})
	if errs := found.Errors(); len(errs) > 0 {
		return nil, fmt.Errorf("%w: %s", errPlan, errs[0].Message)
	}
	return plan, nil
}

// amountOf returns what a figure pays, as a number of whole currency units or
// the word unknown.
func amountOf(s *schedule.Schedule, figure string) string {
	f, ok := s.Plan.Find(figure)
	if !ok {
		return "no figure " + figure
	}
	return worth(s.At(f.Node))
}

// rateOf returns the growth in percent that a figure's rule applied.
func rateOf(s *schedule.Schedule, figure string) string {
	f, ok := s.Plan.Find(figure)
	if !ok || f.Rate == nil {
		return "no rate for " + figure
	}
	return worth(s.At(*f.Rate))
}

func has(p *schedule.Plan, figure string) bool {
	_, ok := p.Find(figure)
	return ok
}

func worth(v schedule.Value) string {
	if !v.Known() {
		return unknown
	}
	return v.Number.String()
}

// unknown is how a case writes that a figure is not known.
const unknown = "unknown"

func ref(year int, id string) string { return id + "/" + strconv.Itoa(year) }
