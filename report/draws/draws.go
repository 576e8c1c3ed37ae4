// Package draws writes drawn futures as tables: CSV, and Parquet for those who
// read them with other tools.
//
// It stands apart from package report because the Parquet library brings a
// transport along, which the workbench does not know.
package draws

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Table is numbers: one column for each name, one row for each
// future.
type Table struct {
	Names   []string
	Columns [][]float64
}

// CSV writes a header and a row for each future, numbered from 1.
func (d Table) CSV(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	line := []byte("path")
	for _, name := range d.Names {
		line = append(append(line, ','), name...)
	}
	for row := range d.rows() {
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
		line = strconv.AppendInt(line[:0], int64(row+1), 10)
		for _, c := range d.Columns {
			line = strconv.AppendFloat(append(line, ','), c[row], 'f', -1, 64)
		}
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	return out.Flush()
}

func (d Table) rows() int {
	if len(d.Columns) == 0 {
		return 0
	}
	return len(d.Columns[0])
}

// Parquet writes the same columns, doubles all, compressed with zstd.
func (d Table) Parquet(w io.Writer) error {
	group := parquet.Group{}
	for _, name := range d.Names {
		if _, twice := group[name]; twice {
			return fmt.Errorf("two columns are called %q", name)
		}
		group[name] = parquet.Compressed(parquet.Leaf(parquet.DoubleType), &parquet.Zstd)
	}
	schema := parquet.NewSchema("futures", group)
	order := make([]int, len(d.Names)) // the format keeps columns in order of their names
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if d.Names[a] < d.Names[b] {
			return -1
		}
		return 1
	})
	out := parquet.NewWriter(w, schema)
	row := make(parquet.Row, len(order))
	for i := range d.rows() {
		for k, c := range order {
			row[k] = parquet.DoubleValue(d.Columns[c][i]).Level(0, 0, k)
		}
		if _, err := out.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return out.Close()
}
