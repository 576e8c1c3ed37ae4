package projection

import "math"

// normals turns random bits into standard normal numbers by the inverse of the
// distribution function, which keeps their order: antithetic and evenly spread
// points go through it as well as random ones.
//
// The half line below the median is cut into octaves of probability, each into
// slices; in every slice a polynomial stands for the inverse. What it misses
// is below 1e-10 (a test measures it), and nothing but sums and products is
// used, so that every machine computes the same bits.
type normals struct {
	rows [octaves * slicesPerOctave][degree + 1]float64
}

const (
	octaves         = 64
	sliceBits       = 4
	slicesPerOctave = 1 << sliceBits
	degree          = 5
)

// newNormals computes the polynomials from quantile.
func newNormals() *normals {
	n := &normals{}
	for octave := range octaves {
		for slice := range slicesPerOctave {
			low := math.Ldexp(1+float64(slice)/slicesPerOctave, octave-octaves)
			width := math.Ldexp(1.0/slicesPerOctave, octave-octaves)
			n.rows[octave*slicesPerOctave+slice] = interpolate(func(t float64) float64 {
				return quantile(low + float64(width*t))
			})
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
func (n *normals) of(random uint64) float64 {
	p := float64(int64(random&(1<<63-1) | 1))
	b := math.Float64bits(p)
	row := &n.rows[((b>>(52-sliceBits))-(1023<<sliceBits))&(octaves*slicesPerOctave-1)]
	t := math.Float64frombits(b<<sliceBits&(1<<52-1)|1023<<52) - 1
	z := float64(row[5]*t) + row[4]
	z = float64(z*t) + row[3]
	z = float64(z*t) + row[2]
	z = float64(z*t) + row[1]
	z = float64(z*t) + row[0]
	return math.Float64frombits(math.Float64bits(z) ^ random&(1<<63))
}

// fill writes the normal numbers of a stream from place first on: of, written
// into the loop.
func (n *normals) fill(z []float64, s stream, first uint64) {
	if s.even != nil {
		n.fillEvenly(z, s.even, first)
		return
	}
	rows := &n.rows
	state := s.key + first*goldenGamma
	for i := range z {
		r := mix(state)
		state += goldenGamma
		p := float64(int64(r&(1<<63-1) | 1))
		b := math.Float64bits(p)
		row := &rows[((b>>(52-sliceBits))-(1023<<sliceBits))&(octaves*slicesPerOctave-1)]
		t := math.Float64frombits(b<<sliceBits&(1<<52-1)|1023<<52) - 1
		y := float64(row[5]*t) + row[4]
		y = float64(y*t) + row[3]
		y = float64(y*t) + row[2]
		y = float64(y*t) + row[1]
		y = float64(y*t) + row[0]
		z[i] = math.Float64frombits(math.Float64bits(y) ^ r&(1<<63))
	}
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
