package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/period"
)

// Test is an expectation of the dossier's author: given a day of knowledge,
// changed inputs and assumptions, these figures are wanted.
type Test struct {
	Name   string
	File   string
	Known  period.Day
	Set    []Input
	Assume []Input
	Extend string
	Want   []Expected
	Pos    diag.Position
}

// Input is a value given to a series: for one period, or for every unknown
// period when Period is zero.
type Input struct {
	Series string
	Period period.Period
	Value  decimal.Decimal
}

// readTests reads the files of tests/.
func (r *reader) readTests(d *Dossier) {
	for _, name := range keysOf(r.trees) {
		if !strings.HasPrefix(name, "tests/") {
			continue
		}
		o := r.object(r.trees[name], strings.TrimSuffix(name, ".yaml"))
		for i, n := range r.entries(o.need("tests"), o.at("tests")) {
			t := r.test(n, index(o.at("tests"), i), d)
			t.File = name
			d.Tests = append(d.Tests, t)
		}
		o.close()
	}
}

func (r *reader) test(n *node, path string, d *Dossier) Test {
	o := r.object(n, path)
	defer o.close()
	t := Test{Name: r.word(o.need("name"), o.at("name")), Pos: n.pos}
	if g := o.get("given"); g != nil {
		given := r.object(g, o.at("given"))
		if day := given.date("known"); day != (period.Date{}) {
			t.Known = day.Last()
		}
		t.Set = r.inputs(given, "set", true, d)
		t.Assume = r.inputs(given, "assume", false, d)
		t.Extend = r.knownAgreement(given, "extend", d)
		given.close()
	}
	for _, p := range r.pairsOf(o.need("want"), o.at("want")) {
		e := Expected{Figure: p.key.text, Pos: p.key.pos}
		if p.value.text == "unknown" {
			e.Unknown = true
		} else {
			var ok bool
			if e.Amount, ok = r.amount(p.value, join(o.at("want"), p.key.text)); !ok {
				continue
			}
		}
		t.Want = append(t.Want, e)
	}
	return t
}

// inputs reads {kr.cpi/2010: 3.0} or, without period, {kr.cpi: 2.0}.
func (r *reader) inputs(o *object, key string, periods bool, d *Dossier) []Input {
	var all []Input
	for _, p := range r.pairsOf(o.get(key), o.at(key)) {
		in, err := ParseInput(p.key.text+"="+r.word(p.value, o.at(key)), periods)
		if err != nil {
			r.report(diag.BadNumber, p.key, o.at(key), err.Error(), "")
			continue
		}
		if _, known := d.FindSeries(in.Series); !known {
			r.report(diag.UnknownSeries, p.key, o.at(key), fmt.Sprintf("series %.40q is not declared in dossier.yaml", in.Series), nearest.Hint(in.Series, seriesIDs(d)))
			continue
		}
		all = append(all, in)
	}
	return all
}

// ParseInput reads SERIES/PERIOD=VALUE, or SERIES=VALUE where periods are not
// wanted. A percent sign behind the value is allowed.
func ParseInput(s string, periods bool) (Input, error) {
	form := "SERIES=VALUE, such as kr.cpi=2.0"
	if periods {
		form = "SERIES/PERIOD=VALUE, such as kr.cpi/2010=3.0"
	}
	name, value, found := strings.Cut(s, "=")
	if !found {
		return Input{}, fmt.Errorf("%.60q: expected %s", s, form)
	}
	var in Input
	in.Series = strings.TrimSpace(name)
	if i := strings.LastIndexByte(in.Series, '/'); i >= 0 || periods {
		p, err := period.Parse(in.Series[i+1:])
		if err != nil || i < 0 || !periods {
			return Input{}, fmt.Errorf("%.60q: expected %s", s, form)
		}
		in.Series, in.Period = in.Series[:i], p
	}
	v, err := decimal.Parse(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "%")))
	if err != nil {
		return Input{}, fmt.Errorf("%.60q: %w", s, err)
	}
	in.Value = v
	return in, nil
}
