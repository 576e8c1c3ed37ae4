package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
	"entente/ratification"
)

// Estimate is somebody's figure for what cannot be looked up: a value or a
// range, whose it is and of which day; or a forecast of forecasts.yaml.
type Estimate struct {
	ratification.Range
	Forecast string // a question of forecasts.yaml; then the range is not set
	Owner    string
	On       period.Date
	Pos      diag.Position
}

// estimator reads the estimates of one section, which share owner and day.
type estimator struct {
	*reader
	owner string
	on    period.Date
	units []money.Currency // the currency of the sums so far; all must agree
}

// estimator reads whose the estimates of a section are.
func (o *object) estimator() *estimator {
	for key, hint := range map[string]string{"owner": "whose estimate it is: owner: analyst", "on": "of which day it is: on: 2024-10-04"} {
		if o.get(key) == nil {
			o.lacks("key "+key+" is missing", hint, key)
		}
	}
	return &estimator{reader: o.reader, owner: o.word("owner"), on: o.date("on")}
}

func (e *estimator) wrap(n *node, x ratification.Range) Estimate {
	return Estimate{Range: x, Owner: e.owner, On: e.on, Pos: n.pos}
}

// share reads a probability or a share: 75%, 60%..75%..90%, or
// {forecast: QUESTION}.
func (e *estimator) share(o *object, key string, d *Dossier) Estimate {
	n := o.get(key)
	if n == nil {
		return Estimate{}
	}
	if n.shape == mapping {
		f := e.object(n, o.at(key))
		defer f.close()
		q := f.reader.word(f.need("forecast"), f.at("forecast"))
		for _, x := range d.Forecasts {
			if x.Question == q {
				return Estimate{Forecast: q, Pos: n.pos}
			}
		}
		if q != "" {
			e.report(diag.UnknownForecast, n.get("forecast"), f.at("forecast"), fmt.Sprintf("no forecast answers the question %.40q", q), "write it into forecasts.yaml")
		}
		return Estimate{Pos: n.pos}
	}
	x, _ := e.spread(n, o.at(key), true)
	return e.wrap(n, x)
}

// ranged is share where no forecast may stand.
func (e *estimator) ranged(o *object, key string) ratification.Range {
	x, _ := e.spread(o.get(key), o.at(key), true)
	return x
}

// number reads a number of zero or more: 3, or 1..3..6.
func (e *estimator) number(o *object, key string) Estimate {
	n := o.get(key)
	if n == nil {
		return Estimate{}
	}
	x, ok := e.spread(n, o.at(key), false)
	if ok && x.Low < 0 {
		e.report(diag.BadNumber, n, o.at(key), "this cannot be below zero", "")
	}
	return e.wrap(n, x)
}

// sum reads money: 1_000 eok, or 500..1_000..2_000 eok. The range is in whole
// units of the currency, which must be one in all of the section.
func (e *estimator) sum(o *object, key string) Estimate {
	n := o.get(key)
	if n == nil {
		return Estimate{}
	}
	w := e.word(n, o.at(key))
	parts := strings.Split(w, "..")
	_, unit, _ := strings.Cut(strings.TrimLeft(parts[len(parts)-1], " "), " ")
	var values []float64
	for _, p := range parts {
		if !strings.Contains(strings.TrimSpace(p), " ") && unit != "" {
			p += " " + unit
		}
		a, err := e.reader.units.Parse(strings.TrimSpace(p))
		if err != nil {
			e.badQuantity(n, o.at(key), err, "a sum is 1_000 eok, a range 500..1_000..2_000 eok")
			return Estimate{Pos: n.pos}
		}
		if e.units = append(e.units, a.Currency); a.Currency != e.units[0] {
			e.report(diag.MixedCurrency, n, o.at(key), fmt.Sprintf("%s here, %s before in this section", a.Currency, e.units[0]), "write all sums of a section in one currency")
		}
		values = append(values, a.Value.Float64())
	}
	x, _ := e.ordered(n, o.at(key), values)
	return e.wrap(n, x)
}

// spread reads one value, low..high, or low..likely..high; shares are
// percentages from 0% to 100%.
func (r *reader) spread(n *node, path string, share bool) (x ratification.Range, ok bool) {
	w := r.word(n, path)
	if w == "" {
		return x, false
	}
	hint := "a number is 3, a range 1..3..6"
	if share {
		hint = "a share is 75%, a range 60%..75%..90%"
	}
	var values []float64
	for p := range strings.SplitSeq(w, "..") {
		v, err := decimal.Parse(strings.TrimSpace(p))
		if share {
			v, err = money.ParsePercent(strings.TrimSpace(p))
		}
		if err != nil {
			r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is no value or range of values", w), hint)
			return x, false
		}
		value := v.Float64()
		if share {
			if value = hundredth(v); value < 0 || value > 1 {
				r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is not between 0%% and 100%%", w), hint)
				return x, false
			}
		}
		values = append(values, value)
	}
	return r.ordered(n, path, values)
}

// ordered makes a range of one, two or three values, the smallest first. Of two
// the likely value is the middle.
func (r *reader) ordered(n *node, path string, v []float64) (x ratification.Range, ok bool) {
	switch len(v) {
	case 1:
		x = ratification.Range{Low: v[0], Likely: v[0], High: v[0]}
	case 2:
		x = ratification.Range{Low: v[0], Likely: (v[0] + v[1]) / 2, High: v[1]}
	case 3:
		x = ratification.Range{Low: v[0], Likely: v[1], High: v[2]}
	default:
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q has more than three values", n.text), "a range is low..likely..high")
		return x, false
	}
	if x.Check() != nil {
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is not in order", n.text), "a range is low..likely..high")
		return ratification.Range{}, false
	}
	return x, true
}
