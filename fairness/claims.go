package fairness

import (
	"fmt"
	"math/bits"
	"slices"

	"entente/decimal"
)

// Division is a rule that divides an estate among claims which exceed it. The
// awards stand in the order of the claims and add to the estate exactly. It
// fails with ErrClaims when a claim is below zero or the estate is not between
// zero and the sum of the claims.
type Division func(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error)

// Rule is a division with its name and its idea in a few words.
type Rule struct {
	Name   string
	Idea   string
	Divide Division
}

// Rules returns the rules of division in the order in which they are shown.
func Rules() []Rule {
	return []Rule{
		{"proportional", "everybody gets the same part of the claim", Proportional},
		{"equal awards", "everybody gets the same, but nobody more than the claim", EqualAwards},
		{"equal losses", "everybody loses the same, but nobody more than the claim", EqualLosses},
		{"contested garment", "what only one claims is that one's; what both claim is halved", Talmud},
		{"random arrival", "first come, first served, on average over all orders", RandomArrival},
	}
}

func check(estate decimal.Fraction, claims []decimal.Fraction) error {
	for _, c := range claims {
		if c.Sign() < 0 {
			return fmt.Errorf("%w: a claim of %s", ErrClaims, c)
		}
	}
	if estate.Sign() < 0 || sum(claims).Cmp(estate) < 0 {
		return fmt.Errorf("%w: %s of %s", ErrClaims, estate, sum(claims))
	}
	return nil
}

func sum(all []decimal.Fraction) (total decimal.Fraction) {
	for _, x := range all {
		total = total.Add(x)
	}
	return total
}

func quotient(x, y decimal.Fraction) decimal.Fraction {
	q, _ := x.Quo(y) // callers divide by counts and sums above zero
	return q
}

// Proportional gives everybody the same part of the claim.
func Proportional(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error) {
	if err := check(estate, claims); err != nil {
		return nil, err
	}
	out, all := make([]decimal.Fraction, len(claims)), sum(claims)
	if all.Sign() == 0 {
		return out, nil
	}
	part := quotient(estate, all)
	for i, c := range claims {
		out[i] = c.Mul(part)
	}
	return out, nil
}

// EqualAwards gives everybody min(claim, λ), with λ such that all is given.
func EqualAwards(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error) {
	if err := check(estate, claims); err != nil {
		return nil, err
	}
	out, left := make([]decimal.Fraction, len(claims)), estate
	for n, i := range ascending(claims) { // the smallest claims are met in full, as long as they can be
		level := quotient(left, decimal.Whole(int64(len(claims)-n)))
		out[i] = claims[i].Min(level)
		left = left.Sub(out[i])
	}
	return out, nil
}

// EqualLosses gives everybody max(0, claim − λ), with λ such that all is given.
func EqualLosses(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error) {
	if err := check(estate, claims); err != nil {
		return nil, err
	}
	out, order := make([]decimal.Fraction, len(claims)), ascending(claims)
	for n := range order { // the smallest claims get nothing, as long as λ exceeds them
		rest := order[n:]
		var all decimal.Fraction
		for _, i := range rest {
			all = all.Add(claims[i])
		}
		loss := quotient(all.Sub(estate), decimal.Whole(int64(len(rest))))
		if loss.Cmp(claims[rest[0]]) > 0 {
			continue
		}
		for _, i := range rest {
			out[i] = claims[i].Sub(loss)
		}
		break
	}
	return out, nil
}

// ascending returns the places of the claims, the smallest first.
func ascending(claims []decimal.Fraction) []int {
	order := make([]int, len(claims))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return claims[i].Cmp(claims[j]) })
	return order
}

// Talmud divides up to half of the claims by equal awards and beyond it by
// equal losses. Between two it is the contested garment: the part that only one
// claims goes to that one, the rest is halved.
func Talmud(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error) {
	if err := check(estate, claims); err != nil {
		return nil, err
	}
	half := make([]decimal.Fraction, len(claims))
	for i, c := range claims {
		half[i] = quotient(c, decimal.Whole(2))
	}
	beyond := estate.Sub(sum(half))
	if beyond.Sign() <= 0 {
		return EqualAwards(estate, half)
	}
	out, err := EqualLosses(beyond, half)
	for i := range out {
		out[i] = out[i].Add(half[i])
	}
	return out, err
}

// maxArrivals bounds the count over all sets of claimants.
const maxArrivals = 14

// RandomArrival gives everybody what is there on arrival, up to the claim, on
// average over all orders of arrival. It fails with ErrTooMany above fourteen
// claimants.
func RandomArrival(estate decimal.Fraction, claims []decimal.Fraction) ([]decimal.Fraction, error) {
	if err := check(estate, claims); err != nil {
		return nil, err
	}
	n := len(claims)
	if n > maxArrivals {
		return nil, fmt.Errorf("random arrival: %w: %d", ErrTooMany, n)
	}
	orders := make([]decimal.Fraction, n) // part of all orders in which a given set of that size came first
	for s := range orders {
		orders[s] = quotient(factorial(s).Mul(factorial(n-s-1)), factorial(n))
	}
	out := make([]decimal.Fraction, n)
	for set := range 1 << n {
		left := estate
		for i, c := range claims {
			if set>>i&1 == 1 {
				left = left.Sub(c)
			}
		}
		if left.Sign() <= 0 {
			continue
		}
		for i, c := range claims {
			if set>>i&1 == 0 {
				out[i] = out[i].Add(c.Min(left).Mul(orders[bits.OnesCount(uint(set))]))
			}
		}
	}
	return out, nil
}

func factorial(n int) decimal.Fraction {
	f := decimal.Whole(1)
	for i := 2; i <= n; i++ {
		f = f.Mul(decimal.Whole(int64(i)))
	}
	return f
}
