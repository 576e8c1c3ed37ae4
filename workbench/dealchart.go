package workbench

import (
	"fmt"
	"strconv"
	"strings"

	"entente/chart"
	"entente/deal"
)

// PackagePlace is the address of a package below a dossier: the page of the
// negotiation, and the place of the package on it.
func PackagePlace(negotiation string, index int64) string {
	return "deal/" + negotiation + "#package-" + strconv.FormatInt(index, 10)
}

// inCloud is how many packages a chart shows at most besides those that stand
// out; of more it shows every second, third and so on.
const inCloud = 4000

// Chart returns the plane of utilities of the first two parties: all packages,
// the frontier, the solutions, the packages that the file names, and what no
// agreement is worth to each.
func (r *DealResult) Chart(lang string) chart.Scatter {
	c := chart.Scatter{
		Title: r.Title.In(lang),
		Description: fmt.Sprintf("%d packages by what each is worth to %s (across) and %s (up); %d are efficient, %d suit everybody by the likely estimates. Estimates: %s.",
			r.NOutcomes, r.Parties[0].Name.In(lang), r.Parties[1].Name.In(lang), len(r.Frontier), r.ZOPA.Count, strings.Join(r.owners(), "; ")),
		Across: chart.Axis{Label: "worth to " + r.Parties[0].Name.In(lang)}, Up: chart.Axis{Label: "worth to " + r.Parties[1].Name.In(lang)},
	}
	for i, p := range r.Parties[:2] {
		c.Limits = append(c.Limits, chart.Limit{
			At: p.Reserved, Vertical: i == 0, Label: "no agreement, " + p.Name.In(lang),
			Title: fmt.Sprintf("no agreement is worth %.3f to %s, estimate of %s on %s", p.Reserved, p.Name.In(lang), p.Owner, p.On),
		})
	}
	c.Layers = append(c.Layers, r.cloud(), chart.Layer{Name: "efficient", Look: chart.Strong, Radius: 3, Joined: true, Points: r.points(r.Frontier)})
	looks := map[string]chart.Look{"nash": chart.First, "kalai_smorodinsky": chart.Second, "egalitarian": chart.Third, "utilitarian": chart.Fourth}
	for _, s := range r.Solutions {
		p := r.point(s.DealPackage)
		p.Title = s.Name + ": " + p.Title
		c.Layers = append(c.Layers, chart.Layer{Name: strings.ReplaceAll(s.Name, "_", "–"), Look: looks[s.Name], Radius: 6, Points: []chart.Point{p}})
	}
	named := chart.Layer{Name: "in the file", Look: chart.Fifth, Radius: 6}
	for _, k := range r.Deals {
		p := r.point(k)
		p.Label, p.Title = *k.ID, k.Title.In(lang)+": "+p.Title
		named.Points = append(named.Points, p)
	}
	c.Layers = append(c.Layers, named)
	return c
}

// owners tells whose estimates the utilities are, each once.
func (r *DealResult) owners() (out []string) {
	for _, p := range r.Parties {
		whose := p.Party + " by " + p.Owner + " on " + p.On
		if p.Private {
			whose = p.Party + " by its private profile of " + p.On
		}
		out = append(out, whose)
	}
	return out
}

// cloud is the background: packages that keep every red line.
func (r *DealResult) cloud() chart.Layer {
	l := chart.Layer{Name: "packages", Look: chart.Faint, Radius: 2}
	every := (r.NOutcomes + inCloud - 1) / inCloud
	if every > 1 {
		for gcd(every, r.NOutcomes) != 1 { // a stride that hits every value of every issue
			every++
		}
		l.Name = fmt.Sprintf("packages, one of %d", every)
	}
	for i, at := int64(0), int64(0); i < r.NOutcomes && len(l.Points) < inCloud; i, at = i+max(every, 1), (at+max(every, 1))%r.NOutcomes {
		o := r.Space.Space.At(at)
		if !r.Space.Space.Allows(o) {
			continue
		}
		u := r.Space.Utils(o)
		l.Points = append(l.Points, chart.Point{X: u[0], Y: u[1]})
	}
	return l
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (r *DealResult) points(all []DealPackage) (out []chart.Point) {
	for _, k := range all {
		out = append(out, r.point(k))
	}
	return out
}

func (r *DealResult) point(k DealPackage) chart.Point {
	var words []string
	for _, i := range r.Issues {
		words = append(words, i.ID+" "+k.Values[i.ID])
	}
	return chart.Point{
		X: k.Utils[0], Y: k.Utils[1], Href: "/" + r.Dossier + "/" + PackagePlace(r.Negotiation, k.Index),
		Title: fmt.Sprintf("%s; %.1f bn %s over %d to %d; worth %.3f and %.3f", strings.Join(words, ", "), k.Measures[string(deal.Total)]/1e9, r.Currency, r.Years[0], r.Years[1], k.Utils[0], k.Utils[1]),
	}
}
