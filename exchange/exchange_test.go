package exchange_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"entente/exchange"
	"entente/period"
	"entente/series"
)

func request(name, data string) exchange.Request {
	return exchange.Request{Name: name, Data: []byte(data), Published: period.Day{Year: 2025, Month: 7, Day: 1}, Source: "S1", Status: series.Final}
}

// lines are observations as period, value, status and note.
func lines(in *exchange.Imported) []string {
	var out []string
	for _, o := range in.Observations {
		out = append(out, fmt.Sprintf("%s %s %s %s", o.Period, o.Value, o.Status, o.Note))
	}
	return out
}

const sdmx = `DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS
OECD:CPI(1.0),A,KR,2019,0.38,A
OECD:CPI(1.0),A,KR,2020,0.54,E
OECD:CPI(1.0),A,KR,2021,,M
OECD:CPI(1.0),A,JP,2019,0.47,A
OECD:CPI(1.0),A,KR,2022,5.1,P
`

func TestReadText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		data   string
		change func(*exchange.Request)
		want   []string
		notes  int
	}{
		{name: "usual names, values as written", data: "period,value\n2020,0.50\n2019,1.0\n", want: []string{"2019 1.0 final from t.csv, line 3 column B", "2020 0.50 final from t.csv, line 2 column B"}},
		{name: "a byte order mark, semicolons, a title above", data: "\ufeffPrices;\nYear;Index\n2020;104.2\n", want: []string{"2020 104.2 final from t.csv, line 3 column B"}},
		{name: "no names", data: "2020-01,1\n2020-02,2\n", want: []string{"2020-01 1 final from t.csv, line 1 column B", "2020-02 2 final from t.csv, line 2 column B"}},
		{name: "months as others write them", data: "date,value\n2020M01,1\n", want: []string{"2020-01 1 final from t.csv, line 2 column B"}},
		{name: "missing values are counted", data: "year,value\n2020,..\n2021,-\n2022,3\n", want: []string{"2022 3 final from t.csv, line 4 column B"}, notes: 1},
		{name: "a named column", data: "year,a,b\n2020,1,2\n", change: func(r *exchange.Request) { r.Value = "b" }, want: []string{"2020 2 final from t.csv, line 2 column C"}},
		{name: "a column by letter", data: "year,a,b\n2020,1,2\n", change: func(r *exchange.Request) { r.Value = "B" }, want: []string{"2020 1 final from t.csv, line 2 column B"}},
		{
			name: "SDMX, one area, its statuses", data: sdmx, change: func(r *exchange.Request) { r.Where = map[string]string{"REF_AREA": "KR"} },
			want: []string{"2019 0.38 final from t.csv, line 2 column E", "2020 0.54 estimate from t.csv, line 3 column E", "2022 5.1 provisional from t.csv, line 6 column E"}, notes: 1,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := request("t.csv", tt.data)
			if tt.change != nil {
				tt.change(&r)
			}
			got, err := exchange.Read(r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, lines(got)); diff != "" {
				t.Errorf("Read (-want +got)\n%s", diff)
			}
			if len(got.Notes) != tt.notes {
				t.Errorf("notes %q, want %d", got.Notes, tt.notes)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, data string
		want       error
		says       string
	}{
		{"two values for a year", sdmx, exchange.ErrCell, "REF_AREA (KR or JP)"},
		{"separators", "year,value\n2020,\"1,234\"\n", exchange.ErrCell, "line 2 column B"},
		{"a quarter", "year,value\n2020,1\n2020-Q1,2\n", exchange.ErrCell, "2020-Q1"},
		{"years and months", "period,value\n2020,1\n2021-01,2\n", exchange.ErrCell, "frequency"},
		{"which column", "year,a,b\n2020,1,2\n", exchange.ErrColumn, "year, a, b"},
		{"nothing", "", exchange.ErrFormat, ""},
		{"only names", "year,value\n", exchange.ErrFormat, ""},
		{"not text", "year,value\n2020,\xff\n", exchange.ErrFormat, ""},
		{"an old spreadsheet", "\xd0\xcf\x11\xe0rest", exchange.ErrFormat, "save it as xlsx"},
		{"no archive", "PK\x03\x04rest", exchange.ErrFormat, ""},
		{"too long", strings.Repeat("2020,1\n", exchange.MaxSize/7+1), exchange.ErrTooLarge, ""},
		{"too many rows", "a,b\n" + strings.Repeat("1,2\n", 100_001), exchange.ErrTooLarge, ""},
		{"too many columns", strings.Repeat("a,", 3000) + "\n", exchange.ErrTooLarge, ""},
		{"a number without end", "year,value\n2020," + strings.Repeat("9", 100_000) + "\n", exchange.ErrCell, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := exchange.Read(request("t.csv", tt.data))
			if !errors.Is(err, tt.want) {
				t.Fatalf("Read: %v, want %v", err, tt.want)
			}
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Read: %v, want it to say %q", err, tt.says)
			}
		})
	}
}

// book makes a spreadsheet by another hand.
func book(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	if _, err := f.NewSheet("Data"); err != nil {
		t.Fatal(err)
	}
	tenth := 0.1 // a variable: constants are exact
	for at, v := range map[string]any{
		"A1": "Consumer prices", "A3": "year", "B3": "note", "C3": "value", "A4": 2019, "C4": tenth + 0.2, "A5": "2020", "C5": 0.5, "A6": 2021, "C6": "n/a", "A7": 2022, "B7": "doubled", "C7": 10.2,
	} {
		if err := f.SetCellValue("Data", at, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellFormula("Data", "C7", "C4*34"); err != nil { // the cached value stays 10.2
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadSpreadsheet(t *testing.T) {
	t.Parallel()
	r := request("t.xlsx", book(t))
	r.Sheet = "Data"
	got, err := exchange.Read(r)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2019 0.30000000000000004 final from t.xlsx, Data!C4", "2020 0.5 final from t.xlsx, Data!C5", "2022 10.2 final from t.xlsx, Data!C7, a formula's value",
	}
	if diff := cmp.Diff(want, lines(got)); diff != "" {
		t.Errorf("Read (-want +got)\n%s", diff)
	}
	if got.Format != "xlsx" || got.Sheet != "Data" || len(got.Notes) != 2 {
		t.Errorf("format %s, sheet %s, notes %q", got.Format, got.Sheet, got.Notes)
	}
	r.Sheet = "Other"
	if _, err := exchange.Read(r); !errors.Is(err, exchange.ErrColumn) || !strings.Contains(err.Error(), "Sheet1, Data") {
		t.Errorf("no such sheet: %v", err)
	}
	var b bytes.Buffer
	if err := exchange.Write(&b, got.Observations[:1]); err != nil {
		t.Fatal(err)
	}
	const file = "period,value,published_on,status,source,note\n2019,0.30000000000000004,2025-07-01,final,S1,\"from t.xlsx, Data!C4\"\n"
	if diff := cmp.Diff(file, b.String()); diff != "" {
		t.Errorf("Write (-want +got)\n%s", diff)
	}
}

const (
	workbookXML = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`
	relsXML     = `<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>`
)

// archive makes a spreadsheet out of parts.
func archive(t *testing.T, parts map[string]func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, write := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := write(w); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func times(n int, s string) func(io.Writer) error {
	return func(w io.Writer) error {
		for range n {
			if _, err := io.WriteString(w, s); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestReadHostile: spreadsheets that would exhaust a reader, or reach outside.
func TestReadHostile(t *testing.T) {
	t.Parallel()
	many := map[string]func(io.Writer) error{}
	for i := range 600 {
		many[fmt.Sprintf("p%d", i)] = text("x")
	}
	sheet := func(w func(io.Writer) error) map[string]func(io.Writer) error {
		return map[string]func(io.Writer) error{"xl/workbook.xml": text(workbookXML), "xl/_rels/workbook.xml.rels": text(relsXML), "xl/worksheets/s.xml": w}
	}
	wide := func(w io.Writer) error {
		for row := range 600 {
			if _, err := fmt.Fprintf(w, `<c r="BXX%d"/>`, row+1); err != nil {
				return err
			}
		}
		return nil
	}
	outside := sheet(text("<worksheet/>"))
	outside["xl/_rels/workbook.xml.rels"] = text(`<Relationships><Relationship Id="a" TargetMode="External" Target="file:///etc/passwd"/></Relationships>`)
	for _, tt := range []struct {
		name  string
		parts map[string]func(io.Writer) error
		want  error
	}{
		{"a bomb", sheet(times(40<<10, strings.Repeat(" ", 1<<10))), exchange.ErrTooLarge},
		{"too many parts", many, exchange.ErrTooLarge},
		{"entities", sheet(text(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><c r="A1" t="str"><v>&b;</v></c></worksheet>`)), exchange.ErrFormat},
		{"a cell far away", sheet(text(`<worksheet><c r="XFD1"><v>1</v></c></worksheet>`)), exchange.ErrTooLarge},
		{"too many cells", sheet(func(w io.Writer) error { _, err := io.WriteString(w, "<worksheet>"); return errors.Join(err, wide(w)) }), exchange.ErrTooLarge},
		{"a sheet outside", outside, exchange.ErrFormat},
		{"no sheet", map[string]func(io.Writer) error{"xl/workbook.xml": text("<workbook/>"), "xl/_rels/workbook.xml.rels": text("<Relationships/>")}, exchange.ErrColumn},
		{"no workbook", map[string]func(io.Writer) error{"a": text("b")}, exchange.ErrFormat},
		{"a shared text that is not there", sheet(text(`<worksheet><c r="A1" t="s"><v>7</v></c></worksheet>`)), exchange.ErrCell},
		{"deep", sheet(times(20_000, "<a>")), exchange.ErrFormat},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := exchange.Read(request("t.xlsx", archive(t, tt.parts))); !errors.Is(err, tt.want) {
				t.Errorf("Read: %v, want %v", err, tt.want)
			}
		})
	}
}

// TestReadWhatIsWritten: a table of drawn values comes back as it was written.
func TestReadWhatIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("period,value\n")
		var want []string
		for year := 2000; year < 2000+rapid.IntRange(1, 20).Draw(t, "years"); year++ {
			v := rapid.StringMatching(`-?[0-9]{1,9}(\.[0-9]{1,6})?`).Draw(t, "value")
			fmt.Fprintf(&b, "%d,%s\n", year, v)
			want = append(want, fmt.Sprintf("%d %s", year, v))
		}
		got, err := exchange.Read(request("t.csv", b.String()))
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range got.Observations {
			if line := o.Period.String() + " " + o.Value.String(); !sameNumber(line, want[i]) {
				t.Fatalf("%s, want %s", line, want[i])
			}
		}
	})
}

// sameNumber allows for zeros before a number and the sign of zero, which are
// no part of its value.
func sameNumber(got, want string) bool {
	clean := func(s string) string {
		p, v, _ := strings.Cut(s, " ")
		sign := ""
		if strings.HasPrefix(v, "-") {
			sign, v = "-", v[1:]
		}
		v = strings.TrimLeft(v, "0")
		if v == "" || v[0] == '.' {
			v = "0" + v
		}
		if strings.Trim(v, "0.") == "" {
			sign = ""
		}
		return p + " " + sign + v
	}
	return clean(got) == clean(want)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("period,value\n2020,1.5\n"), "")
	f.Add([]byte(sdmx), "KR")
	f.Add([]byte("PK\x03\x04"), "")
	f.Fuzz(func(t *testing.T, data []byte, area string) {
		r := request("t", string(data))
		if area != "" {
			r.Where = map[string]string{"REF_AREA": area}
		}
		got, err := exchange.Read(r)
		if err != nil {
			return
		}
		for i, o := range got.Observations {
			if i > 0 && o.Period.Compare(got.Observations[i-1].Period) <= 0 {
				t.Fatalf("%s follows %s", o.Period, got.Observations[i-1].Period)
			}
		}
		var b bytes.Buffer
		if err := exchange.Write(&b, got.Observations); err != nil {
			t.Fatal(err)
		}
	})
}
