package dossier

import (
	"fmt"

	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/ratification"
)

// readForecasts reads forecasts.yaml: who gave which probability to what, on
// which day, and how it came out.
func (r *reader) readForecasts(d *Dossier) {
	tree := r.trees["forecasts.yaml"]
	if tree == nil {
		return
	}
	o := r.object(tree, "")
	defer o.close()
	seen := map[string]diag.Position{}
	for i, n := range r.entries(o.need("forecasts"), "forecasts") {
		f := r.forecast(n, index("forecasts", i))
		if first, twice := seen[f.ID]; twice && f.ID != "" {
			r.list.Add(diag.Diagnostic{
				Code: diag.DuplicateID, Pos: n.get("id").pos, Width: len(f.ID), Path: index("forecasts", i), Message: "two forecasts are called " + f.ID,
				Related: []diag.Related{{Pos: first, Message: "the other one"}},
			})
			continue
		}
		seen[f.ID] = f.Pos
		d.Forecasts = append(d.Forecasts, f)
	}
}

func (r *reader) forecast(n *node, path string) ratification.Forecast {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	o.need("question")
	o.need("owner")
	o.need("on")
	o.need("probability")
	f := ratification.Forecast{
		ID: o.word("id"), Question: o.word("question"), About: o.text("about"), Owner: o.word("owner"), On: o.date("on"), Resolves: o.day("resolves"),
		Outcome: ratification.ParseResult(o.choice("outcome", ratification.Results())), Resolved: o.date("resolved"), Pos: n.pos,
	}
	f.Probability = o.probability("probability")
	if v := o.get("range"); v != nil {
		if x, ok := r.spread(v, o.at("range"), true); ok {
			f.Range = &ratification.Interval{From: x.Low, To: x.High}
			if !f.Range.Contains(f.Probability) {
				r.report(diag.BadNumber, v, o.at("range"), "the probability is outside its own range", "a range is low..high, with the probability in it")
			}
		}
	}
	f.Mark = o.mark()
	unknown := f.Resolved == (period.Date{})
	switch {
	case f.Outcome != ratification.Open && unknown:
		r.report(diag.MissingKey, n, path, "key resolved is missing: from which day was the outcome known?", "resolved: 2024-10-04")
	case f.Outcome == ratification.Open && !unknown:
		r.report(diag.MissingKey, n, path, "key outcome is missing", "outcome: yes | no | void")
	case !unknown && f.Resolved.Last().Before(f.On.First()):
		r.report(diag.BadDate, n.get("resolved"), o.at("resolved"), "the outcome was known before the forecast was given", "")
	}
	return f
}

// probability reads a percentage from 0% to 100% as a number from 0 to 1.
func (o *object) probability(key string) float64 {
	n := o.get(key)
	p := o.reader.percent(n, o.at(key))
	if p == nil {
		return 0
	}
	if p.Sign() < 0 || p.Cmp(decimal.FromInt(100)) > 0 {
		o.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is no probability", n.text), "a probability is between 0% and 100%")
		return 0
	}
	return hundredth(*p)
}

func hundredth(p decimal.Decimal) float64 {
	q, _ := p.Fraction().Quo(decimal.Whole(100))
	return q.Float64()
}
