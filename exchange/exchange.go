// Package exchange reads series out of the tables of other programs: CSV,
// SDMX-CSV and spreadsheets.
//
// # What it is for
//
// A statistical office publishes a table; a dossier keeps a series, one row for
// each publication, with its source. [Read] takes the table and what the reader
// knows of it - which column, published when, listed under which source - and
// gives observations, each with the cell it came from. [Write] writes them as a
// series file.
//
// # What it promises
//
// Numbers are taken exactly as they are written. A spreadsheet keeps binary
// numbers: the shortest decimal that stands for the same one is taken. Formulas
// are not computed; the value that the file carries for them is taken, and said.
// Nothing is skipped in silence: empty and missing values are counted in the
// notes.
//
// # What it refuses
//
// A file may come from a stranger. Size, rows, columns and what an archive
// unpacks to are bounded; nothing outside the file is read. Two values for one
// period, a number with separators, a period that is no year, month or day: the
// cell is named and nothing is imported.
package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"entente/decimal"
	"entente/period"
	"entente/series"
)

// Errors of this package, wrapped.
var (
	ErrFormat   = errors.New("not a table that can be read")
	ErrTooLarge = errors.New("too large")
	ErrColumn   = errors.New("which column?")
	ErrCell     = errors.New("bad cell")
)

// Bounds on a file.
const (
	MaxSize    = 8 << 20  // of the file
	maxPart    = 32 << 20 // of a part of a spreadsheet, unpacked
	maxParts   = 500      // parts of a spreadsheet
	maxRows    = 100_000
	maxColumns = 2_000
	maxCells   = 1_000_000
)

// Request is a file and what is known about it.
type Request struct {
	Name      string // of the file, without folders: it stands in the notes
	Data      []byte
	Sheet     string            // of a spreadsheet; "" is the first
	Period    string            // the column of the periods: its name or letter; "" is guessed
	Value     string            // the column of the values
	Where     map[string]string // only rows with these values, by column
	Published period.Day        // the day of publication
	Source    string            // id in sources.yaml
	Status    series.Status
}

// Imported is what was read.
type Imported struct {
	Format       string // csv, sdmx-csv or xlsx
	Sheet        string
	Column       string // the column that was taken
	Observations []series.Observation
	Notes        []string // what a reader has to know about it
}

// Read reads a series out of a table. It fails with ErrFormat, ErrTooLarge,
// ErrColumn when it cannot tell which column is meant, and ErrCell, which names
// the cell.
func Read(r Request) (*Imported, error) {
	if len(r.Data) > MaxSize {
		return nil, fmt.Errorf("%w: the file exceeds %d MB", ErrTooLarge, MaxSize>>20)
	}
	out := &Imported{}
	var t *table
	var err error
	switch {
	case bytes.HasPrefix(r.Data, []byte("PK\x03\x04")):
		out.Format = "xlsx"
		t, err = readXLSX(r.Data, r.Sheet)
	case bytes.HasPrefix(r.Data, []byte("\xd0\xcf\x11\xe0")):
		return nil, fmt.Errorf("%w: an old or encrypted spreadsheet; save it as xlsx without a password", ErrFormat)
	case !utf8.Valid(r.Data) || bytes.IndexByte(r.Data, 0) >= 0:
		return nil, fmt.Errorf("%w: neither a spreadsheet nor UTF-8 text", ErrFormat)
	default:
		out.Format = "csv"
		t, err = readCSV(r.Data)
	}
	if err != nil {
		return nil, err
	}
	out.Sheet = t.sheet
	c, err := t.choose(r)
	if err != nil {
		return nil, err
	}
	if c.sdmx {
		out.Format = "sdmx-csv"
	}
	out.Column = c.valueName
	if err := t.observations(r, c, out); err != nil {
		return nil, err
	}
	if len(out.Observations) == 0 {
		return nil, fmt.Errorf("%w: no value in column %s", ErrFormat, c.valueName)
	}
	return out, nil
}

// number reads a value. binary says that the text stands for a binary number.
func (c tableCell) number() (decimal.Decimal, error) {
	d, err := decimal.Parse(strings.TrimSpace(c.text))
	if err != nil {
		return d, fmt.Errorf("%w %s: %.40q is not a number (no separators, a point before the decimals)", ErrCell, c.at, c.text)
	}
	return d, nil
}

// readPeriod reads a year, month or day as the tables of statistical offices
// write them: 2020, 2020-03, 2020M03, 2020-03-31.
func (c tableCell) readPeriod() (period.Period, error) {
	text := strings.TrimSpace(c.text)
	if len(text) == 7 && text[4] == 'M' {
		text = text[:4] + "-" + text[5:]
	}
	p, err := period.Parse(text)
	if err != nil {
		return p, fmt.Errorf("%w %s: %.40q is no year, month or day (2020, 2020-03, 2020-03-31)", ErrCell, c.at, c.text)
	}
	return p, nil
}
