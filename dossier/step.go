package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/key"
)

// stepKeys name the steps of a share key; just one stands in an entry of steps.
var stepKeys = []string{
	"share_of", "mix", "subtract", "relief", "fix", "floor", "ceiling", "limit_change", "discount", "equalise", "on_top",
}

// steps reads a list of steps. A step that cannot be read is left out; its
// finding keeps the dossier from being relied on.
func (r *reader) steps(o *object, list string) []key.Rule {
	var rules []key.Rule
	for i, n := range r.entries(o.get(list), o.at(list)) {
		so := r.object(n, index(o.at(list), i))
		rule := key.Rule{Source: so.mark(), Pos: n.pos}
		var found []string
		for _, k := range stepKeys {
			if so.has(k) {
				found = append(found, k)
			}
		}
		so.asks = append(so.asks, stepKeys...)
		switch {
		case len(found) == 1:
			rule.Step = r.shareStep(found[0], so)
		case len(found) > 1:
			r.report(diag.WrongShape, n, so.path, "a step does one thing: "+strings.Join(found, " or "), "give each its own entry")
		case len(n.pairs) == 0 || !so.unknownOnly():
			r.report(diag.MissingKey, n, so.path, "the entry names no step", "one of "+strings.Join(stepKeys, ", "))
		}
		so.close()
		if rule.Step != nil {
			rules = append(rules, rule)
		}
	}
	return rules
}

// unknownOnly reports whether the mapping has a key that close will report.
func (o *object) unknownOnly() bool {
	for _, p := range o.n.pairs {
		known := false
		for _, a := range o.asks {
			known = known || a == p.key.text
		}
		if !known {
			return true
		}
	}
	return false
}

// shareStep reads one step; nil when it cannot be read.
func (r *reader) shareStep(name string, so *object) key.Step {
	n, path := so.get(name), so.at(name)
	switch name {
	case "share_of":
		if w := r.word(n, path); w != "" {
			return key.ShareOf{Weight: w}
		}
		return nil
	case "mix":
		var mix key.Mix
		for _, p := range r.pairsOf(n, path) {
			if x, ok := r.share(p.value, join(path, p.key.text)); ok {
				mix.Parts = append(mix.Parts, key.Part{Weight: p.key.text, Part: x})
			}
		}
		return mix
	case "fix":
		return key.Fix{Shares: r.fixedShares(n, path)}
	case "on_top":
		return key.OnTop{Shares: r.fixedShares(n, path)}
	case "floor":
		at, where, _, ok := r.limitStep(n, path, false)
		if !ok {
			return nil
		}
		return key.Floor{At: at, Where: where}
	case "ceiling":
		at, where, together, ok := r.limitStep(n, path, true)
		switch {
		case !ok:
			return nil
		case together:
			return key.GroupCeiling{At: at, Where: where}
		default:
			return key.Ceiling{At: at, Where: where}
		}
	default:
		return r.longStep(name, n, path)
	}
}

// longStep reads the steps that are mappings of named parts.
func (r *reader) longStep(name string, n *node, path string) key.Step {
	o := r.object(n, path)
	defer o.close()
	switch name {
	case "subtract":
		what, rate := r.word(o.need("what"), o.at("what")), o.need("rate")
		x, ok := r.share(rate, o.at("rate"))
		if where := o.among(); ok {
			return key.Subtract{Weight: what, Rate: x, Where: where}
		}
		return nil
	case "relief":
		return r.relief(o)
	case "limit_change":
		c := key.Change{Against: r.word(o.need("against"), o.at("against")), Where: o.among()}
		c.Up, c.Down = o.shareOrNil("up"), o.shareOrNil("down")
		if c.Up == nil && c.Down == nil {
			r.report(diag.MissingKey, n, path, "the step limits nothing", "up: 10%, down: 10%, or one of them")
			return nil
		}
		return c
	case "discount":
		d := key.Discount{PaidBy: r.word(o.need("paid_by"), o.at("paid_by"))}
		for _, p := range r.pairsOf(o.need("levels"), o.at("levels")) {
			if x, ok := r.share(p.value, join(o.at("levels"), p.key.text)); ok {
				d.Levels = append(d.Levels, key.Level{Group: p.key.text, Off: x})
			}
		}
		return d
	case "equalise":
		how, _ := key.ParseEqual(o.choice("how", key.EqualNames()))
		pair := r.words(o.need("parties"), o.at("parties"))
		if len(pair) != 2 {
			r.report(diag.WrongShape, n, path, fmt.Sprintf("two parties are made equal, not %d", len(pair)), "parties: [usa, deu]")
			return nil
		}
		return key.Equalise{Parties: [2]string(pair), How: how}
	default:
		return nil
	}
}

func (r *reader) relief(o *object) key.Step {
	gradient, ok := r.share(o.need("gradient"), o.at("gradient"))
	t := key.Relief{Gradient: gradient, Per: r.word(o.need("per"), o.at("per")), Where: o.among()}
	t.PaidBy, _ = key.ParsePayers(o.choice("paid_by", key.PayerNames()))
	below := o.need("below")
	switch {
	case below == nil:
		return nil
	case below.shape == mapping:
		m := r.object(below, o.at("below"))
		t.Below.Mean = r.word(m.need("mean"), m.at("mean"))
		m.close()
	default:
		d, err := decimal.Parse(r.word(below, o.at("below")))
		if err != nil {
			r.report(diag.BadNumber, below, o.at("below"), fmt.Sprintf("%.40q is no threshold", below.text), "a number in the unit of the weight per head, or {mean: gni}")
			return nil
		}
		t.Below.At = d.Fraction()
	}
	if !ok {
		return nil
	}
	return t
}

// limitStep reads 22%, or {at: 0.01%, where: ldc}.
func (r *reader) limitStep(n *node, path string, joint bool) (at decimal.Fraction, where key.Among, together, ok bool) {
	if n.shape == scalar {
		at, ok = r.share(n, path)
		return at, where, false, ok
	}
	o := r.object(n, path)
	at, ok = r.share(o.need("at"), o.at("at"))
	where = o.among()
	if joint {
		together = o.flag("together")
	}
	o.close()
	return at, where, together, ok
}

// among reads where: GROUP or except: GROUP.
func (o *object) among() key.Among {
	where, except := o.word("where"), o.word("except")
	switch {
	case where != "" && except != "":
		o.report(diag.WrongShape, o.n, o.path, "a step holds where or except, not both", "")
	case except != "":
		return key.Among{Group: except, Except: true}
	}
	return key.Among{Group: where}
}

// share reads a percentage as a fraction of 1.
func (r *reader) share(n *node, path string) (decimal.Fraction, bool) {
	p := r.percent(n, path)
	if p == nil {
		return decimal.Fraction{}, false
	}
	return p.Fraction().Mul(decimal.Frac(1, 100)), true
}

func (o *object) shareOrNil(name string) *decimal.Fraction {
	x, ok := o.share(o.get(name), o.at(name))
	if !ok {
		return nil
	}
	return &x
}

// fixedShares reads {usa: 22%}.
func (r *reader) fixedShares(n *node, path string) []key.Fixed {
	var all []key.Fixed
	for _, p := range r.pairsOf(n, path) {
		if x, ok := r.share(p.value, join(path, p.key.text)); ok {
			all = append(all, key.Fixed{Party: p.key.text, Share: x})
		}
	}
	return all
}
