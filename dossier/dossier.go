// Package dossier reads and writes dossiers: folders of plain files that hold
// agreements, series, sources, the story of the talks, claims and tests.
//
// # What it is for
//
// [Read] turns a folder into values of the packages agreement, series, source
// and talks, and says of everything it could not take what is wrong with it,
// where, and what was probably meant. docs/dossier.md is the format.
//
// # What it promises
//
// Nothing is silent: an unknown key, a duplicate key, a bare number, a series
// that nothing reads are diagnostics. Scalars are taken as written, so NO is
// Norway. The same files give the same [Dossier.Digest], whatever their
// layout and comments.
//
// # What it refuses
//
// A dossier is a stranger's. Files are read only below its folder; sizes,
// depth and number are bounded; anchors, aliases and tags are refused. It
// computes nothing: schedules are the work of package schedule.
package dossier

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"entente/agreement"
	"entente/diag"
	"entente/internal/text"
	"entente/key"
	"entente/money"
	"entente/period"
	"entente/ratification"
	"entente/series"
	"entente/source"
	"entente/talks"
)

// Dossier is everything the files say.
type Dossier struct {
	ID           string
	Title        text.Text
	About        text.Text
	Currency     money.Currency
	Years        period.Years
	Payer        string
	Payee        string
	Parties      []Party
	Units        money.Units
	Rounding     agreement.Rounding
	Series       []*series.Series // in the order of dossier.yaml
	Correlated   []series.Correlation
	Agreements   []*agreement.Agreement
	Sources      []source.Source
	Keys         []*key.Entry
	Tables       []*key.Table
	Story        talks.Story
	Claims       []source.Claim
	Quantities   []source.Quantity // what texts speak of besides the agreements
	Names        []source.Name
	Forecasts    []ratification.Forecast // in the order of forecasts.yaml
	Tests        []Test
	WhatIfs      []string // the files under what-if/
	Negotiations []*Negotiation
	Digest       string // SHA-256 of the canonical form, as sha256:…

	files   map[string][]byte
	trees   map[string]*node
	parsing diag.List // what was found before anything was decoded
}

// Party is one that pays, is paid, or has a say.
type Party struct {
	ID       string
	Name     text.Text
	Currency money.Currency
	Fiscal   period.Fiscal
	Pos      diag.Position
}

// Read reads the dossier in fsys, with the given changes on top. The error is
// about reading at all; what is wrong in the files is in the list. A dossier
// whose list has errors is returned as far as it could be read.
func Read(fsys fs.FS, changes ...Overlay) (*Dossier, diag.List, error) {
	var list diag.List
	files, err := collect(fsys, &list)
	if err != nil {
		return nil, nil, fmt.Errorf("read dossier: %w", err)
	}
	trees := parseAll(files, &list)
	d, list := assemble(files, trees, list, changes)
	return d, list, nil
}

// Changed returns the dossier as [Read] would with changes on top, from what
// was read: nothing is read or parsed again, and the receiver stays as it is.
func (d *Dossier) Changed(changes ...Overlay) (*Dossier, diag.List) {
	trees := maps.Clone(d.trees)
	for _, c := range changes {
		for _, one := range c.changes {
			if file := fileOf(trees, one.root()); file != "" && trees[file] == d.trees[file] {
				trees[file] = trees[file].clone()
			}
		}
	}
	return assemble(maps.Clone(d.files), trees, slices.Clone(d.parsing), changes)
}

// assemble makes a dossier of trees with changes on top. The list is what parsing
// found.
func assemble(files map[string][]byte, trees map[string]*node, list diag.List, changes []Overlay) (*Dossier, diag.List) {
	parsing := slices.Clone(list)
	for _, c := range changes {
		c.apply(trees, &list)
	}
	name := make(chan string, 1)
	go func() { name <- digest(trees, files) }() // beside the decoding, which changes neither
	r := &reader{list: &list, trees: trees, files: files, used: map[string]bool{}}
	d := r.dossier()
	d.Digest = <-name
	d.files, d.trees, d.parsing = files, trees, parsing
	for _, c := range changes {
		d.files[c.File] = c.data
	}
	if len(list) >= maxFindings {
		list.Add(diag.Diagnostic{Code: diag.TooLarge, Pos: diag.Position{File: "dossier.yaml"}, Message: fmt.Sprintf("more than %d findings; the others are not shown", maxFindings)})
	}
	list.Sort()
	return d, list
}

// Negotiation returns what negotiation/ holds under a name.
func (d *Dossier) Negotiation(id string) (*Negotiation, bool) {
	for _, n := range d.Negotiations {
		if n.ID == id {
			return n, true
		}
	}
	return nil, false
}

// File returns the text of a file of the dossier, for showing a line of it.
func (d *Dossier) File(name string) []byte { return d.files[name] }

// FindSeries returns a series by its id.
func (d *Dossier) FindSeries(id string) (*series.Series, bool) {
	for _, s := range d.Series {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}

// Agreement returns an agreement by its id.
func (d *Dossier) Agreement(id string) (*agreement.Agreement, bool) {
	for _, a := range d.Agreements {
		if a.ID == id {
			return a, true
		}
	}
	return nil, false
}

// Source returns a source by its id.
func (d *Dossier) Source(id string) (source.Source, bool) {
	i, found := slices.BinarySearchFunc(d.Sources, id, func(s source.Source, id string) int { return cmp.Compare(s.ID, id) })
	if !found {
		return source.Source{}, false
	}
	return d.Sources[i], true
}

// Party returns a party by its id.
func (d *Dossier) Party(id string) (Party, bool) {
	for _, p := range d.Parties {
		if p.ID == id {
			return p, true
		}
	}
	return Party{}, false
}
