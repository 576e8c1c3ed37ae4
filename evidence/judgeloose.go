package evidence

import "entente/decimal"

// exonerate tries, before a figure is accused, the other years that its
// sentence names: where the year was not written right beside the figure, the
// sum or the change of another one may be meant. Only a figure that says enough
// to be recognised counts: three digits of a sum, a tenth of a percent, or the
// very sum.
func (j *judge) exonerate(i int) bool {
	f := &j.figs[i]
	if j.text == nil || j.strict || f.tied || f.Value.Low != nil {
		return false
	}
	certain := telling(f)
	if f.Kind == Money && f.Value.Unit != j.k.Home {
		if f.Value.Converted > 0 || !j.oneOfMany(i) {
			return false
		}
		certain = true
	}
	for n := range j.figs {
		d := &j.figs[n]
		if d.Sentence != f.Sentence || !d.IsDate() || d.Value.Span.From.IsZero() {
			continue
		}
		if p := j.text.pos[n]; j.text.compared(i, p) || j.text.ofBase(i, p) {
			continue // what it is measured against
		}
		for _, year := range [...]int{d.Value.Span.From.Year, d.Value.Span.To.Year} {
			y := j.k.amount(year)
			if y == nil || y.Unsure {
				continue
			}
			if id, r, ok := j.asOf(f, y); ok && (certain || r.value.lo.Equal(f.Value.Amount)) {
				f.Quantity, f.Verdict = id, ConsistentRounded
				f.Reasons = []string{"it fits a year that the sentence names: " + d.Surface}
				f.Expected, f.Why = sayInterval(r.value, r.unit), r.what+"; stated "+f.Surface
				return true
			}
		}
	}
	return false
}

// oneOfMany reports that another sum of the same currency stands in the sentence:
// years and sums may be listed each for itself.
func (j *judge) oneOfMany(i int) bool {
	f := &j.figs[i]
	for n := range j.text.in(f.Sentence) {
		if d := &j.figs[n]; n != i && d.Kind == Money && d.Value.Unit == f.Value.Unit && d.Value.Converted == 0 {
			return true
		}
	}
	return false
}

// telling reports a figure with enough digits to be recognised.
func telling(f *Figure) bool {
	switch f.Kind {
	case Money:
		return len(significant(f.Value.Amount)) >= 3
	case Percent:
		return f.Value.Step.Cmp(decimal.Whole(1)) < 0
	case Multiple, Share, Count, Ordinal, Date, DateRange, Duration, Frequency, Qualitative:
	}
	return false
}

// asOf reads a figure as the sum or the change of a year.
func (j *judge) asOf(f *Figure, y *Yearly) (string, reading, bool) {
	t := allowed(*f)
	id, readings := y.Quantity, []reading(nil)
	switch {
	case f.Kind == Percent && y.Change != "":
		id, readings = y.Change, j.change(y, Consistent)
	case f.Kind == Money:
		readings = j.sum(f, j.k.covering(y.Year), y)
	}
	for _, r := range readings {
		if r.grade == Consistent && t.near.touches(r.value) {
			return id, r, true
		}
	}
	return "", reading{}, false
}
