package settlement

import (
	"fmt"
	"math"
)

// Offers is a bargain over a pie of one by offers in turn without end
// (Rubinstein, Econometrica 50 (1982)), with what each side has if it walks
// away for good (Binmore, Shaked and Sutton, Quarterly Journal of Economics
// 104 (1989)).
type Offers struct {
	D1, D2 float64 // discount factors per round
	W1, W2 float64 // outside options as shares of the pie; 0 for none
}

// Division is what side 1 gets, by who makes the first offer; side 2 gets the
// rest. Agreement is at once.
type Division struct {
	Proposer1 float64
	Proposer2 float64
	// Binds1 and Binds2 say whether a side's outside option moved the division.
	Binds1, Binds2 bool
}

// Solve returns the division of the subgame-perfect equilibrium:
//
//	x = 1 − max(d2·(1 − y), w2),  y = max(d1·x, w1)
//
// which without outside options is x = (1 − d2)/(1 − d1·d2).
func (o Offers) Solve() (Division, error) {
	if err := within(1, map[string]float64{"d1": o.D1, "d2": o.D2, "w1": o.W1, "w2": o.W2}); err != nil {
		return Division{}, fmt.Errorf("offers in turn: %w", err)
	}
	if o.D1*o.D2 == 1 {
		return Division{}, fmt.Errorf("offers in turn: %w: one side must be impatient", ErrInput)
	}
	if o.W1+o.W2 > 1+1e-12 {
		return Division{}, fmt.Errorf("offers in turn: %w: they are worth %g of 1", ErrNoDeal, o.W1+o.W2)
	}
	free := o.D1 * (1 - o.D2) / (1 - o.D1*o.D2)
	y := max(o.W1, min(free, o.D1*(1-o.W2)))
	x := 1 - max(o.D2*(1-y), o.W2)
	if y == free && x == 1-o.D2*(1-y) {
		x = (1 - o.D2) / (1 - o.D1*o.D2) // the same with fewer roundings
	}
	return Division{x, y, o.W1 > o.D1*x, o.W2 > o.D2*(1-y)}, nil
}

// Continuous returns side 1's share when rounds are short and the sides
// discount at the rates r1 and r2: r2/(r1 + r2), the Nash solution weighted by
// the other's impatience (Binmore, Rubinstein and Wolinsky, RAND Journal of
// Economics 17 (1986)).
func Continuous(r1, r2 float64) (float64, error) {
	if err := within(math.MaxFloat64, map[string]float64{"r1": r1, "r2": r2}); err != nil {
		return 0, fmt.Errorf("short rounds: %w", err)
	}
	if r1+r2 == 0 {
		return 0, fmt.Errorf("short rounds: %w: both rates are zero", ErrInput)
	}
	return r2 / (r1 + r2), nil
}

// SplitDifference returns side 1's share when the sides have inside options d1
// and d2, what they get while they go on disagreeing: each gets its own and a
// part of the rest, w1 of it for side 1 (Nash, Econometrica 21 (1953); the
// limit of bargaining that may break down, Binmore, Rubinstein and Wolinsky
// 1986). An inside option always counts.
func SplitDifference(d1, d2, w1 float64) (float64, error) {
	if err := within(1, map[string]float64{"the weight": w1}); err != nil {
		return 0, fmt.Errorf("split of the difference: %w", err)
	}
	if !(d1+d2 <= 1) {
		return 0, fmt.Errorf("split of the difference: %w: disagreement is worth %g of 1", ErrNoDeal, d1+d2)
	}
	return d1 + w1*(1-d1-d2), nil
}

// Deadline returns what the proposer of each round gets of a pie of one, the
// first round first, when offers go in turn for a fixed number of rounds and
// then nothing is left (Ståhl, Bargaining Theory, 1972): 1 in the last round,
// else 1 − d·(the next proposer's share), d being the discount factor of the
// side that is to answer. d1 is that of the side that makes the last offer.
//
// That the last mover takes all is not what people do: in experiments first
// offers are near one half.
func Deadline(rounds int, dLast, dOther float64) ([]float64, error) {
	if err := within(1, map[string]float64{"d of the last mover": dLast, "d of the other": dOther}); err != nil {
		return nil, fmt.Errorf("deadline: %w", err)
	}
	if rounds < 1 || rounds > maxRounds {
		return nil, fmt.Errorf("deadline: %w: %d rounds", ErrInput, rounds)
	}
	shares := make([]float64, rounds)
	shares[rounds-1] = 1
	for t := rounds - 2; t >= 0; t-- {
		d := dLast // the one who answers in round t proposes in t+1
		if (rounds-1-(t+1))%2 == 1 {
			d = dOther
		}
		shares[t] = 1 - d*shares[t+1]
	}
	return shares, nil
}

const maxRounds = 10_000

// ShrinkingPie returns what the proposer of each round gets, the first round
// first, when the pie of each round is given: v = pie − next v. The answerer of
// round 1 is offered the rest, pie − v (Neelin, Sonnenschein and Spiegel,
// American Economic Review 78 (1988)).
func ShrinkingPie(pies []float64) ([]float64, error) {
	if len(pies) == 0 || len(pies) > maxRounds {
		return nil, fmt.Errorf("shrinking pie: %w: %d rounds", ErrInput, len(pies))
	}
	v := make([]float64, len(pies))
	for t := len(pies) - 1; t >= 0; t-- {
		if !(pies[t] >= 0) || math.IsInf(pies[t], 0) || t > 0 && pies[t] > pies[t-1] {
			return nil, fmt.Errorf("shrinking pie: %w: round %d has %g", ErrInput, t+1, pies[t])
		}
		v[t] = pies[t]
		if t+1 < len(pies) {
			v[t] -= v[t+1]
		}
	}
	return v, nil
}

// RandomProposer returns the share of the proposer when n sides, an odd number,
// decide by majority and the next proposer is drawn (Baron and Ferejohn,
// American Political Science Review 83 (1989), closed rule):
// 1 − d·(n − 1)/(2n).
func RandomProposer(n int, d float64) (float64, error) {
	if err := within(1, map[string]float64{"d": d}); err != nil {
		return 0, fmt.Errorf("drawn proposer: %w", err)
	}
	if n < 1 || n%2 == 0 {
		return 0, fmt.Errorf("drawn proposer: %w: %d sides, an odd number is due", ErrInput, n)
	}
	return 1 - d*float64(n-1)/float64(2*n), nil
}
