package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/evidence"
)

// Claim prints a judged document for people: the article with numbered marks
// and notes below each paragraph.
func Claim(w io.Writer, r *evidence.Result, colour bool) {
	d := r.Document
	head := d.Title
	if head == "" {
		head = d.Name
	}
	fmt.Fprintln(w, head)
	published := d.Published.Span.From.String()
	switch {
	case published == "":
		published = "day not printed: relative dates stay open"
	case d.Published.Span.From != d.Published.Span.To:
		published = d.Published.Span.From.String()[:4]
	case !d.Published.Explicit:
		published += ", concluded from " + d.Published.Basis
	}
	fmt.Fprintf(w, "%s, %s\n\n", orUnknown(d.Publisher, "publisher unknown"), published)
	n := 0
	for _, l := range d.Lines {
		if l.Boilerplate() || l.Role == evidence.Blank || l.Role == evidence.Title {
			n += countIn(r, l)
			continue
		}
		text, notes := marked(r, l, &n, colour)
		fmt.Fprintln(w, text)
		for _, note := range notes {
			fmt.Fprintln(w, "    "+note)
		}
	}
	fmt.Fprintln(w)
}

func orUnknown(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func countIn(r *evidence.Result, l evidence.Line) (n int) {
	for _, f := range r.Figures {
		if f.Start >= l.Start && f.End <= l.End {
			n++
		}
	}
	return n
}

// marked returns a line with its figures in brackets and the notes to them.
// Numbers are those of the table.
func marked(r *evidence.Result, l evidence.Line, n *int, colour bool) (string, []string) {
	var b strings.Builder
	var notes []string
	at := l.Start
	for _, f := range r.Figures {
		if f.Start < at || f.End > l.End {
			continue
		}
		*n++
		b.WriteString(clean(r.Document.Text[at:f.Start]))
		if f.Verdict == evidence.NotApplicable {
			b.WriteString(clean(r.Document.Text[f.Start:f.End]))
			at = f.End
			continue
		}
		mark := fmt.Sprintf("[%s]%d", clean(r.Document.Text[f.Start:f.End]), *n)
		if colour {
			mark = tint(f.Verdict, mark)
		}
		b.WriteString(mark)
		at = f.End
		notes = append(notes, fmt.Sprintf("%d %s", *n, note(f)))
	}
	b.WriteString(clean(r.Document.Text[at:l.End]))
	return b.String(), notes
}

// clean keeps a text from steering the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// note is the margin note of a figure.
func note(f evidence.Figure) string {
	parts := []string{string(f.Verdict)}
	if f.Quantity != "" {
		parts = append(parts, f.Quantity)
	}
	if f.Speaker != evidence.Narrator {
		who := "said by " + f.Speaker
		if f.Anonymous {
			who += " (unnamed)"
		}
		var whoSb109 strings.Builder
		for _, c := range f.Chain[min(1, len(f.Chain)):] {
			whoSb109.WriteString(", through " + c.Who)
		}
		who += whoSb109.String()
		parts = append(parts, who)
	}
	if f.Why != "" {
		parts = append(parts, f.Why)
	}
	return clean(strings.Join(parts, " · "))
}

func tint(v evidence.Verdict, s string) string {
	switch v {
	case evidence.Consistent, evidence.ConsistentRounded:
		return "\x1b[32m" + s + "\x1b[0m"
	case evidence.Inconsistent:
		return "\x1b[31m" + s + "\x1b[0m"
	case evidence.Imprecise:
		return yellow(s)
	case evidence.NotCheckable, evidence.NotApplicable:
	}
	return dim(s)
}

// ClaimTable lists the figures of documents that can be held against something.
func ClaimTable(results []*evidence.Result) *Table {
	t := &Table{Columns: []Column{{Name: "file"}, {Name: "no", Right: true}, {Name: "figure"}, {Name: "quantity"}, {Name: "said by"}, {Name: "verdict"}, {Name: "expected"}}}
	if len(results) == 1 {
		t.Columns = t.Columns[1:]
	}
	for _, r := range results {
		for i, f := range r.Figures {
			if f.Verdict == evidence.NotApplicable || f.Quantity == "" {
				continue
			}
			row := []string{r.Document.Name, strconv.Itoa(i + 1), clean(f.Surface), f.Quantity, clean(f.Speaker), string(f.Verdict), f.Expected}
			if len(results) == 1 {
				row = row[1:]
			}
			t.Add(row...)
		}
	}
	return t
}

// ConflictTable lists contradictions within and between documents.
func ConflictTable(conflicts []evidence.ConflictView) *Table {
	t := &Table{Columns: []Column{{Name: "conflict"}, {Name: "quantity"}, {Name: "where"}, {Name: "why"}}}
	for _, c := range conflicts {
		quantity := "–"
		if c.Quantity != nil {
			quantity = *c.Quantity
		}
		var files []string
		for _, p := range c.Figures {
			files = append(files, fmt.Sprintf("%s:%d", p.File, p.Start))
		}
		t.Add(c.Kind, quantity, strings.Join(files, ", "), clean(c.Why))
	}
	return t
}
