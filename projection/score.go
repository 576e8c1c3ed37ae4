package projection

// CRPS is the continuous ranked probability score of a forecast for what came,
// in the unit of the amounts: E|X − y| − ½·E|X − X′| (Gneiting and Raftery
// 2007). For a single value it is the distance. Lower is better.
func (s Spread) CRPS(came float64) float64 {
	n := float64(s.Paths)
	apart, toCame := 0.0, 0.0
	below, sum := 0.0, 0.0 // futures below the present value, and their sum
	for i, v := range s.values {
		c := float64(s.counts[i])
		apart += c * (v*below - sum)
		below += c
		sum += c * v
		if v > came {
			toCame += c * (v - came)
		} else {
			toCame += c * (came - v)
		}
	}
	return toCame/n - apart/(n*n)
}

// PIT is the share of futures below what came, and half of those equal to it:
// evenly spread between 0 and 1 over many good forecasts.
func (s Spread) PIT(came float64) float64 {
	below := 0.0
	for i, v := range s.values {
		switch c := float64(s.counts[i]); {
		case v < came:
			below += c
		case v == came:
			below += c / 2
		}
	}
	return below / float64(s.Paths)
}

// Covers reports whether what came lies in the middle interval that holds the
// given share of the futures.
func (s Spread) Covers(came, share float64) bool {
	return came >= s.Quantile((1-share)/2) && came <= s.Quantile((1+share)/2)
}
