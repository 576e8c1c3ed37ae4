package dossier

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/key"
	"entente/money"
)

// memberColumns are the columns of a members file that are no weights.
var memberColumns = []string{
	"party", "name", "groups", "currency", "source", "status", "note",
	"published_share", "published_amount", "published_eligible", "published_local",
}

// maxWeight is the longest weight that is read, point included: incomes in won
// have 16 digits. Exact shares grow with the digits of all weights together.
const maxWeight = 25

// members reads the parties of a key: one row a party; every column that is not
// one of memberColumns is a weight, of a base period where the name is
// WEIGHT@BASE.
func (r *reader) members(e *key.Entry, n *node, path string) {
	data, there := r.files[e.Members]
	if !there {
		r.report(diag.MissingFile, n, path, fmt.Sprintf("file %.80q is not there", e.Members), nearest.Hint(e.Members, keysOf(r.files)))
		return
	}
	s, ok := r.sheet(e.Members, path, data, []string{"party", "source"})
	if !ok {
		return
	}
	weights := s.weights(e)
	for _, row := range s.rows {
		p := key.Party{
			ID: s.word(row, "party"), Name: s.word(row, "name"), Groups: strings.Fields(s.word(row, "groups")),
			Weights: map[key.Weight]decimal.Fraction{}, Pos: s.pos(row, 0),
		}
		if p.ID == "" {
			s.found(diag.MissingKey, p.Pos, 0, "the row names no party", "")
			continue
		}
		if n := s.cell(row, "currency"); n != nil {
			c, err := money.ParseCurrency(n.text)
			if err != nil {
				s.report(diag.UnknownCurrency, n, path, fmt.Sprintf("%.40q is no ISO 4217 currency", n.text), nearest.Hint(n.text, money.Currencies()))
			}
			p.Currency = c
		}
		for column, w := range weights {
			x := s.number(row, column)
			switch {
			case x == nil:
			case len(x.String()) > maxWeight:
				s.report(diag.BadNumber, s.cell(row, column), path, fmt.Sprintf("%.40q has more digits than any statistic", x.String()), "")
			default:
				p.Weights[w] = x.Fraction()
			}
		}
		e.Parties = append(e.Parties, p)
		if pub := s.published(row, p.ID); pub.Percent != nil || pub.Amount != nil || pub.Eligible != nil || pub.Local != nil {
			e.Published = append(e.Published, pub)
		}
	}
}

// weights returns the weights by column, and reports columns that no step reads
// and weights that no column holds.
func (s *sheet) weights(e *key.Entry) map[string]key.Weight {
	used := weightNames(e)
	columns := map[string]key.Weight{}
	for i, name := range s.names {
		if slices.Contains(memberColumns, name) {
			continue
		}
		var w key.Weight
		w.Name, w.Base, _ = strings.Cut(name, "@")
		pos := diag.Position{File: s.file, Line: 1, Column: 1}
		switch {
		case w.Base != "" && !slices.Contains(e.Bases, w.Base):
			s.found(diag.BadWord, pos, 0, fmt.Sprintf("column %d: base period %.40q is not one of the key's", i+1, w.Base), nearest.Hint(w.Base, e.Bases))
		case !used[w.Name]:
			s.list.Add(diag.Diagnostic{
				Code: diag.UnusedWeight, Severity: diag.Warning, Pos: pos, Path: s.path, Message: fmt.Sprintf("no step of the key reads column %.40q", name),
				Hint: nearest.Hint(w.Name, append(slices.Sorted(maps.Keys(used)), memberColumns...)),
			})
		default:
			columns[name] = w
		}
	}
	return columns
}

// weightNames collects the weights that a key reads.
func weightNames(e *key.Entry) map[string]bool {
	used := map[string]bool{}
	for _, rule := range slices.Concat(e.Rules, e.Then) {
		switch t := rule.Step.(type) {
		case key.ShareOf:
			used[t.Weight] = true
		case key.Mix:
			for _, p := range t.Parts {
				used[p.Weight] = true
			}
		case key.Subtract:
			used[t.Weight] = true
		case key.Relief:
			used[t.Per] = true
			used[t.Below.Mean] = t.Below.Mean != ""
		case key.Change:
			used[t.Against] = true
		case key.Fix, key.Floor, key.Ceiling, key.GroupCeiling, key.Discount, key.Equalise, key.OnTop:
		}
	}
	if f := e.FixedRate; f != nil {
		used[f.Rate], used[f.Inflation] = true, true
	}
	delete(used, "")
	return used
}

// published reads what a source prints for a party.
func (s *sheet) published(row sheetRow, party string) key.Published {
	p := key.Published{
		Party: party, Percent: s.number(row, "published_share"), Amount: s.number(row, "published_amount"),
		Local: s.number(row, "published_local"), Mark: s.mark(row), Pos: s.pos(row, 0),
	}
	if n := s.cell(row, "published_eligible"); n != nil {
		yes := n.text == "yes"
		if p.Eligible = &yes; !yes && n.text != "no" {
			s.report(diag.BadWord, n, s.path, fmt.Sprintf("%.40q may not stand here", n.text), "yes or no")
		}
	}
	return p
}

// rates reads a table of published rates: one row a party and period.
func (r *reader) rates(file, path string, data []byte) key.Book {
	need := []string{"party", "years", "percent", "source"}
	s, ok := r.sheet(file, path, data, need)
	if !ok {
		return nil
	}
	allowed := slices.Concat(need, []string{"name", "amount", "status", "note"})
	for _, name := range s.names {
		if !slices.Contains(allowed, name) {
			s.found(diag.UnknownKey, diag.Position{File: file, Line: 1, Column: 1}, 0, fmt.Sprintf("column %.40q is not known", name), nearest.Hint(name, allowed))
		}
	}
	var book key.Book
	for _, row := range s.rows {
		rate := key.Rate{Party: s.word(row, "party"), Name: s.word(row, "name"), Mark: s.mark(row), Pos: s.pos(row, 0)}
		rate.Years = r.years(s.cell(row, "years"), path)
		percent := s.number(row, "percent")
		if s.cell(row, "years") == nil || s.cell(row, "percent") == nil || rate.Party == "" {
			s.found(diag.MissingKey, rate.Pos, 0, "a row holds a party, years and a percentage", "")
		}
		if rate.Party == "" || rate.Years.From == 0 || percent == nil {
			continue
		}
		rate.Percent, rate.Amount = *percent, s.number(row, "amount")
		book = append(book, rate)
	}
	return book
}
