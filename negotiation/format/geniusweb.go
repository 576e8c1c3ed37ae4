package format

import (
	"fmt"
	"math/big"
	"strings"

	"entente/diag"
	"entente/negotiation"
)

// geniusWebDomain reads a domain, from its own file or from within a profile.
func geniusWebDomain(p part, d *domain) {
	t := p.tree
	if space := t.get("LinearAdditiveUtilitySpace"); space != nil {
		if t = space.get("domain"); t == nil {
			p.f.fail(diag.MissingKey, space.pos, "there is neither a domain file nor a domain in the profile", "")
			return
		}
	}
	if name := t.get("name"); name != nil && name.text != "" {
		d.name = name.text
	}
	issues := t.get("issuesValues")
	if issues == nil || issues.shape != mapping {
		p.f.fail(diag.WrongShape, t.pos, "issuesValues must map the names of issues to their values", "")
		return
	}
	for _, e := range issues.entries {
		if values := geniusWebValues(p.f, e); values != nil {
			d.add(negotiation.Issue{Name: e.key, Values: values}, 0, e.pos)
		}
	}
}

func geniusWebValues(f *findings, e entry) negotiation.Values {
	if t := e.value.get("values"); t != nil && t.shape == list {
		labels := make([]string, len(t.items))
		for i, v := range t.items {
			labels[i] = f.label(v)
		}
		return distinct(f, labels, func(i int) diag.Position { return t.items[i].pos }, e.key)
	}
	if t := e.value.get("range"); t != nil && t.shape == list && len(t.items) == 3 {
		return steps(f, t, e.key)
	}
	f.fail(diag.WrongShape, e.value.pos, "issue "+quote(e.key)+" needs a list of values, or a range of lowest, highest and step", "")
	return nil
}

// steps reads a numeric issue given by lowest, highest and step. The numbers
// are decimal in the file, so they are counted exactly: 0 to 1 in steps of 0.1
// has eleven values.
func steps(f *findings, t *tree, issue string) negotiation.Values {
	var x [3]*big.Rat
	for i, v := range t.items {
		f.value(v, "the range of issue "+quote(issue))
		r, ok := new(big.Rat).SetString(v.text)
		if !ok || len(v.text) > 40 {
			return nil
		}
		x[i] = r
	}
	low, high, step := x[0], x[1], x[2]
	if step.Sign() <= 0 || high.Cmp(low) < 0 {
		f.fail(diag.BadNumber, t.pos, "the range of issue "+quote(issue)+" must go up in steps above 0", "")
		return nil
	}
	count := new(big.Rat).Quo(new(big.Rat).Sub(high, low), step)
	n := new(big.Int).Quo(count.Num(), count.Denom())
	if n.Cmp(big.NewInt(negotiation.MaxValues-1)) > 0 {
		f.fail(diag.TooLarge, t.pos, fmt.Sprintf("issue %s has more than %d values", quote(issue), negotiation.MaxValues), "")
		return nil
	}
	last := new(big.Rat).Add(low, new(big.Rat).Mul(step, new(big.Rat).SetInt(n)))
	if low.IsInt() && step.Cmp(big.NewRat(1, 1)) == 0 && low.Num().IsInt64() && last.Num().IsInt64() {
		return negotiation.Integer{From: low.Num().Int64(), To: last.Num().Int64()}
	}
	from, _ := low.Float64()
	to, _ := last.Float64()
	return negotiation.Real{From: from, To: to, Points: int(n.Int64()) + 1}
}

// geniusWebProfile reads a linear additive profile in either spelling.
func geniusWebProfile(p part, d *domain) negotiation.Profile {
	space := p.tree.get("LinearAdditiveUtilitySpace")
	if space == nil {
		p.f.fail(diag.BadWord, p.tree.pos, "profile of type "+quote(p.tree.entries[0].key), "only LinearAdditiveUtilitySpace states a utility for every outcome")
		return negotiation.Profile{}
	}
	u := negotiation.Additive{Terms: make([]negotiation.Term, len(d.issues))}
	geniusWebTables(p.f, d, space, u)
	readWeights(p.f, d, space, "issueWeights", u)
	out := negotiation.Profile{Utility: u, Reservation: negotiation.AtValue(0)}
	if bid := space.get("reservationBid").first("issuevalues", "issueValues"); !bid.null() {
		out.Reservation = geniusWebReservation(p.f, d, bid, u)
	}
	return out
}

func geniusWebTables(f *findings, d *domain, space *tree, u negotiation.Additive) {
	utilities := space.get("issueUtilities")
	if utilities == nil || utilities.shape != mapping {
		f.fail(diag.MissingKey, space.pos, "the profile has no issueUtilities", "")
		return
	}
	for _, e := range utilities.entries {
		k, ok := d.issue(f, e.key, e.pos)
		if !ok {
			continue
		}
		t := d.table(k)
		switch {
		case e.value.first("discreteutils", "DiscreteValueSetUtilities") != nil:
			if e.value.get("DiscreteValueSetUtilities") != nil {
				f.peer(e.pos, "the spelling DiscreteValueSetUtilities (ANL 2022 and later) is refused by NegMAS")
			}
			values := e.value.first("discreteutils", "DiscreteValueSetUtilities").get("valueUtilities")
			if values == nil {
				f.fail(diag.MissingKey, e.value.pos, "issue "+quote(e.key)+" has no valueUtilities", "")
				continue
			}
			for _, v := range values.entries {
				d.set(f, t, k, v.key, f.value(v.value, "the utility of "+quote(v.key)), v.pos)
			}
			d.complete(f, t, k, e.pos)
		case e.value.first("numberutils", "NumberValueSetUtilities") != nil:
			between(f, d.issues[k].Values, e.value.first("numberutils", "NumberValueSetUtilities"), t.values)
		default:
			f.fail(diag.MissingKey, e.value.pos, "issue "+quote(e.key)+" has no utilities", "expected discreteutils, DiscreteValueSetUtilities, numberutils or NumberValueSetUtilities")
		}
		u.Terms[k].Values = t.values
	}
	for k := range u.Terms {
		if u.Terms[k].Values == nil {
			f.warn(diag.MissingKey, utilities.pos, "issue "+quote(d.issues[k].Name)+" has no utilities; it counts as 0")
			u.Terms[k].Values = make([]float64, d.issues[k].Values.Size())
		}
	}
}

// between fills utilities on the line between the lowest and highest value.
func between(f *findings, values negotiation.Values, t *tree, out []float64) {
	var x [4]float64
	for i, key := range []string{"lowValue", "lowUtility", "highValue", "highUtility"} {
		v := t.get(key)
		if v == nil {
			f.fail(diag.MissingKey, t.pos, "a numeric issue needs "+key, "")
			return
		}
		x[i] = f.value(v, key)
	}
	for p := range out {
		n, ok := negotiation.Number(values, p)
		if !ok {
			f.fail(diag.WrongShape, t.pos, "numeric utilities for an issue of names", "")
			return
		}
		out[p] = x[1]
		if x[2] != x[0] {
			out[p] = x[1] + (n-x[0])*(x[3]-x[1])/(x[2]-x[0])
		}
	}
}

// readWeights reads a mapping of weights by the names of issues.
func readWeights(f *findings, d *domain, t *tree, key string, u negotiation.Additive) {
	m := t.get(key)
	if m == nil || m.shape != mapping {
		f.fail(diag.MissingKey, t.pos, "the profile has no "+key, "")
		return
	}
	given := make([]bool, len(d.issues))
	for _, e := range m.entries {
		if k, ok := d.issue(f, e.key, e.pos); ok {
			u.Terms[k].Weight, given[k] = f.value(e.value, "the weight of "+quote(e.key)), true
		}
	}
	for k, ok := range given {
		if !ok {
			f.warn(diag.BadWeight, m.pos, "issue "+quote(d.issues[k].Name)+" has no weight; it counts as 0")
		}
	}
	weights(f, u, m.pos)
}

// geniusWebReservation reads the outcome that a party falls back on. Where it
// leaves issues open, they count as 0, as in GeniusWeb.
func geniusWebReservation(f *findings, d *domain, bid *tree, u negotiation.Additive) negotiation.Reservation {
	o := make(negotiation.Outcome, len(d.issues))
	settled := make([]bool, len(d.issues))
	for _, e := range bid.entries {
		k, ok := d.issue(f, e.key, e.pos)
		if !ok {
			continue
		}
		if o[k], ok = d.position(k, strings.TrimSpace(f.label(e.value))); !ok {
			if o[k], ok = d.position(k, f.label(e.value)); !ok {
				f.fail(diag.UnknownValue, e.value.pos, fmt.Sprintf("issue %s has no value %s", quote(e.key), quote(e.value.text)), "")
			}
		}
		settled[k] = true
	}
	worth, whole := 0.0, true
	for k, ok := range settled {
		if ok && u.Terms[k].Values != nil {
			worth += float64(u.Terms[k].Weight * u.Terms[k].Values[o[k]])
		}
		whole = whole && ok
	}
	if whole {
		return negotiation.AtOutcome(o)
	}
	f.warn(diag.MissingKey, bid.pos, "the reservation bid leaves issues open; they count as 0")
	return negotiation.AtValue(worth)
}
