package fairness

import (
	"fmt"

	"entente/decimal"
)

// Dispute is a cost that one side, the payee, wants taken over up to its
// demand, while the other, the payer, offers to take over less. What is divided
// is relief from the cost: the payee claims the demand, the payer claims all
// but its offer. Any currency, the same in all three.
type Dispute struct {
	Cost          decimal.Fraction
	Demand, Offer decimal.Fraction
}

// Outcome is the payment that a rule makes of a dispute.
type Outcome struct {
	Rule    string
	Idea    string
	Payment decimal.Fraction
}

// Outcomes returns the payment by every rule of Rules, and, when capacities of
// payer and payee are given, by capacity to pay: the cost shared in proportion
// to them. A demand above the cost claims all of it, as no rule divides more
// than there is. It fails with ErrClaims when the offer exceeds the demand or
// either is below zero.
func (d Dispute) Outcomes(capacities ...Capacity) ([]Outcome, error) {
	if d.Offer.Sign() < 0 || d.Demand.Cmp(d.Offer) < 0 || d.Cost.Cmp(d.Offer) < 0 {
		return nil, fmt.Errorf("dispute: %w: offer %s, demand %s, cost %s", ErrClaims, d.Offer, d.Demand, d.Cost)
	}
	claims := []decimal.Fraction{d.Demand.Min(d.Cost), d.Cost.Sub(d.Offer)}
	var out []Outcome
	for _, r := range Rules() {
		awards, err := r.Divide(d.Cost, claims)
		if err != nil {
			return nil, fmt.Errorf("dispute by %s: %w", r.Name, err)
		}
		out = append(out, Outcome{r.Name, r.Idea, awards[0]})
	}
	for _, c := range capacities {
		shares, err := Proportional(d.Cost, scaled(d.Cost, []decimal.Fraction{c.Payer, c.Payee}))
		if err != nil {
			return nil, fmt.Errorf("dispute by capacity: %w", err)
		}
		out = append(out, Outcome{"capacity: " + c.Name, "the cost in proportion to " + c.Name, shares[0]})
	}
	return out, nil
}

// Capacity is a measure of the ability to pay, such as gross domestic product,
// for both sides in one unit.
type Capacity struct {
	Name         string
	Payer, Payee decimal.Fraction
}

// scaled makes weights into claims that cover an estate.
func scaled(estate decimal.Fraction, weights []decimal.Fraction) []decimal.Fraction {
	all := sum(weights)
	if all.Sign() <= 0 {
		return weights
	}
	out := make([]decimal.Fraction, len(weights))
	for i, w := range weights {
		out[i] = quotient(w.Mul(estate), all)
	}
	return out
}

// Distance is how far a sum lies from what a rule gives.
type Distance struct {
	Outcome
	By   decimal.Fraction // sum − payment
	Part decimal.Fraction // By as a part of the payment; 0 when the payment is 0
}

// Distances returns how far a sum lies from each outcome, in their order.
func Distances(sum decimal.Fraction, outcomes []Outcome) []Distance {
	out := make([]Distance, len(outcomes))
	for i, o := range outcomes {
		by := sum.Sub(o.Payment)
		part, _ := by.Quo(o.Payment)
		out[i] = Distance{o, by, part}
	}
	return out
}
