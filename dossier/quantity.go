package dossier

import (
	"strings"

	"entente/source"
)

// readQuantities reads what texts may speak of, and by which words and names.
func (r *reader) readQuantities(o *object, d *Dossier) {
	for i, n := range r.entries(o.get("quantities"), o.at("quantities")) {
		q := r.object(n, index(o.at("quantities"), i))
		q.need("id")
		out := source.Quantity{
			ID: q.word("id"), Title: q.text("title"), Unit: q.word("unit"), Without: lower(r.words(q.get("without"), q.at("without"))), Of: q.word("of"), Official: q.flag("official"), Pos: n.pos,
		}
		for j, group := range r.entries(q.need("words"), q.at("words")) {
			out.Words = append(out.Words, lower(r.words(group, index(q.at("words"), j))))
		}
		if y := q.get("years"); y != nil {
			out.Years = r.years(y, q.at("years"))
		}
		if v := q.get("value"); v != nil {
			out.Value = r.claimValue(v, q.at("value"))
		}
		out.Mark = q.mark()
		q.close()
		d.Quantities = append(d.Quantities, out)
	}
	for i, n := range r.entries(o.get("names"), o.at("names")) {
		q := r.object(n, index(o.at("names"), i))
		q.need("name")
		d.Names = append(d.Names, source.Name{Name: q.word("name"), Also: lower(r.words(q.get("also"), q.at("also"))), Side: r.party(q, "side", d), Pos: n.pos})
		q.close()
	}
}

func lower(words []string) []string {
	for i, w := range words {
		words[i] = strings.ToLower(w)
	}
	return words
}
