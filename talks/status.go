package talks

import (
	"cmp"
	"slices"
	"strconv"

	"entente/agreement"
	"entente/period"
)

// Status is where the talks stand on a day.
type Status struct {
	On           period.Day
	InForce      *agreement.Agreement // nil in a gap
	Last         *agreement.Agreement // in force, or the one that expired last; nil before the first
	DaysToExpiry int                  // of Last; negative after it
	Gap          bool                 // Last has expired and nothing is in force
	Successor    *Successor           // nil when nothing is known of one
	Demands      []Position
	Offers       []Position
	Breakdown    *Event // the talks broke off and have not resumed
	Elections    []Election
	Latest       []Event // what happened last, latest first
	Earlier      []Pace  // of the agreements before, earliest first
	This         *Pace   // of the successor, as far as known on the day
}

// Successor is the agreement in the making.
type Successor struct {
	ID     string
	Stage  string // one of Stages
	Round  int    // the number of the last round; 0 before the first
	Since  period.Date
	Envoys []Envoy
}

// Stages returns the stages of an agreement in the making, in order.
func Stages() []string {
	return []string{"none", "envoys_named", "round", "settled", "initialled", "signed", "consent", "in_force"}
}

// Pace says how early the talks on an agreement began and ended, in days
// before its predecessor expired; negative is after.
type Pace struct {
	Agreement string
	Began     *int
	Concluded *int
	Rounds    int
}

const (
	latestEvents = 5
	aheadYears   = 6 // elections further off weigh on nobody yet
)

// On returns where the talks stood on a day, from what was known on it.
func (s *Story) On(day period.Day, agreements []*agreement.Agreement) Status {
	st := Status{On: day}
	base := originals(agreements)
	for i, a := range base {
		if a.Term.From.After(day) {
			break
		}
		if !inForce(a, day) {
			continue
		}
		st.Last = a
		if a.Term.Contains(day) {
			st.InForce = a
		}
		if i+1 < len(base) {
			st.Successor = s.successor(base[i+1], day)
		}
	}
	if st.Last == nil {
		if len(base) > 0 {
			st.Successor = s.successor(base[0], day)
		}
	} else {
		st.DaysToExpiry = day.DaysUntil(st.Last.Term.To)
		st.Gap = st.InForce == nil
	}
	s.standing(&st)
	for _, e := range s.Elections {
		if e.On.After(day) && e.On.Year <= day.Year+aheadYears && !e.Known.After(day) {
			st.Elections = append(st.Elections, e)
		}
	}
	for _, e := range slices.Backward(s.Events) {
		if !e.On.Last().After(day) && len(st.Latest) < latestEvents {
			st.Latest = append(st.Latest, e)
		}
	}
	st.Earlier, st.This = s.paces(base, &st)
	return st
}

// originals leaves out amendments, which have no talks of their own here.
func originals(all []*agreement.Agreement) []*agreement.Agreement {
	var out []*agreement.Agreement
	for _, a := range all {
		if a.Amends == "" {
			out = append(out, a)
		}
	}
	return out
}

// inForce reports whether an agreement had entered into force by a day. Where
// the day of entry is not recorded, the day its terms were known stands in.
func inForce(a *agreement.Agreement, day period.Day) bool {
	if m, ok := a.Milestone("in_force"); ok {
		return !m.On.Last().After(day)
	}
	return !a.KnownFrom().After(day)
}

// stageOf says which milestone opens which stage.
var stageOf = []struct{ event, stage string }{
	{"agreed", "settled"},
	{"announced", "settled"},
	{"initialled", "initialled"},
	{"signed", "signed"},
	{"submitted", "signed"},
	{"committee", "signed"},
	{"consent", "consent"},
	{"in_force", "in_force"},
}

func (s *Story) successor(a *agreement.Agreement, day period.Day) *Successor {
	out := &Successor{ID: a.ID, Stage: "none"}
	advance := func(stage string, on period.Date) {
		if slices.Index(Stages(), stage) > slices.Index(Stages(), out.Stage) || stage == "round" && out.Stage == "round" {
			out.Stage, out.Since = stage, on
		}
	}
	for _, e := range s.Envoys {
		if e.Agreement != a.ID || e.From.Last().After(day) {
			continue
		}
		if e.Until == (period.Date{}) || !e.Until.Last().Before(day) {
			out.Envoys = append(out.Envoys, e)
		}
		advance("envoys_named", e.From)
	}
	for _, r := range s.Rounds {
		if r.Agreement == a.ID && !r.From.Last().After(day) {
			out.Round = max(out.Round, r.Number)
			advance("round", r.From)
		}
	}
	for _, so := range stageOf {
		if m, ok := a.Milestone(so.event); ok && !m.On.Last().After(day) {
			advance(so.stage, m.On)
		}
	}
	if out.Stage == "none" {
		return nil
	}
	return out
}

// standing collects the demands and offers that stand, and a breakdown.
func (s *Story) standing(st *Status) {
	if st.Successor == nil || slices.Index(Stages(), st.Successor.Stage) >= slices.Index(Stages(), "settled") {
		return
	}
	for _, p := range s.Positions {
		if p.Agreement != st.Successor.ID || !p.Stands(st.On) {
			continue
		}
		if p.Kind == "demand" {
			st.Demands = append(st.Demands, p)
		} else {
			st.Offers = append(st.Offers, p)
		}
	}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Kind == "breakdown" && (e.Agreement == "" || e.Agreement == st.Successor.ID) && !e.On.Last().After(st.On) && !e.On.Last().Before(st.Successor.Since.First()) {
			st.Breakdown = e
		}
	}
}

// Stands reports whether a position was held on a day.
func (p Position) Stands(day period.Day) bool {
	return !p.From.Last().After(day) && (p.Until == (period.Date{}) || p.Until.First().After(day))
}

// paces measures talks against the expiry of the agreement before.
func (s *Story) paces(all []*agreement.Agreement, st *Status) (earlier []Pace, this *Pace) {
	for i := 1; i < len(all); i++ {
		p := s.pace(all[i], all[i-1].Term.To, st.On)
		if p.Began == nil && p.Concluded == nil {
			continue
		}
		if st.Successor != nil && all[i].ID == st.Successor.ID {
			this = &p
			break
		}
		earlier = append(earlier, p)
	}
	return earlier, this
}

func (s *Story) pace(a *agreement.Agreement, expiry period.Day, day period.Day) Pace {
	p := Pace{Agreement: a.ID}
	var began period.Day
	if m, ok := a.Milestone("talks_opened"); ok {
		began = m.On.First()
	}
	for _, r := range s.Rounds {
		if r.Agreement != a.ID || r.From.Last().After(day) {
			continue
		}
		p.Rounds = max(p.Rounds, r.Number)
		if began.IsZero() && r.Number <= 1 { // a later round does not say when talks began
			began = r.From.First()
		}
	}
	if !began.IsZero() && !began.After(day) {
		n := began.DaysUntil(expiry)
		p.Began = &n
	}
	for _, event := range []string{"agreed", "announced", "initialled", "signed"} {
		if m, ok := a.Milestone(event); ok && !m.On.Last().After(day) {
			n := m.On.Last().DaysUntil(expiry)
			p.Concluded = &n
			break
		}
	}
	return p
}

// Early compares the beginning of talks with the talks before: how many of the
// earlier ones began later, of how many whose beginning is recorded.
func (st Status) Early() (later, of int) {
	if st.This == nil || st.This.Began == nil {
		return 0, 0
	}
	for _, p := range st.Earlier {
		if p.Began == nil {
			continue
		}
		of++
		if cmp.Less(*p.Began, *st.This.Began) {
			later++
		}
	}
	return later, of
}

// YearOfTerm returns which year of its term an agreement is in, and how many
// it has: "4 of 6".
func YearOfTerm(a *agreement.Agreement, day period.Day) string {
	return strconv.Itoa(day.Year-a.Term.From.Year+1) + " of " + strconv.Itoa(a.Term.To.Year-a.Term.From.Year+1)
}
