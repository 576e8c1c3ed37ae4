package report

import (
	"fmt"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// Fit lays out classes of conventions: those that reproduce everything, then at
// most so many of the others (0: all). A class stands on one line, unless its
// members cannot be written as one product.
func Fit(title string, fit *schedule.Fit, most int, look Look) *Table {
	t := &Table{Title: title + ": conventions held against " + count(len(fit.Assertions), "published figure"), Columns: []Column{
		{Name: "class", Right: true}, {Name: "fits"}, {Name: "first break"}, {Name: "index"}, {Name: "lag"}, {Name: "round"}, {Name: "mode"}, {Name: "carry"}, {Name: "rates"},
	}}
	whole := len(fit.Fits())
	shown := len(fit.Classes)
	if most > 0 {
		shown = min(shown, whole+most)
	}
	for i, c := range fit.Classes[:shown] {
		for j, g := range c.Groups() {
			head := []string{"", "", ""}
			if j == 0 {
				head = []string{strconv.Itoa(i + 1), fmt.Sprintf("%d of %d", c.Reproduced, c.Of), look.firstBreak(c.FirstBreak)}
			}
			t.Add(append(head, g...)...)
		}
	}
	if rest := len(fit.Classes) - shown; rest > 0 {
		t.Notes = append(t.Notes, count(rest, "class")+" more that fail earlier or more often; --most 0 shows them")
	}
	t.Notes = append(t.Notes, look.fitVerdict(fit, whole)...)
	for _, l := range fit.LeftOut {
		t.Notes = append(t.Notes, "left out: "+l.Figure+" – "+l.Why)
	}
	return t
}

func (l Look) firstBreak(b *schedule.Break) string {
	switch {
	case b == nil:
		return ""
	case b.Got == nil:
		return b.Figure + ": unknown"
	}
	text := l.Units.Natural(money.Amount{Currency: b.Currency, Value: *b.Difference})
	if b.Difference.Sign() > 0 {
		text = "+" + text
	}
	return fmt.Sprintf("%s: %s for %s (%s)", b.Figure, l.natural(*b.Got, b.Currency), l.natural(b.Want, b.Currency), text)
}

func (l Look) natural(v decimal.Fraction, c money.Currency) string {
	return l.Units.Natural(money.Amount{Currency: c, Value: v})
}

func (l Look) fitVerdict(fit *schedule.Fit, whole int) []string {
	notes := []string{fmt.Sprintf("%d conventions tried on %s; %d classes", fit.Tried, strings.Join(fit.Agreements, ", "), len(fit.Classes))}
	switch whole {
	case 0:
		return append(notes, "no class reproduces every published figure")
	case 1:
		c := fit.Classes[0]
		text := "one class reproduces every published figure"
		if c.AsWritten {
			text += ", and it is the one the dossier states"
		}
		notes = append(notes, text)
		if n := len(c.Members); n > 1 {
			notes = append(notes, fmt.Sprintf("its %d members give the same figure in each of the %d years; the data cannot tell them apart", n, fit.Years))
		}
		return notes
	}
	notes = append(notes, fmt.Sprintf("%d classes reproduce every published figure; what is published cannot tell them apart", whole))
	for i, u := range fit.Undecided {
		if i == 8 {
			notes = append(notes, fmt.Sprintf("and %d more figures", len(fit.Undecided)-i))
			break
		}
		notes = append(notes, "a print of "+u.Figure+" would decide: "+l.gives(u, fit.Assertions[0].Unit))
	}
	return notes
}

// gives lists what the classes give for a figure, equal values together.
func (l Look) gives(u schedule.Undecided, c money.Currency) string {
	var order []string
	classes := map[string][]string{}
	for i, v := range u.Gives {
		text := "unknown"
		if v != nil {
			if f, err := decimal.ParseFraction(*v); err == nil {
				text = l.natural(f, c)
			}
		}
		if classes[text] == nil {
			order = append(order, text)
		}
		classes[text] = append(classes[text], strconv.Itoa(i+1))
	}
	for i, text := range order {
		order[i] = text + " (class " + strings.Join(classes[text], ", ") + ")"
	}
	return strings.Join(order, "; ")
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
		noun = strings.Replace(noun, "classs", "classes", 1)
	}
	return strconv.Itoa(n) + " " + noun
}
