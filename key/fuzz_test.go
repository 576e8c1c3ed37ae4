package key_test

import (
	"errors"
	"testing"

	"entente/decimal"
	"entente/key"
)

// FuzzApportion: the parts and the residue add to the sum, or it is refused.
func FuzzApportion(f *testing.F) {
	f.Add(int64(10_000), []byte{1, 1, 1}, "0.01", uint8(1))
	f.Add(int64(475_000_000), []byte{22, 78}, "1", uint8(0))
	f.Add(int64(-7), []byte{0, 255}, "5", uint8(2))
	f.Fuzz(func(t *testing.T, total int64, weights []byte, step string, policy uint8) {
		to, err := decimal.Parse(step)
		var whole int64
		for _, w := range weights {
			whole += int64(w)
		}
		if err != nil || whole == 0 {
			t.Skip()
		}
		shares := make([]decimal.Fraction, len(weights))
		for i, w := range weights {
			shares[i] = decimal.Frac(int64(w), whole)
		}
		r := key.Rounding{To: to, Residue: key.Residue(policy % 3)}
		got, err := key.Apportion(decimal.Whole(total), shares, r)
		if err != nil {
			if !errors.Is(err, key.ErrResidue) && !errors.Is(err, key.ErrRounding) {
				t.Fatal(err)
			}
			return
		}
		sum := got.Residue
		for _, a := range got.Amounts {
			sum = sum.Add(a.Fraction())
		}
		if !sum.Equal(decimal.Whole(total)) {
			t.Fatalf("parts and residue of %d add to %s", total, sum)
		}
	})
}
