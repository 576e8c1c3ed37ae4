package settlement

import (
	"fmt"

	"entente/internal/vectors"
)

func publishedDate2(input []byte) (results, error) {
	var in struct {
		Payer float64     `json:"vF"`
		Theta float64     `json:"theta"`
		Sigma float64     `json:"sigma"`
		Cases [][]float64 `json:"cases_v2_s"`
		Own   float64     `json:"v_agent"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	r := Regime{Payer: in.Payer, Theta: in.Theta, Sigma: in.Sigma, Discount: 1}
	if err := r.check(); err != nil {
		return nil, err
	}
	var payer, payee, stand, quit []float64
	for _, c := range in.Cases {
		if len(c) != 2 {
			return nil, fmt.Errorf("%w: a case is v2 and s", ErrModel)
		}
		payer, payee = append(payer, r.PayerValue(c[0], c[1])), append(payee, r.PayeeValue(in.Own, c[0], c[1]))
		f := r.Fate(c[0], c[1])
		stand, quit = append(stand, f.Stand), append(quit, f.Quit)
	}
	return results{"V_F": payer, "V_D": payee, "P_stand": stand, "P_quit": quit}, nil
}

func publishedExogenous(input []byte, asked []string) (results, error) {
	var in struct {
		Discount *float64  `json:"delta"`
		Payer    float64   `json:"vF"`
		Theta    float64   `json:"theta"`
		Sigma    float64   `json:"sigma"`
		Friendly float64   `json:"v_friendly"`
		Hostile  float64   `json:"v_hostile"`
		P        []float64 `json:"P_friendly"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	r := Regime{in.Payer, in.Theta, in.Sigma, orOne(in.Discount), in.Friendly, in.Hostile}
	best, offers := []float64{}, []float64{}
	for _, p := range in.P {
		x, err := r.Exogenous(p)
		if err != nil {
			return nil, err
		}
		best, offers = append(best, x.Best), append(offers, x.Offer)
	}
	out := results{"s_star_unclipped": best, "s_star": offers}
	for name, p := range numbered(asked, "at_P_", "") {
		x, err := r.Exogenous(p)
		if err != nil {
			return nil, err
		}
		out[name] = results{
			"s_star": x.Offer, "EV_settle": x.Settle, "EV_no_deal_s1_0": x.Wait, "gain": x.Gain, "break_even_backlash": x.Backlash,
			"P_stand_hostile": x.Hostile.Stand, "P_quit_hostile": x.Hostile.Quit, "P_stand_hostile_no_deal": x.Before.Stand,
		}
	}
	return out, nil
}

func orOne(p *float64) float64 {
	if p == nil {
		return 1
	}
	return *p
}

// figureBounds are the friendly worths between which the paper's figure 1 and
// proposition 5 look for the best first offer; the published thresholds are
// where the lowest offer leaves them.
func figureBounds() [2]float64 { return [2]float64{-0.75, 0} }

func publishedEndogenous(input []byte, asked []string) (results, error) {
	var in struct {
		Discount *float64    `json:"delta"`
		Payer    float64     `json:"vF"`
		Theta    float64     `json:"theta"`
		Sigma    float64     `json:"sigma"`
		Hostile  float64     `json:"v_hostile"`
		Middle   float64     `json:"v_e"`
		Spreads  []float64   `json:"alpha"`
		Friendly []float64   `json:"v_friendly"`
		Bounds   *[2]float64 `json:"v_range"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	at := func(friendly float64) Regime {
		return Regime{in.Payer, in.Theta, in.Sigma, orOne(in.Discount), friendly, in.Hostile}
	}
	var table [][]float64
	for _, spread := range in.Spreads {
		var row []float64
		for _, friendly := range in.Friendly {
			b, err := at(friendly).Endogenous(Voter{in.Middle, spread})
			if err != nil {
				return nil, err
			}
			row = append(row, b)
		}
		table = append(table, row)
	}
	out := results{"b1": table}
	if err := at(in.Hostile).check(); err != nil {
		return nil, err
	}
	bounds := figureBounds()
	if in.Bounds != nil {
		bounds = *in.Bounds
	}
	out["alpha_thresholds"] = []float64{at(in.Hostile).SpreadAt(bounds[0], in.Middle), at(in.Hostile).SpreadAt(bounds[1], in.Middle)}
	for name, spread := range numbered(asked, "argmin_v_at_alpha_", "") {
		out[name] = at(in.Hostile).Cheapest(Voter{in.Middle, spread})
	}
	return out, nil
}
