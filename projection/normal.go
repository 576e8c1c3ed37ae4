package projection

import (
	"math"

	"entente/internal/vector"
)

// normals turns random bits into standard normal numbers by the inverse of the
// distribution function, which keeps their order: antithetic and evenly spread
// points go through it as well as random ones.
//
// The half line below the median is cut into octaves of probability, each into
// slices; in every slice a polynomial stands for the inverse. What it misses
// is below 1e-10 (a test measures it), and nothing but sums and products is
// used, so that every machine computes the same bits.
type normals struct{ table vector.Table }

const (
	octaves         = 64
	sliceBits       = 4
	slicesPerOctave = 1 << sliceBits
	degree          = 5
	rowSize         = len(vector.Table{}) / (octaves * slicesPerOctave)
)

// newNormals computes the polynomials from quantile.
func newNormals() *normals {
	n := &normals{}
	for octave := range octaves {
		for slice := range slicesPerOctave {
			low := math.Ldexp(1+float64(slice)/slicesPerOctave, octave-octaves)
			width := math.Ldexp(1.0/slicesPerOctave, octave-octaves)
			row := interpolate(func(t float64) float64 {
				return quantile(low + float64(width*t))
			})
			copy(n.table[(octave*slicesPerOctave+slice)*rowSize:], row[:])
		}
	}
	return n
}

// interpolate returns the polynomial, lowest power first, that meets f at the
// Chebyshev nodes between 0 and 1.
func interpolate(f func(float64) float64) (c [degree + 1]float64) {
	// (1 − cos(π(2k+1)/12)) / 2, written out: the cosine may differ between machines.
	nodes := [degree + 1]float64{
		0.017037086855465844, 0.14644660940672624, 0.37059047744873963, 0.62940952255126037, 0.85355339059327376, 0.98296291314453416,
	}
	var d [degree + 1]float64 // divided differences
	for i, t := range nodes {
		d[i] = f(t)
	}
	for j := 1; j <= degree; j++ {
		for i := degree; i >= j; i-- {
			d[i] = (d[i] - d[i-1]) / (nodes[i] - nodes[i-j])
		}
	}
	c[0] = d[degree]
	for i := degree - 1; i >= 0; i-- { // c = c·(t − nodes[i]) + d[i]
		for j := degree; j > 0; j-- {
			c[j] = c[j-1] - float64(nodes[i]*c[j])
		}
		c[0] = d[i] - float64(nodes[i]*c[0])
	}
	return c
}

// of turns 64 random bits into a standard normal number: the first is its
// sign, the others its probability below one half.
func (n *normals) of(random uint64) float64 { return n.table.Inverse(random) }

// fill writes the normal numbers of a stream from place first on.
func (n *normals) fill(z []float64, s stream, first uint64) {
	if s.even != nil {
		n.fillEvenly(z, s.even, first)
		return
	}
	vector.Normals(z, &n.table, s.key+first*vector.Gamma)
}

// fillEvenly is fill for evenly spread points.
func (n *normals) fillEvenly(z []float64, c *coordinate, first uint64) {
	var raw [blockSize]uint64
	for len(z) > 0 {
		part := z[:min(len(z), blockSize)]
		c.fill(raw[:len(part)], first)
		for i := range part {
			part[i] = n.of(raw[i])
		}
		z, first = z[len(part):], first+uint64(len(part))
	}
}
