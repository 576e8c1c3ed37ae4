package dossier

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/series"
	"entente/source"
)

// readSeries reads the declarations and the files of all series.
func (r *reader) readSeries(o *object, d *Dossier) {
	for _, p := range r.pairsOf(o.get("series"), o.at("series")) {
		so := r.object(p.value, join(o.at("series"), p.key.text))
		s := &series.Series{
			ID: p.key.text, What: so.text("what"), Unit: r.word(so.need("unit"), so.at("unit")), Decimals: -1, Publisher: so.word("publisher"),
			File: so.word("file"), Frequency: so.choice("frequency", []string{"year", "month", "day"}), Seasonal: so.choice("seasonal", []string{"none", "adjusted"}),
			Base: so.word("base"), Purpose: so.choice("purpose", series.Purposes()), Pos: p.key.pos,
		}
		so.need("kind")
		s.Kind = series.Kind(so.choice("kind", series.Kinds()))
		if so.has("decimals") {
			s.Decimals = so.count("decimals", 20)
		} else {
			so.get("decimals")
		}
		if s.File == "" {
			s.File = "series/" + s.ID + ".csv"
		}
		if s.Frequency == "" {
			s.Frequency = "year"
		}
		s.Raw = r.word(so.get("raw"), so.at("raw"))
		r.checkUnit(so, s)
		r.assumption(so, s)
		so.close()
		if data, there := r.files[s.File]; there {
			before := len(*r.list)
			s.Observations = r.observations(s, data)
			if s.Sort(); len(*r.list) == before { // a row that was not read is no hole
				r.checkVintages(s)
				r.checkHistory(s)
			}
		} else if !fs.ValidPath(s.File) {
			r.report(diag.Outside, so.n.get("file"), so.at("file"), fmt.Sprintf("%.80q leads out of the dossier's folder", s.File), "name a file below the dossier, such as series/"+s.ID+".csv")
		} else if !r.broken(s.File) {
			r.report(diag.MissingFile, p.key, so.path, fmt.Sprintf("file %.80q of series %s is not there", s.File, s.ID), nearest.Hint(s.File, keysOf(r.files)))
		}
		d.Series = append(d.Series, s)
	}
	for _, p := range r.pairsOf(o.n.get("series"), o.at("series")) {
		r.checkRaw(p.value.get("raw"), join(join(o.at("series"), p.key.text), "raw"), p.key.text, d)
	}
}

// checkRaw holds a growth as published to the series that has it unrounded: a
// growth, or the level or amount that grew.
func (r *reader) checkRaw(n *node, path, of string, d *Dossier) {
	if n.empty() {
		return
	}
	id := r.useSeries(n, path, d, series.Growth, series.Level, series.Amount)
	s, known := d.FindSeries(of)
	if id == "" || !known {
		return
	}
	if id == of || s.Kind != series.Growth {
		r.report(diag.LevelAsGrowth, n, path, "only a growth as published has an unrounded twin, and that is another series", "raw stands beside kind: growth")
	}
}

// checkUnit holds kind and unit together: growth is in percent, a rate between
// two currencies.
func (r *reader) checkUnit(o *object, s *series.Series) {
	n := o.n.get("unit")
	if n.empty() {
		return
	}
	switch s.Kind {
	case series.Growth, series.Share:
		if s.Unit != "percent" {
			r.report(diag.BadUnit, n, o.at("unit"), fmt.Sprintf("a %s is counted in percent, not in %.40q", s.Kind, s.Unit), "unit: percent")
		}
	case series.Rate:
		if _, _, err := money.ParsePair(s.Unit); err != nil {
			r.report(diag.BadUnit, n, o.at("unit"), fmt.Sprintf("%.40q is no pair of currencies", s.Unit), "a rate is counted in KRW/USD")
		}
	case series.Amount:
		if _, err := r.units.Parse("1 " + s.Unit); err != nil {
			r.report(diag.BadUnit, n, o.at("unit"), fmt.Sprintf("%.40q is no unit of money", s.Unit), "units: "+strings.Join(r.units.Names(), ", "))
		}
	case series.Level:
		if s.Unit == "percent" {
			r.report(diag.LevelAsGrowth, n, o.at("unit"), "a level is not counted in percent", "kind: growth, or unit: index")
		}
	case series.Count:
	}
}

// columns of a series file; the last two may be left out.
var columns = []string{"period", "value", "published_on", "status", "source", "day", "note"}

// observations reads the rows of a series file.
func (r *reader) observations(s *series.Series, data []byte) []series.Observation {
	c := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	c.FieldsPerRecord = -1
	c.TrimLeadingSpace = true
	c.ReuseRecord = true
	row := csvRow{reader: r, series: s}
	header, err := c.Read()
	if err != nil {
		report(r.list, diag.Diagnostic{Code: diag.Syntax, Pos: diag.Position{File: s.File}, Message: "the file has no header", Hint: strings.Join(columns[:5], ",")})
		return nil
	}
	for _, name := range header {
		row.names = append(row.names, strings.TrimSpace(name))
	}
	if !row.header(c) {
		return nil
	}
	var all []series.Observation
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return all
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			report(r.list, diag.Diagnostic{Code: diag.Syntax, Pos: diag.Position{File: s.File, Line: bad.Line, Column: bad.Column}, Message: bad.Err.Error()})
			return all
		}
		row.fields, row.at = record, func(i int) diag.Position {
			line, column := c.FieldPos(i)
			return diag.Position{File: s.File, Line: line, Column: column}
		}
		if o, ok := row.observation(); ok {
			all = append(all, o)
		}
	}
}

// csvRow reads one row of a series file.
type csvRow struct {
	*reader
	series *series.Series
	names  []string
	fields []string
	at     func(column int) diag.Position
}

func (c *csvRow) header(reader *csv.Reader) bool {
	ok := true
	for i, name := range c.names {
		line, column := reader.FieldPos(i)
		pos := diag.Position{File: c.series.File, Line: line, Column: column}
		if !slices.Contains(columns, name) {
			report(c.list, diag.Diagnostic{Code: diag.UnknownKey, Pos: pos, Width: len(name), Message: fmt.Sprintf("column %.40q is not known", name), Hint: nearest.Hint(name, columns)})
			ok = false
		} else if slices.Index(c.names, name) < i {
			report(c.list, diag.Diagnostic{Code: diag.DuplicateKey, Pos: pos, Width: len(name), Message: "column " + name + " is given twice"})
			ok = false
		}
	}
	for _, name := range columns[:5] {
		if !slices.Contains(c.names, name) {
			report(c.list, diag.Diagnostic{Code: diag.MissingKey, Pos: diag.Position{File: c.series.File, Line: 1, Column: 1}, Message: "column " + name + " is missing", Hint: "the header is " + strings.Join(columns[:5], ",")})
			ok = false
		}
	}
	return ok
}

// field returns a cell and its column.
func (c *csvRow) field(name string) (string, int) {
	i := slices.Index(c.names, name)
	if i < 0 || i >= len(c.fields) {
		return "", 0
	}
	return strings.TrimSpace(c.fields[i]), i
}

func (c *csvRow) bad(code diag.Code, column int, text, message, hint string) {
	report(c.list, diag.Diagnostic{
		Code: code, Pos: c.at(min(column, len(c.fields)-1)), Width: len([]rune(text)), Path: "dossier/series/" + c.series.ID, Message: message, Hint: hint,
	})
}

func (c *csvRow) observation() (series.Observation, bool) {
	if len(c.fields) != len(c.names) {
		c.bad(diag.Syntax, 0, "", fmt.Sprintf("the row has %d fields, the header %d", len(c.fields), len(c.names)), "")
		return series.Observation{}, false
	}
	o := series.Observation{Pos: c.at(0)}
	ok := c.period(&o)
	ok = c.value(&o) && ok
	if text, i := c.field("published_on"); text == "" {
		c.bad(diag.MissingKey, i, text, "the day of publication is missing", "when it is from memory, give it and set day to assumed")
		ok = false
	} else if d, err := period.Parse(text); err != nil {
		c.bad(diag.BadDate, i, text, fmt.Sprintf("%.40q is no ISO date", text), "dates are 2019-02-10")
		ok = false
	} else {
		o.Published = d.Last()
	}
	text, i := c.field("status")
	o.Status = series.Status(text)
	if !slices.Contains(series.Statuses(), text) {
		c.bad(diag.BadWord, i, text, fmt.Sprintf("status %.40q is not known", text), nearest.Hint(text, series.Statuses()))
		ok = false
	}
	if text, i := c.field("day"); text != "" {
		o.Assumed = text == "assumed"
		if !o.Assumed {
			c.bad(diag.BadWord, i, text, fmt.Sprintf("%.40q may not stand here", text), "assumed, or nothing")
		}
	}
	o.Note, _ = c.field("note")
	c.source(&o)
	return o, ok
}

func (c *csvRow) period(o *series.Observation) bool {
	text, i := c.field("period")
	p, err := period.Parse(text)
	want := map[string]bool{"year": p.IsYear(), "month": p.Month != 0 && p.Day == 0, "day": p.Day != 0}
	if err != nil || !want[c.series.Frequency] {
		c.bad(diag.BadDate, i, text, fmt.Sprintf("%.40q is no %s", text, c.series.Frequency), "the frequency of the series is "+c.series.Frequency)
		return false
	}
	o.Period = p
	return true
}

func (c *csvRow) value(o *series.Observation) bool {
	text, i := c.field("value")
	if status, _ := c.field("status"); status == string(series.Withdrawn) {
		if text != "" {
			c.bad(diag.BadNumber, i, text, "a withdrawn value is left empty", "a new value is a row of its own")
		}
		return text == ""
	}
	v, err := decimal.Parse(text)
	if err != nil {
		c.bad(diag.BadNumber, i, text, fmt.Sprintf("%.40q is not a number", text), "the unit stands in dossier.yaml, here only the number")
		return false
	}
	if c.series.Decimals >= 0 && v.Places() > c.series.Decimals {
		c.bad(diag.SeriesDecimals, i, text, fmt.Sprintf("%s has more than %d digits after the point", text, c.series.Decimals), "enter the value as published, or declare more decimals")
	}
	if (c.series.Kind == series.Rate || c.series.Kind == series.Level) && v.Sign() <= 0 {
		c.bad(diag.BadNumber, i, text, fmt.Sprintf("a %s must be above zero", c.series.Kind), "")
		return false
	}
	o.Value = v
	return true
}

func (c *csvRow) source(o *series.Observation) {
	text, i := c.field("source")
	if text == "" {
		c.bad(diag.MissingSource, i, text, "the observation has no source", "")
		return
	}
	o.Source = source.Ref{Pos: c.at(i)}
	for id := range strings.SplitSeq(text, ";") {
		id = strings.TrimSpace(id)
		o.Source.IDs = append(o.Source.IDs, id)
		c.used["source/"+id] = true
		if !c.hasSource(id) {
			c.bad(diag.UnknownSource, i, text, fmt.Sprintf("source %.40q is not in sources.yaml", id), nearest.Hint(id, c.sourceIDs()))
		}
	}
}

// checkVintages reports doubled rows and holes.
func (r *reader) checkVintages(s *series.Series) {
	for i := 1; i < len(s.Observations); i++ {
		a, b := s.Observations[i-1], s.Observations[i]
		if a.Period == b.Period && a.Published == b.Published {
			report(r.list, diag.Diagnostic{
				Code: diag.SeriesDuplicate, Pos: b.Pos, Path: "dossier/series/" + s.ID, Message: fmt.Sprintf("%s has two rows for %s published on %s", s.ID, b.Period, b.Published),
				Hint: "a revision has a later day of publication", Related: []diag.Related{{Pos: a.Pos, Message: "the other row"}},
			})
		}
		if s.Frequency == "year" && b.Period.Year > a.Period.Year+1 && (s.Purpose == "" || s.Purpose == "prices") {
			report(r.list, diag.Diagnostic{
				Code: diag.SeriesGap, Severity: diag.Warning, Pos: b.Pos, Path: "dossier/series/" + s.ID,
				Message: fmt.Sprintf("%s has nothing between %s and %s", s.ID, a.Period, b.Period),
			})
		}
	}
}
