package projection

import "math"

// quantile returns the standard normal quantile of p, 0 < p < 1, to some 1e-16:
// algorithm AS 241 (PPND16) of Wichura, Applied Statistics 37 (1988). Its
// logarithm is our own, and products are rounded by themselves, so that every
// machine computes the same bits.
func quantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * horner(r, central) / horner(r, centralBelow)
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-logarithm(r))
	var x float64
	if r <= 5 {
		r -= 1.6
		x = horner(r, middle) / horner(r, middleBelow)
	} else {
		r -= 5
		x = horner(r, far) / horner(r, farBelow)
	}
	if q < 0 {
		return -x
	}
	return x
}

type octic [8]float64 // coefficients, lowest power first

const (
	central octicName = iota
	centralBelow
	middle
	middleBelow
	far
	farBelow
)

type octicName int

// coefficients of AS 241.
func (n octicName) octic() octic {
	return [...]octic{
		central: {
			3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
			4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
		},
		centralBelow: {
			1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
			2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
		},
		middle: {
			1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
			1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
		},
		middleBelow: {
			1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
			1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
		},
		far: {
			6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
			2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
		},
		farBelow: {
			1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
			7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
		},
	}[n]
}

func horner(x float64, n octicName) float64 {
	c := n.octic()
	y := c[7]
	for i := 6; i >= 0; i-- {
		y = float64(y*x) + c[i]
	}
	return y
}

// logarithm returns the natural logarithm of x > 0 by the series of the
// inverse hyperbolic tangent.
func logarithm(x float64) float64 {
	m, e := math.Frexp(x) // x = m·2^e, ½ ≤ m < 1
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	s := (m - 1) / (m + 1)
	s2 := float64(s * s)
	y := 0.0
	for k := 27; k >= 1; k -= 2 {
		y = float64(y*s2) + 1/float64(k)
	}
	return float64(2*s*y) + float64(float64(e)*math.Ln2)
}

// exponential returns e^x: x = k·ln 2 + r, and the series of r.
func exponential(x float64) float64 {
	if x > 700 {
		x = 700 // 1e304: beyond any sum of money
	}
	if x < -700 {
		return 0
	}
	k := math.Floor(float64(x/math.Ln2) + 0.5)
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
	r := (x - float64(k*high)) - float64(k*low)
	y := 1.0
	for n := 14; n >= 1; n-- {
		y = float64(y*float64(r/float64(n))) + 1
	}
	return math.Ldexp(y, int(k))
}

// below returns the standard normal distribution function at z, to some 1e-9
// in the middle and relatively in the tails: it turns tied normal draws into
// ranks, nothing more.
func below(z float64) float64 {
	p := math.Erfc(-z/math.Sqrt2) / 2
	return min(max(p, 0x1p-53), 1-0x1p-53)
}
