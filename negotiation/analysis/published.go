package analysis

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"entente/internal/vectors"
	"entente/negotiation"
)

// ErrModel is returned, wrapped, for a published case of a model that is not
// of this package, or that lacks what the model needs.
var ErrModel = vectors.ErrModel

// Published is the models of this package by the names under which cases are
// published: numbers from the literature are run through its functions.
func Published() vectors.Models {
	return vectors.Models{
		"nash_discrete":                   vectors.All(publishedBarter),
		"bargaining_solutions_continuous": vectors.All(publishedSplit),
		"nash_risk_aversion":              vectors.All(publishedAversion),
		"nash_over_lotteries":             vectors.All(publishedLottery),
		"nash_multi_issue_continuous":     vectors.All(publishedSpatial),
	}
}

// publishedBarter: two owners, their goods, and the utility of each good to
// either; goods may change hands.
func publishedBarter(input []byte) (map[string]any, error) {
	var in struct {
		Bill, Jack map[string][2]float64
		Format     string
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	var s negotiation.Scenario
	var u [2]negotiation.Additive
	d := [2]float64{}
	for owner, goods := range []map[string][2]float64{in.Bill, in.Jack} {
		var names []string
		for name := range goods {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: fmt.Sprint(owner, " ", name), Values: negotiation.Categorical{"Bill", "Jack"}})
			u[0].Terms = append(u[0].Terms, negotiation.Term{Weight: 1, Values: []float64{goods[name][0], 0}})
			u[1].Terms = append(u[1].Terms, negotiation.Term{Weight: 1, Values: []float64{0, goods[name][1]}})
			d[owner] += goods[name][owner]
		}
	}
	for i, party := range []string{"Bill", "Jack"} {
		s.Profiles = append(s.Profiles, negotiation.Profile{Party: party, Utility: u[i], Reservation: negotiation.AtValue(d[i])})
	}
	a, err := Analyze(s)
	if err != nil {
		return nil, err
	}
	if len(a.Nash) == 0 {
		return nil, ErrNoDeal
	}
	product := func(p []float64) float64 { return (p[0] - d[0]) * (p[1] - d[1]) }
	best, next := product(a.Nash[0].Utils), math.Inf(-1)
	for _, p := range a.Frontier {
		if x := product(p.Utils); p.Utils[0] >= d[0] && p.Utils[1] >= d[1] && x < best-tie {
			next = max(next, x)
		}
	}
	return map[string]any{"d": d[:], "u": a.Nash[0].Utils, "product": best, "runner_up_product": next}, nil
}

// payoff finds the utility that a formula of the published cases names.
func payoff(formula string, g float64) (Payoff, error) {
	switch formula {
	case "x":
		return func(x float64) (float64, float64) { return x, 1 }, nil
	case "x^g":
		return func(x float64) (float64, float64) { return math.Pow(x, g), g * math.Pow(x, g-1) }, nil
	case "1-x":
		return func(x float64) (float64, float64) { return 1 - x, -1 }, nil
	case "sqrt(1-x)":
		return func(x float64) (float64, float64) { return math.Sqrt(1 - x), -0.5 / math.Sqrt(1-x) }, nil
	}
	return nil, fmt.Errorf("%w: utility %.40q", ErrModel, formula)
}

func publishedSplit(input []byte) (map[string]any, error) {
	var in struct {
		U1, U2 string
		D      [2]float64
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	first, err1 := payoff(in.U1, 1)
	second, err2 := payoff(in.U2, 1)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	s := Split{First: first, Second: second, Disagreement: in.D, To: 1}
	out := map[string]any{}
	for name, f := range map[string]func() (float64, error){
		"nash_x": func() (float64, error) { return s.Nash(1) }, "ks_x": s.KalaiSmorodinsky, "egal_x": s.Egalitarian, "util_x": s.Utilitarian,
	} {
		x, err := f()
		if err != nil {
			return nil, err
		}
		out[name] = x
	}
	return out, nil
}

func publishedAversion(input []byte) (map[string]any, error) {
	var in struct {
		U1, U2 string
		G      []float64
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	var xs []float64
	for _, g := range in.G {
		first, err1 := payoff(in.U1, g)
		second, err2 := payoff(in.U2, g)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		x, err := Split{First: first, Second: second, To: 1}.Nash(1)
		if err != nil {
			return nil, err
		}
		xs = append(xs, x)
	}
	return map[string]any{"x": xs}, nil
}

func publishedLottery(input []byte) (map[string]any, error) {
	var in struct {
		Points [][]float64
		D      []float64
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	g := Game{Points: in.Points, Disagreement: in.D, Best: slices.Clone(in.D)}
	for _, p := range in.Points {
		if len(p) != len(in.D) {
			return nil, fmt.Errorf("%w: a point of %d utilities for %d parties", ErrModel, len(p), len(in.D))
		}
		for i, u := range p {
			g.Best[i] = max(g.Best[i], u)
		}
	}
	m := g.Mixtures()
	nash := g.Nash(nil)
	if m.Nash == nil || m.Egalitarian == nil || len(nash) == 0 {
		return nil, ErrNoDeal
	}
	return map[string]any{"discrete_nash": g.Points[nash[0]], "hull_nash": m.Nash.Utils, "hull_kalai": m.Egalitarian.Utils}, nil
}

// publishedSpatial: ideals t, saliences s, risk r, and strengths c for each
// dimension (without a deal, each dimension is settled by strength) or the
// chance p to prevail altogether.
func publishedSpatial(input []byte) (map[string]any, error) {
	var in struct {
		Ti, Si, Ci, Tj, Sj, Cj []float64
		Ri, Rj                 float64
		Pi, Pj                 *float64
		U, Batna               string
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	for _, x := range [][]float64{in.Si, in.Tj, in.Sj} {
		if len(x) != len(in.Ti) || len(x) == 0 {
			return nil, fmt.Errorf("%w: lists of different length", ErrModel)
		}
	}
	parties := []Spatial{{Ideal: in.Ti, Salience: in.Si, Risk: in.Ri}, {Ideal: in.Tj, Salience: in.Sj, Risk: in.Rj}}
	out := map[string]any{}
	var least []float64
	var from [][]float64
	switch {
	case len(in.Ci) == len(in.Ti) && len(in.Cj) == len(in.Ti):
		apart := Between(parties[0], parties[1], in.Ci, in.Cj)
		least, from = Alike(parties, apart), [][]float64{apart}
		out["batna"] = apart
	case in.Pi != nil && in.Pj != nil:
		least = Conflict(parties, []float64{*in.Pi, *in.Pj})
	default:
		return nil, fmt.Errorf("%w: neither strengths nor chances", ErrModel)
	}
	positions, product := SpatialNash(parties, least, from...)
	out["uiB"], out["ujB"] = least[0], least[1]
	out["nash_product_x100"] = 100 * product
	out["point_i"], out["point_j"] = positions[0], positions[1]
	out["point_both"] = positions[0]
	return out, nil
}
