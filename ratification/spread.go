package ratification

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Range is what an analyst states when unsure: the least, the likely, and the
// most.
type Range struct{ Low, Likely, High float64 }

// BlocRange is a bloc whose rates and slopes are ranges.
type BlocRange struct {
	Name                     string
	Members                  int
	Attend, Yes, Price, Item Range
}

// ChamberRange is a chamber whose blocs are ranges.
type ChamberRange struct {
	Name    string
	Members int
	Rule    Rule
	Blocs   []BlocRange
	Shock   Range
}

// Likely returns the chamber with the likely value of everything.
func (c ChamberRange) Likely() Chamber {
	return c.with(Range.likely, Range.likely, Range.likely, Range.likely, func(BlocRange) func(Range) float64 { return Range.likely })
}

func (r Range) likely() float64 { return r.Likely }
func (r Range) low() float64    { return r.Low }
func (r Range) high() float64   { return r.High }

// Check reports a range whose values are out of order.
func (r Range) Check() error {
	if !(r.Low <= r.Likely && r.Likely <= r.High) {
		return fmt.Errorf("%w: %g, %g, %g are not in order", ErrProbability, r.Low, r.Likely, r.High)
	}
	return nil
}

func (c ChamberRange) with(yes, price, item, shock func(Range) float64, attend func(BlocRange) func(Range) float64) Chamber {
	out := Chamber{Name: c.Name, Members: c.Members, Rule: c.Rule, Shock: shock(c.Shock)}
	for _, b := range c.Blocs {
		out.Blocs = append(out.Blocs, Bloc{b.Name, b.Members, attend(b)(b.Attend), yes(b.Yes), price(b.Price), item(b.Item)})
	}
	return out
}

// Spread is the probability over the stated ranges. Low and High are the
// extremes over the corners that were tried: yes-rates and slopes all against
// or all for the offer, attendance low or high for everybody, or high on one
// side of the aisle and low on the other, the common shock weak or strong. The
// yes-rates are monotone, so their corners are the extremes; attendance cuts
// both ways, so a mixture in between could in principle lie outside.
type Spread struct {
	Likely    Vote
	Low, High Vote // the votes with the lowest and the highest probability to carry

	lowest, highest int // turnouts that gave them
}

// Spread returns the vote on an offer over the ranges.
func (c ChamberRange) Spread(o Offer) (Spread, error) {
	for _, b := range c.Blocs {
		for _, r := range []Range{b.Attend, b.Yes, b.Price, b.Item} {
			if err := r.Check(); err != nil {
				return Spread{}, fmt.Errorf("chamber %s: bloc %s: %w", c.Name, b.Name, err)
			}
		}
	}
	if err := c.Shock.Check(); err != nil {
		return Spread{}, fmt.Errorf("chamber %s: shock: %w", c.Name, err)
	}
	return c.spread(o, []int{0, 1, 2, 3}, []int{0, 1, 2, 3})
}

// Along returns the spread at another offer for the turnouts that gave the ends
// of a spread: enough to draw a curve through it, at a third of the work.
func (c ChamberRange) Along(o Offer, s Spread) (Spread, error) {
	return c.spread(o, []int{s.lowest}, []int{s.highest})
}

// spread tries the corners against an offer with some turnouts, and those for
// it with others.
func (c ChamberRange) spread(o Offer, against, pro []int) (Spread, error) {
	likely, err := c.Likely().Vote(o)
	if err != nil {
		return Spread{}, err
	}
	out := Spread{Likely: likely, Low: likely, High: likely}
	corners := c.corners(o)
	votes, errs := make([]Vote, len(corners)), make([]error, len(corners))
	var all sync.WaitGroup
	for i, k := range corners {
		if k.pro && slices.Contains(pro, k.turnout) || !k.pro && slices.Contains(against, k.turnout) {
			all.Go(func() { votes[i], errs[i] = k.Vote(o) })
		} else {
			votes[i] = likely
		}
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return Spread{}, err
	}
	for i, v := range votes {
		if v.Pass < out.Low.Pass {
			out.Low, out.lowest = v, corners[i].turnout
		}
		if v.Pass > out.High.Pass {
			out.High, out.highest = v, corners[i].turnout
		}
	}
	return out, nil
}

// corner is a chamber with everything at some end of its range.
type corner struct {
	Chamber
	turnout int // which of the four
	pro     bool
}

func (c ChamberRange) corners(o Offer) []corner {
	friend := func(b BlocRange) bool {
		return Bloc{Yes: b.Yes.Likely, Price: b.Price.Likely, Item: b.Item.Likely}.YesRate(o, 0) >= float64(c.Rule.Part)/float64(max(c.Rule.Whole, 1))
	}
	split := func(friends, others func(Range) float64) func(BlocRange) func(Range) float64 {
		return func(b BlocRange) func(Range) float64 {
			if friend(b) {
				return friends
			}
			return others
		}
	}
	turnout := []func(BlocRange) func(Range) float64{
		split(Range.low, Range.low), split(Range.high, Range.high), split(Range.low, Range.high), split(Range.high, Range.low),
	}
	gentle, steep := Range.low, Range.high
	if o.Increase < 0 { // a cheaper deal: a steep slope helps it
		gentle, steep = steep, gentle
	}
	var all []corner
	for i, attend := range turnout {
		for _, shock := range []func(Range) float64{Range.low, Range.high} {
			all = append(all, corner{c.with(Range.low, steep, Range.high, shock, attend), i, false}, corner{c.with(Range.high, gentle, Range.low, shock, attend), i, true})
		}
	}
	return all
}
