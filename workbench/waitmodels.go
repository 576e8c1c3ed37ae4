package workbench

import (
	"math"

	"entente/dossier"
	"entente/settlement"
)

// named is an estimate with its name.
type named struct {
	name string
	dossier.Estimate
	money bool
}

func sum(name string, e dossier.Estimate) named   { return named{name, e, true} }
func share(name string, e dossier.Estimate) named { return named{name, e, false} }

// inputs settles estimates into the inputs of a model, in their order.
func (b *bargain) inputs(model string, all ...named) ([]InputLine, error) {
	out := make([]InputLine, len(all))
	for i, e := range all {
		c, err := b.settled(e.Estimate)
		if err != nil {
			return nil, err
		}
		out[i] = InputLine{model, e.name, e.money, c}
	}
	return out, nil
}

func (b *bargain) regimeModel(x *dossier.RegimeEstimate) (waitModel, error) {
	inputs, err := b.inputs("regime",
		sum("worth to the payer", x.Worth), sum("worth to a friendly payee", x.Friendly), sum("worth to a hostile payee", x.Hostile), sum("shock", x.Shock),
		share("payee proposes", x.Proposes), share("friendly wins", x.FriendlyWins), share("weight of what comes after", x.Weight))
	run := func(v []float64) (spoken, error) {
		r := settlement.Regime{Payer: v[0], Friendly: v[1], Hostile: v[2], Sigma: v[3], Theta: v[4], Discount: v[6]}
		p, err := r.Exogenous(v[5])
		if err != nil {
			return spoken{}, err
		}
		s := spoken{Reading: p.Reading(), stand: &p.Hostile.Stand, before: &p.Before.Stand, premium: &p.Offer, when: "under a hostile government"}
		if p.Gain > 0 && !math.IsInf(p.Backlash, 0) {
			s.backlash = &p.Backlash
		}
		return s, nil
	}
	return waitModel{"regime", true, inputs, run}, err
}

// perBranch is how many inputs a branch of the tree has.
const perBranch = 6

func (b *bargain) treeModel(x *dossier.TearUpEstimate) (waitModel, error) {
	all := []named{sum("cost if settled now", x.Early), share("approval at home", x.Approve), sum("cost of a refusal", x.Refused)}
	for _, br := range x.Branches {
		all = append(all,
			share(br.Name+": probability", br.Probability), sum(br.Name+": cost if made later", br.Late), share(br.Name+": terms are reopened", br.Reopen),
			sum(br.Name+": cost once reopened", br.Reopened), sum(br.Name+": cost of reopening", br.Friction), sum(br.Name+": backlash", br.Backlash))
	}
	inputs, err := b.inputs("tear-up", all...)
	run := func(v []float64) (spoken, error) {
		t := settlement.TearUp{Early: v[0], Approve: v[1], Refused: v[2]}
		left := 1.0
		for i, br := range x.Branches {
			u := v[3+perBranch*i:]
			t.Branches = append(t.Branches, settlement.Branch{Name: br.Name, Probability: u[0], Late: u[1], Reopen: u[2], Reopened: u[3], Friction: u[4], Backlash: u[5]})
			left -= u[0]
		}
		for i, br := range x.Branches {
			if br.Rest {
				t.Branches[i].Probability = left
			}
		}
		c, err := t.Choose()
		if err != nil {
			return spoken{}, err
		}
		reading, err := t.Reading(x.Doubted())
		return spoken{Reading: reading, stand: &c.Stand, when: "over all branches, once approved"}, err
	}
	return waitModel{"tear-up", true, stated(inputs), run}, err
}

// stated leaves the places of inputs as they are but names none that the file
// does not give: those have no owner.
func stated(all []InputLine) []InputLine {
	for i := range all {
		if all[i].Owner == "" {
			all[i].Owner, all[i].On = "not given", ""
		}
	}
	return all
}

func (b *bargain) optimismModel(x *dossier.OptimismEstimate) (waitModel, error) {
	inputs, err := b.inputs("optimism", share("share the payer expects of waiting", x.Payer), share("share the payee expects of waiting", x.Payee), share("what waiting leaves of the whole", x.Discount))
	run := func(v []float64) (spoken, error) {
		t, err := settlement.Optimism{Expect1: v[0], Expect2: v[1], Discount: v[2]}.Test()
		return spoken{Reading: t.Reading()}, err
	}
	return waitModel{"optimism", false, inputs, run}, err
}

func (b *bargain) postureModel(x *dossier.PosturesEstimate) (waitModel, error) {
	inputs, err := b.inputs("postures",
		share("share the payer holds out for", x.Demand[0]), share("share the payee holds out for", x.Demand[1]), share("impatience of the payer", x.Rate[0]), share("impatience of the payee", x.Rate[1]),
		share("payer is believed never to give in", x.Obstinate[0]), share("payee is believed never to give in", x.Obstinate[1]))
	run := func(v []float64) (spoken, error) {
		s, err := settlement.Postures{Demand1: v[0], Demand2: v[1], Rate1: v[2], Rate2: v[3], Obstinate1: v[4], Obstinate2: v[5]}.Solve()
		return spoken{Reading: s.Reading(1)}, err
	}
	return waitModel{"postures", false, inputs, run}, err
}
