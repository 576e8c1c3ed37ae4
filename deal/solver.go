package deal

import (
	"math"
	"math/big"

	"entente/negotiation"
	"entente/negotiation/analysis"
)

// wish is what a party wants in one draw.
type wish struct {
	weights []float64
	loss    float64
}

// solver solves a scenario again and again under other weights. Which packages
// keep the red lines does not depend on weights, and of the others most are
// worse than some one for both parties by so much that they can be no answer:
// those are left out before the analysis begins, which leaves its answers as
// they are.
type solver struct {
	valued   *Valued
	scenario negotiation.Scenario
	profiles []Profile
	worths   []worth
	allowed  []int64 // packages that keep every red line, by number
}

func (v *Valued) solver(s negotiation.Scenario, profiles []Profile) *solver {
	out := &solver{valued: v, scenario: s, profiles: profiles}
	for _, p := range profiles {
		out.worths = append(out.worths, v.worthOf(p))
	}
	o := make(negotiation.Outcome, len(s.Space.Issues))
	count, _ := s.Space.Count() // fits: every package was valued
	for i := range count {
		if s.Space.Allows(o) {
			out.allowed = append(out.allowed, i)
		}
		v.next(o)
	}
	return out
}

// solve returns the analysis of a draw, its points numbered as in the whole
// space, and what each party has without agreement.
func (s *solver) solve(wishes []wish) (analysis.Analysis, []float64, error) {
	utils, reserved := make([][]float64, len(wishes)), make([]float64, len(wishes))
	for i, w := range wishes {
		utils[i] = s.valued.utilities(s.profiles[i], s.worths[i], w.weights)
		_, reserved[i] = s.profiles[i].fallback(s.worths[i], w.weights, w.loss)
	}
	kept := s.allowed
	if len(utils) == 2 && len(kept) > 0 {
		kept = promising(kept, utils[0], utils[1])
	}
	if len(kept) == 0 || len(kept) > negotiation.MaxValues {
		return s.whole(utils, reserved)
	}
	space := negotiation.Space{Issues: []negotiation.Issue{{Name: "package", Values: negotiation.Integer{From: 0, To: int64(len(kept)) - 1}}}}
	drawn := negotiation.Scenario{Name: s.scenario.Name, Space: space}
	for i, p := range s.scenario.Profiles {
		values := make([]float64, len(kept))
		for k, at := range kept {
			values[k] = utils[i][at]
		}
		drawn.Profiles = append(drawn.Profiles, negotiation.Profile{Party: p.Party, Utility: negotiation.Table{Space: space, Values: values}, Reservation: negotiation.AtValue(reserved[i])})
	}
	a, err := analysis.Analyze(drawn)
	if err != nil {
		return a, reserved, err
	}
	for _, list := range [][]analysis.Point{a.Frontier, a.Nash, a.Egalitarian} {
		renumber(list, kept)
	}
	return a, reserved, nil
}

// whole analyses every package, where too many are left to number anew.
func (s *solver) whole(utils [][]float64, reserved []float64) (analysis.Analysis, []float64, error) {
	drawn := s.scenario
	drawn.Profiles = nil
	for i, p := range s.scenario.Profiles {
		drawn.Profiles = append(drawn.Profiles, negotiation.Profile{Party: p.Party, Utility: negotiation.Table{Space: s.valued.Problem.Space(), Values: utils[i]}, Reservation: negotiation.AtValue(reserved[i])})
	}
	a, err := analysis.Analyze(drawn)
	return a, reserved, err
}

// renumber gives points the numbers that they have in the whole space. Lists
// may share their numbers, so each point gets one of its own.
func renumber(points []analysis.Point, kept []int64) {
	for k := range points {
		points[k].OutcomeIndex = big.NewInt(kept[points[k].Outcome[0]])
	}
}

// suits reports whether nobody values a package below what no agreement is
// worth in a draw.
func (s *solver) suits(wishes []wish, reserved []float64, o negotiation.Outcome) bool {
	for i, w := range wishes {
		if s.valued.utility(s.profiles[i], s.worths[i], w.weights, o) < reserved[i]-negotiation.Noise {
			return false
		}
	}
	return true
}

// bins is in how many parts the range of one party's utility is divided.
const bins = 4096

// clearly is by how much a package must be worse for both to be no answer: more
// than what the analysis takes to be a tie.
const clearly = 1e-7

// promising leaves out packages than which some other is clearly better for
// both parties. It keeps all that nobody beats, and some more; and it keeps the
// worst for each, where solutions begin to count gains when no agreement is
// worth less.
func promising(all []int64, a, b []float64) []int64 {
	low, high := math.Inf(1), math.Inf(-1)
	worstA, worstB := all[0], all[0]
	for _, i := range all {
		low, high = min(low, a[i]), max(high, a[i])
		if a[i] < a[worstA] {
			worstA = i
		}
		if b[i] < b[worstB] {
			worstB = i
		}
	}
	if !(high > low) {
		return all
	}
	scale := (bins - 1) / (high - low)
	var best [bins + 2]float64 // by bin of a: the greatest b there, then there and beyond
	for k := range best {
		best[k] = math.Inf(-1)
	}
	for _, i := range all {
		k := int((a[i] - low) * scale)
		best[k] = max(best[k], b[i])
	}
	for k := bins; k >= 0; k-- {
		best[k] = max(best[k], best[k+1])
	}
	var kept []int64
	for _, i := range all {
		// what lies two bins further is better by more than a bin is wide
		if k := int((a[i] - low) * scale); best[k+2] <= b[i]+clearly || 1/scale < clearly || i == worstA || i == worstB {
			kept = append(kept, i)
		}
	}
	return kept
}
