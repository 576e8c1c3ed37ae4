package evidence

import (
	"strings"

	"entente/decimal"
	"entente/period"
)

// date judges a day or a period against the one the dossier has for it.
func (j *judge) date(f *Figure) {
	f.Verdict = NotCheckable
	want, ok := j.known(f.Quantity)
	if !ok {
		if f.Quantity == "statement.date" {
			f.Verdict = NotApplicable
		}
		return
	}
	got := f.Value.Span
	f.Expected = spanText(want)
	if got.From.IsZero() {
		f.Why = "the day of publication is not known"
		return
	}
	f.Why = "the dossier has " + spanText(want) + "; stated " + f.Surface + ", that is " + spanText(got)
	switch _, touch := got.Intersect(want); {
	case got == want:
		f.Verdict = Consistent
	case touch && got.Days() >= want.Days():
		f.Verdict = ConsistentRounded
	case touch:
		f.Verdict = Consistent
	case j.sibling(f, got):
		f.Verdict = ConsistentRounded
	case j.relative(f) || f.weak && !sameDayOtherYear(got, want):
		f.Verdict = NotCheckable
	default:
		f.Verdict = Inconsistent
		if d := got.From.DaysUntil(want.From); d > 300 && d < 430 || d < -300 && d > -430 {
			f.Fits = "the year before or after"
		}
	}
}

// sibling reports one of the steps of an agreement that loose words exchange: "signed" on
// the day it was initialled, "took effect" in the year it came in force or paid
// its first own sum.
func (j *judge) sibling(f *Figure, got period.Span) bool {
	for i := range j.k.Pacts {
		p := &j.k.Pacts[i]
		role, ok := strings.CutPrefix(f.Quantity, p.ID+".")
		if !ok {
			continue
		}
		var roles []string
		switch role {
		case "signed", "concluded", "announced", "initialled":
			roles = []string{"concluded", "announced", "initialled", "signed"}
		case "effective_year", "entry_into_force":
			roles = []string{"entry_into_force"}
			if got == daySpan(dayOf(p.First, 1, 1)) {
				f.Why += "; it applies from that day"
				return true
			}
			if o := p.opening(); o != nil && got == yearSpan(o.Year) {
				f.Why += "; its first own sum is that of " + itoa(o.Year)
				return true
			}
		}
		for _, r := range roles {
			if d, known := p.date(r); known && (got.Contains(d.From) || d.Contains(got.From)) {
				f.Why += "; on " + spanText(d) + " it was " + strings.ReplaceAll(strings.TrimPrefix(r, "entry_"), "_", " ")
				return true
			}
		}
	}
	return false
}

// sameDayOtherYear reports a slip in the year alone.
func sameDayOtherYear(a, b period.Span) bool {
	return a.From == a.To && a.From.Month == b.From.Month && a.From.Day == b.From.Day && abs(a.From.Year-b.From.Year) == 1
}

// relative reports a date that was reckoned from the publication without a
// year in print: the reckoning may be at fault, so it accuses nobody.
func (j *judge) relative(f *Figure) bool {
	for _, t := range tokenize(f.Surface, 0) {
		if yearOf(t) > 0 {
			return false
		}
	}
	return true
}

func spanText(s period.Span) string {
	switch {
	case s.From == s.To:
		return s.From.String()
	case s == yearSpan(s.From.Year):
		return itoa(s.From.Year)
	case s == monthSpan(s.From.Year, s.From.Month):
		return s.From.String()[:7]
	}
	return s.From.String() + " to " + s.To.String()
}

// known finds the dates of a quantity.
func (j *judge) known(id string) (period.Span, bool) {
	if id == j.k.Series+".series.start" && len(j.k.Pacts) > 0 {
		return yearSpan(j.k.Pacts[0].First), true
	}
	for i := range j.k.Pacts {
		p := &j.k.Pacts[i]
		for _, d := range p.Dates {
			if d.Quantity == id {
				return d.Span, true
			}
		}
		switch id {
		case p.ID + ".expiry":
			return daySpan(dayOf(p.Last, 12, 31)), true
		case p.ID + ".effective_year":
			return yearSpan(p.First), true
		}
	}
	return period.Span{}, false
}

// ordinal judges the number of an agreement or of a round.
func (j *judge) ordinal(f *Figure) {
	f.Verdict = NotCheckable
	n, ok := f.Value.Amount.Int64()
	if !ok {
		return
	}
	for i := range j.k.Pacts {
		p := &j.k.Pacts[i]
		switch f.Quantity {
		case p.ID + ".ordinal":
			f.Expected = itoa(p.Number)
			f.Why = "it is number " + itoa(p.Number) + " of the series"
			f.Verdict = Inconsistent
			if q := j.numberFits(f, int(n)); int(n) == p.Number || q != nil {
				f.Verdict = Consistent
				if q != nil {
					f.Quantity, f.Expected, f.Why = q.ID+".ordinal", itoa(q.Number), "it covers "+itoa(q.First)+" to "+itoa(q.Last)
				}
			}
		case p.ID + ".round":
			j.round(f, p, int(n))
		}
	}
}

// numberFits returns the agreement of a number when its own years stand in the
// sentence: "the first agreement, for 1991 to 1993".
func (j *judge) numberFits(f *Figure, n int) *Pact {
	p := j.k.pactByNumber(n)
	if p == nil || j.text == nil {
		return nil
	}
	for i := range j.figs {
		if s := j.figs[i].Value.Span; j.figs[i].Sentence == f.Sentence && j.figs[i].Kind == DateRange && s.From.Year == p.First && s.To.Year == p.Last {
			return p
		}
	}
	return nil
}

// round judges the number of a round by the rounds the dossier has, and by the
// date that stands beside it.
func (j *judge) round(f *Figure, p *Pact, n int) {
	if len(p.Rounds) == 0 {
		return
	}
	last := p.Rounds[len(p.Rounds)-1].Number
	f.Expected = "1 to " + itoa(last)
	if n > last {
		f.Why = itoa(last) + " rounds are known"
		return
	}
	for _, r := range p.Rounds {
		if r.Number == n {
			f.Verdict = Consistent
			f.Why = "round " + itoa(n) + " was held " + spanText(r.Span)
			if r.Place != "" {
				f.Why += " in " + r.Place
			}
		}
	}
}

// length judges the term of an agreement and the span of a record.
func (j *judge) length(f *Figure) {
	f.Verdict = NotCheckable
	if id, ok := strings.CutSuffix(f.Quantity, ".record_span"); ok {
		j.record(f, id)
		return
	}
	for i := range j.k.Pacts {
		p := &j.k.Pacts[i]
		if f.Quantity != p.ID+".term" {
			continue
		}
		years := p.Last - p.First + 1
		f.Expected = yearsLong(years)
		f.Why = "it covers " + itoa(p.First) + " to " + itoa(p.Last) + ", " + yearsLong(years)
		if years == 1 {
			f.Why = "it covers " + itoa(p.First) + " alone, " + yearsLong(years)
		}
		t := allowed(*f)
		switch {
		case f.Value.Amount.Equal(decimal.Whole(int64(years))):
			f.Verdict = Consistent
		case t.wide.touches(point(decimal.Whole(int64(years)))):
			f.Verdict = ConsistentRounded
		case p.opening() != nil && f.Value.Amount.Equal(decimal.Whole(int64(p.Last-p.opening().Year+1))):
			f.Verdict = ConsistentRounded
			f.Why += "; " + itoa(p.opening().Year) + " to " + itoa(p.Last) + " are the years with sums of its own"
		case f.weak:
			f.Verdict = NotCheckable // which agreement lasts so long was only guessed
		default:
			f.Verdict = Inconsistent
		}
	}
}

func yearsLong(n int) string {
	if n == 1 {
		return "1 year"
	}
	return itoa(n) + " years"
}

// record judges "the biggest rise in nearly two decades": how long ago was a
// change at least as large?
func (j *judge) record(f *Figure, id string) {
	_, y := j.k.byQuantity(id)
	if y == nil || y.Growth == nil {
		return
	}
	since := 0
	for i := range j.k.Pacts {
		for _, other := range j.k.Pacts[i].Years {
			if other.Year < y.Year && other.Growth != nil && other.Growth.Cmp(*y.Growth) >= 0 {
				since = max(since, other.Year)
			}
		}
	}
	if since == 0 {
		return
	}
	years := decimal.Whole(int64(y.Year - since))
	stated := *f
	if f.Value.Unit == "decades" {
		stated.Value.Amount, stated.Value.Step = f.Value.Amount.Mul(decimal.Whole(10)), decimal.Whole(10)
	}
	t := allowed(stated)
	f.Expected = itoa(y.Year-since) + " years"
	f.Why = "the last rise at least as large was in " + itoa(since) + ", " + itoa(y.Year-since) + " years before"
	switch {
	case t.near.touches(point(years)) || t.wide.touches(point(years)):
		f.Verdict = ConsistentRounded
	case stated.Value.Amount.Cmp(years) < 0:
		f.Verdict = ConsistentRounded // true of the shorter span as well
	case f.weak:
		f.Verdict = NotCheckable
	default:
		f.Verdict = Inconsistent
	}
}
