package projection

import "entente/schedule"

// Measure is something to know of every future besides its years.
type Measure interface {
	measure(p *Projection, s *schedule.Schedule, years []output) ([]output, error)
}
