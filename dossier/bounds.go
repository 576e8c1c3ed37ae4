package dossier

import (
	"fmt"
	"slices"

	"entente/agreement"
	"entente/diag"
)

// checkSteps holds the bounds beside a rule against those inside its rate, and
// reports bounds on a growth that the rule does not have.
func (r *reader) checkSteps(m agreement.Amount, o *object) {
	e, grows := m.Term.(agreement.Escalate)
	if _, open := m.Term.(agreement.Open); open {
		return
	}
	for _, b := range slices.Concat(m.Caps, m.Floors) {
		if b.On == agreement.StepBound && !grows {
			report(r.list, diag.Diagnostic{
				Code: diag.EmptyRule, Pos: b.Pos, Path: o.path, Message: "a bound on the yearly step binds nothing here: the amount does not escalate",
				Hint: "bind the amount itself by level",
			})
		}
	}
	if x, ok := e.By.(agreement.Index); ok {
		r.checkBounds(m.Caps, some(x.Adjust.Floor), o.path)
		r.checkBounds(some(x.Adjust.Cap), m.Floors, o.path)
	}
	if x, ok := e.By.(agreement.LevelGrowth); ok {
		r.checkBounds(m.Caps, some(x.Adjust.Floor), o.path)
		r.checkBounds(some(x.Adjust.Cap), m.Floors, o.path)
	}
}

func some(b *agreement.Bound) []agreement.Bound {
	if b == nil {
		return nil
	}
	return []agreement.Bound{*b}
}

// bounds reads {step: 4%}, {level: 10_000 eok} or {sum: 60_000 eok}; several
// may stand together.
func (r *reader) bounds(o *object, key string) []agreement.Bound {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if n.shape == scalar {
		r.report(diag.WrongShape, n, o.at(key), "say what the "+key+" binds", key+": {step: "+n.text+"} for the growth; level for the year, sum for the agreement")
		return nil
	}
	bo := r.object(n, o.at(key))
	mark := bo.mark()
	var all []agreement.Bound
	if p := bo.percent("step"); p != nil {
		all = append(all, agreement.Bound{On: agreement.StepBound, Rate: *p, Mark: mark, Pos: n.get("step").pos})
	}
	for _, kind := range []agreement.BoundKind{agreement.LevelBound, agreement.SumBound} {
		if v := bo.get(string(kind)); v != nil {
			if a, ok := r.amount(v, bo.at(string(kind))); ok {
				all = append(all, agreement.Bound{On: kind, Amount: a, Mark: mark, Pos: v.pos})
			}
		}
	}
	if len(all) == 0 && len(n.pairs) == 0 {
		r.report(diag.MissingKey, n, bo.path, "the "+key+" binds nothing", "step, level or sum")
	}
	bo.close()
	return all
}

func (r *reader) checkBounds(caps, floors []agreement.Bound, path string) {
	for _, c := range caps {
		for _, f := range floors {
			if c.On != f.On || c.Amount.Currency != f.Amount.Currency {
				continue
			}
			if c.Rate.Cmp(f.Rate) < 0 || c.Amount.Value.Cmp(f.Amount.Value) < 0 {
				report(r.list, diag.Diagnostic{
					Code: diag.CapBelowFloor, Pos: c.Pos, Path: join(path, "cap"), Message: fmt.Sprintf("cap %s is below floor %s", boundText(c), boundText(f)),
					Hint: "a collar needs a cap at or above its floor", Related: []diag.Related{{Pos: f.Pos, Message: "the floor is set here"}},
				})
			}
		}
	}
}

func boundText(b agreement.Bound) string {
	if b.On == agreement.StepBound {
		return b.Rate.String() + "%"
	}
	return b.Amount.String()
}
