package dossier

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/source"
)

// sheet is a table of a CSV file, read by the names of its columns.
type sheet struct {
	*reader
	file  string
	path  string // in the data, for findings
	names []string
	rows  []sheetRow
}

type sheetRow struct {
	fields []string
	line   int
	at     []int // the column of each field
}

// sheet reads the rows of a file; ok is false when they cannot be told apart.
func (r *reader) sheet(file, path string, data []byte, need []string) (s sheet, ok bool) {
	s = sheet{reader: r, file: file, path: path}
	c := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	c.FieldsPerRecord = -1
	c.TrimLeadingSpace = true
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if bad, isParse := errors.AsType[*csv.ParseError](err); isParse {
			s.found(diag.Syntax, diag.Position{File: file, Line: bad.Line, Column: bad.Column}, 0, bad.Err.Error(), "")
			return s, false
		}
		row := sheetRow{fields: fields}
		for i := range fields {
			line, column := c.FieldPos(i)
			row.line, row.at = line, append(row.at, column)
			fields[i] = strings.TrimSpace(fields[i])
		}
		if s.names == nil {
			s.names = fields
			if !s.header(row, need) {
				return s, false
			}
			continue
		}
		if len(fields) != len(s.names) {
			s.found(diag.Syntax, s.pos(row, 0), 0, fmt.Sprintf("the row has %d fields, the header %d", len(fields), len(s.names)), "")
			continue
		}
		s.rows = append(s.rows, row)
	}
	if s.names == nil {
		s.found(diag.Syntax, diag.Position{File: file}, 0, "the file has no header", strings.Join(need, ","))
	}
	return s, s.names != nil
}

func (s *sheet) header(row sheetRow, need []string) bool {
	ok := true
	for i, name := range s.names {
		if slices.Index(s.names, name) < i {
			s.found(diag.DuplicateKey, s.pos(row, i), len(name), "column "+name+" is given twice", "")
			ok = false
		}
	}
	for _, name := range need {
		if !slices.Contains(s.names, name) {
			s.found(diag.MissingKey, s.pos(row, 0), 0, "column "+name+" is missing", nearest.Hint(name, s.names))
			ok = false
		}
	}
	return ok
}

func (s *sheet) found(code diag.Code, pos diag.Position, width int, message, hint string) {
	s.list.Add(diag.Diagnostic{Code: code, Pos: pos, Width: width, Path: s.path, Message: message, Hint: hint})
}

func (s *sheet) pos(row sheetRow, field int) diag.Position {
	return diag.Position{File: s.file, Line: row.line, Column: row.at[field]}
}

// cell returns a field by the name of its column, as a node so that scalars are
// read as they are in YAML; nil when it is empty or there is no such column.
func (s *sheet) cell(row sheetRow, name string) *node {
	i := slices.Index(s.names, name)
	if i < 0 || row.fields[i] == "" {
		return nil
	}
	return &node{text: row.fields[i], pos: s.pos(row, i)}
}

// word returns the text of a field.
func (s *sheet) word(row sheetRow, name string) string {
	return s.reader.word(s.cell(row, name), s.path)
}

// number reads a field; nil when it is empty or no number.
func (s *sheet) number(row sheetRow, name string) *decimal.Decimal {
	n := s.cell(row, name)
	if n == nil {
		return nil
	}
	d, err := decimal.Parse(n.text)
	if err != nil {
		s.report(diag.BadNumber, n, s.path, fmt.Sprintf("%.40q is not a number", n.text), "the cell holds the number alone")
		return nil
	}
	return &d
}

// mark reads the columns source, status and note. A row without source is
// reported.
func (s *sheet) mark(row sheetRow) source.Mark {
	var m source.Mark
	m.Note = s.word(row, "note")
	if n := s.cell(row, "status"); n != nil {
		m.Unverified = n.text == "unverified"
		if words := []string{"unverified", "derived", "final"}; !slices.Contains(words, n.text) {
			s.report(diag.BadWord, n, s.path, fmt.Sprintf("status %.40q is not known", n.text), nearest.Hint(n.text, words))
		}
	}
	n := s.cell(row, "source")
	if n == nil {
		if !m.Unverified {
			s.found(diag.MissingSource, s.pos(row, 0), 0, "the row has no source", "someone will ask where it comes from")
		}
		return m
	}
	m.Source.Pos = n.pos
	for id := range strings.SplitSeq(n.text, ";") {
		id = strings.TrimSpace(id)
		m.Source.IDs = append(m.Source.IDs, id)
		s.used["source/"+id] = true
		if !s.hasSource(id) {
			s.report(diag.UnknownSource, n, s.path, fmt.Sprintf("source %.40q is not in sources.yaml", id), nearest.Hint(id, s.sourceIDs()))
		}
	}
	return m
}
