package report

import (
	"fmt"
	"io"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// Explain prints a derivation as a tree: each figure with its rule, its
// rounding, its source, and below it what it was computed from.
func Explain(w io.Writer, d schedule.Derivation, look Look) error {
	e := tree{look: look, seen: map[string]bool{}}
	e.node(d, "", "")
	_, err := io.WriteString(w, e.b.String())
	return err
}

type tree struct {
	b    strings.Builder
	look Look
	seen map[string]bool // figures already told: the second time a name is enough
}

// node prints a step; first stands before its head line, rest before the
// lines below it.
func (t *tree) node(d schedule.Derivation, first, rest string) {
	t.b.WriteString(first + t.head(d) + "\n")
	told := d.Figure != "" && t.seen[d.Figure]
	inner := rest
	if len(d.Inputs) > 0 && !told {
		inner += "│  "
	} else {
		inner += "   "
	}
	if told {
		t.b.WriteString(inner + "(explained above)\n")
		return
	}
	if d.Figure != "" {
		t.seen[d.Figure] = true
	}
	for _, line := range t.body(d) {
		t.b.WriteString(inner + line + "\n")
	}
	for i, in := range d.Inputs {
		if i == len(d.Inputs)-1 {
			t.node(in, rest+"└─ ", rest+"   ")
		} else {
			t.node(in, rest+"├─ ", rest+"│  ")
		}
	}
}

func (t *tree) head(d schedule.Derivation) string {
	name := d.Figure
	if name == "" {
		name = d.Rule
	}
	value := "unknown"
	if d.Value != nil {
		value = t.value(*d.Value, d.Unit)
	}
	text := fmt.Sprintf("%s  %s", name, value)
	if t.look.Colour {
		text = name + "  " + bold(value)
	}
	var marks []string
	if d.Status != schedule.Agreed {
		marks = append(marks, d.Status.String())
	}
	if d.Basis != "" {
		marks = append(marks, strings.ReplaceAll(string(d.Basis), "_", " "))
	}
	if len(marks) > 0 {
		text += "  [" + strings.Join(marks, ", ") + "]"
	}
	return text
}

// value prints a number with its unit; money as the field prints it and in
// full.
func (t *tree) value(v decimal.Fraction, unit string) string {
	if c, err := money.ParseCurrency(unit); err == nil {
		a := money.Amount{Currency: c, Value: v}
		short, full := money.Short(a), t.look.Units.Natural(a)
		return short + " (" + full + ")"
	}
	switch unit {
	case "percent":
		return ended(v) + "%"
	case "share":
		return v.Mul(decimal.Whole(100)).Approx(9) + "%"
	case "factor", "":
		return ended(v)
	default:
		return ended(v) + " " + unit
	}
}

// ended prints a number that ends as it is, another to nine places.
func ended(v decimal.Fraction) string {
	if _, ok := v.Decimal(); ok {
		return money.Grouped(v)
	}
	return "about " + v.Approx(9)
}

func (t *tree) body(d schedule.Derivation) []string {
	var lines []string
	if d.Figure != "" && d.Rule != "" {
		lines = append(lines, "rule: "+d.Rule)
	}
	if r := d.Rounding; r != nil {
		text := fmt.Sprintf("%s → %s", t.bare(r.Before, d.Unit), t.bare(r.After, d.Unit))
		if r.Before.Equal(r.After) {
			text = t.bare(r.After, d.Unit) + ", nothing to round"
		}
		lines = append(lines, fmt.Sprintf("rounding: %s (to %s, %s)", text, t.bare(r.To.Fraction(), d.Unit), r.Mode))
	}
	if d.Series != "" {
		text := fmt.Sprintf("observation: %s of %s", d.Series, d.Period)
		if d.Quality != "" {
			text += ", " + d.Quality
		}
		if d.Published != "" {
			text += ", published " + d.Published
		}
		lines = append(lines, text)
	}
	if d.Known != "" {
		lines = append(lines, "known from "+d.Known)
	}
	if s := d.Source; s != nil {
		lines = append(lines, "source: "+cited(s))
	}
	if d.Note != "" {
		lines = append(lines, "note: "+d.Note)
	}
	for _, r := range d.Reasons {
		if d.Status != schedule.Agreed {
			r = "because " + r
		}
		lines = append(lines, r)
	}
	return lines
}

// bare prints money in the unit of the dossier with every digit.
func (t *tree) bare(v decimal.Fraction, unit string) string {
	c, err := money.ParseCurrency(unit)
	if err != nil {
		return t.value(v, unit)
	}
	if _, ends := v.Decimal(); !ends {
		near, _ := v.Round(decimal.New(1, -4), decimal.HalfUp) // for reading
		return "about " + t.look.Units.Natural(money.Amount{Currency: c, Value: near.Fraction()})
	}
	return t.look.Units.Natural(money.Amount{Currency: c, Value: v})
}

func cited(s *schedule.Cited) string {
	parts := []string{s.ID}
	for _, p := range []string{s.Title, s.Publisher, s.Date} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	text := strings.Join(parts, ", ")
	if s.Clause != nil {
		text += ", " + *s.Clause
	} else {
		text += ", clause not read"
	}
	if s.HowRead != "" {
		text += " (" + s.HowRead + ")"
	}
	if len(s.Also) > 0 {
		text += "; also " + strings.Join(s.Also, ", ")
	}
	return text
}

// Value prints the value of a step: money as the field prints it and in full.
func Value(d schedule.Derivation, look Look) string {
	if d.Value == nil {
		return "unknown"
	}
	t := tree{look: look}
	return t.value(*d.Value, d.Unit)
}

// Body tells a step in lines: rule, rounding, observation, source, note.
func Body(d schedule.Derivation, look Look) []string {
	t := tree{look: look}
	return t.body(d)
}
