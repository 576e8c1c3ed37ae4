package ratification

import (
	"fmt"
	"math"
)

// Veto is one whose consent is needed and who does not vote in a chamber: a
// president, a court. The probability is somebody's, on a day.
type Veto struct {
	Name    string
	Consent Forecast
}

// Body is everybody whose consent a party needs at home.
type Body struct {
	Party    string
	Chambers []Chamber
	Vetoes   []Veto
}

// Outcome is what is to be expected of a body.
type Outcome struct {
	Probability float64 // that all consent
	Votes       []Vote  // in the order of the chambers
}

// Vote returns the probability that every chamber and every veto player
// consents. They are taken to decide independently of one another.
func (b Body) Vote(o Offer) (Outcome, error) {
	out := Outcome{Probability: 1}
	for _, c := range b.Chambers {
		v, err := c.Vote(o)
		if err != nil {
			return Outcome{}, fmt.Errorf("ratification in %s: %w", b.Party, err)
		}
		out.Votes = append(out.Votes, v)
		out.Probability *= v.Pass
	}
	for _, v := range b.Vetoes {
		p := v.Consent.Probability
		if !(p >= 0 && p <= 1) {
			return Outcome{}, fmt.Errorf("ratification in %s: %s: %w: %g", b.Party, v.Name, ErrProbability, p)
		}
		out.Probability *= p
	}
	return out, nil
}

// Concession is a weaker offer that has the wanted probability.
type Concession struct {
	Offer       Offer
	Probability float64
	Increase    float64 // how much of the increase is given up
	Items       float64 // how many of the new items are given up
	Cost        float64 // in units of increase
}

// Concessions returns what can be given to bring an offer to the wanted
// probability, for each number of new items given up the smallest cut of the
// increase, the cheapest first; itemWorth is what one new item is worth as
// increase. It is empty when even an offer without increase and without items
// falls short, and a single concession of nothing when the offer is there
// already. The price is searched to a ten thousandth of the present sum.
func (b Body) Concessions(o Offer, want, itemWorth float64) ([]Concession, error) {
	if !(want >= 0 && want <= 1) {
		return nil, fmt.Errorf("concession: %w: %g", ErrProbability, want)
	}
	now, err := b.Vote(o)
	if err != nil {
		return nil, err
	}
	if now.Probability >= want {
		return []Concession{{Offer: o, Probability: now.Probability}}, nil
	}
	var all []Concession
	for gone := 0.0; gone <= o.NewItems; gone++ {
		c, ok, err := b.cut(o, gone, want)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		c.Cost = c.Increase + c.Items*itemWorth
		at := len(all)
		for at > 0 && all[at-1].Cost > c.Cost {
			at--
		}
		all = append(all[:at], append([]Concession{c}, all[at:]...)...)
	}
	return all, nil
}

// cut finds the highest increase, at most the one offered, that reaches the
// wanted probability once so many items are gone.
func (b Body) cut(o Offer, gone, want float64) (c Concession, ok bool, err error) {
	const grid = 1e-4
	at := func(increase float64) (float64, error) {
		out, err := b.Vote(Offer{increase, o.NewItems - gone})
		return out.Probability, err
	}
	top, bottom := o.Increase, min(0, o.Increase)
	p, err := at(top)
	if err != nil {
		return c, false, err
	}
	if p < want {
		low := bottom
		if p, err = at(low); err != nil || p < want {
			return c, false, err
		}
		steps := int(math.Ceil((top - low) / grid))
		good, bad := 0, steps // in steps above low
		for bad-good > 1 {
			middle := (good + bad) / 2
			q, err := at(low + float64(middle)*grid)
			if err != nil {
				return c, false, err
			}
			if q >= want {
				good, p = middle, q
			} else {
				bad = middle
			}
		}
		top = low + float64(good)*grid
	}
	return Concession{Offer: Offer{top, o.NewItems - gone}, Probability: p, Increase: o.Increase - top, Items: gone}, true, nil
}
