package ratification

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/internal/vectors"
)

// ErrModel is returned, wrapped, for a published case of a model that is not
// of this package, or that lacks what the model needs.
var ErrModel = vectors.ErrModel

// Published is the models of this package by the names under which cases are
// published: numbers from the literature are run through its functions.
func Published() vectors.Models {
	return vectors.Models{
		"ratification_binomial": vectors.All(publishedBlocs),
		"ratification_blocs":    vectors.All(publishedBlocs),
		"two_level_rubinstein":  vectors.All(publishedShares),
		"two_level_spatial_nbs": vectors.All(publishedTable),
		"power":                 vectors.All(publishedPower),
		"forecast_pooling":      vectors.All(publishedPool),
	}
}

func publishedBlocs(input []byte) (map[string]any, error) {
	var in struct {
		Members  int         `json:"members"` // one bloc
		Attend   float64     `json:"attend"`
		Yes      float64     `json:"yes"`
		Total    int         `json:"total"`
		Blocs    [][]float64 `json:"blocs_n_attend_yes"`
		Quorum   *int        `json:"quorum"`
		Rule     string      `json:"rule"`
		Shock    float64     `json:"shock"`
		Increase float64     `json:"increase"`
		Price    float64     `json:"price"`
		NewItems float64     `json:"new_items"`
		Item     float64     `json:"item"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	c := Chamber{Members: in.Total, Shock: in.Shock}
	if len(in.Blocs) == 0 {
		in.Blocs = [][]float64{{float64(in.Members), in.Attend, in.Yes}}
	}
	for _, b := range in.Blocs {
		if len(b) != 3 || b[0] != float64(int(b[0])) {
			return nil, fmt.Errorf("%w: a bloc is members, attendance, yes-rate", ErrModel)
		}
		c.Blocs = append(c.Blocs, Bloc{Members: int(b[0]), Attend: b[1], Yes: b[2], Price: in.Price, Item: in.Item})
	}
	var err error
	if c.Rule, err = ParseRule(in.Rule); err != nil {
		return nil, err
	}
	c.Rule.Quorum = Majority(c.seats()).Quorum
	if in.Quorum != nil {
		c.Rule.Quorum = *in.Quorum
	}
	v, err := c.Vote(Offer{in.Increase, in.NewItems})
	if err != nil {
		return nil, err
	}
	return map[string]any{"P_quorum": v.Quorum, "P_pass": v.Pass, "E_present": v.Present, "E_yes": v.Yes}, nil
}

func publishedShares(input []byte) (map[string]any, error) {
	var in struct {
		Delta *float64     `json:"delta"`
		D1    *float64     `json:"d1"`
		D2    *float64     `json:"d2"`
		C     [][2]float64 `json:"c"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	for _, d := range []**float64{&in.D1, &in.D2} {
		if *d == nil {
			*d = in.Delta
		}
		if *d == nil {
			return nil, fmt.Errorf("%w: delta is missing", ErrModel)
		}
	}
	var first, second []any
	for _, c := range in.C {
		s, err := Constrained(*in.D1, *in.D2, c[0], c[1])
		switch {
		case errors.Is(err, ErrNoDeal):
			first, second = append(first, nil), append(second, nil)
		case err != nil:
			return nil, err
		default:
			first, second = append(first, s.Proposer1), append(second, s.Proposer2)
		}
	}
	return map[string]any{"x1_proposer1": first, "x1_proposer2": second}, nil
}

func publishedTable(input []byte) (map[string]any, error) {
	var in struct {
		F       float64    `json:"F"`
		P       float64    `json:"P"`
		Q       float64    `json:"q"`
		Utility string     `json:"utility"`
		H       []*float64 `json:"H"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	t := Table{Foreign: in.F, Executive: in.P, Reversion: in.Q}
	switch strings.ReplaceAll(in.Utility, " ", "") {
	case "", "-(x-ideal)^2":
	case "-|x-ideal|", "-abs(x-ideal)":
		t.Loss = Absolute
	default:
		return nil, fmt.Errorf("%w: utility %.40q", ErrModel, in.Utility)
	}
	var xs, executive, foreign []any
	for _, h := range in.H {
		wins := Everything()
		if h != nil {
			wins = WinSet(*h, in.Q)
		}
		b, err := t.Solve(wins)
		switch {
		case errors.Is(err, ErrNoDeal):
			xs, executive, foreign = append(xs, nil), append(executive, nil), append(foreign, nil)
		case err != nil:
			return nil, err
		default:
			xs, executive, foreign = append(xs, b.X), append(executive, b.Executive), append(foreign, b.Foreign)
		}
	}
	return map[string]any{"x": xs, "uP": executive, "uF": foreign}, nil
}

func publishedPower(input []byte) (map[string]any, error) {
	var in struct {
		W []int `json:"w"`
		Q int   `json:"q"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	all, err := Powers(in.W, in.Q)
	if err != nil {
		return nil, err
	}
	var shapley, banzhaf, swings []any
	for _, p := range all {
		shapley, banzhaf, swings = append(shapley, p.Shapley.String()), append(banzhaf, p.Banzhaf.String()), append(swings, p.Swings)
	}
	out := map[string]any{"ss": shapley, "banzhaf": banzhaf, "swings": swings}
	if i := slices.IndexFunc(in.W, func(w int) bool { return w != in.W[0] }); i > 0 && !slices.ContainsFunc(in.W[i:], func(w int) bool { return w != in.W[i] }) {
		// permanent members first, the others behind: told by kind, as the papers do
		out["ss_permanent"], out["ss_other"], out["banzhaf_permanent"], out["banzhaf_other"] = shapley[0], shapley[i], banzhaf[0], banzhaf[i]
		out["swings"] = []any{swings[0], swings[i]}
	}
	return out, nil
}

func publishedPool(input []byte) (map[string]any, error) {
	var in struct {
		P []float64 `json:"p"`
		A *float64  `json:"a"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	a := 1.0
	if in.A != nil {
		a = *in.A
	}
	p, err := Pool(in.P, a)
	if err != nil {
		return nil, err
	}
	return map[string]any{"mean": p.Mean, "extremised_mean": p.Extremised, "logodds_mean": p.LogOdds}, nil
}
