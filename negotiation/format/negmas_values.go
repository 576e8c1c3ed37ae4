package format

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"entente/diag"
	"entente/negotiation"
)

// numbers applies a function to the numbers of an issue. Names that read as
// numbers count as numbers.
func numbers(f *findings, d *domain, k int, pos diag.Position, fn func(float64) float64) []float64 {
	values := d.issues[k].Values
	out := make([]float64, values.Size())
	for p := range out {
		x, ok := negotiation.Number(values, p)
		if !ok {
			var err error
			if x, err = strconv.ParseFloat(values.Label(p), 64); err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
				f.fail(diag.WrongShape, pos, "a function of numbers for issue "+quote(d.issues[k].Name)+", whose values are names", "")
				return out
			}
		}
		if out[p] = fn(x); math.IsNaN(out[p]) || math.IsInf(out[p], 0) {
			f.fail(diag.BadNumber, pos, fmt.Sprintf("the utility of %s is not a finite number", quote(values.Label(p))), "")
			return out
		}
	}
	return out
}

// negmasFunction tabulates the value function of issue k.
func negmasFunction(f *findings, d *domain, k int, t *tree) []float64 {
	if t == nil {
		return make([]float64, d.issues[k].Values.Size())
	}
	if t.shape != mapping {
		f.fail(diag.WrongShape, t.pos, "expected a value function", "")
		return make([]float64, d.issues[k].Values.Size())
	}
	number := func(key string) float64 { return optional(f, t, 0, key) }
	bias := number("bias")
	switch what := kind(t); what {
	case "TableFun", "MappingFun", "":
		return negmasTable(f, d, k, t)
	case "IdentityFun":
		return numbers(f, d, k, t.pos, func(x float64) float64 { return x })
	case "ConstFun":
		out := make([]float64, d.issues[k].Values.Size())
		for p := range out {
			out[p] = bias
		}
		return out
	case "LinearFun", "AffineFun":
		slope := number("slope")
		return numbers(f, d, k, t.pos, func(x float64) float64 { return float64(x*slope) + bias })
	case "QuadraticFun":
		a1, a2 := number("a1"), number("a2")
		return numbers(f, d, k, t.pos, func(x float64) float64 { return float64(a2*x*x) + float64(a1*x) + bias })
	case "TriangularFun":
		start, middle, end := number("start"), number("middle"), number("end")
		scale := optional(f, t, 1, "scale")
		return numbers(f, d, k, t.pos, func(x float64) float64 { return bias + float64(scale*triangle(x, start, end, middle)) })
	case "PolynomialFun":
		c := t.get("coefficients")
		if c == nil || c.shape != list || len(c.items) > 32 {
			f.fail(diag.WrongShape, t.pos, "a polynomial needs a list of coefficients", "")
			return make([]float64, d.issues[k].Values.Size())
		}
		powers := make([]float64, len(c.items))
		for i, x := range c.items {
			powers[i] = f.value(x, "coefficient")
		}
		return numbers(f, d, k, t.pos, func(x float64) float64 {
			sum, power := bias, x // the list begins with the coefficient of x
			for _, a := range powers {
				sum += float64(a * power)
				power *= x
			}
			return sum
		})
	default:
		f.fail(diag.BadWord, t.pos, "value function of type "+quote(what), "expected one of TableFun, IdentityFun, ConstFun, LinearFun, AffineFun, QuadraticFun, PolynomialFun, TriangularFun")
		return make([]float64, d.issues[k].Values.Size())
	}
}

func negmasTable(f *findings, d *domain, k int, t *tree) []float64 {
	m := t
	if inner := t.get("mapping"); inner != nil {
		m = inner
	}
	out := d.table(k)
	for _, e := range m.entries {
		if m == t && (e.key == "type" || e.key == "__python_class__") {
			continue
		}
		d.set(f, out, k, e.key, f.value(e.value, "the utility of "+quote(e.key)), e.pos)
	}
	d.complete(f, out, k, m.pos)
	return out.values
}

// negmasRectangles reads hyper-rectangles. Unlike Genius's they are summed as
// they are: no largest sum, no ceiling.
func negmasRectangles(f *findings, d *domain, t *tree) negotiation.Utility {
	ranges, utilities := t.get("outcome_ranges"), t.first("utilities", "mappings")
	if ranges == nil || utilities == nil || ranges.shape != list || utilities.shape != list || len(ranges.items) != len(utilities.items) {
		f.fail(diag.WrongShape, t.pos, "outcome_ranges and utilities must be lists of one length", "")
		return nil
	}
	u := negotiation.Rectangles{Bias: optional(f, t, 0, "bias"), Divisor: 1, Ceiling: math.Inf(1)}
	w := t.get("weights")
	for i, r := range ranges.items {
		box := negotiation.Rectangle{Utility: f.value(utilities.items[i], "the utility of a rectangle"), Weight: 1}
		if w != nil && i < len(w.items) {
			box.Weight = f.value(w.items[i], "the weight of a rectangle")
		}
		for _, b := range negmasBoxes(f, d, r) {
			u.Rectangles = append(u.Rectangles, negotiation.Rectangle{Inside: b, Utility: box.Utility, Weight: box.Weight})
		}
		if len(u.Rectangles) > maxElements {
			f.fail(diag.TooLarge, r.pos, "the rectangles name more separate values than any scenario needs", "")
			return nil
		}
	}
	return u
}

// negmasBoxes turns the ranges of one rectangle into spans. A list of separate
// values is cut into runs of neighbours: an outcome lies in one of them, so
// the sum is the same.
func negmasBoxes(f *findings, d *domain, r *tree) [][]negotiation.Span {
	boxes := [][]negotiation.Span{nil}
	for _, e := range r.entries {
		k, err := strconv.Atoi(e.key)
		if byName, ok := d.byName[e.key]; ok {
			k = byName
		} else if err != nil || k < 0 || k >= len(d.issues) {
			d.issue(f, e.key, e.pos)
			continue
		}
		if e.value.null() {
			continue
		}
		var next [][]negotiation.Span
		for _, run := range negmasRuns(f, d, k, e.value) {
			for _, b := range boxes {
				next = append(next, append(append([]negotiation.Span(nil), b...), run))
			}
		}
		if boxes = next; len(boxes) > 10_000 {
			f.fail(diag.TooLarge, e.pos, "the rectangle names more separate values than any scenario needs", "")
			return nil
		}
	}
	return boxes
}

// negmasRuns lists the runs of positions that a range or a set of values
// covers.
func negmasRuns(f *findings, d *domain, k int, v *tree) []negotiation.Span {
	values := d.issues[k].Values
	if _, numeric := negotiation.Number(values, 0); numeric {
		low, high := v, v
		if v.shape == list && len(v.items) == 2 {
			low, high = v.items[0], v.items[1]
		}
		return []negotiation.Span{span(values, k, f.value(low, "a bound"), f.value(high, "a bound"))}
	}
	items := v.items
	if v.shape == scalar {
		items = []*tree{v}
	}
	var held []int
	for _, x := range items {
		if p, ok := d.position(k, f.label(x)); ok {
			held = append(held, p)
		} else {
			f.fail(diag.UnknownValue, x.pos, fmt.Sprintf("issue %s has no value %s", quote(d.issues[k].Name), quote(x.text)), "")
		}
	}
	slices.Sort(held)
	var out []negotiation.Span
	for _, p := range slices.Compact(held) {
		if n := len(out); n > 0 && out[n-1].To == p-1 {
			out[n-1].To = p
		} else {
			out = append(out, negotiation.Span{Issue: k, From: p, To: p})
		}
	}
	return out
}
