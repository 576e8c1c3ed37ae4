package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/chart"
	"entente/decimal"
	"entente/schedule"
)

// Brief is a document for somebody who has never seen the dossier: the answer
// first, then the figures, then how they come about and where it is written.
type Brief struct {
	Title    string
	Lead     string   // what this is about, in a sentence of the dossier
	Answer   []string // sentences
	Charts   []chart.Bars
	Tables   []BriefTable
	Steps    []schedule.Derivation // of the figures that matter most
	Unknown  []string              // what is not known, not verified or assumed, each by name
	Sources  []BriefSource
	Dossier  string
	Digest   string
	Known    string // the day of knowledge; "" is everything
	On       string // the day that the answer is given for
	Address  string // how to ask again, as a command
	Book     Book   // the same with live formulas
	Exact    *Table // the figures with every digit
	Language string
	Look     Look
}

// BriefTable is a table with an anchor for each row; "" is none.
type BriefTable struct {
	*Table
	Anchors []string
}

// BriefSource is a source with what it is cited for.
type BriefSource struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Publisher string   `json:"publisher"`
	Date      string   `json:"date"`          // as printed; may be partial
	Clause    string   `json:"clause"`        // where in the source; "" where no text was read
	HowRead   string   `json:"how_read"`      // full text, excerpt, listed or recalled
	URL       string   `json:"url,omitempty"` // address of the source
	Supports  []string `json:"supports"`      // figures and observations that rest on it
}

// BriefForms returns the names of the forms that a brief can be written in;
// each is the ending of its files.
func BriefForms() []string { return []string{"html", "md", "xlsx", "csv", "json"} }

// BriefPolicy is the content security policy of a brief as a page: its style is
// in it, and it asks for nothing.
const BriefPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// BriefKind returns the media type of a form.
func BriefKind(form string) string {
	switch form {
	case "html":
		return "text/html; charset=utf-8"
	case "md":
		return "text/markdown; charset=utf-8"
	case "xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case "csv":
		return "text/csv; charset=utf-8"
	default:
		return "application/json"
	}
}

// Write writes a brief in a form other than JSON, which is that of its result.
func (b *Brief) Write(w io.Writer, form string) error {
	switch form {
	case "html":
		return b.html(w)
	case "md":
		return b.markdown(w)
	case "xlsx":
		return b.workbook(w)
	case "csv":
		return b.Exact.Write(w, CSV)
	default:
		return fmt.Errorf("unknown form %q", form)
	}
}

// Anchor turns the name of a figure into that of its place in a document.
func Anchor(figure string) string {
	return "f-" + strings.Map(func(r rune) rune {
		if r == '/' || r == ' ' {
			return '.'
		}
		return r
	}, figure)
}

// YearTable lays out the years of a schedule in words of the catalogue.
func YearTable(lines []schedule.Line, totals []schedule.Total, look Look) BriefTable {
	language := look.Language
	shared := slices.ContainsFunc(lines, func(l schedule.Line) bool { return l.Period != nil })
	t := BriefTable{Table: &Table{Title: Say(language, "the years"), Columns: []Column{
		{Name: Say(language, "year")},
		{Name: Say(language, "agreement")},
		{Name: Say(language, "amount"), Right: true},
		{Name: Say(language, "growth"), Right: true},
		{Name: Say(language, "status")},
		{Name: Say(language, "basis")},
		{Name: Say(language, "how")},
	}}}
	if shared {
		t.Columns[1], t.Columns[3].Name = Column{Name: Say(language, "party")}, Say(language, "in full")
	}
	for _, l := range lines {
		who, third := deref(l.Agreement, "–"), ""
		if l.Growth != nil {
			third = signed(*l.Growth) + "%"
		}
		if shared {
			who, third = l.Party, Optional(l.Amount)
		}
		basis := ""
		if l.Basis != nil {
			basis = Word(language, "basis", *l.Basis)
		}
		t.Add(lineYear(l), who, Sum(l.Amount, l.Currency, look), third, Word(language, "status", l.Status), basis, how(l, look))
		t.Anchors = append(t.Anchors, deref(l.Figure, ""))
	}
	for _, total := range totals {
		note := Say(language, "total of years", total.Years) + ": " + Sum(&total.Amount, total.Currency, look)
		if n := len(total.UnknownYears); n > 0 {
			note += "; " + Say(language, "without") + " " + years(total.UnknownYears)
		}
		t.Notes = append(t.Notes, note)
	}
	t.Notes = append(t.Notes, meanings(lines, language)...)
	return t
}

// meanings explains the words that stand in a table.
func meanings(lines []schedule.Line, language string) []string {
	var out []string
	for _, basis := range []schedule.Basis{schedule.ByRule, schedule.Negotiated, schedule.SameAs, schedule.Converted, schedule.Stated, schedule.LeftOpen} {
		if slices.ContainsFunc(lines, func(l schedule.Line) bool { return l.Basis != nil && *l.Basis == basis }) {
			out = append(out, Word(language, "basis", basis)+": "+Word(language, "means", basis))
		}
	}
	if slices.ContainsFunc(lines, func(l schedule.Line) bool { return l.Status == schedule.Unknown }) {
		out = append(out, Say(language, "status unknown")+": "+Say(language, "means unknown"))
	}
	return out
}

// years writes years, those that follow each other as a span.
func years(list []int) string {
	var out []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		out = append(out, Year(list[i], list[j]))
		i = j + 1
	}
	return strings.Join(out, ", ")
}

// DiffTables lays out what separates two agreements: terms, then money.
func DiffTables(a, b string, d schedule.Diff, look Look) []BriefTable {
	language := look.Language
	terms := &Table{Title: Say(language, "terms differ"), Columns: []Column{{Name: Say(language, "term")}, {Name: a}, {Name: b}}}
	for _, t := range d.Terms {
		terms.Add(t.Term, t.A, t.B)
	}
	c := d.Totals.Currency
	sums := &Table{Title: Say(language, "money"), Columns: []Column{{Name: Say(language, "year")}, {Name: a, Right: true}, {Name: b, Right: true}, {Name: Say(language, "difference"), Right: true}}}
	for _, y := range d.Years {
		year := strconv.Itoa(y.Year)
		if y.YearB != 0 && y.YearB != y.Year {
			year += " / " + strconv.Itoa(y.YearB)
		}
		cells := []string{year, "–", "–", ""}
		if !y.OutsideA {
			cells[1] = Sum(y.A, c, look)
		}
		if !y.OutsideB {
			cells[2] = Sum(y.B, c, look)
		}
		if y.Difference != nil {
			cells[3] = Sum(y.Difference, c, look)
		}
		sums.Add(cells...)
	}
	sums.Notes = []string{Say(language, "over both", d.Totals.YearsBoth) + ": " + Sum(&d.Totals.Difference, c, look)}
	return []BriefTable{{Table: terms}, {Table: sums}}
}

// DiffExact is the money of two agreements with every digit.
func DiffExact(a, b string, d schedule.Diff) *Table {
	exact := func(v *decimal.Fraction) string {
		if v == nil {
			return ""
		}
		return v.String()
	}
	t := &Table{Columns: []Column{{Name: "year of " + a}, {Name: "year of " + b}, {Name: a}, {Name: b}, {Name: "difference"}, {Name: "currency"}}}
	for _, y := range d.Years {
		t.Add(strconv.Itoa(y.Year), strconv.Itoa(y.YearB), exact(y.A), exact(y.B), exact(y.Difference), string(d.Totals.Currency))
	}
	return t
}
