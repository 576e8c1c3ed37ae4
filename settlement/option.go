package settlement

import (
	"fmt"
	"math"
)

// News is an investment that can be made now or, once the price of the next
// year is known, then (Dixit and Pindyck, Investment under Uncertainty, 1994,
// chapter 2). The price of next year lasts for ever.
type News struct {
	Cost     float64
	Now      float64 // this year's return
	Up, Down float64 // a year's return from next year on
	Chance   float64 // of Up
	Rate     float64 // of interest a year
}

// Worth is the value of the two courses.
type Worth struct {
	Now, Wait float64
	Option    float64 // what the right to wait is worth: Wait − max(Now, 0), as one need not invest at all
}

// Value returns what investing now and waiting a year are worth.
func (n News) Value() (Worth, error) {
	if err := within(1, map[string]float64{"the chance": n.Chance}); err != nil {
		return Worth{}, fmt.Errorf("news: %w", err)
	}
	if !(n.Rate > 0) || math.IsInf(n.Rate, 0) {
		return Worth{}, fmt.Errorf("news: %w: the rate of interest is %g", ErrInput, n.Rate)
	}
	later := func(price float64) float64 { return max(0, price*(1+n.Rate)/n.Rate-n.Cost) }
	w := Worth{
		Now:  n.Now + (n.Chance*n.Up+(1-n.Chance)*n.Down)/n.Rate - n.Cost,
		Wait: (n.Chance*later(n.Up) + (1-n.Chance)*later(n.Down)) / (1 + n.Rate),
	}
	w.Option = w.Wait - max(w.Now, 0)
	return w, nil
}

// Diffusion is the option to invest in what changes in value all the time
// (Dixit and Pindyck 1994, chapter 5): a geometric Brownian motion.
type Diffusion struct {
	Volatility float64 // σ
	Rate       float64 // ρ, at which returns are discounted
	Payout     float64 // δ, what is forgone by waiting
	Switch     float64 // λ, at which the chance may be taken away (a Poisson rate), added to ρ
}

// Trigger is when to invest.
type Trigger struct {
	Beta     float64
	Multiple float64 // of the cost that the value must reach: V*/I = β/(β − 1)
}

// Solve returns the trigger: β is the root above one of
// σ²β(β − 1)/2 + (ρ − δ)β − ρ = 0, where λ is added to the last ρ.
func (d Diffusion) Solve() (Trigger, error) {
	if !(d.Volatility > 0 && d.Payout > 0 && d.Rate >= 0 && d.Switch >= 0) || math.IsInf(d.Volatility+d.Payout+d.Rate+d.Switch, 0) {
		return Trigger{}, fmt.Errorf("diffusion: %w: sigma %g, rho %g, delta %g, lambda %g", ErrInput, d.Volatility, d.Rate, d.Payout, d.Switch)
	}
	square := d.Volatility * d.Volatility
	drift := (d.Rate-d.Payout)/square - 0.5
	beta := -drift + math.Sqrt(drift*drift+2*(d.Rate+d.Switch)/square)
	if !(beta > 1) {
		return Trigger{}, fmt.Errorf("diffusion: %w: without discounting waiting never ends", ErrInput)
	}
	return Trigger{beta, beta / (beta - 1)}, nil
}
