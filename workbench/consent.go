package workbench

import (
	"golang.org/x/sync/errgroup"

	"entente/deal"
	"entente/dossier"
	"entente/ratification"
)

// ratified adds how likely the named packages and the Nash solution are to be
// ratified.
func (d *dealing) ratified(out *DealResult) error {
	if len(d.about.Ratify) == 0 {
		return nil
	}
	var packs []DealPackage
	seen := map[int64]bool{}
	add := func(name string, k DealPackage) {
		if !seen[k.Index] {
			out.Ratification, packs = append(out.Ratification, DealRatification{Of: name, Index: k.Index}), append(packs, k)
		}
		seen[k.Index] = true
	}
	for _, k := range out.Deals {
		add(*k.ID, k)
	}
	if len(out.Solutions) > 0 {
		add(out.Solutions[0].Name, out.Solutions[0].DealPackage)
	}
	var work errgroup.Group
	for i := range packs {
		work.Go(func() error { return d.consent(&out.Ratification[i], packs[i]) })
	}
	return work.Wait()
}

// consent fills in the probability that a package is ratified, over the same
// ranges as ratify.
func (d *dealing) consent(line *DealRatification, k DealPackage) error {
	line.Increase = k.Measures[string(deal.FirstIncrease)]
	line.NewItems = d.newItems(k)
	offer := ratification.Offer{Increase: line.Increase / 100, NewItems: float64(line.NewItems)}
	line.Probability = Chance{Likely: 1, Low: 1, High: 1}
	for _, c := range d.about.Ratify {
		own, err := d.consentOf(c, offer)
		if err != nil {
			return err
		}
		line.Probability = line.Probability.and(own)
	}
	return nil
}

// newItems counts the cost items of a package that were not there before.
func (d *dealing) newItems(k DealPackage) (n int) {
	for i, v := range k.outcome {
		n += d.about.Deal.Issues[i].Values[v].NewItems
	}
	return n
}

func (d *dealing) consentOf(c dossier.Consent, o ratification.Offer) (Chance, error) {
	out := Chance{1, 1, 1, c.Owner, c.On.String()}
	for _, x := range c.Chambers {
		v, err := x.Spread(o)
		if err != nil {
			return out, usage("%s: %w", d.about.File, err)
		}
		out = out.and(Chance{v.Likely.Pass, v.Low.Pass, v.High.Pass, c.Owner, c.On.String()})
	}
	for _, v := range c.Vetoes {
		chance, err := d.settled(v.Consent)
		if err != nil {
			return out, err
		}
		out = out.and(chance)
	}
	return out, nil
}
