package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/series"
)

// assumption reads how the unknown periods of a series are drawn.
func (r *reader) assumption(so *object, s *series.Series) {
	n := so.get("assumptions")
	if n == nil {
		return
	}
	o := r.object(n, so.at("assumptions"))
	defer o.close()
	a := &series.Assumption{Pos: n.pos}
	q := quantities{object: o, series: s}
	o.need("model")
	a.Model = q.model(o.choice("model", series.Models()))
	for i, item := range r.entries(o.get("shocks"), o.at("shocks")) {
		a.Shocks = append(a.Shocks, q.shock(item, index(o.at("shocks"), i)))
	}
	a.Mark = o.mark()
	if len(a.Mark.Source.IDs) == 0 {
		r.report(diag.MissingSource, n, o.path, "an assumption says whose it is", "source: own, when it is yours")
	}
	if s.Frequency != "year" {
		r.report(diag.BadModel, n, o.path, "assumptions draw years; "+s.ID+" has a value for every "+s.Frequency, "")
		return
	}
	if a.Model != nil {
		s.Assumption = a
	}
}

// checkHistory reports a model that the file holds too little for, whatever day
// it is asked on.
func (r *reader) checkHistory(s *series.Series) {
	if s.Assumption == nil {
		return
	}
	needs, from := 0, 0
	switch m := s.Assumption.Model.(type) {
	case series.RandomWalk, series.GeometricBrownian:
		needs = 1
	case series.Empirical:
		needs, from = 1, m.From
	case series.Bootstrap:
		needs, from = 2, m.From
		if s.Kind != series.Growth && s.Kind != series.Share {
			needs = 3 // two changes
		}
	case series.Constant, series.Given, series.Normal, series.LogNormal, series.Triangular, series.AutoRegressive, series.Regimes:
	}
	years := map[int]bool{}
	for _, o := range s.Observations {
		if o.Period.Year >= from {
			years[o.Period.Year] = true
		}
	}
	if len(years) < needs {
		r.list.Add(diag.Diagnostic{
			Code: diag.HistoryShort, Pos: s.Assumption.Pos, Path: "dossier/series/" + s.ID + "/assumptions",
			Message: fmt.Sprintf("the model needs %d observed years, %s has %d", needs, s.File, len(years)), Hint: "model: ar1 and model: normal need none",
		})
	}
}

// quantities reads numbers in the unit of a series.
type quantities struct {
	*object
	series *series.Series
	failed bool
}

// model reads the parameters of a model; nil when one of them is wrong.
func (q *quantities) model(word string) series.Model {
	m := q.parameters(word)
	if q.failed {
		return nil
	}
	return m
}

func (q *quantities) parameters(word string) series.Model {
	switch word {
	case "constant":
		return series.Constant{Value: q.value("value")}
	case "path":
		return series.Given{Values: q.given()}
	case "normal":
		return series.Normal{Mean: q.value("mean"), SD: q.deviation()}
	case "lognormal":
		return series.LogNormal{Median: q.value("median"), SD: q.share("sd", 0, 1000)}
	case "triangular":
		t := series.Triangular{Low: q.value("low"), Mode: q.value("mode"), High: q.value("high")}
		if !q.failed && (t.Low.Cmp(t.Mode) > 0 || t.Mode.Cmp(t.High) > 0 || t.Low.Cmp(t.High) == 0) {
			q.bad(diag.BadModel, "low", "low, mode and high are not in this order", "")
		}
		return t
	case "empirical":
		return series.Empirical{From: q.from()}
	case "ar1":
		a := series.AutoRegressive{Mean: q.value("mean"), Persistence: q.ratio("persistence"), SD: q.deviation()}
		if one := decimal.FromInt(1); a.Persistence.Cmp(one) >= 0 || a.Persistence.Cmp(decimal.FromInt(-1)) <= 0 {
			q.bad(diag.NotStationary, "persistence", "a persistence of "+a.Persistence.String()+" never returns to the mean", "it lies between -1 and 1; model: random_walk has none")
		}
		return a
	case "random_walk":
		return series.RandomWalk{Drift: q.value("drift"), SD: q.deviation()}
	case "brownian":
		return series.GeometricBrownian{Drift: q.share("drift", -100, 1000), SD: q.share("sd", 0, 1000)}
	case "bootstrap":
		b := series.Bootstrap{Block: q.ratio("block"), From: q.from()}
		if b.Block.Cmp(decimal.FromInt(1)) < 0 {
			q.bad(diag.BadModel, "block", "pieces of history have a mean length of one year or more", "block: 3")
		}
		return b
	case "regimes":
		return series.Regimes{States: q.states()}
	default:
		return nil
	}
}

func (q *quantities) bad(code diag.Code, key, message, hint string) {
	q.failed = true
	n := q.n.get(key)
	if n.empty() {
		n = q.n
	}
	q.report(code, n, q.at(key), message, hint)
}

// value reads a number in the unit of the series.
func (q *quantities) value(key string) decimal.Decimal {
	n := q.need(key)
	if n == nil {
		q.failed = true
		return decimal.Decimal{}
	}
	return q.quantity(n, q.at(key))
}

func (q *quantities) quantity(n *node, path string) decimal.Decimal {
	w := q.reader.word(n, path)
	if q.series.Unit == "percent" {
		if p := q.reader.percent(n, path); p != nil {
			return *p
		}
		q.failed = true
		return decimal.Decimal{}
	}
	number, unit, _ := strings.Cut(strings.TrimSpace(w), " ")
	v, err := decimal.Parse(number)
	switch {
	case err != nil:
		q.failed = true
		q.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is not a number with its unit", w), "in the unit of the series: 1 "+q.series.Unit)
	case strings.TrimSpace(unit) == "":
		q.failed = true
		q.report(diag.UnitMissing, n, path, fmt.Sprintf("%.40q has no unit", w), w+" "+q.series.Unit)
	case strings.TrimSpace(unit) != q.series.Unit:
		q.failed = true
		q.report(diag.BadUnit, n, path, fmt.Sprintf("%s is counted in %s, not in %.40q", q.series.ID, q.series.Unit, unit), "")
	}
	return v
}

// deviation is the standard deviation, a value of zero or more.
func (q *quantities) deviation() decimal.Decimal {
	const key = "sd"
	v := q.value(key)
	if v.Sign() < 0 {
		q.bad(diag.BadModel, key, "a spread below zero", "")
	}
	return v
}

// share reads a percentage within limits, whatever the unit of the series.
func (q *quantities) share(key string, low, high int64) decimal.Decimal {
	n := q.need(key)
	if n == nil {
		q.failed = true
		return decimal.Decimal{}
	}
	v, err := money.ParsePercent(q.reader.word(n, q.at(key)))
	if err != nil {
		q.failed = true
		q.badQuantity(n, q.at(key), err, "a rate is 4%")
		return v
	}
	if v.Cmp(decimal.FromInt(low)) < 0 || v.Cmp(decimal.FromInt(high)) > 0 {
		q.bad(diag.BadModel, key, fmt.Sprintf("%s%% is not between %d%% and %d%%", v, low, high), "")
	}
	return v
}

// ratio reads a bare number.
func (q *quantities) ratio(key string) decimal.Decimal {
	n := q.need(key)
	v, err := decimal.Parse(q.reader.word(n, q.at(key)))
	if err != nil {
		q.failed = true
		if n != nil {
			q.report(diag.BadNumber, n, q.at(key), fmt.Sprintf("%.40q is not a number", n.text), "a number without unit, such as 0.6")
		}
	}
	return v
}

func (q *quantities) from() int {
	if n := q.get("from"); n != nil {
		return q.year(n, q.at("from"))
	}
	return 0
}

func (q *quantities) given() map[int]decimal.Decimal {
	values := map[int]decimal.Decimal{}
	n := q.need("values")
	if n == nil {
		q.failed = true
	}
	for _, p := range q.pairsOf(n, q.at("values")) {
		path := join(q.at("values"), p.key.text)
		years, v := q.years(p.key, path), q.quantity(p.value, path)
		for y := years.From; y <= years.To && y != 0; y++ {
			values[y] = v
		}
	}
	return values
}

func (q *quantities) shock(n *node, path string) series.Shock {
	o := q.reader.object(n, path)
	defer o.close()
	inner := quantities{object: o, series: q.series}
	s := series.Shock{Year: q.year(o.need("year"), o.at("year")), Add: inner.value("add"), Probability: decimal.FromInt(100)}
	if o.has("probability") {
		s.Probability = inner.share("probability", 0, 100)
	}
	o.get("probability")
	return s
}

func (q *quantities) states() []series.Regime {
	n := q.need("states")
	var all []series.Regime
	for _, p := range q.pairsOf(n, q.at("states")) {
		o := q.reader.object(p.value, join(q.at("states"), p.key.text))
		inner := quantities{object: o, series: q.series}
		all = append(all, series.Regime{Name: p.key.text, Mean: inner.value("mean"), SD: inner.deviation(), Stay: inner.share("stay", 0, 100)})
		o.close()
		q.failed = q.failed || inner.failed
	}
	if len(all) < 2 {
		q.bad(diag.BadModel, "states", "regimes switch between two states or more", "states: {calm: {mean: 2%, sd: 0.5%, stay: 90%}, high: {…}}")
	}
	return all
}

// correlations reads which series are drawn together.
func (r *reader) correlations(o *object, d *Dossier) {
	for i, n := range r.entries(o.get("correlations"), o.at("correlations")) {
		co := r.object(n, index(o.at("correlations"), i))
		c := series.Correlation{Pos: n.pos}
		between := co.need("between")
		names := r.words(between, co.at("between"))
		c.Value = r.correlation(co)
		c.Mark = co.mark()
		co.close()
		if between == nil { // said already
			continue
		}
		if len(names) != 2 || names[0] == names[1] {
			r.report(diag.BadCorrelation, between, co.at("between"), "a correlation ties two series", "between: [kr.cpi, kr.gdp]")
			continue
		}
		ok := true
		for j, name := range names {
			s, known := d.FindSeries(name)
			switch {
			case !known:
				r.report(diag.UnknownSeries, between, co.at("between"), fmt.Sprintf("series %.40q is not declared", name), nearest.Hint(name, seriesIDs(d)))
			case s.Assumption == nil:
				r.report(diag.BadCorrelation, between, co.at("between"), name+" has no assumptions, so nothing of it is drawn", "")
			case !series.Tied(s.Assumption.Model):
				r.report(diag.BadCorrelation, between, co.at("between"), "the model of "+name+" draws no normal numbers that could be tied", "")
			default:
				c.Between[j] = name
				continue
			}
			ok = false
		}
		if ok {
			d.Correlated = append(d.Correlated, c)
		}
	}
}

func (r *reader) correlation(o *object) *decimal.Decimal {
	if o.flag("estimate") {
		if o.get("value") != nil {
			r.report(diag.BadCorrelation, o.n, o.path, "a correlation is given or estimated, not both", "")
		}
		return nil
	}
	n := o.need("value")
	v, err := decimal.Parse(r.word(n, o.at("value")))
	if err == nil && v.Cmp(decimal.FromInt(1)) <= 0 && v.Cmp(decimal.FromInt(-1)) >= 0 {
		return &v
	}
	if n != nil {
		r.report(diag.BadCorrelation, n, o.at("value"), fmt.Sprintf("%.40q is no correlation", n.text), "a number from -1 to 1, or estimate: yes")
	}
	return &decimal.Decimal{}
}
