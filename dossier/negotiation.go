package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/ratification"
	"entente/source"
)

// Negotiation is what a file of negotiation/ says: what is on the table, who
// must consent at home, what waiting may bring, and which costs a sum is
// measured against. docs/negotiation-file.md is the format.
type Negotiation struct {
	ID        string
	Title     text.Text
	About     text.Text
	Agreement string     // the one the talks are about
	On        period.Day // the day on which the question is asked
	Packages  []Package
	Ratify    []Consent
	Wait      *Waiting
	Fair      *Fairness
	Deal      *Deal
	File      string
	Pos       diag.Position
}

// Package is a deal on the table, as far as the vote and the costs see it.
type Package struct {
	ID       string
	Title    text.Text
	Price    Figure // of its first year
	Over     Figure // what was paid before
	NewItems int
	Mark     source.Mark
	Pos      diag.Position
}

// Figure is a sum, or the name of a figure of the schedule, such as
// sma-12/2026.
type Figure struct {
	Name   string // "" where a sum is given
	Amount money.Amount
	Pos    diag.Position
}

// Consent is everybody whose consent a party needs.
type Consent struct {
	Party     string
	Owner     string
	On        period.Date
	Want      float64 // the probability that concessions are to reach; 0 when not given
	ItemWorth float64 // what a new item is worth, as increase of the price
	Chambers  []ratification.ChamberRange
	Vetoes    []VetoEstimate
	Note      string
	Pos       diag.Position
}

// VetoEstimate is one whose consent is needed, with the estimate of it.
type VetoEstimate struct {
	Name    string
	Consent Estimate
}

// readNegotiations reads the files of negotiation/.
func (r *reader) readNegotiations(d *Dossier) {
	for _, name := range keysOf(r.trees) {
		if !strings.HasPrefix(name, "negotiation/") {
			continue
		}
		n := r.negotiation(r.trees[name], strings.TrimSuffix(name, ".yaml"), d)
		n.File = name
		if other, twice := d.Negotiation(n.ID); twice {
			r.list.Add(diag.Diagnostic{
				Code: diag.DuplicateID, Pos: n.Pos, Path: n.File, Message: "two negotiations are called " + n.ID,
				Related: []diag.Related{{Pos: other.Pos, Message: "the other one"}},
			})
			continue
		}
		d.Negotiations = append(d.Negotiations, n)
	}
}

func (r *reader) negotiation(n *node, path string, d *Dossier) *Negotiation {
	o := r.object(n, path)
	defer o.close()
	out := &Negotiation{Pos: n.pos}
	o.need("on")
	out.ID, out.Title, out.About = r.word(o.need("negotiation"), o.at("negotiation")), o.text("title"), o.text("about")
	out.Agreement, out.On = r.knownAgreement(o, "agreement", d), o.day("on")
	for i, x := range r.some(o.need("packages"), o.at("packages"), "something is on the table", "packages: [{id: offered, price: 15_192 eok, over: 14_028 eok}]") {
		p := r.pack(x, index(o.at("packages"), i), d)
		if slices.ContainsFunc(out.Packages, func(other Package) bool { return other.ID == p.ID }) {
			r.givenTwice(p.ID, x, index(o.at("packages"), i))
		}
		out.Packages = append(out.Packages, p)
	}
	for i, c := range r.entries(o.get("ratify"), o.at("ratify")) {
		out.Ratify = append(out.Ratify, r.consent(c, index(o.at("ratify"), i), d))
	}
	if w := o.get("wait"); w != nil {
		out.Wait = r.waiting(w, o.at("wait"), d)
	}
	if f := o.get("fair"); f != nil {
		out.Fair = r.fairness(f, o.at("fair"), d)
	}
	out.Deal = r.dealSection(o, out, d)
	return out
}

func (r *reader) pack(n *node, path string, d *Dossier) Package {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	o.need("price")
	o.need("over")
	p := Package{ID: o.word("id"), Title: o.text("title"), Price: r.figure(o, "price", d), Over: r.figure(o, "over", d), NewItems: o.count("new_items", 100), Pos: n.pos}
	p.Mark = o.mark()
	return p
}

// figure reads a sum or the name of a figure; whether the schedule has it is
// known where the schedule is.
func (r *reader) figure(o *object, key string, d *Dossier) Figure {
	n := o.get(key)
	if n == nil {
		return Figure{}
	}
	w := r.word(n, o.at(key))
	if agreement, _, isName := strings.Cut(w, "/"); isName {
		if _, known := d.Agreement(agreement); !known {
			r.report(diag.UnknownAgreement, n, o.at(key), fmt.Sprintf("agreement %.40q is not in this dossier", agreement), nearest.Hint(agreement, agreementIDs(d.Agreements)))
		}
		return Figure{Name: w, Pos: n.pos}
	}
	a, _ := r.amount(n, o.at(key))
	return Figure{Amount: a, Pos: n.pos}
}

func (r *reader) consent(n *node, path string, d *Dossier) Consent {
	o := r.object(n, path)
	defer o.close()
	e := o.estimator()
	c := Consent{Party: r.party(o, "party", d), Owner: e.owner, On: e.on, Want: o.probability("want"), Note: o.word("note"), Pos: n.pos}
	if p := o.percent("item_worth"); p != nil {
		c.ItemWorth = hundredth(*p)
	}
	if vetoes := o.get("vetoes"); vetoes == nil || len(vetoes.items) == 0 {
		r.some(o.need("chambers"), o.at("chambers"), "a chamber votes, or somebody has a veto", "chambers: [{name: …, members: 300, rule: yes > 1/2 present, blocs: […]}]")
	}
	for i, x := range r.entries(o.get("chambers"), o.at("chambers")) {
		c.Chambers = append(c.Chambers, e.chamber(x, index(o.at("chambers"), i)))
	}
	for i, x := range r.entries(o.get("vetoes"), o.at("vetoes")) {
		v := r.object(x, index(o.at("vetoes"), i))
		v.need("name")
		v.need("consent")
		c.Vetoes = append(c.Vetoes, VetoEstimate{v.word("name"), e.share(v, "consent", d)})
		v.close()
	}
	return c
}

func (e *estimator) chamber(n *node, path string) ratification.ChamberRange {
	o := e.object(n, path)
	defer o.close()
	o.need("name")
	o.need("members")
	c := ratification.ChamberRange{Name: o.word("name"), Members: o.count("members", ratification.MaxMembers)}
	rule, err := ratification.ParseRule(o.word("rule"))
	if err != nil {
		e.report(diag.BadWord, o.n.get("rule"), o.at("rule"), fmt.Sprintf("%.60q is no rule of a vote", o.n.get("rule").text), "a rule is yes > 1/2 present, or yes >= 2/3 present")
	}
	rule.Quorum = o.count("quorum", ratification.MaxMembers)
	c.Rule, c.Shock = rule, e.number(o, "shock").Range
	if c.Shock.High > ratification.MaxShock {
		e.report(diag.BadNumber, o.n.get("shock"), o.at("shock"), fmt.Sprintf("a shock is at most %d", ratification.MaxShock), "0.4 moves a yes-rate of 50% by about ten points; with 20, opinion is one coin that all share")
	}
	total := 0
	for i, b := range e.some(o.need("blocs"), o.at("blocs"), "somebody votes", "blocs: [{name: …, members: 150, attend: 80%, yes: 60%}]") {
		bloc := e.bloc(b, index(o.at("blocs"), i))
		total += bloc.Members
		c.Blocs = append(c.Blocs, bloc)
	}
	if total > c.Members {
		e.report(diag.SharesExceed, o.n.get("members"), o.at("members"), "the blocs have "+strconv.Itoa(total)+" members", "members are all seats, vacant ones among them")
		return ratification.ChamberRange{Name: c.Name}
	}
	if rule.Quorum > c.Members {
		e.report(diag.BadNumber, o.n.get("quorum"), o.at("quorum"), "the quorum exceeds the members", "")
	}
	return c
}

func (e *estimator) bloc(n *node, path string) ratification.BlocRange {
	o := e.object(n, path)
	defer o.close()
	for _, key := range []string{"name", "members", "attend", "yes"} {
		o.need(key)
	}
	return ratification.BlocRange{
		Name: o.word("name"), Members: o.count("members", ratification.MaxMembers), Attend: e.ranged(o, "attend"), Yes: e.ranged(o, "yes"),
		Price: e.number(o, "price").Range, Item: e.number(o, "item").Range,
	}
}

// apart reports a name that is given twice.
func (r *reader) apart(list []string, n *node, path string) {
	for i, id := range list {
		if slices.Contains(list[:i], id) {
			r.givenTwice(id, n, path)
		}
	}
}

func (r *reader) givenTwice(id string, n *node, path string) {
	r.report(diag.DuplicateID, n, path, fmt.Sprintf("%.40q is given twice", id), "each name stands once")
}
