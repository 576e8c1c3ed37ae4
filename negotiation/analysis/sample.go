package analysis

import (
	"math/big"

	"entente/negotiation"
)

// sampleSize is how many outcomes a chart shows besides the frontier.
const sampleSize = 2000

// sample values outcomes spread evenly over the numbers of the space: all of a
// small one. Party by party, so that a chart can take two of them.
func sample(s negotiation.Scenario, count int64, fits bool) []float64 {
	n := int64(sampleSize)
	if fits && count < n {
		n = count
	}
	size := s.Space.Size()
	out := make([]float64, 0, n*int64(len(s.Profiles)))
	for j := range n {
		i := new(big.Int).Mul(size, big.NewInt(j))
		o, err := s.Space.BigAt(i.Quo(i, big.NewInt(n)))
		if err != nil || !s.Space.Allows(o) {
			continue
		}
		out = append(out, s.Utils(o)...)
	}
	return out
}
