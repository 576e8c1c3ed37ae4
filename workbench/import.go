package workbench

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/exchange"
	"entente/period"
	"entente/series"
)

// ImportRequest asks for a series out of the table of another program.
type ImportRequest struct {
	File      string
	Data      []byte // what the file holds; nil reads the file
	Series    string // the id it will have
	Sheet     string
	Column    string
	Period    string
	Where     []string // COLUMN=VALUE
	Published string   // a day
	Source    string
	Status    string
	Out       string // a new file; "" gives the text back only
}

// ImportResult is what was read.
type ImportResult struct {
	Series      string         `json:"series"`
	File        string         `json:"file"`        // the name of the table's file
	Format      string         `json:"format"`      // csv, sdmx-csv or xlsx
	Sheet       string         `json:"sheet"`       // of a spreadsheet
	Column      string         `json:"column"`      // the column that was taken
	Rows        []ImportedRow  `json:"rows"`        // the observations
	From        *period.Period `json:"from"`        // the first period
	To          *period.Period `json:"to"`          // the last period
	Notes       []string       `json:"notes"`       // what was left out or not computed
	Declaration string         `json:"declaration"` // what dossier.yaml has to say of it
	Written     string         `json:"written"`     // the file that was written; "" is none

	Text []byte `json:"-"` // the series file
}

// ImportedRow is one observation with the cell it came from.
type ImportedRow struct {
	Period string `json:"period"`
	Value  string `json:"value"`
	Status string `json:"status"` // how firm the value is
	Note   string `json:"note"`   // the file and the cell
}

// Import reads a series out of a table: of a file, which is opened once, or of
// the bytes that were given.
func (w *Workbench) Import(r ImportRequest) (*ImportResult, error) {
	request, err := r.request()
	if err != nil {
		return nil, err
	}
	if request.Data = r.Data; request.Data == nil {
		if request.Data, err = r.table(); err != nil {
			return nil, err
		}
	}
	got, err := exchange.Read(request)
	switch {
	case errors.Is(err, exchange.ErrColumn):
		return nil, usage("import %s: %w", request.Name, err)
	case err != nil:
		return nil, fmt.Errorf("import %s: %w; nothing was imported", request.Name, err)
	}
	out := &ImportResult{Series: r.Series, File: request.Name, Format: got.Format, Sheet: got.Sheet, Column: got.Column, Notes: append([]string{}, got.Notes...), Rows: []ImportedRow{}}
	decimals := 0
	for _, o := range got.Observations {
		out.Rows = append(out.Rows, ImportedRow{o.Period.String(), o.Value.String(), string(o.Status), o.Note})
		decimals = max(decimals, o.Value.Places())
	}
	out.From, out.To = &got.Observations[0].Period, &got.Observations[len(got.Observations)-1].Period
	out.Declaration = declaration(r.Series, decimals, *out.From)
	var b bytes.Buffer
	if err := exchange.Write(&b, got.Observations); err != nil {
		return nil, err
	}
	out.Text = b.Bytes()
	if r.Out != "" {
		if err := writeFile(r.Out, out.Text, false); err != nil {
			return nil, err
		}
		out.Written = r.Out
	}
	return out, nil
}

// table reads the file as far as the bound.
func (r ImportRequest) table() ([]byte, error) {
	if IsPrivate(r.File) {
		return nil, usage("%s: %w", r.File, ErrPrivate)
	}
	f, err := os.Open(r.File)
	if err != nil {
		return nil, usage("import: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, usage("import %s: not a file", r.File)
	}
	data, err := io.ReadAll(io.LimitReader(f, exchange.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return data, nil
}

// declaration is what the author still has to say about the series.
func declaration(id string, decimals int, first period.Period) string {
	frequency := ""
	switch {
	case first.Day != 0:
		frequency = ", frequency: day"
	case first.Month != 0:
		frequency = ", frequency: month"
	}
	return fmt.Sprintf("%s: {what: …, kind: %s, unit: …, decimals: %d, publisher: …%s}", id, strings.Join(series.Kinds(), "|"), decimals, frequency)
}

func (r ImportRequest) request() (exchange.Request, error) {
	out := exchange.Request{Name: filepath.Base(r.File), Sheet: r.Sheet, Period: r.Period, Value: r.Column, Source: r.Source, Status: series.Status(r.Status), Where: map[string]string{}}
	if r.Series == "" || strings.ContainsAny(r.Series, "/\\ ") {
		return out, usage("--series %.40q: the id that the series will have, such as kr.cpi", r.Series)
	}
	if r.Source == "" {
		return out, usage("--source: the id in sources.yaml of where the table was published; a value without a source cannot be defended")
	}
	if !slices.Contains(series.Statuses(), r.Status) || out.Status == series.Withdrawn {
		return out, usage("--status %.40q: one of %s", r.Status, strings.Join(series.Statuses()[:5], ", "))
	}
	published, err := day("published", r.Published)
	if err != nil {
		return out, err
	}
	if published.IsZero() {
		return out, usage("--published: the day on which the table was published; from it on its values are known")
	}
	out.Published = published
	for _, w := range r.Where {
		column, value, found := strings.Cut(w, "=")
		if !found {
			return out, usage("--where %.60q: COLUMN=VALUE", w)
		}
		out.Where[column] = value
	}
	return out, nil
}
