package workbench

import (
	"fmt"
	"math"

	"golang.org/x/sync/errgroup"

	"entente/chart"
	"entente/decimal"
	"entente/dossier"
	"entente/money"
	"entente/ratification"
)

// PriceLine is the probability of ratification at one price.
type PriceLine struct {
	Increase    float64           `json:"increase"`    // of the price over what was paid before, in percent
	Price       *decimal.Fraction `json:"price"`       // of the first year, rounded as the dossier rounds
	Probability Chance            `json:"probability"` // that it is ratified at this price
}

// pricePoints is how many prices the curve is computed at.
const pricePoints = 13

// curve computes the probability over prices from what was paid to twice the
// increase asked about, at least to a half more and at most to twice as much.
func (b *bargain) curve(o ratification.Offer, ends [][]ratification.Spread, over money.Amount, out *RatifyResult) error {
	low, high := min(0, o.Increase), min(max(2*o.Increase, 0.5), 1)
	for _, v := range out.Recorded {
		if v.Increase != nil {
			low, high = min(low, *v.Increase/100), max(high, *v.Increase/100)
		}
	}
	step := b.step(over.Currency)
	out.Curve = make([]PriceLine, pricePoints)
	var work errgroup.Group
	for i := range out.Curve {
		at := ratification.Offer{Increase: low + (high-low)*float64(i)/(pricePoints-1), NewItems: o.NewItems}
		price, err := whole(step*math.Round(over.Value.Float64()*(1+at.Increase)/step), over.Currency)
		if err != nil {
			return err
		}
		out.Curve[i] = PriceLine{Increase: 100 * at.Increase, Price: &price.Value, Probability: Chance{Likely: 1, Low: 1, High: 1}}
		work.Go(func() error {
			for k, c := range b.about.Ratify {
				own, err := b.along(c, at, ends[k])
				if err != nil {
					return err
				}
				out.Curve[i].Probability = out.Curve[i].Probability.and(own)
			}
			return nil
		})
	}
	return work.Wait()
}

// along is the probability that everybody consents whose consent a party
// needs, at another price than the one whose ranges are known.
func (b *bargain) along(c dossier.Consent, o ratification.Offer, ends []ratification.Spread) (Chance, error) {
	out := Chance{1, 1, 1, c.Owner, c.On.String()}
	for i, x := range c.Chambers {
		s, err := x.Along(o, ends[i])
		if err != nil {
			return out, usage("%s: %w", b.about.File, err)
		}
		out = out.and(Chance{s.Likely.Pass, s.Low.Pass, s.High.Pass, c.Owner, c.On.String()})
	}
	for _, v := range c.Vetoes {
		consent, err := b.settled(v.Consent)
		if err != nil {
			return out, err
		}
		out = out.and(consent)
	}
	return out, nil
}

// Chart returns the probability of ratification over the price with its range,
// the package asked about, and the votes on record. It is empty unless the
// curve was asked for.
func (r *RatifyResult) Chart(lang string) chart.Ribbon {
	page := "/" + r.Dossier + "/ratify/" + r.Negotiation
	c := chart.Ribbon{
		Title: r.Title.In(lang),
		Description: fmt.Sprintf("Probability that the package is ratified, by the increase of its first year, with new items: %d. The line is by the likely values, the band over the stated ranges: estimates of %s on %s, fitted to no vote. Votes on record are marked where they passed.",
			r.NewItems, r.Probability.Owner, r.Probability.On),
		Across: chart.Axis{Label: "increase of the first year, percent"}, Up: chart.Axis{Label: "probability", Low: 0, High: 1.05},
	}
	for _, p := range r.Curve {
		c.Points = append(c.Points, chart.RibbonPoint{
			X: p.Increase, Low: p.Probability.Low, Likely: p.Probability.Likely, High: p.Probability.High, Href: page,
			Title: fmt.Sprintf("%+.1f%%: %.1f%% (%.1f%% to %.1f%%), %s on %s", p.Increase, 100*p.Probability.Likely, 100*p.Probability.Low, 100*p.Probability.High, p.Probability.Owner, p.Probability.On),
		})
	}
	asked := chart.Layer{Name: "asked about: " + r.Package, Look: chart.First, Radius: 6, Points: []chart.Point{{
		X: r.Increase, Y: r.Probability.Likely, Href: page + "#" + r.Package,
		Title: fmt.Sprintf("%s: %+.1f%%, ratified with %.1f%%", r.PackageTitle.In(lang), r.Increase, 100*r.Probability.Likely),
	}}}
	if r.Increase > r.last() {
		asked.Points[0].X = r.last()
		asked.Points[0].Title += ", beyond the right edge"
	}
	recorded := chart.Layer{Name: "votes on record, all carried", Look: chart.Second, Radius: 5}
	for i, v := range r.Recorded {
		if v.Increase == nil {
			continue
		}
		recorded.Points = append(recorded.Points, chart.Point{
			X: *v.Increase, Y: 1, Href: "/" + r.Dossier + "/" + v.Agreement, Label: v.Agreement, Below: i%2 == 1,
			Title: fmt.Sprintf("%s, %s: %+.1f%%; present %d, yes %d, no %d, abstentions %d", v.Agreement, v.On, *v.Increase, v.Present, v.Yes, v.No, v.Abstain),
		})
	}
	c.Layers = []chart.Layer{asked, recorded}
	return c
}

// last is the highest increase of the curve; the package itself without one.
func (r *RatifyResult) last() float64 {
	if n := len(r.Curve); n > 0 {
		return r.Curve[n-1].Increase
	}
	return r.Increase
}
