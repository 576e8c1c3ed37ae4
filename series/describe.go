package series

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Describe writes a model with its parameters, as one reads it aloud.
func Describe(m Model) string {
	switch m := m.(type) {
	case Constant:
		return "constant " + m.Value.String()
	case Given:
		var years []string
		for _, y := range slices.Sorted(maps.Keys(m.Values)) {
			years = append(years, fmt.Sprintf("%d: %s", y, m.Values[y]))
		}
		return "path " + strings.Join(years, ", ")
	case Normal:
		return fmt.Sprintf("normal, mean %s, sd %s", m.Mean, m.SD)
	case LogNormal:
		return fmt.Sprintf("lognormal, median %s, sd %s%%", m.Median, m.SD)
	case Triangular:
		return fmt.Sprintf("triangular, %s to %s, most often %s", m.Low, m.High, m.Mode)
	case Empirical:
		return "one of the observed values" + sinceYear(m.From)
	case AutoRegressive:
		return fmt.Sprintf("ar1, mean %s, persistence %s, sd %s", m.Mean, m.Persistence, m.SD)
	case RandomWalk:
		return fmt.Sprintf("random walk, drift %s, sd %s", m.Drift, m.SD)
	case GeometricBrownian:
		return fmt.Sprintf("geometric Brownian motion, drift %s%%, sd %s%%", m.Drift, m.SD)
	case Bootstrap:
		return fmt.Sprintf("pieces of history of %s years on average", m.Block) + sinceYear(m.From)
	case Regimes:
		var states []string
		for _, s := range m.States {
			states = append(states, fmt.Sprintf("%s (mean %s, sd %s, stays with %s%%)", s.Name, s.Mean, s.SD, s.Stay))
		}
		return "regimes: " + strings.Join(states, ", ")
	default:
		return "an unknown model"
	}
}

func sinceYear(from int) string {
	if from == 0 {
		return ""
	}
	return fmt.Sprintf(", from %d on", from)
}
