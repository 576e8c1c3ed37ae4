package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/key"
)

// Key returns a key by its id.
func (d *Dossier) Key(id string) (*key.Entry, bool) {
	for _, k := range d.Keys {
		if k.ID == id {
			return k, true
		}
	}
	return nil, false
}

// Table returns a table of published rates by its id.
func (d *Dossier) Table(id string) (*key.Table, bool) {
	for _, t := range d.Tables {
		if t.ID == id {
			return t, true
		}
	}
	return nil, false
}

// readKeys reads the files of keys/: a key that is computed, or a table of
// published rates.
func (r *reader) readKeys(d *Dossier) {
	claimed, seen := map[string]bool{}, map[string]diag.Position{}
	for _, name := range keysOf(r.trees) {
		if !strings.HasPrefix(name, "keys/") {
			continue
		}
		tree := r.trees[name]
		kind := "key"
		if tree.get("table") != nil {
			kind = "table"
		}
		id := r.word(tree.get(kind), "keys")
		o := r.object(tree, "keys/"+id)
		if n := o.need(kind); n != nil {
			if first, twice := seen[id]; twice {
				r.list.Add(diag.Diagnostic{
					Code: diag.DuplicateID, Pos: n.pos, Width: len(id), Path: o.path, Message: "two keys are called " + id,
					Related: []diag.Related{{Pos: first, Message: "the other one"}},
				})
			}
			seen[id] = n.pos
			if kind == "table" {
				d.Tables = append(d.Tables, r.table(o, id, claimed))
			} else {
				d.Keys = append(d.Keys, r.entry(o, id, claimed))
			}
		}
		o.close()
	}
	for _, name := range keysOf(r.files) {
		if strings.HasPrefix(name, "members/") && !claimed[name] {
			r.list.Add(diag.Diagnostic{
				Code: diag.UnknownFile, Severity: diag.Warning, Pos: diag.Position{File: name}, Message: "no key reads this file",
				Hint: "name it under members or rates of a file in keys/, or remove it",
			})
		}
	}
}

// entry reads a key.
func (r *reader) entry(o *object, id string, claimed map[string]bool) *key.Entry {
	e := &key.Entry{Title: o.text("title"), Notes: o.text("notes"), Mark: o.mark(), Pos: o.n.get("key").pos}
	e.ID = id
	if n := o.get("years"); n != nil {
		e.Years = r.years(n, o.at("years"))
	}
	e.Bases = r.words(o.get("bases"), o.at("bases"))
	o.need("steps")
	e.Rules, e.Then = r.steps(o, "steps"), r.steps(o, "then")
	if n := o.get("round"); n != nil {
		e.Round = r.shareRounding(n, o.at("round"))
	}
	e.Divides = r.divides(o)
	e.FixedRate = r.fixedRate(o)
	if n := o.get("members"); n != nil {
		e.Members = r.word(n, o.at("members"))
		claimed[e.Members] = true
		r.members(e, n, o.at("members"))
	}
	return e
}

// roundingKeys reads what both roundings of a key share, after the step.
func (o *object) roundingRest(to decimal.Decimal) key.Rounding {
	mode, _ := decimal.ParseMode(o.choice("mode", decimal.Modes()))
	residue, _ := key.ParseResidue(o.choice("residue", key.ResidueNames()))
	return key.Rounding{To: to, Mode: mode, Residue: residue}
}

// shareRounding reads {to: 0.001%, mode: half_up, residue: leave}.
func (r *reader) shareRounding(n *node, path string) key.Rounding {
	o := r.object(n, path)
	defer o.close()
	var to decimal.Decimal
	if p := r.percent(o.need("to"), o.at("to")); p != nil {
		if p.Sign() <= 0 {
			r.report(diag.BadNumber, o.n.get("to"), o.at("to"), "a rounding step must be above zero", "")
		}
		to, _ = p.Fraction().Mul(decimal.Frac(1, 100)).Decimal()
	}
	return o.roundingRest(to)
}

// divides reads {value: 475_000_000 USD, round: {to: 1 USD, residue: leave}}.
func (r *reader) divides(o *object) *key.Sum {
	n := o.get("divides")
	if n == nil {
		return nil
	}
	so := r.object(n, o.at("divides"))
	defer so.close()
	sum := &key.Sum{Mark: so.mark(), Pos: n.pos}
	amount, ok := r.amount(so.need("value"), so.at("value"))
	round := so.need("round")
	if !ok || round == nil {
		return nil
	}
	sum.Amount = amount
	ro := r.object(round, so.at("round"))
	defer ro.close()
	to, ok := r.amount(ro.need("to"), ro.at("to"))
	if !ok {
		return nil
	}
	step, ends := to.Value.Decimal()
	if to.Currency != amount.Currency || step.Sign() <= 0 || !ends {
		r.report(diag.BadUnit, round.get("to"), ro.at("to"), fmt.Sprintf("%s is no unit of %s above zero", to, amount.Currency), "")
		return nil
	}
	sum.Pay = ro.roundingRest(step)
	return sum
}

// fixedRate reads {rate: COLUMN, digits: 5, inflation: COLUMN, below: 10%}.
func (r *reader) fixedRate(o *object) *key.FixedRate {
	n := o.get("fixed_rate")
	if n == nil {
		return nil
	}
	fo := r.object(n, o.at("fixed_rate"))
	defer fo.close()
	f := &key.FixedRate{
		Rate: r.word(fo.need("rate"), fo.at("rate")), Digits: fo.count("digits", 20), Inflation: r.word(fo.need("inflation"), fo.at("inflation")),
		Mark: fo.mark(), Pos: n.pos,
	}
	if p := r.percent(fo.need("below"), fo.at("below")); p != nil {
		f.Below = *p
	}
	return f
}

// table reads a table of published rates.
func (r *reader) table(o *object, id string, claimed map[string]bool) *key.Table {
	t := &key.Table{ID: id, Title: o.text("title"), Notes: o.text("notes"), Mark: o.mark(), Pos: o.n.get("table").pos}
	for _, p := range r.pairsOf(o.get("totals"), o.at("totals")) {
		path := join(o.at("totals"), p.key.text)
		total := key.Total{Years: r.years(p.key, path), Pos: p.key.pos}
		value := p.value
		if value.shape == mapping {
			to := r.object(value, path)
			value = to.need("value")
			total.Mark = to.mark()
			to.close()
		}
		if x := r.percent(value, path); x != nil && total.Years.From != 0 {
			total.Percent = *x
			t.Totals = append(t.Totals, total)
		}
	}
	if dn := o.get("divides"); dn != nil {
		t.Divides = r.printedSum(dn, o.at("divides"))
	}
	n := o.need("rates")
	file := r.word(n, o.at("rates"))
	claimed[file] = true
	if data, there := r.files[file]; there {
		t.Rates = r.rates(file, o.at("rates"), data)
	} else if file != "" {
		r.report(diag.MissingFile, n, o.at("rates"), fmt.Sprintf("file %.80q is not there", file), nearest.Hint(file, keysOf(r.files)))
	}
	return t
}

// printedSum reads {value: 2_440m USD, unit: 1m USD}.
func (r *reader) printedSum(n *node, path string) *key.PrintedSum {
	o := r.object(n, path)
	defer o.close()
	sum := &key.PrintedSum{Mark: o.mark(), Pos: n.pos}
	var ok, fits bool
	sum.Sum, ok = r.amount(o.need("value"), o.at("value"))
	sum.Unit, fits = r.amount(o.need("unit"), o.at("unit"))
	if !ok || !fits {
		return nil
	}
	if sum.Unit.Currency != sum.Sum.Currency || sum.Unit.Value.Sign() <= 0 {
		r.report(diag.BadUnit, o.n.get("unit"), o.at("unit"), fmt.Sprintf("%s is no unit of %s above zero", sum.Unit, sum.Sum.Currency), "")
		return nil
	}
	return sum
}
