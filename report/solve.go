package report

import (
	"fmt"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// Solution lays out the answers of a goal-seek, then the years under the first.
func Solution(s *schedule.Solution, look Look) *Table {
	t := &Table{Title: look.answer(s), Columns: []Column{{Name: "year"}, {Name: "figure"}, {Name: "amount", Right: true}, {Name: "sum", Right: true}}}
	for _, p := range s.Path {
		if look.exact() {
			t.Add(strconv.Itoa(p.Year), p.Figure, p.Amount.String(), p.Sum.String())
			continue
		}
		t.Add(strconv.Itoa(p.Year), p.Figure, look.natural(p.Amount, s.Currency), look.natural(p.Sum, s.Currency))
	}
	note := func(format string, args ...any) { t.Notes = append(t.Notes, fmt.Sprintf(format, args...)) }
	note("aimed at: %s = %s; what moves: %s", s.Figure, look.natural(s.Target, s.Currency), s.Moved)
	for i, r := range s.Ranges {
		if i == 5 {
			note("and %d more ranges", len(s.Ranges)-i)
			break
		}
		away := "exactly"
		if s.Distance.Sign() != 0 {
			away = look.natural(*s.Distance, s.Currency) + " away"
		}
		note("answer: %s gives %s, %s", look.span(r, s), look.natural(r.Gives, s.Currency), away)
	}
	if s.Written != nil {
		note("the text says %s", look.lever(*s.Written, s))
	}
	if s.Below != nil && s.Above != nil && s.Unit != "year" {
		note("bracket: %s gives %s, %s gives %s", look.lever(s.Below.At, s), look.natural(s.Below.Gives, s.Currency), look.lever(s.Above.At, s), look.natural(s.Above.Gives, s.Currency))
	}
	switch {
	case s.Unit == "year":
	case s.Method == "bisection":
		note("the plan proves that the figure only moves one way; %d runs on a grid of %s", s.Evaluations, look.lever(s.Step, s))
	default:
		note("%s; every value was tried, %d runs on a grid of %s", s.Why, s.Evaluations, look.lever(s.Step, s))
	}
	if len(s.Ranges) == 0 {
		text := "the target is not reached in the years that are known"
		if s.Why != "" {
			text += "; " + s.Why
		}
		note("%s", text)
	}
	return t
}

// answer is the finding in one line.
func (l Look) answer(s *schedule.Solution) string {
	switch {
	case len(s.Ranges) == 0:
		return s.Figure + " does not reach " + l.natural(s.Target, s.Currency)
	case s.Unit == "year":
		return fmt.Sprintf("%s reaches %s in %s", s.Figure, l.natural(s.Target, s.Currency), s.Answers[0])
	}
	text := l.span(s.Ranges[0], s)
	var textSb67 strings.Builder
	for _, r := range s.Ranges[1:min(3, len(s.Ranges))] {
		textSb67.WriteString(" or " + l.span(r, s))
	}
	text += textSb67.String()
	return text
}

func (l Look) span(r schedule.Range, s *schedule.Solution) string {
	if r.Count == 1 {
		return l.lever(r.From, s)
	}
	return fmt.Sprintf("%s to %s (%d values)", l.lever(r.From, s), l.lever(r.To, s), r.Count)
}

// lever prints a value of what moves in its unit.
func (l Look) lever(v decimal.Fraction, s *schedule.Solution) string {
	if c, err := money.ParseCurrency(s.Unit); err == nil {
		return l.natural(v, c)
	}
	switch s.Unit {
	case "percent":
		return v.String() + "%"
	case "year":
		return v.String()
	default:
		return v.String() + " " + s.Unit
	}
}
