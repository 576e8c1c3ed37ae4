package ratification

import (
	"fmt"
	"math/big"

	"entente/decimal"
)

// maxPlayers keeps the count of coalitions cheap: the United Nations has fewer
// members.
const maxPlayers = 200

// Power is the power of a voter before anything is known of its wishes.
type Power struct {
	Shapley decimal.Fraction // share of orders in which the voter is pivotal
	Banzhaf decimal.Fraction // share of all swings
	Swings  string           // coalitions that win with the voter and lose without, a whole number
}

// Powers returns the Shapley-Shubik and Banzhaf indices of a weighted vote,
// exactly, by counting coalitions by size and weight. Weights and quota are
// whole numbers; the quota is what a coalition must reach.
func Powers(weights []int, quota int) ([]Power, error) {
	n, total := len(weights), 0
	for _, w := range weights {
		if w < 0 {
			return nil, fmt.Errorf("power: %w: weight %d", ErrRule, w)
		}
		total += w
	}
	if n == 0 || n > maxPlayers || total > 100_000 {
		return nil, fmt.Errorf("power: %w: %d with weight %d", ErrPlayers, n, total)
	}
	if quota < 1 || quota > total {
		return nil, fmt.Errorf("power: %w: quota %d of %d", ErrRule, quota, total)
	}
	swings := make([][]*big.Int, n) // by the size of the coalition joined
	known := map[int][]*big.Int{}
	for i, w := range weights {
		if known[w] == nil {
			known[w] = pivots(weights, i, quota)
		}
		swings[i] = known[w]
	}
	return indices(swings, n), nil
}

// pivots counts, by size, the coalitions of the others that voter i turns from
// losing to winning.
func pivots(weights []int, i, quota int) []*big.Int {
	n := len(weights)
	at := make([][]*big.Int, n) // [size][weight], below the quota
	for s := range at {
		at[s] = make([]*big.Int, quota)
	}
	at[0][0] = big.NewInt(1)
	seen := 0
	for j, w := range weights {
		if j == i {
			continue
		}
		seen++
		for s := seen; s > 0; s-- {
			for v := quota - 1; v >= w; v-- {
				if from := at[s-1][v-w]; from != nil {
					if at[s][v] == nil {
						at[s][v] = new(big.Int)
					}
					at[s][v].Add(at[s][v], from)
				}
			}
		}
	}
	out := make([]*big.Int, n)
	for s := range out {
		out[s] = new(big.Int)
		for v := max(0, quota-weights[i]); v < quota; v++ {
			if at[s][v] != nil {
				out[s].Add(out[s], at[s][v])
			}
		}
	}
	return out
}

func indices(swings [][]*big.Int, n int) []Power {
	sums := make([]*big.Int, n)
	all := new(big.Int)
	for i := range sums {
		sums[i] = new(big.Int)
		for _, c := range swings[i] {
			sums[i].Add(sums[i], c)
		}
		all.Add(all, sums[i])
	}
	orders := new(big.Int).MulRange(1, int64(n))
	out := make([]Power, n)
	for i := range out {
		pivotal := new(big.Int)
		for s, c := range swings[i] {
			if c.Sign() == 0 {
				continue
			}
			ways := new(big.Int).Mul(factorial(s), factorial(n-s-1))
			pivotal.Add(pivotal, ways.Mul(ways, c))
		}
		out[i] = Power{share(pivotal, orders), share(sums[i], all), sums[i].String()}
	}
	return out
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }

// share returns a/b; a zero whole, which has no swings at all, gives zero.
func share(a, b *big.Int) decimal.Fraction {
	if b.Sign() == 0 {
		return decimal.Fraction{}
	}
	f, err := decimal.ParseFraction(new(big.Rat).SetFrac(a, b).String())
	if err != nil { // beyond the bounds of written numbers: as near as they go
		f, _ = decimal.ParseFraction(new(big.Rat).SetFrac(a, b).FloatString(30))
	}
	return f
}
