package workbench_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"entente/decimal"
	"entente/workbench"
)

func export(t *testing.T, q workbench.Question) []byte {
	t.Helper()
	_, data, err := bench().ExportXLSX(workbench.ExportRequest{ScheduleRequest: workbench.ScheduleRequest{Question: q}, Language: "en"}, "-")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func workbook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// amounts returns what a schedule pays by figure, unknown where it is.
func amounts(t *testing.T, q workbench.Question) map[string]string {
	t.Helper()
	out, err := bench().Schedule(workbench.ScheduleRequest{Question: q})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, l := range out.Lines {
		if l.Figure == nil {
			continue
		}
		all[*l.Figure] = "unknown"
		if l.Amount != nil {
			all[*l.Figure] = l.Amount.String()
		}
	}
	return all
}

const firstRow = 6 // below title, remarks and column names

// paid reads the amounts of a workbook by figure, as the last program that
// computed them left them.
func paid(t *testing.T, f *excelize.File) map[string]string {
	t.Helper()
	all := map[string]string{}
	for row := firstRow; ; row++ {
		figure, err := f.GetCellValue("Schedule", "C"+strconv.Itoa(row))
		if err != nil {
			t.Fatal(err)
		}
		if figure == "" {
			return all
		}
		cell := "D" + strconv.Itoa(row)
		text, err := f.GetCellValue("Schedule", cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s: %v", figure, err)
		}
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(v, 'f', -1, 64)
		}
		all[figure] = text
	}
}

// change puts a value into the input cells of a name and period; their unit and
// place in the dossier begin as given.
func change(t *testing.T, f *excelize.File, name, period, unit, where string, value float64) {
	t.Helper()
	changed := 0
	for row := firstRow; ; row++ {
		at := strconv.Itoa(row)
		read := func(column string) string {
			s, err := f.GetCellValue("Inputs", column+at)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		if read("A") == "" {
			break
		}
		if read("A") == name && read("B") == period && strings.HasPrefix(read("D"), unit) && strings.HasPrefix(read("H"), where) {
			if err := f.SetCellValue("Inputs", "C"+at, value); err != nil {
				t.Fatal(err)
			}
			changed++
		}
	}
	if changed == 0 {
		t.Fatalf("no input cell %s %s at %q", name, period, where)
	}
}

// bookCases are changes to input cells, and the question they stand for.
func bookCases(t *testing.T) []bookCase {
	t.Helper()
	capped := filepath.Join(t.TempDir(), "cap.yaml")
	write(t, capped, "what-if: lower-caps\nchanges:\n  - {set: sma-8/amounts/2010..2013/by/cap/step, to: 2.5%}\n")
	coarse := filepath.Join(t.TempDir(), "coarse.yaml")
	write(t, coarse, "what-if: coarse\nchanges:\n  - {set: dossier/round/KRW, to: 10 eok}\n")
	nothing := func(*testing.T, *excelize.File) {}
	cases := []bookCase{
		{name: "as it is", change: nothing},
		{name: "every kind of term", exported: &workbench.Question{Dossier: "shared-lab"}, change: nothing},
		{
			name: "an index that was published otherwise", set: []string{"kr.cpi/2009=3.7", "kr.defence_budget_growth/2021=4.95"},
			change: func(t *testing.T, f *excelize.File) {
				t.Helper()
				change(t, f, "kr.cpi", "2009", "percent", "", 3.7)
				change(t, f, "kr.defence_budget_growth", "2021", "percent", "", 4.95)
			},
		},
		{
			name: "what is not known yet", set: []string{"kr.cpi/2026=2.2", "kr.cpi/2027=7.5", "kr.cpi/2028=-0.4"},
			change: func(t *testing.T, f *excelize.File) {
				t.Helper()
				change(t, f, "kr.cpi", "2026", "percent", "", 2.2)
				change(t, f, "kr.cpi", "2027", "percent", "", 7.5)
				change(t, f, "kr.cpi", "2028", "percent", "", -0.4)
			},
		},
		{
			name: "a cap", whatIf: []string{capped},
			change: func(t *testing.T, f *excelize.File) {
				t.Helper()
				change(t, f, "the bound in the text", "", "percent", "agreements/sma-08.yaml", 2.5)
			},
		},
		{
			name: "the rounding step", whatIf: []string{coarse},
			change: func(t *testing.T, f *excelize.File) {
				t.Helper()
				change(t, f, "rounding step, half_up", "", "KRW", "dossier.yaml", 1_000_000_000)
			},
		},
	}
	for i, mode := range decimal.Modes() {
		carry := [...]string{"rounded", "exact"}[i%2]
		path := filepath.Join(t.TempDir(), "mode.yaml")
		write(t, path, "what-if: mode\nchanges:\n  - {set: dossier/round/mode, to: "+mode+"}\n  - {set: dossier/round/carry, to: "+carry+"}\n")
		q := korea()
		q.WhatIf, q.Set = []string{path}, []string{"kr.cpi/2010=0.4"} // 8125 × 1.004 ends in a half
		cases = append(cases, bookCase{name: mode + " " + carry, exported: &q, change: nothing})
	}
	return cases
}

type bookCase struct {
	name     string
	exported *workbench.Question // nil: the dossier as it is
	change   func(*testing.T, *excelize.File)
	set      []string // what the change stands for
	whatIf   []string
}

func (c bookCase) book(t *testing.T) []byte {
	t.Helper()
	if c.exported != nil {
		return export(t, *c.exported)
	}
	return export(t, korea())
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (c bookCase) want(t *testing.T) map[string]string {
	t.Helper()
	if c.exported != nil {
		return amounts(t, *c.exported)
	}
	q := korea()
	q.Set, q.WhatIf = c.set, c.whatIf
	return amounts(t, q)
}

// officeProfile is a profile of LibreOffice that recalculates what it loads;
// else it trusts the values that the file carries.
func officeProfile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "user"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "user", "registrymodifications.xcu"), `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`)
	return dir
}

// TestWorkbookInLibreOffice lets LibreOffice recalculate workbooks: as exported,
// after an input cell has been changed, and in every way of rounding.
func TestWorkbookInLibreOffice(t *testing.T) {
	t.Parallel()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
	}
	in, out := t.TempDir(), t.TempDir()
	cases := bookCases(t)
	args := []string{"-env:UserInstallation=file://" + officeProfile(t), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out}
	for i, c := range cases {
		f := workbook(t, c.book(t))
		c.change(t, f)
		path := filepath.Join(in, strconv.Itoa(i)+".xlsx")
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if text, err := exec.CommandContext(ctx, soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f, err := excelize.OpenFile(filepath.Join(out, strconv.Itoa(i)+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = f.Close() }() // it was only read
			if diff := cmp.Diff(c.want(t), paid(t, f)); diff != "" {
				t.Errorf("workbook (-schedule +LibreOffice)\n%s", diff)
			}
		})
	}
}

// TestWorkbookIsTheSame: the same request gives the same bytes, and the cells
// hold what the formulas give before anybody recalculates.
func TestWorkbookIsTheSame(t *testing.T) {
	t.Parallel()
	a, b := export(t, korea()), export(t, korea())
	if !bytes.Equal(a, b) {
		t.Error("two exports differ")
	}
	if diff := cmp.Diff(amounts(t, korea()), paid(t, workbook(t, a))); diff != "" {
		t.Errorf("cached values (-schedule +workbook)\n%s", diff)
	}
}

// TestWorkbookFormulas looks at the formulas of two years.
func TestWorkbookFormulas(t *testing.T) {
	t.Parallel()
	f := workbook(t, export(t, korea()))
	for _, tt := range []struct {
		figure string
		parts  []string
	}{
		{"sma-8/2012", []string{"ROUND(", "MIN(Inputs!", "Schedule!$D$"}},
		{"sma-11/2021", []string{"ROUND(", "100+(Inputs!", "+Inputs!", "Schedule!$D$"}},
		{"sma-12/2028", []string{`IF(COUNT(`, `"unknown"`}},
	} {
		formula := ""
		for row := firstRow; row < firstRow+60; row++ {
			if name, _ := f.GetCellValue("Schedule", "C"+strconv.Itoa(row)); name == tt.figure {
				formula, _ = f.GetCellFormula("Schedule", "D"+strconv.Itoa(row))
			}
		}
		for _, part := range tt.parts {
			if !strings.Contains(formula, part) {
				t.Errorf("%s is %q, without %q", tt.figure, formula, part)
			}
		}
	}
}

// TestTextIsNoFormula: what a dossier says stays text in every export.
func TestTextIsNoFormula(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"dossier.yaml": `dossier: sly
title: '=1+1'
currency: USD
years: 2001..2002
payer: a
payee: b
parties: {a: {name: A}, b: {name: B}}
units: {m: 1_000_000 USD}
round: {USD: 1 USD}
series:
  idx: {what: '@SUM(A1)', kind: growth, unit: percent, decimals: 1, publisher: '+x'}
`,
		"sources.yaml":           "sources:\n  S1: {title: '=HYPERLINK(\"http://x\")', publisher: '-2+3', date: 2001-01-01, kind: press, how_read: excerpt, note: '@now'}\n",
		"series/idx.csv":         "period,value,published_on,status,source,day,note\n2002,2.0,2002-12-31,final,S1,,=2+2\n",
		"agreements/deal-1.yaml": "agreement: deal-1\ntitle: '=3+3'\nterm: {from: 2001-01-01, to: 2002-12-31}\namounts:\n  2001: {value: 5m USD, source: S1, note: '=4+4'}\n  2002: {escalate: previous, by: {series: idx, lag: 0}, source: S1}\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, path, text)
	}
	q := workbench.Question{Dossier: dir}
	f := workbook(t, export(t, q))
	said := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, err := f.GetCellFormula(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				sly := strings.HasPrefix(text, "=") || strings.HasPrefix(text, "@") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-")
				if sly {
					said++
				}
				if sly && formula != "" {
					t.Errorf("%s %s: %q became the formula %q", sheet, at, text, formula)
				}
			}
		}
	}
	if said < 6 {
		t.Errorf("%d texts that begin like a formula were written, want each that the dossier has", said)
	}
	out := t.TempDir()
	if _, err := bench().ExportDataPackage(workbench.ExportRequest{ScheduleRequest: workbench.ScheduleRequest{Question: q}, Language: "en"}, out); err != nil {
		t.Fatal(err)
	}
	sources, err := os.ReadFile(filepath.Join(out, "sources.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, start := range []string{",=", ",@", ",-2", ",\"=", "\n="} {
		if strings.Contains(string(sources), start) {
			t.Errorf("sources.csv holds %q:\n%s", start, sources)
		}
	}
}

// TestDataPackage: the descriptor names each file with its size and hash, and
// the tables hold what their fields say.
func TestDataPackage(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	r := workbench.ExportRequest{ScheduleRequest: workbench.ScheduleRequest{Question: korea()}, Language: "en"}
	out, err := bench().ExportDataPackage(r, dir)
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Profile   string
		Resources []struct {
			Name, Path, Hash string
			Bytes            int
			Schema           struct{ Fields []struct{ Name, Type string } }
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Resources)+1 != len(out.Files) || d.Profile != "tabular-data-package" {
		t.Errorf("%d resources, %d files, profile %s", len(d.Resources), len(out.Files), d.Profile)
	}
	for _, res := range d.Resources {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(res.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); res.Hash != "sha256:"+hex.EncodeToString(sum[:]) || res.Bytes != len(data) {
			t.Errorf("%s: %d bytes with another hash than %s", res.Path, len(data), res.Hash)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, field := range res.Schema.Fields {
				switch {
				case i == 0 && row[j] != field.Name:
					t.Errorf("%s: column %q is declared as %q", res.Path, row[j], field.Name)
				case i > 0 && field.Type == "number" && row[j] != "":
					if _, err := decimal.Parse(row[j]); err != nil {
						t.Errorf("%s line %d: %s", res.Path, i+1, err)
					}
				}
			}
		}
	}
	if _, err := bench().ExportDataPackage(r, dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second export: %v, want %v", err, fs.ErrExist)
	}
	r.Force = true
	if _, err := bench().ExportDataPackage(r, dir); err != nil {
		t.Error(err)
	}
}
