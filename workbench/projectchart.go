package workbench

import (
	"fmt"

	"entente/chart"
)

const billion = 1e9

// Chart returns the fan of the years; each mark links to its figure.
func (r *ProjectResult) Chart(lang string) chart.Fan {
	c := chart.Fan{
		Title:       r.Title.In(lang),
		Description: fmt.Sprintf("%d futures, seed %d: median, and what 5, 25, 75 and 95 of a hundred do not exceed", r.Paths, r.Seed),
		Across:      chart.Axis{Label: "year"}, Up: chart.Axis{Label: "bn " + string(r.Currency)},
	}
	for _, y := range r.Years {
		if y.Statistics == nil {
			continue
		}
		q := y.Quantiles
		c.Points = append(c.Points, chart.FanPoint{
			X: float64(y.Year), P05: q.P05 / billion, P25: q.P25 / billion, P50: q.P50 / billion, P75: q.P75 / billion, P95: q.P95 / billion,
			Href: "/" + r.Dossier + "/" + *y.Figure, Title: fmt.Sprintf("%s: %.1f bn %s, from %.1f to %.1f in nine of ten futures", *y.Figure, q.P50/billion, r.Currency, q.P05/billion, q.P95/billion),
		})
	}
	return c
}

// Tornado returns what the total is when each series runs low and high, the
// series that explains most first; each row links to the last year's figure,
// which rests on them. It has no rows without ProjectRequest.Sensitivity. The
// fields of Sensitivity are the table that goes with it.
func (r *ProjectResult) Tornado(lang string) chart.Tornado {
	c := chart.Tornado{
		Title:       r.Title.In(lang),
		Description: fmt.Sprintf("%d futures, seed %d: the mean total in the tenth of the futures in which a series is lowest on average (pale), and in the tenth in which it is highest", r.Paths, r.Seed),
		Across:      chart.Axis{Label: "total, bn " + string(r.Currency)},
	}
	if r.Total.Statistics != nil {
		c.Middle = r.Total.Mean / billion
		c.MiddleTitle = fmt.Sprintf("on average %.1f bn %s", c.Middle, r.Currency)
	}
	href := ""
	for _, y := range r.Years {
		if y.Statistics != nil {
			href = "/" + r.Dossier + "/" + *y.Figure
		}
	}
	for _, l := range r.Sensitivity {
		c.Swings = append(c.Swings, chart.Swing{
			Label: l.Series, Low: l.Low / billion, High: l.High / billion, Href: href,
			Title: fmt.Sprintf("%s: %.1f bn %s where it is low, %.1f where it is high; it explains %.1f%% of the variance alone", l.Series, l.Low/billion, r.Currency, l.High/billion, 100*l.First),
		})
	}
	return c
}
