package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"entente/money"
	"entente/schedule"
	"entente/series"
	"entente/source"
)

// File is one file of an export, its name with slashes.
type File struct {
	Name string
	Data []byte
}

// Package is what a data package is made from.
type Package struct {
	Name    string // of the dossier
	Title   string
	Digest  string
	Known   string // "" is everything
	Lines   []schedule.Line
	Series  []*series.Series
	Sources []source.Source
}

// The descriptor, after the Data Package standard of the Open Knowledge
// Foundation (specs.frictionlessdata.io, version 1).
type descriptor struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	ID          string     `json:"id"` // the digest of the dossier
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Resources   []resource `json:"resources"`
}

type resource struct {
	Profile  string      `json:"profile"`
	Name     string      `json:"name"`
	Path     string      `json:"path"`
	Title    string      `json:"title"`
	Format   string      `json:"format"`
	Media    string      `json:"mediatype"`
	Encoding string      `json:"encoding"`
	Bytes    int         `json:"bytes"`
	Hash     string      `json:"hash"`
	Schema   tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields        []field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
	PrimaryKey    []string `json:"primaryKey,omitempty"`
}

type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description,omitempty"`
}

// DataPackage writes a schedule, its series and its sources as tables with a
// datapackage.json beside them. Amounts are in whole currency units with every
// digit; what is not known is empty.
func DataPackage(p Package) ([]File, error) {
	d := descriptor{
		Profile: "tabular-data-package", Name: strings.ToLower(p.Name), ID: p.Digest, Title: p.Title,
		Description: "What the agreements pay, the series they read and the sources, computed by Entente from the dossier named by its digest.",
	}
	if p.Known != "" {
		d.Description += " As known on " + p.Known + "."
	}
	var files []File
	add := func(name, path, title string, t tableSchema, rows [][]string) error {
		data, err := table(t, rows)
		if err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		sum := sha256.Sum256(data)
		t.MissingValues = []string{""}
		files = append(files, File{path, data})
		d.Resources = append(d.Resources, resource{
			Profile: "tabular-data-resource", Name: name, Path: path, Title: title, Format: "csv", Media: "text/csv", Encoding: "utf-8",
			Bytes: len(data), Hash: "sha256:" + hex.EncodeToString(sum[:]), Schema: t,
		})
		return nil
	}
	if err := add("schedule", "schedule.csv", p.Title, scheduleFields(), scheduleRows(p.Lines)); err != nil {
		return nil, err
	}
	for _, s := range p.Series {
		if err := add("series-"+strings.ToLower(s.ID), "series/"+s.ID+".csv", s.What.EN, seriesFields(s), seriesRows(s)); err != nil {
			return nil, err
		}
	}
	if err := add("sources", "sources.csv", "Sources", sourceFields(), sourceRows(p.Sources)); err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write datapackage.json: %w", err)
	}
	return append([]File{{"datapackage.json", append(text, '\n')}}, files...), nil
}

// table writes rows as CSV. A text cell never starts a formula.
func table(t tableSchema, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	var header []string
	for _, f := range t.Fields {
		header = append(header, f.Name)
	}
	if err := out.Write(header); err != nil {
		return nil, err
	}
	for _, row := range rows {
		for i := range row {
			if t.Fields[i].Type == "string" {
				row[i] = Harmless(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return nil, err
		}
	}
	out.Flush()
	return b.Bytes(), out.Error()
}

func scheduleFields() tableSchema {
	return tableSchema{Fields: []field{
		{"year", "year", "year paid for"},
		{"agreement", "string", "the agreement known for the year"},
		{"figure", "string", "name of the figure"},
		{"party", "string", "who pays"},
		{"amount", "number", "in whole currency units; empty where unknown"},
		{"currency", "string", "ISO 4217"},
		{"growth", "number", "percent over the year before, one decimal"},
		{"status", "string", "agreed, projected or unknown"},
		{"basis", "string", "what the figure rests on"},
		{"unverified", "boolean", "no source was retrieved for something it rests on"},
		{"gap", "boolean", "a year without agreement in force, settled later"},
	}, PrimaryKey: []string{"year", "figure"}}
}

func scheduleRows(lines []schedule.Line) [][]string {
	var rows [][]string
	for _, l := range lines {
		amount, growth := "", ""
		if l.Amount != nil {
			amount = exactOf(money.Amount{Currency: l.Currency, Value: *l.Amount})
		}
		if l.Growth != nil {
			growth = l.Growth.String()
		}
		rows = append(rows, []string{
			strconv.Itoa(l.Year), deref(l.Agreement, ""), deref(l.Figure, ""), l.Party, amount, string(l.Currency), growth, l.Status.String(), basisWord(l),
			strconv.FormatBool(l.Unverified), strconv.FormatBool(l.Gap),
		})
	}
	return rows
}

func basisWord(l schedule.Line) string {
	if l.Basis == nil {
		return ""
	}
	return string(*l.Basis)
}

// exactOf writes an amount as a number that a table can hold: one that does not
// end is cut at twelve places.
func exactOf(a money.Amount) string {
	if d, ok := a.Value.Decimal(); ok {
		return d.String()
	}
	return a.Value.Approx(12)
}

func seriesFields(s *series.Series) tableSchema {
	period := "string"
	if s.Frequency == "year" {
		period = "year"
	}
	return tableSchema{Fields: []field{
		{"period", period, "what the value is of"},
		{"value", "number", "in " + s.Unit},
		{"published_on", "date", "the day of publication"},
		{"status", "string", "how firm the value is"},
		{"source", "string", "ids in sources.csv, separated by semicolons"},
		{"day", "string", "assumed: the day of publication is from memory"},
		{"note", "string", ""},
	}, PrimaryKey: []string{"period", "published_on"}}
}

func seriesRows(s *series.Series) [][]string {
	var rows [][]string
	for _, o := range s.Observations {
		value, assumed := o.Value.String(), ""
		if o.Status == series.Withdrawn {
			value = ""
		}
		if o.Assumed {
			assumed = "assumed"
		}
		rows = append(rows, []string{o.Period.String(), value, o.Published.String(), string(o.Status), strings.Join(o.Source.IDs, ";"), assumed, o.Note})
	}
	return rows
}

func sourceFields() tableSchema {
	t := tableSchema{PrimaryKey: []string{"id"}}
	for _, name := range []string{"id", "title", "publisher", "date", "url", "kind", "how_read", "note"} {
		t.Fields = append(t.Fields, field{Name: name, Type: "string"})
	}
	return t
}

func sourceRows(sources []source.Source) [][]string {
	var rows [][]string
	for _, s := range sources {
		rows = append(rows, []string{s.ID, s.Title, s.Publisher, s.Date, s.URL, s.Kind, string(s.HowRead), s.Note})
	}
	return rows
}
