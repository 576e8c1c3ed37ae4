package dossier

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/series"
	"entente/source"
)

// dossier reads dossier.yaml and then the files it spans.
func (r *reader) dossier() *Dossier {
	d := &Dossier{Units: money.Standard()}
	tree := r.trees["dossier.yaml"]
	if tree == nil { // not well-formed; already reported
		return d
	}
	o := r.object(tree, "dossier")
	d.ID = o.reader.word(o.need("dossier"), o.at("dossier"))
	d.Title, d.About = o.text("title"), o.text("about")
	if o.need("currency") != nil {
		d.Currency = o.currency("currency")
	}
	r.units = d.Units
	r.readUnits(o, d)
	if n := o.need("years"); n != nil {
		d.Years = r.years(n, o.at("years"))
	}
	r.readParties(o, d)
	d.Payer, d.Payee = r.party(o, "payer", d), r.party(o, "payee", d)
	d.Rounding = r.rounding(o.get("round"), o.at("round"))
	r.readSources(d)
	r.readSeries(o, d)
	r.correlations(o, d)
	o.close()
	values := 0
	for _, name := range keysOf(r.trees) {
		switch {
		case strings.HasPrefix(name, "agreements/"):
			if a := r.agreement(r.trees[name], d); a != nil {
				d.Agreements = append(d.Agreements, a)
			}
		case strings.HasPrefix(name, "what-if/"):
			d.WhatIfs = append(d.WhatIfs, name)
			values += r.tryOverlay(name, maxValues-values)
		}
	}
	slices.SortStableFunc(d.Agreements, func(a, b *agreement.Agreement) int {
		return cmp.Or(a.Term.From.Compare(b.Term.From), cmp.Compare(a.ID, b.ID))
	})
	r.checkAmendments(d)
	r.readKeys(d)
	r.readStory(d)
	r.readClaims(d)
	r.readForecasts(d)
	r.readNegotiations(d)
	r.readTests(d)
	r.checkReferences(d)
	return d
}

// tryOverlay reports what is wrong in a what-if of the dossier. Paths that lead
// nowhere are warnings here, as it may stand upon another one. It changes
// copies, and returns how many values they have; above the limit the paths are
// not tried.
func (r *reader) tryOverlay(name string, limit int) (values int) {
	o := ParseOverlay(name, r.files[name])
	o.check(r.list)
	copies := maps.Clone(r.trees)
	for _, c := range o.changes {
		file := fileOf(r.trees, c.root())
		if t := copies[file]; t != nil && t == r.trees[file] {
			if values += t.size(); values > limit {
				return values
			}
			copies[file] = t.clone()
		}
		if d, failed := c.apply(copies); failed {
			d.Severity = diag.Warning
			report(r.list, d)
		}
	}
	return values
}

// checkAmendments reports an agreement that amends what is not there.
func (r *reader) checkAmendments(d *Dossier) {
	for _, a := range d.Agreements {
		if a.Amends == "" {
			continue
		}
		n := r.trees[a.Pos.File].get("amends")
		if _, known := d.Agreement(a.Amends); !known && !r.broken("agreements/") || a.Amends == a.ID {
			r.report(diag.UnknownAgreement, n, "agreements/"+a.ID+"/amends", fmt.Sprintf("%.40q is no other agreement of this dossier", a.Amends), nearest.Hint(a.Amends, agreementIDs(d.Agreements)))
		}
	}
}

func (r *reader) readUnits(o *object, d *Dossier) {
	for _, p := range r.pairsOf(o.get("units"), o.at("units")) {
		path := join(o.at("units"), p.key.text)
		w := r.word(p.value, path)
		number, currency, _ := strings.Cut(w, " ")
		factor, err := decimal.Parse(number)
		if err != nil || factor.Sign() <= 0 {
			r.report(diag.BadNumber, p.value, path, fmt.Sprintf("%.40q is no multiple", w), "a unit is 100_000_000 KRW, or 1_000_000 for any currency")
			continue
		}
		unit := money.Unit{Name: p.key.text, Factor: factor}
		if _, err := money.ParseCurrency(unit.Name); err == nil || !isName(unit.Name) {
			r.report(diag.BadUnit, p.key, path, fmt.Sprintf("%.40q cannot name a unit", unit.Name), "a unit is a word of letters that is no currency")
			continue
		}
		if currency = strings.TrimSpace(currency); currency != "" {
			if unit.Currency, err = money.ParseCurrency(currency); err != nil {
				r.report(diag.UnknownCurrency, p.value, path, fmt.Sprintf("%.40q is no ISO 4217 currency", currency), nearest.Hint(currency, money.Currencies()))
				continue
			}
		}
		d.Units = append(d.Units, unit)
	}
	r.units = d.Units
}

// isName reports whether a word consists of letters.
func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }) < 0
}

func (r *reader) readParties(o *object, d *Dossier) {
	for _, p := range r.pairsOf(o.need("parties"), o.at("parties")) {
		po := r.object(p.value, join(o.at("parties"), p.key.text))
		party := Party{ID: p.key.text, Name: po.text("name"), Currency: po.currency("currency"), Pos: p.key.pos}
		if n := po.get("year"); n != nil {
			party.Fiscal = r.fiscal(n, po.at("year"))
		}
		po.close()
		d.Parties = append(d.Parties, party)
		r.parties = d.Parties
	}
}

// fiscal reads {starts: MM-DD, named_after: end}, or the word calendar.
func (r *reader) fiscal(n *node, path string) period.Fiscal {
	if n.shape == scalar && n.text == "calendar" {
		return period.Fiscal{}
	}
	o := r.object(n, path)
	defer o.close()
	month, day := r.monthDay(o.need("starts"), o.at("starts"))
	return period.Fiscal{Month: month, Day: day, NamedAfterEnd: o.choice("named_after", []string{"start", "end"}) == "end"}
}

// party reads the id of a declared party.
func (r *reader) party(o *object, key string, d *Dossier) string {
	n := o.get(key)
	return r.knownParty(n, o.at(key), d)
}

func (r *reader) knownParty(n *node, path string, d *Dossier) string {
	id := r.word(n, path)
	if id == "" {
		return ""
	}
	if _, known := d.Party(id); !known {
		r.report(diag.UnknownParty, n, path, fmt.Sprintf("party %.40q is not declared in dossier.yaml", id), nearest.Hint(id, partyIDs(d)))
		return ""
	}
	return id
}

func partyIDs(d *Dossier) []string {
	ids := make([]string, len(d.Parties))
	for i, p := range d.Parties {
		ids[i] = p.ID
	}
	return ids
}

// readSources reads sources.yaml.
func (r *reader) readSources(d *Dossier) {
	tree := r.trees["sources.yaml"]
	if tree == nil {
		return
	}
	o := r.object(tree, "sources")
	for _, p := range r.pairsOf(o.need("sources"), "sources") {
		so := r.object(p.value, join("sources", p.key.text))
		s := source.Source{
			ID: p.key.text, Title: r.word(so.need("title"), so.at("title")), Publisher: so.word("publisher"), Date: so.word("date"), URL: so.word("url"),
			Kind: so.word("kind"), HowRead: source.HowRead(so.choice("how_read", source.HowReads())), Note: so.word("note"), Pos: p.key.pos,
		}
		so.close()
		d.Sources = append(d.Sources, s)
	}
	o.close()
	slices.SortFunc(d.Sources, func(a, b source.Source) int { return cmp.Compare(a.ID, b.ID) })
}

// checkReferences reports sources and series that nothing refers to.
// They are looked for only where everything could be read: a reference may
// stand in what was not.
func (r *reader) checkReferences(d *Dossier) {
	if r.list.HasErrors() {
		return
	}
	for _, s := range d.Sources {
		if !r.used["source/"+s.ID] {
			report(r.list, diag.Diagnostic{
				Code: diag.UnusedSource, Severity: diag.Warning, Pos: s.Pos, Width: len(s.ID), Path: "sources/" + s.ID,
				Message: "nothing refers to source " + s.ID, Hint: "remove it, or cite it where its figure stands",
			})
		}
	}
	for _, s := range d.Series {
		if !r.used["series/"+s.ID] && s.Purpose == "" {
			report(r.list, diag.Diagnostic{
				Code: diag.UnusedSeries, Pos: s.Pos, Width: len(s.ID), Path: "dossier/series/" + s.ID, Message: "no rule reads series " + s.ID,
				Hint: "remove it, or say what it is for: purpose: " + strings.Join(series.Purposes(), " | "),
			})
		}
	}
	for _, name := range keysOf(r.files) {
		read := func(s *series.Series) bool { return s.File == name }
		if strings.HasPrefix(name, "series/") && !slices.ContainsFunc(d.Series, read) {
			report(r.list, diag.Diagnostic{
				Code: diag.UnusedSeries, Pos: diag.Position{File: name}, Message: "no series in dossier.yaml reads this file",
				Hint: "declare it under series, or remove the file",
			})
		}
	}
}

// broken reports whether a file of a folder, or a file itself, is there but
// could not be read, so that what it holds is not known.
func (r *reader) broken(prefix string) bool {
	return slices.ContainsFunc(*r.list, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && strings.HasPrefix(d.Pos.File, prefix) && r.trees[d.Pos.File] == nil
	})
}

// useSeries checks that a series is declared and of one of the kinds that the
// place can take.
func (r *reader) useSeries(n *node, path string, d *Dossier, kinds ...series.Kind) string {
	id := r.word(n, path)
	if id == "" {
		return ""
	}
	r.used["series/"+id] = true
	s, known := d.FindSeries(id)
	if !known {
		r.report(diag.UnknownSeries, n, path, fmt.Sprintf("series %.40q is not declared in dossier.yaml", id), nearest.Hint(id, seriesIDs(d)))
		return ""
	}
	if len(kinds) > 0 && !slices.Contains(kinds, s.Kind) && s.Kind != "" {
		hint := ""
		if s.Kind == series.Level && kinds[0] == series.Growth {
			hint = "write growth_of: " + id + " to read the change of a level"
		}
		r.report(diag.LevelAsGrowth, n, path, fmt.Sprintf("%s is declared as %s; %s is due here", id, s.Kind, kinds[0]), hint)
	}
	return id
}

func seriesIDs(d *Dossier) []string {
	ids := make([]string, len(d.Series))
	for i, s := range d.Series {
		ids[i] = s.ID
	}
	return ids
}

func index(path string, i int) string { return join(path, strconv.Itoa(i)) }
