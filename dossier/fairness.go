package dossier

import (
	"fmt"
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/fairness"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/source"
)

// Fairness is what a sum can be measured against. Sums and bases may be in
// several currencies; Convert makes them one.
type Fairness struct {
	Convert    []money.Rate
	Sums       []NamedSum
	Bases      []CostBase
	Tolerance  decimal.Fraction
	Statements []ShareStatement
	Dispute    *DisputeOf
	Capacities []CapacityOf
	Note       string
	Pos        diag.Position
}

// NamedSum is a sum that was paid, offered or demanded.
type NamedSum struct {
	ID    string
	Title text.Text
	By    string
	Value Figure
	Mark  source.Mark
}

// CostBase is a base with where it is written.
type CostBase struct {
	fairness.Base
	Mark source.Mark
}

// ShareStatement is a statement with where it is written.
type ShareStatement struct {
	fairness.Statement
	Mark source.Mark
}

// DisputeOf names the base, the demand and the offer that rules divide.
type DisputeOf struct{ Cost, Demand, Offer string }

// CapacityOf is a measure of the ability to pay of both sides.
type CapacityOf struct {
	Name         string
	Payer, Payee money.Amount
	Mark         source.Mark
}

func (r *reader) fairness(n *node, path string, d *Dossier) *Fairness {
	o := r.object(n, path)
	defer o.close()
	f := &Fairness{Note: o.word("note"), Tolerance: decimal.Frac(5, 100), Pos: n.pos}
	if p := o.percent("tolerance"); p != nil {
		f.Tolerance, _ = p.Fraction().Quo(decimal.Whole(100))
	}
	for i, c := range r.list1(o.get("convert")) {
		rate, err := money.ParseRate(r.word(c, index(o.at("convert"), i)))
		if err != nil {
			r.report(diag.BadNumber, c, o.at("convert"), fmt.Sprintf("%.40q is no rate", c.text), "a rate is 1165.70 KRW/USD")
			continue
		}
		f.Convert = append(f.Convert, rate)
	}
	var sums, bases []string
	for i, x := range r.entries(o.need("sums"), o.at("sums")) {
		s := r.object(x, index(o.at("sums"), i))
		s.need("id")
		s.need("value")
		sum := NamedSum{ID: s.word("id"), Title: s.text("title"), By: r.party(s, "by", d), Value: r.figure(s, "value", d), Mark: s.mark()}
		s.close()
		sums, f.Sums = append(sums, sum.ID), append(f.Sums, sum)
	}
	for i, x := range r.entries(o.need("bases"), o.at("bases")) {
		b := r.object(x, index(o.at("bases"), i))
		b.need("id")
		base := CostBase{Base: fairness.Base{ID: b.word("id"), Name: b.text("title")}}
		base.Amount, _ = r.amount(b.need("value"), b.at("value"))
		if v := b.get("value"); base.Amount.Currency != "" && base.Amount.Value.Sign() <= 0 {
			r.report(diag.BadNumber, v, b.at("value"), "a base is above zero", "value: 4.464bn USD")
		}
		base.Mark = b.mark()
		b.close()
		bases, f.Bases = append(bases, base.ID), append(f.Bases, base)
	}
	r.apart(sums, o.n.get("sums"), o.at("sums"))
	r.apart(bases, o.n.get("bases"), o.at("bases"))
	r.statements(o, f, d)
	if x := o.get("dispute"); x != nil {
		f.Dispute = r.dispute(r.object(x, o.at("dispute")), sums, bases)
	}
	for i, x := range r.entries(o.get("capacities"), o.at("capacities")) {
		c := r.object(x, index(o.at("capacities"), i))
		c.need("name")
		capacity := CapacityOf{Name: c.word("name")}
		capacity.Payer, _ = r.amount(c.need("payer"), c.at("payer"))
		capacity.Payee, _ = r.amount(c.need("payee"), c.at("payee"))
		capacity.Mark = c.mark()
		c.close()
		f.Capacities = append(f.Capacities, capacity)
	}
	return f
}

func (r *reader) statements(o *object, f *Fairness, d *Dossier) {
	for i, x := range r.entries(o.get("statements"), o.at("statements")) {
		s := r.object(x, index(o.at("statements"), i))
		s.need("words")
		out := ShareStatement{Statement: fairness.Statement{By: r.party(s, "by", d), Words: s.word("words"), High: decimal.Whole(1_000)}}
		if p := s.percent("low"); p != nil {
			out.Low, _ = p.Fraction().Quo(decimal.Whole(100))
		}
		if p := s.percent("high"); p != nil {
			out.High, _ = p.Fraction().Quo(decimal.Whole(100))
		}
		if out.High.Cmp(out.Low) < 0 {
			r.report(diag.BadNumber, x, s.path, "low is above high", "")
		}
		out.Mark = s.mark()
		s.close()
		f.Statements = append(f.Statements, out)
	}
}

func (r *reader) dispute(o *object, sums, bases []string) *DisputeOf {
	defer o.close()
	named := func(key string, known []string) string {
		n := o.need(key)
		w := r.word(n, o.at(key))
		if w != "" && !slices.Contains(known, w) {
			r.report(diag.BadWord, n, o.at(key), fmt.Sprintf("nothing is called %.40q", w), nearest.Hint(w, known))
		}
		return w
	}
	return &DisputeOf{Cost: named("cost", bases), Demand: named("demand", sums), Offer: named("offer", sums)}
}
