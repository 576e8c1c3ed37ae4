package format

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"entente/diag"
	"entente/negotiation"
)

// smallest is the greatest evaluation of an issue below which Genius takes the
// issue to be worth nothing.
const smallest = 1e-5

// geniusEvaluate reads what the values of issue k are worth, on Genius's scale
// of 0 to 1.
func geniusEvaluate(f *findings, d *domain, k int, e *element) []float64 {
	switch v := d.issues[k].Values.(type) {
	case negotiation.Categorical:
		return geniusItems(f, d, k, e)
	case negotiation.Integer:
		return geniusInteger(f, v, e)
	case negotiation.Real:
		return geniusReal(f, v, e)
	}
	return nil
}

// geniusItems divides every evaluation by the greatest of the issue.
func geniusItems(f *findings, d *domain, k int, e *element) []float64 {
	t := d.table(k)
	most := math.Inf(-1)
	last := map[string]float64{}
	for _, item := range e.children {
		if item.name != "item" {
			continue
		}
		label, _ := item.get("value")
		text, ok := item.get("evaluation")
		if !ok || text == "null" {
			continue
		}
		x := f.number(text, item.pos, "evaluation")
		if x < 0 {
			f.warn(diag.BadNumber, item.pos, "an evaluation below 0; Genius refuses to write one")
		}
		if _, twice := last[label]; twice {
			f.warn(diag.DuplicateID, item.pos, "value "+quote(label)+" is evaluated twice; the last counts")
		}
		last[label] = x
		d.set(f, t, k, label, x, item.pos)
	}
	for _, x := range last {
		most = max(most, x)
	}
	d.complete(f, t, k, e.pos)
	for p := range t.values {
		if most < smallest {
			t.values[p] = 0
		} else {
			t.values[p] /= most
		}
	}
	if most >= smallest && math.Abs(most-1) > 1e-9 {
		f.peer(e.pos, "evaluations are divided by the greatest of their issue, as Genius does; NegMAS does not, and compares the reservation value with utilities of another scale")
	}
	return t.values
}

// geniusInteger is linear from the lower bound on, kept within 0 and 1.
func geniusInteger(f *findings, v negotiation.Integer, e *element) []float64 {
	slope, offset, ok := 0.0, 0.0, false
	if ev := e.all("evaluator"); len(ev) > 0 {
		slope, ok = geniusParameter(f, ev[0], "slope", "parameter1")
		offset, _ = geniusParameter(f, ev[0], "offset", "parameter0")
		if !ok && strings.ToLower(first(ev[0], "ftype")) == "constant" {
			ok = true
		}
	}
	if !ok {
		f.warn(diag.MissingKey, e.pos, "the integer issue has no evaluator with a slope; it counts with slope 0")
	}
	if v.From != 0 {
		f.peer(e.pos, "an integer counts from the lower bound of its issue, as in Genius; NegMAS counts from 0")
	}
	out := make([]float64, v.Size())
	for p := range out {
		out[p] = clip(float64(slope*float64(p)) + offset)
	}
	return out
}

// geniusReal evaluates the function types that Genius has for real issues.
func geniusReal(f *findings, v negotiation.Real, e *element) []float64 {
	out := make([]float64, v.Size())
	ev := e.all("evaluator")
	if len(ev) == 0 {
		f.warn(diag.MissingKey, e.pos, "the real issue has no evaluator; it counts as 0")
		return out
	}
	kind := strings.ToLower(first(ev[0], "ftype"))
	a, _ := geniusParameter(f, ev[0], "parameter0", "offset")
	b, _ := geniusParameter(f, ev[0], "parameter1", "slope")
	for p := range out {
		x := v.At(p)
		switch kind {
		case "linear", "":
			out[p] = clip(float64(b*x) + a)
		case "constant":
			out[p] = a
		case "triangular":
			top, _ := geniusParameter(f, ev[0], "parameter2", "parameter2")
			out[p] = triangle(x, a, b, top)
		default:
			f.fail(diag.BadWord, ev[0].pos, "evaluator of type "+quote(kind), "expected one of linear, constant, triangular")
			return out
		}
	}
	return out
}

// triangle rises from 0 at a to 1 at the top and falls to 0 at b.
func triangle(x, a, b, top float64) float64 {
	switch {
	case x < a || x > b:
		return 0
	case x < top:
		return (x - a) / (top - a)
	case b > top:
		return 1 - (x-top)/(b-top)
	}
	return 1
}

func geniusParameter(f *findings, e *element, names ...string) (float64, bool) {
	for _, n := range names {
		if text, ok := e.get(n); ok {
			return f.number(text, e.pos, n), true
		}
	}
	return 0, false
}

func first(e *element, name string) string {
	v, _ := e.get(name)
	return strings.TrimSpace(v)
}

func clip(x float64) float64 { return min(1, max(0, x)) }

// geniusRectangles reads a non-linear utility: the sum of the boxes that hold
// an outcome, over maxutility, at most 1.
func geniusRectangles(p part, d *domain, e *element) negotiation.Utility {
	u := negotiation.Rectangles{Divisor: 1, Ceiling: 1}
	if text, ok := e.get("maxutility"); ok {
		if u.Divisor = p.f.number(text, e.pos, "maxutility"); u.Divisor <= 0 {
			p.f.fail(diag.BadNumber, e.pos, "maxutility must be above 0", "")
		}
	} else {
		p.f.fail(diag.MissingKey, e.pos, "the utility has no maxutility", "")
	}
	byNumber := make(map[int]int, len(d.number))
	for k, n := range d.number {
		byNumber[n] = k
	}
	for _, fun := range e.all("ufun") {
		if w := first(fun, "weight"); w != "" && p.f.number(w, fun.pos, "weight") != 1 {
			p.f.warn(diag.BadWeight, fun.pos, "a weight of the whole function other than 1 has no effect")
		}
		if a := strings.ToLower(first(fun, "aggregation")); a != "" && a != "sum" {
			p.f.fail(diag.BadWord, fun.pos, "aggregation "+quote(a), "expected sum")
		}
		for _, box := range fun.all("hyperRectangle") {
			u.Rectangles = append(u.Rectangles, geniusBox(p.f, d, byNumber, box))
		}
	}
	if len(u.Rectangles) == 0 {
		p.f.fail(diag.MissingKey, e.pos, "the utility holds no hyperRectangle", "")
	}
	return u
}

func geniusBox(f *findings, d *domain, byNumber map[int]int, box *element) negotiation.Rectangle {
	r := negotiation.Rectangle{Weight: 1}
	text, ok := box.get("utility")
	if !ok {
		text, _ = box.get("utility_function") // as NegMAS writes it
	}
	r.Utility = f.number(text, box.pos, "utility of a hyperRectangle")
	if w, ok := box.get("weight"); ok {
		r.Weight = f.number(w, box.pos, "weight of a hyperRectangle")
	}
	for _, c := range box.children {
		inside := strings.EqualFold(c.name, "INCLUDES")
		if !inside && !strings.EqualFold(c.name, "EXCLUDES") {
			continue
		}
		n := f.number(first(c, "index"), c.pos, "index of a bound")
		k, ok := byNumber[int(n)]
		if !ok {
			f.fail(diag.UnknownIssue, c.pos, fmt.Sprintf("the domain has no issue with index %v", n), "")
			continue
		}
		s := span(d.issues[k].Values, k, f.number(first(c, "min"), c.pos, "min"), f.number(first(c, "max"), c.pos, "max"))
		if _, numeric := negotiation.Number(d.issues[k].Values, 0); !numeric {
			f.fail(diag.WrongShape, c.pos, "a bound on issue "+quote(d.issues[k].Name)+", which is not numeric", "")
		}
		if inside {
			r.Inside = append(r.Inside, s)
			continue
		}
		r.Outside = append(r.Outside, s)
		f.peer(c.pos, "EXCLUDES counts outcomes outside the bounds, as in Genius; NegMAS takes it for INCLUDES")
	}
	return r
}

// span turns bounds on the value of a numeric issue into bounds on its
// position. A span that ends before it begins holds nothing.
func span(values negotiation.Values, k int, low, high float64) negotiation.Span {
	at := func(p int) float64 {
		x, _ := negotiation.Number(values, p)
		return x
	}
	return negotiation.Span{
		Issue: k,
		From:  sort.Search(values.Size(), func(p int) bool { return at(p) >= low }),
		To:    sort.Search(values.Size(), func(p int) bool { return at(p) > high }) - 1,
	}
}
