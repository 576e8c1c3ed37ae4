package workbench

import (
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"entente/deal"
	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/ratification"
)

// DealLeverage is what a demanding ratifier does at the table: the Nash
// solution among the packages that are likely enough to be ratified, against
// the one among all. Schelling's conjecture, that a tied hand helps its own
// side, holds where the change is above zero for that side.
type DealLeverage struct {
	Want   float64      `json:"want"`            // the probability of ratification, by the likely values, that a package must have
	Owner  string       `json:"owner"`           // whose probabilities they are
	On     string       `json:"on"`              // of which day
	Count  int64        `json:"packages"`        // that have it and keep every red line
	Nash   *DealPackage `json:"nash"`            // the solution among them; null where none suits everybody
	Change []float64    `json:"change_of_utils"` // against the solution among all, of each party; empty without one
}

// wanted are the probabilities that leverage is looked at for.
func wanted() []float64 { return []float64{0.5, 0.9, 0.99} }

// manyOffers is beyond how many different offers leverage is left out: each is
// a vote to be computed.
const manyOffers = 60

// leverage adds what a demanding ratifier would do at the table.
func (d *dealing) leverage(out *DealResult) error {
	out.Leverage = []DealLeverage{}
	if len(d.about.Ratify) == 0 || len(d.solved.Nash) == 0 {
		return nil
	}
	chances, err := d.chances()
	if err != nil || chances == nil {
		return err
	}
	free := d.pack(d.solved.Nash[0].Outcome)
	whose := out.Ratification[0].Probability
	for _, want := range wanted() {
		line := DealLeverage{Want: want, Owner: whose.Owner, On: whose.On, Change: []float64{}}
		bound := d.scenario
		bound.Space.Constraints = append(slices.Clone(d.scenario.Space.Constraints), negotiation.Where(func(o negotiation.Outcome) bool { return chances[d.offer(o)] >= want }))
		solved, err := analysis.Analyze(bound)
		switch {
		case errors.Is(err, analysis.ErrUnusable): // nothing is likely enough
		case err != nil:
			return err
		default:
			line.Count = solved.AllowedOutcomes.Int64()
			if len(solved.Nash) > 0 {
				k := d.pack(solved.Nash[0].Outcome)
				line.Nash = &k
				for i, u := range k.Utils {
					line.Change = append(line.Change, u-free.Utils[i])
				}
			}
		}
		out.Leverage = append(out.Leverage, line)
	}
	return nil
}

// offer is what ratifiers see of a package.
func (d *dealing) offer(o negotiation.Outcome) ratification.Offer {
	m := slices.Index(d.valued.Problem.Measures, deal.FirstIncrease)
	offer := ratification.Offer{Increase: d.valued.Of(o)[m] / 100}
	for i, v := range o {
		offer.NewItems += float64(d.about.Deal.Issues[i].Values[v].NewItems)
	}
	return offer
}

// chances computes the probability of ratification of every offer that some
// package makes, by the likely values; nil when there are too many offers.
func (d *dealing) chances() (map[ratification.Offer]float64, error) {
	chances := map[ratification.Offer]float64{}
	o := make(negotiation.Outcome, len(d.scenario.Space.Issues))
	count, _ := d.scenario.Space.Count() // fits: every package was valued
	for i := range count {
		d.scenario.Space.Fill(o, i)
		if chances[d.offer(o)] = 0; len(chances) > manyOffers {
			return nil, nil //nolint:nilnil // too many is no error
		}
	}
	var offers []ratification.Offer
	for x := range chances {
		offers = append(offers, x)
	}
	found := make([]float64, len(offers))
	var work errgroup.Group
	for i := range offers {
		work.Go(func() (err error) {
			found[i], err = d.likely(offers[i])
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for i, x := range offers {
		chances[x] = found[i]
	}
	return chances, nil
}

// likely is the probability that everybody consents, by the likely values.
func (d *dealing) likely(o ratification.Offer) (float64, error) {
	p := 1.0
	for _, c := range d.about.Ratify {
		for _, x := range c.Chambers {
			v, err := x.Likely().Vote(o)
			if err != nil {
				return 0, usage("%s: %w", d.about.File, err)
			}
			p *= v.Pass
		}
		for _, v := range c.Vetoes {
			consent, err := d.settled(v.Consent)
			if err != nil {
				return 0, err
			}
			p *= consent.Likely
		}
	}
	return p, nil
}
