package dossier

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
)

// year reads YYYY; 0 when missing or wrong.
func (r *reader) year(n *node, path string) int {
	y := r.years(n, path)
	if y.From != y.To {
		r.report(diag.BadYear, n, path, "one year is due here, not a range", "")
		return 0
	}
	return y.From
}

// years reads YYYY or YYYY..YYYY.
func (r *reader) years(n *node, path string) period.Years {
	w := r.word(n, path)
	if w == "" {
		return period.Years{}
	}
	y, err := period.ParseYears(w)
	if err != nil {
		hint := "a year is 2019, a range of years 2015..2018"
		if strings.Contains(w, "-") {
			hint = "did you mean " + strings.Replace(w, "-", "..", 1) + "?"
		}
		r.report(diag.BadYear, n, path, fmt.Sprintf("%.40q is no year or range of years", w), hint)
	}
	return y
}

// date reads an ISO date that may be partial.
func (r *reader) date(n *node, path string) period.Date {
	w := r.word(n, path)
	if w == "" {
		return period.Date{}
	}
	d, err := period.Parse(w)
	if err != nil {
		r.report(diag.BadDate, n, path, fmt.Sprintf("%.40q is no ISO date", w), "dates are 2019-02-10, 2019-02 or 2019")
	}
	return d
}

func (o *object) date(key string) period.Date { return o.reader.date(o.get(key), o.at(key)) }

// day reads a whole ISO date.
func (o *object) day(key string) period.Day {
	n := o.get(key)
	d := o.reader.date(n, o.at(key))
	if d != (period.Date{}) && d.Day == 0 {
		o.report(diag.BadDate, n, o.at(key), fmt.Sprintf("%.40q: the day is missing", n.text), "a whole date is due here: 2019-02-10")
		return period.Day{}
	}
	return period.Day(d)
}

// count reads a whole number of zero or more, at most limit.
func (o *object) count(key string, limit int) int {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return 0
	}
	v, err := strconv.Atoi(strings.ReplaceAll(w, "_", ""))
	if err != nil || v < 0 || v > limit {
		o.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is no whole number from 0 to %d", w, limit), "")
		return 0
	}
	return v
}

// percent reads a rate such as 4%; nil when missing or wrong.
func (r *reader) percent(n *node, path string) *decimal.Decimal {
	w := r.word(n, path)
	if w == "" {
		return nil
	}
	d, err := money.ParsePercent(w)
	if err != nil {
		r.badQuantity(n, path, err, "a rate is 4%")
		return nil
	}
	if limit := decimal.FromInt(100_000); d.Cmp(limit) > 0 || d.Cmp(decimal.FromInt(-100)) < 0 {
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is an impossible rate", w), "")
		return nil
	}
	return &d
}

func (o *object) percent(key string) *decimal.Decimal {
	return o.reader.percent(o.get(key), o.at(key))
}

// above reads a change in percent as a share, which leaves something: it lies
// above -1. It is 0 where none is written.
func (o *object) above(key string) float64 {
	p := o.percent(key)
	if p == nil {
		return 0
	}
	if share := hundredth(*p); share > -1 {
		return share
	}
	o.report(diag.BadNumber, o.get(key), o.at(key), p.String()+"% leaves nothing", "a rate lies above -100%")
	return 0
}

// amount reads money with its unit; ok is false when missing or wrong.
func (r *reader) amount(n *node, path string) (a money.Amount, ok bool) {
	w := r.word(n, path)
	if w == "" {
		return money.Amount{}, false
	}
	a, err := r.units.Parse(w)
	if err != nil {
		r.badQuantity(n, path, err, "an amount is 9_200 eok or 150m USD; units: "+strings.Join(r.units.Names(), ", "))
		return money.Amount{}, false
	}
	return a, true
}

// badQuantity reports a number or unit that cannot be read.
func (r *reader) badQuantity(n *node, path string, err error, hint string) {
	code, message := diag.BadNumber, fmt.Sprintf("%.40q is not a number with its unit", n.text)
	switch {
	case errors.Is(err, money.ErrNoUnit):
		code, message = diag.UnitMissing, fmt.Sprintf("%.40q has no unit", n.text)
	case errors.Is(err, money.ErrCurrency):
		code, message = diag.UnknownCurrency, fmt.Sprintf("%.40q: the currency is missing or not known", n.text)
	case errors.Is(err, money.ErrUnit), errors.Is(err, money.ErrMixed):
		code, message = diag.BadUnit, fmt.Sprintf("%.40q: the unit is not known or does not fit", n.text)
		if fields := strings.Fields(strings.TrimLeft(n.text, "+-0123456789._ ")); len(fields) > 0 {
			if near := nearest.Word(fields[0], append(r.units.Names(), money.Currencies()...)); near != "" && near != fields[0] {
				hint = "did you mean " + near + "?"
			}
		}
	case errors.Is(err, decimal.ErrRange):
		message = fmt.Sprintf("%.40q is out of range", n.text)
	}
	r.report(code, n, path, message, hint)
}

// currency reads an ISO 4217 code.
func (o *object) currency(key string) money.Currency {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return ""
	}
	c, err := money.ParseCurrency(w)
	if err != nil {
		o.report(diag.UnknownCurrency, n, o.at(key), fmt.Sprintf("%.40q is no ISO 4217 currency", w), nearest.Hint(w, money.Currencies()))
	}
	return c
}
