package projection

// dimensions is how many coordinates the table of directions has.
const dimensions = 64

// directions generate one coordinate of the Sobol points: point k is the
// exclusive sum of those whose bit in k is set. The first digit of the binary
// fraction is the lowest bit.
type directions [32]uint64

// newDirections computes the directions from their beginnings by the recurrence
// of Sobol (1967), as Bratley and Fox (1988) write it:
//
//	mᵢ = 2a₁mᵢ₋₁ ⊕ 4a₂mᵢ₋₂ ⊕ … ⊕ 2ˢmᵢ₋ₛ ⊕ mᵢ₋ₛ
//
// with a₁ … the coefficients of a primitive polynomial of degree s, and
// direction i the fraction mᵢ ÷ 2ⁱ.
func newDirections() *[dimensions]directions {
	all := &[dimensions]directions{}
	for i := range all[0] {
		all[0][i] = 1 << i // the sequence of van der Corput
	}
	for d, b := range beginnings() {
		m := make([]uint64, len(all[0]))
		for i := range m {
			if i < b.degree {
				m[i] = uint64(b.first[i])
			} else {
				m[i] = m[i-b.degree] ^ m[i-b.degree]<<b.degree
				for k := 1; k < b.degree; k++ {
					if b.middle>>(b.degree-1-k)&1 == 1 {
						m[i] ^= m[i-k] << k
					}
				}
			}
			for digit := range i + 1 { // mᵢ has i+1 digits; its highest is the first of the fraction
				all[d+1][i] |= m[i] >> digit & 1 << (i - digit)
			}
		}
	}
	return all
}

// beginning is a primitive polynomial xˢ + … + 1, its middle coefficients as
// bits, and the first s of the numbers m.
type beginning struct {
	degree, middle int
	first          [9]uint16
}

// beginnings are the numbers "new-joe-kuo-6" of Joe and Kuo for the second to
// the sixty-fourth coordinate, chosen so that pairs of coordinates are evenly
// spread: Constructing Sobol sequences with better two-dimensional projections,
// SIAM Journal on Scientific Computing 30 (2008), 2635–2654;
// web.maths.unsw.edu.au/~fkuo/sobol. Copyright 2008 Frances Y. Kuo and Stephen
// Joe, under a licence of the BSD kind.
func beginnings() [dimensions - 1]beginning {
	return [dimensions - 1]beginning{
		{1, 0, [9]uint16{1}},
		{2, 1, [9]uint16{1, 3}},
		{3, 1, [9]uint16{1, 3, 1}},
		{3, 2, [9]uint16{1, 1, 1}},
		{4, 1, [9]uint16{1, 1, 3, 3}},
		{4, 4, [9]uint16{1, 3, 5, 13}},
		{5, 2, [9]uint16{1, 1, 5, 5, 17}},
		{5, 4, [9]uint16{1, 1, 5, 5, 5}},
		{5, 7, [9]uint16{1, 1, 7, 11, 19}},
		{5, 11, [9]uint16{1, 1, 5, 1, 1}},
		{5, 13, [9]uint16{1, 1, 1, 3, 11}},
		{5, 14, [9]uint16{1, 3, 5, 5, 31}},
		{6, 1, [9]uint16{1, 3, 3, 9, 7, 49}},
		{6, 13, [9]uint16{1, 1, 1, 15, 21, 21}},
		{6, 16, [9]uint16{1, 3, 1, 13, 27, 49}},
		{6, 19, [9]uint16{1, 1, 1, 15, 7, 5}},
		{6, 22, [9]uint16{1, 3, 1, 15, 13, 25}},
		{6, 25, [9]uint16{1, 1, 5, 5, 19, 61}},
		{7, 1, [9]uint16{1, 3, 7, 11, 23, 15, 103}},
		{7, 4, [9]uint16{1, 3, 7, 13, 13, 15, 69}},
		{7, 7, [9]uint16{1, 1, 3, 13, 7, 35, 63}},
		{7, 8, [9]uint16{1, 3, 5, 9, 1, 25, 53}},
		{7, 14, [9]uint16{1, 3, 1, 13, 9, 35, 107}},
		{7, 19, [9]uint16{1, 3, 1, 5, 27, 61, 31}},
		{7, 21, [9]uint16{1, 1, 5, 11, 19, 41, 61}},
		{7, 28, [9]uint16{1, 3, 5, 3, 3, 13, 69}},
		{7, 31, [9]uint16{1, 1, 7, 13, 1, 19, 1}},
		{7, 32, [9]uint16{1, 3, 7, 5, 13, 19, 59}},
		{7, 37, [9]uint16{1, 1, 3, 9, 25, 29, 41}},
		{7, 41, [9]uint16{1, 3, 5, 13, 23, 1, 55}},
		{7, 42, [9]uint16{1, 3, 7, 3, 13, 59, 17}},
		{7, 50, [9]uint16{1, 3, 1, 3, 5, 53, 69}},
		{7, 55, [9]uint16{1, 1, 5, 5, 23, 33, 13}},
		{7, 56, [9]uint16{1, 1, 7, 7, 1, 61, 123}},
		{7, 59, [9]uint16{1, 1, 7, 9, 13, 61, 49}},
		{7, 62, [9]uint16{1, 3, 3, 5, 3, 55, 33}},
		{8, 14, [9]uint16{1, 3, 1, 15, 31, 13, 49, 245}},
		{8, 21, [9]uint16{1, 3, 5, 15, 31, 59, 63, 97}},
		{8, 22, [9]uint16{1, 3, 1, 11, 11, 11, 77, 249}},
		{8, 38, [9]uint16{1, 3, 1, 11, 27, 43, 71, 9}},
		{8, 47, [9]uint16{1, 1, 7, 15, 21, 11, 81, 45}},
		{8, 49, [9]uint16{1, 3, 7, 3, 25, 31, 65, 79}},
		{8, 50, [9]uint16{1, 3, 1, 1, 19, 11, 3, 205}},
		{8, 52, [9]uint16{1, 1, 5, 9, 19, 21, 29, 157}},
		{8, 56, [9]uint16{1, 3, 7, 11, 1, 33, 89, 185}},
		{8, 67, [9]uint16{1, 3, 3, 3, 15, 9, 79, 71}},
		{8, 70, [9]uint16{1, 3, 7, 11, 15, 39, 119, 27}},
		{8, 84, [9]uint16{1, 1, 3, 1, 11, 31, 97, 225}},
		{8, 97, [9]uint16{1, 1, 1, 3, 23, 43, 57, 177}},
		{8, 103, [9]uint16{1, 3, 7, 7, 17, 17, 37, 71}},
		{8, 115, [9]uint16{1, 3, 1, 5, 27, 63, 123, 213}},
		{8, 122, [9]uint16{1, 1, 3, 5, 11, 43, 53, 133}},
		{9, 8, [9]uint16{1, 3, 5, 5, 29, 17, 47, 173, 479}},
		{9, 13, [9]uint16{1, 3, 3, 11, 3, 1, 109, 9, 69}},
		{9, 16, [9]uint16{1, 1, 1, 5, 17, 39, 23, 5, 343}},
		{9, 22, [9]uint16{1, 3, 1, 5, 25, 15, 31, 103, 499}},
		{9, 25, [9]uint16{1, 1, 1, 11, 11, 17, 63, 105, 183}},
		{9, 44, [9]uint16{1, 1, 5, 11, 9, 29, 97, 231, 363}},
		{9, 47, [9]uint16{1, 1, 5, 15, 19, 45, 41, 7, 383}},
		{9, 52, [9]uint16{1, 3, 7, 7, 31, 19, 83, 137, 221}},
		{9, 55, [9]uint16{1, 1, 1, 3, 23, 15, 111, 223, 83}},
		{9, 59, [9]uint16{1, 1, 5, 13, 31, 15, 55, 25, 161}},
		{9, 62, [9]uint16{1, 1, 3, 13, 25, 47, 39, 87, 257}},
	}
}
