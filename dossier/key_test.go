package dossier_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/diag"
	"entente/dossier"
)

const keyHead = "dossier: lab\ncurrency: USD\nyears: 2024..2026\nparties: {lab: {name: Lab}}\n"

// keyFiles is a dossier with one key over three parties.
func keyFiles(yaml, members string) fstest.MapFS {
	return fstest.MapFS{
		"dossier.yaml":    {Data: []byte(keyHead)},
		"sources.yaml":    {Data: []byte("sources: {s: {title: a table}}\n")},
		"keys/a.yaml":     {Data: []byte(yaml)},
		"members/all.csv": {Data: []byte(members)},
	}
}

const (
	threeMembers = "party,income,heads,groups,source\nnorth,700,10,rich,s\nsouth,200,20,poor small,s\nwest,100,10,poor,s\n"
	allSteps     = `key: a
title: {en: A key, ko: 열쇠}
years: 2024..2026
bases: [1y]
members: members/all.csv
steps:
  - {share_of: income, source: s}
  - {subtract: {what: debt, rate: 12.5%, where: poor}}
  - {relief: {gradient: 80%, per: heads, below: {mean: income}, paid_by: all, except: rich}}
  - {fix: {north: 22%}}
  - {floor: 1%}
  - {ceiling: {at: 60%, except: small}}
  - {ceiling: {at: 80%, where: poor, together: yes}}
  - {limit_change: {against: before, up: 10%, down: 500%}}
then:
  - {discount: {levels: {poor: 10%}, paid_by: rich}}
  - {equalise: {parties: [south, west], how: lower}}
  - {on_top: {east: 0.5%}}
round: {to: 0.001%, residue: largest_remainder}
divides: {value: 90m USD, round: {to: 1 USD, residue: largest_party}, source: s}
`
)

// TestSteps reads every step once and tells it in words.
func TestSteps(t *testing.T) {
	t.Parallel()
	d, list, err := dossier.Read(keyFiles(allSteps, "party,income,heads,debt@1y,before,groups,source,published_share\nnorth,700,10,0,0.6,rich,s,22.000\n"))
	if err != nil || len(list) != 0 {
		t.Fatalf("Read: %v %v", err, list)
	}
	k := d.Keys[0]
	var got []string
	for _, rule := range append(k.Rules, k.Then...) {
		got = append(got, rule.Step.String())
	}
	want := []string{
		"share of income", "subtract 12.5 % of debt for poor", "relief of 80 % below the mean income per heads for all but rich", "fix north at 22 %", "floor 1 %",
		"ceiling 60 % for all but small", "ceiling 80 % together for poor", "limit change against before, up 10 %, down 500 %", "10 % off for poor, paid by rich",
		"lower the larger of south and west to the other", "on top: east at 0.5 %",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("steps mismatch (-want +got)\n%s", diff)
	}
	if got, want := k.Round.String()+"; "+k.Divides.Pay.String(), "round to 0.00001, residue: largest_remainder; round to 1 half_up, residue: largest_party"; got != want {
		t.Errorf("rounding is %q, want %q", got, want)
	}
	if k.Years.String() != "2024..2026" || k.Title.KO != "열쇠" || k.Published[0].Percent.String() != "22.000" {
		t.Errorf("the key is read as %+v", k)
	}
}

// codes returns the codes of errors and warnings, those of reading first.
func keyCodes(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	d, list, err := dossier.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if !list.HasErrors() {
		for _, k := range d.Keys {
			list.Add(k.Check()...)
		}
		for _, table := range d.Tables {
			list.Add(table.Check()...)
		}
	}
	var codes []string
	for _, f := range list {
		if f.Severity != diag.Note {
			codes = append(codes, string(f.Code))
		}
		if f.Pos.File == "" || f.Path == "" && f.Code != diag.UnknownFile {
			t.Errorf("%s has no place", f)
		}
	}
	return strings.Join(codes, " ")
}

// TestBadKeys: each mistake is one finding of the right kind.
func TestBadKeys(t *testing.T) {
	t.Parallel()
	base := "key: a\nmembers: members/all.csv\nsteps:\n  - {share_of: income, source: s}\n"
	members := "party,income,groups,source\nnorth,700,rich,s\nsouth,200,poor,s\nwest,100,poor,s\n"
	for _, c := range []struct{ name, yaml, members, want string }{
		{"fine", base, members, ""},
		{"party without weight", base, strings.Replace(members, "200", "", 1), "weight-missing"},
		{"weight that is no number", base, strings.Replace(members, "200", "=1+1", 1), "bad-number"},
		{"weight of too many digits", base, strings.Replace(members, "200", "2e30", 1), "bad-number"},
		{"negative weight", base, strings.Replace(members, "200", "-200", 1), "bad-key"},
		{"floors above 1", base + "  - {floor: 34%}\n", members, "floors-exceed"},
		{"ceiling below an equal share", base + "  - {ceiling: 33%}\n", members, "ceilings-short"},
		{"unknown group", base + "  - {ceiling: {at: 50%, where: ldc}}\n", members, "bad-key"},
		{"residue that cannot be placed", base + "round: {to: 30%, residue: largest_remainder}\n", members, "bad-residue"},
		{"sum that is no multiple", base + "divides: {value: 10.5 USD, round: {to: 1 USD, residue: largest_remainder}, source: s}\n", members, "bad-residue"},
		{"rounding to nothing", base + "round: {to: 0%}\n", members, "bad-number"},
		{"unknown residue", base + "round: {to: 1%, residue: biggest}\n", members, "bad-word"},
		{"bare share", base + "  - {floor: 5}\n", members, "unit-missing"},
		{"no such step", base + "  - {flor: 5%}\n", members, "unknown-key"},
		{"no step", base + "  - {source: s}\n", members, "missing-key"},
		{"two steps in one", base + "  - {floor: 1%, ceiling: 50%}\n", members, "wrong-shape"},
		{"one party made equal", base + "  - {equalise: {parties: [north]}}\n", members, "wrong-shape"},
		{"a limit that limits nothing", base + "  - {limit_change: {against: income}}\n", members, "missing-key"},
		{"threshold that is no number", base + "  - {relief: {gradient: 80%, per: income, below: low}}\n", members, "bad-number"},
		{"where and except", base + "  - {floor: {at: 1%, where: poor, except: rich}}\n", members, "wrong-shape"},
		{"other currency to round to", base + "divides: {value: 10 USD, round: {to: 1 EUR}, source: s}\n", members, "bad-unit"},
		{"unknown currency", base, "party,income,currency,source\nnorth,700,XXX,s\n", "unknown-currency"},
		{"column that no step reads", base, strings.Replace(members, "groups", "population", 1), "unused-weight"},
		{"base period of another key", base, strings.Replace(members, "income", "income@3y", 1), "bad-word"},
		{"column given twice", base, strings.Replace(members, "groups", "income", 1), "duplicate-key"},
		{"column missing", base, strings.Replace(members, "source", "sources", 1), "missing-key"},
		{"row too short", base, members + "east,5\n", "syntax"},
		{"row without party", base, members + ",5,,s\n", "missing-key"},
		{"row without source", base, members + "east,5,,\n", "missing-source"},
		{"row with an unknown source", base, members + "east,5,,t\n", "unknown-source"},
		{"unknown status", base, strings.Replace(members, "groups", "status", 1), "bad-word bad-word bad-word"},
		{"party twice", base, members + "west,5,,s\n", "bad-key"},
		{"file that nobody reads", "key: a\nsteps: [{share_of: income}]\nsource: s\n", members, "unknown-file"},
		{"file that is not there", strings.Replace(base, "all.csv", "al.csv", 1), members, "missing-file unknown-file"},
		{"published share that differs", base + "round: {to: 0.1%}\n", "party,income,published_share,source\nnorth,700,70,s\nsouth,300,30.1,s\n", "published-differs"},
		{
			"fixed rate against its rule", base + "divides: {value: 100 USD, round: {to: 1 USD}, source: s}\nfixed_rate: {rate: fx, digits: 2, inflation: cpi, below: 10%}\n",
			"party,income,fx,cpi,published_eligible,published_local,source\nnorth,700,1.23,3,yes,86,s\nsouth,300,1.00,11,yes,31,s\n", "published-differs published-differs",
		},
		{"table that does not add", "table: a\nrates: members/all.csv\ntotals: {2020: 100%}\n", "party,years,percent,source\nx,2020,60,s\ny,2020,39.9,s\n", "published-differs"},
		{"table with amounts that print so", "table: a\nrates: members/all.csv\ndivides: {value: 2_440m USD, unit: 1m USD, source: s}\n", "party,years,percent,amount,source\nx,2017,22.14,540.32,s\ny,2017,9.85,240.3,s\nz,2017,1,,s\n", ""},
		{"table with another amount", "table: a\nrates: members/all.csv\ndivides: {value: 2_440m USD, unit: 1m USD, source: s}\n", "party,years,percent,amount,source\nx,2017,22.14,541,s\n", "published-differs"},
		{"table in another unit", "table: a\nrates: members/all.csv\ndivides: {value: 2_440m USD, unit: 1m EUR, source: s}\n", "party,years,percent,amount,source\nx,2017,22.14,541,s\n", "bad-unit"},
		{"table with two rates", "table: a\nrates: members/all.csv\n", "party,years,percent,source\nx,2019..2021,60,s\nx,2021,39.9,s\n", "year-overlap"},
		{"table with a bad year", "table: a\nrates: members/all.csv\n", "party,years,percent,source\nx,2019-2021,60,s\n", "bad-year"},
		{"table with an unknown column", "table: a\nrates: members/all.csv\n", "party,years,percent,share,source\nx,2019,60,1,s\n", "unknown-key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := keyCodes(t, keyFiles(c.yaml, c.members)); got != c.want {
				t.Errorf("findings %q, want %q", got, c.want)
			}
		})
	}
}

// TestKeyPlaces: a finding of the computation points at the step, and names the
// party's row beside it.
func TestKeyPlaces(t *testing.T) {
	t.Parallel()
	d, _, err := dossier.Read(keyFiles("key: a\nmembers: members/all.csv\nsteps:\n  - {share_of: income, source: s}\n", strings.Replace(threeMembers, "200", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	found := d.Keys[0].Check()
	if len(found) != 1 || found[0].Pos.File != "keys/a.yaml" || found[0].Pos.Line != 4 {
		t.Fatalf("findings %v, want one at keys/a.yaml:4", found)
	}
	if r := found[0].Related; len(r) != 1 || r[0].Pos != (diag.Position{File: "members/all.csv", Line: 3, Column: 1}) {
		t.Errorf("related places %v, want members/all.csv:3:1", r)
	}
}
