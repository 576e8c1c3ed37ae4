package dossier

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/period"
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
	Values  []int  // of the issues, as they stand on this path; -1: not said
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
	if section != nil {
		s.need("over")
		s.need("years")
	}
	if y := s.get("years"); y != nil {
		out.Years = r.years(y, s.at("years"))
	}
	out.Over, out.Note = r.figure(s, "over", d), s.word("note")
	if p := s.count("paths", 100_000); p > 0 {
		out.Paths = p
	}
	if seed := s.count("seed", math.MaxInt32); seed > 0 {
		out.Seed = uint64(seed)
	}
	out.Discount, out.Renewal = s.above("discount"), s.above("renewal")
	out.Prices, out.Dollars, out.GDP = r.useSeries(s.get("prices"), s.at("prices"), d), r.useSeries(s.get("dollars"), s.at("dollars"), d), r.useSeries(s.get("gdp"), s.at("gdp"), d)
	out.Draft = r.changes(s.get("draft"), s.at("draft"))
	s.close()
	if n.Agreement == "" {
		o.lacks("issues need the agreement whose terms they set", "agreement: NAME", "agreement")
	}
	var ids []string
	for i, x := range r.entries(issues, o.at("issues")) {
		issue := r.dealIssue(x, index(o.at("issues"), i), n.Agreement, out.Years, d)
		ids = append(ids, issue.ID)
		r.apart(ids, x, index(o.at("issues"), i))
		for _, before := range out.Issues {
			if before.Ends && issue.Ends {
				report(r.list, diag.Diagnostic{
					Code: diag.DuplicateKey, Pos: x.get("years").pos, Path: index(o.at("issues"), i), Message: "two issues say when the agreement ends", Hint: "years stands in one issue only",
					Related: []diag.Related{{Pos: before.Pos, Message: "the other one"}},
				})
			}
		}
		out.Issues = append(out.Issues, issue)
	}
	for i, x := range r.entries(none, o.at("no_agreement")) {
		out.NoAgreement = append(out.NoAgreement, r.dealPath(x, index(o.at("no_agreement"), i), out.Issues))
	}
	for i, x := range r.entries(deals, o.at("deals")) {
		deal := r.namedDeal(x, index(o.at("deals"), i), out, d)
		if slices.ContainsFunc(out.Deals, func(other NamedDeal) bool { return other.ID == deal.ID }) {
			r.givenTwice(deal.ID, x, index(o.at("deals"), i))
		}
		out.Deals = append(out.Deals, deal)
	}
	for i, x := range r.entries(profiles, o.at("profiles")) {
		p := r.dealProfile(x, index(o.at("profiles"), i), out, d)
		for _, before := range out.Profiles {
			if before.Party == p.Party && p.Party != "" {
				report(r.list, diag.Diagnostic{
					Code: diag.DuplicateID, Pos: x.get("party").pos, Width: len(p.Party), Path: index(o.at("profiles"), i), Message: p.Party + " has two profiles", Hint: "what is unsure goes into the ranges of one",
					Related: []diag.Related{{Pos: before.Pos, Message: "the other one"}},
				})
			}
		}
		out.Profiles = append(out.Profiles, p)
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

func (r *reader) dealIssue(n *node, path, agreement string, years period.Years, d *Dossier) DealIssue {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	issue := DealIssue{ID: o.word("id"), Title: o.text("title"), Pos: n.pos}
	at, ends := o.get("path"), o.get("years")
	values := o.get("values")
	switch {
	case ends != nil:
		issue.Ends = true
		for i, x := range r.some(ends, o.at("years"), "an issue has a value", "years: [2028, 2030]") {
			year := r.year(x, index(o.at("years"), i))
			if from := years.From; year != 0 && year < from {
				r.report(diag.BadYear, x, index(o.at("years"), i), fmt.Sprintf("%d lies before the years that count, which begin in %d", year, from), "years are the last year of the agreement")
			}
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
	astray := map[string]bool{}
	for _, v := range issue.Values {
		ids = append(ids, v.ID)
		r.apart(ids, n, path)
		for _, c := range v.changes {
			if c.root() != agreement && agreement != "" && !astray[c.path] {
				astray[c.path] = true
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
		return r.some(n, path, "an issue has a value", "values: [14_500 eok, 15_000 eok]")
	}
	o := r.object(n, path)
	defer o.close()
	var ends [3]decimal.Fraction
	unit := ""
	for _, key := range []string{"from", "to", "step"} {
		o.need(key)
	}
	for i, key := range []string{"from", "to", "step"} {
		w := r.word(o.n.get(key), o.at(key))
		figure, u, _ := strings.Cut(strings.TrimSpace(w), " ")
		if u == "" && strings.HasSuffix(figure, "%") {
			figure, u = strings.TrimSuffix(figure, "%"), "%"
		}
		x, err := decimal.Parse(figure)
		if err != nil {
			r.report(diag.BadNumber, o.n.get(key), o.at(key), fmt.Sprintf("%.40q is no number with its unit", w), "from: 14_000 eok")
			return nil
		}
		if i > 0 && u != unit {
			r.report(diag.BadUnit, o.n.get(key), o.at(key), "a range has one unit", "from: 14_000 eok, to: 17_000 eok, step: 100 eok")
			return nil
		}
		unit = u
		ends[i] = x.Fraction()
	}
	if ends[2].Sign() <= 0 || ends[1].Cmp(ends[0]) < 0 {
		r.report(diag.BadNumber, n, path, "a range goes up by a step above zero", "from: 14_000 eok, to: 17_000 eok, step: 100 eok")
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
			r.report(diag.BadNumber, x, o.at("number"), fmt.Sprintf("%.40q is no number", x.text), "number: 5, or 5%, or 14_900 eok")
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

func (r *reader) dealPath(n *node, path string, issues []DealIssue) DealPath {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	o.need("kind")
	o.need("changes")
	p := DealPath{ID: o.word("id"), Title: o.text("title"), Kind: o.choice("kind", []string{"inside", "outside"}), changes: r.changes(o.get("changes"), o.at("changes")), Pos: n.pos}
	p.Values = r.issueValues(o, o.get("values"), issues, false)
	p.Mark = o.mark()
	return p
}

// issueValues reads the values of some or of all issues; -1 is not said.
func (r *reader) issueValues(o *object, n *node, issues []DealIssue, all bool) []int {
	out := make([]int, len(issues))
	var ids []string
	for k, issue := range issues {
		out[k], ids = -1, append(ids, issue.ID)
		if all && n != nil && n.get(issue.ID) == nil {
			r.report(diag.MissingKey, n, o.at("values"), "issue "+issue.ID+" is not settled", "a package gives every issue a value")
		}
	}
	for _, p := range r.pairsOf(n, o.at("values")) {
		at := join(o.at("values"), p.key.text)
		k := slices.Index(ids, p.key.text)
		if k < 0 {
			r.report(diag.UnknownKey, p.key, at, fmt.Sprintf("%.40q is no issue of this negotiation", p.key.text), nearest.Hint(p.key.text, ids))
			continue
		}
		w := r.word(p.value, at)
		if out[k] = slices.Index(issues[k].valueIDs(), w); out[k] < 0 && len(issues[k].Values) > 0 {
			r.report(diag.BadWord, p.value, at, fmt.Sprintf("%.40q is no value of %s", w, issues[k].ID), nearest.Hint(w, issues[k].valueIDs()))
		}
	}
	return out
}

func (i DealIssue) valueIDs() []string {
	ids := make([]string, len(i.Values))
	for k, v := range i.Values {
		ids[k] = v.ID
	}
	return ids
}

func (r *reader) namedDeal(n *node, path string, deal *Deal, d *Dossier) NamedDeal {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	out := NamedDeal{ID: o.word("id"), Title: o.text("title"), Values: make([]int, len(deal.Issues)), Pos: n.pos}
	out.By = r.party(o, "by", d)
	for k, v := range r.issueValues(o, o.need("values"), deal.Issues, true) {
		out.Values[k] = max(v, 0) // what is missing has been reported
	}
	out.Mark = o.mark()
	return out
}
