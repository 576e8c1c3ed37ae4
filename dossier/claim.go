package dossier

import (
	"fmt"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/source"
)

// readClaims reads the files of claims/.
func (r *reader) readClaims(d *Dossier) {
	seen := map[string]diag.Position{}
	for _, name := range keysOf(r.trees) {
		if !strings.HasPrefix(name, "claims/") {
			continue
		}
		o := r.object(r.trees[name], strings.TrimSuffix(name, ".yaml"))
		r.readQuantities(o, d)
		claims := o.get("claims")
		if claims == nil && !o.has("quantities") && !o.has("names") {
			o.need("claims")
		}
		for i, n := range r.entries(claims, o.at("claims")) {
			c := r.claim(n, index(o.at("claims"), i))
			if first, twice := seen[c.ID]; twice && c.ID != "" {
				report(r.list, diag.Diagnostic{
					Code: diag.DuplicateID, Pos: n.get("id").pos, Width: len(c.ID), Path: o.path, Message: "two claims are called " + c.ID,
					Related: []diag.Related{{Pos: first, Message: "the other one"}},
				})
				continue
			}
			seen[c.ID] = c.Pos
			d.Claims = append(d.Claims, c)
		}
		o.close()
	}
}

func (r *reader) claim(n *node, path string) source.Claim {
	o := r.object(n, path)
	defer o.close()
	o.need("id")
	o.need("speaker")
	c := source.Claim{
		ID: o.word("id"), Said: o.date("said"), Speaker: o.word("speaker"), For: o.word("for"), Quantity: o.word("quantity"), Topic: o.word("topic"), Words: o.word("words"),
		Via: r.words(o.get("via"), o.at("via")), Anonymous: o.flag("anonymous"), Conflict: o.word("conflict"), Pos: n.pos,
	}
	if v := o.get("value"); v != nil {
		c.Value = r.claimValue(v, o.at("value"))
	}
	c.Mark = o.mark()
	return c
}

// claimValue reads money, 400%, 5 times, 28_500 troops or 2024 year: a number
// with the unit of the report.
func (r *reader) claimValue(n *node, path string) *source.ClaimValue {
	w := r.word(n, path)
	v := &source.ClaimValue{Text: w}
	if a, err := r.units.Parse(w); err == nil {
		v.Money = &a
		if d, ok := a.Value.Decimal(); ok {
			v.Number = d
		}
		return v
	}
	i := strings.IndexFunc(w, func(c rune) bool { return !strings.ContainsRune("+-0123456789._", c) })
	if i < 0 {
		r.report(diag.UnitMissing, n, path, fmt.Sprintf("%.40q has no unit", w), "a claim is about money, 400%, 5 times, 28_500 troops or 2024 year")
		return nil
	}
	d, err := decimal.Parse(w[:i])
	if err != nil {
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is not a number with its unit", w), "a claim is about money, 400%, 5 times, 28_500 troops or 2024 year")
		return nil
	}
	v.Number, v.Unit = d, strings.TrimSpace(w[i:])
	return v
}

// number reads a bare number, for what has no unit, such as a multiple.
func (o *object) number(key string) *decimal.Decimal {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return nil
	}
	d, err := decimal.Parse(w)
	if err != nil {
		o.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is not a number", w), "")
		return nil
	}
	return &d
}

// Expected is a figure that a test wants: an amount, or unknown.
type Expected struct {
	Figure  string
	Amount  money.Amount
	Unknown bool
	Pos     diag.Position
}
