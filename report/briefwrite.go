package report

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/chart"
	"entente/schedule"
)

//go:embed templates
var templates embed.FS

// html writes one file that asks for nothing: its style and its charts are in
// it, and its policy lets nothing be fetched. It prints well.
func (b *Brief) html(w io.Writer) error {
	functions := Functions(b.Language)
	functions["anchor"] = Anchor
	functions["chartstyle"] = func() template.CSS { return template.CSS(chart.Stylesheet()) }
	functions["has"] = b.has
	page, err := template.New("brief.html").Funcs(functions).ParseFS(templates, "templates/brief.html")
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	if err := page.Execute(w, b.linked()); err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	return nil
}

// has reports whether a figure is explained in the brief.
func (b *Brief) has(figure string) bool {
	for _, d := range b.Steps {
		if d.Figure == figure && figure != "" {
			return true
		}
	}
	return false
}

// linked is the brief with charts whose marks lead to places of the document:
// the derivation of a figure, or its row.
func (b *Brief) linked() *Brief {
	out := *b
	out.Charts = nil
	for _, c := range b.Charts {
		bars := make([]chart.Bar, len(c.Bars))
		for i, bar := range c.Bars {
			figure := strings.TrimPrefix(bar.Href, "/")
			bar.Href = ""
			switch {
			case b.has(figure):
				bar.Href = "#" + Anchor(figure)
			case figure != "":
				bar.Href = "#row-" + Anchor(figure)
			}
			bars[i] = bar
		}
		c.Bars, c.Inline = bars, true
		out.Charts = append(out.Charts, c)
	}
	return &out
}

func (b *Brief) markdown(w io.Writer) error {
	language := b.Language
	var t strings.Builder
	fmt.Fprintf(&t, "# %s\n\n", escape(b.Title))
	for _, s := range b.Answer {
		fmt.Fprintf(&t, "**%s**\n\n", escape(s))
	}
	if b.Lead != "" {
		fmt.Fprintf(&t, "%s\n\n", escape(b.Lead))
	}
	for _, s := range b.Tables {
		fmt.Fprintf(&t, "## %s\n\n", escape(capital(s.Title)))
		bare := *s.Table
		bare.Title, bare.Notes = "", nil
		if err := bare.Write(&t, Markdown); err != nil {
			return err
		}
		for _, n := range s.Notes {
			fmt.Fprintf(&t, "\n- %s", escape(n))
		}
		t.WriteString("\n\n")
	}
	if len(b.Unknown) > 0 {
		fmt.Fprintf(&t, "## %s\n\n", capital(Say(language, "brief open")))
		for _, u := range b.Unknown {
			fmt.Fprintf(&t, "- %s\n", escape(u))
		}
		t.WriteString("\n")
	}
	if len(b.Steps) > 0 {
		fmt.Fprintf(&t, "## %s\n\n", capital(Say(language, "how it comes about")))
		for _, d := range b.Steps {
			b.step(&t, d, 0)
			t.WriteString("\n")
		}
	}
	fmt.Fprintf(&t, "## %s\n\n", capital(Say(language, "sources")))
	for _, s := range b.Sources {
		fmt.Fprintf(&t, "- %s", escape(b.cite(s)))
		if s.URL != "" {
			fmt.Fprintf(&t, " <%s>", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(s.URL))
		}
		t.WriteString("\n")
	}
	fmt.Fprintf(&t, "\n---\n\n%s\n", escape(strings.Join(b.colophon(), " · ")))
	_, err := io.WriteString(w, t.String())
	return err
}

// step writes a derivation as a list within lists.
func (b *Brief) step(t *strings.Builder, d schedule.Derivation, depth int) {
	indent := strings.Repeat("  ", depth)
	name := d.Figure
	if name == "" {
		name = d.Rule
	}
	fmt.Fprintf(t, "%s- %s: **%s**\n", indent, escape(name), escape(Value(d, b.Look)))
	for _, line := range Body(d, b.Look) {
		fmt.Fprintf(t, "%s  - %s\n", indent, escape(line))
	}
	if d.Repeated {
		fmt.Fprintf(t, "%s  - %s\n", indent, Say(b.Language, "told above"))
	}
	for _, in := range d.Inputs {
		b.step(t, in, depth+1)
	}
}

// cite names a source with all that a reader needs to find it.
func (b *Brief) cite(s BriefSource) string {
	language := b.Language
	parts := []string{s.ID, s.Title}
	for _, p := range []string{s.Publisher, s.Date, s.Clause} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if s.Clause == "" {
		parts = append(parts, Say(language, "clause not read"))
	}
	out := strings.Join(parts, ", ") + " (" + Word(language, "read", s.HowRead) + ")"
	if len(s.Supports) > 0 {
		out += "; " + Say(language, "supports") + ": " + strings.Join(s.Supports, ", ")
	}
	return out
}

// colophon says what the brief was made from, and how to ask again.
func (b *Brief) colophon() []string {
	language := b.Language
	out := []string{"Entente", Say(language, "dossier") + " " + b.Dossier, b.Digest, Say(language, "brief on", b.On)}
	if b.Known != "" {
		out = append(out, Say(language, "known on", b.Known))
	}
	return append(out, b.Address)
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// workbook puts the answer, and what separates two agreements, before the
// sheets with live formulas.
func (b *Brief) workbook(w io.Writer) error {
	x := &xlsx{layout: arrange(b.Book)}
	language := b.Language
	cover := [][]any{{xcell{style: boldText, value: b.Title}}, {}}
	for _, s := range b.Answer {
		cover = append(cover, []any{x.say(s)})
	}
	cover = append(cover, []any{}, []any{x.say(b.Lead)}, []any{})
	if len(b.Unknown) > 0 {
		cover = append(cover, []any{xcell{style: boldText, value: capital(Say(language, "brief open"))}})
		for _, u := range b.Unknown {
			cover = append(cover, []any{x.say(u)})
		}
		cover = append(cover, []any{})
	}
	for _, line := range b.colophon() {
		cover = append(cover, []any{xcell{style: greyText, value: line}})
	}
	sheets := []sheet{{name: "Brief", widths: []int{120}, rows: cover}}
	for i, t := range b.Tables {
		if len(b.Book.Lines) > 0 && t.Anchors != nil {
			continue // the sheet of the schedule has it, with formulas
		}
		s := sheet{name: fmt.Sprintf("Table %d", i+1), rows: [][]any{{xcell{style: boldText, value: capital(t.Title)}}, {}}, frozen: 2}
		for _, c := range t.Columns {
			s.rows[1] = append(s.rows[1], xcell{style: boldText, value: c.Name})
			s.widths = append(s.widths, 28)
		}
		for _, row := range t.Rows {
			var cells []any
			for _, c := range row {
				cells = append(cells, x.say(c))
			}
			s.rows = append(s.rows, cells)
		}
		sheets = append(sheets, s)
	}
	if len(b.Book.Lines) > 0 {
		sheets = append(sheets, x.sheets()...)
	}
	if err := writeWorkbook(w, b.Title, b.Dossier+" "+b.Digest, sheets); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}
