package dossier

import (
	"slices"

	"entente/agreement"
	"entente/diag"
	"entente/period"
)

// Drafter makes agreements of packages: the text that the talks are about,
// with the changes of the draft and of every value that a package settles on.
// It may be used by several goroutines at once.
type Drafter struct {
	dossier *Dossier
	deal    *Deal
	base    *node // the agreement with the changes of the draft
	root    string
	cited   map[string]bool
}

// Drafter prepares drafts of a negotiation. The list says which changes lead
// nowhere.
func (d *Dossier) Drafter(n *Negotiation) (*Drafter, diag.List) {
	var list diag.List
	f := &Drafter{dossier: d, deal: n.Deal, root: n.Agreement}
	file := fileOf(d.trees, n.Agreement)
	if file == "" || n.Deal == nil {
		return nil, list
	}
	base := d.trees[file].clone()
	// A draft has not been announced, and nothing has been published of it.
	base.pairs = slices.DeleteFunc(base.pairs, func(p pair) bool { return p.key.text == "timeline" || p.key.text == "published" })
	f.base = base
	f.base = f.with(n.Deal.Draft, &list)
	r := &reader{list: &list, trees: d.trees}
	r.hasSource("")
	f.cited = r.cited
	return f, list
}

// with returns a copy of the agreement with changes.
func (f *Drafter) with(changes []change, list *diag.List) *node {
	trees := map[string]*node{"agreements/draft.yaml": f.base.clone()}
	for _, c := range changes {
		if d, failed := c.apply(trees); failed {
			report(list, d)
		}
	}
	return trees["agreements/draft.yaml"]
}

// Package returns the agreement that a package makes, values by issue. An
// issue that ends the agreement changes nothing here: the amounts of the years
// before its end do not depend on it.
func (f *Drafter) Package(values []int) (*agreement.Agreement, diag.List) {
	var changes []change
	for k, v := range values {
		changes = append(changes, f.deal.Issues[k].Values[v].changes...)
	}
	return f.read(changes)
}

// Check makes a package of every value of every issue, with the first value of
// the others, and of every path without agreement, and returns what is wrong in
// the agreements that come out. Combinations of values are seen when the
// packages are valued.
func (f *Drafter) Check() diag.List {
	var list diag.List
	seen := map[string]bool{}
	add := func(found diag.List, what string) {
		for _, d := range found.Errors() {
			if d.Hint == "" {
				d.Hint = "this is what " + what + " makes of the agreement"
			}
			if key := d.String(); !seen[key] {
				seen[key] = true
				list = append(list, d)
			}
		}
	}
	values := make([]int, len(f.deal.Issues))
	for k, issue := range f.deal.Issues {
		for v, value := range issue.Values {
			values[k] = v
			_, found := f.Package(values)
			add(found, issue.ID+" "+value.ID)
		}
		values[k] = 0
	}
	for i, path := range f.deal.NoAgreement {
		_, found := f.Path(i)
		add(found, path.ID)
	}
	return list
}

// Path returns what is paid while there is no agreement, as an agreement.
func (f *Drafter) Path(i int) (*agreement.Agreement, diag.List) {
	return f.read(f.deal.NoAgreement[i].changes)
}

func (f *Drafter) read(changes []change) (*agreement.Agreement, diag.List) {
	var list diag.List
	tree := f.with(changes, &list)
	if list.HasErrors() {
		return nil, list
	}
	others := *f.dossier
	others.Agreements = nil
	r := &reader{list: &list, trees: f.dossier.trees, files: f.dossier.files, units: f.dossier.Units, used: map[string]bool{}, parties: f.dossier.Parties, cited: f.cited}
	a := r.agreement(tree, &others)
	list.Sort()
	return a, list
}

// Before returns the agreements whose terms were known on a day, without the
// one that the talks are about.
func (f *Drafter) Before(on period.Day) []*agreement.Agreement {
	var all []*agreement.Agreement
	for _, a := range f.dossier.Agreements {
		if a.ID != f.root && a.Amends != f.root && !a.KnownFrom().After(on) {
			all = append(all, a)
		}
	}
	return all
}
