package dossier

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/diag"
	"entente/internal/nearest"
	"entente/period"
	"entente/ratification"
)

// DealProfile is what somebody takes a party to want.
type DealProfile struct {
	Party    string
	Owner    string
	On       period.Date
	Weights  []DealWeight
	RedLines []RedLine
	Walks    []DealWalk         // to what the party falls back, with the chance of each
	Loss     ratification.Range // what no agreement costs besides, as a share of the scale
	Note     string
	Private  bool
	Pos      diag.Position
}

// DealWeight is one thing that counts: a measure of what is paid, or an issue.
type DealWeight struct {
	Measure     string
	Issue       int // -1 for a measure
	Weight      ratification.Range
	Worst, Best float64   // the numbers worth 0 and 1
	Values      []float64 // of an issue, by value; nil: by its number
	Shape       string    // linear, kinked, saturating
	KinkAt      float64   // the number at the kink
	KinkWorth   float64   // what it is worth
	Pos         diag.Position
}

// RedLine is a hard limit on a measure.
type RedLine struct {
	Measure       string
	AtMost, Least *float64
	Pos           diag.Position
}

// DealWalk is a path without agreement, and its chance.
type DealWalk struct {
	Path   int
	Chance float64
}

func (p DealProfile) likely() float64 {
	sum := 0.0
	for _, w := range p.Weights {
		sum += w.Weight.Likely
	}
	return sum
}

func (r *reader) dealProfile(n *node, path string, deal *Deal, d *Dossier) DealProfile {
	o := r.object(n, path)
	defer o.close()
	return r.profileIn(o, deal, d)
}

func (r *reader) profileIn(o *object, deal *Deal, d *Dossier) DealProfile {
	e := o.estimator()
	o.need("party")
	p := DealProfile{Party: r.party(o, "party", d), Owner: e.owner, On: e.on, Note: o.word("note"), Loss: e.ranged(o, "loss"), Pos: o.n.pos}
	before := len(*r.list)
	for i, x := range r.some(o.need("weights"), o.at("weights"), "something counts for a party", "weights: [{measure: total, weight: 100%, worst: 200_000 eok, best: 150_000 eok}]") {
		p.Weights = append(p.Weights, e.dealWeight(x, index(o.at("weights"), i), deal))
	}
	if sum := p.likely(); len(*r.list) == before && len(p.Weights) > 0 && math.Abs(sum-1) > 1e-9 {
		r.report(diag.WeightsSum, o.n.get("weights"), o.at("weights"), fmt.Sprintf("the likely weights sum to %s %%, not 100 %%", strconv.FormatFloat(math.Round(sum*1e6)/1e4, 'g', -1, 64)), "weights say how much of the scale from 0 to 1 each thing is")
	}
	for i, x := range r.entries(o.get("red_lines"), o.at("red_lines")) {
		p.RedLines = append(p.RedLines, r.redLine(x, index(o.at("red_lines"), i), deal))
	}
	chance := 0.0
	for _, x := range r.pairsOf(o.need("no_agreement"), o.at("no_agreement")) {
		at := -1
		var ids []string
		for i, path := range deal.NoAgreement {
			if ids = append(ids, path.ID); path.ID == x.key.text {
				at = i
			}
		}
		if at < 0 {
			r.report(diag.BadWord, x.key, join(o.at("no_agreement"), x.key.text), fmt.Sprintf("%.40q is no path under no_agreement", x.key.text), nearest.Hint(x.key.text, ids))
			continue
		}
		share, _ := r.spread(x.value, join(o.at("no_agreement"), x.key.text), true)
		chance += share.Likely
		p.Walks = append(p.Walks, DealWalk{at, share.Likely})
	}
	if len(p.Walks) > 0 && math.Abs(chance-1) > 1e-9 {
		r.report(diag.WeightsSum, o.n.get("no_agreement"), o.at("no_agreement"), fmt.Sprintf("the likely chances sum to %s %%, not 100 %%", strconv.FormatFloat(math.Round(chance*1e6)/1e4, 'g', -1, 64)), "one of the paths is taken when there is no agreement: no_agreement: {hold: 40%, reopened: 60%}")
	}
	return p
}

func (e *estimator) dealWeight(n *node, path string, deal *Deal) DealWeight {
	o := e.object(n, path)
	defer o.close()
	o.need("weight")
	for _, key := range []string{"measure", "issue", "values", "worst", "best", "kink"} {
		o.get(key) // which of them count is seen below
	}
	w := DealWeight{Issue: -1, Weight: e.ranged(o, "weight"), Shape: o.choice("shape", []string{"linear", "kinked", "saturating"}), Pos: n.pos}
	if name := o.get("issue"); name != nil {
		var ids []string
		for i, issue := range deal.Issues {
			if ids = append(ids, issue.ID); issue.ID == name.text {
				w.Issue = i
			}
		}
		if w.Issue < 0 {
			e.report(diag.BadWord, name, o.at("issue"), fmt.Sprintf("%.40q is no issue of this negotiation", name.text), nearest.Hint(name.text, ids))
			w.Issue = 0
			return w
		}
		if values := o.get("values"); values != nil && len(deal.Issues) > 0 {
			w.Values = e.worths(values, o.at("values"), deal.Issues[w.Issue])
			return w
		}
	} else {
		o.need("measure")
		w.Measure = o.choice("measure", Measures())
		deal.measurable(e.reader, o, w.Measure)
	}
	if w.Measure == "" && o.has("issue") && len(deal.Issues) > 0 && !deal.Issues[w.Issue].numbered() {
		o.lacks("the values of "+deal.Issues[w.Issue].ID+" are no numbers, so each needs its worth", "values: {"+strings.Join(deal.Issues[w.Issue].valueIDs(), ": 0%, ")+": 100%}", "values")
		return w
	}
	w.Worst, w.Best = e.level(o, "worst"), e.level(o, "best")
	if w.Worst == w.Best {
		e.report(diag.BadNumber, n, path, "worst and best are the same", "worst: 200_000 eok, best: 150_000 eok")
		w.Best = w.Worst + 1
	}
	if k := o.get("kink"); k != nil {
		in := e.object(k, o.at("kink"))
		w.Shape, w.KinkAt, w.KinkWorth = "kinked", e.level(in, "at"), e.ranged(in, "worth").Likely
		in.close()
		if t := (w.KinkAt - w.Worst) / (w.Best - w.Worst); !(t > 0 && t < 1) {
			e.report(diag.BadNumber, k, o.at("kink"), "the kink does not lie between worst and best", "kink: {at: 10, worth: 60%} between worst: 50 and best: 0")
			w.Shape = "linear"
		}
	}
	return w
}

// worths reads what each value of an issue is worth.
func (e *estimator) worths(n *node, path string, issue DealIssue) []float64 {
	out := make([]float64, len(issue.Values))
	ids := issue.valueIDs()
	for _, p := range e.pairsOf(n, path) {
		i := slices.Index(ids, p.key.text)
		if i < 0 {
			e.report(diag.UnknownKey, p.key, join(path, p.key.text), fmt.Sprintf("%.40q is no value of %s", p.key.text, issue.ID), nearest.Hint(p.key.text, ids))
			continue
		}
		share, _ := e.spread(p.value, join(path, p.key.text), true)
		out[i] = share.Likely
	}
	for _, id := range ids {
		if n.get(id) == nil {
			e.report(diag.MissingKey, n, path, fmt.Sprintf("nothing says what %s %s is worth", issue.ID, id), "0% is worth nothing, 100% all of the weight")
		}
	}
	return out
}

// measurable refuses a measure whose series the section deal does not name.
func (d *Deal) measurable(r *reader, o *object, measure string) {
	for name, series := range map[string]struct{ key, is string }{"real": {"prices", d.Prices}, "dollars": {"dollars", d.Dollars}, "share_of_gdp": {"gdp", d.GDP}} {
		if name == measure && series.is == "" {
			r.report(diag.MissingKey, o.n.get("measure"), o.at("measure"), measure+" needs the series "+series.key+" of the section deal", "deal: {"+series.key+": ID, …}")
		}
	}
}

// numbered reports whether every value of the issue is a number.
func (i DealIssue) numbered() bool {
	for _, v := range i.Values {
		if v.Number == nil {
			return false
		}
	}
	return true
}

func (r *reader) level(o *object, key string) float64 {
	n := o.need(key)
	if n == nil {
		return 0
	}
	x := r.figureIn(r.word(n, o.at(key)))
	if x == nil {
		r.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is no sum, rate or number", n.text), "140_000 eok, 25 (percent) or 8 (years), as the measure counts")
		return 0
	}
	return *x
}

func (r *reader) redLine(n *node, path string, deal *Deal) RedLine {
	o := r.object(n, path)
	defer o.close()
	o.need("measure")
	l := RedLine{Measure: o.choice("measure", Measures()), Pos: n.pos}
	deal.measurable(r, o, l.Measure)
	limit := func(key string) *float64 {
		if o.get(key) == nil {
			return nil
		}
		x := r.level(o, key)
		return &x
	}
	l.AtMost, l.Least = limit("at_most"), limit("at_least")
	if l.AtMost != nil && l.Least != nil && *l.AtMost < *l.Least {
		r.report(diag.BadNumber, o.n.get("at_most"), o.at("at_most"), "at_most is below at_least: no package keeps both", "at_least: 0, at_most: 20")
	}
	if l.AtMost == nil && l.Least == nil {
		o.lacks("a red line has a limit", "at_most: 20%", "at_most", "at_least")
	}
	return l
}
