package format

import (
	"entente/diag"
	"entente/negotiation"
)

// negoLogDomain takes issues and values from the first profile, whose order
// counts; NegoLog has no domain file.
func negoLogDomain(p part, d *domain) {
	issues := p.tree.get("issues")
	if issues.shape != mapping {
		p.f.fail(diag.WrongShape, issues.pos, "issues must map the names of issues to their values", "")
		return
	}
	d.name = "negolog"
	for _, e := range issues.entries {
		if e.value.shape != mapping {
			p.f.fail(diag.WrongShape, e.value.pos, "issue "+quote(e.key)+" must map its values to utilities", "")
			continue
		}
		names := make(negotiation.Categorical, 0, len(e.value.entries))
		for _, v := range e.value.entries {
			names = append(names, v.key)
		}
		d.add(negotiation.Issue{Name: e.key, Values: names}, 0, e.pos)
	}
}

func negoLogProfile(p part, d *domain) negotiation.Profile {
	u := negotiation.Additive{Terms: make([]negotiation.Term, len(d.issues))}
	for _, e := range p.tree.get("issues").entries {
		k, ok := d.issue(p.f, e.key, e.pos)
		if !ok {
			continue
		}
		t := d.table(k)
		for _, v := range e.value.entries {
			d.set(p.f, t, k, v.key, p.f.value(v.value, "the utility of "+quote(v.key)), v.pos)
		}
		d.complete(p.f, t, k, e.pos)
		u.Terms[k].Values = t.values
	}
	for k := range u.Terms {
		if u.Terms[k].Values == nil {
			p.f.warn(diag.MissingKey, p.tree.pos, "issue "+quote(d.issues[k].Name)+" is missing; it counts as 0")
			u.Terms[k].Values = make([]float64, d.issues[k].Values.Size())
		}
	}
	readWeights(p.f, d, p.tree, "issueWeights", u)
	out := negotiation.Profile{Utility: u, Reservation: negotiation.AtValue(0)}
	if r := p.tree.get("reservationValue"); !r.null() {
		out.Reservation = negotiation.AtValue(p.f.value(r, "reservationValue"))
	}
	p.f.peer(p.tree.pos, "NegoLog publishes the outcome of greatest welfare under the name Kalai; here kalai_egalitarian is Kalai's solution")
	return out
}
