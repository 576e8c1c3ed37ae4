package dossier

import (
	"fmt"

	"entente/diag"
	"entente/internal/nearest"
	"entente/period"
	"entente/source"
)

// ref reads a source: an id, a list of ids, or {id: …, clause: …}.
func (o *object) ref(key string) source.Ref {
	n := o.get(key)
	if n == nil {
		return source.Ref{}
	}
	ref := source.Ref{Pos: n.pos}
	if n.shape == mapping {
		inner := o.object(n, o.at(key))
		ref.IDs = o.words(inner.need("id"), inner.at("id"))
		ref.Clause = inner.word("clause")
		inner.close()
	} else {
		ref.IDs = o.words(n, o.at(key))
	}
	for _, id := range ref.IDs {
		o.used["source/"+id] = true
		if !o.hasSource(id) {
			o.report(diag.UnknownSource, n, o.at(key), fmt.Sprintf("source %.40q is not in sources.yaml", id), nearest.Hint(id, o.sourceIDs()))
		}
	}
	return ref
}

// hasSource reports whether sources.yaml holds a source; "own" is the author.
func (r *reader) hasSource(id string) bool {
	if r.cited == nil {
		r.cited = map[string]bool{"own": true}
		r.uncited = r.broken("sources.yaml")
		for _, s := range r.sourceIDs() {
			r.cited[s] = true
		}
	}
	return r.cited[id] || r.uncited
}

func (r *reader) sourceIDs() []string {
	n := r.trees["sources.yaml"].get("sources")
	if n == nil {
		return nil
	}
	var ids []string
	for _, p := range n.pairs {
		ids = append(ids, p.key.text)
	}
	return ids
}

// mark reads what may stand beside any value.
func (o *object) mark() source.Mark {
	m := source.Mark{Source: o.ref("source"), Note: o.word("note")}
	m.Unverified = o.choice("status", []string{"unverified"}) != ""
	if d := o.date("known"); d != (period.Date{}) {
		m.Known = d.Last()
	}
	return m
}
