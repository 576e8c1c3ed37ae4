package workbench

import (
	"entente/projection"
)

// Where the draws of a projection lie.
const (
	RandomPoints = "random" // pseudo-random numbers
	SobolPoints  = "sobol"  // evenly spread points, scrambled
)

// usualReplicates is enough for an error that is itself known to a fifth.
const usualReplicates = 16

// Futures returns how many futures will be drawn: Paths, or with Sobol points
// the next number that fills every set.
func (r ProjectRequest) Futures() (int, error) {
	r, err := r.spread()
	return r.Paths, err
}

// spread settles where the draws lie, and how many there are.
func (r ProjectRequest) spread() (ProjectRequest, error) {
	if r.Paths <= 0 {
		return r, usage("--paths %d: a number above zero", r.Paths)
	}
	switch r.Points {
	case "", RandomPoints:
		r.Points, r.points = RandomPoints, projection.Points{}
		if r.Replicates != 0 {
			return r, usage("--replicates: only with --points sobol")
		}
		return r, nil
	case SobolPoints:
		sets := r.Replicates
		if sets == 0 {
			sets = usualReplicates
		}
		points, err := projection.SobolPoints(r.Paths, sets)
		if err != nil {
			return r, problem(err)
		}
		r.points, r.Paths = points, points.Paths()
		return r, nil
	default:
		return r, usage("--points %.60q: random or sobol", r.Points)
	}
}
