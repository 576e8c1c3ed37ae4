package format

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/diag"
	"entente/negotiation"
)

// realPoints is into how many points Genius cuts a real issue.
const realPoints = 21

// geniusRole recognises the files of Genius by their elements: a domain and a
// profile may both be a utility_space, but only a profile says what anything
// is worth.
func geniusRole(root *element) (Form, Role) {
	if root.name != "negotiation_template" && root.name != "utility_space" || len(root.all("issue")) == 0 {
		return "", Other
	}
	if root.name == "utility_space" {
		if len(root.all("weight")) > 0 || len(root.all("evaluator")) > 0 || len(root.all("utility")) > 0 || len(root.all("reservation")) > 0 {
			return Genius, Profile
		}
		for _, item := range root.all("item") {
			if _, ok := item.get("evaluation"); ok {
				return Genius, Profile
			}
		}
	}
	return Genius, Domain
}

// geniusDomain reads the issues in the order of their index.
func geniusDomain(p part, d *domain) {
	if o := p.xml.all("objective"); len(o) > 0 {
		if name, _ := o[0].get("name"); name != "" && name != "root" {
			d.name = name
		}
	}
	issues := p.xml.all("issue")
	numbers := geniusNumbers(p.f, issues)
	order := make([]int, len(issues))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return numbers[a] - numbers[b] })
	for j, i := range order {
		if j > 0 && numbers[i] == numbers[order[j-1]] {
			p.f.fail(diag.DuplicateID, issues[i].pos, fmt.Sprintf("two issues have the index %d", numbers[i]), "")
		}
		if values := geniusValues(p.f, issues[i]); values != nil {
			name, _ := issues[i].get("name")
			d.add(negotiation.Issue{Name: name, Values: values}, numbers[i], issues[i].pos)
		}
	}
}

// geniusNumbers reads the index of each issue; one that has none counts by its
// place in the file.
func geniusNumbers(f *findings, issues []*element) []int {
	out := make([]int, len(issues))
	for i, e := range issues {
		out[i] = i + 1
		if text, ok := e.get("index"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 32)
			if err != nil {
				f.fail(diag.BadNumber, e.pos, "index "+quote(text)+" of an issue is not a whole number", "")
				continue
			}
			out[i] = int(n)
		}
	}
	return out
}

// geniusKind is the type of an issue; the attribute has three names.
func geniusKind(e *element) string {
	for _, name := range []string{"type", "vtype", "etype"} {
		if kind, ok := e.get(name); ok {
			return strings.ToLower(strings.TrimSpace(kind))
		}
	}
	return "discrete"
}

// geniusValues reads the values of an issue, or reports why it cannot.
func geniusValues(f *findings, e *element) negotiation.Values {
	name, _ := e.get("name")
	switch kind := geniusKind(e); kind {
	case "discrete":
		var labels []string
		var at []diag.Position
		for _, item := range e.children {
			if item.name == "item" {
				v, ok := item.get("value")
				if !ok {
					f.fail(diag.MissingKey, item.pos, "an item of issue "+quote(name)+" has no value", "")
				}
				labels, at = append(labels, v), append(at, item.pos)
			}
		}
		return distinct(f, labels, func(i int) diag.Position { return at[i] }, name)
	case "integer":
		lo, hi, ok := geniusBounds(f, e)
		if !ok {
			return nil
		}
		if lo != math.Trunc(lo) || hi != math.Trunc(hi) || math.Abs(lo) > 1<<53 || math.Abs(hi) > 1<<53 {
			f.fail(diag.BadNumber, e.pos, "the bounds of issue "+quote(name)+" are not whole numbers", "")
			return nil
		}
		v := negotiation.Integer{From: int64(lo), To: int64(hi)}
		if hi-lo >= negotiation.MaxValues {
			f.fail(diag.TooLarge, e.pos, fmt.Sprintf("issue %s has %.0f values, at most %d", quote(name), hi-lo+1, negotiation.MaxValues), "")
			return nil
		}
		return v
	case "real":
		lo, hi, ok := geniusBounds(f, e)
		if !ok {
			return nil
		}
		f.add(diag.Diagnostic{Code: diag.PeerDiffers, Severity: diag.Note, Pos: e.pos, Message: fmt.Sprintf("issue %s is continuous; it is used in %d points, as Genius does", quote(name), realPoints)})
		points := realPoints
		if lo == hi {
			points = 1
		}
		return negotiation.Real{From: lo, To: hi, Points: points}
	default:
		f.fail(diag.BadWord, e.pos, "issue "+quote(name)+" is of type "+quote(kind), "expected one of discrete, integer, real")
		return nil
	}
}

// geniusBounds finds lowerbound and upperbound on the issue or on its range.
func geniusBounds(f *findings, e *element) (lo, hi float64, ok bool) {
	for _, at := range append([]*element{e}, e.all("range")...) {
		low, hasLow := at.get("lowerbound")
		high, hasHigh := at.get("upperbound")
		if hasLow && hasHigh {
			before := len(*f.list)
			lo, hi = f.number(low, at.pos, "lowerbound"), f.number(high, at.pos, "upperbound")
			return lo, hi, len(*f.list) == before
		}
	}
	f.fail(diag.MissingKey, e.pos, "a numeric issue needs lowerbound and upperbound", "")
	return 0, 0, false
}

// geniusProfile reads a profile against the domain.
func geniusProfile(p part, d *domain) negotiation.Profile {
	out := negotiation.Profile{Reservation: negotiation.AtValue(0)}
	if e := p.xml.all("reservation"); len(e) > 0 {
		if text, ok := e[0].get("value"); ok {
			out.Reservation = negotiation.AtValue(p.f.number(text, e[0].pos, "reservation value"))
		}
	}
	if e := p.xml.all("utility"); len(e) > 0 {
		out.Utility = geniusRectangles(p, d, e[0])
	} else {
		out.Utility = geniusAdditive(p, d)
	}
	if e := p.xml.all("discount_factor"); len(e) > 0 {
		if text, ok := e[0].get("value"); ok {
			if x := p.f.number(text, e[0].pos, "discount factor"); x > 0 && x < 1 {
				out.Utility = negotiation.Discounted{Utility: out.Utility, Factor: x}
				p.f.peer(e[0].pos, "the discount applies once over the whole deadline; NegMAS applies it every round and drops the reservation value")
			}
		}
	}
	return out
}

// geniusAdditive reads weights and evaluators, matched to the domain by index.
func geniusAdditive(p part, d *domain) negotiation.Additive {
	byNumber := make(map[int]int, len(d.number))
	for k, n := range d.number {
		byNumber[n] = k
	}
	u := negotiation.Additive{Terms: make([]negotiation.Term, len(d.issues))}
	issues := p.xml.all("issue")
	seen := make([]bool, len(d.issues))
	for i, n := range geniusNumbers(p.f, issues) {
		e := issues[i]
		name, _ := e.get("name")
		k, ok := byNumber[n]
		if !ok {
			p.f.fail(diag.UnknownIssue, e.pos, fmt.Sprintf("the domain has no issue with index %d", n), "")
			continue
		}
		if seen[k] {
			p.f.fail(diag.DuplicateID, e.pos, fmt.Sprintf("two issues have the index %d", n), "")
			continue
		}
		seen[k] = true
		if name != d.issues[k].Name {
			p.f.warn(diag.UnknownIssue, e.pos, fmt.Sprintf("issue %d is %s here and %s in the domain; the index counts", n, quote(name), quote(d.issues[k].Name)))
		}
		u.Terms[k].Values = geniusEvaluate(p.f, d, k, e)
	}
	for k, ok := range seen {
		if !ok {
			p.f.warn(diag.MissingKey, p.xml.pos, "issue "+quote(d.issues[k].Name)+" is missing; it counts as 0")
			u.Terms[k].Values = make([]float64, d.issues[k].Values.Size())
		}
	}
	weighted := make([]bool, len(d.issues))
	for _, e := range p.xml.all("weight") {
		index, _ := e.get("index")
		n, err := strconv.Atoi(strings.TrimSpace(index))
		k, ok := byNumber[n]
		if err != nil || !ok {
			if err != nil {
				p.f.fail(diag.BadNumber, e.pos, "index "+quote(index)+" of a weight is not a whole number", "")
			}
			continue // weights of sub-objectives carry their own numbers
		}
		text, _ := e.get("value")
		u.Terms[k].Weight = p.f.number(text, e.pos, "weight")
		weighted[k] = true
	}
	for k, ok := range weighted {
		if !ok {
			p.f.warn(diag.BadWeight, p.xml.pos, "issue "+quote(d.issues[k].Name)+" has no weight; it counts as 0")
		}
	}
	weights(p.f, u, p.xml.pos)
	return u
}
