package analysis

import "math"

// Distance is how far an agreement lies from the frontier and from each
// solution, in utility, as the crow flies; the nearest point counts where a
// solution has several. null stands for a solution that does not exist.
type Distance struct {
	Frontier         *float64    `json:"pareto"`            // from the nearest point of the frontier
	Nash             *float64    `json:"nash"`              // from the nearest Nash solution
	Egalitarian      *float64    `json:"kalai_egalitarian"` // from the nearest egalitarian solution
	KalaiSmorodinsky *float64    `json:"ks"`                // from the nearest Kalai-Smorodinsky solution
	Utilitarian      *float64    `json:"max_welfare"`       // from the nearest utilitarian solution
	Better           [][]float64 `json:"better"`            // points of the frontier at which nobody loses and somebody gains
}

// Distances measures an agreement with the given utilities.
func (a Analysis) Distances(utils []float64) Distance {
	d := Distance{
		Frontier:         nearest(a.Frontier, utils),
		Nash:             nearest(a.Nash, utils),
		Egalitarian:      nearest(a.Egalitarian, utils),
		KalaiSmorodinsky: nearest(a.KalaiSmorodinsky, utils),
		Utilitarian:      nearest(a.Utilitarian, utils),
	}
	rounded := make([]float64, len(utils))
	for i, u := range utils {
		rounded[i] = utility(units(u))
	}
	for _, p := range a.ParetoUtils {
		if beats(p, rounded) && exceeds(p, rounded, 0) {
			d.Better = append(d.Better, p)
		}
	}
	return d
}

func nearest(points []Point, u []float64) *float64 {
	if len(points) == 0 {
		return nil
	}
	least := math.Inf(1)
	for _, p := range points {
		least = min(least, distance(p.Utils, u))
	}
	return &least
}

func distance(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64((a[i] - b[i]) * (a[i] - b[i]))
	}
	return math.Sqrt(sum)
}
