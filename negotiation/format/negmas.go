package format

import (
	"fmt"
	"strconv"
	"strings"

	"entente/diag"
	"entente/negotiation"
)

// kind is the last part of the class that a NegMAS file names:
// negmas.preferences.LinearAdditiveUtilityFunction and the bare name are the
// same.
func kind(t *tree) string {
	v := t.first("type", "__python_class__", "$type")
	if v == nil || v.shape != scalar {
		return ""
	}
	return v.text[strings.LastIndexByte(v.text, '.')+1:]
}

// negmasRole recognises the files of NegMAS, in YAML or JSON.
func negmasRole(t *tree) (Form, Role) {
	if t.shape != mapping {
		return "", Other
	}
	what := kind(t)
	switch {
	case strings.HasSuffix(what, "Function"), strings.HasSuffix(what, "UFun"):
		return NegMAS, Profile
	case strings.HasSuffix(what, "OutcomeSpace"), t.get("issues") != nil && t.get("issues").shape == list:
		return NegMAS, Domain
	case t.get("weights") != nil && t.get("values") != nil, t.get("mapping") != nil, t.get("ufun") != nil && t.get("discount") != nil:
		return NegMAS, Profile
	}
	return "", Other
}

// negmasDomain reads the issues of an outcome space, or of the outcome space
// that a profile carries.
func negmasDomain(p part, d *domain) {
	t := p.tree
	if space := t.get("outcome_space"); space != nil {
		t = space
	}
	if name := t.get("name"); !name.null() && name.shape == scalar {
		d.name = name.text
	}
	issues := t.get("issues")
	if issues == nil || issues.shape != list {
		p.f.fail(diag.MissingKey, t.pos, "there is no list of issues", "")
		return
	}
	for i, item := range issues.items {
		if item.shape != mapping {
			p.f.fail(diag.WrongShape, item.pos, "an issue must be a mapping with name and values", "")
			continue
		}
		name := strconv.Itoa(i)
		if n := item.get("name"); !n.null() {
			name = p.f.label(n)
		}
		if values := negmasValues(p.f, item, name); values != nil {
			d.add(negotiation.Issue{Name: name, Values: values}, i+1, item.pos)
		}
	}
}

// negmasValues reads the values of an issue. A count n stands for 0 to n-1;
// contiguous and continuous issues give their two ends.
func negmasValues(f *findings, item *tree, issue string) negotiation.Values {
	v := item.get("values")
	what := kind(item)
	switch {
	case v == nil:
		f.fail(diag.MissingKey, item.pos, "issue "+quote(issue)+" has no values", "")
		return nil
	case v.shape == scalar:
		n, err := strconv.Atoi(v.text)
		if err != nil || n < 1 {
			f.fail(diag.WrongShape, v.pos, "issue "+quote(issue)+" needs a list of values or their number", "")
			return nil
		}
		return negotiation.Integer{From: 0, To: int64(n) - 1}
	case v.shape == mapping:
		f.fail(diag.WrongShape, v.pos, "issue "+quote(issue)+" needs a list of values", "")
		return nil
	case len(v.items) == 2 && (strings.HasPrefix(what, "Contiguous") || strings.HasPrefix(what, "Integer") || strings.HasPrefix(what, "Continuous")):
		low, high := f.value(v.items[0], "the lowest value"), f.value(v.items[1], "the highest value")
		a, errA := strconv.ParseInt(v.items[0].text, 10, 64)
		b, errB := strconv.ParseInt(v.items[1].text, 10, 64)
		if !strings.HasPrefix(what, "Continuous") && errA == nil && errB == nil {
			return negotiation.Integer{From: a, To: b}
		}
		f.add(diag.Diagnostic{Code: diag.PeerDiffers, Severity: diag.Note, Pos: item.pos, Message: fmt.Sprintf("issue %s is continuous; it is used in %d points", quote(issue), realPoints)})
		points := realPoints
		if low == high {
			points = 1
		}
		return negotiation.Real{From: low, To: high, Points: points}
	}
	labels := make([]string, len(v.items))
	for i, x := range v.items {
		labels[i] = f.label(x)
	}
	return distinct(f, labels, func(i int) diag.Position { return v.items[i].pos }, issue)
}

// negmasProfile reads a utility function, peeling off discounts.
func negmasProfile(p part, d *domain) negotiation.Profile {
	out := negotiation.Profile{}
	out.Utility = negmasUtility(p.f, d, p.tree, 0)
	r, from := p.tree.get("reserved_value"), p.tree
	for inner := p.tree.get("ufun"); r == nil && inner != nil; inner = inner.get("ufun") {
		if r, from = inner.get("reserved_value"), inner; r != nil {
			p.f.peer(r.pos, "the reservation value of a discounted utility counts; NegMAS drops it when it wraps the utility")
		}
	}
	switch o := from.get("reserved_outcome"); {
	case !o.null():
		out.Reservation = negmasOutcome(p.f, d, o)
	case r.null() || infinite(r.text, '-'):
	default:
		out.Reservation = negotiation.AtValue(p.f.value(r, "reserved_value"))
	}
	return out
}

func infinite(text string, sign byte) bool {
	return len(text) > 3 && text[0] == sign && strings.EqualFold(strings.Trim(text[1:], "."), "inf") || text == "-Infinity" && sign == '-'
}

// negmasOutcome reads an outcome, as a list in the order of the issues or as a
// mapping by their names.
func negmasOutcome(f *findings, d *domain, t *tree) negotiation.Reservation {
	o := make(negotiation.Outcome, len(d.issues))
	set := func(k int, v *tree) {
		var ok bool
		if o[k], ok = d.position(k, f.label(v)); !ok {
			f.fail(diag.UnknownValue, v.pos, fmt.Sprintf("issue %s has no value %s", quote(d.issues[k].Name), quote(v.text)), "")
		}
	}
	if max(len(t.items), len(t.entries)) != len(d.issues) {
		f.fail(diag.WrongShape, t.pos, "the reserved outcome must settle every issue", "")
		return nil
	}
	for k, v := range t.items {
		set(k, v)
	}
	for _, e := range t.entries {
		if k, ok := d.issue(f, e.key, e.pos); ok {
			set(k, e.value)
		}
	}
	return negotiation.AtOutcome(o)
}

// negmasUtility reads one utility function.
func negmasUtility(f *findings, d *domain, t *tree, depth int) negotiation.Utility {
	if t == nil || t.shape != mapping || depth > 8 {
		f.fail(diag.WrongShape, diag.Position{}, "expected a utility function", "")
		return nil
	}
	switch what := kind(t); what {
	case "LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction", "UtilityFunction", "":
		if t.get("mapping") != nil {
			return negmasMapping(f, d, t)
		}
		return negmasAdditive(f, d, t)
	case "LinearUtilityFunction", "AffineUtilityFunction":
		return negmasLinear(f, d, t)
	case "ConstUtilityFunction":
		u := negotiation.Additive{Bias: optional(f, t, 0, "value"), Terms: make([]negotiation.Term, len(d.issues))}
		for k := range u.Terms {
			u.Terms[k].Values = make([]float64, d.issues[k].Values.Size())
		}
		return u
	case "MappingUtilityFunction":
		return negmasMapping(f, d, t)
	case "HyperRectangleUtilityFunction", "NonlinearHyperRectangleUtilityFunction":
		return negmasRectangles(f, d, t)
	case "ExpDiscountedUFun":
		factor := optional(f, t, 1, "discount", "gamma")
		inner := negmasUtility(f, d, t.get("ufun"), depth+1)
		if factor == 1 || inner == nil {
			return inner
		}
		if factor <= 0 || factor > 1 {
			f.fail(diag.BadNumber, t.pos, "a discount must lie above 0 and at most at 1", "")
		}
		f.peer(t.pos, "the discount applies once over the whole deadline; NegMAS applies it every round")
		return negotiation.Discounted{Utility: inner, Factor: factor}
	case "LinDiscountedUFun":
		inner := negmasUtility(f, d, t.get("ufun"), depth+1)
		if cost := optional(f, t, 0, "cost"); cost != 0 && inner != nil {
			return negotiation.Delayed{Utility: inner, Cost: cost}
		}
		return inner
	default:
		f.fail(diag.BadWord, t.pos, "utility function of type "+quote(what), "expected a linear additive, linear, mapping, hyper-rectangle, constant or discounted utility function")
		return nil
	}
}

// optional reads the first number that is there.
func optional(f *findings, t *tree, otherwise float64, keys ...string) float64 {
	if v := t.first(keys...); !v.null() && v.shape == scalar {
		return f.value(v, keys[0])
	}
	return otherwise
}

// negmasAdditive reads weights and value functions, as lists in the order of
// the issues or as mappings by their names.
func negmasAdditive(f *findings, d *domain, t *tree) negotiation.Utility {
	u := negotiation.Additive{Bias: optional(f, t, 0, "bias"), Terms: make([]negotiation.Term, len(d.issues))}
	values := perIssue(f, d, t, "values")
	for k := range u.Terms {
		u.Terms[k].Weight = 1
		if values != nil {
			u.Terms[k].Values = negmasFunction(f, d, k, values[k])
		}
	}
	if w := t.get("weights"); !w.null() {
		for k, v := range perIssue(f, d, t, "weights") {
			if v != nil {
				u.Terms[k].Weight = f.value(v, "the weight of "+quote(d.issues[k].Name))
			}
		}
		weights(f, u, w.pos)
	}
	return u
}

// perIssue returns one entry for each issue, or nil after a complaint.
func perIssue(f *findings, d *domain, t *tree, key string) []*tree {
	v := t.get(key)
	out := make([]*tree, len(d.issues))
	switch {
	case v == nil:
		f.fail(diag.MissingKey, t.pos, "the utility function has no "+key, "")
		return nil
	case v.shape == list && len(v.items) == len(d.issues):
		return v.items
	case v.shape == mapping && len(v.entries) > 0:
		for _, e := range v.entries {
			if k, ok := d.issue(f, e.key, e.pos); ok {
				out[k] = e.value
			}
		}
		for k, x := range out {
			if x == nil {
				f.fail(diag.MissingKey, v.pos, "issue "+quote(d.issues[k].Name)+" is missing in "+key, "")
				return nil
			}
		}
		return out
	}
	f.fail(diag.WrongShape, v.pos, fmt.Sprintf("%s must have one entry for each of the %d issues", key, len(d.issues)), "")
	return nil
}

// negmasLinear multiplies weights with the numbers themselves.
func negmasLinear(f *findings, d *domain, t *tree) negotiation.Utility {
	u := negotiation.Additive{Bias: optional(f, t, 0, "bias"), Terms: make([]negotiation.Term, len(d.issues))}
	for k, w := range perIssue(f, d, t, "weights") {
		u.Terms[k].Weight = f.value(w, "the weight of "+quote(d.issues[k].Name))
	}
	for k := range u.Terms {
		u.Terms[k].Values = numbers(f, d, k, t.pos, func(x float64) float64 { return x })
	}
	return u
}

// negmasMapping reads a utility given outcome by outcome.
func negmasMapping(f *findings, d *domain, t *tree) negotiation.Utility {
	m := t.get("mapping")
	space := negotiation.Space{Issues: d.issues}
	n, fits := space.Count()
	if !fits || n > maxElements {
		f.fail(diag.TooLarge, t.pos, "a utility given outcome by outcome for so many outcomes", "")
		return nil
	}
	u := negotiation.Table{Space: space, Values: make([]float64, n)}
	fallback := optional(f, t, 0, "default")
	for i := range u.Values {
		u.Values[i] = fallback
	}
	if m == nil || m.shape != mapping || len(d.issues) != 1 {
		f.fail(diag.WrongShape, t.pos, "a mapping of outcomes can be written for one issue only", "")
		return nil
	}
	for _, e := range m.entries {
		p, ok := d.position(0, e.key)
		if !ok {
			f.fail(diag.UnknownValue, e.pos, fmt.Sprintf("issue %s has no value %s", quote(d.issues[0].Name), quote(e.key)), "")
			continue
		}
		u.Values[p] = f.value(e.value, "the utility of "+quote(e.key))
	}
	return u
}
