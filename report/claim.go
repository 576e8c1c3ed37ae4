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
	numbers, eok := figureNumbers(r), false
	for _, l := range d.Lines {
		if l.Boilerplate() || l.Role == evidence.Blank {
			continue
		}
		text, notes := marked(r, l, numbers, colour)
		if l.Role == evidence.Title && len(notes) == 0 {
			continue // the head has it
		}
		fmt.Fprintln(w, text)
		for _, note := range notes {
			fmt.Fprintln(w, "    "+note)
			eok = eok || strings.Contains(note, " eok")
		}
	}
	fmt.Fprintf(w, "\n%s\n", tallyOf(r))
	if eok {
		fmt.Fprintln(w, "1 eok is 100 million: 10,000 eok are 1 trillion won")
	}
	fmt.Fprintln(w)
}

// figureNumbers numbers the figures that are shown, from 1 without gaps; what
// claims nothing, such as the day of a statement, has 0.
func figureNumbers(r *evidence.Result) []int {
	out, n := make([]int, len(r.Figures)), 0
	for i, f := range r.Figures {
		if f.Verdict != evidence.NotApplicable {
			n++
			out[i] = n
		}
	}
	return out
}

// tallyOf sums up the verdicts of a document in a sentence.
func tallyOf(r *evidence.Result) string {
	count := map[evidence.Verdict]int{}
	for _, f := range r.Figures {
		count[f.Verdict]++
	}
	parts := []string{}
	for _, v := range []evidence.Verdict{evidence.Consistent, evidence.ConsistentRounded, evidence.Imprecise, evidence.Inconsistent, evidence.NotCheckable} {
		if n := count[v]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+string(v))
		}
	}
	if len(parts) == 0 {
		return "no figures to judge"
	}
	return "figures: " + strings.Join(parts, ", ")
}

func orUnknown(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// marked returns a line with its figures in brackets and the notes to them.
// Numbers are those of the table.
func marked(r *evidence.Result, l evidence.Line, numbers []int, colour bool) (string, []string) {
	var b strings.Builder
	var notes []string
	at := l.Start
	for i, f := range r.Figures {
		if f.Start < at || f.End > l.End {
			continue
		}
		b.WriteString(clean(r.Document.Text[at:f.Start]))
		if f.Verdict == evidence.NotApplicable {
			b.WriteString(clean(r.Document.Text[f.Start:f.End]))
			at = f.End
			continue
		}
		mark := fmt.Sprintf("[%s]%d", clean(r.Document.Text[f.Start:f.End]), numbers[i])
		if colour {
			mark = tint(f.Verdict, mark)
		}
		b.WriteString(mark)
		at = f.End
		notes = append(notes, fmt.Sprintf("%d %s", numbers[i], note(f)))
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
		if f.Anonymous && !strings.Contains(strings.ToLower(f.Speaker), "unnamed") {
			who += " (unnamed)"
		}
		said := []string{who}
		for _, c := range f.Chain[min(1, len(f.Chain)):] {
			said = append(said, "through "+c.Who)
		}
		parts = append(parts, strings.Join(said, ", "))
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
		numbers := figureNumbers(r)
		for i, f := range r.Figures {
			if f.Verdict == evidence.NotApplicable || f.Quantity == "" {
				continue
			}
			row := []string{r.Document.Name, strconv.Itoa(numbers[i]), clean(f.Surface), f.Quantity, clean(f.Speaker), string(f.Verdict), f.Expected}
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
