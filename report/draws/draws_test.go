package draws_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"entente/internal/patience"
	"entente/report/draws"
)

// written is a table as Parquet.
func written(tb testing.TB, d draws.Table) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := d.Parquet(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// read is what the library of others finds in a file: names, and for each the
// bits of its values, which tell one NaN from another and -0 from 0.
func read(data []byte) (names []string, columns [][]uint64, err error) {
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	for _, path := range f.Schema().Columns() {
		names = append(names, strings.Join(path, "/"))
	}
	columns = make([][]uint64, len(names))
	for _, g := range f.RowGroups() {
		for i, chunk := range g.ColumnChunks() {
			if columns[i], err = values(columns[i], chunk); err != nil {
				return nil, nil, fmt.Errorf("column %q: %w", names[i], err)
			}
		}
	}
	return names, columns, nil
}

func values(bits []uint64, chunk parquet.ColumnChunk) ([]uint64, error) {
	pages := chunk.Pages()
	defer func() { _ = pages.Close() }() // in memory
	buffer := make([]parquet.Value, 4096)
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return bits, nil
		}
		if err != nil {
			return nil, err
		}
		for in := page.Values(); ; {
			n, err := in.ReadValues(buffer)
			for _, v := range buffer[:n] {
				bits = append(bits, math.Float64bits(v.Double()))
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

func bits(columns [][]float64) [][]uint64 {
	out := make([][]uint64, len(columns))
	for i, c := range columns {
		for _, v := range c {
			out[i] = append(out[i], math.Float64bits(v))
		}
	}
	return out
}

// Both forms hold the same numbers in the order of the table.
func TestDraws(t *testing.T) {
	t.Parallel()
	d := draws.Table{Names: []string{"b 2027", "a", "total"}, Columns: [][]float64{{0.5, -1.25}, {1519200000000, 3}, {7, 8}}}
	var text bytes.Buffer
	if err := d.CSV(&text); err != nil {
		t.Fatal(err)
	}
	want := "path,b 2027,a,total\n1,0.5,1519200000000,7\n2,-1.25,3,8\n"
	if diff := cmp.Diff(want, text.String()); diff != "" {
		t.Errorf("CSV (-want +got)\n%s", diff)
	}
	same(t, d)
	if !bytes.Equal(written(t, d), written(t, d)) {
		t.Error("one table, two files")
	}
}

func same(t *testing.T, d draws.Table) {
	t.Helper()
	names, columns, err := read(written(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.Names, names); diff != "" {
		t.Errorf("names (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(bits(d.Columns), columns); diff != "" {
		t.Errorf("values (-want +got)\n%s", diff)
	}
}

func TestParquetOfOddTables(t *testing.T) {
	t.Parallel()
	many := draws.Table{Names: make([]string, 300), Columns: make([][]float64, 300)}
	for i := range many.Names {
		many.Names[i], many.Columns[i] = fmt.Sprintf("c%d", i), []float64{float64(i)}
	}
	cases := map[string]draws.Table{
		"no number is one": {Names: []string{"x"}, Columns: [][]float64{{
			math.NaN(), math.Float64frombits(0x7ff8dead00000001), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 5e-324, math.MaxFloat64,
		}}},
		"no rows":      {Names: []string{"a", "b"}, Columns: [][]float64{{}, {}}},
		"300 columns":  many,
		"odd names":    {Names: []string{"", " ", "=1+1", "a.b", "a/b", "\"q\", \n", "총액", "\x00", strings.Repeat("n", 70_000)}, Columns: slices.Repeat([][]float64{{1, 2}}, 9)},
		"15 in a list": {Names: strings.Split("abcdefghijklmn", ""), Columns: slices.Repeat([][]float64{{1}}, 14)},
	}
	for name, d := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			same(t, d)
		})
	}
}

// A million futures, over more than one row group, are the same bit for bit.
func TestParquetOfMillions(t *testing.T) {
	t.Parallel()
	rows := 2_500_001
	if patience.Racing {
		rows = 250_001
	}
	r := rand.New(rand.NewPCG(1, 2))
	d := draws.Table{Names: []string{"2027", "total"}, Columns: make([][]float64, 2)}
	for range rows {
		d.Columns[0] = append(d.Columns[0], math.Floor(r.Float64()*3e4)*1e8)
		d.Columns[1] = append(d.Columns[1], math.Float64frombits(r.Uint64()))
	}
	names, columns, err := read(written(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(names, d.Names) {
		t.Errorf("names %q", names)
	}
	for i, want := range bits(d.Columns) {
		if !slices.Equal(want, columns[i]) {
			t.Errorf("column %s differs", names[i])
		}
	}
}

// What no file could hold is refused by both forms, before a byte is written.
func TestRefused(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		table draws.Table
		want  error
	}{
		"two of one name":   {draws.Table{Names: []string{"x", "x"}, Columns: [][]float64{{1}, {2}}}, draws.ErrName},
		"no text":           {draws.Table{Names: []string{"\xff"}, Columns: [][]float64{{1}}}, draws.ErrName},
		"columns differ":    {draws.Table{Names: []string{"x", "y"}, Columns: [][]float64{{1}, {2, 3}}}, draws.ErrColumns},
		"a name is missing": {draws.Table{Names: []string{"x"}, Columns: [][]float64{{1}, {2}}}, draws.ErrColumns},
		"no column":         {draws.Table{}, draws.ErrColumns},
	}
	for name, c := range cases {
		for form, write := range map[string]func(io.Writer) error{"CSV": c.table.CSV, "Parquet": c.table.Parquet} {
			var out bytes.Buffer
			if err := write(&out); !errors.Is(err, c.want) || out.Len() != 0 {
				t.Errorf("%s as %s: %v and %d bytes, want %v and none", name, form, err, out.Len(), c.want)
			}
		}
	}
}

// full is a disk that takes so many bytes.
type full int

var errFull = errors.New("disk is full")

func (f *full) Write(b []byte) (int, error) {
	if len(b) > int(*f) {
		return 0, errFull
	}
	*f -= full(len(b))
	return len(b), nil
}

func TestWriteFails(t *testing.T) {
	t.Parallel()
	d := draws.Table{Names: []string{"x"}, Columns: [][]float64{{1, 2, 3}}}
	for room := range len(written(t, d)) {
		disk := full(room)
		if err := d.Parquet(&disk); !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: %v", room, err)
		}
	}
}

// roundTrip holds our writer against a reader of others' making, for tables of
// any names and bits.
func roundTrip(t *rapid.T) {
	names := rapid.SliceOfNDistinct(rapid.String(), 1, 20, rapid.ID).Draw(t, "names")
	rows := rapid.IntRange(0, 40).Draw(t, "rows")
	d := draws.Table{Names: names}
	for range names {
		c := make([]float64, rows)
		for i := range c {
			c[i] = math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
		}
		d.Columns = append(d.Columns, c)
	}
	if slices.ContainsFunc(names, func(s string) bool { return !utf8.ValidString(s) }) {
		t.Skip("refused")
	}
	var binary, text bytes.Buffer
	if err := errors.Join(d.Parquet(&binary), d.CSV(&text)); err != nil {
		t.Fatal(err)
	}
	got, columns, err := read(binary.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(names, got) {
		t.Fatalf("names %q, want %q", got, names)
	}
	for i, want := range bits(d.Columns) {
		if !slices.Equal(want, columns[i]) {
			t.Fatalf("column %q: %x, want %x", names[i], columns[i], want)
		}
	}
	records, err := csv.NewReader(&text).ReadAll()
	if err != nil || len(records) != rows+1 || len(records[0]) != len(names)+1 {
		t.Fatalf("CSV: %v, %d records", err, len(records))
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, roundTrip)
}

func FuzzRoundTrip(f *testing.F) { f.Fuzz(rapid.MakeFuzz(roundTrip)) }

func BenchmarkParquet(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	d := draws.Table{Names: []string{"2027"}, Columns: make([][]float64, 1)}
	for range 1_000_000 {
		d.Columns[0] = append(d.Columns[0], 1.5e12+math.Floor(r.NormFloat64()*500)*1e8)
	}
	b.SetBytes(8_000_000)
	size := 0
	for b.Loop() {
		size = len(written(b, d))
	}
	b.ReportMetric(float64(size)/8_000_000, "stored/plain")
}
