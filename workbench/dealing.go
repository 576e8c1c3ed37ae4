package workbench

import (
	"math"
	"slices"

	"entente/deal"
	"entente/dossier"
	"entente/internal/text"
	"entente/negotiation"
	"entente/negotiation/analysis"
)

// dealing is a negotiation about terms whose packages are valued.
type dealing struct {
	*bargain
	valued   *deal.Valued
	scenario negotiation.Scenario
	solved   analysis.Analysis
	table    deal.Table
	profiles []dossier.DealProfile
	back     []deal.Fallback
	out      *DealResult
}

// omitted is said with every result.
const omitted = "What the parties want is an estimate unless private; nothing here predicts which package is agreed."

func (d *dealing) result(r DealRequest) *DealResult {
	n, p := d.about, d.valued.Problem
	count, _ := d.scenario.Space.Count() // fits: every package was valued
	out := &DealResult{
		Header: d.header(), Negotiation: n.ID, Title: n.Title, On: d.day, Seed: p.Seed, Paths: p.Futures, Years: [2]int{p.Years.From, p.Years.To}, Currency: d.Currency,
		NOutcomes: count, NVariants: d.valued.Variants, Notes: []string{}, Limits: omitted, Units: d.Units, Space: d.scenario, Solved: d.solved,
		Deals: []DealPackage{}, NoAgreement: []DealPathLine{}, Frontier: []DealPackage{}, Solutions: []DealSolution{}, Ratification: []DealRatification{},
	}
	if r.As != "" {
		out.As = &r.As
	}
	if d.solved.AllowedOutcomes != nil {
		out.NAllowed = d.solved.AllowedOutcomes.Int64()
	}
	for _, i := range n.Deal.Issues {
		line := DealIssueLine{ID: i.ID, Title: i.Title, Sets: "other"}
		for _, v := range i.Values {
			line.Values = append(line.Values, v.ID)
		}
		switch {
		case i.Ends:
			line.Sets = "end"
		case i.Money:
			line.Sets = "terms"
		}
		out.Issues = append(out.Issues, line)
	}
	for i, x := range n.Deal.NoAgreement {
		out.NoAgreement = append(out.NoAgreement, DealPathLine{x.ID, x.Title, x.Kind, d.measures(d.valued.Path(i))})
	}
	d.parties(out)
	for _, x := range n.Deal.Deals {
		k := d.pack(x.Values)
		k.ID, k.Title, k.By = &x.ID, x.Title, x.By
		far := d.distance(k.Utils)
		k.Distance, k.Short = &far, d.short(k)
		out.Deals = append(out.Deals, k)
	}
	for _, f := range d.solved.Frontier {
		out.Frontier = append(out.Frontier, d.pack(f.Outcome))
	}
	for _, s := range []struct {
		name   string
		points []analysis.Point
	}{{"nash", d.solved.Nash}, {"kalai_smorodinsky", d.solved.KalaiSmorodinsky}, {"egalitarian", d.solved.Egalitarian}, {"utilitarian", d.solved.Utilitarian}} {
		for _, x := range s.points {
			out.Solutions = append(out.Solutions, DealSolution{s.name, d.pack(x.Outcome)})
		}
	}
	out.ZOPA = d.zone()
	if n.Deal.Note != "" {
		out.Notes = append(out.Notes, n.Deal.Note)
	}
	return out
}

// party is the name of a party, its id where the dossier has none.
func (d *dealing) party(id string) text.Text {
	if p, ok := d.Party(id); ok && !p.Name.IsZero() {
		return p.Name
	}
	return text.Text{EN: id}
}

// parties fills in what each is taken to want.
func (d *dealing) parties(out *DealResult) {
	n := d.about.Deal
	for i, p := range d.profiles {
		line := DealPartyLine{Party: p.Party, Name: d.party(p.Party), Owner: p.Owner, On: p.On.String(), Private: p.Private, Reserved: d.back[i].Reserved, Loss: p.Loss.Likely, RedLines: []DealRedLine{}, Paths: []DealPathWorth{}}
		for _, w := range p.Weights {
			of := w.Measure
			if of == "" {
				of = n.Issues[w.Issue].ID
			}
			line.Weights = append(line.Weights, DealWeightLine{of, w.Weight.Likely, w.Weight.Low, w.Weight.High})
		}
		for _, l := range p.RedLines {
			line.RedLines = append(line.RedLines, DealRedLine{l.Measure, l.Least, l.AtMost})
		}
		for j, x := range n.NoAgreement {
			worth := DealPathWorth{ID: x.ID, Kind: x.Kind, Worth: d.back[i].ByPath[j]}
			for _, walk := range p.Walks {
				if walk.Path == j {
					worth.Chance = walk.Chance
				}
			}
			line.Paths = append(line.Paths, worth)
		}
		out.Parties = append(out.Parties, line)
		if p.Note != "" {
			out.Notes = append(out.Notes, p.Party+": "+p.Note)
		}
	}
}

// measures names the numbers of a package.
func (d *dealing) measures(row []float64) map[string]float64 {
	out := map[string]float64{}
	for i, m := range d.valued.Problem.Measures {
		out[string(m)] = row[i]
	}
	return out
}

func (d *dealing) pack(o negotiation.Outcome) DealPackage {
	i, _ := d.scenario.Space.Index(o) // it is of the space
	k := DealPackage{Index: i, Values: map[string]string{}, Utils: d.scenario.Utils(o), Measures: d.measures(d.valued.Of(o)), Allowed: d.scenario.Space.Allows(o), Rational: true, outcome: slices.Clone(o)}
	for j, issue := range d.scenario.Space.Issues {
		k.Values[issue.Name] = issue.Values.Label(o[j])
	}
	for j, p := range d.scenario.Profiles {
		if k.Utils[j] < p.Reserved()-negotiation.Noise {
			k.Rational = false
		}
	}
	k.Rational = k.Rational && k.Allowed
	return k
}

// short is by how much each party values a package below no agreement.
func (d *dealing) short(k DealPackage) []float64 {
	out := make([]float64, len(k.Utils))
	for i, p := range d.scenario.Profiles {
		out[i] = max(0, p.Reserved()-k.Utils[i])
	}
	return out
}

// distance is how far utilities lie from the nearest point of the frontier.
func (d *dealing) distance(u []float64) float64 {
	near := math.Inf(1)
	for _, f := range d.solved.Frontier {
		sum := 0.0
		for i := range u {
			sum += (f.Utils[i] - u[i]) * (f.Utils[i] - u[i])
		}
		near = min(near, math.Sqrt(sum))
	}
	if near < 1e-9 { // utilities of the frontier are rounded
		return 0
	}
	return near
}

func (d *dealing) zone() DealZone {
	z := DealZone{Empty: d.solved.ZOPA.Empty, Misses: []DealPackage{}, Measures: map[string]DealSpan{}, Values: map[string][]string{}}
	d.inTerms(&z)
	if d.solved.RationalOutcomes != nil {
		z.Count = d.solved.RationalOutcomes.Int64()
	}
	if d.solved.ZOPA.Share != nil {
		z.Share = *d.solved.ZOPA.Share
	}
	if z.Empty {
		for _, m := range d.table.Misses(3) {
			k := d.pack(m.To)
			k.Short = d.short(k)
			z.Misses = append(z.Misses, k)
		}
	}
	return z
}

// inTerms tells what the packages of the zone pay, and which values they have.
func (d *dealing) inTerms(z *DealZone) {
	issues := d.scenario.Space.Issues
	occurs := make([][]bool, len(issues))
	for k, issue := range issues {
		occurs[k] = make([]bool, issue.Values.Size())
	}
	var least, most []float64
	d.table.Zone(func(o negotiation.Outcome) {
		row := d.valued.Of(o)
		if least == nil {
			least, most = slices.Clone(row), slices.Clone(row)
		}
		for i, x := range row {
			least[i], most[i] = min(least[i], x), max(most[i], x)
		}
		for k, v := range o {
			occurs[k][v] = true
		}
	})
	for k, issue := range issues {
		z.Values[issue.Name] = []string{}
		for v, there := range occurs[k] {
			if there {
				z.Values[issue.Name] = append(z.Values[issue.Name], issue.Values.Label(v))
			}
		}
	}
	for i := range least {
		z.Measures[string(d.valued.Problem.Measures[i])] = DealSpan{least[i], most[i]}
	}
}

// robust adds what survives when weights vary in their ranges.
func (d *dealing) robust(out *DealResult, profiles []deal.Profile, draws int) error {
	out.Robust = DealRobust{Draws: draws, Seed: out.Seed, Points: []DealRobustLine{}}
	if draws == 0 {
		return nil
	}
	var watch []negotiation.Outcome
	for _, k := range out.Deals {
		watch = append(watch, k.outcome)
	}
	r, err := d.valued.Robust(d.scenario, profiles, watch, draws, out.Seed)
	if err != nil {
		return err
	}
	out.ZOPA.Unlikely = r.Empty
	for i := range out.Deals {
		share := r.Zone[out.Deals[i].Index]
		out.Deals[i].InZone = &share
	}
	for _, x := range r.Points[:min(len(r.Points), 10)] {
		out.Robust.Points = append(out.Robust.Points, DealRobustLine{x.Nash, x.Egalitarian, x.Efficient, d.pack(x.Outcome)})
	}
	return nil
}
