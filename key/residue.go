package key

import "entente/decimal"

// Residue says what happens to the difference between the whole and the sum of
// the rounded parts.
type Residue uint8

// The policies. Leave rounds every part by itself and reports the difference,
// as the Multilateral Fund leaves one dollar of 475 million to nobody.
// LargestRemainder cuts every part and gives the missing steps to the parts that
// lost most (Hamilton's method), the earlier first among equals. LargestParty
// rounds every part and gives the difference to the largest, the earlier first.
const (
	Leave Residue = iota
	LargestRemainder
	LargestParty
)

var residueNames = [...]string{"leave", "largest_remainder", "largest_party"}

// String returns the word used in dossiers.
func (r Residue) String() string {
	if int(r) < len(residueNames) {
		return residueNames[r]
	}
	return "?"
}

// ParseResidue reads the word used in dossiers.
func ParseResidue(s string) (Residue, bool) {
	for i, n := range residueNames {
		if n == s {
			return Residue(i), true
		}
	}
	return 0, false
}

// ResidueNames returns the words that ParseResidue reads.
func ResidueNames() []string { return residueNames[:] }

// Rounding says how parts are rounded. A zero To rounds nothing.
type Rounding struct {
	To      decimal.Decimal // 0.00001 rounds shares to 0.001 %
	Mode    decimal.Mode    // LargestRemainder always cuts and ignores it
	Residue Residue
}

// String returns the rounding in words.
func (r Rounding) String() string { return r.words(r.To.String()) }

func (r Rounding) words(to string) string {
	words := "round to " + to
	if r.Residue != LargestRemainder {
		words += " " + r.Mode.String()
	}
	return words + ", residue: " + r.Residue.String()
}
