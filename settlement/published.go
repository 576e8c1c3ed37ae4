package settlement

import (
	"fmt"
	"strconv"
	"strings"

	"entente/internal/vectors"
)

// Published is the models of this package by the names under which cases are
// published: numbers from the literature are run through its functions.
func Published() vectors.Models {
	return vectors.Models{
		"rubinstein":                     vectors.All(publishedOffers),
		"rubinstein_continuous":          vectors.All(publishedContinuous),
		"rubinstein_outside_option":      vectors.All(publishedOutside),
		"alternating_offers_deadline":    vectors.All(publishedDeadline),
		"shrinking_pie":                  vectors.All(publishedPie),
		"baron_ferejohn_closed":          vectors.All(publishedDrawn),
		"abreu_gul":                      vectors.All(publishedPostures),
		"war_of_attrition":               publishedAttrition,
		"real_option_two_period":         vectors.All(publishedNews),
		"real_option_gbm":                vectors.All(publishedDiffusion),
		"buisseret_bernhardt_date2":      vectors.All(publishedDate2),
		"buisseret_bernhardt_exogenous":  publishedExogenous,
		"buisseret_bernhardt_endogenous": publishedEndogenous,
	}
}

type results = map[string]any

// patience is one discount factor for both sides, or one for each.
type patience struct {
	Delta *float64 `json:"delta"`
	D1    *float64 `json:"d1"`
	D2    *float64 `json:"d2"`
}

func (p patience) both() (d1, d2 float64, err error) {
	for i, d := range []*float64{p.D1, p.D2} {
		if d == nil {
			d = p.Delta
		}
		if d == nil {
			return 0, 0, fmt.Errorf("%w: a discount factor is missing", ErrModel)
		}
		*[]*float64{&d1, &d2}[i] = *d
	}
	return d1, d2, nil
}

func publishedOffers(input []byte) (results, error) {
	var in struct {
		patience
		W1 float64 `json:"w1"`
		W2 float64 `json:"w2"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	d1, d2, err := in.both()
	if err != nil {
		return nil, err
	}
	s, err := Offers{d1, d2, in.W1, in.W2}.Solve()
	return results{"x1_when_1_proposes": s.Proposer1, "x1_when_2_proposes": s.Proposer2}, err
}

func publishedContinuous(input []byte) (results, error) {
	var in struct {
		R1 float64 `json:"r1"`
		R2 float64 `json:"r2"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	x, err := Continuous(in.R1, in.R2)
	return results{"x1": x}, err
}

func publishedOutside(input []byte) (results, error) {
	var in struct {
		patience
		Cake float64   `json:"cake"`
		W1   float64   `json:"w1"`
		W2   []float64 `json:"w2"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	d1, d2, err := in.both()
	if err != nil {
		return nil, err
	}
	if !(in.Cake > 0) {
		return nil, fmt.Errorf("%w: a cake of %g", ErrInput, in.Cake)
	}
	var first, second, share []float64
	for _, w2 := range in.W2 {
		s, err := Offers{d1, d2, in.W1 / in.Cake, w2 / in.Cake}.Solve()
		if err != nil {
			return nil, err
		}
		first, second, share = append(first, s.Proposer1*in.Cake), append(second, (1-s.Proposer1)*in.Cake), append(share, 1-s.Proposer1)
	}
	return results{"player1": first, "player2": second, "share2": share}, nil
}

func publishedDeadline(input []byte) (results, error) {
	var in struct {
		patience
		T []int `json:"T"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	d1, d2, err := in.both()
	if err != nil {
		return nil, err
	}
	var first []float64
	for _, rounds := range in.T {
		last, other := d1, d2 // side 1 makes the first offer, and the last one when the number is odd
		if rounds%2 == 0 {
			last, other = d2, d1
		}
		shares, err := Deadline(rounds, last, other)
		if err != nil {
			return nil, err
		}
		first = append(first, shares[0])
	}
	return results{"first_proposer_share": first}, nil
}

func publishedPie(input []byte) (results, error) {
	var in struct {
		Pies []float64 `json:"pies"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	v, err := ShrinkingPie(in.Pies)
	if err != nil {
		return nil, err
	}
	return results{"equilibrium_offer_to_responder": in.Pies[0] - v[0], "proposer": v[0]}, nil
}

func publishedDrawn(input []byte) (results, error) {
	var in struct {
		N     []int     `json:"n"`
		Delta []float64 `json:"delta"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	if len(in.N) != len(in.Delta) {
		return nil, fmt.Errorf("%w: n and delta differ in length", ErrModel)
	}
	var out []float64
	for i, n := range in.N {
		x, err := RandomProposer(n, in.Delta[i])
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return results{"proposer": out}, nil
}

func publishedPostures(input []byte) (results, error) {
	var in struct {
		Cases []struct {
			A1 float64 `json:"a1"`
			A2 float64 `json:"a2"`
			R1 float64 `json:"r1"`
			R2 float64 `json:"r2"`
			Z1 float64 `json:"z1"`
			Z2 float64 `json:"z2"`
		} `json:"cases"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	var concede, convince, atOnce [][]float64
	var end []float64
	for _, c := range in.Cases {
		s, err := Postures{c.A1, c.A2, c.R1, c.R2, c.Z1, c.Z2}.Solve()
		if err != nil {
			return nil, err
		}
		concede, convince = append(concede, []float64{s.Concede1, s.Concede2}), append(convince, []float64{s.Convince1, s.Convince2})
		atOnce, end = append(atOnce, []float64{s.AtOnce1, s.AtOnce2}), append(end, s.End)
	}
	return results{"lambda": concede, "T": convince, "T0": end, "concede_at_0": atOnce}, nil
}

func publishedAttrition(input []byte, asked []string) (results, error) {
	var in struct {
		V float64 `json:"V"`
		C float64 `json:"c"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	e, err := Attrition{in.V, in.V, in.C, in.C}.Solve()
	if err != nil {
		return nil, err
	}
	out := results{"hazard": e.Hazard1, "mean": 1 / e.Hazard1}
	for name, t := range numbered(asked, "P(T>", ")") {
		out[name] = Lasts(e.Hazard1, t)
	}
	return out, nil
}

// numbered returns the asked names that hold a number between two texts.
func numbered(asked []string, before, after string) map[string]float64 {
	out := map[string]float64{}
	for _, name := range asked {
		inner, ok := strings.CutPrefix(name, before)
		if inner, ok2 := strings.CutSuffix(inner, after); ok && ok2 {
			if x, err := strconv.ParseFloat(inner, 64); err == nil {
				out[name] = x
			}
		}
	}
	return out
}

func publishedNews(input []byte) (results, error) {
	var in struct {
		I    float64 `json:"I"`
		P0   float64 `json:"P0"`
		Up   float64 `json:"up"`
		Down float64 `json:"down"`
		Q    float64 `json:"q"`
		R    float64 `json:"r"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	w, err := News{in.I, in.P0, in.Up, in.Down, in.Q, in.R}.Value()
	return results{"npv_now": w.Now, "npv_wait": w.Wait, "option_value": w.Option}, err
}

func publishedDiffusion(input []byte) (results, error) {
	var in struct {
		Cases  [][]float64 `json:"cases_sigma_rho_delta"`
		Switch float64     `json:"lambda"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	var beta, multiple []float64
	for _, c := range in.Cases {
		if len(c) != 3 {
			return nil, fmt.Errorf("%w: a case is sigma, rho, delta", ErrModel)
		}
		t, err := Diffusion{c[0], c[1], c[2], in.Switch}.Solve()
		if err != nil {
			return nil, err
		}
		beta, multiple = append(beta, t.Beta), append(multiple, t.Multiple)
	}
	return results{"beta1": beta, "Vstar_over_I": multiple}, nil
}
