package evidence

import (
	"strings"

	"entente/decimal"
	"entente/period"
)

// reading is one way in which the words of a figure can be meant, with the
// value that this way gives.
type reading struct {
	value interval
	unit  string
	what  string  // the arithmetic, in words
	grade Verdict // Consistent, or Imprecise where the label would be wrong
}

// judge gives every figure its verdict.
type judge struct {
	k    *Knowledge
	doc  *Document
	now  period.Day
	figs []Figure
	text *linker // nil for a statement without a text

	strict bool // no other year is tried
}

func (j *judge) run() {
	for i := range j.figs {
		j.figure(i)
	}
	if j.text != nil && j.text.foreign() {
		for i := range j.figs {
			if f := &j.figs[i]; f.Verdict == Inconsistent || f.Verdict == Imprecise {
				f.Verdict, f.Fits = NotCheckable, ""
				f.Why += "; the text speaks of another country"
			}
		}
	}
}

// figure judges one figure. It is inconsistent only when none of its readings
// fits; a quantity that rests on reports alone is then merely another report,
// unless a slip of the pen explains the difference.
func (j *judge) figure(i int) {
	f := &j.figs[i]
	if f.Quantity == "" {
		j.loose(i)
		return
	}
	switch f.Kind {
	case Date, DateRange:
		j.date(f)
		return
	case Ordinal:
		j.ordinal(f)
		return
	case Duration:
		j.length(f)
		return
	case Qualitative, Frequency:
		f.Verdict = NotCheckable
		return
	case Money, Percent, Multiple, Share, Count:
	}
	readings, firm := j.readings(i)
	if len(readings) == 0 {
		f.Verdict, f.Why = NotCheckable, "nothing independent of this document states "+f.Quantity
		return
	}
	j.compare(i, readings, firm)
}

// compare takes the best reading that fits.
func (j *judge) compare(i int, readings []reading, firm bool) {
	f := &j.figs[i]
	t := allowed(*f)
	if strings.HasSuffix(f.Quantity, ".annual_amount") && f.Speaker != Narrator || f.weak {
		firm = false // some year, somebody's words: a miss accuses nobody
	}
	f.Expected = sayInterval(readings[0].value, readings[0].unit)
	best, grade := -1, Verdict("")
	for n, r := range readings {
		if g := fits(t, f, r); better(g, grade) {
			best, grade = n, g
		}
	}
	if best >= 0 && grade == Imprecise && !firm && !f.weak && readings[best].grade == Consistent {
		best = -1 // the bound alone is off what others reported: another report
	}
	if (best < 0 || grade == Imprecise) && j.exonerate(i) {
		return
	}
	if best >= 0 {
		r := readings[best]
		f.Verdict, f.Expected = grade, sayInterval(r.value, r.unit)
		f.Why = r.what + "; stated " + f.Surface
		switch {
		case grade == ConsistentRounded:
			f.Why += "; " + t.words
		case grade == Imprecise && r.grade == Consistent && t.cut.touches(r.value):
			f.Why += "; digits were cut off, not rounded"
		case grade == Imprecise && r.grade == Consistent:
			f.Why += "; the bound of the words is off"
		}
		return
	}
	f.Fits = j.repair(f, t, readings)
	f.Why = readings[0].what + "; stated " + f.Surface + ", " + t.words
	switch {
	case f.Fits == "" && j.far(f, readings):
		f.Verdict = NotCheckable
		f.Why += "; too far from it to be meant"
		if t := j.k.topic(f.Quantity); t != nil && !t.Firm {
			f.Quantity, f.Reasons = "", nil // another demand, at another time
		}
	case firm || f.weak && f.Fits != "" || strings.HasPrefix(f.Fits, "a factor") && (f.Kind == Money && (f.Fits != "a factor of 10" || !smaller(f, readings)) || f.Kind == Count) && !strings.HasSuffix(f.Quantity, ".annual_amount"):
		f.Verdict = Inconsistent
		if f.Fits != "" {
			f.Why += "; " + f.Fits + " would fit"
		}
	default:
		f.Verdict = NotCheckable
		f.Why += "; reports differ"
	}
}

// smaller reports a sum below all that was reported: a tenth of a demand is
// another demand, ten times as much a zero too many.
func smaller(f *Figure, readings []reading) bool {
	for _, r := range readings {
		if r.grade == Consistent && f.Value.Amount.Cmp(r.value.lo) >= 0 {
			return false
		}
	}
	return true
}

// far reports a sum that is so different from what it was taken for, without
// any slip to explain it, that something else is probably meant.
func (j *judge) far(f *Figure, readings []reading) bool {
	if f.Kind == Count {
		return outside(f, readings)
	}
	if forty := decimal.Whole(40); f.Kind == Percent && f.Value.Amount.Cmp(forty) >= 0 && strings.Contains(f.Quantity, ".increase_") {
		for _, r := range readings {
			if r.unit != "percent" || f.Value.Amount.Cmp(r.value.hi.Mul(decimal.Whole(3))) <= 0 {
				return false
			}
		}
		return true // no change is meant but a share
	}
	if t := j.k.topic(f.Quantity); f.Kind != Money && (f.Kind != Multiple && (f.Kind != Percent || t != nil && t.Of == "") || t == nil || t.Firm) {
		return false
	}
	above, below := decimal.Frac(16, 10), decimal.Frac(6, 10)
	if f.paid && f.Speaker == Narrator {
		above, below = decimal.Frac(5, 2), decimal.Frac(4, 10)
		if f.Value.Unit == j.k.Home {
			above, below = decimal.Whole(4), decimal.Frac(1, 4)
		}
	}
	for _, r := range readings {
		v := f.Value.Amount
		if f.Kind == Percent && f.Value.Factor != nil {
			v = *f.Value.Factor
		}
		q, ok := v.Quo(r.value.hi)
		p, ok2 := v.Quo(r.value.lo)
		if ok && ok2 && r.grade == Consistent && q.Cmp(above) < 0 && p.Cmp(below) > 0 {
			return false
		}
	}
	return true
}

// outside reports a count of less than half or more than twice of what is known:
// a part of it, or something else.
func outside(f *Figure, readings []reading) bool {
	for _, r := range readings {
		if f.Value.Amount.Mul(decimal.Whole(2)).Cmp(r.value.lo) >= 0 && f.Value.Amount.Cmp(r.value.hi.Mul(decimal.Whole(2))) <= 0 {
			return false
		}
	}
	return true
}

// fits grades one reading: consistent when the value is exactly the stated
// one, rounded when the words allow it, imprecise when digits were cut off.
func fits(t tolerance, f *Figure, r reading) Verdict {
	v := f.Value.Amount
	if r.unit == "times" && f.Kind == Percent {
		t, v = factorTolerance(f)
	}
	switch {
	case r.grade == Imprecise:
		if t.near.touches(r.value) || f.Approximate() && t.wide.touches(r.value) {
			return Imprecise
		}
		return ""
	case f.Value.Low == nil && r.value.lo.Equal(v) && r.value.hi.Equal(v) && f.Bound != AtLeast && f.Bound != AtMost:
		return Consistent
	case f.Value.Low != nil && t.near.touches(r.value), t.near.touches(r.value), t.wide.touches(r.value):
		return ConsistentRounded
	case t.cut.touches(r.value):
		return Imprecise
	case f.Bound == AtLeast && r.value.hi.Cmp(v) >= 0 && r.value.hi.Cmp(v.Mul(decimal.Whole(4))) < 0:
		return Imprecise
	case f.Bound == AtMost && r.value.lo.Cmp(v) <= 0 && r.value.lo.Cmp(v.Mul(decimal.Frac(1, 4))) > 0:
		return Imprecise
	}
	return ""
}

// factorTolerance turns "400 percent more" into a factor with its tolerance:
// hundreds of percent are stated to the hundred.
func factorTolerance(f *Figure) (tolerance, decimal.Fraction) {
	v := f.Value.Amount
	step := f.Value.Step
	if v.Cmp(decimal.Whole(100)) >= 0 {
		step = lastDigit(v, step).Min(decimal.Whole(50))
		if f.Approximate() {
			step = decimal.Whole(100)
		}
	}
	hundredth := decimal.Frac(1, 100)
	t := around(v.Mul(hundredth), step.Mul(hundredth), f.Bound, Multiple)
	factor := v.Mul(hundredth)
	if f.Value.Factor != nil {
		shift := f.Value.Factor.Sub(factor)
		for _, r := range []*interval{&t.near, &t.wide, &t.cut} {
			r.lo, r.hi = r.lo.Add(shift), r.hi.Add(shift)
		}
		factor = *f.Value.Factor
	}
	return t, factor
}

// better orders the grades.
func better(a, b Verdict) bool {
	rank := func(v Verdict) int {
		switch v {
		case Consistent:
			return 3
		case ConsistentRounded:
			return 2
		case Imprecise:
			return 1
		case Inconsistent, NotCheckable, NotApplicable:
			return 0
		}
		return 0
	}
	return rank(a) > rank(b)
}

// loose judges a figure without quantity: dates are no claims; a sum converted
// in brackets is held against the market.
func (j *judge) loose(i int) {
	f := &j.figs[i]
	f.Verdict = NotCheckable
	f.Why = "no quantity of the dossier could be named for it"
	if f.IsDate() || f.Kind == Duration && f.Quantity == "" || f.Kind == Frequency {
		f.Verdict, f.Why = NotApplicable, ""
		return
	}
	if f.Value.Converted > 0 {
		j.conversion(i)
	}
}

// conversion compares the rate implied by a sum and its conversion with the
// rates of the year of publication and the two before it.
func (j *judge) conversion(i int) {
	f, base := &j.figs[i], &j.figs[j.figs[i].Value.Converted-1]
	home, other := base, f
	if base.Value.Unit != j.k.Home {
		home, other = f, base
	}
	if home.Value.Unit != j.k.Home || j.now.IsZero() {
		return
	}
	low, high, ok := j.k.rates(other.Value.Unit, period.Span{From: dayOf(j.now.Year-2, 1, 1), To: dayOf(j.now.Year+1, 1, 1)})
	if !ok {
		return
	}
	implied, ok := home.Value.Amount.Quo(other.Value.Amount)
	if !ok {
		return
	}
	market := interval{share(low, 85), share(high, 115)}
	f.Expected = "a rate of " + sayInterval(interval{low, high}, j.k.Home) + " per " + other.Value.Unit
	f.Why = base.Surface + " ÷ " + f.Surface + " implies " + tidy(implied, 1) + " " + j.k.Home + " per " + other.Value.Unit
	if market.touches(point(implied)) {
		f.Verdict = ConsistentRounded
		return
	}
	for _, n := range []int64{1000, 10, 100} {
		for _, x := range []decimal.Fraction{implied.Mul(decimal.Whole(n)), implied.Mul(decimal.Frac(1, n))} {
			if market.touches(point(x)) {
				f.Verdict, f.Fits = Inconsistent, "a factor of "+itoa(int(n))
				f.Why += "; " + f.Fits + " would fit"
			}
		}
	}
}
