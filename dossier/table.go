package dossier

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// readTable reads CSV; blank lines and blanks around fields do not count.
func readTable(data []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	rows, err := r.ReadAll()
	for _, row := range rows {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return slices.DeleteFunc(rows, func(row []string) bool { return len(row) == 1 && row[0] == "" }), err
}

// writeTable writes CSV with quotes only where they are needed.
func writeTable(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range rows {
		_ = w.Write(row) // a buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

// formatTable puts the rows of a series in order of period, then of
// publication; rows that agree in both keep their order.
func formatTable(data []byte) ([]byte, error) {
	rows, err := readTable(data)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: the table has no header", ErrFormat)
	}
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			return nil, fmt.Errorf("%w: row %d has %d fields, the header %d", ErrFormat, i+1, len(row), len(rows[0]))
		}
	}
	period, published := slices.Index(rows[0], "period"), slices.Index(rows[0], "published_on")
	if period >= 0 && published >= 0 {
		slices.SortStableFunc(rows[1:], func(a, b []string) int {
			return cmp.Or(cmp.Compare(a[period], b[period]), cmp.Compare(a[published], b[published]))
		})
	}
	return writeTable(rows), nil
}
