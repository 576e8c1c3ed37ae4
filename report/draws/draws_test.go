package draws_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"entente/report/draws"
)

// Both forms hold the same numbers; Parquet keeps its columns in order of their
// names, and its reader finds each under its own.
func TestDraws(t *testing.T) {
	t.Parallel()
	d := draws.Table{Names: []string{"b 2027", "a", "total"}, Columns: [][]float64{{0.5, -1.25}, {1519200000000, 3}, {7, 8}}}
	var text, binary bytes.Buffer
	if err := d.CSV(&text); err != nil {
		t.Fatal(err)
	}
	want := "path,b 2027,a,total\n1,0.5,1519200000000,7\n2,-1.25,3,8\n"
	if diff := cmp.Diff(want, text.String()); diff != "" {
		t.Errorf("CSV (-want +got)\n%s", diff)
	}
	if err := d.Parquet(&binary); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(binary.Bytes()), int64(binary.Len()))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]float64{}
	rows := f.RowGroups()[0].Rows()
	defer func() { _ = rows.Close() }() // in memory
	read := make([]parquet.Row, 4)
	for {
		n, err := rows.ReadRows(read)
		for _, row := range read[:n] {
			for _, v := range row {
				name := f.Schema().Columns()[v.Column()][0]
				got[name] = append(got[name], v.Double())
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(map[string][]float64{"b 2027": d.Columns[0], "a": d.Columns[1], "total": d.Columns[2]}, got); diff != "" {
		t.Errorf("Parquet (-want +got)\n%s", diff)
	}
	if err := (draws.Table{Names: []string{"x", "x"}, Columns: [][]float64{{1}, {2}}}).Parquet(io.Discard); err == nil {
		t.Error("two columns of one name were written")
	}
}
