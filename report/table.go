// Package report turns results into what people read: aligned tables,
// Markdown, CSV and trees.
//
// It is given results and computes nothing. Colour and bars belong to a
// terminal; a pipe gets plain text, and CSV gets every digit.
package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Format is how a table is written.
type Format string

// The formats.
const (
	Text     Format = "table"
	CSV      Format = "csv"
	Markdown Format = "md"
	JSON     Format = "json"
)

// Formats returns the names of the formats.
func Formats() []string { return []string{string(Text), string(CSV), string(Markdown), string(JSON)} }

// Column is one column of a table.
type Column struct {
	Name  string
	Right bool // numbers stand to the right
	Plain bool // for the eye only: bars are left out of CSV and Markdown
}

// Table is rows of cells below columns.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]string
	Style   func(row, column int, cell string) string // colour on a terminal; nil is none
	Notes   []string                                  // lines below the table
}

// Add appends a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Write writes the table in a format.
func (t *Table) Write(w io.Writer, f Format) error {
	switch f {
	case CSV:
		return t.csv(w)
	case Markdown:
		return t.markdown(w)
	case Text, JSON:
		return t.text(w)
	default:
		return fmt.Errorf("unknown format %q", f)
	}
}

func (t *Table) text(w io.Writer) error {
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = runewidth.StringWidth(c.Name)
		for _, row := range t.Rows {
			if i < len(row) {
				widths[i] = max(widths[i], runewidth.StringWidth(row[i]))
			}
		}
	}
	if t.Title != "" {
		fmt.Fprintf(w, "%s\n\n", t.Title)
	}
	var b strings.Builder
	header := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = c.Name
	}
	t.line(&b, header, widths, -1)
	for i, row := range t.Rows {
		t.line(&b, row, widths, i)
	}
	if len(t.Notes) > 0 {
		b.WriteByte('\n')
	}
	for _, n := range t.Notes {
		b.WriteString(n + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *Table) line(b *strings.Builder, row []string, widths []int, n int) {
	var line strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", max(0, widths[i]-runewidth.StringWidth(cell)))
		styled := cell
		if t.Style != nil {
			styled = t.Style(n, i, cell)
		}
		if i > 0 {
			line.WriteString("  ")
		}
		if t.Columns[i].Right {
			line.WriteString(pad + styled)
		} else {
			line.WriteString(styled + pad)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

func (t *Table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	header := []string{}
	for _, c := range t.Columns {
		if !c.Plain {
			header = append(header, c.Name)
		}
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, row := range t.Rows {
		cells := []string{}
		for i, cell := range row {
			if !t.Columns[i].Plain {
				cells = append(cells, Harmless(cell))
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (t *Table) markdown(w io.Writer) error {
	var b strings.Builder
	if t.Title != "" {
		b.WriteString("**" + escape(t.Title) + "**\n\n")
	}
	var names, rule []string
	for _, c := range t.Columns {
		if c.Plain {
			continue
		}
		names = append(names, escape(c.Name))
		if c.Right {
			rule = append(rule, "---:")
		} else {
			rule = append(rule, "---")
		}
	}
	b.WriteString("| " + strings.Join(names, " | ") + " |\n| " + strings.Join(rule, " | ") + " |\n")
	for _, row := range t.Rows {
		var cells []string
		for i, cell := range row {
			if !t.Columns[i].Plain {
				cells = append(cells, escape(cell))
			}
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	for i, n := range t.Notes {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.WriteString(escape(n) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// escape keeps a cell from ending its column or starting mark-up.
func escape(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`").Replace(s)
}

// Harmless keeps a spreadsheet from taking a text cell for a formula. Numbers
// keep their sign.
func Harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if strings.Trim(s[1:], "0123456789.,") == "" && s[0] != '=' && s[0] != '@' {
		return s
	}
	return "'" + s
}
