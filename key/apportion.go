package key

import (
	"fmt"

	"entente/decimal"
)

// Division is an amount divided among parties.
type Division struct {
	Amounts []decimal.Decimal
	Residue decimal.Fraction // the amount less what the parties pay
}

// Apportion divides an amount by shares and rounds the parts. Shares are used
// as they are: those of a published table may not add to 1, and the residue then
// tells. The errors wrap ErrRounding, ErrResidue and ErrNegative.
func Apportion(total decimal.Fraction, shares []decimal.Fraction, r Rounding) (Division, error) {
	parts := make(numbers, len(shares))
	for i, s := range shares {
		if s.Sign() < 0 {
			return Division{}, fmt.Errorf("apportion: %w: share %d is %s", ErrNegative, i+1, s)
		}
		parts[i] = total.Mul(s)
	}
	return r.division(parts, total)
}

func (r Rounding) division(parts batch, total decimal.Fraction) (Division, error) {
	amounts, residue, err := r.place(parts, total)
	if err != nil {
		return Division{}, fmt.Errorf("apportion: %w", err)
	}
	return Division{amounts, residue}, nil
}
