// Package draws writes drawn futures as tables: CSV, and Parquet for those who
// read them with other tools.
//
// # What it writes
//
// A [Table] is columns of float64 under their names, one row for each future.
// [Table.CSV] writes every digit; [Table.Parquet] writes the same bits, as flat
// required double columns, which is all that drawn futures need and all that
// this package knows of that format (docs/adr/0009 says why it is ours).
//
// # What it promises
//
// The same table gives the same bytes. Columns stand in the order of the table.
// A table that the formats cannot hold, because columns differ in length, two
// have one name or a name is no text, is refused before a byte is written.
package draws

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// Errors of tables that cannot be written.
var (
	ErrColumns = errors.New("the columns of a table have one name and one length each")
	ErrName    = errors.New("the name of a column is text, and no other column has it")
)

// Table is numbers: one column for each name, one row for each
// future.
type Table struct {
	Names   []string
	Columns [][]float64
}

// check says why a table cannot be written: [ErrColumns] or [ErrName].
func (d Table) check() error {
	if len(d.Names) != len(d.Columns) || len(d.Names) == 0 {
		return fmt.Errorf("%d names, %d columns: %w", len(d.Names), len(d.Columns), ErrColumns)
	}
	seen := make(map[string]bool, len(d.Names))
	for i, name := range d.Names {
		if seen[name] || !utf8.ValidString(name) {
			return fmt.Errorf("column %d, %q: %w", i+1, name, ErrName)
		}
		seen[name] = true
		if len(d.Columns[i]) != d.rows() {
			return fmt.Errorf("column %q has %d rows, the first has %d: %w", name, len(d.Columns[i]), d.rows(), ErrColumns)
		}
	}
	return nil
}

// CSV writes a header and a row for each future, numbered from 1. It fails with
// [ErrColumns], [ErrName], or what the writer says.
func (d Table) CSV(w io.Writer) error {
	if err := d.check(); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	head := csv.NewWriter(out)
	if err := head.Write(append([]string{"path"}, d.Names...)); err != nil {
		return err
	}
	head.Flush()
	if err := head.Error(); err != nil {
		return err
	}
	var line []byte
	for row := range d.rows() {
		line = strconv.AppendInt(line[:0], int64(row+1), 10)
		for _, c := range d.Columns {
			line = strconv.AppendFloat(append(line, ','), c[row], 'f', -1, 64)
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (d Table) rows() int {
	if len(d.Columns) == 0 {
		return 0
	}
	return len(d.Columns[0])
}
