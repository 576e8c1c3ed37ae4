package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The names of the elements that are read (ECMA-376, Office Open XML).
type (
	workbookPart struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	relationsPart struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	richText struct {
		Text string   `xml:"t"`
		Runs []string `xml:"r>t"`
	}
	cellElement struct {
		At      string    `xml:"r,attr"`
		Type    string    `xml:"t,attr"`
		Formula *struct{} `xml:"f"`
		Value   *string   `xml:"v"`
		Inline  richText  `xml:"is"`
	}
)

func (r richText) String() string { return r.Text + strings.Join(r.Runs, "") }

// book is a spreadsheet being read. Only the parts that are needed are
// unpacked, each within bounds.
type book struct {
	files map[string]*zip.File
	words []string // shared texts
}

// readXLSX reads one sheet.
func readXLSX(data []byte, sheet string) (*table, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%w: the archive has more than %d parts", ErrTooLarge, maxParts)
	}
	b := &book{files: map[string]*zip.File{}}
	for _, f := range z.File {
		b.files[f.Name] = f
	}
	name, part, err := b.sheet(sheet)
	if err != nil {
		return nil, err
	}
	if err := b.shared(); err != nil {
		return nil, err
	}
	t := &table{sheet: name}
	if err := b.rows(part, t); err != nil {
		return nil, err
	}
	return t, t.named()
}

// open unpacks a part as far as the bound.
func (b *book) open(name string) (io.ReadCloser, error) {
	f, ok := b.files[name]
	if !ok {
		return nil, fmt.Errorf("%w: the spreadsheet has no part %.60s", ErrFormat, name)
	}
	if f.UncompressedSize64 > maxPart {
		return nil, fmt.Errorf("%w: part %.60s unpacks to more than %d MB", ErrTooLarge, name, maxPart>>20)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{r, maxPart, name}, r}, nil
}

// bounded fails when more is read than a part may hold, whatever the archive
// says of its size.
type bounded struct {
	r    io.Reader
	left int
	name string
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, fmt.Errorf("%w: part %.60s unpacks to more than %d MB", ErrTooLarge, b.name, maxPart>>20)
	}
	return n, err
}

func (b *book) decode(name string, v any) error {
	r, err := b.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // it was only read
	if err := xml.NewDecoder(r).Decode(v); err != nil {
		return badPart(name, err)
	}
	return nil
}

func badPart(name string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: part %.60s: %w", ErrFormat, name, err)
}

// sheet finds the part of a sheet by its name; "" is the first.
func (b *book) sheet(want string) (name, part string, err error) {
	var w workbookPart
	if err := b.decode("xl/workbook.xml", &w); err != nil {
		return "", "", err
	}
	var rels relationsPart
	if err := b.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return "", "", err
	}
	var names []string
	for _, s := range w.Sheets {
		names = append(names, s.Name)
	}
	i := slices.Index(names, want)
	if want == "" && len(names) > 0 {
		i = 0
	}
	if i < 0 {
		return "", "", fmt.Errorf("%w: there is no sheet %.40q; there are %.200s", ErrColumn, want, strings.Join(names, ", "))
	}
	for _, r := range rels.Relations {
		if r.ID == w.Sheets[i].ID && r.Mode != "External" {
			if after, ok := strings.CutPrefix(r.Target, "/"); ok {
				return names[i], after, nil
			}
			return names[i], path.Join("xl", r.Target), nil
		}
	}
	return "", "", fmt.Errorf("%w: sheet %.40q has no part", ErrFormat, names[i])
}

// shared reads the texts that cells share. A spreadsheet may have none.
func (b *book) shared() error {
	const name = "xl/sharedStrings.xml"
	if b.files[name] == nil {
		return nil
	}
	return b.each(name, "si", func(d *xml.Decoder, start *xml.StartElement) error {
		var text richText
		if err := d.DecodeElement(&text, start); err != nil {
			return err
		}
		if len(b.words) >= maxCells {
			return fmt.Errorf("%w: more than %d texts", ErrTooLarge, maxCells)
		}
		b.words = append(b.words, text.String())
		return nil
	})
}

// each calls a function for every element of a name, one at a time.
func (b *book) each(part, element string, visit func(*xml.Decoder, *xml.StartElement) error) error {
	r, err := b.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // it was only read
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badPart(part, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
			if err := visit(d, &start); err != nil {
				return badPart(part, err)
			}
		}
	}
}

// rows reads the cells of a sheet into rows without holes.
func (b *book) rows(part string, t *table) error {
	byRow := map[int][]tableCell{}
	var order []int
	cells := 0
	err := b.each(part, "c", func(d *xml.Decoder, start *xml.StartElement) error {
		var c cellElement
		if err := d.DecodeElement(&c, start); err != nil {
			return err
		}
		column, row, ok := place(c.At)
		if !ok || column >= maxColumns {
			return fmt.Errorf("%w: cell %.20q lies outside of %d columns", ErrTooLarge, c.At, maxColumns)
		}
		if byRow[row] == nil {
			order = append(order, row)
		}
		if cells += 1 + max(0, column-len(byRow[row])); cells > maxCells || len(order) > maxRows {
			return fmt.Errorf("%w: more than %d rows or %d cells", ErrTooLarge, maxRows, maxCells)
		}
		for len(byRow[row]) <= column {
			byRow[row] = append(byRow[row], tableCell{at: t.sheet + "!" + letters(len(byRow[row])) + strconv.Itoa(row)})
		}
		text, err := b.text(c)
		if err != nil {
			return err
		}
		byRow[row][column].text, byRow[row][column].formula = text, c.Formula != nil
		return nil
	})
	slices.Sort(order)
	for _, row := range order {
		t.rows = append(t.rows, byRow[row])
	}
	return err
}

// place reads C12 as column 2, row 12.
func place(at string) (column, row int, ok bool) {
	i := strings.IndexAny(at, "0123456789")
	if i <= 0 || len(at) > 10 {
		return 0, 0, false
	}
	column = columnNumber(at[:i])
	row, err := strconv.Atoi(at[i:])
	return column, row, err == nil && column >= 0 && row > 0
}

// text returns what a cell shows as text. A number is kept in binary; the
// shortest decimal for it is what was typed.
func (b *book) text(c cellElement) (string, error) {
	if c.Type == "inlineStr" {
		return c.Inline.String(), nil
	}
	if c.Value == nil {
		return "", nil
	}
	switch c.Type {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(*c.Value))
		if err != nil || i < 0 || i >= len(b.words) {
			return "", fmt.Errorf("%w %s: text %.20q is not there", ErrCell, c.At, *c.Value)
		}
		return b.words[i], nil
	case "", "n":
		v, err := strconv.ParseFloat(strings.TrimSpace(*c.Value), 64)
		if err != nil {
			return "", fmt.Errorf("%w %s: %.40q is not a number", ErrCell, c.At, *c.Value)
		}
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	default: // str, b, d; an error such as #DIV/0! is no number where one is wanted
		return *c.Value, nil
	}
}
