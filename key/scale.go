package key

import "entente/decimal"

// Scale is a computed key.
type Scale struct {
	Key     Key
	Rounded []decimal.Decimal // by party; nil where the key does not round
	Residue decimal.Fraction  // what rounding left over: 1 less the rounded shares

	means  []mean
	onTop  []bool
	stages []stage
}

// Share returns the exact share of the party at that index, before rounding.
func (c Scale) Share(party int) decimal.Fraction { return c.means[party].exact() }

// Shares returns the exact shares by party.
func (c Scale) Shares() []decimal.Fraction {
	out := make([]decimal.Fraction, len(c.means))
	for i := range out {
		out[i] = c.Share(i)
	}
	return out
}

// Total returns the sum of the exact shares: 1, and more where parties are
// assessed on top.
func (c Scale) Total() decimal.Fraction { return decimal.Sum(c.Shares()...) }

// Index returns the index of a party.
func (c Scale) Index(party string) (int, bool) {
	for i, p := range c.Key.Parties {
		if p.ID == party {
			return i, true
		}
	}
	return 0, false
}

// Apportion divides an amount by the exact shares, as Apportion does.
func (c Scale) Apportion(total decimal.Fraction, r Rounding) (Division, error) {
	return r.division(amounts{c.means, total}, total.Mul(c.whole()))
}

// whole is what the shares add to: 1 and those on top.
func (c Scale) whole() decimal.Fraction {
	parts := []decimal.Fraction{decimal.Whole(1)}
	for i, m := range c.means {
		if c.onTop[i] {
			parts = append(parts, m.exact())
		}
	}
	return decimal.Sum(parts...)
}
