package evidence

import (
	"time"

	"entente/period"
)

// concludeDay finds the day of publication that a text does not print in full.
// A dateline without a year takes the year in which something happened to an
// agreement around that day, when the weekday of the lead agrees; a statement of
// the lead that is dated in full gives its own day. Where more than one year is
// possible nothing is concluded: a wrong day would make every relative date
// wrong.
func concludeDay(d *Document, k *Knowledge) {
	if !d.Published.Day().IsZero() {
		return
	}
	lead := leads(d)
	if m, day := openDateline(d); day > 0 {
		if on, what := k.eventNear(m, day, leadWeekday(lead), d.Published.Span); !on.IsZero() {
			d.Published = Published{Span: daySpan(on), Basis: "the dateline, and the year: " + what}
		}
		return
	}
	for _, s := range lead {
		if on := datedStatement(s); !on.IsZero() {
			d.Published = Published{Span: daySpan(on), Basis: "the day of a statement in the lead"}
			return
		}
	}
}

// leads returns the first sentences of the prose.
func leads(d *Document) []sentence {
	all := sentences(d)
	for i := range all {
		if role := d.Lines[all[i].line].Role; role == Title || role == Heading {
			continue
		}
		return all[i:min(len(all), i+3)]
	}
	return nil
}

// openDateline reads month and day of a dateline without a year.
func openDateline(d *Document) (time.Month, int) {
	for _, l := range d.Lines {
		if l.Role != Body && l.Role != Dateline {
			continue
		}
		text := d.Text[l.Start:l.End]
		reach := text[:min(len(text), headReach)]
		end, _ := nextBreak(reach, 0)
		if end < 0 || !headLike(reach[:end]) {
			return 0, 0
		}
		s := &scanner{toks: tokenize(reach[:end], 0)}
		for i := range s.toks {
			m := s.monthAt(i)
			if m == 0 {
				continue
			}
			k := i + 1
			if s.low(k) == "." && s.glued(k) {
				k++
			}
			if day, next := s.dayNumber(k); day > 0 && (next >= len(s.toks)-1 || s.low(next) == "(") {
				return m, day
			}
		}
		return 0, 0
	}
	return 0, 0
}

// leadWeekday returns the weekday on which something was said or done in the
// lead, or 0.
func leadWeekday(lead []sentence) int {
	for _, s := range lead {
		for i, t := range s.toks {
			if t.kind != word || !t.capital() || weekdayOf(t.low) == 0 || len(t.low) <= 5 && weekdayOf(t.low) != 0 && i+1 < len(s.toks) && s.toks[i+1].kind == word && s.toks[i+1].capital() {
				continue
			}
			return weekdayOf(t.low)
		}
	}
	return 0
}

// eventNear returns the only day of that month and number on which, or in the
// three days before which, an agreement took a step. A weekday of the lead must
// be that day or the one before.
func (k *Knowledge) eventNear(m time.Month, day, week int, within period.Span) (period.Day, string) {
	var found period.Day
	what := ""
	for i := range k.Pacts {
		p := &k.Pacts[i]
		for _, e := range p.Dates {
			on := dayOf(e.Span.From.Year, m, day)
			if e.Span.Days() > 10 || !validDay(on.Year, int(m), day) || on.Before(e.Span.From) || e.Span.To.DaysUntil(on) > 3 {
				continue
			}
			if back := (weekday(on) - week + 7) % 7; week > 0 && back > 1 || !within.From.IsZero() && !within.Contains(on) {
				continue
			}
			if !found.IsZero() && found != on {
				return period.Day{}, ""
			}
			found, what = on, "agreement "+itoa(p.Number)+" was "+stepWord(e.Role)+" then"
		}
	}
	return found, what
}

// stepWord says in a word what happened to an agreement.
func stepWord(role string) string {
	switch role {
	case "entry_into_force", "effective_year":
		return "in force"
	case "talks_start", "round_1_dates", "envoys_named":
		return "under negotiation"
	case "consent":
		return "approved"
	}
	return role
}

// datedStatement reads "officials said Monday, March 8, 2021".
func datedStatement(s sentence) period.Day {
	sc := &scanner{toks: s.toks}
	for i := range sc.toks {
		if weekdayOf(sc.low(i)) == 0 || sc.low(i+1) != "," {
			continue
		}
		d, ok := sc.explicit(i + 2)
		if !ok || d.open || d.span.From != d.span.To || d.span.From.IsZero() {
			continue
		}
		for k := i - 1; k >= max(0, i-4); k-- {
			if reportVerb(sc.low(k)) {
				return d.span.From
			}
		}
	}
	return period.Day{}
}
