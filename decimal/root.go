package decimal

import "math/big"

// MaxRoot is the highest root that Root takes: growth over more years than a
// dossier may speak of is a slip of the pen.
const MaxRoot = 400

// Root returns the n-th root of x, for n from 1 to MaxRoot and x at or above
// zero, as the multiple of step that mode selects; ok is false elsewhere. The
// root need not end, but the choice is exact: multiples of step, raised to the
// power n, are compared with x, so that no digit rests on a float.
func (x Fraction) Root(n int, step Decimal, mode Mode) (root Decimal, ok bool) {
	if n < 1 || n > MaxRoot || x.Sign() < 0 || step.Sign() <= 0 {
		return Decimal{}, false
	}
	// The largest k with (k × step)^n ≤ x; the root lies in [k, k+1) steps.
	unit := step.Fraction()
	scaled, _ := x.Quo(unit.power(n))
	k := floorRoot(scaled.floor(), n)
	below := unit.Mul(Fraction{new(big.Rat).SetInt(k)})
	if below.power(n).Equal(x) {
		root, _ = below.Round(step, mode)
		return root, true
	}
	// Any number between the same two halves of a step rounds as the root does.
	middle := below.Add(unit.Mul(Frac(1, 2)))
	offset := Frac(1, 4)
	switch x.Cmp(middle.power(n)) {
	case 0:
		offset = Frac(1, 2)
	case 1:
		offset = Frac(3, 4)
	}
	root, _ = below.Add(unit.Mul(offset)).Round(step, mode)
	return root, true
}

func (x Fraction) power(n int) Fraction {
	num := new(big.Int).Exp(x.rat().Num(), big.NewInt(int64(n)), nil)
	den := new(big.Int).Exp(x.rat().Denom(), big.NewInt(int64(n)), nil)
	return Fraction{new(big.Rat).SetFrac(num, den)}
}

// floor returns the largest whole number at or below x, which is not negative.
func (x Fraction) floor() *big.Int {
	return new(big.Int).Quo(x.rat().Num(), x.rat().Denom())
}

// floorRoot returns the largest k with k^n ≤ x by Newton's method on whole
// numbers, which descends from above and stops where it would rise.
func floorRoot(x *big.Int, n int) *big.Int {
	if x.Sign() == 0 {
		return new(big.Int)
	}
	k := new(big.Int).Lsh(big.NewInt(1), uint(x.BitLen()/n+1))
	degree, less := big.NewInt(int64(n)), big.NewInt(int64(n-1))
	for {
		power := new(big.Int).Exp(k, less, nil)
		next := new(big.Int).Mul(k, less)
		next.Add(next, new(big.Int).Quo(x, power))
		next.Quo(next, degree)
		if next.Cmp(k) >= 0 {
			return k
		}
		k = next
	}
}
