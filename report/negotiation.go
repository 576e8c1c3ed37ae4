package report

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"entente/chart"
	"entente/negotiation"
	"entente/negotiation/analysis"
)

// solutionNames are the solutions in the order in which they are shown, with
// the look of their marks.
var solutionNames = []struct {
	name   string
	look   chart.Look
	points func(analysis.Analysis) []analysis.Point
}{
	{"Nash", chart.First, func(a analysis.Analysis) []analysis.Point { return a.Nash }},
	{"Kalai–Smorodinsky", chart.Second, func(a analysis.Analysis) []analysis.Point { return a.KalaiSmorodinsky }},
	{"egalitarian", chart.Third, func(a analysis.Analysis) []analysis.Point { return a.Egalitarian }},
	{"utilitarian", chart.Fourth, func(a analysis.Analysis) []analysis.Point { return a.Utilitarian }},
	{"equal utilities", chart.Fifth, func(a analysis.Analysis) []analysis.Point { return a.EqualUtilities }},
}

// Utility prints a utility with four decimals, as the field prints it.
func Utility(u float64) string { return strconv.FormatFloat(u, 'f', 4, 64) }

// Analysis is the tables of an analysed scenario: the parties, the solutions,
// and the trades that are worth most.
func Analysis(title string, a analysis.Analysis, parties []string, space negotiation.Space, outcomes *big.Int) []*Table {
	who := &Table{Title: fmt.Sprintf("%s: %s outcomes", title, grouped(outcomes)), Columns: []Column{
		{Name: "party"}, {Name: "reserves", Right: true}, {Name: "least", Right: true}, {Name: "mean", Right: true}, {Name: "greatest", Right: true}, {Name: "in the zone", Right: true},
	}}
	for i, p := range parties {
		reserves, mean, zone := "none", "unknown", "–"
		if r := a.Reserved[i]; r != nil {
			reserves = Utility(*r)
		}
		if a.MeanUtils != nil {
			mean = Utility(a.MeanUtils[i])
		}
		if !a.ZOPA.Empty {
			zone = Utility(a.ZOPA.Least[i]) + " to " + Utility(a.ZOPA.Best[i])
		}
		who.Add(p, reserves, Utility(a.MinUtils[i]), mean, Utility(a.MaxUtils[i]), zone)
	}
	who.Notes = notes(a)
	out := []*Table{who, solutionTable(a, parties, space)}
	if len(a.Logrolling) > 0 {
		out = append(out, trades(a, parties))
	}
	return out
}

// notes sums up what is not a table.
func notes(a analysis.Analysis) []string {
	how := map[analysis.Method]string{
		analysis.Enumerated: "every outcome was valued", analysis.Summed: "exact, built up issue by issue", analysis.Searched: "found by search",
	}[a.Method]
	if a.Bound == nil {
		how += "; how much better an outcome that was not met can be is not known"
	} else if *a.Bound > 0 {
		how += fmt.Sprintf("; no outcome is better than every one found by more than %.3g for everybody", *a.Bound)
	}
	lines := []string{fmt.Sprintf("efficient: %d, of them rational: %d (%s)", a.ParetoSize, a.ParetoRationalSize, how)}
	switch {
	case a.RationalOutcomes == nil:
		lines = append(lines, "zone of possible agreement: not counted")
	case a.ZOPA.Empty:
		lines = append(lines, "zone of possible agreement: empty")
	default:
		lines = append(lines, fmt.Sprintf("zone of possible agreement: %s outcomes, %.3g%%", grouped(a.RationalOutcomes), 100**a.ZOPA.Share))
	}
	if a.Opposition != nil {
		lines = append(lines, "opposition: "+Utility(*a.Opposition))
	}
	return lines
}

func solutionTable(a analysis.Analysis, parties []string, space negotiation.Space) *Table {
	t := &Table{Title: "solutions", Columns: []Column{{Name: "solution"}, {Name: "number", Right: true}}}
	for _, p := range parties {
		t.Columns = append(t.Columns, Column{Name: p, Right: true})
	}
	t.Columns = append(t.Columns, Column{Name: "outcome"})
	for _, s := range solutionNames {
		for _, p := range s.points(a) {
			cells := []string{s.name, p.OutcomeIndex.String()}
			for _, u := range p.Utils {
				cells = append(cells, Utility(u))
			}
			t.Add(append(cells, space.Describe(p.Outcome))...)
		}
	}
	if len(t.Rows) == 0 {
		t.Notes = append(t.Notes, "no outcome is rational for everybody")
	}
	if m := a.Lotteries.Nash; m != nil && len(m.Shares) > 1 {
		var utils []string
		for _, u := range m.Utils {
			utils = append(utils, Utility(u))
		}
		t.Notes = append(t.Notes, fmt.Sprintf("a lottery over %d outcomes has a greater product of gains: %s", len(m.Shares), strings.Join(utils, ", ")))
	}
	return t
}

// tradesShown is how many trades the table lists.
const tradesShown = 5

func trades(a analysis.Analysis, parties []string) *Table {
	t := &Table{Title: "issues worth trading against each other", Columns: []Column{{Name: "issues"}, {Name: "settled apart"}, {Name: "traded"}}}
	for _, p := range parties {
		t.Columns = append(t.Columns, Column{Name: p, Right: true})
	}
	for _, x := range a.Logrolling[:min(len(a.Logrolling), tradesShown)] {
		cells := []string{strings.Join(x.Issues, " / "), strings.Join(x.Apart, " / "), strings.Join(x.Together, " / ")}
		for _, g := range x.Gains {
			cells = append(cells, "+"+Utility(g))
		}
		t.Add(cells...)
	}
	return t
}

// grouped prints a whole number with its digits in groups of three.
func grouped(n *big.Int) string {
	s := n.String()
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Counted prints how many there are.
func Counted(n int64) string { return grouped(big.NewInt(n)) }

// Plane is the chart of what two of the parties make of the outcomes: the
// outcomes, the frontier, the solutions and the reservation values. href gives
// the address behind an outcome; nil leaves the marks without links.
func Plane(title string, a analysis.Analysis, parties []string, space negotiation.Space, across, up int, href func(p analysis.Point) string) chart.Scatter {
	mark := func(p analysis.Point, name string) chart.Point {
		var worth []string
		for i, u := range p.Utils {
			worth = append(worth, parties[i]+" "+Utility(u))
		}
		m := chart.Point{X: p.Utils[across], Y: p.Utils[up], Title: fmt.Sprintf("%soutcome %s: %s (%s)", name, p.OutcomeIndex, space.Describe(p.Outcome), strings.Join(worth, ", "))}
		if href != nil {
			m.Href = href(p)
		}
		return m
	}
	s := chart.Scatter{
		Title: title, Across: chart.Axis{Label: "utility of " + parties[across]}, Up: chart.Axis{Label: "utility of " + parties[up]},
		Description: fmt.Sprintf("%d efficient outcomes, what %s and %s make of them, and the outcomes that solutions pick", a.ParetoSize, parties[across], parties[up]),
	}
	all := chart.Layer{Name: "outcomes", Look: chart.Faint, Radius: 2}
	for j := 0; j+len(parties) <= len(a.Sample); j += len(parties) {
		all.Points = append(all.Points, chart.Point{X: a.Sample[j+across], Y: a.Sample[j+up]})
	}
	frontier := chart.Layer{Name: "frontier", Look: chart.Strong, Joined: len(parties) == 2}
	const most = 5000 // marks that a page can bear
	for _, p := range a.Frontier[:min(len(a.Frontier), most)] {
		frontier.Points = append(frontier.Points, mark(p, "efficient "))
	}
	s.Layers = append(s.Layers, all, frontier)
	for k, name := range solutionNames {
		l := chart.Layer{Name: name.name, Look: name.look, Radius: 8 - float64(k)} // solutions that fall together show as rings
		for _, p := range name.points(a) {
			l.Points = append(l.Points, mark(p, name.name+": "))
		}
		s.Layers = append(s.Layers, l)
	}
	for _, i := range []int{across, up} {
		if r := a.Reserved[i]; r != nil {
			s.Limits = append(s.Limits, chart.Limit{At: *r, Vertical: i == across, Title: parties[i] + " walks away below " + Utility(*r)})
		}
	}
	return s
}
