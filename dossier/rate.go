package dossier

import (
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/series"
)

// rateKeys say where a growth comes from; exactly one of them stands in a rate.
var rateKeys = []string{"value", "series", "growth_of", "add", "compound"}

// rate reads 4%, or a mapping with one of rateKeys; nil when it is wrong.
func (r *reader) rate(n *node, path string, d *Dossier) agreement.Rate {
	if n.shape == scalar {
		p := r.percent(n, path)
		if p == nil {
			return nil
		}
		return agreement.FixedRate{Percent: *p, Pos: n.pos}
	}
	if n.shape == list {
		r.report(diag.WrongShape, n, path, "say how the rates join", "by: {add: […]} adds them, by: {compound: […]} compounds them")
		return nil
	}
	o := r.object(n, path)
	defer o.close()
	var found []string
	add := o.n.get("add")
	for _, key := range rateKeys {
		// add: 0.5% beside series is an add-on; add: [ … ] is a sum of rates.
		if o.has(key) && (key != "add" || add.shape == list) {
			found = append(found, key)
		}
	}
	if len(found) != 1 {
		o.asks = append(o.asks, rateKeys...)
		o.asks = append(o.asks, "lag", "year", "times", "cap", "floor", "round", "mode", "since", "base", "average", "label", "source", "status", "known", "note")
		if len(found) > 1 {
			r.report(diag.WrongShape, n, path, "a growth comes from one place, not from "+strings.Join(found, " and "), "join rates by {add: […]} or {compound: […]}")
		} else {
			o.lacks("nothing says where the growth comes from", "one of "+strings.Join(rateKeys, ", "), rateKeys...)
		}
		return nil
	}
	switch found[0] {
	case "value":
		p := o.percent("value")
		if p == nil {
			return nil
		}
		return agreement.FixedRate{Percent: *p, Label: o.word("label"), Mark: o.mark(), Pos: n.pos}
	case "series":
		return r.indexRate(o, d)
	case "growth_of":
		return r.levelRate(o, d)
	default:
		return r.joined(o, found[0], d)
	}
}

func (r *reader) joined(o *object, key string, d *Dossier) agreement.Rate {
	var rates []agreement.Rate
	for i, item := range r.entries(o.get(key), o.at(key)) {
		if rate := r.rate(item, index(o.at(key), i), d); rate != nil {
			rates = append(rates, rate)
		}
	}
	o.word("label")
	if n := o.n.get(key); n.shape == list && len(n.items) == 0 {
		r.report(diag.MissingKey, n, o.at(key), "there are no rates to join", "")
		return nil
	}
	if key == "compound" {
		return agreement.CompoundRate{Rates: rates, Pos: o.n.pos}
	}
	return agreement.SumRate{Rates: rates, Pos: o.n.pos}
}

// maxLag is longer than any lag in a treaty; a slip such as lag: 2009 is found.
const maxLag = 50

func (r *reader) indexRate(o *object, d *Dossier) agreement.Rate {
	x := agreement.Index{Series: r.useSeries(o.get("series"), o.at("series"), d, series.Growth), Label: o.word("label"), Pos: o.n.pos}
	x.Lag, x.Year = r.lag(o)
	x.Adjust = r.adjust(o)
	x.Mark = o.mark()
	if x.Series == "" {
		return nil
	}
	return x
}

func (r *reader) levelRate(o *object, d *Dossier) agreement.Rate {
	x := agreement.LevelGrowth{Series: r.useSeries(o.get("growth_of"), o.at("growth_of"), d, series.Level, series.Amount), Since: 1, Pos: o.n.pos}
	x.Lag, _ = r.lag(o)
	if n := o.get("since"); !n.empty() && n.text == "last_rise" {
		x.LastRise = true
	} else if o.has("since") {
		x.Since = o.count("since", maxLag)
	}
	if n := o.get("base"); n != nil {
		x.Base = r.year(n, o.at("base"))
		if x.LastRise {
			r.report(diag.MissingKey, n, o.at("base"), "growth is measured since one year, the last rise or a base", "leave one of since and base out")
		}
	}
	x.Average = r.average(o)
	x.Adjust = r.adjust(o)
	x.Mark = o.mark()
	if x.Series == "" {
		return nil
	}
	return x
}

// average reads which months of a year are averaged, and how the mean is
// rounded.
func (r *reader) average(o *object) *agreement.Average {
	n := o.get("average")
	if n == nil {
		return nil
	}
	ao := r.object(n, o.at("average"))
	defer ao.close()
	ao.need("months")
	ao.need("to")
	a := &agreement.Average{Months: ao.count("months", maxMonths), To: ao.count("to", 12), Pos: n.pos}
	a.Mode, _ = decimal.ParseMode(ao.choice("mode", decimal.Modes()))
	if a.Months < 1 || a.To < 1 {
		r.report(diag.BadNumber, n, ao.path, "months and to count from 1", "average: {months: 3, to: 9} is July to September")
		return nil
	}
	if round := ao.get("round"); round != nil && round.shape == mapping {
		for _, p := range r.pairsOf(round, ao.at("round")) {
			path := join(ao.at("round"), p.key.text)
			years := r.years(p.key, path)
			if step, ok := r.step(p.value, path); ok {
				a.Steps = append(a.Steps, agreement.AverageStep{Years: years, Step: step})
			}
		}
	} else if step, ok := r.step(round, ao.at("round")); ok {
		a.Steps = []agreement.AverageStep{{Years: period.Years{From: period.MinYear, To: period.MaxYear}, Step: step}}
	}
	return a
}

// maxMonths is the longest span that a mean is taken over.
const maxMonths = 120

// step reads the unit to which an index level is rounded.
func (r *reader) step(n *node, path string) (decimal.Decimal, bool) {
	if n == nil {
		return decimal.Decimal{}, false
	}
	d, err := decimal.Parse(r.word(n, path))
	if err != nil || d.Sign() <= 0 {
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is no unit to round a level to", n.text), "round: 0.1")
		return decimal.Decimal{}, false
	}
	return d, true
}

// lag reads lag or year; one of them must be there.
func (r *reader) lag(o *object) (lag, year int) {
	o.asks = append(o.asks, "lag", "year")
	switch {
	case o.has("lag") && o.has("year"):
		r.report(diag.WrongShape, o.n.get("year"), o.at("year"), "a series is read by lag or by year, not by both", "")
	case o.has("year"):
		year = r.year(o.get("year"), o.at("year"))
	case o.has("lag"):
		lag = o.count("lag", maxLag)
	default:
		o.lacks("the lag is missing: which year of the series counts?", "lag: 2 reads two years before; lag: 0 reads the year itself", "lag", "year")
	}
	return lag, year
}

// adjust reads what the text does to an observed growth.
func (r *reader) adjust(o *object) agreement.Adjust {
	a := agreement.Adjust{Round: o.percent("round"), Times: o.percent("times"), Add: o.percent("add")}
	a.Mode, _ = decimal.ParseMode(o.choice("mode", decimal.Modes()))
	for _, b := range r.bounds(o, "cap") {
		a.Cap = r.stepOnly(b, o.at("cap"))
	}
	for _, b := range r.bounds(o, "floor") {
		a.Floor = r.stepOnly(b, o.at("floor"))
	}
	if a.Cap != nil && a.Floor != nil {
		r.checkBounds([]agreement.Bound{*a.Cap}, []agreement.Bound{*a.Floor}, o.path)
	}
	return a
}

func (r *reader) stepOnly(b agreement.Bound, path string) *agreement.Bound {
	if b.On != agreement.StepBound {
		report(r.list, diag.Diagnostic{
			Code: diag.WrongShape, Pos: b.Pos, Path: path, Message: fmt.Sprintf("a rate can only be bound by step, not by %s", b.On),
			Hint: "write it beside escalate to bind the amount",
		})
		return nil
	}
	return &b
}
