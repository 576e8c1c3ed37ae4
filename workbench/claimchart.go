package workbench

import (
	"fmt"
	"slices"

	"entente/chart"
	"entente/evidence"
	"entente/period"
	"entente/report"
)

// ClaimCourse is what one party said about one thing, in order of time.
type ClaimCourse struct {
	Side     string
	Quantity string
	Claims   []ClaimLine
}

// Courses tells how positions changed: for each party and quantity what was
// said, where it was not always the same.
func (r *ClaimsResult) Courses() []ClaimCourse {
	var all []ClaimCourse
	for _, l := range r.Claims {
		if l.Side == "" || l.Quantity == "" || l.AsWritten == "" && l.Words == "" {
			continue
		}
		i := slices.IndexFunc(all, func(c ClaimCourse) bool { return c.Side == l.Side && c.Quantity == l.Quantity })
		if i < 0 {
			all, i = append(all, ClaimCourse{Side: l.Side, Quantity: l.Quantity}), len(all)
		}
		all[i].Claims = append(all[i].Claims, l)
	}
	return slices.DeleteFunc(all, func(c ClaimCourse) bool {
		return !slices.ContainsFunc(c.Claims, func(l ClaimLine) bool { return !sameWritten(l.AsWritten, c.Claims[0].AsWritten) })
	})
}

// Chart places the values of the claims over time, in the unit that most of
// them have; claims whose arithmetic holds, does not hold, and cannot be judged
// look different. Each mark leads to its line in the table of the page. Without
// two values that can be compared it is nil.
func (r *ClaimsResult) Chart(lang string) *chart.Scatter {
	unit, count := "", map[string]int{}
	for _, l := range r.Claims {
		if u := l.unit(); u != "" && l.claim.Said != (period.Date{}) {
			if count[u]++; count[u] > count[unit] {
				unit = u
			}
		}
	}
	if count[unit] < 2 {
		return nil
	}
	holds, fails, open := chart.Layer{Name: report.Say(lang, "supported"), Look: chart.Second, Radius: 5}, chart.Layer{Name: report.Say(lang, "not supported"), Look: chart.First, Radius: 5}, chart.Layer{Name: report.Say(lang, "not judged"), Look: chart.Strong, Radius: 4}
	for _, l := range r.Claims {
		if l.unit() != unit || l.claim.Said == (period.Date{}) {
			continue
		}
		day := l.claim.Said.First()
		value := l.claim.Value.Number.Float64()
		if m := l.claim.Value.Money; m != nil {
			value = m.Value.Float64() / 1e9
		}
		p := chart.Point{X: float64(day.Year) + float64(day.Time().YearDay()-1)/366, Y: value, Href: "#" + l.ID, Title: fmt.Sprintf("%s, %s: %s", l.Said, l.Speaker, l.AsWritten)}
		switch evidence.Verdict(l.Verdict) {
		case evidence.Consistent, evidence.ConsistentRounded:
			holds.Points = append(holds.Points, p)
		case evidence.Inconsistent, evidence.Imprecise:
			fails.Points = append(fails.Points, p)
		default:
			open.Points = append(open.Points, p)
		}
	}
	return &chart.Scatter{
		Title: report.Say(lang, "what was said"), Description: report.Say(lang, "claims described"), Across: chart.Axis{Label: report.Say(lang, "year")}, Up: chart.Axis{Label: unitLabel(lang, unit)},
		Layers: []chart.Layer{open, fails, holds}, Height: 360,
	}
}

// unit is the currency of a claim's sum, or its other unit; "" where it has no
// value.
func (l ClaimLine) unit() string {
	switch v := l.claim.Value; {
	case v == nil:
		return ""
	case v.Money != nil:
		return string(v.Money.Currency)
	default:
		return v.Unit
	}
}

func unitLabel(lang, unit string) string {
	if len(unit) == 3 {
		return report.Say(lang, "billions", unit)
	}
	return unit
}
