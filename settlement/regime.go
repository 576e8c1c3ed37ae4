package settlement

import (
	"fmt"
	"math"
)

// Regime is an agreement in the shadow of an election (Buisseret and
// Bernhardt, American Political Science Review 112 (2018)). The payer values
// the arrangement at Payer and pays for it. The payee's government, friendly or
// hostile after the election, values it at its own worth and a shock drawn
// evenly from −Sigma to Sigma. A deal made before the election is what holds
// unless the payee can credibly quit; then it is renegotiated, the payee making
// the offer with probability Theta.
type Regime struct {
	Payer    float64 // v_F, what the arrangement is worth to the payer
	Theta    float64 // the payee's chance to make the offer when terms are reopened
	Sigma    float64 // half-width of the shock
	Discount float64 // δ, the weight of what comes after the election; 1 when payments begin after it
	Friendly float64 // the payee's worth of the arrangement, by who wins
	Hostile  float64
}

func (r Regime) check() error {
	if err := within(1, map[string]float64{"theta": r.Theta, "delta": r.Discount}); err != nil {
		return fmt.Errorf("regime: %w", err)
	}
	if !(r.Sigma > 0) || !(r.Discount > 0) || !(r.Friendly >= r.Hostile) {
		return fmt.Errorf("regime: %w: sigma %g, delta %g, friendly %g, hostile %g", ErrInput, r.Sigma, r.Discount, r.Friendly, r.Hostile)
	}
	for _, v := range []float64{r.Payer, r.Sigma, r.Friendly, r.Hostile} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("regime: %w: %g", ErrInput, v)
		}
	}
	return nil
}

// Fate is what may become of the terms after the election.
type Fate struct {
	Stand        float64 // probability that they stand
	Renegotiated float64
	Quit         float64
}

// Fate returns what becomes of terms s under a payee that values the
// arrangement at v: they stand when v + s + shock ≥ 0, are renegotiated when
// the payer's worth still covers the loss, else the payee quits.
func (r Regime) Fate(v, s float64) Fate {
	stand, quit := r.parts(v, s)
	f := Fate{Stand: (r.Sigma - stand) / (2 * r.Sigma), Quit: (quit + r.Sigma) / (2 * r.Sigma)}
	f.Renegotiated = max(0, 1-f.Stand-f.Quit)
	return f
}

// parts returns the shocks above which the terms stand and below which the
// payee quits, both within the range of the shock.
func (r Regime) parts(v, s float64) (stand, quit float64) {
	stand = min(max(-v-s, -r.Sigma), r.Sigma)
	quit = min(max(-v-max(r.Payer, s), -r.Sigma), stand)
	return stand, quit
}

// PayerValue returns what the payer expects after the election of terms s, the
// payee valuing the arrangement at v. Where the shock reaches all three fates
// it is
//
//	[(v_F − s)(σ + v + s) + (1 − θ)(v_F − s)²/2]/2σ
func (r Regime) PayerValue(v, s float64) float64 {
	stand, quit := r.parts(v, s)
	kept := (r.Payer - s) * (r.Sigma - stand)
	// when the payer makes the offer it pays just what keeps the payee: −(v + shock)
	reopened := (1 - r.Theta) * line(r.Payer+v, quit, stand)
	return (kept + reopened) / (2 * r.Sigma)
}

// PayeeValue returns what a government of the payee that values the arrangement
// at own expects after the election of terms s, when the government then values
// it at v.
func (r Regime) PayeeValue(own, v, s float64) float64 {
	stand, quit := r.parts(v, s)
	kept := line(own+s, stand, r.Sigma)
	asked := r.Theta * line(own+r.Payer, quit, stand)
	given := (1 - r.Theta) * (own - v) * (stand - quit)
	return (kept + asked + given) / (2 * r.Sigma)
}

// line integrates a + x over x.
func line(a, from, to float64) float64 { return a*(to-from) + (to*to-from*from)/2 }

// Premium is the first offer that is best for the payer, and what it buys.
type Premium struct {
	Best     float64 // s*, as the formula gives it
	Offer    float64 // s*, not below no payment and not above what the arrangement is worth
	Settle   float64 // expected value of settling now
	Wait     float64 // expected value without terms before the election
	Gain     float64 // of settling over waiting
	Friendly Fate
	Hostile  Fate
	Before   Fate // under the hostile government had nothing been settled
	// Backlash is by how much signing may lower the hostile government's worth
	// of the arrangement before the gain is gone; +Inf when a hostile government
	// cannot come, negative when there is no gain to lose.
	Backlash float64
}

// Exogenous returns the best first offer when the deal does not sway the
// election and the friendly government wins with probability p:
//
//	s* = v_F − [σ + v_F + E v + 2σ(1 − δ)/δ]/(1 + θ)
//
// A premium over the price without an election: it rises in line with the
// probability of a hostile government. What is not settled is taken to be
// terms of no payment.
func (r Regime) Exogenous(p float64) (Premium, error) {
	if err := r.check(); err != nil {
		return Premium{}, err
	}
	if err := within(1, map[string]float64{"the probability": p}); err != nil {
		return Premium{}, fmt.Errorf("regime: %w", err)
	}
	mean := p*r.Friendly + (1-p)*r.Hostile
	best := r.Payer - (r.Sigma+r.Payer+mean+2*r.Sigma*(1-r.Discount)/r.Discount)/(1+r.Theta)
	out := Premium{Best: best, Offer: min(max(best, 0), max(r.Payer, 0))}
	value := func(s float64) float64 { return p*r.PayerValue(r.Friendly, s) + (1-p)*r.PayerValue(r.Hostile, s) }
	out.Settle = (1-r.Discount)*(r.Payer-out.Offer) + r.Discount*value(out.Offer)
	out.Wait = r.Discount * value(0)
	out.Gain = out.Settle - out.Wait
	out.Friendly, out.Hostile, out.Before = r.Fate(r.Friendly, out.Offer), r.Fate(r.Hostile, out.Offer), r.Fate(r.Hostile, 0)
	out.Backlash = math.Inf(1)
	if slope := r.Discount * (1 - p) * (r.Payer - out.Offer) / (2 * r.Sigma); slope > 0 {
		out.Backlash = out.Gain / slope
	}
	return out, nil
}

// Voter is the median voter of the payee: her worth of the arrangement is drawn
// evenly from Middle − Spread to Middle + Spread.
type Voter struct {
	Middle float64 // v_e
	Spread float64 // α
}

// Endogenous returns the best first offer when the deal sways the election,
// unclipped:
//
//	v_F − s* = [σ + v̲ + v_F + Δ(v_e + α − (v̄ + v̲)/2)/(2α) + 2σ(1 − δ)/δ]/(1 + θ + Δ/α)
//
// with v̄ the friendly, v̲ the hostile worth and Δ = v̄ − v̲.
func (r Regime) Endogenous(v Voter) (float64, error) {
	if err := r.check(); err != nil {
		return 0, err
	}
	if !(v.Spread > 0) {
		return 0, fmt.Errorf("regime: %w: the voters' spread is %g", ErrInput, v.Spread)
	}
	delta := r.Friendly - r.Hostile
	rest := r.anchor() + delta*(v.Middle+v.Spread-(r.Friendly+r.Hostile)/2)/(2*v.Spread)
	return r.Payer - rest/(1+r.Theta+delta/v.Spread), nil
}

// Cheapest returns the friendly worth at which the best first offer is lowest,
// the point where its derivative is zero. With w = v̄ − v̲, k = 1 + θ,
// A = σ + v̲ + v_F + 2σ(1 − δ)/δ and C = v_e + α − v̲ it solves
// w² + 2αk·w + 2α(2A − C·k) = 0. The paper's v*(α) is this point for the
// numbers of its figure 1. It is NaN where there is none.
func (r Regime) Cheapest(v Voter) float64 {
	k, a, c := 1+r.Theta, r.anchor(), v.Middle+v.Spread-r.Hostile
	w := -v.Spread*k + math.Sqrt(v.Spread*v.Spread*k*k-2*v.Spread*(2*a-c*k))
	return r.Hostile + w
}

// SpreadAt returns the voters' spread for which the best first offer is lowest
// at a given friendly worth, the inverse of Cheapest: a paper that looks at
// friendly worths between two bounds has two such thresholds, below the first
// of which the offer only rises over the bounds and above the second only
// falls.
func (r Regime) SpreadAt(friendly, middle float64) float64 {
	k, a, w := 1+r.Theta, r.anchor(), friendly-r.Hostile
	b := 2*k*w + 4*a - 2*k*(middle-r.Hostile)
	return (b + math.Sqrt(b*b+8*k*w*w)) / (4 * k)
}

func (r Regime) anchor() float64 {
	return r.Sigma + r.Hostile + r.Payer + 2*r.Sigma*(1-r.Discount)/r.Discount
}

// FriendlyWins is the probability that the friendly government wins when the
// terms are s: the median voter prefers it when her worth is above
// (v̄ + v̲)/2 + v_F − s.
func (r Regime) FriendlyWins(v Voter, s float64) float64 {
	indifferent := (r.Friendly+r.Hostile)/2 + r.Payer - s
	return min(max((v.Middle+v.Spread-indifferent)/(2*v.Spread), 0), 1)
}
