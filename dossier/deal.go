package dossier

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/period"
	"entente/ratification"
	"entente/source"
)

// Deal is what a file of negotiation/ says about packages made of terms: the
// issues, what their values change in the agreement, over which years packages
// are valued, and what an analyst takes the parties to want.
type Deal struct {
	Years       period.Years // over which payments count
	Paths       int
	Seed        uint64
	Over        Figure  // what was paid before
	Renewal     float64 // the rise at the end of each term, as a share
	Discount    float64 // a year, as a share
	Prices      string  // series by which amounts are made real
	Dollars     string  // series by which they are converted
	GDP         string  // series that they are a share of
	Draft       []change
	Issues      []DealIssue
	NoAgreement []DealPath
	Profiles    []DealProfile
	Deals       []NamedDeal
	Note        string
	Pos         diag.Position
}

// DealIssue is one thing to settle.
type DealIssue struct {
	ID     string
	Title  text.Text
	Values []DealValue
	Money  bool // some value changes what is paid
	Ends   bool // values are the last year of the agreement
	Pos    diag.Position
}

// DealValue is one setting of an issue.
type DealValue struct {
	ID       string
	Number   *float64 // where the value is a number: a sum in whole units, a rate in percent
	LastYear int      // for the issue that ends the agreement
	NewItems int
	Mark     source.Mark
	changes  []change
}

// DealPath is what is paid while there is no agreement.
type DealPath struct {
	ID      string
	Title   text.Text
	Kind    string // inside: while talks go on; outside: after they have ended
	Mark    source.Mark
	changes []change
	Pos     diag.Position
}

// NamedDeal is a package by the values of its issues.
type NamedDeal struct {
	ID     string
	Title  text.Text
	By     string // the party that put it forward; "" for what was agreed
	Values []int  // by issue
	Mark   source.Mark
	Pos    diag.Position
}

// Measures returns what a profile may weigh besides issues.
func Measures() []string {
	return []string{"total", "first_year", "first_increase", "average", "present_value", "worst_5", "lowest_5", "real", "dollars", "share_of_gdp", "spread", "fixed_years"}
}

const maxDealValues = 2000

// dealSection reads deal, issues, no_agreement, deals and profiles.
func (r *reader) dealSection(o *object, n *Negotiation, d *Dossier) *Deal {
	section, issues := o.get("deal"), o.get("issues")
	none, deals, profiles := o.get("no_agreement"), o.get("deals"), o.get("profiles")
	if section == nil && issues == nil {
		return nil
	}
	out := &Deal{Paths: 2000, Seed: 1}
	s := r.object(section, o.at("deal"))
	if section == nil {
		o.lacks("issues stand without a section deal", "deal: {years: 2026..2035, over: sma-11/2025}", "deal")
		s.n = &node{shape: mapping, pos: issues.pos}
	}
	out.Pos = s.n.pos
	s.need("over")
	if y := s.need("years"); y != nil {
		out.Years = r.years(y, s.at("years"))
	}
	out.Over, out.Note = r.figure(s, "over", d), s.word("note")
	if p := s.count("paths", 100_000); p > 0 {
		out.Paths = p
	}
	if seed := s.count("seed", math.MaxInt32); seed > 0 {
		out.Seed = uint64(seed)
	}
	if p := s.percent("renewal"); p != nil {
		out.Renewal = hundredth(*p)
	}
	if p := s.percent("discount"); p != nil {
		out.Discount = hundredth(*p)
	}
	out.Prices, out.Dollars, out.GDP = r.useSeries(s.get("prices"), s.at("prices"), d), r.useSeries(s.get("dollars"), s.at("dollars"), d), r.useSeries(s.get("gdp"), s.at("gdp"), d)
	out.Draft = r.changes(s.get("draft"), s.at("draft"))
	s.close()
	if n.Agreement == "" {
		o.lacks("issues need the agreement whose terms they set", "agreement: NAME", "agreement")
	}
	var ids []string
	for i, x := range r.entries(issues, o.at("issues")) {
		issue := r.dealIssue(x, index(o.at("issues"), i), n.Agreement, d)
		ids = append(ids, issue.ID)
		r.apart(ids, x, index(o.at("issues"), i))
		out.Issues = append(out.Issues, issue)
	}
	for i, x := range r.entries(none, o.at("no_agreement")) {
		out.NoAgreement = append(out.NoAgreement, r.dealPath(x, index(o.at("no_agreement"), i)))
	}
	for i, x := range r.entries(deals, o.at("deals")) {
		out.Deals = append(out.Deals, r.namedDeal(x, index(o.at("deals"), i), out, d))
	}
	for i, x := range r.entries(profiles, o.at("profiles")) {
		out.Profiles = append(out.Profiles, r.dealProfile(x, index(o.at("profiles"), i), out, d))
	}
	return out
}

func (r *reader) changes(n *node, path string) []change {
	var all []change
	for i, x := range r.entries(n, path) {
		if c, ok := r.change(x, index(path, i)); ok {
			all = append(all, c)
		}
	}
	return all
}

func (r *reader) dealIssue(n *node, path, agreement string, d *Dossier) DealIssue {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	issue := DealIssue{ID: o.word("id"), Title: o.text("title"), Pos: n.pos}
	at, ends := o.get("path"), o.get("years")
	values := o.get("values")
	switch {
	case ends != nil:
		issue.Ends = true
		for i, x := range r.entries(ends, o.at("years")) {
			year := r.year(x, index(o.at("years"), i))
			number := float64(year)
			issue.Values = append(issue.Values, DealValue{ID: x.text, LastYear: year, Number: &number})
		}
	case values == nil:
		o.lacks("an issue needs its values", "values: [14_500 eok, 15_000 eok]", "values", "years")
	default:
		for i, x := range r.spread1(values, o.at("values")) {
			issue.Values = append(issue.Values, r.dealValue(x, index(o.at("values"), i), at, d))
		}
	}
	var ids []string
	for _, v := range issue.Values {
		ids = append(ids, v.ID)
		r.apart(ids, n, path)
		for _, c := range v.changes {
			if c.root() != agreement {
				r.report(diag.UnknownPath, c.at, path, fmt.Sprintf("%.60q does not lead into %s", c.path, agreement), "an issue sets terms of the agreement that the talks are about")
			}
			part := strings.Split(c.path+"//", "/")[1]
			issue.Money = issue.Money || part != "categories" && part != "reopener"
		}
	}
	return issue
}

// spread1 returns the values of an issue: a list, or a range with its step.
func (r *reader) spread1(n *node, path string) []*node {
	if n.shape != mapping {
		return r.entries(n, path)
	}
	o := r.object(n, path)
	defer o.close()
	var ends [3]decimal.Fraction
	unit := ""
	for i, key := range []string{"from", "to", "step"} {
		w := r.word(o.need(key), o.at(key))
		figure, u, _ := strings.Cut(strings.TrimSpace(w), " ")
		if u == "" && strings.HasSuffix(figure, "%") {
			figure, u = strings.TrimSuffix(figure, "%"), "%"
		}
		x, err := decimal.Parse(figure)
		if err != nil {
			r.report(diag.BadNumber, o.n.get(key), o.at(key), fmt.Sprintf("%.40q is no number with its unit", w), "from: 14_000 eok")
			return nil
		}
		if unit = u; i > 0 && u != unit {
			r.report(diag.BadUnit, o.n.get(key), o.at(key), "a range has one unit", "")
		}
		ends[i] = x.Fraction()
	}
	if ends[2].Sign() <= 0 || ends[1].Cmp(ends[0]) < 0 {
		r.report(diag.BadNumber, n, path, "a range goes up by a step above zero", "")
		return nil
	}
	var all []*node
	for x := ends[0]; x.Cmp(ends[1]) <= 0; x = x.Add(ends[2]) {
		if len(all) == maxDealValues {
			r.report(diag.TooLarge, n, path, fmt.Sprintf("more than %d values", maxDealValues), "")
			break
		}
		word := x.String()
		if unit == "%" {
			word += "%"
		} else if unit != "" {
			word += " " + unit
		}
		all = append(all, &node{text: word, plain: true, pos: n.pos})
	}
	return all
}

// dealValue reads a scalar that is put at the path of the issue, or a mapping
// that says what it changes.
func (r *reader) dealValue(n *node, path string, at *node, _ *Dossier) DealValue {
	set := func(to *node) []change {
		return []change{{verb: "set", path: at.text, pos: n.pos, at: at, with: to}}
	}
	if n.shape == scalar {
		v := DealValue{ID: n.text, Number: r.figureIn(n.text)}
		if at != nil {
			v.changes = set(n)
		}
		return v
	}
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	v := DealValue{ID: o.word("id"), NewItems: o.count("new_items", 100), changes: r.changes(o.get("changes"), o.at("changes"))}
	if to := o.get("to"); to != nil && at != nil {
		v.changes = append(v.changes, set(to)...)
	}
	if x := o.get("number"); x != nil {
		if v.Number = r.figureIn(x.text); v.Number == nil {
			r.report(diag.BadNumber, x, o.at("number"), fmt.Sprintf("%.40q is no number", x.text), "")
		}
	}
	v.Mark = o.mark()
	return v
}

// figureIn reads a sum, a rate in percent or a bare number; nil when it is
// none.
func (r *reader) figureIn(w string) *float64 {
	w = strings.TrimSpace(w)
	if x, err := decimal.Parse(strings.TrimSpace(strings.TrimSuffix(w, "%"))); err == nil {
		f := x.Float64()
		return &f
	}
	if a, err := r.units.Parse(w); err == nil {
		f := a.Value.Float64()
		return &f
	}
	return nil
}

func (r *reader) dealPath(n *node, path string) DealPath {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	o.need("kind")
	o.need("changes")
	p := DealPath{ID: o.word("id"), Title: o.text("title"), Kind: o.choice("kind", []string{"inside", "outside"}), changes: r.changes(o.get("changes"), o.at("changes")), Pos: n.pos}
	p.Mark = o.mark()
	return p
}

func (r *reader) namedDeal(n *node, path string, deal *Deal, d *Dossier) NamedDeal {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	out := NamedDeal{ID: o.word("id"), Title: o.text("title"), Values: make([]int, len(deal.Issues)), Pos: n.pos}
	if o.has("by") {
		out.By = r.party(o, "by", d)
	}
	values := o.need("values")
	in := r.object(values, o.at("values"))
	if in.n == nil {
		in.n = &node{shape: mapping, pos: n.pos}
	}
	for k, issue := range deal.Issues {
		x := in.need(issue.ID)
		w := r.word(x, in.at(issue.ID))
		var ids []string
		out.Values[k] = -1
		for i, v := range issue.Values {
			if ids = append(ids, v.ID); v.ID == w {
				out.Values[k] = i
			}
		}
		if x != nil && out.Values[k] < 0 {
			r.report(diag.BadWord, x, in.at(issue.ID), fmt.Sprintf("%.40q is no value of %s", w, issue.ID), nearest.Hint(w, ids))
		}
		out.Values[k] = max(out.Values[k], 0)
	}
	in.close()
	out.Mark = o.mark()
	return out
}

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
	for i, x := range r.entries(o.need("weights"), o.at("weights")) {
		p.Weights = append(p.Weights, e.dealWeight(x, index(o.at("weights"), i), deal))
	}
	if sum := p.likely(); len(p.Weights) > 0 && math.Abs(sum-1) > 1e-9 {
		r.report(diag.BadNumber, o.n.get("weights"), o.at("weights"), fmt.Sprintf("the likely weights sum to %s %%, not 100 %%", strconv.FormatFloat(math.Round(sum*1e6)/1e4, 'g', -1, 64)), "weights say how much of the scale from 0 to 1 each thing is")
	}
	for i, x := range r.entries(o.get("red_lines"), o.at("red_lines")) {
		p.RedLines = append(p.RedLines, r.redLine(x, index(o.at("red_lines"), i)))
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
		r.report(diag.BadNumber, o.n.get("no_agreement"), o.at("no_agreement"), "the chances do not sum to 100 %", "")
	}
	return p
}

func (e *estimator) dealWeight(n *node, path string, deal *Deal) DealWeight {
	o := e.object(n, path)
	defer o.close()
	o.need("weight")
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
		}
		if values := o.get("values"); values != nil && len(deal.Issues) > 0 {
			w.Values = e.worths(values, o.at("values"), deal.Issues[w.Issue])
			return w
		}
	} else {
		o.need("measure")
		w.Measure = o.choice("measure", Measures())
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
			e.report(diag.BadNumber, k, o.at("kink"), "the kink does not lie between worst and best", "")
			w.Shape = "linear"
		}
	}
	return w
}

// worths reads what each value of an issue is worth.
func (e *estimator) worths(n *node, path string, issue DealIssue) []float64 {
	o := e.object(n, path)
	defer o.close()
	out := make([]float64, len(issue.Values))
	for i, v := range issue.Values {
		if x := o.need(v.ID); x != nil {
			share, _ := e.spread(x, o.at(v.ID), true)
			out[i] = share.Likely
		}
	}
	return out
}

func (r *reader) level(o *object, key string) float64 {
	n := o.need(key)
	if n == nil {
		return 0
	}
	x := r.figureIn(r.word(n, o.at(key)))
	if x == nil {
		r.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is no sum, rate or number", n.text), "")
		return 0
	}
	return *x
}

func (r *reader) redLine(n *node, path string) RedLine {
	o := r.object(n, path)
	defer o.close()
	o.need("measure")
	l := RedLine{Measure: o.choice("measure", Measures()), Pos: n.pos}
	limit := func(key string) *float64 {
		if o.get(key) == nil {
			return nil
		}
		x := r.level(o, key)
		return &x
	}
	l.AtMost, l.Least = limit("at_most"), limit("at_least")
	if l.AtMost == nil && l.Least == nil {
		o.lacks("a red line has a limit", "at_most: 20%", "at_most", "at_least")
	}
	return l
}
